"""Where a learner stands on one competency, with everything that explains it: the types of which a picture is made.

Types only; mastery/, sufficiency, reached and standing fill them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from generator.records.evidence import Evidence, Result
from generator.records.framework import Competency, CompetencyRef, Criterion, Framework
from generator.records.plan import Judgement
from generator.records.school import Calculation, EvidenceRule, Level, PersonId, Scale


class Score(NamedTuple):  # a tuple, because one is made for every result and tuples are made fastest
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
