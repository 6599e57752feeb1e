"""pathbook leave, on copies of the example school: what an adult answers for is handed on, and the past stays."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import TOP
from tests.generator.cli.test_new import files_of
from tests.generator.cli.typed import Typed
from tests.history import begun, git

HARBOR = "plans/class-harbor"
LAST = ("--on", "2026-12-18")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    root = tmp_path / "school"
    for name in ("plans", "frameworks"):
        shutil.copytree(TOP / name, root / name)
    return root


def added(before: dict[str, bytes], after: dict[str, bytes], file: str) -> list[str]:
    was = before[file].decode().splitlines()
    return [line for line in after[file].decode().splitlines() if line not in was]


def test_everything_to_come_is_handed_on_and_undo_restores_it(example: Path, typed: Typed) -> None:
    begun(example)
    (example / "CODEOWNERS").write_text("plans/class-harbor/ @harbor\n", encoding="utf-8")
    before = files_of(example / "plans")
    words = ("leave", "t-0006", *LAST, "--successor", "t-0007", "--root", str(example))
    status, listed, complained = typed(*words, "--dry-run")
    assert (status, files_of(example / "plans")) == (0, before), complained
    status, printed, complained = typed(*words)
    assert status == 0, complained
    assert set(listed.splitlines()[:8]) <= set(printed.splitlines()), "the dry run lists every place"
    assert "for a person: CODEOWNERS names accounts" in printed
    after = files_of(example / "plans")
    assert added(before, after, "class-harbor/s-0001/learner.yml") == [
        "  - {person: t-0006, role: mentor, for: [literacy], from: 2026-04-27, to: 2026-12-18}",
        "  - {person: t-0007, role: mentor, for: [literacy], from: 2026-12-19}",
        "access: {epoch: 2, slots: {student: 1, f-00011: 1, f-00012: 1, teacher_of_record: 1, caring_adult: 1,"
        " mentor: 1}}",
    ]
    assert added(before, after, "class-harbor/s-0001/supports/words-first.yml") == ["who: t-0007"]
    assert b"value: 4, by: t-0006" in after["class-harbor/s-0001/supports/words-first.yml"], "who checked stays told"
    assert added(before, after, "groups/reading-circle.yml") == [
        "  - {person: t-0006, role: mentor, from: 2026-09-28, to: 2026-12-18}",
        "  - {person: t-0007, role: mentor, from: 2026-12-19}",
    ]
    assert b"Omar Khalil" in after["people.yml"], "a name is kept for what somebody wrote"
    assert b"specialist" not in after["people.yml"], "and the role is not"
    assert not any("/evidence/" in file or "/conferences/" in file for file in before if after[file] != before[file])
    again = files_of(example)
    assert "No file of the plans names them for days to come." in typed(*words)[1]
    assert files_of(example) == again, "a second run changes nothing"
    assert typed("undo", "2026-12-18-leave-t-0006", "--root", str(example))[0] == 0
    assert files_of(example / "plans") == before


def test_what_would_be_nobodys_is_listed_and_refused(example: Path, typed: Typed) -> None:
    before = files_of(example)
    words = ("leave", "t-0006", *LAST, "--root", str(example))
    status, printed, complained = typed(*words)
    assert (status, files_of(example)) == (3, before)
    assert f"{HARBOR}/s-0001/supports/words-first.yml: support words-first: nobody in their place (nobody’s)" in printed
    assert "name a --successor, or say --without-successor" in " ".join(complained.split())
    assert typed(*words, "--without-successor")[0] == 0
    support = (example / HARBOR / "s-0001/supports/words-first.yml").read_text(encoding="utf-8")
    assert "who: t-0006" in support, "nobody is put in the place of somebody who is not there"


def test_a_slot_of_their_own_goes_with_a_new_epoch_and_the_successor_has_the_code_they_have(
    example: Path, typed: Typed
) -> None:
    learner = example / HARBOR / "s-0001/learner.yml"
    text = learner.read_text(encoding="utf-8").replace("caring_adult: 1, mentor: 1}", "t-0006: 3, t-0007: 1}")
    learner.write_text(text, encoding="utf-8")
    begun(example)
    words = ("leave", "t-0006", *LAST, "--successor", "t-0002", "--entry", "--as", "t-0001", "--root", str(example))
    status, printed, complained = typed(*words)
    assert status == 0, complained
    assert git(example, "status", "--porcelain") == ""
    (branch,) = git(example, "branch", "--list", "entry/*", "--format=%(refname:short)").splitlines()
    said = git(example, "show", f"{branch}:{HARBOR}/s-0001/learner.yml")
    assert "slots: {student: 1, f-00011: 1, f-00012: 1, teacher_of_record: 1, t-0007: 1, t-0002: 1}" in said
    assert "epoch: 2" in said
    assert "they read with a slot of their own, which goes; the epoch becomes 2" in printed


@pytest.mark.parametrize(
    ("words", "said", "because"),
    [
        (("t-0099", *LAST), "knows nobody as 't-0099'", "nobody of that name leaves"),
        (("t-0006", *LAST, "--successor", "t-0006"), "nobody succeeds themselves", "the same person"),
        (
            ("t-0006", *LAST, "--successor", "s-0001"),
            "s-0001 has no role at the school",
            "a learner takes over nothing",
        ),
        (("t-0006", "--on", "soon"), "write it as 2026-11-20", "no day"),
    ],
)
def test_wrong_words_are_told(words: tuple[str, ...], said: str, because: str, typed: Typed) -> None:
    status, _, complained = typed("leave", *words, "--dry-run", "--root", str(TOP))
    assert (status, said in " ".join(complained.split())) == (2, True), f"{because}: {complained}"


def test_where_the_only_leader_leaves_somebody_has_to_get_the_role(example: Path, typed: Typed) -> None:
    words = ("leave", "t-0004", *LAST, "--without-successor", "--dry-run", "--root", str(example))
    assert "plans/people.yml: nobody is leader from then on: give somebody the role" in typed(*words)[1]
    people = example / "plans/people.yml"
    text = people.read_text(encoding="utf-8").replace("roles: [teacher]", "roles: [teacher, leader]", 1)
    people.write_text(text, encoding="utf-8")
    assert "nobody is leader" not in typed(*words)[1]
