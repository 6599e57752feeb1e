"""Page 2 of a printed plan: the goal in the middle, with the four answers about it."""

from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from generator.model.mastery.scale import at_or_above
from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Standing
from generator.view.charts.glyphs import number
from generator.view.charts.level_line import HEIGHT, WIDTH, LevelLine, level_line
from generator.view.days import near
from generator.view.editions.room import Fitted, Sheet, fitted, lines, more_on_site
from generator.view.editions.shapes import scaled
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import (
    ActivityLine,
    Chip,
    CriterionLine,
    activities_of,
    chip_of,
    criteria_of,
    i_can_of,
    look_again_of,
    so_far_of,
    subject_of,
)
from generator.view.in_short import ONE_PIECE_DECIDES
from generator.view.levels import Ladder, LevelSign, Rung, ladder_of
from generator.view.needs import missing_of
from generator.view.page import RichText
from generator.view.said import given_name, in_sentence
from generator.view.shortened import shortened
from generator.words import Words

Line = TypeVar("Line")
FIXED = 11.2  # lines: headings and the space around them
BIG_SIGNS, RUNG_SIGNS, RULE_SIGNS, TODO_SIGNS, STATE_SIGNS, NOTE_SIGNS = 62, 24, 88, 69, 20, 44  # in a line of each
LONGEST = 420  # signs of the goal itself; large print and the phone have it whole
CHART_LINES, PIECES_LINES = 9.5, 5.0  # kept free for what was seen, with and without its chart
CHART_AND_NAMES, LEAST_CHART, CHART_HEIGHT = 75.0, 36.0, 30.0  # millimetres
NAME_SIGN, NAME_LETTER = 8.0, 1.7  # widths of a level's sign and of a letter of its name
STATE_ORDER = {"doing": 0, "next": 1, "done": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One level's line at `y`; its name stands beside it. `target`: the level to reach."""

    sign: LevelSign
    y: str
    target: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDot:
    x: str
    y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChart:
    """The level over time, in millimetres from the top left corner; names of the levels stand beside it."""

    width: str
    height: str
    row_height: str
    rows: tuple[ChartRow, ...]
    path: str
    dots: tuple[ChartDot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[Line]):
    """What fits of a list. `more` says how many were left out, `empty` what happens next where there is nothing."""

    lines: tuple[Line, ...]
    more: str | None
    empty: str | None


NOTHING: Listed[Any] = Listed(lines=(), more=None, empty=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MainGoal:
    """`rule` and `progress` are sentences: what it takes to move forward, and how much of it there is."""

    subject: RichText | str
    code: str | None
    i_can: RichText
    chip: Chip | None
    ladder: Ladder | None
    rule: str
    progress: tuple[str, ...]
    aim: str
    activities: Listed[ActivityLine]
    criteria: Listed[CriterionLine]
    evidence: Listed[EvidenceLine]
    chart: LevelChart | None
    level_sentence: str | None


def page_of_goal(goal: GoalPicture, picture: Picture, sheet: Sheet, words: Words) -> MainGoal:
    main = goal.main
    head = MainGoal(
        subject=subject_of(goal, picture, words),
        code=main.competency.code if main else None,
        i_can=i_can_of(goal, picture, words)
        if sheet.one_column
        else shortened(i_can_of(goal, picture, words), LONGEST),
        chip=chip_of(goal, words),
        ladder=_ladder(main, picture, words) if main else None,
        rule=_rule(goal, picture, words),
        progress=_progress(goal, picture, words),
        aim=_aim(goal, words),
        activities=NOTHING,
        criteria=NOTHING,
        evidence=NOTHING,
        chart=_chart(main, picture, words) if main else None,
        level_sentence=_levels_by_day(main, picture, words) if main and main.history else None,
    )
    return _with_lists(head, goal, picture, sheet.lines - _head_lines(head), words)


def _with_lists(head: MainGoal, goal: GoalPicture, picture: Picture, room: float, words: Words) -> MainGoal:
    """What is to be shown comes first, then what is being done; what was seen has the rest, and a least of its own."""
    seen = CHART_LINES if head.chart else PIECES_LINES
    doing = sum(_activity_lines(each) for each in activities_of(goal, picture, words))
    share = max(room - seen - doing, (room - seen) * 0.55)
    criteria = fitted(criteria_of(goal, picture, words), _criterion_lines, share, at_least=2)
    room -= sum(map(_criterion_lines, criteria.kept))
    activities = _activities(goal, picture, words, room - seen)
    room -= sum(map(_activity_lines, activities.kept))
    evidence = _evidence(goal, picture, words, room)
    return replace(
        head,
        criteria=_listed(criteria, words.say("What to show is agreed at the next conversation."), words),
        activities=_listed(activities, words.say("The first steps are chosen together with the teacher."), words),
        evidence=_listed(evidence, words.say("Nothing yet. The first piece of work will stand here."), words),
    )


def _listed(found: Fitted[Line], empty: str, words: Words) -> Listed[Line]:
    more = more_on_site(found.left_out, words)
    return Listed(lines=found.kept, more=more, empty=None if found.kept else empty)


def _head_lines(head: MainGoal) -> float:
    """All of page 2 but its lists."""
    sentences = " ".join((head.rule, *head.progress, head.aim))
    return FIXED + 1.4 * lines(head.i_can, BIG_SIGNS) + _ladder_lines(head.ladder) + lines(sentences, RULE_SIGNS)


def _ladder(standing: Standing, picture: Picture, words: Words) -> Ladder:
    name = given_name(picture, words)
    here = words.say("{name} is here", name=name) if name else words.say("Level now")
    ladder = ladder_of(standing, here, picture, words)
    return replace(ladder, rungs=tuple(map(_short_rung, ladder.rungs)))


def _short_rung(rung: Rung) -> Rung:
    return replace(rung, description=shortened(rung.description, 120)) if rung.description else rung


def _ladder_lines(ladder: Ladder | None) -> float:
    """The highest rung; the last one of four or more is 37 mm high at least."""
    if ladder is None:
        return 0
    stairs = (2.0, 5.0, 6.2, 7.5)[min(len(ladder.rungs), 4) - 1]
    tags = max(2.0 * bool(rung.forward) + 1.1 * bool(rung.here) for rung in ladder.rungs)
    described = max(3.6 + 0.8 * lines(rung.description, RUNG_SIGNS) for rung in ladder.rungs)
    return max(stairs, described + tags) + (1.2 if ladder.not_yet else 0)


def _rule(goal: GoalPicture, picture: Picture, words: Words) -> str:
    main = goal.main
    if main is None:
        return words.say("To move forward: show everything on the list below.")
    return words.count(
        "To move forward: “{level}” in {n} piece of work.",
        "To move forward: “{level}” in {n} different pieces of work.",
        max(main.sufficiency.rule.pieces, main.rating.calculation.minimum_evidence),
        level=in_sentence(main.target.label, picture, words),
    )


def _progress(goal: GoalPicture, picture: Picture, words: Words) -> tuple[str, ...]:
    said = (
        so_far_of(goal, words),
        missing_of(goal, words),
        _together(goal, picture, words),
        look_again_of(goal, words),
    )
    return tuple(sentence for sentence in said if sentence is not None)


def _together(goal: GoalPicture, picture: Picture, words: Words) -> str | None:
    """That earlier pieces count along, where they do and the level still lies below; None: new pieces are enough."""
    main = goal.main
    if main is None or goal.reached_on is not None or main.level is None or at_or_above(main.level, main.target):
        return None
    if main.judgement is not None or main.rating.calculation.method in ONE_PIECE_DECIDES:
        return None
    level = in_sentence(main.target.label, picture, words)
    return words.say("All the work together must show “{level}”, too.", level=level)


def _aim(goal: GoalPicture, words: Words) -> str:
    if goal.reached_on is not None:
        return words.say("Reached on {day}.", day=words.day(goal.reached_on))
    return words.say("Aim: {day}.", day=words.day(goal.goal.due))


def _criterion_lines(criterion: CriterionLine) -> float:
    return 0.4 + max(lines(criterion.text, TODO_SIGNS), 0.9 * lines(criterion.state_words, STATE_SIGNS))


def _activity_lines(activity: ActivityLine) -> float:
    """What is about it stands in one piece: behind the title where that leaves room, else below."""
    about = " · ".join(part if isinstance(part, str) else part.text for part in activity.about)
    title = lines(activity.title, TODO_SIGNS)
    left = title * TODO_SIGNS - len(activity.title.text)
    return 0.4 + title + (0 if len(about) < left else 0.9 * lines(about, TODO_SIGNS))


def _activities(goal: GoalPicture, picture: Picture, words: Words, room: float) -> Fitted[ActivityLine]:
    """What is being done, what comes next, then what was done last; shown in the order of the plan."""
    planned = activities_of(goal, picture, words)
    order = sorted(
        range(len(planned)), key=lambda at: (STATE_ORDER[planned[at].state], -at if planned[at].state == "done" else at)
    )
    chosen = fitted(order, lambda at: _activity_lines(planned[at]), room, at_least=2)
    return Fitted(tuple(planned[at] for at in sorted(chosen.kept)), chosen.left_out)


def _evidence(goal: GoalPicture, picture: Picture, words: Words, room: float) -> Fitted[EvidenceLine]:
    pieces = tuple(_short(line_of(piece, goal.main, picture, words)) for piece in goal.evidence)
    return fitted(pieces, _piece_lines, room, at_least=1)


def _short(piece: EvidenceLine) -> EvidenceLine:
    return replace(piece, note=shortened(piece.note, 150) if piece.note else None)


def _piece_lines(piece: EvidenceLine) -> float:
    label = piece.kind if piece.sign is None else str(getattr(piece.sign.label, "text", piece.sign.label))
    return 0.45 + lines(f"{piece.title.text} {label}", NOTE_SIGNS) + lines(piece.note, NOTE_SIGNS)


def _chart(standing: Standing, picture: Picture, words: Words) -> LevelChart | None:
    line = level_line(standing, picture, words)
    if line is None:
        return None
    width = max(CHART_AND_NAMES - _names_width(line), LEAST_CHART)
    return LevelChart(
        width=number(width),
        height=number(CHART_HEIGHT),
        row_height=number(CHART_HEIGHT / len(line.rows)),
        rows=tuple(ChartRow(sign=row.sign, y=_share(row.top, CHART_HEIGHT), target=row.target) for row in line.rows),
        path=scaled(line.path, width / WIDTH, CHART_HEIGHT / HEIGHT),
        dots=tuple(ChartDot(x=_share(dot.left, width), y=_share(dot.top, CHART_HEIGHT)) for dot in line.dots),
    )


def _names_width(line: LevelLine) -> float:
    labels = (row.sign.label for row in line.rows)
    return NAME_SIGN + NAME_LETTER * max(len(label if isinstance(label, str) else label.text) for label in labels)


def _share(percent: str, length: float) -> str:
    return number(float(percent) / 100 * length)


def _levels_by_day(standing: Standing, picture: Picture, words: Words) -> str:
    """Every level and since when it was the level, in the words of somebody who looks on."""
    changes = tuple(
        (day, level)
        for at, (day, level) in enumerate(standing.history)
        if at == 0 or level.id != standing.history[at - 1][1].id
    )
    said = tuple(
        words.say("{level} from {day}", level=in_sentence(level.label, picture, words), day=near(day, picture, words))
        for day, level in changes
    )
    return words.say("Level: {changes}.", changes=words.listed(said))
