"""Maps of pathways: every line leads down and past the boxes, few cross, nothing sticks out, and all of it mirrors."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.one_of import choices_of
from generator.records.framework import Condition
from generator.view.charts.layers import BOX, PASSAGE, WIDEST, layout_of
from generator.view.charts.layout import Layout
from generator.view.charts.pathway_map import Course, course_of, laid_out, pathway_map
from generator.view.editions.room import SHEETS
from generator.view.editions.way import Way as PrintedWay
from generator.view.editions.way import way_of
from generator.view.steps import steps_of
from generator.view.way_list import FEW, way_list
from tests.generator.view.made import COMPARE_NOW, EQUAL, HERE, STEPS, picture, standing
from tests.generator.view.pages import words_in
from tests.generator.view.ways import FRACTIONS, WAYS, Way, grown, learner_on, pathway_of

ALL = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


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


def rows_in(layout: Layout) -> Mapping[str, int]:
    return {spot.box: spot.row for spot in layout.spots if spot.box is not None}


def all_before(box: str, way: Way) -> set[str]:
    return set(way[box]).union(*(all_before(above, way) for above in way[box]))


@given(way=graphs())
def test_every_box_has_a_place_below_all_it_builds_on(way: Way) -> None:
    rows = rows_in(layout_of(way))
    assert set(rows) == set(way)
    assert all(rows[above] < rows[box] for box, above_it in way.items() for above in above_it)
    assert set(rows.values()) == set(range(len(set(rows.values())))), "no row is empty"


@ALL
def test_rows_keep_the_order_of_prerequisites(way: Way) -> None:
    rows = rows_in(layout_of(way))
    assert all(rows[above] < rows[box] for box, above_it in way.items() for above in above_it)


@given(way=graphs(), widest=st.sampled_from([None, 1, 2, 4]))
def test_nothing_overlaps_and_all_stand_inside(way: Way, widest: int | None) -> None:
    assert_tidy(layout_of(way, widest=widest), widest or 4)


@ALL
def test_nothing_overlaps_and_all_stand_inside_in_large_maps(way: Way) -> None:
    assert_tidy(layout_of(way), WIDEST)


def assert_tidy(layout: Layout, widest: int) -> None:
    for row in range(layout.rows):
        spots = sorted((spot for spot in layout.spots if spot.row == row), key=lambda spot: spot.start)
        assert sum(spot.box is not None for spot in spots) <= widest
        end = 0
        for spot in spots:
            assert spot.start >= end
            assert spot.span == (PASSAGE if spot.box is None else BOX)
            end = spot.start + spot.span
        assert end <= layout.tracks


@given(way=graphs())
def test_lines_tie_each_box_to_all_that_it_builds_on_and_to_nothing_else(way: Way) -> None:
    """Going up along the drawn lines one meets exactly what lies before a box, whatever was left out of the picture."""
    layout = layout_of(way)
    for box in way:
        lines = {line for bend in layout.bends for line in bend.lines}
        met, waiting = set[str](), [box]
        while waiting:
            below = waiting.pop()
            found = {above for above, end in lines if end == below}
            waiting += found - met
            met |= found
        assert met == all_before(box, way)


@given(way=graphs())
def test_each_line_is_whole_from_box_to_box(way: Way) -> None:
    assert_whole(layout_of(way))


@ALL
def test_each_line_is_whole_from_box_to_box_in_large_maps(way: Way) -> None:
    assert_whole(layout_of(way))


def assert_whole(layout: Layout) -> None:
    """Each line is a chain of bends and passages, without a gap, from under its beginning to above its end."""
    at = {spot.box: spot for spot in layout.spots if spot.box is not None}
    for line in {line for bend in layout.bends for line in bend.lines}:
        above, below = at[line[0]], at[line[1]]
        bends = sorted((bend for bend in layout.bends if line in bend.lines), key=lambda bend: bend.row)
        passed = {spot.row: spot.middle for spot in layout.spots if line in spot.lines}
        stops = [above.middle, *(passed[row] for row in range(above.row + 1, below.row)), below.middle]
        assert [(bend.row, bend.above, bend.below) for bend in bends] == [
            (above.row + at, start, end) for at, (start, end) in enumerate(pairwise(stops))
        ]


@ALL
def test_no_line_runs_through_a_box(way: Way) -> None:
    """Rows and the gaps between them are bands of the page; in the band of a row lines are upright, beside each box."""
    layout = layout_of(way)
    boxes = [spot for spot in layout.spots if spot.box is not None]
    for row, x in upright_lines(layout):
        assert not any(box.row == row and box.start < x < box.start + box.span for box in boxes)


def upright_lines(layout: Layout) -> Iterator[tuple[int, float]]:
    """Where lines pass through rows. Those that meet a box's edge do not: they end in the gap above or below it."""
    yield from ((spot.row, spot.middle) for spot in layout.spots if spot.box is None)


