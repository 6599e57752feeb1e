"""Whom a plan must not name: nobody. Names reach pages only through people.yml, so that they may stay out of git."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import filterfalse
from unicodedata import combining, normalize

from generator.check.case import Case, NameIndex
from generator.check.walk import Wording, wordings_of
from generator.problem import Problem, Severity
from generator.records.school import Group, LearnerId, Person, PersonId

WORD_IN_ASCII = re.compile("[A-Za-z]+(?:['-][A-Za-z]+)*")
# Chinese and Japanese have no spaces, Korean puts endings to names: there, every sign is a word.
SIGN = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
A_SIGN = re.compile(SIGN)
WORD_OF_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # the same where there are no signs, and faster
WORD = re.compile(rf"{SIGN}|(?:(?!{SIGN})[^\W\d_])+(?:['’-](?:(?!{SIGN})[^\W\d_])+)*")
POSSESSIVE = ("'s", "’s")
STUDENT_HINT = "Write {student}: pages put the name there, and no file of the plan needs to hold it."
FAMILY_HINT = "Write who it is to the learner, such as “her father”; names stand only in people.yml."
# Given names that are also words with which a sentence may begin; elsewhere a capital letter tells them apart.
ALSO_WORDS = frozenset(
    (
        *("Angel", "April", "Art", "August", "Autumn", "Chance", "Chase", "Dawn", "Dean", "Drew", "Earnest", "Faith"),
        *("Frank", "Grace", "Grant", "Guy", "Harmony", "Hope", "Hunter", "Iris", "Ivy", "Jade", "Joy", "June", "Lily"),
        *("Mark", "May", "Melody", "Miles", "Page", "Pat", "Ray", "Rob", "Rose", "Ruby", "Sky", "Sterling", "Sue"),
        *("Summer", "Trinity", "Violet", "Wade", "Will", "Sol", "Luz", "Paz", "Rosa", "Mar", "Luna", "Alba", "Cielo"),
    )
)
HINT = "Names reach pages only through people.yml. Write a role, such as “a classmate”."


def index_of(
    everybody: Iterable[tuple[PersonId, Person]],
    groups: Iterable[Group],
    learners: Collection[LearnerId],
    household: Mapping[LearnerId, str],
) -> NameIndex:
    """The names of all learners who are not also staff: an educator's name is no secret of another plan."""
    roll = members = "\n"  # grown in place: lists of their lines would take several times the room
    called: dict[LearnerId, str] = {}  # until the end of this function only
    first_words: set[str] = set()
    longest = 0
    for id_, person in everybody:
        if id_ in learners and not set(person.roles) - {"learner"}:
            called[id_] = "|".join(person.given.values())
            for words in map(folded, person.name.values()):
                if len(words) > 1:
                    roll += f"{' '.join(words)}\t{id_}\n"
                    first_words.add(words[0])
                    longest = max(longest, len(words))
    given: dict[str, str] = {}
    for group in groups:
        ids = [member.learner for member in group.members]
        members += "".join(f"{learner}\t{group.id}\n" for learner in ids)
        given[group.id] = "|".join(called[id_] for id_ in ids if id_ in called)
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
    if text.isascii():
        lower = text.lower()
        return tuple(map(unpossessed, WORD_IN_ASCII.findall(lower)) if "'s" in lower else WORD_IN_ASCII.findall(lower))
    signs = normalize("NFKD", text.replace("’", "'"))
    plain = normalize("NFC", "".join(filterfalse(combining, signs)))
    words = map(str.casefold, (WORD if A_SIGN.search(plain) else WORD_OF_LETTERS).findall(plain))
    return tuple(map(unpossessed, words) if "'s" in plain.casefold() else words)


def unpossessed(word: str) -> str:
    return word[:-2] if word.endswith(POSSESSIVE) else word


def other_learners_unnamed(case: Case) -> Iterator[Problem]:
    """No other learner's full name; a classmate's lone given name is worth a look. One household is exempt."""
    me = case.records.learner.learner
    classmates = names_within(classmate_names(case), whole_text(case.wordings))
    named = full_names_among(case.words, case.names, me)
    if not (named or classmates):  # as with almost everybody: no sentence need be looked at by itself
        return
    for wording in case.wordings:
        others = full_names_in(wording.words, case.names, me) if named else ()
        strangers = tuple(other for other in others if not same_household(case, other))
        if strangers:
            message = f"this text holds the full name of another learner ({', '.join(strangers)})"
            yield Problem(wording.place, "other-learner-named", message, hint=HINT)
        elif not others:
            yield from lone_names(wording, classmates)


