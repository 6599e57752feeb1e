"""What somebody typed becomes what the files are to say: joined with what others wrote meanwhile, or asked about.

Nothing is written here, and nothing is judged.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException

from generator.changes import Blob, Change, Changes
from generator.editing.entries.settling import Clashing
from generator.editing.entries.view import View
from generator.editing.new.ids import Used, joined, used_ever, used_in
from generator.editing.new.making import new_conference, new_goal, new_support
from generator.form.saves.asked import Asked
from generator.form.saves.new_evidence import evidence_with_photos, new_sheet
from generator.form.sheets.filled import filled
from generator.form.visit import Visit
from generator.load.layout import YAML_ENDINGS
from generator.load.learner_folders import LearnerFolder
from generator.yamltext.merge import ABSENT, Clash, three_way
from generator.yamltext.read import Value, decode, read
from generator.yamltext.splice import marked, rewritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What is to be written, and which of the files is the thing's own."""

    file: str
    changes: Changes

    @property
    def content(self) -> bytes | None:
        """The thing's own file."""
        return next(change.content for change in self.changes if change.file == self.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Somebody else changed the same. `value` is all that joins, with one's own words where it does not.

    Whoever has answered saves again with `before`.
    """

    file: str
    clashes: tuple[Clash, ...]
    value: Any
    before: Blob | None


def prepared(visit: Visit, asked: Asked, view: View) -> Ready | Question:
    """Raises Refused where a file cannot be made to say it."""
    used = partial(used_of, visit, view, asked.folder)
    if asked.thing.is_new:
        return new_thing(visit, asked, used())
    now = view.files.get(asked.file)
    own = visit.school.commons.school.languages[0]
    question = view.clashing.get(asked.file)
    if question is not None and asked.before != question.theirs:
        return asked_about(visit, asked, view, question, used)
    if question is not None:
        now = question.theirs
    raw = None if now is None else contents(view, now)
    old = value_in(raw, asked.file) if asked.before == now else began_from(visit, asked, raw)
    wanted: Any = filled(asked.thing.kind, old, asked.value, own, used)
    if asked.before != now:
        merged = three_way(old, wanted, ABSENT if raw is None else value_in(raw, asked.file))
        if merged.clashes:
            return Question(file=asked.file, clashes=merged.clashes, value=merged.value, before=now)
        wanted = merged.value
    if raw is None:
        raise HTTPException(HTTPStatus.CONFLICT, "gone")
    return changed(visit, asked, view, raw, now, wanted)


def changed(visit: Visit, asked: Asked, view: View, raw: bytes, now: Blob | None, wanted: Any) -> Ready:
    """A file that is there, made to say it with the fewest lines changed; photos of evidence beside it."""
    photos: Changes = ()
    if asked.uploads:
        wanted, photos = evidence_with_photos(visit, asked, asked.file, wanted, view.files)
    content = marked(raw, rewritten(decode(raw, asked.file)[0], wanted).text)
    return Ready(file=asked.file, changes=(Change(file=asked.file, content=content, before=now), *photos))


def new_thing(visit: Visit, asked: Asked, used: Used) -> Ready:
    """The name and the ids are made here."""
    own = visit.school.commons.school.languages[0]
    folder, year = asked.folder.folder, asked.thing.year
    match asked.thing.kind:
        case "goal":
            changes = new_goal(folder, year, filled("goal", None, asked.value, own), used)
        case "conference":
            changes = new_conference(folder, year, filled("conference", None, asked.value, own), used, visit.school.on)
        case "support":
            changes = new_support(folder, filled("support", None, asked.value, own), used)
        case "evidence":
            changes = new_sheet(
                visit, asked, filled("evidence", read("{}", "")[0], asked.value, own, lambda: used), used
            )
        case _:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "no-kind")
    return Ready(file=changes[0].file, changes=changes)


def asked_about(visit: Visit, asked: Asked, view: View, question: Clashing, used: Callable[[], Used]) -> Question:
    """What was saved before and clashes with what was published since.

    The page may have been filled before that: what others published in other fields comes in, and is not taken back.
    """
    raw = content_of(view, asked.file)
    seen, own = value_in(raw, asked.file), visit.school.commons.school.languages[0]
    old = seen if asked.before == view.files.get(asked.file) else began_from(visit, asked, raw)
    merged = three_way(old, filled(asked.thing.kind, old, asked.value, own, used), ABSENT if raw is None else seen)
    known = {clash.steps for clash in question.clashes}
    new = (clash for clash in merged.clashes if clash.steps not in known)
    return Question(file=asked.file, clashes=(*question.clashes, *new), value=merged.value, before=question.theirs)


def began_from(visit: Visit, asked: Asked, now: bytes | None) -> Any:
    """What the form was opened with. Where git has no such version: what the browser kept of it, typed as it is."""
    try:
        return value_in(visit.office.store.content(asked.before or ""), asked.file)
    except KeyError:
        base = asked.base if isinstance(asked.base, Mapping) else {}
        own = visit.school.commons.school.languages[0]
        return filled(asked.thing.kind, value_in(now, asked.file), base, own)


def content_of(view: View, file: str) -> bytes | None:
    return view.content(file) if file in view.files else None


def contents(view: View, blob: Blob) -> bytes:
    return view.made[blob] if blob in view.made else view.store.content(blob)


def value_in(raw: bytes | None, file: str) -> Value:
    if raw is None:
        return None
    value, problems = read(decode(raw, file)[0], file)
    if problems:
        raise HTTPException(HTTPStatus.CONFLICT, "unreadable")
    return value


def used_of(visit: Visit, view: View, folder: LearnerFolder) -> Used:
    """Every name that is taken: in what this person sees, in what others have waiting, and ever before."""
    start, learner = f"{folder.folder}/", folder.learner
    sheets = view.contents(file for file in view.files if file.endswith(YAML_ENDINGS))
    values: dict[str, Value] = {file.removeprefix(start): None for file in (*view.files, *view.others)}
    for file, raw in sheets.items():
        values[file.removeprefix(start)] = read(decode(raw, file)[0], file)[0]
    store = visit.office.store
    return joined(used_in(values), store.once(("used", learner, view.base), lambda: used_ever(store.root, learner)))
