"""New commits, made of what git knows and a few files that differ, without an index and without a work tree.

Everything is flushed to the disk before a branch is moved, and a branch is moved only from where it was last seen: a
power cut leaves the old commit or the new one, and of two who save at once the second one begins again.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha1, sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import TypeAlias

from generator.changes import Blob
from generator.editing.entries.store import FILE_MODES, Commit, Ref, Store, objects
from generator.load.git import run_git, run_well
from generator.problem import ToolFailed

Entry: TypeAlias = tuple[str, str]  # mode and hash, of one name in a folder
Folder: TypeAlias = dict[bytes, Entry]
ANYWHERE = "anywhere"
TREE, FILE = "40000", "100644"
FLUSHED = ("-c", "core.fsync=committed,reference", "-c", "core.fsyncMethod=fsync")
# Contents come from git and go back to git: only what .gitattributes asks for is done to them.
AS_ASKED = ("-c", "core.autocrlf=false", "-c", "core.safecrlf=false")
PATIENTLY = ("-c", "core.filesRefLockTimeout=1000", "-c", "core.packedRefsTimeout=3000")
LEFT_BEHIND = 0.3  # seconds in which a lock that somebody still holds would have gone
ATTRIBUTES = ".gitattributes"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefMove:
    """Where a ref shall point, and where it points; None: nowhere. Before ANYWHERE: it is not asked."""

    ref: Ref
    to: Commit | None
    before: Commit | None


class RefMoved(Exception):  # noqa: N818 - somebody else was first, which is no error
    """A ref is not where it was."""


def commit_with(
    store: Store,
    parents: tuple[Commit, ...],
    files: Mapping[str, bytes | Blob | None],
    message: str,
    person: str,
    *,
    onto: Commit,
) -> Commit:
    """A commit that holds what `onto` holds, but for these files: bytes, a blob that git has, or None for no file."""
    paths = {store.prefix + usable(file): content for file, content in files.items()}
    names = tuple(dict.fromkeys(folder for path in paths for folder in above(path)))
    found = objects(store, (f"{onto}:{name}" for folder in names for name in (folder, attributes_in(folder))))
    folders = {name: folder_in(name, found.get(f"{onto}:{name}"), len(onto) // 2) for name in names}
    told = {name: found[f"{onto}:{name}"][1] for name in map(attributes_in, names) if f"{onto}:{name}" in found}
    new = {path: content for path, content in paths.items() if isinstance(content, bytes)}
    blobs = blobs_written(store, new, told)
    for path, content in paths.items():
        put(folders, path, blobs[path] if isinstance(content, bytes) else content)
    return committed(store, trees_written(store, folders), parents, message, person)


def usable(file: str) -> str:
    """A path that stays inside the school. Raises ToolFailed for any other: no form makes one."""
    odd = any(part in {"", ".", ".."} or part.lower().rstrip(". ") == ".git" for part in file.split("/"))
    if odd or file.startswith('"') or "\\" in file or not file.isprintable():
        raise ToolFailed("git", f"{file!r} is no path for a file of a school")
    return file


def above(path: str) -> Iterator[str]:
    """The folders around a path, the innermost first; "" is the top."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def attributes_in(folder: str) -> str:
    return f"{folder}/{ATTRIBUTES}".lstrip("/")


def folder_in(name: str, found: tuple[str, bytes] | None, size: int) -> Folder:
    """A tree as git stores it, by name; empty where there is none. `size`: of a hash in bytes."""
    kind, raw = found or ("tree", b"")
    if kind != "tree":
        raise ToolFailed("git", f"{name} is a file, and files were to be written below it")
    folder: Folder = {}
    at = 0
    while at < len(raw):
        end = raw.index(b"\0", at)
        mode, _, inner = raw[at:end].partition(b" ")
        folder[inner] = (mode.decode(), raw[end + 1 : end + 1 + size].hex())
        at = end + 1 + size
    return folder


