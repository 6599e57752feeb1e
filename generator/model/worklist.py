"""Who has what to do this school week: the findings of all learners, by the adult who answers for them.

The week's choice is made from what stood on its first school day, so that the list of Thursday is the list of Monday
without what has been done since. What came later fills up what room is left, in the order in which it came; what is
more than the school asks of one adult in a week waits for the next one and is counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.clock import FINDINGS, PutAside
from generator.model.findings.finding import Finding, RuleName
from generator.records.school import LearnerId, PersonId

WEIGHT: Mapping[RuleName, int] = {name: place for place, name in enumerate(FINDINGS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnersFindings:
    """One learner's share: what stood when the week began, what stands today, what staff put aside of it."""

    learner: LearnerId
    at_week_start: tuple[Finding, ...]
    today: tuple[Finding, ...]  # without what is put aside
    aside: tuple[PutAside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a worklist: a finding, or the same one about several learners of one class."""

    rule: RuleName
    group: str | None  # id of the class; None: the learners are in none
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """One adult's: `person` None is what nobody answers for."""

    person: PersonId | None
    lines: tuple[Line, ...]
    later: tuple[Finding, ...]  # for the next weeks, in the same order
    aside: tuple[PutAside, ...]


def worklists_of(
    shares: tuple[LearnersFindings, ...], per_week: int | None, classes: Mapping[LearnerId, str]
) -> tuple[Worklist, ...]:
    """By adult, in the order of ids; what nobody answers for comes last. Adults without anything are left out."""
    today = {(one.learner, one.id): one for share in shares for one in share.today}
    aside = tuple(each for share in shares for each in share.aside)
    hidden = {(each.finding.learner, each.finding.id) for each in aside}
    chosen = chosen_keys(shares, per_week, hidden)
    people = {one.responsible for one in today.values()} | {each.finding.responsible for each in aside}
    return tuple(
        worklist_of(person, tuple(today.values()), chosen, aside, classes)
        for person in sorted(people, key=lambda person: (person is None, person or ""))
    )


def chosen_keys(
    shares: tuple[LearnersFindings, ...], per_week: int | None, hidden: set[tuple[LearnerId, str]]
) -> frozenset[tuple[LearnerId, str]]:
    """What each adult is asked this week: the first so many that stood when it began, also those done since.

    What came since takes the places left; a place that was done with is not filled again. No limit: all there is.
    """
    if per_week is None:
        return frozenset((one.learner, one.id) for share in shares for one in share.today)
    by_person: dict[PersonId | None, list[tuple[bool, date, Finding]]] = {}
    for share in shares:
        known = {one.id for one in share.at_week_start}
        for one in share.at_week_start:
            if (one.learner, one.id) not in hidden:
                by_person.setdefault(one.responsible, []).append((False, date.min, one))
        for one in share.today:
            if one.id not in known:
                by_person.setdefault(one.responsible, []).append((True, one.arose, one))
    first = (
        each[2]
        for theirs in by_person.values()
        for each in sorted(theirs, key=lambda each: (*each[:2], in_line(each[2])))[:per_week]
    )
    return frozenset((one.learner, one.id) for one in first)


def in_line(finding: Finding) -> tuple[int, int, int, LearnerId, str]:
    """The learner who has waited longest comes first; then by the weight of the rule, then by the day it is due."""
    return -finding.days, WEIGHT[finding.rule], finding.due.toordinal(), finding.learner, finding.id


def worklist_of(
    person: PersonId | None,
    today: tuple[Finding, ...],
    chosen: frozenset[tuple[LearnerId, str]],
    aside: tuple[PutAside, ...],
    classes: Mapping[LearnerId, str],
) -> Worklist:
    own = sorted((one for one in today if one.responsible == person), key=in_line)
    return Worklist(
        person=person,
        lines=tuple(lines_of(tuple(one for one in own if (one.learner, one.id) in chosen), classes)),
        later=tuple(one for one in own if (one.learner, one.id) not in chosen),
        aside=tuple(each for each in aside if each.finding.responsible == person),
    )


def lines_of(findings: tuple[Finding, ...], classes: Mapping[LearnerId, str]) -> Iterator[Line]:
    """The same finding about learners of one class in one line, where the longest waiting of them stands."""
    grouped: dict[tuple[RuleName, str], list[Finding]] = {}
    for one in findings:
        grouped.setdefault((one.rule, classes.get(one.learner, one.learner)), []).append(one)
    for (rule, _), together in grouped.items():
        yield Line(rule=rule, group=classes.get(together[0].learner), findings=tuple(together))
