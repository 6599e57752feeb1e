"""What a rule looks at, and the small questions that several rules ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from generator.check.walk import Wording, wordings_of
from generator.model.groundwork import Groundwork
from generator.model.texts import Written
from generator.problem import Place, Problem
from generator.records.commons import Commons, LearnerRecords, People, PlanYear, StaffRecords
from generator.records.facts import Facts
from generator.records.framework import CompetencyRef, Framework
from generator.records.plan import Goal
from generator.records.school import LearnerId, Scale

MOST_CHOICES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """Every learner's names, in a few long texts: a district's would take ten times the room in mappings.

    `roll` has lines "full name, folded ⇥ learner", `members` lines "learner ⇥ group"; `first_words` and `longest`
    (in words) tell where a look at the roll is worth while. `given`: by group, the given names of its learners with "|"
    between; `household`: which learners live together.
    """

    roll: str
    first_words: frozenset[str]
    longest: int
    members: str
    given: Mapping[str, str]
    household: Mapping[LearnerId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One learner's files before the rules."""

    records: LearnerRecords
    wordings: tuple[Wording, ...]  # all that people wrote in the home records
    words: tuple[str, ...]  # the same, each word as names are compared (names.folded)
    staff: StaffRecords
    facts: Facts
    commons: Commons
    people: People
    names: NameIndex
    on: date
    groundwork: Groundwork


def home_wordings(records: LearnerRecords) -> tuple[Wording, ...]:
    """All that people wrote in a learner's home records."""
    parts: list[Written] = [records.learner, *records.evidence, *records.supports]
    for year in records.years:
        parts += [year.plan, *year.goals, *year.conferences]
    return wordings_of(tuple(parts))


def goals_of(case: Case) -> Iterator[tuple[PlanYear, Goal]]:
    """Every goal with its year, oldest year first."""
    for year in case.records.years:
        for goal in year.goals:
            yield year, goal


def unknown(place: Place, what: str, name: str, known: Iterable[str]) -> Problem:
    """A reference that leads nowhere, with the nearest one that does."""
    code = f"unknown-{what.replace(' ', '-')}"
    choices = tuple(known)
    hint = did_you_mean(name, choices) or listed(choices)
    return Problem(place, code, f"there is no {what} {name!r}", hint=hint, length=len(name))


def listed(choices: tuple[str, ...]) -> str | None:
    """What there is, when that is few enough to read; None: nothing, or too much."""
    return f"It can be: {', '.join(sorted(choices))}." if 0 < len(choices) <= MOST_CHOICES else None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """The nearest known name, as a question; None: nothing is near."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else None


def framework_of(ref: CompetencyRef, commons: Commons) -> Framework | None:
    """The framework that a ref names; None: there is none of that id."""
    return commons.frameworks.get(ref.partition(":")[0])


def scale_of(framework: Framework | None, commons: Commons) -> Scale | None:
    """The scale a framework is judged on: its own choice, else the school's; None: it is not defined."""
    school = commons.school
    name = school.default_scale if framework is None or framework.scale is None else framework.scale
    own = {} if framework is None or framework.scales is None else framework.scales
    return own.get(name) or school.scales.get(name)


def levels_for(ref: CompetencyRef, commons: Commons) -> tuple[str, ...]:
    """The level ids that a competency can be judged at."""
    scale = scale_of(framework_of(ref, commons), commons)
    return () if scale is None else tuple(level.id for level in scale.levels)
