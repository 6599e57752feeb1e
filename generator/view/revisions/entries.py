"""What an entry of a list is called, and what it says, where a whole one came or went or something in it changed."""

from collections.abc import Iterator, Mapping

from generator.model.revisions.seen import within
from generator.records.revision import Value
from generator.view.revisions.called import level
from generator.view.revisions.facts import fact
from generator.view.revisions.field import Field
from generator.view.revisions.fields.table import FIELDS
from generator.view.revisions.people_words import comma, quoted, rich
from generator.view.revisions.sentence import Parts, between, woven
from generator.view.revisions.telling import Step, Telling, entries_of, is_group
from generator.view.revisions.values import day

ALSO = "+"  # before a field that is told besides the first, where two entries may share that one
CHAPTERED = (  # lists whose entries have a chapter each, so that their sentences need not name them again
    "evidence.evidence",
    "framework.competencies",
    "competencies.competencies",
    "activities.activities",
    "goals.goals",
    "supports.supports",
    "partners.partners",
    "people.*",
)


def called(step: Step, telling: Telling, without: str = "") -> Parts:
    """The entry in the words by which people know it; `without`: a field of it that is told anyway."""
    field = FIELDS.get(step.path)
    if step.path.endswith("*"):
        kind = field.key if field else "words"
        return fact(kind, step.path, step.token, telling, competency_of((step,), telling))
    if not isinstance(step.entry, Mapping) or field is None:
        return name_of(step.path, step.entry if step.entry is not None else step.token, telling)
    return between(_names(step.path, field, step.entry, telling, without), comma(telling))


def name_of(path: str, entry: Value, telling: Telling) -> Parts:
    field = FIELDS.get(path)
    if field is None or not isinstance(entry, Mapping):
        return fact(field.fact if field and field.fact != "fields" else "words", path, entry, telling)
    special = NAMES.get(path)
    if special is not None:
        return special(entry, telling)
    return between(_names(path, field, entry, telling), comma(telling))


def _names(path: str, field: Field, entry: Mapping[str, Value], telling: Telling, without: str = "") -> Iterator[Parts]:
    first = next((key for key in field.named if key in entry and not key.startswith(ALSO)), None)
    besides = (key.removeprefix(ALSO) for key in field.named if key.startswith(ALSO))
    for key in (first, *besides):
        if key is not None and key in entry and key != without:
            yield value_of(f"{path}.{key}", entry[key], telling, competency_in(entry))


def value_of(path: str, value: Value, telling: Telling, competency: str | None = None) -> Parts:
    """What a field says; of a group, what each of its fields says."""
    field = FIELDS.get(path)
    if field is not None and field.fact == "fields":
        entries = value if not is_group(value) and not isinstance(value, str) else (value,)
        return between((entry_words(path, each, telling) for each in entries), "; ")
    return fact(field.fact if field else "words", path, value, telling, competency)


def _says_more(key: str, value: Value) -> bool:
    """Whether results say more than a level: what was noted of them is told too."""
    return key == "results" and any(set(each) - SAID_OF_RESULTS for each in value if isinstance(each, Mapping))


def entry_words(path: str, entry: Value, telling: Telling) -> Parts:
    """The name of an entry and everything else in it."""
    return between((name_of(path, entry, telling), *facts_in(path, entry, telling)), comma(telling))


def facts_in(path: str, entry: Value, telling: Telling) -> Iterator[Parts]:
    """What an entry says besides its name, in the order it was written; bookkeeping left out."""
    field = FIELDS.get(path)
    told = {key.removeprefix(ALSO) for key in (field.named if field else ())} | TOLD_IN_NAME.get(path, frozenset())
    for key, value in entry.items() if isinstance(entry, Mapping) else ():
        inner = FIELDS.get(f"{path}.{key}") or FIELDS.get(f"{path}.*")
        if (
            (key in told and not _says_more(key, value))
            or inner is None
            or inner.small
            or (telling.audience == "family" and not inner.home)
        ):
            continue
        if f"{path}.{key}" in FIELDS:
            yield label_and_value(f"{path}.{key}", value, telling, competency_in(entry))
        else:
            yield _of_key(path, key, value, telling)


