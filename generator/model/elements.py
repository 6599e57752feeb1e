"""What a plan holds that a law may ask for: each element with the days of its entries, and where one writes it.

It counts that something is there. Whether it is good is for people to say.
"""

from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from generator.model.surroundings import serves
from generator.records.commons import LearnerRecords, PlanYear, StaffRecords
from generator.records.evidence import Evidence
from generator.records.plan import Goal

Days: TypeAlias = tuple[date | None, ...]  # one for each entry; None: the entry has no day of its own
SCHOOL = ("advisor", "teacher", "leader")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOnDay:
    """One school year's plan of one learner, and all that stands around it, on a day."""

    records: LearnerRecords
    year: PlanYear
    staff: StaffRecords
    on: date


Counted: TypeAlias = Callable[[PlanOnDay], Days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """`write` says where an entry is written; {learner} and {year} stand for the two folders.

    `dated`: entries have days, so that it can be asked for again and again.
    """

    days: Counted
    write: str
    dated: bool = False


def undated(entries: Sized) -> Days:
    return (None,) * len(entries)


def until(days: Iterable[date | None], on: date) -> Days:
    return tuple(day for day in days if day is not None and day <= on)


def of_profile(part: str) -> Counted:
    def days(plan: PlanOnDay) -> Days:
        profile = plan.records.learner.profile
        return () if profile is None else undated(getattr(profile, part))

    return days


def of_goals(wanted: Callable[[Goal], bool]) -> Counted:
    """Goals of the year that were not dropped."""
    return lambda plan: undated([goal for goal in plan.year.goals if goal.status != "dropped" and wanted(goal)])


def in_domain(*domains: str) -> Counted:
    return of_goals(lambda goal: goal.domain in domains)


def of_team(*roles: str) -> Counted:
    """Those who serve in one of these roles on the day."""
    return lambda plan: undated(
        [each for each in plan.records.learner.team if each.role in roles and serves(each, plan.on)]
    )


def approved_by(*roles: str) -> Counted:
    """Approvals of the plan as a whole."""
    return lambda plan: until(
        (each.on for each in plan.year.plan.approvals if each.role in roles and "plan" in each.covers), plan.on
    )


def family_signed_or_told(plan: PlanOnDay) -> Days:
    return approved_by("family")(plan) + until((notice.on for notice in plan.year.plan.notices), plan.on)


def of_evidence(wanted: Callable[[Evidence], bool]) -> Counted:
    """Evidence of all years: a portfolio does not begin again in September."""
    return lambda plan: until(
        (
            piece.assessed_on or piece.submitted_on or piece.entered_on
            for piece in plan.records.evidence
            if piece.excluded is None and wanted(piece)
        ),
        plan.on,
    )


def of_kind(*kinds: str) -> Counted:
    return of_evidence(lambda piece: piece.kind in kinds)


def conferences(plan: PlanOnDay) -> Days:
    return until((held.on for held in plan.year.conferences), plan.on)


def with_family(plan: PlanOnDay) -> Days:
    family = {"family", *(person for home in plan.records.learner.family for person in home.person)}
    return until((held.on for held in plan.year.conferences if family.intersection(held.attendees)), plan.on)


def reviews(plan: PlanOnDay) -> Days:
    return until((review.held_on for review in plan.year.plan.reviews), plan.on)


def meetings(plan: PlanOnDay) -> Days:
    """Reviews and conferences; what was both is held once."""
    return tuple(dict.fromkeys(conferences(plan) + reviews(plan)))


def hopes(plan: PlanOnDay) -> Days:
    after_school = plan.year.plan.postsecondary
    return () if after_school is None else undated(after_school.hopes)


def steps_after_school(plan: PlanOnDay) -> Days:
    after_school = plan.year.plan.postsecondary
    return () if after_school is None else undated(after_school.steps)


def supports(plan: PlanOnDay) -> Days:
    """Those given on the day."""
    return undated(
        [
            each
            for each in plan.records.supports
            if each.start <= plan.on and (each.ends_on is None or plan.on <= each.ends_on)
        ]
    )


def linked_plans(plan: PlanOnDay) -> Days:
    """How many there are; what they say stands nowhere in Pathbook."""
    return undated([linked for sheet in plan.staff.sheets for linked in sheet.linked_plans])


IN_PROFILE = "`{part}` under `profile` in {{learner}}/learner.yml"
IN_PLAN = "`{part}` in {{year}}/plan.yml"
A_GOAL = "a goal with `domain: {part}` in {{year}}/goals/"
IN_TEAM = "somebody with `role: {part}` under `team` in {{learner}}/learner.yml"
AN_APPROVAL = "an entry with `covers: [plan]` and `role: {part}` under `approvals` in {{year}}/plan.yml"
A_PIECE = "a piece of evidence of `kind: {part}` in {{learner}}/evidence/"
A_CONFERENCE = "a conference in {year}/conferences/"

ELEMENTS: Mapping[str, Element] = {
    "profile.strengths": Element(days=of_profile("strengths"), write=IN_PROFILE.format(part="strengths")),
    "profile.interests": Element(days=of_profile("interests"), write=IN_PROFILE.format(part="interests")),
    "profile.needs": Element(days=of_profile("needs"), write=IN_PROFILE.format(part="needs")),
    "profile.aspirations": Element(days=of_profile("aspirations"), write=IN_PROFILE.format(part="aspirations")),
    "plan.voice": Element(
        days=lambda plan: until((voice.on for voice in plan.year.plan.voice), plan.on),
        write=IN_PLAN.format(part="voice"),
        dated=True,
    ),
    "plan.pathways": Element(days=lambda plan: undated(plan.year.plan.pathways), write=IN_PLAN.format(part="pathways")),
    "plan.program_of_study": Element(
        days=lambda plan: undated([each for each in plan.year.plan.program_of_study if each.status != "dropped"]),
        write=IN_PLAN.format(part="program_of_study"),
    ),
    "plan.experiences": Element(
        days=lambda plan: undated(plan.year.plan.experiences), write=IN_PLAN.format(part="experiences")
    ),
    "plan.postsecondary.hopes": Element(days=hopes, write="`hopes` under `postsecondary` in {year}/plan.yml"),
    "plan.postsecondary.steps": Element(
        days=steps_after_school, write="`steps` under `postsecondary` in {year}/plan.yml"
    ),
    "plan.reviews": Element(days=reviews, write="`held_on` of an entry under `reviews` in {year}/plan.yml", dated=True),
    "plan.approvals.student": Element(
        days=approved_by("student"), write=AN_APPROVAL.format(part="student"), dated=True
    ),
    "plan.approvals.family": Element(days=approved_by("family"), write=AN_APPROVAL.format(part="family"), dated=True),
    "plan.approvals.family_or_notice": Element(
        days=family_signed_or_told,
        write=f"{AN_APPROVAL.format(part='family')}, or the day the family was told under `notices`",
        dated=True,
    ),
    "plan.approvals.school": Element(
        days=approved_by(*SCHOOL), write=AN_APPROVAL.format(part="advisor` (or `teacher`, or `leader"), dated=True
    ),
    "goals": Element(days=of_goals(lambda goal: True), write="a goal in {year}/goals/"),
    "goals.academic": Element(days=in_domain("academic"), write=A_GOAL.format(part="academic")),
    "goals.career": Element(days=in_domain("career"), write=A_GOAL.format(part="career")),
    "goals.career_or_postsecondary": Element(
        days=in_domain("career", "postsecondary"), write=A_GOAL.format(part="career` or `domain: postsecondary")
    ),
    "goals.personal_social": Element(days=in_domain("personal_social"), write=A_GOAL.format(part="personal_social")),
    "goals.personal_or_wellness": Element(
        days=in_domain("personal_social", "wellness"), write=A_GOAL.format(part="personal_social` or `domain: wellness")
    ),
    "goals.wellness": Element(days=in_domain("wellness"), write=A_GOAL.format(part="wellness")),
    "goals.extracurricular": Element(days=in_domain("extracurricular"), write=A_GOAL.format(part="extracurricular")),
    "goals.postsecondary": Element(days=in_domain("postsecondary"), write=A_GOAL.format(part="postsecondary")),
    "goals.with_steps": Element(
        days=of_goals(lambda goal: len(goal.activities) > 0), write="`activities` of a goal in {year}/goals/"
    ),
    "conferences": Element(days=conferences, write=A_CONFERENCE, dated=True),
    "conferences.family": Element(
        days=with_family, write=f"{A_CONFERENCE} with somebody of the family under `attendees`", dated=True
    ),
    "meetings": Element(
        days=meetings, write=f"{A_CONFERENCE}, or `held_on` of a review in {{year}}/plan.yml", dated=True
    ),
    "evidence": Element(
        days=of_evidence(lambda piece: True), write="a piece of evidence in {learner}/evidence/", dated=True
    ),
    "evidence.portfolio": Element(days=of_kind("portfolio"), write=A_PIECE.format(part="portfolio"), dated=True),
    "evidence.assessments": Element(
        days=of_kind("interim", "summative"), write=A_PIECE.format(part="interim` or `kind: summative"), dated=True
    ),
    "evidence.credentials": Element(days=of_kind("credential"), write=A_PIECE.format(part="credential"), dated=True),
    "evidence.reflections": Element(
        days=of_evidence(lambda piece: piece.reflection is not None),
        write="`reflection` of a piece of evidence in {learner}/evidence/",
        dated=True,
    ),
    "supports": Element(days=supports, write="a support in {learner}/supports/"),
    "team.advisor": Element(days=of_team("advisor"), write=IN_TEAM.format(part="advisor")),
    "team.case_manager": Element(days=of_team("case_manager"), write=IN_TEAM.format(part="case_manager")),
    "team.responsible_adult": Element(
        days=of_team("advisor", "caring_adult", "mentor"),
        write=IN_TEAM.format(part="advisor` (or `caring_adult`, or `mentor"),
    ),
    "linked_plans": Element(days=linked_plans, write="an entry under `linked_plans` in {learner}/staff/"),
}
