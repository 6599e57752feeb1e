"""How hard words are to read: the formulas against texts worked out by hand, and what the interface asks of a child."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from generator.check.reading import (
    LEAST_WORDS,
    Counted,
    crawford,
    english_syllables,
    flesch_kincaid,
    reading_grade,
    spanish_syllables,
)
from tests.generator.messages import messages_for_readers

WORDS = Path(__file__).parents[3] / "site_templates" / "words"
HARD_FOR_A_CHILD = 6.5  # grades: what stands on the pages of an elementary learner reads below it
# How a level was worked out, for whoever wants to follow every number; and what speaks to adults.
NOT_FOR_CHILDREN = (
    "ln)", "curve", "trend", "Interpreters", "translat", "record", "correct", "scale", "This page is for you",
    "Tell us what you see", "copy on paper", "You may", "Levels say", "A level tells", "on the paper copy", "standards",
)  # fmt: skip


ENGLISH = {"cat": 1, "make": 1, "table": 2, "equal": 2, "fraction": 2, "because": 2, "evidence": 3, "denominator": 5}
OTHER_ENGLISH = {"multiply": 3, "create": 2, "water": 2, "piece": 1, "different": 3}
SPANISH = {"meta": 2, "agua": 2, "tierra": 2, "leer": 2, "ciudad": 2, "energía": 4, "oración": 3, "guerra": 2, "muy": 1}
OTHER_SPANISH = {"evidencia": 4, "y": 1, "área": 3}


@pytest.mark.parametrize(("word", "syllables"), (ENGLISH | OTHER_ENGLISH).items())
def test_syllables_of_english_words(word: str, syllables: int) -> None:
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(("word", "syllables"), (SPANISH | OTHER_SPANISH).items())
def test_syllables_of_spanish_words(word: str, syllables: int) -> None:
    assert spanish_syllables(word) == syllables


def test_the_formulas() -> None:
    """The numbers by hand, with 10 words in 2 sentences."""
    ten = Counted(sentences=2, words=10, syllables=14)
    assert flesch_kincaid(ten) == pytest.approx(0.39 * 5 + 11.8 * 1.4 - 15.59)
    assert crawford(ten) == pytest.approx(0.049 * 140 - 0.205 * 20 - 3.407)


@pytest.mark.parametrize(
    ("text", "language", "least", "most", "because"),
    [
        ("I can cut a pie into ten parts and say how big each part is.", "en", -1, 3, "short words"),
        ("I can make equal fractions and say why they are equal. I use a number line.", "en", 0, 5, "words of school"),
        (
            "Demonstrate comprehensive understanding of equivalent fractional representations by "
            "justifying comparisons systematically.",
            "en",
            16,
            99,
            "a standard in its formal words",
        ),
        (
            "Puedo medir el agua de un vaso y decir cuánta hay en él.",
            "es",
            0,
            5,
            "Spanish words are longer, its grade is not",
        ),
        (
            "Demostrar comprensión exhaustiva de representaciones fraccionarias equivalentes justificando "
            "sistemáticamente comparaciones numéricas.",
            "es",
            9,
            99,
            "and the same in Spanish",
        ),
    ],
)
def test_a_text_reads_like_a_grade(text: str, language: str, least: float, most: float, because: str) -> None:
    grade = reading_grade(text, language)
    assert grade is not None
    assert least <= grade <= most, because


@pytest.mark.parametrize(
    ("text", "language", "because"),
    [
        ("I demonstrate comprehensive understanding.", "en", "a few words say nothing"),
        ("أستطيع أن أقارن بين كسرين وأن أقول أيهما أكبر ولماذا هو أكبر من الآخر.", "ar", "no formula for Arabic"),
        (
            "Je peux comparer deux fractions et dire laquelle est plus grande que l'autre.",
            "fr",
            "none of ours for French",
        ),
        (
            r"I show \(\frac{numerator}{denominator} = transformation\) and {student} `computes_it` here.",
            "en",
            "no words",
        ),
        ("", "en", "nothing"),
    ],
)
def test_what_cannot_be_said(text: str, language: str, because: str) -> None:
    assert reading_grade(text, language) is None, because


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_the_interface_says_to_a_child_can_be_read_by_one(language: str) -> None:
    said = sorted(((reading_grade(text, language) or 0, text) for text in told_to_a_child(language)), reverse=True)
    print(f"\nhardest to read in {language}:", *(f"{grade:5.1f}  {text}" for grade, text in said[:8]), sep="\n")
    assert len([text for text in said if text[0]]) > 30
    assert [text for grade, text in said if grade > HARD_FOR_A_CHILD] == []


def told_to_a_child(language: str) -> list[str]:
    """Messages without a context are what an elementary learner reads; a value in them is one short word."""
    with (WORDS / f"{language}.po").open("rb") as opened:
        entries = [entry for entry in read_po(opened, locale=language) if entry.id and not entry.context]
    pairs = [(last_form(entry.id), last_form(entry.string)) for entry in entries]
    met = {message.many or message.text for message in messages_for_readers()}
    told = [
        theirs or english
        for english, theirs in pairs
        if english in met and not any(part in english for part in NOT_FOR_CHILDREN)
    ]
    return [re.sub(r"\{\w+\}", "ten", text) for text in told]


def last_form(said: object) -> str:
    return str(said[-1] if isinstance(said, tuple | list) else said)


def test_few_words_are_not_judged() -> None:
    assert reading_grade("representation " * (LEAST_WORDS - 1), "en") is None
    assert reading_grade("representation " * LEAST_WORDS, "en") is not None
