"""Whether what is left of a pathway has room before its finish: the longest way still to go against the school days.

Steps that do not wait for one another go side by side, so the longest way is the least time it can take. A step
already being worked on counts whole: nobody knows how much of it is done. What nobody told the days of counts as the
mean of the steps that tell theirs, and so does a competency before them that no step asks for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush

from generator.model.calendar import SchoolDays, days_from_to, is_estimated
from generator.model.pathway_picture import ChainLink, FinishBy, FinishState
from generator.model.steps import Walked
from generator.records.framework import Condition
from generator.records.library import Requirement


@dataclass(frozen=True, slots=True)
class Leg:
    """How many school days it takes until a name is reached, and what it waited for last; None: for nothing."""

    days: int
    after: str | None = None


Legs = Mapping[str, Leg]
AT_ONCE = Leg(0)


def finish_by(
    walk: Walked, start: date, finish: date, own_days: SchoolDays, stated_on: date, buffer: int
) -> FinishBy | None:
    """None: complete, no step tells its days, there are no school days at all, or no way to finish."""
    usual = usual_days(walk.pathway.requirements)
    if usual is None or not own_days.days:
        return None
    legs = soonest(walk, usual)
    last = last_asked_for(walk, legs)
    if last is None:
        return None
    steps = {each.id: each for each in walk.pathway.requirements}
    counted_from = max(start, stated_on)
    left, needed = len(days_from_to(own_days, counted_from, finish)), legs[last].days
    return FinishBy(
        state=state_of(left - needed, buffer),
        finish=finish,
        counted_from=counted_from,
        days_left=left,
        days_needed=needed,
        buffer=buffer,
        chain=tuple(chain_link(name, steps.get(name), walk, usual) for name in way_to(last, legs)),
        estimated=is_estimated(own_days, counted_from, finish),
    )


def state_of(spare: int, buffer: int) -> FinishState:
    """Tight: it fits, but with fewer days to spare than a learner may be behind and still be on plan."""
    if spare < 0:
        return "does_not_fit"
    return "tight" if spare < buffer else "fits"


def usual_days(requirements: tuple[Requirement, ...]) -> int | None:
    """The mean of the expected days that are told, rounded up to a whole day; None: none are."""
    told = [each.expected_days for each in requirements if each.expected_days is not None]
    return -(-sum(told) // len(told)) if told else None


def soonest(walk: Walked, usual: int) -> Legs:
    """How soon each open requirement, and each open competency before them, can be reached.

    Names are settled in the order in which they can be reached: an all-of by its last part, an any-of by its first. A
    circle never settles and is left out.
    Source: Knuth, A generalization of Dijkstra's algorithm (1977).
    """
    steps = {each.id: each for each in walk.pathway.requirements}
    settled: dict[str, Leg] = {}
    begun: set[str] = set()
    queue: list[tuple[int, str, str | None]] = []
    to_try: Iterable[str] = (*steps, *walk.shape.beyond)
    while True:
        for name in to_try:
            waited = None if name in begun or is_known(name, walk) else waited_for(name, steps.get(name), walk, settled)
            if waited is not None:
                begun.add(name)
                heappush(queue, (waited.days + days_of(steps.get(name), usual), name, waited.after))
        if not queue:
            return settled
        days, name, after = heappop(queue)
        settled[name] = Leg(days, after)
        to_try = naming(name, steps.get(name), walk)


def is_known(name: str, walk: Walked) -> bool:
    return name in walk.met or name in walk.known


def days_of(step: Requirement | None, usual: int) -> int:
    return usual if step is None or step.expected_days is None else step.expected_days


def naming(name: str, step: Requirement | None, walk: Walked) -> Iterator[str]:
    """Whose condition names this one, by itself or by a competency it asks for."""
    for called in (name,) if step is None else (name, *step.competencies):
        yield from walk.shape.waiting.get(called, ())


def waited_for(name: str, step: Requirement | None, walk: Walked, settled: Legs) -> Leg | None:
    """How long a name waits before it can begin, and for what; None: that is not settled yet."""
    if step is None:
        return wait_of(walk.shape.beyond[name].prerequisites, (), walk, settled)
    return wait_of(walk.shape.conditions[name], step.competencies, walk, settled)


def wait_of(condition: Condition | None, own: tuple[str, ...], walk: Walked, settled: Legs) -> Leg | None:
    """`own` are competencies that are reached together with what waits: nothing waits for itself."""
    if condition is None or not condition.of:
        return AT_ONCE
    found: Leg | None = None
    for part in condition.of:
        leg = wait_of(part, own, walk, settled) if isinstance(part, Condition) else wait_for(part, own, walk, settled)
        if leg is None:
            if not condition.any:
                return None
        elif found is None or (leg.days < found.days if condition.any else leg.days > found.days):
            found = leg
    return found


def wait_for(name: str, own: tuple[str, ...], walk: Walked, settled: Legs) -> Leg | None:
    """A competency is there when the first requirement that asks for it is."""
    if name in own or is_known(name, walk):
        return AT_ONCE
    homes = walk.shape.homes.get(name, (name,))
    there = [each for each in homes if each in settled]
    after = min(there, key=lambda each: settled[each].days) if there else None
    return None if after is None else Leg(settled[after].days, after)


def last_asked_for(walk: Walked, legs: Legs) -> str | None:
    """What completion waits for last; None: it waits for nothing, or waits for ever."""
    asked = still_asked_for(walk, legs)
    return max(asked, key=lambda name: legs[name].days) if asked else None


def still_asked_for(walk: Walked, legs: Legs) -> tuple[str, ...]:
    """The open requirements completion asks for; where it asks for some, those that can be reached soonest.

    Optional ones are only asked for where the others do not suffice. Empty: nothing is left, or no way leads there.
    """
    completion = walk.pathway.completion
    open_ones = [each for each in walk.pathway.requirements if each.id not in walk.met]
    if completion is None or (completion.at_least is None and completion.points is None):
        asked = tuple(each.id for each in open_ones if not each.optional)
        return asked if all(name in legs for name in asked) else ()
    possible = sorted(
        (each for each in open_ones if each.id in legs), key=lambda each: (each.optional, legs[each.id].days)
    )
    if completion.at_least is not None:
        lacking = max(completion.at_least - len(walk.met), 0)
        return tuple(each.id for each in possible[:lacking]) if lacking <= len(possible) else ()
    return enough_credit(possible, (completion.points or Decimal(0)) - credit_of(walk))


def credit_of(walk: Walked) -> Decimal:
    return sum((each.credit or Decimal(0) for each in walk.pathway.requirements if each.id in walk.met), Decimal(0))


def enough_credit(possible: Iterable[Requirement], lacking: Decimal) -> tuple[str, ...]:
    """The first ones whose credit adds up; those without credit bring nothing. Empty: it never does."""
    taken: list[str] = []
    for each in possible:
        if lacking <= 0:
            break
        if each.credit:
            taken.append(each.id)
            lacking -= each.credit
    return tuple(taken) if lacking <= 0 else ()


def way_to(last: str, legs: Legs) -> tuple[str, ...]:
    """The names on the way to one, the first to be walked first."""
    way = [last]
    while (after := legs[way[-1]].after) is not None:
        way.append(after)
    return tuple(reversed(way))


def chain_link(name: str, step: Requirement | None, walk: Walked, usual: int) -> ChainLink:
    if step is None:
        competency = walk.shape.beyond[name]
        return ChainLink(name=name, title=competency.short or competency.statement, days=usual, guessed=True)
    return ChainLink(name=name, title=step.title, days=days_of(step, usual), guessed=step.expected_days is None)
