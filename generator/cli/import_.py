"""pathbook import case | asn: standards from another system become framework files, or bring them up to date."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from generator.cli.options import Root, day_asked, folder_or_root
from generator.cli.report import complain, counted
from generator.importers.asn import asn_framework
from generator.importers.bring import Import, import_into
from generator.importers.case import case_frameworks
from generator.importers.folder import write_files
from generator.importers.foreign import Foreign
from generator.importers.ids import is_id
from generator.importers.select import Selection
from generator.importers.source import SourceFramework
from generator.load.layout import RESERVED
from generator.yamltext.splice import Refused

PROBLEMS = 1
NAMED_AT_MOST = 8

File: TypeAlias = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, metavar="FILE", show_default=False)
]
Id: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--id", help="The framework's name here. Left out: as before, else made from its title.", show_default=False
    ),
]
DropPrefix: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--drop-prefix", metavar="PREFIX", help="What codes begin with and ids should not.", show_default=False
    ),
]
Under: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--under", metavar="CODE", help="Only what lies under this code; 4.NF, or 4-*. Repeatable.", show_default=False
    ),
]
Grades: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--grades", metavar="GRADE", help="Only what is for this grade. Repeatable.", show_default=False),
]
Skip: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--skip", metavar="STATEMENT", help="Leave out items that say only this; their parts move up.",
        show_default=False,
    ),
]  # fmt: skip
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, write nothing.")]


def import_case(
    file: File,
    id_: Id = None,
    drop_prefix: DropPrefix = None,
    under: Under = None,
    grades: Grades = None,
    skip: Skip = None,
    root: Root = None,
    dry_run: DryRun = False,
) -> None:
    """Bring a CASE package (version 1.0 or 1.1) into frameworks/, or bring up to date what came from it."""
    selection = selection_of(drop_prefix, under, grades, skip)
    today = day_asked(None)("UTC")
    bring(file, lambda raw: case_frameworks(raw, today), folder_or_root(root), id_, selection, dry_run=dry_run)


def import_asn(
    file: File,
    id_: Id = None,
    drop_prefix: DropPrefix = None,
    under: Under = None,
    grades: Grades = None,
    skip: Skip = None,
    root: Root = None,
    dry_run: DryRun = False,
) -> None:
    """Bring standards of the Achievement Standards Network (RDF/XML or RDF/JSON) into frameworks/."""
    selection = selection_of(drop_prefix, under, grades, skip)
    bring(file, lambda raw: (asn_framework(raw),), folder_or_root(root), id_, selection, dry_run=dry_run)


def selection_of(
    drop_prefix: list[str] | None, under: list[str] | None, grades: list[str] | None, skip: list[str] | None
) -> Selection:
    return Selection(
        prefixes=tuple(drop_prefix or ()), under=tuple(under or ()), grades=tuple(grades or ()), skip=tuple(skip or ())
    )


def bring(
    file: Path,
    parse: Callable[[bytes], tuple[SourceFramework, ...]],
    root: Path,
    id_: str | None,
    selection: Selection,
    *,
    dry_run: bool,
) -> None:
    """Import every framework of a file, and tell what became of it."""
    check_id(id_)
    try:
        sources = parse(file.read_bytes())
        if id_ is not None and len(sources) > 1:
            raise typer.BadParameter(f"{file.name} holds {len(sources)} frameworks, which cannot all be called {id_!r}")
        for source in sources:
            made = import_into(root, source, id_, selection)
            if not dry_run:
                write_files(root, made.framework, made.texts, made.outcome.memory)
            print("\n".join(summary(made, file.name, dry_run=dry_run)))
    except (Foreign, Refused) as why:
        complain(f"{file.name}: {why}")
        raise typer.Exit(PROBLEMS) from None


def check_id(id_: str | None) -> None:
    if id_ is not None and (not is_id(id_) or id_ in RESERVED):
        raise typer.BadParameter(f"{id_!r} cannot name a framework; use small letters, digits, hyphens and dots")


def summary(made: Import, file: str, *, dry_run: bool) -> Iterator[str]:
    """What an import did, line by line."""
    outcome = made.outcome
    yield f"{made.framework}: {counted(made.competencies, 'competency', 'competencies')}, " + (
        f"{counted(made.links, 'link', 'links')}, from {file}"
    )
    if made.again:
        yield from happenings(made)
    remarks = outcome.remarks
    if remarks:
        yield f"{counted(len(remarks), 'warning', 'warnings')}:"
    for remark in remarks:
        yield f"  - {remark.what}"
        yield f"    {remark.to_do}"
    if not made.texts:
        yield "No file changes."
        return
    yield "Would write:" if dry_run else "Written:"
    yield from (f"  frameworks/{made.framework}/{name}" for name in made.texts)


def happenings(made: Import) -> Iterator[str]:
    """What an import of a framework that was there already changed in it."""
    outcome = made.outcome
    told = (
        ("new", outcome.new),
        ("changed by the source", outcome.changed),
        ("moved by the source", outcome.moved),
        ("no longer in the source, now marked deprecated", outcome.gone),
        ("in the source again", outcome.back),
        ("changed by the source and by the school, the school's words kept", outcome.kept),
    )
    for what, names in told:
        if names:
            more = f", and {len(names) - NAMED_AT_MOST} more" if len(names) > NAMED_AT_MOST else ""
            yield f"  {len(names)} {what}: {', '.join(names[:NAMED_AT_MOST])}{more}"
