"""Files that no schema speaks of: photos, papers, workflows. It is told that they came or went, not what they hold."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from generator.records.history import FileDid
from generator.records.revision import FileRevision

Sayings: TypeAlias = Mapping[FileDid, str]
PHOTO: Sayings = {"added": "New photo", "changed": "Photo changed", "removed": "Photo taken away"}
RECORDING: Sayings = {"added": "New recording", "changed": "Recording changed", "removed": "Recording taken away"}
PAPER: Sayings = {"added": "New paper", "changed": "Paper changed", "removed": "Paper taken away"}
WORKFLOW: Sayings = {
    "added": "New workflow, by which plans are checked and published",
    "changed": "Workflow changed, by which plans are checked and published",
    "removed": "Workflow taken away, by which plans are checked and published",
}
OWNERS: Sayings = {
    "added": "New rules about who has to agree to changes",
    "changed": "Rules changed about who has to agree to changes",
    "removed": "Rules taken away about who has to agree to changes",
}
LOCKED: Sayings = {
    "added": "New locked list of people",
    "changed": "Locked list of people changed",
    "removed": "Locked list of people taken away",
}
BATCH: Sayings = {
    "added": "New list of what was written for many at once",
    "changed": "List changed of what was written for many at once",
    "removed": "List taken away of what was written for many at once",
}
FILE: Sayings = {"added": "New file", "changed": "File changed", "removed": "File taken away"}

# What a path ends with or lies in → what is said; the first that fits.
KINDS: tuple[tuple[re.Pattern[str], Sayings], ...] = (
    (re.compile(r"(^|/)plans/\.batches/"), BATCH),
    (re.compile(r"(^|/)\.(github|gitea|forgejo)/workflows/|(^|/)\.gitlab-ci\.yml$|(^|/)\.ci/"), WORKFLOW),
    (re.compile(r"(^|/)CODEOWNERS$"), OWNERS),
    (re.compile(r"(^|/)plans/people\.(yml\.age|recipients)$"), LOCKED),
    (re.compile(r"\.(png|jpe?g|webp|gif|heic|svg)$", re.IGNORECASE), PHOTO),
    (re.compile(r"\.(mp3|m4a|aac|ogg|opus|wav|flac|mp4|webm|mov)$", re.IGNORECASE), RECORDING),
    (re.compile(r"\.pdf$", re.IGNORECASE), PAPER),
)


def said_of(file: FileRevision) -> str:
    return next((sayings for form, sayings in KINDS if form.search(file.file)), FILE)[file.did]


def is_bookkeeping(file: FileRevision) -> bool:
    return said_of(file) in BATCH.values()
