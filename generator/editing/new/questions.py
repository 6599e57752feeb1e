"""Questions to whoever makes something new, and what counts as an answer. Each is an option for scripts too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeAlias

from generator.changes import Changes
from generator.editing.new.asking import Asking
from generator.editing.new.choices import Choice, Choices, folded, found
from generator.editing.new.making import Photo, Said
from generator.load.layout import LANGUAGE
from generator.load.schema import KINDS
from generator.load.schemas import followed, schema_of
from generator.problem import Step

Form: TypeAlias = Literal["words", "day", "number", "yes", "language", "file"]
MOST_NAMED = 5
YES, NO = ("yes", "y"), ("no", "n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said; `then` is what was said of it: the level of a competency, the role of a person."""

    value: str
    then: str | None = None


Answers: TypeAlias = Mapping[str, tuple[Answer, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`name` is the option, `ask` what is asked, `of` the field of the schema that explains it.

    `usual`: what Enter means; None: nothing. `own_words`: what is typed and no choice stands for itself.
    """

    name: str
    ask: str
    of: tuple[str, ...]
    form: Form = "words"
    choices: Callable[[Asking], Choices] | None = None
    own_words: bool = False
    many: bool = False
    needed: bool = False
    usual: Callable[[Asking], str | None] | None = None
    then: "Then | None" = None
    after: str | None = None  # asked only where this one was answered
    unless: str | None = None  # asked and needed only where this one was not
    spoken: bool = True  # False: an option for scripts, never asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What is asked about each answer; as an option it stands behind it: `--result ccss-math:4.nf.a.1=got-it`."""

    ask: str
    choices: Callable[[Asking, str], Choices]
    usual: Callable[[Asking, str], str | None] = field(default=lambda _asking, _answer: None)
    number_too: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKind:
    """One kind of thing that can be made: its questions in the order they are asked, and what becomes of the answers.

    `schema` is the word of KINDS of the file it becomes; `of_learner`: it is for a learner who is there.
    """

    schema: str
    about: str
    next: str  # what to do when it is made; {command} and {learner} are filled in
    of_learner: bool
    depth: int = 1  # where in `of` of its questions the fields of its record stand
    questions: tuple[Question, ...]
    said: Callable[[Answers, Asking], Said]
    made: Callable[["Order"], Changes]
    notes: Callable[["Order"], tuple[str, ...]] = lambda _order: ()  # what to look at though nothing is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made: what was said of it, and the answers that are no fields of its file."""

    said: Said
    answers: Answers
    asking: Asking
    photos: tuple[Photo, ...] = ()


class Unclear(ValueError):  # noqa: N818 - it asks again, it did not go wrong
    """What was typed is no answer; the message says what would be."""


def answer_to(question: Question, typed: str, asking: Asking) -> Answer:
    """What is meant by what was typed as an option; raises Unclear."""
    value, _, behind = typed.partition("=") if question.then is not None else (typed, "", "")
    answer = value_of(question, value.strip(), asking)
    if question.then is None or not behind.strip():
        if question.then is not None and question.then.needed:
            raise Unclear(f"write --{question.name} {answer}=…: {question.then.ask}")
        return Answer(value=answer)
    return Answer(value=answer, then=then_of(question.then, behind.strip(), answer, asking))


def with_choices(question: Question, asking: Asking) -> Question:
    """The same, its choices read once: a district has very many learners to choose from."""
    if question.choices is None:
        return question
    known = question.choices(asking)
    return replace(question, choices=lambda _asking: known)


def value_of(question: Question, typed: str, asking: Asking) -> str:
    """Raises Unclear."""
    if question.choices is None:
        return READ_AS[question.form](typed)
    choice = chosen(question.choices(asking), typed, own_words=question.own_words)
    return READ_AS[question.form](choice)


def then_of(then: Then, typed: str, answer: str, asking: Asking) -> str:
    """Raises Unclear."""
    choices = then.choices(asking, answer)
    is_number = typed.isascii() and typed.replace(".", "", 1).isdecimal()
    if then.number_too and is_number and all(typed != each.id for each in choices):
        return typed
    return chosen(choices, typed, own_words=False)


def chosen(choices: Choices, typed: str, *, own_words: bool) -> str:
    """The one choice that is meant; raises Unclear where there are several or none."""
    fitting = found(choices, typed)
    exact = next((each.id for each in choices if typed == each.id), None)
    if exact is not None or (len(fitting) == 1 and not own_words):
        return exact or fitting[0].id
    if own_words:
        return fitting[0].id if len(fitting) == 1 and folded(typed) == folded(fitting[0].label) else typed
    if fitting:
        more = f", and {len(fitting) - MOST_NAMED} more" if len(fitting) > MOST_NAMED else ""
        raise Unclear(f"{typed!r} may be {shown(fitting[:MOST_NAMED])}{more}")
    near = get_close_matches(typed, [each.id for each in choices], n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {shown(choices[:MOST_NAMED])}" if choices else ""
    raise Unclear(f"there is no {typed!r} to choose{f'; {hint}' if hint else ''}")


def shown(choices: Sequence[Choice]) -> str:
    """The ids, with what they mean; a message names nobody."""
    return ", ".join(
        each.id if each.is_person or each.id == each.label else f"{each.id} ({each.label})" for each in choices
    )


def a_day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise Unclear(f"{typed!r} is no day; write it as 2026-11-20") from None


def a_number(typed: str) -> str:
    plain = typed.replace(",", ".", 1)
    if not plain.removeprefix("-").replace(".", "", 1).isdecimal() or not plain.isascii():
        raise Unclear(f"{typed!r} is no number")
    return plain


def a_yes(typed: str) -> str:
    if typed.casefold() not in YES + NO:
        raise Unclear(f"{typed!r} is neither yes nor no")
    return "true" if typed.casefold() in YES else "false"


def some_words(typed: str) -> str:
    if not typed.strip():
        raise Unclear("nothing is written there")
    return typed.strip()


def a_file(typed: str) -> str:
    """A file dropped on a terminal comes in quotes, or with its spaces marked."""
    for meant in (typed, typed.strip("'\""), typed.replace("\\ ", " ")):
        if Path(meant).expanduser().is_file():
            return meant
    raise Unclear(f"there is no file {typed}")


def a_language(typed: str) -> str:
    if not LANGUAGE.fullmatch(typed):
        raise Unclear(f"{typed!r} is no language; write its short name, such as es, ar or pt-BR")
    return typed


READ_AS: Mapping[Form, Callable[[str], str]] = {
    "words": some_words,
    "day": a_day,
    "number": a_number,
    "yes": a_yes,
    "language": a_language,
    "file": a_file,
}


def explained(question: Question) -> str:
    """What `?` tells: the sentence of the schema, and its example."""
    schema = schema_at(question.of)
    example = next(iter(schema.get("examples", ())), None)
    plain = isinstance(example, str | int | float) and not isinstance(example, bool)
    return str(schema.get("description", question.ask)) + (f" For example: {example}" if plain else "")


def schema_at(of: Sequence[Step]) -> Mapping[str, Any]:
    """The part of a schema that describes a field: ("goal", "due")."""
    schema: Mapping[str, Any] = schema_of(KINDS[str(of[0])].file)
    for step in of[1:]:
        around = followed(schema)
        around = followed(around["items"]) if "items" in around else around
        around = around if "properties" in around else followed(around["additionalProperties"])  # one of people.yml
        schema = around["properties"][step]
    return schema


def one(answers: Answers, name: str) -> str | None:
    """The answer to a question; None: nothing was said."""
    return next((answer.value for answer in answers.get(name, ())), None)


def each(answers: Answers, name: str) -> tuple[str, ...]:
    return tuple(answer.value for answer in answers.get(name, ()))
