"""What was shown of an earlier version speaks for the later one: by kind of move, by scale, over several versions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.as_of import records_on
from generator.model.carried import NOTHING_CARRIED, carried_of
from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.model.standing import ledger_of, standing_of
from generator.model.standing_picture import Standing
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence
from generator.records.framework import Move
from generator.records.school import Level, ReachedRule, Scale
from tests.generator.model.made import (
    HERE,
    ON,
    SCALE,
    accepted,
    calculation,
    commons,
    competency,
    confirmed,
    day,
    evidence_rule,
    excluded,
    framework,
    goal,
    judgement,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    result,
    said,
    school,
    year,
)
from tests.generator.model.versions import OLD, migration, move, new, two_versions

SAME = move("old:a", "new:a")
SPLIT = move("old:a", "new:a new:b", "split")
MERGED = move("old:a old:b", "new:a", "merged")
NARROWED = move("old:a", "new:a", "narrowed")
ASKED = move("old:a", "new:a", "narrowed", "person")
DROPPED = move("old:a", "", "dropped")


def standing(ref: str, known: LearnerRecords, shared: Commons, target: str | None = None, on: date = ON) -> Standing:
    ledger = ledger_of(records_on(known, on), on, carried_of(shared), told=frozenset({ref}))
    return standing_of(ref, target, ledger, shared)


def words(found: Standing) -> tuple[str | None, str | None]:
    """Level, and the day it was reached."""
    return (
        None if found.level is None else found.level.id,
        None if found.reached is None else found.reached.on.strftime("%m-%d"),
    )


A_TWO, A_THREE = piece("e1", "09-10", 2, ref="old:a"), piece("e2", "10-10", 3, ref="old:a")
B_THREE = piece("e3", "10-20", 3, ref="old:b")


@pytest.mark.parametrize(
    ("moves", "seen", "ref", "expected", "because"),
    [
        ((SAME,), (A_TWO, A_THREE), "new:a", ("got-it", "10-10"), "the same under another name"),
        ((SPLIT,), (A_TWO, A_THREE), "new:b", ("got-it", "10-10"), "each new one has all the results"),
        ((NARROWED,), (A_THREE,), "new:a", ("got-it", "10-10"), "who can do more can do less"),
        ((ASKED,), (A_THREE,), "new:a", (None, None), "a person decides, and nobody has"),
        ((DROPPED,), (A_THREE,), "new:a", (None, None), "nothing took its place"),
        ((DROPPED,), (A_THREE,), "old:a", ("got-it", "10-10"), "and the record stays what it was"),
        ((SAME,), (A_THREE,), "old:a", ("got-it", "10-10"), "evidence is not taken from where it was written"),
        ((MERGED,), (A_THREE,), "new:a", ("got-it", None), "one of two is seen, and is not the whole"),
        ((MERGED,), (A_THREE, B_THREE), "new:a", ("got-it", "10-20"), "reached with the last of them"),
        ((MERGED,), (A_TWO, piece("n", "11-02", 3, ref="new:a")), "new:a", ("got-it", "11-02"), "the whole was shown"),
        ((), (A_THREE,), "new:a", (None, None), "without a migration nothing is carried"),
        ((move("old:x", "new:a"), SAME), (A_THREE,), "new:a", ("got-it", "10-10"), "an unknown name carries nothing"),
    ],
)
def test_a_move_carries(
    moves: tuple[Move, ...], seen: tuple[Evidence, ...], ref: str, expected: tuple[str, str], because: str
) -> None:
    assert words(standing(ref, records(*seen), two_versions(*moves))) == expected, because


def test_evidence_that_names_both_versions_counts_once() -> None:
    both = piece("both", "10-10", 3, ref="old:a", results=(result("old:a", 2), result("new:a", 3)))
    found = standing("new:a", records(both), two_versions(SAME))
    assert [score.result.competency for score in found.rating.scores] == ["new:a"]


def test_one_piece_about_both_merged_ones_is_one_piece() -> None:
    both = piece("both", "10-10", 3, ref="old:a", results=(result("old:a", 3), result("old:b", 3)))
    shared = two_versions(MERGED, school=school(evidence_rule=evidence_rule(pieces=2)))
    found = standing("new:a", records(both), shared)
    assert (len(found.rating.scores), found.sufficiency.met) == (2, False)


def test_two_ways_between_the_same_two_count_once() -> None:
    """Split in the second version, merged again in the third."""
    shared = commons(
        OLD,
        new("a", "b", id="mid"),
        new("a"),
        migrations={
            "mid": migration(move("old:a", "mid:a mid:b", "split")),
            "new": migration(move("mid:a mid:b", "new:a", "merged")),
        },
    )
    found = standing("new:a", records(A_THREE), shared)
    assert [score.evidence.id for score in found.rating.scores] == ["e2"]
    assert words(found) == ("got-it", "10-10")


def test_versions_chain_and_a_person_in_between_ends_the_chain() -> None:
    def three(first: Move, last: Move) -> Commons:
        moved = {"mid": migration(first), "new": migration(last)}
        return commons(OLD, new(id="mid"), new(), migrations=moved)

    keep, ask = move("mid:a", "new:a"), move("mid:a", "new:a", "narrowed", "person")
    assert words(standing("new:a", records(A_THREE), three(move("old:a", "mid:a"), keep))) == ("got-it", "10-10")
    assert words(standing("new:a", records(A_THREE), three(move("old:a", "mid:a"), ask))) == (None, None)
    by_a_person = records(A_THREE, years=(year(plan(judgements=(judgement("11-01", 4, ref="mid:a"),))),))
    assert (
        words(standing("new:a", by_a_person, three(move("old:a", "mid:a", "narrowed", "person"), keep)))[0] == "further"
    )


def test_versions_in_a_circle_carry_nothing() -> None:
    circle = {"new": migration(SAME), "old": migration(move("new:a", "old:a"))}
    assert carried_of(commons(OLD, new(), migrations=circle)) == NOTHING_CARRIED


def scale_of(*levels: tuple[str, int, bool]) -> Scale:
    return Scale(
        levels=tuple(
            Level(id=id_, label=said(id_), points=Decimal(points), proficient=enough, place=HERE)
            for id_, points, enough in levels
        ),
        place=HERE,
    )


HUNDRED = scale_of(("starting", 25, False), ("closer", 50, False), ("got-it", 75, True), ("further", 100, False))
SHORT = scale_of(("starting", 1, False), ("got-it", 2, True))
LOWER = scale_of(("starting", 1, False), ("closer", 2, True), ("got-it", 3, False), ("further", 4, False))


@pytest.mark.parametrize(
    ("scale", "seen", "expected", "because"),
    [
        (HUNDRED, result("old:a", 3), 75, "a level is a level, whatever its points"),
        (HUNDRED, result("old:a", points=Decimal(3)), None, "three of a hundred is not three of four"),
        (SCALE, result("old:a", points=Decimal(3)), 3, "on the same scale points are points"),
        (SHORT, result("old:a", 2), None, "there is no such level any more"),
        (SHORT, result("old:a", 3), 2, "the others carry"),
        (LOWER, result("old:a", 2), None, "closer is enough now, and was not then"),
        (LOWER, result("old:a", 3), 3, "enough then, enough now"),
    ],
)
def test_a_level_carries_where_it_means_the_same(scale: Scale, seen: Any, expected: int | None, because: str) -> None:
    known = records(piece("e", "10-10", ref="old:a", results=(seen,)))
    found = standing("new:a", known, two_versions(SAME, later=new(scale=scale)))
    assert found.rating.value == (None if expected is None else Decimal(expected)), because


@pytest.mark.parametrize(
    ("moves", "known", "expected", "because"),
    [
        (
            (SAME,),
            records(years=(year(plan(judgements=(judgement("10-01", 4, ref="old:a"),))),)),
            ("further", None),
            "a judgement stands, and alone shows nothing",
        ),
        (
            (SAME,),
            records(years=(year(plan(reached=(confirmed("10-01", ref="old:a"),))),)),
            (None, "10-01"),
            "a confirmation stands",
        ),
        (
            (SPLIT,),
            records(who=learner(accepted=(accepted("09-01", ref="old:a"),))),
            (None, "09-01"),
            "brought along, to both",
        ),
        (
            (MERGED,),
            records(years=(year(plan(judgements=(judgement("10-01", 4, ref="old:a"),))),)),
            (None, None),
            "a word about a part is no word about the whole",
        ),
        (
            (MERGED,),
            records(years=(year(plan(reached=(confirmed("10-01", ref="old:a"), confirmed("10-05", ref="old:b")))),)),
            (None, "10-05"),
            "words about every part are",
        ),
        (
            (ASKED,),
            records(A_THREE, years=(year(plan(judgements=(judgement("11-01", 2, ref="new:a"),))),)),
            ("closer", None),
            "the person has decided",
        ),
        (
            (SAME,),
            records(
                years=(year(plan(judgements=(judgement("10-01", 4, ref="new:a"), judgement("10-01", 2, ref="old:a")))),)
            ),
            ("further", None),
            "of one day the word about the new one holds",
        ),
    ],
)  # fmt: skip
def test_peoples_words_carry(
    moves: tuple[Move, ...], known: LearnerRecords, expected: tuple[str | None, str | None], because: str
) -> None:
    shared = two_versions(*moves, school=school(evidence_rule=evidence_rule(pieces=1)))
    assert words(standing("new:a", known, shared)) == expected, because


def test_what_was_reached_stays_reached_where_the_new_version_rates_in_another_way() -> None:
    later = new(calculation=calculation("mean"), evidence_rule=evidence_rule(pieces=5))
    found = standing("new:a", records(A_TWO, A_THREE), two_versions(SAME, later=later))
    assert words(found) == ("closer", "10-10")
    assert found.worth_another_look


def test_where_a_person_confirms_a_carried_level_only_proposes() -> None:
    confirming = school(reached=ReachedRule(confirm="person", place=HERE))
    found = standing("new:a", records(A_THREE), two_versions(SAME, school=confirming))
    assert found.reached is None
    assert found.proposed is not None


def test_what_comes_after_it_is_ready_and_its_goal_has_the_evidence() -> None:
    later = framework(competency("a"), id="new")
    steps = pathway(requirement("one", "new:a"), requirement("two", "old:c", prerequisites=None))
    shared = two_versions(SAME, later=later, pathways=(steps,))
    known = records(A_THREE, years=(year(None, goal("g1", "new:a")),))
    picture = picture_of(known, shared, {}, ON, groundwork_of(shared))
    assert [each.id for each in picture.goals[0].evidence] == ["e2"]
    assert picture.standings["new:a"].earlier == ("old:a",)


def test_prior_learning_under_the_old_name_is_prior_learning_under_the_new() -> None:
    brought = piece("p", "09-10", 3, ref="old:a", kind="prior_learning")
    found = standing("new:a", records(brought), two_versions(SAME))
    assert [each.why for each in found.rating.left_out] == ["kind_does_not_count"]


DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 30))
PIECES = st.builds(
    lambda number, on, level, ref, out, kind: piece(
        f"e{number}", on, level, ref=ref, kind=kind, excluded=excluded() if out else None
    ),
    st.integers(0, 10_000),
    DAYS,
    st.integers(1, 4),
    st.sampled_from(("old:a", "old:b")),
    st.booleans(),
    st.sampled_from(("performance", "formative", "self")),
)
SEEN = st.lists(PIECES, max_size=8, unique_by=lambda each: each.id).map(tuple)
SETTINGS = st.sampled_from(
    (school(), school(calculation=calculation("mean")), school(evidence_rule=evidence_rule(pieces=2)))
)


@given(SEEN, SETTINGS, st.lists(st.tuples(DAYS, st.integers(1, 4)), max_size=2))
def test_the_same_and_kept_is_the_same_in_everything(
    seen: tuple[Evidence, ...], settings: Any, judged: list[tuple[date, int]]
) -> None:
    said_of_it = tuple(replace(judgement("10-01", level, ref="old:a"), on=on) for on, level in judged)
    known = records(*seen, years=(year(plan(judgements=said_of_it)),))
    shared = two_versions(SAME, school=settings)
    before, after = standing("old:a", known, shared), standing("new:a", known, shared)
    assert (after.rating, after.level, after.reached) == (before.rating, before.level, before.reached)
    assert (after.history, after.sufficiency) == (before.history, before.sufficiency)


@given(SEEN, st.sampled_from((SAME, SPLIT, MERGED, NARROWED, ASKED, DROPPED)))
def test_a_migration_changes_nothing_of_other_competencies(seen: tuple[Evidence, ...], one: Move) -> None:
    known = records(*seen)
    with_it, without = two_versions(one), two_versions()
    for ref in ("old:a", "old:b", "new:c"):
        assert standing(ref, known, with_it) == standing(ref, known, without)


@given(
    SEEN, st.sampled_from((SAME, SPLIT, NARROWED)), st.sampled_from(("latest", "mean", "highest", "decaying_average"))
)
def test_what_is_kept_loses_nothing_that_was_reached(seen: tuple[Evidence, ...], one: Move, method: Any) -> None:
    shared = two_versions(one, later=new(calculation=calculation(method)))
    reached = standing("old:a", records(*seen), shared).reached
    after = standing("new:a", records(*seen), shared).reached
    assert reached is None or (after is not None and after.on <= reached.on)


def test_day_by_day_nothing_is_known_before_its_day() -> None:
    shared = two_versions(SAME)
    assert words(standing("new:a", records(A_TWO, A_THREE), shared, on=day("09-30"))) == ("closer", None)
