"""Each goal on the day: where it stands, what shows it, what is done for it, its pace and whether it is quiet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from generator.model.groundwork import Shape
from generator.model.pace import buffer_days, goal_pace
from generator.model.pathway import Edges, names_in
from generator.model.pathway_picture import Pace, PathwayPicture
from generator.model.picture import CriterionShown, Doing, GoalPicture, Quiet
from generator.model.situation import Situation, day_of
from generator.model.standing_picture import Standing
from generator.problem import Place
from generator.records.evidence import Evidence
from generator.records.framework import CompetencyRef
from generator.records.plan import Goal
from generator.records.school import ClockRule

USUAL_CLOCK = ClockRule(place=Place("plans/school.yml"))  # where a school sets none
RANK: Mapping[str, int] = {"active": 0, "paused": 2, "reached": 3}


def goal_pictures(situation: Situation, pathways: tuple[PathwayPicture, ...]) -> tuple[GoalPicture, ...]:
    """Active first (those reached already after the others), nearest due first; paused; reached, newest first."""
    pictures = [goal_picture(goal, year, situation, pathways) for goal, year in situation.goals]
    return tuple(sorted(pictures, key=place_in_line))


def place_in_line(picture: GoalPicture) -> tuple[int, int]:
    goal = picture.goal
    if goal.status == "reached":
        return RANK["reached"], -(picture.reached_on or goal.due).toordinal()
    closing = goal.status == "active" and picture.reached_on is not None
    return RANK[goal.status] + closing, goal.due.toordinal()


def goal_picture(
    goal: Goal, school_year: str, situation: Situation, pathways: tuple[PathwayPicture, ...]
) -> GoalPicture:
    standings = tuple(situation.by_ref[aim.ref] for aim in goal.competencies)
    evidence = pieces_naming((goal.id, *(aim.ref for aim in goal.competencies)), situation)
    done = reached_day(goal, standings, evidence)
    is_open = goal.status == "active" and goal.start <= situation.on and done is None
    return GoalPicture(
        goal=goal,
        school_year=school_year,
        standings=standings,
        criteria=tuple(criteria_shown(goal, situation)),
        doing=tuple(
            Doing(activity=step, from_catalogue=situation.commons.activities.get(step.activity or ""))
            for step in goal.activities
        ),
        evidence=evidence,
        pace=pace_of_goal(goal, situation, pathways) if is_open else None,
        reached_on=done,
        builds_on=standings_of(names_before(goal, situation), goal, situation),
        leads_to=standings_of(names_after(goal, situation), goal, situation),
        quiet=Quiet(
            since=quiet_since(goal, evidence),
            on=situation.on,
            own_days=situation.own_days,
            allowed=(situation.commons.school.clock or USUAL_CLOCK).stalled_after if is_open else None,
        ),
    )


def pieces_naming(names: tuple[str, ...], situation: Situation) -> tuple[Evidence, ...]:
    """The pieces that hold a result about one of these competencies or show these criteria, newest first."""
    places = {place for name in names for place in situation.mentioned.get(name, ())}
    return tuple(situation.evidence[place] for place in sorted(places))


def criteria_shown(goal: Goal, situation: Situation) -> Iterator[CriterionShown]:
    for criterion in goal.success_criteria:
        pieces = pieces_naming((f"{goal.id}.{criterion.id}",), situation)
        yield CriterionShown(criterion=criterion, shown_by=tuple(piece for piece in pieces if piece.excluded is None))


def reached_day(goal: Goal, standings: tuple[Standing, ...], evidence: tuple[Evidence, ...]) -> date | None:
    """The day its last competency was reached. A goal people closed themselves: the day of its newest evidence.

    None: not reached, or closed without a trace of when.
    """
    days = [standing.reached.on for standing in standings if standing.reached is not None]
    if days and len(days) == len(standings):
        return max(days)
    if goal.status != "reached":
        return None
    traces = [day for piece in evidence if (day := day_of(piece)) is not None]
    traces += [step.done_on for step in goal.activities if step.done_on is not None]
    return max(traces, default=None)


def quiet_since(goal: Goal, evidence: tuple[Evidence, ...]) -> date:
    """The day of the newest evidence concerning the goal, or of its start."""
    days = [day for piece in evidence if piece.excluded is None and (day := day_of(piece)) is not None]
    return max((goal.start, *days))


def pace_of_goal(goal: Goal, situation: Situation, pathways: tuple[PathwayPicture, ...]) -> Pace:
    """The pace of the first pathway that asks for one of its competencies, or its own (see pace)."""
    refs = {aim.ref for aim in goal.competencies}
    of_pathway = next((pathway.pace for pathway in pathways if refs & asked_of(pathway)), None)
    return goal_pace(goal.due, of_pathway, situation.own_days, situation.stated_on, buffer_days(situation.commons))


def asked_of(pathway: PathwayPicture) -> set[CompetencyRef]:
    """The competencies of the steps that have a planned day."""
    return {ref for step in pathway.steps if step.due is not None for ref in step.requirement.competencies}


def names_before(goal: Goal, situation: Situation) -> Iterator[CompetencyRef]:
    """What its competencies directly build on, by themselves and in the learner's pathways."""
    for aim in goal.competencies:
        yield from names_in(situation.commons.competencies[aim.ref].prerequisites)
    yield from competencies_beside(goal, situation, lambda shape: shape.builds_on)


def names_after(goal: Goal, situation: Situation) -> Iterator[CompetencyRef]:
    """What directly depends on its competencies, within the learner's pathways."""
    shapes = [situation.groundwork.shapes[pathway.id] for _, pathway in situation.followed]
    for aim in goal.competencies:
        later = situation.groundwork.leads_to.get(aim.ref, ())
        yield from (ref for ref in later if any(ref in shape.homes for shape in shapes))
    yield from competencies_beside(goal, situation, lambda shape: shape.leads_to)


def competencies_beside(
    goal: Goal, situation: Situation, edges_of: Callable[[Shape], Edges]
) -> Iterator[CompetencyRef]:
    """The competencies of the requirements that an edge joins to those the goal works on."""
    for _, pathway in situation.followed:
        shape = situation.groundwork.shapes[pathway.id]
        edges = edges_of(shape)
        homes = (id_ for aim in goal.competencies for id_ in shape.homes.get(aim.ref, ()))
        beside = {later for id_ in homes for later in edges[id_]}
        if beside:
            yield from (ref for each in pathway.requirements if each.id in beside for ref in each.competencies)


def standings_of(refs: Iterable[CompetencyRef], goal: Goal, situation: Situation) -> tuple[Standing, ...]:
    """Each once, in their order, without the goal's own."""
    own = {aim.ref for aim in goal.competencies}
    return tuple(situation.by_ref[ref] for ref in dict.fromkeys(refs) if ref not in own and ref in situation.by_ref)
