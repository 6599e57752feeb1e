"""ASN standards: the order their authors gave, under our names, with the lines that must be printed."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.importers.asn import asn_framework
from generator.importers.bring import import_into
from generator.importers.folder import write_files
from generator.importers.foreign import Foreign
from generator.importers.select import Selection
from tests.generator.importers.made import loaded, shape

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:asn="http://purl.org/ASN/schema/core/" xmlns:cc="http://creativecommons.org/ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:gemq="http://purl.org/gem/qualifiers/"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
"""
DOCUMENT = """
  <rdf:Description rdf:about="http://asn.example.org/D1.xml">
    <foaf:primaryTopic rdf:resource="http://asn.example.org/D1"/>
    <dcterms:modified>2012-12-06T14:07:02-05:00</dcterms:modified>
    <cc:license rdf:resource="http://creativecommons.org/licenses/by/3.0/us/"/>
    <cc:attributionName>Desire2Learn Incorporated</cc:attributionName>
    <cc:attributionURL rdf:resource="http://asn.example.org/D1"/>
  </rdf:Description>
  <asn:StandardDocument rdf:about="http://asn.example.org/D1">
    <dc:title>Standards</dc:title>
    <dc:publisher>First</dc:publisher><dc:publisher>Second</dc:publisher>
    <dcterms:rights>© 2010 First and Second.</dcterms:rights>
    <dcterms:language rdf:resource="http://id.loc.gov/vocabulary/iso639-2/eng"/>
    <dcterms:subject rdf:resource="http://purl.org/ASN/scheme/ASNTopic/math"/>
    <gemq:hasChild rdf:resource="http://asn.example.org/S2"/>
    <gemq:hasChild rdf:resource="http://asn.example.org/S1"/>
  </asn:StandardDocument>
"""


def statement(name: str, inside: str = "", parent: str = "D1") -> str:
    return (
        f'<asn:Statement rdf:about="http://asn.example.org/{name}">'
        f"<dcterms:description>Do {name}.</dcterms:description>"
        f'<gemq:isChildOf rdf:resource="http://asn.example.org/{parent}"/>{inside}</asn:Statement>'
    )


def xml(*statements: str) -> bytes:
    return (HEAD + DOCUMENT + "".join(statements) + "</rdf:RDF>").encode()


def brought(root: Path, raw: bytes, asked: Selection | None = None) -> None:
    (root / "frameworks").mkdir(exist_ok=True)
    made = import_into(root, asn_framework(raw), "ex", asked or Selection())
    write_files(root, "ex", made.texts, made.outcome.memory)


def test_fields_arrive_under_our_names(tmp_path: Path) -> None:
    told = statement(
        "S1",
        "<asn:statementNotation>CCSS.4.NF.1</asn:statementNotation><asn:statementLabel>Standard</asn:statementLabel>"
        '<dcterms:educationLevel rdf:resource="http://purl.org/ASN/scheme/ASNEducationLevel/4"/>'
        "<asn:listID>1.</asn:listID><asn:comment> One. </asn:comment><asn:comment>Two.</asn:comment>"
        '<skos:exactMatch rdf:resource="urn:guid:138D"/><asn:alignTo rdf:resource="http://x.example.org/RI/4"/>'
        '<asn:comprisedOf rdf:resource="http://asn.example.org/S2"/>',
    )
    brought(tmp_path, xml(told, statement("S2")), Selection(prefixes=("CCSS.",)))
    framework = loaded(tmp_path)
    found = framework.competencies[1]
    assert (found.id, found.code, found.type, found.grades) == ("4.nf.1", "CCSS.4.NF.1", "Standard", ("4",))
    assert found.notes is not None
    assert found.notes.versions[""].text == "One.\n\nTwo."
    assert [(link.type, link.target) for link in found.links] == [
        ("exactMatchOf", "urn:guid:138D"),
        ("isRelatedTo", "http://x.example.org/RI/4"),
        ("ext:comprisedOf", "ex:do-s2"),
    ]
    assert found.source is not None
    assert (found.source.case_id, found.source.uri) == ("S1", "http://asn.example.org/S1")
    assert (framework.publisher, framework.language, framework.license) == (
        "First; Second", "en", "http://creativecommons.org/licenses/by/3.0/us/"
    )  # fmt: skip


