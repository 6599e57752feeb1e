"""Two versions of a file, told field by field."""

from itertools import islice
from random import Random

import pytest

from generator.load.kinds import FILES, kind_at
from generator.load.readable_lines import readable_lines
from generator.load.revisions.files import revision_of
from generator.load.schema import KINDS
from generator.load.schema_fields import Field, fields_of
from generator.load.schemas import schema_of
from generator.model.revisions.lane import lane_of
from generator.model.revisions.told import told_of
from generator.records.revision import FieldRevision
from generator.yamltext.splice import written
from tests.generator.load.odd_edits import odd_edits
from tests.generator.load.random_edits import (
    Node,
    commons_here,
    edits,
    example_of,
    files_by_kind,
    full_example,
    is_around,
    is_told_elsewhere,
    is_told_wrongly,
    other_than,
    schema_at,
    unsaid,
    written_otherwise,
)

GOAL = "plans/class-harbor/s-0001/2026-27/goals/g1.yml"
TEXT = """\
id: g1
competencies:
  - {ref: ccss-math:4.nf.a.1, target: got-it}
  - ref: ccss-math:4.nf.a.2
why: Because sharing is fairer.
success_criteria:
  - {id: c1, text: I draw both.}
  - {id: c2, text: I tell why.}
  - {id: c3, text: I check.}
activities:
  - {id: a1, title: Fold, minutes: 30, status: next}
start: 2026-09-14
due: 2026-11-30
"""


GONE = object()


