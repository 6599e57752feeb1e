"""A text is made to say something else, with only the lines touched that say it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from decimal import Decimal
from difflib import unified_diff
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.yamltext.meaning import means
from generator.yamltext.read import Plain, read
from generator.yamltext.splice import Refused, rewritten, written
from generator.yamltext.write import Layout, file_text

GOAL = """\
# Agreed in September.
id: g1   # never changes
i_can: "Compare two fractions: which is larger?"
grades: ["4", '5']
why: >-
  Because sharing is fairer when
  you can say which piece is larger.
notes: |
  First try.
  Second try.
outcome:
criteria:
  # by drawing
  - id: c1
    text: I draw both. # on paper
    done: false

  # by telling
  - {id: c2, text: I tell why, tries: 1}

  - id: c3
    steps:
      - one
      - two
due: 2026-11-20
"""


def plain(value: Any) -> Any:
    """A value as it was read, without its places: what a form sends back."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def read_plain(text: str) -> Any:
    value, problems = read(text, "f.yml")
    assert not problems, problems
    return plain(value)


def changed(text: str, edit: Callable[[Any], object]) -> tuple[list[str], list[str], str]:
    """The lines removed and added by an edit of what the text says, and the new text."""
    wanted = read_plain(text)
    edit(wanted)
    result = rewritten(text, wanted)
    assert result.how == "splice"
    lines = list(unified_diff(text.split("\n"), result.text.split("\n"), lineterm="", n=0))[2:]
    removed = [line[1:] for line in lines if line.startswith("-")]
    return removed, [line[1:] for line in lines if line.startswith("+")], result.text


def put(*path: str | int, value: Any) -> Callable[[Any], object]:
    def edit(wanted: Any) -> object:
        for step in path[:-1]:
            wanted = wanted[step]
        wanted[path[-1]] = value
        return None

    return edit


def take(*path: str | int) -> Callable[[Any], object]:
    def edit(wanted: Any) -> object:
        for step in path[:-1]:
            wanted = wanted[step]
        return wanted.pop(path[-1])

    return edit


