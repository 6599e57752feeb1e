"""A part of a framework: what a school asked for, with what stands above it so that it keeps its place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from generator.importers.arrange import arranged
from generator.importers.ids import without_prefix
from generator.importers.source import Arranged, ItemId, SourceAssociation, SourceFramework, SourceItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to take of a framework. Nothing asked: all of it.

    `under`: codes, with or without the dropped prefix; "3.OA" also means 3.OA.A, and * stands for anything.
    `skip`: statements that only hold others together; what stands below them moves up.
    """

    under: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


def selected(
    framework: SourceFramework, selection: Selection, there: Collection[ItemId], left_out: Collection[ItemId]
) -> SourceFramework:
    """The framework with only what was asked for or is there already, and what stands above it.

    `left_out` are items a school has taken out of its files: what stands below them moves up.
    """
    statements = frozenset(selection.skip)
    skipped = {
        identifier
        for identifier, item in framework.items.items()
        if identifier in left_out or item.statement.strip() in statements
    }
    whole = lifted(framework, skipped - set(there)) if skipped else framework
    if not selection.under and not selection.grades:
        return whole
    tree = arranged(whole)
    wanted = {*wanted_items(whole, tree, selection), *(item for item in there if item in whole.items)}
    above = {child: parent for parent, children in tree.children.items() for child in children}
    kept = set(wanted)
    for item in wanted:
        step = above.get(item, "")
        while step in whole.items and step not in kept:
            kept.add(step)
            step = above.get(step, "")
    return replace(
        whole,
        items={identifier: item for identifier, item in whole.items.items() if identifier in kept},
        associations=tuple(association for association in whole.associations if association.origin in kept),
    )


def wanted_items(framework: SourceFramework, tree: Arranged, selection: Selection) -> Iterator[ItemId]:
    """Items under one of the codes, of one of the grades."""
    under: set[ItemId] = set()
    ahead = [item.identifier for item in framework.items.values() if not selection.under or is_under(item, selection)]
    while ahead:
        identifier = ahead.pop()
        if identifier not in under:
            under.add(identifier)
            ahead.extend(tree.children.get(identifier, ()))
    grades = {plain_grade(grade) for grade in selection.grades}
    for identifier in under:
        item = framework.items[identifier]
        if not grades or grades & {plain_grade(grade) for grade in item.grades}:
            yield identifier


def is_under(item: SourceItem, selection: Selection) -> bool:
    """Whether the item's code is one of those asked for, or continues one after a dot, hyphen or the like."""
    if not item.code:
        return False
    names = (item.code, without_prefix(item.code, selection.prefixes))
    return any(
        fnmatchcase(name, asked) or (name.startswith(asked) and name[len(asked) : len(asked) + 1] in set(".-_:/ "))
        for asked in selection.under
        for name in names
    )


def plain_grade(grade: str) -> str:
    """04 and 4, KG and K are the same grade."""
    return {"KG": "K"}.get(grade, grade).lstrip("0") or "0"


def lifted(framework: SourceFramework, skipped: Collection[ItemId]) -> SourceFramework:
    """The framework without some items; their children stand where they stood."""
    place: Mapping[ItemId, SourceAssociation] = {
        association.origin: association
        for association in framework.associations
        if association.type == "isChildOf" and association.origin in skipped
    }
    return replace(
        framework,
        items={identifier: item for identifier, item in framework.items.items() if identifier not in skipped},
        associations=tuple(
            moved_up(association, place, number)
            for number, association in enumerate(framework.associations)
            if association.origin not in skipped
        ),
    )


def moved_up(
    association: SourceAssociation, place: Mapping[ItemId, SourceAssociation], number: int
) -> SourceAssociation:
    """A child of something skipped becomes a child of what that stood under, in the same order."""
    seen: set[ItemId] = set()
    while association.type == "isChildOf" and association.destination in place and association.destination not in seen:
        seen.add(association.destination)
        upper = place[association.destination]
        fine = (number if association.sequence is None else association.sequence) / 1_000_000
        association = replace(
            association, destination=upper.destination, sequence=(upper.sequence or 0) + fine, uri=upper.uri
        )
    return association
