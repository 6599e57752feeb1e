"""What a page says, once, of the parts that are in another language than its own."""

from collections.abc import Iterator

from generator.model.picture import Picture
from generator.view.all_said import said_by_people
from generator.words import Words


def gaps_note(content: object, picture: Picture, words: Words) -> str | None:
    """Which languages the reader will meet besides, and that somebody can help; None: there are none.

    `content` is a page's or an edition's own dataclass.
    """
    languages = tuple(dict.fromkeys(foreign_in(content)))
    if not languages:
        return None
    named = words.listed(tuple(words.language_name(language) for language in languages))
    note = words.say("Some parts are in {language}.", language=named)
    return note if picture.learner.kind != "student" else f"{note} {words.say('Interpreters are free. Just ask.')}"


def foreign_in(content: object) -> Iterator[str]:
    """The languages of people's words in it, where they are not the page's own."""
    return (each.language for each in said_by_people(content) if each.language is not None)