def whole_text(wordings: Iterable[Wording]) -> str:
    """All of it; no word goes over the end of a line."""
    return "\n".join(wording.words for wording in wordings)


def names_within(names: Iterable[str], text: str) -> frozenset[str]:
    """Those of the names whose letters stand somewhere in a text, be it inside another word."""
    return frozenset(name for name in names if name in text)


def full_names_in(words: str, names: NameIndex, me: LearnerId) -> tuple[LearnerId, ...]:
    """Whose full names a text holds, the learner's own aside, in the order of the text."""
    return full_names_among(folded(words), names, me)


def full_names_among(text: tuple[str, ...], names: NameIndex, me: LearnerId) -> tuple[LearnerId, ...]:
    """The same of a text's folded words."""
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


def own_names_unwritten(case: Case) -> Iterator[Problem]:
    """Not even the learner's own name, nor a full one of their family: a plan holds ids, and git forgets nothing.

    In staff/ they are only warned of: nobody reads these notes on a page.
    """
    me, home = case.records.learner.learner, at_home(case)
    full = {words: hint for hint, ids in ((FAMILY_HINT, home), (STUDENT_HINT, (me,))) for words in full_of(case, ids)}
    given = frozenset(case.people[me].given.values()) - {""} if me in case.people else frozenset[str]()
    of_staff = wordings_of(case.staff.sheets)
    given = names_within(given, whole_text((*case.wordings, *of_staff)))
    words = (*case.words, *folded(whole_text(of_staff)))
    if not given and not any(holds(words, name) for name in full):
        return
    for wording in (*case.wordings, *of_staff):
        found = first_name_in(wording.words, full)
        if found is not None:
            hint = full[found]
            whose = "the learner's own full name" if hint == STUDENT_HINT else "the full name of somebody of the family"
            severity: Severity = "warning" if wording in of_staff else "error"
            yield Problem(wording.place, "full-name-written", f"this text holds {whose}", hint, severity)
        elif any(name in wording.words and says_name(wording.words, name) for name in given):
            message = "this text holds the learner's own given name"
            yield Problem(wording.place, "given-name-written", message, STUDENT_HINT, severity="warning")


def at_home(case: Case) -> tuple[PersonId, ...]:
    """Everybody of the learner's family who is not also staff."""
    ids = (person for home in case.records.learner.family for person in home.person)
    return tuple(id_ for id_ in ids if id_ in case.people and not set(case.people[id_].roles) - {"family", "learner"})


def full_of(case: Case, ids: Iterable[PersonId]) -> Iterator[tuple[str, ...]]:
    """The folded full names of people; a name of one word is no full one."""
    for id_ in ids:
        if id_ in case.people:
            yield from (words for words in map(folded, case.people[id_].name.values()) if len(words) > 1)


def first_name_in(text: str, names: Collection[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The first of these folded names that a text holds."""
    plain = text.casefold()
    likely = [name for name in names if name[0] in plain] if text.isascii() else names
    words = folded(text) if likely else ()
    return next((name for name in likely if holds(words, name)), None)


def holds(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return name[0] in words and any(
        words[start : start + len(name)] == name for start in range(len(words) - len(name) + 1)
    )


def says_name(text: str, given: str) -> bool:
    """Whether a text says a given name as a whole word; one that is also a word counts only inside a sentence."""
    found = (found for found in WORD.finditer(text) if unpossessed(found.group()) == given)
    return any(given not in ALSO_WORDS or inside_sentence(text, each.start()) for each in found)


def inside_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return bool(before) and before[-1] not in '.!?:“"'


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
        name = unpossessed(found.group())
        if name in classmates and inside_sentence(words, found.start()):
            message = f"{name!r} is also the name of a classmate"
            yield Problem(wording.place, "classmate-named", message, hint=HINT, severity="warning")
            return
