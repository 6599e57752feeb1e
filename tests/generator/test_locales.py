"""How each language writes days and numbers, and that no language is written as another is."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from generator.locales import PLAIN, day_in, direction_of, is_plain, locale_of, month_in, own_name_of
from generator.words import Words

DAY = date(2026, 12, 4)  # a Friday

WRITTEN = (
    ("en", "December 4, 2026", "Dec 4", "1,234.5", "English", "as the schools of the example"),
    ("es", "4 de diciembre de 2026", "4 dic", "1.234,5", "Español", "with a comma, as in Spain"),
    ("es-MX", "4 de diciembre de 2026", "4 dic", "1,234.5", "Español (México)", "with a point, as in Mexico"),
    ("ar", "4 ديسمبر 2026", "4 ديسمبر", "1,234.5", "العربية", "digits are those of the children's books"),
    ("ar-EG", "4 ديسمبر 2026", "4 ديسمبر", "1,234.5", "العربية (مصر)", "also where a region has digits of its own"),
    ("so", "Diseembar 4, 2026", "Dis 4", "1,234.5", "Soomaali", "Babel knows Somali"),
    ("sw", "4 Desemba 2026", "4 Des", "1,234.5", "Kiswahili", "and Swahili"),
    ("am", "4 ዲሴምበር 2026", "ዲሴም 4", "1,234.5", "አማርኛ", "and Amharic"),
    ("my", "2026 ဒီဇင်ဘာ 4", "ဒီ 4", "1,234.5", "မြန်မာ", "Burmese with our digits, as in formulas"),
    ("km", "4 ធ្នូ 2026", "4 ធ្នូ", "1,234.5", "ខ្មែរ", "Khmer too"),
    ("ps", "2026 دسمبر 4", "دسمبر 4", "1.234,5", "پښتو", "and Pashto"),
    ("ti", "ታሕሳስ 4, 2026", "4 ታሕ", "1,234.5", "ትግርኛ", "Tigrinya"),
    ("rw", "2026 Ukuboza 4", "uku. 4", "1.234,5", "Ikinyarwanda", "months are its own, their order the common one"),
    ("fil", "Disyembre 4, 2026", "Dis 4", "1,234.5", "Filipino", "Filipino"),
    ("zh", "2026年12月4日", "12月4日", "1,234.5", "中文", "Chinese"),
    ("vi", "4 tháng 12, 2026", "4 thg 12", "1.234,5", "Tiếng Việt", "Vietnamese"),
    ("ru", "4 декабря 2026\u202fг.", "4 дек.", "1\xa0234,5", "Русский", "the month as it is said with a day"),
    ("pt-BR", "4 de dezembro de 2026", "4 de dez.", "1.234,5", "Português (Brasil)", "Portuguese of Brazil"),
    ("ht", "2026-12-04", "2026-12-04", "1234.5", "Kreyòl Ayisyen", "Babel would lend it French days"),
    ("hmn", "2026-12-04", "2026-12-04", "1234.5", "hmn", "nobody has told Babel of Hmong"),
    ("quc", "2026-12-04", "2026-12-04", "1234.5", "Kʼicheʼ", "its name is known, its months are not"),
    ("hi-Latn", "2026-12-04", "2026-12-04", "1234.5", "Hindi (Latin)", "English months are not Hindi"),
    ("nb", "4. desember 2026", "4. des.", "1\xa0234,5", "Norsk bokmål", "kept as Norwegian, and that is its own"),
    ("es-XX", "4 de diciembre de 2026", "4 dic", "1.234,5", "Español", "an unknown region speaks its language"),
)


def words_in(language: str) -> Words:
    locale = locale_of(language)
    return Words(
        language=language, base_language="en", locale=locale, messages={}, plurals={}, plural_form=lambda n: int(n != 1)
    )


@pytest.mark.parametrize(("language", "long", "short", "number", "name", "because"), WRITTEN)
def test_a_language_writes_days_and_numbers(
    language: str, long: str, short: str, number: str, name: str, because: str
) -> None:
    words = words_in(language)
    assert (words.day(DAY), words.day(DAY, "short")) == (long, short), because
    assert words.number(Decimal("1234.5")) == number, because
    assert own_name_of(language) == name, because


@pytest.mark.parametrize("language", [row[0] for row in WRITTEN])
def test_digits_are_the_same_in_every_language(language: str) -> None:
    words = words_in(language)
    said = (words.day(DAY, "full"), words.month(DAY), words.percent(Decimal("0.25")), words.rating(Decimal("2.5")))
    assert all(sign in "0123456789" for text in said for sign in text if sign.isdecimal()), said


def test_where_nothing_is_known_nothing_is_made_up() -> None:
    words = words_in("ht")
    assert is_plain(words.locale)
    assert words.locale == PLAIN
    assert (words.day(DAY, "full"), words.day(DAY, "medium"), words.month(DAY)) == (
        "2026-12-04",
        "2026-12-04",
        "2026-12",
    )
    assert (words.listed(("a", "b", "c")), words.either(("a", "b"))) == ("a, b, c", "a / b"), (
        "no English and, no French or"
    )
    assert words.percent(Decimal("0.25")) == "25%"


@pytest.mark.parametrize(
    ("language", "full", "either", "because"),
    [
        ("en", "Friday, December 4, 2026", "a or b", "its own"),
        ("es", "viernes, 4 de diciembre de 2026", "a o b", "its own"),
        ("rw", "2026 Ukuboza 4, Kuwa gatanu", "a / b", "Babel has days, but lends it an English or"),
        ("hnj", "2026 𞄒𞄩𞄱𞄔𞄬𞄴 4", "a / b", "and to the Hmong of Pahawh writing English weekdays"),
    ],
)
def test_a_language_borrows_no_word(language: str, full: str, either: str, because: str) -> None:
    words = words_in(language)
    assert (words.day(DAY, "full"), words.either(("a", "b"))) == (full, either), because


SHOWN = """import json, sys
from datetime import date
from generator.locales import day_in, locale_of, month_in
day = date(2026, 12, 4)
print(json.dumps({tag: [day_in(day, "short", locale_of(tag)), month_in(day, locale_of(tag))] for tag in sys.argv[1:]}))
"""


def test_what_was_written_before_changes_nothing() -> None:
    """Babel kept Kinyarwanda's months for whoever came after and had no short ones of their own."""
    tags = ["rw", "he", "fr", "fa", "pt-BR", "fil", "ko"]
    before, after = (
        json.loads(subprocess.run([sys.executable, "-c", SHOWN, *order], capture_output=True, check=True).stdout)
        for order in (tags, tags[::-1])
    )
    assert before == after
    assert month_in(DAY, locale_of("rw")) == "uku."
    assert day_in(DAY, "short", locale_of("fa")) == "4 دسامبر"


@pytest.mark.parametrize(
    ("language", "direction", "because"),
    [
        ("ar", "rtl", "Arabic"),
        ("ur", "rtl", "Urdu"),
        ("he", "rtl", "Hebrew"),
        ("dv", "rtl", "Maldivian, though its months are not known"),
        ("rhg", "rtl", "Rohingya, the same"),
        ("so", "ltr", "Somali"),
        ("hmn", "ltr", "not known: most are"),
    ],
)
def test_the_way_a_language_runs(language: str, direction: str, because: str) -> None:
    assert direction_of(language) == direction, because