def raw(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def told(before: str | None, after: str | None, file: str = GOAL) -> tuple[FieldRevision, ...]:
    found = revision_of(file, raw(before), raw(after))
    return () if found is None else found.fields


def short(each: FieldRevision) -> tuple[object, ...]:
    return each.field, each.entry, each.did, each.before, each.after


C2 = {"id": "c2", "text": "I tell why."}


@pytest.mark.parametrize(
    ("old", "new", "expected", "because"),
    [
        ("due: 2026-11-30", "due: 2027-01-15", (("goal.due", (), "changed", "2026-11-30", "2027-01-15"),), "a day"),
        (
            "due: 2026-11-30\n",
            "due: 2026-11-30\ndomain: career\n",
            (("goal.domain", (), "set", None, "career"),),
            "new",
        ),
        (
            "why: Because sharing is fairer.\n",
            "",
            (("goal.why", (), "removed", "Because sharing is fairer.", None),),
            "gone",
        ),
        (
            "  - {id: c2, text: I tell why.}\n",
            "",
            (("goal.success_criteria", ("c2",), "removed", C2, None),),
            "a whole entry is told once",
        ),
        (
            "I tell why.",
            "I say why.",
            (("goal.success_criteria.text", ("c2",), "changed", "I tell why.", "I say why."),),
            "an entry that stayed is told by what changed in it",
        ),
        (
            "  - {id: c1, text: I draw both.}\n  - {id: c2, text: I tell why.}\n  - {id: c3, text: I check.}\n",
            "  - {id: c3, text: I check.}\n  - {id: c1, text: I draw both.}\n  - {id: c2, text: I tell why.}\n",
            (("goal.success_criteria", ("c3",), "moved", *[{"id": "c3", "text": "I check."}] * 2),),
            "an entry that alone stands elsewhere",
        ),
        ("minutes: 30", "minutes: 30.0", (), "a number is what it counts"),
        ("minutes: 30", 'minutes: "30"', (), "quotes mean nothing"),
        ("why: Because sharing is fairer.", "why: >\n  Because\n  sharing is fairer.", (), "wrapped in another way"),
        ("start: 2026-09-14\ndue: 2026-11-30", "due: 2026-11-30\nstart: 2026-09-14", (), "fields in another order"),
        ("id: g1\n", "# a remark\nid: g1   # and one more\n", (), "remarks are nobody's plan"),
        (
            "due: 2026-11-30\n",
            "due: 2026-11-30\nactivity:\n",
            (("goal.activity", (), "set", None, ""),),
            "a mistyped key",
        ),
        (
            "due: 2026-11-30\n",
            "due: 2026-11-30\nhelp_at_home:\n",
            (("goal.help_at_home", (), "set", None, ""),),
            "a field that says nothing is other than none",
        ),
        (
            "activities:\n  - {id: a1, title: Fold, minutes: 30, status: next}\n",
            "activities: []\n",
            (
                (
                    "goal.activities",
                    ("a1",),
                    "removed",
                    {"id": "a1", "title": "Fold", "minutes": "30", "status": "next"},
                    None,
                ),
            ),
            "a list that became empty",
        ),
        (
            "activities:\n  - {id: a1, title: Fold, minutes: 30, status: next}\n",
            "activities: later\n",
            (
                (
                    "goal.activities",
                    (),
                    "changed",
                    ({"id": "a1", "title": "Fold", "minutes": "30", "status": "next"},),
                    "later",
                ),
            ),
            "a word where a list belongs is told as it stands",
        ),
    ],
)
def test_an_edit_is_told(old: str, new: str, expected: tuple[object, ...], because: str) -> None:
    assert old in TEXT
    assert tuple(map(short, told(TEXT, TEXT.replace(old, new)))) == expected, because


@pytest.mark.parametrize(
    ("before", "after", "fields", "readable", "because"),
    [
        (None, TEXT, 10, True, "a new file says what it says, entry by entry"),
        (TEXT, None, 10, True, "so does one that went"),
        ("", TEXT, 10, True, "an empty file says nothing"),
        (TEXT, "id: [g1\n", 0, False, "what cannot be read is not guessed"),
        (TEXT, "- g1\n", 0, False, "a list is no goal"),
    ],
)
def test_a_whole_file_is_told(before: str | None, after: str | None, fields: int, readable: bool, because: str) -> None:
    found = revision_of(GOAL, raw(before), raw(after))
    assert found is not None
    assert (len(found.fields), found.readable) == (fields, readable), because
    assert (found.schema, found.learner) == ("goal", "s-0001")


def test_equal_bytes_are_no_revision_and_a_name_is_one() -> None:
    raw = TEXT.encode()
    assert revision_of(GOAL, raw, raw) is None
    assert revision_of(GOAL, None, None) is None
    moved = revision_of("plans/s-0001/2026-27/goals/g1.yml", raw, raw, GOAL)
    assert moved is not None
    assert (moved.did, moved.was, moved.fields) == ("changed", GOAL, ())


@pytest.mark.parametrize(
    "file", ["plans/class-harbor/s-0001/evidence/photo.png", "README.md", "plans/people.yml.age", "plans/.batches/b1/x"]
)
def test_what_no_schema_speaks_of_is_told_without_being_read(file: str) -> None:
    found = revision_of(file, b"one", b"two")
    assert found is not None
    assert (found.schema, found.before, found.after, found.fields, found.readable) == ("", None, None, (), True)


def test_competencies_inside_competencies_are_of_one_field() -> None:
    text = "id: f\ncompetencies:\n  - {id: a, statement: A, competencies: [{id: b, statement: B}]}\n"
    (found,) = told(text, text.replace("statement: B", "statement: C"), "frameworks/f/framework.yml")
    assert short(found) == ("framework.competencies.statement", ("a", "b"), "changed", "B", "C")


def test_keys_of_somebodys_own_are_on_the_way() -> None:
    text = "t-0001: {name: {en: Ida}}\nt-0002: {name: {en: Bo}}\n"
    (found,) = told(text, text.replace("Ida", "Ina"), "plans/people.yml")
    assert short(found) == ("people.*.name.*", ("t-0001", "en"), "changed", "Ida", "Ina")
    (gone,) = told(text, "t-0001: {name: {en: Ida}}\n", "plans/people.yml")
    assert short(gone) == ("people.*", ("t-0002",), "removed", {"name": {"en": "Bo"}}, None)


def test_an_older_format_is_no_change() -> None:
    text = "evidence:\n  - {id: e1, title: T, kind: observation, files: [{path: a.png, alt: A, shows: alone}]}\n"
    assert told(text, text.replace("shows:", "people:"), "plans/s-0001/evidence/2026-09-01-e1.yml") == ()


def test_what_is_kept_for_others_is_kept_as_it_was_typed() -> None:
    text = "id: f\nextra: {weight: 3}\n"
    (found,) = told(text, text.replace("3", '"3"'), "frameworks/f/framework.yml")
    assert found.field == "framework.extra"


def test_every_kind_of_file_has_its_fields() -> None:
    assert set(FILES) == set(KINDS)
    for kind in KINDS:
        known = fields_of(kind)
        assert next(iter(known)) == kind
        for field in known.values():
            assert set(field.fields.values()) <= set(known), field
            assert (field.shape == "list") == (field.entries is not None), field
    assert sum(map(len, map(fields_of, KINDS))) > 600


def test_nothing_is_silent_and_nothing_false_however_it_is_edited() -> None:
    """Of 20,000 edits made once by hand none was; `python -m tests.generator.load.random_edits` makes them."""
    for edit in edits(150, seed=7):
        assert not is_told_wrongly(edit), edit
        assert not is_told_elsewhere(edit), edit


def test_another_way_of_writing_the_same_is_no_change() -> None:
    for number, edit in enumerate(edits(80, seed=11)):
        again = written_otherwise(Random(number), edit.before, kind_at(edit.file) or "")
        found = revision_of(edit.file, edit.before.encode(), again.encode())
        assert found is None or not found.fields, (edit.file, found.fields[:3])


def test_every_edit_has_a_sentence_and_hardly_one_that_fits_any_field() -> None:
    sums = [unsaid(edit) for edit in islice(edits(1000, seed=13), 80)]
    many, silent, any_field = (sum(each) for each in zip(*sums, strict=True))
    assert many > 80
    assert silent == 0
    assert any_field <= many / 100


def test_whatever_stands_in_a_file_it_is_told_and_nobody_stumbles() -> None:
    for edit in odd_edits(80, seed=5):
        assert not is_told_wrongly(edit), edit
        found = revision_of(edit.file, edit.before.encode(), edit.after.encode())
        if found is not None:
            told = told_of((found,), commons_here(), commons_here())
            assert unsaid(edit)[1] == 0, edit
            assert lane_of(told, "t-0001", {}).lane == "review"
            assert list(readable_lines(edit.file, edit.after.encode()))


def made_with(kind: str, field: Field) -> tuple[Node, Node, str | int]:
    """A file that says something in this field; the group or list it stands in, and where."""
    chance = Random(1)
    value: Node = full_example(chance, schema_of(KINDS[kind].file))
    holder, path = value, kind
    *around, last = field.path.split(".")[1:]
    for name in around:
        path = f"{path}.{name}"
        holder = first_in(holder, name, example_of(chance, schema_at(kind, path)))
    if last == "*":
        last = next(iter(holder), "own")
    holder.setdefault(last, example_of(chance, schema_at(kind, field.path)))
    return value, holder, last


def first_in(holder: Node, name: str, example: Node) -> Node:
    """The first group in what stands here, put there where nothing does."""
    key = next(iter(holder), "own") if name == "*" else name
    found = holder.setdefault(key, example)
    while isinstance(found, list):
        found.append({}) if not found else None
        found = found[0]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_told_under_its_own_name(kind: str) -> None:
    file = files_by_kind()[kind][0][0]
    for field in fields_of(kind).values():
        if field.path == kind:
            continue
        before, holder, key = made_with(kind, field)
        text = written(before)
        here = holder[key]
        for now in (GONE, other_than(Random(2), here, schema_at(kind, field.path)) if here not in ({}, []) else GONE):
            if now is GONE:
                del holder[key]
            else:
                holder[key] = now
            ways = [each.field for each in told(text, written(before), file)]
            assert any(is_around(way, field.path) or is_around(field.path, way) for way in ways), (field.path, now)
            holder[key] = here
