"""A learner's pathway on a day: what is reached and how, what is ready, blocked or in work, when it is complete."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.model.joined import picture_of
from generator.model.pathway_picture import PathwayPicture, Step
from generator.records.commons import LearnerRecords
from generator.records.evidence import Evidence
from generator.records.learner import Learner
from generator.records.library import Completion, FulfilledBy, Pathway
from generator.records.plan import Experience, Goal, Hours
from tests.generator.model.made import (
    HERE,
    ON,
    accepted,
    all_of,
    any_of,
    commons,
    competency,
    confirmed,
    day,
    excluded,
    follows,
    framework,
    goal,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    said,
    step,
    year,
)

MATH = framework(
    competency("a"), competency("b"), competency("c", prerequisites=all_of("math:outside")), competency("outside")
)
LINE = pathway(
    requirement("one", "math:a"),
    requirement("two", "math:b", prerequisites=all_of("one")),
    requirement("three", "math:c", prerequisites=all_of("two")),
)


def looked_at(
    *evidence: Evidence,
    way: Pathway = LINE,
    goals: tuple[Goal, ...] = (),
    who: Learner | None = None,
    on: date = ON,
    **agreed: Any,
) -> PathwayPicture:
    known = records(*evidence, who=who, years=(year(plan(pathways=(follows(),), **agreed), *goals),))
    return picture_of(known, commons(MATH, pathways=(way,)), {}, on).pathways[0]


def states(found: PathwayPicture) -> dict[str, str]:
    return {each.requirement.id: each.state for each in found.steps}


def seen(name: str, level: int = 3, on: str = "09-15", **changes: Any) -> Evidence:
    return piece(f"{name}-{on}", on, level, ref=f"math:{name}", **changes)


WORKS_ON_TWO = goal("g1", "math:b")


@pytest.mark.parametrize(
    ("evidence", "goals", "expected", "ready", "because"),
    [
        ((), (), "ready blocked blocked", ("one",), "the first step asks for nothing"),
        ((seen("a"),), (), "reached ready blocked", ("two",), "the second one opens"),
        ((seen("a", 2),), (), "working blocked blocked", ("one",), "something was seen, below the target"),
        ((), (WORKS_ON_TWO,), "ready working blocked", ("one",), "somebody works on it though it is not ready"),
        ((seen("b"),), (), "ready reached blocked", ("one",), "out of order, and the outside is missing"),
        ((seen("a"), seen("b"), seen("outside")), (), "reached reached ready", ("three",), "the outside is known too"),
        ((seen("a"), seen("b"), seen("c")), (), "reached reached reached", (), "shown, so it is reached"),
    ],
)
def test_the_state_of_each_step(
    evidence: tuple[Evidence, ...], goals: tuple[Goal, ...], expected: str, ready: tuple[str, ...], because: str
) -> None:
    found = looked_at(*evidence, goals=goals)
    assert " ".join(states(found).values()) == expected, because
    assert found.ready_next == ready, because


def test_a_blocked_step_names_what_is_missing_requirements_before_the_competencies_they_ask_for() -> None:
    found = looked_at()
    assert {each.requirement.id: each.missing for each in found.steps} == {
        "one": (),
        "two": ("one",),
        "three": ("two", "math:outside"),
    }
    by_competency = pathway(requirement("one", "math:a"), requirement("two", prerequisites=all_of("math:a")))
    assert looked_at(way=by_competency).steps[1].missing == ("one",)


def test_ready_next_begins_with_what_unlocks_most() -> None:
    way = pathway(
        requirement("alone"), requirement("root"), requirement("leaf", prerequisites=any_of("root", "alone-not"))
    )
    found = looked_at(way=way)
    assert found.ready_next == ("root", "alone")
    assert [each.unlocks for each in found.steps] == [0, 1, 0]


def test_most_recent_is_what_nothing_reached_rests_on() -> None:
    assert looked_at(seen("a"), seen("b")).most_recent == ("two",)
    either = pathway(requirement("one", "math:a"), requirement("two", "math:b"), requirement("end", "math:outside"))
    assert looked_at(seen("a"), seen("b"), way=either).most_recent == ("one", "two")


def test_a_step_of_two_competencies_waits_for_both_and_one_does_not_block_the_other() -> None:
    pair = framework(competency("a"), competency("b", prerequisites=all_of("math:a")))
    way = pathway(requirement("both", "math:a", "math:b"))
    known = records(seen("a"), years=(year(plan(pathways=(follows(),))),))
    found = picture_of(known, commons(pair, pathways=(way,)), {}, ON).pathways[0].steps[0]
    assert (found.state, found.missing) == ("working", ())
    both = records(seen("a"), seen("b", on="10-02"), years=known.years)
    assert picture_of(both, commons(pair, pathways=(way,)), {}, ON).pathways[0].steps[0].reached_on == day("10-02")


def test_a_step_may_ask_for_more_than_proficient() -> None:
    way = pathway(requirement("one", "math:a", level="further"))
    assert states(looked_at(seen("a", 3), way=way)) == {"one": "working"}
    assert states(looked_at(seen("a", 4), way=way)) == {"one": "reached"}


def one(*ways: str, refs: tuple[str, ...] = ("math:a",)) -> Pathway:
    return pathway(
        requirement("one", *refs, fulfilled_by=FulfilledBy(any=ways, place=HERE)),
        requirement("two", prerequisites=all_of("math:a") if refs else all_of("one")),
    )


def experience(hours: tuple[tuple[str, int], ...] = (), agreed: int | None = None, to: str | None = None) -> Experience:
    return Experience(
        partner="clinic",
        what=said("helping out"),
        from_=day("09-01"),
        to=None if to is None else day(to),
        hours_agreed=None if agreed is None else Decimal(agreed),
        log=tuple(Hours(on=day(on), hours=Decimal(number), place=HERE) for on, number in hours),
        place=HERE,
    )


def prior(level: int | None = 3, **changes: Any) -> Evidence:
    return piece("brought", "09-03", level, ref="math:a", kind="prior_learning", **changes)


def doing(status: str, done_on: str | None = None) -> Goal:
    return goal(
        "g1",
        start=day("09-07"),
        activities=(step("a1", activity="walk", status=status, done_on=None if done_on is None else day(done_on)),),
    )


@pytest.mark.parametrize(
    ("ways", "case", "reached_on", "because"),
    [
        (("walk",), {"goals": (doing("done", "10-05"),)}, "10-05", "the activity is done"),
        (("walk",), {"goals": (doing("done"),)}, "09-07", "nobody wrote the day: when the goal began"),
        (("walk",), {"goals": (doing("doing"),)}, None, "still doing it"),
        (("walk",), {"goals": (doing("done", "11-27"),)}, None, "done next week"),
        (("clinic",), {"experiences": (experience(to="10-30"),)}, "10-30", "the placement is over"),
        (("clinic",), {"experiences": (experience(to="12-18"),)}, None, "it goes on until December"),
        (("clinic",), {"experiences": (experience(),)}, None, "nobody said how long it is"),
        (
            ("clinic",),
            {"experiences": (experience((("09-08", 4), ("10-06", 6)), agreed=10, to="12-18"),)},
            "10-06",
            "the agreed hours are full",
        ),
        (
            ("clinic",),
            {"experiences": (experience((("09-08", 4), ("10-06", 5)), agreed=10, to="10-30"),)},
            None,
            "it ended an hour short",
        ),
        (
            ("clinic",),
            {"experiences": (experience((("09-08", 4), ("11-24", 6)), agreed=10),)},
            None,
            "the last hours are still to come",
        ),
        (("prior_learning",), {"evidence": (prior(),)}, "09-03", "brought along"),
        (("prior_learning",), {"evidence": (prior(None),)}, "09-03", "brought along, no level told"),
        (("prior_learning",), {"evidence": (prior(2),)}, None, "brought along, but below the target"),
        (("prior_learning",), {"evidence": (prior(excluded=excluded()),)}, None, "excluded"),
        (("walk",), {"evidence": (prior(),)}, None, "prior learning is no way here"),
        (
            ("first-aid",),
            {"evidence": (piece("first-aid", "10-12", kind="credential", results=()),)},
            "10-12",
            "the credential, by the id of its piece",
        ),
        (
            ("first-aid",),
            {"evidence": (piece("card", "10-12", kind="credential", activity="first-aid", results=()),)},
            "10-12",
            "the credential, by the activity it was earned in",
        ),
        (("first-aid",), {"evidence": (piece("first-aid", "10-12", results=()),)}, None, "no credential"),
        (
            ("walk", "clinic"),
            {"goals": (doing("done", "10-05"),), "experiences": (experience(to="09-30"),)},
            "09-30",
            "first",
        ),
    ],
)
def test_another_way_to_meet_a_requirement(
    ways: tuple[str, ...], case: dict[str, Any], reached_on: str | None, because: str
) -> None:
    case = dict(case)
    found = looked_at(*case.pop("evidence", ()), way=one(*ways), **case)
    first, second = found.steps
    assert first.reached_on == (None if reached_on is None else day(reached_on)), because
    assert first.by == (None if reached_on is None else "other_way"), because
    assert (second.state == "ready") is (reached_on is not None), "what rests on it follows"


def test_prior_learning_may_cover_what_was_not_reached_here() -> None:
    way = one("prior_learning", refs=("math:a", "math:b"))
    assert looked_at(prior(), way=way).steps[0].state == "ready"
    found = looked_at(prior(), seen("b", on="10-02"), way=way).steps[0]
    assert (found.by, found.reached_on) == ("other_way", day("10-02"))


def test_prior_learning_for_a_step_without_competencies_names_the_step() -> None:
    brought = piece("certificate", "09-03", kind="prior_learning", activity="one", results=())
    assert looked_at(brought, way=one("prior_learning", refs=())).steps[0].reached_on == day("09-03")


@pytest.mark.parametrize(
    ("who", "agreed", "evidence", "by", "because"),
    [
        (learner(accepted=(accepted("09-02", ref="math:a"),)), {}, (), "accepted", "a former school's word"),
        (None, {"reached": (confirmed("10-01", ref="math:a"),)}, (), "person", "a person's word"),
        (None, {}, (seen("a"),), "model", "the evidence"),
        (learner(accepted=(accepted("09-20", ref="math:a"),)), {}, (seen("a"),), "model", "the first word counts"),
    ],
)
def test_by_whose_word_a_step_was_reached(
    who: Learner | None, agreed: dict[str, Any], evidence: tuple[Evidence, ...], by: str, because: str
) -> None:
    assert looked_at(*evidence, who=who, **agreed).steps[0].by == by, because


def credit(id: str, points: int) -> Any:
    return requirement(id, f"math:{id}", credit=Decimal(points))


@pytest.mark.parametrize(
    ("completion", "evidence", "reached", "needed", "complete", "because"),
    [
        (None, "a", 1, 2, False, "all that are not optional"),
        (None, "ab", 2, 2, True, "both"),
        ({"all": True}, "abo", 2, 2, True, "an optional one is not asked for"),
        ({"at_least": 1}, "", 0, 1, False, "one of three"),
        ({"at_least": 1}, "b", 1, 1, True, "any of them"),
        ({"at_least": 2}, "bo", 2, 2, True, "an optional one helps when it is reached"),
        ({"at_least": 9}, "abo", 3, 9, False, "nobody can complete it, and it does not say complete"),
        ({"points": Decimal(3)}, "", 0, 2, False, "two and one make three"),
        ({"points": Decimal(3)}, "ab", 2, 2, True, "two and one make three"),
        ({"points": Decimal(3)}, "o", 1, 1, True, "worth three by itself"),
        ({"points": Decimal(9)}, "abo", 3, 3, False, "all of it is worth six"),
    ],
)
def test_completion(
    completion: dict[str, Any] | None, evidence: str, reached: int, needed: int, complete: bool, because: str
) -> None:
    optional = requirement("o", "math:outside", credit=Decimal(3), optional=True)
    rule = None if completion is None else Completion(place=HERE, **completion)
    way = pathway(credit("a", 2), credit("b", 1), optional, completion=rule)
    known = tuple(seen({"o": "outside"}.get(name, name)) for name in evidence)
    found = looked_at(*known, way=way)
    assert (found.reached, found.needed, found.complete) == (reached, needed, complete), because


def test_a_pathway_of_nothing_is_never_complete() -> None:
    found = looked_at(way=pathway())
    assert (found.complete, found.needed, found.steps) == (False, 0, ())


def test_a_step_names_the_active_goal_that_is_due_first() -> None:
    later, sooner = goal("g1", "math:a", due=day("12-18")), goal("g2", "math:a", due=day("12-01"))
    found = looked_at(goals=(later, sooner, goal("g3", "math:b", status="paused")))
    assert [each.goal for each in found.steps] == ["g2", None, None]


def test_two_pathways_stand_side_by_side() -> None:
    science = pathway(requirement("one", "math:outside"), id="science")
    agreed = plan(pathways=(follows(), follows("science")))
    known: LearnerRecords = records(years=(year(agreed),))
    found = picture_of(known, commons(MATH, pathways=(LINE, science)), {}, ON).pathways
    assert [each.pathway.id for each in found] == ["numbers", "science"]
    steps: tuple[Step, ...] = found[1].steps
    assert steps[0].state == "ready"
