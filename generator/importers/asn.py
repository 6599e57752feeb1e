"""Standards of the Achievement Standards Network, as RDF/XML or RDF/JSON, with the order their authors gave.

In RDF the children of a statement are a set; their order exists only in the text of the file, so the file is read
as text in order, not as a graph.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element, ParseError  # the types only; parsing is defusedxml's

from babel.core import get_global
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.importers.foreign import Foreign, not_a
from generator.importers.source import SourceAssociation, SourceFramework, SourceHead, SourceItem

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ASN = "http://purl.org/ASN/schema/core/"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
GEM = "http://purl.org/gem/qualifiers/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
CC = "http://creativecommons.org/ns#"
TYPE, CHILD, PARENT = f"{RDF}type", f"{GEM}hasChild", f"{GEM}isChildOf"

Facts: TypeAlias = Mapping[str, tuple[str, ...]]  # predicate → values in the order of the file
RELATIONS: Mapping[str, str] = {
    f"{SKOS}exactMatch": "exactMatchOf",
    f"{ASN}alignTo": "isRelatedTo",
    f"{ASN}comprisedOf": "ext:comprisedOf",
    f"{ASN}derivedFrom": "ext:derivedFrom",
    f"{ASN}conceptTerm": "ext:conceptTerm",
    "http://www.w3.org/2000/01/rdf-schema#seeAlso": "ext:seeAlso",
}
STATUSES: Mapping[str, str] = {"Draft": "draft", "Deprecated": "deprecated"}


def asn_framework(raw: bytes) -> SourceFramework:
    """The framework in a file; raises Foreign where there is none."""
    subjects = from_xml(raw) if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else from_json(raw)
    root = next((name for name, facts in subjects.items() if f"{ASN}StandardDocument" in facts.get(TYPE, ())), "")
    if not root:
        raise Foreign(not_a("an ASN standards document", raw))
    statements = {name: facts for name, facts in subjects.items() if name and f"{ASN}Statement" in facts.get(TYPE, ())}
    return SourceFramework(
        head=head_of(root, subjects),
        items={tail(name): item_of(name, facts) for name, facts in statements.items()},
        associations=tuple(associations_of(root, statements, subjects)),
    )


def from_xml(raw: bytes) -> dict[str, Facts]:
    try:
        document: Element = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Foreign(not_a("an ASN standards document", raw)) from None
    if document.tag != f"{{{RDF}}}RDF":
        raise Foreign(not_a("an ASN standards document", raw))
    found: dict[str, dict[str, list[str]]] = {}
    ahead = list(reversed(document))
    while ahead:
        node = ahead.pop()
        name = node.get(f"{{{RDF}}}about") or node.get(f"{{{RDF}}}ID") or node.get(f"{{{RDF}}}nodeID") or ""
        facts = found.setdefault(name, defaultdict(list))
        if node.tag != f"{{{RDF}}}Description":
            facts[TYPE].append(plain_name(node.tag))
        for told in node:
            inner = list(told)  # a statement may stand inside the property that leads to it
            ahead.extend(reversed(inner))
            target = inner[0].get(f"{{{RDF}}}about") if inner else told.get(f"{{{RDF}}}resource")
            facts[plain_name(told.tag)].append(target if target is not None else (told.text or ""))
    return frozen(found)


def plain_name(tag: str) -> str:
    """{namespace}name as one address."""
    return tag.removeprefix("{").replace("}", "")


def from_json(raw: bytes) -> dict[str, Facts]:
    try:
        told: Any = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Foreign(not_a("an ASN standards document", raw)) from None
    if not isinstance(told, dict):
        raise Foreign(not_a("an ASN standards document", raw))
    found: dict[str, dict[str, list[str]]] = {}
    for name, predicates in told.items():
        facts = found.setdefault(name, defaultdict(list))
        for predicate, values in predicates.items() if isinstance(predicates, dict) else ():
            for value in values if isinstance(values, list) else (values,):
                if isinstance(value, dict) and isinstance(value.get("value"), str):
                    facts[predicate].append(value["value"])
    return frozen(found)


def frozen(found: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, Facts]:
    """Each value once, in the order of the file."""
    return {
        name: {predicate: tuple(dict.fromkeys(values)) for predicate, values in facts.items()}
        for name, facts in found.items()
    }


def head_of(root: str, subjects: Mapping[str, Facts]) -> SourceHead:
    facts = subjects[root]
    about = next(
        (each for each in subjects.values() if root in each.get("http://xmlns.com/foaf/0.1/primaryTopic", ())), {}
    )
    license_ = first(about, f"{CC}license") or first(facts, f"{CC}license")
    status = tail(first(facts, f"{ASN}publicationStatus") or "")
    kept = {
        "creator": "; ".join(facts.get("http://www.loc.gov/loc.terms/relators/aut", ())),
        "description": first(facts, f"{TERMS}description"),
    }
    return SourceHead(
        identifier=tail(root),
        uri=root,
        url=first(facts, f"{TERMS}source"),
        changed=first(about, f"{TERMS}modified"),
        title=first(facts, f"{DC}title") or first(facts, f"{TERMS}title") or tail(root),
        publisher="; ".join(facts.get(f"{DC}publisher", ())) or None,
        version=first(facts, f"{TERMS}valid") or first(facts, f"{TERMS}dateCopyright"),
        status=STATUSES.get(status, "adopted"),
        language=language_of(first(facts, f"{TERMS}language")),
        subject=tuple(tail(subject).capitalize() for subject in facts.get(f"{TERMS}subject", ())),
        grades=grades_of(facts),
        license=license_,
        attribution=tuple(attribution_lines(root, facts, about, license_)),
        extra={name: value for name, value in kept.items() if value},
    )


def attribution_lines(root: str, facts: Facts, about: Facts, license_: str | None) -> Iterator[str]:
    """What the authors of the standards and the makers of the encoding ask to be printed."""
    yield from facts.get(f"{TERMS}rights", ())
    yield from facts.get(f"{SKOS}note", ())
    holder = first(about, f"{CC}attributionName") or first(about, f"{TERMS}rightsHolder")
    if holder and license_:
        address = first(about, f"{CC}attributionURL") or root
        yield (
            f"Encoded as data by the Achievement Standards Network, {address}, © {holder}. "
            f"Used under {license_name(license_)}, {license_}. Changes: parts selected, format converted."
        )


def license_name(address: str) -> str:
    """CC BY 3.0 US, from the address of a Creative Commons licence; another address has no name we know."""
    told = re.search(r"creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)(?:/([a-z]{2}))?", address)
    return " ".join(("CC", *(part.upper() for part in told.groups() if part))) if told else "the licence"


def item_of(name: str, facts: Facts) -> SourceItem:
    list_mark = first(facts, f"{ASN}listID")
    kept = {
        "listEnumeration": list_mark,
        "altStatementNotation": first(facts, f"{ASN}altStatementNotation"),
    }
    return SourceItem(
        identifier=tail(name),
        uri=name,
        changed=first(facts, f"{TERMS}modified"),
        code=first(facts, f"{ASN}statementNotation"),
        statement=first(facts, f"{TERMS}description") or "",
        type=first(facts, f"{ASN}statementLabel"),
        grades=grades_of(facts),
        notes="\n\n".join(comment.strip() for comment in facts.get(f"{ASN}comment", ())) or None,
        list_mark=list_mark,
        extra={name: value for name, value in kept.items() if value},
    )


def associations_of(
    root: str, statements: Mapping[str, Facts], subjects: Mapping[str, Facts]
) -> Iterator[SourceAssociation]:
    """Parents in the order their parents list them, then every other relation of each statement."""
    listed = set()
    for parent in (root, *statements):
        for number, child in enumerate(subjects[parent].get(CHILD, ()), start=1):
            if child in statements:
                listed.add((child, parent))
                yield relation("isChildOf", child, parent, subjects, number)
    for name, facts in statements.items():
        for predicate, type_ in ((PARENT, "isChildOf"), *RELATIONS.items()):
            for value in facts.get(predicate, ()):
                if predicate != PARENT or (name, value) not in listed:
                    yield relation(type_, name, value, subjects)


def relation(
    type_: str, origin: str, destination: str, subjects: Mapping[str, Facts], sequence: int | None = None
) -> SourceAssociation:
    known = subjects.get(destination)
    title = known and (first(known, f"{ASN}statementNotation") or first(known, f"{TERMS}description"))
    return SourceAssociation(
        type=type_,
        origin=tail(origin),
        destination=tail(destination) if known else destination,
        sequence=sequence,
        title=title or None,
        uri=destination,
        extra={},
    )


def first(facts: Facts, predicate: str) -> str | None:
    """The first value that says something."""
    return next((value.strip() for value in facts.get(predicate, ()) if value.strip()), None)


def tail(address: str) -> str:
    """The last part of an address."""
    return address.rstrip("/").rsplit("/", 1)[-1]


def grades_of(facts: Facts) -> tuple[str, ...]:
    """Education levels as ASN writes them: "K", "4"."""
    return tuple(tail(level) for level in facts.get(f"{TERMS}educationLevel", ()))


def language_of(address: str | None) -> str | None:
    """A language tag from the address of an ISO 639-2 code."""
    if not address:
        return None
    code = tail(address)
    shorter: Mapping[str, str] = get_global("language_aliases")
    return shorter.get(code, code)
