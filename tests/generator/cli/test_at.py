"""Commands that look at a school as a commit holds it, in repositories as schools have them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.commit import known_at
from generator.problem import ToolFailed
from tests.conftest import TOP
from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git, write

NOVEMBER, JANUARY = "2026-11-20", "2027-01-15"
EVIDENCE = "plans/s-0001/evidence"


def piece(id: str, on: str, level: str, more: str = "") -> str:
    return (
        f"evidence:\n  - id: {id}\n    title: {id}\n    kind: performance\n    assessed_on: {on}\n{more}"
        f"    results:\n      - {{competency: 'core:fractions.1', level: {level}}}\n    assessor: t-0001\n"
    )


def with_pathway(school: Path) -> None:
    write(
        school,
        "frameworks/pathways/numbers.yml",
        "id: numbers\ntitle: Numbers\nkind: sequence\nrequirements:\n"
        "  - {id: compare, title: Compare, competencies: ['core:fractions.1']}\n"
        "  - {id: add, title: Add, competencies: ['core:fractions.2']}\n",
    )
    plan = school / "plans/s-0001/2026-27/plan.yml"
    plan.write_text(plan.read_text() + "pathways:\n  - {id: p1, pathway: numbers, start: 2026-09-14}\n")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def school(tiny_school: Path) -> Path:
    with_pathway(tiny_school)
    return tiny_school


def ready(typed: Typed, *more: str) -> list[str]:
    """What the learner is ready for next."""
    status, printed, complained = typed("next", "s-0001", "--json", *more)
    assert status == 0, complained
    return [step["requirement"] for step in json.loads(printed)["pathways"][0]["ready"]]


def test_evidence_of_november_entered_in_january_is_in_novembers_report_by_day_and_not_as_it_was_known(
    typed: Typed, school: Path, tmp_path: Path
) -> None:
    root = ("--root", str(school))
    write(school, f"{EVIDENCE}/2026-11-10-talk.yml", piece("talk", "2026-11-10", "starting"))
    november = begun(school, NOVEMBER)
    written = tmp_path / "november"
    assert typed("build", *root, "--on", NOVEMBER, "--out", str(written), "--executor", "serial")[0] == 0

    late = piece("late", "2026-11-12", "got-it", "    entered_on: 2027-01-15\n")
    write(school, f"{EVIDENCE}/2026-11-12-late.yml", late)
    committed(school, JANUARY)

    assert ready(typed, *root, "--on", NOVEMBER) == ["add"], "everything of a day, whenever it was entered"
    assert ready(typed, *root, "--at", november) == ["compare"], "as it was known, on the commit's own day"
    assert ready(typed, *root, "--at", november, "--on", NOVEMBER) == ["compare"]
    assert ready(typed, *root, "--at", november[:8], "--on", "2027-06-01") == ["compare"], "what nobody had entered"
    assert ready(typed, *root, "--at", "HEAD") == ["add"]

    again = tmp_path / "again"
    status, printed, _ = typed("build", *root, "--at", november, "--out", str(again), "--executor", "processes")
    assert status == 0
    assert f"as of {NOVEMBER}, as known at commit {november[:12]}" in printed
    assert files_in(again / "site") == files_in(written / "site")
    assert files_in(again / "pdf") == files_in(written / "pdf")
    assert any(path.endswith(".pdf") for path in files_in(again))

    by_day = tmp_path / "by-day"
    assert typed("build", *root, "--on", NOVEMBER, "--only", "site", "--out", str(by_day))[0] == 0
    assert files_in(by_day / "site") != files_in(written / "site")


def test_the_pages_of_a_day_are_the_same_bytes_whatever_comes_later(typed: Typed, school: Path, tmp_path: Path) -> None:
    root = ("--root", str(school), "--on", "2026-10-20", "--only", "site", "--executor", "serial")
    assert typed("build", *root, "--out", str(tmp_path / "then"))[0] == 0
    people = school / "plans/people.yml"
    people.write_text(people.read_text() + "t-0002: {name: {en: Sam Elm}, given: {en: Sam}, roles: [teacher]}\n")
    later = piece("later", "2026-11-10", "got-it").replace("t-0001", "t-0002")
    write(school, f"{EVIDENCE}/2026-11-10-later.yml", later)
    met = "on: 2026-11-11\nkind: check_in\nled_by: t-0002\nnotes: We talked.\nnext_on: 2026-12-01\n"
    write(school, "plans/s-0001/2026-27/conferences/2026-11-11.yml", met)
    plan = school / "plans/s-0001/2026-27/plan.yml"
    plan.write_text(plan.read_text() + "voice:\n  - {text: I like it., on: 2026-11-12}\n")
    assert typed("build", *root, "--out", str(tmp_path / "now"))[0] == 0
    assert files_in(tmp_path / "now/site") == files_in(tmp_path / "then/site")


def test_a_build_as_of_a_commit_lies_in_the_schools_own_out_and_takes_away_nobody(typed: Typed, school: Path) -> None:
    november = begun(school, NOVEMBER)
    newcomer = school / "plans/s-0002"
    shutil.copytree(school / "plans/s-0001", newcomer)
    for file in newcomer.rglob("*.yml"):
        file.write_text(file.read_text().replace("s-0001", "s-0002"))
    people = school / "plans/people.yml"
    people.write_text(people.read_text() + "s-0002: {name: {en: Bo Birk}, given: {en: Bo}, roles: [learner]}\n")
    root = ("--root", str(school), "--only", "site", "--on", NOVEMBER, "--executor", "serial")
    assert typed("build", *root)[0] == 0
    assert typed("build", *root, "--at", november)[0] == 0
    assert sorted(path.name for path in (school / "out/site/s").iterdir()) == ["s-0001", "s-0002"]
    assert typed("build", "s-0002", *root, "--at", november)[0] == 3, "nobody knew this learner then"


def test_the_day_is_the_commits_own_in_the_schools_time_zone(typed: Typed, school: Path) -> None:
    git(school, "init", "--quiet", "--initial-branch=main")
    git(school, "add", "--all")
    git(school, "commit", "--quiet", "--message", "late in the evening", at="2026-11-20T21:30:00-08:00")
    _, printed, _ = typed("next", "s-0001", "--root", str(school), "--at", "main")
    assert printed.splitlines()[0] == "s-0001 on 2026-11-21", "in New York it was half past midnight"


def test_problems_of_a_commit_are_shown_with_its_own_lines(typed: Typed, school: Path) -> None:
    file = f"{EVIDENCE}/2026-10-01-strips.yml"
    good = (school / file).read_text()
    write(school, file, good.replace("core:fractions.1", "core:fractions.9"))
    then = begun(school)
    write(school, file, "# moved\n" + good)
    root = ("--root", str(school))
    assert typed("check", *root)[0] == 0
    for command in (("check",), ("next", "s-0001")):
        status, _, complained = typed(*command, *root, "--at", then)
        assert status == 1
        assert complained.startswith(f"{file}:7:21: unknown-competency"), "told as in the school, not as in our folder"
        assert "7 |       - competency: core:fractions.9" in complained
    status, printed, _ = typed("check", *root, "--at", then, "--format", "json")
    assert (status, json.loads(printed)["problems"][0]["file"]) == (1, file)


def test_a_stop_in_shared_files_shows_the_line_of_the_commit(typed: Typed, school: Path) -> None:
    settings = (school / "plans/school.yml").read_text()
    write(school, "plans/school.yml", settings.replace("default_scale: learning", "default_scale: lerning"))
    then = begun(school)
    write(school, "plans/school.yml", settings)
    status, _, complained = typed("build", "--root", str(school), "--at", then)
    assert status == 1
    assert "default_scale: lerning" in complained


def test_only_some_files_of_a_commit_are_asked_for(typed: Typed, school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(school, f"{EVIDENCE}/2026-10-02-gone.yml", piece("gone", "2026-10-02", "no-level"))
    then = begun(school)
    (school / f"{EVIDENCE}/2026-10-02-gone.yml").unlink()
    monkeypatch.chdir(school)
    assert typed("check", f"{EVIDENCE}/2026-10-02-gone.yml", "--at", then)[0] == 1
    assert typed("check", "plans/s-0001/2026-27", "--at", then)[0] == 0
    status, _, complained = typed("check", "plans/s-0001/2030-31", "--at", then)
    assert status == 2
    assert "does not exist in that commit" in " ".join(complained.split())


def test_a_file_of_names_is_found_from_where_the_user_stands(
    typed: Typed, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (school / "plans/people.yml").rename(tmp_path / "names.yml")
    then = begun(school)
    monkeypatch.chdir(tmp_path)
    words = ("--root", "school", "--at", then)
    assert typed("check", *words, "--people", "names.yml")[0] == 0
    status, _, complained = typed("check", *words, "--people", "nowhere.yml")
    assert status == 1
    assert "nowhere.yml" in complained


def test_names_that_git_does_not_keep_are_those_of_today(typed: Typed, school: Path, tmp_path: Path) -> None:
    write(school, ".gitignore", "plans/people.yml\nout/\n")
    then = begun(school)
    assert "people" not in git(school, "ls-files")
    words = ("--root", str(school), "--only", "site", "--executor", "serial")
    assert typed("build", *words, "--at", then)[0] == 0
    assert "Ada" in (school / "out/site/s/s-0001/index.html").read_text()


@pytest.mark.parametrize("where", ["in a subfolder", "in a worktree", "behind a link", "named ünïcode ö ", "in a hook"])
def test_a_school_is_found_wherever_it_lies(
    typed: Typed, school: Path, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = school
    if where == "in a subfolder":
        root = tmp_path / "district" / "schools" / "tiny school"
        shutil.copytree(school, root)
        begun(tmp_path / "district")
    elif where.startswith("named"):
        root = tmp_path / where
        school.rename(root)
        begun(root)
    else:
        begun(school)
    if where == "in a worktree":
        root = tmp_path / "beside"
        git(school, "worktree", "add", "--quiet", "--detach", str(root))
    elif where == "behind a link":
        root = tmp_path / "link"
        root.symlink_to(school)
    elif where == "in a hook":
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
        monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    write(root, f"{EVIDENCE}/2026-11-01-later.yml", piece("later", "2026-11-01", "got-it"))
    assert ready(typed, "--root", str(root), "--at", "HEAD") == ["compare"], "the changed file is not committed"
    assert ready(typed, "--root", str(root), "--on", NOVEMBER) == ["add"]


def no_git(school: Path) -> None:
    """Nothing to do: a folder as it came out of a zip file."""


def no_commits(school: Path) -> None:
    git(school, "init", "--quiet")


def some_commits(school: Path) -> None:
    begun(school)


def a_shallow_clone(school: Path) -> None:
    begun(school)
    committed(school, JANUARY)
    deep = school.with_name("deep")
    school.rename(deep)
    git(deep.parent, "clone", "--quiet", "--depth", "1", deep.as_uri(), str(school))


def plans_elsewhere(school: Path) -> None:
    shutil.move(school / "plans", school.parent / "kept")
    begun(school)
    shutil.move(school.parent / "kept", school / "plans")


def plans_in_a_submodule(school: Path) -> None:
    shutil.move(school / "plans", school.parent / "inner")
    begun(school.parent / "inner")
    git(school, "init", "--quiet")
    git(school, "submodule", "--quiet", "add", (school.parent / "inner").as_uri(), "plans")
    committed(school)


@pytest.mark.parametrize(
    ("made", "name", "sentence"),
    [
        (no_git, "HEAD", "lies in no git repository"),
        (no_commits, "HEAD", "holds no commits yet"),
        (some_commits, "november", "there is no commit 'november' in this repository"),
        (some_commits, "HEAD:plans", "there is no commit 'HEAD:plans'"),
        (some_commits, "^HEAD", "there is no commit '^HEAD'"),
        (some_commits, "--all", "there is no commit '--all'"),
        (some_commits, "", "there is no commit ''"),
        (some_commits, "2026-11-20", "shows the last one of that day"),
        (some_commits, "main@{2020-01-01}", "log for 'main' only goes back to"),
        (a_shallow_clone, "HEAD~1", "only part of the history is here"),
        (plans_elsewhere, "HEAD", "holds no plans/school.yml here"),
        (plans_in_a_submodule, "HEAD", "holds no plans/school.yml here"),
    ],
)
def test_what_git_cannot_give_is_told_in_a_sentence(
    typed: Typed, school: Path, made: Callable[[Path], None], name: str, sentence: str
) -> None:
    made(school)
    status, _, complained = typed("next", "s-0001", "--root", str(school), f"--at={name}")
    assert status == 3
    assert sentence in complained
    assert "Traceback" not in complained
    assert len(complained.splitlines()) == 1


def test_links_and_submodules_in_a_commit_lead_nowhere_else(typed: Typed, school: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret.yml", piece("secret", "2026-10-05", "got-it"))
    (school / f"{EVIDENCE}/2026-10-05-secret.yml").symlink_to(tmp_path / "secret.yml")
    (school / f"{EVIDENCE}/2026-10-06-again.yml").symlink_to("2026-10-01-strips.yml")
    (school / f"{EVIDENCE}/2026-10-07-nowhere.yml").symlink_to("nothing.yml")
    inner = tmp_path / "inner"
    inner.mkdir()
    begun(inner)
    git(school, "init", "--quiet")
    git(school, "submodule", "--quiet", "add", inner.as_uri(), "plans/s-0001/supports")
    then = committed(school)
    status, _, complained = typed("check", "--root", str(school), "--at", then)
    assert status == 1
    assert "outside-school" in complained
    assert "Traceback" not in complained


def test_files_come_as_a_checkout_writes_them(school: Path) -> None:
    """Whatever an archive would leave out or fill in, since what is built must be what was built then."""
    write(school, ".gitattributes", "plans/s-0001 export-ignore\nframeworks/** export-subst\n")
    core = school / "frameworks/core/framework.yml"
    core.write_text(core.read_text() + "publisher: $Format:%H$\n")
    photo = school / EVIDENCE / "strips with ünïcode.jpg"
    photo.write_bytes(bytes(range(256)))
    then = begun(school)
    write(school, "notes/private.txt", "nothing that is read from a school")
    committed(school)
    with known_at(school, then) as known:
        assert files_in(known.root) == {
            path: held for path, held in files_in(school).items() if path.startswith(("plans/", "frameworks/"))
        }
        assert (known.root.parent.stat().st_mode & 0o077, known.root.is_dir()) == (0, True)
        kept = known.root
    assert not kept.exists()
    assert git(school, "status", "--porcelain") == ""


def test_the_schools_own_looks_are_those_of_the_commit(typed: Typed, school: Path, tmp_path: Path) -> None:
    frame = "{% extends 'parts/frame.html.j2' %}{% block body %}<p>As we looked in November</p>{% endblock %}"
    write(school, "site_templates/pages/about.html.j2", frame)
    then = begun(school)
    write(school, "site_templates/pages/about.html.j2", frame.replace("looked in November", "look in January"))
    words = ("--root", str(school), "--only", "site", "--executor", "serial", "--out", str(tmp_path / "out"))
    assert typed("build", *words, "--at", then)[0] == 0
    pages = b"".join(files_in(tmp_path / "out/site/s").values())
    assert (b"in November" in pages, b"in January" in pages) == (True, False)


@pytest.mark.parametrize("only", ["site", "pdf"])
def test_looks_written_for_another_pathbook_are_told_in_a_sentence(typed: Typed, school: Path, only: str) -> None:
    template = {"site": "pages/home.html.j2", "pdf": "pdf/plan.html.j2"}[only]
    write(school, f"site_templates/{template}", "{{ page.once_there_was.more }}")
    then = begun(school)
    shutil.rmtree(school / "site_templates")
    words = ("--root", str(school), "--only", only, "--executor", "serial")
    status, _, complained = typed("build", *words, "--at", then)
    assert status == 1
    assert "not-built" in complained
    assert template in complained
    assert "written for another Pathbook" in complained


@pytest.mark.skipif(not (TOP / ".git").exists(), reason="these files came without their history")
def test_a_checkout_of_pathbook_keeps_the_looks_of_the_program() -> None:
    """Its own templates are no school's: an older commit of them does not go with today's program."""
    with known_at(TOP, "HEAD") as known:
        assert sorted(path.name for path in known.root.iterdir()) == ["frameworks", "plans"]


def test_what_was_redacted_since_is_redacted_then(typed: Typed, school: Path, tmp_path: Path) -> None:
    write(school, f"{EVIDENCE}/2026-11-10-other.yml", piece("other", "2026-11-10", "got-it"))
    then = begun(school)
    moved = school / "plans/class-oak"
    moved.mkdir()
    (school / "plans/s-0001").rename(moved / "s-0001")
    named = "redactions:\n  - {evidence: other, by: t-0001, on: 2027-01-08, reason_code: other-child}\n"
    write(school, "plans/class-oak/s-0001/redactions.yml", named)
    committed(school, JANUARY)
    words = ("--root", str(school), "--only", "site", "--executor", "serial", "--out", str(tmp_path / "out"))
    assert typed("build", *words, "--at", then)[0] == 0
    pages = b"".join(files_in(tmp_path / "out/site/s").values())
    assert b"e1" in pages
    assert b"other</" not in pages
    assert ready(typed, "--root", str(school), "--at", then) == ["compare"]


def test_a_redacted_commit_shows_nothing_of_this_learner(typed: Typed, school: Path) -> None:
    then = begun(school)
    redaction = (
        f"redactions:\n  - {{commit: {then[:7].upper()}, by: t-0001, on: 2027-01-08, reason_code: other-child}}\n"
    )
    write(school, "plans/s-0001/redactions.yml", redaction)
    status, _, complained = typed("next", "s-0001", "--root", str(school), "--at", then)
    assert status == 2
    assert "s-0001 is left out: redactions.yml says that this commit must not be shown again" in complained
    assert ready(typed, "--root", str(school), "--on", NOVEMBER) == ["compare"]


def test_a_commit_of_a_newer_format_is_told_as_such(typed: Typed, school: Path) -> None:
    settings = (school / "plans/school.yml").read_text()
    write(school, "plans/school.yml", settings.replace("format: 2", "format: 3"))
    then = begun(school)
    write(school, "plans/school.yml", settings)
    status, _, complained = typed("check", "--root", str(school), "--at", then)
    assert status == 1
    assert "newer-format" in complained


def test_git_itself_may_be_missing(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(school)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolFailed, match="git is not installed"), known_at(school, "HEAD"):
        pass


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("next", "s-0001"),
        ("explain", "s-0001", "core:fractions.1"),
        ("worklist",),
        ("requirements",),
        ("what-if", "--method", "mean"),
    ],
)
def test_every_command_that_looks_at_plans_can_look_at_a_commit(
    typed: Typed, school: Path, command: tuple[str, ...]
) -> None:
    then = begun(school)
    before = typed(*command, "--root", str(school), "--on", NOVEMBER)
    shutil.rmtree(school / "frameworks" / "pathways")
    write(school, f"{EVIDENCE}/2026-11-01-later.yml", piece("later", "2026-11-01", "got-it"))
    status, printed, complained = typed(*command, "--root", str(school), "--at", then)
    said = printed.replace(f", as known at commit {then[:12]}", "")
    assert (status, said, complained) == before
    assert typed(*command, "--root", str(school), "--on", NOVEMBER) != before
