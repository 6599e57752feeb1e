"""Yeses of an evening, or one: all judged first, then one change. And notices: that families were told and asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.changes import Changes
from generator.checked import CheckedSchool
from generator.editing.agreeing.papers import (
    UNREADABLE,
    Desk,
    Judged,
    Method,
    Paper,
    around,
    judged_paper,
    newest_year,
    out_of_year,
    records_read,
)
from generator.editing.agreeing.plan_files import Entry, changes_with
from generator.load.learner_folders import LearnerFolder
from generator.model.agree_signers import NoSigner, homes_that_sign, signer_of
from generator.model.agree_standing import state_of, yeses
from generator.records.school import LearnerId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What becomes of telling one family. `entry` is for the plan's `notices`; None: nothing is to be written."""

    learner: LearnerId
    said: str
    refused: bool = False
    entry: Entry | None = None
    file: str | None = None


def judged_papers(desk: Desk, papers: Sequence[Paper]) -> tuple[Judged, ...]:
    """Each by itself; what the stack holds twice is written once."""
    folders = {folder.learner: folder for folder in desk.school.folders}
    seen: dict[tuple[object, ...], None] = {}
    done: list[Judged] = []
    for paper in papers:
        judged = judged_paper(desk, folders[paper.learner], paper)
        if judged.entry is not None:
            key = (judged.learner, *(judged.entry.get(name) for name in ("role", "person", "text_code")))
            if key in seen:
                judged = replace(judged, state="had", said="is in this stack twice; once is enough", entry=None)
            seen[key] = None
        done.append(judged)
    return tuple(done)


def changes_of(school: CheckedSchool, judged: Iterable[Judged]) -> Changes:
    """Raises Refused where a plan cannot be written."""
    entries = tuple(
        (each.year.plan.place.file, each.entry) for each in judged if each.entry is not None and each.year is not None
    )
    return changes_with(school.root, entries)


def trailers_of(judged: Iterable[Judged]) -> tuple[str, ...]:
    """For the commit's message; the same said twice is said once."""
    return tuple(dict.fromkeys(each.trailer for each in judged if each.entry is not None and each.trailer))


def told_family(
    desk: Desk, folder: LearnerFolder, method: Method, person: PersonId | None, *, unless_agreed: bool
) -> Told:
    """That somebody of a home was told of the plan and asked, whether or not they answer.

    `unless_agreed`: a family that has agreed to today's words need not be asked.
    """
    records = records_read(desk, folder)
    if records is None:
        return no(folder, UNREADABLE)
    year = newest_year(records, desk.school.commons, desk.on)
    if year is None:
        return no(folder, "there is no plan to tell of yet")
    if unless_agreed and state_of(tuple(yeses("family", year, desk.on)), year, desk.school.commons)[0] == "agreed":
        return Told(learner=folder.learner, said="has agreed to today's words, and need not be asked")
    if not homes_that_sign(records.learner, desk.on):
        return no(folder, f"learner.yml names nobody at home who may sign on {desk.on}")
    if person is not None and isinstance(found := signer_of("family", person, around(desk, records)), NoSigner):
        return no(folder, found.why)
    day = out_of_year(desk, year.plan.school_year)
    if day is not None:
        return no(folder, day)
    if any((each.on, each.person, each.method) == (desk.on, person, method) for each in year.plan.notices):
        return Told(learner=folder.learner, said=f"stands there already, of {desk.on}")
    entry = notice(desk.on, person, method, desk.recorder)
    number = len(year.plan.notices) + 1
    said = f"the family was told, {method.replace('_', ' ')}, {desk.on}; time {number} this year"
    return Told(learner=folder.learner, said=said, entry=entry, file=year.plan.place.file)


def no(folder: LearnerFolder, why: str) -> Told:
    return Told(learner=folder.learner, said=why, refused=True)


def notice(on: date, person: PersonId | None, method: Method, by: PersonId | None) -> Mapping[str, object]:
    told = {"on": on.isoformat(), "person": person, "method": method, "by": by}
    return {name: value for name, value in told.items() if value is not None}


def notices_of(school: CheckedSchool, told: Iterable[Told]) -> Changes:
    entries = tuple((each.file, each.entry) for each in told if each.entry is not None and each.file is not None)
    return changes_with(school.root, entries, "notices")
