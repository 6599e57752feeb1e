"""The example school's situations are computed, not told: each learner stands where the plan's author meant."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.pathway_picture import Step
from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Standing
from generator.records.commons import LearnerRecords
from generator.records.learner import Consent
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


def rated(standing: Standing) -> str | None:
    """The computed level, whatever a person decided."""
    return None if standing.rating.level is None else standing.rating.level.id


def goal_standing(of: Picture, id_: str) -> Standing:
    standing = goal(of, id_).main
    assert standing is not None
    return standing


def days_behind(of: Picture) -> int:
    stated = of.pathways[0].pace
    assert stated is not None
    return stated.days_behind


def never_away(of: Picture) -> Picture:
    """The same learner, at school on every day."""
    school, records = example(), records_of_all()[of.learner.learner]
    there = replace(records, learner=replace(records.learner, away=()))
    return picture_of(there, school.commons, of.people, school.on)


def two_pathways_at_two_paces(of: Picture) -> bool:
    return [each.pace and each.pace.state for each in of.pathways] == ["ahead", "on_plan"]


def second_try_replaced_the_first(of: Picture) -> bool:
    rating = of.standings["ngss:hs-ps1-7"].rating
    left_out = {each.evidence.id: each.why for each in rating.left_out}
    counted = [score.evidence.id for score in rating.scores]
    return left_out["burning-steel-wool"] == "superseded" and "burning-steel-wool-2" in counted


def only_the_mentor_saw_it(of: Picture) -> bool:
    standing = goal_standing(of, "g1")
    seen = {(score.evidence.partner, score.evidence.assessor) for score in standing.rating.scores}
    return seen == {("calder-family-clinic", "m-0001")} and level(standing) == "proficient"


def forty_of_sixty_hours(of: Picture) -> bool:
    ((experience, _),) = of.experiences
    hours = sum((entry.hours for entry in experience.log), Decimal(0))
    return (hours, experience.hours_agreed, step(of, "placement").state) == (Decimal(40), Decimal(60), "ready")


def seven_goals_on_plan(of: Picture) -> bool:
    active = [each for each in of.goals if each.goal.status == "active"]
    paces = [each.pace and each.pace.state for each in active] + [each.pace and each.pace.state for each in of.pathways]
    return (len(active), paces) == (7, ["on_plan"] * 9)


def hopes_for_college(of: Picture) -> bool:
    beyond = None if of.plan is None else of.plan.postsecondary
    domains = {each.goal.domain for each in of.goals}
    return beyond is not None and bool(beyond.hopes) and len(domains) == 4


def judged_below_the_rating(of: Picture) -> bool:
    standing = goal_standing(of, "g3")
    return (level(standing), rated(standing)) == ("getting-closer", "got-it")


def two_supports_run(of: Picture) -> bool:
    return [each.support.id for each in of.supports if each.running] == ["monday-coffee", "pace-reset"]


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
    ("s-0011", two_pathways_at_two_paces, "two pathways at once, each with its own pace"),
    ("s-0011", lambda of: (step(of, "constraints").goal, step(of, "rates").goal) == ("g1", "g2"), "a goal on each"),
    ("s-0011", second_try_replaced_the_first, "a better second try takes the place of the first"),
    ("s-0012", only_the_mentor_saw_it, "what a partner's mentor saw at work is evidence like any other"),
    (
        "s-0012",
        lambda of: unmet(goal_standing(of, "g1")) == ("pieces", "assessors"),
        "a second pair of eyes is asked for",
    ),
    ("s-0012", lambda of: goal_standing(of, "g1").reached is None, "one piece at the level is not enough at work"),
    ("s-0012", lambda of: step(of, "safe").reached_on == date(2026, 10, 22), "once at school and once at the clinic"),
    ("s-0012", forty_of_sixty_hours, "the placement is not over until the agreed hours are full"),
    ("s-0013", seven_goals_on_plan, "seven goals at once, on two pathways, none of them late"),
    ("s-0013", hopes_for_college, "a plan reaches beyond lessons and beyond school"),
    ("s-0013", judged_below_the_rating, "a teacher's judgement is shown, and the computed level beside it"),
    ("s-0013", lambda of: goal(of, "g8").reached_on == date(2026, 11, 4), "the second piece at the level made it so"),
    ("s-0014", lambda of: pace(of) == "more_time", "the next step was due more than the buffer ago"),
    ("s-0014", lambda of: days_behind(of) < days_behind(never_away(of)), "two weeks away are not two weeks behind"),
    ("s-0014", two_supports_run, "help is running, and the day to look at it is still to come"),
    ("s-0014", lambda of: goal(of, "g4").pace is None, "what rests until January cannot be late in November"),
    ("s-0015", lambda of: len(of.goals) == 1 and pace(of) == "on_plan", "one goal is a whole plan"),
    ("s-0015", lambda of: (level(main(of)), unmet(main(of))) == ("got-it", ("pieces",)), "the level is there, once"),
    ("e-0001", lambda of: of.learner.kind == "educator" and of.grade is None, "educators have plans too"),
    ("e-0001", lambda of: [each.id for each in of.frameworks] == ["educator"], "on a framework of their own"),
    (
        "e-0001",
        lambda of: rated(goal_standing(of, "g2")) == "practising",
        "practice is judged by the best that was seen",
    ),
    ("e-0001", lambda of: step(of, "target").reached_on == date(2026, 10, 2), "two people had seen it by then"),
)


@pytest.mark.parametrize(("learner", "holds", "because"), SITUATIONS)
def test_the_example_learner_is_in_this_situation(learner: str, holds: Predicate, because: str) -> None:
    assert holds(picture(learner)), because


def test_all_that_is_told_of_the_example_is_that_two_plans_have_gaps_in_their_homes_languages() -> None:
    school = example()
    assert school.problems == ()
    told = [problem for folder in school.folders for problem in checked_learner(school, folder)[1]]
    assert [(problem.code, problem.place.file) for problem in told] == [
        ("translation-missing", "plans/class-harbor/s-0001/learner.yml"),
        ("translation-missing", "plans/class-harbor/s-0003/learner.yml"),
    ]


SENTENCE_END = re.compile(r"(?<=[.!?”\"»])\s+")


def words_in(value: object) -> Iterator[str]:
    """Every version of every text below a record; what a school asks every family is the same for all."""
    if isinstance(value, Consent):
        return
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
