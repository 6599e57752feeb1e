"""What several commands ask for in the same words, and the one place that asks which day it is."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from generator.cli.report import complain, report
from generator.load.commit import Known, known_at
from generator.problem import BuildStopped, ToolFailed
from generator.publish.public_repository import refuse_in_public

SCHOOL_FILE = Path("plans") / "school.yml"


def a_day(text: str) -> date:
    """A day typed on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-11-20") from None


Root: TypeAlias = Annotated[
    Path | None, typer.Option(help="The school's folder. Left out: the one this folder lies in.", show_default=False)
]
On: TypeAlias = Annotated[
    date | None, typer.Option(parser=a_day, metavar="DATE", help="As of this day, not today.", show_default=False)
]
At: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="COMMIT",
        help="As the files stood at this commit, and as of its day unless --on names another.",
        show_default=False,
    ),
]
PeopleFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--people", envvar="PATHBOOK_PEOPLE", help="A people.yml that lies elsewhere.", show_default=False),
]

MasterFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--master",
        metavar="FILE",
        help="The file of the secret that codes and keys come from. Left out: PATHBOOK_MASTER, else a trial one.",
        show_default=False,
    ),
]


def root_of(asked: Path | None) -> Path:
    """The school's folder: the one asked for, else the nearest one upwards that holds plans/school.yml.

    Raises ToolFailed where CI says that strangers can read the repository, and it holds a school's plans.
    """
    start = (asked or Path.cwd()).resolve()
    candidates = (start,) if asked else (start, *start.parents)
    for folder in candidates:
        if (folder / SCHOOL_FILE).is_file():
            refuse_in_public(folder, os.environ)
            return folder
    raise typer.BadParameter(f"{start} holds no {SCHOOL_FILE}; go to the school's folder or name it with --root")


@contextmanager
def root_asked(asked: Path | None, at: str | None) -> Iterator[tuple[Path, Known | None]]:
    """The school's folder as it stands (None), or as a commit holds it, for as long as the context lasts.

    Problems that stop a command are told in here: the lines they show lie in the commit's own files.
    """
    top = root_of(asked)
    if at is None:
        yield top, None
        return
    with known_at(top, at) as known:
        for learner in known.withheld:
            complain(f"{learner} is left out: redactions.yml says that this commit must not be shown again")
        try:
            yield known.root, known
        except BuildStopped as stopped:
            report(stopped.problems, Path(stopped.root))
            raise typer.Exit(1) from None


def folder_or_root(asked: Path | None) -> Path:
    """The folder named, which need not be a school yet; else the school around us."""
    return asked.resolve() if asked is not None and asked.is_dir() else root_of(asked)


def day_asked(on: date | None, known: Known | None = None) -> Callable[[str], date]:
    """Which day it is, given the school's time zone: --on, the commit's, SOURCE_DATE_EPOCH, else the clock."""

    def day(timezone: str) -> date:
        if on is not None:
            return on
        try:
            zone = ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ToolFailed("calendar", f"this machine knows no time zone {timezone!r}") from None
        if known is not None:
            return known.at.astimezone(zone).date()
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            return datetime.now(zone).date()
        if not epoch.isdigit():
            raise ToolFailed("SOURCE_DATE_EPOCH", f"{epoch!r} is not a number of seconds")
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()

    return day


def commit_said(known: Known | None) -> str:
    """How a sentence goes on that has named the day."""
    return "" if known is None else f", as known at commit {known.commit[:12]}"


def command_name() -> str:
    """How this command is called from here: by its name, or by its path where the shell does not find it."""
    return "pathbook" if shutil.which("pathbook") else sys.argv[0]


def on_a_terminal() -> bool:
    """Whether somebody watches: a terminal, and not CI."""
    return sys.stderr.isatty() and not os.environ.get("CI")


def a_browser_can_open() -> bool:
    """Whether there is a person at a desktop; a text browser would take the terminal away."""
    desktop = not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return on_a_terminal() and desktop
