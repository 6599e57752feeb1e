"""The support and review clock: what waits for an adult about one learner on a day, why, who answers for it, by when.

It speaks only of learners who are enrolled, in an active plan, inside its school year. Days without school and days
away never count. What staff have put aside is told apart, not forgotten.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from generator.model.calendar import without, year_named
from generator.model.findings import of_agreements, of_evidence, of_goals, of_pace
from generator.model.findings.finding import Finding, Found, RuleName
from generator.model.findings.sight import Sight, days_since, school_day_after
from generator.model.goals import USUAL_CLOCK
from generator.model.groundwork import Groundwork
from generator.model.picture import Picture
from generator.model.responsible import responsible_for
from generator.records.commons import Commons, LearnerRecords, PlanYear, StaffRecords
from generator.records.evidence import Evidence
from generator.records.learner import Enrolment, Learner
from generator.records.staff import Seen

Rule: TypeAlias = Callable[[Sight], Iterator[Found]]

# In the order of weight: first where a learner waits for an adult's own act, then where learning does not move, then
# what is missing around it.
FINDINGS: Mapping[RuleName, Rule] = {
    "waiting": of_evidence.waiting,
    "confirm": of_evidence.confirm,
    "support": of_agreements.support,
    "review": of_agreements.review,
    "conference": of_agreements.conference,
    "stalled": of_goals.stalled,
    "not_yet": of_goals.not_yet,
    "prerequisite": of_goals.prerequisite,
    "step": of_goals.step,
    "pace": of_pace.pace,
    "thin": of_evidence.thin,
    "one_sided": of_evidence.one_sided,
    "approval": of_agreements.approval,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """A finding that staff have seen and put aside."""

    finding: Finding
    seen: Seen


def findings_of(
    picture: Picture, records: LearnerRecords, commons: Commons, groundwork: Groundwork
) -> tuple[Finding, ...]:
    """Everything the clock finds about a learner, in the order of FINDINGS; `records` as they stand in the files."""
    sight = sight_of(picture, records, commons, groundwork)
    if sight is None:
        return ()
    return tuple(finding_of(name, found, sight) for name, rule in FINDINGS.items() for found in rule(sight))


def sight_of(picture: Picture, records: LearnerRecords, commons: Commons, groundwork: Groundwork) -> Sight | None:
    """None: the clock does not concern this learner today."""
    on, plan = picture.on, picture.plan
    enrolled = enrolment_on(records.learner, on)
    if plan is None or plan.status != "active" or (records.learner.enrolment and enrolled is None):
        return None
    school_year = year_named(commons.calendar, plan.school_year)
    if school_year is None or not school_year.start <= on <= school_year.finish:
        return None
    return Sight(
        picture=picture,
        written=year_written(records, plan.school_year),
        handed_in=handed_in(picture, records),
        commons=commons,
        groundwork=groundwork,
        clock=commons.school.clock or USUAL_CLOCK,
        own_days=without(groundwork.school_days, picture.learner.away),
        school_year=school_year,
        enrolled_from=school_year.start if enrolled is None else enrolled.from_,
        on=on,
    )


def enrolment_on(learner: Learner, on: date) -> Enrolment | None:
    """The enrolment in force, the one begun last of several; None: none is."""
    in_force = [each for each in learner.enrolment if each.from_ <= on and (each.to is None or on <= each.to)]
    return max(in_force, key=lambda each: each.from_, default=None)


def year_written(records: LearnerRecords, school_year: str) -> PlanYear:
    return next(year for year in records.years if year.plan.school_year == school_year)


def handed_in(picture: Picture, records: LearnerRecords) -> tuple[Evidence, ...]:
    """The pieces nobody had looked at on the day, as they stand in the files: what they are about is known by now."""
    unseen = {piece.id for piece in picture.evidence if is_unseen(piece)}
    return tuple(piece for piece in records.evidence if piece.id in unseen) if unseen else ()


def is_unseen(piece: Evidence) -> bool:
    """Handed in, and without any trace of somebody's eye: a day, a level, a word."""
    return (
        piece.submitted_on is not None
        and piece.assessed_on is None
        and piece.excluded is None
        and piece.feedback is None
        and piece.kind not in of_evidence.LOOKED_AT_BY_NOBODY
        and all(result.level is None and result.points is None for result in piece.results)
    )


def finding_of(name: RuleName, found: Found, sight: Sight) -> Finding:
    learner = sight.picture.learner
    courses = sight.commons.school.course_map or {}
    return Finding(
        rule=name,
        id=f"{name}:{found.key}",
        learner=learner.learner,
        about=found.about,
        responsible=responsible_for(found.refs, learner, courses, sight.on, found.person),
        since=found.since,
        days=days_since(sight, found.since),
        arose=found.arose,
        due=school_day_after(sight.groundwork.school_days, found.arose, sight.clock.due_within),
        why=found.why,
    )


def put_aside(findings: tuple[Finding, ...], staff: StaffRecords, on: date) -> tuple[PutAside, ...]:
    """Those that staff have seen: named by id, or all of a rule by its name. They come back on the day `until`."""
    seen = [each for sheet in staff.sheets for each in sheet.seen if on < each.until]
    found = ((finding, aside) for finding in findings if (aside := aside_for(finding, seen)) is not None)
    return tuple(PutAside(finding=finding, seen=aside) for finding, aside in found)


def aside_for(finding: Finding, seen: list[Seen]) -> Seen | None:
    """Of several, the one that lasts longest."""
    own = [each for each in seen if each.finding in (finding.id, finding.rule)]
    return max(own, key=lambda each: each.until, default=None)
