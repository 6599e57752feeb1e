"""A goal, a piece of evidence, a talk, a support: what was answered becomes a file in the learner's folder."""

from collections.abc import Iterator
from typing import Any

from generator.changes import Changes
from generator.editing.new.asked_in_plan import (
    CONFERENCE_QUESTIONS,
    EVIDENCE_QUESTIONS,
    GOAL_QUESTIONS,
    SUPPORT_QUESTIONS,
)
from generator.editing.new.asking import Asking, current_year, past_of
from generator.editing.new.choices import levels, usual_target
from generator.editing.new.ids import Used, used_by
from generator.editing.new.making import (
    Said,
    made_file,
    new_conference,
    new_evidence,
    new_goal,
    new_support,
)
from generator.editing.new.questions import Answers, NewKind, Order, Unclear, each, one
from generator.load.layout import SCHOOL_YEAR
from generator.load.learner_folders import LearnerFolder


def said_of_goal(answers: Answers, asking: Asking) -> Said:
    return {
        **plain(answers, ("i-can", "learner-words", "why", "help-at-home", "start", "due", "review-on", "domain")),
        "competencies": list(aims(answers, asking)),
        "success_criteria": [{"text": text} for text in each(answers, "criterion")],
        "activities": [
            {"activity" if step in asking.school.commons.activities else "title": step}
            for step in each(answers, "step")
        ],
    }


def aims(answers: Answers, asking: Asking) -> Iterator[Said]:
    """Competencies of a goal; a target that is aimed at anyway is left out."""
    for answer in answers.get("competency", ()):
        usual = answer.then == usual_target(asking, answer.value)
        yield {"ref": answer.value, "target": None if usual else answer.then}


def said_of_evidence(answers: Answers, asking: Asking) -> Said:
    names = ("title", "kind", "assessed-on", "context", "assessor", "feedback", "reflection", "submitted-on")
    results = list(results_said(answers, asking))
    if results:
        results[0]["note"] = one(answers, "note")
    return {**plain(answers, names), "results": results, "shows": list(each(answers, "shows"))}


def results_said(answers: Answers, asking: Asking) -> Iterator[dict[str, Any]]:
    """A level where the scale has one of this name, else points."""
    for answer in answers.get("result", ()):
        known = {level.id for level in levels(asking, answer.value)}
        yield {"competency": answer.value, "level" if answer.then in known else "points": answer.then}


def said_of_conference(answers: Answers, _asking: Asking) -> Said:
    return {
        **plain(answers, ("kind", "led-by", "notes", "next-on")),
        "on": one(answers, "day"),
        "attendees": list(each(answers, "attendee")),
        "goals": list(each(answers, "goal")),
        "evidence_shown": list(each(answers, "evidence")),
        "decisions": list(each(answers, "decision")),
    }


def said_of_support(answers: Answers, asking: Asking) -> Said:
    what = one(answers, "what")
    return {
        **plain(answers, ("need", "who", "frequency", "start", "check-on", "ends-on")),
        "catalogue" if what in asking.school.commons.supports else "what": what,
        "competencies": list(each(answers, "competency")),
        "measure": {"what": one(answers, "measure"), **plain(answers, ("unit", "baseline", "aim"))},
    }


def plain(answers: Answers, names: tuple[str, ...]) -> dict[str, str]:
    """Answers that are fields as they stand; what nobody said is left out."""
    return {name.replace("-", "_"): value for name in names if (value := one(answers, name)) is not None}


def made_goal(order: Order) -> Changes:
    folder, year = learner_folder(order.asking), year_of(order)
    made = new_goal(folder.folder, year, order.said, used_of(order.asking))
    return (*plan_if_none(order.asking, folder, year), *made)


def made_evidence(order: Order) -> Changes:
    folder = learner_folder(order.asking)
    return new_evidence(folder.folder, order.said, used_of(order.asking), order.asking.on, order.photos)


def made_conference(order: Order) -> Changes:
    folder, year = learner_folder(order.asking), year_of(order)
    made = new_conference(folder.folder, year, order.said, used_of(order.asking), order.asking.on)
    return (*plan_if_none(order.asking, folder, year), *made)


def made_support(order: Order) -> Changes:
    folder = learner_folder(order.asking)
    return new_support(folder.folder, order.said, used_of(order.asking))


def plan_if_none(asking: Asking, folder: LearnerFolder, year: str) -> Changes:
    """The plan of the year as a draft, where nobody has begun one: goals and talks need it."""
    file = f"{folder.folder}/{year}/plan.yml"
    if (asking.school.root / file).is_file():
        return ()
    return made_file("plan", file, {"learner": folder.learner, "school_year": year, "status": "draft"})


def year_of(order: Order) -> str:
    """The school year it is for; raises Unclear where that is none."""
    year = one(order.answers, "year") or current_year(order.asking)
    if not SCHOOL_YEAR.fullmatch(year):
        raise Unclear(f"{year!r} is no school year; write it as 2026-27")
    return year


def used_of(asking: Asking) -> Used:
    """What is taken among the learner's things."""
    folder = learner_folder(asking)
    return used_by(asking.school.root, folder.folder, past_of(asking, folder.learner))


def learner_folder(asking: Asking) -> LearnerFolder:
    """Whom it is for; asked before anything else."""
    if asking.folder is None:
        raise ValueError("nobody said for whom it is")
    return asking.folder


LOOK = "Look at it: {command} serve {learner}"
IN_PLAN = {
    "goal": NewKind(
        schema="goal",
        about="A new goal in a learner's plan of this school year.",
        next=LOOK,
        of_learner=True,
        questions=GOAL_QUESTIONS,
        said=said_of_goal,
        made=made_goal,
    ),
    "evidence": NewKind(
        schema="evidence",
        about="A new piece of evidence: what somebody saw, and what it shows.",
        next=LOOK,
        of_learner=True,
        depth=2,
        questions=EVIDENCE_QUESTIONS,
        said=said_of_evidence,
        made=made_evidence,
    ),
    "conference": NewKind(
        schema="conference",
        about="A talk about the plan: who was there, what was said and agreed.",
        next=LOOK,
        of_learner=True,
        questions=CONFERENCE_QUESTIONS,
        said=said_of_conference,
        made=made_conference,
    ),
    "support": NewKind(
        schema="support",
        about="Help for a while, and what shows whether it helps.",
        next=LOOK,
        of_learner=True,
        questions=SUPPORT_QUESTIONS,
        said=said_of_support,
        made=made_support,
    ),
}
