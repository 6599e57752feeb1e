"""What one goal says on any page: its heading, what is being done, what is to be shown, and when one moves forward."""

from dataclasses import dataclass
from typing import Literal

from generator.locales import own_name_of
from generator.model.picture import CriterionShown, Doing, GoalPicture, Picture
from generator.model.standing_picture import Standing
from generator.records.evidence import Evidence
from generator.records.library import Activity
from generator.records.plan import GoalActivity
from generator.records.text import Text
from generator.view.charts.glyphs import SYMBOLS, Glyph
from generator.view.days import near
from generator.view.evidence import LinkOut, day_of, link_out, path_of
from generator.view.levels import LevelSign, standing_sign
from generator.view.needs import lacking_beside
from generator.view.page import RichText
from generator.view.phrases import domain_words, pace_words
from generator.view.said import apart, in_sentence, line, statement, title
from generator.view.shortened import shortened
from generator.words import Words

BRIEF, TITLE = 200, 110  # signs of a goal's sentence at a glance, and in a menu
PIECES_OF_A_CRITERION = 3  # more prove nothing more to a reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A symbol and the words that say the same."""

    words: str
    symbol: Glyph


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalHeading:
    """`path` leads to the goal's own page. `code` None: its framework gives none, or it has no competency."""

    subject: RichText | str
    code: str | None
    i_can: RichText
    chip: Chip | None
    level: LevelSign | None  # None: a goal without levels
    path: str
    look_again: str | None = None  # a mark for a goal once reached whose level has since dipped


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """`offers` is what the catalogue has for it besides: ways in for everybody, languages, where to find more."""

    title: RichText
    about: tuple[RichText | str, ...]  # with whom, how long, by when
    state: Literal["done", "doing", "next"]
    state_words: str
    offers: tuple[RichText | str, ...] = ()
    links: tuple[LinkOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenIn:
    """A piece that shows something, to be found under its path."""

    day: str
    title: RichText
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """`seen_in` are the newest pieces that show it, newest first."""

    text: RichText
    shown: bool
    state_words: str
    seen_in: tuple[SeenIn, ...] = ()


def goal_path(goal: str) -> str:
    return f"goal/{goal}/"


def main_goal_of(picture: Picture) -> GoalPicture | None:
    """The goal in the middle: the first active one; None: no goal is active."""
    return next((goal for goal in picture.goals if goal.goal.status == "active"), None)


def goals_of_year(picture: Picture) -> tuple[GoalPicture, ...]:
    """Goals of this year, reached ones included; all there are where it has no plan. Earlier years have their page."""
    year = picture.plan.school_year if picture.plan else None
    return tuple(goal for goal in picture.goals if year in {None, goal.school_year})


def heading_of(goal: GoalPicture, picture: Picture, words: Words) -> GoalHeading:
    main = goal.main
    return GoalHeading(
        subject=subject_of(goal, picture, words),
        code=main.competency.code if main else None,
        i_can=in_brief(goal, picture, words),
        chip=chip_of(goal, words),
        level=standing_sign(main, picture, words) if main else None,
        path=goal_path(goal.goal.id),
        look_again=words.say("Worth another look") if look_again_of(goal, words) else None,
    )


def subject_of(goal: GoalPicture, picture: Picture, words: Words) -> RichText | str:
    main = goal.main
    if main is None:
        return domain_words(goal.goal.domain, words)
    return line(main.framework.subject[0] if main.framework.subject else main.framework.title, picture, words)


def i_can_of(goal: GoalPicture, picture: Picture, words: Words) -> RichText:
    """The goal's own sentence, else the competency's, else the standard as it stands."""
    text, main = _i_can_text(goal), goal.main
    if main is not None and text is main.competency.statement:
        return statement(text, main.framework, picture, words)
    return line(text, picture, words)


def in_brief(goal: GoalPicture, picture: Picture, words: Words) -> RichText:
    """The same where a glance is wanted: a goal may be told on three pages, its name may not."""
    return shortened(i_can_of(goal, picture, words), BRIEF)


def title_of(goal: GoalPicture, words: Words) -> str:
    """A short title for the menu and the search, without a name."""
    main = goal.main
    short = main.competency.short if main is not None and goal.goal.i_can is None else None
    whole = title(short or _i_can_text(goal), words)
    return shortened(RichText(text=whole, language=None, direction=None), TITLE).text


def _i_can_text(goal: GoalPicture) -> Text:
    main = goal.main
    if goal.goal.i_can is not None:
        return goal.goal.i_can
    if main is None:
        return goal.goal.learner_words or goal.goal.why or Text.plain(goal.goal.id)
    return main.competency.i_can or main.competency.statement


def chip_of(goal: GoalPicture, words: Words) -> Chip | None:
    """Pace while one works on it, else what has become of the goal; None: active, and its pace cannot be said yet."""
    match goal.goal.status:
        case "reached":
            return Chip(words=words.say("Reached"), symbol=SYMBOLS["reached"])
        case "paused":
            return Chip(words=words.say("Paused"), symbol=SYMBOLS["paused"])
        case _ if goal.reached_on is not None:
            return Chip(words=words.say("Reached"), symbol=SYMBOLS["reached"])
        case _ if goal.pace is not None:
            return Chip(words=pace_words(goal.pace.state, words), symbol=SYMBOLS[goal.pace.state])
        case _:
            return None


def activities_of(goal: GoalPicture, picture: Picture, words: Words) -> tuple[ActivityLine, ...]:
    return tuple(_activity(doing, picture, words) for doing in goal.doing)


def _activity(doing: Doing, picture: Picture, words: Words) -> ActivityLine:
    activity = doing.activity
    from_catalogue = doing.from_catalogue
    text = activity.title or (from_catalogue.title if from_catalogue else Text.plain(activity.id))
    minutes = activity.minutes or (from_catalogue.minutes if from_catalogue else None)
    about: tuple[RichText | str | None, ...] = (
        line(activity.who, picture, words) if activity.who else None,
        words.count("{n} minute", "{n} minutes", minutes) if minutes else None,
        words.say("by {day}", day=words.day(activity.by, "short")) if activity.by and not activity.done_on else None,
    )
    return ActivityLine(
        title=line(text, picture, words),
        about=tuple(part for part in about if part is not None),
        state=activity.status,
        state_words=_state_words(activity, words),
        offers=_offers(from_catalogue, picture, words) if from_catalogue else (),
        links=_links(from_catalogue, picture, words) if from_catalogue else (),
    )


def _offers(activity: Activity, picture: Picture, words: Words) -> tuple[RichText | str, ...]:
    """Ways in that were thought of, and the languages it can be done in where there are several."""
    languages = tuple(apart(own_name_of(tag), words) for tag in activity.languages)
    said = (words.say("In {languages}", languages=words.listed(languages)),) if len(languages) > 1 else ()
    return (*(line(text, picture, words) for text in activity.accessibility), *said)


def _links(activity: Activity, picture: Picture, words: Words) -> tuple[LinkOut, ...]:
    links = (link_out(each.title, each.url, picture, words) for each in activity.resources if each.url is not None)
    return tuple(link for link in links if link.url is not None)


def _state_words(activity: GoalActivity, words: Words) -> str:
    match activity.status:
        case "done":
            return words.say("Done")
        case "doing":
            return words.say("Doing now")
        case "next":
            return words.say("Next")


def criteria_of(goal: GoalPicture, picture: Picture, words: Words) -> tuple[CriterionLine, ...]:
    return tuple(_criterion(criterion, picture, words) for criterion in goal.criteria)


def _criterion(criterion: CriterionShown, picture: Picture, words: Words) -> CriterionLine:
    shown = bool(criterion.shown_by)
    return CriterionLine(
        text=line(criterion.criterion.text, picture, words),
        shown=shown,
        state_words=words.say("Shown") if shown else words.say("Not yet shown"),
        seen_in=tuple(_seen_in(piece, picture, words) for piece in criterion.shown_by[:PIECES_OF_A_CRITERION]),
    )


def _seen_in(piece: Evidence, picture: Picture, words: Words) -> SeenIn:
    day = day_of(piece)
    return SeenIn(
        day=near(day, picture, words) if day else words.say("No date"),
        title=line(piece.title, picture, words),
        path=path_of(piece),
    )


def rule_of(goal: GoalPicture, picture: Picture, words: Words) -> str | None:
    """When one moves forward, where nothing shown yet says what is still to come (in_short); None: that is said."""
    if goal.reached_on is not None:
        return None
    if goal.main is None:
        return words.say("I move forward when I have shown everything on the list.")
    without = (each for each in goal.standings if not (each.reached or each.proposed or each.level))
    first = next(without, None)
    return None if first is None else _rule_of_standing(first, picture, words)


def _rule_of_standing(standing: Standing, picture: Picture, words: Words) -> str:
    pieces = words.count(
        "I move forward when I show “{level}” in {n} piece of work.",
        "I move forward when I show “{level}” in {n} different pieces of work.",
        max(standing.sufficiency.rule.pieces, standing.rating.calculation.minimum_evidence),
        level=in_sentence(standing.target.label, picture, words),
    )
    beside = lacking_beside(standing, words)
    return pieces if beside is None else f"{pieces} {beside}"


def so_far_of(goal: GoalPicture, words: Words) -> str | None:
    """How many pieces at the level there are; None: one is enough, or it is reached, or the goal has no level."""
    pieces = next((need for need in goal.main.sufficiency.needs if need.what == "pieces"), None) if goal.main else None
    if pieces is None or pieces.need < 2 or goal.reached_on is not None:
        return None
    return words.say("So far: {have} of {need}.", have=words.number(pieces.have), need=words.number(pieces.need))


def aim_of(goal: GoalPicture, words: Words) -> str:
    if goal.reached_on is not None:
        return words.say("Reached on {day}.", day=words.day(goal.reached_on))
    return words.say("My aim: {day}.", day=words.day(goal.goal.due))


def look_again_of(goal: GoalPicture, words: Words) -> str | None:
    """A goal once reached whose level has since dipped; None: no such thing."""
    if any(standing.worth_another_look for standing in goal.standings):
        return words.say("Worth another look: newer work shows an earlier level. What was reached stays reached.")
    return None
