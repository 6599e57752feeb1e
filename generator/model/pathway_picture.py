"""A pathway on one day: its steps, its pace, whether the time suffices, when the rest is likely. Types only."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.standing_picture import Standing
from generator.records.library import Activity, Pathway, Requirement
from generator.records.text import Text

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
    takes: int | None  # school days the rest takes at that rate; None: nothing was reached in it


WhyNoForecast = Literal["too_few", "too_few_lately", "beyond_the_calendar"]


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
    stated_on: date  # when the last school week began: what is said of time holds until the next one
    pace: Pace | None  # None: complete, or not started yet
    most_recent: tuple[str, ...] = ()  # requirement ids: reached, and nothing reached depends on them alone
    finish_by: FinishBy | None = None  # None: complete, nobody told how long any step takes, or nobody can finish it
    forecast: Forecast | None = None  # None: complete, or not started yet
    choices: tuple[Choice, ...] = ()  # in the order of the plan
    days_planned: int = 0  # the learner's own school days from start to finish
