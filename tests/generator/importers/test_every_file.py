"""Every standards file there is here goes in, stands as valid files, and comes out as it was."""

import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from generator.exporters.case import case_package, package_text
from generator.importers.asn import asn_framework
from generator.importers.bring import Import, import_into
from generator.importers.case import case_frameworks
from generator.importers.folder import write_files
from generator.importers.foreign import Foreign
from generator.importers.select import Selection
from generator.importers.source import SourceFramework
from generator.load.schema import schema_problems
from generator.yamltext.read import read
from tests.generator.importers.made import DAY, SHARED, all_loaded, shape, texts, triples

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not here")
NOT_PACKAGES = {
    "opensalt-ccsso_ela_item.csv": "it is a table (CSV)",
    "opensalt-sample_case.csv": "it is a table (CSV)",
    "opensalt-spreadsheet_import_sample.xlsx": "it is a spreadsheet (.xlsx)",
    "sb-cfdocuments-list.json": "it is a list of the frameworks a server has (CFDocuments)",
    "csp-blooms_taxonomy.json": "it is a SKOS vocabulary",
}
FILES = sorted(file for folder in ("case", "asn") for file in (SHARED / folder).glob("*.*"))
CASE = [file for file in FILES if file.parent.name == "case" and file.name not in NOT_PACKAGES]
ASN = [file for file in FILES if file.parent.name == "asn" and file.name not in NOT_PACKAGES]
SECONDS = 15  # for the largest file there is, 3.8 MB; it takes about one on the machine this was written on


def named(file: Path) -> str:
    return file.name


def parsed(file: Path) -> SourceFramework:
    raw = file.read_bytes()
    if file.parent.name == "asn":
        return asn_framework(raw)
    (found,) = case_frameworks(raw, DAY)
    return found


def brought(root: Path, file: Path) -> Import:
    (root / "frameworks").mkdir(exist_ok=True)
    made = import_into(root, parsed(file), "ex", Selection())
    write_files(root, "ex", made.texts, made.outcome.memory)
    return made


def exported(root: Path) -> dict[str, Any]:
    found = all_loaded(root).frameworks
    return case_package(found["ex"], found.values())


@pytest.fixture(scope="module")
def official() -> jsonschema.Draft201909Validator:
    schema = json.loads((SHARED / "schemas" / "opencase-official-case-v1p1-cfpackage.json").read_bytes())
    return jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("file", CASE + ASN, ids=named)
def test_it_stands_as_valid_files_and_again_changes_nothing(tmp_path: Path, file: Path) -> None:
    started = time.process_time()
    made = brought(tmp_path, file)
    assert time.process_time() - started < SECONDS
    for name, text in made.texts.items():
        value, problems = read(text, name)
        kind = "framework" if name == "framework.yml" else "competencies"
        assert problems == ()
        assert schema_problems(kind, value, name) == ()
    before = texts(tmp_path)
    assert brought(tmp_path, file).texts == {}
    assert texts(tmp_path) == before


@pytest.mark.parametrize("file", CASE, ids=named)
def test_what_comes_out_is_what_went_in(tmp_path: Path, file: Path, official: jsonschema.Draft201909Validator) -> None:
    brought(tmp_path, file)
    told, package = json.loads(file.read_bytes()), exported(tmp_path)
    assert [error.message for error in official.iter_errors(package)] == []
    assert triples(package) == triples(told)
    assert {row["identifier"] for row in package["CFItems"]} == {row["identifier"] for row in told["CFItems"]}
    assert {row["uri"] for row in package["CFItems"]} == {row["uri"] for row in told["CFItems"]}
    assert package["CFDocument"]["identifier"] == told["CFDocument"]["identifier"]
    first = {row["identifier"]: row for row in reversed(told["CFItems"])}
    for row in package["CFItems"]:
        for field in (
            "humanCodingScheme",
            "abbreviatedStatement",
            "listEnumeration",
            "CFItemTypeURI",
            "educationLevel",
        ):
            if field in first[row["identifier"]]:
                assert row.get(field) == first[row["identifier"]][field]
    assert package_text(package) == package_text(exported(tmp_path))


@pytest.mark.parametrize("file", ASN, ids=named)
def test_what_came_from_asn_goes_out_as_case(
    tmp_path: Path, file: Path, official: jsonschema.Draft201909Validator
) -> None:
    source = parsed(file)
    brought(tmp_path, file)
    package = exported(tmp_path)
    assert [error.message for error in official.iter_errors(package)] == []
    assert {row["uri"] for row in package["CFItems"]} == {item.uri for item in source.items.values()}
    known = {item.identifier: item.uri for item in source.items.values()} | {source.head.identifier: source.head.uri}
    told = {(known[each.origin], each.type, known.get(each.destination, each.uri)) for each in source.associations}
    assert {
        (row["originNodeURI"]["uri"], row["associationType"], row["destinationNodeURI"]["uri"])
        for row in package["CFAssociations"]
    } == told


@pytest.mark.parametrize("file", [file for file in ASN if file.suffix == ".xml"], ids=named)
def test_an_independent_reader_counts_the_same(file: Path) -> None:
    spaces = {
        "asn": "http://purl.org/ASN/schema/core/",
        "gemq": "http://purl.org/gem/qualifiers/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
    }
    document = etree.parse(str(file))

    def count(path: str) -> int:
        """How many different ones each statement has."""
        found = document.xpath(path, namespaces=spaces)
        assert isinstance(found, list)
        return len(
            {(each.getparent(), tuple(each.attrib.values())) for each in found if isinstance(each, etree._Element)}
        )

    source = parsed(file)
    items = source.items.values()
    assert len(items) == count("//asn:Statement")
    assert sum(item.code is not None for item in items) == count("//asn:Statement[asn:statementNotation]")
    assert sum(item.type is not None for item in items) == count("//asn:Statement[asn:statementLabel]")
    assert sum(len(item.grades) for item in items) == count("//asn:Statement/dcterms:educationLevel")
    for type_, path in (
        ("exactMatchOf", "skos:exactMatch"),
        ("ext:comprisedOf", "asn:comprisedOf"),
        ("isRelatedTo", "asn:alignTo"),
    ):
        assert sum(each.type == type_ for each in source.associations) == count(f"//asn:Statement/{path}")
    assert sum(each.type == "isChildOf" for each in source.associations) == count("//gemq:isChildOf")


def test_two_editions_of_one_framework_are_one_framework(tmp_path: Path) -> None:
    brought(tmp_path, SHARED / "asn" / "CCSS_Math.asn.xml")
    tree = shape(all_loaded(tmp_path).frameworks["ex"])
    made = brought(tmp_path, SHARED / "asn" / "D10003FB.asn.rdf.json")
    outcome = made.outcome
    assert (outcome.new, outcome.gone, outcome.moved, outcome.kept) == ((), (), (), ())
    assert len(outcome.changed) == 23, "a later edition says <sup>★</sup> of modelling standards, and corrects a code"
    assert shape(all_loaded(tmp_path).frameworks["ex"]) == tree


@pytest.mark.parametrize("name", NOT_PACKAGES)
def test_what_is_no_framework_is_named(name: str) -> None:
    (file,) = (file for file in FILES if file.name == name)
    with pytest.raises(Foreign) as why:
        parsed(file)
    assert NOT_PACKAGES[name] in str(why.value)
