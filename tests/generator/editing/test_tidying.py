"""What other form tools did to a file is taken back, and nothing that a person meant."""

import io
import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.cli.app import status_of
from generator.editing.other_tools.spelled_otherwise import day_in, same_otherwise
from generator.editing.other_tools.tidying import EMPTY, changed_lines, edited_by_hand, remarks_of, tidied
from generator.yamltext.meaning import means
from generator.yamltext.placed import thawed
from generator.yamltext.read import read
from generator.yamltext.splice import rewritten, written
from tests.conftest import TOP
from tests.history import begun, git

GOAL = b"""# yaml-language-server: $schema=../../.vscode/schemas/goal.schema.json
# Agreed with the family in October.
id: g1
domain: academic   # as the plan says
competencies:
  - {ref: "ccss-math:4.nf.a.1", target: got-it}
why: >-
  I need it when I cook with my aunt, and when we share something in the family
  and somebody always says that it was not fair.

success_criteria:
  - id: c1
    text: "I show it with strips: whole ones."
  - id: c2
    text: I say why.

activities:
  - id: a1
    title: Fold strips
    minutes: 30
    by: 2026-11-06
    status: doing
start: 2026-09-14
due: 2026-11-30
"""
TOOLS = TOP / "tests/editors/other_tools.mjs"


def of_pyyaml(text: bytes, field: str, value: str) -> bytes:
    """As most scripts do it: dates become days, fields stand in the order of the alphabet."""
    return yaml.safe_dump(yaml.safe_load(text) | {field: value}, allow_unicode=True).encode()


def of_ruamel(text: bytes, field: str, value: str) -> bytes:
    made = io.BytesIO()
    everything = YAML().load(text)
    everything[field] = value
    YAML().dump(everything, made)
    return made.getvalue()


def of_javascript(tool: str) -> Callable[[bytes, str, str], bytes]:
    def made(text: bytes, field: str, value: str) -> bytes:
        edited = text.replace(b"due: 2026-11-30", b"due: 2026-12-18").decode()
        asked = {"tool": tool, "text": text.decode(), "edited": edited, "field": field, "value": value}
        answer = subprocess.run(
            ("node", TOOLS), input=json.dumps(asked).encode() + b"\n", cwd=TOP, capture_output=True, check=True
        )
        return str(json.loads(answer.stdout)).encode()

    return made


@pytest.mark.parametrize(
    ("tool", "least", "because"),
    [
        (of_pyyaml, 20, "PyYAML drops remarks and sorts fields"),
        (of_ruamel, 10, "ruamel lays lists out anew"),
        (of_javascript("js-yaml"), 15, "js-yaml turns days into moments"),
        (of_javascript("yaml"), 10, "yaml folds and unquotes"),
        (of_javascript("cms"), 15, "a CMS fills in what was left out"),
        (of_javascript("prettier"), 4, "prettier changes spaces, quotes and folds"),
    ],
)
def test_one_changed_field_is_two_lines_whatever_tool_saved_it(
    tool: Callable[[bytes, str, str], bytes], least: int, because: str
) -> None:
    saved = tool(GOAL, "due", "2026-12-18")
    made = tidied(GOAL, saved)
    assert made.lines_before >= least, because
    assert made.content == GOAL.replace(b"due: 2026-11-30", b"due: 2026-12-18"), because
    assert (made.lines_after, made.unsure) == (2, ())


def test_every_file_of_the_example_school_survives_a_script_that_adds_one_field() -> None:
    """By PyYAML, which reads `on` as true and writes fields in the order of the alphabet."""
    apart = {}
    for file in sorted((*TOP.glob("plans/**/*.yml"), *TOP.glob("frameworks/**/*.yml"))):
        old = file.read_bytes()
        said = yaml.load(old, yaml.CSafeLoader) | {"zz": "x"}
        made = tidied(old, yaml.dump(said, Dumper=yaml.CSafeDumper, allow_unicode=True).encode())
        if (made.lines_after, made.unsure) != (1, ()):
            apart[file.relative_to(TOP).as_posix()] = made
    assert apart == {}


