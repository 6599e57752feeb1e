"""pathbook next: what one learner is ready for, and what still stands before the rest."""

import json
from collections.abc import Iterator

from generator.checked import checked_school
from generator.cli.learner_asked import AsJson, LearnerAsked, folder_of, own_words, picture_for
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked
from generator.model.picture import Pace, PathwayPicture, Picture, Step


def next_(
    learner: LearnerAsked,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what a learner is ready for next, what it opens, and what is still missing before the rest."""
    with root_asked(root, at) as (top, known):
        school = checked_school(top, people, day_asked(on, known))
        picture = picture_for(school, folder_of(school, learner))
    if as_json:
        print(json.dumps(as_rows(picture), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(picture)))


def as_lines(picture: Picture) -> Iterator[str]:
    yield f"{picture.learner.learner} on {picture.on}"
    if not picture.pathways:
        yield "  No pathway has been agreed for this school year."
    for pathway in picture.pathways:
        yield ""
        yield f"{own_words(pathway.pathway.title, picture.school)} ({pathway.id})"
        yield f"  {pathway.reached} of {pathway.needed} reached{pace_sentence(pathway.pace)}"
        yield from ready_lines(pathway, picture)
        yield from blocked_lines(pathway, picture)


def pace_sentence(pace: Pace | None) -> str:
    if pace is None:
        return ""
    days = f"{abs(pace.days_behind)} school {'day' if abs(pace.days_behind) == 1 else 'days'}"
    match pace.state:
        case "on_plan":
            return "; on plan"
        case "ahead":
            return f"; ahead of plan by {days}"
        case "more_time":
            return f"; taking more time, {days} behind the plan"


def ready_lines(pathway: PathwayPicture, picture: Picture) -> Iterator[str]:
    if pathway.ready_next:
        yield "  Ready next"
    steps = {step.requirement.id: step for step in pathway.steps}
    for id_ in pathway.ready_next:
        step = steps[id_]
        notes = [f"opens {step.unlocks}" if step.unlocks else "", f"goal {step.goal}" if step.goal else ""]
        noted = ", ".join(note for note in notes if note)
        yield f"    {id_}: {own_words(step.requirement.title, picture.school)}{f' ({noted})' if noted else ''}"


def blocked_lines(pathway: PathwayPicture, picture: Picture) -> Iterator[str]:
    blocked = [step for step in pathway.steps if step.missing]
    if blocked:
        yield "  Blocked"
    for step in blocked:
        needed = ", ".join(step.missing)
        yield f"    {step.requirement.id}: {own_words(step.requirement.title, picture.school)}, needs {needed}"


def as_rows(picture: Picture) -> dict[str, object]:
    return {
        "learner": picture.learner.learner,
        "on": picture.on.isoformat(),
        "pathways": [pathway_row(pathway, picture) for pathway in picture.pathways],
    }


def pathway_row(pathway: PathwayPicture, picture: Picture) -> dict[str, object]:
    pace = pathway.pace
    steps = {step.requirement.id: step for step in pathway.steps}
    return {
        "id": pathway.id,
        "pathway": pathway.pathway.id,
        "title": own_words(pathway.pathway.title, picture.school),
        "reached": pathway.reached,
        "needed": pathway.needed,
        "complete": pathway.complete,
        "pace": None if pace is None else {"state": pace.state, "days_behind": pace.days_behind},
        "ready": [step_row(steps[id_], picture) for id_ in pathway.ready_next],
        "blocked": [
            step_row(step, picture) | {"missing": list(step.missing)} for step in pathway.steps if step.missing
        ],
    }


def step_row(step: Step, picture: Picture) -> dict[str, object]:
    return {
        "requirement": step.requirement.id,
        "title": own_words(step.requirement.title, picture.school),
        "state": step.state,
        "unlocks": step.unlocks,
        "goal": step.goal,
        "due": None if step.due is None else step.due.isoformat(),
    }
