"""Promise 4: every catalogue has every message with the same placeholders; and how one language speaks."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from generator.load.catalogues import words_for
from generator.records.text import Text, Version
from generator.words import Words
from tests.generator.messages import ROOT, Message, all_messages

TEMPLATES = (ROOT / "site_templates",)
CATALOGUES = tuple(sorted((ROOT / "site_templates" / "words").glob("*.po")))
COMPLETE = ("ar", "es")


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=file.stem, abort_invalid=True)


def messages_in(file: Path) -> frozenset[Message]:
    entries = (entry for entry in catalogue(file) if entry.id)
    return frozenset(
        Message(text=entry.id[0], many=entry.id[1]) if entry.pluralizable else Message(text=str(entry.id))
        for entry in entries
    )


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_every_message_stands_in_every_catalogue_and_the_reverse(file: Path) -> None:
    said, known = all_messages(), messages_in(file)
    assert sorted(m.text for m in said - known) == [], f"{file.name} lacks these messages"
    assert sorted(m.text for m in known - said) == [], f"nothing says these messages of {file.name} any more"


STAGES = {"secondary", "adult"}  # of an elementary learner, and of everybody else, is what stands without a context


def own_wordings(file: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """What one audience is told in other words: (stage, message) → the forms of it."""
    entries = (entry for entry in catalogue(file) if entry.id and entry.context)
    return {(str(entry.context), head_of(entry.id)): forms_of(entry.string) for entry in entries}


def head_of(text: object) -> str:
    return str(text[0]) if isinstance(text, tuple | list) else str(text)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_what_one_audience_is_told_in_other_words_is_so_in_every_language(file: Path) -> None:
    own, english = own_wordings(file), own_wordings(ROOT / "site_templates" / "words" / "en.po")
    assert {stage for stage, _ in own} <= STAGES
    assert set(own) == set(english)
    assert [key for key, forms in own.items() if not all(forms)] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_wording_for_one_audience_differs_from_what_everybody_is_told(file: Path) -> None:
    if file.stem != "en":
        pytest.skip("another language may have one word for both")
    assert [key for key, forms in own_wordings(file).items() if forms[0] == key[1]] == []


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_language_translates_every_message(language: str) -> None:
    entries = catalogue(ROOT / "site_templates" / "words" / f"{language}.po")
    missing = [entry.id for entry in entries if entry.id and not all(forms_of(entry.string))]
    assert missing == []


def forms_of(said: object) -> tuple[str, ...]:
    return (
        (said,)
        if isinstance(said, str)
        else tuple(str(form) for form in said)
        if isinstance(said, tuple | list)
        else ("",)
    )


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_translations_hold_the_placeholders_of_their_message(file: Path) -> None:
    for entry in catalogue(file):
        if not entry.id:
            continue
        wanted = placeholders(entry.id[1] if entry.pluralizable else str(entry.id))
        for form in filter(None, forms_of(entry.string)):
            # "One day", "two days": a form for one number may say it in words.
            found = placeholders(form)
            assert found == wanted or (entry.pluralizable and found == [name for name in wanted if name != "n"]), form


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_plural_forms_are_as_many_as_the_language_has(file: Path) -> None:
    entries = catalogue(file)
    locale = Locale.parse(file.stem, sep="-")
    assert entries.num_plurals == len({locale.plural_form(n) for n in range(200)})
    for entry in entries:
        if entry.pluralizable:
            assert len(forms_of(entry.string)) == entries.num_plurals


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_form_that_leaves_out_the_number_is_used_for_one_number_only(file: Path) -> None:
    words = words_for(file.stem, "en", TEMPLATES)
    for singular, forms in words.plurals.items():
        for at, form in enumerate(forms):
            numbers = [n for n in range(200) if words.plural_form(n) == at]
            assert "{n}" in form or len(numbers) == 1, f"{singular}: form {at} speaks of {numbers[:5]}"


@pytest.mark.parametrize("language", COMPLETE)
def test_a_translation_that_nobody_qualified_has_read_says_so(language: str) -> None:
    head = (ROOT / "site_templates" / "words" / f"{language}.po").read_text("utf-8").partition("msgid")[0]
    assert "qualified translator" in head


def arabic() -> Words:
    return words_for("ar", "en", TEMPLATES)


@pytest.mark.parametrize(
    ("n", "said", "because"),
    [
        (1, "دقيقة واحدة", "one has a word of its own"),
        (2, "دقيقتان", "so have two"),
        (5, "5 دقائق", "three to ten are few"),
        (15, "15 دقيقة", "eleven to ninety-nine are many"),
        (100, "100 دقيقة", "a hundred is something else"),
    ],
)
def test_arabic_counts_in_six_ways(n: int, said: str, because: str) -> None:
    assert arabic().count("{n} minute", "{n} minutes", n) == said, because


OWN_CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"X-Review: 2026-11-02\\n"

msgid "Done"
msgstr "Listo"

msgctxt "adult"
msgid "Done"
msgstr "Terminado"

msgctxt "secondary"
msgid "Done"
msgstr ""

msgctxt "adult"
msgid "{n} minute"
msgid_plural "{n} minutes"
msgstr[0] "{n} min"
msgstr[1] "{n} min"
"""


