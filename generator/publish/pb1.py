"""Format pb1: one learner's files, their manifest and the slots of their readers, sealed and opened.

FORMAT.md tells every byte and why. What does not open raises ToolFailed in words that say nothing about anybody.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag

from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish.codes import folded, is_code
from generator.publish.contents import Manifest, canonical, read, written
from generator.publish.derived import (
    KEY_BYTES,
    NONCE_BYTES,
    TAG_BYTES,
    from_base64,
    in_base32,
    in_base64,
    key_from,
    key_of_code,
    mark_of,
    opened,
    sealed,
)
from generator.publish.frame import FLOOR, MANIFEST_FLOOR, framed, padded, unframed
from generator.publish.keys import Master, code_of, salt_of
from generator.publish.vault import Vault, access_of

FILE_MAGIC, MANIFEST_MAGIC = b"PB1F", b"PB1M"
KDF = "PBKDF2-HMAC-SHA256"
ITERATIONS, FEWEST_ITERATIONS, MOST_ITERATIONS = 10_000, 1_000, 5_000_000
SLOT_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES
FEWEST_SLOTS, MOST_SLOTS = 8, 256

Opened = TypeVar("Opened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """One file, sealed. Its name and digest follow from its content: other bytes lie under another name."""

    name: str
    digest: str
    content: bytes


def sealed_file(vault: Vault, path: str, content: bytes) -> Blob:
    """`path`: where the file stands in the learner's site, such as "goal/g1/index.html"."""
    return sealed_frame(vault, path, framed(content))


def sealed_frame(vault: Vault, path: str, frame: bytes) -> Blob:
    digest = in_base64(mark_of(_name_key(vault), b"digest\n" + frame)[:16])
    info = _file_info(vault, path, digest)
    # The key is of these very bytes, so it never seals others and its nonce cannot repeat.
    cipher = sealed(key_from(vault.key, info), bytes(NONCE_BYTES), frame, info)
    name = in_base32(mark_of(_name_key(vault), b"blob\n" + info.encode())[:16])
    return Blob(name=name, digest=digest, content=FILE_MAGIC + cipher)


def opened_file(vault: Vault, path: str, digest: str, blob: bytes) -> bytes:
    info = _file_info(vault, path, digest)
    cipher = _after(FILE_MAGIC, blob)
    return _or_damaged(lambda: unframed(opened(key_from(vault.key, info), bytes(NONCE_BYTES), cipher, info)))


def is_blob(content: bytes) -> bool:
    """Whether this has the form of a sealed file, whosever it is."""
    frame = len(content) - len(FILE_MAGIC) - TAG_BYTES
    return content.startswith(FILE_MAGIC) and frame >= FLOOR and padded(frame, FLOOR) == frame


def _name_key(vault: Vault) -> bytes:
    return key_from(vault.key, "pb1/name")


def _file_info(vault: Vault, path: str, digest: str) -> str:
    return f"pb1/file\n{vault.folder}\n{vault.epoch}\n{path}\n{digest}"


def sealed_manifest(vault: Vault, manifest: Manifest) -> bytes:
    return sealed_contents(vault, framed(written(manifest), MANIFEST_FLOOR))


def sealed_contents(vault: Vault, frame: bytes) -> bytes:
    """A manifest's frame, sealed. Its nonce is of the frame, since the key is not."""
    info = _manifest_info(vault)
    nonce_key = key_from(vault.key, f"pb1/manifest-nonce\n{vault.folder}\n{vault.epoch}")
    nonce = mark_of(nonce_key, frame)[:NONCE_BYTES]
    return MANIFEST_MAGIC + nonce + sealed(key_from(vault.key, info), nonce, frame, info)


def opened_manifest(vault: Vault, content: bytes) -> Manifest:
    info, rest = _manifest_info(vault), _after(MANIFEST_MAGIC, content)
    nonce, cipher = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    manifest = _or_damaged(lambda: read(unframed(opened(key_from(vault.key, info), nonce, cipher, info))))
    if (manifest.folder, manifest.epoch) != (vault.folder, vault.epoch):
        raise damaged()
    return manifest


def _manifest_info(vault: Vault) -> str:
    return f"pb1/manifest\n{vault.folder}\n{vault.epoch}"


