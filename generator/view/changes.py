"""What changed about a plan on one day, in plain words: a line for each kind of thing, however many there were.

Labels rather than sentences with a name. All homes of a learner see the same page: what a family agreed to is told
without saying which home did, and of what went home only that it did.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

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
from generator.model.mastery.scale import level_named
from generator.model.picture import Picture
from generator.records.history import FileDid
from generator.records.plan import Confirmed, Judgement, Review
from generator.records.text import Text
from generator.view.agreements import how_agreed, what_agreed, who_agreed
from generator.view.evidence import path_of
from generator.view.goals import goal_path
from generator.view.page import BETWEEN, RichText
from generator.view.revisions.sentence import Parts
from generator.view.said import apart, line, person_name, statement
from generator.words import Words

Plural: TypeAlias = tuple[str, str]
NamedThings: TypeAlias = "tuple[Named, ...]"
MOST_NAMED = 4  # things of one line; the rest is counted
EDITED: Mapping[tuple[About, FileDid], Plural] = {
    ("goal", "added"): ("{n} goal added", "{n} goals added"),
    ("goal", "changed"): ("{n} goal changed", "{n} goals changed"),
    ("goal", "removed"): ("{n} goal taken away", "{n} goals taken away"),
    ("evidence", "added"): ("{n} piece of evidence added", "{n} pieces of evidence added"),
    ("evidence", "changed"): ("{n} piece of evidence changed", "{n} pieces of evidence changed"),
    ("evidence", "removed"): ("{n} piece of evidence taken away", "{n} pieces of evidence taken away"),
    ("conversation", "added"): ("Notes of {n} conversation added", "Notes of {n} conversations added"),
    ("conversation", "changed"): ("Notes of {n} conversation changed", "Notes of {n} conversations changed"),
    ("conversation", "removed"): ("Notes of {n} conversation taken away", "Notes of {n} conversations taken away"),
    ("support", "added"): ("{n} support added", "{n} supports added"),
    ("support", "changed"): ("{n} support changed", "{n} supports changed"),
    ("support", "removed"): ("{n} support taken away", "{n} supports taken away"),
}
OF_ONE: Mapping[tuple[About, FileDid], str] = {  # there is nothing to count
    ("plan", "added"): "Plan of the year added",
    ("plan", "changed"): "Plan of the year changed",
    ("plan", "removed"): "Plan of the year taken away",
    ("profile", "added"): "Facts about me added",
    ("profile", "changed"): "Facts about me changed",
    ("profile", "removed"): "Facts about me taken away",
}
BEGUN: Mapping[type, Plural] = {
    GoalBegun: ("{n} goal begun", "{n} goals begun"),
    GoalReached: ("{n} goal reached", "{n} goals reached"),
    SupportBegun: ("{n} support begun", "{n} supports begun"),
    PathwayBegun: ("{n} pathway begun", "{n} pathways begun"),
    StepMet: ("{n} step met, and written down", "{n} steps met, and written down"),
    Confirmed: ("{n} level confirmed", "{n} levels confirmed"),
    Judgement: ("{n} level decided by a person", "{n} levels decided by a person"),
}
DECIDED: Mapping[str, str] = {
    "continue": "Support looked at: it goes on",
    "change": "Support looked at: it goes on in another way",
    "end": "Support looked at: it ends",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something a line is about; `path` None: it has no place of its own on the site."""

    title: RichText
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One line of a day. `about` says more of it; `again`: what people should look at once more.

    `edit`: only files changed; else people said something, or something began or ended.
    """

    words: str
    things: NamedThings = ()
    more: str | None = None
    about: Parts = ()
    again: str | None = None
    edit: bool = False


def lines_of(changes: tuple[Change, ...], picture: Picture, words: Words) -> tuple[ChangeLine, ...]:
    """The lines of one day's changes, which stand in the order they are told."""
    groups: dict[object, list[What]] = {}
    for change in changes:
        groups.setdefault(_sort(change.what), []).append(change.what)
    return tuple(_line(tuple(group), picture, words) for group in groups.values())


def _sort(what: What) -> object:
    """What is told in one line."""
    match what:
        case Edited():
            return what.did, what.thing.about
        case LevelSaid():
            return type(what.word), what.word.by
        case GoalBegun() | GoalReached() | SupportBegun() | PathwayBegun():
            return type(what)
        case StepMet():
            return type(what), what.word.by
        case Agreed():
            return what.approval.covers, what.current, what.renewed
        case _:
            return id(what)


def _line(group: tuple[What, ...], picture: Picture, words: Words) -> ChangeLine:
    first = group[0]
    match first:
        case Edited():
            return _edited(first, group, picture, words)
        case GoalBegun() | GoalReached() | SupportBegun() | PathwayBegun():
            return _several(words.count(*BEGUN[type(first)], len(group)), group, (), picture, words)
        case StepMet():
            by = _by(first.word.by, picture, words)
            return _several(words.count(*BEGUN[StepMet], len(group)), group, by, picture, words)
        case LevelSaid():
            said = words.count(*BEGUN[type(first.word)], len(group))
            about: Parts = (*_levels(group, picture, words), *_by(first.word.by, picture, words))
            return _several(said, group, about, picture, words)
        case Agreed():
            return _agreed(tuple(what for what in group if isinstance(what, Agreed)), picture, words)
        case _:
            return _alone(first, picture, words)


