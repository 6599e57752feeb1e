"""What the model concludes about one learner on one day: the only thing a page is made from.

Types only; the functions that fill them live beside (mastery/, sufficiency, pathway, pace) and `picture_of` joins them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.records.commons import People
from generator.records.evidence import Evidence, Result
from generator.records.framework import Competency, CompetencyRef, Criterion, Framework
from generator.records.learner import Learner
from generator.records.library import Activity, LibrarySupport, Partner, Pathway, Requirement
from generator.records.plan import (
    Conference,
    Experience,
    Goal,
    GoalActivity,
    Judgement,
    Plan,
    SuccessCriterion,
    Support,
    Voice,
)
from generator.records.school import Calculation, EvidenceRule, Level, PersonId, Scale, School
from generator.records.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One result that entered a rating."""

    points: Decimal
    level: Level  # of these points on the competency's scale
    day: date | None  # by the date basis; None: undated, sorts first
    evidence: Evidence
    result: Result


LeftOutReason = Literal[
    "excluded",
    "superseded",
    "kind_does_not_count",
    "result_does_not_count",
    "after_the_day",
    "no_score",
    "criterion_only",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One result that did not enter a rating, and why."""

    evidence: Evidence
    result: Result
    why: LeftOutReason


WhyNotRated = Literal[
    "no_scores",
    "not_enough_yet",  # fewer pieces than minimum_evidence asks for: `still_needed` says how many more
    "too_few_proficient",  # n_mastery
    "needs_two_scores",  # power_law
    "zero_has_no_curve",  # power_law
    "waits_for_a_teacher",  # method teacher
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What the method makes of the scores. `value` has two decimals; None: not yet rated, which is never 0."""

    calculation: Calculation
    value: Decimal | None
    level: Level | None  # None exactly when value is None
    scores: tuple[Score, ...]  # oldest first
    left_out: tuple[LeftOut, ...]
    still_needed: int  # pieces missing until minimum_evidence is met; 0: enough
    why_not: WhyNotRated | None = None  # None exactly when there is a value
    capped: bool = False  # the method left the scale, and the value shown is the most it may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One demand of the evidence rule. For "kinds", `kind` names the kind; `have` and `need` count pieces or days."""

    what: Literal["pieces", "kinds", "contexts", "assessors", "recent"]
    have: int
    need: int
    kind: str | None = None
    days: int | None = None  # "recent": within how many days the pieces must lie

    @property
    def met(self) -> bool:
        return self.have >= self.need


@dataclass(frozen=True, slots=True, kw_only=True)
class Sufficiency:
    """Whether there is enough evidence, and varied enough: an answer of its own beside the rating."""

    rule: EvidenceRule
    needs: tuple[Need, ...]

    @property
    def met(self) -> bool:
        return all(need.met for need in self.needs)

    @property
    def thin(self) -> bool:
        """Too few pieces, or too few together in time."""
        return any(not need.met for need in self.needs if need.what in ("pieces", "recent"))

    @property
    def one_sided(self) -> bool:
        """Pieces enough, but too much alike: in kind, context or assessor."""
        return not self.met and not self.thin


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """When and by whom a target was reached; `evidence` is the best piece behind it, None: a former school's word.

    `who` confirmed it, decided on the level or accepted the former school's word; None: it was worked out.
    """

    on: date
    level: Level
    by: Literal["model", "person", "accepted"]
    evidence: Evidence | None
    who: PersonId | None = None
    from_school: str | None = None  # whose word was accepted; None: nobody's


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSeen:
    """One row of a rubric and the newest level seen in it; None: not seen yet. It never enters the rating."""

    criterion: Criterion
    newest: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the learner stands on one competency on the day."""

    ref: CompetencyRef
    competency: Competency
    framework: Framework
    scale: Scale
    target: Level
    rating: Rating
    sufficiency: Sufficiency
    judgement: Judgement | None  # in force on the day; None: no person has overridden the rating
    level: Level | None  # what is shown: the judgement's, else the rating's; None: not yet rated
    reached: Reached | None
    worth_another_look: bool  # reached before, but the level now is below the target
    proposed: Reached | None = None  # enough to be reached, waiting for a person to confirm; None: nothing waits
    # Level at the end of each day on which it could change, oldest first; told only of what a goal works on.
    history: tuple[tuple[date, Level], ...] = ()
    earlier: tuple[CompetencyRef, ...] = ()  # of earlier versions of the framework, whose results speak for it too
    rubric: tuple[RowSeen, ...] = ()  # rows of the competency's rubric; as with history, only where a goal works on it


PaceState = Literal["ahead", "on_plan", "more_time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """School days between plan and learner: positive = behind, negative = ahead; inside `buffer` it is on plan."""

    state: PaceState
    days_behind: int
    buffer: int
    stated_on: date  # the start of the last school week
    estimated: bool = False  # some of the days lie in a school year the calendar does not hold yet
    # The planned day they are counted from: of the next step while it is late, else of the last one done before it.
    counted_from: date | None = None


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
    quiet_days: int = 0  # school days since its newest evidence, or since it started
    stalled: bool = False  # active and quiet for longer than the school's clock allows

    @property
    def main(self) -> Standing | None:
        """The first competency's standing: the one the ladder shows."""
        return self.standings[0] if self.standings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitsFor:
    """What has to be reached first, with what is reached left out: all of it, or any of it. Never empty.

    A part is a name (a requirement's id, or a competency no requirement of the pathway asks for) or a `WaitsFor` of
    the other kind; a part that would say nothing new is left out.
    """

    of: "tuple[str | WaitsFor, ...]"
    any: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a requirement was met other than by its competencies.

    `name` is what the pathway or the plan calls it; `title` None: nothing with this name is known any more.
    `recorded`: the plan holds it, so that no later change of the pathway can take it away.
    """

    kind: Literal["activity", "experience", "credential", "prior_learning", "recorded"]
    name: str | None
    title: Text | None
    recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One requirement of a pathway on the day."""

    requirement: Requirement
    standings: tuple[Standing, ...]
    state: Literal["reached", "ready", "blocked", "working"]
    reached_on: date | None  # None: not reached
    by: Literal["model", "person", "accepted", "other_way"] | None  # how it was reached
    due: date | None  # planned day by pace; None: optional
    builds_on: tuple[str, ...]  # requirement ids, direct
    missing: tuple[str, ...]  # titles' ids (requirement ids or refs) still to reach before it is ready
    unlocks: int  # how many requirements lie downstream
    goal: str | None  # id of the active goal that works on it; None: none does
    waits_for: WaitsFor | None = None  # `missing` with its alls and anys; None: nothing is missing
    opens: tuple[str, ...] = ()  # requirement ids, direct
    way: Way | None = None  # None: not reached, or by its competencies


FinishState = Literal["fits", "tight", "does_not_fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One thing on the longest way: a requirement, or a competency that no requirement of the pathway asks for.

    `guessed`: nobody told its days, so it counts as the mean of those that are told.
    """

    name: str
    title: Text
    days: int  # school days
    guessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishBy:
    """Whether the longest way still to go has room before the finish; in school days of this learner's own.

    `days_left` runs from `counted_from` to `finish`, both included; `days_needed` is the sum of the chain.
    """

    state: FinishState
    finish: date
    counted_from: date  # the start of the last school week, or the start of a pathway that is still to begin
    days_left: int
    days_needed: int
    buffer: int  # fewer days to spare than these: tight
    chain: tuple[ChainLink, ...]  # in the order they are walked; at least one
    estimated: bool = False  # some of the days lie in a school year the calendar does not hold yet

    @property
    def spare(self) -> int:
        """Days to spare; negative: so many are lacking."""
        return self.days_left - self.days_needed


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceWindow:
    """How much was reached in the last so many school days, and when the rest would be at that rate."""

    days: int
    reached: int
    finish: date | None  # None: nothing was reached in it, or the day lies beyond the calendar


WhyNoForecast = Literal["too_few", "nothing_lately", "beyond_the_calendar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When the rest is likely to be reached, if things go on as in the last weeks. `earliest` None: nobody can say.

    `latest` None beside an `earliest`: in one of the windows nothing was reached, so only "not before" can be said.
    """

    stated_on: date
    remaining: int  # steps completion still asked for on that day
    so_far: int  # steps reached along this pathway by that day, without what was brought along
    windows: tuple[PaceWindow, ...]  # the shortest first; as many as there have been school days for
    earliest: date | None
    latest: date | None
    why_not: WhyNoForecast | None  # None exactly when there is an `earliest`
    estimated: bool = False  # the days reach into a school year the calendar does not hold yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the learner chose in a choice group; `activity` None: the catalogue does not hold it any more."""

    group: str
    name: str
    activity: Activity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayPicture:
    id: str  # the plan's id of it: p1
    pathway: Pathway
    start: date
    finish: date
    steps: tuple[Step, ...]  # in the order of the file
    reached: int
    needed: int  # how many steps completion asks for
    complete: bool
    ready_next: tuple[str, ...]  # requirement ids, most unlocking first
    pace: Pace | None  # None: complete, or not started yet
    most_recent: tuple[str, ...] = ()  # requirement ids: reached, and nothing reached depends on them alone
    finish_by: FinishBy | None = None  # None: complete, nobody told how long any step takes, or nobody can finish it
    forecast: Forecast | None = None  # None: complete, or not started yet
    choices: tuple[Choice, ...] = ()  # in the order of the plan


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPicture:
    support: Support
    library: LibrarySupport | None
    running: bool


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
