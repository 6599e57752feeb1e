"""A learner's own name in a plan: what is one, and what only looks like one."""

import pytest

from generator.check.names import first_name_in, folded, says_name


@pytest.mark.parametrize(
    ("text", "given", "expected", "because"),
    [
        ("Ada folded the strips.", "Ada", True, "it begins the sentence, and is no word"),
        ("Here Ada’s strips lie.", "Ada", True, "a possessive is the name too"),
        ("Read Adapted tales.", "Ada", False, "a part of a word is no name"),
        ("Will you fold them?", "Will", False, "at the start of a sentence it may be a word"),
        ("It is for Will.", "Will", True, "inside a sentence a capital tells"),
        ("Done! May was the month.", "May", False, "a new sentence begins"),
        ("ماذا فعلت أميرة؟", "أميرة", True, "other letters have words too"),
    ],
)
def test_a_given_name(text: str, given: str, expected: bool, because: str) -> None:
    assert says_name(text, given) is expected, because


@pytest.mark.parametrize(
    ("text", "name", "expected", "because"),
    [
        ("by Ada Arden", "Ada Arden", True, "as it stands in people.yml"),
        ("by ADA ARDEN'S hand", "Ada Arden", True, "however it is written"),
        ("by Ada Árden", "Ada Arden", True, "accents are easily lost or added"),
        ("by Ada Jane Arden", "Ada Arden", False, "somebody else, perhaps"),
        ("the Ada Ardennes", "Ada Arden", False, "another word"),
        ("Arden", "Ada Arden", False, "one half of it"),
    ],
)
def test_a_full_name(text: str, name: str, expected: bool, because: str) -> None:
    assert (first_name_in(text, (folded(name),)) is not None) is expected, because
