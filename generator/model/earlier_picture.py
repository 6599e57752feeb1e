"""What a picture says of the school years before this one. Types only; `earlier` fills them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.model.standing_picture import Standing
from generator.records.evidence import Evidence
from generator.records.library import Pathway
from generator.records.plan import Goal, Voice

Ending: TypeAlias = Literal["reached", "continued", "dropped", "paused", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierGoal:
    """One goal as its year left it.

    `on`: the day it was reached; None: it was not, or closed without a trace of when. `went_on`: the school year that
    took it up again, where one did. `best`: the best piece of its own year; None: nothing was seen.
    """

    goal: Goal
    standing: Standing | None  # of its first competency; None: a goal of the plan's own making
    ending: Ending
    on: date | None = None
    went_on: str | None = None
    best: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierYear:
    """`grade` None: in none, as an adult. `voice`: the year's last words. `walked`: each with whether it goes on."""

    name: str
    grade: str | None
    voice: Voice | None
    goals: tuple[EarlierGoal, ...]
    walked: tuple[tuple[Pathway, bool], ...] = ()
