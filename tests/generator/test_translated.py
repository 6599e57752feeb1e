"""One text in several languages: what a reader is shown, and what is behind."""

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from generator.records.text import Text, Version
from generator.translated import code_of, gap_in, original_of, shown_to
from generator.words import Words

ENGLISH = "Read 20 minutes, then talk about it."
NOW, BEFORE = code_of(ENGLISH), code_of("Read 20 minutes.")


def human(text: str, of: str | None = None) -> Version:
    return Version(text=text, of=of)


def machine(text: str, of: str | None = None, reviewed: date | None = None) -> Version:
    return Version(text=text, by="machine", of=of, reviewed=reviewed)


@pytest.mark.parametrize(
    ("versions", "shown", "gap", "because"),
    [
        ({"": human(ENGLISH)}, "", "missing", "a plain string is in the school's own language"),
        ({"en": human(ENGLISH)}, "en", "missing", "nobody has translated it"),
        ({"en": human(ENGLISH), "es": human("Lean.")}, "es", None, "trusted where it does not say what it is of"),
        ({"en": human(ENGLISH), "es": human("Lean 20.", NOW)}, "es", None, "made from what stands there now"),
        ({"en": human(ENGLISH), "es": human("Lean 20.", BEFORE)}, "es", None, "a little behind is better than foreign"),
        ({"en": human(ENGLISH), "es": human("Lean 15.", BEFORE)}, "en", "stale", "an old number could mislead"),
        ({"en": human(ENGLISH), "es": human("Lean ٢٠.", BEFORE)}, "es", None, "a number is one in any digits"),
        ({"en": human(ENGLISH), "es": machine("Lean 20.", NOW)}, "en", "machine", "nobody has read it"),
        ({"en": human(ENGLISH), "es": machine("Lean.", NOW, date(2026, 11, 2))}, "es", None, "somebody has read it"),
        ({"fr": human("Lis."), "en": human("Read.", code_of("Lis."))}, "en", "missing", "the school's before others"),
        ({"fr": human("Lis."), "en": machine("Read.")}, "fr", "missing", "but not as a machine made it"),
        ({"fr": human("Lis.")}, "fr", "missing", "the only one there is"),
    ],
)  # fmt: skip
def test_a_spanish_reader_is_shown(versions: dict[str, Version], shown: str, gap: str | None, because: str) -> None:
    text = Text(versions)
    assert shown_to(text, "es", "en")[0] == shown, because
    assert gap_in(text, "es", "en") == gap, because


@pytest.mark.parametrize(
    ("one", "other", "same", "because"),
    [
        ("Read\n  every day.", "Read every day.", True, "it is only wrapped anew"),
        ("caf\u00e9", "cafe\u0301", True, "two ways to type one letter"),
        ("Read every day.", "Read every day!", False, "a sign has changed"),
        ("Read", "read", False, "so has a letter"),
    ],
)
def test_what_counts_as_the_same_text(one: str, other: str, same: bool, because: str) -> None:
    assert (code_of(one) == code_of(other)) is same, because


def test_the_original_is_what_was_not_made_from_another() -> None:
    text = Text({"en": human("Read.", code_of("Lis.")), "fr": human("Lis.")})
    assert original_of(text, "en") == "fr"
    assert gap_in(text, "en", "en") is None


def test_words_say_why_a_text_is_foreign() -> None:
    spanish = Words(
        language="es",
        base_language="en",
        locale=Locale("es"),
        messages={},
        plurals={},
        plural_form=lambda number: int(number != 1),
    )
    said = spanish.text(Text({"en": human(ENGLISH), "es": machine("Lean 20.")}))
    assert (said.text, said.language, said.foreign, said.note) == (ENGLISH, "en", True, "machine")
    assert spanish.text(Text({"es": human("Lean.")})).note is None
    assert spanish.language_name("en") == "inglés"
    assert spanish.language_name("nobody") == "nobody"


versions = st.builds(
    Version,
    text=st.sampled_from(["a 1", "b 2", "c"]),
    by=st.sampled_from(["human", "machine"]),
    reviewed=st.sampled_from([None, date(2026, 11, 2)]),
    of=st.sampled_from([None, code_of("a 1"), code_of("c")]),
)


@given(st.dictionaries(st.sampled_from(["", "en", "es", "ar"]), versions, min_size=1))
def test_what_a_machine_wrote_alone_is_shown_only_where_there_is_nothing_else(found: dict[str, Version]) -> None:
    _, version = shown_to(Text(found), "es", "en")
    read = [each for each in found.values() if each.by == "human" or each.reviewed is not None]
    assert version in read or all(each.of is not None for each in read) or not read
