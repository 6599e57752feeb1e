"""What `pathbook init` understands of what was typed, and what it says of what it did"""

import os
import shlex
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from generator.cli.options import command_name, day_asked
from generator.cli.report import counted

if TYPE_CHECKING:
    from generator.starter.answers import Answers
    from generator.starter.making import Made

Folders = tuple[tuple[str, str], ...]  # of a district's schools, with their names
NOWHERE = "UTC"
ZONES = Path("/etc/localtime")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Where a school's clock stands, and which day it is there."""

    timezone: str
    day: date


def when_asked(timezone: str | None, on: date | None) -> When:
    """As it was typed; else as this machine has it, and UTC where it does not tell."""
    zone = timezone or zone_of_machine()
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = "write it as America/New_York"
        raise typer.BadParameter(f"nobody knows a time zone {timezone!r}; {hint}", param_hint="--timezone") from None
    return When(timezone=zone, day=day_asked(on)(zone))


def zone_of_machine() -> str:
    named = os.environ.get("TZ", "").removeprefix(":") or ZONES.resolve().as_posix().partition("zoneinfo/")[2]
    try:
        ZoneInfo(named)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return NOWHERE
    return named


def known(typed: tuple[str, ...], choices: tuple[str, ...], option: str) -> tuple[str, ...]:
    for each in typed:
        if each not in choices:
            raise typer.BadParameter(f"{each!r} is none of {', '.join(choices)}", param_hint=option)
    return tuple(dict.fromkeys(typed))


def folder_and_name(typed: str) -> tuple[str, str]:
    """north="North School"; without a name, the folder's."""
    from generator.starter.answers import name_from

    folder, _, name = typed.partition("=")
    return folder.strip(), name.strip() or name_from(folder.strip())


def made_said(folder: Path, answers: "Answers", made: "Made") -> tuple[str, ...]:
    """What there is now, and what comes next."""
    root = "" if answers.schools[0].prefix == "" else f" --root {answers.schools[0].folder}"
    command = command_name()
    lines = [
        f"{answers.name}: {counted(made.files, 'file', 'files')} in {folder}, committed as {made.commit[:12]}.",
        f"Names stay on this machine, git leaves them out: {', '.join(made.kept_back)}",
        "",
        "Look at it:",
        f"  cd {shlex.quote(str(folder))}",
        f"  {command} check{root}",
        *((f"  {command} serve s-0000{root}",) if answers.example else ()),
        f"  {command} edit{root}",
        "Send it to a new, empty, private repository:",
        f"  git remote add origin ADDRESS && git push --set-upstream origin {answers.branch}",
        "README.md tells teachers how it goes on, and docs/setting-up.md what has to be set once at the forge.",
    ]
    if not answers.owner:
        lines.append(
            "To whom it belongs at the forge nobody said; files say OWNER until  pathbook init --update --owner NAME"
        )
    return tuple(lines)
