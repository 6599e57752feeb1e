"""Page 3 of a printed plan: where the way leads, what comes first, and whether the time suffices.

The first pathway has the page; others are told in a few sentences. A plan without a pathway shows its goals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

from generator.model.pathway_picture import PathwayPicture
from generator.model.picture import GoalPicture, Picture
from generator.view.charts.glyphs import number
from generator.view.charts.pace_line import FLOOR, WIDTH, Tick, pace_line
from generator.view.charts.pathway_map import course_of, laid_out
from generator.view.editions.map import SIDE_BY_SIDE, PrintMap, map_of
from generator.view.editions.room import LINE, Fitted, Sheet, fitted, lines, more_on_site
from generator.view.editions.shapes import scaled
from generator.view.forecasts import ahead_of
from generator.view.goals import goals_of_year, i_can_of
from generator.view.levels import LevelSign, standing_sign
from generator.view.paces import no_pace, pace_sentence, stated_on
from generator.view.page import RichText, Term
from generator.view.said import in_sentence, line
from generator.view.steps import StepView, enough_of, legend_of, steps_of
from generator.words import Words

FIXED, PER_OTHER, PER_LEGEND = 78.0, 19.0, 6.0  # mm that are not the map's: head and pace, each other pathway and scale
GOALS_FIXED = 90.0  # mm: head, pace and the box to write in
STEP_SIGNS = 40  # in a line of the steps' first column
CHART_HEIGHT, CHART_ROOM = 22.0, 36.0  # mm: the chart of pace alone, and with its months and its key
MOST_OTHERS = 2
URGENT = ("working", "ready", "blocked", "reached")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """`when` and `builds_on` None: nothing to say."""

    title: RichText
    sign: LevelSign | None
    tag: str | None
    when: str | None
    builds_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word over or under the chart of pace, `x` mm from the left."""

    x: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceChart:
    """Two lines of steps, in mm; `today` is the day for which the pace is stated."""

    width: str
    height: str
    plan: str
    reached: str
    today: Mark
    months: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceSection:
    """`ahead`: whether the time suffices, and when the rest is likely to be reached; each in a line of its own."""

    sentences: tuple[str, ...]
    chart: PaceChart | None
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWay:
    title: RichText
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Either `map` or `steps` tells the way; `boxes` give room to write where there is none yet.

    `step_word` heads the column of the steps: they may be goals. `left`: millimetres of the page that nothing needs;
    `glossary`: words of this plan, explained where they leave room for them.
    """

    title: str
    opening: tuple[str, ...]
    step_word: str
    legend: tuple[LevelSign, ...] = ()
    map: PrintMap | None = None
    steps: tuple[StepRow, ...] = ()
    more_steps: str | None = None
    pace: PaceSection | None = None
    others: tuple[OtherWay, ...] = ()
    boxes: tuple[str, ...] = ()
    left: float = 0.0
    glossary: tuple[Term, ...] = ()


def way_of(picture: Picture, sheet: Sheet, words: Words) -> Way:
    if picture.pathways:
        return _way_of_pathway(picture, sheet, words)
    if picture.goals:
        return _way_of_goals(picture, sheet, words)
    return Way(
        title=words.say("The way ahead"),
        opening=(
            words.say("No pathway yet. It is chosen together, from what is known and what is hoped for."),
            words.say("Write down what should be part of it."),
        ),
        step_word=words.say("Step"),
        boxes=(words.say("What comes easily"), words.say("What should come next"), words.say("Hopes for later")),
    )


def _way_of_pathway(picture: Picture, sheet: Sheet, words: Words) -> Way:
    first, others = picture.pathways[0], picture.pathways[1 : 1 + MOST_OTHERS]
    scales = legend_of(first, picture, words)
    pace = _pace(first, picture, sheet.width, words)
    outlook = LINE * sum(lines(sentence) for sentence in pace.ahead)
    room = sheet.height - FIXED - PER_OTHER * len(others) - PER_LEGEND * len(scales) - outlook
    views = steps_of(first, picture, words)
    drawn = None if sheet.one_column else _map(first, views, picture, sheet.width, room, words)
    if drawn is None and not sheet.one_column and pace.chart is not None:
        # A map tells more than the chart of pace, whose sentences stay.
        drawn = _map(first, views, picture, sheet.width, room + CHART_ROOM, words)
        if drawn is not None:
            pace, room = replace(pace, chart=None), room + CHART_ROOM
    steps: Fitted[StepRow] = Fitted((), 0) if drawn else _steps(views, room, sheet)
    room -= float(drawn.height) if drawn else sum(map(_step_height, steps.kept))
    return Way(
        title=words.say("Pathway: {title}", title=in_sentence(first.pathway.title, picture, words)),
        opening=_opening(first, drawn, picture, words),
        step_word=words.say("Step"),
        legend=tuple(sign for scale in scales for sign in scale) if drawn else (),
        map=drawn,
        steps=steps.kept,
        more_steps=more_on_site(steps.left_out, words),
        pace=pace,
        others=tuple(_other(other, picture, words) for other in others),
        left=max(room, 0.0),
    )


def _map(
    pathway: PathwayPicture,
    views: Mapping[str, StepView],
    picture: Picture,
    width: float,
    room: float,
    words: Words,
) -> PrintMap | None:
    course = course_of(pathway, picture)
    maps = (
        map_of(
            laid_out(pathway, course, side_by_side), views, course, width=width, room=room, direction=words.direction
        )
        for side_by_side in SIDE_BY_SIDE
    )
    return next((drawn for drawn in maps if drawn is not None), None)


def _steps(views: Mapping[str, StepView], room: float, sheet: Sheet) -> Fitted[StepRow]:
    """All of them in large print, which may have as many pages as it needs.

    Where there is not room for all, what is worked on comes first, then what is ready, then what waits; what is
    reached stands on the site.
    """
    rows = tuple(_row(view, view.builds_on) for view in views.values())
    if sheet.one_column:
        return Fitted(rows, 0)
    all_of_them = fitted(rows, _step_height, room)
    if not all_of_them.left_out:
        return all_of_them
    by_need = sorted(views.values(), key=lambda view: URGENT.index(view.state))
    return fitted(
        tuple(_row(view, view.builds_on if view.state == "blocked" else None) for view in by_need), _step_height, room
    )


def _row(view: StepView, builds_on: str | None) -> StepRow:
    return StepRow(title=view.title, sign=view.sign, tag=view.tag, when=view.when, builds_on=builds_on)


def _step_height(row: StepRow) -> float:
    beside = (row.tag is not None) + (row.when is not None)
    return 2.4 + LINE * max(lines(row.title, STEP_SIGNS) + lines(row.builds_on, STEP_SIGNS), beside, 1)


def _opening(pathway: PathwayPicture, drawn: PrintMap | None, picture: Picture, words: Words) -> tuple[str, ...]:
    sentences = (
        _reached(pathway, words),
        enough_of(pathway, words),
        words.say("Complete.") if pathway.complete else None,
        words.say("What stands lower builds on what stands above it.") if drawn and not pathway.complete else None,
        _next(pathway, picture, words),
    )
    return tuple(sentence for sentence in sentences if sentence is not None)


def _next(pathway: PathwayPicture, picture: Picture, words: Words) -> str | None:
    """What can begin; else what is under way. The map marks every step, so two names are enough here."""
    titles = {step.requirement.id: in_sentence(step.requirement.title, picture, words) for step in pathway.steps}
    state = {step.requirement.id: step.state for step in pathway.steps}
    ready = tuple(titles[id] for id in pathway.ready_next if state.get(id) == "ready")[:2]
    working = tuple(titles[id] for id in pathway.ready_next if state.get(id) == "working")[:2]
    if ready:
        return words.say("Ready next: {steps}.", steps=words.listed(ready))
    return words.say("Working on now: {steps}.", steps=words.listed(working)) if working else None


def _reached(pathway: PathwayPicture, words: Words) -> str:
    return words.count(
        "{reached} of {n} step reached.",
        "{reached} of {n} steps reached.",
        pathway.needed,
        reached=words.number(pathway.reached),
    )


def _pace(pathway: PathwayPicture, picture: Picture, width: float, words: Words) -> PaceSection:
    ahead = ahead_of(pathway, picture, words)
    if pathway.pace is None:
        return PaceSection(sentences=(no_pace(pathway, words),), chart=None, ahead=ahead)
    drawn = pace_line(pathway, picture, words)
    return PaceSection(
        sentences=(pace_sentence(pathway.pace, words), stated_on(pathway.pace, words)),
        ahead=ahead,
        chart=None
        if drawn is None
        else PaceChart(
            width=number(width),
            height=number(CHART_HEIGHT),
            plan=_in_mm(drawn.plan, width),
            reached=_in_mm(drawn.reached, width),
            today=Mark(x=_x(drawn.stated, width), label=drawn.stated.label),
            months=tuple(Mark(x=_x(tick, width), label=tick.label) for tick in drawn.ticks),
        ),
    )


def _in_mm(path: str, width: float) -> str:
    return scaled(path, width / WIDTH, CHART_HEIGHT / FLOOR)


def _x(tick: Tick, width: float) -> str:
    return number(float(tick.x) * width / WIDTH)


def _other(pathway: PathwayPicture, picture: Picture, words: Words) -> OtherWay:
    pace = pace_sentence(pathway.pace, words) if pathway.pace else no_pace(pathway, words)
    sentences = (_reached(pathway, words), enough_of(pathway, words), pace, _next(pathway, picture, words))
    return OtherWay(
        title=line(pathway.pathway.title, picture, words),
        sentences=tuple(sentence for sentence in sentences if sentence is not None),
    )


def _way_of_goals(picture: Picture, sheet: Sheet, words: Words) -> Way:
    """All goals with what they build on and lead to; pace is that of the nearest one."""
    room = inf if sheet.one_column else sheet.height - GOALS_FIXED
    rows = fitted(tuple(_goal_row(goal, picture, words) for goal in goals_of_year(picture)), _step_height, room)
    pace = next((goal.pace for goal in picture.goals if goal.pace), None)
    return Way(
        title=words.say("The way ahead"),
        opening=(words.say("This plan has goals and no pathway yet. They are listed by the day of their aim."),),
        step_word=words.say("Goal"),
        steps=rows.kept,
        more_steps=more_on_site(rows.left_out, words),
        pace=PaceSection(sentences=(pace_sentence(pace, words), stated_on(pace, words)), chart=None) if pace else None,
        boxes=(words.say("Where should this lead?"),),
    )


def _goal_row(goal: GoalPicture, picture: Picture, words: Words) -> StepRow:
    above = tuple(
        in_sentence(standing.competency.short or standing.competency.statement, picture, words)
        for standing in goal.builds_on
    )
    reached = goal.reached_on
    return StepRow(
        title=i_can_of(goal, picture, words),
        sign=standing_sign(goal.main, picture, words) if goal.main else None,
        tag=None,
        when=words.say("Reached {day}", day=words.day(reached, "short"))
        if reached
        else words.say("Aim: {day}", day=words.day(goal.goal.due, "short")),
        builds_on=words.say("Builds on: {steps}", steps=words.listed(above[:2])) if above else None,
    )
