"""CASE packages (1.0 and 1.1), as real servers write them: wrapped or not, with fields missing, doubled or misspelt."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.importers.case_facts import (
    identifier_of,
    is_address,
    language_tag,
    many,
    others,
    sequence_of,
    uri_of,
    words,
)
from generator.importers.foreign import Foreign, not_a
from generator.importers.source import ItemId, Remark, SourceAssociation, SourceFramework, SourceHead, SourceItem

STATUSES: Mapping[str, str] = {"Draft": "draft", "Private Draft": "draft", "Deprecated": "deprecated"}
# What a record of ours holds under its own name; every other field is kept under its CASE name.
ITEM_KNOWN = frozenset(
    [
        "identifier",
        "uri",
        "lastChangeDateTime",
        "humanCodingScheme",
        "fullStatement",
        "abbreviatedStatement",
        "educationLevel",
        "educationalLevel",
        "conceptKeywords",
        "notes",
        "CFItemType",
        "CFItemTypeURI",
        "CFDocumentURI",
    ]
)
HEAD_KNOWN = frozenset(
    [
        "identifier",
        "uri",
        "lastChangeDateTime",
        "title",
        "publisher",
        "version",
        "officialSourceURL",
        "language",
        "subject",
        "adoptionStatus",
        "caseVersion",
    ]
)
ASSOCIATION_KNOWN = frozenset(
    [
        "identifier",
        "uri",
        "lastChangeDateTime",
        "associationType",
        "originNodeURI",
        "destinationNodeURI",
        "sequenceNumber",
        "CFDocumentURI",
    ]
)
PACKAGE_KNOWN = frozenset(["CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics"])


def case_frameworks(raw: bytes, on: date) -> tuple[SourceFramework, ...]:
    """Every framework in a file; raises Foreign where there is none. What ended before `on` is marked so."""
    try:
        told: Any = json.loads(raw.decode("utf-8-sig"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise Foreign(not_a("a CASE package", raw)) from None
    packages = [package for package in unwrapped(told) if isinstance(package.get("CFDocument"), Mapping)]
    if not packages:
        raise Foreign(not_a("a CASE package", raw))
    return tuple(framework_of(package, on) for package in packages)


def unwrapped(told: Any) -> Iterator[Mapping[str, Any]]:
    """The packages in what a server or a script wraps around them."""
    for each in rows_in(told if isinstance(told, list) else [told]):
        inner = each.get("CFPackage", each.get("CFPackages", each))
        yield from rows_in(inner if isinstance(inner, list) else [inner])


def rows_in(value: Any) -> list[Mapping[str, Any]]:
    """The mappings of a list; nothing where there is no list."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def framework_of(package: Mapping[str, Any], on: date) -> SourceFramework:
    document: Mapping[str, Any] = package["CFDocument"]
    root = identifier_of(document) or "document"
    definitions = package.get("CFDefinitions")
    types = types_in(definitions)
    told = [
        item_of(row, identifier_of(row) or f"{root}-item-{number}", types, on)
        for number, row in enumerate(rows_in(package.get("CFItems")), start=1)
    ]
    items: dict[ItemId, SourceItem] = {}
    for item in told:
        items.setdefault(item.identifier, item)
    known = names_in(root, words(document.get("uri")), items)
    associations = [row for row in rows_in(package.get("CFAssociations")) if words(row.get("associationType"))]
    return SourceFramework(
        head=head_of(root, package, tuple(types), on),
        items=items,
        associations=tuple(association_of(row, known, items) for row in associations),
        remarks=tuple(remarks_on(told, items)),
    )


def types_in(definitions: Any) -> dict[str, Mapping[str, Any]]:
    """The item types a package defines, by title, as items refer to them."""
    rows = rows_in(definitions.get("CFItemTypes")) if isinstance(definitions, Mapping) else []
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        title = words(row.get("title"))
        if title:
            found.setdefault(title, {name: row.get(name) for name in ("title", "identifier", "uri")})
    return found


def names_in(root: ItemId, uri: str | None, items: Mapping[ItemId, SourceItem]) -> Mapping[str, ItemId]:
    """Every name under which associations may speak of the document and its items."""
    found: dict[str, ItemId] = {}
    for identifier, address in ((root, uri), *((item.identifier, item.uri) for item in items.values())):
        found.setdefault(identifier, identifier)
        if address:
            found.setdefault(address, identifier)
    for identifier in (root, *items):
        found.setdefault(identifier.lower(), identifier)
    return found