@pytest.mark.parametrize(
    ("edit", "removed", "added", "because"),
    [
        (put("id", value="g2"), ["id: g1   # never changes"], ["id: g2   # never changes"], "a comment stays behind"),
        (
            put("i_can", value="Add"),
            ['i_can: "Compare two fractions: which is larger?"'],
            ['i_can: "Add"'],
            "double quotes stay",
        ),
        (put("grades", 1, value="6"), ["grades: [\"4\", '5']"], ["grades: [\"4\", '6']"], "single quotes stay"),
        (put("id", value="NO"), ["id: g1   # never changes"], ['id: "NO"   # never changes'], "NO is not no"),
        (put("outcome", value="1:30"), ["outcome:"], ['outcome: "1:30"'], "an empty place is filled"),
        (put("due", value=date(2026, 12, 1)), ["due: 2026-11-20"], ["due: 2026-12-01"], "a day stays bare"),
        (put("due", value="2026-12-01"), ["due: 2026-11-20"], ["due: 2026-12-01"], "a day may come as text"),
        (put("criteria", 0, "done", value=True), ["    done: false"], ["    done: true"], "a truth value"),
        (put("criteria", 0, "done", value=False), [], [], "false already says false"),
        (put("criteria", 1, "tries", value=1), [], [], "1 already says 1"),
        (
            put("criteria", 1, "tries", value=Decimal("2.50")),
            ["  - {id: c2, text: I tell why, tries: 1}"],
            ["  - {id: c2, text: I tell why, tries: 2.50}"],
            "inside braces",
        ),
        (
            put("criteria", 1, "more", value=["a", "b: c"]),
            ["  - {id: c2, text: I tell why, tries: 1}"],
            ['  - {id: c2, text: I tell why, tries: 1, more: [a, "b: c"]}'],
            "a key put into braces",
        ),
        (
            take("criteria", 1, "text"),
            ["  - {id: c2, text: I tell why, tries: 1}"],
            ["  - {id: c2, tries: 1}"],
            "a key taken out of braces",
        ),
        (take("grades", 0), ["grades: [\"4\", '5']"], ["grades: ['5']"], "an entry taken out of brackets"),
        (
            put("why", value="Because sharing is fairer when you can say which share is larger, and why it is."),
            ["  you can say which piece is larger."],
            ["  you can say which share is larger, and", "  why it is."],
            "folded text stays folded, at its width",
        ),
        (
            put("notes", value="First try.\nThird try.\n"),
            ["  Second try."],
            ["  Third try."],
            "text of several lines stays as it stands",
        ),
        (
            put("criteria", 0, "text", value="I draw\nboth."),
            ["    text: I draw both. # on paper"],
            ["    text: |- # on paper", "      I draw", "      both."],
            "one line becomes several, the comment stays",
        ),
        (
            take("criteria", 0, "id"),
            ["  - id: c1", "    text: I draw both. # on paper"],
            ["  - text: I draw both. # on paper"],
            "the next key moves behind the dash",
        ),
        (
            lambda wanted: wanted["criteria"].insert(1, {"id": "c9", "text": "I check."}),
            [],
            ["  - {id: c9, text: I check.}", ""],
            "a new entry, apart as the others are",
        ),
        (
            take("criteria", 2),
            ["", "  - id: c3", "    steps:", "      - one", "      - two"],
            [],
            "an entry goes with the empty line above it",
        ),
        (
            lambda wanted: wanted["criteria"][2]["steps"].append("three"),
            [],
            ["      - three"],
            "a list without ids grows",
        ),
        (
            lambda wanted: wanted["criteria"][2]["steps"].insert(0, "zero"),
            [],
            ["      - zero"],
            "equal entries are found again",
        ),
        (
            lambda wanted: wanted.update(help_at_home="Cut\npizza."),
            [],
            ["help_at_home: |-", "  Cut", "  pizza."],
            "a new key comes last",
        ),
        (
            put("criteria", 2, "steps", value=[]),
            ["    steps:", "      - one", "      - two"],
            ["    steps: []"],
            "empty",
        ),
        (
            put("criteria", 2, "steps", value="none yet"),
            ["    steps:", "      - one", "      - two"],
            ["    steps: none yet"],
            "a list becomes text",
        ),
        (
            put("outcome", value={"on": date(2026, 11, 1), "by": "t-0001"}),
            ["outcome:"],
            ["outcome: {on: 2026-11-01, by: t-0001}"],
            "nothing becomes a mapping",
        ),
        (
            lambda wanted: wanted["criteria"][2].update(tasks=wanted["criteria"][2].pop("steps")),
            ["    steps:"],
            ["    tasks:"],
            "a key of another name",
        ),
        (lambda _: None, [], [], "nothing asked, nothing touched"),
    ],
)
def test_only_the_lines_concerned_are_touched(
    edit: Callable[[Any], object], removed: list[str], added: list[str], because: str
) -> None:
    gone, came, _ = changed(GOAL, edit)
    assert (gone, came) == (removed, added), because


def test_a_new_key_stands_behind_the_one_it_follows() -> None:
    wanted = {"id": "g1", "domain": "academic"} | read_plain(GOAL)
    lines = rewritten(GOAL, wanted).text.splitlines()
    assert lines[1:3] == ["id: g1   # never changes", "domain: academic"]


def test_entries_in_another_order_take_their_comments_along() -> None:
    _, _, text = changed(GOAL, lambda wanted: wanted["criteria"].reverse())
    assert "  # by telling\n  - {id: c2" in text
    assert "  # by drawing\n  - id: c1\n    text: I draw both. # on paper\n" in text
    assert text.index("id: c3") < text.index("id: c2") < text.index("id: c1") < text.index("due:")


def test_line_ends_of_windows_stay() -> None:
    text = GOAL.replace("\n", "\r\n")
    _, _, made = changed(text, lambda wanted: wanted["criteria"].append({"id": "c4", "text": "a\nb"}))
    assert made.count("\n") == made.count("\r\n") > text.count("\n")


def test_a_missing_last_line_end_stays_missing() -> None:
    _, _, made = changed(GOAL.rstrip("\n"), lambda wanted: wanted.update(outcome="reached", more="x"))
    assert made.endswith("due: 2026-11-20\nmore: x")


def test_a_byte_order_mark_stays() -> None:
    assert rewritten("\ufeffid: g1\n", {"id": "g2"}).text == "\ufeffid: g2\n"


