"""pathbook new …: with options, refused, onto a branch, with names elsewhere; and a whole dialogue on a terminal."""

import fcntl
import json
import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_DAY, PATHBOOK
from tests.generator.cli.typed import Typed
from tests.history import begun, git
from tests.patience import PATIENCE

ON = ("--on", EXAMPLE_DAY)


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("words", "status", "said", "because"),
    [
        (("goal", "s-0001"), 2, "say also --due", "nobody is there to be asked"),
        (("goal",), 2, "say for whom", "nobody is named"),
        (("goal", "s-0009", "--due", "2026-12-18"), 2, "did you mean s-0001", "no such learner"),
        (("goal", "s-0001", "--due", "18.12.2026"), 2, "write it as 2026-11-20", "no day"),
        (("goal", "s-0001", "--due", "2031-12-18"), 1, "outside-school-year", "check says no"),
        (("goal", "s-0001", "--due", "2026-12-18", "--competency", "fractions"), 2, "may be core:f", "two fit"),
        (("goal", "s-0001", "--due", "2026-12-18", "--competency", "F.9"), 2, "there is no 'F.9'", "none fits"),
        (("evidence", "s-0001", "--title", "x"), 2, "--kind", "one thing is lacking"),
        (
            ("evidence", "s-0001", "--title", "x", "--kind", "peer", "--result", "core:fractions.1"),
            2,
            "Which level",
            "a result says how far",
        ),
        (
            ("evidence", "s-0001", "--title", "Quiz of Ada Arden", "--kind", "peer"),
            1,
            "nothing was written",
            "no plan holds a name",
        ),
        (("conference", "s-0001", "--kind", "party"), 2, "there is no 'party'", "a choice of the schema"),
        (
            ("support", "s-0001", "--what", "x", "--who", "nobody"),
            2,
            "choose; there are t-0001",
            "a message names nobody",
        ),
        (("framework", "--title", "T", "--competency", "x", "--id", "core"), 2, "was used before", "an id is for good"),
        (("framework", "--title", "T", "--competency", "x", "--id", "Core!"), 2, "is no id", "not an id"),
        (("learner", "--name", "A B", "--stage", "adult", "--as", "t-0404"), 2, "knows nobody", "who does it"),
        (("group", "--title", "T", "--kind", "class", "--entry"), 2, "say who you are", "an entry is somebody's"),
    ],
)
def test_what_is_refused_writes_nothing(
    words: tuple[str, ...], status: int, said: str, because: str, tiny_school: Path, typed: Typed
) -> None:
    before = files_of(tiny_school)
    ended, _, complained = typed("new", *words, "--root", str(tiny_school), *ON)
    assert (ended, said in " ".join(complained.split())) == (status, True), (because, complained)
    assert "Robin" not in complained
    assert files_of(tiny_school) == before


def test_a_goal_is_shown_and_then_written(tiny_school: Path, typed: Typed) -> None:
    words = ("new", "goal", "s-0001", "--due", "2026-12-04", "--competency", "add", "--criterion", "I see it.")
    before = files_of(tiny_school)
    status, shown, _ = typed(*words, "--dry-run", "--root", str(tiny_school), *ON)
    assert (status, files_of(tiny_school)) == (0, before)
    assert "    - {ref: core:fractions.2}" in shown
    status, printed, _ = typed(*words, "--step", "Try it", "--root", str(tiny_school), *ON)
    assert status == 0
    assert "made plans/s-0001/2026-27/goals/g2.yml" in printed
    assert "serve s-0001" in printed
    assert typed("check", "--root", str(tiny_school), *ON)[0] == 0


