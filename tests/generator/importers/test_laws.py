"""Whatever a package holds: it goes in, stands as valid files, comes out as it was, and goes in again."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exporters.case import case_package
from generator.importers.case_facts import words
from tests.generator.importers.made import DOCUMENT, Row, all_loaded, brought, node, package, texts, triples

NAMES = st.sampled_from(["a", "b", "c", "A", "1", "urn:x/1", "ü", "no"])
ODD = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=20),
        st.sampled_from(["NO", "1.10", "a\r\nb", "\ud800", "\x00", "- x: y", "2019-01-01", " ", "#", "é𝑑"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)
FIELDS = st.one_of(
    st.sampled_from(["humanCodingScheme", "fullStatement", "abbreviatedStatement", "educationLevel", "notes"]),
    st.sampled_from(["educationalLevel", "conceptKeywords", "CFItemType", "CFItemTypeURI", "listEnumeration"]),
    st.sampled_from(["statusEndDate", "language", "uri", "lastChangeDateTime", "extensions", "anything", "subject"]),
)
ITEMS = st.lists(
    st.tuples(NAMES, st.dictionaries(FIELDS, ODD, max_size=6)).map(lambda told: {**told[1], "identifier": told[0]}),
    max_size=6,
    unique_by=lambda row: str(row["identifier"]).lower(),
)
TYPES = st.sampled_from(["isChildOf", "isChildOf", "precedes", "precedes", "isRelatedTo", "replacedBy", "exemplar"])
ENDS = st.one_of(NAMES, st.just(DOCUMENT), st.sampled_from(["away", "http://other.example.org/9"]))
MORE = st.dictionaries(st.sampled_from(["sequenceNumber", "notes", "CFAssociationGroupingURI", "odd"]), ODD, max_size=2)
ASSOCIATIONS = st.lists(
    st.tuples(TYPES, ENDS, ENDS, MORE).map(
        lambda told: {
            **told[3],
            "associationType": told[0],
            "originNodeURI": node(told[1]),
            "destinationNodeURI": node(told[2]),
        }
    ),
    max_size=12,
)
HEADS = st.dictionaries(
    st.sampled_from(["title", "creator", "publisher", "version", "language", "subject", "licenseURI", "adoptionStatus"])
    | st.sampled_from(["officialSourceURL", "notes", "statusEndDate", "lastChangeDateTime", "other"]),
    ODD,
    max_size=6,
)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def exported(root: Path) -> Row:
    found = all_loaded(root).frameworks
    return case_package(found["ex"], found.values())


@SLOW
@given(items=ITEMS, associations=ASSOCIATIONS, head=HEADS)
def test_every_package_goes_in_and_comes_out(items: Any, associations: Any, head: Any) -> None:
    told = package(items, associations, **head)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "frameworks").mkdir()
        brought(root, told)
        known = {str(row["identifier"]).lower(): row["identifier"] for row in items} | {DOCUMENT: DOCUMENT}

        def meant(name: str) -> str:
            return str(known.get(name, known.get(name.lower(), name)))

        expected = {(meant(origin), type_, meant(destination)) for origin, type_, destination in triples(told)}
        out = exported(root)
        assert triples(out) == expected
        assert {row["identifier"] for row in out["CFItems"]} == {row["identifier"] for row in items}
        before = texts(root)
        brought(root, told)
        assert texts(root) == before


@SLOW
@given(items=ITEMS, associations=ASSOCIATIONS, later_items=ITEMS, later=ASSOCIATIONS)
def test_a_later_edition_goes_in_over_an_earlier_one(
    items: Any, associations: Any, later_items: Any, later: Any
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "frameworks").mkdir()
        brought(root, package(items, associations))
        ids = {identifier_of(row): name for name, row in by_id(root).items()}
        made = brought(root, package(later_items, later))
        now = {identifier_of(row): name for name, row in by_id(root).items()}
        assert {identifier: now.get(identifier) for identifier in ids} == ids, "an id is given once"
        vanished = {identifier for identifier in ids if identifier not in {row["identifier"] for row in later_items}}
        assert {ids[identifier] for identifier in vanished} >= set(made.outcome.gone)
        assert brought(root, package(later_items, later)).texts == {}


def by_id(root: Path) -> dict[str, Any]:
    found = all_loaded(root).competencies
    return {competency.id: competency for competency in found.values() if competency.source is not None}


def identifier_of(competency: Any) -> str:
    return str(competency.source.case_id)


@given(value=ODD)
def test_words_are_words_or_nothing(value: Any) -> None:
    told = words(value)
    assert told is None or (told == told.strip() and told.encode("utf-8"))
