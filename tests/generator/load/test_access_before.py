"""What git tells of who read before, and what check makes of it."""

from pathlib import Path

import pytest

from generator.cli.check import all_problems
from generator.cli.options import a_day, day_asked
from generator.load.access_before import AccessOfThePast, access_before, entry_of, previous_access_known, state_in
from generator.records.facts import AccessBefore
from tests.history import begun, committed, git, write

FILE = "plans/s-0001/learner.yml"
HEAD = "learner: s-0001\nstage: elementary\nteam:\n  - {person: t-0001, role: advisor}\n"
BOTH = HEAD + "access: {epoch: 1, slots: {student: 1, advisor: 1}}\n"
ONE = HEAD + "access: {epoch: 1, slots: {student: 1}}\n"
ONE_AND_NEW_EPOCH = HEAD + "access: {epoch: 2, slots: {student: 1}}\n"
REMARK = "# a remark\n"
NONE = HEAD


def codes(school: Path) -> set[str]:
    return {problem.code for problem in all_problems(school, day_asked(a_day("2026-11-20")), None)}


@pytest.mark.parametrize(
    ("versions", "expected", "because"),
    [
        ((BOTH,), set(), "nothing has changed"),
        ((BOTH, ONE), {"slot-removed"}, "a teacher's edit that is not committed yet"),
        ((BOTH, ONE_AND_NEW_EPOCH), set(), "with a new epoch it ends for good"),
        ((BOTH, ONE, ONE + REMARK), {"slot-removed"}, "committed, and another commit of the file after it"),
        ((BOTH, ONE, ONE + REMARK, ONE + REMARK * 2), {"slot-removed"}, "sneaked in some commits ago"),
        ((BOTH, ONE, ONE_AND_NEW_EPOCH), set(), "mended afterwards"),
        ((BOTH, ONE, BOTH), set(), "put back"),
        ((BOTH, NONE), set(), "without an entry nobody reads, and nothing is published"),
        ((BOTH, NONE, ONE), {"slot-removed"}, "gone for a while, and back without a slot"),
        ((ONE_AND_NEW_EPOCH, BOTH), {"epoch-went-back"}, "an epoch never goes back"),
        ((ONE_AND_NEW_EPOCH, NONE, ONE), {"epoch-went-back"}, "also not by way of nothing"),
        ((ONE, BOTH), set(), "one more reader is no loss"),
        ((NONE, BOTH), set(), "the first readers of a plan"),
    ],
)
def test_what_is_not_ended_whole_is_refused(
    tiny_school: Path, versions: tuple[str, ...], expected: set[str], because: str
) -> None:
    write(tiny_school, FILE, versions[0])
    begun(tiny_school)
    for version in versions[1:-1]:
        write(tiny_school, FILE, version)
        committed(tiny_school)
    write(tiny_school, FILE, versions[-1])
    assert codes(tiny_school) == expected, because
    committed(tiny_school)
    assert codes(tiny_school) == expected, "committed or not"


def test_a_pull_request_is_compared_with_what_it_is_merged_into(tiny_school: Path) -> None:
    """CI looks at the merge; in the branch the slot was gone from its first commit on."""
    write(tiny_school, FILE, BOTH)
    begun(tiny_school)
    git(tiny_school, "checkout", "--quiet", "-b", "proposal")
    write(tiny_school, FILE, ONE)
    committed(tiny_school)
    write(tiny_school, FILE, ONE + REMARK)
    committed(tiny_school)
    git(tiny_school, "checkout", "--quiet", "main")
    write(tiny_school, "README.md", "Something else.\n")
    committed(tiny_school)
    assert codes(tiny_school) == set()
    git(tiny_school, "merge", "--quiet", "--no-ff", "-m", "merged", "proposal")
    assert codes(tiny_school) == {"slot-removed"}


def test_a_learner_who_changes_class_keeps_the_past(tiny_school: Path) -> None:
    write(tiny_school, FILE, BOTH)
    begun(tiny_school)
    (tiny_school / "plans/class-a").mkdir()
    git(tiny_school, "mv", "plans/s-0001", "plans/class-a/s-0001")
    write(tiny_school, "plans/class-a/s-0001/learner.yml", ONE)
    committed(tiny_school)
    assert codes(tiny_school) == {"slot-removed"}


