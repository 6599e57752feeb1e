"""What the model concludes about one learner on one day: the only thing a page is made from.

Types only; the functions that fill them live beside (mastery/, sufficiency, pathway, pace) and `picture_of` joins them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.agree_since import Since
from generator.model.calendar import SchoolDays, days_between
from generator.model.change import Change
from generator.model.earlier_picture import EarlierYear
from generator.model.pathway_picture import (
    Pace,
    PathwayPicture,
)
from generator.model.standing_picture import (
    Standing,
)
from generator.model.text_code import Agreed
from generator.model.written import Written
from generator.records.commons import People
from generator.records.evidence import Evidence
from generator.records.facts import FileFacts
from generator.records.framework import CompetencyRef, Framework
from generator.records.history import Known
from generator.records.issued import Issued
from generator.records.learner import Learner
from generator.records.library import Activity, GlossaryTerm, LibrarySupport, Partner
from generator.records.plan import Approval, Conference, Experience, Goal, GoalActivity, Plan, SuccessCriterion, Voice
from generator.records.school import School
from generator.records.support import Support


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionShown:
    criterion: SuccessCriterion
    shown_by: tuple[Evidence, ...]  # unexcluded pieces dated on or before the day that name it; empty: not yet shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One step towards a goal, with its catalogue entry; None: the plan wrote its own title."""

    activity: GoalActivity
    from_catalogue: Activity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """How long nothing has been seen of a goal: counted when somebody asks, since it grows with every school day and no
    page tells it. `allowed` None: however long, it does not count as stalled.
    """

    since: date  # its newest evidence, or its start
    on: date
    own_days: SchoolDays
    allowed: int | None

    @property
    def days(self) -> int:
        """School days, those away left out."""
        return max(days_between(self.own_days, self.since, self.on), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPicture:
    """One goal on the day."""

    goal: Goal
    school_year: str
    standings: tuple[Standing, ...]  # of its competencies, in order; empty for a goal of the plan's own making
    criteria: tuple[CriterionShown, ...]
    doing: tuple[Doing, ...]  # in the order of the plan
    evidence: tuple[Evidence, ...]  # concerning it, newest first
    pace: Pace | None  # None: reached, paused, dropped, or not started yet
    reached_on: date | None
    builds_on: tuple[Standing, ...]  # direct prerequisites of its competencies
    leads_to: tuple[Standing, ...]  # what directly depends on its competencies, within the learner's pathways
    quiet: Quiet | None = None  # None: nobody looked

    @property
    def quiet_days(self) -> int:
        return 0 if self.quiet is None else self.quiet.days

    @property
    def stalled(self) -> bool:
        """Active and quiet for longer than the school's clock allows."""
        return self.quiet is not None and self.quiet.allowed is not None and self.quiet.days >= self.quiet.allowed

    @property
    def main(self) -> Standing | None:
        """The first competency's standing: the one the ladder shows."""
        return self.standings[0] if self.standings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPicture:
    support: Support
    library: LibrarySupport | None
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Somebody's yes to the plan or to goals. `current`: to today's words; None: nobody wrote down to which.

    `since`: what was changed in these words since then; None: nothing, or nobody looked into the history.
    `confirmed`: the forge's request that confirms it, like "#12"; None: it is somebody's word.
    """

    approval: Approval
    current: bool | None
    since: Since | None = None
    confirmed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything a page may say about one learner on the day `on`."""

    school: School
    learner: Learner
    grade: str | None
    people: People  # only those this learner's files name, the learner included when people.yml knows them
    on: date
    updated: date  # newest date of plan or evidence on or before `on`
    plan: Plan | None  # the plan of the current year; None: nothing agreed yet
    voice: Voice | None  # the newest words
    goals: tuple[GoalPicture, ...]  # active first, nearest due first; then paused; then reached; dropped left out
    pathways: tuple[PathwayPicture, ...]
    # every competency a goal, pathway, experience or piece of evidence names, and what these directly build on
    standings: Mapping[CompetencyRef, Standing]
    evidence: tuple[Evidence, ...]  # all that is dated on or before the day, newest first
    supports: tuple[SupportPicture, ...]
    experiences: tuple[tuple[Experience, Partner | None], ...]
    conferences: tuple[Conference, ...]  # newest first
    next_conference: date | None
    advisor: str | None  # person id
    frameworks: tuple[Framework, ...]  # those that standings come from: their attribution is printed
    agreed: Agreed = field(default_factory=dict)  # what a signature agrees to, in all languages; {}: nothing yet
    agreements: tuple[Agreement, ...] = ()  # to this year's plan, newest first; one that was renewed is left out
    glossary: Mapping[str, tuple[GlossaryTerm, ...]] = field(default_factory=dict)  # by language tag
    files: Mapping[str, FileFacts] = field(default_factory=dict)  # those beside evidence, by path in its folder
    changes: tuple[Change, ...] = ()  # newest first
    written: tuple[Written, ...] = ()  # what git knows people wrote, newest first
    history: Known = "none"  # how far back the changes of files are known
    earlier: tuple[EarlierYear, ...] = ()  # the school years before this one, newest first
    issued: tuple[Issued, ...] = ()  # what was sent home, of all years, newest first
