"""Supports: what they name exists, their days run forwards, and none goes on for ever with nothing said of it."""

from collections.abc import Iterator

from generator.check.case import Case, did_you_mean, unknown
from generator.check.dates import in_order
from generator.model.calendar import school_year_on
from generator.model.clock import FINDINGS
from generator.model.support_decision import has_result, look_again_on
from generator.model.surroundings import is_running
from generator.problem import Problem
from generator.records.support import Support


def competencies_of_supports(case: Case) -> Iterator[Problem]:
    """A support is meant for competencies there are."""
    for support in case.records.supports:
        for position, ref in enumerate(support.competencies):
            if ref not in case.commons.competencies:
                yield unknown(support.place.at("competencies", position), "competency", ref, case.commons.competencies)


def decisions_look_ahead(case: Case) -> Iterator[Problem]:
    """The next day to look at a support comes after the decision that set it."""
    for support in case.records.supports:
        for decision in support.decisions:
            yield from in_order(decision.place, "on", decision.on, "next_check_on", decision.next_check_on)


def supports_end(case: Case) -> Iterator[Problem]:
    """A support ends with an effect or a reason; one that came over from another year has a day to look again."""
    for support in case.records.supports:
        if support.ends_on is not None and support.ends_on < case.on and not has_result(support):
            yield Problem(
                support.place.at("ends_on"),
                "support-without-result",
                f"this support ended on {support.ends_on}, and nothing says what came of it",
                hint="Add `effect:` (improved, same, worse or unclear), or `reason:`.",
                severity="warning",
                length=10,
            )
        elif runs_on(support, case):
            yield Problem(
                support.place.at("start"),
                "support-without-check",
                f"this support has been running since {support.start} with no day to look at it again",
                hint="Add a decision with `next_check_on:`, or end it with `ends_on:` and `effect:`.",
                severity="warning",
                length=10,
            )


def runs_on(support: Support, case: Case) -> bool:
    """Whether it came over from an earlier school year, and no day is set on which anybody looks at it."""
    year = school_year_on(case.commons.calendar, case.on)
    if year is None or support.start >= year[1].start or not is_running(support, case.on):
        return False
    return look_again_on(support) is None


def findings_known(case: Case) -> Iterator[Problem]:
    """What staff put aside is a finding of the clock, or all findings of one rule."""
    for sheet in case.staff.sheets:
        for seen in sheet.seen:
            rule = seen.finding.partition(":")[0]
            if rule not in FINDINGS:
                yield Problem(
                    seen.place.at("finding"),
                    "unknown-finding",
                    f"the worklist knows no finding {seen.finding!r}",
                    hint=did_you_mean(rule, FINDINGS) or f"It begins with one of: {', '.join(FINDINGS)}.",
                    severity="warning",
                    length=len(seen.finding),
                )
