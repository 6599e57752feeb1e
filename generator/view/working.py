"""How a level was worked out: the pieces in order, what was left out and why, the formula, the result, the rest.

One source for the Goal page, the appendix of a printed plan and `pathbook explain`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model.mastery.formula import formula_of
from generator.model.mastery.scale import level_named
from generator.model.mastery.scores import NEVER_COUNT
from generator.model.picture import Picture
from generator.model.standing_picture import LeftOut, Need, Reached, Score, Standing
from generator.records.evidence import Evidence, Result
from generator.records.framework import CompetencyRef
from generator.records.plan import Judgement
from generator.records.school import Level
from generator.view.days import near
from generator.view.evidence import day_of, level_of, path_of
from generator.view.formulas import FormulaShown, formula_shown
from generator.view.levels import LevelSign, level_sign
from generator.view.needs import need_words
from generator.view.page import RichText
from generator.view.phrases import kind_words, left_out_words, method_words, not_rated_words
from generator.view.said import apart, in_sentence, line, person_name
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPiece:
    """`carried` tells where else it was shown: for another version of the same competency; None: for this one."""

    day: str
    title: RichText
    kind: str
    sign: LevelSign
    points: str
    own_view: LevelSign | None
    carried: str | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutPiece:
    """`reason` is what was written when a piece was set aside; None: the files give none."""

    day: str
    title: RichText
    why: str
    reason: RichText | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePiece:
    """What one thinks oneself, learned before, or showed of one part: never counted. `sign` None: it tells no level."""

    day: str
    title: RichText
    kind: RichText | str  # what sort of piece it is, or which part it shows
    sign: LevelSign | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    text: str
    shown: bool
    state_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision, which stands instead of the rating; `both` tells its points and what the work gives."""

    sentence: str
    both: str
    reason: RichText
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """`formula` None: there is no number. `result` says the number and its level, or why there is none yet."""

    method: str
    counted: tuple[CountedPiece, ...]  # oldest first, as they were counted
    left_out: tuple[LeftOutPiece, ...]
    beside: tuple[BesidePiece, ...]
    formula: FormulaShown | None
    result: tuple[str, ...]
    decision: Decision | None
    needs: tuple[NeedLine, ...]
    reached: tuple[str, ...]


def working_of(standing: Standing, picture: Picture, words: Words) -> Working:
    rating = standing.rating
    formula = formula_of(rating, standing.scale)
    own, others = _apart(rating.left_out)
    return Working(
        method=method_words(rating.calculation.method, words),
        counted=tuple(_counted(score, standing, picture, words) for score in rating.scores),
        left_out=tuple(_left_out(left_out, picture, words) for left_out in others),
        beside=tuple(_beside(left_out, standing, picture, words) for left_out in own),
        formula=formula_shown(formula, words) if formula else None,
        result=_result(standing, picture, words),
        decision=_decision(standing.judgement, standing, picture, words) if standing.judgement else None,
        needs=tuple(_need(need, words) for need in standing.sufficiency.needs),
        reached=tuple(_reached(standing, picture, words)),
    )


def _apart(left_out: tuple[LeftOut, ...]) -> tuple[tuple[LeftOut, ...], tuple[LeftOut, ...]]:
    """What never counts because of what it is, and what might have counted."""
    return tuple(filter(stands_beside, left_out)), tuple(each for each in left_out if not stands_beside(each))


def stands_beside(left_out: LeftOut) -> bool:
    """Whether it would not count even as the best of work: not because somebody took it out."""
    of_its_kind = left_out.evidence.kind in NEVER_COUNT or left_out.why == "criterion_only"
    return of_its_kind and left_out.evidence.excluded is None


def _counted(score: Score, standing: Standing, picture: Picture, words: Words) -> CountedPiece:
    piece, ref = score.evidence, score.result.competency
    own = level_named(standing.scale, piece.self_level) if piece.self_level else None
    return CountedPiece(
        day=near(score.day, picture, words) if score.day else words.say("No date"),
        title=line(piece.title, picture, words),
        kind=kind_words(piece.kind, words),
        sign=level_sign(score.level, standing.scale, picture, words),
        points=words.exact(score.points),
        own_view=level_sign(own, standing.scale, picture, words) if own else None,
        carried=None if ref == standing.ref else words.say("Shown for {code}", code=_earlier(ref, picture, words)),
        path=path_of(piece),
    )


def _earlier(ref: CompetencyRef, picture: Picture, words: Words) -> str:
    """A competency of an earlier version of the framework, by its code, else in its own words."""
    standing = picture.standings.get(ref)
    if standing is None or standing.competency.code is not None:
        return apart(ref if standing is None else standing.competency.code or ref, words)
    return in_sentence(standing.competency.short or standing.competency.statement, picture, words)


def _left_out(left_out: LeftOut, picture: Picture, words: Words) -> LeftOutPiece:
    piece = left_out.evidence
    return LeftOutPiece(
        day=_day(piece, picture, words),
        title=line(piece.title, picture, words),
        why=left_out_words(left_out.why, words),
        reason=line(piece.excluded.reason, picture, words) if piece.excluded else None,
        path=path_of(piece),
    )


