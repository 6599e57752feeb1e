"""What all learners share, read once: settings, calendar, groups, frameworks, pathways, libraries, glossary.

Reads everything and collects every problem before it gives up: a school mends its files in one go.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from generator.load.edition import other_format, version_problem, zone_problem
from generator.load.frameworks import Frameworks, read_frameworks
from generator.load.groups import GroupFiles
from generator.load.layout import (
    LANGUAGE,
    Listing,
    listing_of,
    misplaced,
    repeated,
    strangers,
    wrong_name,
    yaml_names,
)
from generator.load.source import record_of, value_of
from generator.problem import Place, Problem, errors_in
from generator.records.commons import Commons
from generator.records.library import (
    Activities,
    Activity,
    Glossary,
    GlossaryTerm,
    GoalTemplate,
    GoalTemplates,
    LibrarySupport,
    LibrarySupports,
    Partner,
    Partners,
    Pathway,
    RequirementPack,
)
from generator.records.school import Calendar, Group, School
from generator.records.scores import ScoreTable


class Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def place(self) -> Place: ...


N = TypeVar("N", bound=Named)
R = TypeVar("R")


def load_commons(root: Path) -> tuple[Commons | None, tuple[Problem, ...]]:
    """The shared records and every problem in their files; None where they cannot be used."""
    commons, problems = readable_commons(root)
    return (None if errors_in(problems) else commons), problems


def readable_commons(root: Path) -> tuple[Commons | None, tuple[Problem, ...]]:
    """As much of the shared records as can be read: to call things by their names, never to conclude from it."""
    value, _ = value_of(root, "plans/school.yml")
    other = other_format(value)
    if other is not None:
        return None, (other,)
    problems: list[Problem] = []
    school = _one(root, "plans/school.yml", "school", School, problems)
    if school is not None and (unmet := version_problem(school)) is not None:
        problems.append(unmet)
    calendar = _one(root, "plans/calendar.yml", "calendar", Calendar, problems)
    if calendar is not None and (unknown := zone_problem(calendar)) is not None:
        problems.append(unknown)
    frameworks = read_frameworks(root)
    problems += frameworks.problems
    commons = _rest(root, school, calendar, frameworks, problems)
    return commons, tuple(problems)


def _rest(
    root: Path,
    school: School | None,
    calendar: Calendar | None,
    frameworks: Frameworks,
    problems: list[Problem],
) -> Commons | None:
    pathways = _folder(root, "frameworks/pathways", "pathway", Pathway, problems)
    packs = _folder(root, "frameworks/requirements", "requirements", RequirementPack, problems)
    groups = tuple(group.id for group in _records_of(root, "plans/groups", "group", Group, problems))
    problems += _of_imports(root)
    activities, goals, supports, partners = _catalogue(root, problems)
    glossary = _glossary(root, problems)
    if school is None or calendar is None:
        return None
    return Commons(
        school=school,
        calendar=calendar,
        frameworks=frameworks.frameworks,
        competencies=frameworks.competencies,
        parents=frameworks.parents,
        migrations=frameworks.migrations,
        pathways=pathways,
        activities=activities,
        goals=goals,
        supports=supports,
        partners=partners,
        packs=packs,
        glossary=glossary,
        groups=GroupFiles(root, groups),
    )


def _of_imports(root: Path) -> Iterator[Problem]:
    """What is wrong in plans/imports: no site is made of these files, so they stop none."""
    found: list[Problem] = []
    _folder(root, "plans/imports", "scores", ScoreTable, found)
    return (replace(problem, severity="warning") for problem in found)


def _one(root: Path, file: str, kind: str, record_type: type[R], problems: list[Problem]) -> R | None:
    record, found = record_of(root, file, kind, record_type)
    problems += found
    return record


def _folder(root: Path, folder: str, kind: str, record_type: type[N], problems: list[Problem]) -> dict[str, N]:
    """One record a file, by its id, which is the file's name."""
    return {record.id: record for record in _records_of(root, folder, kind, record_type, problems)}


def _records_of(root: Path, folder: str, kind: str, record_type: type[N], problems: list[Problem]) -> Iterator[N]:
    listing = _yaml_only(listing_of(root, folder), f"one file for each {kind}, named by its id", problems)
    for name in yaml_names(listing):
        record = _one(root, listing.path(f"{name}.yml"), kind, record_type, problems)
        if record is not None and record.id != name:
            problems.append(wrong_name(record.place, "id", record.id, name))
        elif record is not None:
            yield record


def _yaml_only(listing: Listing, expected: str, problems: list[Problem]) -> Listing:
    readable = [name for name in listing.files if name.endswith(".yml")]
    problems += [*listing.problems, *strangers(listing, readable, (), expected)]
    return listing


def _catalogue(
    root: Path, problems: list[Problem]
) -> tuple[dict[str, Activity], dict[str, GoalTemplate], dict[str, LibrarySupport], dict[str, Partner]]:
    listing = listing_of(root, "frameworks/catalogue")
    names = ("activities.yml", "goals.yml", "supports.yml", "partners.yml")
    problems += [*listing.problems, *strangers(listing, names, (), ", ".join(names))]
    activities = _optional(root, listing, "activities", Activities, problems)
    goals = _optional(root, listing, "goals", GoalTemplates, problems)
    supports = _optional(root, listing, "supports", LibrarySupports, problems)
    partners = _optional(root, listing, "partners", Partners, problems)
    return (
        _by_id("activity", activities.activities if activities else (), problems),
        _by_id("goal", goals.goals if goals else (), problems),
        _by_id("support", supports.supports if supports else (), problems),
        _by_id("partner", partners.partners if partners else (), problems),
    )


def _optional(root: Path, listing: Listing, name: str, record_type: type[R], problems: list[Problem]) -> R | None:
    """A catalogue that a school may do without."""
    if f"{name}.yml" not in listing.files:
        return None
    return _one(root, listing.path(f"{name}.yml"), name, record_type, problems)


def _by_id(noun: str, named: Iterable[N], problems: list[Problem]) -> dict[str, N]:
    records: dict[str, N] = {}
    for record in named:
        first = records.setdefault(record.id, record)
        if first is not record:
            problems.append(repeated(noun, record.id, record.place.at("id"), first.place.at("id")))
    return records


def _glossary(root: Path, problems: list[Problem]) -> dict[str, tuple[GlossaryTerm, ...]]:
    expected = "one file for each language, for example en.yml"
    listing = _yaml_only(listing_of(root, "frameworks/glossary"), expected, problems)
    terms: dict[str, tuple[GlossaryTerm, ...]] = {}
    for language in yaml_names(listing):
        if not LANGUAGE.fullmatch(language):
            message = "nobody reads a glossary of this name"
            problems.append(misplaced(listing.path(f"{language}.yml"), message, f"Expected here: {expected}."))
        glossary = _one(root, listing.path(f"{language}.yml"), "glossary", Glossary, problems)
        if glossary is not None:
            terms[language] = tuple(_by_id("term", glossary.terms, problems).values())
    return terms
