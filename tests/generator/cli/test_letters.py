"""pathbook letters: a PDF for everybody who reads, in a folder nobody else opens, and never a code on the screen."""

import re
import shutil
import stat
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.access import readers_by_learner
from generator.lettering import readers_in
from generator.load.learner_folders import learner_folders
from generator.model.access import Reader, readers_of
from generator.publish.codes import folded, is_code
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.pb1 import opened_slots, slots_of
from generator.publish.vault import vault_of
from generator.sample import write_sample
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed
from tests.generator.test_example_situations import example, records_of_all
from tests.generator.view.test_letter import ON

pytestmark = pytest.mark.pdf


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of who the example's learners are, without what they have shown."""
    for name in ("plans", "frameworks"):
        shutil.copytree(TOP / name, tmp_path / "school" / name, ignore=shutil.ignore_patterns("evidence", "20*"))
    return tmp_path / "school"


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def letters(typed: Typed, school: Path, *words: str) -> tuple[int, str, str]:
    return typed("letters", "--root", str(school), "--on", EXAMPLE_DAY, *words)


def text_of(file: Path) -> str:
    return folded("".join(page.extract_text() for page in PdfReader(file).pages))


def test_letters_lie_in_a_private_folder_and_no_code_on_the_screen(school: Path, typed: Typed) -> None:
    status, printed, complained = letters(typed, school, "f-00021", "h-001")
    folder = school / "out" / "letters"
    assert (status, complained) == (0, "")
    assert printed.splitlines()[:2] == ["f-00021-en.pdf", "household-h-001-en.pdf"]
    assert sorted(file.name for file in folder.iterdir()) == [".gitignore", "f-00021-en.pdf", "household-h-001-en.pdf"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert (folder / ".gitignore").read_text() == "*\n"
    code = code_of(TEST_MASTER, Reader(who="f-00021", version=1))
    assert folded(code) in text_of(folder / "f-00021-en.pdf")
    assert not any(is_code(word) for word in printed.split())
    assert code not in printed


def test_a_learners_id_means_everybody_who_reads_that_plan(school: Path, typed: Typed) -> None:
    _, printed, _ = letters(typed, school, "s-0015")
    assert printed.splitlines()[:-2] == ["e-0001-en.pdf", "f-00151-en.pdf", "s-0015-en.pdf", "t-0005-en.pdf"]
    _, printed, _ = letters(typed, school, "s-0015", "--own", "--language", "es")
    assert printed.splitlines()[:-2] == ["s-0015-es.pdf"]


def test_a_real_secret_makes_other_codes_and_no_trial(school: Path, typed: Typed, tmp_path: Path) -> None:
    assert typed("rotate", "--new-master", str(tmp_path / "secret"))[0] == 0
    status, printed, _ = letters(typed, school, "f-00021", "--master", str(tmp_path / "secret"))
    assert status == 0
    assert "They hold codes. Print them, hand them over, and delete the files." in printed
    text = text_of(school / "out/letters/f-00021-en.pdf")
    assert folded("TRIAL") not in text
    assert folded(code_of(TEST_MASTER, Reader(who="f-00021", version=1))) not in text
    assert (tmp_path / "secret").read_text().strip() not in printed


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "status", "said", "because"),
    [
        ("plans/school.yml", "  base_url: https://plans.aldercreek.example\n", "", (), 3, "base_url", "no address"),
        ("plans/school.yml", "format: 2", "format: 2", ("f-00072",), 2, "'f-00072'", "a home without rights"),
        ("plans/school.yml", "format: 2", "format: 2", ("f-00021x",), 2, "did you mean f-00021?", "a typo"),
        ("plans/school.yml", "format: 2", "format: 2", ("--language", "xx"), 2, "ar, en, es", "a language of nobody"),
        (
            "plans/school.yml",
            "format: 2",
            "format: 2",
            ("--out", "out/site/x"),
            3,
            "is published",
            "a published folder",
        ),
        ("plans/class-harbor/s-0005/learner.yml", "household: 1", "household: 2", (), 1, "slot-version-differs", "two"),
        ("plans/class-harbor/s-0005/learner.yml", "epoch: 1", "epoch: one", (), 1, "wrong-type", "a broken file"),
    ],
)
def test_what_stops_letters(
    school: Path,
    typed: Typed,
    file: str,
    old: str,
    new: str,
    words: tuple[str, ...],
    status: int,
    said: str,
    because: str,
) -> None:
    changed(school / file, old, new)
    ended, _, complained = letters(typed, school, *words)
    assert (ended, said in " ".join(complained.split())) == (status, True), because
    assert not (school / "out").exists()


def test_120_learners_are_read_in_a_moment(tmp_path: Path) -> None:
    """Who reads what; laying out letters takes as long as there are letters."""
    write_sample(tmp_path / "sample", 120)
    start = time.process_time()
    readers = readers_by_learner(tmp_path / "sample", learner_folders(tmp_path / "sample")[0], ON)
    took = time.process_time() - start
    assert len(readers) >= 120
    assert all(readers.values())
    assert took < 20


def test_a_folder_with_other_things_is_left_alone(school: Path, typed: Typed) -> None:
    mode = school.stat().st_mode
    status, _, complained = letters(typed, school, "f-00021", "--out", str(school))
    assert (status, "holds other things" in complained) == (3, True)
    assert school.stat().st_mode == mode
    assert sorted(file.name for file in school.iterdir()) == ["frameworks", "plans"]


def test_who_has_no_reader_is_told(tiny_school: Path, typed: Typed) -> None:
    changed(tiny_school / "plans/school.yml", "publish: {", "publish: {base_url: https://plans.example, ")
    status, printed, complained = letters(typed, tiny_school)
    assert (status, printed.splitlines()[0]) == (0, f"0 letters in {tiny_school}/out/letters")
    assert complained == "pathbook: Nobody reads the plan of s-0001: `access:` in learner.yml says who does.\n"


def test_the_letter_opens_the_site_that_its_address_names(school: Path, typed: Typed) -> None:
    """From the PDF alone: what is printed on it, typed into what is published."""
    letters(typed, school, "household:h-001")
    (page,) = PdfReader(school / "out/letters/household-h-001-en.pdf").pages
    text = page.extract_text()
    folders = re.findall(r"/s/([a-z2-7]{16})/", text)
    code = folded(text.partition("1 always a one.")[2])[:20]
    sealed = {}
    for learner in ("s-0004", "s-0005", "s-0006"):
        records = records_of_all()[learner].learner
        readers = readers_of(records, ON)
        vault = vault_of(TEST_MASTER, learner, 1, readers)
        sealed[vault.folder] = opened_slots(slots_of(vault, TEST_MASTER, readers), code)
    assert sorted(folders) == sorted(folder for folder, vault in sealed.items() if vault is not None)
    assert len(folders) == 2


def test_the_examples_readers() -> None:
    recipients, unread = readers_in(example())
    assert unread == ()
    by_kind = {one.reader.who: one.kind for one in recipients}
    assert (by_kind["t-0001"], by_kind["e-0001"], by_kind["s-0001"], by_kind["f-00011"]) == (
        "staff",
        "staff",
        "learner",
        "home",
    )
