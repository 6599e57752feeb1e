"""Shapes and layouts: signs told apart without colour, maps in which every line leads down, lines that mirror."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.school import Level, Scale
from generator.view.charts.glyphs import BEYOND, FAR_BEYOND, FULL, NOT_STARTED, SYMBOLS, level_glyph, part
from generator.view.charts.layers import BOX, WIDEST, Layout, layout_of
from generator.view.charts.level_line import level_line
from generator.view.charts.pace_line import pace_line
from generator.view.charts.pathway_map import pathway_map
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


def graphs() -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Boxes that build only on earlier ones."""

    @st.composite
    def made(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
        names = [f"n{at}" for at in range(draw(st.integers(0, 14)))]
        return {
            name: tuple(draw(st.lists(st.sampled_from(names[:at]), max_size=4, unique=True))) if at else ()
            for at, name in enumerate(names)
        }

    return made()


def rows_of(layout: Layout) -> Mapping[str, int]:
    return {spot.box: spot.row for spot in layout.spots if spot.box is not None}


@given(graph=graphs())
def test_every_box_has_a_place_below_all_it_builds_on(graph: dict[str, tuple[str, ...]]) -> None:
    rows = rows_of(layout_of(graph))
    assert set(rows) == set(graph)
    assert all(rows[above] < rows[box] for box, below in graph.items() for above in below)


@given(graph=graphs())
def test_nothing_stands_on_anything_else_and_all_stand_inside(graph: dict[str, tuple[str, ...]]) -> None:
    layout = layout_of(graph)
    for row in range(layout.rows):
        spots = sorted((spot for spot in layout.spots if spot.row == row), key=lambda spot: spot.start)
        assert sum(spot.box is not None for spot in spots) <= WIDEST
        end = 0
        for spot in spots:
            assert spot.start >= end
            end = spot.start + spot.span
        assert end <= layout.tracks


@given(graph=graphs())
def test_lines_tie_each_box_to_all_that_it_builds_on_and_to_nothing_else(graph: dict[str, tuple[str, ...]]) -> None:
    """Going up along the drawn lines one meets exactly what lies before a box, whatever was left out of the picture."""
    layout = layout_of(graph)
    at = {(spot.row, spot.middle): spot for spot in layout.spots}
    for spot in layout.spots:
        if spot.box is not None:
            drawn: set[str] = set()
            waiting = [spot]
            while waiting:
                below = waiting.pop()
                for bend in layout.bends:
                    if bend.row == below.row - 1 and bend.below == below.middle:
                        drawn |= set(bend.comes_from)
                        waiting.append(at[bend.row, bend.above])
            assert drawn == all_before(spot.box, graph)


def all_before(box: str, graph: Mapping[str, tuple[str, ...]]) -> set[str]:
    return set(graph[box]).union(*(all_before(above, graph) for above in graph[box]))


@pytest.mark.parametrize(
    ("graph", "rows", "because"),
    [
        ({}, {}, "no steps, no map"),
        ({"a": (), "b": ("a",), "c": ("a", "b")}, {"a": 0, "b": 1, "c": 2}, "the longest way decides"),
        (
            {f"n{at}": () for at in range(5)},
            {"n0": 0, "n1": 0, "n2": 0, "n3": 1, "n4": 1},
            "a row of five is broken evenly",
        ),
        ({"a": ("gone",)}, {"a": 0}, "what is not on the pathway is not on the map"),
        (
            {"a": ("b",), "b": ("a",), "c": ()},
            {"c": 0, "a": 1, "b": 1},
            "a circle is refused by the check, and drawn last",
        ),
    ],
)
def test_rows(graph: dict[str, tuple[str, ...]], rows: dict[str, int], because: str) -> None:
    assert rows_of(layout_of(graph)) == rows, because


def test_a_line_that_a_longer_way_implies_is_not_drawn() -> None:
    layout = layout_of({"a": (), "b": ("a",), "c": ("a", "b")})
    assert [(bend.row, bend.comes_from) for bend in layout.bends] == [(0, ("a",)), (1, ("b",))]
    assert layout.tracks == BOX


def test_a_map_mirrors_its_shapes_and_leaves_the_grid_to_the_page() -> None:
    layout = layout_of({step.requirement.id: step.builds_on for step in STEPS})
    reached = frozenset({"parts", "line", "same"})
    right, left = pathway_map(layout, reached, "ltr"), pathway_map(layout, reached, "rtl")
    assert right.cells == left.cells
    for one, other in zip(right.gaps, left.gaps, strict=True):
        for here, there in zip(one.reached + one.to_come, other.reached + other.to_come, strict=True):
            pairs = zip(across(here), across(there), strict=True)
            assert {x + mirrored for x, mirrored in pairs} == {int(right.width)}


def across(path: str) -> list[int]:
    """How far from the left the points of a path lie."""
    return [int(x) for x in re.findall(r"(\d+) \d+", path)]


def test_a_line_is_solid_when_all_it_begins_at_is_reached() -> None:
    layout = layout_of({step.requirement.id: step.builds_on for step in STEPS})
    drawn = pathway_map(layout, frozenset({"parts", "line", "same"}), "ltr")
    assert [(len(gap.reached), len(gap.to_come)) for gap in drawn.gaps] == [(2, 0), (3, 0), (0, 3), (0, 3)]


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
    assert drawn.sentence == "Steps reached so far: 3. Steps planned by today: 3."
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
    assert drawn.reached.endswith(f"H{drawn.today.x}")


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
