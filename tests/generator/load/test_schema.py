"""The quick verdict and the explanation agree, and what is explained is right, once and at its place."""

import random
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.schema import KINDS, schema_problems
from generator.load.schemas import schema_of
from generator.load.validator import validator_for
from generator.load.verdict import judge_of
from generator.problem import Problem
from generator.yamltext.read import Plain, Value, read
from tests.generator.load.made import ANY_VALUE, FILE, example_of, mistaken, read_again, read_group
from tests.generator.load.odd_edits import ways
from tests.generator.load.random_edits import files_by_kind

GOAL = "id: g1\nstart: 2026-09-01\ndue: 2026-11-30\n"
SCHOOL = (
    "format: 2\nname: X\nlanguages: [en]\nscales: {a: {levels: [{id: x, label: X, points: 1.5}]}}\n"
    "default_scale: a\ncalculation: {method: latest}\nevidence_rule: {}\n"
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_of_examples_is_right(kind: str) -> None:
    for removed in alternatives(kind) or [()]:
        document = {name: value for name, value in example_of(kind).items() if name not in removed}
        assert schema_problems(kind, read_again(document), FILE) == ()


def alternatives(kind: str) -> list[tuple[str, ...]]:
    """Which fields must be left out where only one of several may stand."""
    names = [branch["required"][0] for branch in schema_of(KINDS[kind].file).get("oneOf", ())]
    return [tuple(other for other in names if other != name) for name in names]


@given(st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), mistaken(kind) | ANY_VALUE)))
@settings(max_examples=400, deadline=None)
def test_the_quick_verdict_and_the_explanation_agree(drawn: tuple[str, Any]) -> None:
    kind, data = drawn
    value = read_again(data)
    file = KINDS[kind].file
    errors = list(validator_for(file).iter_errors(value))
    assert judge_of(file)(value) is (not errors)
    problems = schema_problems(kind, value, FILE)
    assert bool(problems) is bool(errors), "what is wrong is always explained"
    assert len(set(problems)) == len(problems)
    assert all(problem.place.file == FILE and problem.message for problem in problems)


