"""The relations of a framework as CASE has them: the tree, prerequisites, successors, translations, links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.exporters.case_nodes import Node, every, plain, stands_in
from generator.exporters.case_shapes import TYPES
from generator.load.address import identifier_in
from generator.records.framework import Competency, CompetencyRef, Condition, Framework, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An association on its way into the package. `details`: what it says beyond type and ends."""

    type: str
    origin: Node
    destination: Node
    details: Mapping[str, Any]


def relations_of(framework: Framework, root: Node, nodes: Mapping[CompetencyRef, Node]) -> Iterator[Relation]:
    """Every relation of every competency; those to what nobody knows any more are left out."""
    for competency, parent, place in every(framework):
        if stands_in(competency):
            continue
        own = nodes[f"{framework.id}:{competency.id}"]
        details = details_of(competency)
        above = root if parent is None else None if stands_in(parent) else nodes[f"{framework.id}:{parent.id}"]
        for type_, origin, destination in ends_of(competency, own, above, framework, nodes):
            number = {"sequenceNumber": place} if destination is above and type_ == "isChildOf" else {}
            more = details.get((type_, destination.identifier), {})
            yield Relation(type=type_, origin=origin, destination=destination, details={**more, **number})


def ends_of(
    competency: Competency, own: Node, above: Node | None, framework: Framework, nodes: Mapping[CompetencyRef, Node]
) -> Iterator[tuple[str, Node, Node]]:
    """Type, origin and destination of each relation that is written at a competency."""
    if above is not None:
        yield "isChildOf", own, above
    for parent in competency.also_under:
        yield from known("isChildOf", own, nodes.get(qualified(parent, framework)))
    for ref in refs_in(competency.prerequisites):
        if ref in nodes:
            yield "precedes", nodes[ref], own
    if competency.replaced_by:
        yield from known("replacedBy", own, nodes.get(qualified(competency.replaced_by, framework)))
    for ref in (competency.translations or {}).values():
        yield from known("isTranslationOf", own, nodes.get(ref))
    for link in competency.links:
        type_ = link.type if link.type in TYPES or link.type.startswith("ext:") else f"ext:{link.type}"
        yield type_, own, nodes.get(link.target) or outside(link, framework)


def known(type_: str, own: Node, other: Node | None) -> Iterator[tuple[str, Node, Node]]:
    if other is not None:
        yield type_, own, other


def qualified(name: str, framework: Framework) -> CompetencyRef:
    return name if ":" in name else f"{framework.id}:{name}"


def refs_in(condition: Condition | None) -> Iterator[CompetencyRef]:
    """Every competency a condition speaks of."""
    ahead: list[CompetencyRef | Condition] = [] if condition is None else [condition]
    while ahead:
        each = ahead.pop(0)
        if isinstance(each, str):
            yield each
        else:
            ahead += each.of


def outside(link: Link, framework: Framework) -> Node:
    """The end of a link that leads out of the school's frameworks."""
    identifier = link.case_id or identifier_in(link.target)
    title = plain(link.title, framework) if link.title else link.target
    return Node(title=title, identifier=identifier, uri=link.target)


def details_of(competency: Competency) -> dict[tuple[str, str], Mapping[str, Any]]:
    """What associations said beyond type and ends when they were imported, by type and destination."""
    rows: Any = (competency.extra or {}).get("CFAssociations") or ()
    return {
        (row["associationType"], row["destination"]): {
            name: value for name, value in row.items() if name not in ("associationType", "destination")
        }
        for row in rows
    }


def loose_relations(extra: Mapping[str, Any]) -> Iterator[Relation]:
    """Relations that begin at nothing in the framework."""
    rows: Any = extra.get("CFAssociations") or ()
    for row in rows:
        ends = [row.get(name) or {} for name in ("originNodeURI", "destinationNodeURI")]
        origin, destination = (
            Node(
                title=end.get("title") or end.get("uri") or str(end.get("identifier")),
                identifier=str(end.get("identifier") or end.get("uri")),
                uri=end.get("uri") or f"urn:uuid:{end.get('identifier')}",
            )
            for end in ends
        )
        details = {
            name: value
            for name, value in row.items()
            if name not in ("associationType", "originNodeURI", "destinationNodeURI")
        }
        yield Relation(type=row["associationType"], origin=origin, destination=destination, details=details)
