"""One language: what the interface says in it, and how it writes numbers and days.

Receives its catalogue; who reads catalogues is load/catalogues. A message is its English text, with
placeholders in braces. A message the catalogue lacks is said in English.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent, get_decimal_symbol
from babel.units import format_unit

from generator.locales import (
    DayForm,
    Direction,
    day_in,
    direction_of,
    has_own_or,
    is_plain,
    month_in,
    month_of_year_in,
    name_in,
    own_name_of,
)
from generator.records.text import Text
from generator.translated import Gap, shown_to, why_not

MARK_AND_STOP = re.compile("[?!؟….]\u2069?\\.")  # found much faster, and rare
SECOND_MARK = re.compile(r"([?!؟…]\u2069?)\.(?=\s|$)|(?<!\.)(\.\u2069?)\.(?=\s|$)")

OWN_COMMA: Mapping[str, str] = {"ar": "، ", "fa": "، ", "ur": "، "}


class Said(NamedTuple):
    """People's text as it can be shown: in which language it is, and whether that is not the page's own.

    A tuple, since four hundred are made for one site. `note`: why it is in another language than the page; None: it
    is not.
    """

    text: str
    language: str
    direction: Direction
    foreign: bool
    note: Gap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    """What one audience is told in other words: the same two mappings, of these messages only."""

    messages: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language of the interface.

    `messages`: English text → translation. `plurals`: English singular → the forms, chosen by `plural_form(n)`.
    `base_language` is the school's own: what a plain string in a file is written in. `stages`: a learner's stage →
    its own wordings. `unreviewed`: no qualified translator has read this catalogue yet.
    """

    language: str
    base_language: str
    locale: Locale
    messages: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]
    plural_form: Callable[[int], int]
    stages: Mapping[str, StageWords] = field(default_factory=dict)
    unreviewed: bool = False
    instead: str | None = None  # the language that says everything, where nobody has made a catalogue of this one
    called: str | None = None  # what the catalogue says the language calls itself; None: it does not tell

    @property
    def has_catalogue(self) -> bool:
        return self.instead is None

    @property
    def said_in(self) -> str:
        """The language a page of these words is in."""
        return self.instead or self.language

    @property
    def own_name(self) -> str:
        """What the language calls itself; its tag where that is not known."""
        return self.called or own_name_of(self.language)

    @property
    def direction(self) -> Direction:
        return direction_of(self.said_in)

    def for_stage(self, stage: str) -> "Words":
        """The same words as that audience says them; all that it has no wording of its own for stays as it is."""
        own = self.stages.get(stage)
        if own is None:
            return self
        # What was said for another stage does not come back: only the audience's own words are laid over.
        return replace(
            self, messages={**self.messages, **own.messages}, plurals={**self.plurals, **own.plurals}, stages={}
        )

    def say(self, message: str, **values: object) -> str:
        """The message in this language, its placeholders filled; a value that ends with a mark gets no second one."""
        said = self.messages.get(message, message).format(**values)
        return SECOND_MARK.sub(r"\1\2", said) if values and MARK_AND_STOP.search(said) else said

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The message for a number of things; `{n}` is the number, written as the language writes it."""
        forms = self.plurals.get(one, (one, many))
        form = forms[self.plural_form(n)] if one in self.plurals else forms[n != 1]
        return form.format(n=self.number(n), **values)

    def day(self, day: date, form: DayForm = "long") -> str:
        """A date: full = with the weekday, long = month in words, medium = month shortened, short = no year.

        2026-12-04 in a language whose months nobody has told.
        """
        return day_in(day, form, self.locale)

    def month(self, day: date) -> str:
        return month_in(day, self.locale)

    def month_of_year(self, day: date) -> str:
        return month_of_year_in(day, self.locale)

    def number(self, number: int | Decimal) -> str:
        return _number_in(str(number), self.locale)

    def exact(self, number: Decimal) -> str:
        """A number with every digit it has, and no sign between thousands: 1234.5755."""
        return _exact_in(str(number), self.locale)

    def in_a_row(self, numbers: tuple[Decimal, ...]) -> str:
        """Numbers in their order, kept apart where commas stand inside them: 2, 2.5, 4 or 2; 2,5; 4."""
        inside = get_decimal_symbol(self.locale) == ","
        comma = "; " if inside else OWN_COMMA.get(self.locale.language, ", ")
        return comma.join(self.exact(number) for number in numbers)

    def rating(self, value: Decimal) -> str:
        """A rating, always with its two decimals: 2.5 → 2.50."""
        return _rating_in(str(value), self.locale)

    def percent(self, share: Decimal) -> str:
        """A share of 1 in hundredths: 0.25 → 25 %, as the language writes it."""
        return str(format_percent(share, locale=self.locale))

    def file_size(self, size: int) -> str:
        """Bytes as people know them: 87 kB, 1.2 MB."""
        large = size >= 1_000_000
        number = round(Decimal(size) / 1_000_000, 1) if large else Decimal(max(1, round(size / 1000)))
        return str(format_unit(number, "megabyte" if large else "kilobyte", "short", locale=self.locale))

    def listed(self, texts: tuple[str, ...]) -> str:
        """a, b and c."""
        return ", ".join(texts) if is_plain(self.locale) else str(format_list(list(texts), locale=self.locale))

    def either(self, texts: tuple[str, ...]) -> str:
        """a, b or c."""
        if not has_own_or(self.locale):
            return " / ".join(texts)
        return str(format_list(list(texts), style="or", locale=self.locale))

    def text(self, text: Text) -> Said:
        """People's text in this language; what is missing shows in the school's own, or in that it was written in."""
        tag, version = shown_to(text, self.language, self.base_language)
        language = tag or self.base_language
        foreign = language != self.said_in
        return Said(
            text=version.text,
            language=language,
            direction=direction_of(language),
            foreign=foreign,
            note=why_not(text, self.language) if foreign else None,
        )

    def language_name(self, language: str) -> str:
        """What a language is called in this one; its tag where nobody knows."""
        return name_in(language, self.locale)


# The same few numbers are written again and again, and writing one is slow. By their digits: 1.0 and 1 are equal.


@lru_cache(maxsize=4096)
def _number_in(digits: str, locale: Locale) -> str:
    return str(format_decimal(Decimal(digits), locale=locale))


@lru_cache(maxsize=4096)
def _exact_in(digits: str, locale: Locale) -> str:
    number = Decimal(digits)
    with localcontext(prec=digits_of(number)):
        return str(format_decimal(number, locale=locale, decimal_quantization=False, group_separator=False))


@lru_cache(maxsize=4096)
def _rating_in(digits: str, locale: Locale) -> str:
    value = Decimal(digits)
    with localcontext(prec=digits_of(value)):
        return str(format_decimal(value, format="0.00", locale=locale))


def digits_of(number: Decimal) -> int:
    """Enough to write a number whole, however many somebody typed."""
    return max(28, number.adjusted() + 10, len(number.as_tuple().digits) + 10)