@pytest.mark.parametrize(
    ("text", "wanted", "expected", "because"),
    [
        ("", {"id": "a"}, "id: a\n", "an empty file is filled"),
        ("# head\n", {"id": "a"}, "# head\nid: a\n", "comments above stay"),
        ("{}\n", {"id": "a"}, "id: a\n", "nothing in braces"),
        ("[a, b] # few\n", ["b"], "[b] # few\n", "a list at the top"),
        ("- id: a\n- id: b\n", [{"id": "b"}], "- id: b\n", "entries without indentation"),
        ("k:\n- a\n", {"k": ["a", "b"]}, "k:\n- a\n- b\n", "dashes below the key"),
        ("k:\n-   id: a\n", {"k": [{"id": "a"}, {"id": "b"}]}, "k:\n-   id: a\n-   id: b\n", "wide dashes"),
        ("a:\n    b:\n        c: 1\n", {"a": {"b": {"c": 1}, "d": {"e": ["x" * 30]}}},
         "a:\n    b:\n        c: 1\n    d:\n        e:\n          - " + "x" * 30 + "\n", "four columns"),
        ("k: 1.10\n", {"k": "1.10"}, "k: 1.10\n", "text as it was typed"),
        ("k: 3\n", {"k": Plain("4")}, "k: 4\n", "a number as somebody typed it"),
        ("k: [3]\n", {"k": [Plain("-4.0"), Plain("-x")]}, 'k: [-4.0, "-x"]\n', "a number stays one in brackets"),
        ("k: [a,\n  b]\n", {"k": ["a", "c", "b"]}, "k: [a,\n  c,\n  b]\n", "brackets over two lines"),
        ("k: # why\n  a: 1\n", {"k": None}, "k: null # why\n", "a comment beside a key stays"),
        ("k: [a, # one\n  b]\n", {"k": ["b", "a"]}, "k: [b,\n  a # one\n  ]\n", "a comment in brackets goes along"),
        ("k: [a # one\n  , b]\n", {"k": ["a", "c", "b"]}, "k: [a, # one\n   c,\n   b]\n", "one before its comma too"),
        ("k: {a: 1, # one\n  b: 2}\n", {"k": {"c": 1, "b": 2}}, "k: {c: 1, # one\n  b: 2}\n", "renamed in braces"),
        ("k: {\n  # of a\n  a: 1,\n  b: 2}\n", {"k": {"b": 2}}, "k: {\n  # of a\n  b: 2}\n", "taken out of braces"),
        ("- a: 1\n  # of b\n  b: 2\n", [{"b": 2}], "# of b\n- b: 2\n", "a comment below what stood behind the dash"),
        ("- - a # one\n  - b\n", [["b", "a"]], "- - b\n  - a # one\n", "a list behind a dash"),
        ("- id: a # one\n- id: b\n", [{"id": "c"}, {"id": "b"}], "- id: c # one\n- id: b\n", "another id"),
        ("- id: a\n  # of a\n- id: b\n", [{"id": "b"}, {"id": "a"}], "- id: b\n- id: a\n  # of a\n",
         "a comment further in belongs to what stands above it"),
        ("a: |\n  x\nb:\n  - c\n    # deep\n", {"a": "x\n"}, "a: |\n  x\n# deep\n",
         "a comment further in does not become part of the text above"),
        ("a: |+\n  x\n\n# end\n", {"a": "x\n\n", "b": 1}, "a: |+\n  x\n\nb: 1\n# end\n", "empty lines that are text"),
        ("s: {x: 2}\nb: {x: 3}\n", {"b": {"x": 3}}, "b: {x: 3}\n", "somebody is taken out of a list of people"),
        ("s:\n  x: 2\n\n  y: 3\n# B\nb: {x: 3}\n", {"b": {"x": 3}}, "# B\nb: {x: 3}\n", "with a gap in between"),
        ("b: {x: 3}\ns: {x: 2}", {"b": {"x": 3}}, "b: {x: 3}", "who stood last, without an end"),
        ('s: {x: "a\n\nb"}\nb: {x: 3}\n', {"b": {"x": 3}}, "b: {x: 3}\n", "a text that goes on at the margin"),
        ("# who\ns: {x: 2}\n", {}, "# who\n{}\n", "nobody is left"),
        ("- a: 1\n  b: 2\n", [{"c": "x\ny", "b": 2}], "- c: |-\n    x\n    y\n  b: 2\n", "another first key"),
        ("-\n    a: 1\n- b\n", [{"c": "x" * 30, "d": {"e": ["f" * 30]}}, "b"],
         "-\n    c: " + "x" * 30 + "\n    d:\n      e:\n        - " + "f" * 30 + "\n- b\n", "a dash alone on its line"),
        ("-   a\n-   b\n", [{"c": "x" * 30, "d": "y" * 90}, "b"],
         "-   c: " + "x" * 30 + "\n    d: " + "y" * 90 + "\n-   b\n", "as far behind its dash as what stood there"),
        ("a: # deep\nb: 1\n", {"c": None, "b": 1}, "c: # deep\nb: 1\n", "an empty field renamed"),
    ],
)  # fmt: skip
def test_other_texts(text: str, wanted: Any, expected: str, because: str) -> None:
    result = rewritten(text, wanted)
    assert (result.text, result.how) == (expected, "splice"), because


