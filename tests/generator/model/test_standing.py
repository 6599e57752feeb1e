"""One competency on a day: defaults, targets, reached and by whom, judgements, a dip, a former school's word."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.as_of import records_on
from generator.model.standing import ledger_of, standing_of
from generator.model.standing_picture import Standing
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence
from generator.records.school import ReachedRule, Scale
from tests.generator.model.made import (
    HERE,
    LEVEL_NAMES,
    ON,
    REF,
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
    judgement,
    learner,
    piece,
    plan,
    records,
    school,
    year,
)

TWO_PIECES = school(evidence_rule=evidence_rule(pieces=2))
A_PERSON_CONFIRMS = school(reached=ReachedRule(confirm="person", place=HERE))


def standing(
    known: LearnerRecords, shared: Commons | None = None, target: str | None = None, on: date = ON, ref: str = REF
) -> Standing:
    ledger = ledger_of(records_on(known, on), on, told=frozenset({ref}))
    return standing_of(ref, target, ledger, shared or commons())


def words(found: Standing) -> tuple[str | None, str | None, str | None]:
    """Level, day reached, by whom."""
    level = None if found.level is None else found.level.id
    if found.reached is None:
        return level, None, None
    return level, found.reached.on.strftime("%m-%d"), found.reached.by


A, B, DIP = piece("a", "09-10", 3), piece("b", "10-10", 3), piece("dip", "11-10", 2)


@pytest.mark.parametrize(
    ("known", "shared", "expected", "because"),
    [
        (records(), None, (None, None, None), "nothing seen"),
        (records(A), None, ("got-it", "09-10", "model"), "at the target, and one piece is enough"),
        (records(A), commons(school=TWO_PIECES), ("got-it", None, None), "at the target, but thin"),
        (records(A, B), commons(school=TWO_PIECES), ("got-it", "10-10", "model"), "the second piece reached it"),
        (records(A, B, DIP), commons(school=TWO_PIECES), ("closer", "10-10", "model"), "a dip revokes nothing"),
        (records(DIP), None, ("closer", None, None), "below the target"),
        (
            records(A, piece("again", "11-02", 2, supersedes="a")),
            None,
            ("closer", "09-10", "model"),
            "it counted until it was replaced",
        ),
        (
            records(piece("a", "09-10", 3, excluded=excluded())),
            None,
            (None, None, None),
            "what an excluded piece reached is gone",
        ),
        (
            records(piece("a", "09-10", 3), piece("same-day", "09-10", 2)),
            None,
            ("closer", None, None),
            "a day is looked at when it ends",
        ),
        (records(piece("undated", None, 3)), None, ("got-it", None, None), "without a date there is no day to name"),
        (
            records(A, years=(year(plan(judgements=(judgement("10-01", 2),))),)),
            None,
            ("closer", "09-10", "model"),
            "later",
        ),
        (
            records(DIP, years=(year(plan(judgements=(judgement("10-01", 4),))),)),
            None,
            ("further", None, None),
            "a judgement shows the level; the evidence is still missing",
        ),
        (
            records(piece("a", "09-10", 4), years=(year(plan(judgements=(judgement("09-01", 2, "10-05"),))),)),
            None,
            ("further", "10-06", "model"),
            "it was held down until the judgement ended",
        ),
        (
            records(years=(year(plan(reached=(confirmed("10-20"),))),)),
            None,
            (None, "10-20", "person"),
            "a person's word is enough",
        ),
        (
            records(B, years=(year(plan(reached=(confirmed("10-20"),))),)),
            None,
            ("got-it", "10-10", "model"),
            "the first word counts",
        ),
        (
            records(B, years=(year(plan(reached=(confirmed("10-20"),))),)),
            commons(school=A_PERSON_CONFIRMS),
            ("got-it", "10-20", "person"),
            "the model only proposes here",
        ),
        (records(B), commons(school=A_PERSON_CONFIRMS), ("got-it", None, None), "nobody has confirmed it"),
        (
            records(years=(year(plan(reached=(confirmed("10-20", level=2),))),)),
            None,
            (None, None, None),
            "confirmed below the target",
        ),
        (
            records(who=learner(accepted=(accepted("09-03"),))),
            None,
            (None, "09-03", "accepted"),
            "a former school's word satisfies and never rates",
        ),
        (records(who=learner(accepted=(accepted("09-03", level=2),))), None, (None, None, None), "below the target"),
        (
            records(DIP, who=learner(accepted=(accepted("09-03"),))),
            commons(school=A_PERSON_CONFIRMS),
            ("closer", "09-03", "accepted"),
            "somebody accepted it: no further word is needed",
        ),
        (
            records(piece("talk", "10-01"), years=(year(plan(judgements=(judgement("10-05", 3),))),)),
            commons(school=school(calculation=calculation("teacher"))),
            ("got-it", "10-05", "person"),
            "under the method teacher a piece needs no level of its own",
        ),
        (
            records(years=(year(plan(judgements=(judgement("10-05", 3),))),)),
            commons(school=school(calculation=calculation("teacher"))),
            ("got-it", None, None),
            "a judgement without any evidence",
        ),
    ],
)
def test_level_and_reached(
    known: LearnerRecords, shared: Commons | None, expected: tuple[str | None, ...], because: str
) -> None:
    assert words(standing(known, shared)) == expected, because


def test_a_dip_is_worth_another_look_and_the_first_pieces_stand() -> None:
    found = standing(records(A, B, DIP))
    assert found.worth_another_look
    assert found.reached is not None
    assert found.reached.evidence == A
    assert [(on.strftime("%m-%d"), level.id) for on, level in found.history] == [
        ("09-10", "got-it"),
        ("10-10", "got-it"),
        ("11-10", "closer"),
    ]


def test_the_best_piece_behind_it_is_shown() -> None:
    found = standing(records(piece("good", "09-10", 3), piece("best", "09-11", 4)), commons(school=TWO_PIECES))
    assert found.reached is not None
    assert found.reached.evidence is not None
    assert found.reached.evidence.id == "best"


def test_a_confirmation_shows_the_evidence_it_names() -> None:
    agreed = plan(reached=(confirmed("10-20", evidence=("b",)),))
    found = standing(records(A, B, years=(year(agreed),)), commons(school=A_PERSON_CONFIRMS))
    assert found.reached is not None
    assert found.reached.evidence == B


def test_what_waits_for_a_person_is_proposed() -> None:
    found = standing(records(B), commons(school=A_PERSON_CONFIRMS))
    assert found.reached is None
    assert found.proposed is not None
    assert found.proposed.on == day("10-10")


@pytest.mark.parametrize(
    ("until", "on", "level", "because"),
    [
        (None, "11-20", "further", "it stands until somebody says otherwise"),
        ("10-31", "10-31", "further", "its last day is included"),
        ("10-31", "11-01", "closer", "after it the rating shows again"),
        (None, "09-30", "closer", "before it was made it was not"),
    ],
)
def test_a_judgement_holds_from_its_day_to_its_last(until: str | None, on: str, level: str, because: str) -> None:
    agreed = plan(judgements=(judgement("10-01", 4, until),))
    found = standing(records(piece("a", "09-10", 2), years=(year(agreed),)), on=day(on))
    assert found.level is not None
    assert found.level.id == level, because
    assert found.rating.level is not None
    assert found.rating.level.id == "closer", "the computed level is kept beside it"


def test_of_two_judgements_the_newer_one_holds_and_of_one_day_the_later_written() -> None:
    agreed = plan(judgements=(judgement("10-05", 2), judgement("10-01", 4), judgement("10-05", 3)))
    assert words(standing(records(years=(year(agreed),))))[0] == "got-it"


@pytest.mark.parametrize(
    ("in_competency", "in_framework", "value", "because"),
    [
        (None, None, "2.00", "the school's: the latest"),
        (None, calculation("highest"), "4.00", "the framework's"),
        (calculation("mean"), calculation("highest"), "3.00", "the competency's"),
        (calculation("mean", minimum_evidence=3), None, None, "taken whole, its minimum too"),
    ],
)
def test_the_nearest_calculation_holds_and_is_taken_whole(
    in_competency: Any, in_framework: Any, value: str | None, because: str
) -> None:
    shared = commons(framework(competency("fractions", calculation=in_competency), calculation=in_framework))
    rating = standing(records(piece("a", "09-10", 4), piece("b", "09-11", 2)), shared).rating
    assert (rating.value and f"{rating.value:.2f}") == value, because


def test_the_nearest_evidence_rule_holds() -> None:
    own, of_framework = evidence_rule(pieces=3), evidence_rule(pieces=4)
    assert standing(records(), commons(framework(competency("fractions", evidence_rule=own)))).sufficiency.rule is own
    shared = commons(framework(competency("fractions"), evidence_rule=of_framework))
    assert standing(records(), shared).sufficiency.rule is of_framework


def test_a_framework_may_bring_a_scale_or_name_one_of_the_school() -> None:
    short = Scale(levels=SCALE.levels[:3], place=HERE)
    own = framework(competency("fractions"), scales={"short": short}, scale="short")
    assert standing(records(), commons(own)).scale is short
    named = framework(competency("fractions"), scale="short")
    assert standing(records(), commons(named, school=school(scales={"learning": SCALE, "short": short}))).scale is short
    assert standing(records(), commons()).scale is SCALE


def test_the_target_is_the_lowest_proficient_level_unless_another_is_asked() -> None:
    assert standing(records()).target.id == "got-it"
    assert standing(records(), target="further").target.id == "further"
    nobody = Scale(levels=SCALE.levels[:2], place=HERE)
    shared = commons(school=school(scales={"learning": nobody}))
    assert standing(records(), shared).target.id == "closer", "no level is proficient: the top one"


# Laws

levels_over_time = st.lists(st.tuples(st.integers(1, 28), st.integers(1, 4)), max_size=10)
methods = st.sampled_from(["latest", "highest", "mean", "decaying_average", "median", "n_mastery"])
rules = st.builds(evidence_rule, pieces=st.integers(1, 3), within_days=st.none() | st.integers(0, 20))


def evidence_of(told: list[tuple[int, int]]) -> tuple[Evidence, ...]:
    return tuple(piece(f"e{n}", f"10-{on:02}", level) for n, (on, level) in enumerate(told))


@given(levels_over_time, methods, rules, st.integers(1, 28), st.integers(0, 60))
def test_reached_never_evaporates_and_keeps_its_day(
    told: list[tuple[int, int]], method: str, rule: Any, on: int, later: int
) -> None:
    shared = commons(school=school(calculation=calculation(method, n=2), evidence_rule=rule))
    known = records(*evidence_of(told))
    first_day = date(2026, 10, on)
    before = standing(known, shared, on=first_day).reached
    after = standing(known, shared, on=date.fromordinal(first_day.toordinal() + later)).reached
    if before is not None:
        assert after is not None
        assert (after.on, after.level) == (before.on, before.level)


@given(levels_over_time, methods, rules, st.lists(st.integers(1, 2), max_size=5))
def test_low_scores_that_come_later_revoke_nothing(
    told: list[tuple[int, int]], method: str, rule: Any, later: list[int]
) -> None:
    shared = commons(school=school(calculation=calculation(method, n=2), evidence_rule=rule))
    low = tuple(piece(f"low{n}", f"11-{n + 1:02}", level) for n, level in enumerate(later))
    evidence = evidence_of(told)
    assert words(standing(records(*evidence, *low), shared))[1:] == words(standing(records(*evidence), shared))[1:]


@given(levels_over_time, methods, rules)
def test_reached_rests_on_a_level_and_evidence_of_its_day(told: list[tuple[int, int]], method: str, rule: Any) -> None:
    shared = commons(school=school(calculation=calculation(method, n=2), evidence_rule=rule))
    known = records(*evidence_of(told))
    reached = standing(known, shared).reached
    if reached is not None:
        on_the_day = standing(known, shared, on=reached.on)
        day_before = standing(known, shared, on=date.fromordinal(reached.on.toordinal() - 1))
        assert on_the_day.level is not None
        assert LEVEL_NAMES.index(on_the_day.level.id) >= LEVEL_NAMES.index(on_the_day.target.id)
        assert on_the_day.sufficiency.met
        assert day_before.reached is None
