"""Findings about pace: more time than the buffer allows. Being ahead asks nothing of an adult and is no finding."""

from collections.abc import Iterator

from generator.model.findings.finding import BehindPlan, Found
from generator.model.findings.sight import Sight, arose_after, open_goals, refs_of, school_day_before
from generator.model.pathway_picture import Pace


def pace(sight: Sight) -> Iterator[Found]:
    """A pathway outside its buffer; and a goal whose own day has passed, where no pathway tells it already."""
    of_pathways = [pathway.pace for pathway in sight.picture.pathways]
    for pathway in sight.picture.pathways:
        refs = tuple(ref for step in pathway.steps if step.state == "working" for ref in step.requirement.competencies)
        yield from behind(pathway.id, refs, pathway.pace, sight)
    for goal in open_goals(sight):
        if goal.pace not in of_pathways:
            yield from behind(goal.goal.id, refs_of(goal), goal.pace, sight)


def behind(id_: str, refs: tuple[str, ...], stated: Pace | None, sight: Sight) -> Iterator[Found]:
    if stated is None or stated.state != "more_time":
        return
    planned = school_day_before(sight.own_days, stated.stated_on, stated.days_behind)
    yield Found(
        key=id_,
        about=(id_,),
        refs=refs,
        person=None,
        since=planned,
        arose=arose_after(sight, planned, stated.buffer + 1),
        why=BehindPlan(
            days_behind=stated.days_behind,
            buffer=stated.buffer,
            stated_on=stated.stated_on,
            estimated=stated.estimated,
        ),
    )
