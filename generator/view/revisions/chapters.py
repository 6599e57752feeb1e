"""What became different, in chapters: one for each thing, in the order in which people should look at it."""

from collections.abc import Mapping

from generator.model.revisions.told import Told
from generator.records.commons import Commons, LearnerRecords
from generator.records.revision import FileRevision
from generator.records.school import LearnerId, Person, PersonId
from generator.view.revisions.moved_days import with_moved_days
from generator.view.revisions.sentence import Audience, Chapter, woven
from generator.view.revisions.telling import Step, Telling, steps_to
from generator.view.revisions.whole import chaptered, near_day, title_of
from generator.view.revisions.within import Placed, sentences_in
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
    found: dict[tuple[str, str | None], list[Placed]] = {}
    pieces = {each.file.file: each for each in told if each.file.schema == "evidence" and each.what is not None}
    for each in with_moved_days(told):
        told_by_pieces = each.file.file in pieces and is_told(each, audience)
        if told_by_pieces or (audience == "family" and not goes_home(each.file)):
            continue
        telling = Telling(
            file=each.file,
            commons=commons,
            people=people,
            audience=audience,
            words=words,
            learners=learners or {},
            near=near_day(each.file),
        )
        outer = _outer(pieces.get(each.file.file, each) if each.what is None else each, telling)
        moved = _moved_from(each.file) if each.what is None else None
        place = (moved or each.file.file, outer.token if outer else None)
        found.setdefault(place, []).append(Placed(told=each, outer=outer, telling=telling))
    chapters = (_chapter(tuple(group)) for group in found.values())
    return tuple(chapter for chapter in chapters if chapter.sentences)


def is_told(whole: Told, audience: Audience) -> bool:
    """Whether the pieces of a file tell that it came or went; not that it was another learner's, which is for staff."""
    return whole.what is None and (audience == "family" or whole.warning != "moved_to_other_learner")


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
    first = group[0]
    moved = first.told.what is None and _moved_from(first.told.file) is not None
    folder = woven(first.telling.words, "Where the files lie")
    return Chapter(
        title=folder if moved else title_of(first.outer, first.telling),
        sentences=sentences_in(group),
        learner=first.told.file.learner,
        path=None if moved else _path(first),
    )


def _path(placed: Placed) -> str | None:
    """Where on the learner's site it stands now."""
    file = placed.told.file
    if file.learner is None or file.did == "removed":
        return None
    match file.schema:
        case "goal":
            return f"goal/{file.file.rpartition('/')[2].removesuffix('.yml')}/"
        case "evidence":
            return f"evidence/#e-{placed.outer.token}" if placed.outer else "evidence/"
        case "conference":
            return "conversations/"
        case "learner":
            return "about/"
        case _:
            return None
