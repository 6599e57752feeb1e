"""Names for new things: never one that was ever used, in any order of making and taking away."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checked import checked_learner, checked_school
from generator.editing.new.ids import (
    conference_file_name,
    evidence_file_name,
    family_ids,
    joined,
    next_evidence_id,
    next_goal_id,
    next_part_id,
    next_person_id,
    next_support_id,
    used_by,
    used_ever,
    used_in,
    words_for,
)
from generator.load.layout import ID
from generator.problem import errors_in
from generator.writing import write_files
from generator.yamltext.read import read
from tests.conftest import CASES, laid_over
from tests.generator.editing.making_asked import asking_in, made
from tests.history import begun, committed

LEARNER = {
    "2025-26/goals/g2.yml": "id: g2\nsuccess_criteria:\n  - {id: c1, text: a}\n",
    "2026-27/goals/g4.yml": "id: g4\nsuccess_criteria:\n  - {id: c1, text: a}\nactivities: [{id: a1, title: b}]\n",
    "2026-27/goals/g9.yml": "id: [broken\n",
    "2026-27/conferences/2026-10-15.yml": "on: 2026-10-15\ngoals: [g11]\nevidence_shown: [gone]\n",
    "evidence/2026-10-01-quiz.yml": "evidence:\n  - {id: quiz, title: Quiz, shows: [g4.c3]}\n",
    "evidence/2026-10-02-other-name.yml": "evidence:\n  - {id: card, supersedes: older}\n",
    "evidence/2026-10-01-photo.jpg": "",
    "supports/aloud.yml": "id: aloud\n",
}
USED = used_in({file: read(text, file)[0] if file.endswith(".yml") else None for file, text in LEARNER.items()})


@pytest.mark.parametrize(
    ("found", "expected", "because"),
    [
        (next_goal_id(USED), "g12", "a goal that is only spoken of had that number once; so had a file that is broken"),
        (next_part_id(USED, "g4", "c"), "c4", "evidence still shows a criterion that is gone"),
        (next_part_id(USED, "g4", "a"), "a2", "steps count by themselves"),
        (next_part_id(USED, "g4", "c", ("c7",)), "c8", "what is about to be written counts too"),
        (next_part_id(USED, "g2", "c"), "c2", "each goal counts its own"),
        (next_evidence_id("Quiz", "summative", USED), "quiz-2", "a number where the word is taken"),
        (next_evidence_id("Gone", "summative", USED), "gone-2", "a talk looked at a piece that is gone"),
        (next_evidence_id("Older", "summative", USED), "older-2", "a piece replaced it"),
        (next_evidence_id("Other name", "summative", USED), "other-name-2", "people know pieces by their files"),
        (next_evidence_id("Photo", "portfolio", USED), "photo-2", "a photo has the name"),
        (next_evidence_id("Tiles", "portfolio", USED), "tiles", "free"),
        (evidence_file_name(date(2026, 10, 1), "photo", USED), "2026-10-01-photo-2", "never beside another's photo"),
        (conference_file_name(date(2026, 10, 15), USED), "2026-10-15-2", "two talks on a day"),
        (next_support_id("Aloud", USED), "aloud-2", "taken"),
        (next_person_id("s", ("s-0009", "s-10042", "t-0099")), "s-10043", "as long as the longest of the school"),
        (next_person_id("s", ()), "s-0001", "the first one"),
        (family_ids("s-0007", 2, ("f-00071",)), ("f-00072", "f-00073"), "the learner's number and a digit"),
        (family_ids("s-12345678", 1, ("f-0002",)), ("f-0003",), "no room for a digit: the next free number"),
    ],
)
def test_a_name_is_the_next_free_one(found: object, expected: object, because: str) -> None:
    assert found == expected, because


@pytest.mark.parametrize(
    ("title", "expected", "because"),
    [
        ("Half of my tiles, two ways!", "half-of-my-tiles-two-ways", "words"),
        ("Größe & Maß", "grosse-mass", "marks are taken off"),
        ("Œuvre d’été", "oeuvre-d-ete", "letters that are two"),
        ("نصف بلاطاتي", "portfolio", "letters put in the place of others say nothing to anybody"),
        ("分数", "portfolio", "the same"),
        ("3", "portfolio", "too little to know it by"),
        ("Quiz 3", "quiz-3", "a number behind a word"),
        ("../../etc/passwd", "etc-passwd", "a name is never a way"),
        ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight", "whole words"),
    ],
)
def test_a_title_becomes_a_name_for_files(title: str, expected: str, because: str) -> None:
    assert words_for(title, "portfolio") == expected, because


def test_git_remembers_what_was_taken_away_on_any_branch(tiny_school: Path) -> None:
    begun(tiny_school)
    goals = tiny_school / "plans/s-0001/2026-27/goals"
    (goals / "g8.yml").write_text("id: g8\nsuccess_criteria:\n  - {id: c5, text: Seen}\n", encoding="utf-8")
    (tiny_school / "plans/s-0001/evidence").mkdir(exist_ok=True)
    (tiny_school / "plans/s-0001/evidence/2026-10-01-x.yml").write_text("evidence:\n  - id: kite\n", encoding="utf-8")
    committed(tiny_school)
    (goals / "g8.yml").unlink()
    (tiny_school / "plans/s-0001/evidence/2026-10-01-x.yml").unlink()
    committed(tiny_school)
    used = used_by(tiny_school, "plans/s-0001")
    assert next_goal_id(used) == "g9"
    assert next_part_id(used, "g8", "c") == "c6"
    assert next_evidence_id("Kite", "portfolio", used) == "kite-2"


def test_without_git_what_is_there_counts(tiny_school: Path) -> None:
    assert used_ever(tiny_school, "s-0001").files == frozenset()
    assert joined(USED, used_ever(tiny_school, "s-0001")).files == USED.files


TITLES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12).filter(
    lambda title: bool(title.strip()) and "{" not in title and "<" not in title
)
ACTS = st.lists(st.tuples(st.sampled_from(("goal", "evidence", "support", "conference", "gone")), TITLES), max_size=7)


@settings(max_examples=8)
@given(acts=ACTS)
def test_whatever_is_made_and_taken_away_no_name_comes_twice_and_all_is_in_order(acts: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as top:
        root = Path(top)
        laid_over(CASES / "base", root)
        begun(root)
        school = checked_school(root, None, lambda _zone: date(2026, 11, 20))
        ever: set[str] = set()
        last: str | None = None
        for kind, title in acts:
            if kind == "gone":
                if last is not None:
                    committed(root)
                    (root / last).unlink()
                    last = None
                continue
            options = {
                "goal": {"due": "2026-12-18", "criterion": title},
                "evidence": {"title": title, "kind": "observation", "assessor": "student"},
                "support": {"what": title, "who": "t-0001"},
                "conference": {"kind": "check_in", "notes": title},
            }[kind]
            (change,) = made(kind, asking_in(school, "s-0001"), options)
            assert change.file not in ever
            assert ID.fullmatch(change.file.rpartition("/")[2])
            ever.add(change.file)
            write_files(root, (change,))
            last = change.file
        assert errors_in(checked_learner(school, school.folders[0])[1]) == ()
