"""pathbook merge on real repositories: two teachers, one learner, and a git that alone would have given up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git, write

JOIN = Path(__file__).parents[3] / ".ci" / "join"
FILE = "plans/s-0001/2026-27/goals/g1.yml"
GOAL = """\
# Agreed in September.
id: g1
why: I need it when I cook.
start: 2026-09-01
due: 2026-11-30
activities:
  - {id: a1, title: Fold strips}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, and a git without the settings of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def three(folder: Path, ours: str, theirs: str) -> tuple[str, str, str]:
    for name, text in (("base.yml", GOAL), ("ours.yml", ours), ("theirs.yml", theirs)):
        write(folder, name, text)
    return "base.yml", "ours.yml", "theirs.yml"


def two_branches(folder: Path, ours: str, theirs: str) -> None:
    """A repository in which main and entry/t-0002 have changed the same file since they parted."""
    write(folder, ".gitattributes", "plans/**/*.yml merge=pathbook diff=pathbook\n")
    write(folder, FILE, GOAL)
    begun(folder)
    git(folder, "switch", "--quiet", "--create", "entry/t-0002")
    write(folder, FILE, theirs)
    committed(folder)
    git(folder, "switch", "--quiet", "main")
    write(folder, FILE, ours)
    committed(folder)


def in_git(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Git that may fail, asked as `tests.history.git` asks it."""
    who = ("-c", "user.name=t-0001", "-c", "user.email=t-0001@example.org")
    return subprocess.run(("git", *who, *words), cwd=folder, capture_output=True, text=True)


APPENDED = GOAL + "  - {id: a2, title: Draw a line}   # on paper\n"
APPENDED_TOO = GOAL + "  - {id: a3, title: Bake bread}\n"
BOTH = GOAL + "  - {id: a2, title: Draw a line}   # on paper\n  - {id: a3, title: Bake bread}\n"
SOONER, LATER = GOAL.replace("2026-11-30", "2026-11-20"), GOAL.replace("2026-11-30", "2026-12-18")


def test_three_files_are_joined_and_printed(here: Path, typed: Typed) -> None:
    status, out, err = typed("merge", *three(here, APPENDED, APPENDED_TOO))
    assert (status, out, err) == (0, BOTH, "")


def test_a_clash_is_told_in_the_schemas_words_and_both_stand_in_the_file(here: Path, typed: Typed) -> None:
    status, _out, err = typed("merge", *three(here, SOONER, LATER), "--path", FILE, "--output", "ours.yml")
    assert status == 1
    assert err == (
        f"{FILE}:5: “Due”: both sides changed it, each in another way\n"
        "  it was:  2026-11-30\n"
        "  ours:    2026-11-20\n"
        "  theirs:  2026-12-18\n"
        f"pathbook: both versions stand in {FILE} between <<<<<<< and >>>>>>>. "
        f"Keep the lines that hold, delete the marks, then: git add {FILE}\n"
    )
    marks = "<<<<<<< ours\ndue: 2026-11-20\n=======\ndue: 2026-12-18\n>>>>>>> theirs\n"
    assert (here / "ours.yml").read_text(encoding="utf-8") == GOAL.replace("due: 2026-11-30\n", marks)


def test_a_step_is_named_by_its_id_and_the_rest_is_joined(here: Path, typed: Typed) -> None:
    ours = GOAL.replace("Fold strips", "Fold paper").replace("09-01", "09-02")
    theirs = GOAL.replace("Fold strips", "Cut strips").replace("when I cook", "at home")
    status, out, err = typed("merge", *three(here, ours, theirs), "--path", FILE)
    assert status == 1
    assert f"{FILE}:7: “Steps” a1, “Title”: both sides changed it" in err
    assert "start: 2026-09-02" in out
    assert "why: I need it at home." in out


def test_git_alone_gives_up_and_with_the_driver_both_join(here: Path, typed: Typed) -> None:
    two_branches(here, APPENDED, APPENDED_TOO)
    assert in_git(here, "merge", "--quiet", "entry/t-0002").returncode == 1, "an unknown driver is git's own"
    git(here, "merge", "--abort")
    status, out, err = typed("merge", "--install")
    assert (status, err) == (0, "")
    assert ".gitattributes" not in out
    done = in_git(here, "merge", "--quiet", "-m", "Joined", "entry/t-0002")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (here / FILE).read_text(encoding="utf-8") == BOTH


def test_a_clash_in_git_leaves_a_file_that_check_refuses_by_its_line(here: Path, typed: Typed) -> None:
    two_branches(here, SOONER, LATER)
    typed("merge", "--install")
    done = in_git(here, "merge", "--quiet", "entry/t-0002")
    assert done.returncode == 1
    assert f"{FILE}:5: “Due”: both sides changed it" in done.stderr
    assert git(here, "diff", "--name-only", "--diff-filter=U") == FILE
    write(here, "plans/school.yml", "id: x\n")
    assert f"{FILE}:5:1: yaml-syntax: git left a mark here" in typed("check")[2]


def test_a_file_whose_name_has_a_space_and_a_quote_goes_through_the_driver(here: Path, typed: Typed) -> None:
    two_branches(here, GOAL, GOAL)
    odd = "plans/it's a $(file).yml"
    git(here, "switch", "--quiet", "main")
    write(here, odd, GOAL)
    committed(here)
    git(here, "switch", "--quiet", "--create", "other")
    write(here, odd, LATER)
    committed(here)
    git(here, "switch", "--quiet", "main")
    write(here, odd, SOONER)
    committed(here)
    typed("merge", "--install")
    assert f"{odd}:5: " in in_git(here, "merge", "--quiet", "other").stderr


def test_the_line_that_is_missing_is_told(here: Path, typed: Typed) -> None:
    begun(here)
    status, out, _ = typed("merge", "--install")
    assert (status, out.count(" merge=pathbook diff=pathbook\n")) == (0, 2)


def test_two_branches_become_one_commit_and_nothing_else_moves(here: Path, typed: Typed) -> None:
    two_branches(here, APPENDED, APPENDED_TOO)
    before = git(here, "for-each-ref") + git(here, "status", "--porcelain")
    status, out, err = typed("merge", "--branches", "main", "entry/t-0002")
    assert (status, err) == (0, "")
    commit = out.strip()
    assert git(here, "show", f"{commit}:{FILE}") == BOTH.strip()
    assert git(here, "rev-parse", f"{commit}^1", f"{commit}^2").split() == [
        git(here, "rev-parse", "main"),
        git(here, "rev-parse", "entry/t-0002"),
    ]
    assert git(here, "for-each-ref") + git(here, "status", "--porcelain") == before


def test_branches_that_clash_are_told_and_not_joined(here: Path, typed: Typed) -> None:
    two_branches(here, SOONER, LATER)
    status, out, err = typed("merge", "--branches", "main", "entry/t-0002")
    assert (status, out) == (1, "")
    assert f"{FILE}:5: “Due”: both sides changed it" in err
    assert "1 file waits for an answer; nothing was joined." in err


def test_the_same_step_put_in_at_two_places_is_not_there_twice(here: Path, typed: Typed) -> None:
    step = "  - {id: a2, title: Two}\n"
    lines = "".join(f"  - {{id: b{number}, title: Step {number}}}\n" for number in range(9))
    two_branches(here, "", "")
    git(here, "switch", "--quiet", "--create", "one")
    write(here, FILE, GOAL + lines)
    committed(here)
    git(here, "switch", "--quiet", "--create", "two")
    write(here, FILE, GOAL + step + lines)
    committed(here)
    git(here, "switch", "--quiet", "one")
    write(here, FILE, GOAL + lines + step)
    committed(here)
    assert in_git(here, "merge-tree", "--write-tree", "one", "two").returncode == 0, "git sees nothing wrong"
    commit = typed("merge", "--branches", "one", "two")[1].strip()
    assert git(here, "show", f"{commit}:{FILE}").count("id: a2") == 1


def test_an_entry_for_a_learner_who_changed_class_meanwhile_finds_the_file(here: Path, typed: Typed) -> None:
    two_branches(here, GOAL, APPENDED)
    git(here, "switch", "--quiet", "main")
    git(here, "mv", "plans/s-0001", "plans/class-new")
    write(here, FILE.replace("s-0001", "class-new"), APPENDED_TOO)
    committed(here)
    status, out, err = typed("merge", "--branches", "main", "entry/t-0002")
    assert (status, err) == (0, "")
    shown = git(here, "show", f"{out.strip()}:{FILE.replace('s-0001', 'class-new')}")
    assert "id: a2" in shown
    assert "id: a3" in shown


def test_a_file_that_one_removed_and_only_comments_changed_in_goes(here: Path, typed: Typed) -> None:
    two_branches(here, GOAL, GOAL.replace("in September", "in October"))
    git(here, "rm", "--quiet", FILE)
    committed(here)
    status, out, err = typed("merge", "--branches", "main", "entry/t-0002")
    assert (status, err) == (0, "")
    assert FILE not in git(here, "ls-tree", "-r", "--name-only", out.strip())


def entry_begun(folder: Path, name: str, text: str) -> None:
    git(folder, "switch", "--quiet", "--create", f"entry/{name}", "begun")
    write(folder, FILE, text)
    committed(folder)


def test_what_a_host_calls_conflicting_is_joined_in_ci_and_a_true_clash_is_left(here: Path) -> None:
    write(here, FILE, GOAL)
    begun(here)
    git(here, "tag", "begun")
    for name, text in (
        ("joins", APPENDED),
        ("clashes", SOONER),
        ("host-can", GOAL.replace("# Agreed", "# All agreed")),
    ):
        entry_begun(here, name, text)
    git(here, "switch", "--quiet", "main")
    write(here, FILE, APPENDED_TOO.replace("2026-11-30", "2026-12-18"))
    committed(here)
    git(here, "init", "--quiet", "--bare", "host.git")
    git(here, "remote", "add", "origin", "host.git")
    git(here, "push", "--quiet", "--all", "origin")
    tips = {name: git(here, "rev-parse", f"entry/{name}") for name in ("joins", "clashes", "host-can")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run((JOIN,), capture_output=True, text=True, env=os.environ | {"PATH": path})
    assert (done.returncode, sorted(done.stdout.splitlines())) == (
        0,
        ["entry/clashes: somebody has to choose", "entry/joins: joined with main"],
    )
    assert f"{FILE}:5: “Due”: both sides changed it" in done.stderr
    host = here / "host.git"
    assert git(host, "rev-parse", "entry/clashes", "entry/host-can").split() == [tips["clashes"], tips["host-can"]]
    assert git(host, "show", f"entry/joins:{FILE}") == BOTH.replace("2026-11-30", "2026-12-18").strip()
    assert git(host, "rev-parse", "entry/joins^1", "entry/joins^2").split() == [
        tips["joins"],
        git(here, "rev-parse", "main"),
    ]
    assert in_git(host, "merge-tree", "--write-tree", "main", "entry/joins").returncode == 0, "now the host can"


def test_not_a_word_of_a_plan_is_said_where_strangers_read_the_log(
    here: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = three(here, SOONER, LATER)
    write(here, "plans/school.yml", "name: Example\n")
    write(here, "plans/s-0001/learner.yml", "learner: s-0001\n")
    write(here, "event.json", '{"repository": {"visibility": "public"}}')
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(here / "event.json"))
    status, out, err = typed("merge", *files)
    assert (status, out) == (3, "")
    assert "2026-11-20" not in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "name three files"),
        (("a.yml",), 2, "name three files"),
        (("--install", "a.yml"), 2, "name three files"),
        (("--branches", "main", "nowhere"), 3, "there is no commit 'nowhere' in this repository"),
        (("no.yml", "no.yml", "no.yml"), 3, "no.yml"),
    ],
)
def test_what_cannot_be_done_is_said(here: Path, typed: Typed, words: tuple[str, ...], code: int, said: str) -> None:
    write(here, "a.txt", "x")
    begun(here)
    status, _out, err = typed("merge", *words)
    assert status == code, err
    assert said in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err
