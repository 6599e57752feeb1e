"""What two people changed, asked so that both are heard."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.checked import checked_learner, checked_school
from generator.form.pages.thing import thing_page
from generator.form.sheets.lists import Lists, lists_of
from generator.form.sheets.questions import questions_of
from generator.form.sheets.schema_tree import tree_of
from generator.form.sheets.sections import SHEETS
from generator.form.things import Thing
from generator.load.catalogues import words_for
from generator.render.sources import shipped

ROOT = Path(__file__).parents[3]
VALUE = {
    "due": "2026-12-18",
    "success_criteria": [{"id": "c1", "text": "One"}, {"id": "c4", "text": "Four"}],
    "activities": [{"id": "a1", "title": "Fold", "status": "doing"}],
}


@pytest.fixture(scope="module")
def lists() -> Lists:
    school = checked_school(ROOT, None, lambda _zone: date(2026, 11, 20))
    folder = next(each for each in school.folders if each.learner == "s-0001")
    records, _ = checked_learner(school, folder)
    assert records is not None
    return lists_of(school, records, "2026-27", words_for("en", "en", (shipped("site_templates"),)), "t-0001")


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "expected", "because"),
    [
        (["due"], "2026-12-18", "2026-12-11", ("Due", "December 18, 2026", "December 11, 2026", ("due",)), "days"),
        (["status"], "paused", None, ("How far it is", "Paused", "Nothing", ("status",)), "a word, and nothing"),
        (
            ["success_criteria", "c4", "text"],
            "Four!",
            {"en": "4", "ar": {"text": "٤"}},
            (
                "How we will know 2 › What one can see",
                "Four!",
                "4 / ٤",
                ("success_criteria", 1, "text"),
            ),
            "ids become positions, languages stand beside each other",
        ),
        (
            ["activities", 0],
            {"id": "a1", "title": "Fold", "status": "done"},
            None,
            ("Steps 1", "Fold · Done", "Nothing", ("activities", 0)),
            "a whole step, without what people do not read",
        ),
        (
            ["competencies", 0, "ref"],
            "ccss-math:4.nf.a.1",
            "gone:1",
            ("What is learned 1 › Competency", "CCSS.Math.Content.4.NF.A.1 · Equal fractions", "gone:1",
             ("competencies", 0, "ref")),
            "competencies have titles, where they are known",
        ),
        ([], "x", "y", ("This page", "x", "y", ()), "the whole"),
        (["nowhere", 3], "x", "y", ("This page", "x", "y", ("nowhere", 3)), "a field that nobody knows"),
    ],
)  # fmt: skip
def test_a_clash_is_asked_in_the_words_of_people(
    lists: Lists, field: list[Any], mine: Any, theirs: Any, expected: tuple[Any, ...], because: str
) -> None:
    clash = {"field": field, "kind": "changed", "mine": mine, "theirs": theirs, "whose": "Omar Khalil"}
    (asked,) = questions_of([clash], tree_of("goal"), VALUE, lists)
    assert (asked.label, asked.mine, asked.theirs, asked.steps) == expected, because
    assert (asked.whose, asked.both) == ("Omar Khalil", False)


def test_two_new_steps_with_one_id_can_both_stay(lists: Lists) -> None:
    clash = {"field": ["activities", 0], "kind": "added", "mine": {"id": "a1"}, "theirs": {"id": "a1"}, "whose": ""}
    (asked,) = questions_of([clash], tree_of("goal"), VALUE, lists)
    assert (asked.both, asked.whose) == (True, "Somebody else")


def test_two_new_goals_with_one_id_can_both_stay(lists: Lists) -> None:
    goals = [{"id": "g4", "why": f"I can {what}.", "due": "2026-12-18"} for what in ("sing", "whistle")]
    clash = {"field": [], "kind": "added", "mine": goals[0], "theirs": goals[1], "whose": ""}
    (asked,) = questions_of([clash], tree_of("goal"), goals[0], lists)
    assert (asked.both, asked.steps) == (True, ())
    assert (asked.mine, asked.theirs) == ("I can sing. · December 18, 2026", "I can whistle. · December 18, 2026")


@pytest.mark.parametrize("odd", [None, "x", [1, "x"], [{"field": 7}], [{}]])
def test_whatever_lies_in_a_draft_a_page_is_shown(lists: Lists, odd: Any) -> None:
    assert all(each.label == "This page" for each in questions_of(odd, tree_of("goal"), VALUE, lists))


@pytest.mark.parametrize(
    "odd",
    [
        {"activities": "x", "why": ["y"], "due": {"a": "b"}, "competencies": [None, "z", {"ref": ["q"]}]},
        {"evidence": [{"results": {"level": "x"}, "shows": "g1.c1", "title": {"en": {"text": None}}}]},
        {"profile": [], "family": {"id": "x"}, "team": [[]], "languages": "en"},
    ],
)
@pytest.mark.parametrize("kind", SHEETS)
def test_a_file_that_somebody_broke_is_shown_as_far_as_it_goes(lists: Lists, kind: str, odd: Any) -> None:
    thing = Thing(learner="s-0001", kind=kind, name="x", year="2026-27")
    for sheet in SHEETS[kind]:
        page = thing_page(thing, sheet, lists, odd, {}, None)
        assert page.value is odd
