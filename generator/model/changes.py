"""How a plan changed, and who agreed: what the records date themselves, and what git knows of the files."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TypeAlias, get_args

from generator.model.change import (
    About,
    Agreed,
    BroughtOver,
    Change,
    Edited,
    FamilyTold,
    GoalBegun,
    GoalReached,
    LevelSaid,
    PathwayBegun,
    Reviewed,
    SentHome,
    StepMet,
    SupportBegun,
    SupportDecided,
    Talked,
    Thing,
    What,
)
from generator.model.edits import (
    edits_in,
    missing_in,
    tellable,
    thing_of_competency,
    thing_of_goal,
    thing_of_support,
    things_of,
)
from generator.model.picture import GoalPicture
from generator.model.text_code import is_renewed, text_code_of
from generator.model.written import Written, written_in
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.history import FileDid, History
from generator.records.issued import Issued
from generator.records.plan import Confirmed, Judgement
from generator.records.text import Text

Named: TypeAlias = tuple[About, str | None, date | None]
ORDER, EDITS = get_args(What), get_args(About)  # of one day


def changes_of(
    known: LearnerRecords,
    written: LearnerRecords,
    goals: tuple[GoalPicture, ...],
    history: History,
    commons: Commons,
    on: date,
) -> tuple[Change, ...]:
    """Newest first; of one day, what people agreed before what they wrote.

    `known` are the records as of the day, without what is redacted; `written` as they stand in the files.
    """
    dated = tuple(change for change in dated_in(known, written, goals, commons) if change.day <= on)
    told = begun_on(dated)
    edits = (
        change
        for change in edits_in(tellable(history.changes, known, written, on), known, written, commons)
        if not (isinstance(change.what, Edited) and is_told(change.day, change.what.did, change.what.thing, told))
    )
    return tuple(sorted((*dated, *edits), key=lambda each: (-each.day.toordinal(), *rank(each.what))))


def rank(what: What) -> tuple[int, int]:
    """What comes before what on one day: words of people, what began, then files by what they are about."""
    return ORDER.index(type(what)), EDITS.index(what.thing.about) if isinstance(what, Edited) else 0


def written_of(
    known: LearnerRecords,
    written: LearnerRecords,
    changes: tuple[Change, ...],
    history: History,
    commons: Commons,
    on: date,
) -> tuple[Written, ...]:
    """What people wrote, newest first, without what `changes` tell already."""
    things, told, missing = things_of(known, commons), begun_on(changes), missing_in(history.changes, written)
    files = (
        file
        for file in tellable(history.changes, known, written, on)
        if file.path not in missing
        and not any(is_told(file.day, file.did, thing, told) for thing in things.get(file.path, ()))
    )
    return tuple(written_in(files, known, written, commons))


def begun_on(changes: tuple[Change, ...]) -> frozenset[tuple[date, Named]]:
    """What began, by the records, and on which day."""
    begun = ((change.day, begun_in(change.what)) for change in changes)
    return frozenset((day, named(thing)) for day, thing in begun if thing is not None)


def begun_in(what: What) -> Thing | None:
    """What began by a change that the records date."""
    match what:
        case GoalBegun() | SupportBegun():
            return what.thing
        case Talked():
            return Thing(about="conversation", on=what.conference.on)
        case _:
            return None


def is_told(day: date, did: FileDid, thing: Thing, told: frozenset[tuple[date, Named]]) -> bool:
    """Whether a file only brought what the records say began on this very day."""
    return did == "added" and (day, named(thing)) in told


def named(thing: Thing) -> Named:
    """What tells one thing from another."""
    return thing.about, thing.id, thing.on


def dated_in(
    known: LearnerRecords, written: LearnerRecords, goals: tuple[GoalPicture, ...], commons: Commons
) -> Iterator[Change]:
    for year in known.years:
        yield from words_in(year, written, commons)
        yield from course_in(year, commons)
    for goal in goals:
        if goal.reached_on is not None:
            reached = GoalReached(goal=goal.goal, thing=thing_of_goal(goal.goal, commons))
            yield Change(day=goal.reached_on, what=reached)
    for support in known.supports:
        thing = thing_of_support(support, commons)
        yield Change(day=support.start, what=SupportBegun(support=support, thing=thing))
        for decision in support.decisions:
            yield Change(day=decision.on, what=SupportDecided(decision=decision, thing=thing))
    for move in known.learner.migrations:
        yield Change(day=move.on, what=BroughtOver(move=move, framework=commons.frameworks.get(move.to)))


def words_in(year: PlanYear, written: LearnerRecords, commons: Commons) -> Iterator[Change]:
    """What people said of a year's plan, and what was sent home of it."""
    plan = year.plan
    yield from agreed_in(year, written, commons)
    for notice in plan.notices:
        yield Change(day=notice.on, what=FamilyTold(notice=notice))
    for review in plan.reviews:
        if review.held_on is not None:
            yield Change(day=review.held_on, what=Reviewed(review=review))
    said_of_levels: tuple[Confirmed | Judgement, ...] = (*plan.reached, *plan.judgements)
    for word in said_of_levels:
        said = LevelSaid(word=word, thing=thing_of_competency(word.competency, commons))
        yield Change(day=word.on, what=said)
    for met in plan.fulfilled:
        yield Change(day=met.on, what=StepMet(word=met, title=step_title(met.pathway, met.requirement, commons)))
    yield from sent_in(year)


def agreed_in(year: PlanYear, written: LearnerRecords, commons: Commons) -> Iterator[Change]:
    whole = next(each for each in written.years if each.plan.school_year == year.plan.school_year)
    for approval in year.plan.approvals:
        now = text_code_of(whole, approval, commons) if approval.text_code is not None else None
        agreed = Agreed(
            approval=approval,
            goals=tuple(thing_of_goal(goal, commons) for goal in year.goals if goal.id in approval.covers),
            current=None if now is None else approval.text_code == now,
            renewed=is_renewed(approval, year.plan.approvals),
        )
        yield Change(day=approval.on, what=agreed)


def course_in(year: PlanYear, commons: Commons) -> Iterator[Change]:
    """What began or was held in the course of a year."""
    for conference in year.conferences:
        yield Change(day=conference.on, what=Talked(conference=conference))
    for goal in year.goals:
        yield Change(day=goal.start, what=GoalBegun(goal=goal, thing=thing_of_goal(goal, commons)))
    for pathway in year.plan.pathways:
        title = commons.pathways[pathway.pathway].title
        yield Change(day=pathway.start, what=PathwayBegun(pathway=pathway, title=title))


def step_title(pathway: str, requirement: str, commons: Commons) -> Text | None:
    steps = commons.pathways[pathway].requirements if pathway in commons.pathways else ()
    return next((step.title for step in steps if step.id == requirement), None)


def sent_in(year: PlanYear) -> Iterator[Change]:
    """Documents of one day, term, way and sort are told together."""

    def sort(each: Issued) -> tuple[date, str, str, bool]:
        return each.on, each.term, each.how, each.corrects is not None

    for (day, *_), together in groupby(sorted(year.issued, key=sort), key=sort):
        yield Change(day=day, what=SentHome(issued=tuple(together)))
