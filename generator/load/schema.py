"""What every kind of file must look like, checked against the schemas that editors use too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from generator.load.explain import problems_of
from generator.load.schemas import schema_of
from generator.load.shape import FALSE, NUMBER, TRUE, WHOLE_NUMBER
from generator.load.verdict import is_day, judge_of
from generator.problem import Problem
from generator.records.evidence import EvidenceSheet
from generator.records.framework import Framework, Migration, MoreCompetencies
from generator.records.learner import Learner
from generator.records.library import (
    Activities,
    Glossary,
    LibrarySupports,
    Partners,
    Pathway,
    RequirementPack,
)
from generator.records.plan import Conference, Goal, Plan, Redactions, Support
from generator.records.school import Calendar, Group, Person, School
from generator.records.staff import StaffSheet
from generator.yamltext.read import Plain, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of file; people.yml alone is a mapping from ids to its record."""

    file: str
    record: type

    @property
    def noun(self) -> str:
        return str(schema_of(self.file)["title"])

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(schema_of(self.file).get("required", ()))


KINDS: Mapping[str, Kind] = {
    "school": Kind(file="school.schema.json", record=School),
    "calendar": Kind(file="calendar.schema.json", record=Calendar),
    "people": Kind(file="people.schema.json", record=Person),
    "group": Kind(file="group.schema.json", record=Group),
    "framework": Kind(file="framework.schema.json", record=Framework),
    "competencies": Kind(file="competencies.schema.json", record=MoreCompetencies),
    "migration": Kind(file="migration.schema.json", record=Migration),
    "pathway": Kind(file="pathway.schema.json", record=Pathway),
    "activities": Kind(file="activities.schema.json", record=Activities),
    "supports": Kind(file="supports.schema.json", record=LibrarySupports),
    "partners": Kind(file="partners.schema.json", record=Partners),
    "requirements": Kind(file="requirements.schema.json", record=RequirementPack),
    "glossary": Kind(file="glossary.schema.json", record=Glossary),
    "learner": Kind(file="learner.schema.json", record=Learner),
    "plan": Kind(file="plan.schema.json", record=Plan),
    "goal": Kind(file="goal.schema.json", record=Goal),
    "conference": Kind(file="conference.schema.json", record=Conference),
    "evidence": Kind(file="evidence.schema.json", record=EvidenceSheet),
    "support": Kind(file="support.schema.json", record=Support),
    "staff": Kind(file="staff.schema.json", record=StaffSheet),
    "redactions": Kind(file="redactions.schema.json", record=Redactions),
}


def schema_problems(kind: str, value: Value, file: str) -> tuple[Problem, ...]:
    """Where a value differs from what its kind of file may hold."""
    if judge_of(KINDS[kind].file)(value):
        return ()
    return problems_of(validator_for(KINDS[kind].file).iter_errors(value), value, file)


@cache
def validator_for(file: str) -> Any:
    """The one validator object of a schema; making it costs more than checking many files."""
    return PlacedValidator(schema_of(file), registry=_registry(), format_checker=_formats())


@cache
def _registry() -> Registry[Any]:
    common = Resource.from_contents(schema_of("common.schema.json"), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("common.schema.json", common).crawl()
    return registry


@cache
def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("date")(_is_day)
    return checker


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or is_day(value)


def _is_number(_: object, value: object) -> bool:
    return isinstance(value, Plain) and bool(NUMBER.fullmatch(value))


def _is_whole(_: object, value: object) -> bool:
    return isinstance(value, Plain) and bool(WHOLE_NUMBER.fullmatch(value))


def _is_yes_or_no(_: object, value: object) -> bool:
    return isinstance(value, Plain) and (value in TRUE or value in FALSE)


def _pattern(_: Any, pattern: str, value: object, __: object) -> Any:
    # The whole text: Python's $ would also stop before a line end, the one of editors does not.
    if isinstance(value, str) and re.fullmatch(pattern, value) is None:
        yield ValidationError(f"{value!r} does not match {pattern}")


def _minimum(validator: Any, least: Any, value: object, _: object) -> Any:
    if validator.is_type(value, "number") and Decimal(str(value)) < least:
        yield ValidationError(f"{value} is less than {least}")


def _maximum(validator: Any, most: Any, value: object, _: object) -> Any:
    if validator.is_type(value, "number") and Decimal(str(value)) > most:
        yield ValidationError(f"{value} is more than {most}")


# A bare word is text wherever text is asked for, and a number or a yes where that is asked for.
PlacedValidator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    validators={"pattern": _pattern, "minimum": _minimum, "maximum": _maximum},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "string": lambda _, value: isinstance(value, str),
            "number": _is_number,
            "integer": _is_whole,
            "boolean": _is_yes_or_no,
            "array": lambda _, value: isinstance(value, list),
            "object": lambda _, value: isinstance(value, dict),
            "null": lambda _, value: value is None,
        }
    ),
)
