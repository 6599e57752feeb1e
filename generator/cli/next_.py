"""pathbook next: what one learner is ready for, and what still stands before the rest."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated

import typer

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.cli.options import On, PeopleFile, Root, day_asked, root_of
from generator.load.learner import LearnerFolder
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Pace, PathwayPicture, Picture, Step
from generator.problem import BuildStopped
from generator.records.text import Text


def next_(
    learner: Annotated[str, typer.Argument(metavar="LEARNER", help="Whose pathways, for example s-0001.")],
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="For a program to read.")] = False,
) -> None:
    """Show what a learner is ready for next, what it opens, and what is still missing before the rest."""
    school = checked_school(root_of(root), people, day_asked(on))
    picture = picture_for(school, folder_of(school, learner))
    if as_json:
        print(json.dumps(as_rows(picture), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(picture)))


def folder_of(school: CheckedSchool, learner: str) -> LearnerFolder:
    folders = {folder.learner: folder for folder in school.folders}
    if learner not in folders:
        near = get_close_matches(learner, folders, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise typer.BadParameter(f"there is no learner {learner!r}{hint}", param_hint="LEARNER")
    return folders[learner]


def picture_for(school: CheckedSchool, folder: LearnerFolder) -> Picture:
    """Raises BuildStopped where the learner's files cannot be used."""
    records, problems = checked_learner(school, folder)
    if records is None:
        raise BuildStopped(problems, str(school.root))
    people = people_for(records, school.people)
    return picture_of(records, school.commons, people, school.on, school.groundwork)


def as_lines(picture: Picture) -> Iterator[str]:
    yield f"{picture.learner.learner} on {picture.on}"
    if not picture.pathways:
        yield "  No pathway has been agreed for this school year."
    for pathway in picture.pathways:
        yield ""
        yield f"{title_of(pathway.pathway.title, picture)} ({pathway.id})"
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
        yield f"    {id_}: {title_of(step.requirement.title, picture)}{f' ({noted})' if noted else ''}"


def blocked_lines(pathway: PathwayPicture, picture: Picture) -> Iterator[str]:
    blocked = [step for step in pathway.steps if step.missing]
    if blocked:
        yield "  Blocked"
    for step in blocked:
        needed = ", ".join(step.missing)
        yield f"    {step.requirement.id}: {title_of(step.requirement.title, picture)}, needs {needed}"


def title_of(text: Text, picture: Picture) -> str:
    """In the school's own language."""
    versions = text.versions
    own = versions.get(picture.school.languages[0]) or versions.get("") or versions[min(versions)]
    return own.text


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
        "title": title_of(pathway.pathway.title, picture),
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
        "title": title_of(step.requirement.title, picture),
        "state": step.state,
        "unlocks": step.unlocks,
        "goal": step.goal,
        "due": None if step.due is None else step.due.isoformat(),
    }
