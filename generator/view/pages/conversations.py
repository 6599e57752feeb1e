"""Conversations: what will we talk about, what did we agree? The next one, the last one, who said yes, earlier ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.picture import GoalPicture, Picture
from generator.problem import Place
from generator.records.plan import Conference, GoalActivity
from generator.view.agreements import Agreed, Covered, Looked, agreed_of, how_known, looked_of, not_yet, told_of
from generator.view.editions.frame import text_code_in
from generator.view.evidence import path_of
from generator.view.goals import ActivityLine, activities_of, goal_path, in_brief
from generator.view.heads import Head, head_of
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.prompts import OpenQuestion, open_questions, questions_before
from generator.view.said import apart, block, line, person_name
from generator.words import Words

KINDS: Mapping[str, str] = {
    "student_led": "Led by me",
    "check_in": "A short talk",
    "review": "A look at the whole plan",
}
STEPS_AT_A_GLANCE = 2  # of one goal; its page has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """`day` None: no day is set, or the one that was has passed; `says` then tells what happens next."""

    day: str | None
    says: str
    prompts: tuple[str, ...]
    open: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSteps:
    """A goal that was talked about, and what has been done for it since or is being done.

    `reached` says when it was reached; None: it is not.
    """

    title: RichText
    path: str
    reached: str | None
    steps: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownThere:
    title: RichText
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One conversation. `goals` are told with their steps for the last one only; earlier ones name them.

    `nothing`: that nobody wrote anything down; None: somebody did.
    """

    anchor: str
    day: str
    about: tuple[str, ...]
    there: str | None
    decisions: tuple[RichText, ...]
    goals: tuple[GoalSteps, ...]
    notes: RichText | None
    evidence: tuple[ShownThere, ...]
    nothing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationsPage:
    """`last` None: none was held yet, and `no_last` says what the first one will be about."""

    head: Head
    next: Next
    last: Held | None
    no_last: str | None
    agreed: tuple[Agreed, ...]
    no_agreed: str | None
    not_yet: tuple[Covered, ...]
    how_known: str | None
    words_today: str | None
    told: str | None
    looked: tuple[Looked, ...]
    earlier: tuple[Held, ...]


def conversations(picture: Picture, words: Words) -> tuple[Page, ...]:
    heading = words.say("Conversations")
    held = tuple(_held(each, picture, words) for each in picture.conferences)
    agreed = agreed_of(picture, words)
    content = ConversationsPage(
        head=head_of(heading, picture, words),
        next=_next(picture, words),
        last=held[0] if held else None,
        no_last=None if held else _no_last(picture, words),
        agreed=agreed,
        no_agreed=None if agreed else _no_agreed(picture, words),
        not_yet=not_yet(picture, words),
        how_known=how_known(picture, words),
        words_today=_words_today(picture, words),
        told=told_of(picture, words),
        looked=looked_of(picture, words),
        earlier=held[1:],
    )
    found = (SearchEntry(title=_title(each, words), text=_said(each), anchor=each.anchor) for each in held)
    search = (SearchEntry(title=heading, text=content.next.says), *found)
    return (Page(kind="conversations", path="conversations/", title=heading, content=content, search=search),)


def _title(held: Held, words: Words) -> str:
    return words.say("Conversation on {day}", day=held.day)


def _said(held: Held) -> str:
    """What was written about it, for the search to find it by."""
    notes = (held.notes.text.strip(),) if held.notes else ()
    return BETWEEN.join((*(decision.text for decision in held.decisions), *notes))


def _next(picture: Picture, words: Words) -> Next:
    day = picture.next_conference
    return Next(
        day=None if day is None else words.day(day, "full"),
        says=_when_next(picture, words),
        prompts=questions_before(picture, words),
        open=open_questions(picture, words),
    )


def _when_next(picture: Picture, words: Words) -> str:
    """With whom; else why there is no day, and how one comes about."""
    if picture.next_conference is not None:
        advisor = person_name(picture.advisor, picture, words) if picture.advisor else None
        return words.say("With {name}", name=apart(advisor, words)) if advisor else words.say("About my plan")
    agreed = picture.conferences[0].next_on if picture.conferences else None
    if agreed is not None:
        return words.say("We had planned to meet on {day}. Now we choose a new day.", day=words.day(agreed))
    return words.say("The day is not set yet. I can ask for one at any time, and so can my family and my school.")


