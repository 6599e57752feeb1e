"""A learner leaves a school: what goes along, what is closed, what is deleted in the end, and what git still held."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
import yaml
from PIL import Image

from generator.checked import checked_learner, checked_school
from generator.cli.app import status_of
from generator.deleting import copies_left
from generator.handover import PICTURES, bare_file, records_along
from generator.importers.case import case_frameworks
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.load.people import load_people
from generator.load.people_sealed import KEY_FILE
from generator.model.access import readers_of
from generator.packed import files_of
from generator.publish.keys import TEST_MASTER, folder_of
from tests.conftest import CASES, TOP, laid_over
from tests.history import begun, committed, git, objects_of, write

HOME = "plans/class-a/s-0001"
LEAVES, KEPT, OVER = "2026-11-20", "2031-06-30", "2031-07-01"
SHELL = re.compile(r"^ {4}(?!pip|gh |rm )(.+)$", re.MULTILINE)


def photo() -> bytes:
    """A photo that says by whom it was taken."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x013B] = "Ada's aunt"
    Image.new("RGB", (40, 30), "teal").save(made, format="JPEG", exif=exif)
    return made.getvalue()


def paper() -> bytes:
    """A PDF that says who wrote it."""
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Author"] = "Ada's aunt"
        pdf.save(made)
    return made.getvalue()


def school_in(root: Path) -> Path:
    """A school with a history: the learner's folder lay elsewhere once, and said other things."""
    laid_over(CASES / "base", root)
    write(
        root,
        "plans/s-0001/supports/old.yml",
        "id: old\nwhat: Naps under the reading table\nneed: rest\nstart: 2026-09-01\n",
    )
    write(
        root,
        "plans/people.yml",
        (CASES / "leaving/plans/people.yml").read_text(encoding="utf-8").replace("Mona Arden", "Mona Oldname"),
    )
    begun(root, "2026-09-01")
    (root / "plans/class-a").mkdir()
    (root / "plans/s-0001").rename(root / HOME)
    (root / HOME / "supports/old.yml").unlink()
    laid_over(CASES / "leaving", root)
    for name, raw in (("boats.jpg", photo()), ("boats.pdf", paper()), ("wrong.jpg", photo() + b"another child")):
        (root / HOME / "evidence" / name).write_bytes(raw)
    committed(root)
    return root


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


