"""A parent competency from its children: a met rule proposes that the parent is reached, and a person decides."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.records.framework import Competency, ParentRule

POINTS_OF_A_CHILD = Decimal(1)  # where a framework gives it no credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A direct child; `reached_on` None: not reached, and no record is the same."""

    id: str
    points: Decimal
    reached_on: date | None


def child_of(competency: Competency, reached_on: date | None) -> Child:
    points = POINTS_OF_A_CHILD if competency.credit is None else competency.credit
    return Child(id=competency.id, points=points, reached_on=reached_on)


def met_on(rule: ParentRule, children: tuple[Child, ...]) -> date | None:
    """The day on which the rule was met; None: not yet. A competency without children never meets one.

    `all`: every direct child; `at_least`: that many; `points`: the points of the reached children add up; the children
    named in `required` must be among them. Source: Moodle's competency rules "all" and "points".
    """
    reached = sorted(((child.reached_on, child) for child in children if child.reached_on), key=lambda pair: pair[0])
    enough_from = None
    for number, (day, _) in enumerate(reached, start=1):
        if is_enough(rule, children, tuple(child for _, child in reached[:number])):
            enough_from = day
            break
    return enough_from


def is_enough(rule: ParentRule, children: tuple[Child, ...], reached: tuple[Child, ...]) -> bool:
    required = {child.id for child in children if child.id in rule.required}
    if not required <= {child.id for child in reached}:
        return False
    if rule.at_least is not None:
        return len(reached) >= rule.at_least
    if rule.points is not None:
        return sum((child.points for child in reached), Decimal(0)) >= rule.points
    return rule.all is True and len(reached) == len(children)


def most_points(children: tuple[Child, ...]) -> Decimal:
    """What all children together are worth: a rule that asks for more is never met."""
    return sum((child.points for child in children), Decimal(0))
