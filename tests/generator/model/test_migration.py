"""A plan brought to another version: what goals name then, who answers for it, and the way back."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.carried import carried_of
from generator.model.fates import fates_of
from generator.model.lagging import adopted_moves, lags_of
from generator.model.migration import Moves, aims_after, moves_into, names_after, proposal_of, records_after, said
from generator.model.migration_back import taken_back
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import Move
from generator.records.learner import TeamMember
from generator.records.plan import GoalCompetency
from generator.records.support import Support
from tests.generator.model.made import (
    HERE,
    ON,
    confirmed,
    day,
    goal,
    judgement,
    learner,
    piece,
    plan,
    records,
    result,
    year,
)
from tests.generator.model.test_carried import SHORT
from tests.generator.model.versions import move, new, two_versions

A, B, C = move("old:a", "new:a"), move("old:b", "new:b"), move("old:c", "new:c")
SPLIT = move("old:a", "new:a new:b", "split")
MERGED = move("old:a old:b", "new:a", "merged")
DROPPED = move("old:a", "", "dropped")


def moves_of(shared: Commons) -> Moves:
    moves = moves_into("new", shared)
    assert moves is not None
    return moves


def aims(*named: str) -> tuple[GoalCompetency, ...]:
    """Each as "ref" or "ref=target"."""
    return tuple(
        GoalCompetency(ref=ref, target=target or None, place=HERE)
        for ref, _, target in (each.partition("=") for each in named)
    )


@pytest.mark.parametrize(
    ("moves", "before", "after", "notes", "because"),
    [
        ((A,), ("old:a",), ("new:a",), (), "one for one"),
        ((A,), ("old:a=further",), ("new:a=further",), (), "its target stays"),
        ((A,), ("old:c", "old:a"), ("old:c", "new:a"), (), "in its place, and others stay"),
        ((SPLIT,), ("old:a=closer",), ("new:a=closer", "new:b=closer"), ("several",), "all of them, each as far"),
        ((MERGED,), ("old:a", "old:c", "old:b"), ("new:a", "old:c"), ("one",), "once, where the first stood"),
        ((MERGED,), ("old:a=closer", "old:b=further"), ("new:a=further",), ("one",), "nothing is asked less"),
        ((MERGED,), ("old:a", "old:b=closer"), ("new:a=closer",), ("one",), "what somebody wrote before nothing"),
        ((A,), ("old:a", "new:a=further"), ("new:a=further",), ("one",), "already there"),
        ((DROPPED,), ("old:a",), ("old:a",), (), "nothing took its place"),
        ((A,), ("other:x",), ("other:x",), (), "not its business"),
    ],
)
def test_a_goal_names_what_took_the_place(
    moves: tuple[Move, ...],
    before: tuple[str, ...],
    after: tuple[str, ...],
    notes: tuple[str, ...],
    because: str,
) -> None:
    shared = two_versions(*moves)
    found, told = aims_after(aims(*before), moves_of(shared), shared)
    assert (said(found), told) == (said(aims(*after)), notes), because


def test_a_target_that_means_something_else_is_left_to_a_person() -> None:
    shared = two_versions(A, later=new(scale=SHORT))
    found = aims_after(aims("old:a=further"), moves_of(shared), shared)
    assert (said(found[0]), found[1]) == ((("new:a", None),), ("target",))


@pytest.mark.parametrize(
    ("before", "still", "after", "because"),
    [
        (("x", "old", "y"), (), ("x", "new", "y"), "in its place"),
        (("old",), ("old",), ("old", "new"), "a goal still names the earlier one"),
        (("new", "old"), (), ("new",), "once"),
        (("x",), ("old",), ("x",), "it was not there"),
        ((), (), (), "everything stays everything"),
    ],
)
def test_a_list_of_frameworks_names_the_later_one(
    before: tuple[str, ...], still: tuple[str, ...], after: tuple[str, ...], because: str
) -> None:
    assert names_after(before, moves_of(two_versions(A)), frozenset(still)) == after, because


def test_only_what_is_open_changes() -> None:
    shared = two_versions(A)
    known = records(
        years=(
            year(plan(school_year="2025-26", status="complete", frameworks=("old",)), goal("g1", "old:a")),
            year(
                plan(frameworks=("old",)),
                goal("g2", "old:a", status="reached"),
                goal("g3", "old:a", status="dropped"),
                goal("g4", "old:a", status="paused"),
                goal("g5", "old:a"),
            ),
        )
    )
    found = proposal_of(known, moves_of(shared), shared, ON)
    assert [moved.goal.id for moved in found.goals] == ["g4", "g5"]
    assert [(moved.plan.school_year, moved.after) for moved in found.plans] == [("2026-27", ("new",))]


def member(person: str, *names: str, **changes: Any) -> TeamMember:
    return TeamMember(person=person, role="teacher_of_record", for_=names, place=HERE, **changes)


def test_who_answered_for_the_earlier_version_answers_for_the_later() -> None:
    shared = two_versions(A, DROPPED)
    team = (member("t-0001", "old"), member("t-0002"), member("t-0003", "x", "old"))
    known = records(who=learner(team=team), years=(year(None, goal("g1", "old:a"), goal("g2", "old:c")),))
    found = records_after(known, proposal_of(known, moves_of(shared), shared, ON))
    assert [each.for_ for each in found.learner.team] == [("old", "new"), (), ("x", "old", "new")]


def support(id: str, *refs: str, **changes: Any) -> Support:
    return Support(id=id, competencies=refs, start=day("09-14"), place=HERE, **changes)


def test_a_support_that_goes_on_helps_with_what_took_the_place() -> None:
    shared = two_versions(SPLIT)
    ended = support("over", "old:a", ends_on=day("10-01"), effect="improved")
    known = records(supports=(support("words", "old:b", "old:a"), ended))
    found = records_after(known, proposal_of(known, moves_of(shared), shared, ON))
    assert [each.competencies for each in found.supports] == [("old:b", "new:a", "new:b"), ("old:a",)]


def test_nothing_to_do_is_nothing_remembered() -> None:
    shared = two_versions(A)
    known = records(years=(year(plan(frameworks=("x",)), goal("g1", "old:c")),))
    found = proposal_of(known, moves_of(shared), shared, ON)
    assert not found.changes
    assert records_after(known, found) == known


REFS = st.sampled_from(("old:a", "old:b", "old:c", "new:a", "x:y"))
AIMS = st.lists(
    st.tuples(REFS, st.sampled_from((None, "closer", "further"))), max_size=4, unique_by=lambda each: each[0]
).map(lambda named: tuple(GoalCompetency(ref=ref, target=target, place=HERE) for ref, target in named))
NAMES = st.lists(st.sampled_from(("old", "new", "x")), max_size=3, unique=True).map(tuple)
KNOWN = st.builds(
    lambda first, second, names, team, helped: records(
        who=learner(team=tuple(member(f"t-{n}", *each) for n, each in enumerate(team))),
        years=(year(plan(frameworks=names), goal("g1", competencies=first), goal("g2", competencies=second)),),
        supports=(support("words", *helped),),
    ),
    AIMS,
    AIMS,
    NAMES,
    st.lists(NAMES, max_size=3),
    st.lists(REFS, max_size=3, unique=True),
)
MOVES = st.sampled_from(((A, B, C), (SPLIT,), (MERGED,), (DROPPED, B), (SPLIT, C)))


@given(KNOWN, MOVES)
def test_there_and_back_is_where_it_began(known: LearnerRecords, moves: tuple[Move, ...]) -> None:
    shared = two_versions(*moves)
    there = records_after(known, proposal_of(known, moves_of(shared), shared, ON))
    back, changed = taken_back(there, moves_of(shared), shared)
    assert changed == ()
    assert (there if back is None else records_after(there, back)) == known


@given(KNOWN, MOVES)
def test_who_has_been_brought_along_does_not_lag_and_is_not_brought_again(
    known: LearnerRecords, moves: tuple[Move, ...]
) -> None:
    shared = two_versions(*moves)
    there = records_after(known, proposal_of(known, moves_of(shared), shared, ON))
    assert not proposal_of(there, moves_of(shared), shared, ON).changes
    assert list(lags_of(there.years, moves_of(shared))) == []


def test_twice_there_and_once_back_is_where_it_began() -> None:
    """A goal added after the first time is brought along the second time."""
    shared = two_versions(A, B)
    first = records(years=(year(plan(frameworks=("old",)), goal("g1", "old:a")),))
    there = records_after(first, proposal_of(first, moves_of(shared), shared, ON))
    added = replace(there, years=(replace(there.years[0], goals=(*there.years[0].goals, goal("g2", "old:b"))),))
    again = records_after(added, proposal_of(added, moves_of(shared), shared, ON))
    back, _ = taken_back(again, moves_of(shared), shared)
    assert back is not None
    found = records_after(again, back)
    assert [aim.ref for each in found.years[0].goals for aim in each.competencies] == ["old:a", "old:b"]
    assert found.learner.migrations == ()


def test_what_was_changed_since_is_not_overwritten() -> None:
    shared = two_versions(A)
    known = records(years=(year(None, goal("g1", "old:a")),))
    there = records_after(known, proposal_of(known, moves_of(shared), shared, ON))
    edited = replace(there, years=(replace(there.years[0], goals=(goal("g1", "new:a", "new:b"),)),))
    back, changed = taken_back(edited, moves_of(shared), shared)
    assert back is None
    assert [(each.what, each.name) for each in changed] == [("goal", "g1")]


@pytest.mark.parametrize(
    ("moves", "known", "fate", "why", "because"),
    [
        ((A,), records(piece("e", "10-10", 3, ref="old:a")), "kept", (), "the same, and kept"),
        ((SPLIT,), records(piece("e", "10-10", 3, ref="old:a")), "carried", (), "to each of them"),
        ((DROPPED,), records(piece("e", "10-10", 3, ref="old:a")), "dropped", (), "it stays in the record"),
        ((B,), records(piece("e", "10-10", 3, ref="old:a")), "person", ("not_told",), "nobody said where"),
        (
            (move("old:a", "new:a", "narrowed", "person"),),
            records(piece("e", "10-10", 3, ref="old:a")),
            "person",
            ("asked",),
            "the school asks for a person",
        ),
        (
            (move("old:a", "new:a", "narrowed", "person"),),
            records(piece("e", "10-10", 3, ref="old:a"), piece("n", "11-10", 3, ref="new:a")),
            "decided",
            (),
            "the new one has evidence of its own",
        ),
        (
            (MERGED,),
            records(piece("e", "10-10", 3, ref="old:a")),
            "person",
            ("others",),
            "reached, but not all that was merged",
        ),
        (
            (MERGED,),
            records(
                piece("e", "10-10", 2, ref="old:a"),
                years=(year(plan(judgements=(judgement("10-11", 4, ref="old:a"),))),),
            ),
            "person",
            ("part",),
            "a judgement about a part",
        ),
    ],
)
def test_what_becomes_of_what_was_shown(
    moves: tuple[Move, ...], known: LearnerRecords, fate: str, why: tuple[str, ...], because: str
) -> None:
    shared = two_versions(*moves)
    (found,) = fates_of(known, moves_of(shared), shared, carried_of(shared), ON)
    assert (found.fate, found.why) == (fate, why), because


@pytest.mark.parametrize(
    ("seen", "why"),
    [(result("old:a", 2), ("level",)), (result("old:a", points=Decimal(3)), ("points",)), (result("old:a", 3), ())],
)
def test_what_means_something_else_on_the_new_scale_needs_a_person(seen: Any, why: tuple[str, ...]) -> None:
    shared = two_versions(A, later=new(scale=SHORT))
    known = records(piece("e", "10-10", ref="old:a", results=(seen,)))
    (found,) = fates_of(known, moves_of(shared), shared, carried_of(shared), ON)
    assert found.why == why


def test_the_one_to_decide_is_who_answers_for_it() -> None:
    shared = two_versions(move("old:a", "new:a", "narrowed", "person"))
    team = (member("t-0001", "x"), member("t-0002", "old"))
    known = records(who=learner(team=team), years=(year(plan(reached=(confirmed("10-01", ref="old:a"),))),))
    (found,) = fates_of(known, moves_of(shared), shared, carried_of(shared), ON)
    assert (found.fate, found.who) == ("person", "t-0002")


@pytest.mark.parametrize(
    ("status", "names", "refs", "lags", "because"),
    [
        ("adopted", ("old",), ("old:a",), 1, "once for a plan, not once for each place"),
        ("adopted", (), ("old:a",), 1, "the goal alone says so"),
        ("adopted", ("old",), (), 1, "the plan alone says so"),
        ("adopted", ("old",), ("old:b",), 0, "what has nowhere to go does not lag"),
        ("adopted", ("new",), ("new:a",), 0, "it has been brought along"),
        ("draft", ("old",), ("old:a",), 0, "nobody is late for a draft"),
    ],
)
def test_a_plan_lags(status: Any, names: tuple[str, ...], refs: tuple[str, ...], lags: int, because: str) -> None:
    shared = two_versions(A, move("old:b", "", "dropped"), later=new(status=status))
    years = (year(plan(frameworks=names), goal("g1", *refs)),)
    assert sum(1 for moves in adopted_moves(shared) for _ in lags_of(years, moves)) == lags, because
