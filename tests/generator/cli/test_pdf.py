"""What homes get, as PDFs that open with a code: for whom, where they lie, and what is said where nobody could."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.model.access import Reader
from generator.publish.keys import TEST_MASTER, Master, code_of
from tests.generator.cli.typed import Typed

pytestmark = pytest.mark.pdf
DAY = "2026-11-20"
LEARNER = """\
learner: s-0001
stage: elementary
languages: [en]
household: h-1
family:
  - {{id: home-1, person: [f-0001, f-0002], language: en, paper: letter, print: standard}}
  - {{id: home-2, person: [f-0003], language: en, paper: letter, print: standard}}
team:
  - {{person: t-0001, role: advisor}}
access: {{epoch: 1, slots: {{{slots}}}}}
"""
PEOPLE = """\
s-0001: {name: {en: Ada Quill}, given: {en: Ada}, roles: [learner]}
t-0001: {name: {en: Tom Fir}, given: {en: Tom}, roles: [teacher]}
f-0001: {name: {en: Una Quill}, given: {en: Una}, roles: [family]}
f-0002: {name: {en: Hal Quill}, given: {en: Hal}, roles: [family]}
f-0003: {name: {en: Ida Quill}, given: {en: Ida}, roles: [family]}
"""
KINDS = ("conference", "letter-standard", "phone")


def school_with(root: Path, slots: str) -> Path:
    (root / "plans/s-0001/learner.yml").write_text(LEARNER.format(slots=slots), encoding="utf-8")
    (root / "plans/people.yml").write_text(PEOPLE, encoding="utf-8")
    return root


def asked(root: Path, *words: str) -> tuple[str, ...]:
    return ("pdf", *words, "--protect", "--root", str(root), "--on", DAY, "--executor", "serial")


def lying_in(root: Path) -> dict[str, list[str]]:
    """By reader, the names of their files."""
    top = root / "out/protected/s-0001"
    return {folder.name: sorted(file.name for file in folder.iterdir()) for folder in sorted(top.iterdir())}


def opened_by(file: Path, master: Master, who: str, version: int = 1) -> bool:
    return bool(PdfReader(BytesIO(file.read_bytes())).decrypt(code_of(master, Reader(who=who, version=version))))


def names(home: str) -> list[str]:
    return [f"s-0001-{home}-en-{kind}.pdf" for kind in KINDS]


def test_each_person_gets_the_documents_of_their_home_under_their_own_code(tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "f-0001: 1, f-0002: 2, f-0003: 1, advisor: 1")
    status, out, err = typed(*asked(root, "s-0001"))
    assert status == 0, err
    assert lying_in(root) == {"f-0001": names("home-1"), "f-0002": names("home-1"), "f-0003": names("home-2")}
    top = root / "out/protected"
    file = top / "s-0001/f-0002/s-0001-home-1-en-phone.pdf"
    assert opened_by(file, TEST_MASTER, "f-0002", version=2)
    for who, version in (("f-0002", 1), ("f-0001", 1), ("f-0003", 1), ("t-0001", 1)):
        assert not opened_by(file, TEST_MASTER, who, version), who
    assert {path.stat().st_mode & 0o777 for path in top.rglob("*") if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (top, *top.rglob("*")) if path.is_dir()} == {0o700}
    assert "Protected 9 PDFs as of 2026-11-20" in out
    assert "in capitals, with the\n  dashes" in out
    assert "trial secret" in err


def test_nothing_that_is_said_or_named_holds_a_code_or_a_name(tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "f-0001: 1")
    said = "".join(map(str, typed(*asked(root, "s-0001"))))
    said += "".join(str(path) for path in (root / "out").rglob("*"))
    for never in ("Quill", "Ada", "Una", code_of(TEST_MASTER, Reader(who="f-0001", version=1))):
        assert never not in said.replace(str(root), ""), never


def test_a_home_without_a_code_is_told_with_the_line_that_gives_one(tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "f-0001: 1")
    status, out, _ = typed(*asked(root))
    assert status == 1
    assert lying_in(root) == {"f-0001": names("home-1")}
    assert "nothing for home-2: nobody there has a code; add a person of it to `access` in learner.yml" in out


def test_a_household_that_shares_a_code_gets_what_its_people_do_not_get_alone(tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "household: 1, f-0003: 1")
    assert typed(*asked(root))[0] == 0
    assert lying_in(root) == {"f-0003": names("home-2"), "household-h-1": names("home-1")}
    file = root / "out/protected/s-0001/household-h-1" / names("home-1")[0]
    assert opened_by(file, TEST_MASTER, "household:h-1")


def test_one_person_s_are_made_anew_and_the_others_stay(tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "f-0001: 1, f-0003: 1")
    assert typed(*asked(root))[0] == 0
    file = root / "out/protected/s-0001/f-0001" / names("home-1")[0]
    other = root / "out/protected/s-0001/f-0003" / names("home-2")[0]
    before = other.read_bytes()
    school_with(root, "f-0001: 2, f-0003: 1")
    status, out, _ = typed(*asked(root, "--for", "f-0001"))
    assert (status, other.read_bytes()) == (0, before)
    assert opened_by(file, TEST_MASTER, "f-0001", version=2)
    assert not opened_by(file, TEST_MASTER, "f-0001", version=1)
    assert "Protected 3 PDFs" in out


def test_who_lost_their_code_loses_their_files_here(tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "f-0001: 1, f-0002: 1, f-0003: 1")
    typed(*asked(root))
    school_with(root, "f-0001: 1, f-0003: 1")
    assert typed(*asked(root))[0] == 0
    assert sorted(lying_in(root)) == ["f-0001", "f-0003"]


@pytest.mark.parametrize(
    ("who", "said", "because"),
    [
        ("t-0001", "t-0001 has a code, but no documents", "a teacher reads the site"),
        ("s-0001", "s-0001 has a code, but no documents", "a learner with homes has the homes' documents"),
        ("f-0002", "f-0002 has no code of their own here", "they have no slot"),
        ("f-9999", "f-9999 has no code of their own here", "nobody knows them"),
    ],
)
def test_who_gets_nothing_is_told_why(who: str, said: str, because: str, tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "f-0001: 1, f-0003: 1, advisor: 1, student: 1")
    status, out, err = typed(*asked(root, "--for", who))
    assert status == 1, because
    assert said in err, because
    assert "Protected 0 PDFs" in out
    assert not (root / "out/protected").exists()


def test_a_learner_without_a_home_gets_their_own(tiny_school: Path, typed: Typed) -> None:
    root = school_with(tiny_school, "student: 1")
    plan = root / "plans/s-0001/learner.yml"
    lines = plan.read_text(encoding="utf-8").splitlines(keepends=True)
    plan.write_text("".join(line for line in lines if "home" not in line and "family" not in line), encoding="utf-8")
    status, _, err = typed(*asked(root, "s-0001"))
    assert status == 0, err
    assert lying_in(root) == {"s-0001": names("own")}


def test_the_school_s_own_secret_makes_the_codes(
    tiny_school: Path, tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PATHBOOK_MASTER", raising=False)
    root = school_with(tiny_school, "f-0001: 1, f-0003: 1")
    secret = tmp_path / "master.txt"
    own = Master(secret=bytes(range(50, 82)), test=False)
    secret.write_text(own.secret.hex(), encoding="ascii")
    status, _, err = typed(*asked(root, "--for", "f-0001", "--master", str(secret)))
    assert status == 0
    assert "trial secret" not in err
    file = root / "out/protected/s-0001/f-0001" / names("home-1")[0]
    assert opened_by(file, own, "f-0001")
    assert not opened_by(file, TEST_MASTER, "f-0001")
    secret.write_text("12345", encoding="ascii")
    status, out, err = typed(*asked(root, "--master", str(secret)))
    assert (status, "12345" in out + err) == (3, False)


def test_without_protect_it_says_what_prints_open_pdfs(tiny_school: Path, typed: Typed) -> None:
    status, _, err = typed("pdf", "s-0001", "--root", str(tiny_school))
    assert status == 2
    assert "add --protect" in err
    assert "build --only pdf" in err
    assert not (tiny_school / "out").exists()
