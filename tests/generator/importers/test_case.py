"""CASE packages as real servers write them: every odd thing survives, and is told."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.importers.arrange import arranged
from generator.importers.case import case_frameworks
from generator.importers.foreign import Foreign
from generator.importers.select import Selection
from tests.generator.importers.made import (
    DAY,
    DOCUMENT,
    all_loaded,
    brought,
    child,
    item,
    loaded,
    node,
    package,
    raw,
    relation,
    shape,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "frameworks").mkdir()
    return tmp_path


def test_fields_arrive_under_our_names(root: Path) -> None:
    row = item(
        "a",
        humanCodingScheme="4.NF.A.1",
        abbreviatedStatement="Equal fractions",
        CFItemType="Standard",
        educationLevel=["04"],
        conceptKeywords=["fractions"],
        notes="See grade 3.",
        listEnumeration="1.",
        alternativeLabel="Outcome",
        language="en",
        extensions={"rank": 3, "kept": True, "word": "3"},
    )
    brought(root, package([row], [child("a")], publisher="P", adoptionStatus="Draft", version="2", subject=["Math"]))
    framework = loaded(root)
    (found,) = framework.competencies
    assert (found.id, found.code, found.type, found.grades, found.tags) == (
        "4.nf.a.1", "4.NF.A.1", "Standard", ("04",), ("fractions",)
    )  # fmt: skip
    assert found.short is not None
    assert found.short.versions[""].text == "Equal fractions"
    assert found.source is not None
    assert (found.source.case_id, found.source.uri) == ("a", "https://case.example.org/CFItems/a")
    assert found.extra == {
        "listEnumeration": "1.",
        "alternativeLabel": "Outcome",
        "language": "en",
        "extensions": {"rank": 3, "kept": True, "word": "3"},
    }
    assert (framework.publisher, framework.status, framework.version, framework.language) == ("P", "draft", "2", "en")
    assert framework.attribution == ("Example standards. P.",)


ABC = [item("a"), item("b"), item("c")]
TOPS = [child("a"), child("b"), child("c")]


@pytest.mark.parametrize(
    ("items", "associations", "expected", "because"),
    [
        (ABC, [child("a", sequence=3), child("b", sequence=1), child("c", sequence=2)], ["b", "c", "a"], "sequence"),
        (ABC, [child("a", sequence="10"), child("b", sequence="9"), child("c")], ["b", "a", "c"], "a number as text"),
        (ABC, [child("a", sequence=1), child("b", sequence=1), child("c", sequence=1)], ["a", "b", "c"], "all equal"),
        (
            [item("a", listEnumeration="c."), item("b", listEnumeration="b."), item("c")],
            TOPS,
            ["b", "a", "c"],
            "then the mark in the list",
        ),
        (
            [
                item("a", humanCodingScheme="N.10"),
                item("b", humanCodingScheme="N.9"),
                item("c", humanCodingScheme=None, fullStatement="c"),
            ],
            TOPS,
            ["n.9", "n.10", "c"],
            "then the code as people count",
        ),
        (
            [item(name, humanCodingScheme=None, fullStatement=name) for name in "cab"],
            TOPS,
            ["c", "a", "b"],
            "then the file",
        ),
        (ABC, [child("a"), child("b", "a"), child("c", "a", 1)], ["a"], "children stand below"),
    ],
)
def test_the_order_of_siblings(root: Path, items: Any, associations: Any, expected: list[str], because: str) -> None:
    brought(root, package(items, associations))
    assert list(shape(loaded(root))) == expected, because


def test_orphans_stand_under_unplaced_and_are_told(root: Path) -> None:
    made = brought(root, package([*ABC, item("d")], [child("a"), child("d", "c")]))
    assert shape(loaded(root)) == {"a": {}, "unplaced": {"b": {}, "c": {"d": {}}}}
    assert made.outcome.remarks[0].what == "2 with no parent in the file: B, C"


def test_codes_that_are_missing_doubled_or_differ_in_case(root: Path) -> None:
    items = [
        item("a", humanCodingScheme="X.1"),
        item("b", humanCodingScheme="x.1"),
        item("c", humanCodingScheme="X.1"),
        item("d", humanCodingScheme=None, abbreviatedStatement="Draw it"),
        item("e", humanCodingScheme=None, fullStatement="Tell why, in words!"),
        item("f", humanCodingScheme=None, fullStatement="分数を比べる"),
        item("g", humanCodingScheme="a/b c:d"),
    ]
    made = brought(root, package(items, [child(row["identifier"], sequence=place) for place, row in enumerate(items)]))
    expected = ["x.1", "x.1-2", "x.1-3", "draw-it", "tell-why-in-words", "item", "a-b-c-d"]
    assert list(shape(loaded(root))) == expected
    assert any("codes that stand for more than one item" in remark.what for remark in made.outcome.remarks)


def test_two_parents(root: Path) -> None:
    brought(root, package(ABC, [child("a"), child("b"), child("c", "b", 2), child("c", "a", 1)]))
    framework = loaded(root)
    assert shape(framework) == {"a": {"c": {}}, "b": {}}
    assert framework.competencies[0].competencies[0].also_under == ("b",)


def test_what_stands_under_itself(root: Path) -> None:
    made = brought(root, package(ABC, [child("a", "b"), child("b", "a"), child("c", "c")]))
    assert shape(loaded(root)) == {"unplaced": {"a": {"b": {}}, "c": {}}}
    assert [remark.what for remark in made.outcome.remarks][1:] == ["A and B each stand under the other"]


def test_what_comes_first_becomes_a_prerequisite(root: Path) -> None:
    told = package(ABC, [*TOPS, relation("precedes", "a", "b"), relation("precedes", "a", "b")])
    brought(root, told)
    condition = loaded(root).competencies[1].prerequisites
    assert condition is not None
    assert condition.of == ("ex:a",)


def test_a_circle_of_prerequisites_is_broken_and_both_are_named(root: Path) -> None:
    circle = [relation("precedes", "a", "b"), relation("precedes", "b", "c"), relation("precedes", "c", "a")]
    made = brought(root, package(ABC, [*TOPS, *circle]))
    assert [remark.what for remark in made.outcome.remarks] == ["C comes before A, which leads back in a circle"]
    found = {competency.id: competency for competency in loaded(root).competencies}
    assert found["a"].prerequisites is None
    assert [(link.type, link.target) for link in found["c"].links] == [("precedes", "ex:a")]


def test_a_part_never_waits_for_its_own_parent(root: Path) -> None:
    made = brought(root, package(ABC, [child("a"), child("b", "a"), child("c"), relation("precedes", "a", "b")]))
    assert "A comes before B" in made.outcome.remarks[0].what
    assert loaded(root).competencies[0].competencies[0].prerequisites is None


def test_relations_that_lead_out_stay_links(root: Path) -> None:
    away = {"title": "Destination Node", "identifier": "8d7f", "uri": "urn:fdc:other:cfr:MP.5"}
    page = {"title": "A task", "identifier": "5586", "uri": "http://localhost:3000/uri/https://tasks.example.org/1"}
    told = package(
        [item("a")],
        [
            child("a"),
            relation("isRelatedTo", "a", "x") | {"destinationNodeURI": away},
            relation("exemplar", "a", "x") | {"destinationNodeURI": page},
            relation("precedes", "elsewhere", "a"),
            relation("exactMatchOf", "a", "x") | {"destinationNodeURI": "https://case.example.org/CFItems/77"},
        ],
    )
    made = brought(root, told)
    framework = loaded(root)
    links = framework.competencies[0].links
    assert [(link.type, link.target, link.case_id) for link in links] == [
        ("isRelatedTo", "urn:fdc:other:cfr:MP.5", "8d7f"),
        ("exemplar", "http://localhost:3000/uri/https://tasks.example.org/1", "5586"),
        ("exactMatchOf", "https://case.example.org/CFItems/77", "77"),
    ]
    assert (
        made.outcome.remarks[0].what
        == "4 relations to items that are not in this framework, 1 of them saying what comes first"
    )
    assert framework.extra is not None
    assert framework.extra["CFAssociations"] == [
        {
            "associationType": "precedes",
            "originNodeURI": node("elsewhere"),
            "destinationNodeURI": node("a"),
        }
    ]


@pytest.mark.parametrize(
    ("fields", "grades", "because"),
    [
        ({"educationLevel": ["09", "10"]}, ("09", "10"), "several"),
        ({"educationLevel": "04"}, ("04",), "a word where a list belongs"),
        ({"educationalLevel": "06"}, ("06",), "misspelt, by an early server"),
        ({"educationLevel": [4, "KG", None, ""]}, ("4", "KG"), "a number, nothing, and an empty word"),
        ({}, (), "none"),
    ],
)
def test_grades_however_they_are_written(root: Path, fields: Any, grades: tuple[str, ...], because: str) -> None:
    brought(root, package([item("a", **fields)], [child("a")]))
    assert loaded(root).competencies[0].grades == grades, because


@pytest.mark.parametrize(
    ("statement", "expected", "because"),
    [
        ("one\r\ntwo", "one\ntwo", "line ends of Windows"),
        ("\u00a0Use a\u00a0line. \u00a0\n", "Use a\u00a0line.", "a hard space stays inside, not at the ends"),
        (r"Rewrite $\sqrt{ax}$ as $x^{\frac{1}{2}}$.", r"Rewrite $\sqrt{ax}$ as $x^{\frac{1}{2}}$.", "LaTeX"),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| --- | --- |\n| 1 | 2 |", "a table"),
        ("![alt](https://x.example.org/i.png) *why*", "![alt](https://x.example.org/i.png) *why*", "an image"),
        ("10<sup>2</sup> > 5<br> & the < sign", "10<sup>2</sup> > 5<br> & the < sign", "tags beside bare signs"),
        ("Item 𝑑 “quoted” – ≥", "Item 𝑑 “quoted” – ≥", "letters beyond the first plane"),
        ("tab\there", "tab\there", "a tab"),
        ("bell\x07 half \ud835.", "bell half \ufffd.", "what no file can hold"),
        ("", "A", "nothing: the code stands in"),
        ("NO", "NO", "a word YAML could take for no"),
        ("  - not a list: really\n# not a comment", "- not a list: really\n# not a comment", "YAML's own signs"),
        ("x " * 1600, ("x " * 1600).strip(), "very long"),
    ],
)  # fmt: skip
def test_statements_stay_what_they_are(root: Path, statement: str, expected: str, because: str) -> None:
    brought(root, package([item("a", fullStatement=statement)], [child("a")]))
    assert loaded(root).competencies[0].statement.versions[""].text == expected, because


def test_types_by_their_definition(root: Path) -> None:
    link = {"title": "Standard", "identifier": "t1", "uri": "https://case.example.org/t1"}
    told = package(
        [
            item("a", CFItemType="Std", CFItemTypeURI=link),
            item("b", CFItemTypeURI=link),
            item("c", CFItemType="Cluster"),
        ],
        TOPS,
    ) | {"CFDefinitions": {"CFItemTypes": [{**link, "description": None, "hierarchyCode": "1"}], "CFSubjects": None}}
    brought(root, told)
    framework = loaded(root)
    assert [competency.type for competency in framework.competencies] == ["Standard", "Standard", "Cluster"]
    assert framework.competencies[0].extra == {"CFItemType": "Std"}
    assert framework.competencies[1].extra is None
    assert framework.item_types == ("Standard",)


def test_the_rest_of_a_package_is_kept(root: Path) -> None:
    told = package([item("a")], [child("a")], CFPackageURI="http://server/p", licenseURI={"title": "CC BY", "uri": "u"})
    told |= {"CFRubrics": [{"identifier": "r1", "title": "R"}], "extensions": {"x": 1}}
    brought(root, told)
    framework = loaded(root)
    assert framework.license == "CC BY"
    assert framework.extra == {
        "creator": "Example State",
        "licenseURI": {"title": "CC BY", "uri": "u"},
        "CFPackageURI": "http://server/p",
        "CFRubrics": [{"identifier": "r1", "title": "R"}],
        "CFPackage": {"extensions": {"x": 1}},
    }


def test_what_has_ended_is_marked(root: Path) -> None:
    items = [item("a", statusEndDate="2020-06-30"), item("b", statusEndDate="2030-06-30")]
    brought(root, package(items, [child("a"), child("b")], statusEndDate="2021-01-01"))
    framework = loaded(root)
    assert [competency.status for competency in framework.competencies] == ["deprecated", "active"]
    assert framework.status == "deprecated"


def test_a_framework_without_items(root: Path) -> None:
    made = brought(root, package([], []))
    assert loaded(root).competencies == ()
    assert made.outcome.remarks[0].what == "there is no item in the file"


@pytest.mark.parametrize(
    ("wrap", "because"),
    [
        (lambda told: {"CFPackage": told}, "as OpenCASE answers"),
        (lambda told: [told], "a list of one"),
        (lambda told: {"CFPackages": [told]}, "a list by name"),
        (lambda told: [{"CFPackage": told}], "both"),
    ],
)
def test_wrapped_packages(root: Path, wrap: Any, because: str) -> None:
    brought(root, wrap(package([item("a")], [child("a")])))
    assert shape(loaded(root)) == {"a": {}}, because


def test_a_byte_order_mark_and_escaped_slashes(root: Path) -> None:
    text = json.dumps(package([item("a")], [child("a")])).replace("/", r"\/")
    brought(root, b"\xef\xbb\xbf" + text.encode())
    assert loaded(root).competencies[0].source is not None


def test_a_list_of_packages_is_several_frameworks() -> None:
    other = package([item("b")], [], identifier="other", title="Other")
    found = case_frameworks(raw([package([item("a")], []), other]), DAY)
    assert [framework.head.title for framework in found] == ["Example standards", "Other"]


def test_identifiers_that_are_no_uuids_and_ends_that_are_only_addresses(root: Path) -> None:
    items = [item("Urn:X/1", uri=None), item("b")]
    told = package(items, [child("urn:x/1"), child("b") | {"destinationNodeURI": node(DOCUMENT)["uri"]}])
    brought(root, told)
    assert set(shape(loaded(root))) == {"urn-x-1", "b"}
    assert [competency.source and competency.source.case_id for competency in loaded(root).competencies] == [
        "b",
        "Urn:X/1",
    ]


def test_missing_identifiers_zones_and_odd_rows(root: Path) -> None:
    told = package([item("a", lastChangeDateTime="2017-05-25T18:05:33")], [child("a")])
    told["CFItems"] += [{"fullStatement": "No identifier at all."}, None, "text"]
    told["CFAssociations"] += [
        None,
        {},
        {"associationType": "isChildOf"},
        {"associationType": "precedes", "originNodeURI": 3},
    ]
    brought(root, told)
    assert shape(loaded(root)) == {"a": {}, "unplaced": {"no-identifier-at-all": {}}}


def test_another_language(root: Path) -> None:
    brought(root, package([item("a", fullStatement="يقارن بين كسرين")], [child("a")], language="AR", title="معايير"))
    framework = loaded(root)
    assert framework.language == "ar"
    assert framework.competencies[0].statement.versions[""].text == "يقارن بين كسرين"


def test_any_depth_is_survived(root: Path) -> None:
    names = [f"n{number}" for number in range(3000)]
    chain = [child(name, parent) for parent, name in pairwise(names)]
    made = brought(root, package([item(name) for name in names], [child("n0"), *chain]))
    assert len(all_loaded(root).competencies) == 3000
    assert "more than 30 levels deep" in made.outcome.remarks[0].what


def test_a_large_circle_is_survived() -> None:
    names = [f"n{number}" for number in range(2000)]
    circle = [relation("precedes", a, b) for a, b in zip(names, [*names[1:], names[0]], strict=True)]
    ring = [child(a, b) for a, b in zip(names, [*names[1:], names[0]], strict=True)]
    (found,) = case_frameworks(raw(package([item(name) for name in names], [*circle, *ring])), DAY)
    tree = arranged(found)
    assert len(tree.unplaced) == 1
    assert sum(map(len, tree.prerequisites.values())) == 1999


def test_a_part_of_a_framework(root: Path) -> None:
    items = [item("m", humanCodingScheme="M"), item("g3", humanCodingScheme="M.3", educationLevel=["03"])]
    items += [
        item("g4", humanCodingScheme="M.4", educationLevel=["04"]),
        item("x", humanCodingScheme="M.4.X", educationLevel=["04"]),
    ]
    tree = [child("m"), child("g3", "m"), child("g4", "m"), child("x", "g4")]
    brought(root, package(items, tree), asked=Selection(under=("4",), prefixes=("M.",)))
    assert shape(loaded(root)) == {"m": {"4": {"4.x": {}}}}
    brought(root, package(items, tree), framework="by-grade", asked=Selection(grades=("4",)))
    assert shape(loaded(root, "by-grade")) == {"m": {"m.4": {"m.4.x": {}}}}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b"{}", "it is empty JSON"),
        (b'{"CFDocument": ', "its JSON is broken at line 1"),
        (b"[" * 100_000, "its JSON is broken"),
        (raw({"CFDocuments": [{"identifier": "x"}]}), "it is a list of the frameworks a server has (CFDocuments)"),
        (raw({"CFItems": []}), "it is a list of CASE items without their document"),
        (raw({"imsx_codeMajor": "failure"}), "it is a server's error message"),
        (raw({"users": []}), "it is OneRoster data, not standards"),
        (raw([{"id": "S1", "text": "t", "children": []}]), "it is an ASN table of contents (manifest)"),
        (raw({"http://x/1": {"http://p": []}}), "it is RDF/JSON as ASN publishes it"),
        (raw({"hello": 1}), "it is JSON of another kind"),
        (b"<!doctype html><html>", "it is a web page"),
        (b"<?xml version='1.0'?><a/>", "it is some other XML"),
        (b"sourcedId,status,name\n1,2,3\n", "it is a table (CSV)"),
        (b"PK\x03\x04....manifest.csv....users.csv", "it is a OneRoster zip"),
        (b"PK\x03\x04....xl/workbook.xml", "it is a spreadsheet (.xlsx)"),
        (b"PK\x03\x04", "it is a zip archive"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"\xff\xfe{\x00", "it is saved as UTF-16"),
        (b"\x80\x81\x82", "it is not text saved as UTF-8"),
        (b"hello", "it is plain text"),
    ],
)
def test_what_is_not_a_package_is_named(told: bytes, sentence: str) -> None:
    with pytest.raises(Foreign) as why:
        case_frameworks(told, DAY)
    assert str(why.value).startswith(f"this is not a CASE package: {sentence}")


def test_a_framework_from_elsewhere_is_not_written_over(root: Path) -> None:
    (root / "frameworks" / "habits").mkdir()
    (root / "frameworks" / "habits" / "framework.yml").write_text("id: habits\ntitle: Habits\n")
    with pytest.raises(Foreign, match="came from elsewhere"):
        brought(root, package([item("a")], [child("a")]), framework="habits")
