"""One change of one field with all that its rule may ask: the file around it, and the scales before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from generator.model.mastery.scale import level_named, lowest_proficient
from generator.model.standing import scale_for
from generator.records.commons import Commons
from generator.records.revision import FieldRevision, FileRevision, Value
from generator.records.school import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`came_elsewhere`: the same piece of evidence came into another file of the same learner."""

    file: FileRevision
    what: FieldRevision
    before: Commons
    after: Commons
    came_elsewhere: bool = False

    def had_before(self, field: str) -> bool:
        """Whether the entry that the change is in said something there."""
        parent, *_ = entries_at(self.file.before, self.what)
        return bool(within(parent, field))


def entries_at(value: Value | None, what: FieldRevision) -> tuple[Value | None, ...]:
    """The entries that a change names on its way, outermost first, in one version of the file."""
    found = []
    for name in what.entry:
        value = entry_named(value, name, what.field)
        found.append(value)
    return tuple(found) or (None,)


def entry_named(value: Value | None, name: str, field: str) -> Value | None:
    """The entry of this id in the first list on the way that has one; None: there is none."""
    if not isinstance(value, Mapping):
        return None
    lists = (value[key] for key in value if f".{key}" in field and not isinstance(value[key], str))
    return next((each for entries in lists for each in in_list(entries) if within(each, "id") == name), None)


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
    was = points_of(before_words(seen), seen, seen.before)
    now = points_of(after_words(seen), seen, seen.after)
    return was is not None and (now is None or now < was)


def points_of(level: str, seen: Seen, commons: Commons) -> Decimal | None:
    """Where a level stands; of a target that nobody wrote down, where one is to get anyway."""
    scale = scale_of(seen, commons)
    if not level:
        return lowest_proficient(scale).points if seen.what.field == "goal.competencies.target" else None
    found = level_named(scale, level)
    return None if found is None else found.points


def scale_of(seen: Seen, commons: Commons) -> Scale:
    """The scale of the competency that the change names on its way; the school's where that is not known."""
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
