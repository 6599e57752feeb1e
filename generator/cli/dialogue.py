"""Questions on a terminal: words, numbers to choose, Enter to leave out, ? to have it explained.

Nothing is written while somebody is asked, so Ctrl-C leaves everything as it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.editing.new.asking import Asking
from generator.editing.new.choices import Choice, Choices, folded, found
from generator.editing.new.questions import (
    READ_AS,
    Answer,
    Answers,
    Question,
    Then,
    Unclear,
    explained,
    value_of,
    with_choices,
)

MOST_SHOWN = 12
HOW = "Enter leaves out what may stay open, ? explains, Ctrl-C ends: then nothing is written."
NEEDED = "  This is needed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Who is asked: `line` shows a prompt and gives what was typed, `say` shows a sentence."""

    line: Callable[[str], str]
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """Something to choose. `usual`: what Enter means; `own_words`: what fits no choice stands for itself."""

    ask: str
    choices: Choices
    explained: str
    usual: str | None = None
    needed: bool = False
    own_words: bool = False
    points: bool = False  # a number of points is an answer too


def answers_asked(questions: Sequence[Question], given: Answers, asking: Asking, terminal: Terminal) -> Answers:
    """All answers, those given already among them."""
    answers = dict(given)
    for question in questions:
        if question.spoken and question.name not in answers and is_open(question, answers):
            answers[question.name] = asked(question, asking, terminal)
    return answers


def is_open(question: Question, answers: Answers) -> bool:
    """Whether it makes sense to ask, after what was said of others."""
    needs_other = question.after is not None and not answers.get(question.after)
    return not needs_other and (question.unless is None or not answers.get(question.unless))


def asked(question: Question, asking: Asking, terminal: Terminal) -> tuple[Answer, ...]:
    """The answers to one question; several where it takes several."""
    answers: list[Answer] = []
    question = with_choices(question, asking)
    while (value := one_asked(question, asking, terminal, tuple(answers))) is not None:
        answers.append(Answer(value=value, then=then_asked(question.then, value, asking, terminal)))
        if not question.many:
            break
    return tuple(answers)


def one_asked(question: Question, asking: Asking, terminal: Terminal, given: tuple[Answer, ...]) -> str | None:
    """One answer beside those given; None: that is all, or nothing."""
    first, had = not given, {answer.value for answer in given}
    menu = Menu(
        ask=question.ask if first else "One more? Enter: no",
        choices=() if question.choices is None else [each for each in question.choices(asking) if each.id not in had],
        explained=explained(question),
        usual=question.usual(asking) if first and question.usual is not None else None,
        needed=question.needed and first,
        own_words=question.own_words,
    )
    if not menu.choices:
        return typed_in(menu, question, asking, terminal)
    while True:
        settled = picked(menu, terminal)
        try:
            return settled if settled is None else READ_AS[question.form](settled)
        except Unclear as why:
            terminal.say(sentence(why))


def typed_in(menu: Menu, question: Question, asking: Asking, terminal: Terminal) -> str | None:
    """Words, a day, a number."""
    while True:
        typed = terminal.line(f"{menu.ask}{in_brackets(menu.usual)}: ").strip()
        if not typed and (menu.usual is not None or not menu.needed):
            return menu.usual
        if typed in ("", "?"):
            terminal.say(f"  {menu.explained}" if typed else NEEDED)
            continue
        try:
            return value_of(question, typed, asking)
        except Unclear as why:
            terminal.say(sentence(why))


def sentence(why: Unclear) -> str:
    return f"  {str(why)[:1].upper()}{str(why)[1:]}."


def then_asked(then: Then | None, value: str, asking: Asking, terminal: Terminal) -> str | None:
    """What is asked about an answer; nothing where there is nothing to choose from."""
    choices = () if then is None else then.choices(asking, value)
    if then is None or not choices:
        return None
    menu = Menu(
        ask=f"  {then.ask}{' (for points write: 3 points)' if then.number_too else ''}",
        choices=choices,
        explained="The levels of the scale on which this is judged.",
        usual=then.usual(asking, value),
        needed=then.needed,
        points=then.number_too,
    )
    return picked(menu, terminal)


def picked(menu: Menu, terminal: Terminal) -> str | None:
    """A choice by its number or by words of it; None: nothing."""
    terminal.say(menu.ask)
    shown = listed(menu.choices if len(menu.choices) <= MOST_SHOWN else (), terminal)
    label = next((each.label for each in menu.choices if each.id == menu.usual), menu.usual)
    kept: str | None = None
    while True:
        typed = terminal.line(f"{prompt_for(shown, kept)}{in_brackets(kept or label)}: ").strip()
        if not typed and (kept or menu.usual is not None or not menu.needed):
            return kept or menu.usual
        if typed in ("", "?"):
            terminal.say(f"  {menu.explained}" if typed else NEEDED)
        elif (settled := settled_by(typed, shown, menu)) is not None:
            told(settled, menu, terminal)
            return settled
        else:
            kept = typed if menu.own_words else None
            fitting = found(menu.choices, typed)
            if fitting:
                shown = listed(fitting, terminal)
            else:
                terminal.say("  Nothing fits that.")


def settled_by(typed: str, shown: Choices, menu: Menu) -> str | None:
    """What was typed if it can only mean one thing; None: it cannot yet be said."""
    number, _, word = typed.partition(" ")
    if menu.points and word.startswith("point") and number.replace(".", "", 1).isdecimal():
        return number
    if has_numbers(shown) and typed.isdecimal() and typed.isascii() and 0 < int(typed) <= len(shown):
        return shown[int(typed) - 1].id
    fitting = found(menu.choices, typed)
    if len(fitting) == 1 and (not menu.own_words or folded(typed) in (folded(fitting[0].id), folded(fitting[0].label))):
        return fitting[0].id
    return typed if menu.own_words and not fitting else None


def listed(choices: Choices, terminal: Terminal) -> Sequence[Choice]:
    """The choices with their numbers, as many as are shown."""
    shown = choices[:MOST_SHOWN]
    width = max((len(each.label) for each in shown), default=0)
    for number, each in enumerate(shown, 1):
        before = f"{number:2}" if has_numbers(shown) else " -"
        terminal.say(f"  {before}  {each.label:{width}}  {each.id if each.id != each.label else ''}".rstrip())
    if len(choices) > len(shown):
        terminal.say(f"      and {len(choices) - len(shown)} more: type more words of it")
    return shown


def has_numbers(shown: Choices) -> bool:
    """Whether choices can be numbered: a grade or a level that is a number itself is meant when it is typed."""
    return not any(each.id.isdecimal() or each.label.isdecimal() for each in shown)


def prompt_for(shown: Choices, kept: str | None) -> str:
    if kept:
        return "Number, or Enter to keep your own words"
    return "Number or words" if shown and has_numbers(shown) else "Words"


def told(settled: str, menu: Menu, terminal: Terminal) -> None:
    """Which one it is, where words were typed."""
    label = next((each.label for each in menu.choices if each.id == settled), settled)
    terminal.say(f"  → {label}")


def in_brackets(usual: str | None) -> str:
    return "" if usual is None else f" [{usual}]"
