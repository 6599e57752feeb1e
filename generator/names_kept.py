"""A school's names as they were gone through last, and that what all learners share was in order then.

To go through tens of thousands of names takes seconds, and a build of one learner needs a handful. What is remembered
lies beside the outputs, for this account alone, and only of names that stand open in the school's folder anyway: of
names that are locked, or kept elsewhere, nothing is written here but that their file was in order.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.at_rest.private import keep_private, kept_private
from generator.check.case import NameIndex
from generator.inputs import files_below, read_all
from generator.load.people import PeopleFile
from generator.programs import programs
from generator.records.commons import People
from generator.records.school import LearnerId

FILE, PROGRAMS, FORMAT = "names", "programs", 1
SHARED = ("frameworks", "site_templates", "plans/groups")
PLANS = "plans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`people`: of the file of names that was in order. `shared`: of all that is shared, which was in order with these
    learners and names. `names` None: they are not for keeping here. Digests; "": of nothing."""

    people: str = ""
    shared: str = ""
    names: NameIndex | None = None


NOTHING_KEPT = Kept()


def kept_names(book: Path | None, household: Mapping[LearnerId, str]) -> Kept:
    said = None if book is None else kept_private(book / FILE)
    if said is None:
        return NOTHING_KEPT
    held: dict[str, Any] = json.loads(said)
    if held["format"] != FORMAT:
        return NOTHING_KEPT
    names = held["names"]
    if names is not None:
        names = NameIndex(**names | {"first_words": frozenset(names["first_words"]), "household": household})
    return Kept(people=held["people"], shared=held["shared"], names=names)


def keep_names(book: Path, people: People, shared: str, names: NameIndex) -> None:
    if not isinstance(people, PeopleFile):
        return
    told = {"roll": names.roll, "first_words": sorted(names.first_words), "longest": names.longest}
    told |= {"members": names.members, "given": names.given}
    held = {"format": FORMAT, "people": people.digest, "shared": shared, "names": told if people.is_open_here else None}
    keep_private(book / FILE, json.dumps(held).encode())


def digest_of_shared(book: Path, root: Path, people: People, learners: Iterable[LearnerId]) -> str:
    """Of everything that decides whether shared files are in order, and what names there are. "": nobody can tell."""
    if not isinstance(people, PeopleFile):
        return ""
    plans = [(file.name, str(file)) for file in sorted((root / PLANS).glob("*.y*ml")) if file.is_file()]
    files = [each for name in SHARED for each in sorted(files_below(root, name))]
    said = (programs(book / PROGRAMS), people.digest, read_all([*plans, *files]).digest, *learners)
    return sha256("\n".join(said).encode()).hexdigest()
