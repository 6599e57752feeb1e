"""The short code of what was agreed: another word is another code, in the language it was read in, and nothing else."""

import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.catalogues import words_for
from generator.model.joined import picture_of
from generator.model.text_code import agreed_in, agreed_today, code_of, language_of_code, outdated, text_code_of
from generator.records.commons import Commons, PlanYear
from generator.records.framework import Framework
from generator.records.learner import FamilyEntry
from generator.records.library import Activity
from generator.records.plan import Approval, GoalActivity, Voice
from generator.records.school import School
from generator.records.text import Text, Version
from generator.view.edition import editions_of
from tests.conftest import TOP
from tests.generator.model import made

words_in = partial(words_for, base_language="en", folders=(TOP / "site_templates",))


def both(en: str, es: str) -> Text:
    return Text({"en": Version(text=en), "es": Version(text=es)})


STEP = GoalActivity(id="a1", activity="strips", who=made.said("with a friend"), minutes=20, place=made.HERE)
GOAL = made.goal(
    "g1",
    made.REF,
    i_can=both("I can share fairly.", "Puedo repartir."),
    why=made.said("For the bakery."),
    success_criteria=(made.criterion("I draw it."),),
    activities=(STEP,),
)
FOLLOWED = made.follows()
YEAR = made.year(made.plan(pathways=(FOLLOWED,)), GOAL, made.goal("g2", made.REF))
STRIPS = Activity(id="strips", title=both("Paper strips", "Tiras de papel"), mode="direct", place=made.HERE)
WAY = made.pathway(made.requirement("halves", made.REF), id="numbers")
SHARED = made.commons(
    made.framework(replace(made.competency("fractions"), i_can=both("I compare.", "Comparo."))),
    school=made.school(languages=("en", "es")),
    pathways=(WAY,),
    activities={"strips": STRIPS},
)
ALL = ("plan", "g1", "g2")


def signed(code: str | None = None, language: str | None = None, covers: tuple[str, ...] = ALL) -> Approval:
    return Approval(
        covers=covers,
        role="family",
        on=made.day("10-15"),
        method="paper",
        language=language,
        text_code=code,
        place=made.HERE,
    )


def codes(year: PlanYear = YEAR, shared: Commons = SHARED) -> tuple[str, str]:
    """In English and in Spanish."""
    return text_code_of(year, signed(language="en"), shared), text_code_of(year, signed(language="es"), shared)


def with_goal(**changes: Any) -> PlanYear:
    return replace(YEAR, goals=(replace(GOAL, **changes), *YEAR.goals[1:]))


def with_plan(**changes: Any) -> PlanYear:
    return replace(YEAR, plan=replace(YEAR.plan, **changes))


def with_shared(**changes: Any) -> Commons:
    return replace(SHARED, **changes)


def labelled(text: Text) -> School:
    levels = tuple(replace(level, label=text) if level.proficient else level for level in made.SCALE.levels)
    return replace(SHARED.school, scales={"learning": replace(made.SCALE, levels=levels)})


CHANGED: tuple[tuple[PlanYear, Commons, str], ...] = (
    (with_goal(i_can=both("I can share.", "Reparto.")), SHARED, "the goal"),
    (with_goal(why=made.said("For the shop.")), SHARED, "why"),
    (with_goal(due=made.day("12-17")), SHARED, "its day"),
    (with_goal(success_criteria=(made.criterion("I write it."),)), SHARED, "what is to be shown"),
    (with_goal(success_criteria=()), SHARED, "and that something is"),
    (with_goal(activities=(replace(STEP, minutes=30),)), SHARED, "a step"),
    (with_goal(activities=(replace(STEP, who=None),)), SHARED, "with whom"),
    (with_plan(pathways=(replace(FOLLOWED, start=made.day("09-01")),)), SHARED, "the pathway's days"),
    (replace(YEAR, goals=YEAR.goals[:1]), SHARED, "a goal less"),
    (YEAR, with_shared(activities={"strips": replace(STRIPS, title=both("Strips", "Tiras"))}), "the catalogue's words"),
    (YEAR, with_shared(school=labelled(both("Done", "Hecho"))), "the level's word"),
    (YEAR, with_shared(pathways={"numbers": replace(WAY, title=both("Parts", "Partes"))}), "the pathway's title"),
)


@pytest.mark.parametrize(("year", "shared", "because"), CHANGED, ids=[because for *_, because in CHANGED])
def test_another_word_is_another_code(year: PlanYear, shared: Commons, because: str) -> None:
    assert all(now != before for now, before in zip(codes(year, shared), codes(), strict=True)), because


SAME: tuple[tuple[PlanYear, Commons, str], ...] = (
    (with_goal(status="reached", outcome=made.said("Done.")), SHARED, "how it turned out"),
    (
        with_goal(activities=(replace(STEP, status="done", done_on=made.day("10-30")),)),
        SHARED,
        "that a step was done",
    ),
    (
        with_plan(voice=(Voice(text=made.said("It goes well."), on=made.day("11-01"), place=made.HERE),)),
        SHARED,
        "one's own words on a later day",
    ),
    (with_plan(approvals=(signed(),)), SHARED, "that somebody agreed"),
    (with_plan(judgements=(made.judgement("10-30", 3),), reached=(made.confirmed("10-30"),)), SHARED, "levels reached"),
    (with_goal(why=made.said("For  the\n bakery.")), SHARED, "that a line is wrapped anew"),
    (with_goal(why=made.said("For the bakery.")), SHARED, "nothing"),
)


