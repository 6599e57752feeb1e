"""What a file is, when it is not what was asked for. A person gave it, so the answer is a sentence, not a stack."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any


class Foreign(Exception):  # noqa: N818 - it says what a file is, which is no error of the code
    """The file holds something else than was asked for; the message is a sentence for the person who gave it."""


def not_a(wanted: str, raw: bytes) -> str:
    """One sentence: what was wanted, and what the file seems to be."""
    return f"this is not {wanted}: {kind_of(raw)}"


def kind_of(raw: bytes) -> str:
    """What the bytes seem to be, as a clause."""
    if not raw.strip():
        return "the file is empty"
    for begins, kind in BEGINNINGS.items():
        if raw.startswith(begins):
            return kind(raw)
    try:
        text = raw.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError:
        return "it is not text saved as UTF-8"
    return json_kind(text) if text[:1] in ("{", "[") else text_kind(text)


def zip_kind(raw: bytes) -> str:
    if b"xl/worksheets" in raw or b"xl/workbook" in raw:
        return "it is a spreadsheet (.xlsx); export the framework as a CASE package (JSON) instead"
    if b"manifest.csv" in raw or b"users.csv" in raw:
        return "it is a OneRoster zip, which holds people and classes, not standards"
    return "it is a zip archive; unpack it and give the file inside"


def text_kind(text: str) -> str:
    start = text[:2000].lower()
    if start.startswith(("<!doctype html", "<html")):
        return "it is a web page; download the data file the page links to"
    if start.startswith("<"):
        return xml_kind(text)
    first_line = text.split("\n", 1)[0]
    if first_line.count(",") >= 2 or first_line.count("\t") >= 2 or first_line.count(";") >= 2:
        return "it is a table (CSV); export the framework as a CASE package (JSON) instead"
    return "it is plain text"


def xml_kind(text: str) -> str:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return "its XML defines entities of its own, which is not read here"
    if not text.rstrip().endswith(">"):
        return "its XML breaks off; download it again"
    if "purl.org/ASN/schema/core" in text and "StandardDocument" in text:
        return "it is RDF/XML as ASN publishes it, or was; `pathbook import asn` reads it when its XML is whole"
    return "it is some other XML"


def json_kind(text: str) -> str:
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        return f"its JSON is broken{place}"
    keys = set(told) if isinstance(told, dict) else set()
    for wanted, kind in JSON_KINDS:
        if wanted(keys, told):
            return kind
    return "it is JSON of another kind"


def all_rdf(told: Any) -> bool:
    return isinstance(told, dict) and bool(told) and all(re.match(r"https?://|_:|urn:", str(key)) for key in told)


JSON_KINDS: tuple[tuple[Callable[[set[str], Any], bool], str], ...] = (
    (lambda _, told: told in ({}, []), "it is empty JSON"),
    (
        lambda keys, _: "CFPackage" in keys or {"CFDocument", "CFItems"} <= keys,
        "it is a CASE package, which `pathbook import case` reads",
    ),
    (
        lambda keys, _: "CFDocuments" in keys,
        "it is a list of the frameworks a server has (CFDocuments); download one of them as a package (CFPackages)",
    ),
    (lambda keys, _: bool({"CFItems", "CFItem"} & keys), "it is a list of CASE items without their document"),
    (lambda keys, _: "CFDocument" in keys, "it is the head of a CASE framework without its items"),
    (
        lambda keys, _: {"imsx_codeMajor", "imsx_codeMinor"} & keys != set(),
        "it is a server's error message; download the package again",
    ),
    (lambda keys, told: "rdf:RDF" in keys and "skos" in str(told)[:2000], "it is a SKOS vocabulary, not standards"),
    (lambda keys, _: bool({"orgs", "users", "classes", "enrollments"} & keys), "it is OneRoster data, not standards"),
    (lambda _, told: asn_listing(told), "it is an ASN table of contents (manifest); download the RDF file instead"),
    (lambda _, told: all_rdf(told), "it is RDF/JSON as ASN publishes it, which `pathbook import asn` reads"),
)


def asn_listing(told: Any) -> bool:
    return (
        isinstance(told, list)
        and bool(told)
        and isinstance(told[0], dict)
        and "id" in told[0]
        and bool({"children", "text", "asn_statementNotation", "cls"} & set(told[0]))
    )


BEGINNINGS: Mapping[bytes, Callable[[bytes], str]] = {
    b"PK": zip_kind,
    b"%PDF": lambda _: "it is a PDF; download the data file, not the document",
    b"\xd0\xcf\x11\xe0": lambda _: "it is an old spreadsheet or text document",
    b"\xff\xfe": lambda _: "it is saved as UTF-16; save it as UTF-8",
    b"\xfe\xff": lambda _: "it is saved as UTF-16; save it as UTF-8",
    b"\x1f\x8b": lambda _: "it is compressed (gzip); unpack it first",
}
