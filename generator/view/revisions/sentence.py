"""What is said of a change: sentences whose parts keep people's own words apart, with their language and direction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Literal, TypeAlias

from generator.records.school import LearnerId
from generator.view.page import RichText
from generator.view.said import isolated
from generator.words import Words

Audience = Literal["teacher", "family"]
Part: TypeAlias = RichText | str
Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`warning`: somebody should look at it twice. `small`: it may stand folded, it is a detail or bookkeeping."""

    parts: Parts
    warning: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What became different about one thing: a goal, a piece of evidence, the settings of the school.

    `learner` None: it is shared. `path`: its place on the learner's site; None: it has none of its own.
    """

    title: Parts
    sentences: tuple[Sentence, ...]
    learner: LearnerId | None
    path: str | None


def woven(words: Words, message: str, **values: Part | Parts) -> Parts:
    """A message in the reader's language, with people's words as parts of their own in its places."""
    said = words.messages.get(message, message)
    return joined(_pieces(said, values))


def _pieces(said: str, values: dict[str, Part | Parts]) -> Iterator[Part]:
    for before, name, _, _ in Formatter().parse(said):
        yield before
        value = values[name] if name else ""
        yield from value if isinstance(value, tuple) else (value,)


def joined(parts: Iterable[Part]) -> Parts:
    """The same, without empty parts and with words of ours that stand together as one."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part:
            found.append(part)
    return tuple(found)


def between(all_parts: Iterable[Parts], mark: str) -> Parts:
    """Several, with a mark between any two."""
    found: list[Part] = []
    for parts in all_parts:
        if parts:
            found.extend((mark, *parts) if found else parts)
    return joined(found)


def plain_of(sentence: Sentence) -> str:
    """The sentence where no markup can be shown; people's words in another language are kept apart by signs."""
    return plain(sentence.parts)


def plain(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else isolated(part) for part in parts)
