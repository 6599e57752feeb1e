"""What lay in a learner's published folder before: read only as far as today's key or a reader's code opens it."""

import re
from dataclasses import dataclass
from pathlib import Path

from generator.problem import ToolFailed
from generator.publish.contents import Manifest, SealedFile
from generator.publish.pb1 import opened_file, opened_manifest, opened_slots
from generator.publish.vault import Vault

SLOTS, MANIFEST, BLOBS = "_pb/slots.json", "_pb/m", "_pb/b"
BLOB_NAME = re.compile(r"[a-z2-7]{26}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """`sealed`: the bytes of its manifest."""

    folder: Path
    vault: Vault
    manifest: Manifest
    sealed: bytes


def previous_of(folder: Path | None, vault: Vault, codes: tuple[str, ...]) -> Previous | None:
    """None: nothing lies there, or nothing that one of the codes opens."""
    if folder is None:
        return None
    try:
        sealed, slots = (folder / MANIFEST).read_bytes(), (folder / SLOTS).read_bytes()
    except OSError:
        return None
    return _opened(folder, vault, sealed) or _opened_with_a_code(folder, vault, sealed, slots, codes)


def _opened(folder: Path, vault: Vault, sealed: bytes) -> Previous | None:
    try:
        return Previous(folder=folder, vault=vault, manifest=opened_manifest(vault, sealed), sealed=sealed)
    except ToolFailed:
        return None


def _opened_with_a_code(
    folder: Path, vault: Vault, sealed: bytes, slots: bytes, codes: tuple[str, ...]
) -> Previous | None:
    """The readers are others than before, so the key is another; who stayed still opens what lay there."""
    for code in codes:
        try:
            before = opened_slots(slots, code)
        except ToolFailed:
            return None
        if before is not None and before.folder == vault.folder:
            return _opened(folder, before, sealed)
    return None


def blob_of(previous: Previous, name: str) -> bytes | None:
    """A blob as it lies there; None: it does not."""
    if not BLOB_NAME.fullmatch(name):
        return None
    try:
        return (previous.folder / BLOBS / name).read_bytes()
    except OSError:
        return None


def content_of(previous: Previous, path: str) -> bytes | None:
    """What a file held; None: there was none, or it cannot be opened any more."""
    file = previous.manifest.files.get(path)
    blob = blob_of(previous, file.name) if isinstance(file, SealedFile) else None
    if not isinstance(file, SealedFile) or blob is None:
        return None
    try:
        return opened_file(previous.vault, path, file.digest, blob)
    except ToolFailed:
        return None
