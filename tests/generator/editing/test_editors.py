"""`pathbook schema`: what lies in a school's `.vscode/`, and that it is only that."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.cli.app import status_of
from generator.editing.editors import SETTINGS, joined_settings, roles_of
from generator.editing.modeline import SCHEMA_FOLDER, modeline_for
from generator.editing.school_ids import SchoolId
from generator.editing.school_schema import definitions_of, literal, snippet
from generator.load.people import everybody, load_people
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
