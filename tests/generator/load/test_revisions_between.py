"""What became different between two commits, or a commit and the folder."""

from pathlib import Path

import pytest

from generator.load.revisions.files import revisions_between
from generator.problem import ToolFailed
from generator.records.revision import FileRevision
from tests.history import begun, committed, git, write

GOAL = "id: {id}\ni_can: I can {what}.\nwhy: {why}\nstart: 2026-09-14\ndue: 2026-11-30\nreview_on: 2026-11-06\n"
CLASS, OTHER = "plans/class-harbor", "plans/class-summit"


def goal(number: int = 1, why: str = "It is fair.") -> str:
    return GOAL.format(id=f"g{number}", what=f"compare {number} fractions", why=why)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    write(tmp_path, f"{CLASS}/s-0001/2026-27/goals/g1.yml", goal())
    write(tmp_path, f"{CLASS}/s-0001/2026-27/goals/g2.yml", goal(2, "It is wide."))
    write(tmp_path, f"{CLASS}/s-0001/evidence/2026-09-30-photo.png", "picture")
    write(tmp_path, f"{CLASS}/s-0002/2026-27/goals/g1.yml", goal(3))
    write(tmp_path, "plans/school.yml", "format: 2\n")
    write(tmp_path, "README.md", "Our plans.\n")
    begun(tmp_path)
    return tmp_path


def shown(revisions: tuple[FileRevision, ...]) -> list[tuple[str, str | None, str, list[str]]]:
    return [(each.file, each.was, each.did, [field.field for field in each.fields]) for each in revisions]


def test_two_commits_and_the_folder_tell_the_same(school: Path) -> None:
    write(school, f"{CLASS}/s-0001/2026-27/goals/g1.yml", goal(why="It is even."))
    write(school, f"{CLASS}/s-0001/2026-27/goals/g3.yml", goal(4, "It is long."))
    (school / CLASS / "s-0002/2026-27/goals/g1.yml").unlink()
    write(school, "README.md", "Our plans!\n")
    write(school, ".gitignore", "out/\n")
    write(school, "out/site/index.html", "nobody keeps this")
    in_folder = revisions_between(school, "HEAD", None)
    head = committed(school)
    assert in_folder == revisions_between(school, "HEAD~1", head)
    assert [(each.file, each.did, each.schema) for each in in_folder] == [
        (".gitignore", "added", ""),
        ("README.md", "changed", ""),
        (f"{CLASS}/s-0001/2026-27/goals/g1.yml", "changed", "goal"),
        (f"{CLASS}/s-0001/2026-27/goals/g3.yml", "added", "goal"),
        (f"{CLASS}/s-0002/2026-27/goals/g1.yml", "removed", "goal"),
    ]
    assert [each.field for each in in_folder[2].fields] == ["goal.why"]
    assert revisions_between(school, "HEAD", None) == ()


@pytest.mark.parametrize("where", ["folder", "commits"])
def test_a_learner_who_changes_class_has_only_moved(school: Path, where: str) -> None:
    (school / OTHER).mkdir()
    (school / CLASS / "s-0001").rename(school / OTHER / "s-0001")
    write(school, f"{OTHER}/s-0001/2026-27/goals/g2.yml", goal(2, "It is another thing altogether."))
    head = None if where == "folder" else committed(school)
    assert shown(revisions_between(school, "HEAD" if head is None else "HEAD~1", head)) == [
        (f"{OTHER}/s-0001/{path}", f"{CLASS}/s-0001/{path}", "changed", fields)
        for path, fields in (
            ("2026-27/goals/g1.yml", []),
            ("2026-27/goals/g2.yml", ["goal.why"]),
            ("evidence/2026-09-30-photo.png", []),
        )
    ]


def test_a_file_that_got_another_name_is_told_once(school: Path) -> None:
    goals = school / CLASS / "s-0001/2026-27/goals"
    (goals / "g2.yml").rename(goals / "g7.yml")
    (goals / "g7.yml").write_text(goal(2, "It is wide.").replace("id: g2", "id: g7"))
    (found,) = revisions_between(school, "HEAD", None)
    assert (found.was, [each.field for each in found.fields]) == (f"{CLASS}/s-0001/2026-27/goals/g2.yml", ["goal.id"])


