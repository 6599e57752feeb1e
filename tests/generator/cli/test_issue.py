"""What goes home for a term: frozen, written down, corrected, never written over. Real prints of a tiny school."""

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator.cli.app import status_of
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.records.issued import Issued
from tests.conftest import CASES
from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git, write

pytestmark = pytest.mark.pdf
YEAR = Path("plans/s-0001/2026-27")
FALL = Path("out/issued/2026-27-fall/s-0001")
CALENDAR = """\
timezone: America/New_York
years:
  2026-27:
    start: 2026-08-31
    finish: 2027-06-16
    terms:
      - {id: fall, start: 2026-08-31, finish: 2026-12-04}
      - {id: winter, start: 2026-12-07, finish: 2027-06-16}
"""


def entries(school: Path) -> tuple[Issued, ...]:
    records, problems = read_learner(school, LearnerFolder(learner="s-0001"))
    assert problems == ()
    return records.years[0].issued


def files_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What lies in a folder, and when each file was written."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def words_of(pdf: Path) -> list[str]:
    """What each page says."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def asked(school: Path, *more: str, on: str = "2026-11-20") -> tuple[str, ...]:
    return ("issue", "fall", "--root", str(school), "--on", on, "--executor", "serial", *more)


def with_another_goal(school: Path) -> None:
    goal = school / YEAR / "goals/g1.yml"
    goal.write_text(goal.read_text().replace("Fold paper strips", "Fold paper circles"))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school in a checkout, whose autumn papers went home on a day."""
    school = tmp_path_factory.mktemp("sent") / "school"
    shutil.copytree(CASES / "base", school)
    write(school, "plans/calendar.yml", CALENDAR)
    write(school, ".gitignore", "out/\n")
    begun(school)
    git(school.parent, "clone", "--quiet", str(school), "other")
    for each in (school, school.parent / "other"):
        assert status_of(asked(each)) == 0
    return school


@pytest.fixture
def school(sent: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sent, tmp_path / "school"))


def test_what_was_sent_is_written_down_with_its_commit_and_digest(school: Path, typed: Typed) -> None:
    told = entries(school)
    assert [each.edition for each in told] == ["own-en-letter-standard", "own-en-conference", "own-en-phone"]
    for each in told:
        assert (each.term, each.number, f"{each.on}", each.how) == ("fall", 1, "2026-11-20", "handed")
        assert each.digest == sha256((school / FALL / f"{each.edition}.pdf").read_bytes()).hexdigest()
        assert each.commit == git(school, "rev-parse", "--short=12", "HEAD")
        assert each.corrects is None
    assert typed("check", "--root", str(school), "--on", "2026-11-20")[0] == 0


def test_the_same_commit_in_another_folder_gives_the_same_papers_to_the_byte(sent: Path) -> None:
    other = sent.parent / "other"
    assert (sent / YEAR / "issued.yml").read_bytes() == (other / YEAR / "issued.yml").read_bytes()
    assert [path.read_bytes() for path in sorted((sent / FALL).iterdir())] == [
        path.read_bytes() for path in sorted((other / FALL).iterdir())
    ]


def test_equal_content_is_not_sent_twice(school: Path, typed: Typed) -> None:
    committed(school)
    before = files_in(school / "plans") | files_in(school / FALL)
    status, printed, _ = typed(*asked(school))
    assert status == 0
    assert printed.count("went home before, with equal content") == 3
    assert files_in(school / "plans") | files_in(school / FALL) == before


def test_other_content_becomes_an_edition_that_says_which_one_it_corrects(school: Path, typed: Typed) -> None:
    record = school / YEAR / "issued.yml"
    record.write_text("# kept by the office\n" + record.read_text())
    with_another_goal(school)
    committed(school, "2026-11-23")
    before, first = record.read_bytes(), files_in(school / FALL)
    status, printed, complained = typed(*asked(school, "--correct", "--how", "mailed", on="2026-11-24"))
    assert (status, complained) == (0, "")
    assert printed.count("corrects the one before") == 3
    assert record.read_bytes().startswith(before)
    assert first.items() <= files_in(school / FALL).items()
    for old, new in zip(entries(school)[:3], entries(school)[3:], strict=True):
        assert (new.edition, new.number, new.corrects, new.how) == (old.edition, 2, 1, "mailed")
        assert (new.text_code != old.text_code, new.content != old.content) == (True, True)
        pages = words_of(school / FALL / f"{new.edition}-corrected-2.pdf")
        assert all("Corrects the edition of November 20, 2026." in page for page in pages)
        assert pages[0].count("Corrects the edition of November 20, 2026.") == 2, "at the head and in the footer"
        assert "Corrects" not in "".join(words_of(school / FALL / f"{old.edition}.pdf"))
    assert typed(*asked(school, "--correct", on="2026-11-24"))[1].count("with equal content") == 3


def test_what_reads_otherwise_since_is_sent_again_only_as_a_correction(school: Path, typed: Typed) -> None:
    with_another_goal(school)
    before = (school / YEAR / "issued.yml").read_bytes(), files_in(school / FALL)
    status, printed, _ = typed(*asked(school, on="2026-11-24"))
    assert status == 0
    assert printed.count("reads otherwise today; --correct sends a corrected edition") == 3
    assert ((school / YEAR / "issued.yml").read_bytes(), files_in(school / FALL)) == before


