"""What git knows of a learner's files, told as what they hold: goals, pieces of evidence, conversations, supports.

What is withheld stays so: a redacted file or piece, and what the day does not know yet, leave no trace here.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.model.as_of import evidence_on
from generator.model.change import About, Change, Edited, Thing
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence
from generator.records.framework import CompetencyRef
from generator.records.history import FileChange
from generator.records.plan import Goal
from generator.records.redaction import from_learner
from generator.records.support import Support

KINDS: tuple[tuple[About, re.Pattern[str]], ...] = (
    ("profile", re.compile(r"learner\.yml")),
    ("plan", re.compile(r"([0-9]{4}-[0-9]{2})/plan\.yml")),
    ("goal", re.compile(r"[0-9]{4}-[0-9]{2}/goals/(.+)\.yml")),
    ("conversation", re.compile(r"[0-9]{4}-[0-9]{2}/conferences/(.+)\.yml")),
    ("evidence", re.compile(r"evidence/([^/]+)\.yml")),
    ("support", re.compile(r"supports/([^/]+)\.yml")),
)


def edits_in(
    files: tuple[FileChange, ...], known: LearnerRecords, written: LearnerRecords, commons: Commons
) -> Iterator[Change]:
    """Files whose old words nobody has at hand: that they came, changed or went is all there is to tell.

    `known` are the records as of the day, without what is redacted; `written` as they stand in the files.
    """
    there, now, pieces = files_of(written), things_of(known, commons), pieces_by_file(known)
    for file in files:
        about = about_of(file.path)
        if file.revision is not None or about is None:
            continue
        if about == "evidence" and file.path in pieces:
            things = pieces_on(pieces[file.path], file.day)
        elif file.path in there:
            things = now.get(file.path, ())
        else:
            things = (Thing(about=about, id=name_of(file.path) if about == "plan" else None),)
        for thing in things:
            yield Change(day=file.day, what=Edited(did=file.did, thing=thing))


def tellable(
    files: tuple[FileChange, ...], known: LearnerRecords, written: LearnerRecords, on: date
) -> tuple[FileChange, ...]:
    """Those that the day knows, and no redaction names. A file that says when something is stays away until then."""
    there, now, hidden = files_of(written), files_of(known), withheld(written)
    return tuple(
        file
        for file in files
        if file.day <= on
        and about_of(file.path) is not None
        and file.path not in hidden
        and not is_of_redacted(file.path, written)
        and (file.path not in there or file.path in now)
    )


def missing_in(files: tuple[FileChange, ...], written: LearnerRecords) -> frozenset[str]:
    """Files that git believes are there and the folder has no longer: somebody takes them away, for whatever reason."""
    newest = {file.path: file.did for file in reversed(files)}
    return frozenset(path for path, did in newest.items() if did != "removed") - files_of(written)


def about_of(path: str) -> About | None:
    """What a file of a learner is about; None: nothing that a plan's story tells."""
    return next((about for about, form in KINDS if form.fullmatch(path)), None)


def name_of(path: str) -> str:
    """The name that tells a file from others of its kind; "" where there is only one."""
    found = next((match for _, form in KINDS if (match := form.fullmatch(path))), None)
    return found[1] if found and found.groups() else ""


def withheld(written: LearnerRecords) -> frozenset[str]:
    """The files that a redaction names, and those that hold nothing but redacted pieces."""
    named = {each.file for each in written.redactions if each.file}
    ids = {each.evidence for each in written.redactions if each.evidence}
    held: dict[str, set[str]] = {}
    for piece in written.evidence if ids else ():
        held.setdefault(from_learner(piece.place.file), set()).add(piece.id)
    return frozenset(named | {file for file, pieces in held.items() if pieces <= ids})


def is_of_redacted(path: str, written: LearnerRecords) -> bool:
    """Whether a file that is gone was called like a redacted piece: its name is all that is left to know it by."""
    name = name_of(path) if about_of(path) == "evidence" else ""
    ids = (each.evidence for each in written.redactions if each.evidence)
    return any(name == id_ or name.endswith(f"-{id_}") for id_ in ids)


def files_of(written: LearnerRecords) -> frozenset[str]:
    """The files that records were read from."""
    years = written.years
    places = (
        written.learner.place,
        *(year.plan.place for year in years),
        *(goal.place for year in years for goal in year.goals),
        *(conference.place for year in years for conference in year.conferences),
        *(piece.place for piece in written.evidence),
        *(support.place for support in written.supports),
    )
    return frozenset(from_learner(place.file) for place in places)


def things_of(known: LearnerRecords, commons: Commons) -> Mapping[str, tuple[Thing, ...]]:
    """What each file but those of evidence holds."""
    found = {known.learner.place.file: Thing(about="profile")}
    for year in known.years:
        found[year.plan.place.file] = Thing(about="plan", id=year.plan.school_year)
        found |= {goal.place.file: thing_of_goal(goal, commons) for goal in year.goals}
        found |= {each.place.file: Thing(about="conversation", on=each.on) for each in year.conferences}
    found |= {support.place.file: thing_of_support(support, commons) for support in known.supports}
    return {from_learner(file): (thing,) for file, thing in found.items()}


def pieces_by_file(known: LearnerRecords) -> Mapping[str, tuple[Evidence, ...]]:
    found: dict[str, tuple[Evidence, ...]] = {}
    for piece in known.evidence:
        file = from_learner(piece.place.file)
        found[file] = (*found.get(file, ()), piece)
    return found


def pieces_on(pieces: tuple[Evidence, ...], day: date) -> tuple[Thing, ...]:
    """Those a file can have held on the day; all of them, where none is dated so early."""
    then = tuple(piece for piece in pieces if evidence_on(piece, day) is not None)
    return tuple(Thing(about="evidence", id=piece.id, title=piece.title) for piece in then or pieces)


def thing_of_goal(goal: Goal, commons: Commons) -> Thing:
    """The goal's own sentence, else its first competency's."""
    if goal.i_can is None and goal.competencies:
        of_framework = thing_of_competency(goal.competencies[0].ref, commons)
        return Thing(about="goal", id=goal.id, title=of_framework.title, framework=of_framework.framework)
    return Thing(about="goal", id=goal.id, title=goal.i_can or goal.learner_words or goal.why)


def thing_of_competency(ref: CompetencyRef, commons: Commons) -> Thing:
    competency = commons.competencies.get(ref)
    title = None if competency is None else competency.i_can or competency.short or competency.statement
    return Thing(about="goal", title=title, framework=commons.frameworks.get(ref.partition(":")[0]))


def thing_of_support(support: Support, commons: Commons) -> Thing:
    library = commons.supports.get(support.catalogue or "")
    return Thing(about="support", id=support.id, title=support.what or (library.title if library else None))
