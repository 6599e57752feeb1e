"""What the rules of the clock look at, and the small questions that several of them ask."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.calendar import SchoolDays, days_between
from generator.model.groundwork import Groundwork
from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Standing
from generator.records.commons import Commons, PlanYear
from generator.records.evidence import Evidence
from generator.records.framework import CompetencyRef
from generator.records.plan import Conference
from generator.records.school import ClockRule, SchoolYear

LOOKED_AT_EARLY = 5  # school days before its day on which a meeting still stands for the one agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One learner whom the clock concerns today: enrolled, in an active plan, inside the school year."""

    picture: Picture
    written: PlanYear  # the plan of the year as it stands in the files
    handed_in: tuple[Evidence, ...]  # not looked at on the day, with what later became known about them
    commons: Commons
    groundwork: Groundwork
    clock: ClockRule
    own_days: SchoolDays
    school_year: SchoolYear
    enrolled_from: date
    on: date


def days_since(sight: Sight, day: date) -> int:
    """The learner's own school days after the day; those before the enrolment do not count."""
    return max(days_between(sight.own_days, max(day, sight.enrolled_from), sight.on), 0)


def school_day_after(school_days: SchoolDays, day: date, count: int) -> date:
    """The so many-th school day after a day; the day itself for none, the last one known where there are too few."""
    if count <= 0 or not school_days.days:
        return day
    return school_days.days[min(bisect_right(school_days.days, day) + count, len(school_days.days)) - 1]


def school_day_before(school_days: SchoolDays, day: date, count: int) -> date:
    """The so many-th school day before a day; the day itself where none is known."""
    place = bisect_left(school_days.days, day) - count
    return school_days.days[place] if 0 <= place < len(school_days.days) else day


def arose_after(sight: Sight, since: date, count: int) -> date:
    """The learner's own school day on which a time of so many days was full."""
    return school_day_after(sight.own_days, max(since, sight.enrolled_from), count)


def open_goals(sight: Sight) -> Iterator[GoalPicture]:
    """Those being worked on: active, begun, not reached. Paused, dropped and reached goals are silent."""
    for goal in sight.picture.goals:
        if goal.goal.status == "active" and goal.goal.start <= sight.on and goal.reached_on is None:
            yield goal


def refs_of(goal: GoalPicture) -> tuple[str, ...]:
    return tuple(standing.ref for standing in goal.standings)


def at_target(standing: Standing) -> bool:
    """Whether the level shown stands at or above the target, with enough evidence or not."""
    return standing.level is not None and standing.level.points >= standing.target.points


def waits_among(standing: Standing, waiting_for: Collection[CompetencyRef]) -> bool:
    """Whether work on a competency, or on what it took the place of, waits to be looked at."""
    return any(ref in waiting_for for ref in (standing.ref, *standing.earlier))


def concerns(piece: Evidence, goal: GoalPicture) -> bool:
    """Whether a piece is about the goal: by a competency, a criterion, or the step it came from."""
    refs = {ref for standing in goal.standings for ref in (standing.ref, *standing.earlier)}
    steps = {step.activity for step in goal.goal.activities if step.activity is not None}
    return (
        any(result.competency in refs for result in piece.results)
        or any(name.partition(".")[0] == goal.goal.id for name in piece.shows)
        or piece.activity in steps
    )


def held(sight: Sight) -> tuple[Conference, ...]:
    """Conferences at which the plan was looked at: a check-in is a short word between two of them."""
    return tuple(conference for conference in sight.picture.conferences if conference.kind != "check_in")


def looked_at(sight: Sight, first: date, goal: str | None = None) -> bool:
    """Whether the plan (or one goal of it) was looked at together on or after a day."""
    reviews = () if sight.picture.plan is None else sight.picture.plan.reviews
    if any(review.held_on is not None and review.held_on >= first for review in reviews):
        return True
    return any(
        conference.on >= first and (goal is None or not conference.goals or goal in conference.goals)
        for conference in held(sight)
    )
