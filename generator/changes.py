"""What is to become of files: decided before anything is written, whether into a folder or onto a branch."""

from dataclasses import dataclass
from hashlib import sha1, sha256
from typing import TypeAlias

Blob: TypeAlias = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file as it shall be.

    `file` is the path from the school's root. `content` None: the file goes away. `before` is the blob the change
    began from, by which a change that somebody else made meanwhile is noticed; None: there was no such file.
    """

    file: str
    content: bytes | None
    before: Blob | None


Changes: TypeAlias = tuple[Change, ...]


def blob_of(content: bytes, like: Blob | None = None) -> Blob:
    """Git's name for a file with this content, in the kind of hash that `like` is of; None: SHA-1."""
    told = b"blob %d\0" % len(content) + content
    named = (
        sha256(told)
        if like is not None and len(like) == sha256().digest_size * 2
        else sha1(told, usedforsecurity=False)
    )
    return named.hexdigest()