def test_the_lines_that_must_be_printed(tmp_path: Path) -> None:
    brought(tmp_path, xml(statement("S1")))
    assert loaded(tmp_path).attribution == (
        "© 2010 First and Second.",
        "Encoded as data by the Achievement Standards Network, http://asn.example.org/D1, © Desire2Learn Incorporated. "
        "Used under CC BY 3.0 US, http://creativecommons.org/licenses/by/3.0/us/. "
        "Changes: parts selected, format converted.",
    )


def test_the_order_is_that_of_the_parents_list(tmp_path: Path) -> None:
    brought(tmp_path, xml(statement("S1"), statement("S2"), statement("S0")))
    assert list(shape(loaded(tmp_path))) == ["do-s2", "do-s1", "do-s0"], "what the parent does not list comes last"


def test_a_statement_written_inside_its_parent(tmp_path: Path) -> None:
    inner = f"<gemq:hasChild>{statement('S3', parent='S1')}</gemq:hasChild>"
    brought(tmp_path, xml(statement("S1", inner), statement("S2")))
    assert shape(loaded(tmp_path)) == {"do-s2": {}, "do-s1": {"do-s3": {}}}


def test_what_only_holds_others_together_can_be_left_out(tmp_path: Path) -> None:
    held = "".join(f'<gemq:hasChild rdf:resource="http://asn.example.org/{name}"/>' for name in ("S5", "S4"))
    told = xml(statement("S1", held), statement("S2"), statement("S4", parent="S1"), statement("S5", parent="S1"))
    brought(tmp_path, told, Selection(skip=("Do S1.",)))
    assert list(shape(loaded(tmp_path))) == ["do-s2", "do-s5", "do-s4"]


def test_both_forms_say_the_same() -> None:
    def uri(name: str) -> Any:
        return [{"type": "uri", "value": name}]

    def word(text: str) -> Any:
        return [{"type": "literal", "value": text, "lang": "en-US"}]

    core, terms, gem = (
        "http://purl.org/ASN/schema/core/",
        "http://purl.org/dc/terms/",
        "http://purl.org/gem/qualifiers/",
    )
    typed = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    told = {
        "http://asn.example.org/D1": {
            typed: uri(f"{core}StandardDocument"),
            "http://purl.org/dc/elements/1.1/title": word("Standards"),
            f"{gem}hasChild": uri("http://asn.example.org/S2") + uri("http://asn.example.org/S1"),
        },
        **{
            f"http://asn.example.org/{name}": {
                typed: uri(f"{core}Statement"),
                f"{terms}description": word(f"Do {name}."),
                f"{gem}isChildOf": uri("http://asn.example.org/D1"),
            }
            for name in ("S1", "S2")
        },
    }
    from_json = asn_framework(b"\xef\xbb\xbf" + json.dumps(told).encode())
    from_xml = asn_framework(xml(statement("S1"), statement("S2")))
    assert from_json.items == from_xml.items
    assert from_json.associations == from_xml.associations


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "the file is empty"),
        (b"[{}]", "it is JSON of another kind"),
        (b'{"rdf:RDF": {"-xmlns:skos": ""}}', "it is a SKOS vocabulary"),
        (b'{"CFDocument": {}, "CFItems": []}', "it is a CASE package, which `pathbook import case` reads"),
        ((HEAD + "</rdf:RDF>").encode(), "it is some other XML"),
        ((HEAD + DOCUMENT).encode()[:-40], "its XML breaks off"),
        (b"<html><body>", "it is a web page"),
        (b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "its XML defines entities of its own"),
        (b'[{"id": "S1", "children": []}]', "it is an ASN table of contents (manifest)"),
    ],
)
def test_what_is_not_asn_is_named(raw: bytes, sentence: str) -> None:
    with pytest.raises(Foreign) as why:
        asn_framework(raw)
    assert str(why.value).startswith(f"this is not an ASN standards document: {sentence}")
