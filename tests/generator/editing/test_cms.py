"""`pathbook cms`: what the configuration of Decap says. That Decap itself takes it is seen in the browser."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checked import commons_of
from generator.cli.app import status_of
from generator.editing.editors.school_ids import SchoolIds
from generator.editing.editors.vscode import ids_of
from generator.editing.other_tools.cms import KINDS_SHOWN, policy_of
from generator.editing.other_tools.cms_backend import backend_of
from generator.editing.other_tools.cms_fields import MOST_IN_A_MENU, fields_of
from generator.load.people import everybody, load_people
from generator.problem import ToolFailed
from tests.conftest import EXAMPLE_DAY, TOP

WIDGETS = {"boolean", "datetime", "file", "list", "number", "object", "relation", "select", "string", "words"}


@pytest.fixture(scope="module")
def ids() -> SchoolIds:
    commons = commons_of(TOP)[0]
    assert commons is not None
    return ids_of(TOP, commons)


def every_field(fields: list[dict[str, Any]], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for field in fields:
        at = f"{path}.{field['name']}".lstrip(".")
        yield at, field
        yield from every_field(field.get("fields", []), at)
        yield from every_field([field["field"]] if "field" in field else [], at)


def test_every_kind_becomes_fields_of_known_widgets(ids: SchoolIds) -> None:
    for kind in KINDS_SHOWN:
        found = dict(every_field(fields_of(kind, ids)))
        assert found, kind
        assert {field["widget"] for field in found.values()} <= WIDGETS, kind
        assert all(field["label"] for field in found.values()), kind


@pytest.mark.parametrize(
    ("kind", "path", "expected", "because"),
    [
        ("goal", "due", {"widget": "datetime", "format": "YYYY-MM-DD", "required": True}, "a day without a time"),
        (
            "goal",
            "competencies.ref",
            {"widget": "relation", "file": "competency", "required": True},
            "searched by title",
        ),
        ("goal", "competencies.target", {"widget": "select", "required": False}, "few are a menu"),
        ("goal", "why", {"widget": "words", "required": False}, "text may stand in several languages"),
        ("goal", "activities.minutes", {"widget": "number", "value_type": "int", "min": 1}, "limits are kept"),
        ("goal", "status", {"widget": "select", "options": ["active", "reached", "paused", "dropped"]}, "a choice"),
        ("evidence", "evidence", {"widget": "list", "collapsed": False}, "what the file is made of stands open"),
        ("evidence", "evidence.results", {"widget": "list", "collapsed": True}, "what is inside is folded"),
        ("evidence", "evidence.files.path", {"widget": "file"}, "a photo lies beside"),
        ("evidence", "evidence.excluded.reason", {"required": False}, "asked for only where a piece is excluded"),
        ("conference", "attendees", {"widget": "select", "multiple": True}, "several of the school's people"),
        ("learner", "team.from", {"widget": "datetime"}, "a day"),
        ("goal", "activities.from", {"widget": None}, "what a step was copied from is for tools"),
        ("plan", "frameworks", {"widget": "select", "multiple": True}, "several frameworks"),
    ],
)
def test_a_field_is_what_its_schema_says(
    kind: str, path: str, expected: Mapping[str, Any], because: str, ids: SchoolIds
) -> None:
    field = dict(every_field(fields_of(kind, ids))).get(path, {})
    assert {name: field.get(name) for name in expected} == expected, because


def test_what_tools_fill_in_and_no_form_can_show_is_not_asked_for(ids: SchoolIds) -> None:
    names = {path.rpartition(".")[2] for kind in KINDS_SHOWN for path, _ in every_field(fields_of(kind, ids))}
    assert not names & {"batch", "prerequisites", "access", "migrations"}


def test_a_menu_is_short(ids: SchoolIds) -> None:
    for kind in KINDS_SHOWN:
        for path, field in every_field(fields_of(kind, ids)):
            assert len(field.get("options", ())) <= MOST_IN_A_MENU, f"{kind}: {path}"


def cms(school: Path, *words: str) -> int:
    return status_of(["cms", *words, "--root", str(school), "--on", EXAMPLE_DAY])


def test_the_page_names_nobody_loads_nothing_from_elsewhere_and_is_written_alike(
    tiny_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--backend", "github", "--repo", "school/plans")
    assert cms(tiny_school, *asked) == 0
    assert "decap-cms.js is not there yet" in capsys.readouterr().err
    first = {path.name: path.read_bytes() for path in (tiny_school / "admin").iterdir()}
    (tiny_school / "admin/competency.yml").write_bytes(first["config.yml"])
    (tiny_school / "admin/own.yml").write_text("ours: 1\n", encoding="utf-8")
    assert cms(tiny_school, *asked) == 0
    assert not (tiny_school / "admin/competency.yml").exists(), "an earlier run wrote it"
    (tiny_school / "admin/own.yml").unlink()
    assert {path.name: path.read_bytes() for path in (tiny_school / "admin").iterdir()} == first
    names = {name for _, person in everybody(load_people(tiny_school, None)[0]) for name in person.name.values()}
    assert names
    assert not any(name.encode() in raw for name in names for raw in first.values())
    assert b"//" not in first["index.html"].replace(b"https://api.github.com https://api.netlify.com", b"")
    config = yaml.safe_load(first["config.yml"])
    assert config["publish_mode"] == "editorial_workflow"
    assert config["backend"]["repo"] == "school/plans"
    assert "plans/s-0001/2026-27/goals" in {each.get("folder") for each in config["collections"]}
    assert all("{{title}}" not in message for message in config["backend"]["commit_messages"].values())


@pytest.mark.parametrize(
    ("remote", "kind", "repo", "expected", "because"),
    [
        ("git@github.com:school/plans.git", None, None, {"name": "github", "repo": "school/plans"}, "by its remote"),
        ("https://github.school.org/a/b", None, None,
         {"name": "github", "repo": "a/b", "api_root": "https://github.school.org/api/v3"}, "a host of one's own"),
        ("https://gitlab.com/a/b/c.git", None, None, {"name": "gitlab", "repo": "a/b/c", "auth_type": "pkce"}, "deep"),
        ("https://gitea.school.org:3000/a/b", None, None,
         {"name": "forgejo", "repo": "a/b", "api_root": "https://gitea.school.org:3000/api/v1"},
         "Decap's own Gitea makes no pull requests"),
        ("https://git.school.org/a/b", "gitlab", None, {"name": "gitlab", "repo": "a/b"}, "a name that tells nothing"),
        (None, "github", "a/b", {"name": "github", "repo": "a/b"}, "no remote yet"),
    ],
)  # fmt: skip
def test_where_the_page_saves_to_is_read_from_the_remote(
    remote: str | None, kind: str | None, repo: str | None, expected: Mapping[str, Any], because: str
) -> None:
    found = backend_of(remote, kind, repo, "main")
    assert {name: found.get(name) for name in expected} == expected, because
    assert "connect-src 'self'" in policy_of(found)


@pytest.mark.parametrize("remote", [None, "/srv/plans.git", "https://git.school.org/a/b"])
def test_a_remote_that_does_not_tell_is_asked_about(remote: str | None) -> None:
    with pytest.raises(ToolFailed, match="--backend"):
        backend_of(remote, None, None, "main")


def test_a_host_with_a_name_and_password_in_its_address_is_written_without_them() -> None:
    assert "secret" not in str(backend_of("https://me:secret@github.school.org/a/b", None, None, "main"))
