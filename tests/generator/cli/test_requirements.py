"""pathbook requirements, and what check says of packs, on a small school of three learners."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.check.packs import NOT_LEGAL_ADVICE
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed

TOLD = Path(__file__).parent / "requirements_told"
ON = ("--on", EXAMPLE_DAY)
PACK = """id: county-plans
title: Plans of the county
jurisdiction: A county (invented)
source: {citation: Policy 12, read_on: 2026-08-12}
note: An invented rule, and not legal advice.
rules:
  - id: strengths
    text: The plan names strengths of the learner.
    citation: section 2
    needs: {field: profile.strengths}
  - id: voice
    text: The plan holds the learner's own words.
    citation: section 3
    needs: {field: plan.voice}
    note: The check sees that there are some.
  - {id: review, text: The plan is looked at together every sixty days., needs: {field: meetings}, every_days: 60}
  - {id: useful, text: The family can use the plan., citation: section 4}
  - {id: later, text: From grade 9 the plan looks ahead., grades: ["9"], needs: {field: plan.postsecondary.hopes}}
"""
STATE = PACK.replace("county", "state").replace("Policy 12", "Act 7")


@pytest.fixture
def small(tiny_school: Path) -> Path:
    """s-0001 has neither strengths nor words; s-0002 has words and was reviewed in October; s-0003 is a draft."""
    packs = tiny_school / "frameworks/requirements"
    packs.mkdir()
    (packs / "county-plans.yml").write_text(PACK)
    (packs / "state-plans.yml").write_text(STATE)
    with (tiny_school / "plans/school.yml").open("a") as settings:
        settings.write("requirements: [county-plans]\n")
    with (tiny_school / "plans/people.yml").open("a") as people:
        for learner in ("s-0002", "s-0003"):
            people.write(f"{learner}: {{name: {{en: Bela {learner}}}, given: {{en: Bela}}, roles: [learner]}}\n")
    for learner in ("s-0002", "s-0003"):
        shutil.copytree(tiny_school / "plans/s-0001", tiny_school / "plans" / learner)
        for file in (tiny_school / "plans" / learner).rglob("*.yml"):
            file.write_text(file.read_text().replace("s-0001", learner))
    with (tiny_school / "plans/s-0002/2026-27/plan.yml").open("a") as plan:
        plan.write("voice: [{text: I like paper., on: 2026-09-18}]\n")
        plan.write("reviews: [{due: 2026-10-09, held_on: 2026-10-06, by: t-0001}]\n")
    draft = tiny_school / "plans/s-0003/2026-27/plan.yml"
    draft.write_text(draft.read_text().replace("status: active", "status: draft"))
    groups = tiny_school / "plans/groups"
    groups.mkdir()
    members = "members: [{learner: s-0002}, {learner: s-0001, to: 2026-10-01}]"
    (groups / "harbor.yml").write_text(f"id: harbor\ntitle: Harbor\nkind: class\n{members}\n")
    return tiny_school


def test_a_principal_reads_pack_by_pack_and_rule_by_rule(
    small: Path, typed: Typed, golden: Callable[[Path, str], None]
) -> None:
    status, printed, complained = typed("requirements", *ON, "--root", str(small))
    assert (status, complained) == (0, "")
    golden(TOLD / "school.txt", printed)


def test_a_program_reads_the_same_as_json(small: Path, typed: Typed, golden: Callable[[Path, str], None]) -> None:
    status, printed, _ = typed("requirements", "--json", *ON, "--root", str(small))
    assert status == 0
    assert json.loads(printed)["packs"][0]["rules"][0]["lacking"] == ["s-0001", "s-0002"]
    golden(TOLD / "school.json", printed)


def test_a_pack_the_school_has_not_adopted_can_be_tried(small: Path, typed: Typed) -> None:
    _, printed, _ = typed("requirements", "state-plans", *ON, "--root", str(small))
    assert printed.startswith("state-plans: Plans of the state\n  Act 7, read on 2026-08-12\n")
    assert "On 2026-11-20 it asks something of 2 learners." in printed


def test_a_group_is_who_belongs_to_it_on_the_day(small: Path, typed: Typed) -> None:
    _, printed, _ = typed("requirements", "--group", "harbor", *ON, "--root", str(small))
    assert "it asks something of 1 learner." in printed
    assert "s-0001" not in printed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("conty-plans",), "did you mean county-plans?"),
        (("zzz",), "there are: county-plans, state-plans"),
        (("--group", "harbour"), "did you mean harbor?"),
    ],
)
def test_an_unknown_name_is_refused_with_what_there_is(
    small: Path, typed: Typed, words: tuple[str, ...], told: str
) -> None:
    status, printed, complained = typed("requirements", *words, *ON, "--root", str(small))
    assert (status, printed) == (2, "")
    assert told in " ".join(complained.replace("│", " ").split())


def test_a_school_without_packs_is_told_how_to_name_one(tiny_school: Path, typed: Typed) -> None:
    status, printed, _ = typed("requirements", *ON, "--root", str(tiny_school))
    assert status == 0
    assert "Name one under `requirements` in plans/school.yml." in printed


def test_a_learner_whose_files_cannot_be_used_is_named(small: Path, typed: Typed) -> None:
    goal = small / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(goal.read_text().replace("due: 2026-12-11", "due: soon"))
    status, printed, complained = typed("requirements", *ON, "--root", str(small))
    assert status == 0
    assert "it asks something of 1 learner." in printed
    assert complained == "pathbook: Left out, because `pathbook check` finds mistakes in their files: s-0001.\n"


def test_check_says_once_that_it_is_no_legal_advice(small: Path, typed: Typed) -> None:
    status, _, complained = typed("check", *ON, "--root", str(small))
    assert status == 0
    assert complained.count("plan-lacks-element") == 3
    assert complained.count("review-due") == 2
    assert complained.count(NOT_LEGAL_ADVICE) == 1
    _, printed, _ = typed("check", "--format", "json", *ON, "--root", str(small))
    assert NOT_LEGAL_ADVICE not in printed


def test_what_a_file_that_cannot_be_read_may_hold_is_not_called_lacking(small: Path, typed: Typed) -> None:
    learner = small / "plans/s-0001/learner.yml"
    learner.write_text(learner.read_text().replace("elementary", "elementry"))
    _, _, complained = typed("check", str(small / "plans/s-0001"), *ON, "--root", str(small))
    assert "elementry" in complained
    assert "plan-lacks-element" not in complained
    assert "review-due" not in complained


@pytest.mark.parametrize("pack", sorted(path.stem for path in (TOP / "frameworks/requirements").glob("*.yml")))
def test_every_pack_of_the_example_can_be_asked_for(pack: str, typed: Typed) -> None:
    status, printed, complained = typed("requirements", pack, *ON, "--root", str(TOP))
    assert (status, complained) == (0, "")
    assert printed.startswith(f"{pack}: ")
    assert printed.endswith(f"{NOT_LEGAL_ADVICE}\n")


def test_the_example_school_lacks_nothing_its_district_asks_for(typed: Typed) -> None:
    _, printed, _ = typed("requirements", "--json", *ON, "--root", str(TOP))
    (pack,) = json.loads(printed)["packs"]
    assert pack["id"] == "willow-county-plans"
    assert pack["learners"] == 15
    assert [rule["id"] for rule in pack["rules"] if rule["lacking"]] == []
    assert min(due["day"] for rule in pack["rules"] for due in rule["due"]) > EXAMPLE_DAY
