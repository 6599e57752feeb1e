"""pathbook merge: two versions of a file joined by what they say; as git's merge driver, and for whole branches in CI.

At a clash the rest is joined, and the few lines that clash are marked the way git marks them (<<<<<<<, =======,
>>>>>>>), both sides' words in the file. A file that kept only ours would read well and be published, and what the other
person wrote would be gone without anybody's having decided it. A marked one cannot be read: `pathbook check` says so,
names the line, and nothing is built from it until somebody has chosen.
"""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import SCHOOL_FILE
from generator.cli.report import complain, counted
from generator.publish.public_repository import refuse_in_public

if TYPE_CHECKING:
    from generator.merging import MergedFile

ATTRIBUTES = tuple(f"{folder}/**/*.yml merge=pathbook diff=pathbook" for folder in ("plans", "frameworks"))
# What git writes above a hunk: the field or the entry it is in, of readable lines and of the file as it stands.
ABOVE = "^([A-Z][^:]*:.*|  - [{]?id: .*|- [{]?id: .*|[a-z_]+:.*)$"
FILES, BRANCHES = 3, 2  # how many names each way takes
CHOOSE = (
    "both versions stand in {where} between <<<<<<< and >>>>>>>. "
    "Keep the lines that hold, delete the marks, then: git add {file}"
)
NO_TEXT = "{file} holds no text, so ours was left as it is. Take theirs by:  git checkout --theirs {file}"
ANSWER = "The form asks about each; or:  git switch {ours}, git merge {theirs}, and choose in the files"


def merge(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BASE OURS THEIRS",
            help="Three files: as it was, ours, theirs. With --branches: two branches, ours and theirs.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the result here; it may be OURS itself. Left out: it is printed."),
    ] = None,
    path: Annotated[
        str | None, typer.Option(metavar="PATH", help="What the file is called in the school, for what is said of it.")
    ] = None,
    branches: Annotated[
        bool,
        typer.Option("--branches", help="Join two branches, and print the commit that holds both. Nothing else moves."),
    ] = False,
    install: Annotated[
        bool,
        typer.Option(
            "--install", help="Let git join this clone's YAML files by id, and show them readably in git diff."
        ),
    ] = False,
    root: Annotated[
        Path | None, typer.Option(help="The repository. Left out: the one this folder lies in.", show_default=False)
    ] = None,
) -> None:
    """Join two versions of a file by ids and fields, so that only what both changed in the same place is asked.

    Ends with 1 where something clashes: each clash is told, and both versions stand in the file between git's marks.
    """
    given = names or []
    refuse_strangers(root or Path())
    if install and not (given or branches):
        installed(root or Path())
    elif branches and len(given) == BRANCHES and not install:
        join_branches(root or Path(), *given)
    elif len(given) == FILES and not (branches or install):
        join_files(Path(given[0]), Path(given[1]), Path(given[2]), output, path)
    else:
        raise typer.BadParameter("name three files (BASE OURS THEIRS), or --branches OURS THEIRS, or --install alone")


def refuse_strangers(start: Path) -> None:
    """A clash is told with words of plans: never where strangers read the log of a run."""
    folder = start.resolve()
    for school in (folder, *folder.parents):
        if (school / SCHOOL_FILE).is_file():
            refuse_in_public(school, os.environ)


def join_files(base: Path, ours: Path, theirs: Path, output: Path | None, path: str | None) -> None:
    from generator.merging import marked, merged_file

    was, mine, other = (file.read_bytes() for file in (base, ours, theirs))
    merged = merged_file(was or None, mine, other)  # git gives an empty file where there was none
    named = path or str(ours)
    content = marked(merged)
    if content is not None:
        written(content, output)
    if not merged.clashes:
        return
    told(named, merged)
    where = named if output else "what was printed"
    complain(CHOOSE.format(where=where, file=named) if content is not None else NO_TEXT.format(file=named))
    raise typer.Exit(1)


def written(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(content)  # in place: git has made the file, and looks at it again when we are done


def told(file: str, merged: "MergedFile") -> None:
    """Each clash, on standard error: what is joined may be on standard output."""
    from generator.editing.clash_said import clash_said

    for clash in merged.clashes:
        print(clash_said(file, merged.content, clash), file=sys.stderr)


def join_branches(repository: Path, ours: str, theirs: str) -> None:
    from generator.editing.entries.joining import commit_of, joined_commits

    joined = joined_commits(repository, ours, theirs)
    for file, unsettled in joined.unsettled.items():
        if unsettled.merged is None:
            print(f"{file}:1: both sides changed it, and it is no YAML file", file=sys.stderr)
        else:
            told(file, unsettled.merged)
    if joined.tree is None:
        files = counted(len(joined.unsettled), "file waits", "files wait")
        complain(f"{files} for an answer; nothing was joined. {ANSWER.format(ours=ours, theirs=theirs)}")
        raise typer.Exit(1)
    print(commit_of(repository, joined.tree, ours, theirs))


def installed(repository: Path) -> None:
    """Into the settings of this clone: a repository cannot bring a driver along, for it would be a program to run."""
    from generator.load.git import run_well, said_by_git

    top = Path(said_by_git(repository, "rev-parse", "--show-toplevel"))
    run_well(top, ("config", "merge.pathbook.name", "Plans are joined by what they say"))
    run_well(top, ("config", "merge.pathbook.driver", f"{program()} merge %O %A %B --path %P --output %A"))
    run_well(top, ("config", "diff.pathbook.textconv", f"{program()} text"))
    run_well(top, ("config", "diff.pathbook.xfuncname", ABOVE))
    print("From now on git joins the YAML files of this clone by id, in merges, rebases and cherry-picks,")
    print("and git diff shows them as readable lines (as they stand: git diff --no-textconv).")
    attributes = top / ".gitattributes"
    known = attributes.read_text(encoding="utf-8") if attributes.is_file() else ""
    if not ("merge=pathbook" in known and "diff=pathbook" in known):
        print("Git has to know which files. Add to .gitattributes, and commit:", *ATTRIBUTES, sep="\n  ")


def program() -> str:
    """The command git runs, quoted for its shell."""
    beside = Path(sys.executable).with_name("pathbook")
    found = str(beside) if beside.is_file() else shutil.which("pathbook") or sys.argv[0]
    return shlex.quote(Path(found).as_posix())
