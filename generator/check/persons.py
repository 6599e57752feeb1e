"""Who a file names by id is known."""

from collections.abc import Iterator

from generator.check.case import Case, unknown
from generator.problem import Place, Problem
from generator.records.plan import Confirmed, Judgement, Plan

NOT_A_PERSON = ("student", "family")


def persons_known(case: Case) -> Iterator[Problem]:
    """Every id of a person is in people.yml, when people.yml is in reach."""
    if not case.people:
        return
    for person, place in persons_named(case):
        if person not in case.people and person not in NOT_A_PERSON:
            yield unknown(place, "person", person, case.people)


def persons_named(case: Case) -> Iterator[tuple[str, Place]]:
    """Every id of a person in a learner's home files, with its place."""
    yield from persons_of_learner(case)
    yield from persons_of_plans(case)
    for piece in case.records.evidence:
        if piece.assessor is not None:
            yield piece.assessor, piece.place.at("assessor")
        if piece.excluded is not None:
            yield piece.excluded.by, piece.excluded.place.at("by")
    for support in case.records.supports:
        if support.who is not None:
            yield support.who, support.place.at("who")
        for check in support.checks:
            if check.by is not None:
                yield check.by, check.place.at("by")


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
    for decision in decisions:
        yield decision.by, decision.place.at("by")
    for entry in plan.fulfilled:
        yield entry.by, entry.place.at("by")
    for experience in plan.experiences:
        if experience.mentor is not None:
            yield experience.mentor, experience.place.at("mentor")
    for review in plan.reviews:
        if review.by is not None:
            yield review.by, review.place.at("by")
    for approval in plan.approvals:
        if approval.person is not None:
            yield approval.person, approval.place.at("person")


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
