"""Who has agreed to the plan, and when it was looked at together: in plain words, without saying which home did.

All homes of a learner see the same site. So a family's yes is told once, whoever gave it, and never with a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from generator.model.picture import Agreement, Picture
from generator.model.text_code import WHOLE_PLAN
from generator.records.plan import Approval, Review
from generator.view.agreed_since import SinceTold, since_of
from generator.view.goals import goal_path, in_brief
from generator.view.page import RichText
from generator.view.said import apart, line, person_name
from generator.words import Words

Method: TypeAlias = Literal["paper", "in_person", "online", "phone"]

ROLES: Mapping[str, str] = {
    "student": "Me",
    "family": "My family",
    "advisor": "Advisor",
    "teacher": "Teacher",
    "leader": "School leader",
}
METHODS: Mapping[Method, str] = {
    "paper": "on paper",
    "in_person": "in person",
    "online": "online",
    "phone": "by phone",
}
MET_FOR_IT = timedelta(days=14)  # a conversation so shortly before stands for the review that was planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    title: RichText
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One yes. `goals` are those it names; `state` None: nobody wrote down which words were read."""

    who: str
    what: str
    goals: tuple[Covered, ...]
    when: str
    state: str | None
    again: bool  # the words have changed since
    since: SinceTold | None = None
    confirmed: str | None = None  # that it is more than somebody's word


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One look at the whole plan, held or ahead; `result` None: nobody wrote what came of it."""

    when: str
    result: RichText | None


def agreed_of(picture: Picture, words: Words) -> tuple[Agreed, ...]:
    """Newest first; of several homes' yes to the same, the newest alone."""
    told: dict[tuple[str, str | None, tuple[str, ...]], Agreement] = {}
    for each in picture.agreements:
        approval = each.approval
        who = None if approval.role in {"family", "student"} else approval.person
        told.setdefault((approval.role, who, approval.covers), each)
    return tuple(_agreed(each, picture, words) for each in told.values())


def _agreed(agreement: Agreement, picture: Picture, words: Words) -> Agreed:
    approval = agreement.approval
    goals = tuple(goal for goal in picture.goals if goal.goal.id in approval.covers)
    return Agreed(
        who=who_agreed(approval, picture, words),
        what=what_agreed(approval, len(goals), words),
        goals=tuple(Covered(title=in_brief(each, picture, words), path=goal_path(each.goal.id)) for each in goals),
        when=words.say("{day}, {how}", day=words.day(approval.on), how=how_agreed(approval.method, words)),
        state=_state(agreement, words),
        again=agreement.current is False,
        since=since_of(agreement, picture, words),
        confirmed=confirmed_by_forge(agreement.confirmed, None, words) if agreement.confirmed else None,
    )


def who_agreed(approval: Approval, picture: Picture, words: Words) -> str:
    role = words.say(ROLES[approval.role])
    if approval.role in {"family", "student"} or approval.person is None:
        return role
    name = person_name(approval.person, picture, words)
    return words.say("{role}: {name}", role=role, name=apart(name, words)) if name else role


def what_agreed(approval: Approval, goals: int, words: Words) -> str:
    """`goals`: how many of those it covers there are."""
    if "plan" not in approval.covers:
        return words.count("{n} goal", "{n} goals", goals)
    if not goals:
        return words.say("The whole plan")
    return words.count("The whole plan and {n} goal", "The whole plan and {n} goals", goals)


def how_agreed(method: Method, words: Words) -> str:
    return words.say(METHODS[method])


def _state(agreement: Agreement, words: Words) -> str | None:
    if agreement.current is None:
        return None
    if agreement.current:
        return words.say("To the words as they are today.")
    return words.say("The words have changed since then. We read them again together.")


def not_yet(picture: Picture, words: Words) -> tuple[Covered, ...]:
    """Goals in work that came after every yes; none where nobody has named goals when saying yes."""
    named = {part for each in picture.agreements for part in each.approval.covers}
    if named <= {WHOLE_PLAN}:
        return ()
    later = (goal for goal in picture.goals if goal.goal.id in picture.agreed and goal.goal.id not in named)
    return tuple(Covered(title=in_brief(each, picture, words), path=goal_path(each.goal.id)) for each in later)


def how_known(picture: Picture, words: Words) -> str | None:
    """That this is somebody's word, and where the proof lies; None: there is nothing to know."""
    if any(each.approval.method == "paper" for each in picture.agreements):
        return words.say("This is what the school has written down. The signed papers are the proof.")
    return words.say("This is what the school has written down.") if picture.agreements else None


def confirmed_by_forge(request: str, who: str | None, words: Words) -> str:
    """Of an approval that the forge itself keeps, of the very text that was published. `request`: like "#12"."""
    number = apart(request, words)
    if who:
        return words.say("Confirmed by the forge (request {request}, {name})", request=number, name=who)
    return words.say("Confirmed by the forge (request {request})", request=number)


def told_of(picture: Picture, words: Words) -> str | None:
    """That the family was told of the plan, the newest time; None: nobody wrote that down."""
    notices = picture.plan.notices if picture.plan else ()
    last = max(notices, key=lambda notice: notice.on, default=None)
    if last is None:
        return None
    how = how_agreed(last.method, words)
    return words.say("The family was told of the plan: {day}, {how}.", day=words.day(last.on), how=how)


def looked_of(picture: Picture, words: Words) -> tuple[Looked, ...]:
    """Planned ones, the nearest first, then held ones, the newest first; without those a conversation stood for."""
    reviews = picture.plan.reviews if picture.plan else ()
    planned = sorted((each for each in reviews if each.held_on is None), key=lambda review: review.due)
    held = sorted(
        (each for each in reviews if each.held_on), key=lambda review: review.held_on or review.due, reverse=True
    )
    return tuple(_looked(review, picture, words) for review in (*planned, *held) if not _was_met(review, picture))


def _was_met(review: Review, picture: Picture) -> bool:
    return (
        review.held_on is None
        and review.due < picture.on
        and any(held.on >= review.due - MET_FOR_IT for held in picture.conferences)
    )


def _looked(review: Review, picture: Picture, words: Words) -> Looked:
    return Looked(
        when=_when(review, picture, words), result=line(review.result, picture, words) if review.result else None
    )


def _when(review: Review, picture: Picture, words: Words) -> str:
    if review.held_on is None:
        if review.due < picture.on:
            return words.say("Planned for {day}. It is still to come.", day=words.day(review.due))
        return words.say("Planned by {day}", day=words.day(review.due))
    name = person_name(review.by, picture, words) if review.by else None
    day = words.day(review.held_on)
    return words.say("{day}, with {name}", day=day, name=apart(name, words)) if name else day
