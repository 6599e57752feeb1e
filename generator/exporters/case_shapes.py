"""What CASE 1.1 allows where, and what was kept verbatim made to fit it; what fits nowhere becomes an extension."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

LONG_AGO = "1970-01-01T00:00:00+00:00"  # a required time of change that nobody knows
TYPES = frozenset(
    ("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar")
) | {"hasSkillLevel", "isTranslationOf"}
# Fields that may come from what was kept verbatim, and the shape each must have.
DOCUMENT_FIELDS: Mapping[str, type] = {
    "creator": str, "frameworkType": str, "description": str, "subjectURI": list, "adoptionStatus": str,
    "officialSourceURL": str, "language": str, "statusStartDate": str, "statusEndDate": str, "licenseURI": dict,
    "notes": str, "extensions": dict,
}  # fmt: skip
ITEM_FIELDS: Mapping[str, type] = {
    "alternativeLabel": str, "CFItemType": str, "CFItemTypeURI": dict, "listEnumeration": str,
    "conceptKeywordsURI": dict, "subject": list, "subjectURI": list, "language": str, "licenseURI": dict,
    "statusStartDate": str, "statusEndDate": str, "extensions": dict,
}  # fmt: skip
ASSOCIATION_FIELDS: Mapping[str, type] = {
    "CFAssociationGroupingURI": dict, "notes": str, "sequenceNumber": int, "extensions": dict,
}  # fmt: skip
COMMON = ("identifier", "uri", "title", "lastChangeDateTime")
DEFINITIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # what is required, what is allowed besides
    "CFConcepts": ((*COMMON, "hierarchyCode"), ("keywords", "description")),
    "CFSubjects": ((*COMMON, "hierarchyCode"), ("description",)),
    "CFLicenses": ((*COMMON, "licenseText"), ("description",)),
    "CFItemTypes": ((*COMMON, "description", "hierarchyCode"), ("typeCode",)),
    "CFAssociationGroupings": (COMMON, ("description",)),
}


def said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing; CASE allows no null."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def fitted(kept: Mapping[str, Any], allowed: Mapping[str, type], ours: Sequence[str] = ()) -> dict[str, Any]:
    """Fields kept verbatim in the shape CASE 1.1 gives them; others among the extensions; `ours` left out."""
    fields: dict[str, Any] = {}
    extensions: dict[str, Any] = {}
    for name, value in without_nulls(kept).items():
        if name in ours:
            continue
        shaped = in_shape(value, allowed[name], name) if name in allowed else None
        if shaped is None:
            extensions[name] = value
        elif name == "extensions":
            extensions |= shaped
        else:
            fields[name] = shaped
    return fields | ({"extensions": extensions} if extensions else {})


def in_shape(value: Any, shape: type, name: str) -> Any:
    """The value in a shape; None where it cannot have it."""
    if name.endswith("URI") and shape is dict:
        return reference(value)
    if name == "subjectURI":
        found = [reference(each) for each in value] if isinstance(value, list) else [None]
        return None if None in found else found
    if shape is str and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if name == "subject":
        return [str(each) for each in value] if isinstance(value, list) else [str(value)]
    return value if isinstance(value, shape) and not isinstance(value, bool) else None


def reference(value: Any) -> dict[str, str] | None:
    """A reference by title, identifier and uri; None where one is missing."""
    names = ("title", "identifier", "uri")
    if not isinstance(value, Mapping) or not all(isinstance(value.get(name), str) for name in names):
        return None
    return {name: value[name] for name in names}


def without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [without_nulls(each) for each in value] if isinstance(value, list) else value


def definitions_from(kept: Any) -> dict[str, Any]:
    """CFDefinitions with everything CASE 1.1 requires of them."""
    if not isinstance(kept, Mapping):
        return {}
    found: dict[str, Any] = {}
    for name, (required, optional) in DEFINITIONS.items():
        rows = kept.get(name)
        shapes: Mapping[str, type] = {**dict.fromkeys((*required, *optional), str), "extensions": dict}
        if isinstance(rows, list):
            found[name] = [completed(fitted(row, shapes), required) for row in rows if isinstance(row, Mapping)]
    return said(found)


def completed(row: Mapping[str, Any], required: Sequence[str]) -> dict[str, Any]:
    """A definition with what is required: a text says the title again, a code that is missing is the first."""
    instead = {"hierarchyCode": "1", "identifier": "", "uri": f"urn:uuid:{row.get('identifier', '')}"}
    found = {name: row.get(name) or instead.get(name) or row.get("title") or "-" for name in required}
    return {**row, **found, "lastChangeDateTime": instant(row.get("lastChangeDateTime"))}


def instant(told: Any) -> str:
    """A time of change with the zone it must have; where the source names none, that of Greenwich."""
    text = str(told or "").strip().replace(" ", "T", 1)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return f"{text}T00:00:00+00:00"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?", text):
        return f"{text}+00:00"
    good = re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})", text
    )
    return text if good else LONG_AGO
