"""What a page says, once, of the parts that are in another language than its own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from generator.model.picture import Picture
from generator.view.page import RichText
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


def foreign_in(content: Any) -> Iterator[str]:
    """The languages of people's words in it, where they are not the page's own."""
    if isinstance(content, RichText):
        if content.language is not None:
            yield content.language
        return
    for part in _parts(content):
        if part is not None and part.__class__ is not str:
            yield from foreign_in(part)


def _parts(content: Any) -> Iterable[Any]:
    if isinstance(content, tuple):
        return content
    if isinstance(content, Mapping):
        return content.values()
    return (getattr(content, name) for name in _fields(content.__class__))


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
