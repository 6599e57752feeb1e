"""What comes before what: conditions, the fringes of knowledge, cycles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.groundwork import requirement_edges, shape_of
from generator.model.pathway import (
    Edges,
    cycles_in,
    downstream_of,
    inner_fringe,
    is_met,
    missing_in,
    names_in,
    outer_fringe,
    reversed_edges,
)
from generator.records.framework import Condition
from tests.generator.model.made import all_of, any_of, competency, pathway, requirement
from tests.generator.model.published import FRINGES

NESTED = all_of("a", any_of("b", all_of("c", "d")))


@pytest.mark.parametrize(
    ("condition", "reached", "met", "missing", "because"),
    [
        (None, "", True, (), "nothing is asked"),
        (all_of(), "", True, (), "a condition of nothing"),
        (any_of(), "", True, (), "also when any of nothing is asked"),
        (all_of("a", "b"), "a", False, ("b",), "both are needed"),
        (all_of("a", "b"), "ab", True, (), "both are there"),
        (any_of("a", "b"), "", False, ("a", "b"), "either would do, so both are named"),
        (any_of("a", "b"), "b", True, (), "one of them is enough"),
        (NESTED, "a", False, ("b", "c", "d"), "b, or c with d"),
        (NESTED, "ac", False, ("b", "d"), "d is left of the second way"),
        (NESTED, "acd", True, (), "the second way is walked"),
        (NESTED, "cd", False, ("a",), "a met choice misses nothing"),
        (any_of(all_of("a", "b"), all_of("a", "c")), "", False, ("a", "b", "c"), "each name once"),
    ],
)
def test_a_condition(
    condition: Condition | None, reached: str, met: bool, missing: tuple[str, ...], because: str
) -> None:
    assert is_met(condition, lambda name: name in reached) is met, because
    assert missing_in(condition, lambda name: name in reached) == missing, because


def test_the_names_of_a_condition_in_the_order_written() -> None:
    assert names_in(NESTED) == ("a", "b", "c", "d")
    assert names_in(None) == ()


# The example structure as prerequisites: what has to be known before each of a to e.
STRUCTURE: dict[str, Condition | None] = {
    "a": all_of("b"),
    "b": any_of("a", "c"),
    "c": None,
    "d": any_of("c", "e"),
    "e": all_of("d"),
}


@pytest.mark.parametrize(("known", "inner", "outer"), FRINGES)
def test_the_fringes_of_a_published_structure(known: str, inner: str, outer: str) -> None:
    assert "".join(inner_fringe(STRUCTURE, frozenset(known))) == inner
    assert "".join(outer_fringe(STRUCTURE, frozenset(known))) == outer


@pytest.mark.parametrize(
    ("grades", "expected", "because"),
    [
        ({"A7": 0.8, "A9": 0.8}, True, "the first group fails, the second holds"),
        ({"A7": 0.6, "A9": 0.9}, False, "both groups ask for 0.75 in A7"),
        ({"A7": 0.75, "A9": 0.85}, True, "exactly the threshold"),
    ],
)
def test_criteria_in_groups_as_open_edx_decides_them(grades: dict[str, float], expected: bool, because: str) -> None:
    tree = any_of(all_of("A7>=0.75", "A9>=0.85"), all_of("A7>=0.75", "A9>=0.75"))

    def holds(name: str) -> bool:
        work, _, threshold = name.partition(">=")
        return grades[work] >= float(threshold)

    assert is_met(tree, holds) is expected, because


@pytest.mark.parametrize(
    ("edges", "cycles", "because"),
    [
        ({}, (), "nothing"),
        ({"a": ("b",), "b": ()}, (), "a line"),
        ({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}, (), "two ways to one place are no circle"),
        ({"a": ("a",)}, (("a",),), "its own prerequisite"),
        ({"a": ("b",), "b": ("a",)}, (("a", "b"),), "each needs the other"),
        ({"x": ("a",), "a": ("b",), "b": ("c",), "c": ("a",)}, (("a", "b", "c"),), "x leads into it, not round"),
        ({"c": ("a",), "b": ("c",), "a": ("b",)}, (("c", "a", "b"),), "begins with the name that is written first"),
        ({"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}, (("a", "b"), ("c", "d")), "two circles"),
        ({"a": ("b",), "b": ("a", "c"), "c": ("a",)}, (("a", "b"), ("a", "b", "c")), "two circles share an edge"),
        ({"a": ("nowhere",)}, (), "a name that nothing stands for closes no circle"),
    ],
)
def test_cycles(edges: Edges, cycles: tuple[tuple[str, ...], ...], because: str) -> None:
    assert cycles_in(edges) == cycles, because


def test_a_cycle_in_a_pathway_of_thousands_is_found_without_recursion() -> None:
    length = 5_000
    edges = {str(n): (str((n + 1) % length),) for n in range(length)}
    assert cycles_in(edges) == (tuple(str(n) for n in range(length)),)


graphs = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=3, unique=True).map(tuple), max_size=8
).map(lambda edges: {name: tuple(each for each in needed if each in edges) for name, needed in edges.items()})


@given(graphs)
def test_every_name_in_a_circle_is_told_and_every_cycle_is_one(edges: Edges) -> None:
    cycles = cycles_in(edges)
    told = {name for cycle in cycles for name in cycle}
    round_about = {name for name in edges if any(name == n or name in downstream_of(n, edges) for n in edges[name])}
    assert told == round_about
    assert len(set(cycles)) == len(cycles)
    for cycle in cycles:
        assert len(set(cycle)) == len(cycle)
        assert all(after in edges[name] for name, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True))


@given(graphs, st.frozensets(st.sampled_from("abcdefgh")))
def test_ready_and_recent_belong_to_the_right_side(edges: Edges, reached: frozenset[str]) -> None:
    conditions = {name: all_of(*needed) for name, needed in edges.items()}
    assert not set(outer_fringe(conditions, reached)) & reached
    assert set(inner_fringe(conditions, reached)) <= reached


@given(graphs)
def test_edges_turned_round_twice_are_the_edges(edges: Edges) -> None:
    back = reversed_edges(reversed_edges(edges))
    assert {name: set(needed) for name, needed in back.items()} == {name: set(n) for name, n in edges.items()}


COMPETENCIES = {
    "m:count": competency("count"),
    "m:add": competency("add", prerequisites=all_of("m:count")),
    "m:times": competency("times", prerequisites=all_of("m:add")),
}


def test_a_requirement_builds_on_others_by_id_by_competency_and_through_what_lies_outside() -> None:
    way = pathway(
        requirement("counting", "m:count"),
        requirement("multiplying", "m:times"),
        requirement("project", prerequisites=any_of("counting", "m:times")),
    )
    assert requirement_edges(way, COMPETENCIES) == {
        "counting": (),
        "multiplying": ("counting",),
        "project": ("counting", "multiplying"),
    }


def test_a_line_that_a_longer_way_makes_needless_is_not_drawn_but_still_counts() -> None:
    way = pathway(
        requirement("one"),
        requirement("two", prerequisites=all_of("one")),
        requirement("three", prerequisites=all_of("one", "two")),
    )
    shape = shape_of(way, {})
    assert shape.builds_on == {"one": (), "two": ("one",), "three": ("two",)}
    assert shape.unlocks == {"one": 2, "two": 1, "three": 0}


def test_a_hidden_cycle_between_a_pathway_and_its_competencies_is_found() -> None:
    way = pathway(
        requirement("counting", "m:count", prerequisites=all_of("multiplying")), requirement("multiplying", "m:times")
    )
    assert cycles_in(requirement_edges(way, COMPETENCIES)) == (("counting", "multiplying"),)
