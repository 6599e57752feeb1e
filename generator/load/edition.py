"""Whether this Pathbook may read a school's files: the format they are written in, and the version they ask for."""

import re
from importlib.metadata import PackageNotFoundError, version

from generator.load.shape import WHOLE_NUMBER
from generator.problem import Problem
from generator.records.school import School
from generator.yamltext.read import PlacedMap, Plain, Value

FORMAT = 1
CLAUSE = re.compile(r"(>=|<)\s*([0-9]+(?:\.[0-9]+)*)")


def newer_format(value: Value) -> Problem | None:
    """The one thing to say of files written for a later Pathbook; their other differences mean nothing."""
    written = value.get("format") if isinstance(value, PlacedMap) else None
    if not isinstance(written, Plain) or not WHOLE_NUMBER.fullmatch(written) or int(written) <= FORMAT:
        return None
    place = value.place.at("format") if isinstance(value, PlacedMap) else None
    if place is None:
        return None
    message = f"these files have format {written}; this Pathbook reads format {FORMAT}"
    return Problem(place, "newer-format", message, "Install a newer Pathbook.", length=len(written))


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
