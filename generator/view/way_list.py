"""A pathway as a list, which says what its map says: where I am now, what can come next, and the rest folded up."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.picture import PathwayPicture
from generator.view.steps import ReadyStep, StepView, ready_of
from generator.words import Words

FEW = 6  # so many folded steps stand open at first


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Steps under a line that opens and closes; `open` at first, where they are few."""

    summary: str
    open: bool
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayList:
    """Each step of the pathway once. `none_ready` stands where there is nothing `ready`."""

    now: tuple[ReadyStep, ...]
    ready: tuple[ReadyStep, ...]
    none_ready: str
    folded: tuple[Folded, ...]


def way_list(pathway: PathwayPicture, in_order: Sequence[StepView], words: Words) -> WayList:
    """`in_order`: every step, what comes first first."""
    opens = {listed.step.id: listed for listed in ready_of(pathway, {step.id: step for step in in_order}, words)}
    ready = tuple(listed for listed in opens.values() if listed.step.state == "ready")
    reached = tuple(step for step in in_order if step.state == "reached")
    later = tuple(step for step in in_order if step.state == "blocked")
    folded = (
        Folded(summary=words.count("Later: {n} step", "Later: {n} steps", len(later)), open=_open(later), steps=later),
        Folded(
            summary=words.count("Reached: {n} step", "Reached: {n} steps", len(reached)),
            open=_open(reached),
            steps=reached,
        ),
    )
    return WayList(
        now=tuple(
            opens.get(step.id, ReadyStep(step=step, unlocks=None)) for step in in_order if step.state == "working"
        ),
        ready=ready,
        none_ready=_none_ready(pathway, words),
        folded=tuple(group for group in folded if group.steps),
    )


def _open(steps: Sequence[StepView]) -> bool:
    return len(steps) <= FEW


def _none_ready(pathway: PathwayPicture, words: Words) -> str:
    if pathway.complete:
        return words.say("This pathway is complete.")
    if any(step.state == "working" for step in pathway.steps):
        return words.say("First comes what I am working on now. It opens the next steps.")
    return words.say("Nothing is ready yet. We talk about it at the next conversation.")
