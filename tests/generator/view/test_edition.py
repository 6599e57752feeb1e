"""Plans on paper: who gets one, that it fits, that it says what comes next, and that it names nobody by itself."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from math import inf

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from generator.locales import Direction
from generator.model.picture import Picture
from generator.records.learner import FamilyEntry, RightsHolder
from generator.records.school import Publish
from generator.view.charts.pathway_map import course_of, laid_out
from generator.view.edition import editions_of, editions_with_appendix
from generator.view.editions.map import SIDE_BY_SIDE, map_of
from generator.view.editions.plan import PrintedPlan
from generator.view.editions.room import SHEETS, fitted, lines
from generator.view.editions.shapes import scaled
from generator.view.page import Edition, RichText
from generator.view.shortened import shortened
from generator.view.steps import steps_of
from generator.words import Words
from tests.generator.view import made

LONG_AGO, SOON = date(2020, 1, 1), made.ON + timedelta(days=1)


def words_in(language: str) -> Words:
    return Words(
        language=language,
        base_language="en",
        locale=Locale.parse(language, sep="-"),
        messages={},
        plurals={},
        plural_form=lambda n: int(n != 1),
    )


def home(**facts: object) -> FamilyEntry:
    return FamilyEntry(**({"id": "home", "language": "en", "place": made.HERE} | facts))  # type: ignore[arg-type]


def with_homes(*homes: FamilyEntry, of: Picture | None = None, **learner: object) -> Picture:
    picture = of or made.picture()
    return replace(picture, learner=replace(picture.learner, family=homes, **learner))  # type: ignore[arg-type]


def plan_of(picture: Picture) -> PrintedPlan:
    content = editions_of(picture, words_in)[0].content
    assert isinstance(content, PrintedPlan)
    return content


def texts_in(value: object) -> Iterator[str]:
    """Every piece of text an edition holds."""
    match value:
        case str():
            yield value
        case RichText():
            yield value.text
        case tuple():
            for part in value:
                yield from texts_in(part)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from texts_in(getattr(value, field.name))


PRIVATE = RightsHolder(who="student", from_=LONG_AGO, parents_may_see=False, place=made.HERE)
NOT_YET_PRIVATE = RightsHolder(who="student", from_=SOON, parents_may_see=False, place=made.HERE)
TWO_HOMES = (home(id="a", language="es"), home(id="b", language="ar", paper="a4", print="large"))


@pytest.mark.parametrize(
    ("homes", "holder", "names", "because"),
    [
        ((), None, ("own-en-letter-standard",), "a learner without a home in the files still has a plan to hold"),
        (TWO_HOMES, None, ("a-es-letter-standard", "b-ar-a4-large"), "each home has its language, paper and print"),
        ((home(rights="information"),), None, ("home-en-letter-standard",), "who may be informed may read"),
        ((home(rights="none"),), None, (), "no rights, no plan, and none by way of the learner's own copy"),
        ((home(rights="none"), home(id="b")), None, ("b-en-letter-standard",), "one home's loss is not the other's"),
        ((home(to=made.ON),), None, ("home-en-letter-standard",), "the last day is still a day"),
        ((home(to=made.ON - timedelta(days=1)),), None, ("own-en-letter-standard",), "what is over is over"),
        ((home(from_=SOON),), None, ("own-en-letter-standard",), "what has not begun has not begun"),
        ((home(),), PRIVATE, ("own-en-letter-standard",), "a learner who holds the rights may keep the plan"),
        ((home(),), NOT_YET_PRIVATE, ("home-en-letter-standard",), "rights pass on their day, not before"),
    ],
)
def test_each_home_that_may_read_gets_its_edition(
    homes: tuple[FamilyEntry, ...], holder: RightsHolder | None, names: tuple[str, ...], because: str
) -> None:
    editions = editions_of(with_homes(*homes, rights_holder=holder), words_in)
    assert tuple(edition.name for edition in editions if edition.kind == "plan") == names, because
    assert [edition.kind for edition in editions] == ["plan", "conference", "phone"] * len(names)


def test_a_learners_own_copy_is_in_the_language_of_the_site() -> None:
    edition, *_ = editions_of(with_homes(site_language="es"), words_in)
    assert (edition.name, edition.language, edition.direction) == ("own-es-letter-standard", "es", "ltr")


def test_an_arabic_edition_runs_from_right_to_left() -> None:
    edition, *_ = editions_of(with_homes(home(language="ar")), words_in)
    assert edition.direction == "rtl"


def test_the_title_of_a_document_names_nobody() -> None:
    edition, *_ = editions_of(with_homes(home()), words_in)
    assert edition.title == "Learning plan"
    assert plan_of(with_homes(home())).frame.heading == "Learning plan: Layla Haddad"


def test_names_come_from_the_people_of_the_picture_only() -> None:
    nobody = with_homes(home(), of=made.picture(people={}))
    told = " ".join(texts_in(plan_of(nobody)))
    assert not [name for name in ("Layla", "Haddad", "Okafor") if name in told]
    assert plan_of(nobody).frame.heading == "Learning plan"


def test_page_two_is_about_the_first_active_goal() -> None:
    main = plan_of(with_homes(home())).main
    assert main is not None
    assert main.i_can.text == "I can explain why two fractions are equal, and I can make equal fractions."
    assert main.rule == "To move forward: “Got it” in 2 different pieces of work."
    assert main.aim == "Aim: December 11, 2026."
    assert main.ladder is not None
    assert [(rung.here, rung.forward) for rung in main.ladder.rungs] == [
        (None, None),
        ("Layla is here", None),
        (None, "Move forward at this level"),
        (None, None),
    ]
    assert main.level_sentence == "Level: Starting from Oct 16 and Getting closer from Nov 3."


def test_the_glance_shows_level_target_pace_and_aim_of_each_goal() -> None:
    rows = plan_of(with_homes(home())).glance.rows
    first = rows[0]
    assert first.level is not None
    assert first.target is not None
    assert first.chip is not None
    told = (texts_in((first.title, first.level.label, first.target.label, first.chip.words, first.aim)),)
    assert [*told[0]] == ["Equal fractions", "Getting closer", "Got it", "On plan", "Aim: Dec 11"]
    assert (rows[2].chip and rows[2].chip.words, rows[2].aim) == ("Reached", "Oct 2")


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_learner_who_has_just_come_is_told_what_happens_next(language: str) -> None:
    plan = plan_of(with_homes(home(language=language), of=made.bare()))
    assert plan.main is None
    assert plan.no_main
    assert plan.glance.no_goals
    assert plan.glance.no_strengths
    assert plan.glance.help
    assert plan.glance.conversation
    assert plan.way.boxes
    assert not plan.way.steps
    assert plan.way.map is None


def test_goals_without_a_pathway_are_the_way_ahead() -> None:
    way = plan_of(with_homes(home(), of=made.picture(pathways=()))).way
    assert [row.when for row in way.steps] == ["Aim: Dec 11", "Aim: Jan 15", "Reached Oct 2"]
    assert way.pace is not None
    assert way.map is None


def test_a_second_pathway_is_told_in_a_few_sentences() -> None:
    second = replace(made.PATHWAY, id="p2")
    (other,) = plan_of(with_homes(home(), of=made.picture(pathways=(made.PATHWAY, second)))).way.others
    assert other.sentences[0] == "3 of 8 steps reached."


def test_what_does_not_fit_is_counted() -> None:
    goals = tuple(
        replace(made.goal_picture(), goal=replace(made.GOAL, id=f"g{n}", i_can=made.t("I can " + "tell " * 20)))
        for n in range(30)
    )
    plan = plan_of(with_homes(home(), of=made.picture(goals=goals)))
    shown = len(plan.glance.rows)
    assert 2 <= shown < 10
    assert plan.glance.more == f"and {30 - shown} more goals, on the site"


def test_large_print_leaves_nothing_out() -> None:
    goals = tuple(replace(made.goal_picture(), goal=replace(made.GOAL, id=f"g{n}")) for n in range(30))
    plan = plan_of(with_homes(home(print="large"), of=made.picture(goals=goals)))
    assert len(plan.glance.rows) == 30
    assert plan.way.map is None
    assert len(plan.way.steps) == len(made.STEPS)


@pytest.mark.parametrize(
    ("publish", "address", "because"),
    [
        (None, None, "nothing is published"),
        (Publish(place=made.HERE), None, "nobody said where"),
        (
            Publish(base_url="https://x.example/", access="plain", place=made.HERE),
            "https://x.example/s/s-0001/",
            "base and folder",
        ),
        (
            Publish(base_url="https://x.example", access="sealed", place=made.HERE),
            None,
            "the folder of a sealed site is known to its access letter only",
        ),
    ],
)
def test_the_address_is_made_of_base_and_folder(publish: Publish | None, address: str | None, because: str) -> None:
    school = replace(made.SCHOOL, publish=publish)
    assert plan_of(with_homes(home(), of=made.picture(school=school))).talk.address == address, because


@pytest.mark.parametrize(
    ("facts", "signs", "because"),
    [
        ({}, 3, "a family with full rights, the student and the school"),
        ({"may_sign": False}, 0, "who may not sign is not asked to"),
        ({"rights": "information"}, 0, "information is no decision"),
    ],
)
def test_only_who_may_sign_is_asked_to(facts: dict[str, object], signs: int, because: str) -> None:
    signatures = plan_of(with_homes(home(**facts))).talk.signatures
    assert (len(signatures.who) if signatures else 0) == signs, because


def test_attribution_is_printed_as_it_stands_and_once() -> None:
    twice = made.picture(frameworks=(made.MATH, made.MATH))
    attribution = plan_of(with_homes(home(language="ar"), of=twice)).talk.attribution
    assert [(said.text, said.direction) for said in attribution] == [
        ("Standards © their owners. Encoding CC BY 3.0.", "ltr")
    ]


def test_an_appendix_comes_only_when_asked_for_and_only_with_something_to_work_out() -> None:
    assert plan_of(with_homes(home())).appendix is None
    whole, nothing = (
        editions_with_appendix(with_homes(home(), of=of), words_in)[0].content for of in (None, made.bare())
    )
    assert isinstance(whole, PrintedPlan)
    assert isinstance(nothing, PrintedPlan)
    assert nothing.appendix is None
    assert whole.appendix is not None
    (goal,) = whole.appendix.goals
    assert goal.i_can.text == "I can explain why two fractions are equal, and I can make equal fractions."
    assert [level.working.result[0] for level in goal.levels] == [
        "Result: 2.00 on a scale from 1 to 4. That is the level “Getting closer”."
    ]
    assert replace(whole, appendix=None) == plan_of(with_homes(home())), "the four pages stay as they were"


def test_equal_pictures_give_equal_editions_on_another_day_of_the_same_week() -> None:
    def edition(on: date) -> Edition:
        return editions_of(with_homes(home(), of=made.picture(on=on)), words_in)[0]

    assert edition(made.ON) == edition(made.ON - timedelta(days=1)), "paper is reprinted for news, not for a new day"


@given(st.lists(st.floats(0.1, 9)), st.floats(-5, 60), st.integers(0, 3))
def test_as_much_is_kept_as_there_is_room(costs: list[float], room: float, at_least: int) -> None:
    found = fitted(costs, lambda cost: cost, room, at_least)
    assert found.kept == tuple(costs[: len(found.kept)])
    assert len(found.kept) + found.left_out == len(costs)
    assert sum(found.kept) <= room + 1e-6 or len(found.kept) <= at_least
    assert fitted(costs, lambda cost: cost, inf).left_out == 0


@given(st.text(), st.integers(10, 80))
def test_shortened_words_begin_like_the_whole_and_never_grow(text: str, signs: int) -> None:
    rich = RichText(text=text, language=None, direction=None)
    short = shortened(rich, signs).text.strip().removesuffix(" …")
    assert text.strip().startswith(short)
    assert len(short) <= signs or short == text.strip(), "only words that cannot be cut stay longer"


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("One sentence here. And another one.", "One sentence here.", "a whole sentence is better than half of two"),
        ("A long sentence that has no end in sight", "A long sentence that …", "words are not cut in the middle"),
        ("A *very bold thing said* here", "A *very bold thing said* here", "emphasis is not cut apart"),
    ],
)
def test_long_words_end_where_they_can(text: str, expected: str, because: str) -> None:
    assert shortened(RichText(text=text, language=None, direction=None), 24).text == expected, because


def test_lines_count_paragraphs_and_their_width() -> None:
    assert (lines(None), lines(""), lines("a" * 94), lines("a" * 95), lines("a\nb")) == (0, 1, 1, 2, 2)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 100)), min_size=1), st.floats(0.05, 3))
def test_a_scaled_path_is_the_same_shape(points: list[tuple[int, int]], factor: float) -> None:
    path = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:])
    numbers = [float(part) for part in scaled(path, factor, 1.0).split() if part not in {"M", "H", "V"}]
    flat = [part for x, y in points for part in (x * factor, float(y))]
    assert numbers == pytest.approx(flat, abs=0.006)


@given(st.integers(1, 14), st.integers(1, 4), st.sampled_from(["ltr", "rtl"]))
def test_a_map_lies_on_its_sheet(steps: int, ties: int, direction: str) -> None:
    ids = [f"r{n}" for n in range(steps)]
    pathway = replace(
        made.PATHWAY,
        steps=tuple(
            made.step(id, "Step " + id, "blocked", tuple(ids[max(0, n - ties) : n])) for n, id in enumerate(ids)
        ),
    )
    sheet = SHEETS["letter", "standard"]
    views = steps_of(pathway, made.picture(), words_in("en"))
    course = course_of(pathway, made.picture())
    layout = laid_out(pathway, course, SIDE_BY_SIDE[0])
    mirrored: Direction = "rtl" if direction == "rtl" else "ltr"
    drawn = map_of(layout, views, course, width=sheet.width, room=150.0, direction=mirrored)
    if drawn is None:
        return
    assert float(drawn.height) <= 150.01
    assert float(drawn.width) <= sheet.width
    for node in drawn.nodes:
        assert 0 <= float(node.start) <= float(drawn.width) - float(drawn.node_width)
        assert float(node.top) + float(node.height) <= float(drawn.height) + 0.01
