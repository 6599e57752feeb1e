"""One change of one field with all that its rule may ask: the file around it, and the scales before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from generator.model.mastery.scale import level_named, lowest_proficient
from generator.model.standing import scale_for
from generator.records.commons import Commons
from generator.records.evidence import Evidence
from generator.records.revision import FieldRevision, FileRevision, Value
from generator.records.school import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known around a file. `pieces`: the learner's evidence before, by id; empty where nobody looked.

    `arrived`: ids of what came into the learner's other files, or those of the framework.
    """

    before: Commons
    after: Commons
    arrived: frozenset[str] = frozenset()
    pieces: Mapping[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    file: FileRevision
    what: FieldRevision
    known: Known

    @property
    def came_elsewhere(self) -> bool:
        return bool(self.what.entry) and self.what.entry[-1] in self.known.arrived

    def had_before(self, field: str) -> bool:
        """Whether the entry that the change is in said something there."""
        return bool(within(entry_at(self.file.before, self.what), field))


def entry_at(file: Value | None, what: FieldRevision) -> Value | None:
    """The outermost entry that a change names, in one version of the file; None: it has no id there."""
    if not isinstance(file, Mapping) or not what.entry:
        return None
    entries = (each for field in file.values() for each in in_list(field))
    return next((each for each in entries if entry_said(each, "id") == what.entry[0]), None)


def in_list(value: Value | None) -> Iterator[Value]:
    if value is not None and not isinstance(value, str | Mapping):
        yield from value


def within(value: Value | None, key: str) -> Value | None:
    return value.get(key) if isinstance(value, Mapping) else None


def entry_said(entry: Value | None, field: str) -> str:
    """What an entry says in a field, "" where it says nothing there."""
    said = within(entry, field)
    return said if isinstance(said, str) else ""


def before_words(seen: Seen) -> str:
    return seen.what.before if isinstance(seen.what.before, str) else ""


def after_words(seen: Seen) -> str:
    return seen.what.after if isinstance(seen.what.after, str) else ""


def later(seen: Seen) -> bool:
    """Whether a day moved away; days as they are written stand in the order of time."""
    was, now = before_words(seen), after_words(seen)
    return bool(was and now) and now > was


def set_back(seen: Seen, order: tuple[str, ...]) -> bool:
    was, now = (order.index(word) if word in order else 0 for word in (before_words(seen), after_words(seen)))
    return now < was


def lower_number(seen: Seen) -> bool:
    """Whether there is less than there was; also where nothing is there any more."""
    was, now = number_in(before_words(seen)), number_in(after_words(seen))
    return was is not None and (now is None or now < was)


def number_in(word: str) -> Decimal | None:
    try:
        return Decimal(word)
    except InvalidOperation:
        return None


def lower_level(seen: Seen) -> bool:
    """Whether a level is lower on the scale of its competency; one that no scale knows is, to be sure."""
    was = points_of(before_words(seen), seen, seen.known.before)
    now = points_of(after_words(seen), seen, seen.known.after)
    return was is not None and (now is None or now < was)


def points_of(level: str, seen: Seen, commons: Commons) -> Decimal | None:
    """Where a level stands; of a target that nobody wrote down, where one is to get anyway."""
    scale = scale_of(seen, commons)
    if scale is None:
        return None
    if not level:
        return lowest_proficient(scale).points if seen.what.field == "goal.competencies.target" else None
    found = level_named(scale, level)
    return None if found is None else found.points


def scale_of(seen: Seen, commons: Commons) -> Scale | None:
    """The scale of the competency that the change names on its way; the school's where that is not known.

    None: the school names one that it does not have, as the settings of a proposal may.
    """
    if commons.school.default_scale not in commons.school.scales:
        return None
    refs = (word for name in seen.what.entry for word in name.split() if word in commons.competencies)
    ref = next(refs, None)
    return commons.school.scales[commons.school.default_scale] if ref is None else scale_for(ref, commons)


def replaced_by_another(seen: Seen, *fields: str) -> bool:
    """Whether another entry of the same list came that says the same in these fields."""
    gone = seen.what.before
    same_list = (each for each in seen.file.fields if each.field == seen.what.field and each.did == "set")
    return any(all(within(each.after, field) == within(gone, field) for field in fields) for each in same_list)


def has_code(seen: Seen) -> bool:
    """Whether somebody who came into the team has a code for the sealed site, for themselves or for their role."""
    slots = within(within(seen.file.after, "access"), "slots")
    if not isinstance(slots, Mapping):
        return False
    return any(entry_said(seen.what.after, field) in slots for field in ("person", "role"))
