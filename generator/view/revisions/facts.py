"""A value of a file in the reader's words: a day, a level by its label, a person by name, a competency as I can."""

from collections.abc import Callable, Mapping

from generator.records.revision import Value
from generator.view.page import RichText
from generator.view.revisions.called import (
    activity,
    competency,
    condition,
    criterion,
    framework,
    goal,
    group,
    level,
    pack,
    partner,
    pathway,
    piece,
    row,
    step,
    support,
)
from generator.view.revisions.field import Fact
from generator.view.revisions.people_words import comma, quoted, rich
from generator.view.revisions.sentence import Part, Parts, between, woven
from generator.view.revisions.telling import Telling, entries_of
from generator.view.revisions.values import (
    NOTHING,
    calendar_days,
    choice,
    day,
    hours,
    language,
    number,
    percent,
    person,
    school_days,
    weekday,
    yes,
)
from generator.view.said import apart
from generator.view.shortened import shortened

MOST_SIGNS = 160  # of one text within a sentence


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
    said = (_one(kind, path, each, telling, competency) for each in entries_of(value))
    return between(dict.fromkeys(said), comma(telling))  # what has no words of its own is said to be there once


def _one(kind: Fact, path: str, value: Value, telling: Telling, competency: str | None) -> Parts:
    if (value in NOTHING or value == {}) and kind != "school_days":
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
