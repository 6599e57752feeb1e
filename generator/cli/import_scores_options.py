"""How a table of scores is to be read, as somebody types it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, get_args

import typer

from generator.cli.options import a_day
from generator.importers.scores import Assessment, Gradebook
from generator.load.layout import LEARNER_ID
from generator.records.school import Context, EvidenceKind
from generator.records.scores import ReadAs

ORDER = {"day-first": "day_first", "month-first": "month_first"}
ONE_OF: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(EvidenceKind),
    "context": get_args(Context),
    "as": get_args(ReadAs),
}
IN_A_COLUMN = ("on", "kind", "context", "assessor", "as", "max", "called")


def assessment_called(title: str, book: Gradebook, option: str) -> Assessment:
    """The assessment that is meant by its title as the table has it, or the plain one. Raises BadParameter."""
    plain = title.strip().casefold()
    fitting = [each for each in book.assessments if plain in (each.key.casefold(), each.title.casefold())]
    if len(fitting) == 1:
        return fitting[0]
    keys = [each.key for each in book.assessments]
    exact = [each for each in fitting if each.key == title.strip()]
    if exact:
        return exact[0]
    near = [each.key for each in fitting] or get_close_matches(title, keys, n=3, cutoff=0.4) or keys[:6]
    said = "several columns are" if fitting else "no column is"
    raise typer.BadParameter(f"{said} called {title.strip()!r}; it has {', '.join(map(repr, near))}", param_hint=option)


def columns_said(typed: Sequence[str], book: Gradebook) -> dict[str, dict[str, Any]]:
    """`--column 'Quiz 3=ccss-math:4.nf.a.1; on=2026-11-12; kind=interim'`, by what the table calls the assessment."""
    found: dict[str, dict[str, Any]] = {}
    for each in typed:
        title, told = title_and_rest(each, book)
        refs, *more = told.split(";")
        competencies = [ref for ref in (part.strip() for part in refs.replace(",", " ").split()) if ref]
        if not competencies:
            raise typer.BadParameter(f"write {title!r}=COMPETENCY", param_hint="--column")
        fields = dict(field_said(part) for part in more if part.strip())
        found[assessment_called(title, book, "--column").key] = {"competencies": competencies, **fields}
    return found


def title_and_rest(typed: str, book: Gradebook) -> tuple[str, str]:
    """What stands before the equals sign; a title may hold one itself."""
    for each in book.assessments:
        for title in (each.key, each.title):
            if typed.startswith(f"{title}="):
                return title, typed[len(title) + 1 :]
    title, sign, rest = typed.partition("=")
    if not sign:
        raise typer.BadParameter(f"{typed!r} says no competency; write 'TITLE=COMPETENCY'", param_hint="--column")
    return title, rest


def field_said(typed: str) -> tuple[str, Any]:
    name, _, value = (part.strip() for part in typed.partition("="))
    if name not in IN_A_COLUMN:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(IN_A_COLUMN)}", param_hint="--column")
    if name in ONE_OF and value not in ONE_OF[name]:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(ONE_OF[name])}", param_hint="--column")
    if name == "max":
        return "out_of", a_number(value, "--column")
    return name, a_day(value) if name == "on" else value


def a_number(typed: str, option: str) -> Decimal:
    try:
        number = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise typer.BadParameter(f"{typed!r} is no number", param_hint=option)
    return number


def pairs_said(typed: Iterable[str], option: str) -> dict[str, str]:
    """`WORD=LEVEL`, each an option of its own or several with commas between."""
    found: dict[str, str] = {}
    for each in typed:
        word, sign, meant = each.rpartition("=")
        if not sign or not word.strip() or not meant.strip():
            raise typer.BadParameter(f"{each!r} says nothing of it; write it with =", param_hint=option)
        found[word.strip()] = meant.strip()
    return found


def percent_said(typed: str | None) -> dict[str, Decimal] | None:
    """`getting-closer=50,got-it=75`"""
    if typed is None:
        return None
    told = pairs_said((part for part in typed.split(",") if part.strip()), "--percent")
    return {level: a_number(number.removesuffix("%").strip(), "--percent") for level, number in told.items()}


def learners_said(typed: Iterable[str]) -> dict[str, str]:
    """`--learner 900017=s-0001`: a number, an address or a name, and who it is."""
    told = pairs_said(typed, "--learner")
    for cell, learner in told.items():
        if not LEARNER_ID.fullmatch(learner):
            raise typer.BadParameter(f"write {cell}=s-0001: whose it is, by id", param_hint="--learner")
    return told


def of_the_columns(
    columns: dict[str, dict[str, Any]], mapped: Sequence[str], on: date | None, out_of: Decimal | None
) -> dict[str, dict[str, Any]]:
    """The day and the highest number, which belong to the columns named, else to the only one that is brought in."""
    told = {name: value for name, value in (("on", on), ("out_of", out_of)) if value is not None}
    if not told:
        return columns
    if not columns and len(mapped) != 1:
        raise typer.BadParameter("name the columns it is about with --column", param_hint="--on" if on else "--max")
    about = columns or {mapped[0]: {}}
    return {title: {**told, **fields} for title, fields in about.items()}
