"""What became different, in chapters: one for each thing, in the order in which people should look at it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from generator.model.revisions.told import Told
from generator.model.revisions.warning import Warning
from generator.records.commons import Commons, LearnerRecords
from generator.records.revision import FileRevision
from generator.records.school import LearnerId, Person, PersonId
from generator.view.revisions.sentence import Audience, Chapter, Parts, Sentence, joined, plain, woven
from generator.view.revisions.telling import Step, Telling, steps_to
from generator.view.revisions.told_field import sentences_of
from generator.view.revisions.warnings import WARNINGS
from generator.view.revisions.whole import chaptered, near_day, title_of, whole_file
from generator.words import Words

Placed: TypeAlias = tuple[Told, Step | None, Telling]
ENDS = re.compile(r"[.!?؟…][”»\u2069]*$")
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
    found: dict[tuple[str, str | None], list[Placed]] = {}
    pieces = {each.file.file for each in told if each.file.schema == "evidence" and each.what is not None}
    for each in told:
        if (audience == "family" and not goes_home(each.file)) or (each.what is None and each.file.file in pieces):
            continue  # the pieces of a file tell that it came or went
        telling = Telling(
            file=each.file,
            commons=commons,
            people=people,
            audience=audience,
            words=words,
            learners=learners or {},
            near=near_day(each.file.file),
        )
        outer = _outer(each, telling)
        place = _moved_from(each.file) if each.what is None and not each.file.fields else None
        found.setdefault((place or each.file.file, outer.token if outer else None), []).append((each, outer, telling))
    chapters = (_chapter(tuple(group)) for group in found.values())
    return tuple(chapter for chapter in chapters if chapter.sentences)


def goes_home(file: FileRevision) -> bool:
    """Only what learner and family read anyway; nothing of other people, nothing of the school's bookkeeping."""
    return file.learner is not None and file.schema in HOME


def _outer(told: Told, telling: Telling) -> Step | None:
    """The entry with a chapter of its own that the change is in."""
    if told.what is None:
        return None
    return chaptered(steps_to(told.what.field, told.what.entry, telling.file))


def _moved_from(file: FileRevision) -> str | None:
    """The folder around a learner's that a file came from; None: it did not move."""
    if file.was is None or file.learner is None or file.did != "changed":
        return None
    return f"{file.learner} {file.was.partition(file.learner)[0]}"


def _chapter(group: tuple[Placed, ...]) -> Chapter:
    first, outer, telling = group[0]
    advised: set[Warning] = set()
    sentences = [each for told, _, one in group for each in _sentences(told, one, advised)]
    moved = first.what is None and _moved_from(first.file) is not None
    return Chapter(
        title=woven(telling.words, "Folder of the learner") if moved else title_of(outer, telling),
        sentences=tuple(sorted(dict.fromkeys(sentences), key=lambda each: (not each.warning, each.small))),
        learner=first.file.learner,
        path=_path(outer, telling),
    )


def _sentences(told: Told, telling: Telling, advised: set[Warning]) -> Iterable[Sentence]:
    """`advised`: what was advised in this chapter already; once is enough."""
    if told.what is None and telling.audience == "family" and telling.file.did == "changed":
        return ()  # where files lie, and how they are spelled, is nothing to a family
    said = (whole_file(telling),) if told.what is None else sentences_of(told.what, telling)
    new = told.what is not None and telling.file.did != "changed"
    said = tuple(replace(each, small=True) for each in said) if new and telling.file.schema != "evidence" else said
    if told.warning is None or not said:
        return said
    parts = said[0].parts if told.warning in advised else _warned(said[0].parts, told.warning, telling)
    advised.add(told.warning)
    return (replace(said[0], parts=parts, warning=True, small=False), *said[1:])


def _warned(parts: Parts, warning: Warning, telling: Telling) -> Parts:
    """Advice is for those who decide; a family is only told what is."""
    if telling.audience == "family":
        return parts
    message = WARNINGS[warning]
    stop = "" if ENDS.search(plain(parts)) else "."
    return joined((*parts, f"{stop} ", telling.words.messages.get(message, message)))


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
