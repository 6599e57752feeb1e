"""Learners made by hand for the tests of the clock: one of whom nothing is to be said, changed as a test needs it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from generator.model.clock import findings_of
from generator.model.findings.finding import Finding
from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.learner import Enrolment, Learner, TeamMember
from generator.records.plan import Approval, Conference, Review
from generator.records.school import ClockRule, ReviewRule
from generator.records.support import Measure, Support, SupportCheck, SupportDecision
from tests.generator.model import made
from tests.generator.model.made import HERE, ON, REF, day, said

Change = Callable[[LearnerRecords], LearnerRecords]


def member(person: str = "t-0001", role: Any = "advisor", *covers: str, **changes: Any) -> TeamMember:
    return TeamMember(person=person, role=role, for_=covers, place=HERE, **changes)


def enrolled(first: str = "08-31", last: str | None = None, grade: str = "4") -> Enrolment:
    return Enrolment(school="here", grade=grade, from_=day(first), to=None if last is None else day(last), place=HERE)


def pupil(**changes: Any) -> Learner:
    return made.learner(**({"team": (member(),)} | changes))


def conference(on: str, next_on: str | None = None, kind: Any = "student_led", *goals: str) -> Conference:
    return Conference(on=day(on), kind=kind, goals=goals, next_on=None if next_on is None else day(next_on), place=HERE)


def review(due: str, held: str | None = None, by: str | None = None) -> Review:
    return Review(due=day(due), held_on=None if held is None else day(held), by=by, place=HERE)


def approval(on: str = "09-20", code: str | None = "K7Q2-9XWA", role: Any = "family", **changes: Any) -> Approval:
    usual: dict[str, Any] = {"covers": ("g1",), "person": "f-00011", "method": "paper", "place": HERE}
    return Approval(on=day(on), role=role, text_code=code, **(usual | changes))


def support(check_on: str | None = "10-30", **changes: Any) -> Support:
    usual: dict[str, Any] = {"what": said("reading aloud"), "who": "t-0006", "start": day("09-14"), "place": HERE}
    return Support(id="aloud", check_on=None if check_on is None else day(check_on), **(usual | changes))


def decided(on: str, decide: Any = "continue", next_check_on: str | None = None) -> SupportDecision:
    return SupportDecision(
        on=day(on),
        decide=decide,
        by="t-0001",
        reason=said("it helps"),
        next_check_on=None if next_check_on is None else day(next_check_on),
        place=HERE,
    )


def measure(baseline: Any = None, aim: Any = None) -> Measure:
    return Measure(what=said("words read"), unit=said("words"), baseline=baseline, aim=aim, place=HERE)


def check(on: str, value: Any = None) -> SupportCheck:
    return SupportCheck(on=day(on), value=value, place=HERE)


def quiet(*evidence: Evidence, goal: Any = None, who: Learner | None = None, **changes: Any) -> LearnerRecords:
    """A learner in order: one goal being worked on, seen last Monday; `changes` are of the plan's year or records."""
    year = made.year(changes.pop("plan", None), *changes.pop("goals", (goal or made.goal("g1", REF),)))
    year = replace(year, conferences=changes.pop("conferences", ()))
    shown = evidence or (made.piece("strips", "11-16", 2),)
    return made.records(*shown, who=who or pupil(), years=(year,), **changes)


def school(clock: ClockRule | None = None, review_rule: ReviewRule | None = None, **changes: Any) -> Commons:
    settings = made.school(clock=clock or clock_of(), review=review_rule, **changes.pop("settings", {}))
    return made.commons(*changes.pop("frameworks", ()), school=settings, **changes)


def clock_of(**changes: Any) -> ClockRule:
    return ClockRule(place=HERE, **changes)


def found(records: LearnerRecords, commons: Commons | None = None, on: date = ON) -> tuple[Finding, ...]:
    shared = commons or school()
    groundwork = groundwork_of(shared)
    return findings_of(picture_of(records, shared, {}, on, groundwork), records, shared, groundwork)


def ids(records: LearnerRecords, commons: Commons | None = None, on: date = ON) -> list[str]:
    return [finding.id for finding in found(records, commons, on)]


def plan_year(records: LearnerRecords) -> PlanYear:
    return records.years[0]
