"""Whom a plan must not name: every other learner. Their names reach pages only through people.yml."""

import re
from collections.abc import Iterator, Mapping

from generator.check.case import Case, NameIndex
from generator.check.walk import Written, texts_in, versions_of
from generator.problem import Place, Problem
from generator.records.commons import Commons, People
from generator.records.school import LearnerId

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
HINT = "Names reach pages only through people.yml. Write a role, such as “a classmate”."


def index_of(people: People, learners: frozenset[LearnerId], household: Mapping[LearnerId, str]) -> NameIndex:
    """The names of all learners who are not also staff: an educator's name is no secret of another plan."""
    full: dict[str, list[tuple[tuple[str, ...], LearnerId]]] = {}
    given: dict[LearnerId, tuple[str, ...]] = {}
    for id_, person in people.items():
        if id_ not in learners or set(person.roles) - {"learner"}:
            continue
        for name in person.name.values():
            words = folded(name)
            if len(words) > 1:
                full.setdefault(words[0], []).append((words, id_))
        given[id_] = tuple(sorted(set(person.given.values())))
    return NameIndex(full={first: tuple(names) for first, names in full.items()}, given=given, household=household)


def folded(text: str) -> tuple[str, ...]:
    """The words of a text, in a form in which equal names are equal."""
    return tuple(word.casefold() for word in WORD.findall(text))


def other_learners_unnamed(case: Case) -> Iterator[Problem]:
    """No other learner's full name; a classmate's lone given name is worth a look. One household is exempt."""
    me = case.records.learner.learner
    classmates = classmate_names(case.commons, case.names, me)
    for words, place in all_words(case):
        others = full_names_in(words, case.names, me)
        strangers = tuple(other for other in others if not same_household(case, other))
        if strangers:
            message = f"this text holds the full name of another learner ({', '.join(strangers)})"
            yield Problem(place, "other-learner-named", message, hint=HINT)
        elif not others:
            yield from lone_names(words, place, classmates)


def all_words(case: Case) -> Iterator[tuple[str, Place]]:
    """Every version of every text in a learner's home files, with its place."""
    records = case.records
    parts: list[Written] = [records.learner, *records.evidence, *records.supports]
    for year in records.years:
        parts += [year.plan, *year.goals, *year.conferences]
    for part in parts:
        for text, place in texts_in(part, part.place):
            yield from versions_of(text, place)


def full_names_in(words: str, names: NameIndex, me: LearnerId) -> tuple[LearnerId, ...]:
    """Whose full names a text holds, the learner's own aside, in the order of the text."""
    text = folded(words)
    return tuple(
        dict.fromkeys(
            id_
            for position, word in enumerate(text)
            for name, id_ in names.full.get(word, ())
            if id_ != me and text[position : position + len(name)] == name
        )
    )


def same_household(case: Case, other: LearnerId) -> bool:
    """Whether another learner lives in this learner's household."""
    mine = case.records.learner.household
    return mine is not None and case.names.household.get(other) == mine


def classmate_names(commons: Commons, names: NameIndex, me: LearnerId) -> frozenset[str]:
    """Given names of learners who share a group with this one, as they are written, the learner's own aside."""
    own = set(names.given.get(me, ()))
    mates = {
        member.learner
        for group in commons.groups.values()
        if any(member.learner == me for member in group.members)
        for member in group.members
    }
    return frozenset(name for mate in mates - {me} for name in names.given.get(mate, ()) if name not in own)


def lone_names(words: str, place: Place, classmates: frozenset[str]) -> Iterator[Problem]:
    """Classmates' given names inside a sentence; at its start, Will and Grace may be words."""
    for found in WORD.finditer(words):
        before = words[: found.start()].rstrip()
        if found.group() in classmates and before and before[-1] not in '.!?:“"':
            message = f"{found.group()!r} is also the name of a classmate"
            yield Problem(place, "classmate-named", message, hint=HINT, severity="warning")
            return
