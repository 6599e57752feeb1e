"""Which catalogue speaks: a region's before its language's, a school's before ours, none that breaks a page."""

from pathlib import Path

import pytest

from generator.load.catalogues import languages_with_catalogue, words_for
from tests.generator.messages import ROOT

OURS = ROOT / "site_templates"
HEAD = '"Content-Type: text/plain; charset=utf-8\\n"\n'
TWO_FORMS = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def catalogue(folder: Path, language: str, body: str, head: str = "") -> None:
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / f"{language}.po").write_text(f'msgid ""\nmsgstr ""\n{HEAD}{head}\n{body}', "utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    """A school that says one word of Spanish otherwise, and another one in Mexico."""
    catalogue(tmp_path, "es", 'msgid "Done"\nmsgstr "Listo"\n', TWO_FORMS)
    catalogue(tmp_path, "es-MX", 'msgid "Evidence"\nmsgstr "Mis evidencias"\n')
    return (tmp_path, OURS)


@pytest.mark.parametrize(
    ("language", "message", "said", "because"),
    [
        ("es", "Done", "Listo", "the school's own word comes first"),
        ("es", "Reached", "Logrado", "what the school leaves open, ours says"),
        ("es", "Evidence", "Evidencias", "a region's word is only the region's"),
        ("es-MX", "Evidence", "Mis evidencias", "the region's own word"),
        ("es-MX", "Done", "Listo", "then the language's, the school's first"),
        ("es-MX", "Reached", "Logrado", "then ours"),
        ("so", "Done", "Done", "nobody has made one: English, the school's own"),
    ],
)
def test_the_nearest_catalogue_speaks(
    folders: tuple[Path, ...], language: str, message: str, said: str, because: str
) -> None:
    assert words_for(language, "en", folders).say(message) == said, because


def test_plurals_of_ours_stay_where_the_school_counts_in_as_many_forms(folders: tuple[Path, ...]) -> None:
    assert words_for("es", "en", folders).count("{n} minute", "{n} minutes", 3) == "3 minutos"


@pytest.mark.parametrize(
    ("language", "own", "said_in", "spoken", "because"),
    [
        ("es", "en", "es", True, "it has a catalogue"),
        ("es-PR", "en", "es-PR", True, "a region speaks its language's words, and its days"),
        ("en-GB", "es", "en-GB", True, "English needs no catalogue"),
        ("so", "en", "en", False, "nobody has made one"),
        ("so", "es", "es", False, "the school's own language speaks instead"),
        ("so", "hmn", "en", False, "which cannot either: English"),
        ("so", "so", "en", False, "also where it is the school's own"),
    ],
)
def test_a_page_says_which_language_it_is_in(language: str, own: str, said_in: str, spoken: bool, because: str) -> None:
    words = words_for(language, own, (OURS,))
    assert (words.language, words.said_in, words.has_catalogue) == (language, said_in, spoken), because
    assert words.locale.language == said_in.partition("-")[0], "days stand in the language of the sentence around them"


def test_a_language_says_what_it_is_called(tmp_path: Path) -> None:
    catalogue(tmp_path, "hmn", 'msgid "Done"\nmsgstr "Tiav"\n', '"X-Language-Name: Hmoob\\n"\n')
    assert words_for("hmn", "en", (tmp_path, OURS)).own_name == "Hmoob"
    assert words_for("es", "en", (OURS,)).own_name == "Español"


def test_a_school_may_say_that_a_catalogue_has_been_reviewed(tmp_path: Path) -> None:
    assert words_for("es", "en", (OURS,)).unreviewed
    catalogue(tmp_path, "es", "", TWO_FORMS + '"X-Review: 2026-12-01\\n"\n')
    assert not words_for("es", "en", (tmp_path, OURS)).unreviewed
    assert words_for("es", "en", (tmp_path, OURS)).say("Done") == "Hecho"


@pytest.mark.parametrize(
    ("body", "because"),
    [
        ('msgid "Updated {day}"\nmsgstr "La cusbooneysiiyay {maalin}"\n', "a value that is not there"),
        ('msgid "Updated {day}"\nmsgstr "La cusbooneysiiyay"\n', "a value that is lost"),
        ('msgid "Updated {day}"\nmsgstr "La cusbooneysiiyay {day"\n', "a brace that stays open"),
        ('msgid "Updated {day}"\nmsgstr "La {} cusbooneysiiyay {day}"\n', "a value without a name"),
        ("msgid nothing\n<<<<<<< HEAD\n", "no catalogue at all"),
    ],
)
def test_a_translation_that_would_break_a_page_is_not_used(tmp_path: Path, body: str, because: str) -> None:
    catalogue(tmp_path, "so", body)
    assert words_for("so", "en", (tmp_path, OURS)).say("Updated {day}", day="4") == "Updated 4", because


def test_who_has_a_catalogue(folders: tuple[Path, ...]) -> None:
    assert languages_with_catalogue(folders) == {"en", "es", "es-MX", "ar"}
