"""What is known while somebody is asked for something new: the school, the learner it is for, the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.checked import CheckedSchool
from generator.editing.new.ids import Used, used_ever
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.model.calendar import school_year_on
from generator.problem import ToolFailed
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.school import LearnerId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """`folder` and `records` None: it is not for a learner who is there. `person` None: nobody said who is asked."""

    school: CheckedSchool
    on: date
    folder: LearnerFolder | None = None
    records: LearnerRecords | None = None
    person: PersonId | None = None
    people_file: Path | None = None  # where the names lie; None: in the school's folder
    past: Mapping[LearnerId, Used] = field(default_factory=dict)  # what git remembers, of those it was asked about
    repository: Path  # the school's own folder, whose git remembers; `school` may be a copy of what somebody sees

    @property
    def years(self) -> tuple[PlanYear, ...]:
        """The learner's years, the oldest first."""
        return () if self.records is None else self.records.years


def past_of(asking: Asking, learner: LearnerId) -> Used:
    return asking.past[learner] if learner in asking.past else used_ever(asking.repository, learner)


def about_learner(asking: Asking, folder: LearnerFolder) -> Asking:
    """The same, for the learner with this folder; files that cannot be read are left out."""
    return replace(asking, folder=folder, records=read_learner(asking.school.root, folder)[0])


def current_year(asking: Asking) -> str:
    """The school year of the day."""
    year = school_year_on(asking.school.commons.calendar, asking.on)
    if year is None:
        raise ToolFailed("calendar", "plans/calendar.yml holds no school year yet")
    return year[0]
