"""How single changes are put: people's words kept apart, long texts by what differs, days by how far they moved."""

import pytest

from generator.load.revisions.files import revision_of
from generator.model.change import Thing
from generator.model.revisions.told import Told, told_of
from generator.model.revisions.warning import Warning
from generator.records.history import FileDid
from generator.records.revision import FieldDid, FieldRevision, FileRevision, Value
from generator.view.page import RichText
from generator.view.revisions.chapters import chapters_of
from generator.view.revisions.sentence import Audience, Chapter, plain_of, woven
from generator.view.revisions.texts import differing
from tests.generator.view.revisions.edits_made import school
from tests.generator.view.revisions.test_report import words_in

GOAL = "plans/s-0001/2026-27/goals/g1.yml"
GOAL_THING = Thing(about="goal", id="g1")


def chapters(
    field: str,
    before: Value | None,
    after: Value | None,
    *entry: str,
    language: str = "en",
    audience: Audience = "teacher",
    warning: Warning | None = None,
    around: Value | None = None,
) -> tuple[Chapter, ...]:
    """What is said where this one field became different; `around`: the whole file."""
    did: FieldDid = "set" if before is None else "removed" if after is None else "changed"
    what = FieldRevision(field=field, entry=entry, did=did, before=before, after=after)
    whole = around or {"i_can": "I can rest."}
    file = FileRevision(
        file=GOAL, schema="goal", learner="s-0001", did="changed", before=whole, after=whole, fields=(what,)
    )
    commons, people = school()
    told = Told(file=file, what=what, thing=GOAL_THING, warning=warning)
    return chapters_of((told,), commons, people, audience, words_in(language))


def said(*asked: Value | None, **more: object) -> str:
    (chapter,) = chapters(*asked, **more)  # type: ignore[arg-type]
    return " / ".join(plain_of(each) for each in chapter.sentences)


@pytest.mark.parametrize(
    ("before", "after", "expected", "because"),
    [
        (None, "2026-12-18", "To be reached by Dec 18", "there was none before"),
        ("2026-12-18", None, "No day to be reached by any more (it was Dec 18)", "it is told what it was"),
        ("2026-12-04", "2026-12-07", "1 school day later", "a weekend lies between"),
        ("2026-12-18", "2026-12-04", "10 school days earlier", "it came nearer"),
        ("2026-12-05", "2026-12-06", "no school day between them", "a Saturday and a Sunday"),
        ("2026-12-04", "soon", "Due: soon (before: Dec 4)", "what the schema refuses is told as it stands"),
        ("2026-12-04", "", "Due: nothing (before: Dec 4)", "a field left empty"),
        ("2025-12-04", "2026-12-04", "instead of December 4, 2025", "a day far from this year needs its year"),
    ],
)
def test_days(before: str | None, after: str | None, expected: str, because: str) -> None:
    assert expected in said("goal.due", before, after), because


@pytest.mark.parametrize(
    ("before", "after", "expected", "because"),
    [
        ("I rest.", "I pause.", "Why: “I pause.” instead of “I rest.”", "short texts are told whole"),
        (
            "I want to read the whole long book about the sea before the winter break begins.",
            "I want to read the whole short book about the sea before the winter break begins.",
            "Why: “… the whole short book about …” instead of “… the whole long book about …”",
            "of a long text only what differs, with the words beside it",
        ),
        (
            {"en": "Why not?", "es": "Por qué."},
            {"en": "Why not?", "es": "¿Por qué no?"},
            "Why, in Spanish: “⁨¿Por qué no?⁩” instead of “⁨Por qué.⁩”",
            "another language than the reader's",
        ),
        ("Why not?", {"en": "Why not?", "es": "¿Y?"}, "Why, now also in Spanish: “⁨¿Y?⁩”", "a translation came"),
        ("So.", {}, "Why: nothing (before: “So.”)", "a text that says nothing"),
        ({"en": "So.", "es": "¿Y?"}, {"en": "So."}, "Why, no longer in Spanish: “⁨¿Y?⁩”", "a translation went"),
    ],
)
def test_texts(before: Value, after: Value, expected: str, because: str) -> None:
    assert said("goal.why", before, after) == expected, because


def test_a_text_that_was_written_anew_is_not_told_in_pieces() -> None:
    old = RichText(
        text="one two three four five six seven eight nine ten eleven twelve thirteen", language=None, direction=None
    )
    new = RichText(
        text="The sea was never so blue as on that morning when we all went there.", language=None, direction=None
    )
    assert differing(old, new) == ()


@pytest.mark.parametrize(
    "text", ["<b>@all</b>", "a | b", "`rm`", "{n} {which}", "%s %(x)s", "*not* _bold_", "[a](http://x)"]
)
def test_what_people_write_stays_a_part_of_its_own(text: str) -> None:
    (chapter,) = chapters("goal.why", "Before.", text)
    parts = chapter.sentences[0].parts
    assert [part.text for part in parts if isinstance(part, RichText)] == [text, "Before."]
    assert not any(text in part for part in parts if isinstance(part, str))