def _alone(what: What, picture: Picture, words: Words) -> ChangeLine:
    match what:
        case FamilyTold():
            how = how_agreed(what.notice.method, words)
            return ChangeLine(words=words.say("Family told of the plan"), about=(how,))
        case SentHome():
            corrected = any(each.corrects is not None for each in what.issued)
            return ChangeLine(words=words.say("Corrected papers sent home" if corrected else "Papers sent home"))
        case Reviewed():
            return _reviewed(what.review, picture, words)
        case Talked():
            here = Named(title=RichText(text=words.say("What we agreed"), language=None, direction=None), path=TALKS)
            return ChangeLine(words=words.say("Conversation held"), things=(here,))
        case SupportDecided(decision=decision):
            why: Parts = (*_by(decision.by, picture, words), line(decision.reason, picture, words))
            things = _named((what.thing,), picture, words)
            return ChangeLine(words=words.say(DECIDED[decision.decide]), things=things, about=why)
        case BroughtOver():
            title = line(what.framework.title, picture, words) if what.framework else None
            things = (Named(title=title, path=None),) if title else ()
            return ChangeLine(words=words.say("Plan brought to a newer version of its standards"), things=things)
        case _:
            raise TypeError(f"{type(what).__name__} is told together with others of its kind")


TALKS = "conversations/"


def _reviewed(review: Review, picture: Picture, words: Words) -> ChangeLine:
    name = person_name(review.by, picture, words) if review.by else None
    with_whom = (words.say("With {name}", name=apart(name, words)),) if name else ()
    result = (line(review.result, picture, words),) if review.result else ()
    return ChangeLine(words=words.say("Plan looked at together"), about=(*with_whom, *result))


def _edited(first: Edited, group: tuple[What, ...], picture: Picture, words: Words) -> ChangeLine:
    key = (first.thing.about, first.did)
    if key in OF_ONE:
        return ChangeLine(words=words.say(OF_ONE[key]), edit=True)
    return replace(_several(words.count(*EDITED[key], len(group)), group, (), picture, words), edit=True)


def _several(said: str, group: tuple[What, ...], about: Parts, picture: Picture, words: Words) -> ChangeLine:
    named = tuple(each for what in group for each in _things(what, picture, words))
    left = len(named) - MOST_NAMED
    return ChangeLine(
        words=said,
        things=named[:MOST_NAMED],
        more=words.count("and {n} more", "and {n} more", left) if left > 0 else None,
        about=about,
    )


def _things(what: What, picture: Picture, words: Words) -> NamedThings:
    match what:
        case PathwayBegun() | StepMet():
            return _titled(what.title, picture, words)
        case Edited() | GoalBegun() | GoalReached() | SupportBegun() | LevelSaid():
            return _named((what.thing,), picture, words)
        case _:
            return ()


def _titled(title: Text | None, picture: Picture, words: Words) -> NamedThings:
    return (Named(title=line(title, picture, words), path=None),) if title else ()


def _named(things: tuple[Thing, ...], picture: Picture, words: Words) -> NamedThings:
    """Those that have words of their own, each with the way to it."""
    return tuple(
        Named(
            title=line(thing.title, picture, words)
            if thing.framework is None
            else statement(thing.title, thing.framework, picture, words),
            path=_path(thing, picture),
        )
        for thing in things
        if thing.title is not None
    )


def _path(thing: Thing, picture: Picture) -> str | None:
    """Where on the site it stands now."""
    match thing.about:
        case "goal":
            return next((goal_path(each.goal.id) for each in picture.goals if each.goal.id == thing.id), None)
        case "evidence":
            return next((path_of(piece) for piece in picture.evidence if piece.id == thing.id), None)
        case _:
            return None


def _agreed(group: tuple[Agreed, ...], picture: Picture, words: Words) -> ChangeLine:
    """Who agreed, to what and how; that the words have changed since, unless that was agreed to as well.

    With the whole plan its goals are told by their number alone.
    """
    first = group[0]
    who = dict.fromkeys(who_agreed(each.approval, picture, words) for each in group)
    how = dict.fromkeys(how_agreed(each.approval.method, words) for each in group)
    same = (words.say("To the words as they are today."),) if first.current else ()
    changed = first.current is False and not first.renewed
    return ChangeLine(
        words=words.say("Agreed: {who}", who=BETWEEN.join(who)),
        things=() if "plan" in first.approval.covers else _named(first.goals, picture, words),
        about=(what_agreed(first.approval, len(first.goals), words), words.listed(tuple(how)), *same),
        again=words.say("The words have changed since then. We read them again together.") if changed else None,
    )


def _by(person: str, picture: Picture, words: Words) -> tuple[str, ...]:
    """By whom, where the school's list knows the name."""
    name = person_name(person, picture, words)
    return (words.say("By {name}", name=apart(name, words)),) if name else ()


def _levels(group: tuple[What, ...], picture: Picture, words: Words) -> tuple[RichText, ...]:
    """The levels that a person said, each once; none of a competency that the plan no longer speaks of."""
    found: dict[str, RichText] = {}
    for what in group:
        standing = picture.standings.get(what.word.competency) if isinstance(what, LevelSaid) else None
        level = level_named(standing.scale, what.word.level) if standing and isinstance(what, LevelSaid) else None
        if level is not None:
            found.setdefault(level.id, line(level.label, picture, words))
    return tuple(found.values())


def told_once(changes: tuple[Change, ...]) -> Iterator[Change]:
    """The changes, newest first, without a second home's yes to what is told already."""
    told: set[tuple[str, ...]] = set()
    for change in changes:
        if isinstance(change.what, Agreed) and change.what.approval.role == "family" and not change.what.renewed:
            if change.what.approval.covers in told:
                continue
            told.add(change.what.approval.covers)
        yield change