STRANGE: tuple[Value, ...] = (
    *(None, "", "3", "true", "2026-10-01", "a\nb", "\u0661", " x"),
    *map(Plain, ("3", "-1", "0", "1.0", "1e3", "0x1f", "+4", "999999999999999999", "true", "Yes", "word", "g1")),
    *map(Plain, ("2026-02-30", "2026-1-1", "2026-10-01", "en", "s-0001", "ccss:4.nf.1", "\u0661", "a b")),
    *(read(text, FILE)[0] for text in ("[]", "[a, [b]]", "{x: y}", "{en: {text: x}}", "{any: [a]}", "[{id: a}]")),
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_quick_verdict_and_the_explanation_agree_on_real_files_with_something_strange_in_them(kind: str) -> None:
    file = KINDS[kind].file
    texts = [text for _, text in files_by_kind()[kind]]
    refused = [agreed(file, texts, random.Random(f"{kind} {seed}")) for seed in range(12)]
    assert any(refused), "some of it is wrong"


def agreed(file: str, texts: list[str], chance: random.Random) -> bool:
    """Whether both refuse one of the files once something in it was put in another's place, left out or doubled."""
    value = cast(Any, read(chance.choice(texts), FILE)[0])
    for _ in range(chance.choice((1, 1, 2, 4))):
        steps = [way for way in ways(value) if way]
        if not steps:
            break
        *around, last = chance.choice(steps)
        inner = value
        for step in around:
            inner = inner[step]
        match chance.choice(("strange", "strange", "gone", "renamed", "doubled")):
            case "gone":
                del inner[last]
            case "renamed" if isinstance(inner, dict):
                inner[chance.choice((*inner, "colour", "Id"))] = inner.pop(last)
            case "doubled" if isinstance(inner, list):
                inner.append(inner[last])
            case _:
                inner[last] = chance.choice(STRANGE)
    right = validator_for(file).is_valid(value)
    assert judge_of(file)(value) is right, value
    return not right


def problem_in(kind: str, text: str) -> Problem:
    value, problems = read(text, FILE)
    assert problems == ()
    found = schema_problems(kind, value, FILE)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "code", "place", "hint", "because"),
    [
        ("id: g1\nstart: 2026-09-01\n", "missing-field", "1:1", "Write:  due: 2026-11-30", "a field is missing"),
        (
            GOAL.replace("due", "deu"),
            "unknown-field",
            "3:1",
            "did you mean 'due'?",
            "a typo is not also a missing field",
        ),
        (GOAL + "colour: red\n", "unknown-field", "4:1", "It may have: id, domain", "nothing like it"),
        (GOAL.replace("2026-11-30", "30.11.2026"), "bad-date", "3:6", "did you mean 2026-11-30?", "the day first"),
        (GOAL.replace("2026-11-30", "11/30/2026"), "bad-date", "3:6", "did you mean 2026-11-30?", "the month first"),
        (GOAL.replace("2026-11-30", "03/04/26"), "bad-date", "3:6", "2026-04-03 or 2026-03-04?", "either"),
        (
            GOAL.replace("2026-11-30", "2026-02-30"),
            "bad-date",
            "3:6",
            "28 days: did you mean 2026-02-28?",
            "no such day",
        ),
        (GOAL.replace("2026-11-30", "2026-13-05"), "bad-date", "3:6", "did you mean 2026-05-13?", "no such month"),
        (GOAL.replace("2026-11-30", "2027-02-29"), "bad-date", "3:6", "2027-02-28", "no leap year"),
        (GOAL.replace("2026-11-30", "soon"), "bad-date", "3:6", "for example 2026-11-30", "no day at all"),
        (GOAL.replace("2026-11-30", "20261130"), "bad-date", "3:6", "year-month-day", "a form only machines write"),
        (GOAL.replace("2026-11-30", "[2026-11-30]"), "wrong-type", "3:6", "due: 2026-11-30", "a list for a date"),
        (GOAL.replace("2026-11-30", ""), "wrong-type", "3:5", "remove the line", "nothing behind the colon"),
        (GOAL.replace("g1", "G1"), "bad-id", "1:5", "for example g1", "a capital letter in an id"),
        (GOAL + "domain: acadmic\n", "bad-value", "4:9", "did you mean 'academic'?", "a choice with a typo"),
        (GOAL + "domain: sports\n", "bad-value", "4:9", "It can be: academic", "no such choice"),
        (GOAL + "domain: [academic]\n", "wrong-type", "4:9", "domain: academic", "a list for a choice, said once"),
        (GOAL + "competencies: 3\n", "wrong-type", "4:15", "[{ref: ccss-math:4.nf.a.1", "a number for a list"),
        (GOAL + "competencies: [a:b]\n", "wrong-type", "4:16", "- {ref: ccss-math:4.nf.a.1}", "a word for a group"),
        (GOAL + "competencies:\n  - {ref: 4.NF.1}\n", "bad-id", "5:11", "framework:competency", "a code for a ref"),
        (
            GOAL + "activities:\n  - {id: a1, minutes: [5]}\n",
            "wrong-type",
            "5:23",
            "minutes: 30",
            "a list for a number",
        ),
        (
            GOAL + 'activities:\n  - {id: a1, minutes: "5"}\n',
            "wrong-type",
            "5:23",
            "Take the quotes away:  minutes: 5",
            "quotes",
        ),
        (
            GOAL + "activities:\n  - {id: a1, minutes: 007}\n",
            "wrong-type",
            "5:23",
            "minutes: 30",
            "a number has no zeros first",
        ),
        (GOAL + "activities:\n  - {id: a1, minutes: 0}\n", "bad-value", "5:23", "minutes: 30", "at least one minute"),
        (GOAL + "i_can: {student}\n", "bad-value", "4:9", 'i_can: "{student}"', "a brace begins the text, said once"),
        (
            GOAL + "i_can:\n  Note: see below\n",
            "bad-value",
            "5:3",
            'i_can: "Note: …"',
            "a colon made a group of the text",
        ),
        (
            GOAL + "i_can: {en: x, es: {txt: y}}\n",
            "unknown-field",
            "4:21",
            "did you mean 'text'?",
            "inside one language",
        ),
        (GOAL + "i_can: {en: x, es: {text: y, by: robot}}\n", "bad-value", "4:34", "human, machine", "no avalanche"),
        (
            GOAL + "i_can: []\n",
            "wrong-type",
            "4:8",
            "i_can: I can compare two fractions.",
            "a list for text, said once",
        ),
        (GOAL + 'i_can: ""\n', "bad-value", "4:8", "Fill it, or remove it", "quotes with nothing in them"),
        (
            GOAL + "success_criteria:\n  - {id: c1, text: A, B, C}\n",
            "unknown-field",
            "5:23",
            "a comma ends",
            "said once",
        ),
        (GOAL + "success_criteria:\n  - c1\n", "wrong-type", "5:5", "- {id: c1, text:", "a word for a group"),
        ("id:g1\n", "wrong-type", "1:1", "id: g1", "no space behind the colon"),
        ("- a\n", "wrong-type", "1:1", "Begin with:  id: g1", "a list for a file"),
        ("just words\n", "wrong-type", "1:1", "Begin with:  id: g1", "words for a file"),
        (GOAL + "-due: x\n", "unknown-field", "4:1", "behind the dash:  - due", "no space behind the dash"),
    ],
)
def test_a_mistake_in_a_goal_is_explained(text: str, code: str, place: str, hint: str, because: str) -> None:
    problem = problem_in("goal", text)
    assert (problem.code, str(problem.place)) == (code, f"{FILE}:{place}"), because
    assert hint in str(problem.hint), because


