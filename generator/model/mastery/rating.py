"""What the method makes of the scores of one competency, held back while there is too little."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.model.mastery.methods import made_of
from generator.model.mastery.scale import level_at
from generator.model.mastery.scores import Considered, told_apart_on
from generator.model.mastery.yardstick import Yardstick
from generator.model.standing_picture import Rating, Score, WhyNotRated
from generator.records.school import Calculation, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A number and its level, or why there is none; fields as in Rating."""

    value: Decimal | None = None
    level: Level | None = None
    still_needed: int = 0
    why_not: WhyNotRated | None = None
    capped: bool = False


def rating_on(all_seen: Considered, yardstick: Yardstick, day: date) -> Rating:
    """The rating as it stood on this day."""
    scores, left_out = told_apart_on(all_seen, day)
    computed = computed_from(scores, yardstick)
    return Rating(
        calculation=yardstick.calculation,
        value=computed.value,
        level=computed.level,
        scores=scores,
        left_out=left_out,
        still_needed=computed.still_needed,
        why_not=computed.why_not,
        capped=computed.capped,
    )


def computed_from(scores: tuple[Score, ...], yardstick: Yardstick) -> Computed:
    """The method's number, rounded, then capped, then read off the scale; nothing while pieces are missing."""
    calculation = yardstick.calculation
    missing = pieces_missing(scores, calculation.minimum_evidence)
    if not scores:
        return Computed(still_needed=missing, why_not="no_scores")
    if missing:
        return Computed(still_needed=missing, why_not="not_enough_yet")
    value = made_of(calculation.method, tuple([score.points for score in scores]), yardstick.parameters)
    if value is None:
        return Computed(why_not=why_no_number(scores, calculation))
    shown = capped_at(yardstick.cap, value)
    return Computed(value=shown, level=level_at(yardstick.scale, shown), capped=shown != value)


def level_from(scores: tuple[Score, ...], yardstick: Yardstick) -> Level | None:
    """The level of computed_from alone, for the many days on which nothing else is asked."""
    calculation = yardstick.calculation
    if not scores or pieces_missing(scores, calculation.minimum_evidence):
        return None
    value = made_of(calculation.method, tuple([score.points for score in scores]), yardstick.parameters)
    return None if value is None else level_at(yardstick.scale, capped_at(yardstick.cap, value))


def capped_at(cap: Decimal | None, value: Decimal) -> Decimal:
    return value if cap is None or value <= cap else cap


def pieces_missing(scores: tuple[Score, ...], minimum: int) -> int:
    """How many pieces more are needed before there is a rating; several results of one piece are one piece."""
    if len(scores) < 2 or minimum < 2:
        return max(minimum - len(scores), 0)
    return max(minimum - len({score.evidence.id for score in scores}), 0)


def why_no_number(scores: tuple[Score, ...], calculation: Calculation) -> WhyNotRated:
    """Why the method makes no number of scores that are there."""
    match calculation.method:
        case "teacher":
            return "waits_for_a_teacher"
        case "n_mastery":
            return "too_few_proficient"
        case _:
            return "needs_two_scores" if len(scores) < 2 else "zero_has_no_curve"
