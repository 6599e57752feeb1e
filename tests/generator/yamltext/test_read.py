"""What a file means, what is refused in it, and that nothing in it can do harm."""

import json
import pickle
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problem import Place, Problem
from generator.yamltext.broken import LINE_END
from generator.yamltext.read import MOST_BYTES, PlacedList, PlacedMap, Plain, Value, decode, read

FILE = "plans/s-0001/learner.yml"


def value_of(text: str) -> Any:
    value, problems = read(text, FILE)
    assert problems == ()
    return value


def problem_in(text: str) -> Problem:
    _, problems = read(text, FILE)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("written", "meant", "bare", "because"),
    [
        ("NO", "NO", True, "Norway is no answer"),
        ("on", "on", True, "a preposition, not true"),
        ("yes", "yes", True, "a schema may ask for true instead"),
        ("1.10", "1.10", True, "the tenth section, not the first"),
        ("01", "01", True, "a code keeps its zero"),
        ("1:30", "1:30", True, "half past one, not ninety"),
        ("2026-02-30", "2026-02-30", True, "no date until a schema says so"),
        ("0x1F", "0x1F", True, "as typed"),
        ('"20"', "20", False, "quotes say: text"),
        ("'~'", "~", False, "quotes say: text, also for what else means nothing"),
        ("NULLS", "NULLS", True, "only the words of YAML 1.2 mean nothing"),
        ("a # b", "a", True, "a comment is no text"),
        ("a#b", "a#b", True, "a hash within a word is no comment"),
        ("it's", "it's", True, "an apostrophe within a word is no quote"),
        ("=", "=", True, "no special meaning"),
    ],
)
def test_a_word_stays_what_was_typed(written: str, meant: str, bare: bool, because: str) -> None:
    value = value_of(f"title: {written}\n")["title"]
    assert value == meant, because
    assert isinstance(value, Plain) is bare, because


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(written: str) -> None:
    assert value_of(f"title: {written}\n") == {"title": None}


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "empty"),
        ("# only a comment\n", "nothing but a comment"),
        ("---\n", "an empty document"),
        ("\ufeff", "nothing but a byte order mark"),
    ],
)
def test_an_empty_file_has_no_value_and_no_problem(text: str, because: str) -> None:
    assert read(text, FILE) == (None, ()), because


def test_folded_and_literal_text_keep_their_lines() -> None:
    assert value_of("a: >-\n  one\n  two\nb: |\n  one\n  two\n") == {"a": "one two", "b": "one\ntwo\n"}


def test_line_ends_of_windows_and_a_byte_order_mark_are_accepted() -> None:
    text, problems = decode(b"\xef\xbb\xbfid: g1\r\ndue: 2026-11-30\r\n", FILE)
    assert problems == ()
    value = value_of(text)
    assert value == {"id": "g1", "due": "2026-11-30"}
    assert value.place.at("due") == Place(FILE, 2, 6)


@pytest.mark.parametrize("hidden", ["\x85", "\u2028", "\u2029"])
def test_a_hidden_line_break_inside_text_is_a_letter_of_it(hidden: str) -> None:
    value = value_of(f"a: one{hidden}two\n'k{hidden}': 3\n")
    assert value == {"a": f"one{hidden}two", f"k{hidden}": "3"}
    assert value.place.at(f"k{hidden}") == Place(FILE, 2, 7)


def test_places_lead_to_every_value_and_key() -> None:
    value = value_of("id: g1\ngoals:\n  - ref: a:b\n    target: 'x'\n  - {ref: c:d}\n")
    assert value.place == Place(FILE, 1, 1)
    assert value.key_places["goals"] == Place(FILE, 2, 1)
    assert value.place.at("goals") == Place(FILE, 3, 3)
    assert value.place.at("goals", 0, "target") == Place(FILE, 4, 13)
    assert value["goals"][1].place == Place(FILE, 5, 5)
    assert value.place.at("goals", 1, "ref") == Place(FILE, 5, 11)
    assert value.place.at("goals", 7, "ref") == Place(FILE, 3, 3), "the deepest place that is known"


