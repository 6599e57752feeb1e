"""Names, roles and contacts: the one file that says who an id is. It may lie outside the school's folder."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, cast

from generator.load.shape import shaped
from generator.load.source import checked_value
from generator.problem import Place, Problem
from generator.records.commons import LearnerRecords, People
from generator.records.school import Person
from generator.yamltext.read import PlacedMap


def load_people(root: Path, file: Path | None) -> tuple[People, tuple[Problem, ...]]:
    """Everybody; `file` None: plans/people.yml, which a school may do without."""
    if file is None:
        if not (root / "plans/people.yml").exists():
            return {}, ()
        named = "plans/people.yml"
    else:
        named = _relative(root, file)
    value, problems = checked_value(root, named, "people")
    if value is None:
        return {}, problems
    return {person: shaped(Person, cast(PlacedMap, entry)) for person, entry in value.items()}, problems


def _relative(root: Path, file: Path) -> str:
    absolute = file.absolute()
    return (absolute.relative_to(root.absolute()) if absolute.is_relative_to(root.absolute()) else absolute).as_posix()


def people_for(records: LearnerRecords, people: People) -> People:
    """Only those whom this learner's files name: a job cannot show a name it was never given."""
    named = {records.learner.learner, *_strings_in(records)}
    return {person: people[person] for person in people if person in named}


def _strings_in(value: Any) -> set[str]:
    """Every whole string a record holds; ids are among them."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, Place):
        return set()
    if isinstance(value, tuple | list):
        return set().union(*map(_strings_in, value))
    if isinstance(value, dict):
        return set().union(value, *map(_strings_in, value.values()))
    if is_dataclass(value):
        return set().union(*(_strings_in(getattr(value, field.name)) for field in fields(value)))
    return set()
