"""What somebody saves: where it goes, what they see then, and what never happens to anybody's words."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest

from generator.changes import Change, blob_of
from generator.editing.entries.entry import branch_called, message_of
from generator.editing.entries.saved import Clashes, Moved, entries_of, saved, view_of
from generator.editing.entries.store import store_of
from generator.problem import ToolFailed
from tests.generator.editing.office import FILES, GOAL, HOME, NEW_GOAL, OF_ANOTHER, ON, OTHER, PLAN, TEACHER, Office
from tests.history import begun, committed, git, write

LATER = FILES[GOAL].replace("2026-12-01", "2027-01-15")
BETTER = FILES[GOAL].replace("to know", "to understand")
BOTH = LATER.replace("to know", "to understand")


def test_a_save_is_a_commit_of_a_branch_of_its_own(office: Office) -> None:
    before = everything(office.root)
    entry = office.save(GOAL, LATER)
    assert (entry.branch, entry.person, entry.on) == ("entry/t-0001/2026-11-22-s-0001", TEACHER, ON)
    assert (entry.files, entry.learners, entry.status) == ((GOAL,), ("s-0001",), "waiting")
    assert git(office.root, "show", "--format=%an <%ae>%n%B", "--name-only", entry.branch).splitlines() == [
        "t-0001 <t-0001@pathbook.invalid>",
        "1 goal: s-0001",
        "",
        "Entry: entry/t-0001/2026-11-22-s-0001",
        "",
        "",
        GOAL,
    ]
    assert git(office.root, "diff", "--shortstat", "main", entry.branch).split(", ")[1:] == [
        "1 insertion(+)",
        "1 deletion(-)",
    ]
    assert everything(office.root) == before, "the work tree and the index are the user's"
    git(office.root, "fsck", "--strict")


@pytest.mark.parametrize(
    ("settings", "committer"),
    [
        ((), "t-0001 <t-0001@pathbook.invalid>"),
        ((("user.useConfigOnly", "true"),), "t-0001 <t-0001@pathbook.invalid>"),
        ((("user.name", "desk"), ("user.email", "desk@school.example")), "desk <desk@school.example>"),
    ],
)
def test_who_commits_is_whom_gits_settings_name(
    settings: tuple[tuple[str, str], ...], committer: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for name, value in settings:
        git(office.root, "config", name, value)
    changes = (Change(file=NEW_GOAL, content=b"id: g2\n", before=None),)
    entry = saved(store_of(office.root), TEACHER, changes, slug="s-0001", on=ON)
    told = git(office.root, "log", "-1", "--format=%an <%ae>%n%cn <%ce>", entry.branch)
    assert told.splitlines() == ["t-0001 <t-0001@pathbook.invalid>", committer]


def everything(root: Path) -> dict[str, bytes]:
    """The work tree, the index and HEAD, byte by byte."""
    files = [path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts]
    return {str(path): path.read_bytes() for path in (*files, root / ".git/index", root / ".git/HEAD")}


@pytest.mark.parametrize(
    ("second", "slug", "same", "because"),
    [
        (GOAL, "s-0001", True, "the file is in it already"),
        (NEW_GOAL, "s-0001", True, "it waits for the same learner"),
        (OF_ANOTHER, "s-0002", False, "another learner's is another piece of work"),
    ],
)
def test_which_entry_a_save_goes_into(office: Office, second: str, slug: str, same: bool, because: str) -> None:
    first = office.save(GOAL, LATER)
    again = office.save(second, "id: g2\n", slug=slug)
    assert (again.branch == first.branch) == same, because


def test_a_batch_has_an_entry_of_its_own(office: Office) -> None:
    first = office.save(GOAL, LATER)
    files = [f"plans/s-00{number:02}/evidence/2026-11-22-quiz.yml" for number in range(1, 6)]
    changes = tuple(Change(file=file, content=b"evidence: []\n", before=None) for file in files)
    entry = saved(office.store, TEACHER, changes, slug="quiz", on=ON, batch="b-1")
    assert entry.branch != first.branch
    assert (entry.batch, len(entry.learners)) == ("b-1", 5)
    assert git(office.root, "log", "-1", "--format=%s", entry.branch) == "5 pieces of evidence: 5 learners"
    more = office.save(f"{HOME}/evidence/2026-11-23-more.yml", "evidence: []\n")
    assert more.branch == first.branch, "what waits for the learner, not what waits for the class"


def test_everybody_sees_their_own_and_that_others_work_on_a_file(office: Office) -> None:
    office.save(GOAL, LATER)
    office.save(NEW_GOAL, "id: g2\n")
    office.save(PLAN, None)
    mine, theirs = view_of(office.store, TEACHER, HOME), view_of(office.store, OTHER, HOME)
    assert mine.content(GOAL).decode() == LATER
    assert mine.files.keys() == {GOAL, NEW_GOAL}
    assert mine.others == {}
    assert theirs.content(GOAL).decode() == FILES[GOAL]
    assert theirs.files.keys() == {GOAL, PLAN}
    assert theirs.others == {GOAL: (TEACHER,), NEW_GOAL: (TEACHER,), PLAN: (TEACHER,)}
    assert {change.file: change.content for change in mine.changes()} == {
        GOAL: LATER.encode(),
        NEW_GOAL: b"id: g2\n",
        PLAN: None,
    }
    assert theirs.changes() == ()


def test_what_others_published_is_joined_with_ones_own(office: Office) -> None:
    first = office.save(GOAL, LATER)
    office.merged_elsewhere((GOAL, BETTER))
    git(office.root, "fetch", "--quiet")
    assert office.text(GOAL) == BOTH
    again = office.save(GOAL, BOTH + "outcome: done\n")
    assert again.branch == first.branch
    assert git(office.root, "diff", "--stat", "origin/main", again.branch).count("|") == 1, "only one's own is sent"
    assert office.text(GOAL) == BOTH + "outcome: done\n"


def test_a_file_that_moved_meanwhile_is_not_saved_over(office: Office) -> None:
    office.save(GOAL, LATER)
    for before, because in ((blob_of(FILES[GOAL].encode()), "the same person, in another tab"), (None, "as if new")):
        with pytest.raises(Moved) as moved:
            saved(office.store, TEACHER, (Change(file=GOAL, content=b"id: g1\n", before=before),), slug="x", on=ON)
        assert (moved.value.file, moved.value.now) == (GOAL, blob_of(LATER.encode())), because
    assert office.text(GOAL) == LATER


def test_the_same_save_twice_is_one(office: Office) -> None:
    first = office.save(GOAL, LATER)
    again = saved(
        office.store,
        TEACHER,
        (Change(file=GOAL, content=LATER.encode(), before=blob_of(FILES[GOAL].encode())),),
        slug="s-0001",
        on=ON,
    )
    assert again == first
    with pytest.raises(ToolFailed, match="nothing to save"):
        office.save(OF_ANOTHER, FILES[OF_ANOTHER])


def test_a_true_clash_is_a_question_and_its_answer_is_saved(office: Office) -> None:
    office.save(GOAL, LATER)
    published = FILES[GOAL].replace("2026-12-01", "2026-12-24").replace("to know", "to understand")
    office.merged_elsewhere((GOAL, published))
    git(office.root, "fetch", "--quiet")
    entry, view = office.entry(), view_of(office.store, TEACHER, HOME)
    assert (entry.status, entry.clashing) == ("clash", (GOAL,))
    (clash,) = view.clashing[GOAL].clashes
    assert (clash.steps, clash.base, clash.ours, clash.theirs) == (("due",), "2026-12-01", "2027-01-15", "2026-12-24")
    assert view.content(GOAL).decode() == BOTH, "joined where it can be; in a clash the person's own side"
    with pytest.raises(Clashes) as asked:
        office.save(GOAL, BOTH + "outcome: done\n")
    assert asked.value.files.keys() == {GOAL}
    answered = Change(file=GOAL, content=BOTH.encode(), before=view.clashing[GOAL].theirs)
    settled = saved(office.store, TEACHER, (answered,), slug="s-0001", on=ON)
    assert (settled.branch, settled.status, office.text(GOAL)) == (entry.branch, "waiting", BOTH)
    assert settled.files == (GOAL,)


def test_a_save_elsewhere_does_not_answer_an_open_question(office: Office) -> None:
    clashing = office.save(GOAL, LATER)
    office.merged_elsewhere((GOAL, FILES[GOAL].replace("2026-12-01", "2026-12-24")))
    git(office.root, "fetch", "--quiet")
    other = office.save(NEW_GOAL, "id: g2\n")
    assert other.branch == f"{clashing.branch}-2"
    assert {entry.status for entry in entries_of(office.store, TEACHER)} == {"waiting", "clash"}


def test_questions_are_answered_file_by_file_without_answering_the_others(office: Office) -> None:
    office.save(GOAL, LATER)
    first = office.save(PLAN, "school_year: 2026-27\nstatus: active\n")
    others = ((GOAL, FILES[GOAL].replace("2026-12-01", "2026-12-24")), (PLAN, FILES[PLAN] + "status: draft\n"))
    office.merged_elsewhere(*others)
    git(office.root, "fetch", "--quiet")
    view = view_of(office.store, TEACHER, HOME)
    assert view.clashing.keys() == {GOAL, PLAN}
    answered = Change(file=GOAL, content=LATER.encode(), before=view.clashing[GOAL].theirs)
    settled = saved(office.store, TEACHER, (answered,), slug="s-0001", on=ON)
    assert (settled.branch, settled.status, settled.files) == (f"{first.branch}-2", "waiting", (GOAL,))
    left = {entry.branch: entry for entry in entries_of(office.store, TEACHER)}[first.branch]
    assert (left.status, left.files, left.clashing) == ("clash", (PLAN,), (PLAN,))
    after = view_of(office.store, TEACHER, HOME)
    assert (set(after.clashing), after.content(GOAL).decode()) == ({PLAN}, LATER)
    later = office.save(GOAL, BOTH)
    assert later.branch == settled.branch, "and it stays answered"


def test_what_a_batch_wrote_is_taken_back_wherever_it_waits(office: Office) -> None:
    files = [f"plans/s-00{number:02}/evidence/2026-11-22-quiz.yml" for number in range(1, 4)]
    made = tuple(Change(file=file, content=b"evidence: []\n", before=None) for file in files)
    batch = saved(office.store, TEACHER, made, slug="quiz", on=ON, batch="b-1")
    gone = tuple(Change(file=each.file, content=None, before=blob_of(b"evidence: []\n")) for each in made)
    undone = saved(office.store, TEACHER, gone, slug="undo-quiz", on=ON, batch="b-1")
    assert (undone.branch, undone.files) == (batch.branch, ())
    assert entries_of(office.store, TEACHER) == (), "nothing is left to send"
    assert view_of(office.store, TEACHER, "").changes() == ()


def test_a_branch_that_somebody_looks_at_in_a_work_tree_is_left_alone(office: Office) -> None:
    first = office.save(GOAL, LATER)
    git(office.root, "checkout", "--quiet", first.branch)
    with pytest.raises(ToolFailed, match="git switch"):
        office.save(GOAL, BOTH)
    again = office.save(NEW_GOAL, "id: g2\n")
    assert again.branch != first.branch
    assert git(office.root, "status", "--porcelain") == ""
    assert office.text(GOAL) == LATER


def test_a_work_tree_that_somebody_threw_away_is_in_nobodys_way(office: Office) -> None:
    first = office.save(GOAL, LATER)
    git(office.root, "worktree", "add", "--quiet", "../looking", first.branch)
    with pytest.raises(ToolFailed, match="git switch"):
        office.save(GOAL, BOTH)
    rmtree(office.root.parent / "looking")
    assert office.save(GOAL, BOTH).branch == first.branch


def subfolder(folder: Path) -> Path:
    for file, text in FILES.items():
        write(folder / "repo" / "our school", file, text)
    begun(folder / "repo")
    return folder / "repo" / "our school"


def further_work_tree(folder: Path) -> Path:
    root = subfolder(folder)
    git(root, "worktree", "add", "--quiet", str(folder / "second"), "-b", "second")
    return folder / "second" / "our school"


def bare(folder: Path) -> Path:
    git(folder, "clone", "--quiet", "--bare", str(subfolder(folder).parent), "desk.git")
    return folder / "desk.git"


def of_long_hashes(folder: Path) -> Path:
    root = folder / "long"
    for file, text in FILES.items():
        write(root, file, text)
    git(root, "init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    committed(root)
    return root


@pytest.mark.parametrize("made", [subfolder, further_work_tree, bare, of_long_hashes])
def test_wherever_the_school_lies(made: Callable[[Path], Path], tmp_path: Path) -> None:
    root = made(tmp_path)
    store = store_of(root)
    name = f"{HOME}/evidence/2026-11-22-größe 音.yml"
    before = view_of(store, TEACHER, HOME).files[GOAL]
    changes = (
        Change(file=GOAL, content=LATER.encode(), before=before),
        Change(file=name, content=b"evidence: []\n", before=None),
        Change(file=PLAN, content=None, before=store.files(store.base(), HOME)[PLAN]),
    )
    entry = saved(store, TEACHER, changes, slug="s-0001", on=ON)
    assert entry.files == tuple(sorted((GOAL, PLAN, name)))
    view = view_of(store, TEACHER, HOME)
    assert (view.content(GOAL).decode(), set(view.files)) == (LATER, {GOAL, name})
    store.taken_out(entry.tip, ("plans",), into := tmp_path / "taken")
    found = {path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()}
    assert found == {GOAL, name, OF_ANOTHER, "plans/school.yml"}
    git(root, "fsck", "--strict")


@pytest.mark.parametrize(
    ("begin", "hint"),
    [
        (lambda root: None, "git init"),
        (lambda root: git(root, "init", "--quiet"), "holds no commit yet"),
        (lambda root: (git(root, "init", "--quiet"), committed(root)), "no plans/school.yml"),
    ],
)
def test_where_nothing_can_be_kept_it_says_what_to_do(
    begin: Callable[[Path], object], hint: str, tmp_path: Path
) -> None:
    begin(tmp_path)
    with pytest.raises(ToolFailed, match=hint):
        store_of(tmp_path)


def test_blobs_are_as_a_commit_would_hold_them(office: Office) -> None:
    git(office.root, "config", "filter.loud.clean", "tr a-z A-Z")
    git(office.root, "config", "core.autocrlf", "true")
    write(office.root, ".gitattributes", "*.yml text eol=crlf\n*.loud filter=loud\n")
    committed(office.root)
    store = store_of(office.root)
    changes = (
        Change(file=NEW_GOAL, content=b"id: g2\r\nwhy: x\r\n", before=None),
        Change(file=f"{HOME}/evidence/a.loud", content=b"words", before=None),
        Change(file=f"{HOME}/evidence/photo.bin", content=b"\r\n\0", before=None),
    )
    entry = saved(store, TEACHER, changes, slug="s-0001", on=ON)
    held = store.files(entry.tip, HOME)
    assert [store.content(held[change.file]) for change in changes] == [b"id: g2\nwhy: x\n", b"WORDS", b"\r\n\0"]
    for change in changes:
        write(office.root, change.file, "")
        (office.root / change.file).write_bytes(change.content or b"")
    git(office.root, "add", "--all")
    assert git(office.root, "write-tree") == git(office.root, "rev-parse", f"{entry.tip}^{{tree}}"), "as git add does"


@pytest.mark.parametrize("file", ["../x.yml", "plans/.git/config", "plans//x", "/etc/x", "plans/a\nb", "plans/.GIT./x"])
def test_no_path_leads_out_of_the_school(file: str, office: Office) -> None:
    with pytest.raises(ToolFailed):
        saved(office.store, TEACHER, (Change(file=file, content=b"x", before=None),), slug="x", on=ON)
    assert entries_of(office.store, None) == ()


def test_a_link_is_not_written_through(office: Office) -> None:
    (office.root / NEW_GOAL).symlink_to("g1.yml")
    committed(office.root)
    with pytest.raises(ToolFailed, match="link"):
        office.save(NEW_GOAL, "id: g2\n")


def test_a_message_holds_ids_and_counts_only() -> None:
    def of(*files: str, gone: str | None = None) -> str:
        kept = tuple(Change(file=f"plans/{file}", content=b"", before=None) for file in files)
        return message_of((*kept, Change(file=gone, content=None, before="x")) if gone else kept, "entry/b", None)

    assert of("s-0001/evidence/2026-11-22-pizza.yml", "s-0001/evidence/ada.jpg", "s-0001/evidence/x.yml") == (
        "2 pieces of evidence, 1 file beside evidence: s-0001\n\nEntry: entry/b\n"
    )
    assert of("s-0001/learner.yml", gone="plans/s-0002/supports/a.yml").startswith(
        "1 learner's file, 1 support taken away: s-0001, s-0002\n"
    )
    assert of("groups/7b.yml").startswith("1 group\n")
    long = of(*(f"s-{number:04}/evidence/quiz.yml" for number in range(1, 26)))
    assert long.splitlines()[0] == "25 pieces of evidence: 25 learners"
    assert re.findall(r"s-\d{4}", long) == [f"s-{number:04}" for number in range(1, 26)]


@pytest.mark.parametrize(
    ("slug", "taken", "name"),
    [
        ("s-0001", (), "entry/t-0001/2026-11-22-s-0001"),
        ("s-0001", ("entry/t-0001/2026-11-22-s-0001",), "entry/t-0001/2026-11-22-s-0001-2"),
        ("../..//~^: é", (), "entry/t-0001/2026-11-22-entry"),
        ("Quiz 3.lock", (), "entry/t-0001/2026-11-22-quiz-3-lock"),
        ("x" * 300, (), "entry/t-0001/2026-11-22-" + "x" * 60),
    ],
)
def test_a_branch_has_a_name_that_git_takes(slug: str, taken: tuple[str, ...], name: str) -> None:
    assert branch_called(TEACHER, ON, slug, taken) == name