def test_what_cannot_be_spliced_goes_round() -> None:
    text = "? k\n: a\nm: 1 # stays\n"
    result = rewritten(text, {"m": 1})
    assert result.how == "round_trip"
    assert read_plain(result.text) == {"m": "1"}
    assert "# stays" in result.text


@pytest.mark.parametrize(
    ("text", "wanted", "because"),
    [
        ("a: [1\n", {"a": 1}, "a file that cannot be read is not written over"),
        ("a: 1\n---\nb: 2\n", {"a": 2}, "two documents"),
        ("a: 1\n", {"a": "\ud800"}, "half of a character"),
        ("a: 1\n", {3: "x"}, "a key that is no word"),
        ("a: 1\n", {"a": object()}, "what is nothing YAML knows"),
    ],
)
def test_the_rest_is_refused(text: str, wanted: Any, because: str) -> None:
    with pytest.raises(Refused):
        rewritten(text, wanted)
    assert because


def test_a_new_file_reads_like_one_a_person_wrote() -> None:
    text = written(
        {
            "id": "fractions",
            "title": "Fractions: first steps",
            "grades": ["04", "05"],
            "statement": "Explain why two fractions are the same size, with a drawing, with words and with numbers; "
            "make others of the same size.",
            "notes": "One.\nTwo.",
            "competencies": [
                {"id": "a", "statement": "s" * 90, "source": {"case_id": "S1", "uri": "http://example.org/S1"}},
                {"id": "b", "links": [{"type": "ext:seeAlso", "target": "x:y"}], "empty": [], "n": None},
            ],
        }
    )
    assert text == (
        "id: fractions\n"
        'title: "Fractions: first steps"\n'
        'grades: ["04", "05"]\n'
        "statement: >-\n"
        "  Explain why two fractions are the same size, with a drawing, with words and with numbers; make\n"
        "  others of the same size.\n"
        "notes: |-\n"
        "  One.\n"
        "  Two.\n"
        "competencies:\n"
        "  - id: a\n"
        f"    statement: {'s' * 90}\n"
        "    source: {case_id: S1, uri: http://example.org/S1}\n"
        "\n"
        "  - id: b\n"
        "    links:\n"
        "      - {type: ext:seeAlso, target: x:y}\n"
        "    empty: []\n"
        "    n: null\n"
    )


WORDS = st.text("abcdefgh", min_size=1, max_size=6)
BARE = (
    r"NO|on|1.10|01|1:30|~|null|a: b|# x|a #b|| a|a |- a|[a|{a}|*a|&a|!a|%a|@a|`a|'|\"|\|?|? a|2026-01-01|1e3|a:|,|---"
)
CONTROLS = "a\nb|a\nb\n|\na|a\n\n|a\n  b\n\nc|a\tb|\u2028|\u00a0|bell\x07|\r\n|é你😀"
SURPRISES = st.sampled_from([*BARE.split("|"), *CONTROLS.split("|"), "|", "x " * 60 + "x"])
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SCALARS = st.one_of(
    WORDS, SURPRISES, ANY_TEXT, st.integers(), st.booleans(), st.none(), st.dates(), st.decimals(allow_nan=False)
)  # fmt: skip
ENTRIES = st.lists(st.dictionaries(st.sampled_from(["text", "note", "of"]), SCALARS, max_size=3), max_size=4).map(
    lambda entries: [{"id": f"c{number}", **entry} for number, entry in enumerate(entries)]
)
INNER = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=4),
    st.dictionaries(WORDS, SCALARS, max_size=3),
    ENTRIES,
    st.lists(st.lists(SCALARS, max_size=2), max_size=2),
)
DOCUMENTS = st.dictionaries(
    WORDS,
    st.one_of(INNER, st.dictionaries(WORDS, INNER, max_size=3), st.lists(INNER, max_size=3)),
    min_size=1,
    max_size=5,
)
STYLES: Mapping[str, Layout] = {
    "two columns": Layout(),
    "four columns": Layout(step=4, dash=4, gap=4),
    "dashes below keys": Layout(dash=0),
    "Windows": Layout(newline="\r\n"),
}
SLOW = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def commented(text: str, newline: str) -> str:
    """The text with a comment behind what ends on its line, and one above most keys."""
    lines = []
    for number, line in enumerate(text.split(newline)):
        opens = re.match(r" *(?:- )*[a-z_]+: *", line)
        if opens and number % 3 == 0:
            lines.append(re.match(r" *", line)[0] + f"# above {number}.")  # type: ignore[index]
        lines.append(f"{line} # behind {number}." if opens and number % 4 == 1 else line)
    return newline.join(lines)


