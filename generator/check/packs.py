"""Requirement packs: that they ask for what can be counted, and what each plan lacks or is due for under them.

What is told here is a reading of public rules, never legal advice; the command that prints it says so.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from generator.check.case import Case, unknown
from generator.model.elements import ELEMENTS
from generator.model.required import Asked, asked_of, comes_round
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.library import PackRule, RequirementPack
from generator.records.text import Text
from generator.translated import shown_to

NOT_LEGAL_ADVICE = (
    "A requirement pack is somebody's reading of a public rule, not legal advice. Read the rule itself, and ask "
    "whoever advises your district, before you rely on it."
)
TOLD_OF_PACKS = frozenset({"plan-lacks-element", "review-due"})


def packs_in_order(commons: Commons) -> Iterator[Problem]:
    """A rule counts something there is, asks again only for what has days, and is for grades of its pack."""
    for pack in commons.packs.values():
        for rule in pack.rules:
            yield from rule_in_order(rule, pack)


def rule_in_order(rule: PackRule, pack: RequirementPack) -> Iterator[Problem]:
    for position, grade in enumerate(rule.grades):
        if pack.grades and grade not in pack.grades:
            yield unknown(rule.place.at("grades", position), "grade", grade, pack.grades)
    if rule.needs is None:
        return
    element = ELEMENTS.get(rule.needs.field)
    if element is None:
        yield unknown(rule.needs.place.at("field"), "element", rule.needs.field, ELEMENTS)
    elif comes_round(rule) and not element.dated:
        dated = ", ".join(name for name, each in ELEMENTS.items() if each.dated)
        yield Problem(
            rule.needs.place.at("field"),
            "rule-without-days",
            f"entries of {rule.needs.field!r} have no day, so nobody can say when it is due again",
            hint=f"Take `every_days` and `before_grades` away, or count one of these: {dated}.",
            length=len(rule.needs.field),
        )


def plans_meet_packs(case: Case) -> Iterator[Problem]:
    """What is lacking and what is due, each said once, however many packs ask for it."""
    asked = [
        each
        for each in asked_of(case.records, case.staff, case.commons, case.on)
        if each.state in ("lacking", "due") and each.rule.needs is not None
    ]
    for _, same in groupby(sorted(asked, key=what_is_asked), key=what_is_asked):
        group = tuple(same)
        if group[0].due is None:
            yield lacking(max(group, key=attrgetter("wanted")), group, case)
        else:
            yield due(min(group, key=attrgetter("due")), group, case)


def what_is_asked(asked: Asked) -> tuple[str, bool, bool, str]:
    """What is told in one warning; what only staff should know stays apart."""
    field = "" if asked.rule.needs is None else asked.rule.needs.field
    return asked.year.plan.school_year, asked.due is None, asked.rule.when == "linked_plan", field


def lacking(asked: Asked, group: tuple[Asked, ...], case: Case) -> Problem:
    so_far = f", {asked.found} of {asked.wanted} so far" if asked.wanted > 1 else ""
    message = f"not in this plan yet{so_far}: {words_of(asked.rule.text, case)}"
    return about_plan(asked, "plan-lacks-element", message, f"Add {where(asked, case)}.", group, case)


def due(asked: Asked, group: tuple[Asked, ...], case: Case) -> Problem:
    message = f"{when(asked.due or case.on, case.on)}: {words_of(asked.rule.text, case)}"
    return about_plan(asked, "review-due", message, f"Once it has happened, add {where(asked, case)}.", group, case)


def when(day: date, on: date) -> str:
    return f"was due on {day}" if day < on else f"due on {day}"


def about_plan(asked: Asked, code: str, message: str, mend: str, group: tuple[Asked, ...], case: Case) -> Problem:
    place, length = place_of(asked, case)
    hint = f"{mend} Asked for by {'; '.join(source_of(each) for each in group)}."
    return Problem(place, code, message, hint=hint, severity="warning", length=length)


def place_of(asked: Asked, case: Case) -> tuple[Place, int]:
    """At the pack's name where the plan names it, else at the top of the plan.

    What is asked because of another plan is told in the staff folder: that there is one is for staff to know.
    """
    if asked.rule.when == "linked_plan":
        return next(sheet.place.at("linked_plans") for sheet in case.staff.sheets if sheet.linked_plans), 1
    plan = asked.year.plan
    if asked.pack.id in plan.requirements:
        return plan.place.at("requirements", plan.requirements.index(asked.pack.id)), len(asked.pack.id)
    return Place(plan.place.file, plan.place.line, plan.place.column), 1


def where(asked: Asked, case: Case) -> str:
    """Where one writes it, with the learner's own folders."""
    folder = case.records.folder
    field = "" if asked.rule.needs is None else asked.rule.needs.field
    return ELEMENTS[field].write.format(learner=folder, year=f"{folder}/{asked.year.plan.school_year}")


def source_of(asked: Asked) -> str:
    citation = asked.rule.citation or asked.pack.source.citation
    return f"{asked.pack.id} ({asked.rule.id}: {citation})"


def words_of(text: Text, case: Case) -> str:
    """In the school's own language; in what there is, where that is missing."""
    own = case.commons.school.languages[0]
    return shown_to(text, own, own)[1].text
