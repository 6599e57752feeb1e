"""What a school asks of the machine: a format this Pathbook reads, a version that is installed, a known time zone."""

import re
from importlib.metadata import PackageNotFoundError, version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from generator.load.objection import nearest
from generator.load.shape import WHOLE_NUMBER
from generator.problem import Problem
from generator.records.school import Calendar, School
from generator.yamltext.read import PlacedMap, Plain, Value

FORMAT = 1
CLAUSE = re.compile(r"(>=|<)\s*([0-9]+(?:\.[0-9]+)*)")


def newer_format(value: Value) -> Problem | None:
    """The one thing to say of files written for a later Pathbook; their other differences mean nothing."""
    written = value.get("format") if isinstance(value, PlacedMap) else None
    if not isinstance(value, PlacedMap) or not isinstance(written, Plain):
        return None
    if not WHOLE_NUMBER.fullmatch(written) or int(written) <= FORMAT:
        return None
    message = f"these files have format {written}; this Pathbook reads format {FORMAT}"
    return Problem(value.place.at("format"), "newer-format", message, "Install a newer Pathbook.", length=len(written))


def version_problem(school: School) -> Problem | None:
    """What to say where the school asks for another version than is installed."""
    if school.requires is None:
        return None
    installed = _installed()
    if installed is None or all(
        _holds(operator, numbers, installed) for operator, numbers in CLAUSE.findall(school.requires)
    ):
        return None
    message = f"this school asks for Pathbook {school.requires}; {installed} is installed"
    return Problem(
        school.place.at("requires"),
        "other-version",
        message,
        "Install a version it asks for.",
        length=len(school.requires),
    )


def _installed() -> str | None:
    try:
        return version("pathbook")
    except PackageNotFoundError:  # run from a folder without being installed: there is nothing to compare
        return None


def _holds(operator: str, wanted: str, installed: str) -> bool:
    newer = _numbers(installed) >= _numbers(wanted)
    return newer if operator == ">=" else not newer


def _numbers(numbers: str) -> tuple[int, ...]:
    """1.10 is later than 1.9; a pre-release counts as what it leads to; 1.0 and 1 are the same."""
    found = [int(part) for part in re.findall(r"[0-9]+", re.split(r"[a-z+]", numbers)[0])]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


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
