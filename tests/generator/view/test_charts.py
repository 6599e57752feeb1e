"""Shapes: signs told apart without colour, lines that step and mirror. Maps are looked at in test_map."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.school import Level, Scale
from generator.view.charts.glyphs import BEYOND, FAR_BEYOND, FULL, NOT_STARTED, SYMBOLS, level_glyph, part
from generator.view.charts.level_line import level_line
from generator.view.charts.pace_line import pace_line
from tests.generator.view.made import EQUAL_NOW, HERE, PATHWAY, SCALE, STEPS, picture, standing, t
from tests.generator.view.pages import words_in


def scale(levels: int, proficient: int | None) -> Scale:
    """A scale of so many levels, of which the one at `proficient` and those above it are proficient."""
    return Scale(
        levels=tuple(
            Level(
                id=f"l{at}",
                label=t(f"L{at}"),
                points=Decimal(at + 1),
                proficient=proficient is not None and at >= proficient,
                place=HERE,
            )
            for at in range(levels)
        ),
        place=HERE,
    )


@pytest.mark.parametrize(
    ("levels", "proficient", "expected", "because"),
    [
        (4, 2, (part(1 / 4), part(2 / 4), FULL, BEYOND), "the usual scale: quarter, half, full, star"),
        (3, 2, (part(1 / 4), part(2 / 4), FULL), "nothing beyond"),
        (5, 2, (part(1 / 4), part(2 / 4), FULL, BEYOND, FAR_BEYOND), "two beyond"),
        (5, 3, (part(1 / 5), part(2 / 5), part(3 / 5), FULL, BEYOND), "three before"),
        (2, 1, (part(1 / 3), FULL), "not yet, and yes"),
        (1, 0, (FULL,), "only yes"),
        (3, None, (part(1 / 4), part(2 / 4), FULL), "no level is called proficient: the top is full"),
    ],
)
def test_any_scale_maps_onto_signs(
    levels: int, proficient: int | None, expected: tuple[object, ...], because: str
) -> None:
    made = scale(levels, proficient)
    assert tuple(level_glyph(level, made) for level in made.levels) == expected, because


def test_no_level_is_a_dashed_ring() -> None:
    assert level_glyph(None, SCALE) == NOT_STARTED


@given(levels=st.integers(1, 9), below=st.integers(0, 8))
def test_levels_up_to_two_beyond_proficient_look_different(levels: int, below: int) -> None:
    made = scale(levels, min(below, levels - 1))
    shown = made.levels[: min(below, levels - 1) + 3]
    assert len({level_glyph(level, made) for level in shown}) == len(shown)


def test_signs_of_pace_differ_in_shape() -> None:
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


def test_a_level_line_steps_at_the_day_of_a_new_level() -> None:
    drawn = level_line(EQUAL_NOW, picture(), words_in("en"))
    assert drawn is not None
    assert drawn.path == "M25 87.5H559.38V62.5H975V62.5"
    assert [row.target for row in drawn.rows] == [False, True, False, False]
    assert (drawn.first, drawn.last) == ("Oct 16", "Nov 17")


def test_a_level_may_fall() -> None:
    levels = SCALE.levels
    fallen = replace(EQUAL_NOW, history=((date(2026, 9, 1), levels[2]), (date(2026, 10, 1), levels[0])))
    drawn = level_line(fallen, picture(), words_in("en"))
    assert drawn is not None
    assert drawn.path == "M25 37.5H975V87.5"
    assert drawn.sentence == "My level: Got it from Sep 1 and Starting from Oct 1."


def test_a_level_line_runs_from_the_right_where_one_reads_from_the_right() -> None:
    right, left = (level_line(EQUAL_NOW, picture(), words_in(language)) for language in ("en", "ar"))
    assert right is not None
    assert left is not None
    assert [float(a.left) + float(b.left) for a, b in zip(right.dots, left.dots, strict=True)] == pytest.approx(
        [100.0] * 3
    )


def test_without_a_rating_there_is_no_line() -> None:
    assert level_line(standing(), picture(), words_in("en")) is None


def test_a_pace_line_counts_steps_over_days() -> None:
    drawn = pace_line(PATHWAY, picture(), words_in("en"))
    assert drawn is not None
    assert drawn.sentence == "Steps reached so far: 3. Steps planned by Nov 16: 3."
    assert [tick.label for tick in drawn.ticks] == [
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
    ]
    assert len(drawn.dots) == 3
    assert drawn.reached.endswith(f"H{drawn.stated.x}")


@pytest.mark.parametrize(
    ("reached", "stated", "end", "because"),
    [
        ((), "266.44", "H266.44", "nothing is reached yet"),
        ((date(2026, 10, 9),), "266.44", "H266.44", "as of the start of the week"),
        ((date(2026, 11, 19),), "266.44", "V88.5H276.82", "a step reached in this week is drawn where it is"),
    ],
)
def test_the_line_of_what_is_reached_never_runs_back(
    reached: tuple[date, ...], stated: str, end: str, because: str
) -> None:
    steps = (replace(step, reached_on=None) for step in PATHWAY.steps)
    known = tuple(replace(step, reached_on=day) for step, day in zip(steps, (*reached, *[None] * 99), strict=False))
    drawn = pace_line(replace(PATHWAY, steps=known), picture(), words_in("en"))
    assert drawn is not None
    assert drawn.stated.x == stated, because
    assert drawn.reached.endswith(end), because


@pytest.mark.parametrize(
    ("finish", "labels", "because"),
    [
        (date(2027, 10, 31), ["Oct", "2027", "Apr", "Jul", "Oct"], "a longer way is labelled by quarters"),
        (date(2030, 6, 30), ["2027", "2028", "2029", "2030"], "a very long one by years"),
    ],
)
def test_labels_of_a_long_way(finish: date, labels: list[str], because: str) -> None:
    drawn = pace_line(replace(PATHWAY, finish=finish), picture(), words_in("en"))
    assert drawn is not None
    assert [tick.label for tick in drawn.ticks] == labels, because


def test_what_was_reached_before_the_start_stands_at_the_start() -> None:
    early = (replace(STEPS[0], reached_on=date(2025, 3, 1)), *STEPS[1:])
    drawn = pace_line(replace(PATHWAY, steps=early), picture(), words_in("en"))
    assert drawn is not None
    assert drawn.dots[0].left == "0"


def test_without_a_plan_there_is_no_pace_line() -> None:
    undated = tuple(replace(step, due=None) for step in STEPS)
    assert pace_line(replace(PATHWAY, steps=undated), picture(), words_in("en")) is None
