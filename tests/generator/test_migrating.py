"""A migration written into files: all of them or none, and only where they still say what was read."""

from pathlib import Path

import pytest

from generator.migrating import Edit, write_edits
from generator.problem import ToolFailed
from generator.yamltext.splice import Refused

GOAL, PLAN = "goal.yml", "plan.yml"
OLD, NEW = ({"ref": "old:a"},), ({"ref": "new:a"}, {"ref": "new:b"})


def edit(file: str = GOAL, **changes: object) -> Edit:
    usual = {"file": file, "steps": ("competencies",), "before": OLD, "after": NEW}
    return Edit(**(usual | changes))  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / GOAL).write_text(
        "id: g1\ncompetencies:\n  # agreed in May\n  - {ref: old:a}  # the first\ndue: 2026-12-11\n"
    )
    (tmp_path / PLAN).write_text("frameworks: [old, x]\n")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_only_the_lines_that_say_it_change(folder: Path) -> None:
    write_edits(folder, (edit(), edit(PLAN, steps=("frameworks",), before=("old", "x"), after=("new", "x"))))
    assert (folder / GOAL).read_text().splitlines()[2:4] == ["  # agreed in May", "  - {ref: new:a}  # the first"]
    assert (folder / PLAN).read_text() == "frameworks: [new, x]\n"
    assert files(folder).keys() == {GOAL, PLAN}


@pytest.mark.parametrize(
    ("edits", "because"),
    [
        (
            (edit(), edit(PLAN, steps=("frameworks",), before=("other",), after=())),
            "it says something else by now",
        ),
        ((edit(), edit(PLAN, steps=("team", 0, "for"), before=("old",), after=())), "there is no such place any more"),
        ((edit(), edit("gone.yml")), "the file is gone"),
        ((edit(), edit(PLAN, steps=("frameworks",), before=None, after=("new",))), "it was not there, and is"),
    ],
)
def test_where_one_file_cannot_none_changes(edits: tuple[Edit, ...], because: str, folder: Path) -> None:
    before = files(folder)
    with pytest.raises(Refused):
        write_edits(folder, edits)
    assert files(folder) == before, because


def test_a_file_that_is_no_yaml_is_refused_by_its_name(folder: Path) -> None:
    (folder / GOAL).write_text("competencies: [\n")
    with pytest.raises(Refused, match=r"goal\.yml"):
        write_edits(folder, (edit(),))


def test_a_link_out_of_the_school_is_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / GOAL
    outside.write_bytes((folder / GOAL).read_bytes())
    (folder / GOAL).unlink()
    (folder / GOAL).symlink_to(outside)
    with pytest.raises(Refused, match="outside"):
        write_edits(folder, (edit(),))


def test_a_file_system_that_fails_midway_leaves_what_was(folder: Path) -> None:
    before = (folder / GOAL).read_bytes()
    (folder / f".new-{PLAN}").mkdir()  # what would be written beside cannot be
    with pytest.raises(ToolFailed):
        write_edits(folder, (edit(), edit(PLAN, steps=("frameworks",), before=("old", "x"), after=("new", "x"))))
    assert (folder / GOAL).read_bytes() == before
