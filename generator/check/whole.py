"""What is still missing from a plan, what has been replaced, and what was agreed in other words than today's."""

from collections.abc import Iterator

from generator.check.case import Case, goals_of
from generator.check.references import qualified
from generator.model.lagging import goes_somewhere
from generator.model.text_code import language_of_code, outdated
from generator.problem import Place, Problem
from generator.records.plan import Goal


def goals_complete(case: Case) -> Iterator[Problem]:
    """An active goal says what it is about, what must be shown, and what is done for it."""
    for _, goal in goals_of(case):
        if goal.status == "active":
            yield from parts_missing(goal)


def parts_missing(goal: Goal) -> Iterator[Problem]:
    place = Place(goal.place.file, goal.place.line, goal.place.column)
    if not goal.competencies:
        yield Problem(
            place,
            "goal-without-competency",
            f"goal {goal.id} names no competency, so no level can be shown for it",
            hint="Add `competencies:` with a `ref:`.",
            severity="warning",
        )
    if not goal.success_criteria:
        yield Problem(
            place,
            "goal-without-criterion",
            f"goal {goal.id} does not say what has to be shown",
            hint="Add `success_criteria:`.",
            severity="warning",
        )
    if not goal.activities:
        yield Problem(
            place,
            "goal-without-activity",
            f"goal {goal.id} does not say what is done for it",
            hint="Add `activities:`.",
            severity="warning",
        )


def one_kind_of_step(case: Case) -> Iterator[Problem]:
    """A step comes from the library or has its own title."""
    for _, goal in goals_of(case):
        for step in goal.activities:
            if (step.activity is None) == (step.title is None):
                yield Problem(
                    step.place,
                    "step-without-title",
                    f"step {step.id} needs either `activity:` (from the library) or `title:` (its own words)",
                )


def successors_named(case: Case) -> Iterator[Problem]:
    """A goal on a deprecated competency tells which one took its place; where a migration does, the plan is told."""
    moves = case.groundwork.adopted
    for _, goal in goals_of(case):
        for aim in goal.competencies:
            competency = case.commons.competencies.get(aim.ref)
            if competency is None or goal.status != "active" or any(goes_somewhere(aim.ref, each) for each in moves):
                continue
            if competency.status == "deprecated" or competency.replaced_by is not None:
                successor = competency.replaced_by and qualified(competency.replaced_by, aim.ref.partition(":")[0])
                yield Problem(
                    aim.place.at("ref"),
                    "deprecated-competency",
                    f"{aim.ref} is no longer used",
                    hint=f"Use {successor} instead." if successor else "Choose another competency.",
                    severity="warning",
                    length=len(aim.ref),
                )


def approvals_current(case: Case) -> Iterator[Problem]:
    """An approval whose text has changed since is out of date; or the code is of the text in another language.

    Nobody is asked for a yes to a plan that is put away.
    """
    learner, school = case.records.learner, case.commons.school
    languages = (*school.languages, *learner.languages, *(home.language for home in learner.family))
    years = (year for year in case.records.years if year.plan.status != "archived")
    for year in years:
        for approval, now in outdated(year, case.commons):
            read = language_of_code(year, approval, languages, case.commons)
            yield Problem(
                approval.place.at("text_code"),
                "approval-out-of-date",
                f"what was agreed on {approval.on} has been changed since"
                if read is None
                else f"this code is of the text in `{read}`, not in `{approval.language or school.languages[0]}`",
                hint=f"Agree on it again; the text of today has the code {now}. `pathbook agreements {learner.learner}`"
                " tells what was changed."
                if read is None
                else f"Add `language: {read}` to the approval.",
                severity="warning",
                length=len(now),
            )