def slots_of(vault: Vault, master: Master, readers: tuple[Reader, ...], iterations: int = ITERATIONS) -> bytes:
    """The file that holds the content key once for each reader, among others that open with nothing."""
    salt = salt_of(master)
    bound_to = _slot_bound_to(vault.folder, vault.epoch, iterations, salt)
    slots = [_slot(vault, folded(code_of(master, reader)), salt, iterations, bound_to) for reader in readers]
    # Of the master: a reader cannot count who else reads. And made anew by whatever makes a slot anew.
    decoy = f"pb1/decoy\n{access_of(readers)}\n{bound_to}"
    decoys = range(slot_count(len(slots)) - len(slots))
    slots += [key_from(master.secret, f"{decoy}\n{number}", SLOT_BYTES) for number in decoys]
    kdf = {"iterations": iterations, "name": KDF, "salt": in_base64(salt)}
    said = {
        "epoch": vault.epoch,
        "folder": vault.folder,
        "kdf": kdf,
        "slots": [in_base64(s) for s in sorted(slots)],
        "v": 1,
    }
    return canonical(said) + b"\n"


def slot_count(readers: int) -> int:
    """How many slots are shown for so many readers: 8, 16, 32 …"""
    if not 1 <= readers <= MOST_SLOTS:
        raise ToolFailed("sealing", f"{readers} readers of one site; between 1 and {MOST_SLOTS} are possible")
    return max(FEWEST_SLOTS, 1 << (readers - 1).bit_length())


def _slot(vault: Vault, code: str, salt: bytes, iterations: int, bound_to: str) -> bytes:
    key = _slot_key(code, salt, iterations, vault.folder, vault.epoch)
    nonce_key = key_from(key_of_code(code, salt, iterations), f"pb1/slot-nonce\n{vault.folder}\n{vault.epoch}")
    nonce = mark_of(nonce_key, bound_to.encode() + b"\n" + vault.key)[:NONCE_BYTES]
    return nonce + sealed(key, nonce, vault.key, bound_to)


def opened_slots(slots: bytes, code: str) -> Vault | None:
    """The vault that a code opens, as somebody typed it; None: none of the slots is this code's."""
    table = _or_damaged(lambda: _read_slots(slots))
    if not is_code(code):
        return None
    key = _slot_key(folded(code), table.salt, table.iterations, table.folder, table.epoch)
    bound_to = _slot_bound_to(table.folder, table.epoch, table.iterations, table.salt)
    for slot in table.slots:
        try:
            content = opened(key, slot[:NONCE_BYTES], slot[NONCE_BYTES:], bound_to)
        except InvalidTag:
            continue
        return Vault(folder=table.folder, epoch=table.epoch, key=content)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slots:
    folder: str
    epoch: int
    iterations: int
    salt: bytes
    slots: tuple[bytes, ...]


def _read_slots(content: bytes) -> _Slots:
    said: Any = json.loads(content)
    kdf = said["kdf"]
    table = _Slots(
        folder=said["folder"],
        epoch=said["epoch"],
        iterations=kdf["iterations"],
        salt=from_base64(kdf["salt"]),
        slots=tuple(from_base64(slot) for slot in said["slots"]),
    )
    sound = (
        (said["v"], kdf["name"]) == (1, KDF)
        and type(table.epoch) is int
        and type(table.iterations) is int
        # A host that could choose the count could make the code cheap to guess, or the browser stand still.
        and FEWEST_ITERATIONS <= table.iterations <= MOST_ITERATIONS
        and len(table.slots) <= MOST_SLOTS
        and all(len(slot) == SLOT_BYTES for slot in table.slots)
    )
    if not sound:
        raise ValueError("not as it is written")
    return table


def _slot_key(code: str, salt: bytes, iterations: int, folder: str, epoch: int) -> bytes:
    return key_from(key_of_code(code, salt, iterations), f"pb1/kek\n{folder}\n{epoch}")


def _slot_bound_to(folder: str, epoch: int, iterations: int, salt: bytes) -> str:
    return f"pb1/slot\n{folder}\n{epoch}\n{KDF}\n{iterations}\n{in_base64(salt)}"


def _after(magic: bytes, content: bytes) -> bytes:
    if not content.startswith(magic):
        raise damaged()
    return content.removeprefix(magic)


def _or_damaged(open_it: Callable[[], Opened]) -> Opened:
    try:
        return open_it()
    except (InvalidTag, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged() from None


def damaged() -> ToolFailed:
    return ToolFailed("published site", "a file of it was changed, is not whole, or belongs elsewhere")
