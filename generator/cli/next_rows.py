"""What pathbook next tells a program: the same as its lines, as plain values."""

from datetime import date

from generator.cli.learner_asked import own_words
from generator.model.pathway_picture import FinishBy, Forecast, Pace, PathwayPicture, Step, WaitsFor, Way
from generator.model.picture import Picture
from generator.records.school import School

Row = dict[str, object]


def next_rows(picture: Picture) -> Row:
    return {
        "learner": picture.learner.learner,
        "on": picture.on.isoformat(),
        "pathways": [pathway_row(pathway, picture.school) for pathway in picture.pathways],
    }


def pathway_row(pathway: PathwayPicture, school: School) -> Row:
    steps = {step.requirement.id: step for step in pathway.steps}
    return {
        "id": pathway.id,
        "pathway": pathway.pathway.id,
        "title": own_words(pathway.pathway.title, school),
        "start": pathway.start.isoformat(),
        "finish": pathway.finish.isoformat(),
        "reached": pathway.reached,
        "needed": pathway.needed,
        "complete": pathway.complete,
        "pace": None if pathway.pace is None else pace_row(pathway.pace),
        "finish_by": None if pathway.finish_by is None else finish_row(pathway.finish_by, school),
        "forecast": None if pathway.forecast is None else forecast_row(pathway.forecast),
        "choices": {choice.group: choice.name for choice in pathway.choices},
        "ready": [step_row(steps[id_], school) for id_ in pathway.ready_next],
        "blocked": [step_row(step, school) for step in pathway.steps if step.waits_for is not None],
        "met": [step_row(step, school) for step in pathway.steps if step.reached_on is not None],
        "most_recent": list(pathway.most_recent),
    }


def step_row(step: Step, school: School) -> Row:
    return {
        "requirement": step.requirement.id,
        "title": own_words(step.requirement.title, school),
        "state": step.state,
        "goal": step.goal,
        "due": day_or_none(step.due),
        "opens": list(step.opens),
        "unlocks": step.unlocks,
        "missing": list(step.missing),
        "waits_for": None if step.waits_for is None else waits_row(step.waits_for),
        "reached_on": day_or_none(step.reached_on),
        "by": step.by,
        "way": None if step.way is None else way_row(step.way, school),
    }


def waits_row(waits: WaitsFor) -> Row:
    parts = [part if isinstance(part, str) else waits_row(part) for part in waits.of]
    return {"any" if waits.any else "all": parts}


def way_row(way: Way, school: School) -> Row:
    title = None if way.title is None else own_words(way.title, school)
    return {"kind": way.kind, "name": way.name, "title": title, "recorded": way.recorded}


def pace_row(pace: Pace) -> Row:
    return {
        "state": pace.state,
        "days_behind": pace.days_behind,
        "buffer": pace.buffer,
        "counted_from": day_or_none(pace.counted_from),
        "stated_on": pace.stated_on.isoformat(),
        "estimated": pace.estimated,
    }


def finish_row(found: FinishBy, school: School) -> Row:
    return {
        "state": found.state,
        "finish": found.finish.isoformat(),
        "counted_from": found.counted_from.isoformat(),
        "days_left": found.days_left,
        "days_needed": found.days_needed,
        "spare": found.spare,
        "buffer": found.buffer,
        "estimated": found.estimated,
        "chain": [
            {"name": link.name, "title": own_words(link.title, school), "days": link.days, "guessed": link.guessed}
            for link in found.chain
        ],
    }


def forecast_row(found: Forecast) -> Row:
    return {
        "stated_on": found.stated_on.isoformat(),
        "remaining": found.remaining,
        "so_far": found.so_far,
        "earliest": day_or_none(found.earliest),
        "latest": day_or_none(found.latest),
        "why_not": found.why_not,
        "estimated": found.estimated,
        "windows": [
            {"days": each.days, "reached": each.reached, "finish": day_or_none(each.finish)} for each in found.windows
        ],
    }


def day_or_none(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
