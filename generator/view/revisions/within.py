"""What is said within one chapter: what belongs to one act in one sentence, small print in one line, advice once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model.revisions.told import Told
from generator.model.revisions.warning import Warning
from generator.records.revision import FileRevision, Value
from generator.view.page import BETWEEN
from generator.view.revisions.entries import facts_in, label_and_value
from generator.view.revisions.sentence import Parts, Sentence, between, joined, plain
from generator.view.revisions.telling import Step, Telling, is_group
from generator.view.revisions.told_field import sentences_of
from generator.view.revisions.warnings import WARNINGS
from generator.view.revisions.whole import MATTERS, NAMES, whole_file

# A field → what is written down with it in one act, of the same entry.
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "goal.status": ("outcome",),
    "goal.activities.status": ("done_on",),
    "evidence.evidence.assessed_on": ("assessor",),
    "evidence.evidence.results.level": ("note",),
    "evidence.evidence.results.points": ("note",),
    "evidence.evidence.excluded.reason": ("by", "on"),
    "support.ends_on": ("effect", "reason"),
    "support.effect": ("reason",),
    "plan.reviews.held_on": ("by", "result"),
    "plan.judgements.level": ("reason", "by", "on"),
    "plan.frozen.on": ("by",),
    "learner.consents.given": ("by", "on"),
    "school.calculation.method": ("weight", "n", "k", "window"),
    "framework.calculation.method": ("weight", "n", "k", "window"),
    "framework.competencies.calculation.method": ("weight", "n", "k", "window"),
    "competencies.competencies.calculation.method": ("weight", "n", "k", "window"),
}
ENDS = re.compile(r"[.!?؟…][”»\u2069]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One thing that is told, the entry whose chapter it stands in (None: the file's own), and how it is told."""

    told: Told
    outer: Step | None
    telling: Telling


def sentences_in(group: tuple[Placed, ...]) -> tuple[Sentence, ...]:
    """What to look at twice first, small print last. For a family nothing is marked: it is told what is, calmly."""
    whole = next((each for each in group if each.told.what is None and each.outer is None), None)
    said = list(_parts(group))
    if whole is not None and whole.told.file.did != "changed":
        own, later = apart_by_file(whole.told.file, group)  # later: of the same day, by somebody else
        said = [*_whole(whole, own), *_parts(later)]
    advised = _advised(said, group[0].telling)
    in_order = sorted(dict.fromkeys(advised), key=lambda each: (not each.warning, each.small))
    if group[0].telling.audience == "family":
        return tuple(replace(each, warning=False) for each in in_order)
    return tuple(in_order)


def apart_by_file(file: FileRevision, group: tuple[Placed, ...]) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """Those of one change of the file, and those of others."""
    own = tuple(each for each in group if each.told.file is file)
    return own, tuple(each for each in group if each.told.file is not file)


Warned = tuple[Sentence, Warning | None]


def _whole(whole: Placed, group: tuple[Placed, ...]) -> Iterator[Warned]:
    """A file that came or went: one sentence; of one that came what to look at twice, and a line with all it holds."""
    file, telling = whole.told.file, whole.telling
    warned = [each for each in group if each.told.warning is not None]
    main = whole_file(telling)
    if file.did == "removed" and warned:
        yield replace(main, warning=True), whole.told.warning or warned[0].told.warning
        return
    yield replace(main, warning=main.warning or whole.told.warning is not None), whole.told.warning
    yield from _parts(tuple(each for each in warned if each is not whole))
    facts = between(facts_in(file.schema, _not_said_yet(file), telling), BETWEEN)
    if facts and file.schema:
        yield Sentence(parts=facts, small=True), None


def _not_said_yet(file: FileRevision) -> Value:
    """What a new file holds besides what its chapter and its first sentence say."""
    said = {*MATTERS.get(file.schema, ()), *NAMES.get(file.schema, ())[:1]}
    return {key: value for key, value in file.after.items() if key not in said} if is_group(file.after) else {}


def _parts(group: tuple[Placed, ...]) -> Iterator[Warned]:
    absorbed = {id(other.told) for each in group for other in _beside(each, group)}
    for each in group:
        if id(each.told) in absorbed:
            continue
        said = _sentences(each)
        if not said:
            continue
        besides = tuple(_besides(other) for other in _beside(each, group))
        first = replace(said[0], parts=between((said[0].parts, *besides), BETWEEN))
        warning = each.told.warning
        yield (first if warning is None else replace(first, warning=True, small=False)), warning
        yield from ((other, None) for other in said[1:])


def _sentences(placed: Placed) -> tuple[Sentence, ...]:
    told, telling = placed.told, placed.telling
    if told.what is not None:
        return sentences_of(told.what, telling)
    if telling.audience == "family" and told.file.did == "changed":
        return ()  # where files lie, and how they are spelled, is nothing to a family
    return (whole_file(telling),)


def _beside(placed: Placed, group: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """What was written down in one act with it."""
    what = placed.told.what
    if what is None or what.did == "removed" or what.field not in TOGETHER:
        return ()
    path = what.field.rpartition(".")[0]
    fields = {f"{path}.{key}" for key in TOGETHER[what.field]}
    return tuple(each for each in group if _is_new_beside(each.told, placed.told, fields))


def _is_new_beside(other: Told, told: Told, fields: set[str]) -> bool:
    what, first = other.what, told.what
    if what is None or first is None or what.field not in fields or what.did != "set":
        return False
    return what.entry == first.entry and other.file.file == told.file.file and other.warning in (None, told.warning)


def _besides(placed: Placed) -> Parts:
    what = placed.told.what
    return () if what is None else label_and_value(what.field, what.after, placed.telling)


def _advised(said: list[Warned], telling: Telling) -> Iterator[Sentence]:
    """Advice is for those who decide; a family is only told what is. Each is given once, with the last it is about."""
    last = {warning: place for place, (_, warning) in enumerate(said) if warning is not None}
    for place, (sentence, warning) in enumerate(said):
        if warning is None or last[warning] != place or telling.audience == "family":
            yield sentence
            continue
        message = WARNINGS[warning]
        stop = "" if ENDS.search(plain(sentence.parts)) else "."
        advice = telling.words.messages.get(message, message)
        yield replace(sentence, parts=joined((*sentence.parts, f"{stop} ", advice)))
