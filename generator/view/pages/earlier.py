"""Earlier years: what was each school year before this one about, how did its goals end, what was the best of it?"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.earlier_picture import EarlierGoal, EarlierYear, Ending
from generator.model.picture import Picture
from generator.records.text import Text
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import goal_path
from generator.view.heads import Head, grade_words, head_of
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.said import block, line, statement
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedGoal:
    """`how` says how it ended, and when. `path` None: the goal has no page any more."""

    i_can: RichText
    code: str | None
    how: str
    is_reached: bool
    outcome: RichText | None
    evidence: EvidenceLine | None
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastYear:
    """`anchor` is its id on the page. `said`: the learner's own words at the end; None: nothing was kept."""

    anchor: str
    title: str
    grade: str | None
    summary: str
    said: RichText | None
    said_on: str
    goals: tuple[EndedGoal, ...]
    pathways: tuple[RichText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPage:
    head: Head
    lead: str
    years: tuple[PastYear, ...]


HOW: Mapping[Ending, str] = {
    "reached": "Reached",
    "continued": "I went on with it the year after",
    "dropped": "I let it go",
    "paused": "It rested when the year ended",
    "open": "Not finished when the year ended",
}


def earlier(picture: Picture, words: Words) -> tuple[Page, ...]:
    """Not there in a learner's first year."""
    if not picture.earlier:
        return ()
    heading = words.say("Earlier years")
    content = EarlierPage(
        head=head_of(words.say("What my earlier years were about"), picture, words),
        lead=words.say("What I reached stays. The plans of these years are kept as they were."),
        years=tuple(_year(year, picture, words) for year in picture.earlier),
    )
    search = tuple(_found(year, heading) for year in content.years)
    return (Page(kind="earlier", path="earlier/", title=heading, content=content, search=search),)


def _found(year: PastYear, heading: str) -> SearchEntry:
    text = BETWEEN.join((*(goal.i_can.text for goal in year.goals), *(each.text for each in year.pathways)))
    return SearchEntry(title=f"{heading}: {year.title}", text=text, anchor=year.anchor)


def _year(year: EarlierYear, picture: Picture, words: Words) -> PastYear:
    reached = sum(goal.ending == "reached" for goal in year.goals)
    return PastYear(
        anchor=f"year-{year.name}",
        title=words.say("School year {year}", year=year.name.replace("-", "–")),
        grade=grade_words(year.grade, words),
        summary=_summary(reached, len(year.goals), words),
        said=block(year.voice.text, picture, words) if year.voice else None,
        said_on=words.day(year.voice.on) if year.voice else "",
        goals=tuple(_goal(goal, picture, words) for goal in sorted(year.goals, key=_reached_first)),
        pathways=tuple(line(pathway.title, picture, words) for pathway, _ in year.walked),
    )


def _reached_first(goal: EarlierGoal) -> tuple[bool, int]:
    return goal.ending != "reached", int(goal.goal.id.removeprefix("g"))


def _summary(reached: int, goals: int, words: Words) -> str:
    if not goals:
        return words.say("No goals were written down in this year.")
    parts = [words.count("{n} goal", "{n} goals", goals)]
    if reached:
        parts.append(words.count("{n} goal reached", "{n} goals reached", reached))
    return BETWEEN.join(parts)


def _goal(each: EarlierGoal, picture: Picture, words: Words) -> EndedGoal:
    goal, standing = each.goal, each.standing
    has_page = any(goal.id == shown.goal.id for shown in picture.goals)
    return EndedGoal(
        i_can=_i_can(each, picture, words),
        code=standing.competency.code if standing else None,
        how=_how(each, words),
        is_reached=each.ending == "reached",
        outcome=line(goal.outcome, picture, words) if goal.outcome else None,
        evidence=line_of(each.best, standing, picture, words) if each.best else None,
        path=goal_path(goal.id) if has_page else None,
    )


def _i_can(each: EarlierGoal, picture: Picture, words: Words) -> RichText:
    """The goal's own sentence, else the competency's, else the standard as it stands."""
    goal, standing = each.goal, each.standing
    if goal.i_can is not None or standing is None:
        return line(goal.i_can or goal.learner_words or goal.why or Text.plain(goal.id), picture, words)
    if standing.competency.i_can is not None:
        return line(standing.competency.i_can, picture, words)
    return statement(standing.competency.statement, standing.framework, picture, words)


def _how(each: EarlierGoal, words: Words) -> str:
    if each.ending == "reached" and each.on is not None:
        return words.say("Reached {day}", day=words.day(each.on))
    return words.say(HOW[each.ending])
