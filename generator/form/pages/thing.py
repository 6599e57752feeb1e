"""One form: its fields in the parts in which a teacher thinks of it, what was being typed, and open questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.form.sheets.fields import Field, Spot, fields_of
from generator.form.sheets.lists import Lists
from generator.form.sheets.questions import Question, questions_of
from generator.form.sheets.schema_tree import Node, tree_of
from generator.form.sheets.sections import SHEETS, Part, Sheet
from generator.form.sheets.wording import said
from generator.form.things import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """`title` None: what the page is called is enough."""

    title: str | None
    fields: tuple[Field, ...]
    folded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    title: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage:
    """`facts` and `value` go to the browser as they are; `drafted`: what stands here was typed before and not saved."""

    title: str
    parts: tuple[ShownPart, ...]
    tabs: tuple[Tab, ...]
    facts: Mapping[str, Any]
    value: Any
    levels: Mapping[str, Any]
    drafted: bool
    questions: tuple[Question, ...]


def thing_page(
    thing: Thing, sheet: Sheet, lists: Lists, value: Any, facts: Mapping[str, Any], draft: Mapping[str, Any] | None
) -> ThingPage:
    """`value` is the file's, or what was typed over it; `draft` None: nothing was."""
    nodes = tree_of(thing.kind)
    clashes = draft.get("clashes") if draft is not None else None
    return ThingPage(
        title=said(lists.words, sheet.title),
        parts=tuple(part_shown(part, nodes, value, lists) for part in sheet.parts),
        tabs=tabs_of(thing, sheet, lists),
        facts={**facts, "clashes": clashes if isinstance(clashes, list) else [], "uploads": uploads_in(draft)},
        value=value if isinstance(value, Mapping) else {},
        levels=lists.levels,
        drafted=draft is not None,
        questions=questions_of(clashes, nodes, value, lists),
    )


def uploads_in(draft: Mapping[str, Any] | None) -> list[str]:
    """Photos that were sent along with what was typed, by the names they have until they are saved."""
    photos = draft.get("photos") if draft is not None else None
    named = [each.get("upload") for each in photos if isinstance(each, Mapping)] if isinstance(photos, list) else []
    return [each for each in named if isinstance(each, str)]


def part_shown(part: Part, nodes: tuple[Node, ...], value: Any, lists: Lists) -> ShownPart:
    named = {node.key: node for node in nodes}
    spot = Spot(heading=2 if part.title is None or part.folded else 3)
    return ShownPart(
        title=said(lists.words, part.title) if part.title else None,
        fields=fields_of((named[key] for key in part.fields), value, lists, spot),
        folded=part.folded,
    )


def tabs_of(thing: Thing, here: Sheet, lists: Lists) -> tuple[Tab, ...]:
    """The pages over the same file; none where there is only this one."""
    sheets = SHEETS[thing.kind]
    return tuple(
        Tab(title=said(lists.words, sheet.title), address=thing.address(sheet.name), here=sheet is here)
        for sheet in (sheets if len(sheets) > 1 else ())
    )
