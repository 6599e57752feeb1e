"""How a level was worked out: the pieces in order, what was left out and why, the method, the result."""

from dataclasses import dataclass

from generator.model.mastery.scale import level_named
from generator.model.picture import LeftOut, Need, Picture, Reached, Score, Standing
from generator.records.plan import Judgement
from generator.view.days import near
from generator.view.evidence import day_of, path_of
from generator.view.goals import need_words
from generator.view.levels import LevelSign, level_sign
from generator.view.page import RichText
from generator.view.phrases import kind_words, left_out_words, method_words, not_rated_words
from generator.view.said import in_sentence, line, person_name
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPiece:
    day: str
    title: RichText
    kind: str
    sign: LevelSign
    points: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutPiece:
    day: str
    title: RichText
    why: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    text: str
    shown: bool
    state_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision, which stands instead of the rating; both are shown."""

    sentence: str
    reason: RichText
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    method: str
    counted: tuple[CountedPiece, ...]  # oldest first, as they were counted
    left_out: tuple[LeftOutPiece, ...]
    result: tuple[str, ...]
    decision: Decision | None
    needs: tuple[NeedLine, ...]
    reached: str


def working_of(standing: Standing, picture: Picture, words: Words) -> Working:
    rating = standing.rating
    return Working(
        method=method_words(rating.calculation.method, words),
        counted=tuple(_counted(score, standing, picture, words) for score in rating.scores),
        left_out=tuple(_left_out(left_out, picture, words) for left_out in rating.left_out),
        result=_result(standing, picture, words),
        decision=_decision(standing.judgement, standing, picture, words) if standing.judgement else None,
        needs=tuple(_need(need, words) for need in standing.sufficiency.needs),
        reached=_reached(standing, picture, words),
    )


def _counted(score: Score, standing: Standing, picture: Picture, words: Words) -> CountedPiece:
    return CountedPiece(
        day=near(score.day, picture, words) if score.day else words.say("No date"),
        title=line(score.evidence.title, picture, words),
        kind=kind_words(score.evidence.kind, words),
        sign=level_sign(score.level, standing.scale, picture, words),
        points=words.number(score.points),
        path=path_of(score.evidence),
    )


def _left_out(left_out: LeftOut, picture: Picture, words: Words) -> LeftOutPiece:
    day = day_of(left_out.evidence)
    return LeftOutPiece(
        day=near(day, picture, words) if day else words.say("No date"),
        title=line(left_out.evidence.title, picture, words),
        why=left_out_words(left_out.why, words),
        path=path_of(left_out.evidence),
    )


def _result(standing: Standing, picture: Picture, words: Words) -> tuple[str, ...]:
    rating, levels = standing.rating, standing.scale.levels
    if rating.value is None or rating.level is None:
        return (not_rated_words(rating.why_not, words),) if rating.why_not else (words.say("Not rated yet."),)
    said = words.say(
        "Result: {rating} on a scale from {lowest} to {highest}. That is the level “{level}”.",
        rating=words.rating(rating.value),
        lowest=words.number(levels[0].points),
        highest=words.number(levels[-1].points),
        level=in_sentence(rating.level.label, picture, words),
    )
    capped = words.say("The trend went beyond the scale, so it stops at the most it may be.")
    return (said, capped) if rating.capped else (said,)


def _decision(judgement: Judgement, standing: Standing, picture: Picture, words: Words) -> Decision:
    level = level_named(standing.scale, judgement.level) or standing.target
    name = person_name(judgement.by, picture, words)
    day, label = words.day(judgement.on), in_sentence(level.label, picture, words)
    return Decision(
        sentence=words.say("On {day} {name} decided on the level “{level}”.", day=day, name=name, level=label)
        if name
        else words.say("On {day} a teacher decided on the level “{level}”.", day=day, level=label),
        reason=line(judgement.reason, picture, words),
        until=words.say("It stands until {day}.", day=words.day(judgement.until)) if judgement.until else None,
    )


def _need(need: Need, words: Words) -> NeedLine:
    return NeedLine(
        text=need_words(need, words),
        shown=need.met,
        state_words=words.say("Shown") if need.met else words.say("Not yet shown"),
    )


def _reached(standing: Standing, picture: Picture, words: Words) -> str:
    label = in_sentence(standing.target.label, picture, words)
    if standing.reached is not None:
        return _reached_how(standing.reached, words)
    if standing.proposed is not None:
        return words.say("All of it is shown for “{level}”. A teacher still has to confirm it.", level=label)
    return words.say("“{level}” is not reached yet.", level=label)


def _reached_how(reached: Reached, words: Words) -> str:
    day = words.day(reached.on)
    match reached.by:
        case "model":
            return words.say("Reached on {day}. Once reached, it stays reached.", day=day)
        case "person":
            return words.say("Reached on {day}, and confirmed by a teacher. It stays reached.", day=day)
        case "accepted":
            return words.say("Brought with me from my former school; accepted on {day}.", day=day)