def test_without_git_there_is_nothing_to_compare_with(tiny_school: Path) -> None:
    write(tiny_school, FILE, ONE)
    assert codes(tiny_school) == set()
    assert dict(AccessOfThePast(tiny_school)) == {}
    assert not previous_access_known(tiny_school)


def test_whether_all_that_was_published_is_known(tiny_school: Path, tmp_path: Path) -> None:
    git(tiny_school, "init", "--quiet", "--initial-branch=main")
    assert not previous_access_known(tiny_school), "nothing is committed yet"
    write(tiny_school, FILE, BOTH)
    begun(tiny_school)
    assert previous_access_known(tiny_school), "the very first commit"
    write(tiny_school, FILE, ONE)
    committed(tiny_school)
    for depth, expected in ((("--depth", "1"), False), (("--depth", "2"), False), ((), True)):
        clone = tmp_path / f"clone{len(depth)}{depth[-1:]}"
        git(tmp_path, "clone", "--quiet", *depth, f"file://{tiny_school}", str(clone))
        assert previous_access_known(clone) == expected, depth
    assert not previous_access_known(tmp_path), "a folder without a school"


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        (b"access: {epoch: 2, slots: {student: 1}}\nteam: []\n", (2, {"student": 1}), "on one line"),
        (b"a: 1\naccess:\n  epoch: 2\n  slots:\n    student: 3 # a\n\n# b\n    f-0001: 1\nb: 1\n",
         (2, {"student": 3, "f-0001": 1}), "in several, with remarks and empty lines"),
        (b"access: {epoch: 2,\n  slots: {student: 1\n}}\nteam: []\n", (2, {"student": 1}), "braces at the margin"),
        (b"access:\r\n  epoch: 2\r\n  slots: {student: 1}\r\nteam: []\r\n", (2, {"student": 1}), "from Windows"),
        (b'"access": {epoch: 2, slots: {student: 1}}\n', (2, {"student": 1}), "in quotes"),
        (b"\xef\xbb\xbfaccess: {epoch: 2}\n", (2, {}), "behind a mark"),
        (b"access: {epoch: two}\n", None, "no number"),
        (b"access: {epoch: 2, slots: {student: -1, f-0001: 1}}\n", (2, {"f-0001": 1}), "one of two is a number"),
        (b"access: [1]\n", None, "no mapping"),
        (b"access: {epoch: 2\n", None, "no YAML"),
        (b"note: accessible\n", None, "another word"),
        (b"", None, "nothing"),
    ],
)  # fmt: skip
def test_an_entry_is_found_as_people_write_it(
    text: bytes, expected: tuple[int, dict[str, int]] | None, because: str
) -> None:
    assert state_in(entry_of(text)) == expected, because


def test_all_of_a_school_is_asked_for_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """60 learners with three versions each, and git is started twice."""
    school, asked = tmp_path / "school", tmp_path / "asked"
    for epoch in (1, 2, 3):
        for number in range(1, 61):
            slots = f"{{epoch: {epoch}, slots: {{student: {epoch}}}}}"
            write(school, f"plans/class/s-{number:04d}/learner.yml", f"learner: s-{number:04d}\naccess: {slots}\n")
        committed(school) if epoch > 1 else begun(school)
    monkeypatch.setenv("GIT_TRACE", str(asked))
    known = access_before(school)
    assert len(known) == 60
    assert known["s-0060"] == AccessBefore(epoch=3, slots=frozenset({"student"}), versions={"student": 3})
    assert asked.read_text().count("trace: built-in: git ") == 2


def test_a_clone_without_old_files_fetches_them_or_says_that_it_knows_too_little(
    tiny_school: Path, tmp_path: Path
) -> None:
    write(tiny_school, FILE, BOTH)
    begun(tiny_school)
    write(tiny_school, FILE, ONE)
    committed(tiny_school)
    git(tiny_school, "config", "uploadpack.allowFilter", "true")
    for name, address in (("near", f"file://{tiny_school}"), ("far", "file:///nowhere")):
        git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{tiny_school}", name)
        git(tmp_path / name, "remote", "set-url", "origin", address)
    assert codes(tmp_path / "near") == {"slot-removed"}
    assert previous_access_known(tmp_path / "near")
    assert codes(tmp_path / "far") == set()
    assert not previous_access_known(tmp_path / "far")
