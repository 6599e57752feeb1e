"""The file of names, locked for those who hold a key, opened for editing, and locked again.

What is locked can be opened again by a key that is here, or nothing is locked: a mistyped recipient must not cost a
school its names. Nothing is locked over what somebody else has locked meanwhile. And the list of recipients lies open
in git, where somebody could slip in a key of their own: so the names themselves remember, locked, for whom they were.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage

from generator.load.git import run_git
from generator.load.people import load_people
from generator.load.people_sealed import (
    KEY,
    KEY_FILE,
    LOCKED,
    OPEN,
    RECIPIENTS,
    identities_of,
    kept_out_of_git,
    opened,
)
from generator.problem import BuildStopped, ToolFailed, errors_in

TOOL = "people"
ONLY_OWNER = 0o600
# The last line of an opened file, so that positions stay those of what was locked. It says which version it was.
# People write behind it, so it is looked for everywhere.
OPENED = re.compile(rb"^# Opened from ([0-9a-f]{16}); when you are done: pathbook people lock\r?\n?", re.MULTILINE)
FOR_WHOM = re.compile(rb"^# Locked for ([a-z0-9 ]+)\r?\n?", re.MULTILINE)  # before it, locked with the names
LIST_HEAD = f"# For whom {LOCKED} is locked: one public key a line."
OPENED_LINE = "# Opened from {}; when you are done: pathbook people lock\n"
NOT_FROM_IT = (
    f"{LOCKED} has changed since {OPEN} was opened from it (or {OPEN} was never opened from it), and locking would "
    f"undo that. Put your {OPEN} aside, `pathbook people unlock`, and make your changes there"
)

NO_KEY_HERE = (
    f"no key is here that could open the names again. Let one be made with --new-key FILE, or name yours in {KEY_FILE}"
)
NOBODY_OPENS = (
    f"the key in {KEY} or {KEY_FILE} belongs to none of the recipients, so nobody here could open the names again. "
    f"Name its public part with --to, or add it to {RECIPIENTS}"
)
STRANGER = (
    f"{RECIPIENTS} lists a key for which these names were never locked: {{0}}. Ask who wrote it there. If it is meant "
    "to read them, name it:  pathbook people lock --to {0}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedAway:
    """`recipients`: for how many people; `in_history`: git still keeps open versions of the names."""

    recipients: int
    in_history: bool


def locked_away(root: Path, to: Sequence[str], new_key: Path | None) -> LockedAway:
    """Lock people.yml and take the open file away. Raises BuildStopped for mistakes in it, ToolFailed otherwise."""
    path = root / OPEN
    if not path.is_file():
        raise ToolFailed(TOOL, f"there is no {OPEN} to lock; `pathbook people unlock` opens a locked one")
    if found := errors_in(load_people(root, path)[1]):
        raise BuildStopped(found, str(root))
    raw = path.read_bytes()
    told = OPENED.search(raw)
    of_locked = version_of((root / LOCKED).read_bytes()) if (root / LOCKED).is_file() else None
    if of_locked is not None and (told is None or told[1].decode() != of_locked):
        raise ToolFailed(TOOL, NOT_FROM_IT)
    fresh = None if new_key is None else pyrage.x25519.Identity.generate()
    named = (*to, *(() if fresh is None else (str(fresh.to_public()),)))
    locked = locked_text(root, OPENED.sub(b"", raw), named)
    identities = [fresh] if fresh is not None else identities_here(root)
    if not any(str(identity.to_public()) in locked.public for identity in identities):
        raise ToolFailed(TOOL, NOBODY_OPENS if identities else NO_KEY_HERE)
    if new_key is not None:
        keep_key(root, new_key, fresh)
    keep_locked(root, locked, identities)
    path.unlink()
    return LockedAway(recipients=len(locked.public), in_history=in_history(root))


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """What is to be locked: the names with their last line, and the public keys of whoever may open them."""

    raw: bytes = field(repr=False)
    public: tuple[str, ...]


def locked_text(root: Path, raw: bytes, named: Sequence[str] = ()) -> Locked:
    """The names for whom the list names, as far as they were locked for them before, and for `named`."""
    told = FOR_WHOM.search(raw)
    known = (*(told[1].decode().split() if told else ()), *named)
    listed = recipients_in(root) if (root / RECIPIENTS).is_file() else known
    strangers = [each for each in listed if each not in known]
    if strangers:
        raise ToolFailed(TOOL, STRANGER.format(strangers[0]))
    public = keys_of((*listed, *named))
    names = FOR_WHOM.sub(b"", raw)
    end = b"" if not names or names.endswith(b"\n") else b"\n"
    return Locked(raw=names + end + f"# Locked for {' '.join(sorted(public))}\n".encode(), public=public)


def keep_locked(root: Path, locked: Locked, identities: Sequence[Any]) -> None:
    """Write what is locked and for whom; the same names for the same people stay the same bytes."""
    before = (root / RECIPIENTS).read_text(encoding="utf-8") if (root / RECIPIENTS).is_file() else ""
    lines = [line.strip() for line in before.splitlines()] or [LIST_HEAD]
    listed = "".join(f"{line}\n" for line in (*lines, *(each for each in locked.public if each not in lines)))
    if not is_locked_so(root, locked.raw, identities):
        put(root / LOCKED, sealed_for(locked.raw, locked.public))
    if listed != before:
        put(root / RECIPIENTS, listed.encode())


def is_locked_so(root: Path, raw: bytes, identities: Sequence[Any]) -> bool:
    try:
        return bool(pyrage.decrypt((root / LOCKED).read_bytes(), list(identities)) == raw)
    except (OSError, pyrage.DecryptError):
        return False


def sealed_for(raw: bytes, public: Sequence[str]) -> bytes:
    recipients = [pyrage.x25519.Recipient.from_str(each) for each in public]
    return bytes(pyrage.encrypt(raw, recipients, armored=True))


def keys_of(asked: Sequence[str]) -> tuple[str, ...]:
    """Public keys, each once. Raises ToolFailed where there is none, or one that is none."""
    public = tuple(dict.fromkeys(asked))
    if not public:
        raise ToolFailed(TOOL, "for whom? Name a public key with --to age1…, or let a key be made with --new-key FILE")
    for each in public:
        try:
            pyrage.x25519.Recipient.from_str(each)
        except pyrage.RecipientError:
            raise ToolFailed(TOOL, f"{each!r} is no public key: one begins with age1, and is typed whole") from None
    return public


def recipients_in(root: Path) -> tuple[str, ...]:
    if not (root / RECIPIENTS).is_file():
        return ()
    lines = (line.strip() for line in (root / RECIPIENTS).read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def identities_here(root: Path) -> list[Any]:
    """The keys of this run; none where none is here. Raises ToolFailed where what is here is no key."""
    if not (os.environ.get(KEY) or os.environ.get(KEY_FILE)):
        return []
    identities, refused = identities_of(root, LOCKED)
    if refused is not None:
        raise ToolFailed(TOOL, refused.message)
    return identities


def keep_key(root: Path, file: Path, identity: Any) -> None:
    """A new key in a file of its own, which only its owner reads; never in the repository, never over another."""
    found = run_git(root, "rev-parse", "--show-toplevel")
    top = root if found.returncode else Path(os.fsdecode(found.stdout).strip())
    if file.resolve().is_relative_to(top.resolve()):
        raise ToolFailed(TOOL, f"{file} lies in the school's repository; a key is kept elsewhere")
    text = f"# public key: {identity.to_public()}\n{identity}\n"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER), "w") as opened_file:
            opened_file.write(text)
    except FileExistsError:
        raise ToolFailed(TOOL, f"{file} is there already, and a key is never written over") from None


def unlocked(root: Path) -> bool:
    """Open the names for editing; whether git had to be told to leave the open file alone."""
    if (root / OPEN).exists():
        raise ToolFailed(TOOL, f"{OPEN} lies open already; `pathbook people lock` locks it")
    if not (root / LOCKED).is_file():
        raise ToolFailed(TOOL, f"there is no {LOCKED} to open")
    locked = (root / LOCKED).read_bytes()
    raw, problems = opened(root, locked, LOCKED)
    if raw is None:
        raise BuildStopped(problems, str(root))
    ignore = root / ".gitignore"
    before = ignore.read_bytes() if ignore.exists() else b""
    told = not kept_out_of_git(root) and f"/{OPEN}".encode() not in before.splitlines()
    if told:
        put(ignore, before + (b"" if not before or before.endswith(b"\n") else b"\n") + f"/{OPEN}\n".encode())
    put(root / OPEN, with_version(raw, version_of(locked)), ONLY_OWNER)
    return told


def with_version(raw: bytes, version: str) -> bytes:
    return raw + (b"" if raw.endswith(b"\n") else b"\n") + OPENED_LINE.format(version).encode()


def version_of(locked: bytes) -> str:
    """Which version of the locked file it is; line ends aside, which git may change."""
    return sha256(locked.replace(b"\r\n", b"\n")).hexdigest()[:16]


def in_history(root: Path) -> bool:
    """Whether git keeps, or would keep, an open version of the names."""
    found = run_git(root, "log", "--all", "--max-count=1", "--format=%H", "--", OPEN)
    return found.returncode == 0 and bool(found.stdout.strip())


def put(path: Path, raw: bytes, mode: int = 0o644) -> None:
    """A file whole or not at all, with nobody reading over its shoulder."""
    beside = path.with_name(f".new-{os.getpid()}-{path.name}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(raw)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
