"""What comes back from a form: nothing that was not touched changes, and what was touched is what the schema means."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.form.sheets.filled import filled
from generator.form.sheets.schema_tree import Node, tree_of
from generator.form.things import thing_in
from generator.translated import code_of
from generator.yamltext.placed import thawed
from generator.yamltext.read import Value, read
from generator.yamltext.splice import rewritten

ROOT = Path(__file__).parents[3]


def example_files() -> Iterator[tuple[str, Path]]:
    """Every file of the example school that a form can show, with its kind."""
    for file in sorted((ROOT / "plans").rglob("*.yml")):
        learner = next((part for part in file.parts if part[:2] in ("s-", "e-")), None)
        thing = thing_in(file.as_posix(), learner) if learner else None
        if thing is not None:
            yield thing.kind, file


FILES = tuple(example_files())


def sent(value: Value) -> Any:
    """A value as the browser has it: JSON, and all of it text."""
    return json.loads(json.dumps(thawed(value)))


def test_a_form_that_nobody_touched_changes_no_file() -> None:
    changed = []
    for kind, file in FILES:
        text = file.read_text("utf-8")
        value, _ = read(text, file.name)
        wanted = filled(kind, value, sent(value), "en")
        if rewritten(text, wanted).text != text:
            changed.append(file.name)
    assert len(FILES) > 200
    assert changed == []


# What may be typed into each kind of field, and what the file is to hold then.
TYPED = {"date": ("2027-03-09", date(2027, 3, 9)), "integer": ("37", 37), "number": ("2.75", Decimal("2.75"))}


def places(nodes: tuple[Node, ...], value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Node]]:
    """Where in a value something single stands that a form shows, and what it is."""
    for node in nodes:
        held = value.get(node.key)
        if node.kind == "group" and isinstance(held, dict):
            yield from places(node.inner, held, (*steps, node.key))
        elif node.is_list_of_groups and isinstance(held, list):
            for at, each in enumerate(held):
                yield from places(node.inner, each, (*steps, node.key, at))
        elif isinstance(held, str) and not node.choices and typed_for(node):
            yield (*steps, node.key), node


def typed_for(node: Node) -> tuple[str, Any] | None:
    if node.ref == "text":
        return ("Other words entirely", "Other words entirely")
    return TYPED.get(node.ref) or TYPED.get(str(node.schema.get("type")))


def put(value: Any, steps: tuple[str | int, ...], new: Any) -> None:
    for step in steps[:-1]:
        value = value[step]
    value[steps[-1]] = new


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_one_field_that_changed_is_all_that_changes(data: st.DataObject) -> None:
    kind, file = data.draw(st.sampled_from(FILES))
    text = file.read_text("utf-8")
    value, _ = read(text, file.name)
    found = tuple(places(tree_of(kind), thawed(value)))
    steps, node = data.draw(st.sampled_from(found))
    words, meant = typed_for(node) or ("", None)
    back, expected = sent(value), thawed(value)
    put(back, steps, words)
    put(expected, steps, meant)
    made = rewritten(text, filled(kind, value, back, "en"))
    assert made.how == "splice"
    assert rewritten(made.text, expected).text == made.text
    gone = set(text.splitlines()) - set(made.text.splitlines())
    assert len(gone) <= 1 or "\n" in thawed_at(value, steps) or len(thawed_at(value, steps)) > 60


def thawed_at(value: Any, steps: tuple[str | int, ...]) -> str:
    for step in steps:
        value = value[step]
    return str(value)


GOAL = """\
id: g1 # the first
competencies:
  - {ref: ccss-math:4.nf.a.1, target: got-it}
success_criteria:
  - {id: c1, text: One}
  - {id: c4, text: Four}
activities:
  - id: a1
    from: class-harbor:strips
    title: Fold strips
    minutes: 20
