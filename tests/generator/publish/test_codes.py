"""Access codes: what is caught before any work, and what people type instead of what they read."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.publish.codes import SYMBOLS, check_symbol, code_from, folded, is_code

numbers = st.integers(0, 2**95 - 1)
codes = numbers.map(code_from)


@given(numbers)
def test_a_code_holds_its_number(number: int) -> None:
    symbols = folded(code_from(number))
    assert sum(SYMBOLS.index(symbol) << 5 * place for place, symbol in enumerate(symbols[:-1])) == number
    assert is_code(symbols)


@given(codes, st.integers(0, 19), st.sampled_from(SYMBOLS))
def test_every_single_wrong_symbol_is_found(code: str, place: int, other: str) -> None:
    symbols = folded(code)
    assume(symbols[place] != other)
    assert not is_code(symbols[:place] + other + symbols[place + 1 :])


def test_nearly_every_two_neighbours_that_changed_places_are_found() -> None:
    """Of all pairs of symbols, in both kinds of places. Luhn's sum cannot tell first from last."""
    missed = {
        (one, other)
        for one in SYMBOLS
        for other in SYMBOLS
        if one != other and check_symbol(one + other) == check_symbol(other + one)
    }
    assert missed == {("0", "Z"), ("Z", "0")}


@given(codes, st.data())
def test_what_is_read_for_another_symbol_is_the_same_code(code: str, data: st.DataObject) -> None:
    read = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(data.draw(st.sampled_from(read.get(sign, sign + sign.lower()))) for sign in code)
    assert folded(typed) == folded(code)


@given(
    codes, st.lists(st.sampled_from(["-", " ", "\n", "\t", ".", "–", "\u200e", "\u00a0", "/", "U", "_"]), max_size=9)
)
def test_what_stands_between_symbols_means_nothing(code: str, strays: list[str]) -> None:
    typed = code
    for place, stray in enumerate(strays):
        typed = typed[: place * 3] + stray + typed[place * 3 :]
    assert folded(typed) == folded(code)


@given(st.text())
def test_anything_may_be_typed(typed: str) -> None:
    assert set(folded(typed)) <= set(SYMBOLS)
    assert folded(folded(typed)) == folded(typed)


@pytest.mark.parametrize("length", [0, 1, 18, 19, 21, 40])
def test_only_twenty_symbols_are_a_code(length: int) -> None:
    assert not is_code("0" * length)
    assert is_code("0" * 20), "twenty zeros are a code that nobody has"
