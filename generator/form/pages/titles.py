"""Which goal, which piece of evidence: in people's own words, for the lists that lead there."""

from collections.abc import Mapping
from typing import Any

from generator.form.sheets.lists import shortened
from generator.form.sheets.sections import SHEETS
from generator.form.sheets.versions import versions_of
from generator.form.sheets.wording import said
from generator.form.things import Thing
from generator.form.visit import Visit

APART = "\u2068{}\u2069"  # words of one direction in a line of another keep their full stop at their end
# Where a thing of this kind says what it is about; the first of them that says anything.
SAID_IN: Mapping[str, tuple[str, ...]] = {
    "goal": ("i_can", "learner_words"),
    "evidence": ("title",),
    "support": ("what",),
}


def title_of(thing: Thing, value: Any, visit: Visit) -> str:
    """“Goal: I can make equal fractions”; the kind alone where nothing says more."""
    kind, own = said(visit.words, SHEETS[thing.kind][0].title), own_words(thing.kind, value, visit)
    who = visit.office.name_of(visit.school, thing.learner, visit.words.language)
    return f"{kind}: {APART.format(own.replace('{student}', who))}" if own else kind


def own_words(kind: str, value: Any, visit: Visit) -> str:
    """What a goal is about tells its competency, where it has no words of its own."""
    held = first_in(value.get("evidence")) if kind == "evidence" and isinstance(value, Mapping) else value
    if not isinstance(held, Mapping):
        return ""
    words = next(filter(None, (text_in(held.get(key), visit) for key in SAID_IN.get(kind, ()))), "")
    if words or kind != "goal":
        return words
    known = visit.school.commons.competencies.get(str(first_in(held.get("competencies")).get("ref")))
    return shortened(visit.words.text(known.short or known.i_can or known.statement).text) if known else ""


def first_in(members: Any) -> Mapping[str, Any]:
    first = members[0] if isinstance(members, list | tuple) and members else None
    return first if isinstance(first, Mapping) else {}


def text_in(value: Any, visit: Visit) -> str:
    """In the reader's language where it is said in it, else as it was written."""
    versions = versions_of(value, visit.words, visit.school.commons.school.languages)
    first = sorted(versions, key=lambda each: each.language != visit.words.language)
    return next((shortened(each.text) for each in first if each.text.strip()), "")