@pytest.mark.parametrize(("year", "shared", "because"), SAME, ids=[because for *_, because in SAME])
def test_what_is_not_agreed_leaves_the_code_as_it_is(year: PlanYear, shared: Commons, because: str) -> None:
    assert codes(year, shared) == codes(), because


def test_a_translation_is_agreed_to_only_by_whoever_read_it() -> None:
    english, spanish = codes()
    year = with_goal(i_can=both("I can share fairly.", "Sé repartir."))
    assert codes(year)[0] == english
    assert codes(year)[1] != spanish


def test_what_nobody_has_translated_is_read_in_the_schools_language() -> None:
    """And a machine's words that nobody read are shown to nobody, so they are agreed to by nobody."""
    machine = Text({"en": Version(text="I can."), "es": Version(text="Yo lata.", by="machine")})
    plain = codes(with_goal(i_can=Text({"en": Version(text="I can.")})))
    assert codes(with_goal(i_can=machine)) == plain
    assert codes(with_goal(i_can=made.said("I can."))) == plain


@given(st.permutations(ALL))
def test_the_order_of_what_is_covered_says_nothing(covers: list[str]) -> None:
    assert text_code_of(YEAR, signed(covers=tuple(covers)), SHARED) == text_code_of(YEAR, signed(), SHARED)


@given(st.text(min_size=1), st.text(min_size=1))
def test_words_cannot_move_from_one_place_to_the_next(one: str, other: str) -> None:
    def code(**texts: str) -> str:
        words = {name: made.said(text) for name, text in texts.items()}
        return codes(replace(YEAR, goals=(replace(GOAL, learner_words=words.get("own"), why=words.get("why")),)))[0]

    apart = (code(own=one, why=other), code(own=one + other), code(why=one + other))
    assert len(set(apart)) == 3
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", each) for each in apart)


@pytest.mark.parametrize(
    ("approval", "now", "read", "because"),
    [
        (signed(), False, None, "no code was written down: nobody can say"),
        (signed(codes()[0]), False, "en", "the school's language, where none is told"),
        (signed(codes()[1], "es"), False, "es", "the language it was read in"),
        (signed(codes()[1]), True, "es", "the Spanish code, and nothing says that it is"),
        (signed("K7Q2-9XWA", "es"), True, None, "other words"),
    ],
)
def test_an_approval_holds_while_its_words_stand(approval: Approval, now: bool, read: str | None, because: str) -> None:
    year = with_plan(approvals=(approval,))
    assert bool(tuple(outdated(year, SHARED))) == now, because
    if approval.text_code is not None:
        assert language_of_code(year, approval, ("en", "es"), SHARED) == read, because


def families(*languages: str) -> tuple[FamilyEntry, ...]:
    return tuple(FamilyEntry(id=tag, language=tag, place=made.HERE) for tag in languages)


def printed(on: date, *pieces: Any, year: PlanYear = YEAR) -> dict[str, set[str | None]]:
    """By language, the codes on the documents."""
    who = made.learner(family=families("en", "es"))
    picture = picture_of(made.records(*pieces, who=who, years=(year,)), SHARED, {}, on)
    found: dict[str, set[str | None]] = {}
    for edition in editions_of(picture, words_in):
        found.setdefault(edition.language, set()).add(edition.text_code)
    return found


def test_the_code_on_paper_is_the_one_that_an_approval_of_it_holds() -> None:
    assert printed(made.ON) == {"en": {codes()[0]}, "es": {codes()[1]}}


def test_new_work_and_another_day_of_printing_leave_the_code_on_paper() -> None:
    assert printed(made.day("10-15")) == printed(made.ON, made.piece("a", "11-16", 3))


def test_a_goal_that_was_dropped_is_not_signed_for_and_stays_in_what_was() -> None:
    year = replace(YEAR, goals=(GOAL, replace(YEAR.goals[1], status="dropped")))
    assert tuple(agreed_today(year, SHARED)) == ("plan", "g1")
    assert codes(year) == codes(), "who agreed to it, agreed to these words"
    assert printed(made.ON, year=year) != printed(made.ON)


def test_without_a_plan_there_is_nothing_to_sign() -> None:
    assert agreed_today(None, SHARED) == {}
    picture = picture_of(made.records(years=()), SHARED, {}, made.ON)
    assert {edition.text_code for edition in editions_of(picture, words_in)} == {None}


def test_a_name_that_nobody_knows_is_read_as_it_stands() -> None:
    """`check` tells of it; the code is asked for before that."""
    empty = replace(SHARED, competencies={}, pathways={}, activities={}, frameworks=dict[str, Framework]())
    assert code_of(agreed_in(YEAR, empty), ALL, "en", "en") != codes()[0]
