"""How else somebody may type the words of a page: what the search must find them by besides what is written.

The search compares beginnings of words, letter by letter. So a word without its accents, an Arabic word with its
article or without, with its vowels or without, and a plural are told beside the words themselves; nobody sees them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unicodedata import category, normalize

from generator.view.word_forms import SIGNS

WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670]+")
CODE = re.compile(r"\w+(?:\.\w+)+")
VOWEL_SIGNS = re.compile(f"[{SIGNS}]")
IN_ARABIC = re.compile(r"[\u0620-\u064a]")
BEFORE_A_WORD = re.compile(r"^(?:(?:[وفبك]?ال|[وف]?لل)(?=\w{2})|[وفبكل](?=\w{4}))")  # and, so, with, as, for; the
THE = "ال"
TYPED_ALIKE = str.maketrans({"ة": "ه", "ى": "ي"})
SHORTEST_NOUN = 3  # letters of an Arabic word that may take the article
SHORTEST = 4  # letters of a word that has a plural worth telling
PLURALS: Mapping[str, tuple[tuple[str, str], ...]] = {  # one of it → more of it; the first that fits
    "en": ((r"(.+[^aeiou])y", r"\1ies"), (r"(.+(?:[xz]|[cs]h))", r"\1es"), (r"(.+[^s])", r"\1s")),
    "es": ((r"(.+[aeiou])", r"\1s"), (r"(.+)z", r"\1ces"), (r"(.+[^s])", r"\1es")),
}


def spellings_of(text: str, language: str) -> str:
    """Other spellings of the words of a text on a page in that language, without what stands in the text already."""
    words = dict.fromkeys(word.lower() for word in WORD.findall(text))
    others = (*_parts_of_codes(text), *(other for word in words for other in _spellings(word, language)))
    return " ".join(other for other in dict.fromkeys(others) if other not in words)


def _parts_of_codes(text: str) -> Iterator[str]:
    """CCSS.Math.Content.4.NF.A.1 is known to many as 4.NF.A.1."""
    for code in CODE.findall(text):
        parts = code.lower().split(".")
        yield from (".".join(parts[start:]) for start in range(1, len(parts)))


@lru_cache(maxsize=8192)
def _spellings(word: str, language: str) -> tuple[str, ...]:
    """The same words stand on page after page."""
    return tuple(_each_spelling(word, language))


def _each_spelling(word: str, language: str) -> Iterator[str]:
    if IN_ARABIC.search(word):
        bare = VOWEL_SIGNS.sub("", normalize("NFC", word))
        for form in (bare, _plain(bare), _plain(bare).translate(TYPED_ALIKE)):
            stem = BEFORE_A_WORD.sub("", form)
            yield from (form, stem)
            if len(stem) >= SHORTEST_NOUN:
                yield THE + stem
            if len(form) >= SHORTEST_NOUN and THE not in form:  # the letter in front may be the word's own
                yield THE + form
    else:
        yield _plain(word)
        yield from _plurals(_plain(word), language)


def _plurals(word: str, language: str) -> Iterator[str]:
    if len(word) >= SHORTEST and word.isascii() and word.isalpha():
        rules = PLURALS.get(language.partition("-")[0], ())
        found = ((re.fullmatch(one, word), more) for one, more in rules)
        yield from [match.expand(more) for match, more in found if match][:1]


def _plain(word: str) -> str:
    """Without the signs above and below its letters."""
    return normalize("NFC", "".join(sign for sign in normalize("NFD", word) if category(sign) != "Mn"))
