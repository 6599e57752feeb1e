"""A text code as it was typed: read where it can only be one, told where it is like another, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.agree_code import Read, codes_of, like, read_by, typed_code
from generator.model.text_code import ALPHABET, Agreed, code_of

CODE = "K7Q2-9XWA"


@pytest.mark.parametrize(
    ("typed", "code", "because"),
    [
        ("K7Q2-9XWA", CODE, "as it is printed"),
        ("k7q29xwa", CODE, "small letters, and no dash"),
        (" K7Q2 – 9XWA ", CODE, "another dash, and blanks"),
        ("Ｋ７Ｑ２ ９ＸＷＡ", CODE, "wide letters of an East Asian keyboard"),
        ("K٧Q٢-٩XWA", CODE, "Arabic digits are digits"),
        ("OIL0-0000", "0110-0000", "letters that no code holds are the digits they look like"),
        ("K7Q2-9XWU", None, "U is in no code, and is like several"),
        ("K7Q2-9XW", None, "a sign too few"),
        ("K7Q2-9XWAA", None, "a sign too many"),
        ("", None, "nothing"),
        ("s-0001", None, "an id"),
    ],
)
def test_a_code_is_read_as_it_was_typed(typed: str, code: str | None, because: str) -> None:
    assert typed_code(typed) == code, because


@pytest.mark.parametrize(
    ("typed", "near", "because"),
    [
        ("K7Q2-9XWA", (CODE,), "itself"),
        ("K1Q2-9XWA", (CODE,), "a 1 for a 7"),
        ("K7OZ-9XW4", (CODE,), "O, Z and 4, as hands write Q, 2 and A"),
        ("K7Q2-9XUA", (CODE,), "U, which is in no code, for W"),
        ("K7Q2-9XWH", (CODE,), "one sign that is quite another"),
        ("7KQ2-9XWA", (CODE,), "two neighbours changed places"),
        ("K7Q2-9XW", (CODE,), "one sign is missing"),
        ("K7Q2-99XWA", (CODE,), "one sign is there twice"),
        ("K7Q2-9HHA", (), "two signs are others: that is another code"),
        ("AAAA-AAAA", (), "nothing like it"),
    ],
)
def test_what_was_meant_is_told_where_it_is_near(typed: str, near: tuple[str, ...], because: str) -> None:
    assert like(typed, (CODE, "0000-0000")) == near, because


def test_look_alikes_come_before_other_slips() -> None:
    assert like("K7Q2-9X7A", ("K7Q2-9X1A", "K7Q2-9XHA")) == ("K7Q2-9X1A",)


@given(st.text(st.sampled_from(ALPHABET), min_size=8, max_size=8))
def test_every_code_is_read_as_itself(signs: str) -> None:
    code = f"{signs[:4]}-{signs[4:]}"
    assert typed_code(code) == typed_code(code.lower()) == typed_code(signs) == code
    assert like(code, (code,)) == (code,)


AGREED: Agreed = {"plan": (("course", "Art"),), "g1": (("why", "because"),), "g2": (("why", "also"),)}


@pytest.mark.parametrize(
    ("covers", "because"),
    [(("plan", "g1", "g2"), "a whole edition"), (("plan",), "the plan alone"), (("g2",), "one goal alone")],
)
def test_a_code_tells_what_was_read(covers: tuple[str, ...], because: str) -> None:
    code = code_of(AGREED, covers, "en", "en")
    assert read_by(code, AGREED, ("en", "es"), "en") == Read(covers=covers, languages=("en", "es")), because


def test_a_code_of_nothing_here_tells_nothing() -> None:
    assert read_by(CODE, AGREED, ("en",), "en") is None
    assert read_by(CODE, {}, ("en",), "en") is None
    assert tuple(codes_of({}, ("en",), "en")) == ()
