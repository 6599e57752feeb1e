"""Methods that weigh scores. Each is asked only when there is at least one score; w stands for weight / 100.

A quotient is taken once, at the end of a formula: 0.3 × (10/3) is exactly 1, and would be a little less if the third
were cut off first.
"""

from decimal import Decimal

from generator.model.mastery.parameters import Parameters

DEFAULT_WEIGHT = 65
DEFAULT_K = 3
DEFAULT_N = 5


def mean(scores: tuple[Decimal, ...], _given: Parameters) -> Decimal:
    """Sum over number: (s1 + … + sn) / n. Takes no parameter; the order does not matter.

    Source: Canvas, "average".
    """
    return sum(scores, Decimal(0)) / len(scores)


def mean_of_highest_k(scores: tuple[Decimal, ...], given: Parameters) -> Decimal:
    """Mean of the `k` best scores, 3 if nothing is set; of all there are when fewer. The order does not matter.

    Source: Educate (cbk12), "average of the highest three".
    """
    k = DEFAULT_K if given.k is None else max(given.k, 1)
    best = sorted(scores, reverse=True)[:k]
    return sum(best, Decimal(0)) / len(best)


def weighted_average(scores: tuple[Decimal, ...], given: Parameters) -> Decimal:
    """w·sn + (1 − w)·mean(s1..s(n−1)); one score stands alone. Weight 1 to 99, default 65.

    Source: Canvas, "weighted average", which its older versions called decaying average.
    """
    *older, newest = scores
    if not older:
        return newest
    weight = DEFAULT_WEIGHT if given.weight is None else given.weight
    share_of_newest = weight * len(older) * newest
    share_of_older = (100 - weight) * sum(older, Decimal(0))
    return (share_of_newest + share_of_older) / (100 * len(older))


def decaying_average(scores: tuple[Decimal, ...], given: Parameters) -> Decimal:
    """d1 = s1; dk = (1 − w)·d(k−1) + w·sk; the rating is dn. Weight 50 to 99, default 65.

    Source: Canvas, "decaying average" (standard_decaying_average); SchoolWise uses 60 and 75.
    """
    weight = Decimal(DEFAULT_WEIGHT if given.weight is None else given.weight) / 100
    decayed = scores[0]
    for score in scores[1:]:
        decayed = (1 - weight) * decayed + weight * score
    return decayed


def n_mastery(scores: tuple[Decimal, ...], given: Parameters) -> Decimal | None:
    """Mean of the scores at or above the proficient points; None while there are fewer than `n` of them.

    `n` from 1 to 10, default 5. The order does not matter.
    Source: Canvas, "n number of times".
    """
    n = DEFAULT_N if given.n is None else max(given.n, 1)
    proficient = [score for score in scores if score >= given.proficient]
    if len(proficient) < n:
        return None
    return sum(proficient, Decimal(0)) / len(proficient)
