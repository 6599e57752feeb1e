"""What is asked about a table on a terminal: what each assessment shows, and whatever its cells leave open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, get_args

from generator.checked import CheckedSchool
from generator.cli.dialogue import Menu, Terminal, picked
from generator.editing.new.asking import Asking
from generator.editing.new.choices import Choice, Choices, competencies, found, words_of
from generator.editing.scores.batch import scale_or_none
from generator.editing.scores.gradebook import How, ways_of
from generator.editing.scores.roll_call import NotSure, Roll, learner_of, with_near
from generator.editing.scores.settings import Sayings, Wanted, settings_of, with_sayings
from generator.editing.scores.suggestions import suggestions
from generator.editing.scores.values import Meaning, Unsaid, seen_in, starts_of
from generator.importers.scores import Gradebook
from generator.importers.scores_cells import Mark, Unread, day_in, mark_of
from generator.records.school import EvidenceKind, PersonId, Scale
from generator.yamltext.read import Plain

MOST_ASKED_WORDS = 15
MOST_ASKED_ROWS = 10
KINDS: Choices = tuple(Choice(id=kind, label=kind.replace("_", " ")) for kind in get_args(EvidenceKind))
SIGNS: Choices = (
    Choice(id="point", label="1,234 is a thousand and more"),
    Choice(id="comma", label="1,234 is one and a bit"),
)
ORDERS: Choices = (
    Choice(id="day_first", label="03/04 is the third of April"),
    Choice(id="month_first", label="03/04 is the fourth of March"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known, and grows with every answer."""

    book: Gradebook
    wanted: Wanted
    roll: Roll
    school: CheckedSchool
    person: PersonId | None

    def with_whole(self, **said: Any) -> "Asked":
        return replace(self, wanted=with_sayings(self.wanted, Sayings(whole=said)))

    def with_column(self, title: str, **said: Any) -> "Asked":
        return replace(self, wanted=with_sayings(self.wanted, Sayings(columns={title: said})))

    @property
    def asking(self) -> Asking:
        return Asking(school=self.school, on=self.school.on, person=self.person, repository=self.school.root)


def asked_about(asked: Asked, terminal: Terminal) -> Asked:
    """Every question that is open, in the order in which a teacher thinks: what, which sort, when, how it is read."""
    for ask in (
        asked_columns,
        asked_kind,
        asked_signs,
        asked_days,
        asked_numbers,
        asked_shares,
        asked_words,
        asked_whose,
    ):
        asked = ask(asked, terminal)
    return asked


def ways(asked: Asked) -> tuple[How, ...]:
    settings, _ = settings_of(asked.wanted)
    return (
        () if settings is None else tuple(ways_of(asked.book, settings, partial(scale_or_none, asked.school)).values())
    )


def asked_columns(asked: Asked, terminal: Terminal) -> Asked:
    known = {each["title"] for each in asked.wanted.get("assessments", ())} | set(asked.wanted.get("left_out", ()))
    choices = competencies(asked.asking)
    for each in asked.book.assessments:
        cells = [result.cell for result in asked.book.results if result.assessment == each.key and mark_of(result.cell)]
        if each.key in known or not cells:
            continue
        terminal.say(
            f"\n{each.key}: {len(cells)} results{f', out of {each.out_of}' if each.out_of else ''}. What does it show?"
        )
        ref = competency_asked(suggestions(f"{each.title} {each.strand}", choices), choices, terminal)
        if ref is None:
            asked = replace(asked, wanted=with_sayings(asked.wanted, Sayings(left_out=(each.key,))))
        else:
            asked = asked.with_column(each.key, competencies=[ref])
    return asked


