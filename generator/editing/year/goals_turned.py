"""Goals at the turn of a year: each continued under a new id, closed, dropped or left as it stands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from generator.changes import Change
from generator.editing.amended import Told, amended, begun_from, put
from generator.editing.new.ids import Used, next_numbered
from generator.editing.year.turn import Settled, Turn
from generator.model.calendar import days_between, days_from_to
from generator.model.picture import Picture
from generator.model.rollover import Fate, criteria_left, new_due
from generator.records.plan import Goal
from generator.records.school import LearnerId

CLOSED = {"close": "reached", "drop": "dropped"}


def settled(turn: Turn, learner: LearnerId, fates: tuple[Fate, ...], used: Used) -> tuple[Settled, ...]:
    """The fates with what people decided, and an id for each goal that goes on."""
    taken = set(used.ids_in("/goals/") | used.names_in("/goals/") | {name.partition(".")[0] for name in used.named})
    found = []
    for fate in fates:
        each = decided(turn, learner, fate)
        if each.fate.becomes == "continue":
            id_ = next_numbered("g", taken)
            taken.add(id_)
            each = replace(each, new=id_, due=each.due or new_due(fate.goal, turn.year, turn.school_days))
        found.append(each)
    return tuple(found)


def decided(turn: Turn, learner: LearnerId, fate: Fate) -> Settled:
    """What a rule says, unless somebody said something else. What was closed before stays closed."""
    if fate.rule in ("closed", "dropped"):
        return Settled(fate=fate)
    answer = turn.answers.get((learner, fate.goal.id))
    said = "ask" if answer is None else answer.becomes
    if fate.becomes == "ask" and said == "ask":
        said = turn.otherwise
    if answer is None and fate.becomes != "ask":
        return Settled(fate=fate)
    becomes: Any = said if said != "ask" or fate.becomes == "ask" else fate.becomes
    chosen = fate if becomes == fate.becomes else replace(fate, becomes=becomes, rule="answered")
    outcome, due = (None, None) if answer is None else (answer.outcome, answer.due)
    return Settled(fate=chosen, proposed=None if chosen is fate else fate, outcome=outcome, due=due)


def goal_changes(turn: Turn, folder: str, before: str, goals: tuple[Settled, ...], seen: Picture) -> Iterator[Change]:
    """The files of goals that go on, and of those whose end was not yet written down."""
    for each in goals:
        goal = each.fate.goal
        if each.new is not None:
            yield continued(turn, folder, before, each, seen)
        status = CLOSED.get(each.fate.becomes, goal.status)
        if status != goal.status or (each.outcome and each.new is None):
            yield closed(turn, goal, status, each.outcome)


def closed(turn: Turn, goal: Goal, status: str, outcome: str | None) -> Change:
    """The goal of the old year, with how it ended."""

    def amend(told: Told) -> None:
        told["status"] = status
        if outcome and not told.get("outcome"):
            told["outcome"] = outcome

    return amended(turn.school.root, goal.place.file, amend)


def continued(turn: Turn, folder: str, before: str, each: Settled, seen: Picture) -> Change:
    """The goal of the new year: what is done and shown stays behind, what is left comes along."""
    goal, left = each.fate.goal, criteria_left(each.fate.goal, seen)
    due = each.due or new_due(goal, turn.year, turn.school_days)

    def amend(told: Told) -> None:
        told["id"] = each.new
        told["from"] = f"{before}:{goal.id}"
        kept = [part for part in told.get("success_criteria") or () if part.get("id") in left]
        put(told, "success_criteria", kept)
        steps = [without_day(part) for part in told.get("activities") or () if part.get("status") != "done"]
        put(told, "activities", steps)
        told |= {"start": turn.year.start, "due": due, "review_on": review_on(turn, goal, due)}
        told["status"] = "active"
        told.pop("outcome", None)

    return begun_from(turn.school.root, goal.place.file, f"{folder}/{turn.name}/goals/{each.new}.yml", amend)


def without_day(step: dict[str, Any]) -> dict[str, Any]:
    """A step whose day was in the old year has none in the new one: a person says when."""
    return step if "by" not in step else {field: value for field, value in step.items() if field != "by"}


def review_on(turn: Turn, goal: Goal, due: date) -> date:
    """As long after the goal is due as it was agreed before; on the same day where it was not. Inside the year."""
    if goal.review_on is None or goal.review_on <= goal.due:
        return due
    later = days_between(turn.school_days, goal.due, goal.review_on)
    days = days_from_to(turn.school_days, due, turn.year.finish)
    return days[min(later, len(days) - 1)] if days else due
