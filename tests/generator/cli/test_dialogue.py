"""What is meant by what somebody types at a question."""

from collections.abc import Sequence

import pytest

from generator.cli.dialogue import Menu, Terminal, picked
from generator.editing.new.choices import Choices, words

LEVELS = words(("starting", "Starting"), ("got-it", "Got it"), ("further", "Going further"))
GRADES = words(("3", "3"), ("4", "4"), ("10", "10"))
MANY = words(*((f"c{number}", f"Fractions, part {number}") for number in range(1, 21)), ("é", "Été"))


def answer(menu: Menu, typed: Sequence[str]) -> tuple[str | None, list[str]]:
    lines, said = iter(typed), list[str]()
    return picked(menu, Terminal(line=lambda _prompt: next(lines), say=said.append)), said


@pytest.mark.parametrize(
    ("choices", "typed", "expected", "because"),
    [
        (LEVELS, ("2",), "got-it", "a number of the list"),
        (LEVELS, ("go", "got"), "got-it", "words that fit several are asked again"),
        (LEVELS, ("go", "2"), "further", "numbers are those of the list shown last"),
        (LEVELS, ("GOT IT",), "got-it", "a whole label, whatever the letters"),
        (LEVELS, ("",), None, "Enter is nothing"),
        (LEVELS, ("?", "1"), "starting", "explained first"),
        (LEVELS, ("9", "1"), "starting", "no such number"),
        (GRADES, ("4",), "4", "a grade that is a number is that grade, not the fourth"),
        (GRADES, ("1", "10"), "10", "and never the first one"),
        (MANY, ("part 7", "1"), "c7", "many are searched, the nearest first"),
        (MANY, ("fractions", "3"), "c3", "and shown a few at a time"),
        (MANY, ("ete",), "é", "without accents too"),
    ],
)
def test_what_is_typed_means_one_choice(
    choices: Choices, typed: Sequence[str], expected: str | None, because: str
) -> None:
    assert answer(Menu(ask="Which?", choices=choices, explained="…"), typed)[0] == expected, because


@pytest.mark.parametrize(
    ("menu", "typed", "expected", "because"),
    [
        (Menu(ask="?", choices=LEVELS, explained="", usual="got-it"), ("",), "got-it", "Enter takes the usual one"),
        (Menu(ask="?", choices=LEVELS, explained="", needed=True), ("", "1"), "starting", "it is needed"),
        (
            Menu(ask="?", choices=LEVELS, explained="", points=True),
            ("3 points",),
            "3",
            "points are no number of the list",
        ),
        (Menu(ask="?", choices=LEVELS, explained="", points=True), ("2.5 points",), "2.5", "nor need they be whole"),
        (Menu(ask="?", choices=LEVELS, explained="", own_words=True), ("Dance",), "Dance", "own words fit nothing"),
        (
            Menu(ask="?", choices=LEVELS, explained="", own_words=True),
            ("start", ""),
            "start",
            "own words that fit are kept",
        ),
        (
            Menu(ask="?", choices=LEVELS, explained="", own_words=True),
            ("start", "1"),
            "starting",
            "or the choice is meant",
        ),
    ],
)
def test_enter_points_and_own_words(menu: Menu, typed: Sequence[str], expected: str, because: str) -> None:
    assert answer(menu, typed)[0] == expected, because


def test_many_are_not_all_listed() -> None:
    _, said = answer(Menu(ask="Which?", choices=MANY, explained="…"), ("fractions", "1"))
    assert "      and 8 more: type more words of it" in said
