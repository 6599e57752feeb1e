"""Right data become records, and nothing of it is lost."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.schema import KINDS, schema_problems
from generator.load.shape import plain_data, shaped
from generator.problem import Place
from generator.records.framework import Condition, Framework
from generator.records.library import Pathway
from generator.records.plan import Goal
from generator.records.school import School
from generator.records.text import Text, Version
from generator.yamltext.read import PlacedMap
from tests.generator.load.made import FILE, example_of, mistaken, read_again, read_group


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "people"])
def test_a_document_of_examples_becomes_a_record(kind: str) -> None:
    value = read_again(example_of(kind))
    assert isinstance(value, PlacedMap)
    record: Any = shaped(KINDS[kind].record, value)
    assert record.place == Place(FILE, 1, 1)
    for name in value:
        assert getattr(record, name, None) is not None or getattr(record, f"{name}_", None) is not None


@given(st.sampled_from(sorted(set(KINDS) - {"people"})).flatmap(lambda kind: st.tuples(st.just(kind), mistaken(kind))))
@settings(max_examples=200, deadline=None)
def test_what_passes_its_schema_can_be_shaped(drawn: tuple[str, Any]) -> None:
    kind, data = drawn
    value = read_again(data)
    if isinstance(value, PlacedMap) and not schema_problems(kind, value, FILE):
        shaped(KINDS[kind].record, value)


def test_a_goal_is_what_its_file_says() -> None:
    goal = shaped(
        Goal,
        read_group(
            "id: g1\nstart: 2026-09-01\ndue: 2026-11-30\ni_can: {en: I can, es: {text: Puedo, by: machine}}\n"
            "activities:\n  - {id: a1, from: class:x, minutes: 20, title: 1.10}\n"
        ),
    )
    assert goal.start == date(2026, 9, 1)
    assert goal.status == "active"
    assert goal.i_can == Text({"en": Version(text="I can"), "es": Version(text="Puedo", by="machine")})
    assert goal.activities[0].from_ == "class:x"
    assert goal.activities[0].minutes == 20
    assert goal.activities[0].title == Text.plain("1.10")
    assert goal.activities[0].place.at("minutes") == Place(FILE, 6, 38)


def test_records_hold_plain_strings() -> None:
    goal = shaped(Goal, read_group("id: g1\nstart: 2026-09-01\ndue: 2026-11-30\n"))
    assert type(goal.id) is str


@pytest.mark.parametrize(
    ("written", "meant", "because"),
    [
        ("2", Decimal(2), "whole"),
        ("2.50", Decimal("2.50"), "as many places as were typed"),
        (".5", Decimal("0.5"), "without a zero"),
        ("1e1", Decimal(10), "with an exponent"),
    ],
)
def test_numbers_are_exact(written: str, meant: Decimal, because: str) -> None:
    school = shaped(
        School,
        read_group(
            "format: 2\nname: X\nlanguages: [en]\ndefault_scale: a\ncalculation: {method: latest}\nevidence_rule: {}\n"
            f"scales: {{a: {{levels: [{{id: x, label: X, points: {written}, proficient: true}}]}}}}\n"
        ),
    )
    level = school.scales["a"].levels[0]
    assert str(level.points) == str(meant) or level.points == meant, because
    assert level.proficient is True


def conditions_of(text: str) -> Condition | None:
    pathway = shaped(
        Pathway,
        read_group(f"id: x\ntitle: y\nkind: course\nrequirements:\n  - {{id: a, title: b, prerequisites: {text}}}\n"),
    )
    return pathway.requirements[0].prerequisites


def test_a_list_of_prerequisites_means_all_and_any_means_one() -> None:
    condition = conditions_of("[a, {any: [b, [c, d]]}]")
    assert condition is not None
    assert not condition.any
    first, second = condition.of
    assert first == "a"
    assert isinstance(second, Condition)
    assert second.any
    inner = second.of[1]
    assert isinstance(inner, Condition)
    assert (inner.of, inner.any) == (("c", "d"), False)
    assert condition.place == Place(FILE, 5, 38)


def test_one_of_several_may_stand_alone() -> None:
    condition = conditions_of("{any: [b, c]}")
    assert condition is not None
    assert (condition.of, condition.any) == (("b", "c"), True)


LETTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffe\uffff\u2028\u2029")
KEYS = st.text(LETTERS, min_size=1, max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(LETTERS, max_size=8),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, JSON, max_size=4))
@settings(deadline=None)
def test_what_is_extra_comes_back_as_it_was(extra: dict[str, Any]) -> None:
    text = json.dumps({"id": "x", "title": "y", "extra": extra}, ensure_ascii=False)
    framework = shaped(Framework, read_group(text))
    assert framework.extra == extra


def test_what_is_extra_holds_fractions_too() -> None:
    assert plain_data(read_group("{a: [1.5, -0.25, 1e3], b: NO}")) == {"a": [1.5, -0.25, 1000.0], "b": "NO"}
