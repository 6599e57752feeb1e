"""A pathway as a list, which says what its map says: where I am now, what can come next, and the rest folded up."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.pathway_picture import PathwayPicture
from generator.view.steps import StepView, ready_of
from generator.words import Words

FEW = 6  # so many steps stand open at first; of what can come next, those that open most


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """`note` says what it opens while one can work on it, what it waits for or builds on otherwise; None: nothing."""

    step: StepView
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Steps under a line that opens and closes; `open` at first, where they are few."""

    summary: str
    open: bool
    steps: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayList:
    """Each step of the pathway once. `none_ready` stands where there is nothing `ready`."""

    now: tuple[Listed, ...]
    ready: tuple[Listed, ...]
    none_ready: str
    folded: tuple[Folded, ...]


def way_list(pathway: PathwayPicture, in_order: Sequence[StepView], words: Words) -> WayList:
    """`in_order`: every step, what comes first first."""
    unlocking = ready_of(pathway, {step.id: step for step in in_order}, words)
    opens = {each.step.id: each.unlocks for each in unlocking}
    ready = tuple(Listed(step=each.step, note=each.unlocks) for each in unlocking if each.step.state == "ready")
    reached = tuple(Listed(step=step, note=step.builds_on) for step in in_order if step.state == "reached")
    later = tuple(Listed(step=step, note=step.builds_on) for step in in_order if step.state == "blocked")
    rest = ready[FEW:]
    folded = (
        _folded(words.count("Also ready: {n} step", "Also ready: {n} steps", len(rest)), rest),
        _folded(words.count("Later: {n} step", "Later: {n} steps", len(later)), later),
        _folded(words.count("Reached: {n} step", "Reached: {n} steps", len(reached)), reached),
    )
    return WayList(
        now=tuple(Listed(step=step, note=opens.get(step.id)) for step in in_order if step.state == "working"),
        ready=ready[:FEW],
        none_ready=_none_ready(pathway, words),
        folded=tuple(group for group in folded if group.steps),
    )


def _folded(summary: str, steps: tuple[Listed, ...]) -> Folded:
    return Folded(summary=summary, open=len(steps) <= FEW, steps=steps)


def _none_ready(pathway: PathwayPicture, words: Words) -> str:
    if pathway.complete:
        return words.say("This pathway is complete.")
    if any(step.state == "working" for step in pathway.steps):
        return words.say("First comes what I am working on now. It opens the next steps.")
    return words.say("Nothing is ready yet. We talk about it at the next conversation.")