def test_places_can_be_sent_to_another_process() -> None:
    place = pickle.loads(pickle.dumps(value_of("a:\n  - b: c\n").place))
    assert place.at("a", 0, "b") == Place(FILE, 2, 8)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint", "because"),
    [
        ("a:\n\tb: 1\n", "yaml-tab", 2, 1, "Put spaces", "a tab at the start of a line"),
        ("a:\n  - b\n  \tc: d\n", "yaml-tab", 3, 3, "Put spaces", "a tab behind spaces"),
        ("-\tid: c1\n", "yaml-tab", 1, 2, "Put spaces", "a tab behind a dash"),
        ("id: g1\n  due: x\n", "yaml-indentation", 2, 3, "try no spaces", "deeper than the field before"),
        ("a:\n    b: 1\n   c: 2\n", "yaml-indentation", 3, 4, "try 4 spaces", "one space too few"),
        ("g:\n- id: a\n  t: b\n - id: c\n", "yaml-indentation", 4, 2, "try no spaces", "a dash off its list"),
        ("h:\n  - b\ng:\n - a: 1\n  - a: 2\n", "yaml-indentation", 5, 3, "move one of the two", "the first is off"),
        ("a:\n  -id: a1\n    t: x\n", "yaml-indentation", 2, 3, "Write:  - id: a1", "no space behind a dash"),
        ("a:\n  -{b: c, d: e}\n", "yaml-indentation", 2, 3, "Write:  - {b: c, d: e}", "no space behind a dash"),
        ("a: x\nfoo bar\nb: 2\n", "yaml-indentation", 2, 1, "indent it further", "text that lost its indentation"),
        ("x: - a\n", "yaml-indentation", 1, 4, "own line", "a list on the line of its field"),
        (
            'title: "Compare\nwhy: x\n',
            "yaml-open-quote",
            1,
            8,
            'Close it at the end of the text:  "Compare"',
            "to the end",
        ),
        ('title: "Compare\nwhy: "because"\n', "yaml-open-quote", 1, 8, '"Compare"', "up to the next quote"),
        ("title: 'Compare\nwhy: 'because'\n", "yaml-open-quote", 1, 8, "'Compare'", "single quotes too"),
        ('a: ["x, y]\nb: c\n', "yaml-open-quote", 1, 5, "Close it", "inside brackets"),
        (
            "title: Compare: with pictures\n",
            "yaml-colon",
            1,
            8,
            'Write:  title: "Compare: with pictures"',
            "bare colon",
        ),
        ('- why: say "yes": now\n', "yaml-colon", 1, 8, "Write:  - why: 'say \"yes\": now'", "quotes in the text"),
        ("title: Wait:\n", "yaml-colon", 1, 8, 'Write:  title: "Wait:"', "a colon at the end"),
        ("id:g1\ndue: x\n", "yaml-colon", 1, 3, "Write:  id: g1", "no space behind the colon"),
        ("a: 1\nb: 2\na: 3\n", "yaml-repeated-key", 3, 1, "Keep one", "a field that is there twice"),
        ("a: *x\n", "yaml-alias", 1, 4, '"*x"', "an alias"),
        ("a: &x 1\n", "yaml-alias", 1, 4, '"&x', "an anchor"),
        ("- &x {a: 1}\n", "yaml-alias", 1, 3, '"&x', "an anchor of a group"),
        ("<<: {a: 1}\n", "yaml-alias", 1, 1, "Write the fields out", "a merge key"),
        ("a: !t x\n", "yaml-tag", 1, 4, '"!t', "a tag"),
        ("a: !!python/object:os.system x\n", "yaml-tag", 1, 4, "quotes", "a tag that would run something"),
        ("a: !!str [x]\n", "yaml-tag", 1, 4, '"!!str', "a tag on a list"),
        ("a: 1\n---\nb: 1\n", "yaml-many-documents", 2, 1, "Keep one document", "two documents"),
        ("[" * 200, "yaml-too-deep", 1, 61, "brackets", "brackets without end"),
        ("- " * 200, "yaml-too-deep", 1, 121, "dashes", "dashes without end"),
        ("t: 'It's here'\n", "yaml-syntax", 1, 7, 'Write:  t: "It\'s here"', "an apostrophe ends the text"),
        ('t: "He said "no" twice"\n', "yaml-syntax", 1, 13, "Write:  t: 'He said \"no\" twice'", "quotes in quotes"),
        ("t: {student} reads\n", "yaml-syntax", 1, 4, 'Write:  t: "{student} reads"', "text that begins with a brace"),
        ("- {student} reads\n", "yaml-syntax", 1, 3, 'Write:  - "{student} reads"', "the same in a list"),
        ("t: [draft] story\n", "yaml-syntax", 1, 4, 'Write:  t: "[draft] story"', "text that begins with a bracket"),
        ("t: **bold** text\n", "yaml-syntax", 1, 4, 'Write:  t: "**bold** text"', "Markdown"),
        ("t: @home\n", "yaml-syntax", 1, 4, 'Write:  t: "@home"', "a reserved sign"),
        ("t: `code`\n", "yaml-syntax", 1, 4, 'Write:  t: "`code`"', "a reserved sign"),
        ("`t: x\n", "yaml-syntax", 1, 1, "remove the sign", "a reserved sign before a name"),
        (": x\n", "yaml-syntax", 1, 1, "name", "a colon without a name"),
        ("a: b\n  : x\n", "yaml-syntax", 2, 3, "name", "a colon without a name, indented"),
        ("t: %half\n", "yaml-syntax", 1, 4, 'Write:  t: "%half"', "a sign of directives"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", 1, 4, "] at the end", "a bracket that is not closed"),
        ("a: {b: c\n", "yaml-syntax", 1, 4, "} at the end", "a brace that is not closed"),
        ('p: "C:\\Users"\n', "yaml-syntax", 1, 7, "single quotes", "a backslash in double quotes"),
        ("? [a]\n: b\n", "yaml-syntax", 1, 3, "quotes", "a key that is a list"),
        ("? \n: b\n", "yaml-syntax", 1, 2, "name", "a key that is nothing"),
        ("a: b\x00c\n", "yaml-syntax", 1, 5, "Delete it", "a NUL byte"),
        ("a: 1\nb: \x07\n", "yaml-syntax", 2, 4, "Delete it", "a bell"),
        ("a: \ud800\n", "yaml-syntax", 1, 4, "Delete it", "half a character"),
        ("a: b\n]\n", "yaml-syntax", 2, 1, "Compare", "anything else"),
    ],
)
def test_a_mistake_is_told_where_it_is(text: str, code: str, line: int, column: int, hint: str, because: str) -> None:
    problem = problem_in(text)
    assert problem.code == code, because
    assert (problem.place.line, problem.place.column) == (line, column), because
    assert hint in str(problem.hint), because


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("a:\tb\n", "a tab between a colon and its value"),
        ("a: b\t# c\n", "a tab before a comment"),
        ("a: b:c\n", "a colon without a space"),
        ("a: x - y\n", "a dash within text"),
        ("a: 'It''s'\n", "an apostrophe written twice"),
        ("a: [x, y,]\n", "a comma before the bracket"),
        ("a:\n- b\n", "a list that is not indented"),
        ("--- # plan\na: b\n...\n", "marks of a document's start and end"),
        ("%YAML 1.2\n---\na: b\n", "a directive for the version"),
        ("a: 100%\n", "a percent sign behind a number"),
        ("a: https://example.org/x?y=1&z=2#top\n", "a web address"),
        ("a: \U0001f600 b\n", "a character beyond the first plane"),
        ("? a\n: b\n", "the long form of a field"),
        ("a: <3\n", "a sign that only matters at a key"),
    ],
)
def test_nothing_is_said_of_a_right_file(text: str, because: str) -> None:
    assert read(text, FILE)[1] == (), because