@pytest.mark.parametrize(
    ("old", "new", "expected", "because"),
    [
        ("shared: true\n", "shared: TRUE\n", "shared: true\n", "a spreadsheet's capitals"),
        ("shared: true\n", "shared: false\n", "shared: false\n", "a real change of mind"),
        ('code: "1.10"\n', 'code: "1.1"\n', 'code: "1.1"\n', "both in quotes: another code"),
        ("points: 1\n", "points: 1,000\n", "points: 1,000\n", "may be a thousand"),
        ("minutes: 30\n", 'minutes: "45"\n', "minutes: 45\n", "a number in quotes is no number"),
        ('grade: "4"\n', "grade: 5\n", 'grade: "5"\n', "the other way round"),
        ("due: 2026-11-30\n", "due: 2026-11-30T00:00:00.000Z\n", "due: 2026-11-30\n", "a day, not a moment"),
        ('due: "2026-11-30"\n', 'due: "2026-11-30T00:00:00Z"\n', 'due: "2026-11-30"\n', "in quotes too"),
        ("due: 2026-11-30\n", "due: 2026-12-04T00:00:00.000Z\n", "due: 2026-12-04\n", "another day"),
        ("due: 2026-11-30\n", "due: 2026-11-29T23:00:00.000Z\n", "due: 2026-11-30\n", "midnight in Oslo"),
        ("due: 2026-11-30\n", "due: 2026-11-30T05:00:00Z\n", "due: 2026-11-30\n", "midnight in New York"),
        ("due: 2026-11-30\n", "due: 30.11.2026\n", "due: 2026-11-30\n", "a spreadsheet's way"),
        ("due: 2026-11-30\n", "due: 46356\n", "due: 2026-11-30\n", "a spreadsheet's number"),
        ("due: 2026-11-30\n", "due: 04.12.2026\n", "due: 04.12.2026\n", "another day: check asks which"),
        ("on: 2026-11-30\nby: t-0001\n", "by: t-0001\ntrue: 2026-11-30\n", "on: 2026-11-30\nby: t-0001\n", "on"),
        ("a: [{on: 2026-11-30}]\n", "a:\n- {true: 2026-11-30}\n- true: 2026-12-04\n",
         "a: [{on: 2026-11-30}, {on: 2026-12-04}]\n", "in a new entry too"),
        ("i_can: {en: a, no: b}\n", "i_can:\n  en: a\n  false: b\n", "i_can: {en: a, no: b}\n", "Norwegian"),
        ("why: I cook.\n", 'why: "I cook.\\n"\n', "why: I cook.\n", "a line end more"),
        ("a: 1\n", "a: 1\nb: ''\nc: null\nd: []\ne: {f: ''}\n", "a: 1\n", "nothing was filled in"),
        ("a: 1\nb: ''\n", "a: 1\nb: null\n", "a: 1\nb: ''\n", "it was empty before"),
        ("a: 1\nb: words\n", "a: 1\nb: ''\n", "a: 1\n", "somebody emptied it"),
        ("c: 3\na: 1\nb: 2\n", "a: 1\nb: 2\nc: 4\n", "c: 4\na: 1\nb: 2\n", "fields in their old order"),
        ("a: 1\nc: 3\n", "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 2\nc: 3\n", "a new field where it was written"),
        ("tags: [x, y]\n", "tags:\n- x\n- y\n- z\n", "tags: [x, y, z]\n", "lists as they were laid out"),
        ("a: 1\nb: 2\n", "a: 1\r\nb: 3\r\n", "a: 1\nb: 3\n", "line ends of another system"),
        ("a: 1 # why\nb: 2\n", "a: 1 # why\nb: 2 # new\n", "a: 1 # why\nb: 2 # new\n", "a person wrote a remark"),
        ("# one\na: 1 # two\n", "# one\na: 1\n", "# one\na: 1\n", "a person took a remark away"),
        ("# one\na: 1\n", "# ONE\na: 1\nb: ''\n", "# ONE\na: 1\n", "by hand, and filled in all the same"),
        ('source: {changed: "2026-03-01T00:00:00Z"}\n', 'source: {changed: "2027-03-01T00:00:00Z"}\n',
         'source: {changed: "2027-03-01T00:00:00Z"}\n', "a moment is what that field is for"),
    ],
)  # fmt: skip
def test_what_a_tool_did_to_a_value_is_taken_back(old: str, new: str, expected: str, because: str) -> None:
    assert tidied(old.encode(), new.encode()).content.decode() == expected, because


