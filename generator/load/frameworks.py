"""Frameworks of competencies: one folder each, in as many files as people like."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.load.layout import RESERVED, Listing, listing_of, repeated, strangers, wrong_name, yaml_names
from generator.load.source import record_of
from generator.problem import Problem
from generator.records.framework import (
    Competency,
    CompetencyRef,
    Framework,
    FrameworkId,
    Migration,
    MoreCompetencies,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frameworks:
    """All that could be read of frameworks/, and what was wrong."""

    frameworks: dict[FrameworkId, Framework] = field(default_factory=dict)
    competencies: dict[CompetencyRef, Competency] = field(default_factory=dict)
    parents: dict[CompetencyRef, CompetencyRef] = field(default_factory=dict)
    migrations: dict[FrameworkId, Migration] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_frameworks(root: Path) -> Frameworks:
    found = Frameworks()
    folders = listing_of(root, "frameworks")
    expected = "one folder for each framework, and pathways, catalogue, requirements, glossary"
    found.problems.extend((*folders.problems, *strangers(folders, (), folders.folders, expected)))
    for name in folders.folders:
        if name not in RESERVED:
            _read_framework(root, name, found)
    return found


def _read_framework(root: Path, name: str, found: Frameworks) -> None:
    listing = listing_of(root, f"frameworks/{name}")
    expected = "framework.yml, migration.yml and files of competencies that end in .yml"
    readable = [file for file in listing.files if file.endswith(".yml")]
    found.problems.extend((*listing.problems, *strangers(listing, readable, (), expected)))
    framework, problems = record_of(root, listing.path("framework.yml"), "framework", Framework)
    found.problems.extend(problems)
    if "migration.yml" in listing.files:
        migration, problems = record_of(root, listing.path("migration.yml"), "migration", Migration)
        found.problems.extend(problems)
        if migration is not None:
            found.migrations[name] = migration
    more = _more_competencies(root, listing, found)
    if framework is None:
        return
    if framework.id != name:
        found.problems.append(wrong_name(framework.place, "id", framework.id, name))
    whole, problems = joined(framework, more)
    found.problems.extend(problems)
    found.frameworks[name] = whole
    _flatten(whole.competencies, name, None, found)


def _more_competencies(root: Path, listing: Listing, found: Frameworks) -> list[MoreCompetencies]:
    more = []
    for name in yaml_names(listing):
        if name not in ("framework", "migration"):
            part, problems = record_of(root, listing.path(f"{name}.yml"), "competencies", MoreCompetencies)
            found.problems.extend(problems)
            more += [] if part is None else [part]
    return more


def joined(framework: Framework, more: list[MoreCompetencies]) -> tuple[Framework, tuple[Problem, ...]]:
    """The framework with the competencies of the files beside it, each below the one its file names."""
    waiting: dict[str, list[MoreCompetencies]] = {}
    top = list(framework.competencies)
    for part in more:
        if part.under is None:
            top.extend(part.competencies)
        else:
            waiting.setdefault(part.under, []).append(part)
    competencies = tuple(_with_children(competency, waiting) for competency in top)
    problems = tuple(_nowhere(part) for parts in waiting.values() for part in parts)
    return replace(framework, competencies=competencies), problems


def _with_children(competency: Competency, waiting: dict[str, list[MoreCompetencies]]) -> Competency:
    # What waits is taken once: two files that name each other would otherwise never end.
    added = [child for part in waiting.pop(competency.id, ()) for child in part.competencies]
    if not waiting and not added:
        return competency
    children = tuple(_with_children(child, waiting) for child in (*competency.competencies, *added))
    return replace(competency, competencies=children)


def _nowhere(part: MoreCompetencies) -> Problem:
    message = f"the framework has no competency {part.under!r} to put these under"
    hint = "Write the id of a competency of this framework, or leave the line out."
    return Problem(part.place.at("under"), "unknown-competency", message, hint, length=len(part.under or ""))


def _flatten(
    competencies: tuple[Competency, ...], framework: FrameworkId, parent: CompetencyRef | None, found: Frameworks
) -> None:
    for competency in competencies:
        ref = f"{framework}:{competency.id}"
        first = found.competencies.get(ref)
        if first is not None:
            found.problems.append(
                repeated("competency", competency.id, competency.place.at("id"), first.place.at("id"))
            )
            continue
        found.competencies[ref] = competency
        if parent is not None:
            found.parents[ref] = parent
        _flatten(competency.competencies, framework, ref, found)
