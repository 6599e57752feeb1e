"""Changes: how did my plan change, and who agreed? By day, newest first; what is older is folded up by month."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from generator.model.change import Change
from generator.model.picture import Picture
from generator.view.changes import ChangeLine, lines_of, told_once
from generator.view.heads import Head, head_of
from generator.view.page import BETWEEN, Page, SearchEntry
from generator.words import Words

OPEN_FOR = timedelta(days=42)  # before the day of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedOn:
    day: str
    day_iso: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedIn:
    """A month of earlier days, folded up."""

    month: str
    many: str
    days: tuple[ChangedOn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """`quiet` None: something changed of late. `note`: what cannot be told here, and who knows; None: all is told."""

    head: Head
    lead: str
    days: tuple[ChangedOn, ...]
    quiet: str | None
    months: tuple[ChangedIn, ...]
    note: str | None


def changes(picture: Picture, words: Words) -> tuple[Page, ...]:
    heading = words.say("Changes")
    told = tuple(told_once(picture.changes))
    late = tuple(change for change in told if change.day > picture.on - OPEN_FOR)
    content = ChangesPage(
        head=head_of(words.say("How my plan changed"), picture, words),
        lead=words.say("What began, what changed and who agreed, the newest first."),
        days=_days(late, picture, words),
        quiet=None if late else _quiet(told, words),
        months=_months(told[len(late) :], picture, words),
        note=_note(picture, words),
    )
    search = (SearchEntry(title=heading, text=_found(content)),)
    return (Page(kind="changes", path="changes/", title=heading, content=content, search=search),)


def _days(changes: tuple[Change, ...], picture: Picture, words: Words) -> tuple[ChangedOn, ...]:
    return tuple(
        ChangedOn(day=words.day(day, "full"), day_iso=day.isoformat(), lines=lines_of(tuple(of_day), picture, words))
        for day, of_day in groupby(changes, key=lambda change: change.day)
    )


def _months(changes: tuple[Change, ...], picture: Picture, words: Words) -> tuple[ChangedIn, ...]:
    months = []
    for _, together in groupby(changes, key=lambda change: (change.day.year, change.day.month)):
        of_month = tuple(together)
        days = _days(of_month, picture, words)
        months.append(
            ChangedIn(
                month=words.month_of_year(of_month[0].day),
                many=words.count("{n} entry", "{n} entries", sum(len(day.lines) for day in days)),
                days=days,
            )
        )
    return tuple(months)


def _quiet(told: tuple[Change, ...], words: Words) -> str:
    if told:
        return words.say("Nothing has changed in the last six weeks.")
    return words.say("Nothing yet. When a goal begins, or somebody agrees to the plan, it will stand here.")


def _note(picture: Picture, words: Words) -> str | None:
    """Not every copy of the files knows their past."""
    match picture.history:
        case "whole":
            return None
        case "part":
            return words.say("Older small edits are not listed here. Ask the school if you want to see them.")
        case "none":
            return words.say("Small edits are not listed here. Ask the school if you want to see them.")


def _found(page: ChangesPage) -> str:
    days = (*page.days, *(day for month in page.months for day in month.days))
    return BETWEEN.join(dict.fromkeys(line.words for day in days for line in day.lines))
