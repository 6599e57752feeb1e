"""One value in two spellings: what tools and spreadsheets make of words, numbers and days that they read by rules of
their own. A table, in the order in which it is asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from generator.load.days import meant_day
from generator.yamltext.meaning import TRUTH

YES_AND_NO = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}  # YAML 1.1
DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"(?P<day>[12][0-9]{3}-[0-9]{2}-[0-9]{2})[Tt ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r" *(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
SIXTIES = re.compile(r"[0-9]+(?::[0-5]?[0-9])+")
OCTAL = re.compile(r"0[0-7]+")
THOUSANDS = 3  # digits behind a comma that may part thousands
EXCELS_DAY_ZERO = date(1899, 12, 30)
NEARER_TO_THE_NEXT_DAY = 10  # o'clock in UTC: midnight lies between 10 and 24 east of Greenwich, between 0 and 10 west


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """What happened to a value that still says the same; `sure`: whatever saved it, nobody meant another one."""

    what: str
    same: Callable[[str, str], bool]
    sure: bool


def same_otherwise(old: str, new: str) -> Spelling | None:
    """None: it says something else."""
    return next((spelling for spelling in SPELLINGS if spelling.same(old, new)), None)


def day_in(text: str) -> tuple[str, bool] | None:
    """The day that a moment stands for, and whether that is sure; None: it is no moment."""
    found = MOMENT.fullmatch(text)
    if found is None or not is_day(found["day"]):
        return None
    if (found["hour"], found["minute"]) == ("00", "00"):
        return found["day"], True
    day = date.fromisoformat(found["day"])
    return (day + timedelta(days=int(found["hour"]) >= NEARER_TO_THE_NEXT_DAY)).isoformat(), False


def only_ends_differ(old: str, new: str) -> bool:
    return old.replace("\r\n", "\n").strip() == new.replace("\r\n", "\n").strip()


def read_as_yes_or_no(old: str, new: str) -> bool:
    return YES_AND_NO.get(old.lower()) == new.lower()


def truth_in_capitals(old: str, new: str) -> bool:
    return old.lower() == new.lower() and old.lower() in TRUTH


def same_number(old: str, new: str) -> bool:
    """2.50, and 2,5 as some countries write it; but 1,000 may be a thousand."""
    whole, comma, rest = new.partition(",")
    before, after = number_in(old), number_in(f"{whole}.{rest}" if comma and len(rest) != THOUSANDS else new)
    return before is not None and before == after


def read_in_eights_or_sixties(old: str, new: str) -> bool:
    """010 became 8, and 1:30 became 90."""
    after = number_in(new)
    if after is None:
        return False
    if OCTAL.fullmatch(old):
        return after == int(old, 8)
    return SIXTIES.fullmatch(old) is not None and after == in_sixties(old)


def moment_for_a_day(old: str, new: str) -> bool:
    found = day_in(new) if DAY.fullmatch(old) else None
    return found is not None and found[0] == old


def day_in_other_words(old: str, new: str) -> bool:
    """30.11.2026, 11/30/2026, Nov 30 2026: the day that stood there before."""
    return DAY.fullmatch(old) is not None and not DAY.fullmatch(new) and old in meant_day(new)


def day_as_a_number(old: str, new: str) -> bool:
    """A spreadsheet counts days since 1899."""
    if not (DAY.fullmatch(old) and is_day(old) and new.isdigit()):
        return False
    return (date.fromisoformat(old) - EXCELS_DAY_ZERO).days == int(new)


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def number_in(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def in_sixties(text: str) -> int:
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


# What a person may well have typed on purpose is only taken back where the whole file shows that a tool saved it:
# somebody mends `shared: no` to `false`, and 1.1 is another version than 1.10.
SPELLINGS = (
    Spelling(what="only spaces or line ends at its edges differed", same=only_ends_differ, sure=True),
    Spelling(what="a moment was written for a day", same=moment_for_a_day, sure=True),
    Spelling(what="a day was written in another way", same=day_in_other_words, sure=True),
    Spelling(what="a day was written as a spreadsheet counts days", same=day_as_a_number, sure=True),
    Spelling(what="true or false was written in capitals", same=truth_in_capitals, sure=True),
    Spelling(what="a word was read as yes or no", same=read_as_yes_or_no, sure=False),
    Spelling(what="the same number was written in another way", same=same_number, sure=False),
    Spelling(what="digits were read by rules of 2005", same=read_in_eights_or_sixties, sure=False),
)
