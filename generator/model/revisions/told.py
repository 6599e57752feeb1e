"""What became different, in the order in which people care: what to look at twice first, bookkeeping last.

Nothing that differs is left out. A thing is called as it is called now, or as it was called where it is gone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from generator.model.change import Thing
from generator.model.revisions.agreed import Records
from generator.model.revisions.importance import importance_of, is_bookkeeping
from generator.model.revisions.thing import thing_in
from generator.model.revisions.warning import Warning
from generator.model.revisions.warnings import warnings_of
from generator.records.commons import Commons
from generator.records.revision import FieldRevision, FileRevision

WARNINGS: tuple[Warning, ...] = get_args(Warning)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`what` None: the whole file came, went or lies elsewhere, cannot be read, or is only written in another way."""

    file: FileRevision
    what: FieldRevision | None
    thing: Thing
    warning: Warning | None = None


def told_of(
    revisions: Iterable[FileRevision], before: Commons, after: Commons, learners: Records | None = None
) -> tuple[Told, ...]:
    """`learners` as they stood before: by their approvals it is known what was agreed. None: only by changed plans."""
    files = tuple(revisions)
    warned = {
        (id(file), id(what)): warning for file, what, warning in warnings_of(files, before, after, learners or {})
    }
    told = (
        Told(file=file, what=what, thing=thing_in(file, what, after), warning=warned.get((id(file), id(what))))
        for file in files
        for what in parts_of(file)
    )
    return tuple(sorted(told, key=order))


def parts_of(file: FileRevision) -> Iterator[FieldRevision | None]:
    """The file as a whole where there is something to say of that, and each of its fields."""
    if file.did != "changed" or file.was is not None or not file.fields:
        yield None
    yield from file.fields


def order(told: Told) -> tuple[Any, ...]:
    """Within one rank the fields of a file stay as its schema has them: sorting keeps what is equal in its order."""
    if told.warning is not None:
        return 0, WARNINGS.index(told.warning), told.file.learner or "", told.file.file
    if is_bookkeeping(told.file, told.what):
        return 2, 0, told.file.learner or "", told.file.file
    return 1, importance_of(told.file, told.what), told.file.learner or "", told.file.file
