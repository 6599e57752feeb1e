"""The next build ends at once exactly where nothing has changed that a build is made of."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from generator.at_rest import signed
from generator.at_rest.kept import FILE, kept_in
from generator.at_rest.remembering import Ended, remember
from generator.at_rest.still import still_holds
from tests.generator.at_rest.schools import TODAY, WORDS, aged, at_work, built, holds, in_git, laid_out
from tests.history import begun, committed, git, write

Change = Callable[[Path], object]
LEARNER = "plans/class-1/s-0001/learner.yml"


def rewritten(path: str, text: str = "learner: s-0009\n") -> Change:
    return lambda root: (root / path).write_text(text, encoding="utf-8")


def rewritten_as_if_not(root: Path) -> None:
    """As long as before, and by its time as old as before."""
    before = (root / LEARNER).stat()
    (root / LEARNER).write_text("learner: s-0009\n", encoding="utf-8")
    os.utime(root / LEARNER, ns=(before.st_atime_ns, before.st_mtime_ns))


def touched(path: str) -> Change:
    return lambda root: (root / path).touch()


def saved_again(root: Path) -> None:
    """As editors save: another file in the place of the first."""
    text = (root / LEARNER).read_bytes()
    (root / "plans/new").write_bytes(text)
    (root / "plans/new").replace(root / LEARNER)


def unseen_by_git(flag: str) -> Change:
    def change(root: Path) -> None:
        git(root, "update-index", flag, LEARNER)
        rewritten(LEARNER)(root)

    return change


def done_by_git(*words: str) -> Change:
    return lambda root: git(root, *words)


def replaced(root: Path) -> None:
    """The same commit, with another past put in the place of its own."""
    other = git(root, "commit-tree", "-m", "Another", "HEAD^{tree}")
    git(root, "replace", "HEAD", other)


def taken_away(path: str) -> Change:
    return lambda root: shutil.rmtree(root / path)


def edited_and_staged(root: Path) -> None:
    rewritten(LEARNER)(root)
    git(root, "add", LEARNER)


NOTHING = "nothing has changed"
CHANGES: tuple[tuple[Change, bool, str], ...] = (
    (lambda _: None, True, NOTHING),
    (touched(LEARNER), True, "what it says counts, and git reads what was touched"),
    (touched("plans/people.yml"), True, "so do we, where git does not look"),
    (saved_again, True, "it was saved as it was"),
    (done_by_git("status"), True, "git brings its index up to date whenever somebody asks"),
    (done_by_git("gc", "--quiet"), True, "git puts its own house in order"),
    (lambda root: write(root, "notes.txt", "To do"), True, "no page is made of it"),
    (rewritten(LEARNER), False, "a plan was edited"),
    (rewritten_as_if_not, False, "by a program that turned the time back"),
    (rewritten("plans/people.yml", "learners: []\n"), False, "names were edited, which git is told to ignore"),
    (rewritten("frameworks/core.yml"), False, "a framework was edited"),
    (rewritten("mkdocs.yml"), False, "so was the base of the sites"),
    (edited_and_staged, False, "git knows of the edit, and there is no commit yet"),
    (lambda root: (root / LEARNER).unlink(), False, "a file is gone"),
    (lambda root: (root / "mkdocs.yml").unlink(), False, "also beside the folders"),
    (lambda root: write(root, "plans/class-1/s-0001/evidence/2026-10-01.yml", ""), False, "a file came"),
    (lambda root: write(root, "site_templates/home.html.j2", ""), False, "the school has templates now"),
    (lambda root: (root / "plans/class-1/s-0003").mkdir(), False, "a folder without files is nothing to git"),
    (unseen_by_git("--assume-unchanged"), False, "git was told to believe that this file never changes"),
    (unseen_by_git("--skip-worktree"), False, "git was told not to look at this file"),
    (lambda root: committed(root), False, "pages tell of commits"),
    (replaced, False, "git tells another past of the same commit"),
    (taken_away(".git"), False, "there is no past any more"),
    (taken_away("out/site/s/s-0001"), False, "somebody took a site away"),
    (taken_away("out/pdf/s-0001"), False, "or what was printed"),
    (lambda root: write(root, "out/site/s/s-0001/new.html", ""), False, "or laid a page beside the others"),
    (lambda root: write(root, "out/site/s/stranger/index.html", ""), False, "or a folder"),
    (rewritten("out/site/_theme/1f/main.css"), False, "or edited what all pages share"),
    (rewritten("out/.pathbook/manifest.json"), False, "another build wrote down something else"),
)


@pytest.mark.parametrize(("change", "expected", "because"), CHANGES, ids=[row[2] for row in CHANGES])
def test_a_change_is_noticed_and_nothing_else_is(tmp_path: Path, change: Change, expected: bool, because: str) -> None:
    root = in_git(tmp_path / "school")
    assert built(root)
    assert holds(root) is not None, NOTHING
    change(root)
    assert (holds(root) is not None) is expected, because


ALONE = tuple(row for row in CHANGES if "git" not in row[2] and "past" not in row[2] and "commit" not in row[2])


@pytest.mark.parametrize(("change", "expected", "because"), ALONE, ids=[row[2] for row in ALONE])
def test_the_same_without_git(tmp_path: Path, change: Change, expected: bool, because: str) -> None:
    root = laid_out(tmp_path / "school")
    assert built(root)
    change(root)
    assert (holds(root) is not None) is expected, because


def test_what_was_edited_before_a_build_is_known_and_edited_again_is_noticed(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    rewritten(LEARNER)(root)
    built(root)
    assert holds(root) is not None, "a work tree that is not clean is at rest too"
    rewritten(LEARNER, "learner: s-0008\n")(root)
    assert holds(root) is None, "git says of it what it said before"


def test_a_school_within_a_repository(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/notes.txt", "Notes")
    root = laid_out(tmp_path / "schools/ours")
    begun(tmp_path)
    rewritten(LEARNER)(root)
    built(root)
    assert holds(root) is not None
    write(tmp_path, "elsewhere/notes.txt", "More")
    assert holds(root) is not None, "nothing of ours"
    rewritten(LEARNER, "learner: s-0008\n")(root)
    assert holds(root) is None


def test_another_work_tree_of_the_same_repository(tmp_path: Path) -> None:
    first = in_git(tmp_path / "first")
    git(first, "worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    second = laid_out(tmp_path / "second")
    built(second)
    assert holds(second) is not None
    rewritten(LEARNER)(first)
    assert holds(second) is not None, "that is the other tree's"
    rewritten(LEARNER)(second)
    assert holds(second) is None


def test_a_past_that_was_cut_off_and_is_fetched_later(tmp_path: Path) -> None:
    far = in_git(tmp_path / "far")
    committed(far)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{far}", "near")
    near = laid_out(tmp_path / "near")
    built(near)
    assert holds(near) is not None
    git(near, "fetch", "--quiet", "--unshallow")
    assert holds(near) is None, "pages can tell more now, of the same commit"


def linked_file(root: Path) -> None:
    write(root, "elsewhere.yml", "learner: s-0002\n")
    (root / "plans/class-1/s-0002/learner.yml").unlink()
    (root / "plans/class-1/s-0002/learner.yml").symlink_to(root / "elsewhere.yml")


def linked_folder(root: Path) -> None:
    (root / "frameworks").rename(root / "elsewhere")
    (root / "frameworks").symlink_to("elsewhere")


def repository_inside(root: Path) -> None:
    write(root.parent / "inner", "notes.yml", "")
    begun(root.parent / "inner")
    git(root, "submodule", "--quiet", "add", str(root.parent / "inner"), "plans/inner")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (linked_file, "what the link leads to can change alone"),
        (linked_folder, "so can a folder that is reached by one"),
        (repository_inside, "git asks another repository what lies there"),
        (lambda root: git(root, "update-index", "--assume-unchanged", LEARNER), "git does not look"),
        (rewritten("mkdocs.yml", "hooks: [ours.py]\n"), "nobody knows what a program of the school's own reads"),
    ],
)
@pytest.mark.parametrize("commit", [True, False])
def test_where_nobody_can_tell_every_build_looks_itself(
    tmp_path: Path, change: Change, because: str, commit: bool
) -> None:
    root = in_git(tmp_path / "school")
    change(root)
    if commit:
        committed(root)
    assert not built(root), because
    assert holds(root) is None


def test_an_edit_while_a_build_is_at_work_is_seen_by_the_next(tmp_path: Path) -> None:
    root = laid_out(tmp_path / "school")
    build = at_work(root)
    assert build is not None
    assert holds(root) is None, "nobody knows how it will end"
    rewritten(LEARNER)(root)
    remember(build, Ended(learners=2, on=TODAY, through=TODAY, timezone="Asia/Kolkata", warnings=0))
    assert holds(root) is None


def test_what_is_asked_and_where_and_with_which_surroundings_counts(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    built(root)
    assert holds(root, ("--jobs", "2")) is None
    assert holds(root, WORDS, PATHBOOK_MASTER="00") is None
    assert holds(root, WORDS, SOURCE_DATE_EPOCH="1") is None
    assert holds(root, WORDS, HOME="/home/t-0001") is not None, "nothing of a page comes from there"
    assert holds(root / "plans") is None, "a name in the words may mean another file from here"
    elsewhere = str(tmp_path)
    built(root, ("--root", "school"))
    assert still_holds(("--root", "school"), {}, elsewhere) is None
    assert still_holds(("--root",), {}, elsewhere) is None
    assert still_holds(("--jobs", "1"), {}, elsewhere) is None, "there is no school around it"


def test_a_file_that_was_named_and_lies_elsewhere(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    names = tmp_path / "names.yml"
    names.write_text("learners: {}\n", encoding="utf-8")
    words = (f"--people={names}",)
    built(root, words)
    assert holds(root, words) is not None
    names.write_text("learners: []\n", encoding="utf-8")
    assert holds(root, words) is None
    built(root, words)
    names.unlink()
    assert holds(root, words) is None


def test_the_day_counts_unless_it_was_given(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    built(root, through=TODAY - timedelta(days=2))
    assert holds(root) is None, "something shown has changed with the day"
    given = ("--on", "2026-11-20")
    built(root, given, through=TODAY - timedelta(days=2))
    assert holds(root, given) is not None


def test_a_clock_that_was_put_back_proves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_git(tmp_path / "school")
    built(root)
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert holds(root) is None


def test_warnings_are_counted_and_refused_where_they_are_problems(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    built(root, warnings=3)
    said = holds(root)
    assert said is not None
    first, second = said.splitlines()
    assert first.startswith("Nothing has changed since the build of 20")
    assert first.endswith(f": 2 learners as of {TODAY}.")
    assert second == "There were 3 warnings:  pathbook check"
    built(root, (*WORDS, "--strict"), warnings=1)
    assert holds(root, (*WORDS, "--strict")) is None
    built(root, (*WORDS, "--strict"))
    assert holds(root, (*WORDS, "--strict")) is not None


def test_torn_or_changed_memory_is_no_memory(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    built(root)
    file = root / "out/.pathbook" / FILE
    whole = file.read_bytes()
    kept = kept_in(file.parent)
    assert kept is not None
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        assert kept_in(file.parent) is None
    for at in range(0, len(whole), 11):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept_in(file.parent) is None
    file.write_bytes(whole)
    assert kept_in(file.parent) == kept
    assert file.stat().st_mode & 0o077 == 0 or os.name == "nt", "it is for this account alone"


def test_nothing_is_read_of_files_that_nobody_touched_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their entries alone tell; and a file that is younger than the clock is exact is read whatever its entry says."""
    file = tmp_path / "names.yml"
    file.write_text("learners: {}\n", encoding="utf-8")
    now = file.stat().st_ctime_ns
    old, young = signed.signed(str(file), now + 10 * signed.GRAIN_NS), signed.signed(str(file), now)
    assert old is not None
    assert young is not None
    read: list[str] = []

    def reading(path: str) -> str:
        read.append(path)
        return old[4]

    monkeypatch.setattr(signed, "digest_of", reading)
    assert signed.is_as_it_was(str(file), old)
    assert read == []
    assert signed.is_as_it_was(str(file), young)
    assert read == [str(file)]


def test_a_file_written_twice_within_one_tick_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "names.yml"
    for turn in range(200):
        file.write_text(f"{turn:04}", encoding="utf-8")
        before = file.stat()
        known = signed.signed(str(file), before.st_ctime_ns)
        with file.open("r+") as same:
            same.write(f"{turn + 1:04}")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert known is not None
        assert not signed.is_as_it_was(str(file), known)


def test_files_of_long_ago_are_known_by_their_entries(tmp_path: Path) -> None:
    root = in_git(tmp_path / "school")
    aged(root)
    built(root)
    assert holds(root) is not None
    rewritten_as_if_not(root)
    assert holds(root) is None
