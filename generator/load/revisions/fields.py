"""Two versions of a file's value: which fields of its schema say something else, matched as `yamltext/identity` does.

What a value says is told by its field: text in quotes and without, the same number or day written in another way, and
keys in another order are the same. Nothing else that differs is passed over, whatever the schema would say of it.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from typing import Any, TypeAlias, TypeGuard

from generator.load.schema_fields import Field, Shape, fields_of
from generator.load.shape import FALSE, NUMBER, TRUE
from generator.records.revision import FieldDid, FieldRevision, Value
from generator.yamltext.identity import Named, named
from generator.yamltext.meaning import kernel
from generator.yamltext.merge import same
from generator.yamltext.placed import Plain

NOTHING_WRITTEN = Plain("")  # a field whose value was left empty, or is null


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of one kind of file. `typed`: in some of them it matters whether a word stands in quotes."""

    fields: Mapping[str, Field]
    typed: bool

    def under(self, path: str) -> Field:
        """The field at a path; of what no schema knows, one that is told as a whole."""
        return self.fields.get(path) or Field(path=path, shape="whole")


Inside: TypeAlias = Callable[[Schema, Field, Any, Any, tuple[str, ...]], Iterator[FieldRevision]]


def fields_revised(kind: str, before: Value | None, after: Value | None) -> tuple[FieldRevision, ...]:
    """What differs, in the order of the schema; None is a file that is not there."""
    schema = schema_for(kind)
    whole = schema.fields[kind]
    return tuple(INSIDE[whole.shape](schema, whole, before or {}, after or {}, ()))


@cache
def schema_for(kind: str) -> Schema:
    fields = fields_of(kind)
    return Schema(fields, typed=any(field.shape == "verbatim" for field in fields.values()))


def plainly(value: Any) -> Value:
    """A value as it was read, without its places; what is null says nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {str(key): plainly(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple([plainly(entry) for entry in value])
    return NOTHING_WRITTEN if value is None else str(value)


def revised(
    schema: Schema, field: Field, before: Value | None, after: Value | None, entry: tuple[str, ...]
) -> Iterator[FieldRevision]:
    """One field, and all that is in it."""
    if not schema.typed and before == after:
        return
    inside = INSIDE.get(field.shape)
    if inside is None or not are_like(field.shape, before, after):
        if not say_the_same(field.shape, before, after):
            yield revision(field, entry, before, after)
        return
    found = tuple(inside(schema, field, before or EMPTY[field.shape], after or EMPTY[field.shape], entry))
    yield from found
    if not found and type(before) is not type(after):  # an empty group came, or went
        yield revision(field, entry, before, after)


def revision(field: Field, entry: tuple[str, ...], before: Value | None, after: Value | None) -> FieldRevision:
    did: FieldDid = "set" if before is None else "removed" if after is None else "changed"
    return FieldRevision(field=field.path, entry=entry, did=did, before=before, after=after)


def are_like(shape: Shape, before: Value | None, after: Value | None) -> bool:
    """Whether both are what this shape says, as far as anything stands there."""
    kind = type(EMPTY[shape])
    return all(isinstance(each, kind) or each is None or each == "" for each in (before, after))


def in_group(schema: Schema, field: Field, before: Any, after: Any, entry: tuple[str, ...]) -> Iterator[FieldRevision]:
    """Fields that the schema knows come first, in its order."""
    for name in (*field.fields, *(key for key in {**before, **after} if key not in field.fields)):
        if name in before or name in after:
            below = schema.under(field.fields.get(name, f"{field.path}.{name}"))
            yield from revised(schema, below, before.get(name), after.get(name), entry)


def in_free(schema: Schema, field: Field, before: Any, after: Any, entry: tuple[str, ...]) -> Iterator[FieldRevision]:
    below = schema.under(f"{field.path}.*")
    for key in {**after, **before}:
        yield from of_entry(schema, below, before.get(key), after.get(key), (*entry, key))


def in_list(schema: Schema, field: Field, before: Any, after: Any, entry: tuple[str, ...]) -> Iterator[FieldRevision]:
    """Entries as they stand now, then those that went, then whether they stand in another order."""
    was, _, now = named(field.name, before, before, after)
    old, new = ({each.token: each for each in entries} for entries in (was, now))
    below = Field(path=field.path, shape=field.entries or "whole", fields=field.fields)
    for token in {**new, **old}:
        there = new.get(token) or old[token]
        one, other = (entries[token].entry if token in entries else None for entries in (old, new))
        yield from of_entry(schema, below, one, other, (*entry, name_of(there)))
    yield from moved(field, old, new, entry)


def of_entry(
    schema: Schema, below: Field, before: Value | None, after: Value | None, entry: tuple[str, ...]
) -> Iterator[FieldRevision]:
    """A group that came or went is told as a whole."""
    if below.shape == "group" and (before is None or after is None):
        yield revision(below, entry, before, after)
    else:
        yield from revised(schema, below, before, after, entry)


def name_of(entry: Named) -> str:
    """What an entry is called; one that only has a place, by its place as people count."""
    return str(entry.name + 1) if isinstance(entry.name, int) else entry.name


def moved(
    field: Field, old: Mapping[Hashable, Named], new: Mapping[Hashable, Named], entry: tuple[str, ...]
) -> Iterator[FieldRevision]:
    """Whether the entries that stayed stand in another order: told of one alone, where only one moved."""
    stayed, order = [token for token in old if token in new], [token for token in new if token in old]
    if stayed == order:
        return
    blocks = SequenceMatcher(None, stayed, order, autojunk=False).get_matching_blocks()
    steady = {stayed[block.a + step] for block in blocks for step in range(block.size)}
    wandered = [token for token in order if token not in steady]
    if len(wandered) == 1:
        one, name = wandered[0], name_of(new[wandered[0]])
        before, after = old[one].entry, new[one].entry
        yield FieldRevision(field=field.path, entry=(*entry, name), did="moved", before=before, after=after)
    else:
        before, after = (tuple(each.entry for each in entries.values()) for entries in (old, new))
        yield FieldRevision(field=field.path, entry=entry, did="moved", before=before, after=after)


INSIDE: Mapping[Shape, Inside] = {"group": in_group, "free": in_free, "list": in_list}
EMPTY: Mapping[Shape, Mapping[str, Value] | tuple[Value, ...]] = {"group": {}, "free": {}, "list": ()}


def say_the_same(shape: Shape, before: Value | None, after: Value | None) -> bool:
    if before is None or after is None:
        return before is after
    match shape:
        case "number" if is_number(before) and is_number(after):
            return Decimal(before) == Decimal(after)
        case "truth" if is_truth(before) and is_truth(after):
            return (before in TRUE) == (after in TRUE)
        case "text":
            return kernel(spoken(before)) == kernel(spoken(after))
        case "verbatim":
            return same(before, after)
    return kernel(before) == kernel(after)


def is_truth(value: Value) -> bool:
    return isinstance(value, str) and (value in TRUE or value in FALSE)


def is_number(value: Value) -> TypeGuard[str]:
    return isinstance(value, str) and NUMBER.fullmatch(value) is not None


def spoken(text: Value) -> Value:
    """A text without the line breaks at its ends: they come and go with the way it is wrapped."""
    if isinstance(text, Mapping):
        return {language: spoken(version) for language, version in text.items()}
    return text.strip() if isinstance(text, str) else text
