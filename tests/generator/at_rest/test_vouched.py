"""What git vouches for is another exactly where a file of the learner is."""

from pathlib import Path

import pytest

from generator.at_rest.seen import look
from generator.at_rest.vouched import vouched_for
from tests.generator.at_rest.schools import in_git, laid_out
from tests.history import committed, git, write

ONE, OTHER = "plans/class-1/s-0001", "plans/class-1/s-0002"


def told(root: Path) -> dict[str, str]:
    return dict(vouched_for(root, look(root, None, root / "out/.pathbook"), {ONE, OTHER}))


def test_each_learners_files_are_told_apart(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    first = told(root)
    assert first.keys() == {ONE, OTHER}
    assert first[ONE] != first[OTHER]
    (root / ONE / "learner.yml").touch()
    write(root, "plans/school.yml", "name: Another\n")
    assert told(root) == first, "nothing of theirs"
    write(root, f"{ONE}/learner.yml", "learner: s-0009\n")
    assert told(root) == {OTHER: first[OTHER]}, "git knows another version than the one that lies there"
    committed(root)
    later = told(root)
    assert later[OTHER] == first[OTHER]
    assert later[ONE] != first[ONE]
    git(root, "mv", f"{ONE}/learner.yml", f"{ONE}/other.yml")
    committed(root)
    assert told(root)[ONE] != later[ONE], "the same words under another name"


@pytest.mark.parametrize("name", ["notes.yml", "evidence/2026-10-01.yml", "people.yml"])
def test_a_file_that_git_does_not_know_is_vouched_for_by_nobody(tmp_path: Path, name: str) -> None:
    root = in_git(tmp_path / "school")
    write(root, f"{ONE}/{name}", "")
    assert told(root).keys() == {OTHER}


def test_another_clone_is_told_of_alike(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    git(tmp_path, "clone", "--quiet", str(root), "clone")
    assert told(tmp_path / "clone") == told(root)
    assert vouched_for(root, None, {ONE}) == {}
    assert told(laid_out(tmp_path / "without")) == {}
