"""About me: who am I as a learner? Only what the learner wrote or chose to show."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.picture import Picture
from generator.records.learner import Profile
from generator.records.text import Text
from generator.view.heads import Head, head_of
from generator.view.outside import CourseLine, ExperienceLine, courses_of, experiences_of
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.said import line
from generator.view.supports import SupportShown, past_supports, running_supports
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One question about oneself, and the answers; `empty` asks for the first. None: there are some."""

    id: str
    title: str
    lines: tuple[RichText, ...]
    empty: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    head: Head
    chapters: tuple[Chapter, ...]
    supports: tuple[SupportShown, ...]
    past_supports: tuple[SupportShown, ...]
    accommodations: tuple[RichText, ...]
    courses: tuple[CourseLine, ...]
    experiences: tuple[ExperienceLine, ...]


def about(picture: Picture, words: Words) -> tuple[Page, ...]:
    heading = words.say("About me")
    content = AboutPage(
        head=head_of(heading, picture, words),
        chapters=_chapters(picture, words),
        supports=running_supports(picture, words),
        past_supports=past_supports(picture, words),
        accommodations=_accommodations(picture, words),
        courses=courses_of(picture, words),
        experiences=experiences_of(picture, words),
    )
    text = BETWEEN.join(line.text for chapter in content.chapters for line in chapter.lines)
    search = (SearchEntry(title=heading, text=text),)
    return (Page(kind="about", path="about/", title=heading, content=content, search=search),)


def _chapters(picture: Picture, words: Words) -> tuple[Chapter, ...]:
    """What has no answer yet asks for one, so that nobody meets an empty box."""
    answers = _answers(picture)
    later = picture.learner.stage == "secondary"
    return tuple(
        Chapter(
            id=id,
            title=title,
            lines=tuple(line(text, picture, words) for text in answers[id]),
            empty=None if answers[id] else question,
        )
        for id, title, question in _questions(words)
        if answers[id] or id != "steps" or later
    )


def _answers(picture: Picture) -> Mapping[str, tuple[Text, ...]]:
    """What was answered so far, by chapter."""
    profile = picture.learner.profile or Profile(place=picture.learner.place)
    after = picture.plan.postsecondary if picture.plan else None
    return {
        "strengths": profile.strengths,
        "interests": profile.interests,
        "ways": profile.preferences,
        "needs": profile.needs,
        "hopes": (*profile.aspirations, *(after.hopes if after else ())),
        "steps": after.steps if after else (),
    }


def _questions(words: Words) -> tuple[tuple[str, str, str], ...]:
    """Each chapter's id and title, and what it asks as long as nobody has answered."""
    return (
        (
            "strengths",
            words.say("What I am good at"),
            words.say("What do others come to me for? We write it down at the next conversation."),
        ),
        (
            "interests",
            words.say("What interests me"),
            words.say("What could I do for hours? I tell it at the next conversation, and it stands here."),
        ),
        (
            "ways",
            words.say("How I learn best"),
            words.say("Alone or together, by reading or by doing? I try it out and say what works."),
        ),
        (
            "needs",
            words.say("What helps me"),
            words.say("What makes learning easier for me? I can say it at any time."),
        ),
        (
            "hopes",
            words.say("What I hope for"),
            words.say("What would I like to do one day? It may be small, and it may change."),
        ),
        (
            "steps",
            words.say("My steps towards it"),
            words.say("What is a first step towards it? We choose one together."),
        ),
    )


def _accommodations(picture: Picture, words: Words) -> tuple[RichText, ...]:
    """Only those the learner chose to list."""
    profile = picture.learner.profile
    listed = (each for each in profile.accommodations if each.show) if profile else ()
    return tuple(line(accommodation.text, picture, words) for accommodation in listed)
