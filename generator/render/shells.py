"""The theme's part of a site, cut out once of what MkDocs wrote and filled for each learner whose site has that shape.

A shape is all that the theme could tell two sites apart by, beside words that it only places: which pages there are and
how deep they lie, the menu, the languages, which words are empty. Shells hold nothing of anybody.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from markupsafe import escape

from generator.render.themed import ThemedSite, entries_of, walked

INDEX = "search/search_index.json"
SCRIPT, OF_THE_SEARCH = re.compile(r"<[sS][cC][rR][iI][pP][tT]"), "data-search-"
PLAIN_STEP = re.compile(r"(?!(?:index|readme)$)[a-z0-9][a-z0-9._~-]*", re.IGNORECASE)
PLAIN_FILE = re.compile(r"evidence(?:/[\w~-][\w.~-]*)+(?<!\.md)(?<!\.mkd)(?<!\.mkdn)(?<!\.markdown)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """One file: numbers of the pieces that make up its path, and of those that make up what it holds."""

    path: tuple[int, ...]
    body: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shells:
    """All files of a site. Pieces are numbered: first `texts`, then the learner's words, then those in `escaped`, which
    stand somewhere as HTML of HTML. `index`: how the search is set up, as JSON; None: there is no search."""

    texts: tuple[str, ...]
    escaped: tuple[int, ...]
    files: tuple[Shell, ...]
    index: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """One site: its shape, and the words to be placed into the shells of that shape."""

    shape: ThemedSite
    words: tuple[str, ...]


def filling_of(themed: ThemedSite) -> Filling:
    words: list[str] = []

    def taken(each: str) -> str:
        words.append(each)
        return "…" if each else ""  # a theme may well ask whether there is any

    def step(each: str) -> str:
        words.append(each)
        return str(len(words))  # two pages are two, however they are called

    shape = walked(themed, taken, step)
    return Filling(shape=shape, words=tuple(words))


def can_be_filled(themed: ThemedSite, files: Mapping[str, object]) -> bool:
    """Whether MkDocs, its search and our policy would do nothing with these pages and files but place them."""
    paths = {page.path for page in themed.pages}
    return (
        len(paths) == len(themed.pages)
        and all(PLAIN_STEP.fullmatch(step) for path in paths for step in path.split("/") if step)
        and all(item.path is None or item.path in paths for item in entries_of(themed.nav))
        and all(PLAIN_FILE.fullmatch(path) for path in files)
        and not any(OF_THE_SEARCH in page.html or SCRIPT.search(page.html) for page in themed.pages)
    )


def filled(shells: Shells, words: tuple[str, ...], entries: list[dict[str, str]]) -> dict[str, bytes]:
    """Every file of the site by its path. `entries`: what its search finds."""
    pieces = (*shells.texts, *words, *(str(escape(words[number])) for number in shells.escaped))
    made = {
        # as MkDocs writes letters that are half a pair
        "".join(_picked(shell.path, pieces)): "".join(_picked(shell.body, pieces)).encode(errors="xmlcharrefreplace")
        for shell in shells.files
    }
    if shells.index is not None:
        made[INDEX] = f'{{"config":{shells.index},"docs":{in_few_bytes(entries)}}}'.encode()
    return made


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> tuple[str, ...]:
    """The files that are not the same bytes in both, or not in both."""
    return tuple(sorted(path for path in {*one, *other} if one.get(path) != other.get(path)))


def in_few_bytes(value: object) -> str:
    """JSON with letters as they are: the theme writes each Arabic one in six bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _picked(numbers: tuple[int, ...], pieces: tuple[str, ...]) -> tuple[str, ...]:
    return itemgetter(*numbers)(pieces) if len(numbers) > 1 else tuple(pieces[number] for number in numbers)
