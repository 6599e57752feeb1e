"""Changes: how did my plan change, and who agreed? By day, newest first; what is older is folded up by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from generator.model.change import Change
from generator.model.picture import Picture
from generator.view.changes import ChangeLine, lines_of, told_once
from generator.view.heads import Head, head_of
from generator.view.page import BETWEEN, Page, SearchEntry
from generator.view.revisions.sentence import Audience
from generator.view.written import Work, is_claimed, work_of
from generator.words import Words

OPEN_FOR = timedelta(days=42)  # before the day of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedOn:
    """What the records say of a day, then what people wrote."""

    day: str
    day_iso: str
    lines: tuple[ChangeLine, ...]
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedIn:
    """A month of earlier days, folded up."""

    month: str
    many: str
    days: tuple[ChangedOn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """`quiet` None: something changed of late. `notes`: what cannot be told here, and what is only claimed."""

    head: Head
    lead: str
    days: tuple[ChangedOn, ...]
    quiet: str | None
    months: tuple[ChangedIn, ...]
    notes: tuple[str, ...]


def changes(picture: Picture, words: Words) -> tuple[Page, ...]:
    heading = words.say("Changes")
    days = days_told(picture, words)
    since = picture.on - OPEN_FOR
    late = tuple(day for day in days if date.fromisoformat(day.day_iso) > since)
    content = ChangesPage(
        head=head_of(words.say("How my plan changed"), picture, words),
        lead=words.say("What began, what changed and who agreed, the newest first."),
        days=late,
        quiet=None if late else _quiet(days, words),
        months=_months(days[len(late) :], words),
        notes=notes_on(picture, words),
    )
    search = (SearchEntry(title=heading, text=_found(content)),)
    return (Page(kind="changes", path="changes/", title=heading, content=content, search=search),)


def days_told(picture: Picture, words: Words, audience: Audience = "family") -> tuple[ChangedOn, ...]:
    """Every day on which anything is told, the newest first."""
    told, works = _told_by_day(picture), _works_by_day(picture, words, audience)
    return tuple(
        ChangedOn(
            day=words.day(day, "full"),
            day_iso=day.isoformat(),
            lines=lines_of(told.get(day, ()), picture, words),
            works=works.get(day, ()),
        )
        for day in sorted({*told, *works}, reverse=True)
    )


def _told_by_day(picture: Picture) -> Mapping[date, tuple[Change, ...]]:
    return {day: tuple(of_day) for day, of_day in groupby(told_once(picture.changes), key=lambda change: change.day)}


def _works_by_day(picture: Picture, words: Words, audience: Audience) -> Mapping[date, tuple[Work, ...]]:
    found: dict[date, tuple[Work, ...]] = {}
    for written in picture.written:
        work = work_of(written, picture, words, audience)
        if work is not None:
            found[written.day] = (*found.get(written.day, ()), work)
    return found


def _months(days: tuple[ChangedOn, ...], words: Words) -> tuple[ChangedIn, ...]:
    months = []
    for month, together in groupby(days, key=lambda day: day.day_iso[:7]):
        of_month = tuple(together)
        months.append(
            ChangedIn(
                month=words.month_of_year(date.fromisoformat(f"{month}-01")),
                many=words.count("{n} entry", "{n} entries", _entries(of_month)),
                days=of_month,
            )
        )
    return tuple(months)


def _entries(days: tuple[ChangedOn, ...]) -> int:
    return sum(len(day.lines) + sum(len(work.told) for work in day.works) for day in days)


def _quiet(days: tuple[ChangedOn, ...], words: Words) -> str:
    if days:
        return words.say("Nothing has changed in the last six weeks.")
    return words.say("Nothing yet. When a goal begins, or somebody agrees to the plan, it will stand here.")


def notes_on(picture: Picture, words: Words) -> tuple[str, ...]:
    claimed = any(is_claimed(written) for written in picture.written)
    said = words.say(
        "Who looked at a change or agreed to it stands here as somebody wrote it down. "
        "It is their word; the signed paper in the office is the proof."
    )
    return (*_not_told(picture, words), *((said,) if claimed else ()))


def _not_told(picture: Picture, words: Words) -> tuple[str, ...]:
    """Not every copy of the files knows their past."""
    match picture.history:
        case "whole":
            return ()
        case "part":
            return (words.say("Older small edits are not listed here. Ask the school if you want to see them."),)
        case "none":
            return (words.say("Small edits are not listed here. Ask the school if you want to see them."),)


def _found(page: ChangesPage) -> str:
    days = (*page.days, *(day for month in page.months for day in month.days))
    return BETWEEN.join(dict.fromkeys(line.words for day in days for line in day.lines))
