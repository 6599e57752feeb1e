"""What git still holds of a learner and no page may show again: old versions of staff files, and of redacted records.

A mistake that was taken out must not come back by another way, so pages are searched for these words before they are
published. One question to git tells which versions there are, for a whole school; a few more bring their contents. The
job of a learner is handed that learner's alone, as bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.load.blobs import texts_of
from generator.load.git import run_git
from generator.load.layout import YAML_ENDINGS, listing_of
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.load.log_lines import PLAINLY, SETTINGS, commits_in
from generator.load.redactions import FILE as REDACTIONS
from generator.load.redactions import hides
from generator.load.source import value_of
from generator.problem import ToolFailed
from generator.records.redaction import Redaction
from generator.records.school import LearnerId
from generator.yamltext.read import Plain, Value, decode, read

# Every commit, also of branches that were merged: a note that stood in one of them is a note.
LOG = ("log", "-z", "--root", "--raw", "--no-renames", "--no-abbrev")
STAFF = ":(glob)plans/**/staff/**"
FILE = re.compile(r"plans/(?:[^/]+/)?(?P<learner>[a-z]-[0-9]{4,8})/(?P<path>.+\.ya?ml)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Old versions of one learner's files: of staff files, and of those that hold something redacted."""

    staff: tuple[bytes, ...] = ()
    redacted: tuple[tuple[str, str, bytes], ...] = ()  # commit, path within the learner's folder, content


NOTHING_WITHHELD = Withheld()
Version = tuple[LearnerId, str, str, str]  # learner, commit, path within the learner's folder, blob


def withheld_of(root: Path, folders: Iterable[LearnerFolder], until: str = "HEAD") -> Mapping[LearnerId, Withheld]:
    """By learner, for those of whom git holds any; nobody where there is no git. Raises ToolFailed where git cannot
    bring what it knows of."""
    redactions = {folder.learner: read_learner(root, folder)[0].redactions for folder in with_redactions(root, folders)}
    try:
        versions = tuple(each for each in versions_of(root, redactions, until) if is_withheld(each, redactions))
    except ToolFailed:
        return {}
    contents = dict(texts_of(root, tuple(dict.fromkeys(blob for *_, blob in versions))))
    staff: dict[LearnerId, dict[bytes, None]] = {}
    redacted: dict[LearnerId, dict[tuple[str, str, bytes], None]] = {}
    for learner, commit, path, blob in versions:
        if path.startswith("staff/"):
            staff.setdefault(learner, {})[contents[blob]] = None
        else:
            redacted.setdefault(learner, {})[commit, path, contents[blob]] = None
    return {
        learner: Withheld(staff=tuple(staff.get(learner, ())), redacted=tuple(redacted.get(learner, ())))
        for learner in staff.keys() | redacted.keys()
    }


def with_redactions(root: Path, folders: Iterable[LearnerFolder]) -> Iterator[LearnerFolder]:
    return (folder for folder in folders if (root / folder.folder / REDACTIONS).is_file())


def versions_of(root: Path, learners: Iterable[LearnerId], until: str) -> Iterator[Version]:
    """Every version of every staff file, and of every file of these learners."""
    wanted = (STAFF, *(f":(glob)plans/**/{learner}/**" for learner in learners))
    log = run_git(root, *SETTINGS, *LOG, *PLAINLY, until, "--", *wanted)
    for commit, _, files in commits_in(log.stdout) if log.returncode == 0 else ():
        for raw, path in files:
            found, blob = FILE.fullmatch(path), raw.split(" ")[3]
            if found is not None and blob.strip("0"):
                yield found["learner"], commit, found["path"], blob


def is_withheld(version: Version, redactions: Mapping[LearnerId, tuple[Redaction, ...]]) -> bool:
    learner, commit, path, _ = version
    named = redactions.get(learner, ())
    return (
        path.startswith("staff/")
        or hides(named, commit)
        or any(
            (each.path and each.path.endswith(path)) or (each.evidence and path.startswith("evidence/"))
            for each in named
        )
    )


def texts_withheld(root: Path, folder: LearnerFolder, past: Withheld) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in staff files today; and what once stood there, or stood in what was redacted since."""
    staff = listing_of(root, f"{folder.folder}/staff")
    files = (staff.path(name) for name in staff.files if name.endswith(YAML_ENDINGS))
    today = tuple(text for file in files for text in strings_in(value_of(root, file)[0]))
    redactions = read_learner(root, folder)[0].redactions if past.redacted else ()
    earlier = [text for content in past.staff for text in strings_in(value_in(content))]
    for commit, path, content in past.redacted:
        earlier += redacted_in(value_in(content), commit, path, redactions)
    return today, tuple(dict.fromkeys(earlier))


def redacted_in(value: Value, commit: str, path: str, redactions: tuple[Redaction, ...]) -> Iterator[str]:
    """What redactions take out of one version of a file."""
    for each in redactions:
        if (each.path and each.path.endswith(path)) or hides((each,), commit):
            yield from strings_in(value)
        elif each.evidence and isinstance(value, dict):
            pieces = value.get("evidence")
            for piece in pieces if isinstance(pieces, list) else ():
                if isinstance(piece, dict) and piece.get("id") == each.evidence:
                    yield from strings_in(piece)


def value_in(content: bytes) -> Value:
    """What an old version of a file says; its bare text where it was no YAML."""
    text, _ = decode(content, "")
    value, problems = read(text, "")
    return Plain(text) if problems else value


def strings_in(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)