AS_IT_STOOD, AS_A_TOOL_SAVES = 'rest: "words, quoted"\nlist: [a]\n', "rest: words, quoted\nlist:\n- a\n"


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ("country: NO\n", "country: false\n", "a word was read as no"),
        ('country: "NO"\n', "country: False\n", "quoted too"),
        ('grade: "04"\n', "grade: 4\n", "a number that was text"),
        ('code: "1.10"\n', "code: 1.1\n", "the same to a program only"),
        ("version: 1.10\n", "version: 1.1\n", "bare, the same"),
        ("points: 2.5\n", "points: 2,50\n", "a comma for the point"),
        ('at: "1:30"\n', "at: 90\n", "read in sixties"),
        ('room: "010"\n', "room: 8\n", "read in eights"),
    ],
)
def test_what_a_person_could_have_typed_is_taken_back_only_where_a_tool_saved_the_file(
    old: str, new: str, because: str
) -> None:
    by_a_tool = tidied((old + AS_IT_STOOD).encode(), (new + AS_A_TOOL_SAVES).encode())
    assert by_a_tool.content.decode() == old + AS_IT_STOOD, because
    assert len(by_a_tool.mended) == 1
    by_hand = tidied((old + AS_IT_STOOD).encode(), (new + AS_IT_STOOD).encode())
    assert by_hand.content.decode() == new + AS_IT_STOOD, because
    assert len(by_hand.unsure) == 1


