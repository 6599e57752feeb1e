"""An entry that is known by its day and got another one is told as a day that moved, not as gone and come."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.model.revisions.told import Told
from generator.records.revision import FieldRevision, Value
from generator.view.revisions.telling import is_group

DAY_OF: Mapping[str, str] = {"plan.reviews": "due"}


def with_moved_days(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """The same, where one entry went and one came that say the same but for their day."""
    pairs = {id(gone): came for came, gone in _pairs(told)}
    arrived = {id(came) for came in pairs.values()}
    return tuple(
        _moved(pairs[id(each)], each) if id(each) in pairs else each for each in told if id(each) not in arrived
    )


def _pairs(told: tuple[Told, ...]) -> Iterator[tuple[Told, Told]]:
    for path, key in DAY_OF.items():
        here = [(each, each.what) for each in told if each.what is not None and each.what.field == path]
        for file in dict.fromkeys(each.file.file for each, _ in here):
            of_file = [(each, what) for each, what in here if each.file.file == file]
            came = [(each, what.after) for each, what in of_file if what.did == "set"]
            gone = [(each, what.before) for each, what in of_file if what.did == "removed"]
            if len(came) == len(gone) == 1 and _but(came[0][1], key) == _but(gone[0][1], key):
                yield came[0][0], gone[0][0]


def _but(entry: Value | None, key: str) -> Value | None:
    return {name: value for name, value in entry.items() if name != key} if is_group(entry) else None


def _moved(came: Told, gone: Told) -> Told:
    new, old = came.what, gone.what
    if new is None or old is None or not is_group(new.after) or not is_group(old.before):
        return gone
    key = DAY_OF[new.field]
    what = FieldRevision(
        field=f"{new.field}.{key}",
        entry=new.entry,
        did="changed",
        before=old.before.get(key),
        after=new.after.get(key),
    )
    return replace(gone, what=what, warning=gone.warning or came.warning)
