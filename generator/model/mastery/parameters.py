"""What a school may set about a method, and in which range."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.records.school import MethodName

ParameterName = Literal["weight", "n", "k", "window"]
PARAMETER_NAMES: tuple[ParameterName, ...] = ("weight", "n", "k", "window")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What a method is given beside the scores. None: the method's default."""

    weight: int | None = None  # percent given to the newest score
    n: int | None = None
    k: int | None = None
    window: int | None = None
    proficient: Decimal = Decimal(3)  # points of the lowest proficient level


@dataclass(frozen=True, slots=True)
class Limit:
    """The lowest and highest value allowed, and what holds when nothing is set (None: every score there is)."""

    low: int
    high: int
    default: int | None


LIMITS: Mapping[MethodName, Mapping[ParameterName, Limit]] = {
    "median": {"window": Limit(1, 100, None)},
    "mean_of_highest_k": {"k": Limit(1, 100, 3)},
    "weighted_average": {"weight": Limit(1, 99, 65)},
    "decaying_average": {"weight": Limit(50, 99, 65)},
    "n_mastery": {"n": Limit(1, 10, 5)},
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter outside its limit; `limit` None: the method takes no such parameter."""

    name: ParameterName
    value: int
    limit: Limit | None


def faults_in(method: MethodName, given: Mapping[ParameterName, int | None]) -> tuple[Fault, ...]:
    """Every parameter that is set and that the method cannot use, in the order of PARAMETER_NAMES."""
    limits = LIMITS.get(method, {})
    set_values = [(name, given[name]) for name in PARAMETER_NAMES if name in given]
    return tuple(
        Fault(name, value, limits.get(name))
        for name, value in set_values
        if value is not None and not is_within(value, limits.get(name))
    )


def is_within(value: int, limit: Limit | None) -> bool:
    return limit is not None and limit.low <= value <= limit.high
