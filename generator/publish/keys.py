"""The master secret of a school, and what is derived from it for people: folders and codes.

Whoever holds the master opens everything. It comes from the environment or from a file outside every repository, is
never an argument of a command, and shows itself in no message, log or repr.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from generator.model.access import Reader
from generator.problem import ToolFailed, of_file_system
from generator.publish.codes import code_from
from generator.publish.derived import KEY_BYTES, in_base32, key_from

MASTER, MASTER_FILE = "PATHBOOK_MASTER", "PATHBOOK_MASTER_FILE"
TEST_SECRET = bytes(range(KEY_BYTES))
FEWEST_DIFFERENT_BYTES = 20  # of 32 random bytes, thirty differ; fewer than twenty never come by chance
HOW_TO_MAKE = "`pathbook rotate --new-master FILE` makes one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """`test`: the secret that everybody knows, for trying things out; what is sealed with it must not be published."""

    secret: bytes = field(repr=False)
    test: bool


TEST_MASTER = Master(secret=TEST_SECRET, test=True)


def load_master(file: Path | None) -> Master:
    """From the file, else the environment, else the test master.

    An empty variable counts as none: that is what a build job gets which may not see the secret.
    """
    if file is not None:
        return _master_in(file)
    if typed := os.environ.get(MASTER, "").strip():
        return _master_from(typed, MASTER)
    if named := os.environ.get(MASTER_FILE, "").strip():
        return _master_in(Path(named))
    return TEST_MASTER


def _master_in(file: Path) -> Master:
    if any((folder / ".git").exists() for folder in file.resolve().parents):
        raise ToolFailed(
            "master secret", f"{file} lies in a git repository. Keep it outside, where no commit reaches it."
        )
    try:
        return _master_from(file.read_text(encoding="ascii").strip(), str(file))
    except UnicodeDecodeError:
        raise _malformed(str(file)) from None
    except FileNotFoundError:
        hint = "Look where yours lies; a school that has none yet: `pathbook rotate --new-master FILE` makes one."
        raise ToolFailed("master secret", f"there is no file {file}. {hint}") from None
    except OSError as why:
        raise of_file_system(why) from None


def _master_from(typed: str, source: str) -> Master:
    try:
        secret = bytes.fromhex(typed)
    except ValueError:
        raise _malformed(source) from None  # the error of Python may show what was typed
    if secret == TEST_SECRET:
        return TEST_MASTER
    if len(secret) != KEY_BYTES or len(set(secret)) < FEWEST_DIFFERENT_BYTES:
        raise _malformed(source)
    return Master(secret=secret, test=False)


def _malformed(source: str) -> ToolFailed:
    return ToolFailed("master secret", f"{source} does not hold 64 random hexadecimal digits. {HOW_TO_MAKE}")


def folder_of(master: Master, learner: str) -> str:
    """The name of a learner's published folder, which says nothing about the learner."""
    return in_base32(key_from(master.secret, f"pb1/folder\n{learner}", 10))


def salt_of(master: Master) -> bytes:
    """One for the school, so that a code that opens many folders is worked out once."""
    return key_from(master.secret, "pb1/salt", 16)


def code_of(master: Master, reader: Reader) -> str:
    """The code of one person or home, the same for every site it opens."""
    return code_from(int.from_bytes(key_from(master.secret, f"pb1/code\n{reader.who}\n{reader.version}", 16), "big"))
