"""A learner leaves: the record goes along, the enrolment ends, every code is taken away, and a day is set for the rest.

All edits of the school's files are made together or not at all; nothing is deleted here (that is `deleting.py`).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.checked import CheckedSchool
from generator.handover import Handover, handover_of
from generator.load.git import run_git
from generator.migrating import Edit, edited, write_edits
from generator.model.access import slots_of
from generator.packed import zipped
from generator.problem import ToolFailed
from generator.records.commons import LearnerRecords
from generator.records.learner import Learner
from generator.writing import raw_of
from generator.yamltext.read import Plain

TOOL = "withdraw"
ONLY_OWNER = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What is to become of a learner who leaves. `keep_until` None: as learner.yml says already."""

    last_day: date
    keep_until: date | None
    with_staff: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What would be done, or was. `edits` empty: the files say it already."""

    learner: Learner
    edits: tuple[Edit, ...]
    handover: Handover
    package: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.package).hexdigest()


def withdrawal_of(school: CheckedSchool, records: LearnerRecords, leaving: Leaving) -> Withdrawal:
    """Raises Refused where a file cannot be edited, ToolFailed where a photo or paper cannot be made."""
    learner = records.learner
    edits = (*learner_edits(learner, leaving), *group_edits(school, learner.learner, leaving.last_day))
    changed = {file: changed_file(school.root, file, edits) for file in dict.fromkeys(edit.file for edit in edits)}
    handover = handover_of(school, records, changed, with_staff=leaving.with_staff)
    return Withdrawal(learner=learner, edits=edits, handover=handover, package=zipped(learner.learner, handover.files))


def changed_file(root: Path, file: str, edits: tuple[Edit, ...]) -> bytes:
    return edited(file, raw_of(root, file), tuple(edit for edit in edits if edit.file == file))


def learner_edits(learner: Learner, leaving: Leaving) -> Iterator[Edit]:
    """Enrolment ends, codes go, the epoch rises, the day is written down; team and family stay as they were."""
    file = learner.place.file
    for position, each in enumerate(learner.enrolment):
        if each.to is None:
            day = max(leaving.last_day, each.from_)
            yield Edit(file=file, steps=("enrolment", position, "to"), before=None, after=day.isoformat())
    if learner.access is not None and slots_of(learner):
        now = {slot: Plain(str(version)) for slot, version in slots_of(learner).items()}
        epochs = [Plain(str(learner.access.epoch + more)) for more in (0, 1)]
        yield Edit(file=file, steps=("access", "epoch"), before=epochs[0], after=epochs[1])
        yield Edit(file=file, steps=("access", "slots"), before=now, after=None)
    if leaving.keep_until is not None and leaving.keep_until != learner.retain_until:
        before = None if learner.retain_until is None else learner.retain_until.isoformat()
        yield Edit(file=file, steps=("retain_until",), before=before, after=leaving.keep_until.isoformat())


def group_edits(school: CheckedSchool, learner: str, last_day: date) -> Iterator[Edit]:
    """Memberships that go on end with the last day."""
    for group in school.commons.groups.values():
        for position, member in enumerate(group.members):
            if member.learner == learner and member.to is None:
                day = last_day if member.from_ is None else max(last_day, member.from_)
                steps = ("members", position, "to")
                yield Edit(file=group.place.file, steps=steps, before=None, after=day.isoformat())


def withdraw(school: CheckedSchool, withdrawal: Withdrawal, file: Path) -> None:
    """Write the package, then the edits. Where the edits are refused, no package is left either."""
    outside_repository(school.root, file)
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER)
    except FileExistsError:
        raise ToolFailed(TOOL, f"{file} is there already; name another file for the package") from None
    try:
        with os.fdopen(opened, "wb") as package:
            package.write(withdrawal.package)
        write_edits(school.root, withdrawal.edits)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def outside_repository(root: Path, file: Path) -> None:
    """Raises ToolFailed for a file that git would take in."""
    found = run_git(root, "rev-parse", "--show-toplevel")
    top = root if found.returncode else Path(os.fsdecode(found.stdout).strip())
    if file.resolve().is_relative_to(top.resolve()):
        raise ToolFailed(TOOL, f"{file} lies in the school's repository; a package is kept elsewhere")
