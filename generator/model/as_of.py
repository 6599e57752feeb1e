"""The records as they could have been read on a day: what is dated later is not there yet.

What people only plan (a goal that starts next month, a support that begins on Monday) stays: a plan looks ahead.
How a plan turned out (reached, an effect, hours done) is no plan: it is not there before its day.
"""

from dataclasses import replace
from datetime import date

from generator.model.redacted import without_redacted
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.learner import Learner
from generator.records.plan import Experience, Goal, GoalActivity, Plan, Review
from generator.records.support import Support


def records_on(records: LearnerRecords, on: date) -> LearnerRecords:
    shown = without_redacted(records)
    seen = (evidence_on(piece, on) for piece in shown.evidence)
    return replace(
        shown,
        learner=learner_on(shown.learner, on),
        years=tuple(year_on(year, on) for year in shown.years),
        evidence=tuple(piece for piece in seen if piece is not None),
        supports=tuple(support_on(support, on) for support in shown.supports),
    )


def evidence_on(piece: Evidence, on: date) -> Evidence | None:
    """The piece as it stood; None: nobody had it yet. Handed in but not looked at holds no results."""
    if piece.assessed_on is not None and piece.assessed_on > on:
        if piece.submitted_on is None or piece.submitted_on > on:
            return None
        return replace(piece, assessed_on=None, results=(), shows=(), feedback=None, excluded=None)
    first_day = piece.assessed_on or piece.submitted_on or piece.entered_on
    if first_day is not None and first_day > on:
        return None
    if piece.excluded is not None and piece.excluded.on > on:
        return replace(piece, excluded=None)
    return piece


def learner_on(learner: Learner, on: date) -> Learner:
    holder = learner.rights_holder
    return replace(
        learner,
        enrolment=tuple(each for each in learner.enrolment if each.from_ <= on),
        away=tuple(away for away in learner.away if away.from_ <= on),
        family=tuple(home for home in learner.family if home.from_ is None or home.from_ <= on),
        rights_holder=holder if holder is None or holder.from_ is None or holder.from_ <= on else None,
        team=tuple(member for member in learner.team if member.from_ is None or member.from_ <= on),
        consents=tuple(consent for consent in learner.consents if consent.on <= on),
        accepted=tuple(word for word in learner.accepted if word.on <= on),
        migrations=tuple(each for each in learner.migrations if each.on <= on),
    )


def year_on(year: PlanYear, on: date) -> PlanYear:
    return PlanYear(
        plan=plan_on(year.plan, on),
        goals=tuple(goal_on(goal, on) for goal in year.goals),
        conferences=tuple(conference for conference in year.conferences if conference.on <= on),
        issued=tuple(each for each in year.issued if each.on <= on),
    )


def plan_on(plan: Plan, on: date) -> Plan:
    return replace(
        plan,
        voice=tuple(voice for voice in plan.voice if voice.on <= on),
        experiences=tuple(experience_on(experience, on) for experience in plan.experiences),
        judgements=tuple(judgement for judgement in plan.judgements if judgement.on <= on),
        reached=tuple(word for word in plan.reached if word.on <= on),
        fulfilled=tuple(word for word in plan.fulfilled if word.on <= on),
        reviews=tuple(review_on(review, on) for review in plan.reviews),
        approvals=tuple(approval for approval in plan.approvals if approval.on <= on),
        notices=tuple(notice for notice in plan.notices if notice.on <= on),
    )


def experience_on(experience: Experience, on: date) -> Experience:
    signed = None if experience.agreement is None else experience.agreement.signed_on
    return replace(
        experience,
        log=tuple(hours for hours in experience.log if hours.on <= on),
        agreement=None if signed is not None and signed > on else experience.agreement,
    )


def review_on(review: Review, on: date) -> Review:
    if review.held_on is None or review.held_on <= on:
        return review
    return replace(review, held_on=None, by=None, result=None)


def goal_on(goal: Goal, on: date) -> Goal:
    """A goal that has not begun is not reached either."""
    if goal.start > on and goal.status == "reached":
        goal = replace(goal, status="active", outcome=None)
    if not any(is_done_later(step, on) for step in goal.activities):
        return goal
    return replace(goal, activities=tuple(activity_on(step, on) for step in goal.activities))


def activity_on(step: GoalActivity, on: date) -> GoalActivity:
    """A step finished later was still being done: the files do not say when it began."""
    return replace(step, status="doing", done_on=None) if is_done_later(step, on) else step


def is_done_later(step: GoalActivity, on: date) -> bool:
    return step.done_on is not None and step.done_on > on


def support_on(support: Support, on: date) -> Support:
    """Checks and decisions of later days, and how it ended if it ended later or had not begun, are not there yet."""
    checks = tuple(check for check in support.checks if check.on <= on)
    decisions = tuple(decision for decision in support.decisions if decision.on <= on)
    if support.start > on or (support.ends_on is not None and support.ends_on > on):
        return replace(support, checks=checks, decisions=decisions, effect=None, reason=None)
    return replace(support, checks=checks, decisions=decisions)