def item_of(row: Mapping[str, Any], identifier: ItemId, types: Mapping[str, Mapping[str, Any]], on: date) -> SourceItem:
    label, link = words(row.get("CFItemType")), row.get("CFItemTypeURI")
    type_ = (words(link.get("title")) if isinstance(link, Mapping) else None) or label  # the definition's title wins
    kept = others(row, ITEM_KNOWN)
    if link and link != types.get(type_ or ""):
        kept |= others({"CFItemTypeURI": link}, ())
    if label != type_:
        kept |= others({"CFItemType": label}, ())
    return SourceItem(
        identifier=identifier,
        uri=words(row.get("uri")),
        changed=words(row.get("lastChangeDateTime")),
        code=words(row.get("humanCodingScheme")),
        statement=words(row.get("fullStatement")) or "",
        short=words(row.get("abbreviatedStatement")),
        type=type_,
        grades=many(row.get("educationLevel") or row.get("educationalLevel")),
        tags=many(row.get("conceptKeywords")),
        notes=words(row.get("notes")),
        ended=has_ended(row, on),
        list_mark=words(row.get("listEnumeration")),
        extra=kept,
    )


def has_ended(row: Mapping[str, Any], on: date) -> bool:
    """Whether the status of an item or document ended before a day."""
    ended = words(row.get("statusEndDate"))
    return ended is not None and ended[:10] < on.isoformat()


def head_of(root: ItemId, package: Mapping[str, Any], types: Sequence[str], on: date) -> SourceHead:
    document: Mapping[str, Any] = package["CFDocument"]
    license_, url = document.get("licenseURI"), words(document.get("officialSourceURL"))
    title = words(document.get("title")) or root
    publisher = words(document.get("publisher"))
    author = publisher or words(document.get("creator"))
    status = words(document.get("adoptionStatus"))
    language = words(document.get("language"))
    odd = {
        "adoptionStatus": None if status in ("Draft", "Adopted", "Deprecated") else status,
        "officialSourceURL": None if url and is_address(url) else url,
        "language": None if language_tag(language) else language,
        "CFDefinitions": others(package.get("CFDefinitions") or {}, ()),
        "CFRubrics": package.get("CFRubrics"),
        "CFPackage": others(package, PACKAGE_KNOWN),
    }
    return SourceHead(
        identifier=root,
        uri=words(document.get("uri")),
        url=url if url and is_address(url) else None,
        changed=words(document.get("lastChangeDateTime")),
        title=title,
        publisher=publisher,
        version=words(document.get("version")),
        status="deprecated" if has_ended(document, on) else STATUSES.get(status or "", "adopted"),
        language=language_tag(language),
        subject=many(document.get("subject")),
        license=words(license_.get("title")) if isinstance(license_, Mapping) else words(license_),
        attribution=(f"{title}. {author}.",) if author else (),
        item_types=tuple(types),
        extra={**others(document, HEAD_KNOWN), **others(odd, ())},
    )


def association_of(
    row: Mapping[str, Any], known: Mapping[str, ItemId], items: Mapping[ItemId, SourceItem]
) -> SourceAssociation:
    origin, destination = row.get("originNodeURI"), row.get("destinationNodeURI")
    origin_id = node_of(origin, known)
    sequence = sequence_of(row.get("sequenceNumber"))
    whole = destination if isinstance(destination, Mapping) else {}
    odd = {
        "sequenceNumber": None if row["associationType"] == "isChildOf" else row.get("sequenceNumber"),
        "targetType": whole.get("targetType"),
        "originNodeURI": None if origin_id in items else origin,
    }
    return SourceAssociation(
        type=words(row["associationType"]) or "",
        origin=origin_id,
        destination=node_of(destination, known),
        sequence=sequence,
        title=words(whole.get("title")),
        uri=uri_of(destination),
        extra={**others(row, ASSOCIATION_KNOWN), **others(odd, ())},
    )


def node_of(node: Any, known: Mapping[str, ItemId]) -> ItemId:
    """The item one end of an association means, by its identifier or by its uri; else the identifier as it stands."""
    identifier = identifier_of(node) or ""
    for name in (identifier, uri_of(node) or "", identifier.lower()):
        if name in known:
            return known[name]
    return identifier or uri_of(node) or "?"


def remarks_on(told: Sequence[SourceItem], items: Mapping[ItemId, SourceItem]) -> Iterator[Remark]:
    """What is odd about the items themselves."""
    if not items:
        yield Remark(what="there is no item in the file", to_do="Check that the whole framework was downloaded.")
    if len(told) > len(items):
        yield Remark(
            what=f"an identifier that an earlier item has, {len(told) - len(items)} times",
            to_do="Only the first of each was taken; ask the publisher which one counts.",
        )
    codes = Counter(item.code for item in items.values() if item.code)
    doubled = [code for code, times in codes.items() if times > 1]
    if doubled:
        yield Remark(
            what=f"codes that stand for more than one item, {len(doubled)} in all: {', '.join(doubled[:5])}",
            to_do="The second of each got an id that ends in -2. Nothing to do.",
        )
    empty = sum(not item.statement for item in items.values())
    if empty:
        yield Remark(
            what=f"{empty} items have no statement",
            to_do="Their short statement or code stands in; write a better one.",
        )