def _of_key(path: str, key: str, value: Value, telling: Telling) -> Parts:
    """What stands under a free key: the key in words, and the value."""
    named = called(Step(path=f"{path}.*", token=key, entry=value), telling)
    if path == "learner.access.slots":
        return named  # how often a code was renewed is nothing to read
    return woven(telling.words, "{label}: {now}", label=named, now=value_of(f"{path}.*", value, telling))


def label_and_value(path: str, value: Value | None, telling: Telling, competency: str | None = None) -> Parts:
    field = FIELDS[path]
    label = telling.words.messages.get(field.label, field.label)
    now = () if value is None else value_of(path, value, telling, competency)
    return woven(telling.words, "{label}: {now}", label=label, now=now)


def competency_in(entry: Value | None) -> str | None:
    for key in ("competency", "ref"):
        found = within(entry, key)
        if isinstance(found, str):
            return found
    return None


def competency_of(steps: tuple[Step, ...], telling: Telling) -> str | None:
    """The competency that a field on the way is about: whose levels they are."""
    for step in reversed(steps):
        found = competency_in(step.entry)
        if found is not None:
            return found
    if telling.file.file.startswith("frameworks/"):
        return f"{telling.file.file.split('/')[1]}:"
    return None


def _result(entry: Value, telling: Telling) -> Parts:
    """“Got it in Compare fractions”."""
    path, words = "evidence.evidence.results", telling.words
    ref = competency_in(entry)
    what = between(_names(path, FIELDS[path], entry, telling) if isinstance(entry, Mapping) else (), comma(telling))
    seen, points = within(entry, "level"), within(entry, "points")
    if isinstance(seen, str):
        return woven(
            words, "{level} in {competency}", level=quoted(level(seen, ref, telling), telling), competency=what
        )
    if isinstance(points, str):
        return woven(words, "{competency}, points given: {points}", competency=what, points=points)
    return what


def _piece(entry: Value, telling: Telling) -> Parts:
    words, title = telling.words, within(entry, "title")
    said: Parts = woven(words, "“{text}”", text=rich(title, telling)) if title is not None else ()
    return seen_in(said, entry, telling)


def known_again(entry: Value, telling: Telling) -> Iterator[Parts]:
    """The day and the levels of a piece, by which people know which one it was."""
    on = within(entry, "assessed_on")
    if isinstance(on, str):
        yield (day(on, telling),)
    yield from (_result(each, telling) for each in entries_of(within(entry, "results")))


def seen_in(said: Parts, entry: Value, telling: Telling) -> Parts:
    """“New evidence, on November 19: Got it in Compare fractions”."""
    words = telling.words
    for key in ("assessed_on", "submitted_on"):
        on = within(entry, key)
        if isinstance(on, str):
            said = woven(words, "{title}, on {day}", title=said, day=day(on, telling))
            break
    results = within(entry, "results") or ()
    shows = between((_result(each, telling) for each in results), "; ") if not isinstance(results, str) else ()
    return woven(words, "{title}: {shows}", title=said, shows=shows) if shows else said


def _stretch(entry: Value, telling: Telling) -> Parts:
    """“November 25 – November 27, “Thanksgiving””."""
    first, last, why = (within(entry, key) for key in ("from", "to", "why"))
    days = " – ".join(day(each, telling) for each in (first, last) if isinstance(each, str))
    return between(((days,), quoted(rich(why, telling), telling) if why is not None else ()), comma(telling))


NAMES = {
    "evidence.evidence": _piece,
    "evidence.evidence.results": _result,
    "calendar.years.*.closed": _stretch,
    "learner.away": _stretch,
}
SAID_OF_RESULTS = frozenset(("competency", "criterion", "level", "points"))
TOLD_IN_NAME = {
    "evidence.evidence": frozenset(("assessed_on", "results")),
    "evidence.evidence.results": frozenset(("level", "points")),
    "learner.away": frozenset(("to",)),
}
