"""The school years before this one: what each was about, how its goals ended, and the best that was seen of them."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.model.calendar import year_named
from generator.model.earlier_picture import EarlierGoal, EarlierYear, Ending
from generator.model.goals import reached_day
from generator.model.rollover import A_DAY
from generator.model.situation import Situation, day_of, names_of
from generator.model.standing_picture import Standing
from generator.model.surroundings import grade_on
from generator.records.commons import PlanYear
from generator.records.evidence import Evidence
from generator.records.library import Pathway
from generator.records.plan import Goal


def earlier_years(situation: Situation) -> tuple[EarlierYear, ...]:
    """Newest first; () in a learner's first year."""
    return tuple(
        earlier_year(year, situation) for year in reversed(situation.records.years) if is_over(year, situation)
    )


def is_over(year: PlanYear, situation: Situation) -> bool:
    """Whether a later year's plan is the one in force, or the school year was put away and none is."""
    if situation.year is not None:
        return year.plan.school_year < situation.year.plan.school_year
    last = last_day_of(year, situation)
    return last is not None and last < situation.on


def last_day_of(year: PlanYear, situation: Situation) -> date | None:
    """The day before the next school year begins: what is seen in the holidays belongs to the year before them."""
    name = year.plan.school_year
    own = year_named(situation.commons.calendar, name)
    if own is None:
        return None
    later = [each.start for each in situation.commons.calendar.years.values() if each.start > own.finish]
    return min(later) - A_DAY if later else own.finish


def first_day_of(year: PlanYear, situation: Situation) -> date | None:
    own = year_named(situation.commons.calendar, year.plan.school_year)
    return None if own is None else own.start


def earlier_year(year: PlanYear, situation: Situation) -> EarlierYear:
    name = year.plan.school_year
    own = year_named(situation.commons.calendar, name)
    following = continued_in(situation)
    return EarlierYear(
        name=name,
        grade=None if own is None else grade_on(situation.records.learner, min(own.finish, situation.on)),
        voice=max(year.plan.voice, key=lambda each: each.on, default=None),
        goals=tuple(earlier_goal(goal, year, following, situation) for goal in year.goals),
        walked=tuple(walked_in(year, situation)),
    )


def continued_in(situation: Situation) -> Mapping[str, str]:
    """Which school year took a goal up again: by "2026-27:g1", as `from` of the later goal says."""
    return {
        goal.from_: year.plan.school_year
        for year in situation.records.years
        for goal in year.goals
        if goal.from_ is not None
    }


def walked_in(year: PlanYear, situation: Situation) -> Iterator[tuple[Pathway, bool]]:
    now = {agreed.pathway for agreed, _ in situation.followed}
    for agreed in year.plan.pathways:
        pathway = situation.commons.pathways.get(agreed.pathway)
        if pathway is not None:
            yield pathway, agreed.pathway in now


def earlier_goal(goal: Goal, year: PlanYear, following: Mapping[str, str], situation: Situation) -> EarlierGoal:
    standings = tuple(situation.by_ref[aim.ref] for aim in goal.competencies if aim.ref in situation.by_ref)
    last = last_day_of(year, situation) or situation.on
    first = first_day_of(year, situation) or goal.start
    pieces = tuple(each for each in naming(goal, situation) if (day_of(each) or date.max) <= last)
    of_year = tuple(each for each in pieces if first <= (day_of(each) or date.min))
    on = reached_day(goal, standings, pieces)
    went_on = following.get(f"{year.plan.school_year}:{goal.id}")
    in_time = on is not None and on <= last
    return EarlierGoal(
        goal=goal,
        standing=standings[0] if standings else None,
        ending=ending_of(goal, went_on, reached=in_time),
        on=on if in_time else None,
        went_on=went_on,
        best=best_of(standings, of_year, first, last),
    )


def ending_of(goal: Goal, went_on: str | None, *, reached: bool) -> Ending:
    if goal.status == "reached" or (reached and went_on is None and goal.status != "dropped"):
        return "reached"
    if went_on is not None:
        return "continued"
    return "open" if goal.status == "active" else goal.status


def naming(goal: Goal, situation: Situation) -> tuple[Evidence, ...]:
    """The pieces that count for it, newest first."""
    names = {goal.id, *(aim.ref for aim in goal.competencies)}
    carried = situation.groundwork.carried
    return tuple(
        each for each in situation.evidence if each.excluded is None and not names.isdisjoint(names_of(each, carried))
    )


def best_of(standings: tuple[Standing, ...], pieces: tuple[Evidence, ...], first: date, last: date) -> Evidence | None:
    """The piece that reached it in this year; else the year's highest, the newest of several; else its newest."""
    for standing in standings:
        reached = standing.reached
        if reached is not None and reached.evidence is not None and first <= reached.on <= last:
            return reached.evidence
    own = [
        (score.points, score.day, score.evidence)
        for standing in standings
        for score in standing.rating.scores
        if score.day is not None and first <= score.day <= last
    ]
    if own:
        return max(own, key=lambda each: each[:2])[2]
    return pieces[0] if pieces else None
