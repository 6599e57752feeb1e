"""Values that mean the same everywhere, in the reader’s words: days, numbers, choices, people, languages."""

from datetime import date
from decimal import Decimal, InvalidOperation

from generator.model.calendar import WEEKDAYS
from generator.view.revisions.choice_words import CHOICES, CHOICES_AT
from generator.view.revisions.telling import Telling
from generator.view.said import apart, full_name

NEAR = 200  # days within which nobody wonders about the year: those of one school year
NOTHING = ("", "~", "null")
YES = frozenset(("true", "yes", "on"))


def choice(path: str, value: str, telling: Telling) -> str:
    """A word of the schemas in the words of people."""
    short = ".".join(path.split(".")[-2:])
    message = CHOICES_AT.get(f"{path}.{value}") or CHOICES_AT.get(f"{short}.{value}") or CHOICES.get(value)
    return telling.words.messages.get(message, message) if message else value


def day(value: str, telling: Telling) -> str:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return value
    near = telling.near is not None and abs((found - telling.near).days) <= NEAR
    return telling.words.day(found, "short" if near else "long")


def number(value: str, telling: Telling) -> str:
    try:
        return telling.words.exact(Decimal(value))
    except (InvalidOperation, ValueError):
        return value


def percent(value: str, telling: Telling) -> str:
    try:
        return telling.words.percent(Decimal(value) / 100)
    except (InvalidOperation, ValueError):
        return value


def hours(value: str, telling: Telling) -> str:
    if value.isdecimal():
        return telling.words.count("{n} hour", "{n} hours", int(value))
    return number(value, telling)


def school_days(value: str, telling: Telling) -> str:
    if not value.isdecimal():
        return telling.words.say("switched off") if value in NOTHING else value
    return telling.words.count("{n} school day", "{n} school days", int(value))


def calendar_days(value: str, telling: Telling) -> str:
    return telling.words.count("{n} day", "{n} days", int(value)) if value.isdecimal() else value


def yes(value: str, telling: Telling) -> str:
    message = CHOICES["true" if value.lower() in YES else "false"]
    return telling.words.messages.get(message, message)


def person(value: str, telling: Telling) -> str:
    """By name. Who is not on the list is told by the id to staff, and not at all to families."""
    known = telling.people.get(value)
    if known is not None:
        return apart(full_name(known, telling.words), telling.words)
    if value in CHOICES:
        return choice("", value, telling)
    return apart(value, telling.words) if telling.audience == "teacher" else telling.words.say("Somebody")


def weekday(value: str, telling: Telling) -> str:
    if value not in WEEKDAYS:
        return value
    return str(telling.words.locale.days["format"]["wide"][WEEKDAYS.index(value)])


def language(value: str, telling: Telling) -> str:
    return telling.words.language_name(value)


def unknown(value: str, telling: Telling) -> str:
    """What the school does not hold (any more): by its id to staff."""
    return apart(value, telling.words) if telling.audience == "teacher" else "…"
