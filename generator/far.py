"""A worker of a cluster opens the school itself: names and the secret never travel to it, and it says what it lacks.

What it reads must be what was read where the build began. That is compared by marks that give nothing away: derived
from the secret, as names of published folders are.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from platform import node
from typing import TypeVar

from generator.check.case import NameIndex
from generator.check.names import index_of
from generator.checked import CheckedSchool, known_school
from generator.load.households import Households
from generator.load.learner_folders import learner_folders
from generator.load.people import everybody
from generator.manifest import Order
from generator.problem import ToolFailed
from generator.publish.keys import Master, folder_of, load_master
from generator.workers.work import Work, is_cluster
from generator.workshop import Workshop, open_workshop

Item = TypeVar("Item")
Result = TypeVar("Result")
NO_NAMES = NameIndex(roll="", first_words=frozenset(), longest=0, members="", given={}, household={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Of what a worker must read alike. `secret`: of the master; `names`: of the learners'."""

    secret: str
    names: str


def work_of(
    order: Order, school: CheckedSchool, do: Callable[[Workshop, Item], Result], lost: Callable[[Item], Result]
) -> Work[Workshop, Item, Result]:
    """One job a learner, wherever the order has it done."""
    if not is_cluster(order.how):
        return Work(partial(open_workshop, order, school.on, school.names), do, lost)
    there = replace(order, how="serial", people=full(order.people), master=full(order.master))
    marks = marks_of(load_master(order.master), school.names)
    return Work(partial(open_far_workshop, there, school.on, marks), do, lost, shared=order.book)


def full(path: Path | None) -> Path | None:
    """A worker runs in a folder of its own."""
    return None if path is None else path.resolve()


def marks_of(master: Master, names: NameIndex) -> Marks:
    said = f"{names.roll}\n{names.members}\n{names.given}"
    return Marks(secret=folder_of(master, ""), names=folder_of(master, sha256(said.encode()).hexdigest()))


def open_far_workshop(order: Order, on: date, marks: Marks) -> Workshop:
    """On another machine. Raises ToolFailed where it would make other pages than this one."""
    if not (order.root / "plans").is_dir():
        raise refused(f"does not see {order.root}", ON_SHARED_FOLDERS)
    master = load_master(order.master)
    if folder_of(master, "") != marks.secret:
        raise refused("reads another master secret, or none", NEVER_SENT)
    school = known_school(order.root, order.people, on, NO_NAMES)
    folders, _ = learner_folders(order.root)
    people, groups = everybody(school.people), school.commons.groups.values()
    names = index_of(people, groups, folders.learners, Households(order.root))
    if marks_of(master, names) != marks:
        raise refused("reads other names", ON_NAMES)
    return Workshop(order=order, school=replace(school, names=names))


ON_SHARED_FOLDERS = (
    "Put the school's folder on a file system that all workers share, under the same path. With --at, files come out "
    "of git into a folder of this machine alone: leave it out."
)
NEVER_SENT = (
    "It is never sent: name its file with --master where every worker reads it, or set PATHBOOK_MASTER for them all."
)
ON_NAMES = (
    "They are never sent: people.yml must lie where every worker can read it, and each needs the key of a locked one."
)


def refused(what: str, mend: str) -> ToolFailed:
    return ToolFailed("cluster", f"the worker on {node()} {what}. {mend}")
