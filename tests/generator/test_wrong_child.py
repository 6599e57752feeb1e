"""A record filed under the wrong child, moved to the right one and redacted: nothing of it stays with the wrong one."""

import json
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from generator.cli.app import status_of
from tests.history import begun, committed, git, write

pytestmark = [pytest.mark.build, pytest.mark.pdf]
WRONG, RIGHT = "plans/s-0001", "plans/s-0002"
PIECE = "evidence/2026-10-09-kite.yml"
KITE = (
    "evidence:\n  - id: kite\n    title: Kite of newspaper\n    kind: performance\n    assessed_on: 2026-10-09\n"
    "    assessor: t-0001\n    feedback: Its tail was the longest of all.\n"
    "    results:\n      - {competency: 'core:fractions.1', level: got-it}\n"
    "    files:\n      - {path: kite.png, alt: A kite over a roof, people: no_people}\n"
)
REDACTIONS = (
    "redactions:\n"
    "  - {evidence: kite, by: t-0001, on: 2026-11-20, reason_code: other-child}\n"
    "  - {path: evidence/2026-10-09-kite.yml, by: t-0001, on: 2026-11-20, reason_code: other-child}\n"
    "  - {path: evidence/kite.png, by: t-0001, on: 2026-11-20, reason_code: other-child}\n"
)
WORDS = ("kite", "Kite", "newspaper", "tail was the longest", "over a roof")


def school_of_two(root: Path) -> None:
    """The record lies with s-0001, and was published so."""
    learner = (root / WRONG / "learner.yml").read_text(encoding="utf-8")
    plan = (root / WRONG / "2026-27/plan.yml").read_text(encoding="utf-8")
    write(root, f"{RIGHT}/learner.yml", learner.replace("s-0001", "s-0002"))
    write(root, f"{RIGHT}/2026-27/plan.yml", plan.replace("s-0001", "s-0002"))
    write(root, f"{WRONG}/{PIECE}", KITE)
    picture = BytesIO()
    Image.linear_gradient("L").save(picture, format="PNG")
    (root / WRONG / "evidence/kite.png").write_bytes(picture.getvalue())
    write(root, ".gitignore", "out/\n")
    begun(root, "2026-11-02")


def moved_and_redacted(root: Path) -> None:
    (root / RIGHT / "evidence").mkdir()
    for name in (PIECE, "evidence/kite.png"):
        git(root, "mv", f"{WRONG}/{name}", f"{RIGHT}/{name}")
    write(root, f"{WRONG}/redactions.yml", REDACTIONS)
    committed(root, "2026-11-20")


def built(root: Path, *more: str) -> None:
    words = ("build", "--root", str(root), "--on", "2026-11-20", "--access", "plain", "--executor", "serial", *more)
    assert status_of(words) == 0


def said_in(out: Path, learner: str) -> str:
    """All that a learner's pages, search, papers and file names say."""
    told = []
    for folder in (out / "site/s" / learner, out / "pdf" / learner):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            told.append(path.relative_to(folder).as_posix())
            if path.suffix == ".pdf":
                told += [page.extract_text() for page in pypdf.PdfReader(path).pages]
            elif path.suffix in (".html", ".json", ".js", ".xml"):
                told.append(path.read_text(encoding="utf-8"))
    return "\n".join(told)


def test_nothing_of_it_stays_with_the_wrong_child(tiny_school: Path) -> None:
    out = tiny_school / "out"
    school_of_two(tiny_school)
    built(tiny_school, "--only", "site")
    before = said_in(out, "s-0001")
    assert all(word in before for word in WORDS), "the search finds it where it is"
    search = json.loads((out / "site/s/s-0001/search/search_index.json").read_text(encoding="utf-8"))
    assert "newspaper" in json.dumps(search)
    photos = sum(path.suffix == ".webp" for path in (out / "site/s/s-0001").rglob("*"))

    moved_and_redacted(tiny_school)
    built(tiny_school, "--only", "site")
    built(tiny_school, "s-0001", "--only", "pdf")
    after = said_in(out, "s-0001")
    assert [word for word in WORDS if word in after] == []
    assert "2 pieces of evidence" not in after, "the story of the plan tells neither that it came nor that it went"
    assert "taken away" not in after
    assert sum(path.suffix == ".webp" for path in (out / "site/s/s-0001").rglob("*")) < photos
    assert not list((out / ".pathbook/photos/s-0001").glob("*")), "no copy waits for the next build"
    assert all(word in said_in(out, "s-0002") for word in WORDS), "the right child has it"

    built(tiny_school, "s-0001", "--at", "HEAD~1", "--only", "site")
    assert [word for word in WORDS if word in said_in(out, "s-0001")] == [], "nor as it was known before"
