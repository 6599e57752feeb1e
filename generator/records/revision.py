"""What became different between two versions of a school's files. No records that anybody writes: nothing mirrors them.

Values are as they were read: text as typed, groups and lists of it. What they mean, the schema says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.records.history import FileDid
from generator.records.school import LearnerId

Value: TypeAlias = str | Mapping[str, "Value"] | Sequence["Value"]
FieldDid = Literal["set", "changed", "removed", "moved"]  # moved: an entry, or a whole list, stands in another order


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRevision:
    """A field, or an entry of a list, that is other than it was.

    `field` is its path in the schema, lists unmarked and free keys as "*": "goal.success_criteria.text",
    "school.scales.*.levels". `entry` names what is on the way, outermost first: ("c1",); where a whole entry came or
    went, that one too. Groups are told by the fields in them, entries that are groups as a whole; a text in several
    languages is one field.
    """

    field: str
    entry: tuple[str, ...] = ()
    did: FieldDid
    before: Value | None  # None: it was not there
    after: Value | None  # None: it is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRevision:
    """One file that is other than it was.

    `schema` is a word of load/schema's KINDS; "" where no schema speaks of the file: a photo, a README, a workflow.
    `fields` are in the order of the schema, also of a file that came or went; none where only its spelling changed.
    """

    file: str  # from the school's root, as it is called now; as it was called where it is gone
    was: str | None = None  # what it was called before; None: it has not moved
    schema: str
    learner: LearnerId | None = None  # whose folder it lies in; None: it is shared
    did: FileDid
    before: Value | None  # the whole of it; None: it was not there, or could not be read
    after: Value | None
    fields: tuple[FieldRevision, ...] = ()
    readable: bool = True  # False: one of the sides is no YAML that can be read
