"""pathbook schema: the schemas by which editors help, with the school's own ids in them"""

from typing import Annotated

import typer

from generator.checked import commons_of
from generator.cli.options import Root, root_of
from generator.cli.report import complain, counted
from generator.editing.editors.modeline import SCHEMA_FOLDER
from generator.editing.editors.vscode import (
    ForEditors,
    ids_of,
    schemas_for_editors,
    settings_for_editors,
    written_files,
)
from generator.problem import BuildStopped, errors_in
from generator.writing import write_files


def schema(
    root: Root = None,
    vscode: Annotated[
        bool, typer.Option("--vscode", help="VS Code's settings too, joined with the school's own.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where something is behind. For CI.")
    ] = False,
) -> None:
    """Write what editors need to know of this school: its competencies, levels, people's ids and so on.

    The schemas go into .vscode/schemas and belong into the repository. They hold no names.
    """
    top = root_of(root)
    commons, problems = commons_of(top)
    if commons is None or errors_in(problems):
        raise BuildStopped(problems, str(top))
    parts = (schemas_for_editors(top, ids_of(top, commons)), *((settings_for_editors(top),) if vscode else ()))
    changes = tuple(change for part in parts for change in part.changes)
    if not check:
        write_files(top, changes)
    print("\n".join(said(parts, check=check)))
    for line in (line for part in parts for line in part.left):
        complain(line)
    if check and changes:
        raise typer.Exit(1)


def said(parts: tuple[ForEditors, ...], *, check: bool) -> tuple[str, ...]:
    files = tuple(file for part in parts for file in written_files(part))
    if not files:
        return (f"{SCHEMA_FOLDER} is as the school is now.",)
    begin = "Behind the school" if check else "Written"
    end = ("Run pathbook schema and commit what it writes.",) if check else ()
    return (f"{begin}: {counted(len(files), 'file', 'files')}", *(f"  {file}" for file in files), *end)