start: 2026-09-14
due: 2026-11-30
"""


@pytest.mark.parametrize(
    ("change", "gone", "come", "because"),
    [
        ({"due": "2026-12-18"}, ["due: 2026-11-30"], ["due: 2026-12-18"], "a day is written as a day"),
        ({"review_on": ""}, [], [], "an empty field that was not there is not there"),
        ({"review_on": "soon"}, [], ["review_on: soon"], "what is no day is kept as typed, for the check to tell"),
        ({"id": "g9"}, [], [], "bookkeeping is not the browser's"),
        ({"secret": "x"}, [], [], "no form sends such a field"),
        ({"status": None}, [], [], "nothing is nothing"),
        (
            {"success_criteria": [{"id": "c1", "text": "One"}, {"id": "c4", "text": "Four"}, {"text": "Five"}]},
            [],
            ["  - {id: c5, text: Five}"],
            "ids are made here, and c2 may have been somebody's",
        ),
        (
            {"success_criteria": [{"id": "c4", "text": "Four"}, {"id": "c9", "text": "Mine"}]},
            ["  - {id: c1, text: One}"],
            ["  - {id: c5, text: Mine}"],
            "an id that nobody gave is none",
        ),
        (
            {"activities": [{"id": "a1", "title": "Fold strips", "minutes": "25", "from": "elsewhere"}]},
            ["    minutes: 20"],
            ["    minutes: 25"],
            "a number is a number, and where a step came from stays",
        ),
        (
            {"activities": [{"id": "a1", "title": "Fold strips", "minutes": "many"}]},
            ["    minutes: 20"],
            ["    minutes: many"],
            "what is no number is kept as typed, for the check to tell",
        ),
        (
            {"why": "  Because.\r\nSo there. \r\n"},
            [],
            ["why: |-", "  Because.", "  So there."],
            "spaces around words and line ends of a browser are nobody's words",
        ),
    ],
)
def test_what_comes_back_is_typed_pruned_and_given_ids(
    change: dict[str, Any], gone: list[str], come: list[str], because: str
) -> None:
    value, _ = read(GOAL, "g1.yml")
    made = rewritten(GOAL, filled("goal", value, {**sent(value), **change}, "en"))
    before, after = GOAL.splitlines(), made.text.splitlines()
    assert [line for line in before if line not in after] == gone, because
    assert [line for line in after if line not in before] == come, because


TEXT = {"en": "One half", "ar": {"text": "نصف", "by": "human"}}
FRESH: dict[str, Any] = {"en": "One half", "ar": {"text": "نصف", "of": code_of("One half")}}


@pytest.mark.parametrize(
    ("old", "back", "expected", "because"),
    [
        ("One", "Two", "Two", "one language stays one"),
        (TEXT, TEXT, TEXT, "untouched"),
        (
            TEXT,
            {**TEXT, "en": "Two halves"},
            {"en": "Two halves", "ar": {"text": "نصف", "by": "human", "of": code_of("One half")}},
            "a translation that nobody touched is of the words that stood there, and is told as behind",
        ),
        (
            FRESH,
            {**FRESH, "en": "Two halves"},
            {**FRESH, "en": "Two halves"},
            "it says already of which words it is",
        ),
        (FRESH, {**FRESH, "en": " One half\n"}, FRESH, "spaces around it are no change"),
        (
            TEXT,
            {"en": "Two halves", "ar": "نصفان"},
            {"en": "Two halves", "ar": {"text": "نصفان", "by": "human", "of": code_of("Two halves")}},
            "whoever translates does so from what stands there now",
        ),
        (
            FRESH,
            {"en": "A half", "ar": {**FRESH["ar"], "of": "now"}},
            {"en": "A half", "ar": {"text": "نصف", "of": code_of("A half")}},
            "somebody says that it still fits",
        ),
        ("One", {"en": "One", "ar": "واحد"}, {"en": "One", "ar": {"text": "واحد", "by": "human", "of": code_of("One")}},
         "a first translation"),
        (None, {"ar": "واحد"}, {"ar": "واحد"}, "written in another language than the school's"),
        (TEXT, {"en": "", "ar": TEXT["ar"]}, {"ar": TEXT["ar"]}, "the original was taken out"),
        (TEXT, {"en": " ", "ar": ""}, None, "nothing is left"),
        ("One\n", "One", "One\n", "a line end is no change"),
    ],
)  # fmt: skip
def test_texts_keep_account_of_their_translations(old: Any, back: Any, expected: Any, because: str) -> None:
    value = {"id": "g1", "start": "2026-09-14", "due": "2026-11-30"} | ({} if old is None else {"why": old})
    made = filled("goal", placed(value), {**value, "why": back}, "en")
    assert made.get("why") == expected, because


def placed(value: Any) -> Value:
    """As it is read from a file."""
    return read(json.dumps(value, ensure_ascii=False), "g1.yml")[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["c1", "now", "2026-11-30"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "text", "en", "of", "from", "title", "ref", "success_criteria", "activities", "why"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=14,
)


@settings(max_examples=100, deadline=None)
@given(back=st.dictionaries(st.sampled_from(["success_criteria", "activities", "why", "due", "id", "x"]), JSON))
def test_whatever_a_browser_sends_bookkeeping_stays_and_nothing_breaks(back: dict[str, Any]) -> None:
    value, _ = read(GOAL, "g1.yml")
    made = filled("goal", value, {**sent(value), **back}, "en")
    assert made["id"] == "g1"
    assert "x" not in made
    ids = [part["id"] for part in made.get("success_criteria", ()) if isinstance(part, dict)]
    assert len(set(ids)) == len(ids)
    assert all(step.get("from") in (None, "class-harbor:strips") for step in made.get("activities", ()) if step)
