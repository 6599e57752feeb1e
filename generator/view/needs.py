"""What the evidence rule asks for, each demand as a sentence a child can read; and what of it is still to come."""

from generator.model.picture import GoalPicture
from generator.model.standing_picture import Need, Standing
from generator.view.phrases import kind_words
from generator.words import Words


def missing_of(goal: GoalPicture, words: Words) -> str | None:
    """What the evidence lacks beside its number, which `so_far_of` tells; None: nothing, or it is reached."""
    return lacking_beside(goal.main, words) if goal.main and goal.reached_on is None else None


def lacking_beside(standing: Standing, words: Words) -> str | None:
    """What the evidence for one competency lacks beside the number of pieces; None: nothing."""
    needs = standing.sufficiency.needs
    lacking = tuple(lacking_words(need, words) for need in needs if need.what != "pieces" and not need.met)
    return words.say("Still to come: {needs}.", needs=words.listed(lacking)) if lacking else None


def need_words(need: Need, words: Words) -> str:
    """One demand, and how much of it there is: whole sentences."""
    match need.what:
        case "pieces":
            asked = words.count(
                "{n} piece of work is at the level to reach.",
                "{n} different pieces of work are at the level to reach.",
                need.need,
            )
        case "kinds":
            asked = words.say("One of the pieces is of the kind “{kind}”.", kind=kind_words(need.kind or "", words))
        case "contexts":
            asked = words.count(
                "I show it in {n} place.",
                "I show it in {n} different places, such as in class and at home.",
                need.need,
            )
        case "assessors":
            asked = words.count("{n} person looks at it.", "{n} different people look at it.", need.need)
        case "recent":
            asked = words.count(
                "{n} piece of work was shown within {days} days.",
                "{n} pieces of work were shown within {days} days.",
                need.need,
                days=words.number(need.days or 0),
            )
    return f"{asked} {words.say('So far: {have}.', have=words.number(need.have))}"


def lacking_words(need: Need, words: Words) -> str:
    """What is still to come of one demand, as a part of a sentence."""
    more = need.need - need.have
    match need.what:
        case "contexts" if need.have == 0:
            return words.count("work from {n} place", "work from {n} different places", need.need)
        case "assessors" if need.have == 0:
            return words.count("{n} person who looks at my work", "{n} different people who look at my work", need.need)
        case "pieces":
            return words.count("one more piece of work", "{n} more pieces of work", more)
        case "kinds":
            return words.say("a piece of the kind “{kind}”", kind=kind_words(need.kind or "", words))
        case "contexts":
            return words.count("work from one more place", "work from {n} more places", more)
        case "assessors":
            return words.count("one more person who looks at my work", "{n} more people who look at my work", more)
        case "recent":
            return words.count(
                "{n} piece of work within {days} days",
                "{n} pieces of work within {days} days",
                need.need,
                days=words.number(need.days or 0),
            )
