"""The ends of associations: under which identifier, address and title a framework and its competencies go out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from generator.records.framework import Competency, CompetencyRef, Framework
from generator.records.text import Text

ASN = re.compile(r"https?://(?:asn\.|purl\.org/ASN)")  # identifiers of ASN are no UUIDs, CASE wants them to be


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An end of an association."""

    title: str
    identifier: str
    uri: str

    def link(self) -> dict[str, str]:
        return {"title": self.title, "identifier": self.identifier, "uri": self.uri}


def every(framework: Framework) -> Iterator[tuple[Competency, Competency | None, int]]:
    """Each competency with what it is nested in and its place among its siblings, from 1, in reading order."""
    ahead: list[tuple[Competency, Competency | None, int]] = []
    siblings: tuple[Competency, ...] = framework.competencies
    parent: Competency | None = None
    while True:
        ahead += [(each, parent, place) for place, each in enumerate(siblings, start=1)][::-1]
        if not ahead:
            return
        yield ahead[-1]
        parent, siblings = ahead[-1][0], ahead.pop()[0].competencies


def stands_in(competency: Competency) -> bool:
    """Whether it only holds together what an import found no parent for."""
    return bool((competency.extra or {}).get("unplaced"))


def namespace_of(framework: Framework) -> UUID:
    """From which the framework's new identifiers follow."""
    return uuid5(NAMESPACE_URL, uri_of(framework))


def uri_of(framework: Framework) -> str:
    return (framework.source and framework.source.uri) or f"urn:pathbook:{framework.id}"


def document_node(framework: Framework) -> Node:
    given = framework.source and framework.source.case_id
    identifier = given if given and not ASN.match(uri_of(framework)) else str(namespace_of(framework))
    return Node(title=plain(framework.title, framework), identifier=identifier, uri=uri_of(framework))


def nodes_of(framework: Framework) -> Iterator[tuple[CompetencyRef, Node]]:
    names = namespace_of(framework)
    for competency, _, _ in every(framework):
        source = competency.source
        uri = source and source.uri
        if uri and ASN.match(uri):
            identifier = str(uuid5(NAMESPACE_URL, uri))
        else:
            identifier = (source and source.case_id) or str(uuid5(names, competency.id))
        title = competency.code or plain(competency.short or competency.statement, framework)
        yield (
            f"{framework.id}:{competency.id}",
            Node(title=" ".join(title.split()), identifier=identifier, uri=uri or f"urn:uuid:{identifier}"),
        )


def plain(text: Text, framework: Framework) -> str:
    """The words in the framework's own language."""
    versions = text.versions
    return (versions.get("") or versions.get(framework.language or "") or next(iter(versions.values()))).text
