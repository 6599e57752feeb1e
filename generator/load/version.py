"""Which version of Pathbook is installed, and whether it is one that a school's `requires` allows."""

import re
from importlib.metadata import PackageNotFoundError, version

CLAUSE = re.compile(r"(>=|<)\s*([0-9]+(?:\.[0-9]+)*)")


def installed_version() -> str | None:
    """None: run from a folder without being installed, so there is nothing to compare."""
    try:
        return version("pathbook")
    except PackageNotFoundError:
        return None


def holds(condition: str, installed: str) -> bool:
    """Whether a version is one that a condition such as ">=0.1,<1" allows."""
    return all(_holds(operator, numbers, installed) for operator, numbers in CLAUSE.findall(condition))


def _holds(operator: str, wanted: str, installed: str) -> bool:
    newer = _numbers(installed) >= _numbers(wanted)
    return newer if operator == ">=" else not newer


def _numbers(numbers: str) -> tuple[int, ...]:
    """1.10 is later than 1.9; a pre-release counts as what it leads to; 1.0 and 1 are the same."""
    found = [int(part) for part in re.findall(r"[0-9]+", re.split(r"[a-z+]", numbers)[0])]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


def is_past(condition: str, installed: str) -> bool:
    """Whether an installed version is later than a condition allows, and no earlier one is asked for."""
    clauses = CLAUSE.findall(condition)
    return not holds(condition, installed) and all(
        _holds(operator, numbers, installed) for operator, numbers in clauses if operator == ">="
    )
