"""What goes out as a CASE package: the school's own work too, and everything in the shape version 1.1 asks for."""

import json
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import jsonschema
import pytest

from generator.exporters.case import case_package, package_text
from generator.exporters.case_shapes import LONG_AGO, instant
from generator.yamltext.splice import written
from tests.generator.importers.made import (
    DOCUMENT,
    SHARED,
    all_loaded,
    brought,
    child,
    item,
    node,
    package,
    relation,
    triples,
)

SCHEMA = SHARED / "schemas" / "opencase-official-case-v1p1-cfpackage.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "frameworks").mkdir()
    return tmp_path


def framework(root: Path, name: str, **fields: Any) -> None:
    folder = root / "frameworks" / name
    folder.mkdir()
    (folder / "framework.yml").write_text(written({"id": name, "title": name.title(), **fields}), encoding="utf-8")


def exported(root: Path, name: str = "ex") -> dict[str, Any]:
    found = all_loaded(root).frameworks
    told = case_package(found[name], found.values())
    if SCHEMA.is_file():
        schema = json.loads(SCHEMA.read_bytes())
        judge = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
        assert [error.message for error in judge.iter_errors(told)] == []
    return told


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def test_the_schools_own_framework_gets_identifiers_that_stay(root: Path) -> None:
    framework(
        root,
        "habits",
        competencies=[
            {
                "id": "keep-trying",
                "statement": {"en": "Stays with a hard task.", "es": "Sigue."},
                "grades": ["4"],
                "competencies": [{"id": "ask", "code": "H.1", "statement": "Asks.", "prerequisites": ["habits:plan"]}],
            },
            {"id": "plan", "statement": "Plans.", "replaced_by": "ask", "tags": ["time"]},
        ],
    )
    told = exported(root, "habits")
    names = uuid5(NAMESPACE_URL, "urn:pathbook:habits")
    trying, ask, plan = (str(uuid5(names, name)) for name in ("keep-trying", "ask", "plan"))
    assert [row["identifier"] for row in told["CFItems"]] == [trying, ask, plan]
    assert triples(told) == {
        (trying, "isChildOf", str(names)),
        (ask, "isChildOf", trying),
        (plan, "isChildOf", str(names)),
        (plan, "precedes", ask),
        (plan, "replacedBy", ask),
    }
    assert told["CFItems"][2]["conceptKeywords"] == ["time"]
    assert package_text(told) == package_text(exported(root, "habits"))


def test_every_prerequisite_of_a_choice_goes_out(root: Path) -> None:
    others = [{"id": name, "statement": name} for name in "abc"]
    choice = {"id": "d", "statement": "d", "prerequisites": ["ex:a", {"any": ["ex:b", "ex:c", "ex:gone"]}]}
    framework(root, "ex", competencies=[*others, choice])
    assert sum(row["associationType"] == "precedes" for row in exported(root)["CFAssociations"]) == 3


def test_relations_to_another_framework_of_the_school(root: Path) -> None:
    source = {"case_id": uuid(7), "uri": "https://case.example.org/7"}
    framework(root, "other", competencies=[{"id": "x", "code": "X", "statement": "x", "source": source}])
    links = [{"type": "isRelatedTo", "target": "other:x"}, {"type": "alignedWith", "target": "https://a.example.org/z"}]
    framework(root, "ex", competencies=[{"id": "a", "statement": "a", "links": links}])
    ends = [(row["associationType"], row["destinationNodeURI"]) for row in exported(root)["CFAssociations"][1:]]
    assert ends == [
        ("isRelatedTo", {"title": "X", "identifier": uuid(7), "uri": "https://case.example.org/7"}),
        (
            "ext:alignedWith",
            {
                "title": "https://a.example.org/z",
                "identifier": "https://a.example.org/z",
                "uri": "https://a.example.org/z",
            },
        ),
    ]


