"""What people wrote on a day, as git has it: what became different in a learner's files, who proposed it, who agreed.

What the records date themselves (a yes, a review, a goal that begins) is told on its own day and not again here. What
is redacted, and what the day does not know yet, leaves no trace. Who proposed and who agreed is as commits claim it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from generator.model.revisions.told import Told, told_of
from generator.records.commons import Commons, LearnerRecords
from generator.records.history import Claim, FileChange
from generator.records.revision import FieldRevision, FileRevision
from generator.records.school import PersonId

# Entries of these tell their own day: that somebody wrote them down is no news beside it.
DATED = (
    *("plan.approvals", "plan.notices", "plan.reached", "plan.judgements", "plan.fulfilled", "plan.pathways"),
    *("plan.reviews.held_on", "plan.reviews.by", "plan.reviews.result", "support.decisions", "learner.migrations"),
)
Whose: TypeAlias = tuple[date, tuple[PersonId, ...], tuple[Claim, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`told` holds what became different; `commons` and `known`, the learner's records, tell how things are called now.

    `requests` are as their host calls them.
    """

    day: date
    told: tuple[Told, ...]
    commons: Commons
    known: LearnerRecords
    commits: tuple[str, ...] = ()
    proposed_by: tuple[PersonId, ...] = ()
    agreed_by: tuple[Claim, ...] = ()
    requests: tuple[str, ...] = ()


def written_in(
    files: Iterator[FileChange], known: LearnerRecords, written: LearnerRecords, commons: Commons
) -> Iterator[Written]:
    """Newest first. `known` are the records as of the day, `written` as they stand in the files."""
    later = frozenset(piece.id for piece in written.evidence) - frozenset(piece.id for piece in known.evidence)
    groups: dict[Whose, list[FileChange]] = {}
    for file in files:
        groups.setdefault((file.day, file.proposed_by, file.agreed_by), []).append(file)
    for (day, proposed_by, agreed_by), together in groups.items():
        revisions = (without_dated(each.revision) for each in together if each.revision is not None)
        told = told_of((each for each in revisions if each is not None), commons, commons)
        told = tuple(each for each in told if not is_later(each, later))
        if told:
            yield Written(
                day=day,
                told=told,
                commons=commons,
                known=known,
                commits=tuple(dict.fromkeys(each.commit for each in together)),
                proposed_by=proposed_by,
                agreed_by=agreed_by,
                requests=tuple(dict.fromkeys(request for each in together for request in each.requests)),
            )


def without_dated(revision: FileRevision) -> FileRevision | None:
    """A revision without what is told on its own day; None: there was nothing else."""
    if revision.did != "changed":
        return revision
    fields = tuple(field for field in revision.fields if not (field.did == "set" and is_dated(field)))
    if revision.fields and not fields:
        return None
    return replace(revision, fields=fields)


def is_dated(field: FieldRevision) -> bool:
    return field.field in DATED


def is_later(told: Told, later: frozenset[str]) -> bool:
    """Whether it is about a piece of evidence that nobody had on the day."""
    if told.file.schema != "evidence" or not later:
        return False
    if told.what is not None:
        return told.what.entry[:1] != () and told.what.entry[0] in later
    pieces = told.file.after.get("evidence") if isinstance(told.file.after, dict) else None
    ids = {piece.get("id") for piece in pieces if isinstance(piece, dict)} if isinstance(pieces, tuple) else set()
    return bool(ids) and ids <= later
