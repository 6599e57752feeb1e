"""What was sent home for a term: which documents, when, how, and of which content. Mirrors schemas/issued."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.problem import Place

HowSent = Literal["handed", "mailed", "emailed", "online"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One document as it was sent. `digest` is of its bytes, `content` of what it says without a correction's note.

    `number` counts the editions of one document in a term from 1; `corrects` is the number it takes the place of.
    `commit` None: not all that it was made from was committed.
    """

    term: str
    edition: str  # the document's name, like "home-1-es-letter-standard"
    number: int
    on: date
    how: HowSent
    digest: str
    content: str
    text_code: str | None = None  # None: nobody can agree to it by signing
    commit: str | None = None
    corrects: int | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedSheet:
    """plans/…/<learner>/<year>/issued.yml; `pathbook issue` writes it."""

    issued: tuple[Issued, ...]
    place: Place
