"""The example school's situations are computed, not told: each learner stands where the plan's author meant."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

import pytest

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import GoalPicture, Picture, Standing, Step
from generator.records.commons import LearnerRecords
from generator.records.text import Text
from tests.conftest import EXAMPLE_DAY, TOP

Predicate = Callable[[Picture], bool]


@cache
def example() -> CheckedSchool:
    return checked_school(TOP, None, lambda _: date.fromisoformat(EXAMPLE_DAY))


@cache
def records_of_all() -> Mapping[str, LearnerRecords]:
    school = example()
    read = ((folder.learner, checked_learner(school, folder)) for folder in school.folders)
    return {learner: records for learner, (records, _) in read if records is not None}


@cache
def picture(learner: str) -> Picture:
    school, records = example(), records_of_all()[learner]
    return picture_of(records, school.commons, people_for(records, school.people), school.on)


def goal(of: Picture, id_: str) -> GoalPicture:
    return next(each for each in of.goals if each.goal.id == id_)


def main(of: Picture) -> Standing:
    """Where the learner stands on what the home page is about."""
    standing = of.goals[0].main
    assert standing is not None
    return standing


def standing_of(of: Picture, ref: str) -> Standing:
    return of.standings[ref]


def step(of: Picture, id_: str) -> Step:
    return next(each for pathway in of.pathways for each in pathway.steps if each.requirement.id == id_)


def pace(of: Picture) -> str | None:
    stated = of.pathways[0].pace
    return None if stated is None else stated.state


def unmet(standing: Standing) -> tuple[str, ...]:
    """What the evidence rule still asks for."""
    return tuple(need.what for need in standing.sufficiency.needs if not need.met)


def homes(of: Picture) -> tuple[tuple[str, str, str], ...]:
    return tuple((entry.language, entry.paper, entry.print) for entry in of.learner.family)


def level(standing: Standing) -> str | None:
    return None if standing.level is None else standing.level.id


SITUATIONS: tuple[tuple[str, Predicate, str], ...] = (
    ("s-0001", lambda of: pace(of) == "on_plan", "the next fraction step is due within the buffer"),
    ("s-0001", lambda of: level(main(of)) == "getting-closer", "one level below the target, with two weeks to go"),
    (
        "s-0001",
        lambda of: [each.state for each in of.pathways[0].steps[:4]] == ["reached"] * 3 + ["working"],
        "in order",
    ),
    ("s-0001", lambda of: homes(of) == (("ar", "letter", "standard"),), "the family reads Arabic"),
    ("s-0002", lambda of: pace(of) == "ahead", "two fourth-grade steps were reached before their days"),
    ("s-0002", lambda of: goal(of, "g4").reached_on == date(2026, 11, 2), "closed before it was due"),
    ("s-0003", lambda of: homes(of) == (("es", "letter", "standard"), ("es", "a4", "large")), "two homes, two prints"),
    ("s-0003", lambda of: pace(of) == "on_plan", "the creek bank is due in December"),
    ("s-0004", lambda of: of.goals[0].stalled and of.goals[0].goal.status == "active", "no evidence since September"),
    ("s-0004", lambda of: not goal(of, "g2").stalled, "the other reading goal moves"),
    (
        "s-0004",
        lambda of: (
            [(each.support.id, each.running) for each in of.supports]
            == [("morning-hello", False), ("reading-circle", True)]
        ),
        "one support ended with an effect, one runs",
    ),
    (
        "s-0004",
        lambda of: len(of.supports[1].support.checks) == 3 and of.supports[1].support.measure is not None,
        "the running support is measured",
    ),
    ("s-0005", lambda of: of.evidence == () and len(of.goals) == 2, "a plan was agreed and nothing is shown yet"),
    ("s-0005", lambda of: level(main(of)) is None and not of.goals[0].stalled, "nothing seen is neither low nor late"),
    ("s-0006", lambda of: bool(standing_of(of, "ccss-math:5.nf.a.1").worth_another_look), "the newest piece is lower"),
    ("s-0006", lambda of: step(of, "unlike").reached_on == date(2026, 10, 20), "a dip takes nothing back"),
    ("s-0007", lambda of: level(main(of)) == "going-further", "the one piece is superb"),
    ("s-0007", lambda of: unmet(main(of)) == ("pieces",) and main(of).reached is None, "one piece is thin evidence"),
    ("s-0008", lambda of: level(main(of)) == "proficient" and len(main(of).rating.scores) == 4, "four pieces say yes"),
    ("s-0008", lambda of: unmet(main(of)) == ("kinds", "assessors"), "all are quizzes that one person marked"),
    ("s-0008", lambda of: main(of).reached is None, "one-sided evidence does not reach the target"),
    (
        "s-0009",
        lambda of: [each.by for each in of.pathways[0].steps[:4]] == ["accepted"] * 4,
        "the former school's word",
    ),
    ("s-0009", lambda of: step(of, "rates-of-fractions").missing == (), "what was accepted opens the next steps"),
    ("s-0010", lambda of: step(of, "cells").by == "other_way", "prior learning fulfils the step"),
    ("s-0010", lambda of: standing_of(of, "ngss:ms-ls1-1").rating.value is None, "and never enters a rating"),
    ("s-0011", lambda of: len(of.pathways) == 2, "two pathways at once"),
    ("s-0011", lambda of: {each.goal for way in of.pathways for each in way.steps} >= {"g1", "g2"}, "a goal on each"),
    (
        "s-0012",
        lambda of: [partner.id for _, partner in of.experiences if partner] == ["calder-family-clinic"],
        "placed",
    ),
    ("s-0012", lambda of: "m-0001" in {each.assessor for each in of.evidence}, "the mentor's word counts"),
    ("s-0013", lambda of: pace(of) == "on_plan" and 6 <= len(of.goals) <= 8, "many goals, none of them late"),
    ("s-0013", lambda of: of.plan is not None and of.plan.postsecondary is not None, "college hopes are in the plan"),
    ("s-0014", lambda of: pace(of) == "more_time", "two weeks away are left out, and there is still more to do"),
    ("s-0014", lambda of: len(of.learner.away) == 1, "the absence is written down"),
    ("s-0015", lambda of: len(of.goals) == 1 and pace(of) == "on_plan", "one goal is a whole plan"),
    ("e-0001", lambda of: of.learner.kind == "educator" and pace(of) == "on_plan", "educators have plans too"),
    ("e-0001", lambda of: main(of).framework.id == "educator", "on a framework of their own"),
)


@pytest.mark.parametrize(("learner", "holds", "because"), SITUATIONS)
def test_the_example_learner_is_in_this_situation(learner: str, holds: Predicate, because: str) -> None:
    assert holds(picture(learner)), because


def test_no_file_of_the_example_raises_a_problem() -> None:
    school = example()
    assert school.problems == ()
    for folder in school.folders:
        _, problems = checked_learner(school, folder)
        assert problems == (), folder.learner


SENTENCE_END = re.compile(r"(?<=[.!?”\"»])\s+")


def words_in(value: object) -> Iterator[str]:
    """Every version of every text below a record."""
    if isinstance(value, Text):
        yield from (version.text for version in value.versions.values())
    elif isinstance(value, tuple):
        for each in value:
            yield from words_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_in(getattr(value, field.name))


def sentences_of(records: LearnerRecords) -> Iterator[str]:
    """What has four words or more; titles of courses and other labels may well be shared."""
    for text in words_in(records):
        yield from (part.casefold() for part in SENTENCE_END.split(text) if len(part.split()) > 3)


def test_no_two_plans_share_a_sentence() -> None:
    whose: defaultdict[str, set[str]] = defaultdict(set)
    for learner, records in records_of_all().items():
        for sentence in sentences_of(records):
            whose[sentence].add(learner)
    assert {sentence: ids for sentence, ids in whose.items() if len(ids) > 1} == {}
