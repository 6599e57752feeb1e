"""When a support is looked at again, and whether anybody decided: none lives for ever."""

from datetime import date, timedelta

from generator.records.support import Support, SupportDecision

DECIDED_EARLY = timedelta(days=7)  # a decision this shortly before the day agreed is the one agreed


def last_decision(support: Support) -> SupportDecision | None:
    """The newest; of one day, the one written last."""
    numbered = enumerate(support.decisions)
    return max(numbered, key=lambda each: (each[1].on, each[0]))[1] if support.decisions else None


def ended_on(support: Support) -> date | None:
    """The day written, or on which it was decided to end; None: no end is known."""
    decision = last_decision(support)
    decided = decision.on if decision is not None and decision.decide == "end" else None
    return min((day for day in (support.ends_on, decided) if day is not None), default=None)


def has_result(support: Support) -> bool:
    """Whether it is told what came of it: an effect, a reason for its end, or the decision to end it."""
    decision = last_decision(support)
    return (
        support.effect is not None
        or (support.ends_on is not None and support.reason is not None)
        or (decision is not None and decision.decide == "end")
    )


def look_again_on(support: Support) -> date | None:
    """The next day that waits for a decision, past or ahead; None: it is settled, or no day was ever set."""
    if has_result(support):
        return None
    days = (agreed_day(support), support.ends_on)
    return min((day for day in days if day is not None), default=None)


def agreed_day(support: Support) -> date | None:
    """The day set by the newest decision that set one, unless a later one answered it; else the support's own day."""
    decision = last_decision(support)
    day = support.check_on
    for each in sorted(support.decisions, key=lambda each: each.on):
        day = each.next_check_on or day
    if decision is None or day is None or decision.next_check_on == day:
        return day
    return None if decision.on >= day - DECIDED_EARLY else day
