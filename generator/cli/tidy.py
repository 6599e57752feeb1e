"""pathbook tidy: what other form tools did to files, taken back without losing what a person changed"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Root, root_of
from generator.cli.report import complain, counted
from generator.editing.entries.store import Store, store_of
from generator.editing.other_tools.tidied_files import (
    Tidying,
    Version,
    brought,
    changes_of,
    in_work_tree,
    tidying_of,
)
from generator.load.commit import commit_named
from generator.problem import ToolFailed
from generator.writing import write_files
from generator.yamltext.splice import Refused


def tidy(
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[BASE [HEAD] | FILE...]",
            help="Two commits: what a proposal brings. One: the folder against it. Files: those. Nothing: all that "
            "differs from HEAD.",
        ),
    ] = None,
    against: Annotated[
        str, typer.Option("--against", metavar="COMMIT", help="As which commit files should look.", show_default="HEAD")
    ] = "HEAD",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where something would be tidied.")
    ] = False,
    root: Root = None,
) -> None:
    """Put what another form tool saved onto the text as it stood: only the lines that say something new change.

    Remarks, the order of fields and dates come back, empty fields that were filled in go.
    """
    top = root_of(root)
    try:
        tidyings = tuple(tidying_of(version) for version in versions_asked(top, tuple(asked or ()), against))
        changes = changes_of(tidyings)
        write_files(top, () if check else changes)
    except Refused as why:
        raise ToolFailed("tidy", f"{why}. Nothing was written; check out the commit that is to be tidied") from None
    for line in (line for each in tidyings for line in said(each)):
        print(line)
    would = "would be tidied" if check else "tidied"
    print(f"{counted(len(changes), 'file', 'files')} {would}, {len(tidyings) - len(changes)} left as they are")
    for each in tidyings:
        if each.refused is not None:
            complain(f"{each.file}: {each.refused}")
    if any(each.refused for each in tidyings) or (check and changes):
        raise typer.Exit(1)


def versions_asked(root: Path, asked: tuple[str, ...], against: str) -> Iterator[Version]:
    store = store_of(root)
    if asked and all((Path(each)).is_file() for each in asked):
        return in_work_tree(store, commit_named(root, against), tuple(inside(root, Path(each)) for each in asked))
    match asked:
        case ():
            return in_work_tree(store, commit_named(root, against), ())
        case (base,):
            return in_work_tree(store, commit_named(root, base), ())
        case (base, head):
            return between(store, base, head)
        case _:
            missing = next(each for each in asked if not Path(each).is_file())
            raise typer.BadParameter(f"there is no file {missing}; name files, or one or two commits")


def between(store: Store, base: str, head: str) -> Iterator[Version]:
    return brought(store, commit_named(store.root, base), commit_named(store.root, head))


def inside(root: Path, file: Path) -> str:
    full = file.resolve()
    if not full.is_relative_to(root):
        raise typer.BadParameter(f"{file} does not lie in {root}")
    return full.relative_to(root).as_posix()


def said(each: Tidying) -> Iterator[str]:
    """How much shorter the change became, and what was mended in which field; never what a field says."""
    if each.tidied is None or (each.change is None and not each.tidied.unsure):
        return
    before, after = each.tidied.lines_before, each.tidied.lines_after
    yield f"{each.file}: {before} changed lines are now {after}" if before else f"{each.file}: a new file"
    yield from (f"  {line}" for line in each.tidied.mended)
    yield from (f"  look at {line}" for line in each.tidied.unsure)
