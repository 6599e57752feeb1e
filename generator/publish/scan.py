"""Before a learner's plain pages are sealed: whether anything stands there that is somebody else's, or only for staff.

What is sealed is out of everybody's sight, so this is the last moment to look. Whole names and ids of other learners
are looked for in every file, whatever its kind, and words from staff files: today's, those of earlier days, and those
of records that were redacted. A finding names the file and never the other child.

A page is looked at once with all others, each line once; only when something is found, which file says it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from generator.check.case import NameIndex
from generator.check.names import lines_after
from generator.problem import Place, Problem
from generator.publish.paper_text import UnreadableError
from generator.publish.readable import Readable, readable, said_once
from generator.publish.tokens import (
    BETWEEN,
    as_drawn,
    folded_words,
    ids_in,
    is_learner,
    named_as_one_word,
    named_in,
    roll_of,
    words_of,
)
from generator.records.school import LearnerId, Person

Kind = Literal["other-id", "other-name", "staff-words", "unreadable"]
SENTENCE_END = re.compile(r"[.!?;:\n\r؟؛।。！？]+")
FEWEST_WORDS, FEWEST_LETTERS = 5, 24  # of a sentence that nobody else would write by chance
PHRASE = 8  # words in a row, of a longer sentence
ONE_WORD_OF_STAFF = re.compile(r"(?=\S*[0-9])(?=\S*[A-Za-z])\S{6,}")  # a reference such as IEP-2291-B

MESSAGES: Mapping[Kind, str] = {
    "other-id": "{file} of the site holds the id of another learner ({other})",
    "other-name": "{file} of the site holds the full name of another learner ({other})",
    "staff-words": "{file} of the site holds words that stand, or once stood, where only staff read",
    "unreadable": "{file} of the site cannot be looked into: it is locked or broken",
}
HINTS: Mapping[Kind, str] = {
    "other-id": "Write a role, such as “a classmate”, and rename files that are named after somebody else.",
    "other-name": "Write a role, such as “a classmate”, and look into photos and papers that were attached.",
    "staff-words": "If the family may read them, take them out of staff/ and say them in words of their own.",
    "unreadable": "Save the paper again without a password, or leave it out.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`file`: its path in the learner's site; "": somewhere between two of its files. `other`: whose id or name."""

    file: str
    kind: Kind
    other: LearnerId | None = None


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What one learner's site must not hold. `named`: full names that stand there rightly, the learner's own aside."""

    learner: LearnerId
    names: NameIndex
    phrases: tuple[str, ...]
    references: frozenset[str]
    named: frozenset[str] = frozenset()

    @cached_property
    def household(self) -> str | None:
        return self.names.household.get(self.learner)

    @cached_property
    def namesakes(self) -> frozenset[LearnerId]:
        """Learners called like somebody whose name stands here rightly: nobody can tell which of them is meant."""
        roll = roll_of(self.names.roll).text
        own = (line.partition("\t")[0] for line in roll.split("\n") if line.endswith(f"\t{self.learner}"))
        folded = (" ".join(folded_words(name)) for name in self.named)
        return frozenset(other for name in (*own, *folded) for other in lines_after(roll, name))

    def is_stranger(self, other: LearnerId) -> bool:
        """Whether somebody is another learner, of another household."""
        if other == self.learner:
            return False
        return self.household is None or self.names.household.get(other) != self.household

    def names_stranger(self, other: LearnerId) -> bool:
        """Whether a full name that is this one's can only be a stranger's."""
        return self.is_stranger(other) and other not in self.namesakes


def sought_for(learner: LearnerId, names: NameIndex, staff: tuple[str, ...], people: Iterable[Person] = ()) -> Sought:
    """`staff`: texts kept from home. `people`: whom pages of the learner may name."""
    return Sought(
        learner=learner,
        names=names,
        phrases=phrases_of(staff),
        references=references_in(staff),
        named=frozenset(name for person in people for name in person.name.values()),
    )


def found_in_plain(plain: Path, sought: Sought) -> tuple[Finding, ...]:
    """Everything in a finished plain site that is not for its readers, by file."""
    files: dict[str, Readable] = {}
    unreadable: list[Finding] = []
    for path in sorted(each for each in plain.rglob("*") if each.is_file()):
        name = path.relative_to(plain).as_posix()
        try:
            files[name] = readable(name, path.read_bytes())
        except UnreadableError:
            unreadable.append(Finding(file=name, kind="unreadable"))
    names_of_files = Readable(passages=frozenset(files))
    if not any(found_in((*files.values(), names_of_files), sought)) and not any(in_file_names(files, sought)):
        return tuple(unreadable)
    told = (Finding(file=file, kind=kind, other=other) for file, kind, other in one_by_one(files, sought))
    return (*unreadable, *dict.fromkeys(told))


def looked_for(sought: Sought) -> Callable[[str], bool]:
    """Whether a text holds anything that a page of the learner must not, as the search of finished pages would say."""

    def holds(text: str) -> bool:
        return any(found_in((Readable(passages=frozenset((text,))),), sought))

    return holds


def one_by_one(files: Mapping[str, Readable], sought: Sought) -> Iterator[tuple[str, Kind, LearnerId | None]]:
    """The same again, told of each file; what stands in none alone is told of all."""
    nothing = True
    for file, text in files.items():
        held = (text, Readable(passages=frozenset((file,))))
        for kind, other in (*found_in(held, sought), *in_file_names((file,), sought)):
            nothing = False
            yield file, kind, other
    if nothing:
        for kind, other in found_in(tuple(files.values()), sought):
            yield "", kind, other


def found_in(files: tuple[Readable, ...], sought: Sought) -> Iterator[tuple[Kind, LearnerId | None]]:
    """What these files say together that they must not say."""
    passages = (*said_once(file.running for file in files), *frozenset().union(*(file.passages for file in files)))
    papers = tuple(file.drawn for file in files if file.drawn)
    words, on_paper = words_of(passages), words_of(papers)
    text = BETWEEN.join((*passages, *papers))
    for other in sorted(ids_in(text)):
        if sought.is_stranger(other) and is_learner(other, sought.names):
            yield "other-id", other
    for other in sorted({*named_in(words, roll_of(sought.names.roll)), *drawn_names(on_paper, sought.names)}):
        if sought.names_stranger(other):
            yield "other-name", other
    if any(holds_phrase(each, sought.phrases) for each in (words, on_paper)) or holds_reference(text, sought):
        yield "staff-words", None


def drawn_names(words: list[str], names: NameIndex) -> Iterator[LearnerId]:
    """Names on paper: what stands between words from right to left comes out in either order."""
    as_it_came = [as_drawn(word) for word in words]
    roll = roll_of(names.roll, as_drawn)
    yield from named_in(as_it_came, roll)
    yield from named_in(as_it_came[::-1], roll)


def in_file_names(
    files: "Mapping[str, Readable] | tuple[str, ...]", sought: Sought
) -> Iterator[tuple[Kind, LearnerId]]:
    """Names written together, as people name files."""
    roll = roll_of(sought.names.roll)
    for file in files:
        for other in named_as_one_word(folded_words(file), roll):
            if sought.names_stranger(other):
                yield "other-name", other


def phrases_of(staff: tuple[str, ...]) -> tuple[str, ...]:
    """What is looked for of texts kept from home: whole sentences, and of long ones every eight words in a row."""
    found: dict[str, None] = {}
    for text in staff:
        for sentence in SENTENCE_END.split(text):
            words = folded_words(sentence)
            if len(words) >= FEWEST_WORDS and len("".join(words)) >= FEWEST_LETTERS:
                starts = range(max(1, len(words) - PHRASE + 1))
                found |= dict.fromkeys(" ".join(words[start : start + PHRASE]) for start in starts)
    return tuple(found)


def references_in(staff: tuple[str, ...]) -> frozenset[str]:
    """Texts kept from home that are a single sign of something elsewhere."""
    return frozenset(text.strip() for text in staff if ONE_WORD_OF_STAFF.fullmatch(text.strip()))


def holds_phrase(words: list[str], phrases: tuple[str, ...]) -> bool:
    known = frozenset(words)
    likely = [phrase for phrase in phrases if known.issuperset(phrase.split(" "))]
    text = f" {' '.join(words)} " if likely else ""
    return any(f" {phrase} " in text for phrase in likely)


def holds_reference(text: str, sought: Sought) -> bool:
    return any(reference in text for reference in sought.references)


def kept_from_home(today: Iterable[str], earlier: Iterable[str], home: Iterable[str]) -> tuple[str, ...]:
    """What pages must not hold. What once was for staff, and somebody has written for home since, may stand there."""
    said = f" {' '.join(words_of(home))} "
    once = (sentence.strip() for text in earlier for sentence in SENTENCE_END.split(text))
    return (*today, *(each for each in once if each and f" {' '.join(folded_words(each))} " not in said))


def as_problem(finding: Finding, folder: str) -> Problem:
    """What is said of a finding; the learner's site is not published."""
    message = MESSAGES[finding.kind].format(file=finding.file or "more than one file", other=finding.other)
    return Problem(Place(folder), "not-published", message, hint=HINTS[finding.kind])
