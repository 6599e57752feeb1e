"""The sentences of a worklist. Learners are told by id only: a worklist stands on a screen that others may see."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.cli.learner_asked import own_words
from generator.model.clock import PutAside
from generator.model.findings.finding import (
    ApprovalOutdated,
    BehindPlan,
    BuildsOn,
    ConferenceDue,
    EvidenceLacks,
    Finding,
    Gap,
    GoalsNotAgreed,
    NeedOpen,
    NoEvidence,
    NotYet,
    ReviewDue,
    RuleName,
    StepOverdue,
    SupportUndecided,
    Unconfirmed,
    WaitingEvidence,
    Why,
)
from generator.model.worklist import Line, Worklist
from generator.records.commons import People
from generator.records.school import School

TITLES: Mapping[RuleName, str] = {
    "waiting": "Handed in, not looked at",
    "confirm": "Shown, not confirmed",
    "support": "Support without a decision",
    "review": "Review of the plan",
    "conference": "Conference",
    "stalled": "No evidence for a while",
    "not_yet": "Results below the aim, without a step up",
    "prerequisite": "What it builds on is missing, or came late",
    "step": "Step past its day",
    "pace": "Taking more time",
    "thin": "Too little evidence",
    "one_sided": "Evidence too much alike",
    "approval": "Changed since it was agreed",
}
TELLS_ITS_DAY = frozenset(("pace", "approval", "stalled"))  # rules whose sentence says since when by itself


def heading_of(each: Worklist, people: People, language: str) -> str:
    count = sum(len(line.findings) for line in each.lines)
    more = f", and {len(each.later)} more next week" if each.later else ""
    if each.person is None:
        return f"No one is responsible: {count} this week{more}"
    person = people.get(each.person)
    name = f" ({person.name.get(language) or min(person.name.values())})" if person and person.name else ""
    return f"{each.person}{name}: {count} this week{more}"


def lines_said(line: Line, on: date) -> Iterator[str]:
    """One finding with its sentence; several of the same kind in one line, with their days."""
    title, where = TITLES[line.rule], f" ({line.group})" if line.group else ""
    if len(line.findings) == 1:
        yield from one_said(line.findings[0], f"  {title}", where, on)
        return
    yield f"  {title}: {', '.join(who_and_what(each) for each in line.findings)}{where}"
    days = ", ".join(f"{each.learner} {each.days}" for each in line.findings)
    yield f"      School days so far: {days}. {due_said(min(each.due for each in line.findings), on)}"


def one_said(finding: Finding, title: str, where: str, on: date) -> Iterator[str]:
    yield f"{title}: {who_and_what(finding)}{where}"
    since = "" if finding.rule in TELLS_ITS_DAY else f" Since {finding.since}, {school_days(finding.days)}."
    yield f"      {sentence(finding.why)}{since} {due_said(finding.due, on)} [{finding.id}]"


def later_line(finding: Finding, on: date) -> Iterator[str]:
    yield from one_said(finding, f"  Next week: {TITLES[finding.rule]}", "", on)


def aside_line(aside: PutAside, school: School, on: date) -> Iterator[str]:
    yield from one_said(aside.finding, f"  Put aside: {TITLES[aside.finding.rule]}", "", on)
    yield f"      Until {aside.seen.until}, by {aside.seen.by}: {own_words(aside.seen.reason, school)}"


def due_said(due: date, on: date) -> str:
    return f"Was due {due}." if due < on else f"Due {due}."


def who_and_what(finding: Finding) -> str:
    return f"{finding.learner} {' '.join(finding.about)}"


def school_days(count: int) -> str:
    return "1 school day" if count == 1 else f"{count} school days"


def sentence(why: Why) -> str:
    match why:
        case NoEvidence() | NotYet() | BuildsOn() | StepOverdue() | BehindPlan():
            return about_learning(why)
        case WaitingEvidence() | Unconfirmed() | EvidenceLacks():
            return about_evidence(why)
        case ReviewDue() | ConferenceDue():
            return about_meeting(why)
        case SupportUndecided() | ApprovalOutdated() | GoalsNotAgreed():
            return about_agreement(why)


def about_learning(why: NoEvidence | NotYet | BuildsOn | StepOverdue | BehindPlan) -> str:
    match why:
        case NoEvidence(newest=None):
            return f"Nothing has come since the goal began; {why.allowed} school days are allowed."
        case NoEvidence():
            return f"Nothing has come since {why.newest}; {why.allowed} school days are allowed."
        case NotYet():
            seen = ", ".join(f"{each.level} on {each.on}" for each in why.results)
            first = f" Look first at {', '.join(why.unseen)}: nothing is known of it." if why.unseen else ""
            return f"The aim is {why.target}; the last results: {seen}.{first}"
        case BuildsOn():
            return " ".join(gap_said(gap) for gap in why.gaps)
        case StepOverdue():
            return f"Planned for {why.by}, and {'being done' if why.status == 'doing' else 'not begun'}."
        case BehindPlan():
            guess = " (some of them estimated)" if why.estimated else ""
            return (
                f"{school_days(why.days_behind)} behind the plan on {why.stated_on}{guess}; {why.buffer} are allowed."
            )


def gap_said(gap: Gap) -> str:
    if gap.reached_on is not None:
        return f"{gap.name} was reached only on {gap.reached_on}: do the days of this goal still fit?"
    return f"{gap.name} is not reached yet ({gap.level or 'not rated'})."


def about_evidence(why: WaitingEvidence | Unconfirmed | EvidenceLacks) -> str:
    match why:
        case WaitingEvidence():
            return (
                f"Handed in on {why.submitted_on}{' for ' + ', '.join(why.competencies) if why.competencies else ''}."
            )
        case Unconfirmed():
            return f"Enough is shown{f' with {why.evidence}' if why.evidence else ''}; a person's word is missing."
        case EvidenceLacks():
            return f"Stands at {why.level}, and still needs: {'; '.join(need_said(need) for need in why.needs)}."


def need_said(need: NeedOpen) -> str:
    match need.what:
        case "pieces":
            return f"pieces of work, {need.have} of {need.need}"
        case "kinds":
            return f"a piece of the kind {need.kind}"
        case "contexts":
            return f"different places, {need.have} of {need.need}"
        case "assessors":
            return f"different people who saw it, {need.have} of {need.need}"
        case "recent":
            return f"pieces close together in time, {need.have} of {need.need}"


def about_meeting(why: ReviewDue | ConferenceDue) -> str:
    match why:
        case ReviewDue(kind="agreed") | ConferenceDue(kind="agreed"):
            return f"Agreed for {why.day}, and nothing says that it was held."
        case ReviewDue(kind="transition"):
            change = "the change of school or grade"
            return f"Nobody has looked at the plan since {change}; {why.allowed} school days are allowed."
        case _:
            return f"None since then; {why.allowed} school days are allowed, and no day is agreed."


def about_agreement(why: SupportUndecided | ApprovalOutdated | GoalsNotAgreed) -> str:
    match why:
        case SupportUndecided(ended=True):
            return f"It ended on {why.day}, and nothing says what it did. Checks so far: {why.checks}."
        case SupportUndecided():
            return f"To be looked at on {why.day}: continue, change or end? Checks so far: {why.checks}."
        case GoalsNotAgreed():
            what = "It" if len(why.goals) == 1 else "They"
            return f"{what} came after the plan was agreed; {why.allowed} school days for a yes have passed."
        case ApprovalOutdated():
            who = why.person or why.role
            return (
                f"What {who} agreed to on {why.on} has been changed; the text of today has the code {why.code_today}."
            )
