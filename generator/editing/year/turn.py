"""What the turn of a year is told, and what it says of each learner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from generator.changes import Changes
from generator.checked import CheckedSchool
from generator.editing.new.ids import Used
from generator.editing.year.answers import Answers
from generator.model.calendar import SchoolDays
from generator.model.rollover import A_DAY, Fate
from generator.records.plan import Judgement, PlanPathway
from generator.records.school import LearnerId, PersonId, SchoolYear
from generator.records.support import Support

Moves: TypeAlias = Mapping[str, str]  # group → the group that its members go on to


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """From every year before to the year `name`. `person` None: nobody said who does it.

    `otherwise`: what becomes of goals for which a person is asked and nobody answered. `codes`: with which version of
    a code each person reads other plans. `past`: what git remembers of each learner's ids.
    """

    school: CheckedSchool
    name: str
    year: SchoolYear
    answers: Answers = field(default_factory=dict)
    moves: Moves = field(default_factory=dict)
    otherwise: str = "ask"
    person: PersonId | None = None
    codes: Mapping[PersonId, int] = field(default_factory=dict)
    past: Mapping[LearnerId, Used] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The last day before the new year, on which stretches of the year before end."""
        return self.year.start - A_DAY

    @property
    def seen_on(self) -> date:
        """The day whose picture decides: today, or the last day before the new year."""
        return min(self.school.on, self.last_day)

    @property
    def year_ended(self) -> date:
        """The last school day of the year before, as far as the calendar holds one; today where that is earlier."""
        years = self.school.commons.calendar.years
        before = [year.finish for name, year in years.items() if name < self.name]
        return min(max(before, default=self.seen_on), self.seen_on)

    @property
    def school_days(self) -> SchoolDays:
        return self.school.groundwork.school_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A goal's fate as it is carried out. `new`, `due`: the goal that continues it, where one does.

    `proposed`: what the rules said, where a person decided.
    """

    fate: Fate
    proposed: Fate | None = None
    outcome: str | None = None
    new: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """One learner at the turn of the year. `left_out`: why nothing is done; None: it is.

    `grades`: before and after; None before: an adult, or not told; None after: the last grade is over.
    `groups`: those that end, each with the one that begins, if one does. `notes`: for a person, in sentences.
    """

    learner: LearnerId
    left_out: str | None = None
    already: bool = False  # left out since it is done
    failed: bool = False  # left out since something is wrong in the files
    before: str | None = None  # the school year that ends
    changes: Changes = ()
    goals: tuple[Settled, ...] = ()
    grades: tuple[str | None, str | None] = (None, None)
    goes_on: bool = True
    groups: tuple[tuple[str, str | None], ...] = ()
    stays: tuple[str, ...] = ()  # groups whose member the learner stays
    pathways: tuple[PlanPathway, ...] = ()
    complete: tuple[str, ...] = ()  # pathways that have come to their end
    reviews: tuple[date, ...] = ()
    supports: tuple[Support, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def open_goals(self) -> tuple[str, ...]:
        """For which a person is asked still."""
        return tuple(each.fate.goal.id for each in self.goals if each.fate.becomes == "ask")
