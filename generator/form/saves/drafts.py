"""What somebody is typing, kept on disk until they save it or throw it away: no reload, crash or power cut takes it.

One private folder a person, beside the school's history and never in it. Photos that wait for their evidence lie there
too. Nothing is ever dropped for being old: it is shown instead.
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from starlette.exceptions import HTTPException

from generator.form.arrived import object_in
from generator.load.layout import LEARNER_ID
from generator.records.school import LearnerId, PersonId
from generator.writing import flush_folder

# Which learner, what kind of thing, which school year ("-": it has none), its name: s-0001.goal.2026-27.g1
OF_A_LEARNER = re.compile(
    r"(?P<learner>[a-z]-[0-9]{4,8})\.(?P<kind>[a-z_]{1,30})\.(?:-|[0-9]{4}-[0-9]{2})\.[A-Za-z0-9][A-Za-z0-9_-]{0,120}"
)
OF_A_GROUP = re.compile(r"class\.[a-z0-9][a-z0-9-]{0,80}\.[A-Za-z0-9_-]{1,80}")
ENDING = ".json"
UNFINISHED = ".new-"  # what a power cut leaves of words or a photo that never got their name


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words that are not saved. `learner` None: they are about a whole class."""

    key: str
    learner: LearnerId | None
    kind: str
    at: datetime


def folder_of(git: Path, person: PersonId) -> Path:
    """Where a person's unsaved words and photos lie; only this account of the machine may look."""
    if not LEARNER_ID.fullmatch(person):
        raise ValueError("a person's id is needed to name their folder")
    folder = git / "pathbook" / "drafts" / person
    for made in (folder.parent.parent, folder.parent, folder):
        made.mkdir(mode=0o700, exist_ok=True)
    return folder


def draft_of(folder: Path, key: str) -> Mapping[str, Any] | None:
    """What was being typed; None: nothing, or what lies there was cut off and says nothing."""
    try:
        return object_in(file_of(folder, key).read_bytes())
    except FileNotFoundError:
        return None


def keep(folder: Path, key: str, content: bytes) -> None:
    put_whole(file_of(folder, key), content)


def put_whole(target: Path, content: bytes) -> None:
    """The words on disk, flushed; whoever looks sees the old ones or the new ones, never half of either."""
    number, beside = mkstemp(dir=target.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def drop(folder: Path, key: str) -> None:
    file_of(folder, key).unlink(missing_ok=True)


def drafts_in(folder: Path) -> tuple[Draft, ...]:
    """All that is not saved, the newest first."""
    found = []
    for file in folder.glob(f"*{ENDING}"):
        named = OF_A_LEARNER.fullmatch(file.stem)
        learner, kind = (named["learner"], named["kind"]) if named else (None, "class")
        with suppress(FileNotFoundError):  # saved or thrown away in another window at this moment
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            found.append(Draft(key=file.stem, learner=learner, kind=kind, at=at))
    return tuple(sorted(found, key=lambda draft: draft.at, reverse=True))


def file_of(folder: Path, key: str) -> Path:
    if not (OF_A_LEARNER.fullmatch(key) or OF_A_GROUP.fullmatch(key)):
        raise HTTPException(HTTPStatus.NOT_FOUND, "no-name")
    return folder / f"{key}{ENDING}"


def learner_of(key: str) -> LearnerId | None:
    """Whose records a draft is about; None: a whole class's, or no draft can be called so."""
    named = OF_A_LEARNER.fullmatch(key)
    return named["learner"] if named else None