def test_words_in_another_language_carry_it_and_their_direction() -> None:
    (chapter,) = chapters("goal.why", None, {"ar": "لأنني أريد"})
    (rich,) = (part for part in chapter.sentences[0].parts if isinstance(part, RichText))
    assert (rich.language, rich.direction) == ("ar", "rtl")


def test_a_name_is_set_only_where_the_learner_is_meant() -> None:
    assert said("goal.why", None, "{student} asks.") == "Why: “Amina asks.”"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_message_holds_its_values_in_the_order_of_its_language(language: str) -> None:
    (whole,) = woven(words_in(language), "{level} in {competency}", level="A", competency="B")
    assert isinstance(whole, str)
    assert whole.startswith("A ")
    assert whole.endswith(" B")


def test_a_warning_comes_with_advice_for_those_who_decide_and_without_it_for_a_family() -> None:
    asked = ("goal.due", "2026-12-04", "2026-12-18")
    teacher = said(*asked, warning="target_later")
    assert teacher.endswith("Does everybody who agreed to the day know the new one?")
    assert said(*asked, warning="target_later", audience="family").endswith("10 school days later")


def test_what_no_schema_knows_is_still_told() -> None:
    assert said("goal.typo", None, "x") == "typo: x"


def test_a_choice_that_became_another_is_a_sentence() -> None:
    steps: Value = {"activities": ({"id": "a1", "title": "Color eight tiles", "status": "done"},)}
    assert said("goal.activities.status", "doing", "done", "a1", around=steps) == "Step done: “Color eight tiles”"
    assert said("goal.status", "active", "paused") == "The goal is paused"


def test_bookkeeping_is_small_and_not_for_families() -> None:
    (chapter,) = chapters("goal.from", None, "class-harbor:fractions-week")
    assert [each.small for each in chapter.sentences] == [True]
    assert chapters("goal.from", None, "class-harbor:fractions-week", audience="family") == ()


@pytest.mark.parametrize(
    ("file", "did", "expected", "because"),
    [
        ("plans/s-0001/evidence/2026-11-20-lantern.JPG", "added", "New photo: 2026-11-20-lantern.JPG", "a photo"),
        ("plans/s-0001/evidence/2026-11-20-reading.m4a", "removed", "Recording taken away: ", "a recording"),
        ("README.md", "changed", "File changed: README.md", "anything else"),
        (".github/workflows/plans.yml", "changed", "Workflow changed, by which plans are", "what publishes"),
        ("schools/north/plans/people.yml.age", "changed", "Locked list of people changed: ", "a district's root"),
        (".github/CODEOWNERS", "changed", "Rules changed about who has to agree to changes: ", "who looks at what"),
    ],
)
def test_files_that_no_schema_speaks_of(file: str, did: FileDid, expected: str, because: str) -> None:
    revision = FileRevision(file=file, schema="", did=did, before=None, after=None)
    commons, people = school()
    told = Told(file=revision, what=None, thing=GOAL_THING)
    (chapter,) = chapters_of((told,), commons, people, "teacher", words_in("en"))
    (sentence,) = chapter.sentences
    assert plain_of(sentence).startswith(expected), because
    assert chapters_of((told,), commons, people, "family", words_in("en")) == ()


def test_what_somebody_else_changed_in_a_new_file_on_the_same_day_is_told_too() -> None:
    plan = "plans/s-0001/2026-27/plan.yml"
    draft, asked, begun = (
        f"school_year: 2026-27\nstatus: {each}\n".encode() for each in ("draft", "in_review", "active")
    )
    found = (revision_of(plan, asked, begun), revision_of(plan, None, draft))
    commons, people = school()
    told = told_of((each for each in found if each is not None), commons, commons)
    (chapter,) = chapters_of(told, commons, people, "family", words_in("en"))
    sentences = [plain_of(each) for each in chapter.sentences]
    assert sentences == ["New plan of the year · Where the plan stands: Draft", "The plan is in force"]


def test_a_role_in_a_group_is_told_in_words_and_a_schools_own_word_as_it_is() -> None:
    commons, people = school()
    staff = "  - {{person: t-0009, role: {}}}\n"
    for role, expected in (("teacher_of_record", "Teacher of record"), ("cook", "cook")):
        before = "id: class-1\ntitle: Class\nstaff:\n"
        file = revision_of("plans/groups/class-1.yml", before.encode(), (before + staff.format(role)).encode())
        assert file is not None
        (chapter,) = chapters_of(told_of((file,), commons, commons), commons, people, "teacher", words_in("en"))
        assert f"What they do: {expected}" in plain_of(chapter.sentences[0])