def blobs_written(store: Store, files: Mapping[str, bytes], attributes: Mapping[str, bytes]) -> Mapping[str, Blob]:
    """Contents stored as a commit would hold them: with line ends and filters as .gitattributes asks."""
    if not files:
        return {}
    with TemporaryDirectory(prefix="pathbook-") as top:
        for path, content in {**attributes, **files}.items():
            file = Path(top, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        beside = {"GIT_DIR": str(store.git), "GIT_WORK_TREE": top, "GIT_INDEX_FILE": str(Path(top, ".git-index"))}
        given = b"".join(os.fsencode(path) + b"\n" for path in files)
        asked = (*FLUSHED, *AS_ASKED, "hash-object", "-w", "--stdin-paths")
        told = run_well(Path(top), asked, beside, given)
    return dict(zip(files, told.decode().split(), strict=True))


def put(folders: dict[str, Folder], path: str, blob: Blob | None) -> None:
    around, _, name = path.rpartition("/")
    folder, key = folders[around], os.fsencode(name)
    mode, _ = folder.get(key, (FILE, ""))
    if mode not in FILE_MODES:
        raise ToolFailed("git", f"{path} is a link or a folder, and not a file that can be changed")
    if blob is None:
        folder.pop(key, None)
    else:
        folder[key] = (mode, blob)


def trees_written(store: Store, folders: dict[str, Folder]) -> str:
    """Store the folders, the innermost first; the hash of the top."""
    told: list[bytes] = []
    name = ""
    for path in sorted(folders, key=lambda path: (-path.count("/") - bool(path), path)):
        name = tree_name(folders[path])
        told.append(b"".join(line_of(name_, entry) for name_, entry in folders[path].items()) + b"\0")
        if path:
            around, _, last = path.rpartition("/")
            folders[around].pop(os.fsencode(last), None)
            if folders[path]:
                folders[around][os.fsencode(last)] = (TREE, name)
            else:
                told.pop()
    made = run_well(store.root, (*FLUSHED, "mktree", "-z", "--missing", "--batch"), given=b"".join(told))
    if made.split()[-1:] != [name.encode()]:
        raise ToolFailed("git", "a folder was not stored as it was meant")
    return name


def line_of(name: bytes, entry: Entry) -> bytes:
    mode, hash_ = entry
    kind = {TREE: "tree", "160000": "commit"}.get(mode, "blob")
    return f"{mode} {kind} {hash_}\t".encode() + name + b"\0"


def tree_name(folder: Folder) -> str:
    """Git's name for a folder; it orders folders as if their names ended in a slash."""
    ordered = sorted(folder.items(), key=lambda each: each[0] + b"/" if each[1][0] == TREE else each[0])
    raw = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(hash_) for name, (mode, hash_) in ordered)
    told = b"tree %d\0" % len(raw) + raw
    long = any(len(hash_) == sha256().digest_size * 2 for _, hash_ in folder.values())
    return sha256(told).hexdigest() if long else sha1(told, usedforsecurity=False).hexdigest()


def committed(store: Store, tree: str, parents: tuple[Commit, ...], message: str, person: str) -> Commit:
    """A commit by the person's id; who made it is told by git's settings where they say so."""
    address = f"{person}@pathbook.invalid"
    author = {"GIT_AUTHOR_NAME": person, "GIT_AUTHOR_EMAIL": address}
    committer = {} if store.known_committer else {"GIT_COMMITTER_NAME": person, "GIT_COMMITTER_EMAIL": address}
    asked = (*FLUSHED, "commit-tree", tree, *(part for parent in parents for part in ("-p", parent)), "-F", "-")
    return run_well(store.root, asked, author | committer, message.encode()).decode().strip()


def move_refs(store: Store, moves: tuple[RefMove, ...]) -> None:
    """All of them or none. Raises RefMoved where one is not where it was."""
    given = "".join(("start\n", *map(line_of_move, moves), "prepare\n", "commit\n")).encode()
    with alone(store) as lock:
        done = ref_update(store, given, lock)
        if done.returncode and (stale := locks_left(store, moves)):
            remove_stale(stale)
            done = ref_update(store, given, lock)
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode and (
        "but expected" in said or "reference already exists" in said or "unable to resolve" in said
    ):
        raise RefMoved
    if done.returncode:
        raise ToolFailed("git", said or "git update-ref failed")


def line_of_move(move: RefMove) -> str:
    """A line for `git update-ref --stdin`."""
    if move.before == ANYWHERE:
        return f"update {move.ref} {move.to}\n" if move.to else f"delete {move.ref}\n"
    if move.to is None:
        return f"delete {move.ref} {move.before}\n"
    return f"create {move.ref} {move.to}\n" if move.before is None else f"update {move.ref} {move.to} {move.before}\n"


def ref_update(store: Store, given: bytes, lock: int) -> "subprocess.CompletedProcess[bytes]":
    asked = (*FLUSHED, *PATIENTLY, "update-ref", "-m", "pathbook", "--stdin")
    return run_git(store.root, *asked, given=given, kept_open=(lock,))


@contextmanager
def alone(store: Store) -> Iterator[int]:
    """While this lasts, no other Pathbook moves branches here: not even one that was killed and whose git still runs.

    Git inherits what holds the lock, so that it lasts until both have ended.
    """
    lock = os.open(store.git / "pathbook.lock", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)  # others lock it too
    try:
        with suppress(OSError):  # some network drives lock nothing; git's own locks hold there too
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def locks_left(store: Store, moves: tuple[RefMove, ...]) -> Mapping[Path, os.stat_result]:
    """Locks of the refs concerned that are there."""
    found = {}
    for move in moves:
        lock = store.git / f"{move.ref}.lock"
        if lock.is_file():
            found[lock] = lock.stat()
    return found


def remove_stale(locks: Mapping[Path, os.stat_result]) -> None:
    """Take away locks that nobody can hold any more.

    These refs are written by Pathbook, which is kept out here; another git (packing refs, say) holds one for a blink,
    and git has waited for a second already. One that is still the very same file after that was left by a git that was
    killed.
    """
    sleep(LEFT_BEHIND)
    for lock, seen in locks.items():
        try:
            now = lock.stat()
        except FileNotFoundError:
            continue
        if (now.st_ino, now.st_mtime_ns) == (seen.st_ino, seen.st_mtime_ns):
            lock.unlink(missing_ok=True)
