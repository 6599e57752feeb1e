"""What has changed since a support began: by its own measure, else by levels. Two numbers side by side, no cause."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from generator.model.standing_picture import Standing
from generator.records.framework import CompetencyRef
from generator.records.school import Level
from generator.records.support import Measure, Support

DAYS_OF_WEEK = 7
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredEffect:
    """`before` None: never measured; `now` None: not measured since. `weeks` from the start to the last check.

    `measured_on` is the day of `now`.
    """

    measure: Measure
    before: Decimal | None
    now: Decimal | None
    aim: Decimal | None
    checks: int
    weeks: int
    measured_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEffect:
    """The level of one competency at the start of the support and now; None: not rated."""

    standing: Standing
    before: Level | None
    now: Level | None


Effect: TypeAlias = MeasuredEffect | tuple[LevelEffect, ...]


def effect_of(support: Support, standings: Mapping[CompetencyRef, Standing], until: date) -> Effect:
    """By the measure where there is one; else by the levels of its competencies that were rated by then."""
    if support.measure is not None:
        return measured(support, support.measure, until)
    named = (standings[ref] for ref in support.competencies if ref in standings)
    effects = (of_level(standing, support.start, until) for standing in named)
    return tuple(effect for effect in effects if effect.now is not None)


def measured(support: Support, measure: Measure, until: date) -> MeasuredEffect:
    """Before is the baseline, else the first check; now is the newest check after it."""
    checks = sorted((check for check in support.checks if check.on <= until), key=lambda check: check.on)
    values = [(check.on, check.value) for check in checks if check.value is not None]
    if measure.baseline is None:
        before, later = (values[0][1], values[1:]) if values else (None, [])
    else:
        before, later = measure.baseline, values
    days = (later[-1][0] - support.start).days if later else 0
    return MeasuredEffect(
        measure=measure,
        before=before,
        now=later[-1][1] if later else None,
        aim=measure.aim,
        checks=len(values),
        weeks=max(-(-days // DAYS_OF_WEEK), 1),
        measured_on=later[-1][0] if later else None,
    )


def of_level(standing: Standing, start: date, until: date) -> LevelEffect:
    return LevelEffect(
        standing=standing, before=level_before(standing, start), now=level_before(standing, until + ONE_DAY)
    )


def level_before(standing: Standing, day: date) -> Level | None:
    """The level at the end of the day before."""
    known = [level for changed, level in standing.history if changed < day]
    return known[-1] if known else None