@pytest.mark.parametrize(
    ("text", "was", "because"),
    [
        (goal(3), f"{CLASS}/s-0002/2026-27/goals/g1.yml", "the very same goal lies with somebody else now"),
        (goal(3, "Because I like to bake."), None, "two learners' goals have much in common and are two goals"),
    ],
)
def test_a_file_of_one_learner_is_rarely_taken_for_anothers(
    school: Path, text: str, was: str | None, because: str
) -> None:
    (school / CLASS / "s-0002/2026-27/goals/g1.yml").unlink()
    write(school, f"{CLASS}/s-0003/2026-27/goals/g1.yml", text)
    found = next(each for each in revisions_between(school, "HEAD", None) if each.learner == "s-0003")
    assert found.was == was, because


def test_a_school_in_a_folder_of_its_repository_knows_nothing_of_its_neighbours(tmp_path: Path) -> None:
    write(tmp_path, "north/plans/s-0001/2026-27/goals/g1.yml", goal())
    write(tmp_path, "south/plans/s-0002/2026-27/goals/g1.yml", goal())
    begun(tmp_path)
    write(tmp_path, "north/plans/s-0001/2026-27/goals/g1.yml", goal(why="It is even."))
    write(tmp_path, "south/plans/s-0002/2026-27/goals/g1.yml", goal(why="It is odd."))
    write(tmp_path, "south/plans/s-0002/2026-27/goals/g2.yml", goal(2))
    (found,) = revisions_between(tmp_path / "north", "HEAD", None)
    assert found.file == "plans/s-0001/2026-27/goals/g1.yml"
    assert revisions_between(tmp_path / "north", "HEAD", committed(tmp_path)) == ()


def test_a_link_is_where_it_leads_to_and_never_what_lies_there(
    school: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yml"
    secret.write_text(goal(why="Nobody may read this."))
    file = school / CLASS / "s-0001/2026-27/goals/g1.yml"
    file.unlink()
    file.symlink_to(secret)
    for found in (*revisions_between(school, "HEAD", None), *revisions_between(school, "HEAD", committed(school))):
        assert not found.readable
        assert "Nobody" not in repr(found)


def test_both_sides_of_a_conflict_lie_in_the_folder_and_cannot_be_read(school: Path) -> None:
    git(school, "switch", "--quiet", "--create", "theirs")
    write(school, f"{CLASS}/s-0001/2026-27/goals/g1.yml", goal(why="It is theirs."))
    theirs = committed(school)
    git(school, "switch", "--quiet", "main")
    write(school, f"{CLASS}/s-0001/2026-27/goals/g1.yml", goal(why="It is ours."))
    committed(school)
    with pytest.raises(Exception, match="returned non-zero"):
        git(school, "merge", theirs)
    (found,) = revisions_between(school, "HEAD", None)
    assert (found.file, found.readable) == (f"{CLASS}/s-0001/2026-27/goals/g1.yml", False)


def test_whatever_somebody_has_set_for_their_own_eyes_the_answer_is_the_same(school: Path) -> None:
    write(school, f"{CLASS}/s-0001/2026-27/goals/g1.yml", goal(why="It is even."))
    expected = revisions_between(school, "HEAD", None)
    settings = ("diff.noprefix", "true"), ("diff.external", "false"), ("diff.renames", "copies"), ("color.ui", "always")
    for name, value in settings:
        git(school, "config", name, value)
    write(school, ".gitattributes", "*.yml diff=loud\n")
    git(school, "config", "diff.loud.textconv", "false")
    found = tuple(each for each in revisions_between(school, "HEAD", None) if each.schema)
    assert found == expected


def test_what_git_does_not_know_is_said(tmp_path: Path) -> None:
    write(tmp_path, "plans/school.yml", "format: 2\n")
    with pytest.raises(ToolFailed, match="no git repository"):
        revisions_between(tmp_path, "HEAD", None)
    begun(tmp_path)
    with pytest.raises(ToolFailed, match="no commit 'nowhere'"):
        revisions_between(tmp_path, "HEAD", "nowhere")
