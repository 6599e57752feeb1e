"""A framework as a CASE 1.1 package: imported competencies under the identifiers they came with, others under new ones.

New identifiers follow from the framework's and the competency's id, so that the same files give the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from generator.exporters.case_nodes import ASN, Node, document_node, every, namespace_of, nodes_of, plain, stands_in
from generator.exporters.case_relations import Relation, loose_relations, relations_of
from generator.exporters.case_shapes import (
    ASSOCIATION_FIELDS,
    DOCUMENT_FIELDS,
    ITEM_FIELDS,
    definitions_from,
    fitted,
    instant,
    said,
    without_nulls,
)
from generator.records.framework import Competency, Framework

STATUSES: Mapping[str, str] = {"draft": "Draft", "deprecated": "Deprecated"}
OWN_OF_ITEM = ("CFAssociations",)
OWN_OF_HEAD = ("CFAssociations", "CFDefinitions", "CFRubrics", "CFPackage", "CFPackageURI", "imported")


def case_package(framework: Framework, frameworks: Iterable[Framework]) -> dict[str, Any]:
    """The package of a framework; `frameworks` are all of the school's, to which it may refer."""
    nodes = {ref: node for each in frameworks for ref, node in nodes_of(each)}
    root = document_node(framework)
    extra = framework.extra or {}
    items = [
        item_of(competency, nodes[f"{framework.id}:{competency.id}"], framework) for competency in placed(framework)
    ]
    relations: dict[tuple[str, str, str], Relation] = {}
    for relation in (*relations_of(framework, root, nodes), *loose_relations(extra)):
        relations.setdefault((relation.type, relation.origin.identifier, relation.destination.identifier), relation)
    changed = instant(framework.source and framework.source.changed)
    names = namespace_of(framework)
    return {
        "CFDocument": document_of(framework, root),
        "CFItems": items,
        "CFAssociations": [association_of(relation, names, changed) for relation in relations.values()],
        **said({"CFDefinitions": definitions_from(extra.get("CFDefinitions"))}),
        **said({"CFRubrics": without_nulls(extra.get("CFRubrics"))}),
    }


def package_text(package: Mapping[str, Any]) -> str:
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def placed(framework: Framework) -> Iterator[Competency]:
    return (competency for competency, _, _ in every(framework) if not stands_in(competency))


def document_of(framework: Framework, root: Node) -> dict[str, Any]:
    source = framework.source
    kept = fitted(framework.extra or {}, DOCUMENT_FIELDS, OWN_OF_HEAD)
    told = {
        "identifier": root.identifier,
        "uri": root.uri,
        "creator": framework.publisher or "unknown",
        "title": root.title,
        "lastChangeDateTime": instant(source and source.changed),
        "officialSourceURL": source and source.url,
        "publisher": framework.publisher,
        "subject": [plain(subject, framework) for subject in framework.subject],
        "language": framework.language,
        "version": framework.version,
        "adoptionStatus": STATUSES.get(framework.status, "Adopted"),
        "caseVersion": "1.1",
    }
    return said({**told, **kept})


def item_of(competency: Competency, node: Node, framework: Framework) -> dict[str, Any]:
    source = competency.source
    kept = fitted(competency.extra or {}, ITEM_FIELDS, OWN_OF_ITEM)
    told = {
        "identifier": node.identifier,
        "uri": node.uri,
        "fullStatement": plain(competency.statement, framework),
        "humanCodingScheme": competency.code,
        "abbreviatedStatement": competency.short and plain(competency.short, framework),
        "CFItemType": competency.type,
        "CFItemTypeURI": type_reference(competency, framework),
        "educationLevel": [grade_of(grade, node) for grade in competency.grades],
        "conceptKeywords": list(competency.tags),
        "notes": competency.notes and plain(competency.notes, framework),
        "lastChangeDateTime": instant((source and source.changed) or (framework.source and framework.source.changed)),
    }
    return said({**told, **kept})


def grade_of(grade: str, node: Node) -> str:
    """A grade as CASE names it, where it came from ASN; every other grade as it stands."""
    if not ASN.match(node.uri):
        return grade
    return {"K": "KG"}.get(grade, grade.zfill(2) if grade.isdigit() else grade)


def type_reference(competency: Competency, framework: Framework) -> dict[str, str] | None:
    """The definition of the competency's type, where the package has one."""
    definitions: Any = (framework.extra or {}).get("CFDefinitions") or {}
    for row in definitions.get("CFItemTypes") or ():
        if row.get("title") == competency.type and row.get("identifier"):
            identifier = str(row["identifier"])
            return {"title": row["title"], "identifier": identifier, "uri": row.get("uri") or f"urn:uuid:{identifier}"}
    return None


def association_of(relation: Relation, names: UUID, changed: str) -> dict[str, Any]:
    identifier = str(
        uuid5(names, "\n".join((relation.type, relation.origin.identifier, relation.destination.identifier)))
    )
    target = relation.details.get("targetType")
    return said(
        {
            "identifier": identifier,
            "associationType": relation.type,
            "uri": f"urn:uuid:{identifier}",
            "originNodeURI": relation.origin.link(),
            "destinationNodeURI": {**relation.destination.link(), **({"targetType": target} if target else {})},
            "lastChangeDateTime": changed,
            **fitted(relation.details, ASSOCIATION_FIELDS, ("targetType",)),
        }
    )
