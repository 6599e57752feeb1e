"""A school year that the calendar does not hold yet, proposed from the year before it: the same weekdays, a year later.

Holidays that keep their date, and those that move, are for a person to put right: nobody else knows them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.changes import Change
from generator.editing.amended import Told, amended
from generator.model.calendar import same_date
from generator.records.school import SchoolYear

CALENDAR = "plans/calendar.yml"
WEEK = 7


def next_year(day: date) -> date:
    """The same weekday nearest to the same date of the next year."""
    apart = (same_date(day, 1) - day).days
    return day + timedelta(days=round(apart / WEEK) * WEEK)


def proposed(year: SchoolYear, written: Mapping[str, Any]) -> dict[str, Any]:
    """`written`: the year as it stands in the file, whose reasons and weekdays go on being said as they are."""
    told: dict[str, Any] = {"start": next_year(year.start), "finish": next_year(year.finish)}
    if "weekdays" in written:
        told["weekdays"] = list(written["weekdays"])
    if year.terms:
        told["terms"] = [
            {"id": term.id, "start": next_year(term.start), "finish": next_year(term.finish)} for term in year.terms
        ]
    if year.closed:
        told["closed"] = [moved(each) for each in written["closed"]]
    return told


def moved(closed: Mapping[str, Any]) -> dict[str, Any]:
    """Days without school, a year later."""
    days = {field: next_year(date.fromisoformat(closed[field])) for field in ("from", "to") if field in closed}
    return {**closed, **days}


def with_year(root: Path, name: str, before: str, year: SchoolYear) -> Change:
    """calendar.yml with the year `name`, proposed from `before`. Raises Refused where it cannot be written."""

    def add(told: Told) -> None:
        told["years"][name] = proposed(year, told["years"][before])

    return amended(root, CALENDAR, add)