def _beside(left_out: LeftOut, standing: Standing, picture: Picture, words: Words) -> BesidePiece:
    piece = left_out.evidence
    level = own_level(piece, left_out.result, standing)
    rubric = standing.competency.rubric
    part = next((row for row in rubric if row.id == left_out.result.criterion), None)
    return BesidePiece(
        day=_day(piece, picture, words),
        title=line(piece.title, picture, words),
        kind=line(part.title, picture, words) if part else kind_words(piece.kind, words),
        sign=level_sign(level, standing.scale, picture, words) if level else None,
        path=path_of(piece),
    )


def own_level(piece: Evidence, result: Result, standing: Standing) -> Level | None:
    """The level told beside the rating: the result's, else what the learner named for the whole piece."""
    return level_of(result, standing) or level_named(standing.scale, piece.self_level)


def _day(piece: Evidence, picture: Picture, words: Words) -> str:
    day = day_of(piece)
    return near(day, picture, words) if day else words.say("No date")


def _result(standing: Standing, picture: Picture, words: Words) -> tuple[str, ...]:
    rating, levels = standing.rating, standing.scale.levels
    if rating.value is None or rating.level is None:
        return _no_result(standing, words)
    said = words.say(
        "Result: {rating} on a scale from {lowest} to {highest}. That is the level “{level}”.",
        rating=words.rating(rating.value),
        lowest=words.exact(levels[0].points),
        highest=words.exact(levels[-1].points),
        level=in_sentence(rating.level.label, picture, words),
    )
    return (said, _because(rating.value, rating.level, standing, picture, words))


def _no_result(standing: Standing, words: Words) -> tuple[str, ...]:
    rating = standing.rating
    if rating.scores and rating.still_needed:
        needed = words.count(
            "Not enough to say yet: {n} more piece of work is needed",
            "Not enough to say yet: {n} more pieces of work are needed",
            rating.still_needed,
        )
        return (f"{needed}.",)
    return (not_rated_words(rating.why_not, words),) if rating.why_not else (words.say("Not rated yet."),)


def _because(value: Decimal, level: Level, standing: Standing, picture: Picture, words: Words) -> str:
    """Which level's points the number has reached, and where the next one begins."""
    begins = {"level": in_sentence(level.label, picture, words), "points": words.exact(level.points)}
    if value < level.points:
        return words.say("“{level}” begins at {points}. What is below is the first level, too.", **begins)
    above = next((each for each in standing.scale.levels if each.points > value), None)
    if above is None:
        return words.say("“{level}” begins at {points}. It is the last level.", **begins)
    next_begins = {"next": in_sentence(above.label, picture, words), "next_points": words.exact(above.points)}
    return words.say("“{level}” begins at {points}, “{next}” at {next_points}.", **begins, **next_begins)


def _decision(judgement: Judgement, standing: Standing, picture: Picture, words: Words) -> Decision:
    level = level_named(standing.scale, judgement.level) or standing.target
    name = person_name(judgement.by, picture, words)
    day, label = words.day(judgement.on), in_sentence(level.label, picture, words)
    return Decision(
        sentence=words.say("On {day} {name} decided on the level “{level}”.", day=day, name=name, level=label)
        if name
        else words.say("On {day} a teacher decided on the level “{level}”.", day=day, level=label),
        both=_both(level, standing, picture, words),
        reason=line(judgement.reason, picture, words),
        until=words.say("It stands until {day}.", day=words.day(judgement.until)) if judgement.until else None,
    )


def _both(decided: Level, standing: Standing, picture: Picture, words: Words) -> str:
    rating, points = standing.rating, words.rating(decided.points)
    if rating.value is None or rating.level is None:
        return words.say("The decision stands for {points}. The work alone gives no number.", points=points)
    return words.say(
        "The decision stands for {points}. The work alone gives {rating}, “{level}”. The decision is what counts.",
        points=points,
        rating=words.rating(rating.value),
        level=in_sentence(rating.level.label, picture, words),
    )


def _need(need: Need, words: Words) -> NeedLine:
    return NeedLine(
        text=need_words(need, words),
        shown=need.met,
        state_words=words.say("Shown") if need.met else words.say("Not yet shown"),
    )


def _reached(standing: Standing, picture: Picture, words: Words) -> Iterator[str]:
    label = in_sentence(standing.target.label, picture, words)
    if standing.reached is not None:
        yield _reached_how(standing.reached, picture, words)
        if standing.reached.evidence is not None:
            piece = in_sentence(standing.reached.evidence.title, picture, words)
            yield words.say("The best piece of work then was “{piece}”.", piece=piece)
        if standing.worth_another_look:
            yield words.say("Worth another look: newer work shows an earlier level. What was reached stays reached.")
    elif standing.proposed is not None:
        yield words.say("All of it is shown for “{level}”. A teacher still has to confirm it.", level=label)
    else:
        yield words.say("“{level}” is not reached yet.", level=label)


def _reached_how(reached: Reached, picture: Picture, words: Words) -> str:
    day = words.day(reached.on)
    name = person_name(reached.who, picture, words) if reached.who else None
    match reached.by:
        case "model":
            return words.say("Reached on {day}. Once reached, it stays reached.", day=day)
        case "person" if name is not None:
            return words.say("Reached on {day}, and confirmed by {name}. It stays reached.", day=day, name=name)
        case "person":
            return words.say("Reached on {day}, and confirmed by a teacher. It stays reached.", day=day)
        case "accepted" if reached.from_school is not None:
            school = apart(reached.from_school, words)
            return words.say("Brought with me from {school}; accepted on {day}.", school=school, day=day)
        case _:
            return words.say("Brought with me from my former school; accepted on {day}.", day=day)
