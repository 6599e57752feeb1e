"""By what a step was met, and that narrowing a pathway later takes away nothing that a plan records."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.joined import picture_of
from generator.model.pathway_picture import PathwayPicture, Way
from generator.records.commons import LearnerRecords
from generator.records.evidence import Evidence
from generator.records.framework import Condition
from generator.records.library import Activity, FulfilledBy, Partner, Pathway, Requirement
from generator.records.plan import Experience, Fulfilled, Goal
from tests.generator.model.made import (
    HERE,
    ON,
    accepted,
    any_of,
    commons,
    competency,
    day,
    follows,
    framework,
    goal,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    result,
    said,
    step,
    year,
)

MATH = framework(competency("a"), competency("b"))
SHARED: dict[str, Any] = {
    "activities": {"walk": Activity(id="walk", title=said("The long walk"), mode="field", place=HERE)},
    "partners": {"clinic": Partner(id="clinic", name=said("The clinic"), kind="health", place=HERE)},
}
WALKED = goal("g1", start=day("09-07"), activities=(step("a1", activity="walk", status="done", done_on=day("10-05")),))
PLACEMENT = Experience(partner="clinic", what=said("helping"), from_=day("09-01"), to=day("10-30"), place=HERE)
CARD = piece("card", "10-12", kind="credential", results=())
SHOWN_BY_CARD = piece("paper", "10-13", kind="credential", results=(result("math:a"),))
BROUGHT = piece("album", "09-03", 3, ref="math:a", kind="prior_learning")


def met_in(way: Pathway, known: LearnerRecords, on: date = ON, **shared: Any) -> PathwayPicture:
    return picture_of(known, commons(MATH, pathways=(way,), **(SHARED | shared)), {}, on).pathways[0]


def one(*ways: str, refs: tuple[str, ...] = ()) -> Pathway:
    allowed = FulfilledBy(any=ways, place=HERE) if ways else None
    return pathway(requirement("one", *refs, fulfilled_by=allowed))


def lived(*evidence: Evidence, goals: tuple[Goal, ...] = (), **agreed: Any) -> LearnerRecords:
    return records(*evidence, years=(year(plan(pathways=(follows(),), **agreed), *goals),))


def entry(way: str | None, on: str = "10-20", **changes: Any) -> Fulfilled:
    usual: dict[str, Any] = {"pathway": "numbers", "requirement": "one", "by": "t-0001", "place": HERE}
    return Fulfilled(way=way, on=day(on), **(usual | changes))


@pytest.mark.parametrize(
    ("way", "known", "kind", "title", "on", "because"),
    [
        (one("walk"), lived(goals=(WALKED,)), "activity", "The long walk", "10-05", "done, by its title"),
        (one("clinic"), lived(experiences=(PLACEMENT,)), "experience", "The clinic", "10-30", "at a partner"),
        (
            one("credential", "walk"),
            lived(replace(CARD, activity="walk")),
            "credential",
            "card",
            "10-12",
            "earned there",
        ),
        (one("credential", refs=("math:a",)), lived(SHOWN_BY_CARD), "credential", "paper", "10-13", "it shows a"),
        (one("credential", refs=("math:a", "math:b")), lived(SHOWN_BY_CARD), None, None, None, "b is not shown"),
        (one("prior_learning", refs=("math:a",)), lived(BROUGHT), "prior_learning", "album", "09-03", "brought along"),
        (one("credential", refs=("math:a",)), lived(BROUGHT), None, None, None, "prior learning is no credential"),
        (
            one("walk", "clinic"),
            lived(goals=(WALKED,), experiences=(PLACEMENT,)),
            "activity",
            "The long walk",
            "10-05",
            "the first",
        ),
        (one(), lived(fulfilled=(entry("old-course"),)), "recorded", None, "10-20", "nothing knows it any more"),
        (
            one(),
            lived(fulfilled=(entry("walk"),)),
            "activity",
            "The long walk",
            "10-20",
            "the catalogue still knows it",
        ),
        (one(), lived(fulfilled=(entry("clinic"),)), "experience", "The clinic", "10-20", "and the partner"),
        (one(), lived(fulfilled=(entry("walk", "11-23"),)), None, None, None, "recorded on a later day"),
        (one(), lived(fulfilled=(entry("walk", requirement="two"),)), None, None, None, "another step"),
        (one(), lived(fulfilled=(entry("walk", pathway="letters"),)), None, None, None, "another pathway"),
    ],
)
def test_by_what_a_step_is_met(
    way: Pathway, known: LearnerRecords, kind: str | None, title: str | None, on: str | None, because: str
) -> None:
    (found,) = met_in(way, known).steps
    told = None if found.way is None else (found.way.kind, found.way.title and found.way.title.versions[""].text)
    assert told == (None if kind is None else (kind, title)), because
    assert found.reached_on == (None if on is None else day(on)), because


def test_a_record_without_a_way_is_a_persons_word_and_the_first_day_counts() -> None:
    (found,) = met_in(one(refs=("math:b",)), lived(fulfilled=(entry(None), entry(None, "10-08")))).steps
    assert (found.by, found.way, found.reached_on) == ("person", None, day("10-08"))


def test_the_day_it_was_met_is_kept_while_it_is_known_and_the_record_is_told() -> None:
    known = lived(goals=(WALKED,), fulfilled=(entry("walk", "10-20"),))
    (found,) = met_in(one("walk"), known).steps
    assert found.reached_on == day("10-05")
    assert found.way == Way(kind="activity", name="walk", title=said("The long walk"), recorded=True)
    (narrowed,) = met_in(one(), known).steps
    assert (narrowed.state, narrowed.reached_on) == ("reached", day("10-20"))


def test_a_former_school_and_a_level_need_no_other_way() -> None:
    known = records(who=learner(accepted=(accepted("09-07", ref="math:a"),)), years=lived().years)
    (found,) = met_in(one("walk", refs=("math:a",)), known).steps
    assert (found.by, found.way) == ("accepted", None)


WAYS = ("walk", "clinic", "credential", "prior_learning")
LIVED = st.builds(
    lambda pieces, goals, experiences, hours: lived(
        *pieces, goals=goals, experiences=tuple(replace(each, hours_agreed=hours) for each in experiences)
    ),
    st.lists(st.sampled_from((CARD, SHOWN_BY_CARD, BROUGHT)), unique_by=lambda each: each.id).map(tuple),
    st.sampled_from(((), (WALKED,))),
    st.sampled_from(((), (PLACEMENT,))),
    st.sampled_from((None, Decimal(4))),
)
SOME_WAYS = st.lists(st.sampled_from(WAYS), unique=True).map(tuple)
ASKED = st.sampled_from(((), ("math:a",), ("math:a", "math:b")))


@given(LIVED, SOME_WAYS, SOME_WAYS, ASKED, ASKED, st.sampled_from((None, "further")))
def test_narrowing_a_pathway_never_takes_away_what_is_recorded(
    known: LearnerRecords,
    before: tuple[str, ...],
    after: tuple[str, ...],
    asked: tuple[str, ...],
    more: tuple[str, ...],
    level: str | None,
) -> None:
    """Ways taken out, competencies added, a higher level: a record written when the step was met keeps it."""
    (met,) = met_in(one(*before, refs=asked), known).steps
    if met.reached_on is None:
        return
    way = None if met.way is None else met.way.name
    written = replace(known.years[0].plan, fulfilled=(entry(way, f"{met.reached_on:%m-%d}"),))
    kept = replace(known, years=(replace(known.years[0], plan=written),))
    tighter = replace(one(*after, refs=more).requirements[0], level=level)
    (still,) = met_in(pathway(tighter), kept).steps
    assert still.state == "reached"
    assert still.reached_on is not None
    assert still.reached_on <= met.reached_on


def nested(names: tuple[str, ...], deep: int = 2) -> st.SearchStrategy[Condition]:
    part: st.SearchStrategy[Any] = st.sampled_from(names)
    if deep:
        part = st.one_of(part, nested(names, deep - 1))
    return st.builds(
        lambda of, either: Condition(of=tuple(of), any=either, place=HERE),
        st.lists(part, min_size=1, max_size=3),
        st.booleans(),
    )


@given(st.none() | nested(("one", "math:b")), st.none() | nested(("one", "math:b")))
def test_other_prerequisites_never_un_reach_what_is_reached(before: Condition | None, after: Condition | None) -> None:
    known = lived(piece("p", "09-15", 3, ref="math:a"))

    def reached(condition: Condition | None) -> tuple[str, date | None]:
        way = pathway(requirement("one"), requirement("two", "math:a", prerequisites=condition))
        two = met_in(way, known).steps[1]
        return two.state, two.reached_on

    assert reached(before) == reached(after) == ("reached", day("09-15"))


def test_what_was_chosen_is_kept_whatever_becomes_of_the_catalogue() -> None:
    chosen = replace(follows(), choices={"records": "walk", "corner": "gone"})
    known = records(years=(year(plan(pathways=(chosen,))),))
    found = met_in(one("walk"), known).choices
    assert [(each.group, each.name, each.activity is not None) for each in found] == [
        ("records", "walk", True),
        ("corner", "gone", False),
    ]
    moved = replace(SHARED["activities"]["walk"], choice_group="another", title=said("The short walk"))
    assert met_in(one("walk"), known, activities={"walk": moved}).choices[0].activity == moved


def open_steps(*steps: Requirement) -> PathwayPicture:
    return met_in(pathway(*steps), lived())


def test_an_all_within_an_any_stays_whole() -> None:
    found = open_steps(
        requirement("one"),
        requirement("two", prerequisites=any_of("one", Condition(of=("math:a", "math:b"), place=HERE))),
    ).steps[1]
    assert found.waits_for is not None
    assert found.waits_for.any
    assert [part if isinstance(part, str) else part.of for part in found.waits_for.of] == ["one", ("math:a", "math:b")]
