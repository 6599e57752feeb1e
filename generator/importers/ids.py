"""Local ids of competencies: made once from the code, then read from the files for ever."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from generator.importers.source import ItemId, SourceItem

LONGEST = 48


def is_id(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9][a-z0-9._-]*", text) is not None


def slug(text: str) -> str:
    """Text as an id: small letters, digits, dots, hyphens, underscores; empty where nothing of it can be written so."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    joined = re.sub(r"[^a-z0-9._]+", "-", bare.lower())
    joined = re.sub(r"-*([._])[-._]*|-+", lambda found: found[1] or "-", joined).strip("-._")
    if len(joined) <= LONGEST:
        return joined
    return joined[: LONGEST + 1].rsplit("-", 1)[0][:LONGEST].strip("-._")


def without_prefix(code: str, prefixes: Iterable[str]) -> str:
    """The code without the first of the prefixes it begins with, unless nothing would be left."""
    for prefix in prefixes:
        if code.startswith(prefix) and len(code) > len(prefix):
            return code[len(prefix) :]
    return code


def ids_for(
    items: Iterable[SourceItem], given: Mapping[ItemId, str], taken: Collection[str], prefixes: Collection[str]
) -> dict[ItemId, str]:
    """An id for every item: the one given earlier, else the slug of its code or words, numbered where it is taken."""
    found = dict(given)
    used = {*taken, *given.values()}
    for item in items:
        if item.identifier not in found:
            found[item.identifier] = free_id(wish_of(item, prefixes), used)
            used.add(found[item.identifier])
    return found


def wish_of(item: SourceItem, prefixes: Iterable[str]) -> str:
    code = slug(without_prefix(item.code, prefixes)) if item.code else ""
    return code or slug(item.short or "") or slug(item.statement[:200]) or "item"


def free_id(wish: str, used: Collection[str]) -> str:
    """The id wished for, with a number where it is taken."""
    if wish not in used:
        return wish
    number = 2
    while f"{wish}-{number}" in used:
        number += 1
    return f"{wish}-{number}"
