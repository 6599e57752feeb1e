"""What is ready and what opens, held to trying everything by hand over small pathways; and what a step waits for."""

from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.groundwork import Shape, shape_of
from generator.model.joined import picture_of
from generator.model.pathway import downstream_of, is_met, names_in, still_open
from generator.model.pathway_picture import PathwayPicture, WaitsFor
from generator.records.framework import Condition
from generator.records.library import Pathway
from tests.generator.model.made import (
    HERE,
    ON,
    all_of,
    any_of,
    commons,
    competency,
    follows,
    framework,
    pathway,
    piece,
    plan,
    records,
    requirement,
    year,
)

NAMES = tuple("abcde")


def nested(names: tuple[str, ...], deep: int = 2) -> st.SearchStrategy[Condition]:
    part: st.SearchStrategy[Any] = st.sampled_from(names)
    if deep:
        part = st.one_of(part, nested(names, deep - 1))
    return st.builds(
        lambda of, either: Condition(of=tuple(of), any=either, place=HERE),
        st.lists(part, max_size=3),
        st.booleans(),
    )


def told(waits: WaitsFor | None) -> str:
    if waits is None:
        return "nothing"
    parts = [part if isinstance(part, str) else f"({told(part)})" for part in waits.of]
    return (" or " if waits.any else " and ").join(parts)


@pytest.mark.parametrize(
    ("condition", "reached", "expected", "because"),
    [
        (None, "", "nothing", "nothing is asked"),
        (all_of("a", any_of("b", "c")), "", "a and (b or c)", "first a, and one of b or c"),
        (all_of("a", any_of("b", "c")), "b", "a", "one of them is there"),
        (all_of("a", any_of("b", "c")), "a", "b or c", "a choice alone stands at the top"),
        (all_of("a", all_of("b", "c")), "", "a and b and c", "all within all is one list"),
        (any_of("a", any_of("b", "c")), "", "a or b or c", "any within any too"),
        (all_of("a", any_of("a", "b")), "", "a", "the choice says nothing new: a is needed anyway"),
        (any_of("a", all_of("a", "b")), "", "a", "the longer choice says nothing new: a is enough"),
        (any_of("a", all_of("b", "c")), "b", "a or c", "of a pair half is left"),
        (any_of(all_of("a", "b"), all_of("c", any_of("d", "e"))), "", "(a and b) or (c and (d or e))", "three deep"),
        (all_of(any_of("a"), any_of("a")), "", "a", "a choice of one, twice"),
        (all_of(any_of("a", "b"), any_of("a", "b")), "", "a or b", "the same choice twice"),
    ],
)
def test_what_is_still_open(condition: Condition | None, reached: str, expected: str, because: str) -> None:
    assert told(still_open(condition, lambda name: name in reached, str)) == expected, because


def holds(waits: WaitsFor | None, reached: frozenset[str]) -> bool:
    if waits is None:
        return True
    parts = (part in reached if isinstance(part, str) else holds(part, reached) for part in waits.of)
    return any(parts) if waits.any else all(parts)


def subsets(names: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset(some) for some in chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))]


def is_plain(waits: WaitsFor, alone: bool = True) -> bool:
    """Each part once, of the other kind, and more than one of them: nothing more could be left out of its form."""
    groups = [part for part in waits.of if isinstance(part, WaitsFor)]
    return (
        len(waits.of) > (0 if alone else 1)
        and len(set(waits.of)) == len(waits.of)
        and all(part.any != waits.any and is_plain(part, alone=False) for part in groups)
    )


@given(nested(NAMES), st.frozensets(st.sampled_from(NAMES)))
def test_what_is_left_means_the_same_whatever_is_reached_next(condition: Condition, reached: frozenset[str]) -> None:
    left = still_open(condition, reached.__contains__, str)
    assert left is None or is_plain(left)
    for more in subsets(NAMES):
        both = reached | more
        assert holds(left, more) == is_met(condition, both.__contains__)


@st.composite
def walks(draw: st.DrawFn) -> Pathway:
    count = draw(st.integers(1, len(NAMES)))
    steps = [
        requirement(name, f"math:{name}", prerequisites=draw(st.none() | nested(NAMES[:at], 1)) if at else None)
        for at, name in enumerate(NAMES[:count])
    ]
    return pathway(*steps)


MATH = framework(*(competency(name) for name in NAMES))


def seen(way: Pathway, reached: frozenset[str]) -> PathwayPicture:
    pieces = tuple(piece(name, "09-15", 3, ref=f"math:{name}") for name in sorted(reached))
    known = records(*pieces, years=(year(plan(pathways=(follows(),))),))
    return picture_of(known, commons(MATH, pathways=(way,)), {}, ON).pathways[0]


def is_state(way: Pathway, state: frozenset[str]) -> bool:
    """Whether all of it can have been reached in some order, each when its condition was met."""
    steps = {each.id: each for each in way.requirements}
    walked: set[str] = set()
    while fresh := [n for n in state - walked if is_met(steps[n].prerequisites, walked.__contains__)]:
        walked |= set(fresh)
    return walked == state


@given(walks(), st.data())
def test_ready_next_and_most_recent_are_the_fringes_of_the_structure(way: Pathway, data: st.DataObject) -> None:
    """The states of the structure are tried one by one: ready is what leads to one, recent what leads back to one."""
    ids = tuple(each.id for each in way.requirements)
    state = data.draw(st.sampled_from([some for some in subsets(ids) if is_state(way, some)]))
    found = seen(way, state)
    assert set(found.ready_next) == {name for name in ids if name not in state and is_state(way, state | {name})}
    steps = {each.id: each for each in way.requirements}

    def needed_by_one(name: str) -> bool:
        rest = state - {name}
        return any(not is_met(steps[each].prerequisites, rest.__contains__) for each in rest)

    assert set(found.most_recent) == {name for name in state if not needed_by_one(name)}


@given(walks(), st.frozensets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_reaching_something_never_un_readies_another(way: Pathway, reached: frozenset[str], more: str) -> None:
    before, after = seen(way, reached), seen(way, reached | {more})
    assert set(before.ready_next) - {more} <= set(after.ready_next)
    assert {step.requirement.id for step in before.steps if step.state == "reached"} <= {
        step.requirement.id for step in after.steps if step.state == "reached"
    }


@given(walks(), st.frozensets(st.sampled_from(NAMES)))
def test_a_step_waits_exactly_while_it_is_neither_reached_nor_ready(way: Pathway, reached: frozenset[str]) -> None:
    found = seen(way, reached)
    for step in found.steps:
        waits = step.waits_for is not None
        assert waits == bool(step.missing)
        assert waits == (step.state != "reached" and step.requirement.id not in found.ready_next)


@given(walks())
def test_what_a_step_opens_is_what_lies_behind_it(way: Pathway) -> None:
    shape = shape_of(way, {})
    direct = {each.id: set(names_in(each.prerequisites)) for each in way.requirements}

    def behind(name: str) -> set[str]:
        later = {each for each, needed in direct.items() if name in needed}
        return later | {further for each in later for further in behind(each)}

    for name in direct:
        assert shape.unlocks[name] == len(behind(name))
        assert opened_through(shape, name) == behind(name), "the few drawn lines lead to all of it"


def opened_through(shape: Shape, name: str) -> frozenset[str]:
    return downstream_of(name, shape.opens)
