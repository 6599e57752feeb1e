"""What the support and review clock can find: typed facts, enough to say the sentence and to check it again."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.records.framework import CompetencyRef
from generator.records.school import LearnerId, PersonId

RuleName = Literal[
    "waiting",
    "confirm",
    "support",
    "review",
    "conference",
    "stalled",
    "not_yet",
    "prerequisite",
    "step",
    "pace",
    "thin",
    "one_sided",
    "approval",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEvidence:
    """Handed in, and nobody has looked at it yet."""

    evidence: str
    submitted_on: date
    competencies: tuple[CompetencyRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """Enough has been shown, and the school wants a person's word before it counts as reached."""

    goal: str
    competency: CompetencyRef
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportUndecided:
    """The day to look again has passed, or the support has ended, and nobody wrote what came of it."""

    support: str
    day: date
    ended: bool
    checks: int
    last_check: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDue:
    """`kind`: a day that was agreed, the longest time between two reviews, or a change of school or grade."""

    kind: Literal["agreed", "every", "transition"]
    day: date  # the day agreed, of the last review, or of the change
    allowed: int | None  # school days; None: a day was agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceDue:
    kind: Literal["agreed", "every"]
    day: date  # the day agreed, or of the last conference
    allowed: int | None  # school days; None: a day was agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class NoEvidence:
    """`newest` None: nothing has come since the goal began."""

    goal: str
    newest: str | None
    allowed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSeen:
    evidence: str
    on: date
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """The newest results, oldest first: all below the target, and the last no higher than the first.

    `unseen` are direct prerequisites about which nothing is known: where to look first.
    """

    goal: str
    competency: CompetencyRef
    target: str
    results: tuple[ResultSeen, ...]
    unseen: tuple[CompetencyRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a goal builds on: not reached (`reached_on` None), or later than it should have been."""

    name: str  # a competency, or a requirement of the pathway that names none
    level: str | None  # None: not rated
    reached_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildsOn:
    goal: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOverdue:
    goal: str
    step: str
    by: date
    status: Literal["next", "doing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindPlan:
    """School days behind one's own plan, as of the start of the school week."""

    days_behind: int
    buffer: int
    stated_on: date
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedOpen:
    what: Literal["pieces", "kinds", "contexts", "assessors", "recent"]
    kind: str | None
    have: int
    need: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLacks:
    """The level is there, the evidence for it not yet."""

    goal: str
    competency: CompetencyRef
    level: str
    needs: tuple[NeedOpen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalOutdated:
    role: str
    person: PersonId | None
    on: date
    covers: tuple[str, ...]
    text_code: str
    code_today: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsNotAgreed:
    """Goals in work that came after every yes: nobody was asked about them."""

    goals: tuple[str, ...]
    allowed: int  # school days


Why: TypeAlias = (
    WaitingEvidence
    | Unconfirmed
    | SupportUndecided
    | ReviewDue
    | ConferenceDue
    | NoEvidence
    | NotYet
    | BuildsOn
    | StepOverdue
    | BehindPlan
    | EvidenceLacks
    | ApprovalOutdated
    | GoalsNotAgreed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule yields, before it is known who answers for it and by when.

    `key` tells the findings of one rule apart, the same every day. `refs` are what it concerns, to find who answers;
    `person` answers before anybody else, None: whoever answers for the refs.
    """

    key: str
    about: tuple[str, ...]  # ids: goals, pathways, competencies, evidence, supports, "plan"
    refs: tuple[CompetencyRef, ...]
    person: PersonId | None
    since: date  # from which day the learner waits
    arose: date  # the first day on which the rule speaks
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that waits for an adult. `id` is what `seen` in staff files names."""

    rule: RuleName
    id: str
    learner: LearnerId
    about: tuple[str, ...]
    responsible: PersonId | None  # None: nobody's role covers it, which is itself told
    since: date
    days: int  # the learner's own school days since then
    arose: date
    due: date  # the school day by which somebody should have dealt with it
    why: Why
