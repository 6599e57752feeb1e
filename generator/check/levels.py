"""Scales that climb, and calculations whose numbers are in range."""

from collections.abc import Iterator
from itertools import chain

from generator.check.case import Case
from generator.model.mastery.parameters import LIMITS, PARAMETER_NAMES, is_within
from generator.model.mastery.scores import NEVER_COUNT
from generator.problem import Problem
from generator.records.commons import Commons
from generator.records.school import Calculation, Level, Scale


def scales_climb(commons: Commons) -> Iterator[Problem]:
    """Every scale runs from the lowest points to the highest and says where proficiency begins."""
    owners = [commons.school.scales, *(framework.scales or {} for framework in commons.frameworks.values())]
    for scales in owners:
        for name, scale in scales.items():
            yield from climbs(name, scale)


def climbs(name: str, scale: Scale) -> Iterator[Problem]:
    for lower, higher in zip(scale.levels, scale.levels[1:], strict=False):
        if higher.points <= lower.points:
            yield Problem(
                higher.place.at("points"),
                "scale-order",
                f"level {higher.id!r} has points {higher.points}; {lower.id!r} before it has {lower.points}",
                hint="List the levels from the lowest points to the highest.",
            )
    if not any(level.proficient for level in scale.levels):
        yield Problem(
            scale.place,
            "scale-without-proficient",
            f"no level of the scale {name!r} says `proficient: true`",
            hint="Mark the lowest level at which a learner moves forward.",
        )
    yield from marks_go_on(scale)


def marks_go_on(scale: Scale) -> Iterator[Problem]:
    """Several levels may be proficient, as in Moodle, but above one of them all are; Canvas allows a single one."""
    for lower, higher in zip(scale.levels, scale.levels[1:], strict=False):
        if lower.proficient and not higher.proficient and any(level.proficient for level in above(higher, scale)):
            yield Problem(
                higher.place,
                "scale-proficient-gap",
                f"level {higher.id!r} is not proficient, though lower and higher ones are",
                hint="Mark only the lowest level at which a learner moves forward; those above it follow.",
            )


def above(level: Level, scale: Scale) -> tuple[Level, ...]:
    return scale.levels[scale.levels.index(level) + 1 :]


def calculations_in_range(commons: Commons) -> Iterator[Problem]:
    """Every calculation has numbers its method can work with."""
    frameworks = (framework.calculation for framework in commons.frameworks.values())
    competencies = (competency.calculation for competency in commons.competencies.values())
    for calculation in chain((commons.school.calculation,), frameworks, competencies):
        if calculation is not None:
            yield from in_range(calculation)


def in_range(calculation: Calculation) -> Iterator[Problem]:
    allowed = LIMITS.get(calculation.method, {})
    for parameter in PARAMETER_NAMES:
        value: int | None = getattr(calculation, parameter)
        if value is None:
            continue
        if parameter not in allowed:
            yield Problem(
                calculation.place.at(parameter),
                "unused-parameter",
                f"`{parameter}` means nothing to the method {calculation.method!r}",
                hint="Take it away, or choose the method it belongs to.",
                severity="warning",
            )
        elif not is_within(value, allowed[parameter]):
            limit = allowed[parameter]
            yield Problem(
                calculation.place.at(parameter),
                "parameter-out-of-range",
                f"`{parameter}` is {value}; the method {calculation.method!r} takes {limit.low} to {limit.high}",
                length=len(str(value)),
            )
    for position, kind in enumerate(calculation.counts):
        if kind in NEVER_COUNT:
            yield Problem(
                calculation.place.at("counts", position),
                "cannot-count",
                f"evidence of kind {kind!r} is shown beside a rating and never enters it",
                hint="Take it out of `counts`.",
                length=len(kind),
            )


def one_of_level_and_points(case: Case) -> Iterator[Problem]:
    """A result says a level or points, not both."""
    for piece in case.records.evidence:
        for result in piece.results:
            if result.level is not None and result.points is not None:
                yield Problem(
                    result.place.at("points"),
                    "level-and-points",
                    "this result gives a level and points; only one of them can be what was seen",
                    hint="Keep the one the assessor decided.",
                )
