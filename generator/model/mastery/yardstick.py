"""How the results about one competency become a level: its calculation and scale, made ready once."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.mastery.methods import to_two_places
from generator.model.mastery.parameters import Parameters
from generator.model.mastery.scale import lowest_proficient
from generator.records.school import Calculation, Level, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """`cap` is the most a rating may be; None: the method cannot leave the scale, and the school sets no cap."""

    calculation: Calculation
    scale: Scale
    named: Mapping[str, Level]  # the levels of the scale by id
    parameters: Parameters
    cap: Decimal | None


def yardstick_of(calculation: Calculation, scale: Scale) -> Yardstick:
    parameters = Parameters(
        weight=calculation.weight,
        n=calculation.n,
        k=calculation.k,
        window=calculation.window,
        proficient=lowest_proficient(scale).points,
    )
    return Yardstick(
        calculation=calculation,
        scale=scale,
        named={level.id: level for level in scale.levels},
        parameters=parameters,
        cap=cap_of(calculation, scale),
    )


def cap_of(calculation: Calculation, scale: Scale) -> Decimal | None:
    """What the school set; for the power law, the only method that can leave the scale, at most its top."""
    top = scale.levels[-1].points
    if calculation.method == "power_law":
        return to_two_places(top if calculation.cap is None else min(top, calculation.cap))
    return None if calculation.cap is None else to_two_places(calculation.cap)
