"""How a language writes days, which way it runs and what it calls itself, as far as Babel's data (CLDR) know it.

A language without data of its own never borrows another's: Haitian would get French days. It is written PLAINly
instead: days as 2026-12-04, numbers as 1234.5. Digits are 0 to 9 in every language, as in codes and formulas.
"""

from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.localedata import load

Direction = Literal["ltr", "rtl"]
DayForm = Literal["full", "long", "medium", "short"]

PLAIN = Locale("en", "US", variant="POSIX")
ROOT_MONTH, ROOT_FRIDAY, ROOT_OR = "M01", "Fri", "{0} or {1}"  # what stands in Babel's data where nobody has told
OF_ITS_FAMILY = {("nb", "no"), ("nn", "no")}  # Norwegian is kept in one place for both ways to write it
SKELETONS = {"medium": "yMMMd", "short": "MMMd"}


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """The data of a language, in its region where that is known; PLAIN where there are no months of its own."""
    locale = _known(language)
    return locale if locale is not None and _has_own_months(locale) else PLAIN


def is_plain(locale: Locale) -> bool:
    """Whether days and numbers are written plainly, since nothing is known."""
    return bool(locale.variant == PLAIN.variant)


@lru_cache(maxsize=64)
def direction_of(language: str) -> Direction:
    """Which way a language is written; left to right where it is not known."""
    locale = _known(language)
    return "rtl" if locale is not None and locale.text_direction == "rtl" else "ltr"


@lru_cache(maxsize=64)
def own_name_of(language: str) -> str:
    """What a language calls itself, as a list of languages shows it; its tag where that is not known."""
    locale = _known(language)
    name = (locale.display_name if locale is not None else None) or language
    return name[:1].upper() + name[1:] if name != language else name


def name_in(language: str, locale: Locale) -> str:
    """What another language calls this one; its tag where nobody has told."""
    names = locale.languages
    return str(names.get(language.replace("-", "_")) or names.get(language.partition("-")[0]) or language)


@lru_cache(maxsize=4096)
def day_in(day: date, form: DayForm, locale: Locale) -> str:
    """The same few days are written again and again, and writing one is slow."""
    if is_plain(locale):
        return day.isoformat()
    if form == "full" and _is_lent(locale, locale.days["format"]["wide"][4], ROOT_FRIDAY):
        form = "long"
    skeleton = SKELETONS.get(form)
    if skeleton is not None:
        return str(format_skeleton(skeleton, day, locale=locale))
    return str(format_date(day, form, locale=locale))


def has_own_or(locale: Locale) -> bool:
    """Whether the language's own word for "or" is known."""
    return not is_plain(locale) and not _is_lent(locale, locale.list_patterns["or"]["2"], ROOT_OR)


def month_in(day: date, locale: Locale) -> str:
    """The month's short name; 2026-12 where it has none."""
    return f"{day:%Y-%m}" if is_plain(locale) else str(format_skeleton("MMM", day, locale=locale))


def month_of_year_in(day: date, locale: Locale) -> str:
    """The month with its year; 2026-12 where it has no name."""
    return f"{day:%Y-%m}" if is_plain(locale) else str(format_skeleton("yMMMM", day, locale=locale))


@lru_cache(maxsize=256)
def _known(language: str) -> Locale | None:
    """What Babel has of a language: with its region, else without; None: nothing."""
    for tag in (language, language.partition("-")[0]):
        try:
            return _unshared(Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _unshared(locale: Locale) -> Locale:
    """The same, with data that no other locale's lookups write into.

    Babel keeps what an alias led to in a dict that locales share: after Kinyarwanda, French dates were in it
    (python-babel/babel#1234).
    """
    data = load(str(locale))
    own = deepcopy(data)
    data.clear()
    data.update(own)
    return locale


def _has_own_months(locale: Locale) -> bool:
    """Whether the months are the language's: not missing, and not those of the one its data are laid over."""
    months = _months(locale)
    return months[1] != ROOT_MONTH and all(_months(other) != months for other in _lent_by(locale))


def _is_lent(locale: Locale, found: str, from_root: str) -> bool:
    """Whether a word is the English one that Babel gives to whoever has none."""
    return found == from_root and locale.language != "en"


def _lent_by(locale: Locale) -> tuple[Locale, ...]:
    """The other languages whose data a language is shown where its own are missing."""
    parents = get_global("parent_exceptions")
    names = (parents.get(name, "root") for name in (str(locale), locale.language))
    others = (Locale.parse(name) for name in dict.fromkeys(names) if name != "root")
    return tuple(
        other
        for other in others
        if other.language != locale.language and (locale.language, other.language) not in OF_ITS_FAMILY
    )


def _months(locale: Locale) -> dict[int, str]:
    return dict(locale.months["format"]["wide"])
