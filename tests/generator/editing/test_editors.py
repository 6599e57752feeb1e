"""`pathbook schema`: what lies in a school's `.vscode/`, and that it is only that."""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.cli.app import status_of
from generator.editing.editors.modeline import SCHEMA_FOLDER, modeline_for
from generator.editing.editors.school_fields import FIELDS, OFFERED
from generator.editing.editors.school_ids import SchoolId
from generator.editing.editors.school_schema import definitions_of, literal, snippet
from generator.editing.editors.vscode import SETTINGS, joined_settings, roles_of
from generator.load.people import everybody, load_people
from generator.load.schema import KINDS
from generator.load.schemas import schema_of
from tests.conftest import TOP
from tests.history import begun

IDS = f"{SCHEMA_FOLDER}/ids.schema.json"


def run(root: Path, *options: str) -> int:
    return status_of(["schema", "--root", str(root), *options])


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_example_schools_schemas_are_as_the_school_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(TOP, "--check", "--vscode") == 0, f"run `pathbook schema`:\n{capsys.readouterr().out}"


def test_a_second_run_changes_nothing_and_a_check_tells_what_is_behind(
    tiny_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tiny_school, "--check") == 1
    assert not (tiny_school / ".vscode").exists()
    assert run(tiny_school) == 0
    first = files_below(tiny_school / ".vscode")
    assert run(tiny_school) == 0
    assert files_below(tiny_school / ".vscode") == first
    partners = tiny_school / "frameworks/catalogue/partners.yml"
    partners.parent.mkdir(exist_ok=True, parents=True)
    partners.write_text("partners: [{id: harbor, name: The harbor, kind: company}]\n", encoding="utf-8")
    capsys.readouterr()
    assert run(tiny_school, "--check") == 1
    assert IDS in capsys.readouterr().out
    assert run(tiny_school) == 0
    changed = {name for name, raw in files_below(tiny_school / ".vscode").items() if first[name] != raw}
    assert changed == {"schemas/ids.schema.json"}, "a new partner is a change of one file"


def test_stale_schemas_of_ours_go_and_a_schools_own_file_stays(tiny_school: Path) -> None:
    assert run(tiny_school) == 0
    folder = tiny_school / SCHEMA_FOLDER
    shutil.copyfile(folder / "goal.schema.json", folder / "targets.schema.json")
    (folder / "own.schema.json").write_text("{}", encoding="utf-8")
    assert run(tiny_school) == 0
    assert not (folder / "targets.schema.json").exists()
    assert (folder / "own.schema.json").exists()


def test_every_schema_is_a_right_one_in_the_draft_that_editors_know() -> None:
    for name, raw in files_below(TOP / SCHEMA_FOLDER).items():
        schema = json.loads(raw)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#", name
        jsonschema.Draft7Validator.check_schema(schema)
        assert b"$defs" not in raw
        assert b"x-problem" not in raw


def test_nobodys_name_is_in_them() -> None:
    names = {name for _, person in everybody(load_people(TOP, None)[0]) for name in person.name.values()}
    written = b"".join(files_below(TOP / SCHEMA_FOLDER).values()).decode()
    assert len(names) > 50
    assert [name for name in names if name in written] == []


# Fields that name somebody or something, and of which no list could be told.
OF_ITSELF: Mapping[str, str] = {
    "learner: learner": "the folder says who it is",
    "plan: learner": "the folder says who it is",
    "learner: migrations": "tools write it",
}


def named_in(schema: Mapping[str, Any], path: str = "") -> Iterator[str]:
    if schema.get("$ref", "").endswith(("/competency-ref", "/person-id", "/learner-id", "/person-or-role")):
        yield path
    for name, inner in schema.get("properties", {}).items():
        yield from named_in(inner, f"{path}.{name}".lstrip("."))
    for key, step in (("items", "[]"), ("additionalProperties", "{}")):
        if isinstance(schema.get(key), dict):
            yield from named_in(schema[key], path + step)


def test_every_field_that_names_a_person_or_a_competency_offers_them() -> None:
    known = {f"{kind}: {path}" for table in (FIELDS, OFFERED) for kind, paths in table.items() for path in paths}
    named = {f"{kind}: {path}" for kind in KINDS for path in named_in(schema_of(KINDS[kind].file))}
    assert {each for each in named - known if not each.startswith(tuple(OF_ITSELF))} == set()
    assert all(any(each.startswith(start) for each in named) for start in OF_ITSELF)


