"""Old texts out of git: one `git cat-file --batch` that stays open, asked for some blobs at a time."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias

from generator.load.git import OF_A_HOOK, QUIETLY
from generator.problem import ToolFailed

AT_ONCE = 200  # questions: few enough to fit into a pipe before the first answer is read
OldTexts: TypeAlias = Callable[[Sequence[str]], Mapping[str, bytes]]


@contextmanager
def old_texts(root: Path) -> Iterator[OldTexts]:
    """What blobs hold, by their names; those that this clone lacks, and cannot fetch, are left out."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    asked = kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    running: list[subprocess.Popen[bytes]] = []

    def ask(blobs: Sequence[str]) -> Mapping[str, bytes]:
        if not running and blobs:
            running.append(started(root, asked))
        wanted = tuple(dict.fromkeys(blob for blob in blobs if blob))
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), AT_ONCE):
            found |= answers(running[0], wanted[start : start + AT_ONCE])
        return found

    try:
        yield ask
    finally:
        for process in running:
            with process:  # waits until it has ended, now that nobody asks any more
                pipe(process.stdin).close()


def texts_of(root: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Each blob with what it holds. A clone without old ones fetches them; raises ToolFailed where it cannot."""
    with old_texts(root) as ask:
        for start in range(0, len(blobs), AT_ONCE):
            some = blobs[start : start + AT_ONCE]
            held = ask(some)
            for blob in some:
                if blob not in held:
                    raise ToolFailed("git", f"the version {blob[:12]} of a file is not in this clone")
                yield blob, held[blob]


def started(root: Path, surroundings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    command = ("git", *QUIETLY, "cat-file", "--batch")
    try:
        return subprocess.Popen(
            command,
            cwd=root,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise ToolFailed("git", "git is not installed, and only git knows what stood here before") from None


def answers(process: "subprocess.Popen[bytes]", blobs: Sequence[str]) -> Mapping[str, bytes]:
    given, told = pipe(process.stdin), pipe(process.stdout)
    try:
        given.write("".join(f"{blob}\n" for blob in blobs).encode())
        given.flush()
    except BrokenPipeError:
        return {}
    found: dict[str, bytes] = {}
    for blob in blobs:
        head = told.readline().split()
        if len(head) == 3 and head[2].isdigit():
            found[blob] = told.read(int(head[2]))
            told.read(1)
    return found


def pipe(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise ToolFailed("git", "git cannot be spoken to")
    return end
