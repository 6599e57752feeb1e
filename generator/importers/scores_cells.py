"""What a cell of a gradebook says: a number, a share, a word, nothing at all, or what nobody can tell.

One cell alone does not always decide: `1,234` and `03/04/2026` mean two things each. Then the other cells of the
column do, and where they do not either, whoever gave the file is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias
from unicodedata import category, decimal

from generator.importers.table import WORKED_OUT

DecimalSign: TypeAlias = Literal["comma", "point"]
DayOrder: TypeAlias = Literal["day_first", "month_first"]

NO_RESULT = frozenset(
    (
        *("", "-", "–", "—", "--", "/", ".", "ex", "exc", "excused", "exempt", "n/a", "na", "none", "null", "nil"),
        *("absent", "abs", "a/e", "not graded", "not submitted", "no submission", "ungraded", "pending", "tbd"),
        *("no score", "not assigned", "not yet graded", "hidden", "missing"),
    )
)
AN_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*")
DIGITS = re.compile(r"[+-]?[0-9][0-9., '’]*|[+-]?[.,][0-9]+")
WHOLE = re.compile(r"[+-]?[0-9]*")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}([., '’])[0-9]{3}(?:\1[0-9]{3})*")
FRACTION = re.compile(r"([^/]+?)\s*(?:/|\bout of\b|\bof\b)\s*([^/]+)", re.IGNORECASE)
PARTS_OF_A_DAY = re.compile(r"(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?:[ T]\d{1,2}:\d{2}.*)?")
NAMED_DAY = re.compile(r"(?:(\d{1,2})[ .-]+)?([a-z]{3,9})\.?[ -]+(?:(\d{1,2}),?[ -]+)?(\d{4}|\d{2})", re.IGNORECASE)
SHORT_DAY = re.compile(r"\d{1,2}[ -][a-z]{3}\.?|[a-z]{3}\.?[ -]\d{1,2}", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SERIAL = re.compile(r"[2-6][0-9]{4}(?:[.,][0-9]+)?")  # 1954 to 2091
BEFORE_SERIALS = date(1899, 12, 30)
FULL = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A result as its cell says it. `out_of`: 10 of "7/10", 100 of "70 %"; None: only the number stands there.

    `words`: what is no number, such as B+ or Got it; then there is no `number`.
    """

    number: Decimal | None = None
    out_of: Decimal | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Why a cell says nothing sure, as a clause that goes on after its place. `asks`: what would settle it."""

    why: str
    asks: Literal["decimal", "days"] | None = None


def mark_of(cell: str, sign: DecimalSign | None = None) -> Mark | Unread | None:
    """None: the cell says that there is no result. `sign`: what the other cells tell of commas and points."""
    text = plain(cell)
    if text.casefold() in NO_RESULT:
        return None
    trouble = spoiled(text)
    if trouble is not None:
        return Unread(why=trouble)
    if text.endswith(("%", "٪", "％")):
        share = number_of(text[:-1].strip(), sign)
        return (
            share
            if isinstance(share, Unread)
            else Mark(number=share, out_of=FULL)
            if share is not None
            else words(text)
        )
    if (parts := FRACTION.fullmatch(text)) is not None:
        return fraction(text, parts[1], parts[2], sign)
    number = number_of(text, sign)
    return number if isinstance(number, Unread) else Mark(number=number) if number is not None else words(text)


def fraction(text: str, part: str, whole: str, sign: DecimalSign | None) -> Mark | Unread | None:
    number, out_of = number_of(part, sign), number_of(whole, sign)
    for each in (number, out_of):
        if isinstance(each, Unread):
            return each
    if not isinstance(number, Decimal) or not isinstance(out_of, Decimal):
        return None if part.strip() in NO_RESULT and isinstance(out_of, Decimal) else words(text)  # "-/10"
    return Mark(number=number, out_of=out_of) if out_of > 0 else Unread(why=f"{text!r} is a share of nothing")


def words(text: str) -> Mark | Unread:
    if SHORT_DAY.fullmatch(text) or PARTS_OF_A_DAY.fullmatch(text) or AN_INSTANT.fullmatch(text):
        return Unread(why=f"{text!r} is a day; a spreadsheet makes one of 7/10. Write the result again")
    return Mark(words=text)


def spoiled(text: str) -> str | None:
    """What a spreadsheet left in the place of a result."""
    if text.startswith("=") and len(text) > 1:
        return f"{text[:40]!r} is a formula, not its result; save the table with values"
    if WORKED_OUT.fullmatch(text):
        return f"{text!r} is a mistake of the spreadsheet's own; mend the formula there"
    return None


def plain(cell: str) -> str:
    """A cell in simple signs: no apostrophe in front, spaces as spaces, digits of every script as 0 to 9."""
    text = cell.strip().strip("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
    if text[:1] in ("'", "’") and len(text) > 1:
        text = text[1:]
    if text.isascii():
        return " ".join(text.split())
    text = text.replace("٫", ",").replace("٬", "'").replace("−", "-").replace("⁄", "/")
    return " ".join("".join(str(decimal(sign)) if category(sign) == "Nd" else sign for sign in text).split())


def number_of(text: str, sign: DecimalSign | None = None) -> Decimal | Unread | None:
    """None: no number. A comma or a point before three digits parts thousands or decimals: `sign` decides."""
    text = text.strip()
    if not DIGITS.fullmatch(text):
        return None
    mark = decimal_mark(text)
    if mark is None and (grouped := GROUPED.fullmatch(text)) and is_either(text):
        if sign is None:
            said = f"{text!r} may be {text.replace(grouped[1], '')} or {text.replace(grouped[1], '.')}"
            return Unread(why=said, asks="decimal")
        mark = grouped[1] if (sign == "comma") == (grouped[1] == ",") else None
    head, _, tail = text.rpartition(mark) if mark else (text, "", "")
    if not (WHOLE.fullmatch(head) or GROUPED.fullmatch(head)) or (tail and not tail.isdigit()):
        return None
    whole = re.sub(r"[^0-9+-]", "", head)
    return Decimal(f"{whole}.{tail}" if tail.strip("0") else whole or "0")


def is_either(text: str) -> bool:
    """Whether the only mark in a number may part thousands as well as decimals: 1,234, but not 0,234 or 1 234."""
    return len(re.findall(r"[.,]", text)) == 1 and not re.search(r"[ '’]", text) and not re.match(r"[+-]?0", text)


def decimal_mark(text: str) -> str | None:
    """The sign before the decimals, where the number alone shows it."""
    last = max(text.rfind(","), text.rfind("."))
    if last < 0:
        return None
    mark = text[last]
    if text.count(mark) > 1:
        return None
    other = "," if mark == "." else "."
    alone = other not in text and not re.search(r"[ '’]", text)
    return None if alone and len(text) - last == 4 and is_either(text) else mark


def sign_told(cells: Iterable[str]) -> DecimalSign | None:
    """What cells show of the sign before decimals; None: nothing, or they contradict each other."""
    told = {mark for cell in cells if (mark := shown_mark(plain(cell))) is not None}
    return None if len(told) != 1 else "comma" if told == {","} else "point"


def shown_mark(text: str) -> str | None:
    """Which sign stands before decimals, as one cell shows it: 3,5 and 1.234,5 show a comma, and so does 1.234.567."""
    text = text.rstrip("%٪ ")
    if not DIGITS.fullmatch(text):
        return None
    mark = decimal_mark(text)
    if mark is not None:
        return mark
    grouped = GROUPED.fullmatch(text)
    return (
        ("," if grouped[1] == "." else ".") if grouped and text.count(grouped[1]) > 1 and grouped[1] in ",." else None
    )


def day_in(cell: str, order: DayOrder | None = None) -> date | Unread | None:
    """The day a cell says; None: it says none. `order`: what the other cells tell of days and months."""
    text = plain(cell)
    if text.casefold() in NO_RESULT:
        return None
    if (trouble := spoiled(text)) is not None:
        return Unread(why=trouble)
    found = readings_of(text)
    days = set(found.values())
    if len(days) == 1:
        return days.pop()
    if not days:
        return Unread(why=f"{text!r} is not a day; write it as 2026-11-20")
    if order is not None:
        return found[order]
    return Unread(why=f"{text!r} may be {found['day_first']} or {found['month_first']}", asks="days")


def readings_of(text: str) -> dict[DayOrder, date]:
    """The days that a text may mean, by the order in which it is read."""
    both: tuple[DayOrder, ...] = ("day_first", "month_first")
    if SERIAL.fullmatch(text):
        return dict.fromkeys(both, BEFORE_SERIALS + timedelta(days=int(text[:5])))
    if (instant := AN_INSTANT.fullmatch(text)) is not None:
        text = instant[1]
    if (parts := PARTS_OF_A_DAY.fullmatch(text)) is not None:
        return in_numbers(parts[1], parts[2], parts[3], parts[4])
    if (named := NAMED_DAY.fullmatch(text)) is not None and named[2][:3].lower() in MONTHS:
        day = made(named[4], MONTHS.index(named[2][:3].lower()) + 1, named[1] or named[3] or "0")
        return {} if day is None else dict.fromkeys(both, day)
    return {}


def in_numbers(first: str, mark: str, second: str, third: str) -> dict[DayOrder, date]:
    """Three numbers as days: the year first, or last; with points between, the day always comes before the month."""
    if len(first) == 4:
        day = made(first, int(second), third)
        return {} if day is None else {"day_first": day, "month_first": day}
    if len(first) > 2 or len(third) not in (2, 4):
        return {}
    found: dict[DayOrder, date] = {}
    if (day := made(third, int(second), first)) is not None:
        found["day_first"] = day
    if mark != "." and (day := made(third, int(first), second)) is not None:
        found["month_first"] = day
    return found


def made(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return None


def order_told(cells: Iterable[str]) -> DayOrder | None:
    """What cells show of days and months; None: nothing, or they contradict each other."""
    told = {next(iter(found)) for cell in cells if len(found := readings_of(plain(cell))) == 1 and "." not in cell}
    return told.pop() if len(told) == 1 else None
