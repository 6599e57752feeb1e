"""Why one stands where one stands, and what comes next: one or two sentences that a nine-year-old can read.

Short words and short sentences, made from the facts alone. A promise ("one more piece, and I move forward") is made
only where the method keeps it, whatever the piece; the whole working stands one tap away (view/working).
"""

from generator.model.mastery.averages import DEFAULT_N
from generator.model.mastery.scale import at_or_above, lowest_proficient
from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Need, Reached, Standing
from generator.records.school import MethodName
from generator.view.needs import lacking_words
from generator.view.said import in_sentence, person_name
from generator.words import Words

ONE_PIECE_DECIDES: tuple[MethodName, ...] = ("latest", "highest")
# Under these a level may fall although every new piece stands at the target.
MAY_FALL_ALL_THE_SAME: tuple[MethodName, ...] = ("power_law", "teacher", "weighted_average", "median")


def of_goal_in_short(goal: GoalPicture, words: Words) -> str | None:
    """How far a goal of several parts is; None: it has one competency, which tells of itself, or nothing to count."""
    parts = len(goal.standings)
    reached = sum(standing.reached is not None for standing in goal.standings)
    if parts > 1 and not reached:
        return words.count(
            "This goal has {n} part. I reach it when I have reached it.",
            "This goal has {n} parts. I reach it when I have reached all of them.",
            parts,
        )
    if parts > 1:
        return words.count(
            "This goal has {n} part. I have reached {reached}.",
            "This goal has {n} parts. I have reached {reached} of them.",
            parts,
            reached=words.number(reached),
        )
    if parts or not goal.criteria:
        return None
    return words.count(
        "I have shown {shown} of {n} thing on my list.",
        "I have shown {shown} of {n} things on my list.",
        len(goal.criteria),
        shown=words.number(sum(bool(criterion.shown_by) for criterion in goal.criteria)),
    )


def in_short(standing: Standing, picture: Picture, words: Words) -> str:
    if standing.reached is not None:
        return _reached(standing.reached, standing, picture, words)
    if standing.proposed is not None:
        return words.say("I have shown all that I need. Now a teacher has to say yes.")
    if standing.level is None:
        return _without_level(standing, picture, words)
    return " ".join((_why(standing, picture, words), _next(standing, picture, words)))


def _reached(reached: Reached, standing: Standing, picture: Picture, words: Words) -> str:
    day = words.day(reached.on)
    if standing.worth_another_look and standing.level is not None:
        return _again(day, in_sentence(standing.level.label, picture, words), standing, words)
    match reached.by:
        case "model":
            return words.say("I reached this on {day}. It stays reached.", day=day)
        case "person":
            return words.say("A teacher said on {day} that I reached this. It stays reached.", day=day)
        case "accepted":
            return words.say("I learned this before I came to this school. It counts here too.")


def _again(day: str, level: str, standing: Standing, words: Words) -> str:
    """Reached, and the level has gone down since: by newer work, or by a teacher's word."""
    if standing.judgement is not None:
        return words.say(
            "I reached this on {day}, and that stays. My teacher now says “{level}”, so I look at it again.",
            day=day,
            level=level,
        )
    return words.say(
        "I reached this on {day}, and that stays. My work now shows “{level}”, so I look at it again.",
        day=day,
        level=level,
    )


def _without_level(standing: Standing, picture: Picture, words: Words) -> str:
    rating = standing.rating
    if not rating.scores and rating.why_not != "waits_for_a_teacher":
        return _nothing_counts_yet(standing, words)
    match rating.why_not:
        case "waits_for_a_teacher":
            return words.say("My teacher looks at all my work to tell my level. My teacher has not decided yet.")
        case "too_few_proficient":
            return _too_few(standing, picture, words)
        case "zero_has_no_curve":
            return words.say(
                "One piece of my work has no points. So my level cannot be worked out. My teacher can help."
            )
        case _:
            return words.count(
                "It takes one more piece of work to tell my level.",
                "It takes {n} more pieces of work to tell my level.",
                max(rating.still_needed, 1),
            )


def _too_few(standing: Standing, picture: Picture, words: Words) -> str:
    least = lowest_proficient(standing.scale)
    have = sum(score.points >= least.points for score in standing.rating.scores)
    return words.say(
        "I showed “{level}” {have} of {need} times. Then I get a level.",
        level=in_sentence(least.label, picture, words),
        have=words.number(have),
        need=words.number(standing.rating.calculation.n or DEFAULT_N),
    )


