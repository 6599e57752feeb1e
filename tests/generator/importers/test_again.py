"""A framework imported once more: the source's changes come in, the school's work stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.importers.memory import FILE, memory_from
from generator.importers.select import Selection
from tests.generator.importers.made import Row, brought, child, item, loaded, package, relation, shape, texts

FIRST = [
    item("a", fullStatement="Add.", abbreviatedStatement="Adding"),
    item("b", fullStatement="Subtract."),
    item("c", fullStatement="Multiply.", educationLevel=["03"]),
]
TREE = [child("a", sequence=1), child("b", "a", 1), child("c", sequence=2), relation("precedes", "a", "c")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "frameworks").mkdir()
    brought(tmp_path, package(FIRST, TREE))
    return tmp_path


def file(root: Path) -> Path:
    return root / "frameworks" / "ex" / "framework.yml"


def edit(root: Path, old: str, new: str) -> None:
    text = file(root).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in\n{text}"
    file(root).write_text(text.replace(old, new), encoding="utf-8")


def with_item(name: str, **fields: Any) -> list[Row]:
    return [item(name, **{**row, **fields}) if row["identifier"] == name else row for row in FIRST]


def test_the_same_source_changes_no_byte(root: Path) -> None:
    before = texts(root)
    made = brought(root, package(FIRST, TREE))
    assert texts(root) == before
    assert made.texts == {}
    assert (made.outcome.new, made.outcome.changed, made.outcome.gone) == ((), (), ())


def test_what_a_school_wrote_stays_and_what_the_source_changed_comes(root: Path) -> None:
    edit(
        root,
        "        statement: Subtract.\n",
        "        # Ms Okafor's wording, agreed in May\n"
        "        statement: Subtract.\n"
        "        short: Taking away   # two words at most\n"
        "        i_can: I can take away.\n"
        "        kind: habit\n"
        "        levels:\n"
        "          got-it: Without counting on fingers.\n"
        "        evidence_rule: {pieces: 3}\n",
    )
    made = brought(root, package(with_item("b", fullStatement="Subtract within 1,000.", notes="New note."), TREE))
    text = file(root).read_text(encoding="utf-8")
    assert made.outcome.changed == ("b",)
    for line in (
        "        # Ms Okafor's wording, agreed in May\n",
        "        statement: Subtract within 1,000.\n",
        "        short: Taking away   # two words at most\n",
        "        i_can: I can take away.\n",
        "          got-it: Without counting on fingers.\n",
        "        evidence_rule: {pieces: 3}\n",
        "        notes: New note.\n",
    ):
        assert line in text, line


@pytest.mark.parametrize(
    ("mine", "theirs", "expected", "clashes", "because"),
    [
        ("Adding", "Adding", "Adding", (), "nobody changed it"),
        ("Adding", "Sums", "Sums", (), "the source alone changed it"),
        ("My adding", "Adding", "My adding", (), "the school alone changed it"),
        ("Sums", "Sums", "Sums", (), "both wrote the same"),
        ("My adding", "Sums", "My adding", ("a: short",), "both changed it: the school's stays and is told"),
        ("My adding", None, "My adding", ("a: short",), "the source dropped what the school had changed"),
        ("Adding", None, None, (), "the source dropped what nobody had touched"),
    ],
)
def test_who_changed_what(
    root: Path, mine: str, theirs: str | None, expected: str | None, clashes: tuple[str, ...], because: str
) -> None:
    edit(root, "short: Adding", f"short: {mine}")
    made = brought(root, package(with_item("a", abbreviatedStatement=theirs), TREE))
    short = loaded(root).competencies[0].short
    assert (short and short.versions[""].text) == expected, because
    assert made.outcome.kept == clashes, because
    assert brought(root, package(with_item("a", abbreviatedStatement=theirs), TREE)).texts == {}, because


def test_a_text_in_several_languages_changes_in_the_sources_own(root: Path) -> None:
    edit(root, "statement: Multiply.", "statement: {en: Multiply., es: Multiplica.}")
    brought(root, package(with_item("c", fullStatement="Multiply within 100."), TREE))
    assert "statement: {en: Multiply within 100., es: Multiplica.}" in file(root).read_text(encoding="utf-8")


def test_lists_are_settled_entry_by_entry(root: Path) -> None:
    edit(root, "    prerequisites: [ex:a]\n", "    prerequisites: [ex:a, ex:b]\n")
    without = [row for row in TREE if row["associationType"] != "precedes"]
    brought(root, package(FIRST, [*without, relation("isRelatedTo", "c", "a")]))
    found = loaded(root).competencies[1]
    assert found.prerequisites is not None
    assert found.prerequisites.of == ("ex:b",), "the source took one back, the school's own stays"
    assert [(link.type, link.target) for link in found.links] == [("isRelatedTo", "ex:a")]


def test_ids_are_given_once(root: Path) -> None:
    edit(root, "  - id: c\n", "  - id: times\n")
    brought(root, package([*with_item("c", humanCodingScheme="NEW.CODE"), item("d")], [*TREE, child("d", sequence=3)]))
    assert shape(loaded(root)) == {"a": {"b": {}}, "times": {}, "d": {}}
    assert loaded(root).competencies[1].code == "NEW.CODE"


def test_what_vanished_is_marked_and_what_comes_back_is_not(root: Path) -> None:
    made = brought(root, package(FIRST[:2], TREE[:2]))
    assert made.outcome.gone == ("c",)
    assert [competency.status for competency in loaded(root).competencies] == ["active", "deprecated"]
    assert brought(root, package(FIRST[:2], TREE[:2])).texts == {}
    made = brought(root, package(FIRST, TREE))
    assert made.outcome.back == ("c",)
    assert [competency.status for competency in loaded(root).competencies] == ["active", "active"]


def test_a_status_given_by_hand_stays(root: Path) -> None:
    edit(root, "    statement: Multiply.\n", "    statement: Multiply.\n    status: deprecated\n    replaced_by: a\n")
    brought(root, package(FIRST, TREE))
    assert loaded(root).competencies[1].status == "deprecated"


def test_new_items_stand_behind_their_elder_siblings(root: Path) -> None:
    edit(root, "  - id: c\n", "  - id: own\n    statement: The school's own.\n\n  - id: c\n")
    new = [item("a2"), item("b0"), item("b2")]
    told = [child("a2", sequence=1.5), child("b0", "a", 0), child("b2", "a", 2)]
    made = brought(root, package([*FIRST, *new], [*TREE, *told]))
    assert shape(loaded(root)) == {"a": {"b0": {}, "b": {}, "b2": {}}, "a2": {}, "own": {}, "c": {}}
    assert set(made.outcome.new) == {"a2", "b0", "b2"}


def test_an_order_made_by_hand_stays(root: Path) -> None:
    text = file(root).read_text(encoding="utf-8")
    start, end = text.index("  - id: a\n"), text.index("  - id: c\n")
    file(root).write_text(
        text[:start] + text[end:].rstrip("\n") + "\n\n" + text[start:end].rstrip("\n") + "\n", encoding="utf-8"
    )
    before = texts(root)
    brought(root, package(FIRST, TREE))
    assert texts(root) == before
    assert list(shape(loaded(root))) == ["c", "a"]


def test_what_the_source_moved_moves_and_what_the_school_moved_stays(root: Path) -> None:
    moved = [child("a", sequence=1), child("b", "c", 1), child("c", sequence=2)]
    made = brought(root, package(FIRST, moved))
    assert shape(loaded(root)) == {"a": {}, "c": {"b": {}}}
    assert made.outcome.moved == ("b",)
    made = brought(root, package(FIRST, moved))
    assert made.texts == {}


def test_an_orphan_placed_by_the_school_stays_there(root: Path) -> None:
    brought(root, package([*FIRST, item("o")], TREE))
    assert shape(loaded(root)) == {"a": {"b": {}}, "c": {}, "unplaced": {"o": {}}}
    text = file(root).read_text(encoding="utf-8")
    start = text.index("  - id: unplaced")
    orphan = text[text.index("      - id: o\n") :]
    placed = text[:start].rstrip("\n") + "\n    competencies:\n" + orphan
    file(root).write_text(placed, encoding="utf-8")
    assert shape(loaded(root)) == {"a": {"b": {}}, "c": {"o": {}}}
    before = texts(root)
    brought(root, package([*FIRST, item("o")], TREE))
    assert texts(root) == before


def test_what_a_school_took_out_stays_out_until_it_is_asked_for(root: Path) -> None:
    text = file(root).read_text(encoding="utf-8")
    file(root).write_text(text[: text.index("  - id: c\n")].rstrip("\n") + "\n", encoding="utf-8")
    brought(root, package(FIRST, TREE))
    assert shape(loaded(root)) == {"a": {"b": {}}}
    brought(root, package(FIRST, TREE), asked=Selection(under=("*",)))
    assert shape(loaded(root)) == {"a": {"b": {}}, "c": {}}


def test_a_part_stays_a_part(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    brought(tmp_path, package(FIRST, TREE), asked=Selection(under=("A",)))
    assert shape(loaded(tmp_path)) == {"a": {"b": {}}}
    made = brought(tmp_path, package(FIRST, TREE))
    assert made.texts == {}
    made = brought(tmp_path, package(FIRST[:1], TREE[:1]))
    assert made.outcome.gone == ("b",)


def test_without_its_memory_the_schools_words_count(root: Path) -> None:
    edit(root, "short: Adding", "short: My adding")
    (root / "frameworks" / "ex" / FILE).unlink()
    brought(root, package(with_item("a", fullStatement="Add up."), TREE))
    found = loaded(root).competencies[0]
    assert found.short is not None
    assert (found.short.versions[""].text, found.statement.versions[""].text) == ("My adding", "Add up.")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"head": 3}', '{"item a": {"under": "b"}}'])
def test_a_memory_that_cannot_be_read_is_no_memory(text: str) -> None:
    assert memory_from(text).head is None


def test_the_files_of_a_large_framework(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    branches = [f"s{number}" for number in range(3)]
    items = [item(name, humanCodingScheme=name) for name in branches]
    tree = [child(name, sequence=place) for place, name in enumerate(branches)]
    for branch in branches:
        items += [item(f"{branch}-{number}", humanCodingScheme=f"{branch}.{number}") for number in range(20)]
        tree += [child(f"{branch}-{number}", branch, number) for number in range(20)]
    brought(tmp_path, package(items, tree))
    assert sorted(texts(tmp_path)) == [FILE, "1-s0.yml", "2-s1.yml", "3-s2.yml", "framework.yml"]
    made = brought(
        tmp_path, package([*items, item("s1-20", humanCodingScheme="s1.20")], [*tree, child("s1-20", "s1", 20)])
    )
    assert list(made.texts) == ["2-s1.yml"]
    assert list(shape(loaded(tmp_path))["s1"])[-1] == "s1.20"


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda told: told["CFDocument"].update(title="New title"), "title: New title"),
        (lambda told: told["CFDocument"].update(version="2"), 'version: "2"'),
        (lambda told: told["CFDocument"].update(adoptionStatus="Deprecated"), "status: deprecated"),
    ],
)
def test_the_head_is_brought_up_to_date(root: Path, change: Change, expected: str) -> None:
    edit(root, "title: Example standards\n", "title: Example standards\nscale: learning # ours\n")
    told = package(FIRST, TREE)
    change(told)
    brought(root, told)
    text = file(root).read_text(encoding="utf-8")
    assert expected in text
    assert "scale: learning # ours" in text


def test_a_branch_too_large_for_one_file_is_told_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    names = ["all", *(f"d{number}" for number in range(4))]
    tree = [child("all"), *(child(name, "all", place) for place, name in enumerate(names[1:]))]
    items = [item(name, humanCodingScheme=name) for name in names]
    for name in names[1:]:
        items += [item(f"{name}-{number}", humanCodingScheme=f"{name}.{number}") for number in range(70)]
        tree += [child(f"{name}-{number}", name, number) for number in range(70)]
    brought(tmp_path, package(items, tree))
    files = texts(tmp_path)
    assert sorted(files) == [FILE, "1-all.yml", "2-d0.yml", "3-d1.yml", "4-d2.yml", "5-d3.yml", "framework.yml"]
    assert files["2-d0.yml"].startswith(b"under: all\ncompetencies:\n  - id: d0\n")
    assert list(shape(loaded(tmp_path))["all"]) == ["d0", "d1", "d2", "d3"]
    more = [*items, item("d4", humanCodingScheme="d4"), item("d1-x", humanCodingScheme="d1.x")]
    made = brought(tmp_path, package(more, [*tree, child("d4", "all", 9), child("d1-x", "d1", 99)]))
    assert list(made.texts) == ["3-d1.yml", "5-d3.yml"]
    assert list(shape(loaded(tmp_path))["all"]) == ["d0", "d1", "d2", "d3", "d4"]
