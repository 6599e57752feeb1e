"""Names, roles and contacts: the one file that says who an id is. It may lie outside the school's folder, or locked.

A district's file names tens of thousands of people, and a job needs a handful of them: so the file is checked and
gone through in pieces, and a person is read when asked for.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from hashlib import sha256
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any, cast
from zlib import crc32

from generator.load.people_sealed import LOCKED, OPEN, is_locked, open_beside, opened, unworded
from generator.load.schema import schema_problems
from generator.load.shape import shaped
from generator.load.source import bytes_of, judged
from generator.problem import Place, Problem
from generator.records.commons import LearnerRecords, People
from generator.records.school import Person, PersonId
from generator.records.text import Text
from generator.yamltext.read import PlacedMap, decode, read

ENTRY = re.compile(r"^([a-z]-[0-9]{4,8}):", re.MULTILINE)
OTHER_START = re.compile(r"^[^\s#]", re.MULTILINE)
AT_ONCE = 200  # entries
LOOKED_UP = 512  # persons that are kept: the same few teachers are asked for with every learner of a class
MOST_LINES_LIKE_IDS = 20


class PeopleFile(Mapping[PersonId, Person]):
    """Everybody of a file whose entries each begin a line; in the order of the file."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self.is_open_here = file == OPEN
        # Eight bytes a person: the id's checksum, then where the entry starts. A dict would take twenty times as much.
        self._starts = array("Q", sorted(crc32(name.encode()) << 32 | start for name, start in _entries(text)))
        self._lines = array("Q", _lines(text))
        self._looked_up: dict[PersonId, Person] = {}

    @cached_property
    def digest(self) -> str:
        """Of the names in clear: it says nothing of who they are, and is nothing to publish all the same."""
        return sha256(self._text.encode("utf-8", "surrogatepass")).hexdigest()

    def __getitem__(self, person: PersonId) -> Person:
        if person not in self._looked_up:
            if len(self._looked_up) >= LOOKED_UP:
                self._looked_up.clear()
            self._looked_up[person] = self._read(person)
        return self._looked_up[person]

    def _read(self, person: PersonId) -> Person:
        start = self._start_of(person)
        if start is None:
            raise KeyError(person)
        ends = (following.start() for following in ENTRY.finditer(self._text, start + 1))
        # What looks like the next entry may be a line of a text in quotes, which goes on behind it.
        entries = (self.piece(start, end) for end in (*islice(ends, MOST_LINES_LIKE_IDS), len(self._text)))
        return shaped(Person, next(cast(PlacedMap, entry[person]) for entry in entries if entry is not None))

    def __contains__(self, person: object) -> bool:
        return isinstance(person, str) and self._start_of(person) is not None

    def _start_of(self, person: PersonId) -> int | None:
        checksum = crc32(person.encode())
        for position in range(bisect_left(self._starts, checksum << 32), len(self._starts)):
            if self._starts[position] >> 32 != checksum:
                break
            start = self._starts[position] & 0xFFFFFFFF
            if self._text.startswith(f"{person}:", start):
                return start
        return None

    def _line_of(self, start: int) -> int:
        return self._lines[bisect_left(self._lines, start << 32)] & 0xFFFFFFFF

    def __iter__(self) -> Iterator[PersonId]:
        return (name for name, _ in _entries(self._text))

    def __len__(self) -> int:
        return len(self._starts)

    def holding(self, words: frozenset[str]) -> Iterator[PersonId]:
        """Whose entries hold one of these words, in whatever case, wherever in it they stand."""
        sought = re.compile("|".join(map(re.escape, sorted(words))), re.IGNORECASE) if words else None
        starts = [(start, name) for name, start in _entries(self._text)] if sought else []
        for found in sought.finditer(self._text) if sought else ():
            position = bisect_left(starts, (found.start(), "")) - 1
            if position >= 0:
                yield starts[position][1]

    def repeats(self) -> bool:
        """Whether an id comes twice: only the entry that its id leads to is its own."""
        return any(self._start_of(name) != start for name, start in _entries(self._text))

    def pieces(self) -> Iterator[PlacedMap | None]:
        """The file's entries, some hundred at a time; None where a piece alone is no YAML."""
        starts = (start for _, start in _entries(self._text))
        start = next(starts, None)
        while start is not None:
            later = list(islice(starts, AT_ONCE))
            yield self.piece(start, later[-1] if len(later) == AT_ONCE else len(self._text))
            start = later[-1] if len(later) == AT_ONCE else None

    def piece(self, start: int, end: int) -> Any:
        """What stands between two places of the text."""
        value, problems = read(self._text[start:end], self._file, self._line_of(start))
        return None if problems else value


def _entries(text: str) -> Iterator[tuple[PersonId, int]]:
    """The id of each entry, and where it starts."""
    return ((found.group(1), found.start()) for found in ENTRY.finditer(text))


