"""One piece of work on its way into the plans: a branch, what it changes, and how it stands.

Its name and its messages hold ids, days and counts; never a name, never a word of a plan.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.changes import Changes
from generator.editing.entries.store import Commit
from generator.importers.ids import free_id
from generator.load.layout import BATCHES, LEARNER_ID
from generator.records.school import LearnerId, PersonId

Status: TypeAlias = Literal["waiting", "sent", "published", "sent_back", "clash"]
Branch: TypeAlias = str
BRANCH = re.compile(
    r"entry/(?P<person>[a-z]-[0-9]{4,8})/(?P<on>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<slug>[a-z0-9][a-z0-9-]*)"
)
PERSON = re.compile(r"[a-z]-[0-9]{4,8}")
LONGEST_SLUG = 60
MOST_NAMED = 3  # learners that the first line of a message names

# What lies where, as the first line of a message counts it: one, and several.
COUNTED: tuple[tuple[str, str, str], ...] = (
    (r"plans/(?:.*/)?[a-z]-[0-9]+/evidence/[^/]+\.yml", "piece of evidence", "pieces of evidence"),
    (r"plans/(?:.*/)?[a-z]-[0-9]+/evidence/[^/]+", "file beside evidence", "files beside evidence"),
    (r"plans/(?:.*/)?[a-z]-[0-9]+/[0-9-]+/goals/[^/]+", "goal", "goals"),
    (r"plans/(?:.*/)?[a-z]-[0-9]+/[0-9-]+/conferences/[^/]+", "conference", "conferences"),
    (r"plans/(?:.*/)?[a-z]-[0-9]+/[0-9-]+/plan\.yml", "plan of a year", "plans of a year"),
    (r"plans/(?:.*/)?[a-z]-[0-9]+/supports/[^/]+", "support", "supports"),
    (r"plans/(?:.*/)?[a-z]-[0-9]+/staff/[^/]+", "staff file", "staff files"),
    (r"plans/(?:.*/)?[a-z]-[0-9]+/learner\.yml", "learner's file", "learners' files"),
    (r"plans/groups/[^/]+", "group", "groups"),
    (r"plans/imports/[^/]+", "table of scores", "tables of scores"),
    (r"frameworks/.*", "file of frameworks", "files of frameworks"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """Why an entry came back. `by` is who the commit says; None: nobody said, the branch was taken away."""

    by: str | None
    on: date | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`files` are those it changes; `address` None: it was not sent, or the remote's kind is not known."""

    branch: Branch
    person: PersonId
    on: date
    learners: tuple[LearnerId, ...]
    files: tuple[str, ...]
    tip: Commit
    status: Status
    batch: str | None = None
    address: str | None = None
    said: SentBack | None = None
    clashing: tuple[str, ...] = ()  # files that two people have changed in the same place


def branch_called(person: PersonId, on: date, slug: str, taken: Iterable[Branch]) -> Branch:
    """The name of a new branch; a number follows where there is one of that name."""
    if not PERSON.fullmatch(person):
        raise ValueError(f"{person!r} is no id of a person")
    plain = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:LONGEST_SLUG].strip("-") or "entry"
    name, names = f"entry/{person}/{on.isoformat()}-{plain}", frozenset(taken)
    return free_id(name, names)


def owner(branch: Branch) -> PersonId:
    """Whose an entry is, by its name."""
    return branch.split("/")[1]


def named(branch: Branch) -> tuple[PersonId, date] | None:
    """Whose entry a branch is, and of which day; None: it is no entry of ours."""
    found = BRANCH.fullmatch(branch)
    if found is None:
        return None
    try:
        return found["person"], date.fromisoformat(found["on"])
    except ValueError:
        return None


def learners_in(files: Iterable[str]) -> tuple[LearnerId, ...]:
    """The learners in whose folders files lie."""
    found = {part for file in files for part in file.split("/")[1:-1] if LEARNER_ID.fullmatch(part)}
    return tuple(sorted(found))


def message_of(changes: Changes, branch: Branch, batch: str | None, agreed: tuple[str, ...] = ()) -> str:
    """What a commit says: what was changed by kind and number, for whom, of which entry it is, and who agreed."""
    learners = learners_in(change.file for change in changes)
    changes = tuple(change for change in changes if not change.file.startswith(f"{BATCHES}/"))
    kept = counts_of(change.file for change in changes if change.content is not None)
    gone = [f"{count} taken away" for count in counts_of(change.file for change in changes if change.content is None)]
    told = ", ".join((*kept, *gone))
    whom = ", ".join(learners) if len(learners) <= MOST_NAMED else f"{len(learners)} learners"
    first = f"{told}: {whom}" if learners else told
    all_named = "" if len(learners) <= MOST_NAMED else " ".join(learners) + "\n\n"
    trailers = {"Entry": branch} | ({} if batch is None else {"Batch": batch})
    return f"{first}\n\n{all_named}" + "".join(
        (*(f"{key}: {value}\n" for key, value in trailers.items()), *(f"{each}\n" for each in agreed))
    )


def counts_of(files: Iterable[str]) -> list[str]:
    """How many files of which kind, in the order of the table; what is of none comes last."""
    counts: Counter[int] = Counter(kind_of(file) for file in files)
    names: Mapping[int, tuple[str, str]] = dict(enumerate((one, many) for _, one, many in COUNTED)) | {
        len(COUNTED): ("other file", "other files")
    }
    return [f"{count} {names[kind][count > 1]}" for kind, count in sorted(counts.items())]


def kind_of(file: str) -> int:
    return next((number for number, (form, _, _) in enumerate(COUNTED) if re.fullmatch(form, file)), len(COUNTED))
