"""pathbook next, on the example school."""

import json

from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed

SCHOOL = ("--on", EXAMPLE_DAY, "--root", str(TOP))


def test_what_is_ready_and_what_is_missing_is_told_in_lines(typed: Typed) -> None:
    status, printed, _ = typed("next", "s-0002", *SCHOOL)
    lines = printed.splitlines()
    assert status == 0
    assert lines[0] == f"s-0002 on {EXAMPLE_DAY}"
    assert "Fractions (p1)" in lines
    assert any(line.startswith("    add: ") and "opens 3" in line for line in lines)
    assert any(line.startswith("    times-whole: ") and line.endswith("needs add") for line in lines)


def test_a_program_reads_the_same_as_json(typed: Typed) -> None:
    status, printed, _ = typed("next", "s-0002", "--json", *SCHOOL)
    told = json.loads(printed)
    assert status == 0
    assert (told["learner"], told["on"]) == ("s-0002", EXAMPLE_DAY)
    (pathway,) = told["pathways"]
    assert pathway["pace"]["state"] == "ahead"
    assert [step["requirement"] for step in pathway["ready"]] == ["add", "tenths"]
    assert {step["requirement"]: step["missing"] for step in pathway["blocked"]}["times-whole"] == ["add"]


def test_an_unknown_learner_is_refused_with_a_guess(typed: Typed) -> None:
    status, printed, complained = typed("next", "s-00002", *SCHOOL)
    assert (status, printed) == (2, "")
    assert "did you mean" in complained
