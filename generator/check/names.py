"""Whom a plan must not name: every other learner. Their names reach pages only through people.yml."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from unicodedata import combining, normalize

from generator.check.case import Case, NameIndex
from generator.check.walk import Wording
from generator.problem import Problem
from generator.records.school import Group, LearnerId, Person, PersonId

WORD_IN_ASCII = re.compile("[A-Za-z]+(?:['-][A-Za-z]+)*")
# Chinese and Japanese have no spaces, Korean puts endings to names: there, every sign is a word.
SIGN = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
WORD = re.compile(rf"{SIGN}|(?:(?!{SIGN})[^\W\d_])+(?:['’-](?:(?!{SIGN})[^\W\d_])+)*")
POSSESSIVE = re.compile("['’]s$")
HINT = "Names reach pages only through people.yml. Write a role, such as “a classmate”."


def index_of(
    everybody: Iterable[tuple[PersonId, Person]],
    groups: Iterable[Group],
    learners: Collection[LearnerId],
    household: Mapping[LearnerId, str],
) -> NameIndex:
    """The names of all learners who are not also staff: an educator's name is no secret of another plan."""
    roll = members = called = "\n"  # grown in place: lists of their lines would take several times the room
    first_words: set[str] = set()
    longest = 0
    for id_, person in everybody:
        if id_ in learners and not set(person.roles) - {"learner"}:
            called += f"{id_}\t{'|'.join(person.given.values())}\n"
            for words in map(folded, person.name.values()):
                if len(words) > 1:
                    roll += f"{' '.join(words)}\t{id_}\n"
                    first_words.add(words[0])
                    longest = max(longest, len(words))
    given: dict[str, str] = {}
    for group in groups:
        ids = [member.learner for member in group.members]
        members += "".join(f"{learner}\t{group.id}\n" for learner in ids)
        given[group.id] = "|".join(name for id_ in ids for name in lines_after(called, id_))
    return NameIndex(
        roll=roll,
        first_words=frozenset(first_words),
        longest=longest,
        members=members,
        given=given,
        household=household,
    )


def folded(text: str) -> tuple[str, ...]:
    """The words of a text, in a form in which equal names are equal: with or without accents, possessive or not."""
    pattern = WORD_IN_ASCII
    if not text.isascii():
        pattern = WORD
        signs = normalize("NFKD", text.replace("’", "'"))
        text = normalize("NFC", "".join(sign for sign in signs if not combining(sign)))
    return tuple(POSSESSIVE.sub("", word.casefold()) for word in pattern.findall(text))


def other_learners_unnamed(case: Case) -> Iterator[Problem]:
    """No other learner's full name; a classmate's lone given name is worth a look. One household is exempt."""
    me = case.records.learner.learner
    classmates = classmate_names(case)
    for wording in case.wordings:
        others = full_names_in(wording.words, case.names, me)
        strangers = tuple(other for other in others if not same_household(case, other))
        if strangers:
            message = f"this text holds the full name of another learner ({', '.join(strangers)})"
            yield Problem(wording.place, "other-learner-named", message, hint=HINT)
        elif not others:
            yield from lone_names(wording, classmates)


def full_names_in(words: str, names: NameIndex, me: LearnerId) -> tuple[LearnerId, ...]:
    """Whose full names a text holds, the learner's own aside, in the order of the text."""
    text = folded(words)
    found: dict[LearnerId, None] = {}
    for position, word in enumerate(text):
        if word in names.first_words:
            for end in range(position + 2, min(position + names.longest, len(text)) + 1):
                found |= dict.fromkeys(lines_after(names.roll, " ".join(text[position:end])))
    return tuple(learner for learner in found if learner != me)


def lines_after(blob: str, start: str) -> Iterator[str]:
    """What stands behind the tab in each line that begins so."""
    at = blob.find(f"\n{start}\t")
    while at >= 0:
        tab = at + len(start) + 2
        end = blob.index("\n", tab)
        yield blob[tab:end]
        at = blob.find(f"\n{start}\t", end)


def same_household(case: Case, other: LearnerId) -> bool:
    """Whether another learner lives in this learner's household."""
    mine = case.records.learner.household
    return mine is not None and case.names.household.get(other) == mine


def classmate_names(case: Case) -> frozenset[str]:
    """Given names of learners who share a group with this one, as they are written, the learner's own aside."""
    me = case.records.learner.learner
    own = set(case.people[me].given.values()) if me in case.people else set()
    groups = lines_after(case.names.members, me)
    return frozenset(name for group in groups for name in case.names.given[group].split("|")) - own - {""}


def lone_names(wording: Wording, classmates: frozenset[str]) -> Iterator[Problem]:
    """Classmates' given names inside a sentence; at its start, Will and Grace may be words."""
    words = wording.words
    if not any(name in words for name in classmates):
        return
    for found in WORD.finditer(words):
        before = words[: found.start()].rstrip()
        name = POSSESSIVE.sub("", found.group())
        if name in classmates and before and before[-1] not in '.!?:“"':
            message = f"{name!r} is also the name of a classmate"
            yield Problem(wording.place, "classmate-named", message, hint=HINT, severity="warning")
            return
