"""People's words where no markup can stand."""

import pytest

from generator.view.page import RichText
from generator.view.said import unmarked


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("say *why* **now**, `x` __here__", "say why now, x here", "the signs of emphasis are no words"),
        ("5*3*2, 5 * 3 and l*w*h", "5*3*2, 5 * 3 and l*w*h", "a star between figures or letters multiplies"),
        ("snake_case", "snake_case", "a stroke inside a word belongs to it"),
        (r"\(x_{1}\)", r"\(x_{1}\)", "and one before a brace to its formula"),
        ("read [the lesson](https://school.example/)", "read the lesson", "a link is its words"),
    ],
)
def test_words_without_their_markup(text: str, expected: str, because: str) -> None:
    assert unmarked(RichText(text=text, language=None, direction=None)) == expected, because
