"""What the evidence rule asks for and what is still to come, in sentences, in singular and plural."""

from dataclasses import replace
from typing import Any

import pytest

from generator.model.standing_picture import Need
from generator.view.needs import lacking_words, need_words
from tests.generator.view.pages import words_in


def need(what: Any, have: int, asked: int, **more: Any) -> Need:
    return Need(what=what, have=have, need=asked, **more)


SHOWN_BY_DOING = need("kinds", 0, 1, kind="performance")


@pytest.mark.parametrize(
    ("asked", "sentence", "because"),
    [
        (need("pieces", 0, 1), "1 piece of work is at the level to reach. So far: 0.", "one is enough"),
        (need("pieces", 1, 2), "2 different pieces of work are at the level to reach. So far: 1.", "two, different"),
        (SHOWN_BY_DOING, "One of the pieces is of the kind “Shown by doing”. So far: 0.", "the kind by its name"),
        (
            need("contexts", 1, 2),
            "I show it in 2 different places, such as in class and at home. So far: 1.",
            "a place is explained",
        ),
        (need("assessors", 1, 3), "3 different people look at it. So far: 1.", "a mentor is one of them"),
        (
            need("recent", 1, 2, days=60),
            "2 pieces of work were shown within 60 days. So far: 1.",
            "how close together is said",
        ),
    ],
)
def test_a_demand_is_a_sentence(asked: Need, sentence: str, because: str) -> None:
    assert need_words(asked, words_in("en")) == sentence, because


@pytest.mark.parametrize(
    ("asked", "english", "spanish", "arabic"),
    [
        (SHOWN_BY_DOING, "a piece of the kind “Shown by doing”", "un trabajo del tipo «", "عمل من نوع «"),
        (need("pieces", 1, 2), "one more piece of work", "un trabajo más", "عمل"),
        (need("contexts", 1, 2), "work from one more place", "trabajo de un lugar más", "عمل من مكان آخر"),
        (need("contexts", 1, 3), "work from 2 more places", "trabajo de 2 lugares más", "عمل من مكانين آخرين"),
        (
            need("assessors", 1, 2),
            "one more person who looks at my work",
            "una persona más que mire mi trabajo",
            "شخص آخر ينظر إلى عملي",
        ),
        (
            need("assessors", 0, 2),
            "2 different people who look at my work",
            "2 personas distintas que miren mi trabajo",
            "شخصان مختلفان ينظران إلى عملي",
        ),
        (
            need("recent", 1, 2, days=60),
            "2 pieces of work within 60 days",
            "2 trabajos en un plazo de 60 días",
            "عملان خلال 60 من الأيام",
        ),
    ],
)
def test_what_is_still_to_come_counts_what_is_missing(asked: Need, english: str, spanish: str, arabic: str) -> None:
    said = tuple(lacking_words(asked, words_in(language)) for language in ("en", "es", "ar"))
    assert said[0] == english
    assert spanish in said[1]
    assert arabic in said[2]


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("n", [1, 2, 3, 11, 100])
def test_every_number_of_every_kind_can_be_said(language: str, n: int) -> None:
    words = words_in(language)
    for what in ("pieces", "contexts", "assessors", "recent"):
        asked = need(what, 0, n, days=30)
        assert "{" not in need_words(asked, words) + lacking_words(asked, words)
        assert need_words(replace(asked, have=n), words) != need_words(asked, words), "how much there is is said"
