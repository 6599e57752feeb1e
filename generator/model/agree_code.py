"""A text code as somebody typed it, and what it says was read: which parts, in which language.

What a sign can only be, it is read as. Where a code is only like one that there is, that one is told and never taken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import decimal, normalize

from generator.model.text_code import ALPHABET, WHOLE_PLAN, Agreed, code_of
from generator.records.text import LanguageTag

SIGNS, HALF = 8, 4
# Letters that no code holds; Crockford reads them as the digits they look like.
READ_AS = {"O": "0", "I": "1", "L": "1"}
BETWEEN = "-–—‐‑−_.·"  # what people and keyboards put where the dash belongs
# Signs that hands and eyes take for one another; U is in no code at all.
ALIKE = ("0DQ", "17T", "2Z", "38B", "4A", "5S", "6GC", "9P", "EF", "HMN", "KX", "PR", "UVYW")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a code tells: the parts that were read. `languages`: those in which they have this very code."""

    covers: tuple[str, ...]
    languages: tuple[LanguageTag, ...]


def typed_code(typed: str) -> str | None:
    """The code that was typed, in the form K7Q2-9XWA; None: it cannot be one."""
    signs = "".join(map(sign_of, plainly(typed)))
    return f"{signs[:HALF]}-{signs[HALF:]}" if len(signs) == SIGNS and set(signs) <= set(ALPHABET) else None


def plainly(typed: str) -> str:
    """Capital letters and digits, without blanks and dashes."""
    return "".join(each for each in normalize("NFKC", typed).upper() if each not in BETWEEN and not each.isspace())


def sign_of(typed: str) -> str:
    """Digits of any script are digits."""
    return READ_AS.get(typed) or (str(decimal(typed)) if typed.isdecimal() else typed)


def like(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """The codes for which this may have been typed: look-alikes first, then one sign wrong, missing, twice or moved."""
    signs = "".join(map(sign_of, plainly(typed)))
    codes = {code: plainly(code) for code in known}
    alike = tuple(code for code, other in codes.items() if looks_like(signs, other))
    return alike or tuple(code for code, other in codes.items() if is_near(signs, other))


def looks_like(signs: str, other: str) -> bool:
    return len(signs) == len(other) and all(
        one == two or any(one in group and two in group for group in ALIKE)
        for one, two in zip(signs, other, strict=True)
    )


def is_near(signs: str, other: str) -> bool:
    """One sign is another, two neighbours have changed places, or one is missing or there too much."""
    if len(signs) == len(other):
        wrong = [at for at, (one, two) in enumerate(zip(signs, other, strict=True)) if one != two]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and {*signs[wrong[0] : wrong[1] + 1]} == {*other[wrong[0] : wrong[1] + 1]}
        )
        return len(wrong) <= 1 or swapped
    short, long = sorted((signs, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def read_by(code: str, agreed: Agreed, languages: Iterable[LanguageTag], own: LanguageTag) -> Read | None:
    """What was read by whoever holds this code; None: no part of this text has it. `own`: of plain strings."""
    tags = tuple(dict.fromkeys(languages))
    for covers in covered(agreed):
        found = tuple(tag for tag in tags if code_of(agreed, covers, tag, own) == code)
        if found:
            return Read(covers=covers, languages=found)
    return None


def codes_of(agreed: Agreed, languages: Iterable[LanguageTag], own: LanguageTag) -> Iterator[str]:
    """The codes that editions of this text carry."""
    if agreed:
        yield from dict.fromkeys(code_of(agreed, tuple(agreed), tag, own) for tag in languages)


def covered(agreed: Agreed) -> Iterator[tuple[str, ...]]:
    """What an edition may be of: everything, the plan alone, a goal alone."""
    if len(agreed) > 1:
        yield tuple(agreed)
    yield from ((part,) for part in sorted(agreed, key=lambda part: part != WHOLE_PLAN))