def competency_asked(offered: Choices, choices: Choices, terminal: Terminal) -> str | None:
    """None: it is left out."""
    shown = offered
    while True:
        for number, each in enumerate(shown, 1):
            terminal.say(f"  {number:2}  {each.label}  {each.id}")
        typed = terminal.line("Number, code or words; Enter leaves it out: ").strip()
        if not typed:
            return None
        if typed.isdecimal() and 0 < int(typed) <= len(shown):
            return shown[int(typed) - 1].id
        fitting = found(choices, typed)
        if len(fitting) == 1:
            terminal.say(f"  → {fitting[0].label}")
            return fitting[0].id
        if not fitting:
            terminal.say("  Nothing is called so.")
        shown = fitting[:12]


def asked_kind(asked: Asked, terminal: Terminal) -> Asked:
    if all(how.kind is not None for how in ways(asked)):
        return asked
    explained = "Interim, summative, performance, portfolio and observation count in the usual methods."
    menu = Menu(ask="\nWhat sort of evidence are they?", choices=KINDS, explained=explained, usual="interim")
    asked = asked.with_whole(kind=picked(menu, terminal))
    return asked.with_whole(assessor=assessor_asked(asked, terminal))


def assessor_asked(asked: Asked, terminal: Terminal) -> str | None:
    """Who looked at it; Enter: who sits here, if that was said. None: it is not recorded."""
    while True:
        usual = f"Enter: {asked.person}" if asked.person else "Enter leaves it open"
        typed = terminal.line(f"Who looked at it? A person's id, {usual}: ").strip() or asked.person
        if typed in (None, "student") or typed in asked.school.people:
            return typed
        terminal.say(f"  Plans know nobody as {typed!r}; write an id such as t-0001.")


def asked_signs(asked: Asked, terminal: Terminal) -> Asked:
    unread = [mark_of(cell, how.spoken.sign) for how in ways(asked) for cell in how.spoken.cells]
    if any(isinstance(mark, Unread) and mark.asks == "decimal" for mark in unread):
        menu = Menu(
            ask="\nHow are its numbers written?",
            choices=SIGNS,
            explained="Some countries write 1,5 and some 1.5.",
            needed=True,
        )
        return asked.with_whole(decimal=picked(menu, terminal))
    return asked


def asked_days(asked: Asked, terminal: Terminal) -> Asked:
    for how in ways(asked):
        own = {result.day for result in asked.book.results if result.assessment == how.mapped.title}
        read = [day_in(day or how.day, how.spoken.order) for day in own]
        if how.mapped.on is not None or (read and all(isinstance(day, date) for day in read)):
            continue
        if any(isinstance(day, Unread) and day.asks == "days" for day in read):
            menu = Menu(ask="\nHow are its days written?", choices=ORDERS, explained="Countries differ.", needed=True)
            return asked_days(asked.with_whole(days=picked(menu, terminal)), terminal)
        asked = asked.with_column(how.mapped.title, on=day_asked(how.title, terminal))
    return asked


def day_asked(title: str, terminal: Terminal) -> date:
    while True:
        try:
            return date.fromisoformat(terminal.line(f"On which day was {title} (2026-11-20)? ").strip())
        except ValueError:
            terminal.say("  Write it as 2026-11-20.")


def marks_in(how: How) -> Iterator[Mark]:
    read = (mark_of(cell, how.spoken.sign) for cell in how.spoken.cells)
    return (mark for mark in read if isinstance(mark, Mark))


def asked_numbers(asked: Asked, terminal: Terminal) -> Asked:
    """Bare numbers: points of the scale, or out of how many."""
    for how in ways(asked):
        bare = [mark for mark in marks_in(how) if mark.number is not None and mark.out_of is None]
        scale = next(filter(None, how.scales.values()), None)
        per_row = any(result.out_of for result in asked.book.results if result.assessment == how.mapped.title)
        if not bare or scale is None or how.meaning.as_ or how.meaning.out_of or per_row:
            continue
        top = scale.levels[-1].points
        terminal.say(f"\n{how.title} holds numbers such as {bare[0].number}.")
        said = most_asked(f"Out of how many points? Enter: they are points of the scale, up to {top}: ", terminal)
        asked = asked.with_column(how.mapped.title, **({"as": "points"} if said is None else {"out_of": Plain(said)}))
    return asked


