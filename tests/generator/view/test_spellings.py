"""What the search finds a page by besides its own words."""

import pytest

from generator.view.spellings import spellings_of


@pytest.mark.parametrize(
    ("text", "language", "others", "because"),
    [
        ("Cómo mide la gráfica", "es", {"como", "grafica", "graficas"}, "without accents, and more of them"),
        ("una luz", "es", set(), "three letters are not worth a plural"),
        ("la raíz", "es", {"raiz", "raices"}, "Spanish plurals"),
        ("a fraction, a box, a story", "en", {"fractions", "stories"}, "English plurals; short words have none"),
        ("two benches", "en", set(), "what is many already stays"),
        ("CCSS.Math.Content.4.NF.A.1", "en", {"4.nf.a.1", "math.content.4.nf.a.1"}, "a code by its end"),
        ("كسورًا", "ar", {"كسورا", "الكسورا"}, "without vowel signs, and with the article"),
        ("والكسور", "ar", {"كسور", "الكسور"}, "without the article and the and before it"),
        ("أجزاء", "ar", {"اجزاء", "الأجزاء", "الاجزاء"}, "as it is typed in a hurry"),
        ("مدرسة", "ar", {"مدرسه", "المدرسة", "المدرسه"}, "the ending that many write otherwise"),
        ("Nombre de niño", "so", {"nino"}, "accents fall in every language, plurals only where we know them"),
    ],
)
def test_other_spellings(text: str, language: str, others: set[str], because: str) -> None:
    found = set(spellings_of(text, language).split())
    assert others <= found, because
    assert not found & set(text.lower().split()), "what stands there is not told again"
    assert others or not found, because
