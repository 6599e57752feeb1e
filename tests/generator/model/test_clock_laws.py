"""Laws of the clock over made-up learners: whoever keeps their plan is not spoken of, and days away change nothing."""

from datetime import date
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from generator.model.calendar import school_days_of
from generator.records.commons import LearnerRecords
from generator.records.learner import Away
from generator.records.school import ReviewRule
from tests.generator.model import made
from tests.generator.model.clock_made import (
    check,
    conference,
    decided,
    found,
    ids,
    pupil,
    quiet,
    review,
    school,
    support,
)
from tests.generator.model.made import HERE, REF, goal, piece

DAYS = school_days_of(made.CALENDAR).days
FIRST = DAYS.index(made.YEAR.start)
LAST = DAYS.index(made.YEAR.finish)
STRICT = school(review_rule=ReviewRule(every_days=60, at_transitions=True, place=HERE))


def text(day: date) -> str:
    return day.strftime("%m-%d")


@st.composite
def on_plan(draw: st.DrawFn) -> tuple[LearnerRecords, date]:
    """Work comes before a goal would be stalled and each time a little better; what is agreed lies ahead or is done."""
    start = FIRST + draw(st.integers(0, 60))
    seen = []
    at = start
    for level in draw(st.sampled_from(((), (1,), (2,), (1, 2), (1, 3), (2, 3), (1, 2, 3)))):
        at += draw(st.integers(1, 14))
        seen.append(piece(f"e{at}", DAYS[at], level))
    at += draw(st.integers(0, 14))
    on = DAYS[at]
    handed = piece("new", None, None, submitted_on=DAYS[at - draw(st.integers(0, 4))])
    ahead = DAYS[min(at + draw(st.integers(0, 20)), LAST)]
    steps = (
        made.step("a1", by=DAYS[start], status="done", done_on=DAYS[at]),
        made.step("a2", by=ahead, status=draw(st.sampled_from(("next", "doing")))),
    )
    helps = support(
        text(on),
        start=DAYS[start],
        checks=(check(text(DAYS[start]), None),),
        decisions=draw(st.sampled_from(((), (decided(text(DAYS[start]), "change", text(ahead)),)))),
    )
    records = quiet(
        *seen,
        *((handed,) if draw(st.booleans()) else ()),
        goal=goal("g1", REF, start=DAYS[start], due=ahead, activities=steps, review_on=ahead),
        plan=made.plan(reviews=(review(text(DAYS[start]), text(DAYS[start])), review(text(ahead)))),
        conferences=(conference(text(DAYS[start]), text(ahead)),),
        supports=(helps,),
        who=pupil(away=draw(st.sampled_from(((), (Away(from_=on, to=on, place=HERE),))))),
    )
    return records, on


@given(on_plan())
def test_whoever_keeps_the_plan_is_not_spoken_of(case: tuple[LearnerRecords, date]) -> None:
    records, on = case
    assert ids(records, STRICT, on) == []


@st.composite
def left_alone(draw: st.DrawFn) -> tuple[LearnerRecords, int, int]:
    """A learner whom nobody looked after for a while, and then a stretch of days away up to a school day."""
    start = FIRST + draw(st.integers(0, 30))
    leaves = start + draw(st.integers(1, 80))
    back = leaves + draw(st.integers(1, 30))
    assume(back < LAST)
    submitted: dict[str, Any] = {"submitted_on": DAYS[start + 1]}
    records = quiet(
        piece("a", DAYS[start], 2),
        piece("b", None, None, **submitted),
        goal=goal("g1", start=DAYS[start], due=DAYS[LAST], activities=(made.step("a1", by=DAYS[start + 1]),)),
        conferences=(conference(text(DAYS[start]), text(DAYS[start + 1])),),
        supports=(support(text(DAYS[start]), start=DAYS[start]),),
        who=pupil(away=(Away(from_=DAYS[leaves + 1], to=DAYS[back], place=HERE),)),
    )
    return records, leaves, back


@given(left_alone())
def test_days_away_change_nothing(case: tuple[LearnerRecords, int, int]) -> None:
    records, leaves, back = case
    before = [(each.id, each.days) for each in found(records, on=DAYS[leaves])]
    after = [(each.id, each.days) for each in found(records, on=DAYS[back])]
    assert after == before
