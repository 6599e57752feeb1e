"""What files name by an id, called as people call it: competencies, levels, goals, pieces, what the school offers."""

from collections.abc import Mapping

from generator.model.mastery.scale import level_named
from generator.model.revisions.seen import within
from generator.records.revision import Value
from generator.records.school import Level, Scale
from generator.view.revisions.choice_words import CHOICES
from generator.view.revisions.people_words import comma, rich, rich_text
from generator.view.revisions.sentence import Part, Parts, between, woven
from generator.view.revisions.telling import Telling, entries_of, with_id
from generator.view.revisions.values import choice, unknown
from generator.view.said import apart


def competency(value: str, telling: Telling) -> Part:
    """In a few words, else as a sentence of a learner; the name it has in the files, where nobody defines it."""
    own = telling.file.file.split("/")[1] if telling.file.file.startswith("frameworks/") else ""
    ref = value if ":" in value else f"{own}:{value}"
    found = telling.commons.competencies.get(ref)
    if found is None:
        return unknown(value, telling)
    return rich_text(found.short or found.i_can or found.statement, telling, framework=ref.partition(":")[0])


def scale_of(competency: str | None, telling: Telling) -> Scale | None:
    school = telling.commons.school
    framework = telling.commons.frameworks.get((competency or "").partition(":")[0])
    name = (framework.scale if framework else None) or school.default_scale
    return ((framework.scales if framework else None) or {}).get(name) or school.scales.get(name)


def level(value: str, competency: str | None, telling: Telling) -> Part:
    scale = scale_of(competency, telling)
    found = (level_named(scale, value) if scale else None) or _level_anywhere(value, telling)
    return unknown(value, telling) if found is None else rich_text(found.label, telling)


def _level_anywhere(value: str, telling: Telling) -> Level | None:
    scales = (
        *telling.commons.school.scales.values(),
        *(scale for each in telling.commons.frameworks.values() for scale in (each.scales or {}).values()),
    )
    return next((found for scale in scales if (found := level_named(scale, value))), None)


def row(value: str, competency: str | None, telling: Telling) -> Part:
    found = telling.commons.competencies.get(competency or "")
    title = next((each.title for each in found.rubric if each.id == value), None) if found else None
    return unknown(value, telling) if title is None else rich_text(title, telling)


def condition(value: Value, telling: Telling) -> Parts:
    """What comes first: all of a list, or any of some."""
    either = isinstance(value, Mapping)
    parts = tuple(
        condition(each, telling) if not isinstance(each, str) else (before_it(each, telling),)
        for each in entries_of(within(value, "any") if either else value)
    )
    if either:
        return woven(telling.words, "one of these: {these}", these=between(parts, comma(telling)))
    return between(parts, comma(telling))


def before_it(value: str, telling: Telling) -> Part:
    """A competency, or another step of the same pathway."""
    steps = next(
        (each for side in (telling.file.after, telling.file.before) if (each := within(side, "requirements"))), None
    )
    title = within(with_id(steps, value), "title") if ":" not in value else None
    return competency(value, telling) if title is None else rich(title, telling)


def activity(value: str, telling: Telling) -> Part:
    """An activity; and what else can fulfil a step: a partner, a certificate, what was learned before."""
    found = telling.commons.activities.get(value)
    if found is not None:
        return rich_text(found.title, telling)
    if value in telling.commons.partners:
        return partner(value, telling)
    return choice("", value, telling) if value in CHOICES else unknown(value, telling)


def support(value: str, telling: Telling) -> Part:
    found = telling.commons.supports.get(value)
    return unknown(value, telling) if found is None else rich_text(found.title, telling)


def partner(value: str, telling: Telling) -> Part:
    found = telling.commons.partners.get(value)
    return unknown(value, telling) if found is None else rich_text(found.name, telling)


def pathway(value: str, telling: Telling) -> Part:
    found = telling.commons.pathways.get(value)
    return unknown(value, telling) if found is None else rich_text(found.title, telling)


def step(value: str, telling: Telling) -> Part:
    for each in telling.commons.pathways.values():
        title = next((requirement.title for requirement in each.requirements if requirement.id == value), None)
        if title is not None:
            return rich_text(title, telling)
    return unknown(value, telling)


def framework(value: str, telling: Telling) -> Part:
    """A framework, or the code of a course, which people know as it is."""
    found = telling.commons.frameworks.get(value)
    return apart(value, telling.words) if found is None else rich_text(found.title, telling, framework=value)


def pack(value: str, telling: Telling) -> Part:
    found = telling.commons.packs.get(value)
    return unknown(value, telling) if found is None else rich_text(found.title, telling)


def group(value: str, telling: Telling) -> Part:
    found = telling.commons.groups.get(value)
    return unknown(value, telling) if found is None else rich_text(found.title, telling)


def goal(value: str, telling: Telling) -> Part:
    """A goal of the learner by its words, where their records are at hand."""
    if value == "plan":
        return telling.words.say("The whole plan")
    records = telling.learners.get(telling.file.learner or "")
    found = (
        next((each for year in records.years[::-1] for each in year.goals if each.id == value), None)
        if records
        else None
    )
    if found is not None and found.i_can is not None:
        return rich_text(found.i_can, telling)
    if found is not None and found.competencies:
        return competency(found.competencies[0].ref, telling)
    return unknown(value, telling)


def criterion(value: str, telling: Telling) -> Part:
    goal_id, _, name = value.partition(".")
    records = telling.learners.get(telling.file.learner or "")
    goals = (each for year in records.years[::-1] for each in year.goals if each.id == goal_id) if records else iter(())
    found = next((each.text for one in goals for each in one.success_criteria if each.id == name), None)
    return unknown(value, telling) if found is None else rich_text(found, telling)


def piece(value: str, telling: Telling) -> Part:
    for side in (telling.file.after, telling.file.before):
        own = within(with_id(within(side, "evidence"), value), "title")
        if own is not None:
            return rich(own, telling)
    records = telling.learners.get(telling.file.learner or "")
    found = next((each for each in records.evidence if each.id == value), None) if records else None
    return unknown(value, telling) if found is None else rich_text(found.title, telling)
