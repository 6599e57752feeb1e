"""The box "Words in this plan": which words it explains, and that it never takes room a page does not have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.picture import Picture
from generator.records.library import GlossaryTerm
from generator.view.edition import editions_of
from generator.view.editions.plan import PrintedPlan
from generator.view.editions.words_box import A_FEW, MOST, lines_of_box, words_box
from generator.view.page import Term
from tests.generator.test_example_situations import picture, records_of_all
from tests.generator.view import made
from tests.generator.view.pages import pages_of, words_in

WORDS = ("level", "pace", "reached", "pathway", "unicorn")


def entry(word: str) -> GlossaryTerm:
    return GlossaryTerm(
        id=word, term=word, means=f"what {word} means", also=("on plan",) * (word == "pace"), place=made.HERE
    )


def plan_of(of: Picture) -> PrintedPlan:
    content = editions_of(of, words_in)[0].content
    assert isinstance(content, PrintedPlan)
    return content


def explained(plan: PrintedPlan) -> tuple[str, ...]:
    assert not (plan.way.glossary and plan.talk.glossary), "one box is enough"
    return tuple(term.id for term in plan.way.glossary or plan.talk.glossary)


def test_the_box_explains_words_that_the_plan_says_in_the_order_of_the_glossary() -> None:
    glossary = {"en": tuple(map(entry, WORDS))}
    assert explained(plan_of(replace(made.picture(), glossary=glossary))) == WORDS[:4]


def test_a_language_without_a_glossary_has_no_box() -> None:
    glossary = {"es": tuple(map(entry, WORDS))}
    assert explained(plan_of(replace(made.picture(), glossary=glossary))) == ()


@given(st.lists(st.integers(3, 400), max_size=9), st.floats(0, 60))
def test_a_box_fits_into_the_room_there_is(lengths: list[int], room: float) -> None:
    terms = tuple(Term(id=f"t{n}", term="word", means="m" * length, forms=()) for n, length in enumerate(lengths))
    kept = words_box(terms, room)
    assert kept == () or lines_of_box(kept) <= room
    assert kept == terms[: len(kept)]
    assert len(kept) <= MOST
    assert kept == () or len(kept) >= A_FEW


def test_a_plan_of_the_example_explains_words_on_the_page_of_the_way_and_another_where_one_talks() -> None:
    """Else one of the two places is never tried."""
    plans = [plan_of(picture(learner)) for learner in sorted(records_of_all())]
    assert any(plan.way.glossary for plan in plans)
    assert any(plan.talk.glossary for plan in plans)


@pytest.mark.parametrize(("language", "said"), [("en", 0), ("es", 1), ("ar", 1)])
def test_a_translation_that_nobody_qualified_has_read_says_so_on_the_last_page(language: str, said: int) -> None:
    """English is what the others are translated from."""
    (edition, *_) = editions_of(made.picture(), lambda _: words_in(language))
    assert isinstance(edition.content, PrintedPlan)
    waits = words_in(language).say("This translation still waits for a qualified translator’s review.")
    assert edition.content.talk.rights.count(waits) == said


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_family_page_says_so_too(language: str) -> None:
    words = words_in(language)
    family = pages_of(made.picture(), words)["family/"]
    assert words.say("This translation still waits for a qualified translator’s review.") in family
    reviewed = replace(words, unreviewed=False)
    assert "pb-review" not in pages_of(made.picture(), reviewed)["family/"]
