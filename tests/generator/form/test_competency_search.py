"""The picker finds what teachers mean, whatever they type, and stays quick where a school has thousands."""

from dataclasses import replace
from functools import cache
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checked import commons_of
from generator.form.pages.competency_search import Index, Nearness, found_in, index_of
from generator.records.commons import Commons
from tests.conftest import TOP

NEAR = Nearness(goals=frozenset(("ccss-math:4.nf.a.2",)), pathways=frozenset(("ccss-math:4.nf.a.1",)), grade="4")


@cache
def example() -> tuple[Commons, Index]:
    commons, _ = commons_of(TOP)
    assert commons is not None
    return commons, index_of(commons)


def found(typed: str, near: Nearness = NEAR) -> tuple[str, ...]:
    commons, index = example()
    return found_in(index, typed, commons, near, 50)


@pytest.mark.parametrize(
    ("typed", "first", "because"),
    [
        ("", "ccss-math:4.nf.a.2", "nothing typed: what is a goal of the learner"),
        ("4.nf", "ccss-math:4.nf.a.2", "a part of a code; the goal before the rest"),
        ("4nf", "ccss-math:4.nf.a.2", "nobody types the dots"),
        ("CCSS.Math.Content.4.NF.B.3", "ccss-math:4.nf.b.3", "the whole code, also before what is a goal"),
        ("4.NF.B.3", "ccss-math:4.nf.b.3", "the code as teachers say it"),
        ("4.NF.3", "ccss-math:4.nf.b.3", "the code as it was counted before"),
        ("ms-ps1-2", "ngss:ms-ps1-2", "another framework's codes"),
        ("fractions", "ccss-math:4.nf.a.2", "a word of a title"),
        ("frac comp", "ccss-math:4.nf.a.2", "beginnings of words, in any order"),
        ("COMPARE Fractions", "ccss-math:4.nf.a.2", "whatever the case"),
        ("fractoins", "ccss-math:4.nf.a.2", "two letters turned around"),
        ("fracions", "ccss-math:4.nf.a.2", "one letter left out"),
        ("equivalennt", "ccss-math:4.nf.a.1", "one letter too many"),
        ("fracciones", "ccss-math:4.nf.a.2", "Spanish, where somebody has translated it"),
        ("comparar fraccion", "ccss-math:4.nf.a.2", "Spanish without its accent"),
        ("الكسور", "ccss-math:4.nf.a.1", "Arabic, with the article"),
        ("كُسور", "ccss-math:4.nf.a.1", "Arabic with a vowel sign, and without the article"),
        ("photosynthesis", "ngss:ms-ls1-6", "far from the learner's grade is found as well"),
    ],
)
def test_what_stands_first(typed: str, first: str, because: str) -> None:
    assert found(typed)[:1] == (first,), because


def test_what_is_no_longer_used_comes_last_even_where_it_is_a_goal() -> None:
    commons, _ = example()
    retired = replace(commons.frameworks["habits"], status="deprecated")
    later = replace(commons, frameworks={**commons.frameworks, "habits": retired})
    near = Nearness(goals=frozenset(("habits:stick-with-it",)))
    answer = [ref.partition(":")[0] for ref in found_in(index_of(later), "feedback", later, near, 50)]
    assert {"habits", "habits-4"} <= set(answer)
    assert answer == sorted(answer, key=lambda name: name == "habits")


def test_nothing_fits_what_no_framework_says() -> None:
    assert found("xylophonically") == ()


@settings(max_examples=60, deadline=None)
@given(typed=st.text(max_size=60))
def test_whatever_is_typed_is_answered_once_each_and_never_more_than_asked(typed: str) -> None:
    answer = found(typed)
    assert len(answer) <= 50
    assert len(set(answer)) == len(answer)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_competency_is_found_by_its_own_code(data: st.DataObject) -> None:
    commons, _ = example()
    ref = data.draw(st.sampled_from(sorted(ref for ref, each in commons.competencies.items() if each.code)))
    assert ref in found(commons.competencies[ref].code or "")[:5]


@pytest.mark.parametrize("typed", ["", "4.nf", "frac comp", "s", "the number of", "explain why a fraction a/b"])
def test_a_search_is_done_before_the_next_letter_is_typed(typed: str) -> None:
    """Some milliseconds; the limit is for a search that grew with the square of what there is."""
    began = thread_time()
    found(typed)
    assert thread_time() - began < 2
