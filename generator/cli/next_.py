"""pathbook next: what one learner is ready for, what still stands before the rest, and whether the time suffices."""

import json
from collections.abc import Iterator

from generator.checked import checked_school
from generator.cli.learner_asked import AsJson, LearnerAsked, english_for, folder_of, own_words, picture_for
from generator.cli.next_rows import next_rows
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked
from generator.model.pathway_picture import FinishBy, Forecast, Pace, PathwayPicture, Step
from generator.model.picture import Picture
from generator.view.forecasts import finish_sentence, forecast_sentence
from generator.view.waits import called_in, waits_sentence, way_sentence
from generator.words import Words


def next_(
    learner: LearnerAsked,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what a learner is ready for next.

    And what it opens, what the rest waits for, and whether the time suffices.
    """
    with root_asked(root, at) as (top, known):
        school = checked_school(top, people, day_asked(on, known))
        picture = picture_for(school, folder_of(school, learner))
    if as_json:
        print(json.dumps(next_rows(picture), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(picture)))


def as_lines(picture: Picture) -> Iterator[str]:
    words = english_for(picture.school)
    yield f"{picture.learner.learner} on {picture.on}"
    if not picture.pathways:
        yield "  No pathway has been agreed for this school year."
    for pathway in picture.pathways:
        yield ""
        yield f"{own_words(pathway.pathway.title, picture.school)} ({pathway.id}), {pathway.start} to {pathway.finish}"
        yield f"  {pathway.reached} of {pathway.needed} reached{pace_sentence(pathway.pace)}"
        yield from finish_lines(pathway.finish_by, picture, words)
        yield from forecast_lines(pathway.forecast, picture, words)
        yield from ready_lines(pathway, picture)
        yield from blocked_lines(pathway, picture, words)
        yield from reached_lines(pathway, picture, words)
        yield from choice_lines(pathway, picture)


def pace_sentence(pace: Pace | None) -> str:
    if pace is None:
        return ""
    days = f"{abs(pace.days_behind)} school {'day' if abs(pace.days_behind) == 1 else 'days'}"
    match pace.state:
        case "on_plan":
            return f"; on plan as of {pace.stated_on}"
        case "ahead":
            return f"; ahead of plan by {days} as of {pace.stated_on}"
        case "more_time":
            return f"; taking more time, {days} behind the plan as of {pace.stated_on}"


def finish_lines(found: FinishBy | None, picture: Picture, words: Words) -> Iterator[str]:
    if found is None:
        return
    yield "  Finish"
    yield f"    {finish_sentence(found, picture, words)}"
    chain = ", ".join(f"{link.name} {link.days}{' (mean)' if link.guessed else ''}" for link in found.chain)
    yield f"    Longest way: {chain}"


def forecast_lines(found: Forecast | None, picture: Picture, words: Words) -> Iterator[str]:
    if found is None:
        return
    yield "  Forecast"
    yield f"    {forecast_sentence(found, picture, words)}"
    if found.windows:
        rates = ", ".join(f"{each.reached} in {each.days} school days" for each in found.windows)
        yield f"    Up to {found.stated_on}: {rates}; {found.remaining} still to reach"


def ready_lines(pathway: PathwayPicture, picture: Picture) -> Iterator[str]:
    if pathway.ready_next:
        yield "  Ready next"
    steps = {step.requirement.id: step for step in pathway.steps}
    for id_ in pathway.ready_next:
        step = steps[id_]
        notes = [opens(step), f"goal {step.goal}" if step.goal else ""]
        noted = "; ".join(note for note in notes if note)
        yield f"    {titled(step, picture)}{f' ({noted})' if noted else ''}"


def opens(step: Step) -> str:
    """What it opens at once by name, and how many lie behind these."""
    if not step.opens:
        return ""
    after = step.unlocks - len(step.opens)
    return f"opens {', '.join(step.opens)}{f', and {after} after that' if after else ''}"


def blocked_lines(pathway: PathwayPicture, picture: Picture, words: Words) -> Iterator[str]:
    blocked = [(step, step.waits_for) for step in pathway.steps if step.waits_for is not None]
    if blocked:
        yield "  Blocked"
    called = called_in(pathway, picture, words)
    for step, waits_for in blocked:
        yield f"    {titled(step, picture)}. {waits_sentence(waits_for, called, words)}"


def reached_lines(pathway: PathwayPicture, picture: Picture, words: Words) -> Iterator[str]:
    reached = [step for step in pathway.steps if step.reached_on is not None]
    if reached:
        yield "  Reached"
    for step in reached:
        yield f"    {titled(step, picture)}, {step.reached_on}. {reached_how(step, picture, words)}"


def reached_how(step: Step, picture: Picture, words: Words) -> str:
    if step.way is not None:
        recorded = " It is recorded in the plan." if step.way.recorded else ""
        return f"{way_sentence(step.way, picture, words)}{recorded}"
    match step.by:
        case "accepted":
            return "A former school vouched for it."
        case "person":
            return "A person confirmed it."
        case _:
            return "Shown by evidence."


def choice_lines(pathway: PathwayPicture, picture: Picture) -> Iterator[str]:
    if pathway.choices:
        yield "  Chosen"
    for choice in pathway.choices:
        title = (
            "no longer in the catalogue"
            if choice.activity is None
            else own_words(choice.activity.title, picture.school)
        )
        yield f"    {choice.group}: {choice.name} ({title})"


def titled(step: Step, picture: Picture) -> str:
    return f"{step.requirement.id}: {own_words(step.requirement.title, picture.school)}"