def test_repeated_keys_are_all_told_with_the_line_of_the_first() -> None:
    _, problems = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", FILE)
    assert [(problem.place.line, problem.message) for problem in problems] == [
        (4, "'c' is written twice here; line 3 already has it"),
        (5, "'a' is written twice here; line 1 already has it"),
    ]


def test_what_stands_before_an_unreadable_line_is_looked_at_too() -> None:
    _, problems = read("a: 1\na: 2\nb: c: d\n", FILE)
    assert [problem.code for problem in problems] == ["yaml-repeated-key", "yaml-colon"]


def test_a_billion_laughs_cost_nothing() -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 200)]
    value, problems = read("\n".join(lines), FILE)
    assert value is None
    assert [problem.code for problem in problems] == ["yaml-alias"]


@pytest.mark.parametrize(
    ("raw", "code", "line", "column", "because"),
    [
        (b"id: g1\ntitle: caf\xe9\n", "file-not-utf8", 2, 11, "Latin-1"),
        (b"\xef\xbb\xbf\xe9", "file-not-utf8", 1, 1, "behind a byte order mark"),
        (b"a\r\nb\rc\xff", "file-not-utf8", 3, 2, "any line end counts"),
        ("id: g1".encode("utf-16"), "file-not-utf8", 1, 1, "UTF-16 of an old editor"),
        (b" " * (MOST_BYTES + 1), "file-too-large", 1, 1, "larger than any plan"),
    ],
)
def test_bytes_that_are_no_text(raw: bytes, code: str, line: int, column: int, because: str) -> None:
    text, problems = decode(raw, FILE)
    assert text == ""
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        (code, line, column)
    ], because


