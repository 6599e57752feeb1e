"""Which ties of a pathway are one way of several: the step could also begin without what the tie begins at.

Only a map asks this, so it is worked out where one is drawn.
"""

from collections.abc import Iterator

from generator.model.pathway import is_met
from generator.model.pathway_picture import PathwayPicture, Step
from generator.model.picture import Picture
from generator.records.framework import Condition


def choices_of(pathway: PathwayPicture, picture: Picture) -> frozenset[tuple[str, str]]:
    """Pairs of requirement ids: what is built on, and what builds on it. Ties in doubt are told as needed."""
    asks_for = {step.requirement.id: frozenset(step.requirement.competencies) for step in pathway.steps}
    homes = frozenset(ref for refs in asks_for.values() for ref in refs)
    inside = homes | asks_for.keys()
    return frozenset(
        (above, step.requirement.id)
        for step in pathway.steps
        if any(_chooses(condition) for condition in _conditions(step))
        for above in step.builds_on
        if above in asks_for
        and all(_begins_without({above} | asks_for[above], each, inside, picture) for each in _conditions(step))
    )


def _conditions(step: Step) -> Iterator[Condition]:
    own = (standing.competency.prerequisites for standing in step.standings)
    yield from (each for each in (step.requirement.prerequisites, *own) if each is not None)


def _chooses(condition: Condition) -> bool:
    return (condition.any and len(condition.of) > 1) or any(
        _chooses(part) for part in condition.of if isinstance(part, Condition)
    )


def _begins_without(left_out: set[str], condition: Condition, inside: frozenset[str], picture: Picture) -> bool:
    """Whether a condition is met by everything else."""
    seen: set[str] = set()

    def is_reached(name: str) -> bool:
        if name in left_out or name in seen:
            return False
        if name in inside:
            return True
        seen.add(name)
        standing = picture.standings.get(name)
        return standing is not None and is_met(standing.competency.prerequisites, is_reached)

    return is_met(condition, is_reached)
