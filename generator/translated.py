"""One text in several languages: which version came first, which is behind it, and which one a reader is shown.

Pages, `check` and translators all ask here, so that they never differ.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Literal, TypeAlias
from unicodedata import normalize

from generator.records.text import LanguageTag, Text, Version

# Why a reader is not shown a text in their own language.
Gap: TypeAlias = Literal["missing", "machine", "stale"]
NUMBER = re.compile(r"\d+")
# A name that is filled in, a formula, an address: the same in every language.
KEPT = re.compile(r"\{[^{}\n]*\}|\\\(.*?\\\)|\\\[.*?\\\]|(?:https?://|www\.)[^\s)\]>]+", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # signs that neither XML nor a page can hold
LINK_OR_TAG, BRACE = re.compile(r"\]\([^)]*\)|</?[A-Za-z][^>]*>"), re.compile(r"[{}]")


def code_of(words: str) -> str:
    """What a translation keeps in `of`: the first 12 hex digits of the SHA-256 of the text it was made from.

    A text that is only wrapped anew is still the same.
    """
    return sha256(unwrapped(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def unwrapped(words: str) -> str:
    """In NFC and with runs of white space as one blank: equal for texts that read alike."""
    return " ".join(normalize("NFC", words).split())


def original_of(text: Text, own: LanguageTag) -> LanguageTag:
    """The key of the version that the others were made from. `own`: the language of a plain string.

    What says of itself that it was made from another (`of`) came later.
    """
    first = [tag for tag, version in text.versions.items() if version.of is None] or list(text.versions)
    return next((tag for tag in (own, "") if tag in first), min(first))


def is_unreviewed(version: Version) -> bool:
    """Whether a machine made it and nobody has read it."""
    return version.by == "machine" and version.reviewed is None


def is_stale(text: Text, language: LanguageTag, own: LanguageTag) -> bool:
    """Whether a version was made from other words than stand there now; one that does not say counts as current."""
    version = text.versions[language]
    return version.of is not None and version.of != code_of(text.versions[original_of(text, own)].text)


def is_shown(text: Text, language: LanguageTag, own: LanguageTag) -> bool:
    """Whether this version may be shown to readers of its language.

    Never what a machine wrote and nobody read. What is a little behind is better than a language one cannot read, but
    not with another number in it than the original has now: somebody might come on the wrong day.
    """
    version = text.versions.get(language)
    if version is None or is_unreviewed(version):
        return False
    return not is_stale(text, language, own) or same_numbers(version.text, text.versions[original_of(text, own)].text)


def same_numbers(one: str, other: str) -> bool:
    """Whether two texts name the same numbers, in whatever order and digits."""
    return sorted(map(int, NUMBER.findall(one))) == sorted(map(int, NUMBER.findall(other)))


def pieces_of(words: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, in order; True: this one is the same in every language."""
    end = 0
    for found in KEPT.finditer(words):
        if found.start() > end:
            yield words[end : found.start()], False
        yield found.group(), True
        end = found.end()
    if end < len(words):
        yield words[end:], False


def signs_of(words: str) -> frozenset[str]:
    """What a translation must hold as well: nothing of it lost, and nothing of the kind brought in."""
    pieces = tuple(pieces_of(words))
    loose = BRACE.findall(" ".join(piece for piece, kept in pieces if not kept))
    return frozenset((*(piece for piece, kept in pieces if kept), *loose, *LINK_OR_TAG.findall(words)))


def shown_to(text: Text, language: LanguageTag, own: LanguageTag) -> tuple[LanguageTag, Version]:
    """The best version for a reader of `language`, with its key ("": a plain string, which is in `own`)."""
    plain = text.versions.get("")
    if plain is not None and len(text.versions) == 1:
        return "", plain
    tag = next((tag for tag in _by_preference(text, language, own) if is_shown(text, tag, own)), None)
    chosen = original_of(text, own) if tag is None else tag
    return chosen, text.versions[chosen]


def gap_in(text: Text, language: LanguageTag, own: LanguageTag) -> Gap | None:
    """Why a reader of `language` is not shown this text in it; None: they are."""
    return None if (shown_to(text, language, own)[0] or own) == language else why_not(text, language)


def why_not(text: Text, language: LanguageTag) -> Gap:
    """Why a version that is not shown is not."""
    version = text.versions.get(language)
    if version is None:
        return "missing"
    return "machine" if is_unreviewed(version) else "stale"


def _by_preference(text: Text, language: LanguageTag, own: LanguageTag) -> Iterator[LanguageTag]:
    yield from (language, own)
    yield from ("", original_of(text, own))
    yield from sorted(text.versions)