def crossings(bends: list[tuple[int, float, float]]) -> int:
    return sum(
        one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0 for one, other in combinations(bends, 2)
    )


def as_written(layout: Layout, way: Way) -> int:
    """Crossings of the same rows, each in the order of the file, lines past a row after its boxes."""
    order = {box: at for at, box in enumerate(way)}
    place: dict[tuple[int, float], float] = {}
    for row in range(layout.rows):
        spots = [spot for spot in layout.spots if spot.row == row]
        naive = sorted(spots, key=lambda spot: order.get(spot.box or "", len(order)))
        place |= {(row, spot.middle): float(at) for at, spot in enumerate(naive)}
    return crossings(
        [(bend.row, place[bend.row, bend.above], place[bend.row + 1, bend.below]) for bend in layout.bends]
    )


@pytest.mark.parametrize(
    ("name", "most", "because"),
    [
        ("fractions, 10", 0, "it can be drawn without any"),
        ("a row of 15", 0, "it can be drawn without any"),
        ("islands, 60", 0, "trees never need to cross"),
        ("two strands, 60", 0, "a ladder can be drawn without any"),
        ("grown, 25", 3, "close to what a person finds by hand"),
        ("strands, 60", 14, "fourteen ties run across the strands"),
        ("twelve strands, 60", 9, "and here ten"),
        ("grown, 60", 18, "fewer than one for each three steps"),
        ("grown otherwise, 60", 18, "not many more"),
    ],
)
def test_few_lines_cross(name: str, most: int, because: str) -> None:
    layout = layout_of(WAYS[name])
    found = crossings([(bend.row, bend.above, bend.below) for bend in layout.bends])
    assert found <= most, because
    assert found <= as_written(layout, WAYS[name]) / 3, "the order of the file crosses three times as often"


def test_one_more_step_leaves_most_of_the_map_as_it_was() -> None:
    """The step is the last of the file and builds on one from the middle."""
    for seed in range(12):
        way = grown(60, seed)
        before, after = layout_of(way), layout_of({**way, "new": ("n30",)})
        rows, later = rows_in(before), rows_in(after)
        assert sum(rows[box] != later[box] for box in way) <= 6
        assert turned_round(before, after) <= 0.2, "one pair in five at most changes sides"


def turned_round(before: Layout, after: Layout) -> float:
    """The share of pairs, side by side in a row of both maps, that have changed sides."""
    places = [
        {spot.box: (spot.row, spot.start) for spot in layout.spots if spot.box is not None}
        for layout in (before, after)
    ]
    beside = [
        (one, other)
        for one, other in combinations(places[0], 2)
        if all(place[one][0] == place[other][0] for place in places)
    ]
    turned = sum((places[0][a] < places[0][b]) != (places[1][a] < places[1][b]) for a, b in beside)
    return turned / max(len(beside), 1)


@ALL
def test_the_same_pathway_is_always_drawn_the_same(way: Way) -> None:
    assert layout_of(way) == layout_of(dict(way))


@pytest.mark.parametrize(
    ("way", "rows", "because"),
    [
        ({}, {}, "no steps, no map"),
        ({"a": (), "b": ("a",), "c": ("a", "b")}, {"a": 0, "b": 1, "c": 2}, "the longest way decides"),
        (
            {f"n{at}": () for at in range(5)},
            {"n0": 0, "n1": 0, "n2": 0, "n3": 1, "n4": 1},
            "a row of five is broken evenly",
        ),
        (
            {"top": (), **{f"n{at}": ("top",) for at in range(5)}, "long": ("n4",)},
            {"top": 0, "n4": 1, "n0": 1, "n1": 1, "n2": 1, "n3": 2, "long": 2},
            "what leads farthest comes first, and a row is filled before the next begins",
        ),
        (
            {"a": (), "b": ("a",), "c": ("b",), "tool": (), "d": ("c", "tool")},
            {"a": 0, "b": 1, "c": 2, "tool": 2, "d": 3},
            "what is needed late stands near where it is needed",
        ),
        (
            {"a": (), "x": (), "b": ("a",), "y": ("x",), "alone": ()},
            {"a": 0, "x": 0, "alone": 0, "b": 1, "y": 1},
            "parts that have nothing to do with each other stand side by side",
        ),
        (
            {"a": (), **{f"b{at}": ("a",) for at in range(4)}, "c": (), "d": ("c",)},
            {"a": 0, "b0": 1, "b1": 1, "b2": 1, "b3": 1, "c": 2, "d": 3},
            "or below, where there is no room",
        ),
        ({"a": ("gone",)}, {"a": 0}, "what is not on the pathway is not on the map"),
        (
            {"a": ("b",), "b": ("a",), "c": ()},
            {"a": 0, "b": 0, "c": 0},
            "a circle is refused by the check, and drawn in a row",
        ),
    ],
)
def test_rows(way: Way, rows: dict[str, int], because: str) -> None:
    assert rows_in(layout_of(way)) == rows, because


