"""Who a file names by id is known."""

from collections.abc import Iterator

from generator.check.case import Case, unknown
from generator.problem import Place, Problem

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


def persons_of_plans(case: Case) -> Iterator[tuple[str, Place]]:
    """Every id of a person in the plans and conferences, with its place."""
    for year in case.records.years:
        for judgement in year.plan.judgements:
            yield judgement.by, judgement.place.at("by")
        for confirmed in year.plan.reached:
            yield confirmed.by, confirmed.place.at("by")
        for experience in year.plan.experiences:
            if experience.mentor is not None:
                yield experience.mentor, experience.place.at("mentor")
        for conference in year.conferences:
            for position, person in enumerate(conference.attendees):
                yield person, conference.place.at("attendees", position)


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
