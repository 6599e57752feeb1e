"""When the rest of a pathway is likely to be reached, if things go on as in the last weeks.

A band, not a day: the rates of the last 20, 40 and 60 of the learner's own school days each give a day, and the
earliest and the latest of them are told. Only what was learned along the way says how fast it goes: what was brought
along, or reached before the pathway began, is done, but tells no pace. Nobody else's pace is ever looked at.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date

from generator.model.calendar import SchoolDays, days_from_to, is_estimated
from generator.model.fulfilled import PRIOR_LEARNING, Met
from generator.model.pathway_picture import Forecast, PaceWindow, WhyNoForecast
from generator.records.library import Requirement

WINDOWS = (20, 40, 60)  # school days
LEAST_REACHED = 3


def forecast(
    asked: tuple[Requirement, ...], met: Mapping[str, Met], start: date, own_days: SchoolDays, stated_on: date
) -> Forecast:
    """As of the day it is stated on: what was reached after it is not looked at.

    A window longer than the pathway has lasted is as long as the pathway; two of the same length are one.
    """
    reached = {each.id: met[each.id] for each in asked if each.id in met and met[each.id].on <= stated_on}
    learned = sorted(each.on for each in reached.values() if each.on >= start and not is_brought_along(each))
    remaining = len(asked) - len(reached)
    lived = days_from_to(own_days, start, stated_on)
    spans = dict.fromkeys(min(days, len(lived)) for days in WINDOWS) if lived else {}
    windows = tuple(window(days, lived, learned, remaining, own_days, stated_on) for days in spans)
    finishes = [each.finish for each in windows if each.finish is not None]
    why_not = why_no_forecast(learned, windows, finishes)
    earliest = min(finishes) if why_not is None else None
    latest = max(finishes) if why_not is None and len(finishes) == len(windows) else None
    return Forecast(
        stated_on=stated_on,
        remaining=remaining,
        so_far=len(learned),
        windows=windows,
        earliest=earliest,
        latest=latest,
        why_not=why_not,
        estimated=earliest is not None and is_estimated(own_days, stated_on, latest or earliest),
    )


def is_brought_along(met: Met) -> bool:
    return met.by == "accepted" or (met.way is not None and met.way.kind == PRIOR_LEARNING)


def window(
    days: int, lived: tuple[date, ...], learned: list[date], remaining: int, own_days: SchoolDays, stated_on: date
) -> PaceWindow:
    """What was reached in the last so many school days, and the school day on which the rest would be.

    The rest takes remaining × days ÷ reached school days, a part of a day counted as a day.
    """
    reached = sum(1 for day in learned if day >= lived[-days])
    if reached == 0:
        return PaceWindow(days=days, reached=0, finish=None, takes=None)
    takes = -(-remaining * days // reached)
    ahead = bisect_right(own_days.days, stated_on) + takes - 1
    finish = own_days.days[ahead] if ahead < len(own_days.days) else None
    return PaceWindow(days=days, reached=reached, finish=finish, takes=takes)


def why_no_forecast(learned: list[date], windows: tuple[PaceWindow, ...], finishes: list[date]) -> WhyNoForecast | None:
    """Two steps in sixty days are no pace: a family would read a year out of them that nobody can promise."""
    if len(learned) < LEAST_REACHED:
        return "too_few"
    if max((each.reached for each in windows), default=0) < LEAST_REACHED:
        return "too_few_lately"
    return None if finishes else "beyond_the_calendar"
