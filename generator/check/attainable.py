"""Whether anybody can get where a school wants them: a calculation, its scale and the evidence rule, taken together."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.case import scale_of
from generator.model.mastery.scale import lowest_proficient
from generator.model.mastery.scores import NEVER_COUNT
from generator.model.standing import calculation_for, evidence_rule_for
from generator.problem import Problem
from generator.records.commons import Commons
from generator.records.school import Calculation, EvidenceRule, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What holds for some competencies at once."""

    calculation: Calculation
    scale: Scale
    rule: EvidenceRule


def levels_attainable(commons: Commons) -> Iterator[Problem]:
    """No cap below the level to reach, no kind asked for that never counts, no curve through zero."""
    told: set[Problem] = set()
    for together in all_together(commons):
        for problem in (*cap_high_enough(together), *kinds_that_count(together), *curve_has_points(together)):
            if problem not in told:
                told.add(problem)
                yield problem


def all_together(commons: Commons) -> tuple[Together, ...]:
    """Each combination that holds for a competency, once; what no competency uses harms nobody."""
    found: dict[tuple[int, int, int], Together] = {}
    for ref, competency in commons.competencies.items():
        framework = commons.frameworks[ref.partition(":")[0]]
        scale = scale_of(framework, commons)
        if scale is None:
            continue
        calculation = calculation_for(competency, framework, commons.school)
        rule = evidence_rule_for(competency, framework, commons.school)
        key = (id(calculation), id(scale), id(rule))
        if key not in found:
            found[key] = Together(calculation=calculation, scale=scale, rule=rule)
    return tuple(found.values())


def cap_high_enough(together: Together) -> Iterator[Problem]:
    cap, least = together.calculation.cap, lowest_proficient(together.scale)
    if cap is not None and cap < least.points:
        yield Problem(
            together.calculation.place.at("cap"),
            "cap-below-proficient",
            f"`cap` is {cap}; {least.id!r}, where one moves forward, begins at {least.points}: nobody could",
            hint="Raise the cap, or take it away.",
            length=len(str(cap)),
        )


def kinds_that_count(together: Together) -> Iterator[Problem]:
    for position, kind in enumerate(together.rule.kinds):
        if kind in NEVER_COUNT or kind not in together.calculation.counts:
            yield Problem(
                together.rule.place.at("kinds", position),
                "kind-never-counts",
                f"a piece of kind {kind!r} is asked for, and such pieces do not count: nobody could show it",
                hint="Take it out of `kinds`, or put it into `counts` of the calculation.",
                length=len(kind),
            )


def curve_has_points(together: Together) -> Iterator[Problem]:
    lowest = together.scale.levels[0]
    if together.calculation.method == "power_law" and lowest.points <= 0:
        yield Problem(
            together.calculation.place.at("method"),
            "zero-under-power-law",
            f"level {lowest.id!r} has 0 points: who is once seen there gets no rating by the power law",
            hint="Give the lowest level 1 point, or choose another method.",
            severity="warning",
            length=len("power_law"),
        )
