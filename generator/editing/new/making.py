"""New things as files: what somebody said of a goal, a piece of evidence, a talk, a support becomes a change.

Only what was said is written, in the order in which the schema tells it. Names are given here and never typed. Nothing
is judged: `judging` does that with the change. The form makes its new things here too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from generator.changes import Change, Changes
from generator.editing.editors.modeline import modeline_for
from generator.editing.new.ids import (
    Used,
    conference_file_name,
    evidence_file_name,
    next_evidence_id,
    next_goal_id,
    next_part_id,
    next_support_id,
)
from generator.load.schema import KINDS
from generator.load.schemas import followed, schema_of
from generator.yamltext.read import Plain
from generator.yamltext.splice import written

Said: TypeAlias = Mapping[str, Any]  # fields as somebody filled them in: text, numbers, days, lists and mappings
NUMBERS = frozenset(("number", "integer", "boolean"))
PARTS: Mapping[str, str] = {"success_criteria": "c", "activities": "a"}


def new_goal(folder: str, year: str, said: Said, used: Used) -> Changes:
    """A goal with a name of its own; its criteria and steps get theirs where they have none."""
    id_ = next_goal_id(used)
    fields = {**said, "id": id_}
    for field, letter in PARTS.items():
        if said.get(field):
            fields[field] = numbered_parts(said[field], id_, letter, used)
    return made_file("goal", f"{folder}/{year}/goals/{id_}.yml", fields)


def numbered_parts(parts: Sequence[Said], goal: str, letter: str, used: Used) -> list[Said]:
    """Criteria ("c") or activities ("a") of a goal, each with an id; those that have one keep it."""
    taken = [part["id"] for part in parts if part.get("id")]
    done: list[Said] = []
    for part in parts:
        id_ = part.get("id") or next_part_id(used, goal, letter, taken)
        taken.append(id_)
        done.append({**part, "id": id_})
    return done


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture or another file that lies beside evidence, ready to be kept: `ending` is of its name, ".jpg"."""

    content: bytes
    ending: str
    alt: Any  # text, in one language or several
    people: str | None = None


def new_evidence(folder: str, said: Said, used: Used, on: date, photos: Sequence[Photo] = ()) -> Changes:
    """A file with one piece of evidence, its photos beside it. Named by the day it was seen; `on` where nobody says."""
    id_ = next_evidence_id(first_words(said.get("title")), str(said.get("kind") or "evidence"), used)
    name = evidence_file_name(day_in(said, ("assessed_on", "submitted_on"), on), id_, used)
    names = [f"{name}{'' if number == 1 else f'-{number}'}{each.ending}" for number, each in enumerate(photos, 1)]
    files = [
        *(said.get("files") or ()),
        *({"path": path, "alt": each.alt, "people": each.people} for path, each in zip(names, photos, strict=True)),
    ]
    sheet = {"evidence": [{**said, "id": id_, "files": files}]}
    return (
        *made_file("evidence", f"{folder}/evidence/{name}.yml", sheet),
        *(
            Change(file=f"{folder}/evidence/{path}", content=each.content, before=None)
            for path, each in zip(names, photos, strict=True)
        ),
    )


def new_conference(folder: str, year: str, said: Said, used: Used, on: date) -> Changes:
    """A talk; `on` where its day is not said."""
    name = conference_file_name(day_in(said, ("on",), on), used)
    return made_file("conference", f"{folder}/{year}/conferences/{name}.yml", {**said, "on": said.get("on") or on})


def new_support(folder: str, said: Said, used: Used) -> Changes:
    """Help for a while, named by what it is."""
    id_ = next_support_id(said.get("catalogue") or first_words(said.get("what")), used)
    return made_file("support", f"{folder}/supports/{id_}.yml", {**said, "id": id_})


def made_file(kind: str, file: str, said: Said) -> Changes:
    """A file that is not there yet; `kind` is a word of KINDS."""
    return (Change(file=file, content=file_content(kind, file, said), before=None),)


def file_content(kind: str, file: str, said: Said) -> bytes:
    """A new file's text; its first line tells editors by which schema they help."""
    return (modeline_for(kind, file) + written(as_schema(kind, said))).encode()


def as_schema(kind: str, said: Said) -> dict[str, Any]:
    """What was said in the order of the schema, without what is empty; numbers in text become numbers."""
    return dict(fitted(said, schema_of(KINDS[kind].file)))


def fitted(said: Any, schema: Mapping[str, Any]) -> Any:
    schema = followed(schema)
    if isinstance(said, Mapping):
        fields = schema.get("properties", {})
        other = schema.get("additionalProperties")
        ordered = [name for name in fields if name in said] + [name for name in said if name not in fields]
        rest = other if isinstance(other, Mapping) else {}
        below = {name: fitted(said[name], fields.get(name, rest)) for name in ordered}
        return {name: value for name, value in below.items() if not is_nothing(value)}
    if isinstance(said, list | tuple):
        return [entry for each in said if not is_nothing(entry := fitted(each, schema.get("items", {})))]
    if isinstance(said, str):
        said = said.strip()
        return Plain(said) if said and str(schema.get("type")) in NUMBERS else said
    return said


def is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str | Mapping | list | tuple) and len(value) == 0)


def first_words(text: object) -> str:
    """A text, or the first language of a text in several, to name something by."""
    if isinstance(text, Mapping):
        return first_words(next(iter(text.values()), ""))
    return text if isinstance(text, str) else ""


def day_in(said: Said, fields: Sequence[str], otherwise: date) -> date:
    """The first of these days that was said; one that is no day is left to be judged where it stands."""
    for field in fields:
        day = said.get(field)
        if isinstance(day, date):
            return day
        try:
            return date.fromisoformat(str(day))
        except ValueError:
            continue
    return otherwise
