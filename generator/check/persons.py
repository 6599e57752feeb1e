"""Who a file names by id is known."""

from collections.abc import Iterator

from generator.check.case import Case, unknown
from generator.problem import Place, Problem
from generator.records.commons import People, StaffRecords
from generator.records.plan import Confirmed, Judgement, Plan
from generator.records.school import Group
from generator.records.support import Support

NOT_A_PERSON = ("student", "family")


def persons_known(case: Case) -> Iterator[Problem]:
    """Every id of a person is in people.yml, when people.yml is in reach."""
    if not case.people:
        return
    for person, place in persons_named(case):
        if person not in case.people and person not in NOT_A_PERSON:
            yield unknown(place, "person", person, case.people)


def staff_of_group_known(group: Group, people: People) -> Iterator[Problem]:
    """Who leads a group is in people.yml, when people.yml is in reach."""
    for member in group.staff:
        if people and member.person not in people:
            yield unknown(member.place.at("person"), "person", member.person, people)


def persons_named(case: Case) -> Iterator[tuple[str, Place]]:
    """Every id of a person in a learner's files, with its place."""
    yield from persons_of_learner(case)
    yield from persons_of_plans(case)
    yield from persons_of_staff(case.staff)
    for piece in case.records.evidence:
        if piece.assessor is not None:
            yield piece.assessor, piece.place.at("assessor")
        if piece.excluded is not None:
            yield piece.excluded.by, piece.excluded.place.at("by")
    for support in case.records.supports:
        yield from persons_of_support(support)


def persons_of_support(support: Support) -> Iterator[tuple[str, Place]]:
    """Every id of a person in a support, with its place."""
    if support.who is not None:
        yield support.who, support.place.at("who")
    for check in support.checks:
        if check.by is not None:
            yield check.by, check.place.at("by")
    for decision in support.decisions:
        yield decision.by, decision.place.at("by")


def persons_of_plans(case: Case) -> Iterator[tuple[str, Place]]:
    """Every id of a person in the plans and conferences, with its place."""
    for year in case.records.years:
        yield from persons_of_plan(year.plan)
        for conference in year.conferences:
            if conference.led_by is not None:
                yield conference.led_by, conference.place.at("led_by")
            for position, person in enumerate(conference.attendees):
                yield person, conference.place.at("attendees", position)


def persons_of_plan(plan: Plan) -> Iterator[tuple[str, Place]]:
    decisions: tuple[Judgement | Confirmed, ...] = (*plan.judgements, *plan.reached)
    named: list[tuple[str | None, Place]] = [(each.by, each.place.at("by")) for each in decisions]
    named += [(each.by, each.place.at("by")) for each in plan.fulfilled]
    named += [(each.mentor, each.place.at("mentor")) for each in plan.experiences]
    named += [(each.by, each.place.at("by")) for each in plan.reviews]
    named += [(each.person, each.place.at("person")) for each in plan.approvals]
    named += [(each.person, each.place.at("person")) for each in plan.notices]
    named += [(each.by, each.place.at("by")) for each in plan.notices]
    yield from ((person, place) for person, place in named if person is not None)


def persons_of_learner(case: Case) -> Iterator[tuple[str, Place]]:
    """Every id of a person in learner.yml, with its place."""
    learner = case.records.learner
    for member in learner.team:
        yield member.person, member.place.at("person")
    for entry in learner.family:
        for position, person in enumerate(entry.person):
            yield person, entry.place.at("person", position)
    for accepted in learner.accepted:
        yield accepted.by, accepted.place.at("by")
    for consent in learner.consents:
        yield consent.by, consent.place.at("by")


def persons_of_staff(staff: StaffRecords) -> Iterator[tuple[str, Place]]:
    """Every id of a person in what only staff read, with its place."""
    for sheet in staff.sheets:
        for note in sheet.notes:
            yield note.by, note.place.at("by")
        for linked in sheet.linked_plans:
            if linked.owner is not None:
                yield linked.owner, linked.place.at("owner")
        for seen in sheet.seen:
            yield seen.by, seen.place.at("by")
