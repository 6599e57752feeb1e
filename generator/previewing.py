"""A look at the pages that a request would change, locked for the school: whoever else gets the file can read nothing.

For whom it is locked says the branch that the request is for. A request could name a key of its own; nothing that it
brings along decides who reads.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage

from generator.build import build
from generator.load.commit import commit_named
from generator.load.git import run_git, run_well, said_by_git
from generator.load.learner_folders import learner_folders
from generator.manifest import Built, Order
from generator.problem import Problem, ToolFailed
from generator.publish.swap import put_in_place
from generator.records.school import LearnerId
from generator.render.one_page import one_page
from generator.render.sources import template_folders
from generator.yamltext.read import PlacedMap, read

TOOL = "preview"
SCHOOL = "plans/school.yml"
ENDING = ".html.age"
MOST = 40  # a class, and some: more than anybody looks at before a merge
NOT_A_KEY = f"{SCHOOL} of {{}} holds no public key as publish.preview_key: one begins with age1, and is written whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """`learners`: whose pages were locked away; `left_out`: too many to look at; `failed`: whose could not be made.

    `key` None: the school wants no previews, and nothing was made.
    """

    key: str | None
    learners: tuple[LearnerId, ...] = ()
    left_out: tuple[LearnerId, ...] = ()
    failed: tuple[LearnerId, ...] = ()
    problems: tuple[Problem, ...] = ()


class NobodyWatches:
    def waiting(self, who: str) -> None: ...
    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


def previewed(root: Path, base: str, out: Path, people: Path | None, today: Callable[[str], date]) -> Previewed:
    """The pages of everybody whose files differ from `base` on, as they stand in the folder, into `out`."""
    commit = commit_named(root, base)
    key = key_at(root, commit)
    if key is None:
        return Previewed(key=None)
    recipient = recipient_of(key, base)
    changed = changed_since(root, commit)
    if not changed:
        return Previewed(key=key)
    with TemporaryDirectory(prefix="pathbook-") as folder:
        order = Order(
            root=root, out=Path(folder) / "out", learners=changed[:MOST], only="site", people=people, clears=False
        )
        outcome = build(order, today, NobodyWatches())
        made = tuple(one.learner for one in outcome.built if one.on is not None)
        for learner in made:
            page = one_page(order.sites / learner, papers=False, templates=template_folders(root))
            locked = pyrage.encrypt(page.encode(), [recipient], armored=False)
            put_in_place(out / f"{learner}{ENDING}", bytes(locked))
    return Previewed(
        key=key, learners=made, left_out=changed[MOST:], failed=outcome.failed, problems=outcome.all_problems
    )


def key_at(root: Path, commit: str) -> str | None:
    """For whom previews are locked, as the commit says; None: for nobody, so there are none."""
    inside = said_by_git(root, "rev-parse", "--show-prefix")
    shown = run_git(root, "show", f"{commit}:{inside}{SCHOOL}")
    if shown.returncode:
        return None
    value, _ = read(shown.stdout.decode(errors="replace"), SCHOOL)
    publish = value.get("publish") if isinstance(value, PlacedMap) else None
    key = publish.get("preview_key") if isinstance(publish, PlacedMap) else None
    return None if key is None else str(key)


def recipient_of(key: str, base: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        raise ToolFailed(TOOL, NOT_A_KEY.format(base)) from None


def changed_since(root: Path, commit: str) -> tuple[LearnerId, ...]:
    """Learners of today with a file that differs from where this work left the branch of `commit`."""
    left = said_by_git(root, "merge-base", commit, "HEAD")
    listed = run_well(root, ("diff", "--name-only", "--no-renames", "--relative", "-z", left, "HEAD", "--", "plans"))
    parts = {part for path in listed.split(b"\0") for part in os.fsdecode(path).split("/")[:-1]}
    return tuple(each.learner for each in learner_folders(root)[0] if each.learner in parts)


def opened_preview(file: Path, key: Path) -> bytes:
    """The page in a locked preview. Raises ToolFailed where the key does not fit, or is none."""
    try:
        lines = (line.strip() for line in key.read_text(encoding="ascii", errors="replace").splitlines())
        identities = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
        return bytes(pyrage.decrypt(file.read_bytes(), identities))
    except pyrage.IdentityError:
        raise ToolFailed(TOOL, f"{key} holds no key: one begins AGE-SECRET-KEY-1") from None
    except pyrage.DecryptError:
        raise ToolFailed(TOOL, f"the key in {key} does not open {file}, or the file is damaged") from None
