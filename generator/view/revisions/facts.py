"""A value of a file in the reader's words: a day, a level by its label, a person by name, a competency as I can."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from generator.model.calendar import WEEKDAYS
from generator.model.mastery.scale import level_named
from generator.records.revision import Value
from generator.records.school import Level, Scale
from generator.records.text import Text, Version
from generator.view.page import RichText
from generator.view.revisions.choice_words import CHOICES, CHOICES_AT
from generator.view.revisions.field import Fact
from generator.view.revisions.sentence import Part, Parts, between, woven
from generator.view.revisions.telling import Telling, entries_of, entry_in, within
from generator.view.said import STUDENT, apart, full_name
from generator.view.shortened import shortened
from generator.words import OWN_COMMA

MOST_SIGNS = 160  # of one text within a sentence
NEAR = 300  # days within which nobody wonders about the year
NOTHING = ("", "~", "null")
YES = frozenset(("true", "yes", "on"))


def fact(kind: Fact, path: str, value: Value, telling: Telling, competency: str | None = None) -> Parts:
    """What the value says; of a list everything in it. `competency`: whose level or row of a rubric it is."""
    if isinstance(value, Mapping) and kind not in {"text", "condition"}:
        pairs = (
            woven(telling.words, "{label}: {now}", label=key, now=_one(kind, path, each, telling, competency))
            for key, each in value.items()
        )
        return between(pairs, comma(telling))
    if kind == "condition":
        return condition(value, telling)
    return between((_one(kind, path, each, telling, competency) for each in entries_of(value)), comma(telling))


def _one(kind: Fact, path: str, value: Value, telling: Telling, competency: str | None) -> Parts:
    if value in NOTHING and kind != "school_days":
        return (telling.words.say("nothing"),)
    if kind == "text":
        return quoted(shortened(rich(value, telling), MOST_SIGNS), telling)
    said = str(value)
    if kind in OF_THE_PLAN:
        found = OF_THE_PLAN[kind](said, telling)
        return quoted(found, telling) if isinstance(found, RichText) else (found,)
    if kind == "choice":
        return (choice(path, said, telling),)
    if kind in {"level", "row"}:
        found = level(said, competency, telling) if kind == "level" else row(said, competency, telling)
        return quoted(found, telling)
    return (SIMPLE[kind](said, telling),) if kind in SIMPLE else (apart(said, telling.words),)


def comma(telling: Telling) -> str:
    return OWN_COMMA.get(telling.words.locale.language, ", ")


def quoted(part: Part, telling: Telling) -> Parts:
    return woven(telling.words, "“{text}”", text=part)


def rich(value: Value, telling: Telling) -> RichText:
    return rich_text(text_of(value), telling)


def text_of(value: Value) -> Text:
    """A text as it stands in a file, in one language or several."""
    if isinstance(value, Mapping):
        return Text({str(tag): Version(text=words_of(version)) for tag, version in value.items()})
    return Text.plain(str(value))


def words_of(version: Value) -> str:
    return str(version.get("text", "") if isinstance(version, Mapping) else version)


def rich_text(text: Text, telling: Telling, *, framework: str | None = None) -> RichText:
    """People's words for this reader; `framework`: whose words they are, else the learner's own are looked for."""
    home = telling.commons.frameworks.get(framework or "")
    if home is not None and home.language is not None and "" in text.versions:
        text = Text({(tag or home.language): version for tag, version in text.versions.items()})
    said = telling.words.text(text)
    return RichText(
        text=said.text.replace(STUDENT, given_name(said.language, telling)),
        language=said.language if said.foreign else None,
        direction=said.direction if said.foreign else None,
        mathematics=framework is not None,
    )


def given_name(language: str, telling: Telling) -> str:
    person = telling.people.get(telling.file.learner or "")
    if person is None:
        return telling.words.say("the student")
    names = person.given
    return names.get(language) or names.get(telling.words.base_language) or next(iter(names.values()))


def choice(path: str, value: str, telling: Telling) -> str:
    """A word of the schemas in the words of people."""
    short = ".".join(path.split(".")[-2:])
    message = CHOICES_AT.get(f"{path}.{value}") or CHOICES_AT.get(f"{short}.{value}") or CHOICES.get(value)
    return telling.words.messages.get(message, message) if message else value


def day(value: str, telling: Telling) -> str:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return value
    near = telling.near is not None and abs((found - telling.near).days) <= NEAR
    return telling.words.day(found, "short" if near else "long")


def number(value: str, telling: Telling) -> str:
    try:
        return telling.words.exact(Decimal(value))
    except (InvalidOperation, ValueError):
        return value


def percent(value: str, telling: Telling) -> str:
    try:
        return telling.words.percent(Decimal(value) / 100)
    except (InvalidOperation, ValueError):
        return value


def hours(value: str, telling: Telling) -> str:
    if value.isdecimal():
        return telling.words.count("{n} hour", "{n} hours", int(value))
    return number(value, telling)


def school_days(value: str, telling: Telling) -> str:
    if not value.isdecimal():
        return telling.words.say("switched off") if value in NOTHING else value
    return telling.words.count("{n} school day", "{n} school days", int(value))


def calendar_days(value: str, telling: Telling) -> str:
    return telling.words.count("{n} day", "{n} days", int(value)) if value.isdecimal() else value


def yes(value: str, telling: Telling) -> str:
    message = CHOICES["true" if value.lower() in YES else "false"]
    return telling.words.messages.get(message, message)


def person(value: str, telling: Telling) -> str:
    """By name. Who is not on the list is told by the id to staff, and not at all to families."""
    known = telling.people.get(value)
    if known is not None:
        return apart(full_name(known, telling.words), telling.words)
    if value in CHOICES:
        return choice("", value, telling)
    return apart(value, telling.words) if telling.audience == "teacher" else telling.words.say("Somebody")


def weekday(value: str, telling: Telling) -> str:
    if value not in WEEKDAYS:
        return value
    return str(telling.words.locale.days["format"]["wide"][WEEKDAYS.index(value)])


def language(value: str, telling: Telling) -> str:
    return telling.words.language_name(value)


def competency(value: str, telling: Telling) -> Part:
    """In a few words, else as a sentence of a learner; the name it has in the files, where nobody defines it."""
    own = telling.file.file.split("/")[1] if telling.file.file.startswith("frameworks/") else ""
    ref = value if ":" in value else f"{own}:{value}"
    found = telling.commons.competencies.get(ref)
    if found is None:
        return unknown(value, telling)
    return rich_text(found.short or found.i_can or found.statement, telling, framework=ref.partition(":")[0])


def unknown(value: str, telling: Telling) -> str:
    """What the school does not hold (any more): by its id to staff."""
    return apart(value, telling.words) if telling.audience == "teacher" else "…"


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
    title = within(entry_in(steps, value), "title") if ":" not in value else None
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
        own = within(entry_in(within(side, "evidence"), value), "title")
        if own is not None:
            return rich(own, telling)
    records = telling.learners.get(telling.file.learner or "")
    found = next((each for each in records.evidence if each.id == value), None) if records else None
    return unknown(value, telling) if found is None else rich_text(found.title, telling)


OF_THE_PLAN: Mapping[Fact, Callable[[str, Telling], Part]] = {"goal": goal, "criterion": criterion, "piece": piece}
SIMPLE: Mapping[Fact, Callable[[str, Telling], Part]] = {
    "day": day,
    "planned_day": day,
    "number": number,
    "percent": percent,
    "hours": hours,
    "school_days": school_days,
    "days": calendar_days,
    "yes": yes,
    "weekday": weekday,
    "person": person,
    "competency": competency,
    "activity": activity,
    "support": support,
    "partner": partner,
    "pathway": pathway,
    "step": step,
    "framework": framework,
    "pack": pack,
    "group": group,
    "language": language,
}