def test_a_line_that_a_longer_way_implies_is_not_drawn() -> None:
    layout = layout_of({"a": (), "b": ("a",), "c": ("a", "b")})
    assert [(bend.row, bend.lines) for bend in layout.bends] == [(0, (("a", "b"),)), (1, (("b", "c"),))]
    assert layout.tracks == BOX


def test_a_long_line_beside_a_straight_chain_is_straight_itself() -> None:
    chain = {f"c{at}": (f"c{at - 1}",) * (at > 0) for at in range(6)}
    layout = layout_of({**chain, "side": ("c0",), "end": ("c5", "side")}, widest=2)
    assert len({spot.start for spot in layout.spots if spot.box is None}) == 1
    assert len({spot.start for spot in layout.spots if spot.box in chain}) <= 2


COURSE = Course(now=frozenset({"equal"}), reached=frozenset({"parts", "line", "same"}), choices=frozenset())


@pytest.mark.parametrize("name", ["fractions, 10", "grown, 60", "strands, 60"])
def test_a_map_mirrors_its_shapes_and_leaves_the_grid_to_the_page(name: str) -> None:
    layout = layout_of(WAYS[name])
    right, left = pathway_map(layout, COURSE, "ltr"), pathway_map(layout, COURSE, "rtl")
    assert right.cells == left.cells
    for one, other in zip(right.bands, left.bands, strict=True):
        for here, there in zip(one.curves, other.curves, strict=True):
            pairs = zip(across(here.path), across(there.path), strict=True)
            assert {x + mirrored for x, mirrored in pairs} == {int(right.width)}
            assert (here.look, here.choice) == (there.look, there.choice)


def across(path: str) -> list[int]:
    """How far from the left the points of a path lie."""
    return [int(x) for x in re.findall(r"(\d+)(?: \d+|V)", path)]


def test_lines_of_what_is_worked_on_stand_out_and_lie_on_top() -> None:
    drawn = pathway_map(layout_of(FRACTIONS), COURSE, "ltr")
    assert [[curve.look for curve in band.curves] for band in drawn.bands[:5]] == [
        ["reached"],
        ["reached"],
        ["now"],
        ["now"] * 3,
        ["to_come"] * 3,
    ]


def test_one_of_several_ways_is_drawn_broken_and_apart() -> None:
    way = {"a": (), "b": (), "c": ("a",), "d": ("c",), "any": ("a", "b"), "all": ("d", "any"), "z": ("all",)}
    seen = learner_on(way, reached=0, choosing=["any"])
    [pathway] = seen.pathways
    course = course_of(pathway, seen)
    assert course.choices == {("a", "any"), ("b", "any")}
    drawn = laid_out(pathway, course)
    parts = [bend.lines for bend in drawn.bends] + [spot.lines for spot in drawn.spots if spot.box is None]
    assert all(len({line in course.choices for line in lines}) == 1 for lines in parts), "no part is both"
    assert any(curve.choice for band in pathway_map(drawn, course, "ltr").bands for curve in band.curves)


