"""Pace in a sentence: always school days against one's own plan, never against anybody."""

from generator.model.pathway_picture import Pace, PathwayPicture
from generator.words import Words


def pace_sentence(pace: Pace, words: Words) -> str:
    match pace.state:
        case "ahead":
            return words.count(
                "Ahead of the plan by {n} school day.", "Ahead of the plan by {n} school days.", -pace.days_behind
            )
        case "more_time":
            return words.count(
                "Taking more time: {n} school day past the plan.",
                "Taking more time: {n} school days past the plan.",
                pace.days_behind,
            )
        case "on_plan":
            return words.count(
                "On plan: no more than {n} school day away from it.",
                "On plan: no more than {n} school days away from it.",
                pace.buffer,
            )


def stated_on(pace: Pace, words: Words) -> str:
    """Pace moves once a week, so it says of which day it speaks."""
    if pace.estimated:
        return words.say("As of {day}. The days of the next school year are estimated.", day=words.day(pace.stated_on))
    return words.say("As of {day}.", day=words.day(pace.stated_on))


def no_pace(pathway: PathwayPicture, words: Words) -> str:
    """Why a pathway has none."""
    if pathway.complete:
        return words.say("This pathway is complete.")
    return words.say("This pathway starts on {day}.", day=words.day(pathway.start))
