"""A file's value as the fields of a form: which control, what it is called, what stands in it, what can be picked.

Built from the schemas. Nothing is filled in that nobody chose: a choice starts empty, an optional number left empty is
absent, a day is the text that stands there. What stands in a file and is in no list stays there to be picked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from generator.form.sheets.labels import ADD
from generator.form.sheets.lists import Lists, Pick
from generator.form.sheets.schema_tree import Node
from generator.form.sheets.sections import FRONT, LIST_OF, ONE_LINE
from generator.form.sheets.versions import Version, versions_of
from generator.form.sheets.wording import choice_of, examples_of, help_of, label_of, noted, said

Control: TypeAlias = Literal[
    "line", "text", "date", "number", "choice", "picks", "competency", "file", "group", "groups", "list"
]
OF_REF: Mapping[str, Control] = {
    "text": "text",
    "date": "date",
    "competency-ref": "competency",
    "person-id": "choice",
    "person-or-role": "choice",
    "goal-id": "choice",
    "criterion-ref": "choice",
    "language": "choice",
    "file-path": "file",
}
LIST_OF_REF: Mapping[str, str] = {
    "person-id": "people",
    "person-or-role": "people_and_roles",
    "goal-id": "goals",
    "criterion-ref": "criteria",
    "language": "languages",
}
NEEDS_ORDER = frozenset(("learner.languages",))  # a list in which the order says something is no row of boxes
MOST_BOXES = 60  # lists begin with what is nearest
YES_NO = ("true", "false")
BLANK = "new{depth}n"  # stands in the ids of a blank member; the browser puts a number there


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """`above`: what it belongs to with others, which is said once over the first of them."""

    value: str
    label: str
    chosen: bool
    above: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field, or a group or list of them.

    `value` what stands there; `title` the words people know it by. `fields` of a group: up front, `more`: folded.
    `blank`: what one more member of a list looks like.
    """

    key: str
    id: str
    path: str
    control: Control
    label: str
    help: str | None = None
    example: str | None = None
    required: bool = False
    one_line: bool = False
    value: str = ""
    title: str = ""
    levels: bool = False  # its choices follow from the competency beside it
    options: tuple[Option, ...] = ()
    versions: tuple[Version, ...] = ()
    tongue: str = ""  # the language of whoever fills the form in
    fields: tuple["Field", ...] = ()
    more: tuple["Field", ...] = ()
    members: tuple["Field", ...] = ()
    blank: "Field | None" = None
    blank_number: str = ""  # what stands in the ids of a blank member until the browser puts a number there
    add: str | None = None
    heading: str = "h2"

    @property
    def shape(self) -> str:
        """How a member of this list looks: folded with a summary, its only field in a row, or a value alone."""
        if self.blank is None or self.control != "groups":
            return "single"
        return "flat" if len(self.blank.fields) + len(self.blank.more) == 1 else "folding"

    @property
    def translated(self) -> bool:
        """Whether the language that is read here is not the original's: then both stand open beside each other."""
        return self.tongue not in ("", *(each.language for each in self.versions[:1]))

    @property
    def photos(self) -> bool:
        return self.path == "evidence.evidence.files"

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it: a folded part that holds something says so."""
        inside = any(field.is_filled for field in (*self.fields, *self.more))
        versions = any(version.text for version in self.versions)
        return bool(self.value or self.members or inside or versions or any(each.chosen for each in self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where in a form a field stands: how its id begins, how deep in blanks, which competency stands beside it."""

    prefix: str = "f"
    depth: int = 0
    competency: str = ""
    heading: int = 2


def fields_of(nodes: Iterable[Node], value: Any, lists: Lists, spot: Spot = Spot()) -> tuple[Field, ...]:
    """The fields of a group, in the order asked for; `value` is a mapping, or nothing."""
    held = value if isinstance(value, Mapping) else {}
    return tuple(field_of(node, held.get(node.key), lists, spot) for node in nodes)


def field_of(node: Node, value: Any, lists: Lists, spot: Spot) -> Field:
    control = control_of(node)
    facts: dict[str, Any] = {
        "key": node.key,
        "id": f"{spot.prefix}-{node.key}",
        "path": node.path,
        "control": control,
        "label": said(lists.words, label_of(node)),
        "help": noted(lists.words, help_of(node)),
        "required": node.required,
        "one_line": node.path in ONE_LINE,
    }
    match control:
        case "group":
            return Field(**facts, **inside(node, value, lists, spot))
        case "groups" | "list":
            return Field(**facts, **members_of(node, value, lists, spot))
        case "text":
            return Field(**facts, **writing_of(value, lists))
        case "choice" | "picks":
            is_level = LIST_OF.get(node.path) == "levels"
            return Field(**facts, levels=is_level, options=options_of(node, value, lists, spot))
        case _:
            title = lists.title_of(text_of(value)) if control == "competency" else ""
            return Field(**facts, value=text_of(value), title=title, example=examples_of(node.schema))


def writing_of(value: Any, lists: Lists) -> dict[str, Any]:
    return {"versions": versions_of(value, lists.words, lists.languages), "tongue": lists.words.said_in}


def control_of(node: Node) -> Control:
    """Which control a field gets."""
    if node.kind == "group":
        return "group"
    if node.kind == "list":
        if node.inner:
            return "groups"
        of_one = member_control(node)
        return "picks" if of_one == "choice" and node.path not in NEEDS_ORDER else "list"
    if node.schema.get("type") in ("integer", "number"):
        return "number"
    if node.choices or node.path in LIST_OF or node.schema.get("type") == "boolean":
        return "choice"
    return OF_REF.get(node.ref, "line")


