"""Who gets what this week: order, the most a week may bring, and a Thursday that is Monday without what is done."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model.clock import FINDINGS, PutAside
from generator.model.findings.finding import Finding, NoEvidence
from generator.model.worklist import LearnersFindings, Worklist, worklists_of
from generator.records.staff import Seen
from tests.generator.model.made import HERE, day, said

CLASSES = {"s-0001": "class-harbor", "s-0002": "class-harbor", "s-0003": "class-summit"}


def finding(learner: str = "s-0001", id: str = "stalled:g1", **changes: Any) -> Finding:
    usual: dict[str, Any] = {
        "rule": id.partition(":")[0],
        "about": ("g1",),
        "responsible": "t-0001",
        "since": day("10-30"),
        "days": 15,
        "arose": day("11-16"),
        "due": day("11-23"),
        "why": NoEvidence(goal="g1", newest=None, allowed=15),
    }
    return Finding(learner=learner, id=id, **(usual | changes))


def share(*today: Finding, before: tuple[Finding, ...] | None = None, aside: tuple[Finding, ...] = ()) -> Any:
    """One learner's findings; without `before` they stood on Monday, too."""
    learner = (*today, *(before or ()), *aside)[0].learner
    hidden = tuple(
        PutAside(
            finding=one,
            seen=Seen(finding=one.id, by="t-0001", until=day("12-04"), reason=said("soon"), place=HERE),
        )
        for one in aside
    )
    monday = (*today, *aside) if before is None else before
    return LearnersFindings(learner=learner, at_week_start=monday, today=today, aside=hidden)


def keys(worklist: Worklist) -> list[tuple[str, str]]:
    return [(one.learner, one.id) for line in worklist.lines for one in line.findings]


def test_the_child_who_has_waited_longest_comes_first_then_the_weight_of_the_rule_then_the_day() -> None:
    shares = (
        share(
            finding(id="thin:a", days=9),
            finding(id="stalled:g2", days=20),
            finding(id="waiting:x", days=9),
            finding(id="step:g2.a1", days=9, due=day("11-24")),
            finding(id="step:g1.a1", days=9, due=day("11-25")),
        ),
    )
    (only,) = worklists_of(shares, None, {})
    assert [id_ for _, id_ in keys(only)] == ["stalled:g2", "waiting:x", "step:g2.a1", "step:g1.a1", "thin:a"]


def test_each_adult_has_an_own_list_and_what_nobody_answers_for_comes_last() -> None:
    shares = (
        share(finding("s-0001", responsible=None)),
        share(finding("s-0002", responsible="t-0002"), finding("s-0002", "thin:x", responsible="t-0001")),
    )
    assert [each.person for each in worklists_of(shares, None, {})] == ["t-0001", "t-0002", None]


def test_the_same_finding_in_one_class_is_one_line() -> None:
    shares = (
        share(finding("s-0001", days=16), finding("s-0001", "thin:x", days=18)),
        share(finding("s-0002", days=17)),
        share(finding("s-0003", days=30)),
    )
    (only,) = worklists_of(shares, None, CLASSES)
    assert [(line.rule, line.group, [one.learner for one in line.findings]) for line in only.lines] == [
        ("stalled", "class-summit", ["s-0003"]),
        ("thin", "class-harbor", ["s-0001"]),
        ("stalled", "class-harbor", ["s-0002", "s-0001"]),
    ]


def test_learners_of_no_class_are_not_thrown_together() -> None:
    shares = (share(finding("s-0008")), share(finding("s-0009")))
    (only,) = worklists_of(shares, None, {})
    assert [(line.group, len(line.findings)) for line in only.lines] == [(None, 1), (None, 1)]


WEEK = tuple(finding(id=f"stalled:g{number}", days=40 - number) for number in range(1, 6))


def test_no_more_a_week_than_the_school_asks_and_the_rest_is_counted() -> None:
    (only,) = worklists_of((share(*WEEK),), 2, {})
    assert [id_ for _, id_ in keys(only)] == ["stalled:g1", "stalled:g2"]
    assert [one.id for one in only.later] == ["stalled:g3", "stalled:g4", "stalled:g5"]


def test_what_is_done_makes_no_room_before_the_next_week() -> None:
    (only,) = worklists_of((share(*WEEK[1:], before=WEEK),), 2, {})
    assert [id_ for _, id_ in keys(only)] == ["stalled:g2"]


def test_what_came_since_monday_takes_the_room_that_is_left_in_the_order_it_came() -> None:
    thursday = finding(id="waiting:x", days=50, arose=day("11-19"))
    tuesday = finding(id="waiting:y", days=5, arose=day("11-17"))
    (only,) = worklists_of((share(*WEEK, thursday, tuesday, before=WEEK),), 6, {})
    assert {id_ for _, id_ in keys(only)} == {one.id for one in WEEK} | {"waiting:y"}
    assert [one.id for one in only.later] == ["waiting:x"]


def test_what_is_put_aside_takes_no_room_and_is_kept_with_its_reason() -> None:
    (only,) = worklists_of((share(*WEEK[1:], before=WEEK, aside=WEEK[:1]),), 2, {})
    assert [id_ for _, id_ in keys(only)] == ["stalled:g2", "stalled:g3"]
    assert [(each.finding.id, each.seen.until) for each in only.aside] == [("stalled:g1", day("12-04"))]


def test_a_quiet_school_has_no_lists() -> None:
    assert worklists_of((), 8, {}) == ()


FOUND = st.builds(
    finding,
    learner=st.sampled_from(("s-0001", "s-0002", "s-0003")),
    id=st.builds(lambda rule, number: f"{rule}:g{number}", st.sampled_from(tuple(FINDINGS)), st.integers(1, 9)),
    days=st.integers(0, 60),
    responsible=st.sampled_from(("t-0001", "t-0002", None)),
)
MANY = st.lists(FOUND, max_size=30, unique_by=lambda one: (one.learner, one.id))


def shares_of(monday: list[Finding], today: list[Finding]) -> tuple[LearnersFindings, ...]:
    learners = sorted({one.learner for one in (*monday, *today)})
    return tuple(
        LearnersFindings(
            learner=learner,
            at_week_start=tuple(one for one in monday if one.learner == learner),
            today=tuple(one for one in today if one.learner == learner),
            aside=(),
        )
        for learner in learners
    )


@given(monday=MANY, done=st.sets(st.integers(0, 29)), per_week=st.integers(0, 8))
def test_thursdays_list_is_mondays_without_what_is_done(monday: list[Finding], done: set[int], per_week: int) -> None:
    left = [replace(one, days=one.days + 3) for number, one in enumerate(monday) if number not in done]
    first = {key for each in worklists_of(shares_of(monday, monday), per_week, CLASSES) for key in keys(each)}
    later = {key for each in worklists_of(shares_of(monday, left), per_week, CLASSES) for key in keys(each)}
    assert later == first & {(one.learner, one.id) for one in left}


@given(today=MANY, per_week=st.one_of(st.none(), st.integers(0, 8)))
def test_every_finding_is_told_once_to_one_adult(today: list[Finding], per_week: int | None) -> None:
    lists = worklists_of(shares_of(today, today), per_week, CLASSES)
    told = [key for each in lists for key in (*keys(each), *((one.learner, one.id) for one in each.later))]
    assert sorted(told) == sorted((one.learner, one.id) for one in today)
    assert all(len(keys(each)) <= per_week for each in lists if per_week is not None)
