"""Facts told three ways: as the last import wrote them, as they stand in the school's file, as the source says now.

What only one side changed is taken from that side. What both changed stays as the school has it, and is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.importers.memory import Mark, Remembered, mark_of

SCHOOLS_OWN = frozenset(("short", "kind", "status", "title"))  # with nothing remembered, the school's word counts
GROUPED = frozenset(("source", "extra"))  # mappings whose keys are settled one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The fields as they are to stand, and which of them both sides changed."""

    fields: dict[str, Any]
    clashes: tuple[str, ...]


def settled(
    yours: Mapping[str, Any], theirs: Mapping[str, Any], base: Remembered | None, order: Sequence[str], language: str
) -> Settled:
    """The fields in the order the file has them, new ones where `order` puts them; `language` is the source's own."""
    fields: dict[str, Any] = {}
    clashes: list[str] = []
    for name in (*yours, *(name for name in theirs if name not in yours)):
        mine, told = yours.get(name), theirs.get(name)
        value: Any
        if name in GROUPED:
            value, both = settled_group(mine or {}, told or {}, base, name)
            clashes += both
        elif isinstance(mine or told, list):
            value = settled_list(mine or [], told or [], base, name, language)
        else:
            value, clash = settled_value(mine, told, base, name, language)
            clashes += [name] if clash else []
        if value not in (None, [], {}):
            fields[name] = value
    return Settled(fields=placed(fields, yours, order), clashes=tuple(clashes))


def settled_value(mine: Any, theirs: Any, base: Remembered | None, name: str, language: str) -> tuple[Any, bool]:
    """The value to stand, and whether both sides changed it."""
    own = own_words(mine, language)
    if marks(own) == marks(theirs):
        return mine, False
    if base is None:
        school_counts = theirs is None or (mine is not None and name in SCHOOLS_OWN)
        return (mine if school_counts else reworded(mine, theirs, language)), False
    before = base.fields.get(name)
    if marks(own) == before:
        return reworded(mine, theirs, language), False
    return mine, marks(theirs) != before


def marks(value: Any) -> Mark | None:
    """The mark of a value, of each entry of a list; None where there is nothing."""
    if isinstance(value, list):
        return [mark_of(entry) for entry in value]
    return None if value is None else mark_of(value)


def own_words(mine: Any, language: str) -> Any:
    """What stands in the source's language, where a school has put a text into several."""
    if not isinstance(mine, Mapping) or language not in mine:
        return mine
    version = mine[language]
    return version.get("text") if isinstance(version, Mapping) else version


def reworded(mine: Any, theirs: Any, language: str) -> Any:
    """The source's words, in their place among other languages."""
    if theirs is None or not isinstance(mine, Mapping) or language not in mine:
        return theirs
    version = mine[language]
    return {**mine, language: {**version, "text": theirs} if isinstance(version, Mapping) else theirs}


def settled_group(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], base: Remembered | None, name: str
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A mapping settled key by key. Where something came from is the source's to say."""
    if name == "source":
        return {**mine, **theirs}, ()
    found: dict[str, Any] = {}
    clashes = []
    for key in (*mine, *(key for key in theirs if key not in mine)):
        value, clash = settled_value(mine.get(key), theirs.get(key), base, f"{name}.{key}", "")
        clashes += [f"{name}.{key}"] if clash else []
        if value is not None:
            found[key] = value
    return found, tuple(clashes)


def settled_list(
    mine: Sequence[Any], theirs: Sequence[Any], base: Remembered | None, name: str, language: str
) -> list[Any]:
    """Entries of both sides: without those the source has dropped, and those the school has dropped."""
    before = () if base is None else base.fields.get(name, ())
    told = [mark_of(entry) for entry in theirs]
    mine_marks = [mark_of(own_words(entry, language)) for entry in mine]
    found = [(mark, entry) for mark, entry in zip(mine_marks, mine, strict=True) if mark in told or mark not in before]
    last = -1
    for mark, entry in zip(told, theirs, strict=True):
        places = [place for place, (other, _) in enumerate(found) if other == mark]
        if places:
            last = places[0]
        elif mark not in before:
            last = last + 1 if last >= 0 else len(found)
            found.insert(last, (mark, entry))
    return [entry for _, entry in found]


def placed(fields: Mapping[str, Any], yours: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """The fields in the order of the file; new ones behind the nearest that the usual order puts before them."""
    names = [name for name in yours if name in fields]
    for name in fields:
        if name not in names:
            earlier = order[: order.index(name)] if name in order else order
            after = [place for place, other in enumerate(names) if other in earlier]
            names.insert(after[-1] + 1 if after else 0 if not names else len(names) if name not in order else 0, name)
    return {name: fields[name] for name in names}
