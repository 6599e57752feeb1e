"""The file of names locked with age, so that it may travel in git: opened in memory, never onto the disk.

Whoever holds one of the keys opens it; a key comes from the surroundings (a secret of CI, a file outside the school's
folder) and stands in no message. What the file says is not shown in messages either: they end up in public logs.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.load.git import run_git
from generator.problem import Place, Problem, ToolFailed

OPEN, LOCKED, RECIPIENTS = "plans/people.yml", "plans/people.yml.age", "plans/people.recipients"
KEY, KEY_FILE = "PATHBOOK_PEOPLE_KEY", "PATHBOOK_PEOPLE_KEY_FILE"
ENDING = ".age"
KEY_START = "AGE-SECRET-KEY-1"
ARMOR = (b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----")
BINARY = b"age-encryption.org/v1\n"
NO_KEY = (
    f"Put the key into {KEY}, or name its file in {KEY_FILE}; whoever keeps the names at your school has it. "
    "Or name an open file of names with --people."
)
NOT_THIS_KEY = f"{KEY} or {KEY_FILE} must hold the key of somebody whom {RECIPIENTS} lists."
DAMAGED = "Take it back from git (git checkout), or lock people.yml again: pathbook people lock."
LOOK = "The words are not shown, since they are locked. `pathbook people unlock`, then `pathbook check` shows the line."


def is_locked(file: str) -> bool:
    return file.endswith(ENDING)


def opened(root: Path, raw: bytes, file: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """What a locked file holds; None where no key is here, the key does not fit, or the file is damaged."""
    if not whole(raw):
        return None, (_problem(file, "people-damaged", "this is not a whole file as age locks them", DAMAGED),)
    identities, refused = identities_of(root, file)
    if refused is not None:
        return None, (refused,)
    import pyrage  # only where names are locked

    try:
        return bytes(pyrage.decrypt(raw, identities)), ()
    except pyrage.DecryptError as why:
        if "No matching keys" in str(why):
            return None, (_problem(file, "people-locked", "the key that is here does not open it", NOT_THIS_KEY),)
        return None, (_problem(file, "people-damaged", "the file has been damaged since it was locked", DAMAGED),)


def whole(raw: bytes) -> bool:
    """Whether both ends of a locked file are there; armored, as git shows text, or as plain bytes."""
    text = raw.strip()
    return text.startswith(BINARY) or (text.startswith(ARMOR[0]) and text.endswith(ARMOR[1]))


def identities_of(root: Path, file: str) -> tuple[list[Any], Problem | None]:
    """The keys that are here (pyrage's), or why there are none."""
    text, why = key_text(root, os.environ)
    if text is None:
        return [], _problem(file, "people-locked", why, NO_KEY)
    import pyrage

    lines = (line.strip() for line in text.splitlines())
    keys = [line for line in lines if line and not line.startswith("#")]
    try:
        identities = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError:
        identities = []
    if not identities:
        return [], _problem(file, "people-locked", f"what is given as a key is none: one begins {KEY_START}", NO_KEY)
    return identities, None


def key_text(root: Path, environ: Mapping[str, str]) -> tuple[str | None, str]:
    """The text of the key, as age-keygen writes it; None, and why."""
    if environ.get(KEY):
        return environ[KEY], ""
    named = environ.get(KEY_FILE)
    if not named:
        return None, "the names are locked, and no key is here"
    path = Path(named).expanduser().resolve()
    if path.is_relative_to(root.resolve()):
        return None, f"{KEY_FILE} names a file in the school's folder, where git would take it in; keep it elsewhere"
    try:
        return path.read_text(encoding="ascii"), ""
    except (OSError, ValueError):
        return None, f"the file that {KEY_FILE} names cannot be read"


def open_beside(root: Path) -> tuple[Problem, ...]:
    """A warning where people.yml lies open beside the locked file; a harder one where git would take it in."""
    if not ((root / OPEN).is_file() and (root / LOCKED).is_file()):
        return ()
    message = f"the names lie open beside it, in {OPEN}, and that is what is read"
    hint = "When you are done:  pathbook people lock"
    if not kept_out_of_git(root):
        message += "; git would take it in"
        hint += f"  — until then write  /{OPEN}  into .gitignore; if git has it already:  git rm --cached {OPEN}"
    # At the locked file, of which no line is shown: any line of the open one holds somebody's name.
    return (Problem(Place(LOCKED), "names-open", message, hint, severity="warning"),)


def kept_out_of_git(root: Path) -> bool:
    """Whether git ignores the open file, or there is no git here. A file that git keeps is not ignored."""
    try:
        return run_git(root, "check-ignore", "--quiet", OPEN).returncode != 1
    except ToolFailed:
        return True


def unworded(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems inside a locked file, without a word of it: the place is right, once the file is open."""
    message = "something in the locked names is not as it should be"
    return tuple(Problem(each.place, each.code, message, LOOK, each.severity) for each in problems)


def _problem(file: str, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(file), code, message, hint)
