"""How a table is read, as the school keeps it in plans/imports/<id>.yml: found again, added to, made into a record.

What was said on the command line and what was answered become the same mapping that the file holds, so one schema
judges all of it.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, cast

from generator.changes import Change, Changes, blob_of
from generator.editing.new.making import as_schema, file_content
from generator.importers.foreign import Foreign
from generator.importers.scores import Gradebook, gradebook_of
from generator.importers.scores_sheet import Known
from generator.importers.table import Table
from generator.load.layout import listing_of, yaml_names
from generator.load.shape import shaped
from generator.load.source import bytes_of, judged
from generator.problem import Problem
from generator.records.scores import ScoreTable
from generator.yamltext.placed import thawed
from generator.yamltext.read import Value, decode, read
from generator.yamltext.splice import marked, rewritten

FOLDER = "plans/imports"
KIND = "scores"
Wanted: TypeAlias = dict[str, Any]  # what the file shall hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A file of plans/imports as it stands."""

    id: str
    raw: bytes
    wanted: Wanted
    settings: ScoreTable

    @property
    def titles(self) -> frozenset[str]:
        return frozenset((*(each.title for each in self.settings.assessments), *self.settings.left_out))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What was said of a table: `whole` of all of it, `columns` of one assessment each, by what the table calls it."""

    whole: Mapping[str, Any] = field(default_factory=dict[str, Any])
    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    left_out: Iterable[str] = ()


def settings_file(id_: str) -> str:
    return f"{FOLDER}/{id_}.yml"


def remembered_in(root: Path) -> tuple[Remembered, ...]:
    """Every way of reading that the school keeps; files that cannot be read are told by `check`."""
    found = (remembered_as(root, name) for name in yaml_names(listing_of(root, FOLDER)))
    return tuple(each for each in found if each is not None)


def remembered_as(root: Path, id_: str) -> Remembered | None:
    file = settings_file(id_)
    raw, _ = bytes_of(root, file)
    text, wrong = ("", ()) if raw is None else decode(raw, file)
    value, odd = read(text, file)
    settings, _ = settings_from(value, (*wrong, *odd), file)
    if raw is None or settings is None:
        return None
    return Remembered(id=id_, raw=raw, wanted=cast(Wanted, thawed(value)), settings=settings)


def settings_from(
    value: Value, problems: tuple[Problem, ...], file: str
) -> tuple[ScoreTable | None, tuple[Problem, ...]]:
    right, wrong = judged(value, problems, file, KIND)
    return (None if right is None else shaped(ScoreTable, right)), wrong


def settings_of(wanted: Wanted) -> tuple[ScoreTable | None, tuple[Problem, ...]]:
    """The record that a mapping means, and what is wrong with it."""
    file = settings_file(str(wanted["id"]))
    value, odd = read(file_content(KIND, file, wanted).decode(), file)
    return settings_from(value, odd, file)


def found_again(
    table: Table, known: Known, kept: Iterable[Remembered], group: str | None
) -> tuple[Remembered, Gradebook] | None:
    """The way of reading that fits a table: the same columns of learners, and the most assessments in common."""
    best: tuple[Remembered, Gradebook] | None = None
    most = 0
    for each in kept:
        if group is not None and each.settings.group != group:
            continue
        book = read_as(table, known, each)
        shared = 0 if book is None else len(each.titles & {assessment.key for assessment in book.assessments})
        if book is not None and shared > most:
            best, most = (each, book), shared
    return best


def read_as(table: Table, known: Known, remembered: Remembered) -> Gradebook | None:
    """None: the table has not the columns that this way of reading needs."""
    columns = remembered.settings.columns
    wanted = tuple(each.title for each in remembered.settings.assessments)
    try:
        book = gradebook_of(table, known, columns, wanted)
    except Foreign:
        return None
    return book if book.columns == columns else None


def with_sayings(wanted: Wanted, sayings: Sayings) -> Wanted:
    """The mapping with all that was said; an assessment keeps its place and what nobody spoke of."""
    made = deepcopy(wanted) | {name: value for name, value in sayings.whole.items() if value is not None}
    for several in ("words", "percent"):
        if sayings.whole.get(several) and wanted.get(several):
            made[several] = {**wanted[several], **sayings.whole[several]}
    assessments = {each["title"]: each for each in made.get("assessments", ())}
    for title, told in sayings.columns.items():
        assessments[title] = {**assessments.get(title, {"title": title}), **told}
    out = dict.fromkeys((*made.get("left_out", ()), *sayings.left_out))
    made["assessments"] = [each for title, each in assessments.items() if title not in set(sayings.left_out)]
    made["left_out"] = [title for title in out if title not in sayings.columns]
    return as_schema(KIND, made)


def settings_changes(wanted: Wanted, remembered: Remembered | None) -> Changes:
    """The file as it shall be; nothing where it says the same already."""
    file = settings_file(str(wanted["id"]))
    if remembered is None:
        return (Change(file=file, content=file_content(KIND, file, wanted), before=None),)
    text = remembered.raw.decode("utf-8-sig")
    content = marked(remembered.raw, rewritten(text, as_schema(KIND, wanted)).text)
    return () if content == remembered.raw else (Change(file=file, content=content, before=blob_of(remembered.raw)),)
