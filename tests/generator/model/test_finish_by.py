"""Whether what is left of a pathway has room before its finish, and which way is the longest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.finish_by import soonest, still_asked_for, usual_days, way_to
from generator.model.fulfilled import Met
from generator.model.groundwork import shape_of
from generator.model.joined import picture_of
from generator.model.pathway_picture import FinishBy
from generator.model.steps import Walked
from generator.records.framework import Condition
from generator.records.library import Completion, Pathway
from generator.records.school import Calendar
from tests.generator.model.made import (
    HERE,
    ON,
    all_of,
    any_of,
    away,
    commons,
    competency,
    day,
    follows,
    framework,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    school_year,
    year,
)

MATH = framework(
    *(competency(id) for id in ("a", "b", "c", "d")),
    competency("deep"),
    competency("far", prerequisites=all_of("math:deep")),
    competency("back", prerequisites=all_of("math:a")),
)


def step(id: str, days: int | None, *before: str | Condition, refs: tuple[str, ...] = (), **more: Any) -> Any:
    return requirement(id, *refs, expected_days=days, prerequisites=all_of(*before) if before else None, **more)


def told(way: Pathway, *reached: str, finish: str = "12-18", on: date = ON, **more: Any) -> FinishBy | None:
    """`reached`: competencies shown in September. Counted from Monday, 16 November."""
    shared = {name: more.pop(name) for name in ("calendar",) if name in more}
    known = records(
        *(piece(name, "09-15", 3, ref=f"math:{name}") for name in reached),
        years=(year(plan(pathways=(follows(finish=finish, start=more.pop("start", "08-31")),))),),
        **more,
    )
    return picture_of(known, commons(MATH, pathways=(way,), **shared), {}, on).pathways[0].finish_by


LINE = pathway(
    step("a", 5, refs=("math:a",)), step("b", 10, "a", refs=("math:b",)), step("c", 9, "b", refs=("math:c",))
)


@pytest.mark.parametrize(
    ("finish", "state", "left", "because"),
    [
        ("12-30", "tight", 28, "four days to spare are fewer than the buffer of five"),
        ("12-31", "fits", 29, "five days to spare are as many as the buffer"),
        ("12-17", "tight", 24, "not a day to spare"),
        ("12-16", "does_not_fit", 23, "a day is missing"),
        ("11-16", "does_not_fit", 1, "the day it is counted from counts"),
        ("11-14", "does_not_fit", 0, "the finish is over: no day is left"),
    ],
)
def test_the_way_against_the_days(finish: str, state: str, left: int, because: str) -> None:
    found = told(LINE, finish=finish)
    assert found is not None
    assert (found.state, found.days_left, found.days_needed, found.spare) == (state, left, 24, left - 24), because
    assert found.counted_from == day("11-16")


@pytest.mark.parametrize(
    ("way", "reached", "chain", "because"),
    [
        (LINE, "", "a 5, b 10, c 9", "one after the other"),
        (LINE, "a", "b 10, c 9", "what is reached takes no time"),
        (pathway(step("a", 5), step("b", 9)), "", "b 9", "side by side: the longer one"),
        (
            pathway(step("a", 5), step("b", 9), step("c", 3, any_of("a", "b"))),
            "",
            "b 9",
            "the last of three begins after the shorter branch, and the longer one is asked for by itself",
        ),
        (
            pathway(step("a", 5), step("b", 19, optional=True), step("c", 3, any_of("a", "b"))),
            "",
            "a 5, c 3",
            "the shortest branch",
        ),
        (
            pathway(step("a", 5), step("b", 4, optional=True), step("c", 3, "a"), step("d", 6, any_of("c", "b"))),
            "",
            "b 4, d 6",
            "an optional step counts where the shortest branch leads through it",
        ),
        (
            pathway(step("a", 5), step("b", 4), step("c", 3), step("d", 1, any_of(all_of("a", "b"), all_of("c", "b")))),
            "",
            "a 5",
            "nested: with b the shorter pair takes four days and one",
        ),
        (pathway(step("a", 4), step("b", None, "a"), step("c", 7)), "", "a 4, b 6?", "the mean of 4 and 7, rounded up"),
        (pathway(step("a", 4, "math:far")), "", "math:deep 4?, math:far 4?, a 4", "through competencies beyond"),
        (pathway(step("a", 4, "math:far")), "far", "a 4", "what is known needs nothing before it"),
        (
            pathway(step("a", 4, refs=("math:a",)), step("z", 2, "math:back")),
            "",
            "a 4, math:back 3?, z 2",
            "a competency beyond waits for a step",
        ),
    ],
)
def test_the_longest_way_still_to_go(way: Pathway, reached: str, chain: str, because: str) -> None:
    found = told(way, *(reached,) if reached else ())
    assert found is not None
    said = (f"{link.name} {link.days}{'?' if link.guessed else ''}" for link in found.chain)
    assert ", ".join(said) == chain, because
    assert found.days_needed == sum(link.days for link in found.chain)


CREDITS = pathway(
    step("a", 5, refs=("math:a",), credit=Decimal(1)),
    step("b", 2, credit=Decimal("0.5")),
    step("c", 1),
    step("d", 9, credit=Decimal(1)),
)


@pytest.mark.parametrize(
    ("completion", "reached", "chain", "because"),
    [
        ({"all": True}, "", "d", "all of them"),
        ({"at_least": 2}, "", "b", "two can be reached soonest: c and b"),
        ({"at_least": 3}, "a", "b", "one is reached, so two more"),
        ({"at_least": 1}, "a", None, "complete"),
        ({"at_least": 9}, "", None, "nobody can finish: nothing is claimed"),
        ({"points": Decimal("1.5")}, "", "a", "b, then a; c brings nothing"),
        ({"points": Decimal("1.5")}, "a", "b", "half a point is lacking"),
        ({"points": Decimal(9)}, "", None, "there are not so many points"),
    ],
)
def test_what_completion_asks_for(completion: dict[str, Any], reached: str, chain: str | None, because: str) -> None:
    asked = pathway(*CREDITS.requirements, completion=Completion(place=HERE, **completion))
    found = told(asked, *(reached,) if reached else ())
    assert (None if found is None else found.chain[-1].name) == chain, because


def test_days_away_are_no_school_days_and_a_pathway_to_come_is_counted_from_its_start() -> None:
    gone = told(LINE, who=learner(away=(away("11-16", "11-18"),)))
    later = told(LINE, start="12-07")
    assert gone is not None
    assert later is not None
    assert (gone.days_left, later.days_left, later.counted_from) == (22, 10, day("12-07"))


def test_nothing_is_claimed_where_nothing_is_told() -> None:
    assert told(pathway(requirement("a"), requirement("b"))) is None, "no step says how long it takes"
    assert told(pathway(step("a", 5, "b"), step("b", 5, "a"))) is None, "a circle: nobody can finish"
    assert told(LINE, "a", "b", "c") is None, "complete"
    shut = school_year(day("08-31"), day("06-11"), (day("08-31"), day("06-11")))
    assert told(LINE, calendar=Calendar(timezone="UTC", years={"2026-27": shut}, place=HERE)) is None, "no school days"


def test_days_of_a_year_that_is_not_set_yet_are_told_as_estimated() -> None:
    this_year = told(LINE, finish="06-11")
    far = replace(follows(), finish=date(2027, 10, 29))
    known = records(years=(year(plan(pathways=(far,))),))
    next_year = picture_of(known, commons(MATH, pathways=(LINE,)), {}, ON).pathways[0].finish_by
    assert this_year is not None
    assert next_year is not None
    assert (this_year.estimated, next_year.estimated) == (False, True)


NAMES = tuple("abcdef")


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...], deep: int = 2) -> Condition:
    """A nested condition over some names."""
    part: st.SearchStrategy[Any] = st.sampled_from(names)
    if deep:
        part = st.one_of(part, conditions(names, deep - 1))
    of = tuple(draw(st.lists(part, min_size=1, max_size=3)))
    return Condition(of=of, any=draw(st.booleans()), place=HERE)


@st.composite
def pathways(draw: st.DrawFn) -> Pathway:
    """Up to six steps, each built on earlier ones only, told in any order."""
    count = draw(st.integers(1, len(NAMES)))
    steps = [
        requirement(
            name,
            expected_days=draw(st.integers(1, 9)),
            optional=draw(st.booleans()),
            prerequisites=draw(st.none() | conditions(NAMES[:at])) if at else None,
        )
        for at, name in enumerate(NAMES[:count])
    ]
    completion = draw(st.none() | st.builds(Completion, at_least=st.integers(1, count), place=st.just(HERE)))
    return pathway(*draw(st.permutations(steps)), completion=completion)


def walk_of(way: Pathway, reached: frozenset[str]) -> Walked:
    met = {name: Met(on=ON, by="person") for name in reached if any(each.id == name for each in way.requirements)}
    standings: Mapping[str, Any] = {each.id: () for each in way.requirements}
    return Walked(pathway=way, shape=shape_of(way, {}), standings=standings, met=met, known=frozenset())


def choices_in(condition: Condition | None) -> list[frozenset[str]]:
    """Every set of names that meets a condition by one choice at each any-of: the brute way."""
    if condition is None or not condition.of:
        return [frozenset()]
    parts = [choices_in(part) if isinstance(part, Condition) else [frozenset({part})] for part in condition.of]
    if condition.any:
        return [choice for part in parts for choice in part]
    return [frozenset().union(*picked) for picked in product(*parts)]


def by_hand(way: Pathway, reached: frozenset[str]) -> dict[str, int]:
    """How long until each is reached: over all choices the shortest, within a choice the longest."""
    steps = {each.id: each for each in way.requirements}

    def days(name: str) -> int:
        if name in reached:
            return 0
        choices = choices_in(steps[name].prerequisites)
        return (steps[name].expected_days or 0) + min(max(map(days, choice), default=0) for choice in choices)

    return {name: days(name) for name in steps}


@given(pathways(), st.frozensets(st.sampled_from(NAMES)))
def test_the_longest_way_is_the_one_found_by_trying_every_choice(way: Pathway, reached: frozenset[str]) -> None:
    walk = walk_of(way, reached)
    legs, expected = soonest(walk, usual_days(way.requirements) or 0), by_hand(way, reached)
    steps = {each.id: each for each in way.requirements}
    assert {name: leg.days for name, leg in legs.items()} == {
        name: days for name, days in expected.items() if name not in reached
    }
    for name in legs:
        assert sum(steps[each].expected_days or 0 for each in way_to(name, legs)) == legs[name].days


@given(pathways(), st.frozensets(st.sampled_from(NAMES)))
def test_what_is_still_asked_for_can_be_reached_no_sooner_with_any_other_set(
    way: Pathway, reached: frozenset[str]
) -> None:
    walk = walk_of(way, reached)
    legs = soonest(walk, 1)
    asked = still_asked_for(walk, legs)
    completion = way.completion
    open_ones = [each for each in way.requirements if each.id not in walk.met]
    if completion is None or completion.at_least is None:
        assert set(asked) == {each.id for each in open_ones if not each.optional}
        return
    lacking = max(completion.at_least - len(walk.met), 0)
    optional = {each.id for each in open_ones if each.optional}
    least = max(lacking - sum(1 for each in open_ones if not each.optional), 0)
    sets = [
        chosen
        for chosen in combinations([each.id for each in open_ones], lacking)
        if len(optional & set(chosen)) == least
    ]
    assert max((legs[name].days for name in asked), default=0) == min(
        max((legs[name].days for name in chosen), default=0) for chosen in sets
    )


@given(pathways(), st.frozensets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_reaching_something_never_makes_the_way_longer(way: Pathway, reached: frozenset[str], more: str) -> None:
    before, after = by_soonest(way, reached), by_soonest(way, reached | {more})
    assert all(after.get(name, 0) <= days for name, days in before.items())


def by_soonest(way: Pathway, reached: frozenset[str]) -> dict[str, int]:
    return {name: leg.days for name, leg in soonest(walk_of(way, reached), 1).items()}


def test_four_hundred_steps_in_a_line_and_a_circle_among_them() -> None:
    steps = [step(f"n{at}", 1, f"n{at - 1}") if at else step("n0", 1) for at in range(400)]
    legs = soonest(walk_of(pathway(*steps), frozenset()), 1)
    assert legs["n399"].days == 400
    tangled = [*steps[:200], step("n200", 1, "n399"), *steps[201:]]
    stuck = soonest(walk_of(pathway(*tangled), frozenset()), 1)
    assert set(stuck) == {f"n{at}" for at in range(200)}, "what waits for the circle is never settled"


def test_a_circle_with_another_way_in_can_be_walked() -> None:
    way = pathway(step("in", 2), step("a", 3, any_of("b", "in")), step("b", 4, "a"))
    legs = soonest(walk_of(way, frozenset()), 1)
    assert {name: leg.days for name, leg in legs.items()} == {"in": 2, "a": 5, "b": 9}
