"""Years of a plan on its page: with a cache and without, and with everything in git that must never come back."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from generator.cli.app import status_of
from tests.history import begun, committed, git, write

pytestmark = pytest.mark.build
HOME, OTHER = "plans/s-0001", "plans/s-0002"
GOAL = f"{HOME}/2026-27/goals/g1.yml"
KITE = (
    "evidence:\n  - id: kite\n    title: Kite of newspaper\n    kind: performance\n    assessed_on: 2026-10-09\n"
    "    assessor: t-0001\n    feedback: Its tail was the longest of all that day.\n"
)
NEVER = ("kite", "newspaper", "tail was", "Quiet all week", "Theo", "Lindgren", "very wrong", "Merle")


def school_with_mistakes(root: Path) -> None:
    """Each mistake was made in one commit and mended in a later one; nobody wrote a redaction but for one commit."""
    people = (root / "plans/people.yml").read_text(encoding="utf-8")
    more = "s-0002: {name: {en: Theo Lindgren}, given: {en: Theo}, roles: [learner]}\n"
    home = "f-00011: {name: {en: Merle Arden}, given: {en: Merle}, roles: [family], contact: {email: m@home.example}}\n"
    write(root, "plans/people.yml", people + more + home)
    for path in ("learner.yml", "2026-27/plan.yml"):
        text = (root / HOME / path).read_text(encoding="utf-8")
        write(root, f"{OTHER}/{path}", text.replace("s-0001", "s-0002"))
    write(root, ".gitignore", "out*/\n")
    begun(root, "2026-11-02")
    goal = (root / GOAL).read_text(encoding="utf-8")
    write(root, f"{HOME}/evidence/2026-10-09-kite.yml", KITE)
    committed(root, "2026-11-03")
    for day, words in (
        ("2026-11-04", "why: Because he was Quiet all week and said nothing to anybody.\n"),
        ("2026-11-05", "why: So that I can share with Theo Lindgren.\n"),
        ("2026-11-06", "why: These words are very wrong and nobody may read them.\n"),
        ("2026-11-09", "why: So that I can share a bread fairly.\n"),
    ):
        write(root, GOAL, goal + words)
        commit = committed(root, day)
        if "wrong" in words:
            redacted = f"redactions:\n  - {{commit: {commit}, by: t-0001, on: 2026-11-09, reason_code: wrong-words}}\n"
    write(root, f"{HOME}/redactions.yml", redacted)
    staff = (
        "notes:\n  - {on: 2026-11-04, by: t-0001, text: Because he was Quiet all week and said nothing to anybody.}\n"
    )
    write(root, f"{HOME}/staff/notes.yml", staff)
    git(root, "checkout", "--quiet", "-b", "entry")
    (root / OTHER / "evidence").mkdir()
    shutil.move(root / HOME / "evidence/2026-10-09-kite.yml", root / OTHER / "evidence/2026-10-09-kite.yml")
    committed(root, "2026-11-10")
    git(root, "checkout", "--quiet", "main")
    merge = "Merge pull request #8 from entry\n\nReviewed-by: t-0001\nReviewed-by: Merle <m@home.example>\n"
    git(root, "merge", "--quiet", "--no-ff", "--message", merge, "entry", at="2026-11-11T10:00:00-05:00")


def built(root: Path, out: Path) -> str:
    words = ("build", "--root", str(root), "--out", str(out), "--only", "site", "--executor", "serial")
    assert status_of((*words, "--access", "plain", "--on", "2026-11-20")) == 0
    html = (out / "site/s/s-0001/changes/index.html").read_text(encoding="utf-8")
    return html[html.index('<div id="pb"') :]


def digests(out: Path) -> dict[str, str]:
    files = (path for path in (out / "site/s").rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_must_not_come_back_does_not_and_a_cache_changes_no_byte(
    tiny_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    school_with_mistakes(tiny_school)
    out = tiny_school / "out"
    page = built(tiny_school, out)
    assert [word for word in NEVER if word in page] == []
    assert "share a bread fairly" in page, "what stands there now is told"
    assert "Looked at by" not in page, "of the merge nothing is this learner's"
    cold, kept = digests(out), out / ".pathbook/history"
    assert {path.stat().st_mode & 0o777 for path in kept.rglob("*") if path.is_file()} == {0o600}
    assert {path.name for path in (kept / "learners").iterdir()} == {"s-0001", "s-0002"}
    built(tiny_school, out)
    assert digests(out) == cold, "warm"
    for torn in ("log", "marks", "learners/s-0001"):
        (kept / torn).write_bytes((kept / torn).read_bytes()[:-20] + b"torn")
    (kept / "learners/s-0002").write_bytes(b"of another version\nx")
    built(tiny_school, out)
    assert digests(out) == cold, "torn"
    write(tiny_school, f"{OTHER}/supports/cards.yml", "id: cards\nwhat: Word cards\nstart: 2026-11-12\n")
    committed(tiny_school, "2026-11-12")
    built(tiny_school, out)
    mine = {file: digest for file, digest in digests(out).items() if "/s-0001/" in file}
    assert mine == {file: digest for file, digest in cold.items() if "/s-0001/" in file}, "another's news is none here"
    capsys.readouterr()
    assert status_of(("history", "s-0001", "--root", str(tiny_school), "--on", "2026-11-20", "--names")) == 0
    told = capsys.readouterr().out
    assert [word for word in NEVER if word in told] == []
    assert "Robin Ashby" in told
    assert "share a bread fairly" in told
    assert status_of(("history", "s-0002", "--root", str(tiny_school), "--on", "2026-11-20", "--format", "json")) == 0
    told = capsys.readouterr().out
    assert "Kite of newspaper" in told
    assert '"#8"' in told
    assert not any(word in told for word in ("Robin", "Merle"))


def test_it_does_not_come_back_as_known_before_it_was_moved(
    tiny_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    school_with_mistakes(tiny_school)
    at = ("--at", "HEAD~1", "--root", str(tiny_school), "--on", "2026-11-20")
    out = tiny_school / "out"
    assert (
        status_of(("build", *at, "--out", str(out), "--only", "site", "--access", "plain", "--executor", "serial")) == 0
    )
    pages = "".join(page.read_text(encoding="utf-8") for page in (out / "site/s/s-0001").rglob("*.html"))
    assert [word for word in NEVER[:3] if word in pages] == []
    assert "strips" in pages, "what is the child's own is there"
    capsys.readouterr()
    assert status_of(("history", "s-0001", *at)) == 0
    assert [word for word in NEVER if word in capsys.readouterr().out] == []


def test_without_git_the_page_and_the_command_say_so(tiny_school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(("history", "s-0001", "--root", str(tiny_school), "--on", "2026-11-20", "--for", "family")) == 0
    assert "Small edits are not listed here." in capsys.readouterr().out
