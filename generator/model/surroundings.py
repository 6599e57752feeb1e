"""What stands around the goals on the day: supports, experiences, conferences, who is responsible, the newest date."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.picture import Agreement, SupportPicture
from generator.model.readers import is_in_force
from generator.model.support_decision import ended_on
from generator.model.text_code import is_renewed, text_code_of
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.issued import Issued
from generator.records.learner import Learner, TeamMember
from generator.records.library import Partner
from generator.records.plan import Conference, Experience, Goal, Plan, Voice
from generator.records.school import PersonId
from generator.records.support import Support


def supports_of(records: LearnerRecords, commons: Commons, on: date) -> tuple[SupportPicture, ...]:
    """In the order of the files."""
    return tuple(
        SupportPicture(
            support=support, library=commons.supports.get(support.catalogue or ""), running=is_running(support, on)
        )
        for support in records.supports
    )


def is_running(support: Support, on: date) -> bool:
    """Begun, and not ended: an end is a day that has passed, or, where none is written, an effect that is."""
    if support.start > on:
        return False
    last = ended_on(support)
    return support.effect is None if last is None else on <= last


def experiences_of(plan: Plan | None, commons: Commons) -> tuple[tuple[Experience, Partner | None], ...]:
    experiences = () if plan is None else plan.experiences
    return tuple((experience, commons.partners.get(experience.partner)) for experience in experiences)


def conferences_of(records: LearnerRecords) -> tuple[Conference, ...]:
    """Those held, of all years, newest first."""
    held = [conference for year in records.years for conference in year.conferences]
    return tuple(sorted(held, key=lambda conference: conference.on, reverse=True))


def next_conference_of(held: tuple[Conference, ...], on: date) -> date | None:
    """What the last conference set down, unless that day has passed."""
    agreed = held[0].next_on if held else None
    return agreed if agreed is not None and agreed >= on else None


def agreements_of(plan: Plan | None, written: tuple[PlanYear, ...], commons: Commons) -> tuple[Agreement, ...]:
    """Newest first; one that the same person renewed later for at least the same parts has done its work.

    `written`: the years as they stand in the files, which is what a code is of.
    """
    year = next((each for each in written if plan and each.plan.school_year == plan.school_year), None)
    if plan is None or year is None:
        return ()
    in_force = (
        Agreement(
            approval=each, current=each.text_code == text_code_of(year, each, commons) if each.text_code else None
        )
        for each in plan.approvals
        if not is_renewed(each, plan.approvals)
    )
    return tuple(sorted(in_force, key=lambda agreement: agreement.approval.on, reverse=True))


def issued_in(records: LearnerRecords) -> tuple[Issued, ...]:
    """What was sent home in all years, newest first."""
    return tuple(sorted((each for year in records.years for each in year.issued), key=lambda each: each.on)[::-1])


def voice_of(records: LearnerRecords, current: PlanYear | None) -> Voice | None:
    """The newest words of the year; of all years where nothing is agreed for this one; of one day, those written last.

    Words of last year stay with last year: a new one has room for new ones.
    """
    years = records.years if current is None else (current,)
    words = [voice for year in years for voice in year.plan.voice]
    return max(enumerate(words), key=lambda numbered: (numbered[1].on, numbered[0]))[1] if words else None


def grade_on(learner: Learner, on: date) -> str | None:
    """The grade of the enrolment in force; None: not enrolled, or an adult."""
    in_force = [each for each in learner.enrolment if each.from_ <= on and (each.to is None or on <= each.to)]
    return max(in_force, key=lambda each: each.from_).grade if in_force else None


def advisor_on(learner: Learner, on: date) -> PersonId | None:
    """The advisor, else the teacher of record; one who answers for everything comes before one for a subject."""
    team = sorted((member for member in learner.team if serves(member, on)), key=lambda member: len(member.for_) > 0)
    for role in ("advisor", "teacher_of_record"):
        for member in team:
            if member.role == role:
                return member.person
    return None


def serves(member: TeamMember, on: date) -> bool:
    return is_in_force(member.from_, member.to, on)


def updated_on(records: LearnerRecords, on: date) -> date:
    """The newest date of plan or evidence up to the day.

    With nothing agreed and nothing seen yet, the day the learner came; failing that too, the day itself.
    """
    dates = (day for day in dates_in(records) if day is not None and day <= on)
    came = (each.from_ for each in records.learner.enrolment if each.from_ <= on)
    return max(dates, default=max(came, default=on))


def dates_in(records: LearnerRecords) -> Iterator[date | None]:
    """The dates on which somebody wrote or did something; dates people only plan for are left out."""
    for piece in records.evidence:
        yield from dates_of_evidence(piece)
    for year in records.years:
        yield from dates_of_plan(year.plan)
        for goal in year.goals:
            yield from dates_of_goal(goal)
        yield from (conference.on for conference in year.conferences)
    for support in records.supports:
        yield support.start
        yield support.ends_on
        yield from (check.on for check in support.checks)


def dates_of_evidence(piece: Evidence) -> Iterable[date | None]:
    excluded = None if piece.excluded is None else piece.excluded.on
    return piece.assessed_on, piece.submitted_on, piece.entered_on, excluded


def dates_of_plan(plan: Plan) -> Iterator[date | None]:
    yield from (voice.on for voice in plan.voice)
    yield from (pathway.start for pathway in plan.pathways)
    yield from (judgement.on for judgement in plan.judgements)
    yield from (word.on for word in plan.reached)
    yield from (review.held_on for review in plan.reviews)
    yield from (approval.on for approval in plan.approvals)
    for experience in plan.experiences:
        yield experience.from_
        yield from (hours.on for hours in experience.log)


def dates_of_goal(goal: Goal) -> Iterator[date | None]:
    yield goal.start
    yield from (step.done_on for step in goal.activities)