def member_control(node: Node) -> Control:
    """The control of one member of a list that holds no groups."""
    return "choice" if node.choices or node.path in LIST_OF else OF_REF.get(node.of, "line")


def inside(node: Node, value: Any, lists: Lists, spot: Spot) -> dict[str, Any]:
    """The fields of a group: those up front, and those folded."""
    held = value if isinstance(value, Mapping) else {}
    competency = competency_of(held) or spot.competency
    within = replace(spot, prefix=f"{spot.prefix}-{node.key}", competency=competency)
    front = FRONT.get(node.path)
    if front is None:
        return {"fields": fields_of(node.inner, value, lists, within)}
    named = {each.key: each for each in node.inner}
    folded = tuple(each for each in node.inner if each.key not in front)
    return {
        "fields": fields_of((named[key] for key in front), value, lists, within),
        "more": fields_of(folded, value, lists, within),
    }


def competency_of(held: Mapping[str, Any]) -> str:
    """The competency that levels in a group are of: its own, else that of its first result."""
    results = held.get("results")
    first = results[0] if isinstance(results, list | tuple) and results else None
    return text_of(held.get("competency") or held.get("ref")) or (
        text_of(first.get("competency")) if isinstance(first, Mapping) else ""
    )


def members_of(node: Node, value: Any, lists: Lists, spot: Spot) -> dict[str, Any]:
    """The members of a list, and a blank one."""
    held: Sequence[Any] = value if isinstance(value, list | tuple) else ()
    members = tuple(
        member_of(node, each, lists, deeper(spot, f"{node.key}-{number}"), number) for number, each in enumerate(held)
    )
    place = BLANK.format(depth=spot.depth)
    blank = replace(deeper(spot, f"{node.key}-{place}"), depth=spot.depth + 1)
    return {
        "members": members,
        "blank": member_of(node, None, lists, blank, None),
        "blank_number": place,
        "heading": f"h{spot.heading}",
        "add": said(lists.words, ADD[node.path]) if node.path in ADD else None,
    }


def deeper(spot: Spot, key: str) -> Spot:
    """Inside a member of a list: headings there are of the next rank."""
    return replace(spot, prefix=f"{spot.prefix}-{key}", heading=min(spot.heading + 1, 6))


def member_of(node: Node, value: Any, lists: Lists, spot: Spot, number: int | None) -> Field:
    """One member of a list. `number` None: a blank one, whose number the browser fills in."""
    shown = "{n}" if number is None else str(number + 1)
    label = f"{said(lists.words, label_of(node))} {shown}"
    facts: dict[str, Any] = {"key": "", "id": f"{spot.prefix}-it", "path": node.path, "label": label, "required": True}
    if node.inner:
        return Field(**facts, control="group", **member_fields(node, value, lists, spot))
    control = member_control(node)
    facts["one_line"] = node.path in ONE_LINE
    if control == "text":
        return Field(**facts, control="text", **writing_of(value, lists))
    if control == "choice":
        return Field(**facts, control="choice", options=options_of(node, value, lists, spot))
    title = lists.title_of(text_of(value)) if control == "competency" else ""
    return Field(**facts, control=control, value=text_of(value), title=title)


def member_fields(node: Node, value: Any, lists: Lists, spot: Spot) -> dict[str, Any]:
    """The fields of a member that is a group: its place is in `spot` already."""
    prefix, _, key = spot.prefix.rpartition("-")
    one = Node(key=key, path=node.path, schema=node.schema, ref="", required=True, kind="group", inner=node.inner)
    return inside(one, value, lists, replace(spot, prefix=prefix))


def options_of(node: Node, value: Any, lists: Lists, spot: Spot) -> tuple[Option, ...]:
    """What can be picked, nothing picked beforehand; what stands there and is no longer offered is kept."""
    held = tuple(map(text_of, value)) if isinstance(value, list | tuple) else (text_of(value),)
    picks = picks_of(node, lists, spot)
    if control_of(node) == "picks":
        picks = tuple(pick for at, pick in enumerate(picks) if at < MOST_BOXES or pick[0] in held)
    offered = {key for key, _ in picks}
    kept = tuple((each, lists.title_of(each) or each) for each in held if each and each not in offered)
    options = []
    last = ""
    for key, label in (*picks, *kept):
        above = lists.above.get(key, "")
        options.append(Option(value=key, label=label, chosen=key in held, above="" if above == last else above))
        last = above
    return tuple(options)


def picks_of(node: Node, lists: Lists, spot: Spot) -> tuple[Pick, ...]:
    if node.choices:
        return tuple((value, said(lists.words, choice_of(node.path, value))) for value in node.choices)
    if node.schema.get("type") == "boolean":
        return tuple((value, said(lists.words, choice_of(node.path, value))) for value in YES_NO)
    named = LIST_OF.get(node.path) or LIST_OF_REF[node.of or node.ref]
    if named == "levels":
        return lists.levels_for(spot.competency)
    return lists.rows_for(spot.competency) if named == "rows" else lists.picks[named]


def text_of(value: Any) -> str:
    """A single value as it was typed; nothing where something else stands there."""
    return str(value) if isinstance(value, str) else ""