def withdraw(root: Path, *words: str, on: str = LEAVES) -> Said:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = status_of(["withdraw", "s-0001", "--root", str(root), "--on", on, *words])
    return Said(status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A school whose learner has left, the package, and what the command said."""
    top = tmp_path_factory.mktemp("left")
    school = school_in(top / "school")
    package = top / "package.zip"
    asked = ("--package", str(package), "--keep-until", KEPT, "--with-staff", "--write")
    done = withdraw(school, *asked)
    assert done.status == 0, done.err
    committed(school)
    return school, package, done.out


def files_in(package: Path) -> dict[str, bytes]:
    with ZipFile(package) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_first_it_is_only_said(tmp_path: Path) -> None:
    school = school_in(tmp_path / "school")
    done = withdraw(school, "--package", str(tmp_path / "package.zip"), "--keep-until", KEPT)
    assert done.status == 0, done.err
    assert "nothing has been yet" in done.out
    assert "1 file of staff notes is not in it" in done.out
    assert "left out, as redactions.yml says: 1 file" in done.out
    assert git(school, "status", "--porcelain") == ""
    assert not (tmp_path / "package.zip").exists()


def test_what_is_written_into_the_files(left: tuple[Path, Path, str]) -> None:
    school, _, _ = left
    diff = git(school, "show", "--unified=0", "--format=", "HEAD")
    changed = [line for line in diff.splitlines() if re.match(r"[-+][^-+]", line)]
    assert changed == [
        "-  - {school: Alder Creek, from: 2026-08-31}",
        "+  - {school: Alder Creek, from: 2026-08-31, to: 2026-11-20}",
        "-access: {epoch: 3, slots: {student: 1, f-00011: 2}}",
        "+access: {epoch: 4}",
        "+retain_until: 2031-06-30",
        "-  - {learner: s-0001}",
        "+  - {learner: s-0001, to: 2026-11-20}",
    ]
    records, _ = read_learner(school, LearnerFolder(learner="s-0001", above="plans/class-a"))
    assert readers_of(records.learner, records.learner.enrolment[0].from_) == ()
    assert status_of(["check", "--root", str(school), "--on", LEAVES]) == 0


def test_the_next_sealed_build_has_no_folder_for_them(left: tuple[Path, Path, str], tmp_path: Path) -> None:
    school, _, _ = left
    words = ("--access", "sealed", "--only", "site", "--executor", "serial", "--on", LEAVES, "--out", str(tmp_path))
    assert status_of(["build", "--root", str(school), *words]) == 0
    folders = [folder.name for folder in (tmp_path / "site/s").iterdir()]
    assert folders == [folder_of(TEST_MASTER, "s-0002")]


def test_the_package_holds_the_record_and_nobody_else(left: tuple[Path, Path, str]) -> None:
    files = files_in(left[1])
    assert {path.partition("/")[0] for path in files} == {
        *("README.txt", "SHA256SUMS", "contents.json", "frameworks", "papers", "plan", "staff"),
    }
    everything = b"\n".join((name.encode() + raw) for name, raw in files.items())
    for word in ("s-0002", "Bruno", "another child", "Belonged", "wrong.jpg", "aunt", "redactions"):
        assert word.encode() not in everything, word
    assert b"Whistles while folding" in files["plan/learner.yml"]
    assert yaml.safe_load(files["plan/learner.yml"])["access"] == {"epoch": 4}
    told = yaml.safe_load(files["plan/evidence/2026-10-08-boats.yml"])["evidence"]
    assert [(piece["id"], piece["assessor"]) for piece in told] == [("boats", "t-0001"), ("told", "x-0000")]
    with Image.open(BytesIO(files["plan/evidence/boats.jpg"])) as picture:
        assert (picture.size, dict(picture.getexif())) == ((40, 30), {})


def test_the_package_can_be_read_and_proved_elsewhere(left: tuple[Path, Path, str]) -> None:
    _, package, said = left
    files = files_in(package)
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, path = line.split("  ")
        assert sha256(files[path]).hexdigest() == digest
    assert sha256(package.read_bytes()).hexdigest() in said
    readme = files["README.txt"].decode()
    assert "Learning record of Ada Arden (عدا أردن)" in readme
    assert "t-0001     Robin Ashby, teacher" in readme
    assert re.search(r"^ +starting \(1\)", readme, re.MULTILINE), "levels are explained"
    (case,) = (raw for path, raw in files.items() if path.endswith(".case.json"))
    (framework,) = case_frameworks(case, date(2026, 11, 20))
    assert [item.statement for item in framework.items.values()] == ["Compare fractions."], "what the plan names"
    assert any(path.startswith("papers/home-en-") for path in files)


def test_a_package_can_be_made_again_and_is_the_same(left: tuple[Path, Path, str], tmp_path: Path) -> None:
    school, package, _ = left
    done = withdraw(school, "--package", str(tmp_path / "again.zip"), "--with-staff", "--write")
    assert (done.status, "The school's files say it already." in done.out) == (0, True), done.err
    assert (tmp_path / "again.zip").read_bytes() == package.read_bytes()
    assert git(school, "status", "--porcelain") == ""
    done = withdraw(school, "--package", str(tmp_path / "again.zip"), "--write")
    assert (done.status, "is there already" in done.err) == (3, True)


def deletions() -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    proof = ("--package", "{package}", "--sha256", "{sum}")
    yield "the day before is too early", proof, KEPT, "to be kept until 2031-06-30"
    yield "nothing shows that it went along", (), OVER, "name the package and its check sum"
    yield "another package", ("--package", "{package}", "--sha256", "00"), OVER, "another check sum"


@pytest.mark.parametrize(("because", "words", "on", "told"), list(deletions()))
def test_nothing_is_deleted(
    because: str, words: tuple[str, ...], on: str, told: str, left: tuple[Path, Path, str]
) -> None:
    school, package, _ = left
    sum_ = sha256(package.read_bytes()).hexdigest()
    done = withdraw(school, "--delete", "--write", *(word.format(package=package, sum=sum_) for word in words), on=on)
    assert (done.status, told in done.err) == (1, True), because
    assert git(school, "status", "--porcelain") == ""


def test_what_was_written_after_the_package_is_not_deleted(left: tuple[Path, Path, str], tmp_path: Path) -> None:
    school, package, _ = left
    git(tmp_path, "clone", "--quiet", str(school), "later")
    write(tmp_path / "later", f"{HOME}/staff/more.yml", "notes: []\n")
    proof = ("--package", str(package), "--sha256", sha256(package.read_bytes()).hexdigest())
    done = withdraw(tmp_path / "later", "--delete", "--write", *proof, on=OVER)
    assert (done.status, "made before these were written or changed: staff/more.yml" in done.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ((), 2, "until which day"),
        (("--keep-until", KEPT, "--write"), 2, "nobody leaves without their record"),
        (("--keep-until", KEPT, "--write", "--package", "package.zip"), 3, "lies in the school's repository"),
        (("--keep-until", KEPT, "--sha256", "00"), 2, "only asked for with --delete"),
        (("--delete", "--sha256", "00"), 2, "go together"),
    ],
)
def test_what_is_asked_wrongly(
    words: tuple[str, ...],
    status: int,
    told: str,
    tiny_school: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tiny_school)
    begun(tiny_school)
    assert status_of(["withdraw", "s-0001", "--on", LEAVES, *words]) == status
    assert told in " ".join(capsys.readouterr().err.split())
    assert git(tiny_school, "status", "--porcelain") == ""


def test_nobody_of_the_example_takes_another_along() -> None:
    school = checked_school(TOP, None, lambda _: date(2026, 11, 20))
    names = {id_: tuple(person.name.values()) for id_, person in school.people.items() if id_.startswith("s-")}
    for folder in school.folders:
        records, _ = checked_learner(school, folder)
        assert records is not None
        home = {other for other in names if records.learner.household and other in school.names.household}
        alike = {one for one in home if school.names.household[one] == records.learner.household}
        along = dict(records_along(dict(files_of(TOP, folder.folder)), records, school, with_staff=True))
        said = "\n".join(raw.decode("utf-8", "replace") for raw in along.values())
        others = [other for other in names if other != folder.learner]
        assert [other for other in others if other in said] == [], folder.learner
        assert [other for other in others if other not in alike for name in names[other] if name in said] == []


@pytest.mark.parametrize("name", ["a.jpg", "a.JPEG", "a.png", "a.webp", "a.heic", "a.avif", "a.tif"])
def test_a_photo_keeps_its_kind_and_nothing_but_its_pixels(name: str) -> None:
    kind = PICTURES[Path(name).suffix.casefold()]
    taken, exif = BytesIO(), Image.Exif()
    exif[0x013B] = "Ada's aunt"
    Image.linear_gradient("L").convert("RGB").save(taken, format=kind, exif=exif)
    assert b"aunt" in taken.getvalue()
    made = bare_file(f"evidence/{name}", taken.getvalue())
    assert b"aunt" not in made
    assert bare_file(f"evidence/{name}", taken.getvalue()) == made, "the same every time"
    with Image.open(BytesIO(made)) as picture:
        assert (picture.format, picture.size) == (kind, (256, 256))


def texts_of(value: object) -> Iterator[str]:
    """Every text of more than one word, and every name, in a file's value."""
    match value:
        case dict():
            yield from (text for inner in value.values() for text in texts_of(inner))
        case list():
            yield from (text for inner in value for text in texts_of(inner))
        case str() if " " in value:
            yield value


def test_after_the_day_all_is_deleted_and_the_steps_shown_take_it_out_of_git(
    left: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, package, _ = left
    words = {"Ada Arden", "عدا", "Mona Arden", "Mona Oldname", "Naps under the reading table", "A worry for grown-ups"}
    for file in (school / HOME).rglob("*.yml"):
        words |= set(texts_of(yaml.safe_load(file.read_bytes())))
    words -= {"Alder Creek"}  # the school itself
    before = objects_of(school)
    assert [word for word in words if word.encode() not in before] == [], "the search finds what is there"

    git(tmp_path, "clone", "--quiet", str(school), "work")
    work = tmp_path / "work"
    proof = ("--package", str(package), "--sha256", sha256(package.read_bytes()).hexdigest())
    done = withdraw(work, "--delete", *proof, "--write", on=OVER)
    assert done.status == 0, done.err
    assert not (work / HOME).exists()
    assert (work / "plans/groups/class-a.yml").read_text().count("s-000") == 1
    people = (work / "plans/people.yml").read_text(encoding="utf-8")
    assert re.findall(r"^\w-\d+|^#.*", people, re.MULTILINE) == [
        "t-0001",
        "# The family of somebody else",
        "s-0002",
        "f-00012",
    ]
    committed(work)
    git(tmp_path, "init", "--quiet", "--bare", "host.git", "--initial-branch=main")
    git(work, "push", "--quiet", str(tmp_path / "host.git"), "main")

    commands = [line.replace("ADDRESS", str(tmp_path / "host.git")) for line in SHELL.findall(done.out)]
    assert len(commands) == 5, done.out
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    (tmp_path / "elsewhere").mkdir()
    shell = subprocess.run(
        ("sh", "-e", "-c", "\n".join(commands)), cwd=tmp_path / "elsewhere", capture_output=True, text=True, check=False
    )
    assert shell.returncode == 0, shell.stderr
    git(tmp_path, "clone", "--quiet", "--no-local", str(tmp_path / "host.git"), "again")
    for repository in (tmp_path / "elsewhere/purge", tmp_path / "again"):
        held = objects_of(repository)
        assert [word for word in words if word.encode() in held] == []
        assert b"Bruno Binder" in held
    assert status_of(["check", "--root", str(tmp_path / "again"), "--on", LEAVES]) == 0


def test_a_locked_name_is_deleted_without_being_opened_on_the_disk(
    left: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, package, _ = left
    git(tmp_path, "clone", "--quiet", str(school), "work")
    work = tmp_path / "work"
    assert status_of(["people", "lock", "--root", str(work), "--new-key", str(tmp_path / "key.txt")]) == 0
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key.txt"))
    proof = ("--package", str(package), "--sha256", sha256(package.read_bytes()).hexdigest())
    assert withdraw(work, "--delete", *proof, "--write", on=OVER).status == 0
    assert not (work / "plans/people.yml").exists()
    assert set(load_people(work, None)[0]) == {"t-0001", "s-0002", "f-00012"}


def test_the_manual_shows_the_steps_that_the_command_shows(tiny_school: Path) -> None:
    begun(tiny_school)
    manual = (TOP / "generator/docs/leaving.md").read_text(encoding="utf-8")
    shown = SHELL.findall(copies_left(tiny_school, "s-0001", ("s-0001", "f-00011")))
    assert [line for line in shown if line not in manual] == []
