"""Paces of two pictures compared: of pathways, and of goals whose pace is their own."""

from dataclasses import replace
from typing import Any

import pytest

from generator.model.affected import Count, totals_of
from generator.model.compared import Difference, compared
from generator.model.compared_paces import Along
from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.records.commons import Commons, LearnerRecords
from generator.records.library import Pathway
from tests.generator.model.made import (
    ON,
    commons,
    competency,
    day,
    follows,
    framework,
    goal,
    pathway,
    piece,
    plan,
    records,
    requirement,
    year,
)

A, B, C = "math:a", "math:b", "math:c"
WAY = pathway(requirement("one", A, expected_days=20), requirement("two", B, expected_days=100))


def shared(*pathways: Pathway) -> Commons:
    return commons(framework(competency("a"), competency("b"), competency("c")), pathways=pathways)


def learner_with(*pieces: Any, due: str = "12-11", follow: bool = True) -> LearnerRecords:
    """One goal on the pathway's first step, and one on a competency of no pathway, due on this day."""
    agreed = plan(pathways=(follows(),) if follow else ())
    own = replace(goal("g2", C), start=day("09-14"), due=day(due))
    return records(*pieces, years=(year(agreed, goal("g1", A), own),))


def between(before: LearnerRecords, after: LearnerRecords, then: Commons, now: Commons) -> Difference | None:
    return compared(seen(before, then), seen(after, now))


def seen(known: LearnerRecords, of: Commons) -> Picture:
    return picture_of(known, of, {}, ON, groundwork_of(of))


SEEN = piece("e1", "10-01", 3, ref=A)
EARLIER = replace(WAY, requirements=(replace(WAY.requirements[0], expected_days=120), WAY.requirements[1]))


def goals_of(difference: Difference | None) -> tuple[tuple[str, str, int, str], ...]:
    found = () if difference is None else difference.goals
    return tuple((each.id, each.before.state, each.after.days, each.after.state) for each in found)


@pytest.mark.parametrize(
    ("before", "after", "goals", "because"),
    [
        ("12-11", "12-18", (), "on plan is on plan, whichever day it is"),
        ("10-30", "12-18", (("g2", "more_time", 0, "on_plan"),), "a later day is more time"),
        ("12-18", "11-06", (("g2", "on_plan", 6, "more_time"),), "an earlier day has passed"),
    ],
)
def test_a_goal_of_its_own_pace_is_told_where_it_would_be_said_in_other_words(
    before: str, after: str, goals: tuple[Any, ...], because: str
) -> None:
    of = shared(WAY)
    found = between(learner_with(due=before), learner_with(due=after), of, of)
    assert goals_of(found) == goals, because
    assert (found is None) == (not goals), because


def test_a_pathways_pace_is_told_once_and_not_again_with_its_goals() -> None:
    found = between(learner_with(), learner_with(), shared(WAY), shared(EARLIER))
    assert found is not None
    (change,) = found.pathways
    assert change.pace_before != change.pace_after
    assert "g1" not in [each.id for each in found.goals]
    assert totals_of((found,), 1).pace == Count(learners=1, times=1)


def test_a_step_that_is_reached_moves_steps_and_pace() -> None:
    of = shared(WAY)
    found = between(learner_with(), learner_with(SEEN), of, of)
    assert found is not None
    (change,) = found.pathways
    assert (change.along_before, change.along_after) == (Along(reached=0, needed=2), Along(reached=1, needed=2))
    assert change.pace_before is not None
    assert change.pace_after is not None
    assert (change.pace_before.state, change.pace_after.state) == ("more_time", "on_plan")


def test_a_pathway_that_nobody_follows_any_more_has_no_side() -> None:
    of = shared(WAY)
    found = between(learner_with(), learner_with(follow=False), of, of)
    assert found is not None
    (change,) = found.pathways
    assert change.along_before is not None
    assert (change.along_after, change.pace_after, change.finish_after) == (None, None, None)
