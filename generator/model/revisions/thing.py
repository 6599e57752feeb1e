"""What a change is about, as far as the changed file itself says: a goal, a piece of evidence, somebody's file."""

from collections.abc import Mapping
from datetime import date

from generator.model.change import About, Thing
from generator.model.edits import thing_of_competency
from generator.records.commons import Commons
from generator.records.revision import FieldRevision, FileRevision, Value
from generator.records.text import Text, Version

ABOUT: Mapping[str, About] = {
    "goal": "goal",
    "plan": "plan",
    "evidence": "evidence",
    "support": "support",
    "conference": "conversation",
    "learner": "profile",
    "issued": "sent_home",
    "staff": "staff",
    "redactions": "redactions",
    "school": "school",
    "calendar": "school",
    "people": "school",
    "group": "group",
    "framework": "standards",
    "competencies": "standards",
    "migration": "standards",
    "pathway": "pathway",
    "activities": "catalogue",
    "goals": "catalogue",
    "supports": "catalogue",
    "partners": "catalogue",
    "glossary": "catalogue",
    "requirements": "requirements",
    "scores": "scores",
    "": "file",
}
WORDS: Mapping[str, tuple[str, ...]] = {"goal": ("i_can", "learner_words", "why"), "support": ("what", "need")}


def thing_in(file: FileRevision, what: FieldRevision | None, commons: Commons) -> Thing:
    about = ABOUT[file.schema]
    value = file.after if file.after is not None else file.before
    match about:
        case "evidence":
            return piece_in(file, what)
        case "conversation":
            return Thing(about=about, on=day_in(value))
        case "goal":
            return goal_in(file, value, commons)
        case "plan":
            return Thing(about=about, id=said(value, "school_year"))
    return Thing(about=about, id=name_of(file), title=first_text(value, WORDS.get(file.schema, ("title", "name"))))


def goal_in(file: FileRevision, value: Value | None, commons: Commons) -> Thing:
    """By its own sentence, else its first competency's."""
    title = first_text(value, ("i_can",))
    first = next(iter(listed(value, "competencies")), None)
    ref = said(first, "ref")
    if title is None and ref is not None:
        of_framework = thing_of_competency(ref, commons)
        return Thing(about="goal", id=name_of(file), title=of_framework.title, framework=of_framework.framework)
    return Thing(about="goal", id=name_of(file), title=title or first_text(value, WORDS["goal"]))


def piece_in(file: FileRevision, what: FieldRevision | None) -> Thing:
    """The piece that the change names, as it is now, else as it was; of a whole file none."""
    if what is None or not what.entry:
        return Thing(about="evidence")
    pieces = (piece for version in (file.after, file.before) for piece in listed(version, "evidence"))
    piece = next((each for each in pieces if said(each, "id") == what.entry[0]), None)
    return Thing(about="evidence", id=what.entry[0], title=first_text(piece, ("title",)))


def name_of(file: FileRevision) -> str:
    """The name by which files of its kind are told apart."""
    return file.file.rpartition("/")[2].removesuffix(".yml")


def listed(value: Value | None, field: str) -> tuple[Value, ...]:
    found = value.get(field) if isinstance(value, Mapping) else None
    return () if found is None or isinstance(found, str | Mapping) else tuple(found)


def said(value: Value | None, field: str) -> str | None:
    found = value.get(field) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) and found else None


def day_in(conference: Value | None) -> date | None:
    try:
        return date.fromisoformat(said(conference, "on") or "")
    except ValueError:
        return None


def first_text(value: Value | None, fields: tuple[str, ...]) -> Text | None:
    found = (text_in(value.get(field)) for field in fields) if isinstance(value, Mapping) else ()
    return next((text for text in found if text is not None), None)


def text_in(value: Value | None) -> Text | None:
    """People's words as far as they can be told; None: there are none."""
    if isinstance(value, str):
        return Text.plain(value) if value.strip() else None
    versions = {
        language: Version(text=words)
        for language, version in (value.items() if isinstance(value, Mapping) else ())
        if (words := version if isinstance(version, str) else said(version, "text"))
    }
    return Text(versions) if versions else None
