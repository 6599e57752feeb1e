"""What follows from a change, in words: what goes back is to be looked at twice, a few days to spare are a detail."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.load.catalogues import words_for
from generator.model.compared import NOWHERE, CompetencyChange, Difference, Told, Why
from generator.model.compared_paces import Along, Finishing, GoalChange, Paced, PathwayChange
from generator.records.revision import FileRevision
from generator.view.effects import effects_of
from generator.view.revisions.sentence import Audience, plain_of
from generator.view.revisions.telling import Telling
from tests.generator.model.made import SCALE, commons, competency, framework, pathway, requirement, school

TEMPLATES = (Path(__file__).parents[3] / "site_templates",)
SCHOOL = commons(
    framework(competency("a"), competency("b")),
    pathways=(pathway(requirement("one", "math:a"), requirement("two", "math:b")),),
    school=school(scales={"learning": SCALE}),
)
NOTHING = FileRevision(file="", schema="", learner="s-0001", did="changed", before=None, after=None)
DAY, LATER = date(2026, 11, 2), date(2027, 6, 16)
LOW, HIGH = SCALE.levels[0], SCALE.levels[-1]


def side(level: str | None, reached: date | None = None) -> Told:
    return Told(level=level, value=None if level is None else Decimal(1), reached=reached, proposed=None, lacking=())


def moved(before: Told, after: Told, **changes: Any) -> Difference:
    given: dict[str, Any] = {"level": None, "reached": None, "why": ()} | changes
    change = CompetencyChange(ref="math:a", was=None, method="latest", before=before, after=after, **given)
    return Difference(learner="s-0001", competencies=(change,), pathways=())


def walked(**changes: Any) -> Difference:
    usual: dict[str, Any] = {
        "id": "p1", "pathway": next(iter(SCHOOL.pathways)), "ready_now": (), "ready_no_longer": (),
        "along_before": Along(reached=1, needed=2), "along_after": Along(reached=1, needed=2),
        "pace_before": None, "pace_after": None, "finish_before": None, "finish_after": None,
    }  # fmt: skip
    return Difference(learner="s-0001", competencies=(), pathways=(PathwayChange(**(usual | changes)),))


def why(what: str) -> Why:
    return Why(what=what, before="", after="x")


def goal_paced(before: Paced, after: Paced) -> Difference:
    goal = GoalChange(id="g1", school_year="2026-27", before=before, after=after)
    return Difference(learner="s-0001", competencies=(), pathways=(), goals=(goal,))


ON_PLAN, BEHIND = Paced(state="on_plan", days=0), Paced(state="more_time", days=7)
FITS, LACKS = Finishing(state="fits", finish=LATER, spare=3), Finishing(state="does_not_fit", finish=LATER, spare=-1)


@pytest.mark.parametrize(
    ("difference", "said", "because"),
    [
        (
            moved(side(LOW.id), side(HIGH.id), level="up", why=(why("evidence"), why("n"))),
            "- Level in “{a}”: {low} → {high} (other pieces of work count and how levels are worked out)",
            "what moved it",
        ),
        (
            moved(side(HIGH.id), side(LOW.id), level="down"),
            "! Level in “{a}”: {high} → {low}",
            "a level that moves back is looked at twice",
        ),
        (
            moved(NOWHERE, side(LOW.id), level="newly_rated"),
            "- Level in “{a}”: Not rated yet → {low}",
            "nothing is not the lowest level",
        ),
        (
            moved(side(LOW.id), NOWHERE, level="no_longer_rated"),
            "! Level in “{a}”: {low} → Not rated yet",
            "a level that is gone",
        ),
        (
            moved(NOWHERE, side(None, DAY), reached="newly"),
            "- Reached: “{a}”, November 2, 2026",
            "the day stands beside it",
        ),
        (
            moved(side(None, DAY), NOWHERE, reached="no_longer", why=(why("target"),)),
            "! No longer reached: “{a}”. It was, November 2, 2026 (another level to reach)",
            "what is taken away",
        ),
        (
            moved(side(None, DAY), side(None, LATER), reached="other_day"),
            "- Reached on another day: “{a}”, November 2, 2026 → June 16, 2027",
            "",
        ),
        (moved(NOWHERE, NOWHERE, reached="newly_proposed"), "- All is there, and somebody has to say yes: “{a}”", ""),
        (
            walked(along_after=Along(reached=0, needed=2)),
            "! Steps reached in “{p}”: 1 of 2 → 0 of 2",
            "fewer steps than before",
        ),
        (
            walked(pace_before=ON_PLAN, pace_after=BEHIND),
            "- Pace of “{p}”: On plan → Taking more time (7 school days)",
            "a pace is no fault",
        ),
        (walked(ready_now=("two",)), "- New next steps in “{p}”: “{two}”", ""),
        (
            walked(ready_no_longer=("two",)),
            "- No longer a next step in “{p}”: “{two}”",
            "something stands before it now",
        ),
        (
            walked(ready_no_longer=("one",), along_before=Along(reached=0, needed=2)),
            "- Steps reached in “{p}”: 0 of 2 → 1 of 2",
            "a step that is reached is no next step",
        ),
        (
            walked(finish_before=FITS, finish_after=LACKS),
            "! Time for the rest of “{p}”: enough until June 16, 2027 (3 school days to spare) → "
            "not enough until June 16, 2027 (1 school day is missing)",
            "it fitted before",
        ),
        (walked(along_before=None), "", "a pathway that begins is told where the plan changed"),
        (goal_paced(BEHIND, ON_PLAN), "- Pace of “g1”: Taking more time (7 school days) → On plan", "by its id"),
    ],
)
def test_what_follows_is_said_in_words(difference: Difference, said: str, because: str) -> None:
    telling = Telling(
        file=NOTHING, commons=SCHOOL, people={}, audience="teacher", words=words_for("en", "en", TEMPLATES)
    )
    names = {
        "a": "a",
        "p": "numbers",
        "two": "two",
        "low": LOW.label.versions[""].text,
        "high": HIGH.label.versions[""].text,
    }
    told = [f"{'!' if each.warning else '-'} {plain_of(each)}" for each in effects_of(difference, telling)]
    assert "\n".join(told) == said.format(**names), because


def test_only_other_days_to_spare_are_a_detail() -> None:
    telling = Telling(
        file=NOTHING, commons=SCHOOL, people={}, audience="teacher", words=words_for("en", "en", TEMPLATES)
    )
    more = Finishing(state="fits", finish=LATER, spare=9)
    (spare,) = effects_of(walked(finish_before=FITS, finish_after=more), telling)
    assert plain_of(spare) == "School days to spare for the rest of “numbers”, until June 16, 2027: 3 → 9"
    assert (spare.small, spare.warning) == (True, False)


def test_a_family_is_told_calmly() -> None:
    back = moved(side(HIGH.id, DAY), side(LOW.id), level="down", reached="no_longer")
    cases: tuple[tuple[Audience, bool], ...] = (("teacher", True), ("family", False))
    for audience, warned in cases:
        telling = Telling(
            file=NOTHING, commons=SCHOOL, people={}, audience=audience, words=words_for("en", "en", TEMPLATES)
        )
        assert any(said.warning for said in effects_of(back, telling)) is warned