def test_a_letter_of_an_old_encoding_is_guessed() -> None:
    assert "'é'" in decode(b"caf\xe9", FILE)[1][0].message


SCRAPS = st.sampled_from(
    [
        *"abc: -\n\t'\"[]{}#&*!|>%@`,?~\\\r\x00\x85\u2028é😀",
        ": ",
        "- ",
        "\n  ",
        "\n",
        "<<: ",
        "&a ",
        "*a ",
        "---\n",
        "key: ",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(SCRAPS, max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_reading_never_raises_and_points_into_the_text(text: str) -> None:
    value, problems = read(text, FILE)
    assert isinstance(value, PlacedMap | PlacedList | str | None)
    lines = LINE_END.split(text.removeprefix("\ufeff"))
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert re.fullmatch(r"yaml-[a-z-]+", problem.code)
        assert problem.message
        assert problem.hint


@given(st.binary(max_size=80))
@settings(deadline=None)
def test_any_bytes_are_text_or_a_problem(raw: bytes) -> None:
    text, problems = decode(raw, FILE)
    if problems:
        assert text == ""
        assert problems[0].place.line <= len(LINE_END.split(raw.decode("utf-8", "replace")))
    else:
        assert read(text, FILE) is not None


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_bare_word_stands_where_its_place_says(text: str) -> None:
    value, _ = read(text, FILE)
    lines = LINE_END.split(text.removeprefix("\ufeff"))
    for place, scalar in scalars_in(value):
        if isinstance(scalar, Plain):
            line = lines[place.line - 1]
            assert line[place.column - 1 :].startswith(LINE_END.split(scalar)[0].split(" ")[0])


def scalars_in(value: Value) -> list[tuple[Place, Value]]:
    if isinstance(value, PlacedMap | PlacedList):
        entries: Any = value.items() if isinstance(value, PlacedMap) else enumerate(value)
        found = []
        for step, below in entries:
            found += scalars_in(below) or [(value.place.at(step), below)]
        return found
    return []


LETTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffe\uffff\x85\u2028\u2029")
WORDS = st.text(LETTERS, max_size=12)
KEYS = st.text(LETTERS, min_size=1, max_size=12)
DATA = st.recursive(
    WORDS, lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4), max_leaves=20
)


@given(DATA)
@settings(deadline=None)
def test_what_json_says_is_what_is_read(data: Any) -> None:
    value, problems = read(json.dumps(data, ensure_ascii=False), FILE)
    assert problems == ()
    assert value == data
