"""What has been changed in agreed words since somebody agreed to them: the very facts that a text code is made of.

So where the code is another, there is always something to tell; and where it is the same, there is nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TypeAlias

from generator.model.text_code import Agreed, Fact, read_as
from generator.records.text import LanguageTag, Text

# What is said of something named before it, until the next of its kind.
SAID_OF: Mapping[str, frozenset[str]] = {
    "course": frozenset(("term",)),
    "pathway": frozenset(("start", "finish", "requirement", "choice")),
    "experience": frozenset(("partner", "from", "to", "hours")),
    "competency": frozenset(("level", "means")),
    "activity": frozenset(("who", "minutes", "by")),
}
Owned: TypeAlias = tuple[str, "Text | str", "Text | str | None"]  # name, words, what they are said of
NOT_SHOWN = ""  # words that were there and must not be told again
THE_GOAL = "goal"  # the name of a difference that is a whole goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that reads otherwise. `before` None: it is new; `now` None: it is there no longer.

    `part`: "plan", or the id of a goal; `name`: what it is of it, as facts of text_code are called. `of`: the step, the
    competency, the pathway … whose it is; None: it is the part's own.
    """

    part: str
    name: str
    before: Text | str | None
    now: Text | str | None
    of: Text | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of agreed words. `read_on`: the day as of which they are known.

    `sure`: they have the code that was agreed to; False: nobody wrote one down, and they stood there on that day.
    """

    read_on: date
    sure: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """In which language words were read; `own`: of plain strings."""

    language: LanguageTag
    own: LanguageTag


def differences(
    then: Agreed, now: Agreed, covers: tuple[str, ...], reader: Reader, reader_then: Reader | None = None
) -> tuple[Difference, ...]:
    """In the order of the plan. `reader_then`: where the school's language was another one."""
    parts = tuple(part for part in dict.fromkeys((*then, *now)) if part in covers)
    return tuple(each for part in parts for each in of_part(part, then, now, (reader_then or reader, reader)))


def of_part(part: str, then: Agreed, now: Agreed, readers: tuple[Reader, Reader]) -> Iterator[Difference]:
    if part not in now:
        yield Difference(part=part, name=THE_GOAL, before=title(then[part]), now=None)
        return
    if part not in then:
        yield Difference(part=part, name=THE_GOAL, before=None, now=title(now[part]))
        return
    old, new = said(then[part], readers[0]), said(now[part], readers[1])
    for did, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if did != "equal":
            yield from paired(part, owned(then[part])[first:last], owned(now[part])[start:end])


def said(facts: tuple[Fact, ...], reader: Reader) -> list[tuple[str, str]]:
    return [(name, read_as(words, reader.language, reader.own)) for name, words in facts]


def owned(facts: tuple[Fact, ...]) -> list[Owned]:
    """Each fact with the words of what it is said of."""
    heads: dict[str, Text | str] = {}
    found: list[Owned] = []
    for name, words in facts:
        owner = next((head for head, own in SAID_OF.items() if name in own and head in heads), None)
        found.append((name, words, None if owner is None else heads[owner]))
        if name in SAID_OF:
            heads = {name: words}
        elif owner is None:
            heads = {}
    return found


def title(facts: tuple[Fact, ...]) -> Text | str:
    """What a goal is called by: its first words."""
    return next((words for name, words in facts if name in ("i_can", "competency", "learner_words")), "")


def paired(part: str, old: list[Owned], new: list[Owned]) -> Iterator[Difference]:
    """What of the old became what of the new: facts of one name, in their order; the rest went or came."""
    left = list(new)
    for name, words, of in old:
        match = next((each for each in left if each[0] == name), None)
        if match is not None:
            left.remove(match)
            of = match[2]
        yield Difference(part=part, name=name, before=words, now=None if match is None else match[1], of=of)
    yield from (Difference(part=part, name=name, before=None, now=words, of=of) for name, words, of in left)