def test_an_audience_is_told_its_own_wording_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "es.po").write_text(OWN_CATALOGUE, "utf-8")
    words = words_for("es", "en", (tmp_path,))
    said = {stage: words.for_stage(stage).say("Done") for stage in ("elementary", "secondary", "adult")}
    assert said == {"elementary": "Listo", "secondary": "Listo", "adult": "Terminado"}
    assert words.for_stage("adult").count("{n} minute", "{n} minutes", 2) == "2 min"
    assert words.say("Done") == "Listo"


def test_a_catalogue_says_whether_a_translator_has_still_to_read_it(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "es.po").write_text(OWN_CATALOGUE, "utf-8")
    assert not words_for("es", "en", (tmp_path,)).unreviewed
    assert {file.stem: words_for(file.stem, "en", TEMPLATES).unreviewed for file in CATALOGUES} == {
        "ar": True,
        "en": False,
        "es": True,
    }


def test_a_school_may_bring_its_own_catalogue(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "es.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "Done"\nmsgstr "Listo"\n', "utf-8"
    )
    assert words_for("es", "en", (tmp_path, *TEMPLATES)).say("Done") == "Listo"
    assert words_for("es", "en", TEMPLATES).say("Done") == "Hecho"


@pytest.mark.parametrize(
    ("language", "said", "because"),
    [
        ("es-MX", "Hecho", "a region without a catalogue speaks its language"),
        ("so", "Done", "a language without a catalogue is said in English"),
        ("hmn", "Done", "also one that Babel does not know"),
    ],
)
def test_a_language_without_its_own_catalogue(language: str, said: str, because: str) -> None:
    assert words_for(language, "en", TEMPLATES).say("Done") == said, because


def test_days_and_numbers_are_written_as_the_language_writes_them() -> None:
    english, spanish = words_for("en", "en", TEMPLATES), words_for("es", "en", TEMPLATES)
    day = date(2026, 12, 9)
    assert english.day(day, "full") == "Wednesday, December 9, 2026"
    assert english.day(day, "short") == "Dec 9"
    assert spanish.day(day) == "9 de diciembre de 2026"
    assert (english.rating(Decimal("2.5")), spanish.rating(Decimal("2.5"))) == ("2.50", "2,50")
    assert spanish.listed(("uno", "dos", "tres")) == "uno, dos y tres"


def test_machine_text_that_nobody_has_reviewed_is_not_shown() -> None:
    versions = {"en": Version(text="Fold it"), "es": Version(text="Dóblalo", by="machine")}
    spanish = words_for("es", "en", TEMPLATES)
    assert spanish.text(Text(versions)).text == "Fold it"
    assert spanish.text(Text(versions)).foreign
    reviewed = versions | {"es": Version(text="Dóblalo", by="machine", reviewed=date(2026, 11, 1))}
    assert spanish.text(Text(reviewed)).text == "Dóblalo"


