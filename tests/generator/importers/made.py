"""Small packages made by hand, a school to bring them into, and ways to look at what came of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator.importers.bring import Import, import_into
from generator.importers.case import case_frameworks
from generator.importers.folder import write_files
from generator.importers.select import Selection
from generator.load.frameworks import Frameworks, read_frameworks
from generator.records.framework import Framework

DAY = date(2026, 11, 20)
DOCUMENT = "d0000000-0000-4000-8000-000000000000"
TOP = Path(__file__).parents[3]
SHARED = TOP.parent / "shared" / "data"
Row = Mapping[str, Any]


def item(name: str, **fields: Any) -> dict[str, Any]:
    """An item whose identifier is its name; a field that is None is left out."""
    told = {
        "identifier": name,
        "uri": f"https://case.example.org/CFItems/{name}",
        "fullStatement": f"Statement of {name}.",
        "humanCodingScheme": name.upper(),
        "lastChangeDateTime": "2026-01-01T00:00:00+00:00",
        **fields,
    }
    return {field: value for field, value in told.items() if value is not None}


def node(name: str) -> dict[str, str]:
    kind = "CFDocuments" if name == DOCUMENT else "CFItems"
    return {"title": name, "identifier": name, "uri": f"https://case.example.org/{kind}/{name}"}


def relation(type_: str, origin: str, destination: str, **fields: Any) -> dict[str, Any]:
    name = f"{type_}-{origin}-{destination}"
    return {
        "identifier": name,
        "uri": f"https://case.example.org/CFAssociations/{name}",
        "associationType": type_,
        "originNodeURI": node(origin),
        "destinationNodeURI": node(destination),
        "lastChangeDateTime": "2026-01-01T00:00:00+00:00",
        **fields,
    }


def child(origin: str, parent: str = DOCUMENT, sequence: Any = None) -> dict[str, Any]:
    return relation("isChildOf", origin, parent, **({} if sequence is None else {"sequenceNumber": sequence}))


def package(items: Sequence[Row], associations: Sequence[Row], **document: Any) -> dict[str, Any]:
    told = {
        "identifier": DOCUMENT,
        "uri": f"https://case.example.org/CFDocuments/{DOCUMENT}",
        "creator": "Example State",
        "title": "Example standards",
        "lastChangeDateTime": "2026-01-01T00:00:00+00:00",
        "language": "en",
        **document,
    }
    return {"CFDocument": told, "CFItems": list(items), "CFAssociations": list(associations)}


def raw(told: Any) -> bytes:
    return json.dumps(told).encode()


def brought(root: Path, told: Any, framework: str = "ex", asked: Selection | None = None) -> Import:
    """Import a package of one framework and write its files."""
    (source,) = case_frameworks(told if isinstance(told, bytes) else raw(told), DAY)
    made = import_into(root, source, framework, asked or Selection())
    write_files(root, made.framework, made.texts, made.outcome.memory)
    return made


def loaded(root: Path, framework: str = "ex") -> Framework:
    """The framework as every build reads it, without a problem."""
    return all_loaded(root).frameworks[framework]


def all_loaded(root: Path) -> Frameworks:
    found = read_frameworks(root)
    assert not found.problems, found.problems
    return found


def texts(root: Path, framework: str = "ex") -> dict[str, bytes]:
    """Every file of a framework, hidden ones too."""
    return {file.name: file.read_bytes() for file in (root / "frameworks" / framework).iterdir()}


def shape(framework: Framework) -> Any:
    """The tree of ids: {id: {…}}."""

    def below(competencies: Any) -> Any:
        return {competency.id: below(competency.competencies) for competency in competencies}

    return below(framework.competencies)


def triples(told: Row) -> set[tuple[str, str, str]]:
    """Origin, type and destination of each association of a package."""
    return {
        (row["originNodeURI"]["identifier"], row["associationType"], row["destinationNodeURI"]["identifier"])
        for row in told["CFAssociations"]
    }
