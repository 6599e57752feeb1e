"""People's words and names on their way to a page: in the best language there is, `{student}` replaced.

A name appears only because people.yml gives it; titles never hold one.
"""

import re
from collections.abc import Mapping

from generator.model.picture import Picture
from generator.records.framework import Framework
from generator.records.school import Person
from generator.records.text import Text
from generator.view.page import RichText
from generator.words import Said, Words

STUDENT = "{student}"
MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
# Stars and strokes that begin or end a word are emphasis; between figures or with spaces around them they are signs.
MARKDOWN_SIGN = re.compile("[*`_]")
MARKDOWN_SIGNS = re.compile(r"(?<![^\W_])\*+(?=\S)|(?<=\S)\*+(?![^\W_])|`+|(?<!\w)_+|_+(?![\w{])")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def line(text: Text, picture: Picture, words: Words) -> RichText:
    """One run of words: a title, a criterion."""
    return _rich(words.text(text), picture, words)


def block(text: Text, picture: Picture, words: Words) -> RichText:
    """Paragraphs and lists: a note, feedback, one's own words."""
    said = words.text(text)
    return RichText(
        text=_named(said, picture, words),
        language=said.language if said.foreign else None,
        direction=said.direction if said.foreign else None,
        block=True,
    )


def statement(text: Text, framework: Framework, picture: Picture, words: Words) -> RichText:
    """Words of a framework: written in the framework's language, formulas between dollars."""
    rich = _rich(words.text(_in_language_of(framework, text)), picture, words)
    return RichText(text=rich.text, language=rich.language, direction=rich.direction, mathematics=True)


def in_sentence(text: Text, picture: Picture, words: Words) -> str:
    """People's words as a value inside an interface sentence; kept apart from it when written another way."""
    return isolated(line(text, picture, words))


def isolated(rich: RichText) -> str:
    """The same, of words that are ready for a page."""
    plain = _plain(rich.text)
    return plain if rich.language is None else f"{FIRST_STRONG_ISOLATE}{plain}{POP_ISOLATE}"


def apart(text: str, words: Words) -> str:
    """A name or a code that runs from left to right, as a value inside a sentence that may not."""
    return text if words.direction == "ltr" else _isolated(text)


def unmarked(rich: RichText) -> str:
    """The words alone, for where no markup can be shown."""
    return _plain(rich.text)


def title(text: Text, words: Words) -> str:
    """People's words where no name may stand: page titles, the menu, search results."""
    return _plain(words.text(text).text.replace(STUDENT, words.say("the student")))


def student_name(picture: Picture, words: Words) -> str | None:
    """The learner's whole name; None: people.yml does not know the learner."""
    return person_name(picture.learner.learner, picture, words)


def given_name(picture: Picture, words: Words) -> str | None:
    person = picture.people.get(picture.learner.learner)
    return _in(person.given, words.language, words) if person else None


def person_name(person: str, picture: Picture, words: Words) -> str | None:
    """How the school calls somebody; None: people.yml does not know them."""
    known = picture.people.get(person)
    return full_name(known, words) if known else None


def full_name(person: Person, words: Words) -> str:
    """As the language of the words writes it."""
    return _in(person.name, words.language, words)


def _rich(said: Said, picture: Picture, words: Words) -> RichText:
    return RichText(
        text=_named(said, picture, words),
        language=said.language if said.foreign else None,
        direction=said.direction if said.foreign else None,
    )


def _named(said: Said, picture: Picture, words: Words) -> str:
    if STUDENT not in said.text:
        return said.text
    person = picture.people.get(picture.learner.learner)
    name = _in(person.given, said.language, words) if person else words.say("the student")
    return said.text.replace(STUDENT, name)


def _in(names: Mapping[str, str], language: str, words: Words) -> str:
    """The name as that language writes it, else as the school's own does."""
    return names.get(language) or names.get(words.base_language) or next(iter(names.values()))


def _in_language_of(framework: Framework, text: Text) -> Text:
    if framework.language is None or "" not in text.versions:
        return text
    return Text({(tag or framework.language): version for tag, version in text.versions.items()})


def _isolated(text: str) -> str:
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def _plain(markdown: str) -> str:
    if "](" in markdown:
        markdown = MARKDOWN_LINK.sub(r"\1", markdown)
    return " ".join((MARKDOWN_SIGNS.sub("", markdown) if MARKDOWN_SIGN.search(markdown) else markdown).split())
