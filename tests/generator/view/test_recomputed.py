"""What a reader can work out again from a page alone, and that every page tells the same of one goal."""

import re
from datetime import date, timedelta

import pytest

from generator.cli.explain import as_lines
from generator.model.pathway_picture import PathwayPicture
from generator.model.picture import GoalPicture, Picture
from generator.view.days import alike
from generator.view.edition import editions_of
from generator.view.editions.plan import PrintedPlan
from generator.view.forecasts import PlannedStep, time_of
from generator.view.goals import goal_path, main_goal_of
from generator.view.in_short import in_short
from generator.words import Words
from tests.generator.test_example_situations import example, picture, records_of_all
from tests.generator.view.pages import pages_of, read, spoken, words_in

LEARNERS = sorted(records_of_all())
ENGLISH = words_in("en")
ONE_DAY = timedelta(days=1)


def text_of(html: str) -> str:
    return " ".join(spoken(read(html)))


def main_goal(of: Picture) -> GoalPicture | None:
    goal = main_goal_of(of)
    return goal if goal is not None and goal.main is not None and goal.reached_on is None else None


@pytest.mark.parametrize("learner", LEARNERS)
def test_one_story_of_the_main_goal(learner: str) -> None:
    """The site, the paper and the command say the same words, the same count and the same day."""
    of = picture(learner)
    goal = main_goal(of)
    if goal is None or goal.main is None:
        return
    words = ENGLISH.for_stage(of.learner.stage)
    pages = {path: text_of(html) for path, html in pages_of(of, words).items()}
    home, own = pages[""], pages[goal_path(goal.goal.id)]
    why, aim = in_short(goal.main, of, words), f"{goal.goal.due:%B} {goal.goal.due.day}, {goal.goal.due.year}"
    assert why in home
    assert why in own
    assert why in tuple(as_lines(goal.main, of, words))
    assert f"My aim: {aim}." in home
    assert f"My aim: {aim}." in own
    shown = {score.evidence.id for score in goal.main.rating.scores if score.points >= goal.main.target.points}
    for edition in editions_of(of, lambda _: ENGLISH):
        plan = edition.content
        if not isinstance(plan, PrintedPlan):
            continue
        assert plan.main is not None
        assert plan.main.aim == f"Aim: {aim}."
        asked = goal.main.sufficiency.rule.pieces
        assert asked < 2 or f"So far: {len(shown)} of {asked}." in plan.main.progress


@pytest.mark.parametrize("learner", LEARNERS)
def test_when_one_moves_forward_is_said_once(learner: str) -> None:
    of = picture(learner)
    pages = pages_of(of, ENGLISH)
    for goal in of.goals:
        if len(goal.standings) == 1:
            said = text_of(pages[goal_path(goal.goal.id)])
            assert len(re.findall(r"I move forward(?!\?)|To move forward", said)) <= 1, said


def own_school_days(of: Picture) -> list[date]:
    """Counted by hand: weekdays of the calendar's years without closed days and without the learner's days away."""
    away = [(each.from_, each.to) for each in of.learner.away]
    found = []
    for year in example().commons.calendar.years.values():
        closed = [(each.from_, each.to or each.from_) for each in year.closed]
        day = year.start
        while day <= year.finish:
            if day.weekday() < 5 and not any(first <= day <= last for first, last in (*closed, *away)):
                found.append(day)
            day += ONE_DAY
    return sorted(found)


def told(pathway: PathwayPicture, of: Picture, words: Words = ENGLISH) -> tuple[tuple[PlannedStep, ...], str]:
    worked = time_of(pathway, of, words).worked
    return worked.planned, worked.plan


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_planned_days_follow_from_what_the_page_tells(learner: str) -> None:
    """The days shared out, and each step's part of them, count out the day it is planned by."""
    of = picture(learner)
    for pathway in of.pathways:
        planned, plan = told(pathway, of)
        days = [day for day in own_school_days(of) if pathway.start <= day <= pathway.finish]
        assert f"there are {len(days)} school days" in plan
        shares = [int(step.days) for step in planned]
        for place in range(1, len(shares) + 1):
            count = -(-sum(shares[:place]) * len(days) // sum(shares))
            due = days[count - 1]
            assert planned[place - 1].due in {f"{due:%b} {due.day}", f"{due:%b} {due.day}, {due.year}"}


@pytest.mark.parametrize("learner", LEARNERS)
def test_a_table_of_days_tells_all_years_or_none(learner: str) -> None:
    of = picture(learner)
    for pathway in of.pathways:
        planned, _ = told(pathway, of)
        assert len({", " in step.due for step in planned}) <= 1


@pytest.mark.parametrize("learner", LEARNERS)
def test_each_rate_is_a_sum_that_comes_out(learner: str) -> None:
    of = picture(learner)
    days = own_school_days(of)
    for pathway in of.pathways:
        for row in time_of(pathway, of, ENGLISH).worked.forecast:
            found = re.search(r"(\d+) × (\d+) ÷ (\d+)\W*, rounded up: ([\d,]+) school day", row)
            if found is not None and pathway.forecast is not None:
                left, window, reached, takes = (int(number.replace(",", "")) for number in found.groups())
                assert takes == -(-left * window // reached)
                ahead = [day for day in days if day > pathway.forecast.stated_on]
                if takes <= len(ahead):
                    day = ahead[takes - 1]
                    assert f"until {day:%b} {day.day}" in row


def test_days_far_from_each_other_are_told_with_their_year() -> None:
    of = picture("s-0001")
    may, june = date(2026, 5, 11), date(2027, 6, 16)
    assert alike((may,), of, ENGLISH) == ("May 11",), "alone, nobody would wonder"
    assert alike((may, june), of, ENGLISH) == ("May 11, 2026", "Jun 16, 2027")


@pytest.mark.parametrize("learner", LEARNERS)
def test_where_nobody_can_say_when_the_working_names_no_day_either(learner: str) -> None:
    of = picture(learner)
    for pathway in of.pathways:
        if pathway.forecast is not None and pathway.forecast.why_not is not None:
            assert not any("until" in row for row in time_of(pathway, of, ENGLISH).worked.forecast)