def test_what_was_kept_goes_back_to_its_place(root: Path) -> None:
    grouping = {"title": "G", "identifier": uuid(9), "uri": "https://case.example.org/9"}
    rows = [
        item(
            uuid(1),
            alternativeLabel="Outcome",
            listEnumeration="1.",
            statusStartDate="2020-01-01",
            odd={"x": [1, True]},
        ),
        item(
            uuid(2), CFItemTypeURI={"title": "Std", "identifier": uuid(8), "uri": "u"}, subject=["Math"], language="es"
        ),
    ]
    relations = [
        child(uuid(1)),
        child(uuid(2), uuid(1)),
        relation("isPeerOf", uuid(2), uuid(1), notes="Both.", CFAssociationGroupingURI=grouping, extensions={"w": 2}),
        relation("precedes", uuid(50), uuid(1)),
    ]
    told = package(rows, relations, notes="Of the whole.", licenseURI=grouping, extensions={"kept": "yes"})
    told["CFRubrics"] = [
        {"identifier": uuid(3), "uri": "r", "title": None, "lastChangeDateTime": "2020-01-01T00:00:00+00:00"}
    ]
    told["CFDefinitions"] = {
        "CFItemTypes": [{"identifier": uuid(8), "uri": "u", "title": "Std", "description": None, "rank": 1}],
        "CFSubjects": None,
    }
    brought(root, told)
    package_ = exported(root)
    first, second = package_["CFItems"]
    assert (first["alternativeLabel"], first["listEnumeration"]) == ("Outcome", "1.")
    assert first["extensions"] == {"odd": {"x": [1, True]}}
    assert (second["CFItemType"], second["CFItemTypeURI"]["identifier"]) == ("Std", uuid(8))
    assert (second["subject"], second["language"]) == (["Math"], "es")
    assert triples(package_) == triples(told)
    peer = next(row for row in package_["CFAssociations"] if row["associationType"] == "isPeerOf")
    assert (peer["notes"], peer["CFAssociationGroupingURI"], peer["extensions"]) == ("Both.", grouping, {"w": 2})
    document = package_["CFDocument"]
    assert (document["identifier"], document["notes"], document["licenseURI"]) == (DOCUMENT, "Of the whole.", grouping)
    assert (document["creator"], document["extensions"]) == ("Example State", {"kept": "yes"})
    assert package_["CFDefinitions"]["CFItemTypes"][0]["description"] == "Std"
    assert package_["CFDefinitions"]["CFItemTypes"][0]["extensions"] == {"rank": 1}
    assert "title" not in package_["CFRubrics"][0]


def test_what_stands_under_unplaced_goes_out_without_a_parent(root: Path) -> None:
    told = package([item(uuid(1)), item(uuid(2))], [child(uuid(2), uuid(1))])
    brought(root, told)
    package_ = exported(root)
    assert triples(package_) == triples(told)
    assert len(package_["CFItems"]) == 2


def test_circles_and_ends_outside_come_back_as_they_were(root: Path) -> None:
    relations = [
        *(child(uuid(number)) for number in (1, 2)),
        relation("precedes", uuid(1), uuid(2)),
        relation("precedes", uuid(2), uuid(1)),
        child(uuid(1), uuid(2)),
        child(uuid(2), uuid(1)),
        relation("precedes", uuid(1), uuid(1)),
        relation("isChildOf", uuid(1), uuid(77)),
        relation("isRelatedTo", DOCUMENT, uuid(78)),
        relation("exactMatchOf", uuid(1), "x") | {"destinationNodeURI": {**node("x"), "uri": "urn:other:1"}},
    ]
    told = package([item(uuid(1)), item(uuid(2))], relations)
    brought(root, told)
    assert triples(exported(root)) == triples(told)


@pytest.mark.parametrize(
    ("told", "expected", "because"),
    [
        ("2017-05-25T18:05:33", "2017-05-25T18:05:33+00:00", "a zone is required"),
        ("2017-05-25T18:05:33-04:00", "2017-05-25T18:05:33-04:00", "a zone stays"),
        ("2017-05-25T18:05:33.25Z", "2017-05-25T18:05:33.25Z", "parts of a second stay"),
        ("2017-05-25 18:05:33", "2017-05-25T18:05:33+00:00", "a space in the middle"),
        ("2017-05-25", "2017-05-25T00:00:00+00:00", "a day alone"),
        ("yesterday", LONG_AGO, "no time at all"),
        (None, LONG_AGO, "nothing"),
    ],
)
def test_times_of_change(told: Any, expected: str, because: str) -> None:
    assert instant(told) == expected, because
