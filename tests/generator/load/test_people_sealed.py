"""Locked names are opened in memory by a key that is here; whatever is wrong is told without a word of them."""

from pathlib import Path

import pyrage
import pytest

from generator.load.people import load_people, people_of
from generator.load.source import line_of
from generator.problem import Problem
from tests.generator.load.made import written

PERSON = "{}: {{name: {{en: Ada Example}}, given: {{en: Ada}}}}\n"
GOOD = "# Staff\n\n" + PERSON.format("t-0001") + PERSON.format("s-0001")
LOCKED = "plans/people.yml.age"
KEY, KEY_FILE = "PATHBOOK_PEOPLE_KEY", "PATHBOOK_PEOPLE_KEY_FILE"


def locked(root: Path, text: str, *, armored: bool = True) -> str:
    """The text locked in a school's folder; the key that opens it."""
    identity = pyrage.x25519.Identity.generate()
    raw: bytes = pyrage.encrypt(text.encode(), [identity.to_public()], armored=armored)
    (root / "plans").mkdir(parents=True)
    (root / LOCKED).write_bytes(raw)
    return str(identity)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(str(problem.place), problem.code, problem.severity) for problem in problems]


@pytest.mark.parametrize("armored", [True, False])
def test_a_key_in_the_environment_opens_the_names(
    armored: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, locked(tmp_path, GOOD, armored=armored))
    people, problems = load_people(tmp_path, None)
    assert (list(people), problems) == (["t-0001", "s-0001"], ())
    assert people_of(tmp_path, None)["s-0001"].given == {"en": "Ada"}
    assert [path.name for path in (tmp_path / "plans").iterdir()] == ["people.yml.age"], "nothing was written"


def test_a_key_file_opens_the_names_as_age_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "school"
    key = locked(root, GOOD)
    other = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# created: some day\n# public key: age1…\n{other}\n{key}\n".replace("…", "x"))
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key.txt"))
    assert set(load_people(root, None)[0]) == {"t-0001", "s-0001"}


def test_a_locked_file_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, locked(tmp_path / "safe", GOOD))
    people, problems = load_people(tmp_path / "school", tmp_path / "safe" / LOCKED)
    assert (set(people), problems) == ({"t-0001", "s-0001"}, ())


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (None, "the names are locked, and no key is here"),
        ("", "the names are locked, and no key is here"),
        ("hunter2", "what is given as a key is none: one begins AGE-SECRET-KEY-1"),
        ("# only a remark", "what is given as a key is none: one begins AGE-SECRET-KEY-1"),
        (str(pyrage.x25519.Identity.generate()), "the key that is here does not open it"),
    ],
    ids=("none", "empty", "no key", "a remark", "another's"),  # a key drawn anew would be another test each time
)
def test_without_the_right_key_there_is_one_problem_and_nobody(
    key: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(tmp_path, GOOD)
    if key is not None:
        monkeypatch.setenv(KEY, key)
    people, problems = load_people(tmp_path, None)
    assert people == {}
    assert [(each.code, each.message) for each in problems] == [("people-locked", message)]
    assert all("hunter2" not in f"{each.message}{each.hint}" for each in problems)


def test_a_key_that_lies_in_the_school_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key.txt").write_text(locked(tmp_path, GOOD))
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key.txt"))
    _, problems = load_people(tmp_path, None)
    assert "where git would take it in" in problems[0].message


@pytest.mark.parametrize("at", [0, 30, 60, 200, -60, -1])
def test_a_damaged_file_is_told_and_never_raises(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, locked(tmp_path, GOOD))
    raw = (tmp_path / LOCKED).read_bytes()
    for broken in (raw[:at], raw[:at] + b"!" + raw[at:], raw[:at] + b"A" + raw[at + 1 :] if at >= 0 else b""):
        (tmp_path / LOCKED).write_bytes(broken)
        people, problems = load_people(tmp_path, None)
        assert [each.code for each in problems] in ([], ["people-damaged"], ["people-locked"])
        assert bool(people) == (not problems)


def test_a_mistake_in_locked_names_has_its_line_and_no_word_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, locked(tmp_path, GOOD + "s-0002: {name: {en: Zoe Hidden}, given: Zoe}\n"))
    people, problems = load_people(tmp_path, None)
    assert people == {}
    assert [place.partition(":")[2][0] for place, _, _ in told(problems)] == ["5"], "the line of what was locked"
    assert all("Zoe" not in f"{each.message}{each.hint}" for each in problems)
    assert line_of(tmp_path, LOCKED, 5) is None


def test_words_that_are_no_yaml_at_all_are_not_shown_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, locked(tmp_path, GOOD + 's-0002: {name: {en: "Zoe Hidden}\n'))
    people, problems = load_people(tmp_path, None)
    assert people == {}
    assert problems
    assert all("Zoe" not in f"{each.message}{each.hint}" for each in problems)


def test_names_that_lie_open_beside_the_locked_ones_are_read_and_told(tmp_path: Path) -> None:
    locked(tmp_path, GOOD)
    written(tmp_path, {"plans/people.yml": PERSON.format("s-0003")})
    people, problems = load_people(tmp_path, None)
    assert list(people) == ["s-0003"]
    assert told(problems) == [("plans/people.yml.age:1:1", "names-open", "warning")]
