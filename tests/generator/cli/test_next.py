"""pathbook next, on the example school and on a school with every way a step can be met."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CASES, EXAMPLE_DAY, TOP, laid_over
from tests.generator.cli.typed import Typed

SCHOOL = ("--on", EXAMPLE_DAY, "--root", str(TOP))
GOLDEN = Path(__file__).with_name("ready")


@pytest.mark.parametrize(
    ("learner", "because"),
    [
        ("s-0001", "a goal works on the only step that is ready"),
        ("s-0002", "ahead of the plan"),
        ("s-0006", "nearly done"),
        ("s-0007", "nothing was reached lately: no forecast"),
        ("s-0010", "a step was brought along, and it is too early for a forecast"),
        ("s-0013", "two pathways"),
        ("e-0001", "an educator; one of two is enough before the last step"),
    ],
)
def test_what_is_next_for_an_example_learner(
    learner: str, because: str, typed: Typed, golden: Callable[[Path, str], None]
) -> None:
    status, printed, complained = typed("next", learner, *SCHOOL)
    assert (status, complained) == (0, ""), because
    golden(GOLDEN / f"{learner}.txt", printed)


@pytest.mark.parametrize(("form", "options"), [("txt", ()), ("json", ("--json",))])
def test_nested_prerequisites_every_way_a_choice_and_a_record(
    form: str, options: tuple[str, ...], tiny_school: Path, typed: Typed, golden: Callable[[Path, str], None]
) -> None:
    laid_over(CASES / "ways", tiny_school)
    status, printed, complained = typed("next", "s-0001", *options, "--on", EXAMPLE_DAY, "--root", str(tiny_school))
    assert (status, complained) == (0, "")
    golden(CASES / "ways" / "golden" / f"next.{form}", printed)


def test_what_a_plan_records_stays_met_when_the_pathway_allows_it_no_more(tiny_school: Path, typed: Typed) -> None:
    laid_over(CASES / "ways", tiny_school)

    def compost() -> bool:
        _, printed, _ = typed("next", "s-0001", "--json", "--on", EXAMPLE_DAY, "--root", str(tiny_school))
        (pathway,) = json.loads(printed)["pathways"]
        return any(step["requirement"] == "compost" for step in pathway["met"])

    plan = tiny_school / "plans/s-0001/2026-27/plan.yml"
    assert compost()
    plan.write_text(plan.read_text().partition("fulfilled:")[0])
    assert not compost(), "no file says it any more"


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
