"""What the chapters of one learner's picture share: the records of the day, the year, the standings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.calendar import SchoolDays, school_year_on, week_start, without
from generator.model.carried import Carried, refs_spoken_for
from generator.model.groundwork import Groundwork
from generator.model.mastery.scores import known_on
from generator.model.pathway import names_in
from generator.model.standing import Ledger, ledger_of, standing_of
from generator.model.standing_picture import Standing
from generator.model.steps import Standings
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.framework import CompetencyRef
from generator.records.library import Pathway
from generator.records.plan import Goal, GoalCompetency, PlanPathway


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One learner on one day."""

    records: LearnerRecords  # as they could have been read on the day
    commons: Commons
    groundwork: Groundwork
    on: date
    own_days: SchoolDays  # school days without those this learner was away
    year: PlanYear | None  # of the current school year; None: nothing agreed yet
    goals: tuple[tuple[Goal, str], ...]  # with their school year: this year's not dropped, reached ones of all years
    followed: tuple[tuple[PlanPathway, Pathway], ...]
    evidence: tuple[Evidence, ...]  # newest first, undated last
    mentioned: Mapping[str, tuple[int, ...]]  # competency, goal ("g1") or criterion ("g1.c2") → places in `evidence`
    standings: Standings
    by_ref: Mapping[CompetencyRef, Standing]  # each at the target that matters most: a goal's, else a pathway's

    @property
    def stated_on(self) -> date:
        """The start of the last school week: what pace is measured at. Looked up where a pace is told, see day.py."""
        return week_start(self.groundwork.week_starts, self.on)


def situation_of(records: LearnerRecords, commons: Commons, groundwork: Groundwork, on: date) -> Situation:
    """`records` as of the day."""
    year = current_year(records, commons, on)
    goals = tuple(goals_shown(records, year))
    plans_pathways = () if year is None else year.plan.pathways
    followed = tuple((agreed, commons.pathways[agreed.pathway]) for agreed in plans_pathways)
    evidence = newest_first(records.evidence)
    targets = dict(targets_named(goals, followed))
    refs = refs_named(records, targets, year, followed, commons)
    levels = levels_asked(followed)
    aims = {aim.ref for goal, _ in goals for aim in goal.competencies}
    helped = {ref for support in records.supports for ref in support.competencies}
    ledger = ledger_of(records, on, groundwork.carried, frozenset(aims | helped))
    standings = standings_for((*targets.items(), *levels, *((ref, None) for ref in refs)), ledger, commons)
    return Situation(
        records=records,
        commons=commons,
        groundwork=groundwork,
        on=on,
        own_days=without(groundwork.school_days, records.learner.away),
        year=year,
        goals=goals,
        followed=followed,
        evidence=evidence,
        mentioned=places_of(evidence, names_asked(goals), groundwork.carried),
        standings=standings,
        by_ref={ref: standings[ref, targets.get(ref)] for ref in refs},
    )


def current_year(records: LearnerRecords, commons: Commons, on: date) -> PlanYear | None:
    """The plan of the school year the day lies in; in the holidays, of the one before."""
    year = school_year_on(commons.calendar, on)
    return next((each for each in records.years if year and each.plan.school_year == year[0]), None)


def goals_shown(records: LearnerRecords, current: PlanYear | None) -> Iterator[tuple[Goal, str]]:
    for year in records.years:
        for goal in year.goals:
            if goal.status == "reached" or (year is current and goal.status != "dropped"):
                yield goal, year.plan.school_year


def targets_named(
    goals: tuple[tuple[Goal, str], ...], followed: tuple[tuple[PlanPathway, Pathway], ...]
) -> Iterator[tuple[CompetencyRef, str | None]]:
    """The target that matters for each competency of a pathway or goal; of several, the last one yielded holds.

    A goal's own target comes before a requirement's, an active goal's before another's, the earlier before the later.
    """
    asked: dict[CompetencyRef, str | None] = {}
    for _, pathway in reversed(followed):
        for requirement in reversed(pathway.requirements):
            asked |= dict.fromkeys(requirement.competencies, requirement.level)
    yield from asked.items()
    for goal, _ in sorted(goals, key=lambda each: each[0].status != "active")[::-1]:
        for aim in reversed(goal.competencies):
            yield aim.ref, target_of(aim, asked)


