"""One learner's past as it may be told: by day, each file under the name it has now, with its words.

Of one day, what the same people did to a file is one change; what came and went again that day was nobody's news.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from generator.load.history.moved import Marks, mark_of_blob
from generator.load.history.past import LearnerPast
from generator.load.history.revisions import Revisions
from generator.load.history.unsaid import (
    Unsaid,
    is_marked,
    marked_pieces,
    named_pieces,
    pieces_brought,
    said_of,
    texts_in,
    words_brought,
)
from generator.load.redactions import hides
from generator.records.commons import LearnerRecords
from generator.records.history import Claim, FileChange, FileDid, History
from generator.records.revision import FileRevision
from generator.records.school import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A file from one version to the next. `life`: a file that went and came again has several."""

    commit: str
    day: date
    path: str
    life: int
    before: str
    after: str
    proposed_by: tuple[PersonId, ...]
    agreed_by: tuple[Claim, ...]
    request: str | None


def history_of(
    past: LearnerPast,
    timezone: str,
    records: LearnerRecords,
    unsayable: Callable[[str], bool] | None = None,
) -> History:
    """`unsayable`: what no page of the learner may say."""
    steps = tuple(steps_in(past, ZoneInfo(timezone)))
    withheld = frozenset(step.commit for step in steps if hides(records.redactions, step.commit))
    revisions = Revisions(records.folder, past.texts, past.remembered)
    read = {step: revisions.of(step.path, step.before, step.after) for step in steps}
    unsaid = unsaid_in(read, withheld, past.moved, records, unsayable)
    others = lives_of_others(read, past.moved)
    told = tuple(step for step in steps if (step.path, step.life) not in others)
    found = tuple(worded(each, revisions, unsaid) for each in changes_in(told, withheld))
    revisions.keep()
    return History(changes=tuple(each for each in found if each is not None), known=past.known)


def steps_in(past: LearnerPast, zone: ZoneInfo) -> Iterator[Step]:
    """Newest first, each under the name that the file has now."""
    called: dict[str, tuple[str, int]] = {}
    lives = 0
    for commit, moment, request, claims, ops in past.lines:
        day = datetime.fromtimestamp(int(moment), zone).date()
        agreed = tuple(claim_of(*claim) for claim in claims)
        for did, path, was, before, after, proposed in ops:
            if did == "R":
                called[was] = called.pop(path, (path, 0))
                continue
            if did == "D":
                lives += 1
                called[path] = (path, lives)
            today, life = called.pop(path, (path, 0)) if did == "A" else called.get(path, (path, 0))
            yield Step(
                commit=commit,
                day=day,
                path=today,
                life=life,
                before=before,
                after=after,
                proposed_by=tuple(proposed),
                agreed_by=agreed,
                request=request,
            )


def claim_of(role: str, person: str | None, method: str | None, on: str | None) -> Claim:
    when = None if on is None else date.fromisoformat(on)
    return Claim(role=role, person=person, method=method, on=when)  # type: ignore[arg-type]


def changes_in(steps: tuple[Step, ...], withheld: frozenset[str]) -> Iterator[FileChange]:
    """By day, newest first; of one day by path. A redacted commit did nothing, and nobody meets what it brought."""
    of_day: dict[tuple[date, str], list[Step]] = {}
    for step in steps:
        of_day.setdefault((step.day, step.path), []).append(step)
    for day, path in sorted(of_day, key=lambda each: (-each[0].toordinal(), each[1])):
        of_file = of_day[day, path]
        if of_file[-1].before != of_file[0].after:
            runs = (run for run in runs_of(of_file, withheld) if run[-1].before != run[0].after)
            yield from map(change_of, runs)


def runs_of(steps: list[Step], withheld: frozenset[str]) -> Iterator[list[Step]]:
    """Steps that follow each other and are the same people's, newest first."""
    run: list[Step] = []
    for step in steps:
        if step.commit in withheld:
            if run:
                yield run
            run = []
            continue
        if run and (run[-1].before != step.after or whose(run[-1]) != whose(step)):
            yield run
            run = []
        run.append(step)
    if run:
        yield run


def whose(step: Step) -> tuple[tuple[PersonId, ...], tuple[Claim, ...]]:
    return step.proposed_by, step.agreed_by


def change_of(run: list[Step]) -> FileChange:
    newest, oldest = run[0], run[-1]
    did: FileDid = "changed" if oldest.before and newest.after else "added" if newest.after else "removed"
    return FileChange(
        day=newest.day,
        did=did,
        path=newest.path,
        commit=newest.commit,
        proposed_by=newest.proposed_by,
        agreed_by=newest.agreed_by,
        requests=tuple(dict.fromkeys(step.request for step in reversed(run) if step.request)),
        blobs=(oldest.before, newest.after),
    )


def worded(change: FileChange, revisions: Revisions, unsaid: Unsaid) -> FileChange | None:
    """A change with its words; None: nothing of it may be told. Without the words where nobody brought the old text."""
    revision = revisions.of(change.path, *change.blobs)
    if revision is None:
        return change
    said = said_of(revision, unsaid)
    return None if said is None else replace(change, revision=said)


def unsaid_in(
    read: Mapping[Step, FileRevision | None],
    withheld: frozenset[str],
    moved: Marks,
    records: LearnerRecords,
    unsayable: Callable[[str], bool] | None,
) -> Unsaid:
    redacted = frozenset(each.evidence for each in records.redactions if each.evidence)
    there = frozenset(piece.id for piece in records.evidence)
    seen = tuple(each for each in read.values() if each is not None and moved)
    theirs = {id_ for each in seen for id_ in marked_pieces(each, moved)} - there
    theirs |= {id_ for each in seen for id_ in named_pieces(each, moved)}
    unseen = tuple(each for step, each in read.items() if each is not None and step.commit in withheld)
    theirs |= {id_ for each in unseen for id_ in pieces_brought(each)} - there
    brought = words_brought(unseen)
    files = frozenset(each.file for each in records.redactions if each.file)

    @cache
    def holds(text: str) -> bool:
        return text in brought or is_marked(text, moved) or (unsayable is not None and unsayable(text))

    return Unsaid(pieces=redacted | theirs, files=files, holds=holds)


def lives_of_others(read: Mapping[Step, FileRevision | None], moved: Marks) -> frozenset[tuple[str, int]]:
    """Files that are gone from here and came to another learner: all that they ever were here."""
    return frozenset(
        (step.path, step.life)
        for step, revision in read.items()
        if step.life and moved and is_of_other(step, revision, moved)
    )


def is_of_other(step: Step, revision: FileRevision | None, moved: Marks) -> bool:
    blobs = (mark_of_blob(blob) for blob in (step.before, step.after) if blob)
    if not moved.isdisjoint(blobs):
        return True
    if revision is None:
        return False
    words = (text for side in (revision.before, revision.after) for text in texts_in(side))
    return any(marked_pieces(revision, moved)) or any(is_marked(text, moved) for text in words)
