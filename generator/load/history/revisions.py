"""What became different within one version of a file and the next, remembered by the two blobs.

Revisions always go through the form in which they are remembered, whether somebody remembers them or not: so pages are
the same bytes either way.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.load.history.kept import keep_facts, kept_facts
from generator.load.kinds import kind_at
from generator.load.revisions.files import revision_of
from generator.records.revision import FieldRevision, FileRevision

MOST_REMEMBERED = 5000  # changes of one learner's files


class Revisions:
    """One learner's; `texts` are the old versions at hand, `folder` is where the learner's files lie today."""

    def __init__(self, folder: str, texts: Mapping[str, bytes], remembered: Path | None) -> None:
        self._folder = folder
        self._texts = texts
        self._file = remembered
        self._known = kept_facts(remembered) if remembered is not None else {}
        self._used: dict[str, Any] = {}
        self._made: dict[tuple[str, str, str], FileRevision | None] = {}

    def of(self, path: str, before: str, after: str) -> FileRevision | None:
        """None: nothing differs that anybody could be told, or nobody brought the old text."""
        asked = path, before, after
        if asked not in self._made:
            key = pair_of(path, before, after)
            if key not in self._used:
                self._used[key] = self._known[key] if key in self._known else self._found(path, before, after)
            found = self._used[key]
            made = None if found is None else as_revision(found, f"{self._folder}/{path}", self._folder)
            self._made[asked] = made
        return self._made[asked]

    def _found(self, path: str, before: str, after: str) -> Any:
        if any(blob and blob not in self._texts for blob in (before, after)):
            return None
        old, new = (self._texts[blob] if blob else None for blob in (before, after))
        found = revision_of(f"{self._folder}/{path}", old, new)
        return None if found is None else as_facts(found)

    def keep(self) -> None:
        """Remember what was asked for, and forget the rest; what could not be read may be at hand another time."""
        told = {key: facts for key, facts in self._used.items() if facts is not None}
        if self._file is not None and told != self._known and len(told) <= MOST_REMEMBERED:
            keep_facts(self._file, told)


def pair_of(path: str, before: str, after: str) -> str:
    return f"{kind_at(f'plans/x/{path}')} {before} {after}"


def as_facts(revision: FileRevision) -> Any:
    fields = [[each.field, each.entry, each.did, each.before, each.after] for each in revision.fields]
    return [revision.schema, revision.did, revision.readable, revision.before, revision.after, fields]


def as_revision(facts: Any, file: str, folder: str) -> FileRevision:
    schema, did, readable, before, after, fields = facts
    return FileRevision(
        file=file,
        schema=schema,
        learner=folder.rpartition("/")[2],
        did=did,
        before=as_value(before),
        after=as_value(after),
        fields=tuple(map(as_field, fields)),
        readable=readable,
    )


def as_field(facts: Any) -> FieldRevision:
    field, entry, did, before, after = facts
    return FieldRevision(field=field, entry=tuple(entry), did=did, before=as_value(before), after=as_value(after))


def as_value(told: Any) -> Any:
    """As it was before it was remembered: lists are tuples."""
    if isinstance(told, Mapping):
        return {str(name): as_value(inner) for name, inner in told.items()}
    if isinstance(told, list | tuple):
        return tuple(map(as_value, told))
    return None if told is None else str(told)