def test_a_record_in_json_and_options_are_one(
    tiny_school: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = {"title": "Quiz", "kind": "summative", "results": [{"competency": "core:fractions.1", "points": 2.5}]}
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    words = ("new", "evidence", "s-0001", "--json", str(file), "--context", "class", "--root", str(tiny_school), *ON)
    assert typed(*words)[0] == 0
    made = (tiny_school / "plans/s-0001/evidence/2026-11-20-quiz.yml").read_text(encoding="utf-8")
    assert "{competency: core:fractions.1, points: 2.5}" in made
    assert "context: class" in made
    file.write_text("[]", encoding="utf-8")
    assert typed(*words)[0] == 2


def test_a_photo_is_taken_in_bare(tiny_school: Path, typed: Typed, tmp_path: Path) -> None:
    from PIL import Image

    photo = tmp_path / "IMG_0001.JPG"
    details = Image.Exif()
    details[0x010E] = "made at home"
    Image.new("RGB", (40, 30), "teal").save(photo, exif=details)
    words = ("new", "evidence", "s-0001", "--title", "Kite", "--kind", "portfolio", "--root", str(tiny_school), *ON)
    status, _, complained = typed(*words, "--photo", str(photo))
    assert (status, "--alt" in complained) == (2, True)
    assert typed(*words, "--photo", f"'{photo}'", "--alt", "A teal kite")[0] == 0, "as a terminal quotes it"
    kept = tiny_school / "plans/s-0001/evidence/2026-11-20-kite.png"  # few colours: a drawing
    assert b"made at home" not in kept.read_bytes()
    assert "{path: 2026-11-20-kite.png, alt: A teal kite}" in kept.with_suffix(".yml").read_text(encoding="utf-8")
    status, _, complained = typed(*words, "--photo", str(tiny_school / "plans/school.yml"), "--alt", "x")
    assert (status, "no photo" in complained) == (2, True)


def test_onto_a_branch_the_folder_stays_as_it_is_and_the_next_one_counts_on(tiny_school: Path, typed: Typed) -> None:
    begun(tiny_school)
    before = files_of(tiny_school / "plans")
    words = ("--due", "2026-12-04", "--entry", "--as", "t-0001", "--root", str(tiny_school), *ON)
    for name in ("g2", "g3"):
        status, printed, complained = typed("new", "goal", "s-0001", *words)
        assert status == 0, complained
        assert f"made plans/s-0001/2026-27/goals/{name}.yml on entry/t-0001/2026-11-20-s-0001" in printed
    assert files_of(tiny_school / "plans") == before
    assert git(tiny_school, "status", "--porcelain") == ""
    for number in (2, 3):
        status, printed, complained = typed(
            *("new", "learner", "--name", f"Lina Haddad{number}", "--stage", "secondary"),
            *("--entry", "--as", "t-0001", "--root", str(tiny_school), *ON),
        )
        assert f"made plans/s-000{number}/learner.yml" in printed, complained
    assert git(tiny_school, "status", "--porcelain") == ""


def test_names_that_lie_elsewhere_are_written_there(tiny_school: Path, typed: Typed, tmp_path: Path) -> None:
    elsewhere = tmp_path / "safe/people.yml"
    elsewhere.parent.mkdir()
    (tiny_school / "plans/people.yml").rename(elsewhere)
    words = ("new", "learner", "--name", "Lina Haddad", "--stage", "secondary", "--root", str(tiny_school), *ON)
    status, printed, complained = typed(*words, "--people", str(elsewhere))
    assert status == 0, complained
    assert f"changed {elsewhere}" in printed
    assert "Lina Haddad" in elsewhere.read_text(encoding="utf-8")
    assert not (tiny_school / "plans/people.yml").exists()
    assert "Lina" not in "".join(map(str, files_of(tiny_school / "plans").values()))


def test_who_is_entered_twice_is_told_without_a_name(tiny_school: Path, typed: Typed) -> None:
    words = ("new", "learner", "--name", "ada arden", "--stage", "secondary", "--root", str(tiny_school), *ON)
    status, _, complained = typed(*words, "--dry-run")
    assert (status, "somebody of a name you gave is there already: s-0001" in complained) == (0, True)
    assert "arden" not in complained.lower()


def test_locked_names_are_told_what_to_do(
    tiny_school: Path, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(tiny_school)
    assert typed("people", "lock", "--new-key", str(tmp_path / "key.txt"), "--root", str(tiny_school))[0] == 0
    monkeypatch.setenv("PATHBOOK_PEOPLE_KEY_FILE", str(tmp_path / "key.txt"))
    words = ("new", "learner", "--name", "Lina Haddad", "--stage", "secondary", "--root", str(tiny_school), *ON)
    status, _, complained = typed(*words)
    assert (status, "pathbook people unlock" in complained) == (3, True)
    assert not (tiny_school / "plans/s-0002").exists()


def talk(words: Sequence[str], answers: Sequence[str], end: bytes = b"") -> tuple[int, str]:
    """A dialogue on a terminal of its own: an answer to each prompt, then `end`."""
    ours, theirs = pty.openpty()
    talking = subprocess.Popen(
        [str(PATHBOOK), *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "dumb", "COLUMNS": "100"},
        start_new_session=True,
        preexec_fn=is_its_own_terminal,
    )
    os.close(theirs)
    try:
        said = "".join(heard(ours, iter((*(f"{answer}\n".encode() for answer in answers), *((end,) if end else ())))))
        return talking.wait(PATIENCE), said.replace("\r\n", "\n")
    finally:
        talking.kill()
        talking.wait()
        os.close(ours)


def is_its_own_terminal() -> None:
    """So that Ctrl-C reaches who reads from it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def heard(terminal: int, answers: Iterator[bytes]) -> Iterator[str]:
    """What is said, each prompt answered in turn."""
    line, until = b"", time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            some = os.read(terminal, 65536)
        except OSError:  # the other side has gone
            return
        yield some.decode("utf-8", "replace")
        line = (line + some)[-200:]
        if line.endswith(b": ") and (answer := next(answers, None)) is not None:
            os.write(terminal, answer)
            line = b""


DIALOGUE = (
    *("s-0001", "fractions", "1", "?", ""),  # for whom; words, a number, explained, the usual level
    "",  # no other competency
    *("I can compare them.", "", "?", "Because I cook.", "I draw two.", "", "Draw five", "", ""),
    *("", "31.12.2026", "2031-12-04", ""),  # start; no day; a day outside of the year; no review
    "2026-12-04",  # asked again for what was refused
)


@pytest.mark.wire
def test_a_whole_dialogue(tiny_school: Path) -> None:
    status, said = talk(("new", "goal", "--root", str(tiny_school), *ON), DIALOGUE)
    assert status == 0, said
    assert "→ I can compare fractions." in said
    assert "Why it matters to the learner. For example: " in said
    assert "'31.12.2026' is no day; write it as 2026-11-20." in said
    assert "outside-school-year" in said
    assert "To be reached by which day? [2031-12-04]: " in said
    made = (tiny_school / "plans/s-0001/2026-27/goals/g2.yml").read_text(encoding="utf-8").splitlines()
    assert made[1:] == [
        "id: g2",
        "competencies:",
        "  - {ref: core:fractions.1}",
        "i_can: I can compare them.",
        "why: Because I cook.",
        "success_criteria:",
        "  - {id: c1, text: I draw two.}",
        "activities:",
        "  - {id: a1, title: Draw five}",
        "start: 2026-11-20",
        "due: 2026-12-04",
    ]


@pytest.mark.parametrize(("key", "named"), [(b"\x03", "Ctrl-C"), (b"\x04", "Ctrl-D")])
@pytest.mark.wire
def test_who_stops_leaves_nothing(tiny_school: Path, key: bytes, named: str) -> None:
    before = files_of(tiny_school)
    status, said = talk(("new", "goal", "s-0001", "--root", str(tiny_school), *ON), ("fractions", "1", ""), key)
    assert (status, files_of(tiny_school)) == (130, before), (named, said)