ARABIC_FORMS = {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 101: 5, 102: 5, 103: 3, 111: 4}
# What follows the number and is no counted noun, or one that Arabic does not change: "3 of them", "3 others".
SAME_AFTER_ANY_NUMBER = frozenset({"أخرى", "غيرها", "من", "في", ""})


@pytest.mark.parametrize(("n", "form"), ARABIC_FORMS.items())
def test_arabic_chooses_its_form_by_the_last_two_digits(n: int, form: int) -> None:
    assert arabic().plural_form(n) == form


def arabic_plurals() -> list[tuple[str, str, tuple[str, ...]]]:
    entries = (entry for entry in catalogue(ROOT / "site_templates" / "words" / "ar.po") if entry.pluralizable)
    return [(entry.context or "", head_of(entry.id), forms_of(entry.string)) for entry in entries]


def filled(form: str, n: int) -> str:
    return form.format(n=n, **dict.fromkeys((name for name in placeholders(form) if name != "n"), "…"))


def counted(form: str) -> str:
    """The word after the number."""
    return form.partition("{n}")[2].lstrip(" :.،").partition(" ")[0].rstrip(".:،؛")


@pytest.mark.parametrize(("stage", "message", "forms"), arabic_plurals(), ids=lambda value: str(value)[:60])
def test_every_arabic_plural_says_its_numbers(stage: str, message: str, forms: tuple[str, ...]) -> None:
    """One and two are words of their own, in the singular and the dual; every other number is written."""
    said = {n: filled(forms[ARABIC_FORMS[n]], n) for n in (0, 1, 2, 3, 11, 100, 101)}
    assert all(str(n) in said[n] for n in (3, 11, 100, 101)), said
    if len(set(forms)) > 1:
        assert "1" not in said[1], "one thing is named by its noun"
        assert "2" not in said[2], "two things are named by the dual"
    assert said[101] == filled(forms[5], 101)


@pytest.mark.parametrize(("stage", "message", "forms"), arabic_plurals(), ids=lambda value: str(value)[:60])
def test_every_arabic_plural_changes_its_noun_with_the_number(stage: str, message: str, forms: tuple[str, ...]) -> None:
    """3 أيام, 11 يومًا, 100 يوم: a plural up to ten, then a singular with an ending, then one without."""
    few, many, hundreds = (counted(forms[at]) for at in (3, 4, 5))
    if {few, many, hundreds} <= SAME_AFTER_ANY_NUMBER:
        return
    assert few != hundreds, "up to ten the noun stands in the plural"
    assert without_ending(many) == without_ending(hundreds), "above ten it stands in the singular"
    assert many == hundreds if hundreds[-1] in "ةى" or forms[4].count(" دعم") else many != hundreds, "with an ending"


def without_ending(noun: str) -> str:
    return noun.removesuffix("ًا").removesuffix("ً").replace("ئ", "").replace("ء", "")


@pytest.mark.parametrize(
    ("steps", "said", "because"),
    [
        ("Where do I start?", "Working on now: Where do I start?", "a question ends its sentence"),
        ("\u2068من أين أبدأ؟\u2069", "Working on now: \u2068من أين أبدأ؟\u2069", "in a language of its own, too"),
        ("Read a map.", "Working on now: Read a map.", "a full stop is one"),
        ("Fractions", "Working on now: Fractions.", "what has no mark gets the sentence's"),
        ("And then...", "Working on now: And then....", "three dots are no full stop"),
    ],
)
def test_a_sentence_ends_with_one_mark(steps: str, said: str, because: str) -> None:
    words = words_for("en", "en", TEMPLATES)
    assert words.say("Working on now: {steps}.", steps=steps) == said, because