def test_beside_the_box_to_sign_stands_what_was_changed_since_the_yes(school: Path, typed: Typed) -> None:
    code = entries(school)[0].text_code
    said = f"{{role: student, person: s-0001, on: 2026-11-20, method: paper, covers: [plan, g1], text_code: {code}}}"
    plan = school / YEAR / "plan.yml"
    plan.write_text(f"{plan.read_text()}approvals:\n  - {said}\n")
    committed(school, "2026-11-21")
    with_another_goal(school)
    committed(school, "2026-11-23")
    assert typed(*asked(school, "--correct", on="2026-11-24"))[0] == 0
    told = "Changed since the yes of November 20, 2026: "
    assert told in words_of(school / FALL / "own-en-letter-standard-corrected-2.pdf")[-1]


def test_what_is_not_committed_is_sent_and_said(school: Path, typed: Typed) -> None:
    with_another_goal(school)
    _, _, complained = typed(*asked(school, "--correct", on="2026-11-21"))
    assert complained.startswith("pathbook: some files are not committed: issued.yml will name no commit")
    assert [each.commit for each in entries(school)[3:]] == [None, None, None]


def test_a_pdf_that_is_gone_is_printed_again_as_it_was(school: Path, typed: Typed) -> None:
    gone = school / FALL / "own-en-conference.pdf"
    before = gone.read_bytes()
    gone.unlink()
    assert "the PDF was missing and is printed again" in typed(*asked(school))[1]
    assert gone.read_bytes() == before
    assert len(entries(school)) == 3


def stranger(school: Path) -> None:
    write(school, str(FALL / "own-en-phone-corrected-2.pdf"), "of somebody else")


def folder_in_the_way(school: Path) -> None:
    (school / FALL / "own-en-phone-corrected-2.pdf").mkdir()


def record_in_the_way(school: Path) -> None:
    shutil.rmtree(school / "out")
    (school / YEAR / "issued.yml").unlink()
    (school / YEAR / "issued.yml").mkdir()


@pytest.mark.parametrize(
    ("spoiled", "reason"),
    [
        (stranger, "issued.yml does not tell of it"),
        (folder_in_the_way, "issued.yml does not tell of it"),
        (record_in_the_way, "issued.yml: Is a directory"),
    ],
)
def test_what_fails_leaves_nothing_half(school: Path, typed: Typed, spoiled: Any, reason: str) -> None:
    with_another_goal(school)
    spoiled(school)
    before = files_in(school / "plans") | files_in(school / "out/issued")
    status, printed, _ = typed(*asked(school, "--correct", on="2026-11-24"))
    assert status == 1
    assert printed.startswith("s-0001: nothing was sent: ")
    assert reason in printed
    assert files_in(school / "plans") | files_in(school / "out/issued") == before


def test_no_edition_can_correct_one_of_a_later_day(school: Path, typed: Typed) -> None:
    with_another_goal(school)
    status, printed, _ = typed(*asked(school, "--correct", on="2026-11-10"))
    assert status == 1
    assert "went home on 2026-11-20, so no edition as of 2026-11-10 can correct it" in printed
    assert len(entries(school)) == 3


def altered(school: Path) -> None:
    (school / FALL / "own-en-phone.pdf").write_bytes(b"%PDF")


def lost(school: Path) -> None:
    (school / FALL / "own-en-phone.pdf").unlink()


def slipped_in(school: Path) -> None:
    write(school, str(FALL / "own-en-phone-corrected-2.pdf"), "?")


@pytest.mark.parametrize(
    ("happened", "status", "said"),
    [
        (lambda school: None, 0, "3 PDFs are as sent, 0 not, 0 not here."),
        (altered, 1, "own-en-phone.pdf is not what was sent"),
        (lost, 0, "2 PDFs are as sent, 0 not, 1 not here."),
        (slipped_in, 1, "own-en-phone-corrected-2.pdf was never written down as sent"),
    ],
)
def test_anybody_can_tell_whether_a_copy_is_the_one_that_was_sent(
    school: Path, typed: Typed, happened: Any, status: int, said: str
) -> None:
    happened(school)
    before = files_in(school)
    ended, printed, _ = typed(*asked(school, "--verify"))
    assert (ended, said in printed) == (status, True), printed
    assert files_in(school) == before


@pytest.mark.parametrize(
    ("term", "on", "said"),
    [
        ("fal", "2026-11-20", "the school year 2026-27 has no term 'fal'; did you mean fall?"),
        ("summer", "2026-11-20", "the school year 2026-27 has no term 'summer'; there is fall, winter"),
        ("fall", "2027-11-20", "the school year 2027-28 has no term 'fall'; calendar.yml names none"),
    ],
)
def test_a_term_that_is_none_is_refused(school: Path, typed: Typed, term: str, on: str, said: str) -> None:
    status, _, complained = typed("issue", term, "--root", str(school), "--on", on)
    assert status == 2
    assert said in " ".join(complained.split())


def test_who_has_no_plan_gets_none(school: Path, typed: Typed) -> None:
    shutil.rmtree(school / YEAR)
    shutil.rmtree(school / "plans/s-0001/evidence")
    status, printed, _ = typed(*asked(school))
    assert (status, "s-0001: nothing was sent: there is no plan for 2026-27 to send home" in printed) == (1, True)
