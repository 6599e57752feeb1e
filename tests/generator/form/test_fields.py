"""Schemas become fields: each field of each file is shown or named as not shown, and nothing is chosen for anybody."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.checked import checked_learner, checked_school
from generator.form.sheets.fields import Field, fields_of
from generator.form.sheets.helps import HELPS
from generator.form.sheets.labels import ADD
from generator.form.sheets.lists import Lists, lists_of
from generator.form.sheets.schema_tree import nodes_of, tree_of
from generator.form.sheets.sections import FRONT, LIST_OF, NOT_SHOWN, ONE_LINE, SHEETS
from generator.form.sheets.wording import messages
from generator.form.things import thing_called, thing_in
from generator.load.catalogues import words_for
from generator.load.schemas import schema_of
from generator.render.sources import shipped

ROOT = Path(__file__).parents[3]
Schema = Mapping[str, Any]


def paths_in(schema: Schema, path: str) -> Iterator[str]:
    """Every field of a schema, by the dots that lead to it. Texts are one field each."""
    for key, below in schema.get("properties", {}).items():
        yield f"{path}.{key}"
        yield from paths_in(opened(below), f"{path}.{key}")


def opened(schema: Schema) -> Schema:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return {} if name == "text" else schema_of("common.schema.json")["$defs"][name]
    return opened(schema["items"]) if "items" in schema else schema


ALL = frozenset(path for kind in SHEETS for path in paths_in(schema_of(f"{kind}.schema.json"), kind))


def test_every_field_of_the_schemas_is_shown_or_named_as_not_shown() -> None:
    shown = {node.path for kind in SHEETS for node in nodes_of(kind)}
    hidden = {path for path in ALL if any(path == each or path.startswith(f"{each}.") for each in NOT_SHOWN)}
    assert sorted(ALL - shown - hidden) == []
    assert sorted(shown & hidden) == []
    assert sorted(set(NOT_SHOWN) - ALL) == []
    assert all(NOT_SHOWN.values())


def test_every_field_at_the_top_of_a_file_stands_on_one_page_of_it() -> None:
    for kind, sheets in SHEETS.items():
        placed = [key for sheet in sheets for part in sheet.parts for key in part.fields]
        assert sorted(placed) == sorted(node.key for node in tree_of(kind)), kind


@pytest.mark.parametrize("table", [FRONT, LIST_OF, HELPS, ADD, dict.fromkeys(ONE_LINE)])
def test_tables_speak_of_fields_that_exist(table: Mapping[str, object]) -> None:
    assert sorted(set(table) - ALL) == []


def test_what_stands_up_front_is_a_field_of_the_group() -> None:
    inner = {node.path: {each.key for each in node.inner} for kind in SHEETS for node in nodes_of(kind)}
    assert [path for path, front in FRONT.items() if not set(front) <= inner[path]] == []


@pytest.mark.parametrize("language", ["es", "ar"])
def test_what_schemas_say_in_a_form_is_translated(language: str) -> None:
    words = words_for(language, "en", (shipped("site_templates"),))
    assert sorted(message for message in messages() if message not in words.messages) == []


@pytest.fixture(scope="module")
def lists() -> Lists:
    """What can be picked for the example's s-0001, in English."""
    school = checked_school(ROOT, None, lambda _zone: date(2026, 11, 20))
    folder = next(each for each in school.folders if each.learner == "s-0001")
    records, _ = checked_learner(school, folder)
    assert records is not None
    return lists_of(school, records, "2026-27", words_for("en", "en", (shipped("site_templates"),)), "t-0007")


def every_field(lists: Lists, kind: str, value: Any = None) -> Iterator[Field]:
    return unfolded(fields_of(tree_of(kind), value, lists))


