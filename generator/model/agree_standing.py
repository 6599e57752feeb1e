"""Who has agreed to a plan and who has not: the student, the family, the school, each held against today's words.

Beside it what belongs to the same evening: which packs ask for a yes, when the plan is looked at again, and how often
the family was told and asked. A yes is somebody's word about words; where nobody wrote down which, that is said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.model.agree_signers import homes_that_sign
from generator.model.required import Asked, asked_of
from generator.model.text_code import WHOLE_PLAN, agreed_today, is_renewed, text_code_of
from generator.records.commons import Commons, LearnerRecords, PlanYear, StaffRecords
from generator.records.learner import Learner
from generator.records.library import RequirementPack
from generator.records.plan import Approval, Notice
from generator.records.school import LearnerId

Party: TypeAlias = Literal["student", "family", "school"]
State: TypeAlias = Literal["agreed", "unclear", "changed", "missing", "nobody"]

ROLES: Mapping[Party, tuple[str, ...]] = {
    "student": ("student",),
    "family": ("family",),
    "school": ("advisor", "teacher", "leader"),
}
# The elements of packs that ask for a yes, and whose.
YES: Mapping[str, Party] = {
    "plan.approvals.student": "student",
    "plan.approvals.family": "family",
    "plan.approvals.family_or_notice": "family",
    "plan.approvals.school": "school",
}
OR_NOTICE = "plan.approvals.family_or_notice"
LOOKS = ("plan.reviews", "meetings", "conferences", "conferences.family")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one party stands to the plan.

    agreed: to today's words; unclear: nobody wrote down to which; changed: to words that are others now; missing: not
    at all; nobody: nobody at home may sign. `newest` is the yes it is told by. `new_goals`: those that came after it.
    """

    party: Party
    state: State
    newest: Approval | None = None
    new_goals: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()  # ids of packs
    by_notice: bool = False  # a pack that asks is content with a dated notice, and there is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeing:
    """One learner's plan on a day. `look_due` None: nothing is planned or asked for; `looked_on` None: never yet."""

    learner: LearnerId
    year: PlanYear
    standings: tuple[Standing, ...]
    notices: tuple[Notice, ...]  # the newest first
    looked_on: date | None
    look_due: date | None
    asked: tuple[Asked, ...]  # what packs ask about agreement and looking again

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do anything."""
        asked = (each for each in self.standings if is_asked(each))
        return all(each.state in ("agreed", "nobody") and not each.new_goals for each in asked)


def is_asked(standing: Standing) -> bool:
    """Whether a yes is waited for: the student's and the family's always, the school's where a pack asks for it."""
    return standing.party != "school" or len(standing.asked_by) > 0 or standing.state != "missing"


def agreeing_of(
    records: LearnerRecords,
    staff: StaffRecords,
    commons: Commons,
    on: date,
    packs: tuple[RequirementPack, ...] = (),
) -> Agreeing | None:
    """How the plan of the day's school year stands; None: there is none that is in work."""
    year = plan_in_work(records, commons, on)
    if year is None:
        return None
    asked = tuple(
        each
        for each in asked_of(records, staff, commons, on, packs)
        if each.year is year and each.rule.needs is not None and each.rule.needs.field in (*YES, *LOOKS)
    )
    return Agreeing(
        learner=records.learner.learner,
        year=year,
        standings=tuple(standing(party, year, records.learner, asked, commons, on) for party in ROLES),
        notices=tuple(
            sorted((each for each in year.plan.notices if each.on <= on), key=lambda each: each.on, reverse=True)
        ),
        looked_on=max(looks_at(year, on), default=None),
        look_due=min(looks_ahead(year, asked, on), default=None),
        asked=asked,
    )


def plan_in_work(records: LearnerRecords, commons: Commons, on: date) -> PlanYear | None:
    """The newest plan that is neither a draft nor put away, and whose school year is not over."""
    years = commons.calendar.years
    in_work = (
        each
        for each in reversed(records.years)
        if each.plan.status in ("in_review", "active")
        and ((days := years.get(each.plan.school_year)) is None or on <= days.finish)
    )
    return next(in_work, None)


def standing(
    party: Party, year: PlanYear, learner: Learner, asked: tuple[Asked, ...], commons: Commons, on: date
) -> Standing:
    given = tuple(sorted(yeses(party, year, on), key=lambda each: each.on, reverse=True))
    state, newest = state_of(given, year, commons)
    if state == "missing" and party == "family" and not homes_that_sign(learner, on):
        state = "nobody"
    asking = tuple(each for each in asked if each.rule.needs is not None and YES.get(each.rule.needs.field) == party)
    told = any(each.on <= on for each in year.plan.notices)
    return Standing(
        party=party,
        state=state,
        newest=newest,
        new_goals=goals_since(given, year, commons) if newest is not None else (),
        asked_by=tuple(dict.fromkeys(each.pack.id for each in asking)),
        by_notice=told
        and len(asking) > 0
        and all(each.rule.needs is not None and each.rule.needs.field == OR_NOTICE for each in asking),
    )


def yeses(party: Party, year: PlanYear, on: date) -> Iterator[Approval]:
    """Those in force; one that the same person gave anew has done its work."""
    known = tuple(each for each in year.plan.approvals if each.on <= on)
    return (each for each in known if each.role in ROLES[party] and not is_renewed(each, known))


def state_of(given: tuple[Approval, ...], year: PlanYear, commons: Commons) -> tuple[State, Approval | None]:
    """Of several yeses the best one tells: of two homes, one that read today's words is enough."""
    current = next((each for each in given if each.text_code == text_code_of(year, each, commons)), None)
    if current is not None:
        return "agreed", current
    uncoded = next((each for each in given if each.text_code is None), None)
    if uncoded is not None and (not given[0].text_code or uncoded is given[0]):
        return "unclear", uncoded
    return ("changed", given[0]) if given else ("missing", None)


def goals_since(given: tuple[Approval, ...], year: PlanYear, commons: Commons) -> tuple[str, ...]:
    """Goals in force that no yes names; one to the plan as a whole, which names none, speaks of all of them."""
    named = {part for each in given for part in each.covers}
    if named <= {WHOLE_PLAN}:
        return ()
    return tuple(part for part in agreed_today(year, commons) if part not in named and part != WHOLE_PLAN)


def looks_at(year: PlanYear, on: date) -> Iterator[date]:
    """The days on which people looked at the plan together."""
    yield from (each.held_on for each in year.plan.reviews if each.held_on is not None and each.held_on <= on)
    yield from (each.on for each in year.conferences if each.on <= on)


def looks_ahead(year: PlanYear, asked: tuple[Asked, ...], on: date) -> Iterator[date]:
    """Days on which it is due again: planned ones that nothing was held for since, and those that packs ask for."""
    held = max(looks_at(year, on), default=None)
    yield from (each.due for each in year.plan.reviews if each.held_on is None and (held is None or held < each.due))
    yield from (
        each.due
        for each in asked
        if each.due is not None and each.rule.needs is not None and each.rule.needs.field in LOOKS
    )
