"""Methods that pick from the scores, rather than weigh them. Each is asked only when there is at least one score."""

from collections import Counter
from decimal import Decimal

from generator.model.mastery.parameters import Parameters


def latest(scores: tuple[Decimal, ...], _given: Parameters) -> Decimal:
    """The newest score: sn. Takes no parameter.

    Source: Canvas, "most recent score".
    """
    return scores[-1]


def highest(scores: tuple[Decimal, ...], _given: Parameters) -> Decimal:
    """The best score: max(s1..sn). Takes no parameter; the order of the scores does not matter.

    Source: Canvas, "highest score"; a score of 0 is a score.
    """
    return max(scores)


def median(scores: tuple[Decimal, ...], given: Parameters) -> Decimal:
    """The middle one of the last `window` scores by size; of an even number, the mean of the two middle ones.

    With fewer than `window` scores, of those there are; without a window, of all.
    Source: Common Goal (TeacherEase), "median of the most recent".
    """
    last = scores if given.window is None else scores[-max(given.window, 1) :]
    ordered = sorted(last)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def mode(scores: tuple[Decimal, ...], _given: Parameters) -> Decimal:
    """The most frequent score; of several equally frequent ones, the one seen most recently.

    Source: Educate (cbk12), "mode", with its rule for ties.
    """
    times = Counter(scores)
    most = max(times.values())
    return next(score for score in reversed(scores) if times[score] == most)


def teacher(_scores: tuple[Decimal, ...], _given: Parameters) -> None:
    """Scores make no rating: the level is what a teacher recorded as a judgement, with its reason."""
