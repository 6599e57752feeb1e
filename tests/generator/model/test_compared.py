"""Two pictures compared: what is told, why, and that nothing is told where nothing would change."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.affected import Count, totals_of
from generator.model.compared import CompetencyChange, Difference, compared
from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.tried import Trial, calculation_at, governed, nearer_than, records_tried, tried
from generator.records.commons import Commons, LearnerRecords
from generator.records.plan import GoalCompetency
from generator.records.school import Level, ReachedRule, Scale
from tests.generator.model.made import (
    HERE,
    ON,
    SCALE,
    all_of,
    calculation,
    commons,
    competency,
    confirmed,
    day,
    evidence_rule,
    excluded,
    follows,
    framework,
    goal,
    judgement,
    pathway,
    piece,
    plan,
    records,
    requirement,
    said,
    school,
    year,
)

A, B = "math:a", "math:b"
WAY = pathway(requirement("one", A, expected_days=10), requirement("two", B, expected_days=20))
MATH = framework(competency("a"), competency("b", prerequisites=all_of(A)))
TENTH = Scale(
    levels=tuple(
        Level(id=name, label=said(name), points=Decimal(points), proficient=points == 3, place=HERE)
        for name, points in (("new", 1), ("on-the-way", 2), ("there", 3), ("further", 4))
    ),
    place=HERE,
)


def shared(**changes: Any) -> Commons:
    return commons(MATH, pathways=(WAY,), school=school(scales={"learning": SCALE, "tenth": TENTH}, **changes))


def seen(known: LearnerRecords, of: Commons) -> Picture:
    return picture_of(known, of, {}, ON, groundwork_of(of))


def learner_with(*pieces: Any, aim: GoalCompetency | None = None, **of_plan: Any) -> LearnerRecords:
    agreed = plan(pathways=(follows(),), **of_plan)
    goals = goal("g1", A) if aim is None else replace(goal("g1"), competencies=(aim,))
    return records(*pieces, years=(year(agreed, goals),))


FALLING = (piece("e1", "10-01", 3, ref=A), piece("e2", "10-08", 1, ref=A))
RISING = (piece("e1", "10-01", 1, ref=A), piece("e2", "10-08", 3, ref=A))
DRAFT = piece("draft", "10-02", 2, ref=A, kind="formative")


def said_of(difference: Difference | None) -> tuple[tuple[Any, ...], ...]:
    """Each competency's level, reached state and reasons, and each pathway's changes, in short."""
    if difference is None:
        return ()
    competencies = [
        (each.ref, each.level, each.reached, tuple(why.what for why in each.why)) for each in difference.competencies
    ]
    pathways = [
        (each.id, each.ready_now, each.ready_no_longer, each.finish_before != each.finish_after)
        for each in difference.pathways
    ]
    return (*competencies, *pathways)


PATHWAY_BACK = ("p1", ("one",), ("two",), True)
PATHWAY_ON = ("p1", ("two",), ("one",), True)

SETTINGS: list[tuple[Commons, Commons, LearnerRecords, tuple[Any, ...], str]] = [
    (shared(), shared(), learner_with(*FALLING), (), "the same school"),
    (
        shared(),
        replace(shared(), frameworks={"math": replace(MATH, title=said("Mathematics"))}),
        learner_with(*FALLING),
        (),
        "a title is edited",
    ),
    (
        shared(),
        shared(calculation=calculation("mean")),
        learner_with(*RISING),
        ((A, "down", "no_longer", ("method",)), PATHWAY_BACK),
        "the mean of 1 and 3 is below the target, and what had been reached is reached no longer",
    ),
    (
        shared(),
        shared(calculation=calculation("highest")),
        learner_with(*FALLING),
        ((A, "up", None, ("method",)),),
        "the level rises; it had been reached before it fell",
    ),
    (
        shared(),
        shared(calculation=calculation("weighted_average", weight=90)),
        learner_with(*RISING),
        ((A, "down", "no_longer", ("method", "weight")), PATHWAY_BACK),
        "a method and its number are two reasons",
    ),
    (
        shared(),
        shared(evidence_rule=evidence_rule(pieces=2)),
        learner_with(*RISING),
        ((A, None, "no_longer", ("pieces",)), PATHWAY_BACK),
        "the level stands, but one piece is not enough",
    ),
    (
        shared(),
        shared(calculation=calculation(counts=("formative", "performance"))),
        learner_with(DRAFT),
        ((A, "newly_rated", None, ("counts", "evidence")),),
        "drafts count now",
    ),
    (
        shared(),
        shared(calculation=calculation(minimum_evidence=3)),
        learner_with(*RISING),
        ((A, "no_longer_rated", "no_longer", ("minimum_evidence",)), PATHWAY_BACK),
        "held back until there are three",
    ),
    (
        shared(),
        shared(reached=ReachedRule(confirm="person", place=HERE)),
        learner_with(*RISING),
        ((A, None, "no_longer", ("confirm",)), PATHWAY_BACK),
        "somebody has to confirm it first",
    ),
    (
        shared(reached=ReachedRule(confirm="person", place=HERE), evidence_rule=evidence_rule(pieces=2)),
        shared(reached=ReachedRule(confirm="person", place=HERE)),
        learner_with(*RISING),
        ((A, None, "newly_proposed", ("pieces",)),),
        "enough to be proposed, though nobody has confirmed it",
    ),
    (
        shared(),
        shared(default_scale="tenth"),
        learner_with(
            piece("e1", "10-01", ref=A, results=(replace(RISING[0].results[0], points=Decimal(3), level=None),))
        ),
        ((A, "other_scale", None, ("scale", "target")),),
        "points are told on another scale, whose levels have other names",
    ),
    (
        shared(),
        replace(
            shared(),
            competencies={**shared().competencies, B: replace(shared().competencies[B], prerequisites=None)},
        ),
        learner_with(),
        (("p1", ("two",), (), True),),
        "nothing stands before the second step any more, so the two can be walked side by side",
    ),
    (
        shared(),
        commons(
            MATH,
            pathways=(pathway(requirement("one", A, expected_days=100), requirement("two", B, expected_days=20)),),
            school=shared().school,
        ),
        learner_with(),
        (("p1", (), (), True),),
        "a step is expected to take longer",
    ),
    (
        shared(),
        commons(MATH, pathways=(pathway(requirement("one", A), requirement("two", B)),), school=shared().school),
        learner_with(),
        (("p1", (), (), True),),
        "nobody tells how long steps take any more",
    ),
]


@pytest.mark.parametrize(("before", "after", "known", "told", "because"), SETTINGS, ids=lambda value: None)
def test_an_edit_of_shared_files_and_who_is_affected(
    before: Commons, after: Commons, known: LearnerRecords, told: tuple[Any, ...], because: str
) -> None:
    assert said_of(compared(seen(known, before), seen(known, after))) == told, because


@pytest.mark.parametrize(
    ("before", "after", "told", "because"),
    [
        (
            learner_with(*FALLING[:1]),
            learner_with(*FALLING),
            ((A, "down", None, ("evidence",)),),
            "a later low score lowers the level and revokes nothing",
        ),
        (
            learner_with(*FALLING[:1]),
            learner_with(replace(FALLING[0], excluded=excluded())),
            ((A, "no_longer_rated", "no_longer", ("evidence",)), PATHWAY_BACK),
            "the only piece is excluded",
        ),
        (
            learner_with(piece("e1", "10-01", 2, ref=A)),
            learner_with(piece("e1", "10-01", 3, ref=A)),
            ((A, "up", "newly", ("results",)), PATHWAY_ON),
            "what the piece was given is corrected",
        ),
        (
            learner_with(*RISING),
            learner_with(replace(RISING[0], assessed_on=day("10-05")), replace(RISING[1], assessed_on=day("10-12"))),
            ((A, None, "other_day", ()),),
            "dates are corrected: reached all the same, on another day",
        ),
        (
            learner_with(piece("e1", "10-01", 2, ref=A)),
            learner_with(piece("e1", "10-01", 2, ref=A), judgements=(judgement("10-10", 3, ref=A),)),
            ((A, "up", None, ("judgement",)),),
            "a teacher judges: the level is shown, and no piece at the target is there yet to reach it",
        ),
        (
            learner_with(),
            learner_with(reached=(confirmed("10-10", 3, ref=A),)),
            ((A, None, "newly", ("word",)), PATHWAY_ON),
            "a person confirms what no piece shows",
        ),
        (
            learner_with(*RISING),
            learner_with(*RISING, aim=GoalCompetency(ref=A, target="further", place=HERE)),
            ((A, None, "no_longer", ("target",)),),
            "the goal aims higher; the pathway does not",
        ),
        (
            learner_with(),
            replace(learner_with(), years=(year(plan(), goal("g1", A)),)),
            (("p1", (), ("one",), True),),
            "the pathway is followed no longer",
        ),
    ],
    ids=lambda value: None,
)
def test_an_edit_of_a_learners_files_and_how_it_is_told(
    before: LearnerRecords, after: LearnerRecords, told: tuple[Any, ...], because: str
) -> None:
    assert said_of(compared(seen(before, shared()), seen(after, shared()))) == told, because


def the_change(difference: Difference | None) -> CompetencyChange:
    assert difference is not None
    (change,) = difference.competencies
    return change


def test_both_sides_are_told_with_their_numbers() -> None:
    known = learner_with(*RISING)
    change = the_change(compared(seen(known, shared()), seen(known, shared(calculation=calculation("mean")))))
    assert (change.before.level, change.before.value, change.before.reached) == (
        "got-it",
        Decimal("3.00"),
        day("10-08"),
    )
    assert (change.after.level, change.after.value, change.after.reached) == ("closer", Decimal("2.00"), None)
    assert [(why.what, why.before, why.after) for why in change.why] == [("method", "latest", "mean")]
    assert (change.method, change.was) == ("mean", None)


def test_what_is_lacking_is_told() -> None:
    known = learner_with(*RISING)
    change = the_change(compared(seen(known, shared()), seen(known, shared(evidence_rule=evidence_rule(pieces=2)))))
    assert [(need.what, need.have, need.need) for need in change.after.lacking] == [("pieces", 1, 2)]


def test_totals_count_learners_and_competencies_and_say_where_they_come_from() -> None:
    known, stricter = learner_with(*RISING), shared(calculation=calculation("mean"))
    first = compared(seen(known, shared()), seen(known, stricter))
    assert first is not None
    second = replace(first, learner="s-0002", pathways=())
    totals = totals_of((first, second), looked_at=30)
    assert (totals.looked_at, totals.affected) == (30, 2)
    assert totals.levels["down"] == totals.reached["no_longer"] == Count(learners=2, times=2)
    assert totals.levels["up"] == Count(learners=0, times=0)
    assert totals.ready_next == totals.finish_by == Count(learners=1, times=1)
    assert [(each.framework, each.method, each.count.learners) for each in totals.shares] == [("math", "mean", 2)]


MIRRORED = {
    "up": "down",
    "newly_rated": "no_longer_rated",
    "newly": "no_longer",
    "newly_proposed": "no_longer_proposed",
}
MIRRORED |= {after: before for before, after in MIRRORED.items()}
methods = st.sampled_from(["latest", "highest", "mean", "median", "mode", "decaying_average", "power_law", "n_mastery"])
told_pieces = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4), st.sampled_from([A, B])), max_size=8)


@settings(max_examples=60)
@given(told_pieces, methods, methods, st.integers(1, 3), st.integers(1, 3))
def test_there_and_back_are_mirrored_and_the_same_is_no_difference(
    told: list[tuple[int, int, str]], one: str, other: str, few: int, many: int
) -> None:
    known = learner_with(
        *(piece(f"e{n}", day("09-01") + timedelta(days=on), level, ref=ref) for n, (on, level, ref) in enumerate(told))
    )
    first, second = (
        seen(known, shared(calculation=calculation(method), evidence_rule=evidence_rule(pieces=pieces)))
        for method, pieces in ((one, few), (other, many))
    )
    assert compared(first, first) is None
    there, back = compared(first, second), compared(second, first)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert [(each.ref, each.before, each.after) for each in there.competencies] == [
            (each.ref, each.after, each.before) for each in back.competencies
        ]
        for forth, again in zip(there.competencies, back.competencies, strict=True):
            assert MIRRORED.get(forth.level or "", forth.level) == again.level
            assert MIRRORED.get(forth.reached or "", forth.reached) == again.reached
        assert [(each.ready_now, each.ready_no_longer) for each in there.pathways] == [
            (each.ready_no_longer, each.ready_now) for each in back.pathways
        ]


HABITS = framework(competency("try"), id="habits", calculation=calculation("mode"))
OWN = framework(competency("x", calculation=calculation("mean")), competency("y"), id="own")
THREE = commons(MATH, HABITS, OWN)


@pytest.mark.parametrize(
    ("where", "method", "nearer", "holds_for", "because"),
    [
        ("school", "latest", ("habits", "own:x"), (A, B, "own:y"), "what is nearer goes on holding"),
        ("math", "latest", (), (A, B), "it has none of its own, so the school's is what would be changed"),
        ("habits", "mode", (), ("habits:try",), "its own is changed"),
        ("own", "latest", ("own:x",), ("own:y",), "one of its competencies has its own"),
        ("own:x", "mean", (), ("own:x",), "a competency's own is the nearest of all"),
        ("own:y", "latest", (), ("own:y",), "a competency may be given one"),
    ],
)
def test_where_a_calculation_is_set_says_whom_it_rates(
    where: str, method: str, nearer: tuple[str, ...], holds_for: tuple[str, ...], because: str
) -> None:
    assert calculation_at(THREE, where).method == method, because
    assert nearer_than(THREE, where, "calculation") == nearer, because
    assert governed(THREE, where, "calculation") == holds_for, because
    changed = tried(THREE, Trial(where=where, calculation={"method": "highest"})).commons
    rated_so = {
        ref
        for ref in changed.competencies
        if (changed.competencies[ref].calculation or calculation_at(changed, ref)).method == "highest"
    }
    assert rated_so == set(holds_for), because


def test_levels_are_carried_to_another_scale_by_their_points_and_nobody_is_affected_by_names() -> None:
    before = shared()
    found = tried(before, Trial(scale="tenth"))
    assert found.carried == {
        "math": {"starting": "new", "closer": "on-the-way", "got-it": "there", "further": "further"}
    }
    known = learner_with(
        *RISING, judgements=(judgement("10-09", 2, ref=B),), aim=GoalCompetency(ref=A, target="got-it", place=HERE)
    )
    after = seen(records_tried(known, found, ON), found.commons)
    assert after.standings[A].level == TENTH.levels[2]
    assert after.standings[B].level == TENTH.levels[1]
    assert after.standings[A].target == TENTH.levels[2]
    assert compared(seen(known, before), after, found.carried) is None


def test_another_scale_with_a_higher_bar_takes_away_what_was_reached() -> None:
    higher = replace(TENTH, levels=tuple(replace(each, proficient=each.points == 4) for each in TENTH.levels))
    before = replace(shared(), school=replace(shared().school, scales={"learning": SCALE, "higher": higher}))
    found = tried(before, Trial(scale="higher"))
    known = learner_with(*RISING)
    after = seen(records_tried(known, found, ON), found.commons)
    assert said_of(compared(seen(known, before), after, found.carried)) == (
        (A, None, "no_longer", ("scale", "target")),
        PATHWAY_BACK,
    )
