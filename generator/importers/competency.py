"""One item of a source as a competency, and the head of a source as a framework: the same facts under our names."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from generator.importers.ids import free_id, slug
from generator.importers.source import Arranged, ItemId, SourceAssociation, SourceFramework, SourceHead, SourceItem
from generator.load.address import identifier_in
from generator.records.framework import Competency, Framework

FIELDS = tuple(field.name for field in fields(Competency) if field.name != "place")
HEAD_FIELDS = tuple(field.name for field in fields(Framework) if field.name != "place")
UNPLACED = "Unplaced"
ODD_SPACES = "\u00a0\ufeff\u200b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Under which names the items of a source are known here."""

    framework: str
    ids: Mapping[ItemId, str]

    def target_of(self, association: SourceAssociation) -> dict[str, Any]:
        """Where a relation leads: a competency of this framework, else an address that is never fetched."""
        own = self.ids.get(association.destination)
        if own is not None:
            return {"target": f"{self.framework}:{own}"}
        target = association.uri or association.destination
        told: dict[str, Any] = {"target": target}
        if identifier_in(target) != association.destination:
            told["case_id"] = association.destination
        if association.title:
            told["title"] = tidy(association.title)
        return told


def competency_of(item: SourceItem, arranged: Arranged, naming: Naming) -> dict[str, Any]:
    """What the source says about an item, its children left out; nothing the source does not say."""
    identifier = item.identifier
    links = arranged.links.get(identifier, ())
    replaced_by = arranged.replaced_by.get(identifier)
    told = {
        "id": naming.ids[identifier],
        "code": item.code,
        "statement": tidy(item.statement) or item.short or item.code or naming.ids[identifier],
        "short": tidy(item.short or "") or None,
        "type": item.type,
        "grades": list(item.grades),
        "status": "deprecated" if item.ended else None,
        "prerequisites": [
            f"{naming.framework}:{naming.ids[first]}" for first in arranged.prerequisites.get(identifier, ())
        ],
        "tags": list(item.tags),
        "notes": tidy(item.notes or "") or None,
        "links": [{"type": link.type, **naming.target_of(link)} for link in links],
        "also_under": [naming.ids[parent] for parent in arranged.also_under.get(identifier, ())],
        "replaced_by": naming.ids[replaced_by] if replaced_by else None,
        "source": said({"case_id": identifier, "uri": item.uri, "changed": item.changed}),
        "extra": said({**item.extra, "CFAssociations": more_about(links)}),
    }
    return in_order(said(told), FIELDS)


def more_about(associations: tuple[SourceAssociation, ...]) -> list[dict[str, Any]]:
    """What associations say beyond their type and ends."""
    return [
        {"associationType": link.type, "destination": link.destination, **link.extra}
        for link in associations
        if link.extra
    ]


def head_of(source: SourceFramework, arranged: Arranged, framework_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The head of framework.yml, competencies left out; `asked` is what a later import will ask for again."""
    head: SourceHead = source.head
    told = {
        "id": framework_id,
        "title": tidy(head.title) or framework_id,
        "publisher": head.publisher,
        "version": head.version,
        "status": head.status if head.status != "adopted" else None,
        "language": head.language,
        "subject": list(head.subject),
        "grades": list(head.grades) or grades_in_order(source),
        "license": head.license,
        "attribution": list(head.attribution),
        "source": said({"case_id": head.identifier, "uri": head.uri, "url": head.url, "changed": head.changed}),
        "item_types": list(head.item_types),
        "extra": said(
            {
                **head.extra,
                "CFAssociations": [loose_association(each) for each in arranged.loose],
                "imported": said(asked),
            }
        ),
    }
    return in_order(said(told), HEAD_FIELDS)


def loose_association(association: SourceAssociation) -> dict[str, Any]:
    """A relation that begins at nothing in this file, whole."""
    destination = said({"title": association.title, "identifier": association.destination, "uri": association.uri})
    return {
        "associationType": association.type,
        "originNodeURI": {"identifier": association.origin},
        "destinationNodeURI": destination,
        **association.extra,
    }


def grades_in_order(source: SourceFramework) -> list[str]:
    """Every grade an item names, youngest first."""
    found = {grade for item in source.items.values() for grade in item.grades}
    return sorted(found, key=grade_order)


def grade_order(grade: str) -> tuple[int, str]:
    """Before school, kindergarten, then the numbers, then anything else by name."""
    if re.fullmatch("[0-9]{1,2}", grade):
        return int(grade), grade
    return {"PK": -1, "KG": 0, "K": 0}.get(grade, 99), grade


def unplaced_head(taken: Collection[str]) -> dict[str, Any]:
    """What stands above items without a parent; `extra` tells an export that it is no item."""
    return {
        "id": free_id(slug(UNPLACED), taken),
        "statement": UNPLACED,
        "notes": "These had no parent in the file they came from. Move each where it belongs.",
        "extra": {"unplaced": True},
    }


def said(told: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {name: value for name, value in told.items() if value not in (None, "", [], {}, ())}


def in_order(told: Mapping[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    return {name: told[name] for name in order if name in told}


def tidy(text: str) -> str:
    """Line ends of this system, no space or invisible sign around; what stands inside stays as it is."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().strip(ODD_SPACES).strip()
