"""Learners who have left: nobody's code opens their plan any more, and nobody keeps it longer than was decided."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.check.case import Case
from generator.model.access import slots_of
from generator.problem import Problem
from generator.records.learner import Learner

AFTER_THE_LAST_DAY = timedelta(days=30)  # the last papers and a last look at the site


def codes_end_with_enrolment(case: Case) -> Iterator[Problem]:
    """A learner who has left some weeks ago, whose site can still be opened."""
    learner = case.records.learner
    left = last_day(learner)
    if left is None or learner.access is None or not slots_of(learner):
        return
    if case.on > left + AFTER_THE_LAST_DAY:
        message = f"enrolment ended on {left.isoformat()}, and codes still open this plan"
        hint = f"Close it with  pathbook withdraw {learner.learner}  — or add the new school or grade to `enrolment`."
        yield Problem(learner.access.place.at("slots"), "left-with-codes", message, hint, severity="warning")


def kept_no_longer(case: Case) -> Iterator[Problem]:
    """A record whose day to be deleted has come."""
    learner = case.records.learner
    if learner.retain_until is None or case.on <= learner.retain_until:
        return
    message = f"this record was to be kept until {learner.retain_until.isoformat()}"
    hint = f"`pathbook withdraw {learner.learner} --delete` says what is left to do; or write a later day, and why."
    place = learner.place.at("retain_until")
    yield Problem(place, "retention-over", message, hint, severity="warning", length=len("2031-06-30"))


def last_day(learner: Learner) -> date | None:
    """The last day of enrolment; None: it goes on, or is not told."""
    if not learner.enrolment or any(each.to is None for each in learner.enrolment):
        return None
    return max(each.to for each in learner.enrolment if each.to is not None)