def _nothing_counts_yet(standing: Standing, words: Words) -> str:
    left_out = standing.rating.left_out
    if standing.competency.rule is not None and not left_out:
        return words.say("This has parts. I reach it when I have reached enough of them.")
    if not left_out:
        return words.say("I have not shown this yet.")
    if any(each.why == "no_score" for each in left_out):
        return words.say("I have handed in work. A teacher still has to look at it.")
    if all(each.evidence.kind == "self" for each in left_out):
        return words.say("I have said what I think. My level comes from work that a teacher has looked at.")
    if all(each.evidence.kind == "prior_learning" for each in left_out):
        return words.say("I learned some of this before. My level comes from work that I show here.")
    if all(each.why == "kind_does_not_count" for each in left_out):
        return words.say("My work so far was for learning. Next comes work that tells my level.")
    return words.say("I have shown work. None of it counts for a level yet.")


def _why(standing: Standing, picture: Picture, words: Words) -> str:
    """Where the level comes from."""
    level = in_sentence((standing.level or standing.target).label, picture, words)
    if standing.judgement is not None:
        name = person_name(standing.judgement.by, picture, words)
        if name is None:
            return words.say("My teacher decided that I am at “{level}”.", level=level)
        return words.say("{name} decided that I am at “{level}”.", name=name, level=level)
    if _shown_but_too_rarely(standing):
        return _times_shown(standing, picture, words)
    match standing.rating.calculation.method:
        case "latest":
            return words.say("My newest piece of work shows “{level}”.", level=level)
        case "highest":
            return words.say("My best piece of work shows “{level}”.", level=level)
        case _ if len(standing.rating.scores) == 1:
            return words.say("My first piece of work shows “{level}”.", level=level)
        case _:
            return words.say("All my work together shows “{level}”.", level=level)


def _times_shown(standing: Standing, picture: Picture, words: Words) -> str:
    times, level = _pieces(standing).have, in_sentence(standing.target.label, picture, words)
    if standing.level == standing.target:
        return words.count("I showed “{level}” once.", "I showed “{level}” {n} times.", times, level=level)
    return words.count("I showed “{level}” or more once.", "I showed “{level}” or more {n} times.", times, level=level)


def _next(standing: Standing, picture: Picture, words: Words) -> str:
    unmet = tuple(need for need in standing.sufficiency.needs if not need.met)
    target = in_sentence(standing.target.label, picture, words)
    if _a_piece_is_enough(standing, unmet):
        pieces = _pieces(standing)
        return words.count(
            "One more piece of work with “{level}”, and I move forward.",
            "{n} more pieces of work with “{level}”, and I move forward.",
            max(pieces.need - pieces.have, 1),
            level=target,
        )
    if unmet and (_at_target(standing) or _one_piece_decides(standing)):
        wanted = words.listed(tuple(lacking_words(need, words) for need in unmet))
        return words.say("To move forward at “{level}” I still need: {needs}.", level=target, needs=wanted)
    if not unmet:
        return _level_first(standing, target, words)
    wanted = words.listed(tuple(lacking_words(need, words) for need in unmet))
    needed = words.say("At “{level}” I still need: {needs}.", level=target, needs=wanted)
    return " ".join((_level_first(standing, target, words), needed))


def _level_first(standing: Standing, target: str, words: Words) -> str:
    """Where no single piece decides: what has to stand at the target."""
    if standing.judgement is not None:
        return words.say("I move forward at “{level}”.", level=target)
    if len(standing.rating.scores) > 1:
        return words.say("I move forward when all of it together shows “{level}”.", level=target)
    return words.say("I move forward when all my work together shows “{level}”.", level=target)


def _a_piece_is_enough(standing: Standing, unmet: tuple[Need, ...]) -> bool:
    """Whether pieces at the target, as many as are missing, surely move the learner forward."""
    method = standing.rating.calculation.method
    if any(need.what != "pieces" for need in unmet):
        return False
    if _at_target(standing):
        return standing.judgement is not None or method not in MAY_FALL_ALL_THE_SAME
    return _one_piece_decides(standing)


def _one_piece_decides(standing: Standing) -> bool:
    return standing.judgement is None and standing.rating.calculation.method in ONE_PIECE_DECIDES


def _shown_but_too_rarely(standing: Standing) -> bool:
    unmet = tuple(need for need in standing.sufficiency.needs if not need.met)
    return _at_target(standing) and _pieces(standing).have > 0 and _a_piece_is_enough(standing, unmet)


def _at_target(standing: Standing) -> bool:
    return standing.level is not None and at_or_above(standing.level, standing.target)


def _pieces(standing: Standing) -> Need:
    """The demand for pieces of work, which every evidence rule makes."""
    return next(need for need in standing.sufficiency.needs if need.what == "pieces")
