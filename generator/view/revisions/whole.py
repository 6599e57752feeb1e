"""What is said of a whole file, and what its chapter is called."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.model.revisions.seen import within
from generator.records.revision import FileRevision, Value
from generator.view.page import BETWEEN
from generator.view.revisions.entries import CHAPTERED, label_and_value
from generator.view.revisions.facts import fact
from generator.view.revisions.field import Fact
from generator.view.revisions.other_files import is_bookkeeping, said_of
from generator.view.revisions.people_words import rich
from generator.view.revisions.sentence import Parts, Sentence, between, woven
from generator.view.revisions.telling import Step, Telling, entries_of
from generator.view.said import apart

# Kind of file → what came, what was taken away; of the school's own files their chapter tells which they are.
WHOLE: Mapping[str, tuple[str, str]] = {
    "goal": ("New goal", "Goal taken away"),
    "evidence": ("New evidence", "Evidence taken away"),
    "conference": ("New notes of a conversation", "Notes of a conversation taken away"),
    "support": ("New support", "Support taken away"),
    "plan": ("New plan of the year", "Plan of the year taken away"),
    "learner": ("New learner", "Learner taken away"),
}
OTHER = ("New file", "File taken away")
# Kind of file → what its chapter is called where it has no words of its own.
TITLES: Mapping[str, str] = {
    "goal": "Goal “{title}”",
    "evidence": "Evidence “{title}”",
    "conference": "Conversation of {title}",
    "support": "Support “{title}”",
    "plan": "Plan of the year {title}",
    "learner": "About the learner",
    "issued": "Papers sent home in {title}",
    "staff": "Notes among staff",
    "redactions": "What must not be shown again",
    "school": "Settings of the school",
    "calendar": "Calendar of the school",
    "people": "People of the school",
    "group": "Group “{title}”",
    "scores": "Table of scores “{title}”",
    "framework": "Framework “{title}”",
    "competencies": "Competencies of “{title}”",
    "migration": "Ways from an earlier framework to “{title}”",
    "pathway": "Pathway “{title}”",
    "activities": "Catalogue of activities",
    "goals": "Catalogue of goals",
    "supports": "Catalogue of supports",
    "partners": "Catalogue of partners",
    "requirements": "Requirement pack “{title}”",
    "glossary": "Glossary in {title}",
    "": "Files",
}
# Lists whose entries have a chapter each.
OF_ENTRIES: Mapping[str, str] = {
    "evidence.evidence": "Evidence “{title}”",
    "framework.competencies": "Competency “{title}”",
    "competencies.competencies": "Competency “{title}”",
    "activities.activities": "Activity “{title}”",
    "goals.goals": "Goal of the catalogue “{title}”",
    "supports.supports": "Support of the catalogue “{title}”",
    "partners.partners": "Partner “{title}”",
}
NAMES: Mapping[str, tuple[str, ...]] = {
    "goal": ("i_can", "learner_words", "why"),
    "support": ("what", "need"),
    "group": ("title",),
    "scores": ("id",),
    "framework": ("title",),
    "pathway": ("title",),
    "requirements": ("title",),
    "plan": ("school_year",),
    "evidence.evidence": ("title",),
    "framework.competencies": ("short", "i_can", "statement"),
    "competencies.competencies": ("short", "i_can", "statement"),
    "activities.activities": ("title",),
    "goals.goals": ("title", "i_can"),
    "supports.supports": ("title",),
    "partners.partners": ("name",),
}
MATTERS: Mapping[str, tuple[str, ...]] = {
    "goal": ("due",),
    "support": ("need", "start"),
    "conference": ("kind",),
    "plan": ("status",),
}
YEAR = re.compile(r"/([0-9]{4})-[0-9]{2}/")
DAY = re.compile(r"/([0-9]{4}-[0-9]{2}-[0-9]{2})[^/]*$")


def whole_file(telling: Telling) -> Sentence:
    """That a file came or went, lies elsewhere, cannot be read, or is only spelled otherwise."""
    file, words = telling.file, telling.words
    if not file.readable:
        return Sentence(parts=woven(words, "This file cannot be read as it stands now or stood before"), warning=True)
    if file.was is not None and file.was != file.file and file.did == "changed":
        return Sentence(parts=_moved(file, telling), small=True)
    if not file.schema:
        said = woven(words, "{label}: {now}", label=woven(words, said_of(file)), now=_file_name(telling))
        return Sentence(parts=said, small=is_bookkeeping(file))
    if file.did != "changed":
        came, gone = WHOLE.get(file.schema, OTHER)
        said = woven(words, came if file.did == "added" else gone)
        moved = (_moved(file, telling),) if file.was is not None and telling.audience != "family" else ()
        return Sentence(parts=between((said, *_matters(telling), *moved), BETWEEN))
    return Sentence(parts=woven(words, "Only comments, spaces or quotes are other than they were"), small=True)


def _matters(telling: Telling) -> Iterator[Parts]:
    """What people ask first of something that came or went."""
    file = telling.file
    for key in MATTERS.get(file.schema, ()):
        value = within(file.after if file.after is not None else file.before, key)
        if value is not None:
            yield label_and_value(f"{file.schema}.{key}", value, telling)


def _file_name(telling: Telling) -> Parts:
    return (apart(telling.file.file.rpartition("/")[2], telling.words),)


def _moved(file: FileRevision, telling: Telling) -> Parts:
    """Of a learner's file only the folder around the learner's, where all of them move together."""
    both = (file.was or "", file.file)
    shared = f"/{file.learner}/" if all(f"/{file.learner}/" in each for each in both) else ""
    folders = (each.partition(shared)[0] if shared else each.rpartition("/")[0] for each in both)
    was, now = (apart(each, telling.words) for each in folders)
    return woven(telling.words, "It lies in {now} instead of {was}", now=now, was=was)


def title_of(outer: Step | None, telling: Telling) -> Parts:
    """What the chapter is called: the entry that it is about, else the file."""
    words, schema = telling.words, telling.file.schema
    if outer is not None:
        title = _entry_title(outer, telling)
        return woven(words, OF_ENTRIES[outer.path], title=title) if outer.path in OF_ENTRIES else title
    return woven(words, TITLES[schema] if schema in TITLES else TITLES[""], title=_file_title(telling))


def _entry_title(outer: Step, telling: Telling) -> Parts:
    if outer.path == "people.*":
        return fact("person", outer.path, outer.token, telling)
    return _named(outer.path, outer.entry, telling) or (apart(outer.token, telling.words),)


def _file_title(telling: Telling) -> Parts:
    file = telling.file
    value = file.after if file.after is not None else file.before
    named = _named(file.schema, value, telling)
    if named:
        return named
    for key, kind in REFERRED.get(file.schema, ()):
        found = within(value, key)
        first = next(iter(entries_of(found)), None)
        ref = within(first, "ref") if isinstance(first, Mapping) else first
        if isinstance(ref, str):
            return fact(kind, f"{file.schema}.{key}", ref, telling)
    return _path_title(telling)


REFERRED: Mapping[str, tuple[tuple[str, Fact], ...]] = {
    "goal": (("competencies", "competency"),),
    "support": (("catalogue", "support"),),
    "conference": (("on", "day"),),
}


def _path_title(telling: Telling) -> Parts:
    """What the file's own name or its folder tells."""
    path = telling.file.file.split("/")
    name = path[-1].rpartition(".")[0]
    match telling.file.schema:
        case "competencies" | "migration":
            return fact("framework", "", path[1], telling)
        case "glossary":
            return fact("language", "", name, telling)
        case "issued":
            return (path[-2],)
        case _:
            return (apart(name, telling.words),)


def _named(path: str, value: Value | None, telling: Telling) -> Parts:
    found = next((each for key in NAMES.get(path, ()) if (each := within(value, key)) is not None), None)
    return () if found is None else (rich(found, telling),)


def near_day(file: FileRevision) -> date | None:
    """The day that a file's own name, its year's folder, or a support's first day speaks of."""
    if year := YEAR.search(file.file):
        return date(int(year[1]) + 1, 1, 31)
    named = DAY.search(file.file)
    start = within(file.after if file.after is not None else file.before, "start") if file.schema == "support" else None
    try:
        return date.fromisoformat(named[1] if named else str(start))
    except ValueError:
        return None


def chaptered(steps: tuple[Step, ...]) -> Step | None:
    """The entry with a chapter of its own that a change is in: of nested competencies the innermost."""
    return next((step for step in reversed(steps) if step.path in CHAPTERED), None)
