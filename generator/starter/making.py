"""A school's own repository, made: its files, and the first commit. All of it, or nothing.

What goes wrong on the way, Ctrl-C too, leaves the folder as it was before.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.changes import Change, Changes, blob_of
from generator.checked import commons_of
from generator.editing.editors.vscode import ids_of, schemas_for_editors, settings_for_editors
from generator.load.git import run_git, run_well, said_by_git
from generator.load.people_sealed import OPEN
from generator.problem import BuildStopped, ToolFailed, errors_in
from generator.starter.answers import Answers, answered, days_of
from generator.starter.record import RECORD, Record, record_text
from generator.starter.rendering import Texts, given_once, rendered, version_here
from generator.writing import missing_folders, remove_empty, write_files

SCRIPT = b"#!"
MAY_RUN = 0o755
NO_GIT = "git is not installed, and a school's record is kept by git: https://git-scm.com tells how, then try again"
WHO = (
    "git does not know who you are, and the first commit says who made it:\n"
    '  git config --global user.name "Your Name"\n'
    "  git config --global user.email you@your-school.example"
)
MESSAGE = "The plans of a school begin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made. `kept_back`: files that git does not have."""

    commit: str
    files: int
    kept_back: tuple[str, ...]


def would_be_made(answers: Answers, on: date, timezone: str) -> tuple[str, ...]:
    """The files, apart from what editors are told."""
    own = (given_once(answers, school, days_of(on), timezone, ("", "")) for school in answers.schools)
    return tuple(sorted((RECORD, *rendered(answers), *(path for texts in own for path in texts))))


def make(folder: Path, answers: Answers, on: date, timezone: str) -> Made:
    """Raises ToolFailed where there is no room for a repository, no git, or nobody git would know."""
    refuse_where_full(folder)
    with place_for(folder) as place, begun(place, answers.branch) as branch:
        leader = who_is_here(place)
        own = answered(replace(answers, branch=branch))
        kept = rendered(own)
        write_new(place, kept)
        for school in own.schools:
            write_new(place, given_once(own, school, days_of(on), timezone, leader))
            write_files(place / school.folder, for_editors(place / school.folder))
        like = empty_tree(place)
        files = {path: blob_of(text, like=like) for path, text in kept.items()}
        write_new(place, {RECORD: record_text(Record(pathbook=version_here(), answers=own, files=files))})
        return committed(place, own)


def refuse_where_full(folder: Path) -> None:
    if shutil.which("git") is None:
        raise ToolFailed("init", NO_GIT)
    if folder.is_symlink() and not folder.exists():
        raise ToolFailed("init", f"{folder} is a link that leads nowhere; name a new folder")
    if folder.exists() and not folder.is_dir():
        raise ToolFailed("init", f"{folder} is a file; name a new folder")
    if (folder / RECORD).is_file():
        raise ToolFailed(
            "init", f"{folder} is a school's repository already; newer templates come with:  pathbook init --update"
        )
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise ToolFailed("init", f"{folder} is not empty; name a new folder. What lies in it stays as it is")
    around = next(each for each in (folder, *folder.parents) if each.is_dir())
    found = run_git(around, "rev-parse", "--show-toplevel")
    top = Path(found.stdout.decode(errors="replace").strip()) if found.returncode == 0 else None
    if top is not None and top.resolve() != folder.resolve():
        hint = f"plans would end up in it. Name a folder outside {top}"
        raise ToolFailed("init", f"{folder} lies in another git repository, and {hint}")


@contextmanager
def place_for(folder: Path) -> Iterator[Path]:
    """The folder; one that is new is made beside its place and gets its name when all is done."""
    if folder.is_dir():
        yield folder
        return
    made = tuple(missing_folders(folder))
    place = folder.with_name(f".new-{folder.name}"[:200])
    if place.exists():
        raise ToolFailed("init", f"{place} is left from a run that was cut off; delete it, and try again")
    try:
        place.mkdir(parents=True)
        yield place
        place.rename(folder)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        remove_empty(made)
        raise


@contextmanager
def begun(place: Path, branch: str) -> Iterator[str]:
    """An empty repository for as long as the files are made: a new one, or one that was cloned empty; its branch."""
    had = (place / ".git").exists()
    if had and run_git(place, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 0:
        raise ToolFailed("init", f"{place} holds a repository with commits; name a new folder")
    try:
        if not had:
            run_well(place, ("init", "--quiet"))
            run_well(place, ("symbolic-ref", "HEAD", f"refs/heads/{branch}"))
        yield said_by_git(place, "symbolic-ref", "--short", "HEAD")
    except BaseException:
        emptied(place, keep=".git" if had else None)
        raise


def emptied(place: Path, *, keep: str | None) -> None:
    for entry in place.iterdir():
        if entry.name == keep:
            (entry / "index").unlink(missing_ok=True)
        elif entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def who_is_here(place: Path) -> tuple[str, str]:
    """Name and address of whoever git says is here; git must not guess one from the machine's name."""
    found = run_git(place, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    name, _, rest = found.stdout.decode(errors="replace").partition(" <")
    if found.returncode or not name.strip():
        raise ToolFailed("init", WHO)
    return name.strip(), rest.partition(">")[0]


def write_new(place: Path, texts: Texts) -> None:
    write_changes(place, tuple(Change(file=path, content=text, before=None) for path, text in texts.items()))


def write_changes(top: Path, changes: Changes) -> None:
    """All of them or none; scripts so that they can be run."""
    write_files(top, changes)
    for change in changes:
        if change.content is not None and change.content.startswith(SCRIPT):
            (top / change.file).chmod(MAY_RUN)


def for_editors(root: Path) -> Changes:
    """What lies in a school's `.vscode/`; raises BuildStopped where its shared files are not in order."""
    commons, problems = commons_of(root)
    if commons is None or errors_in(problems):
        raise BuildStopped(problems, str(root))
    parts = (schemas_for_editors(root, ids_of(root, commons)), settings_for_editors(root))
    return tuple(change for part in parts for change in part.changes)


def empty_tree(place: Path) -> str:
    """The name of nothing in the kind of hash that this repository names its files by."""
    return said_by_git(place, "hash-object", "-t", "tree", "/dev/null")


def committed(place: Path, answers: Answers) -> Made:
    files = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    files = [file for file in files if not file.startswith(".git/")]
    back = tuple(f"{school.prefix}{OPEN}" for school in answers.schools)
    taken = tuple(file for file in files if file not in back)
    listed = "".join(f"{file}\0" for file in taken).encode()
    literally: Mapping[str, str] = {"GIT_LITERAL_PATHSPECS": "1"}
    # By name and by force: what somebody leaves out everywhere, .vscode for instance, belongs to a school's repository.
    command = ("add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul")
    run_well(place, command, literally, listed)
    run_well(place, ("commit", "--quiet", "--message", f"{MESSAGE}\n\nMade by Pathbook {version_here()}."))
    commit = said_by_git(place, "rev-parse", "HEAD")
    return Made(commit=commit, files=len(taken), kept_back=back)
