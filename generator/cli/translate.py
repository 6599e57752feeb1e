"""pathbook translate export | import: what readers lack in a language, to a translator and back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer
from babel import Locale

from generator.answered import Settled, Terms, Who, every_wish, files_after, settled
from generator.changes import Changes
from generator.checked import CheckedSchool, checked_school
from generator.cli.learner_asked import Group, Learners, folders_asked
from generator.cli.options import On, PeopleFile, Root, a_day, day_asked, root_of
from generator.cli.report import complain, counted, put_out
from generator.exporters.translation_table import table_text
from generator.exporters.xliff import xliff_text
from generator.importers.foreign import Foreign
from generator.importers.returned import Returned
from generator.importers.translation_table import table_answers
from generator.importers.xliff import xliff_answers
from generator.load.layout import LANGUAGE
from generator.locales import name_in
from generator.model.translations import Unit, units_of
from generator.translating import Gathering, gathering_of
from generator.writing import write_files
from generator.yamltext.splice import Refused

PROBLEMS = 1
NAMED_AT_MOST, EXCERPT = 20, 60
LARGEST = 50_000_000  # bytes
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t"
Form: TypeAlias = Literal["xliff", "csv"]


def export(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="For example es.", show_default=False)],
    learners: Learners = None,
    group: Group = None,
    form: Annotated[Form, typer.Option("--format", help="For a translation tool, or for a spreadsheet.")] = "xliff",
    out: Annotated[Path | None, typer.Option(help="Left out: it is printed.", show_default=False)] = None,
    all_of_it: Annotated[
        bool, typer.Option("--all", help="Earlier years too, and all shared texts, whoever reads them.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="LANGUAGE", help="Texts written in it. Left out: the school's own.", show_default=False
        ),
    ] = None,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Write what is missing or out of date in a language into a file for a translator.

    Each text once, what the next conversation needs first. No name and no id of a learner goes along.
    """
    school = checked_school(root_of(root), people, day_asked(on))
    origin = source or school.commons.school.languages[0]
    for tag in (language, origin):
        check_language(tag, school)
    if language == origin:
        raise typer.BadParameter(f"the texts are written in {english(language)} already", param_hint="LANGUAGE")
    folders = folders_asked(tuple(learners or ()), group, school)
    readers = None if learners or all_of_it else language
    gathering = gathering_of(school, folders, readers, all_of_it=all_of_it)
    units = units_of(gathering.readings, language, origin)
    text = xliff_text(units, origin, language) if form == "xliff" else table_text(units, language)
    for sentence in told_besides(gathering):
        complain(sentence)
    put_out(text, out)
    if out is not None:
        print(export_said(units, gathering, language, out))


def told_besides(gathering: Gathering) -> Iterator[str]:
    for learner in gathering.unusable:
        yield f"{learner} is left out: its files have problems; `pathbook check` tells them"
    for place, why in gathering.withheld[:NAMED_AT_MOST]:
        yield f"{place}: left out, since {why}"
    if len(gathering.withheld) > NAMED_AT_MOST:
        yield f"{len(gathering.withheld) - NAMED_AT_MOST} more are left out for such reasons"


def export_said(units: tuple[Unit, ...], gathering: Gathering, language: str, out: Path) -> str:
    plans = sum(1 for reading in gathering.readings if reading.who)
    if not plans:
        return f"No plan asked for is read in {english(language)}: {out} holds no text. Name a learner, or use --all."
    if not units:
        return f"Nothing is missing in {english(language)}: {counted(plans, 'plan', 'plans')} looked at."
    days = sorted({unit.needed_by for unit in units if unit.needed_by is not None})
    first = f", the first by {days[0]}" if days else ""
    return f"{counted(len(units), 'text', 'texts')} for {counted(plans, 'plan', 'plans')}{first}: {out}"


def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, metavar="FILE")],
    by: Annotated[
        Who | None, typer.Option(help="Who translated, where the file does not say it.", show_default=False)
    ] = None,
    reviewed: Annotated[
        date | None,
        typer.Option(parser=a_day, metavar="DATE", help="Somebody read all of it on this day.", show_default=False),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Also where there is a good translation.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, write nothing.")] = False,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Write a translator's answers into every file that holds the text.

    Only the lines that say it change. Nothing a machine made is marked as reviewed.
    """
    if by == "machine" and reviewed is not None:
        raise typer.BadParameter("what a machine made is not reviewed by an import", param_hint="--reviewed")
    school = checked_school(root_of(root), people, day_asked(on))
    if reviewed is not None and reviewed > school.on:
        raise typer.BadParameter(f"{reviewed} has not come yet", param_hint="--reviewed")
    try:
        if file.stat().st_size > LARGEST:
            raise Foreign(f"it is larger than {LARGEST // 1_000_000} MB, which no export is; cut it in parts")
        back = answers_in(file.read_bytes())
        check_language(back.language, school)
        terms = Terms(
            language=back.language, by=by, reviewed=reviewed, on=school.on, replace=replace, names=school.names
        )
        told = settled(back.answers, every_wish(school), terms)
        files = files_after(school.root, (writing for each in told for writing in each.writings))
        if not dry_run:
            write_files(school.root, files)
    except (Foreign, Refused) as why:
        complain(f"{file.name}: {why}")
        raise typer.Exit(PROBLEMS) from None
    print("\n".join(import_said(back, told, files, dry_run=dry_run)))
    if any(each.refused for each in told):
        raise typer.Exit(PROBLEMS)


def answers_in(raw: bytes) -> Returned:
    """XLIFF or a table, by how the file begins; raises Foreign."""
    return xliff_answers(raw) if raw.lstrip(BEFORE_XML).startswith(b"<") else table_answers(raw)


def import_said(back: Returned, told: tuple[Settled, ...], files: Changes, *, dry_run: bool) -> Iterator[str]:
    used = tuple(each for each in told if each.writings)
    refused = tuple(each for each in told if each.refused)
    places, kept = sum(len(each.writings) for each in used), sum(each.kept for each in told)
    many = counted(len(used), "translation", "translations")
    yield f"{english(back.language)}: {many} for {counted(places, 'place', 'places')}"
    empty = sum(1 for answer in back.answers if not answer.target and answer.trouble is None)
    if empty:
        yield f"  {counted(empty, 'text', 'texts')} without a translation yet"
    if kept:
        yield f"  {counted(kept, 'place keeps its', 'places keep their')} translation; --replace puts the new one there"
    if refused:
        yield f"  {len(refused)} not used:"
    for each in refused:
        yield f"  - {excerpt(each)}: {each.refused}"
    if files:
        yield "Would write:" if dry_run else "Written:"
    else:
        yield "No file changes."
    yield from (f"  {change.file}" for change in files)


def excerpt(each: Settled) -> str:
    words = " ".join((each.answer.source or each.answer.code).split())
    return f"“{words[:EXCERPT]}{'…' if len(words) > EXCERPT else ''}”"


def check_language(language: str, school: CheckedSchool) -> None:
    """Raises BadParameter for what no language is called, or what the school calls otherwise."""
    own = school.commons.school.languages
    named = f"this school's are {', '.join(own)}"
    if language in own:
        return
    if not LANGUAGE.fullmatch(language) or english(language) == language:
        raise typer.BadParameter(f"there is no language {language!r}; {named}")
    if language.partition("-")[0] in own:
        # Tools like to put a region behind a language; nobody would read what is written under it.
        raise typer.BadParameter(f"{language!r} is none of the school's languages; {named}")


def english(language: str) -> str:
    return name_in(language, Locale("en"))