def most_asked(prompt: str, terminal: Terminal) -> str | None:
    while True:
        typed = terminal.line(prompt).strip().replace(",", ".", 1)
        if not typed:
            return None
        if typed.replace(".", "", 1).isdecimal() and typed.isascii() and float(typed) > 0:
            return typed
        terminal.say("  Write a number.")


def asked_shares(asked: Asked, terminal: Terminal) -> Asked:
    """From which per cent each level begins: a school's own decision, so nothing is offered."""
    for how in ways(asked):
        shares = how.meaning.as_ == "percent" or (
            how.meaning.as_ is None and any(m.number is not None for m in marks_in(how))
        )
        for scale in filter(None, how.scales.values()):
            settings, _ = settings_of(asked.wanted)
            if shares and settings is not None and starts_of(settings.percent, scale) is None:
                asked = asked.with_whole(percent=starts_asked(scale, asked, terminal))
    return asked


def starts_asked(scale: Scale, asked: Asked, terminal: Terminal) -> dict[str, Any]:
    lowest = words_of(scale.levels[0].label, asked.asking)
    terminal.say(f"\nFrom how many per cent on does each level begin? {lowest} begins at 0.")
    starts: dict[str, Any] = {}
    for level in scale.levels[1:]:
        while level.id not in starts:
            typed = (
                terminal.line(f"  {words_of(level.label, asked.asking)}: ")
                .strip()
                .removesuffix("%")
                .replace(",", ".")
                .strip()
            )
            rises = typed.replace(".", "", 1).isdecimal() and all(
                float(typed) > float(start) for start in starts.values()
            )
            if rises and typed.isascii() and float(typed) <= 100:
                starts[level.id] = Plain(typed)
            else:
                terminal.say("  Write a number from 0 to 100, above the one before.")
    return starts


def asked_words(asked: Asked, terminal: Terminal) -> Asked:
    """Letters and words that are no levels."""
    for how in ways(asked):
        scale = next(filter(None, how.scales.values()), None)
        said = dict.fromkeys(mark.words for mark in marks_in(how) if mark.words)
        for word in tuple(said)[:MOST_ASKED_WORDS]:
            settings, _ = settings_of(asked.wanted)
            meaning = Meaning(words=None if settings is None else settings.words)
            if scale is None or word is None or not isinstance(seen_in(Mark(words=word), meaning, scale), Unsaid):
                continue
            levels = tuple(Choice(id=level.id, label=words_of(level.label, asked.asking)) for level in scale.levels)
            level = picked(
                Menu(ask=f"\nWhat does {word!r} mean?", choices=levels, explained="Enter leaves it open."), terminal
            )
            asked = asked.with_whole(words={word: level}) if level else asked
    return asked


def asked_whose(asked: Asked, terminal: Terminal) -> Asked:
    """Rows that come near somebody: who is meant is asked by name, of the person who sits here."""
    told = dict(asked.roll.told)
    rows = {result.row: result.who for result in asked.book.results}
    asked_rows = 0
    for row, who in rows.items():
        whose = learner_of(who, replace(asked.roll, told=told))
        near = (
            with_near(whose, who, asked.roll).near
            if isinstance(whose, NotSure) and asked_rows < MOST_ASKED_ROWS
            else ()
        )
        if near:
            asked_rows += 1
            choices = tuple(Choice(id=id_, label=next(iter(asked.school.people[id_].name.values()))) for id_ in near)
            menu = Menu(
                ask=f"\nWhose is row {row}, {who.told!r}? Enter leaves it out.",
                choices=choices,
                explained="Enter leaves the row out.",
            )
            learner = picked(menu, terminal)
            if learner is not None:
                told[who.told] = learner
    return replace(asked, roll=replace(asked.roll, told=told))
