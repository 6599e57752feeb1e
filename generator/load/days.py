"""Which day somebody may have meant who wrote something that is none."""

import re
from calendar import monthrange

YEAR_LAST = re.compile(r"\s*([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})\s*")
YEAR_FIRST = re.compile(r"\s*([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})\s*")
ORDINAL_DAY = r"([0-9]{1,2})(?:st|nd|rd|th|\.)?"
MONTH_NAMED = re.compile(
    rf"\s*(?:[A-Za-z]+, +)?(?:{ORDINAL_DAY} +)?([A-Za-z]+)\.?(?: +{ORDINAL_DAY})?,? +([0-9]{{4}})\s*"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SIGNS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("“”„‘’\"'", ""))
TIME_OF_DAY = re.compile(r"(?<=[0-9])[T ]+[0-9]{1,2}:[0-9].*$")
HOW_DAYS_ARE_WRITTEN = "Write the date as year-month-day, for example 2026-11-30."


def meant_day(written: str) -> str:
    """A question with the likeliest day, or how days are written."""
    written = TIME_OF_DAY.sub("", written.translate(SIGNS))
    if found := YEAR_FIRST.fullmatch(written):
        return _real_day(int(found[1]), int(found[2]), int(found[3]))
    if found := YEAR_LAST.fullmatch(written):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return _either_order(year + 2000 if year < 100 else year, first, second)
    found = MONTH_NAMED.fullmatch(written)
    if found and found[2].lower()[:3] in MONTHS and (found[1] or found[3]):
        return _real_day(int(found[4]), MONTHS.index(found[2].lower()[:3]) + 1, int(found[1] or found[3]))
    return HOW_DAYS_ARE_WRITTEN


def _either_order(year: int, first: int, second: int) -> str:
    """30.11.2026 can only be one day, 03/04/2026 can be two: day first is said first."""
    orders = ((second, first), (first, second))
    days = dict.fromkeys(_day(year, *order) for order in orders if _exists(year, *order))
    return f"did you mean {' or '.join(days)}?" if days else HOW_DAYS_ARE_WRITTEN


def _real_day(year: int, month: int, day: int) -> str:
    if _exists(year, month, day):
        return f"did you mean {_day(year, month, day)}?"
    if _exists(year, day, month):
        return f"did you mean {_day(year, day, month)}?"
    if not _exists(year, month, 1):
        return HOW_DAYS_ARE_WRITTEN
    last = monthrange(year, month)[1]
    return f"That month has {last} days: did you mean {_day(year, month, last)}?"


def _exists(year: int, month: int, day: int) -> bool:
    return year >= 1000 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
