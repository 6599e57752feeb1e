"""What has been changed in the words that somebody agreed to: a few sentences, part by part, as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.model.agree_since import NOT_SHOWN, Difference, Since
from generator.model.picture import Agreement, Picture
from generator.model.text_code import WHOLE_PLAN
from generator.records.learner import FamilyEntry
from generator.records.text import Text
from generator.view.goals import goal_path, in_brief
from generator.view.page import BETWEEN, RichText
from generator.view.revisions.sentence import Parts, between, joined, woven
from generator.view.said import line
from generator.view.shortened import shortened
from generator.words import Words

MOST, SIGNS = 6, 170  # sentences for one yes, and the signs of people's words in each
MOST_PARTS, SHORT_TITLE = 3, 60  # on paper

LABELS: Mapping[str, str] = {
    "goal": "Goal",
    "course": "Course",
    "term": "Term",
    "hope": "What I hope for after school",
    "step": "Step towards it",
    "pathway": "Pathway",
    "start": "Start",
    "finish": "Ends",
    "requirement": "Step of the pathway",
    "choice": "What I chose",
    "experience": "Learning outside school",
    "partner": "Partner",
    "from": "Start",
    "to": "Ends",
    "hours": "Hours agreed",
    "i_can": "What I will be able to do",
    "learner_words": "In my words",
    "why": "Why",
    "help": "Help at home",
    "competency": "What I learn",
    "level": "Level to reach",
    "means": "What this level means",
    "criterion": "How we will know",
    "due": "Due",
    "review": "When we look at it again",
    "activity": "Step",
    "who": "With whom",
    "minutes": "Minutes",
    "by": "To be done by",
}
DAYS = frozenset(("start", "finish", "from", "to", "due", "review", "by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SincePart:
    """A part of the plan in which words were changed. `path` None: it is no goal of today."""

    title: RichText | str
    path: str | None
    sentences: tuple[Parts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceTold:
    """`as_of`: which words they are compared with. `more` None: that is all of it."""

    as_of: str
    parts: tuple[SincePart, ...]
    more: str | None


def since_of(agreement: Agreement, picture: Picture, words: Words) -> SinceTold | None:
    """None: nothing was changed, or nobody knows what."""
    since = agreement.since
    if since is None or not since.differences:
        return None
    shown = since.differences[:MOST]
    left = len(since.differences) - len(shown)
    return SinceTold(
        as_of=as_of(since, words),
        parts=tuple(
            part_told(part, tuple(each), picture, words) for part, each in groupby(shown, key=lambda each: each.part)
        ),
        more=words.count("and {n} more change", "and {n} more changes", left) if left else None,
    )


def in_short(home: FamilyEntry | None, picture: Picture, words: Words) -> Parts | None:
    """For paper: in which parts the words have changed since this home's yes, None: the learner's own; and in what.

    None: nothing has, or nobody knows what.
    """
    people = (picture.learner.learner,) if home is None else home.person
    own = (each for each in picture.agreements if each.approval.person in people and each.current is False)
    found = next((each for each in own if each.since is not None and each.since.differences), None)
    if found is None or found.since is None:
        return None
    parts = tuple(
        short_part(part, tuple(each), picture, words)
        for part, each in groupby(found.since.differences, key=lambda each: each.part)
    )
    more = () if len(parts) <= MOST_PARTS else (words.count("and {n} more", "and {n} more", len(parts) - MOST_PARTS),)
    told = between((*parts[:MOST_PARTS], more), BETWEEN)
    return woven(words, "Changed since the yes of {day}: {what}", day=words.day(found.approval.on), what=told)


def short_part(part: str, found: tuple[Difference, ...], picture: Picture, words: Words) -> Parts:
    """A goal by its first words, and what is other in it by name."""
    told = part_told(part, (), picture, words).title
    title = told if isinstance(told, str) else shortened(told, SHORT_TITLE)
    labels = dict.fromkeys(words.say(LABELS[each.name]) for each in found)
    return joined((title, f" ({words.listed(tuple(labels))})"))


def as_of(since: Since, words: Words) -> str:
    return words.say("Changed since the words of {day}:", day=words.day(since.read_on))


def part_told(part: str, found: tuple[Difference, ...], picture: Picture, words: Words) -> SincePart:
    goal = next((each for each in picture.goals if each.goal.id == part), None)
    other = words.say("The plan") if part == WHOLE_PLAN else words.say("Goal")
    title: RichText | str = other if goal is None else in_brief(goal, picture, words)
    return SincePart(
        title=title,
        path=None if goal is None else goal_path(part),
        sentences=tuple(sentence(each, picture, words) for each in found),
    )


def sentence(difference: Difference, picture: Picture, words: Words) -> Parts:
    """A label rather than a sentence with a name; what was first, what is last."""
    label = labelled(difference, picture, words)
    before, now = (valued(each, difference.name, picture, words) for each in (difference.before, difference.now))
    if before is None and now is not None:
        return woven(words, "New: {what}: {now}", what=label, now=now)
    if now is None and before is not None:
        return woven(words, "No longer there: {what}: {before}", what=label, before=before)
    return woven(words, "{what}: {now} (before: {before})", what=label, now=now or "", before=before or "")


def labelled(difference: Difference, picture: Picture, words: Words) -> Parts:
    """What it is, and of which step, competency or pathway."""
    label = words.say(LABELS[difference.name])
    if not difference.of:
        return (label,)
    return woven(words, "{what} of “{which}”", what=label, which=valued(difference.of, "", picture, words) or "")


def valued(value: Text | str | None, name: str, picture: Picture, words: Words) -> RichText | str | None:
    if value is None:
        return None
    if isinstance(value, Text):
        return shortened(line(value, picture, words), SIGNS)
    if value == NOT_SHOWN:
        return words.say("words that are no longer shown")
    if name in DAYS:
        return words.day(date.fromisoformat(value))
    return value
