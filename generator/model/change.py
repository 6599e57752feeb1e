"""What became different about a plan, or was said of it, on a day: the types of which a picture's changes are made.

People appear by their ids only.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.records.framework import Framework
from generator.records.history import FileDid
from generator.records.issued import Issued
from generator.records.learner import Migrated
from generator.records.plan import (
    Approval,
    Conference,
    Confirmed,
    Fulfilled,
    Goal,
    Judgement,
    Notice,
    PlanPathway,
    Review,
)
from generator.records.support import Support, SupportDecision
from generator.records.text import Text

# The first six are files that families read; the others are told of only where two versions of a school are compared.
About = Literal[
    "plan",
    "goal",
    "support",
    "conversation",
    "evidence",
    "profile",
    "sent_home",
    "staff",
    "redactions",
    "school",
    "group",
    "standards",
    "pathway",
    "catalogue",
    "requirements",
    "scores",
    "file",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a change is about. `id`: of a goal, a piece of evidence, a support; the school year of a plan.

    `title` None: it is there no longer, or has no words of its own. `framework`: whose words the title is in; None:
    the school's. `on`: the day of a conversation.
    """

    about: About
    id: str | None = None
    title: Text | None = None
    framework: Framework | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A file of the plan came, changed or went, as git has it."""

    did: FileDid
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Somebody agreed. `current`: to today's words; None: nobody wrote down to which. `renewed`: said again later."""

    approval: Approval
    goals: tuple[Thing, ...]  # of those it covers
    current: bool | None
    renewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBegun:
    goal: Goal
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReached:
    goal: Goal
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSaid:
    """A person's word about a level: a confirmation, or a decision that stands before the rating."""

    word: Confirmed | Judgement
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMet:
    """A step of a pathway that somebody recorded as met, and its title; None: the pathway holds it no longer."""

    word: Fulfilled
    title: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayBegun:
    pathway: PlanPathway
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportBegun:
    support: Support
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportDecided:
    decision: SupportDecision
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    conference: Conference


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTold:
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtOver:
    """The plan moved to another version of a framework; None: the school has it no longer."""

    move: Migrated
    framework: Framework | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentHome:
    """What went home on a day for a term, of one sort: first editions or corrected ones, sent in one way."""

    issued: tuple[Issued, ...]


What: TypeAlias = (
    Agreed
    | FamilyTold
    | SentHome
    | Reviewed
    | Talked
    | LevelSaid
    | GoalReached
    | StepMet
    | GoalBegun
    | PathwayBegun
    | SupportBegun
    | SupportDecided
    | BroughtOver
    | Edited
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    day: date
    what: What
