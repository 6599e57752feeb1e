"""What the words of one changed file are made with: the school, its people, the reader, and the file itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import TypeGuard

from generator.model.revisions.seen import within
from generator.records.commons import Commons, LearnerRecords
from generator.records.revision import FileRevision, Value
from generator.records.school import LearnerId, Person, PersonId
from generator.view.revisions.sentence import Audience
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """`learners`: whose records are at hand, to call their goals and evidence by their words.

    `near`: days close to this one are told without their year; None: all are told with it.
    """

    file: FileRevision
    commons: Commons
    people: Mapping[PersonId, Person]
    audience: Audience
    words: Words
    learners: Mapping[LearnerId, LearnerRecords] = field(default_factory=dict)
    near: date | None = None

    def before(self) -> "Telling":
        """The same, where what was there before is told."""
        return replace(self, file=replace(self.file, before=self.file.after, after=self.file.before))


def is_group(value: Value | None) -> TypeGuard[Mapping[str, Value]]:
    return isinstance(value, Mapping)


def entries_of(value: Value | None) -> tuple[Value, ...]:
    """The entries of a list; what is no list is its own only entry, nothing has none."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def entry_in(value: Value | None, token: str) -> Value | None:
    """The entry of a list, or of free keys, that a change names: by its id, its key, what it says first, its place."""
    if isinstance(value, Mapping):
        return value.get(token)
    entries = entries_of(value)
    by_id = (each for each in entries if within(each, "id") == token or each == token)
    without_id = (each for each in entries if within(each, "id") is None)
    by_words = (each for each in without_id if any(_begins(token, said) for said in _said_in(each)))
    found = next(by_id, None) or next(by_words, None)
    if found is None and token.isdecimal() and 0 < int(token) <= len(entries):
        return entries[int(token) - 1]
    return found


def with_id(value: Value | None, name: str) -> Value | None:
    """The entry of a list that has this very id."""
    return next((each for each in entries_of(value) if within(each, "id") == name), None)


def _said_in(entry: Value) -> Iterator[str]:
    for value in entry.values() if isinstance(entry, Mapping) else ():
        first = next(iter(value.values()), "") if isinstance(value, Mapping) else value
        if isinstance(first, str):
            yield first


def _begins(token: str, said: str) -> bool:
    return token == said or token.startswith(f"{said} ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One list or group of free keys on the way to a field, and its entry that the change is about."""

    path: str
    token: str
    entry: Value | None


def steps_to(path: str, tokens: tuple[str, ...], file: FileRevision) -> tuple[Step, ...]:
    """The entries on the way, outermost first; each as it is now, else as it was."""
    found: list[Step] = []
    left = list(tokens)
    now, was = file.after, file.before
    for outer, inner in pairwise(_paths_to(path)):
        key = inner[len(outer) + 1 :]
        if key != "*":
            now, was = within(now, key), within(was, key)
        while left and (key == "*" or _is_list(now) or _is_list(was)):
            token = left.pop(0)
            now, was = entry_in(now, token), entry_in(was, token)
            found.append(Step(path=inner, token=token, entry=now if now is not None else was))
            if key == "*" or not left or inner.rpartition(".")[2] != "competencies":
                break
            # Competencies hold competencies, and all of them are called by one path.
            deeper_now, deeper_was = within(now, "competencies"), within(was, "competencies")
            if entry_in(deeper_now, left[0]) is None and entry_in(deeper_was, left[0]) is None:
                break
            now, was = deeper_now, deeper_was
    return tuple(found)


def _paths_to(path: str) -> tuple[str, ...]:
    keys = path.split(".")
    return tuple(".".join(keys[: count + 1]) for count in range(len(keys)))


def _is_list(value: Value | None) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
