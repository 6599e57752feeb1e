"""What may be told of one learner's past: no words for staff, no other learners' names, nothing that was redacted.

History holds every mistake for ever; what is said of it is searched before it is said, as finished pages are.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from generator.check.case import home_wordings
from generator.checked import CheckedSchool
from generator.load.history.moved import mark_of_piece
from generator.load.history.past import LearnerPast
from generator.load.history.told import history_of
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.load.withheld import Withheld, texts_withheld
from generator.model.redacted import without_redacted
from generator.publish.scan import kept_from_home, looked_for, sought_for
from generator.records.commons import LearnerRecords
from generator.records.history import History
from generator.records.redaction import Redaction


def history_for(
    school: CheckedSchool, records: LearnerRecords, past: LearnerPast, unsayable: Callable[[str], bool]
) -> History:
    """`unsayable`: of any text, whether a page of the learner must not hold it."""
    return history_of(past, school.commons.calendar.timezone, records, unsayable)


def unsayable_for(school: CheckedSchool, records: LearnerRecords, kept: tuple[str, ...]) -> Callable[[str], bool]:
    """`kept`: texts that no page of the learner may hold."""
    people = people_for(records, school.people)
    return cache(looked_for(sought_for(records.learner.learner, school.names, kept, people.values())))


def without_moved(records: LearnerRecords, past: LearnerPast) -> LearnerRecords:
    """Records of an earlier day without the pieces that went to another learner since: redacted, as it were."""
    moved = tuple(
        Redaction(evidence=each.id, by="", on=date.min, reason_code="", place=each.place)
        for each in records.evidence
        if mark_of_piece(each.id) in past.moved
    )
    return replace(records, redactions=(*records.redactions, *moved)) if moved else records


def texts_kept(
    school: CheckedSchool, folder: LearnerFolder, withheld: Withheld, records: LearnerRecords
) -> tuple[str, ...]:
    """What the pages must not say: words for staff, and what was redacted, today and in all that git holds."""
    today, earlier = texts_withheld(school.root, folder, withheld)
    return kept_from_home(today, earlier, (wording.words for wording in home_wordings(without_redacted(records))))