def target_of(aim: GoalCompetency, asked: Mapping[CompetencyRef, str | None]) -> str | None:
    """The goal's, else the requirement's; None: the lowest proficient level."""
    return aim.target or asked.get(aim.ref)


def levels_asked(
    followed: tuple[tuple[PlanPathway, Pathway], ...],
) -> Iterator[tuple[CompetencyRef, str | None]]:
    for _, pathway in followed:
        for requirement in pathway.requirements:
            for ref in requirement.competencies:
                yield ref, requirement.level


def refs_named(
    records: LearnerRecords,
    targets: Mapping[CompetencyRef, str | None],
    year: PlanYear | None,
    followed: tuple[tuple[PlanPathway, Pathway], ...],
    commons: Commons,
) -> tuple[CompetencyRef, ...]:
    """Every competency a page may speak of, each once."""
    experiences = () if year is None else year.plan.experiences
    before = (requirement.prerequisites for _, pathway in followed for requirement in pathway.requirements)
    refs = dict.fromkeys(targets)
    refs |= dict.fromkeys(name for ref in targets for name in names_in(commons.competencies[ref].prerequisites))
    refs |= dict.fromkeys(name for condition in before for name in names_in(condition))
    refs |= dict.fromkeys(ref for experience in experiences for ref in experience.competencies)
    refs |= dict.fromkeys(result.competency for piece in records.evidence for result in piece.results)
    refs |= dict.fromkeys(word.ref for word in records.learner.accepted)
    refs |= dict.fromkeys(
        aim.ref for each in earlier(records, year) for goal in each.goals for aim in goal.competencies
    )
    return tuple(ref for ref in refs if ref in commons.competencies)


def earlier(records: LearnerRecords, current: PlanYear | None) -> Iterator[PlanYear]:
    """The years before this one; all of them where this one has no plan."""
    return (year for year in records.years if current is None or year.plan.school_year < current.plan.school_year)


def standings_for(wanted: Iterable[tuple[CompetencyRef, str | None]], ledger: Ledger, commons: Commons) -> Standings:
    """The standing at each target wanted, and at the lowest proficient level (None), each worked out once."""
    found: dict[tuple[CompetencyRef, str | None], Standing] = {}
    for ref, target in dict.fromkeys(wanted):
        usual = found.get((ref, None)) or standing_of(ref, None, ledger, commons)
        found[ref, None] = usual
        if target is not None and (ref, target) not in found:
            found[ref, target] = usual if usual.target.id == target else standing_of(ref, target, ledger, commons)
    return found


def newest_first(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """By day, then against the order of the files; undated last."""
    return tuple(sorted(evidence, key=lambda piece: day_of(piece) or date.min)[::-1])


def names_asked(goals: tuple[tuple[Goal, str], ...]) -> Iterator[str]:
    """What goals look for in the evidence: themselves, their criteria, their competencies."""
    for goal, _ in goals:
        yield goal.id
        yield from (f"{goal.id}.{criterion.id}" for criterion in goal.success_criteria)
        yield from (aim.ref for aim in goal.competencies)


def places_of(evidence: tuple[Evidence, ...], names: Iterable[str], carried: Carried) -> Mapping[str, tuple[int, ...]]:
    """Where in the evidence each of the names is spoken of."""
    places: dict[str, list[int]] = {name: [] for name in names}
    asked = places.keys()
    for place, piece in enumerate(evidence):
        for name in names_of(piece, carried) & asked:
            places[name].append(place)
    return {name: tuple(found) for name, found in places.items()}


def names_of(piece: Evidence, carried: Carried) -> set[str]:
    """Each competency, criterion and goal that a piece speaks of, once."""
    names = {result.competency for result in piece.results}
    if carried.onward:
        names.update(ref for result in piece.results for ref in refs_spoken_for(piece, result, carried))
    if piece.shows:
        names.update(piece.shows, [name.partition(".")[0] for name in piece.shows])
    return names


def day_of(piece: Evidence) -> date | None:
    """The day a piece is shown under."""
    return known_on(piece) or piece.entered_on
