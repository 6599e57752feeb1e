"""pathbook upgrade: a school's files brought to the format that this Pathbook reads, only the lines that change"""

from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path
from typing import Annotated

import typer

from generator.changes import Change, blob_of
from generator.cli.options import Root, root_of
from generator.cli.report import complain, counted
from generator.load.formats import FORMAT, SETTINGS, Upgraded, format_of, upgraded_files
from generator.load.source import value_of
from generator.problem import ToolFailed
from generator.writing import write_files
from generator.yamltext.splice import Refused


def upgrade(
    write: Annotated[bool, typer.Option("--write", help="Make the edits. Left out: only show them.")] = False,
    root: Root = None,
) -> None:
    """Bring a school's files to the format that this Pathbook reads.

    Shows each line that changes; writes all of them, or none, when asked to.
    """
    top = root_of(root)
    refuse_newer(top)
    found = tuple(upgraded_files(top))
    for line in (line for each in found for line in said(each)):
        print(line)
    refused = tuple(each for each in found if each.content is None)
    for each in refused:
        complain(f"{each.file}: {each.why}")
    if refused:
        raise ToolFailed("upgrade", "nothing was written; mend these files by hand first")
    many = counted(len(found), "file", "files")
    if not found:
        print("Nothing here is of an older format.")
    elif write:
        written(top, found)
        print(f"{many} written, now of format {FORMAT}. Look at it with `pathbook check`, then commit it.")
    else:
        print(f"{many} would be written for format {FORMAT}. Nothing was; --write does it.")


def refuse_newer(root: Path) -> None:
    value, _ = value_of(root, SETTINGS)
    if (format_of(value) or FORMAT) > FORMAT:
        raise ToolFailed("upgrade", f"{SETTINGS} is of a later format than this Pathbook knows; install a newer one")


def written(root: Path, found: tuple[Upgraded, ...]) -> None:
    changes = (Change(file=each.file, content=each.content, before=blob_of(each.before)) for each in found)
    try:
        write_files(root, tuple(changes))
    except Refused as why:
        raise ToolFailed("upgrade", f"{why}. Nothing was written") from None


def said(each: Upgraded) -> Iterator[str]:
    """A file and the lines of it that change; they hold settings, never people's words."""
    yield each.file
    before, after = (text.decode(errors="replace").splitlines() for text in (each.before, each.content or each.before))
    yield from (f"  {line}" for line in ndiff(before, after) if line[:2] in ("- ", "+ "))
