"""The forms of terms, as one pattern that finds them in a text as whole words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.view.page import Term

# Vowel signs and the stretching line of Arabic: written or not, the word is the same.
SIGNS = "\u0640\u064b-\u0652\u0670"
# Arabic writes "and", "so", "with", "as", "for" and "the" as one word with what follows.
JOINED = f"(?:[وف][{SIGNS}]*)?(?:[بك]?[{SIGNS}]*(?:ال)?|لل?)[{SIGNS}]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What to look for: a match's group is the form; `terms`: its key → its term, by its place among the terms."""

    pattern: re.Pattern[str]
    terms: Mapping[str, int]


@lru_cache(maxsize=64)
def forms_of(terms: tuple[Term, ...]) -> Forms:
    """Any form of any term as a whole word, the longest first; of two terms with one form, the earlier one's."""
    forms = {key_of(form): which for which, term in reversed(list(enumerate(terms))) for form in term.forms}
    words = "|".join(_word(form) for form in sorted(forms, key=len, reverse=True))
    return Forms(pattern=re.compile(rf"(?<![\w&#-]){JOINED}({words})(?![\w{SIGNS}-])", re.IGNORECASE), terms=forms)


def key_of(form: str) -> str:
    """A form without what does not make another word of it."""
    return " ".join(re.sub(f"[{SIGNS}]", "", form).lower().split())


def _word(form: str) -> str:
    """A form as a pattern: signs may stand after every letter, any space between its words."""
    return r"\s+".join("".join(f"{re.escape(sign)}[{SIGNS}]*" for sign in word) for word in form.split())
