"""The page of conversations: what to think about before, what was agreed, who said yes, and nothing about any home."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Reached
from generator.records.support import Support
from generator.view.page import RichText
from generator.view.pages.conversations import ConversationsPage, conversations
from generator.view.prompts import open_questions, questions_before
from tests.generator.view.lived_in import LAST_YEAR, NEWEST, lived_in
from tests.generator.view.made import EQUAL_NOW, GOT_IT, HERE, SECOND, bare, goal_picture, picture
from tests.generator.view.pages import pages_of, read, words_in

WORDS = words_in("en")


def page_of(learner: Picture, language: str = "en") -> ConversationsPage:
    (page,) = conversations(learner, words_in(language))
    assert isinstance(page.content, ConversationsPage)
    return page.content


@pytest.mark.parametrize(
    ("learner", "first", "because"),
    [
        (bare(), "What am I good at?", "nobody has a goal or work to speak of yet"),
        (picture(), "Which piece of work am I proud of?", "a student speaks of work"),
        (
            picture(learner=replace(picture().learner, kind="educator")),
            "Which piece of work shows what has changed in my practice?",
            "an educator speaks of practice",
        ),
    ],
)
def test_three_prompts_fit_to_who_leads(learner: Picture, first: str, because: str) -> None:
    prompts = questions_before(learner, WORDS)
    assert (len(prompts), prompts[0]) == (3, first), because


def first_goal(**changes: Any) -> GoalPicture:
    goal = goal_picture()
    return replace(goal, goal=replace(goal.goal, **changes))


SEEMS_REACHED = replace(EQUAL_NOW, proposed=Reached(on=date(2026, 11, 17), level=GOT_IT, by="model", evidence=None))
TODAY = {"evidence": (), "supports": (), "next_conference": None}


@pytest.mark.parametrize(
    ("learner", "asked", "because"),
    [
        (
            picture(**TODAY, goals=(goal_picture(standings=(SEEMS_REACHED,)),)),
            "The work seems to be there. Do we say that this is reached?",
            "a level that waits for a person",
        ),
        (
            picture(**TODAY, goals=(goal_picture(reached_on=date(2026, 11, 17)),)),
            "This is reached. What comes next?",
            "an active goal that is reached",
        ),
        (
            picture(**TODAY, goals=(first_goal(due=date(2026, 11, 19)),)),
            "The aim was November 19, 2026. Do we set a new day?",
            "yesterday",
        ),
        (
            picture(**TODAY, goals=(first_goal(due=date(2026, 11, 20)),)),
            "The aim is November 20, 2026. What is still missing?",
            "today has not passed",
        ),
        (
            picture(**(TODAY | {"next_conference": date(2026, 12, 11)}), goals=(first_goal(),)),
            "The aim is December 11, 2026. What is still missing?",
            "on the day one meets",
        ),
        (
            picture(**TODAY, goals=(first_goal(),)),
            "The aim is December 11, 2026. What is the next step?",
            "nothing presses: what is nearest",
        ),
        (picture(**TODAY, goals=(SECOND,)), "This is taking more time. What would help?", "behind the plan"),
        (
            picture(**TODAY, goals=(replace(SECOND, pace=None),)),
            "What would show that I can do it?",
            "nobody wrote what counts",
        ),
        (
            picture(**TODAY, goals=(replace(first_goal(activities=()), doing=()),)),
            "What is the first step?",
            "nobody wrote what to do",
        ),
        (
            picture(**TODAY, goals=(first_goal(status="paused"),)),
            "This is paused. Do we take it up again?",
            "what rests is not forgotten",
        ),
    ],
)
def test_what_the_plan_leaves_open_is_asked(learner: Picture, asked: str, because: str) -> None:
    assert [question.asks for question in open_questions(learner, WORDS)][:1] == [asked], because


@pytest.mark.parametrize(
    ("check_on", "asked", "because"),
    [
        (date(2026, 12, 9), True, "the day one meets"),
        (date(2026, 12, 10), False, "later than that"),
        (date(2026, 11, 1), True, "forgotten last time"),
        (None, False, "no day is set"),
    ],
)
def test_help_is_looked_at_when_its_day_comes(check_on: date | None, asked: bool, because: str) -> None:
    (each,) = picture().supports
    support: Support = replace(each.support, check_on=check_on)
    learner = picture(supports=(replace(each, support=support),))
    about = [question.about.text for question in open_questions(learner, WORDS)]
    assert ("Reading with a partner" in about) == asked, because


def test_each_goal_asks_once_and_few_ask() -> None:
    goals = tuple(replace(SECOND, goal=replace(SECOND.goal, id=f"g{n}", due=date(2026, 11, 1))) for n in range(1, 13))
    questions = open_questions(picture(goals=goals), WORDS)
    assert len(questions) == 4
    assert len({question.path for question in questions}) == 4


@pytest.mark.parametrize(
    ("learner", "day", "says", "because"),
    [
        (lived_in(), "Wednesday, December 9, 2026", "With Ms. Okafor", "a day and who comes"),
        (lived_in(people={}), "Wednesday, December 9, 2026", "About my plan", "nobody's name is known"),
        (
            lived_in(next_conference=None),
            None,
            "We had planned to meet on December 9, 2026. Now we choose a new day.",
            "the picture knows of no day ahead, so the agreed one has passed",
        ),
        (
            bare(),
            None,
            "The day is not set yet. I can ask for one at any time, and so can my family and my school.",
            "none was ever set",
        ),
    ],
)
def test_when_one_meets_next(learner: Picture, day: str | None, says: str, because: str) -> None:
    following = page_of(learner).next
    assert (following.day, following.says) == (day, says), because


def test_the_last_conversation_is_told_whole() -> None:
    last = page_of(lived_in()).last
    assert last is not None
    assert last.about == ("Led by me",)
    assert last.there == "me, my family, and Ms. Okafor"
    assert [decision.text for decision in last.decisions] == ["Word cards go home on Fridays."]
    assert last.notes is not None
    assert last.notes.text == "Layla folded a strip in front of everybody."
    assert [piece.path for piece in last.evidence] == ["evidence/#e-strips"], (
        "what the files no longer hold is left out"
    )


def test_what_came_of_it_is_what_was_done_since_and_what_is_done_now() -> None:
    last = page_of(lived_in()).last
    assert last is not None
    (working, reached) = last.goals
    assert [(step.title.text, step.state) for step in working.steps] == [
        ("Fold paper strips to show 1/2, 2/4 and 4/8", "done"),
        ("Recipe problem: double and halve Grandma’s bread", "doing"),
    ]
    assert (reached.reached, reached.steps) == ("Reached October 2, 2026", ()), "a goal that is reached needs no steps"


def test_goals_of_another_year_are_not_taken_for_this_years() -> None:
    earlier = {held.day: held for held in page_of(lived_in()).earlier}
    assert [goal.path for goal in earlier["September 10, 2026"].goals] == ["goal/g2/"]
    assert earlier["May 12, 2026"].goals == (), "g1 of last year is another goal"
    assert earlier["May 12, 2026"].nothing is not None, "nothing was written down, and that is said"


def test_two_conversations_of_one_day_have_an_anchor_each() -> None:
    again = replace(NEWEST, kind="check_in", led_by="t-0001", place=replace(HERE, file="plans/s-0001/b.yml"))
    found = page_of(lived_in(conferences=(NEWEST, again, LAST_YEAR)))
    assert found.last is not None
    assert [found.last.anchor, *(held.anchor for held in found.earlier)] == [
        "held-2026-10-15-1",
        "held-2026-10-15-2",
        "held-2026-05-12",
    ]


def test_a_family_says_yes_once_whoever_said_it() -> None:
    agreed = page_of(lived_in()).agreed
    assert [(each.who, each.when) for each in agreed] == [
        ("My family", "October 22, 2026, on paper"),
        ("Me", "October 15, 2026, on paper"),
        ("Advisor: Ms. Okafor", "October 14, 2026, on paper"),
    ]
    assert [each.again for each in agreed] == [False, True, False]
    assert [each.state for each in agreed] == [
        "To the words as they are today.",
        "The words have changed since then. We read them again together.",
        None,
    ]


def test_reviews_tell_what_was_held_and_what_is_ahead() -> None:
    looked = page_of(lived_in()).looked
    assert [each.when for each in looked] == ["Planned by January 22, 2027", "October 15, 2026, with Ms. Okafor"], (
        "a conversation stands for the review planned for about that day"
    )
    missed = page_of(lived_in(conferences=())).looked
    assert missed[0].when == "Planned for September 15, 2026. It is still to come."


def test_decisions_are_in_the_readers_language() -> None:
    last = page_of(lived_in(), "es").last
    assert last is not None
    assert last.decisions == (RichText(text="Las tarjetas van a casa los viernes.", language=None, direction=None),)


def test_an_empty_page_says_what_happens_next() -> None:
    text = read(pages_of(bare(), WORDS)["conversations/"])[0].text
    for said in (
        "No conversation has been held yet. In the first one we choose what I want to reach.",
        "There is no plan for this year yet.",
        "No day is set for that yet.",
    ):
        assert said in text