def _lines(text: str) -> Iterator[int]:
    """Where each entry starts, and in its last four bytes on which line: counting from the top for each is slow."""
    line, before = 1, 0
    for _, start in _entries(text):
        line += text.count("\n", before, start)
        before = start
        yield start << 32 | line


def people_of(root: Path, file: Path | None) -> People:
    """Everybody of a file that was checked before."""
    return load_people(root, file)[0] if (people := _pieces_of(root, file)) is None else people


def everybody(people: People) -> Iterator[tuple[PersonId, Person]]:
    """Each person once, in the order of the file, without keeping them."""
    if not isinstance(people, PeopleFile):
        yield from people.items()
        return
    for piece in people.pieces():
        for person, entry in (piece or {}).items():
            yield person, shaped(Person, cast(PlacedMap, entry))


def addressed(people: People, addresses: frozenset[str]) -> Mapping[str, PersonId]:
    """Who has each of these e-mail addresses, which are in small letters; nobody where two people share it."""
    ids = dict.fromkeys(people.holding(addresses)) if isinstance(people, PeopleFile) else people
    found: dict[str, set[PersonId]] = {}
    for person in ids if addresses else ():
        contact = people[person].contact
        address = (contact.email or "").casefold() if contact is not None else ""
        if address in addresses:
            found.setdefault(address, set()).add(person)
    return {address: next(iter(whose)) for address, whose in found.items() if len(whose) == 1}


def load_people(root: Path, file: Path | None, in_order: str = "") -> tuple[People, tuple[Problem, ...]]:
    """Everybody; `file` None: plans/people.yml, open or locked, which a school may do without.

    `in_order`: the digest of a file that was gone through before, and in which nothing was wrong.
    """
    named = people_file(root, file)
    if named is None:
        return {}, ()
    told = open_beside(root) if file is None else ()
    text, problems = people_text(root, named)
    if text is None:
        return {}, (*told, *problems)
    people = _in_pieces(text, named)
    if people is not None and (people.digest == in_order or _in_order(people, named)):
        return people, told
    value, problems = judged(*read(text, named), named, "people")
    told += unworded(problems) if is_locked(named) else problems
    return {person: shaped(Person, cast(PlacedMap, entry)) for person, entry in (value or {}).items()}, told


def people_text(root: Path, named: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file of names, unlocked where it is locked; None where a problem stops it."""
    raw, problems = bytes_of(root, named)
    if raw is not None and is_locked(named):
        raw, problems = opened(root, raw, named)
    if raw is None:
        return None, problems
    text, problems = decode(raw, named)
    return (None, unworded(problems) if is_locked(named) else problems) if problems else (text, ())


def _in_order(people: PeopleFile, named: str) -> bool:
    """Whether every entry is one, and as its schema wants it."""
    entries = 0
    for piece in people.pieces():
        if piece is None or schema_problems("people", piece, named):
            return False
        entries += len(piece)
    return entries == len(people)


def _pieces_of(root: Path, file: Path | None) -> PeopleFile | None:
    named = people_file(root, file)
    text = None if named is None else people_text(root, named)[0]
    return None if named is None or text is None else _in_pieces(text, named)


def _in_pieces(text: str, named: str) -> PeopleFile | None:
    """The file, if it can be gone through in pieces: every entry begins a line, and no id comes twice."""
    people = PeopleFile(text, named)
    starts = sum(1 for _ in OTHER_START.finditer(text))
    return people if 0 < len(people) == starts and not people.repeats() else None


def people_file(root: Path, file: Path | None) -> str | None:
    """How the file is named in problems, relative to the root where it lies in it; None: the school has none."""
    if file is None:
        return next((each for each in (OPEN, LOCKED) if (root / each).exists()), None)
    absolute = file.absolute()
    return (absolute.relative_to(root.absolute()) if absolute.is_relative_to(root.absolute()) else absolute).as_posix()


def people_for(records: LearnerRecords, people: People, also: Iterable[PersonId] = ()) -> People:
    """Only those whom this learner's files name, and `also`: a job cannot show a name it was never given."""
    named = sorted({records.learner.learner, *strings_in(records), *also})
    return {person: people[person] for person in named if person in people}


def strings_in(value: Any) -> set[str]:
    """Every whole string a record holds; ids are among them. People's words are not looked into."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, tuple):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend((*one, *one.values()))
        elif one is not None and (parts := _parts_of(cast(Any, type(one)))) is not None:
            waiting.extend(parts(one))
    return found


@cache
def _parts_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What takes a record apart; None for what holds no ids."""
    if not is_dataclass(kind) or kind in (Place, Text):
        return None
    names = [field.name for field in fields(kind) if field.name != "place"]
    return attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)