@pytest.mark.parametrize(
    ("condition", "expected", "because"),
    [
        (("a", "b"), set(), "both are needed"),
        ({"any": ("a", "b")}, {"a", "b"}, "each is enough"),
        (("a", {"any": ("b", "c")}), {"b", "c"}, "one is needed, of the others any"),
        ({"any": ("a",)}, set(), "a choice of one is none"),
        ({"any": (("a", "b"), "c")}, {"a", "b", "c"}, "two together, or the third alone"),
        (("a", {"any": ("a", "b")}), {"b"}, "what is needed anyway is no choice"),
    ],
)
def test_what_is_one_way_of_several(condition: object, expected: set[str], because: str) -> None:
    way = {"a": (), "b": (), "c": (), "end": ("a", "b", "c")}
    [pathway] = learner_on(way, reached=0).pathways
    *others, end = pathway.steps
    built_on = tuple(name for name in "abc" if name in re.findall(r"\w", str(condition).replace("any", "")))
    end = replace(
        end, requirement=replace(end.requirement, prerequisites=made(condition)), builds_on=built_on, standings=()
    )
    chosen = choices_of(pathway_of((*others, end)), picture())
    assert chosen == {(name, "end") for name in expected}, because


def made(condition: object) -> Condition:
    match condition:
        case {"any": tuple(parts)}:
            return Condition(of=tuple(map(part, parts)), any=True, place=HERE)
        case tuple(parts):
            return Condition(of=tuple(map(part, parts)), place=HERE)
        case _:
            raise AssertionError(condition)


def part(each: object) -> str | Condition:
    return each if isinstance(each, str) else made(each)


def test_a_choice_may_lead_through_a_competency_that_is_no_part_of_the_pathway() -> None:
    """Any of two is enough: one a step, the other a competency elsewhere, which itself builds on another step."""
    outside = standing(replace(EQUAL, id="outside", prerequisites=Condition(of=("b",), place=HERE)))
    [pathway] = learner_on({"a": (), "b": (), "end": ("a", "b")}, reached=0).pathways
    *others, end = pathway.steps
    either = Condition(of=("a", outside.ref), any=True, place=HERE)
    end = replace(end, requirement=replace(end.requirement, prerequisites=either), standings=(COMPARE_NOW,))
    known = picture(standings={outside.ref: outside})
    assert choices_of(pathway_of((*others, end)), known) == {("a", "end"), ("b", "end")}
    assert choices_of(pathway_of((*others, end)), picture()) == {("b", "end")}, "in doubt a tie is needed"


def test_the_steps_of_the_example_are_all_needed() -> None:
    assert choices_of(pathway_of(STEPS), picture()) == frozenset()


def way_on_paper(way: Way, reached: int, paper: str = "letter", print_: str = "standard") -> PrintedWay:
    return way_of(learner_on(way, reached), SHEETS[paper, print_], words_in("en"))


@pytest.mark.parametrize(
    ("name", "paper", "print_", "is_map", "because"),
    [
        ("fractions, 10", "letter", "standard", True, "ten steps fit"),
        ("grown, 25", "letter", "standard", False, "seven rows of long titles do not"),
        ("strands, 60", "letter", "standard", False, "sixty would be too small to read"),
        ("strands, 60", "a4", "standard", False, "on either paper"),
        ("fractions, 10", "a4", "large", False, "in large print it is a list"),
    ],
)
def test_a_map_is_printed_where_it_can_be_read(name: str, paper: str, print_: str, is_map: bool, because: str) -> None:
    told = way_on_paper(WAYS[name], 3, paper, print_)
    assert (told.map is not None) == is_map, because
    assert (not told.steps) == is_map, "one of both tells the way"


def test_a_printed_list_without_room_for_all_begins_with_what_matters_now() -> None:
    told = way_on_paper(WAYS["strands, 60"], 20)
    tags = [row.tag for row in told.steps]
    assert tags[:2] == ["Working on now", "Ready next"]
    assert tags == sorted(tags, key=lambda tag: ["Working on now", "Ready next", None].index(tag))
    assert told.more_steps == f"and {60 - len(tags)} more, on the site"


@pytest.mark.parametrize("name", ["fractions, 10", "grown, 25", "grown, 60", "nothing tied, 25"])
def test_the_list_says_each_step_once_and_first_where_one_is(name: str) -> None:
    seen = learner_on(WAYS[name], reached=4)
    [pathway] = seen.pathways
    told = way_list(pathway, tuple(steps_of(pathway, seen, words_in("en")).values()), words_in("en"))
    groups = (told.now, told.ready, *(group.steps for group in told.folded))
    assert sorted(each.step.id for group in groups for each in group) == sorted(WAYS[name])
    assert [each.step.state for each in told.now] == ["working"]
    assert len(told.ready) <= FEW
    assert all(group.open == (len(group.steps) <= FEW) for group in told.folded)