def _no_last(picture: Picture, words: Words) -> str:
    if picture.goals:
        return words.say("No conversation has been held yet. What we agree on in the first one will stand here.")
    return words.say("No conversation has been held yet. In the first one we choose what I want to reach.")


def _no_agreed(picture: Picture, words: Words) -> str:
    if picture.plan is None:
        return words.say("There is no plan for this year yet. We write it together and then everybody says yes.")
    return words.say("Nobody has said yes to this plan yet. We read it together at the next conversation.")


def _words_today(picture: Picture, words: Words) -> str | None:
    """The code by which a yes on the phone or in the room tells which words were read; as on paper."""
    code = text_code_in(picture, words)
    return code and words.say("The words as they are today: text {code}", code=apart(code, words))


def _held(held: Conference, picture: Picture, words: Words) -> Held:
    shown = {piece.id: piece for piece in picture.evidence}
    return Held(
        anchor=_anchor(held, picture),
        day=words.day(held.on),
        about=_about(held, picture, words),
        there=_there(held, picture, words),
        decisions=tuple(line(decision, picture, words) for decision in held.decisions),
        goals=tuple(_steps(goal, held, picture, words) for goal in _goals_of(held, picture)),
        notes=block(held.notes, picture, words) if held.notes else None,
        evidence=tuple(
            ShownThere(title=line(shown[id].title, picture, words), path=path_of(shown[id]))
            for id in held.evidence_shown
            if id in shown
        ),
        nothing=None
        if held.notes or held.decisions or held.evidence_shown
        else words.say("Nothing was written down. What I remember, I can bring to the next conversation."),
    )


def _anchor(held: Conference, picture: Picture) -> str:
    """Of several of one day, the second and later ones are counted."""
    same_day = tuple(each for each in picture.conferences if each.on == held.on)
    number = "" if len(same_day) == 1 else f"-{same_day.index(held) + 1}"
    return f"held-{held.on.isoformat()}{number}"


def _goals_of(held: Conference, picture: Picture) -> tuple[GoalPicture, ...]:
    """The goals it names: ids are unique within a year, so those of the same year's folder."""
    return tuple(
        goal
        for goal in picture.goals
        if goal.goal.id in held.goals and _year_folder(goal.goal.place) == _year_folder(held.place)
    )


def _year_folder(place: Place) -> str:
    return place.file.rsplit("/", 2)[0]


def _about(held: Conference, picture: Picture, words: Words) -> tuple[str, ...]:
    """What kind of talk it was, and who led it."""
    kind = words.say(KINDS[held.kind])
    if held.led_by is None or held.kind == "student_led":
        return (kind,)
    if held.led_by in {"student", picture.learner.learner}:
        return (kind, words.say("Led by me"))
    name = person_name(held.led_by, picture, words)
    return (kind, words.say("Led by {name}", name=apart(name, words))) if name else (kind,)


def _there(held: Conference, picture: Picture, words: Words) -> str | None:
    """Who was there: oneself, the family without names (all homes read this), the others by name."""
    family = {person for home in picture.learner.family for person in home.person}
    names = dict.fromkeys(_called(each, family, picture, words) for each in held.attendees)
    there = tuple(name for name in names if name is not None)
    return words.listed(there) if there else None


def _called(attendee: str, family: set[str], picture: Picture, words: Words) -> str | None:
    if attendee in {"student", picture.learner.learner}:
        return words.say("me")
    known = picture.people.get(attendee)
    if attendee == "family" or attendee in family or (known is not None and "family" in known.roles):
        return words.say("my family")
    name = person_name(attendee, picture, words)
    return apart(name, words) if name else None


def _steps(goal: GoalPicture, held: Conference, picture: Picture, words: Words) -> GoalSteps:
    """What has been done since, and what is done now; only where that is nothing, what comes next."""
    pairs = tuple(zip(goal.goal.activities, activities_of(goal, picture, words), strict=True))
    since = tuple(shown for step, shown in pairs if step.status == "doing" or _is_since(step, held))
    following = tuple(shown for step, shown in pairs if step.status == "next")
    return GoalSteps(
        title=in_brief(goal, picture, words),
        path=goal_path(goal.goal.id),
        reached=words.say("Reached {day}", day=words.day(goal.reached_on)) if goal.reached_on else None,
        steps=() if goal.reached_on else (since or following)[:STEPS_AT_A_GLANCE],
    )


def _is_since(step: GoalActivity, held: Conference) -> bool:
    return step.status == "done" and step.done_on is not None and step.done_on >= held.on
