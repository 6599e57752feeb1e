"""About me: who am I as a learner? Only what the learner wrote or chose to show."""

from dataclasses import dataclass

from generator.model.picture import Picture
from generator.records.plan import Experience
from generator.records.text import Text
from generator.view.heads import Head, head_of
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.said import line, person_name
from generator.view.supports import SupportShown, past_supports, running_supports
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One question about oneself, and the answers; `empty` says what could stand there."""

    title: str
    lines: tuple[RichText, ...]
    empty: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceLine:
    what: RichText
    about: tuple[RichText | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    head: Head
    chapters: tuple[Chapter, ...]
    supports: tuple[SupportShown, ...]
    past_supports: tuple[SupportShown, ...]
    accommodations: tuple[RichText, ...]
    experiences: tuple[ExperienceLine, ...]


def about(picture: Picture, words: Words) -> tuple[Page, ...]:
    heading = words.say("About me")
    content = AboutPage(
        head=head_of(heading, picture, words),
        chapters=_chapters(picture, words),
        supports=running_supports(picture, words),
        past_supports=past_supports(picture, words),
        accommodations=_accommodations(picture, words),
        experiences=tuple(_experience(experience, picture, words) for experience, _ in picture.experiences),
    )
    text = BETWEEN.join(line.text for chapter in content.chapters for line in chapter.lines)
    search = (SearchEntry(title=heading, text=text),)
    return (Page(kind="about", path="about/", title=heading, content=content, search=search),)


def _chapters(picture: Picture, words: Words) -> tuple[Chapter, ...]:
    profile = picture.learner.profile
    after = picture.plan.postsecondary if picture.plan else None
    hopes = (*(profile.aspirations if profile else ()), *(after.hopes if after else ()))
    steps = after.steps if after else ()
    chapters = (
        _chapter(words.say("What I am good at"), profile.strengths if profile else (), picture, words),
        _chapter(words.say("What interests me"), profile.interests if profile else (), picture, words),
        _chapter(words.say("How I learn best"), profile.preferences if profile else (), picture, words),
        _chapter(words.say("What helps me"), profile.needs if profile else (), picture, words),
        _chapter(words.say("What I hope for"), hopes, picture, words),
    )
    return (*chapters, _chapter(words.say("My steps towards it"), steps, picture, words)) if steps else chapters


def _chapter(title: str, texts: tuple[Text, ...], picture: Picture, words: Words) -> Chapter:
    return Chapter(
        title=title,
        lines=tuple(line(text, picture, words) for text in texts),
        empty=None if texts else words.say("Nothing written yet. I can bring this to the next conversation."),
    )


def _accommodations(picture: Picture, words: Words) -> tuple[RichText, ...]:
    """Only those the learner chose to list."""
    profile = picture.learner.profile
    listed = (each for each in profile.accommodations if each.show) if profile else ()
    return tuple(line(accommodation.text, picture, words) for accommodation in listed)


def _experience(experience: Experience, picture: Picture, words: Words) -> ExperienceLine:
    mentor = person_name(experience.mentor, picture, words) if experience.mentor else None
    hours = sum(entry.hours for entry in experience.log)
    about = (
        words.say("Since {day}", day=words.day(experience.from_)),
        words.say("With {name}", name=mentor) if mentor else None,
        words.say("Hours so far: {hours}", hours=words.number(hours)) if hours else None,
    )
    return ExperienceLine(
        what=line(experience.what, picture, words), about=tuple(part for part in about if part is not None)
    )
