"""What is known of a field for telling that it changed: what it is called, what its values are, and how it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Fact = Literal[
    "text",  # people's words, in one language or several
    "words",  # one word or line, as it stands
    "day",
    "planned_day",  # a day that was agreed: how far it moved is told in school days
    "number",
    "percent",
    "hours",
    "school_days",
    "days",
    "yes",
    "choice",
    "weekday",
    "person",
    "competency",
    "level",
    "row",
    "goal",
    "criterion",
    "piece",
    "activity",
    "support",
    "partner",
    "pathway",
    "step",
    "framework",
    "pack",
    "group",
    "language",
    "condition",
    "fields",  # a group of fields, or a list of groups
]


@dataclass(frozen=True, slots=True)
class Field:
    """`label` stands before a value. The sentences are messages; None: the label and the value say it.

    `came`, `changed` and `gone` may hold {now}, {was}, {which} (the entry it is about) and {far} (how far a day moved).
    `turned`: what is said where a choice has become this one. `named`: the fields by which an entry of such a list is
    called. `key`: what free keys stand for. `home`: families read it. `small`: bookkeeping.
    """

    label: str
    fact: Fact
    came: str | None = None
    changed: str | None = None
    gone: str | None = None
    turned: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    key: Fact = "words"
    home: bool = True
    small: bool = False


Fields = Mapping[str, Field]


# The last day of whatever is called by {which}: of somebody in a team, of a home, of a stay at a school.
UNTIL = Field("Last day", "day", came="{which}: until {now}", changed="{which}: until {now} instead of {was}")


def under(path: str, fields: Fields) -> Fields:
    """The same fields where another kind of file holds them too."""
    return {f"{path}.{name}": each for name, each in fields.items()}


def only_staff(fields: Fields) -> Fields:
    """The same fields, none of which goes home."""
    return {path: replace(each, home=False) for path, each in fields.items()}
