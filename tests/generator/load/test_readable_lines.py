"""A file as lines that read well side by side."""

import random

import pytest

from generator.load.kinds import kind_at
from generator.load.readable_lines import kind_of, readable_lines
from generator.yamltext.read import read
from tests.conftest import TOP
from tests.generator.load.random_edits import files_by_kind, written_otherwise

EVIDENCE = """\
# yaml-language-server: $schema=../evidence.schema.json
evidence:
  - id: quiz-4
    kind: summative   # the last one of the unit
    title: {en: "Quiz 4", es: {text: Prueba 4, by: machine}}
    results:
      - {competency: "ccss-math:4.nf.a.1", level: got-it, points: 3}
    shows: [g1.c1, g1.c2]
    feedback: >-
      Your drawing says it all. Next time, say in one sentence why the second piece is larger than the
      first one, as you did aloud.
    mood: sunny
"""
LINES = """\
Evidence: quiz-4
  Title (en): Quiz 4
  Title (es):
    Text: Prueba 4
    Translated by: machine
  Kind: summative
  Results: ccss-math:4.nf.a.1
    Level: got-it
    Points: 3
  Shows: g1.c1, g1.c2
  Feedback:
    Your drawing says it all.
    Next time, say in one sentence why the second piece is larger than the first one, as you did aloud.
  mood: sunny
Remarks:
  the last one of the unit
"""


def shown(text: str, name: str = "x.yml") -> str:
    return "".join(f"{line}\n" for line in readable_lines(name, text.encode()))


def test_a_piece_of_evidence_reads_well() -> None:
    assert shown(EVIDENCE) == LINES


def test_a_file_is_known_by_what_it_holds() -> None:
    """Git tells only how a file's name ends, and of the older version not even where it lies."""
    for kind, files in files_by_kind().items():
        for name, text in files:
            value = read(text, "")[0]
            if isinstance(value, dict) and value:
                assert kind_of(name.rpartition("/")[2], value) == kind, name


def test_whatever_stands_in_a_file_stands_in_its_lines() -> None:
    for files in files_by_kind().values():
        name, text = files[-1]
        lines = " ".join(shown(text, name).split())
        for word in words_in(read(text, "")[0]):
            assert all(part in lines for part in word.split()), (name, word)


def words_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for inner in value.values() for word in words_in(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in words_in(inner)]
    return [] if value is None else [str(value)]


def test_another_way_of_writing_the_same_is_the_same_lines() -> None:
    chance = random.Random(3)
    for kind in ("goal", "evidence", "plan", "learner", "school"):
        for name, text in files_by_kind()[kind][:6]:
            bare = "\n".join(line.partition(" #")[0] for line in text.splitlines() if not line.lstrip().startswith("#"))
            if read(bare, "")[0] != read(text, "")[0]:
                continue  # a sign that begins no comment
            again = written_otherwise(chance, bare, kind_at(name) or "")
            there = shown(again, name).partition("Remarks:")[0]
            assert there == shown(bare, name), name


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("id: [g1\n", "id: [g1\n", "what cannot be read is shown as it stands"),
        ("just words\n", "just words\n", "so is what is no file of ours"),
        ("colour: blue\n", "colour: blue\n", "or looks like none"),
        ("", "", "an empty file has no lines"),
        (
            "id: g1\nstart: 2026-09-01\ndue:\n",
            "Id: g1\nStart: 2026-09-01\nDue:\n",
            "a field that says nothing is there",
        ),
        (
            'id: g1\nstart: 2026-09-01\ndue: 2026-12-01\nwhy: "a\\e[31mb\\u202ec"\n',
            "Id: g1\nWhy: a\\u001b[31mb\\u202ec\nStart: 2026-09-01\nDue: 2026-12-01\n",
            "what would colour or turn the words of a terminal is shown as its number",
        ),
    ],
)
def test_odd_files_are_shown_all_the_same(text: str, expected: str, because: str) -> None:
    assert shown(text) == expected, because


def test_letters_that_are_no_text_are_shown_as_far_as_they_are() -> None:
    assert list(readable_lines("g1.yml", b"id: caf\xe9\n")) == ["id: caf\ufffd"]
    assert (TOP / ".gitattributes").read_text(encoding="utf-8").count("merge=pathbook diff=pathbook") == 2
