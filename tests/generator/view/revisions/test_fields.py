"""Every field of every schema has words of its own for when it becomes different, and no other path has."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, get_args

import pytest

from generator.load.schema import KINDS
from generator.load.schema_fields import fields_of
from generator.load.schemas import followed, schema_of
from generator.model.revisions.warning import Warning
from generator.view.revisions.choice_words import CHOICES, CHOICES_AT
from generator.view.revisions.entries import CHAPTERED
from generator.view.revisions.field import Field
from generator.view.revisions.fields.table import FIELDS
from generator.view.revisions.moved_days import DAY_OF
from generator.view.revisions.warnings import WARNINGS
from generator.view.revisions.whole import MATTERS, NAMES, TITLES, WHOLE
from generator.view.revisions.within import TOGETHER

IN_SCHEMAS = {path: field for kind in KINDS for path, field in fields_of(kind).items() if path != kind}
PLACES = {"came": {"now", "which"}, "changed": {"now", "was", "which", "far"}, "gone": {"was", "which"}}
# What a schema says may stand there → the facts that say it.
FACTS: Mapping[str, frozenset[str]] = {
    "text": frozenset({"text"}),
    "date": frozenset({"day", "planned_day"}),
    "person-id": frozenset({"person"}),
    "person-or-role": frozenset({"person"}),
    "learner-id": frozenset({"person", "words"}),
    "competency-ref": frozenset({"competency"}),
    "competency-name": frozenset({"competency"}),
    "competency-id": frozenset({"competency", "words"}),
    "language": frozenset({"language"}),
    "condition": frozenset({"condition"}),
    "goal-id": frozenset({"goal", "words"}),
    "criterion-ref": frozenset({"criterion"}),
    "boolean": frozenset({"yes"}),
    "integer": frozenset({"number", "percent", "days", "school_days"}),
    "number": frozenset({"number", "percent", "hours"}),
}


def test_every_field_of_the_schemas_has_its_words_and_the_reverse() -> None:
    assert sorted(set(IN_SCHEMAS) - set(FIELDS)) == [], "these fields would be told as something unknown"
    assert sorted(set(FIELDS) - set(IN_SCHEMAS)) == [], "no schema has these"
    assert len(FIELDS) > 650


@pytest.mark.parametrize("did", PLACES)
def test_sentences_hold_only_what_can_be_said_in_them(did: str) -> None:
    for path, field in FIELDS.items():
        message = getattr(field, did)
        names = {name for _, name, _, _ in Formatter().parse(message or "") if name}
        assert names <= PLACES[did], path
        assert "far" not in names or field.fact == "planned_day", path


def test_groups_are_told_by_what_is_in_them_and_values_by_themselves() -> None:
    for path, field in IN_SCHEMAS.items():
        holds = field.entries if field.shape == "list" else field.shape
        assert (FIELDS[path].fact == "fields") == (holds in ("group", "free", "list")), path


def test_what_an_entry_is_called_by_is_in_it() -> None:
    for path, field in FIELDS.items():
        if field.fact == "fields" and not path.endswith("*"):
            inner = {f"{path}.{key.removeprefix('+')}" for key in field.named}
            assert inner <= set(FIELDS), path


def schemas_of(kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each field with what a schema says of it; of a list, of what is in the list."""
    yield from schemas_in(kind, schema_of(KINDS[kind].file), frozenset())


def schemas_in(path: str, schema: Mapping[str, Any], around: frozenset[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    name = str(schema.get("$ref", ""))
    if name in around or name.endswith(("/text", "/condition")):
        return
    whole, around = followed(schema), around | {name} if name.endswith("/competency") else around
    inner = {f"{path}.{key}": below for key, below in whole.get("properties", {}).items()}
    if isinstance(whole.get("additionalProperties"), Mapping):
        inner[f"{path}.*"] = whole["additionalProperties"]
    for below, said in inner.items():
        yield below, followed(said).get("items", said) if not is_whole(said) else said
        yield from schemas_in(below, followed(said).get("items", said) if not is_whole(said) else said, around)


def is_whole(schema: Mapping[str, Any]) -> bool:
    return str(schema.get("$ref", "")).endswith("/condition")


SCHEMAS = [(path, schema) for kind in KINDS for path, schema in schemas_of(kind) if path in FIELDS]


def kind_of(schema: Mapping[str, Any]) -> str:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return name if name in FACTS else str(followed(schema).get("type"))


def test_a_value_is_told_as_the_schema_says_it_is() -> None:
    wrong = [
        (path, FIELDS[path].fact, kind)
        for path, schema in SCHEMAS
        if (kind := kind_of(schema)) in FACTS
        and "enum" not in followed(schema)
        and FIELDS[path].fact not in FACTS[kind]
    ]
    assert wrong == []


def choices() -> Iterator[tuple[str, Field, str]]:
    for path, schema in SCHEMAS:
        for value in followed(schema).get("enum", ()):
            yield path, FIELDS[path], str(value)


def test_every_word_one_can_choose_is_told_in_words_of_people() -> None:
    lacking = [
        f"{path}.{value}"
        for path, field, value in choices()
        if field.fact != "weekday" and not {f"{path}.{value}", short(path, value), value} & {*CHOICES, *CHOICES_AT}
    ]
    assert lacking == []
    assert [path for path, field, _ in choices() if field.fact not in ("choice", "weekday")] == []


def short(path: str, value: str) -> str:
    return ".".join((*path.split(".")[-2:], value))


def test_choices_with_words_of_their_own_are_choices_of_the_schema() -> None:
    said = {said for path, _, value in choices() for said in (f"{path}.{value}", short(path, value))}
    assert sorted(set(CHOICES_AT) - said) == []


def test_what_a_choice_turned_into_is_one_of_the_schema() -> None:
    there = {(path, value) for path, _, value in choices()}
    there |= {(path, value) for path, field in FIELDS.items() if field.fact == "yes" for value in ("true", "false")}
    assert [
        (path, value) for path, field in FIELDS.items() for value in field.turned if (path, value) not in there
    ] == []


def test_every_warning_has_its_advice() -> None:
    assert sorted(WARNINGS) == sorted(get_args(Warning))


def test_other_tables_speak_of_kinds_and_fields_that_exist() -> None:
    assert set(TITLES) == {*KINDS, ""}
    assert set(WHOLE) | set(MATTERS) <= set(KINDS)
    fields = [f"{kind}.{name}" for kind, names in MATTERS.items() for name in names]
    fields += [f"{path.rpartition('.')[0]}.{name}" for path, names in TOGETHER.items() for name in names]
    fields += [f"{path}.{name}" for path, names in NAMES.items() for name in names]
    fields += [f"{path}.{name}" for path, name in DAY_OF.items()]
    assert sorted({*fields, *TOGETHER, *CHAPTERED} - set(FIELDS)) == []
