"""What was changed since somebody agreed: whenever the code is another, something is told; never when it is not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.agree_since import Difference, Reader, differences
from generator.model.text_code import Agreed, agreed_in, code_of
from generator.records.commons import PlanYear
from generator.records.text import Text
from tests.generator.model.test_text_code import ALL, CHANGED, GOAL, SHARED, STEP, YEAR, both, with_goal

ENGLISH = Reader(language="en", own="en")
THEN = agreed_in(YEAR, SHARED)


def since(year: PlanYear, reader: Reader = ENGLISH) -> tuple[Difference, ...]:
    return differences(THEN, agreed_in(year, SHARED), ALL, reader)


@pytest.mark.parametrize(("year", "shared", "because"), CHANGED, ids=[because for *_, because in CHANGED])
def test_whatever_changes_a_code_is_told(year: PlanYear, shared: object, because: str) -> None:
    assert shared is not None
    found = differences(THEN, agreed_in(year, shared), ALL, ENGLISH)  # type: ignore[arg-type]
    assert found, because


NEW_STEP = replace(STEP, id="a2", activity=None, title=both("Cut a loaf.", "Corta un pan."), minutes=None, who=None)


@pytest.mark.parametrize(
    ("year", "told", "because"),
    [
        (YEAR, (), "nothing"),
        (with_goal(due=GOAL.due.replace(day=20)), (("g1", "due", True, True, None),), "a day"),
        (
            with_goal(activities=(replace(STEP, minutes=30),)),
            (("g1", "minutes", True, True, "Paper strips"),),
            "whose minutes they are is told with them",
        ),
        (with_goal(activities=(STEP, NEW_STEP)), (("g1", "activity", False, True, None),), "a step more"),
        (with_goal(success_criteria=()), (("g1", "criterion", True, False, None),), "a sign less"),
        (replace(YEAR, goals=YEAR.goals[:1]), (("g2", "goal", True, False, None),), "a goal that is gone"),
    ],
)
def test_what_is_told(year: PlanYear, told: tuple[object, ...], because: str) -> None:
    def of(each: Difference) -> str | None:
        return each.of.versions["en"].text if isinstance(each.of, Text) else each.of

    found = since(year)
    assert tuple((d.part, d.name, d.before is not None, d.now is not None, of(d)) for d in found) == told, because


def test_a_translation_changes_only_what_its_readers_agreed_to() -> None:
    year = with_goal(i_can=both("I can share fairly.", "Sé repartir."))
    assert since(year) == ()
    assert [each.name for each in since(year, Reader(language="es", own="en"))] == ["i_can"]


def test_only_what_was_agreed_to_is_told() -> None:
    year = with_goal(due=GOAL.due.replace(day=20))
    assert differences(THEN, agreed_in(year, SHARED), ("plan", "g2"), ENGLISH) == ()


FACTS = st.lists(
    st.tuples(st.sampled_from(("why", "activity", "minutes", "by", "competency", "level")), st.sampled_from("abc")),
    max_size=5,
).map(tuple)
TEXTS = st.tuples(FACTS, FACTS).map(lambda facts: dict(zip(("plan", "g1"), facts, strict=True)))  # always in this order


@settings(max_examples=150)
@given(TEXTS, TEXTS)
def test_another_code_always_has_something_to_tell(then: Agreed, now: Agreed) -> None:
    covers = ("plan", "g1")
    same = code_of(then, covers, "en", "en") == code_of(now, covers, "en", "en")
    assert (differences(then, now, covers, ENGLISH) == ()) == same