def hollow(value: Any) -> bool:
    """Whether an empty list or group is somewhere in it: editors write it as nothing, which is a mistake."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value in ([], {}) or any(map(hollow, inside))


def test_whole_new_files_are_offered_and_hold_nothing_empty() -> None:
    offered = {kind: schema_of(KINDS[kind].file).get("defaultSnippets", ()) for kind in KINDS}
    assert {kind for kind, snippets in offered.items() if snippets} >= {"goal", "evidence", "conference", "support"}
    assert [kind for kind, snippets in offered.items() for each in snippets if hollow(each["body"])] == []


def test_names_that_are_kept_out_of_git_are_not_asked_for_roles(tiny_school: Path) -> None:
    assert set(roles_of(tiny_school)) >= {"t-0001"}
    (tiny_school / ".gitignore").write_text("/plans/people.yml\n", encoding="utf-8")
    begun(tiny_school)
    assert roles_of(tiny_school) == {}, "a clone without them must write the same"


def test_a_field_of_a_kind_nobody_knows_the_ids_of_is_left_to_its_form() -> None:
    definitions = dict(definitions_of({"person": (), "partner": ()}))
    assert "person" not in definitions
    assert "no partner yet" in definitions["partner"]["errorMessage"]


@pytest.mark.parametrize(
    ("name", "body", "because"),
    [
        ("core:fractions.1", "core:fractions.1", "a word needs no quotes"),
        ("4", '"4"', "a number would not be a grade"),
        ("no", '"no"', "many readers take it for false"),
    ],
)
def test_what_is_suggested_is_read_back_as_it_was_meant(name: str, body: str, because: str) -> None:
    assert snippet(SchoolId(id=name, title="x"))["body"] == body, because


def test_a_pattern_escapes_what_means_something_and_nothing_else() -> None:
    assert literal("ccss-math:4.nf.a.1") == r"ccss-math:4\.nf\.a\.1"
    assert literal("K/1 (a)") == r"K\/1 \(a\)"


@pytest.mark.parametrize(
    ("own", "joined", "left", "because"),
    [
        ({}, {"a": {"x": 1}, "b": True}, (), "all of it is new"),
        ({"b": False}, {"a": {"x": 1}, "b": False}, ("b stays false, not true",), "never over a school's own"),
        ({"a": {"y": 2}}, {"a": {"y": 2, "x": 1}, "b": True}, (), "by key, inside too"),
        ({"a": {"x": 3}}, {"a": {"x": 3}, "b": True}, ("a: x stays 3, not 1",), "inside too"),
    ],
)
def test_settings_are_joined_by_key(
    own: Mapping[str, Any], joined: Mapping[str, Any], left: tuple[str, ...], because: str
) -> None:
    assert joined_settings(own, {"a": {"x": 1}, "b": True}) == (joined, left), because


def test_settings_with_remarks_are_not_written_over(tiny_school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tiny_school / SETTINGS
    settings.parent.mkdir()
    settings.write_text("{ // ours\n}\n", encoding="utf-8")
    assert run(tiny_school, "--vscode") == 3
    assert "nothing was written" in capsys.readouterr().err
    assert files_below(settings.parent) == {"settings.json": b"{ // ours\n}\n"}


def test_a_school_that_is_not_in_order_is_told_and_nothing_is_written(tiny_school: Path) -> None:
    (tiny_school / "plans/calendar.yml").write_text("timezone: [\n", encoding="utf-8")
    assert run(tiny_school) == 1
    assert not (tiny_school / ".vscode").exists()


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("plans/school.yml", "../.vscode/schemas/goal.schema.json"),
        ("plans/a/s-0001/2026-27/goals/g1.yml", "../../../../../.vscode/schemas/goal.schema.json"),
    ],
)
def test_a_new_file_names_its_schema_by_a_path_that_holds_in_every_clone(file: str, expected: str) -> None:
    assert modeline_for("goal", file) == f"# yaml-language-server: $schema={expected}\n"
