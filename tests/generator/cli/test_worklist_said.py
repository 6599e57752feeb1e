"""The sentences of a worklist: each says what is the matter, in school days and without blame."""

from datetime import date

import pytest

from generator.cli.worklist_said import TITLES, sentence
from generator.model.clock import FINDINGS
from generator.model.findings.finding import (
    ApprovalOutdated,
    BehindPlan,
    BuildsOn,
    ConferenceDue,
    EvidenceLacks,
    Gap,
    GoalsNotAgreed,
    NeedOpen,
    NoEvidence,
    NotYet,
    ResultSeen,
    ReviewDue,
    StepOverdue,
    SupportUndecided,
    Unconfirmed,
    WaitingEvidence,
    Why,
)

DAY = date(2026, 11, 16)
REF = "math:fractions"


def lacks(need: NeedOpen) -> EvidenceLacks:
    return EvidenceLacks(goal="g1", competency=REF, level="got-it", needs=(need,))


SENTENCES: tuple[tuple[Why, str], ...] = (
    (
        NoEvidence(goal="g1", newest=None, allowed=15),
        "Nothing has come since the goal began; 15 school days are allowed.",
    ),
    (
        NoEvidence(goal="g1", newest="strips", allowed=15),
        "Nothing has come since strips; 15 school days are allowed.",
    ),
    (
        NotYet(
            goal="g1",
            competency=REF,
            target="got-it",
            results=(ResultSeen(evidence="a", on=DAY, level="starting"),),
            unseen=("math:counting",),
        ),
        "The aim is got-it; the last results: starting on 2026-11-16."
        " Look first at math:counting: nothing is known of it.",
    ),
    (
        BuildsOn(goal="g1", gaps=(Gap(name="math:counting", level="starting", reached_on=None),)),
        "math:counting is not reached yet (starting).",
    ),
    (
        BuildsOn(goal="g1", gaps=(Gap(name="compare", level=None, reached_on=DAY),)),
        "compare was reached only on 2026-11-16: do the days of this goal still fit?",
    ),
    (
        StepOverdue(goal="g1", step="a1", by=DAY, status="next"),
        "Planned for 2026-11-16, and not begun.",
    ),
    (
        BehindPlan(days_behind=1, buffer=0, stated_on=DAY, estimated=True),
        "1 school day behind the plan on 2026-11-16 (some of them estimated); 0 are allowed.",
    ),
    (
        WaitingEvidence(evidence="a", submitted_on=DAY, competencies=(REF,)),
        "Handed in on 2026-11-16 for math:fractions.",
    ),
    (WaitingEvidence(evidence="a", submitted_on=DAY, competencies=()), "Handed in on 2026-11-16."),
    (
        Unconfirmed(goal="g1", competency=REF, evidence="strips"),
        "Enough is shown with strips; a person's word is missing.",
    ),
    (
        lacks(NeedOpen(what="pieces", kind=None, have=1, need=2)),
        "Stands at got-it, and still needs: pieces of work, 1 of 2.",
    ),
    (
        lacks(NeedOpen(what="kinds", kind="observation", have=0, need=1)),
        "Stands at got-it, and still needs: a piece of the kind observation.",
    ),
    (
        lacks(NeedOpen(what="contexts", kind=None, have=1, need=2)),
        "Stands at got-it, and still needs: different places, 1 of 2.",
    ),
    (
        lacks(NeedOpen(what="recent", kind=None, have=1, need=2)),
        "Stands at got-it, and still needs: pieces close together in time, 1 of 2.",
    ),
    (
        ReviewDue(kind="agreed", day=DAY, allowed=None),
        "Agreed for 2026-11-16, and nothing says that it was held.",
    ),
    (
        ReviewDue(kind="transition", day=DAY, allowed=30),
        "Nobody has looked at the plan since the change of school or grade; 30 school days are allowed.",
    ),
    (
        ReviewDue(kind="every", day=DAY, allowed=60),
        "None since then; 60 school days are allowed, and no day is agreed.",
    ),
    (
        ConferenceDue(kind="every", day=DAY, allowed=60),
        "None since then; 60 school days are allowed, and no day is agreed.",
    ),
    (
        SupportUndecided(support="aloud", day=DAY, ended=True, checks=2, last_check=DAY),
        "It ended on 2026-11-16, and nothing says what it did. Checks so far: 2.",
    ),
    (
        SupportUndecided(support="aloud", day=DAY, ended=False, checks=0, last_check=None),
        "To be looked at on 2026-11-16: continue, change or end? Checks so far: 0.",
    ),
    (
        ApprovalOutdated(
            role="family", person=None, on=DAY, covers=("g1",), text_code="K7Q2-9XWA", code_today="D4AR-VSNC"
        ),
        "What family agreed to on 2026-11-16 has been changed; the text of today has the code D4AR-VSNC.",
    ),
    (
        GoalsNotAgreed(goals=("g4",), allowed=30),
        "It came after the plan was agreed; 30 school days for a yes have passed.",
    ),
)


@pytest.mark.parametrize(("why", "said"), SENTENCES)
def test_a_finding_in_a_sentence(why: Why, said: str) -> None:
    assert sentence(why) == said


def test_every_rule_has_a_title() -> None:
    assert [*TITLES] == [*FINDINGS]