@pytest.mark.parametrize(
    ("old", "new", "unsure", "because"),
    [
        ("due: 2026-11-30\n", "due: 2026-12-03T23:00:00Z\n",
         "due: a moment was written for a day; which day is not sure", "23:00 in London may be the next day in Oslo"),
        ("a: 1\nb: words\n", "a: 1\n", "b: is gone", "a tool may not know the field"),
        ("a: 1\nb: words\n", "a: 1\nb: ''\n", "b: was emptied, so it is left out", "a tool may have lost it"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_told(old: str, new: str, unsure: str, because: str) -> None:
    assert tidied(old.encode(), new.encode()).unsure == (unsure,), because


def test_a_note_names_a_field_and_not_what_it_says() -> None:
    saved = of_pyyaml(GOAL, "why", "").replace(b"2026-11-06", b"2026-11-06T00:00:00Z")
    told = " ".join((*tidied(GOAL, saved).mended, *tidied(GOAL, saved).unsure))
    assert "activities[a1].by" in told
    assert "why" in told
    assert "cook" not in told


def test_a_new_file_keeps_its_text_and_loses_only_what_was_filled_in() -> None:
    new = b"# by hand\nid: g2\nstart: 2026-09-14\ndue: 2026-11-30\noutcome: ''\n"
    assert tidied(None, new).content == new.replace(b"outcome: ''\n", b"")


def test_a_file_that_somebody_made_readable_again_is_left_as_they_wrote_it() -> None:
    assert tidied(b"id: [\n", b"id: g1\nwhy: ''\n").content == b"id: g1\nwhy: ''\n"


PLAIN = st.text("abcdefg hijk:#-'\"\n,", min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
EDITS = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(("why", "outcome", "help_at_home")), PLAIN),
    st.tuples(st.just("due"), st.dates().map(str).filter(lambda day: day > "1900"), st.none()),
    st.tuples(st.just("drop"), st.sampled_from(("why", "domain", "success_criteria")), st.none()),
    st.tuples(st.just("add"), PLAIN, st.integers(1, 90)),
)
DUMPS: Mapping[str, Callable[[Any], str]] = {
    "sorted": lambda value: yaml.dump(value, allow_unicode=True),
    "as it stood": lambda value: yaml.dump(value, allow_unicode=True, sort_keys=False, width=60),
    "json": lambda value: json.dumps(value, indent=1),
    "ours": written,
}


def edited(value: dict[str, Any], edit: tuple[str, Any, Any]) -> dict[str, Any]:
    match edit:
        case ("set", field, words):
            return value | {field: words}
        case ("due", day, _):
            return value | {"due": day}
        case ("drop", field, _):
            return {key: inner for key, inner in value.items() if key != field}
        case _:
            step = {"id": "a9", "title": edit[1], "minutes": edit[2]}
            return value | {"activities": [*value.get("activities", []), step]}


@settings(max_examples=60)
@given(
    st.lists(EDITS, max_size=2), st.sampled_from(tuple(DUMPS)), st.sets(st.sampled_from(("note", "tags", "review_on")))
)
def test_the_data_after_tidying_are_the_tools_without_what_it_filled_in(
    edits: list[tuple[str, Any, Any]], dump: str, filled_in: set[str]
) -> None:
    value = typed(thawed(read(GOAL.decode(), "")[0]))
    for edit in edits:
        value = edited(value, edit)
    saved = DUMPS[dump](value | dict(zip(sorted(filled_in), EMPTY, strict=False)))
    made = tidied(GOAL, saved.encode())
    wanted = value | {"why": as_it_stood(value["why"])} if "why" in value else value
    assert means(read(made.content.decode(), "")[0], wanted)
    least = changed_lines(GOAL, rewritten(GOAL.decode(), wanted).text.encode())
    assert made.lines_after <= least
    assert remarks_of(GOAL.decode()) == remarks_of(made.content.decode()) or "drop" in {edit[0] for edit in edits}


def as_it_stood(words: str) -> str:
    """Text that differs only at its edges is the old one."""
    old = str(thawed(read(GOAL.decode(), "")[0])["why"])
    return old if words.strip() == old.strip() else words


def typed(value: Any) -> Any:
    """Numbers as numbers, as a program holds them."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(entry) for entry in value]
    return int(value) if isinstance(value, str) and value.isdigit() else str(value)


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("2026-11-30T00:00:00.000Z", ("2026-11-30", True), "midnight is a day"),
        ("2026-11-30 00:00:00", ("2026-11-30", True), "without a zone too"),
        ("2026-11-30T00:00:00+01:00", ("2026-11-30", True), "midnight where it was written"),
        ("2026-11-30T14:00:00Z", ("2026-12-01", False), "midnight of the next day in New Zealand, perhaps"),
        ("2026-02-30T00:00:00Z", None, "no such day"),
        ("2026-11-30", None, "no moment"),
    ],
)
def test_which_day_a_moment_stands_for(text: str, expected: tuple[str, bool] | None, because: str) -> None:
    assert day_in(text) == expected, because


def test_values_that_say_something_else_are_never_taken_for_the_old_ones() -> None:
    for old, new in (("NO", "true"), ("4", "5"), ("2026-11-30", "2026-12-01"), ("010", "10x"), ("no", "nothing")):
        assert same_otherwise(old, new) is None, (old, new)


def test_remarks_are_found_where_they_stand_and_not_in_text() -> None:
    text = 'a: "no # remark" # one\nb: |\n  # not one\n  text\n# two\nc: x#y\n'
    assert set(remarks_of(text)) == {"# one", "# two"}
    assert not edited_by_hand(text, 'a: "no # remark"\n')


# --- the command


@pytest.fixture
def school(tiny_school: Path) -> Path:
    goal = tiny_school / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text("# agreed\n" + goal.read_text(encoding="utf-8"), encoding="utf-8")
    begun(tiny_school)
    return tiny_school


def saved_elsewhere(school: Path) -> tuple[Path, str]:
    """A goal as PyYAML saves it with another day; and as it ought to look."""
    goal = school / "plans/s-0001/2026-27/goals/g1.yml"
    before = goal.read_text(encoding="utf-8")
    day = str(yaml.safe_load(before)["due"])
    goal.write_bytes(of_pyyaml(before.encode(), "due", "2026-12-18"))
    return goal, before.replace(day, "2026-12-18")


def tidy(school: Path, *words: str) -> int:
    return status_of(["tidy", *words, "--root", str(school)])


def test_what_lies_in_the_folder_is_tidied_against_head(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal, wanted = saved_elsewhere(school)
    assert tidy(school, "--check") == 1
    assert goal.read_text(encoding="utf-8") != wanted
    assert tidy(school) == 0
    assert goal.read_text(encoding="utf-8") == wanted
    assert "goals/g1.yml" in capsys.readouterr().out
    assert tidy(school, "--check") == 0


def test_single_files_are_tidied_against_a_commit(school: Path) -> None:
    goal, wanted = saved_elsewhere(school)
    git(school, "commit", "--quiet", "--all", "--message", "saved elsewhere")
    assert tidy(school, str(goal)) == 0
    assert goal.read_text(encoding="utf-8") != wanted, "against HEAD there is nothing to do"
    assert tidy(school, str(goal), "--against", "HEAD~1") == 0
    assert goal.read_text(encoding="utf-8") == wanted


def test_what_a_proposal_brings_is_tidied_in_ci(school: Path) -> None:
    git(school, "switch", "--quiet", "--create", "cms/goals/g1")
    goal, wanted = saved_elsewhere(school)
    git(school, "commit", "--quiet", "--all", "--message", "saved elsewhere")
    assert tidy(school, "main", "HEAD") == 0
    assert goal.read_text(encoding="utf-8") == wanted
    assert git(school, "diff", "--numstat", "main").split()[:2] == ["1", "1"]


def test_a_commit_that_is_not_checked_out_is_not_written_over(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(school, "switch", "--quiet", "--create", "cms/goals/g1")
    saved_elsewhere(school)
    git(school, "commit", "--quiet", "--all", "--message", "saved elsewhere")
    git(school, "switch", "--quiet", "main")
    assert tidy(school, "main", "cms/goals/g1") == 3
    assert "check out the commit" in capsys.readouterr().err
    assert git(school, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("nowhere",), 3, "there is no commit 'nowhere'"),
        (("a", "b", "c"), 2, "there is no file a"),
        (("--against", "--output=x"), 3, "there is no commit"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    words: tuple[str, ...], status: int, said: str, school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tidy(school, *words) == status
    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_a_link_that_leads_elsewhere_is_not_followed(
    school: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "g9.yml"
    elsewhere.write_text("id: g9\noutcome: ''\n", encoding="utf-8")
    (school / "plans/s-0001/2026-27/goals/g9.yml").symlink_to(elsewhere)
    assert tidy(school) == 3
    assert "outside the school" in capsys.readouterr().err
    assert elsewhere.read_text(encoding="utf-8") == "id: g9\noutcome: ''\n"


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_tidied(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal, wanted = saved_elsewhere(school)
    (school / "plans/s-0001/2026-27/plan.yml").write_text("learner: [\n", encoding="utf-8")
    assert tidy(school) == 1
    assert "plan.yml: the file cannot be read" in capsys.readouterr().err
    assert goal.read_text(encoding="utf-8") == wanted
