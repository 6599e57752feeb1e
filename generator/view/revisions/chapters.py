"""What became different, in chapters: one for each thing, in the order in which people should look at it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.model.calendar import SchoolDays, school_days_of
from generator.model.revisions.told import Told
from generator.model.revisions.warning import Warning
from generator.records.commons import Commons, LearnerRecords
from generator.records.revision import FileRevision
from generator.records.school import LearnerId, Person, PersonId
from generator.view.revisions.sentence import Audience, Chapter, Parts, Sentence, joined
from generator.view.revisions.telling import Step, Telling, steps_to
from generator.view.revisions.told_field import sentences_of
from generator.view.revisions.warnings import WARNINGS
from generator.view.revisions.whole import chaptered, near_day, title_of, whole_file
from generator.words import Words

HOME = frozenset(("goal", "evidence", "conference", "support", "plan", "learner", "issued"))


def chapters_of(
    told: tuple[Told, ...],
    commons: Commons,
    people: Mapping[PersonId, Person],
    audience: Audience,
    words: Words,
    learners: Mapping[LearnerId, LearnerRecords] | None = None,
) -> tuple[Chapter, ...]:
    """`learners`: whose records are at hand; their goals and evidence are then called by their words, not their ids."""
    days = school_days_of(commons.calendar)
    found: dict[tuple[str, str | None], list[tuple[Told, Step | None, Telling]]] = {}
    for each in told:
        if audience == "family" and not goes_home(each.file):
            continue
        telling = _telling(each.file, commons, days, people, audience, words, learners or {})
        outer = _outer(each, telling)
        found.setdefault((each.file.file, outer.token if outer else None), []).append((each, outer, telling))
    chapters = (_chapter(tuple(group)) for group in found.values())
    return tuple(chapter for chapter in chapters if chapter.sentences)


def goes_home(file: FileRevision) -> bool:
    """Only what learner and family read anyway; nothing of other people, nothing of the school's bookkeeping."""
    return file.learner is not None and file.schema in HOME


def _telling(
    file: FileRevision,
    commons: Commons,
    days: SchoolDays,
    people: Mapping[PersonId, Person],
    audience: Audience,
    words: Words,
    learners: Mapping[LearnerId, LearnerRecords],
) -> Telling:
    return Telling(
        file=file,
        commons=commons,
        school_days=days,
        people=people,
        audience=audience,
        words=words,
        learners=learners,
        near=near_day(file.file),
    )


def _outer(told: Told, telling: Telling) -> Step | None:
    """The entry with a chapter of its own that the change is in."""
    if told.what is None:
        return None
    return chaptered(steps_to(told.what.field, told.what.entry, telling.file))


def _chapter(group: tuple[tuple[Told, Step | None, Telling], ...]) -> Chapter:
    first, outer, telling = group[0]
    sentences = [each for told, _, one in group for each in _sentences(told, one)]
    return Chapter(
        title=title_of(outer, telling),
        sentences=tuple(sorted(dict.fromkeys(sentences), key=lambda each: (not each.warning, each.small))),
        learner=first.file.learner,
        path=_path(outer, telling),
    )


def _sentences(told: Told, telling: Telling) -> Iterable[Sentence]:
    said = (whole_file(telling),) if told.what is None else sentences_of(told.what, telling)
    new = told.what is not None and telling.file.did != "changed"
    said = tuple(replace(each, small=True) for each in said) if new and telling.file.schema != "evidence" else said
    if told.warning is None or not said:
        return said
    return (replace(said[0], parts=_warned(said[0].parts, told.warning, telling), warning=True, small=False), *said[1:])


def _warned(parts: Parts, warning: Warning, telling: Telling) -> Parts:
    """Advice is for those who decide; a family is only told what is."""
    if telling.audience == "family":
        return parts
    message = WARNINGS[warning]
    return joined((*parts, ". ", telling.words.messages.get(message, message)))


def _path(outer: Step | None, telling: Telling) -> str | None:
    """Where on the learner's site it stands now."""
    file = telling.file
    if file.learner is None or file.did == "removed":
        return None
    match file.schema:
        case "goal":
            return f"goal/{file.file.rpartition('/')[2].removesuffix('.yml')}/"
        case "evidence":
            return f"evidence/#e-{outer.token}" if outer else "evidence/"
        case "conference":
            return "conversations/"
        case "learner":
            return "about/"
        case _:
            return None