@pytest.mark.parametrize(
    ("kind", "text", "code", "place", "hint", "because"),
    [
        (
            "school",
            SCHOOL + "review: {at_transitions: yes}\n",
            "wrong-type",
            "8:26",
            "at_transitions: true",
            "yes is text",
        ),
        (
            "school",
            SCHOOL + "review: {at_transitions: off}\n",
            "wrong-type",
            "8:26",
            "at_transitions: false",
            "so is off",
        ),
        ("school", SCHOOL + "requires: 0.1\n", "bad-value", "8:11", ">=0.1", "a version is no condition"),
        ("school", SCHOOL.replace("1.5", "1,5"), "unknown-field", "4:51", "comma", "a comma for a point"),
        ("school", SCHOOL.replace("latest", "lastest"), "bad-value", "6:23", "did you mean 'latest'?", "a typo"),
        ("school", SCHOOL + "grades: 4\n", "wrong-type", "8:9", 'Write:  grades: ["4"]', "one grade for a list"),
        ("support", "id: a\nstart: 2026-10-05\n", "one-of-several", "1:1", "Write one of them", "neither of two"),
        ("support", "id: a\nstart: 2026-10-05\nwhat: x\ncatalogue: y\n", "one-of-several", "1:1", "keep one", "both"),
        ("evidence", "evidence: []\n", "bad-value", "1:11", "Fill it", "a list of nothing"),
        ("people", "t-1: {name: {en: x}, given: {en: x}}\n", "bad-id", "1:1", "t-0001", "the key is the id"),
        (
            "people",
            "t-0001: {name: Ada, given: {en: x}}\n",
            "wrong-type",
            "1:16",
            "name: {en: Ada Example}",
            "by language",
        ),
        (
            "redactions",
            "redactions:\n  - {by: t-0001, on: 2026-01-01, reason_code: x}\n",
            "one-of-several",
            "2:5",
            "one",
            "none",
        ),
    ],
)
def test_a_mistake_in_another_file_is_explained(
    kind: str, text: str, code: str, place: str, hint: str, because: str
) -> None:
    problem = problem_in(kind, text)
    assert (problem.code, str(problem.place)) == (code, f"{FILE}:{place}"), because
    assert hint in str(problem.hint), because


@pytest.mark.parametrize(
    ("kind", "text", "because"),
    [
        ("goal", GOAL + "learner_words: 2026\n", "a bare number is text where text is asked for"),
        ("goal", GOAL + "learner_words: NO\n", "so is a bare no"),
        ("goal", GOAL + "activities:\n  - {id: a1, minutes: +20}\n", "a sign is a part of a number"),
        ("school", SCHOOL + "grades: [01, 1.10, NO, K]\n", "codes are text as typed"),
        ("school", SCHOOL + "policy: {max_file_mb: .5}\n", "a number may begin with its point"),
        ("school", SCHOOL + "review: {at_transitions: TRUE}\n", "YAML 1.2 knows three ways to write true"),
        ("supports", "supports:\n  - {id: a, title: b, need: c, tier: 2, what: d}\n", "a choice written like a number"),
        ("plan", "learner: s-0001\nschool_year: 2026-27\nstatus: active\n", "a school year is no date"),
    ],
)
def test_nothing_is_said_of_a_right_file(kind: str, text: str, because: str) -> None:
    assert schema_problems(kind, read_group(text), FILE) == (), because


def test_all_mistakes_of_a_file_are_told_in_reading_order() -> None:
    text = "id: 1\nstart: 1.9.2026\ndeu: x\ndomain: x\ncompetencies: 1\n"
    codes = [(problem.place.line, problem.code) for problem in schema_problems("goal", read_group(text), FILE)]
    assert codes == [(1, "bad-id"), (2, "bad-date"), (3, "unknown-field"), (4, "bad-value"), (5, "wrong-type")]
