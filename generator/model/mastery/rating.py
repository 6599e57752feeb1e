"""What the method makes of the scores of one competency, held back while there is too little."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.model.mastery.methods import made_of, to_two_places
from generator.model.mastery.parameters import Parameters
from generator.model.mastery.scale import level_at, lowest_proficient
from generator.model.mastery.scores import Considered, left_out_on, scores_on
from generator.model.picture import Rating, Score, WhyNotRated
from generator.records.school import Calculation, Level, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A number and its level, or why there is none; fields as in Rating."""

    value: Decimal | None = None
    level: Level | None = None
    still_needed: int = 0
    why_not: WhyNotRated | None = None
    capped: bool = False


def rating_on(all_seen: Considered, calculation: Calculation, scale: Scale, day: date) -> Rating:
    """The rating as it stood on this day."""
    scores = scores_on(all_seen, day)
    computed = computed_from(scores, calculation, scale)
    return Rating(
        calculation=calculation,
        value=computed.value,
        level=computed.level,
        scores=scores,
        left_out=left_out_on(all_seen, day),
        still_needed=computed.still_needed,
        why_not=computed.why_not,
        capped=computed.capped,
    )


def computed_from(scores: tuple[Score, ...], calculation: Calculation, scale: Scale) -> Computed:
    """The method's number, rounded, then capped, then read off the scale; nothing while pieces are missing."""
    missing = calculation.minimum_evidence - len({score.evidence.id for score in scores})
    if not scores:
        return Computed(still_needed=max(missing, 0), why_not="no_scores")
    if missing > 0:
        return Computed(still_needed=missing, why_not="not_enough_yet")
    value = made_of(calculation.method, tuple(score.points for score in scores), parameters_of(calculation, scale))
    if value is None:
        return Computed(why_not=why_no_number(scores, calculation))
    highest_allowed = cap_of(calculation, scale)
    capped = highest_allowed is not None and value > highest_allowed
    shown = highest_allowed if capped and highest_allowed is not None else value
    return Computed(value=shown, level=level_at(scale, shown), capped=capped)


def parameters_of(calculation: Calculation, scale: Scale) -> Parameters:
    return Parameters(
        weight=calculation.weight,
        n=calculation.n,
        k=calculation.k,
        window=calculation.window,
        proficient=lowest_proficient(scale).points,
    )


def cap_of(calculation: Calculation, scale: Scale) -> Decimal | None:
    """The most a rating may be. Only the power law can leave the scale, so it is capped at the top unless told."""
    if calculation.cap is not None:
        return to_two_places(calculation.cap)
    return to_two_places(scale.levels[-1].points) if calculation.method == "power_law" else None


def why_no_number(scores: tuple[Score, ...], calculation: Calculation) -> WhyNotRated:
    """Why the method makes no number of scores that are there."""
    match calculation.method:
        case "teacher":
            return "waits_for_a_teacher"
        case "n_mastery":
            return "too_few_proficient"
        case _:
            return "needs_two_scores" if len(scores) < 2 else "zero_has_no_curve"