def unfolded(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from unfolded((*field.fields, *field.more, *field.members))
        if field.blank is not None:
            yield from unfolded((field.blank,))


@pytest.mark.parametrize("kind", SHEETS)
def test_an_empty_form_holds_and_chooses_nothing(lists: Lists, kind: str) -> None:
    for field in every_field(lists, kind):
        chosen = [option.value for option in field.options if option.chosen]
        assert (field.value, chosen, [each.text for each in field.versions if each.text]) == ("", [], []), field.path


@pytest.mark.parametrize("kind", SHEETS)
def test_lists_that_grow_have_a_button_that_says_so(lists: Lists, kind: str) -> None:
    assert [each.path for each in every_field(lists, kind) if each.control in ("groups", "list") and not each.add] == []


def field_at(lists: Lists, kind: str, value: Any, path: str) -> Field:
    """The first field with this path that is no part of a blank."""
    ahead = list(fields_of(tree_of(kind), value, lists))
    while ahead:
        field = ahead.pop(0)
        if field.path == path and field.key:
            return field
        ahead = [*field.fields, *field.more, *field.members, *ahead]
    raise AssertionError(path)


@pytest.mark.parametrize(
    ("kind", "value", "path", "label", "because"),
    [
        ("goal", {"status": "paused"}, "goal.status", "Paused", "a word of the schema is a word of people"),
        ("conference", {"led_by": "t-0001"}, "conference.led_by", "Ifeoma Adeyemi", "people have names"),
        ("conference", {"led_by": "student"}, "conference.led_by", "The student", "or a role"),
        ("conference", {"led_by": "t-4711"}, "conference.led_by", "t-4711", "what nobody knows stays to be seen"),
        ("learner", {"site_language": "ar"}, "learner.site_language", "Arabic", "languages have names"),
        ("conference", {"goals": ["g3"]}, "conference.goals", "I can say my own idea in English when our table talks.",
         "a goal is known by its sentence"),
        ("evidence", {"evidence": [{"results": [{"competency": "ccss-math:4.nf.a.1", "level": "got-it"}]}]},
         "evidence.evidence.results.level", "Got it", "levels have labels"),
        ("evidence", {"evidence": [{"shows": ["g1.c2"]}]}, "evidence.evidence.shows",
         "I write another name for a fraction I am given.", "so have criteria"),
        ("learner", {"consents": [{"given": "true"}]}, "learner.consents.given", "Yes", "a truth value is yes or no"),
        ("goal", {"activities": [{"activity": "paper-strips"}]}, "goal.activities.activity",
         "Fold paper strips into equal parts", "what the school offers has titles"),
    ],
)  # fmt: skip
def test_choices_are_told_in_the_words_people_know(
    lists: Lists, kind: str, value: Any, path: str, label: str, because: str
) -> None:
    field = field_at(lists, kind, value, path)
    assert [option.label for option in field.options if option.chosen] == [label], because


def test_levels_follow_the_scale_of_the_competency(lists: Lists) -> None:
    """Habits have a scale of their own in the example school."""
    value = {"competencies": [{"ref": "habits:keep-trying"}, {"ref": "ccss-math:4.nf.a.1"}]}
    (competencies,) = (each for each in fields_of(tree_of("goal"), value, lists) if each.key == "competencies")
    offered = [[option.label for option in member.fields[1].options] for member in competencies.members]
    assert offered[1] == ["Starting", "Getting closer", "Got it", "Going further"]
    assert offered[0] == [label for _, label in lists.levels_for("habits:keep-trying")]


def test_translations_stand_beside_the_original_and_say_when_they_are_behind(lists: Lists) -> None:
    value = {"why": {"ar": {"text": "لأن", "of": "000000000000"}, "en": "Because"}}
    versions = field_at(lists, "goal", value, "goal.why").versions
    told = [(each.language, each.base, each.note, each.direction) for each in versions]
    assert told == [("en", True, "", "ltr"), ("es", False, "", "ltr"), ("ar", False, "behind", "rtl")]


def test_only_staff_and_those_around_the_learner_can_be_picked(lists: Lists) -> None:
    people = {id_ for id_, _ in lists.picks["people"]}
    assert {"t-0001", "f-00011", "s-0001", "t-0007"} <= people
    assert {each for each in people if each[0] in "sf"} == {"s-0001", "f-00011", "f-00012"}


@pytest.mark.parametrize(
    ("address", "leads", "because"),
    [
        (("goal", "g1", "2026-27"), "plans/x/s-0001/2026-27/goals/g1.yml", "a goal lies in its year"),
        (("goal", "g1", ""), None, "without a year there is none"),
        (("goal", "g1", "../2026-27"), None, "a year is a year"),
        (("goal", "../plan", "2026-27"), None, "no address leads out of a folder"),
        (("plan", "2026-27", ""), "plans/x/s-0001/2026-27/plan.yml", "a plan is called by its year"),
        (("plan", "staff", ""), None, "and by nothing else"),
        (("learner", "learner", ""), "plans/x/s-0001/learner.yml", "there is one"),
        (("learner", "redactions", ""), None, "other files have no form"),
        (("staff", "notes", ""), None, "nor have those of staff"),
        (("evidence", "2026-10-14-strips", ""), "plans/x/s-0001/evidence/2026-10-14-strips.yml", "of no year"),
    ],
)
def test_an_address_leads_to_a_file_of_this_learner_or_nowhere(
    address: tuple[str, str, str], leads: str | None, because: str
) -> None:
    kind, name, year = address
    thing = thing_called("s-0001", kind, name, year)
    assert (thing.file_in("plans/x/s-0001") if thing else None) == leads, because
    if thing is not None and leads is not None:
        assert thing_in(leads, "s-0001") == thing
