"""What was sealed is opened again from the bytes that were written, as a reader would, and compared with the pages."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from generator.problem import ToolFailed
from generator.publish.contents import Manifest, SealedFile, SharedFile
from generator.publish.derived import in_base64
from generator.publish.pb1 import opened_file, opened_manifest, opened_slots
from generator.publish.previous import BLOBS, MANIFEST, SLOTS
from generator.publish.vault import Vault


def check_reopened(
    folder: Path, vault: Vault, codes: tuple[str, ...], contents: Mapping[str, bytes], theme: Path
) -> None:
    """Raises RuntimeError where anything differs. No sentence of it names what is in the files."""
    try:
        manifest = _opened_by_all(folder, vault, codes)
        found = {
            path: opened_file(vault, path, file.digest, (folder / BLOBS / file.name).read_bytes())
            for path, file in manifest.files.items()
            if isinstance(file, SealedFile)
        }
    except (ToolFailed, OSError) as why:
        raise RuntimeError("what was sealed does not open") from why
    if found != contents:
        raise RuntimeError("what was sealed opens to something else")
    known = {file.name for file in manifest.files.values() if isinstance(file, SealedFile)}
    if not known <= {file.name for file in (folder / BLOBS).iterdir()} <= known | set(manifest.old):
        raise RuntimeError("the folder holds other files than its manifest names")
    if any(not _is_pinned(file, theme) for file in manifest.files.values() if isinstance(file, SharedFile)):
        raise RuntimeError("a file of the theme is not the one that was pinned")


def _opened_by_all(folder: Path, vault: Vault, codes: tuple[str, ...]) -> Manifest:
    slots = (folder / SLOTS).read_bytes()
    if not codes or any(opened_slots(slots, code) != vault for code in codes):
        raise RuntimeError("a reader's code does not open what was sealed")
    return opened_manifest(vault, (folder / MANIFEST).read_bytes())


def _is_pinned(file: SharedFile, theme: Path) -> bool:
    found = theme / file.path
    told = found.stat()
    return _digest_of(found, told.st_mtime_ns, told.st_size) == file.digest


@lru_cache(maxsize=1024)
def _digest_of(file: Path, _changed: int, _size: int) -> str:
    """Kept as long as the file is: all sites share the theme's files."""
    return in_base64(sha256(file.read_bytes()).digest())
