"""One field that is other than it was, as sentences."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from generator.model.calendar import days_between, school_days_of
from generator.records.revision import FieldRevision, Value
from generator.view.page import BETWEEN
from generator.view.revisions.entries import (
    CHAPTERED,
    called,
    competency_of,
    facts_in,
    known_again,
    name_of,
    seen_in,
    value_of,
)
from generator.view.revisions.facts import MOST_SIGNS
from generator.view.revisions.field import Field
from generator.view.revisions.fields.table import FIELDS
from generator.view.revisions.people_words import quoted, rich
from generator.view.revisions.sentence import Parts, Sentence, between, plain, woven
from generator.view.revisions.telling import Step, Telling, steps_to
from generator.view.revisions.texts import SHORT, differing
from generator.view.shortened import shortened


def sentences_of(change: FieldRevision, telling: Telling) -> tuple[Sentence, ...]:
    """Mostly one; of a text one for each language that changed, of a new piece one for each thing it says."""
    field = FIELDS.get(change.field) or unknown(change.field)
    if telling.audience == "family" and not field.home:
        return ()
    steps = steps_to(change.field, change.entry, telling.file)
    own = steps[-1] if steps and steps[-1].path == change.field else None
    is_key = change.field.endswith(".*") and field.fact != "fields"
    if change.did == "moved":
        return (_moved(change.field, field, steps, telling),)
    if own is not None and not is_key and change.did != "changed":
        return tuple(_entry_came_or_went(change, field, steps, telling))
    return tuple(_value_changed(change, field, steps if own is None or is_key else steps[:-1], telling))


def unknown(path: str) -> Field:
    """What no schema knows is called as it was typed."""
    return Field(path.rpartition(".")[2], "words", home=False)


def _label(field: Field, telling: Telling) -> str:
    return telling.words.messages.get(field.label, field.label)


def _which(steps: tuple[Step, ...], telling: Telling) -> Parts:
    """The entries on the way, without those that the chapter is about."""
    return between((called(step, telling) for step in steps if step.path not in CHAPTERED), BETWEEN)


def _which_but(changed: str, steps: tuple[Step, ...], telling: Telling) -> Parts:
    """The same, where the last entry is not called by the very words that changed."""
    if not steps or steps[-1].path in CHAPTERED or changed.endswith("*"):
        return _which(steps, telling)
    outer, last = _which(steps[:-1], telling), called(steps[-1], telling, without=changed.rpartition(".")[2])
    return between((outer, last), BETWEEN)


def _led(which: Parts, told: Parts, telling: Telling) -> Parts:
    return woven(telling.words, "{which}: {told}", which=which, told=told) if which else told


def _moved(path: str, field: Field, steps: tuple[Step, ...], telling: Telling) -> Sentence:
    words, label, own = telling.words, _label(field, telling), steps[-1] if steps else None
    if own is None or own.path != path:
        told = woven(words, "{label}: in another order", label=label)
        return Sentence(parts=_led(_which(steps, telling), told, telling), small=True)
    told = woven(words, "{label}: {which} stands at another place", label=label, which=called(own, telling))
    return Sentence(parts=_led(_which(steps[:-1], telling), told, telling), small=True)


def _entry_came_or_went(
    change: FieldRevision, field: Field, steps: tuple[Step, ...], telling: Telling
) -> Iterator[Sentence]:
    """A whole entry. What came is told with everything in it; of what went it is enough to know it again."""
    came = change.did == "set"
    entry = change.after if came else change.before
    if entry is None:
        return
    long = change.field in CHAPTERED
    facts = tuple(facts_in(change.field, entry, telling)) if came else ()
    is_key = change.field.endswith(".*")
    which = called(steps[-1], telling) if is_key else name_of(change.field, entry, telling)
    said = _came_or_gone(field, which if long else between((which, *facts), BETWEEN), telling, came=came)
    if change.field == "evidence.evidence":
        said = seen_in(said, entry, telling) if came else between((said, *known_again(entry, telling)), BETWEEN)
    yield Sentence(parts=_led(_which(steps[:-1], telling), said, telling))
    if long and facts:
        yield Sentence(parts=between(facts, BETWEEN), small=True)


def _came_or_gone(field: Field, which: Parts, telling: Telling, *, came: bool) -> Parts:
    message = field.came if came else field.gone
    words, label = telling.words, _label(field, telling)
    which = which if plain(which).strip() else (words.say("nothing"),)
    if message is not None:
        return woven(words, message, which=which, now=which, was=which)
    if came:
        return woven(words, "{label}, new: {now}", label=label, now=which)
    return woven(words, "{label}, no longer: {was}", label=label, was=which)


def _value_changed(
    change: FieldRevision, field: Field, steps: tuple[Step, ...], telling: Telling
) -> Iterator[Sentence]:
    which = _which_but(change.field, steps, telling)
    competency = competency_of(steps, telling)
    now = () if change.after is None else value_of(change.field, change.after, telling, competency)
    was = () if change.before is None else value_of(change.field, change.before, telling, competency)
    turned = field.turned.get(str(change.after)) if change.after is not None else None
    if turned is not None and (change.before is not None or not _is_new(telling)):
        yield Sentence(parts=woven(telling.words, turned, which=which, now=now, was=was))
        return
    if field.fact == "text" and change.before and change.after:
        yield from _text_changed(change.before, change.after, field, which, telling)
        return
    yield Sentence(parts=_plainly(change, field, which, now, was, telling), small=field.small)


def _is_new(telling: Telling) -> bool:
    return telling.file.did != "changed"


def _plainly(change: FieldRevision, field: Field, which: Parts, now: Parts, was: Parts, telling: Telling) -> Parts:
    message = {"set": field.came, "changed": field.changed, "removed": field.gone}.get(change.did)
    far = _far(change, telling) if field.fact == "planned_day" else ()
    words, label = telling.words, _label(field, telling)
    if message is not None and not ("{far}" in message and not far):
        said = woven(words, message, which=which, now=now, was=was, far=far)
        return said if "{which}" in message else _led(which, said, telling)
    return _led(which, _labelled(change, label, now, was, telling), telling)


def _labelled(change: FieldRevision, label: str, now: Parts, was: Parts, telling: Telling) -> Parts:
    words = telling.words
    if _is_new(telling):
        return woven(words, "{label}: {now}", label=label, now=now or was)
    if change.before is None:
        return woven(words, "{label}: {now}", label=label, now=now)
    if change.after is None:
        return woven(words, "{label}, no longer: {was}", label=label, was=was)
    if plain(now) == plain(was):
        return woven(words, "{label}: other than before", label=label)
    return woven(words, "{label}: {now} (before: {was})", label=label, now=now, was=was)


def _far(change: FieldRevision, telling: Telling) -> Parts:
    """How far a day moved, in school days; empty where that cannot be told."""
    try:
        was, now = date.fromisoformat(str(change.before)), date.fromisoformat(str(change.after))
    except ValueError:
        return ()
    days = days_between(school_days_of(telling.commons.calendar), was, now)
    words = telling.words
    if days > 0:
        return (words.count("{n} school day later", "{n} school days later", days),)
    if days < 0:
        return (words.count("{n} school day earlier", "{n} school days earlier", -days),)
    return (words.say("no school day between them"),)


Versions: TypeAlias = Mapping[str, Value]


def _text_changed(before: Value, after: Value, field: Field, which: Parts, telling: Telling) -> Iterator[Sentence]:
    """The reader's own version first, then the other languages'."""
    was, now = rich(before, telling), rich(after, telling)
    label = _label(field, telling)
    if was.text != now.text:
        told = woven(telling.words, "{label}: {changed}", label=label, changed=_different(before, after, telling))
        yield Sentence(parts=_led(which, told, telling))
    old, new = _versions(before, telling), _versions(after, telling)
    shown = now.language or telling.words.said_in
    for tag in dict.fromkeys((*new, *old)):
        if (tag == shown and was.text != now.text) or old.get(tag) == new.get(tag):
            continue
        yield from _version_changed(tag, old.get(tag), new.get(tag), label, which, telling)


def _different(before: Value, after: Value, telling: Telling) -> Parts:
    was, now = rich(before, telling), rich(after, telling)
    places = differing(was, now)
    if not places:
        places = (
            (shortened(was, MOST_SIGNS // 2 if len(was.text) > SHORT else MOST_SIGNS), shortened(now, MOST_SIGNS)),
        )
    return between(
        (
            woven(telling.words, "{now} instead of {was}", now=quoted(here, telling), was=quoted(there, telling))
            for there, here in places
        ),
        "; ",
    )


def _versions(value: Value, telling: Telling) -> Versions:
    if not isinstance(value, Mapping):
        return {telling.words.base_language: {"text": value}}
    return {tag: version if isinstance(version, Mapping) else {"text": version} for tag, version in value.items()}


def _version_changed(
    tag: str, was: Value | None, now: Value | None, label: str, which: Parts, telling: Telling
) -> Iterator[Sentence]:
    """The words of one language, who made them, and that somebody read them."""
    words = telling.words
    language = words.language_name(tag)
    old, new = (None if each is None else {tag: each} for each in (was, now))
    if old is None and new is not None:
        told = woven(
            words,
            "{label}, now also in {language}: {now}",
            label=label,
            language=language,
            now=quoted(rich(new, telling), telling),
        )
    elif new is None and old is not None:
        told = woven(
            words,
            "{label}, no longer in {language}: {was}",
            label=label,
            language=language,
            was=quoted(rich(old, telling), telling),
        )
    elif old is not None and new is not None and rich(old, telling).text != rich(new, telling).text:
        told = woven(
            words,
            "{label}, in {language}: {changed}",
            label=label,
            language=language,
            changed=_different(old, new, telling),
        )
    elif telling.audience == "family":
        return
    else:
        told = woven(words, "{label}, in {language}: facts about the translation", label=label, language=language)
    yield Sentence(parts=_led(which, told, telling), small=True)
