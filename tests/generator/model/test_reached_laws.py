"""What was reached does not evaporate: laws over random evidence, replacements, judgements, confirmations and words."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model.mastery.scores import speaks_from
from generator.model.standing_picture import Reached
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence
from generator.records.school import ReachedRule
from tests.generator.model.made import (
    HERE,
    ON,
    accepted,
    calculation,
    commons,
    confirmed,
    day,
    evidence_rule,
    excluded,
    judgement,
    learner,
    piece,
    plan,
    records,
    result,
    school,
    year,
)
from tests.generator.model.test_standing import standing

FIRST = day("10-01")
NAMES = tuple(f"e{n}" for n in range(8))
COUNTED, BESIDE = ("performance", "summative", "interim"), ("formative", "self", "prior_learning", "credential")
METHODS = ("latest", "highest", "mean", "median", "mode", "decaying_average", "n_mastery", "power_law", "teacher")

days = st.integers(0, 40).map(lambda later: FIRST + timedelta(days=later))
day_texts = days.map(lambda on: f"{on:%m-%d}")
levels = st.integers(1, 4)


@st.composite
def pieces(draw: Any) -> tuple[Evidence, ...]:
    """Up to eight pieces: dated, handed in, entered or undated; some beside, excluded, replacing one another."""
    many = draw(st.integers(0, len(NAMES)))
    found = []
    for name in NAMES[:many]:
        when = draw(st.sampled_from(("assessed_on", "assessed_on", "assessed_on", "submitted_on", "entered_on", None)))
        results = draw(st.lists(st.builds(result, level=levels), min_size=1, max_size=2).map(tuple))
        found.append(
            piece(
                name,
                None,
                kind=draw(st.sampled_from((*COUNTED * 3, *BESIDE))),
                results=results if draw(st.integers(0, 5)) else (result(),),
                context=draw(st.sampled_from(("class", "home", None))),
                assessor=draw(st.sampled_from(("t-0001", "m-0002", "student", None))),
                supersedes=draw(st.none() | st.none() | st.sampled_from(NAMES[:many])),
                excluded=None if draw(st.integers(0, 6)) else excluded(),
                **({} if when is None else {when: draw(days)}),
            )
        )
    return tuple(found)


judgements = st.builds(
    lambda on, lasts, level: judgement(f"{on:%m-%d}", level, None if lasts is None else f"{on + lasts:%m-%d}"),
    days,
    st.none() | st.integers(0, 20).map(lambda n: timedelta(days=n)),
    levels,
)
plans = st.builds(
    lambda judged, words: plan(judgements=tuple(judged), reached=tuple(words)),
    st.lists(judgements, max_size=2),
    st.lists(st.builds(confirmed, day_texts, levels), max_size=1),
)
learners = st.lists(st.builds(accepted, day_texts, levels), max_size=1).map(
    lambda words: learner(accepted=tuple(words))
)
everything = st.builds(
    lambda seen, agreed, who: records(*seen, who=who, years=(year(agreed),)), pieces(), plans, learners
)
no_words = pieces().map(lambda seen: records(*seen))
rules = st.builds(
    evidence_rule,
    pieces=st.integers(1, 3),
    contexts=st.integers(1, 2),
    assessors=st.integers(1, 2),
    within_days=st.none() | st.integers(1, 20),
)
schools = st.builds(
    lambda method, least, rule, confirm: commons(
        school=school(
            calculation=calculation(method, n=2 if method == "n_mastery" else None, minimum_evidence=least),
            evidence_rule=rule,
            reached=ReachedRule(confirm=confirm, place=HERE),
        )
    ),
    st.sampled_from(METHODS),
    st.integers(1, 2),
    rules,
    st.sampled_from(("model", "model", "person")),
)


targets = st.sampled_from((None, "closer", "further"))  # None: the lowest proficient level


def reached(known: LearnerRecords, shared: Commons, on: date = ON, target: str | None = None) -> Reached | None:
    return standing(known, shared, target, on=on).reached


def seen_in(known: LearnerRecords, changed: Evidence) -> LearnerRecords:
    """The same records with one piece put in the place of the one of its id."""
    return replace(known, evidence=tuple(changed if each.id == changed.id else each for each in known.evidence))


@given(everything, schools, targets, days, st.integers(0, 60))
def test_once_reached_it_stays_with_its_day_and_level(
    known: LearnerRecords, shared: Commons, target: str | None, on: date, later: int
) -> None:
    before = reached(known, shared, on, target)
    after = reached(known, shared, on + timedelta(days=later), target)
    if before is not None:
        assert before.on <= on
        assert after is not None
        assert (after.on, after.level, after.by) == (before.on, before.level, before.by)


@given(everything, schools, st.lists(st.tuples(st.integers(1, 2), st.none() | st.sampled_from(NAMES)), max_size=4))
def test_low_scores_that_come_later_change_nothing_also_when_they_replace(
    known: LearnerRecords, shared: Commons, later: list[tuple[int, str | None]]
) -> None:
    low = tuple(
        piece(f"low{n}", f"11-{15 + n}", level, supersedes=replaces) for n, (level, replaces) in enumerate(later)
    )
    found = reached(known, shared)
    if found is not None:  # else they may fill up what a rating needs at least
        assert reached(replace(known, evidence=(*known.evidence, *low)), shared) == found


@given(everything, schools, st.sampled_from(NAMES))
def test_what_is_excluded_takes_along_only_what_rested_on_it(known: LearnerRecords, shared: Commons, name: str) -> None:
    """A piece that spoke on the day it was reached may take it along; a later one never does."""
    found = reached(known, shared)
    put_aside = next((each for each in known.evidence if each.id == name), None)
    if found is None or put_aside is None or speaks_from(put_aside) <= found.on:
        return
    after = reached(seen_in(known, replace(put_aside, excluded=excluded())), shared)
    assert after == found


@given(no_words, schools)
def test_without_the_pieces_it_rests_on_nothing_is_reached(known: LearnerRecords, shared: Commons) -> None:
    found = reached(known, shared)
    if found is None:
        return
    assert found.evidence is not None
    assert found.evidence.excluded is None
    assert found.evidence.kind in COUNTED
    without = tuple(replace(each, excluded=excluded()) for each in known.evidence if speaks_from(each) <= found.on)
    left = tuple(each for each in known.evidence if speaks_from(each) > found.on)
    again = reached(replace(known, evidence=(*without, *left)), shared)
    assert again is None or again.on > found.on


@given(everything, schools, st.builds(accepted, day_texts, levels))
def test_a_former_schools_word_may_reach_and_never_rates(known: LearnerRecords, shared: Commons, word: Any) -> None:
    brought = replace(known, learner=replace(known.learner, accepted=(*known.learner.accepted, word)))
    without, with_it = standing(known, shared), standing(brought, shared)
    assert (with_it.rating, with_it.level, with_it.history) == (without.rating, without.level, without.history)
    assert with_it.sufficiency == without.sufficiency
    if without.reached is not None:
        assert with_it.reached is not None
        assert with_it.reached.on <= without.reached.on
    if word.level in ("got-it", "further"):
        assert with_it.reached is not None


@given(everything, schools)
def test_what_waits_for_a_person_is_not_reached_and_the_reverse(known: LearnerRecords, shared: Commons) -> None:
    found = standing(known, shared)
    assert found.reached is None or found.proposed is None
    if found.worth_another_look:
        assert found.reached is not None
        assert found.level is not None
        assert found.level.points < found.target.points


@given(everything, schools)
def test_what_never_counts_never_reaches(known: LearnerRecords, shared: Commons) -> None:
    """Taking away self-assessments, prior learning and excluded pieces that replace nothing changes no conclusion."""
    counted = tuple(
        each
        for each in known.evidence
        if each.supersedes is not None or (each.kind not in ("self", "prior_learning") and each.excluded is None)
    )
    full, bare = standing(known, shared), standing(replace(known, evidence=counted), shared)
    assert (full.level, full.rating.value, full.reached) == (bare.level, bare.rating.value, bare.reached)
