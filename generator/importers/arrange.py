"""From a list of relations to a tree, prerequisites and links, whatever is missing, doubled or circular in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from generator.importers.circles import without_circles
from generator.importers.source import Arranged, ItemId, Remark, SourceAssociation, SourceFramework, SourceItem
from generator.importers.tree import MOST_LEVELS, ordered_children, parents_of, second_parents, tree_above, ways_up

Triple: TypeAlias = tuple[str, ItemId, ItemId]
Items: TypeAlias = Mapping[ItemId, SourceItem]
NAMED_AT_MOST = 5


def arranged(framework: SourceFramework) -> Arranged:
    """Every association of the source in exactly one place."""
    items, root = framework.items, framework.head.identifier
    told = once_each(framework.associations)
    parents = parents_of(told, items, root)
    above = tree_above(items, parents, root)
    unplaced = tuple(item for item in items if item not in above)
    also_under, under_themselves = second_parents(parents, above, root)
    prerequisites, in_circles = prerequisites_of(told, items, above)
    replaced_by = successors_of(told, items)
    used = {
        *(("isChildOf", child, parent) for child, parent in above.items()),
        *(("isChildOf", child, parent) for child, found in also_under.items() for parent in found),
        *(("precedes", first, then) for then, found in prerequisites.items() for first in found),
        *(("replacedBy", old, new) for old, new in replaced_by.items()),
    }
    links, loose = links_of(told, items, used)
    too_deep = tuple(child for child, parent in above.items() if parent not in parents[child])
    return Arranged(
        children=ordered_children(items, told, above),
        unplaced=unplaced,
        also_under=also_under,
        prerequisites=prerequisites,
        replaced_by=replaced_by,
        links=links,
        loose=loose,
        remarks=(
            *remarks_on_tree(items, unplaced, too_deep, under_themselves),
            *remarks_on_links(items, in_circles, tuple(chain(*links.values(), loose))),
        ),
    )


def triple_of(association: SourceAssociation) -> Triple:
    return association.type, association.origin, association.destination


def once_each(told: Iterable[SourceAssociation]) -> tuple[SourceAssociation, ...]:
    """Associations without those that repeat type and ends."""
    first: dict[Triple, SourceAssociation] = {}
    for association in told:
        first.setdefault(triple_of(association), association)
    return tuple(first.values())


def prerequisites_of(
    told: Iterable[SourceAssociation], items: Items, above: Mapping[ItemId, ItemId]
) -> tuple[dict[ItemId, tuple[ItemId, ...]], tuple[tuple[ItemId, ItemId], ...]]:
    """What must come before each item, and the pairs that cannot gate because they lead in a circle."""
    edges = [
        (association.origin, association.destination)
        for association in told
        if association.type == "precedes" and association.origin in items and association.destination in items
    ]
    # A parent follows from its parts: a part that waits for its own parent would wait for ever.
    own_parts = tuple((first, then) for first, then in edges if first in ways_up(then, above))
    kept, refused = without_circles(edge for edge in edges if edge not in own_parts)
    found: dict[ItemId, list[ItemId]] = defaultdict(list)
    for first, then in kept:
        found[then].append(first)
    return {then: tuple(firsts) for then, firsts in found.items()}, (*own_parts, *refused)


def successors_of(told: Iterable[SourceAssociation], items: Items) -> dict[ItemId, ItemId]:
    """What replaced an item, where both are in the file; the first one told."""
    found: dict[ItemId, ItemId] = {}
    for association in told:
        if association.type == "replacedBy" and association.origin in items and association.destination in items:
            found.setdefault(association.origin, association.destination)
    return found


def links_of(
    told: Iterable[SourceAssociation], items: Items, used: Collection[Triple]
) -> tuple[dict[ItemId, tuple[SourceAssociation, ...]], tuple[SourceAssociation, ...]]:
    """What is left, by the item it begins at; and what begins at no item of the file."""
    found: dict[ItemId, list[SourceAssociation]] = defaultdict(list)
    loose = []
    for association in told:
        if triple_of(association) in used:
            continue
        if association.origin in items:
            found[association.origin].append(association)
        else:
            loose.append(association)
    return {origin: tuple(links) for origin, links in found.items()}, tuple(loose)


def remarks_on_tree(
    items: Items,
    unplaced: tuple[ItemId, ...],
    too_deep: tuple[ItemId, ...],
    under_themselves: tuple[tuple[ItemId, ItemId], ...],
) -> Iterator[Remark]:
    """What a person should know about where the items stand."""
    if unplaced:
        yield Remark(
            what=f"{len(unplaced)} with no parent in the file: {named(unplaced, items)}",
            to_do='They stand under "Unplaced". Move them where they belong; a later import leaves them there.',
        )
    if too_deep:
        yield Remark(
            what=f"{len(too_deep)} more than {MOST_LEVELS} levels deep: {named(too_deep, items)}",
            to_do="They moved up to the last level there can be; check that the file is meant so.",
        )
    for child, parent in under_themselves:
        yield Remark(
            what=f"{name_of(child, items)} and {name_of(parent, items)} each stand under the other",
            to_do="One of the two relations is kept as a link only; check which one stands above.",
        )


def remarks_on_links(
    items: Items, in_circles: tuple[tuple[ItemId, ItemId], ...], links: tuple[SourceAssociation, ...]
) -> Iterator[Remark]:
    """What a person should know about relations that hold nobody back."""
    for first, then in in_circles:
        yield Remark(
            what=f"{name_of(first, items)} comes before {name_of(then, items)}, which leads back in a circle",
            to_do="It is kept as a link and holds nobody back; set prerequisites by hand if one is meant.",
        )
    outside = [link for link in links if link.origin not in items or link.destination not in items]
    if outside:
        gating = sum(link.type == "precedes" for link in outside)
        also = f", {gating} of them saying what comes first" if gating else ""
        relations = (
            "1 relation to an item that is" if len(outside) == 1 else f"{len(outside)} relations to items that are"
        )
        yield Remark(
            what=f"{relations} not in this framework{also}",
            to_do="They are kept as links and hold nobody back. Nothing to do.",
        )


def named(identifiers: tuple[ItemId, ...], items: Items) -> str:
    """The first few by name."""
    some = ", ".join(name_of(identifier, items) for identifier in identifiers[:NAMED_AT_MOST])
    return some + (", …" if len(identifiers) > NAMED_AT_MOST else "")


def name_of(identifier: ItemId, items: Items) -> str:
    """An item as people know it: its code, else the beginning of its statement, else its identifier."""
    item = items.get(identifier)
    if item is None:
        return identifier
    return item.code or shortened(item.short or item.statement, 40) or identifier


def shortened(text: str, length: int) -> str:
    """Text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
