"""What a school asks of the machine: the format this Pathbook reads, a version that is installed, a known time zone."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from generator.load.formats import FORMAT, format_of
from generator.load.objection import nearest
from generator.load.version import holds, installed_version
from generator.problem import Problem
from generator.records.school import Calendar, School
from generator.yamltext.read import PlacedMap, Value

UPGRADE = "`pathbook upgrade` shows what becomes of them, `pathbook upgrade --write` does it."


def other_format(value: Value) -> Problem | None:
    """The one thing to say of files written for another Pathbook; their other differences mean nothing."""
    written = format_of(value)
    if not isinstance(value, PlacedMap) or written is None or written == FORMAT:
        return None
    message = f"these files have format {written}; this Pathbook reads format {FORMAT}"
    code, hint = ("newer-format", "Install a newer Pathbook.") if written > FORMAT else ("older-format", UPGRADE)
    return Problem(value.place.at("format"), code, message, hint, length=len(str(value["format"])))


def version_problem(school: School) -> Problem | None:
    """What to say where the school asks for another version than is installed."""
    if school.requires is None:
        return None
    installed = installed_version()
    if installed is None or holds(school.requires, installed):
        return None
    message = f"this school asks for Pathbook {school.requires}; {installed} is installed"
    return Problem(
        school.place.at("requires"),
        "other-version",
        message,
        "Install a version it asks for.",
        length=len(school.requires),
    )


def zone_problem(calendar: Calendar) -> Problem | None:
    """What to say where nobody knows the calendar's time zone: what day it is would be a guess."""
    zone = calendar.timezone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones, such as America
        near = nearest(zone, available_timezones())
        hint = f"did you mean {near[0]!r}?" if near else "It is named like America/New_York."
        return Problem(
            calendar.place.at("timezone"), "bad-value", f"there is no time zone {zone!r}", hint, length=len(zone)
        )
    return None