def comments_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"# (?:above|behind) [0-9]+\.", text))


def made(document: Any, style: str, *, final_newline: bool = True) -> str:
    layout = STYLES[style]
    text = commented(file_text(document, layout), layout.newline)
    text = text if final_newline else text.removesuffix(layout.newline)
    value, problems = read(text, "f.yml")
    assume(not problems and means(value, document))
    return text


@pytest.mark.parametrize("style", STYLES)
@SLOW
@given(old=DOCUMENTS, new=DOCUMENTS, final_newline=st.booleans())
def test_whatever_is_asked_is_what_is_read(style: str, old: Any, new: Any, final_newline: bool) -> None:
    text = made(old, style, final_newline=final_newline)
    assert means(read(rewritten(text, new).text, "f.yml")[0], new)
    assert rewritten(text, old).text == text


@pytest.mark.parametrize("style", STYLES)
@SLOW
@given(old=DOCUMENTS, extra=INNER, place=st.integers(0, 5))
def test_what_is_put_in_costs_no_comment(style: str, old: Any, extra: Any, place: int) -> None:
    text = made(old, style)
    wanted = list(deepcopy(old).items())
    wanted.insert(min(place, len(wanted)), ("zz", deepcopy(extra)))
    for _, value in wanted:
        if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]:
            value.insert(min(place, len(value)), {"id": "new", "text": deepcopy(extra)})
    result = rewritten(text, dict(wanted))
    assert not comments_in(text) - comments_in(result.text)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in leaves(inner, (*path, place))]
    return [(path, value)]


@pytest.mark.parametrize("style", STYLES)
@SLOW
@given(old=DOCUMENTS, data=st.data())
def test_one_field_changed_is_one_line_changed(style: str, old: Any, data: st.DataObject) -> None:
    text = made(old, style)
    fields = [
        path for path, value in leaves(old) if path[-1] != "id" and "\n" not in str(value) and len(str(value)) < 60
    ]
    assume(fields)
    path = data.draw(st.sampled_from(fields))
    wanted = deepcopy(old)
    put(*path, value="changed")(wanted)
    result = rewritten(text, wanted)
    before, after = text.split("\n"), result.text.split("\n")
    assert result.how == "splice"
    assert len(before) == len(after)
    assert sum(old_line != new_line for old_line, new_line in zip(before, after, strict=True)) == 1
    assert comments_in(text) == comments_in(result.text)


@SLOW
@given(text=st.one_of(SURPRISES, ANY_TEXT))
def test_every_reader_takes_text_for_text(text: str) -> None:
    assume(not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))
    document = {"k": text, "flow": [{"a": text, "b": [text]}], "list": [text, {"c": text}]}
    file = written(document)
    assert means(read(file, "f.yml")[0], document)
    assert yaml.load(file, yaml.CSafeLoader) == document
    assert yaml.safe_load(file) == document
    assert YAML(typ="safe", pure=True).load(file) == document


def test_a_large_file_is_spliced_in_a_blink() -> None:
    entries: Sequence[Any] = [{"id": f"c{number}", "text": "words " * 20, "n": number} for number in range(3000)]
    text = written({"competencies": entries})
    wanted = read_plain(text)
    wanted["competencies"][1500]["text"] = "changed"
    wanted["competencies"].insert(10, {"id": "new"})
    result = rewritten(text, wanted)
    assert result.how == "splice"
