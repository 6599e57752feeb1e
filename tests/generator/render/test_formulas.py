"""Mathematics in people's words: the same formula for the eye, the ear and the clipboard, on the site and on paper."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import outloud
import page
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from weasyprint import HTML

from generator.load.catalogues import words_for
from generator.render.formula_words import line_markup, parsed, spoken, typed
from generator.render.mathematics import formula_markup
from generator.render.pdf import NOTHING, Renderer, warm_renderer
from generator.render.pdf_finish import VARIANT, written
from generator.render.pdf_mathematics import FORMULA, with_drawn_formulas
from generator.render.richtext import markup_of
from generator.view.page import RichText
from tests.conftest import TOP

pytestmark = pytest.mark.pdf

TEMPLATES = (TOP / "site_templates",)
FONT = TEMPLATES[0] / "theme" / "fonts" / "NotoSansMath-Regular.ttf"
DARK, DOTS = 128, 300  # of 255; to an inch

words_in = partial(words_for, base_language="en", folders=TEMPLATES)


@cache
def press() -> Renderer:
    return warm_renderer(TEMPLATES, words_in)


def mathml(formula: str) -> str:
    found = FORMULA.search(formula_markup(formula) or "")
    assert found is not None, formula
    return found[0]


@pytest.mark.parametrize(
    ("formula", "copied", "heard", "because"),
    [
        (r"\frac{3}{4}", "3/4", "3 over 4", "three quarters, never 34"),
        (r"2\frac{1}{2}", "2 1/2", "2 and 1 over 2", "two and a half is not twenty-one halves"),
        (r"\frac{a+b}{2}", "(a+b)/2", "the fraction a plus b over 2, end of fraction", "what stands over the bar"),
        (r"x^2", "x²", "x squared", "a power copies as one"),
        (r"x^{n+1}", "x^(n+1)", "x to the power of n plus 1", "and stays together"),
        (r"a_1", "a_1", "a sub 1", "a letter with a number"),
        (r"\sqrt{2}", "√2", "square root of 2", "the root of one number"),
        (r"\sqrt{a+b}", "√(a+b)", "square root of a plus b, end of root", "the root of several"),
        (r"\sqrt[3]{8}", "³√8", "root 3 of 8", "a deeper root"),
        (r"a < b \leq c", "a<b≤c", "a is less than b is at most c", "a sign of HTML is a sign"),
        (r"90^\circ", "90°", "90 degrees", "a small ring is no power"),
        (r"3 \times 4 \div 2", "3×4÷2", "3 times 4 divided by 2", "the signs of school"),
        (r"\overline{AB}", "AB―", "A B with a line above", "a line over letters"),
        (r"\begin{matrix}1&2\\3&4\end{matrix}", "1, 2; 3, 4", "1, 2; 3, 4", "row by row"),
    ],
)
def test_a_formula_is_copied_and_heard(formula: str, copied: str, heard: str, because: str) -> None:
    element = parsed(mathml(formula))
    assert typed(element) == copied, because
    assert spoken(element, words_in("en")) == heard, because


def test_a_formula_is_heard_in_the_readers_language() -> None:
    element = parsed(mathml(r"\frac{3}{4} = x^2"))
    assert spoken(element, words_in("es")) == "3 sobre 4 es igual a x al cuadrado"
    assert spoken(element, words_in("ar")) == "3 على 4 يساوي x تربيع"


@pytest.mark.parametrize(
    ("formula", "line", "because"),
    [
        (r"\frac{3}{4}", '<span class="pb-fraction">3/4</span>', "a fraction keeps its bar"),
        (r"\frac{a+b}{2}", "(a+b)/2", "what stands over the bar stays together"),
        ("x^2", "x<sup>2</sup>", "raised"),
        ("a_1", "a<sub>1</sub>", "lowered"),
        ("a < b", "a&lt;b", "a sign of HTML stays a sign"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(formula: str, line: str, because: str) -> None:
    assert line_markup(parsed(mathml(formula))) == line, because


@pytest.mark.parametrize(
    ("formula", "because"),
    [
        (r"\text{مساحة} = 4", "Arabic letters join, outlines do not"),
        ("+".join("abcdefgh" * 8), "wider than a column"),
    ],
)
def test_these_are_not_drawn(formula: str, because: str) -> None:
    assert "<svg" not in with_drawn_formulas(mathml(formula), words_in("en"), FONT), because


def test_a_font_without_a_math_table_gives_lines() -> None:
    plain = FONT.with_name("NotoSans-Regular.ttf")
    assert with_drawn_formulas(mathml("x^2"), words_in("en"), plain) == "x<sup>2</sup>"


def printed(text: str, language: str, heading: str = "<h1>1</h1>") -> bytes:
    """People's text alone on a page of the plan's style."""
    words = words_in(language)
    body = str(markup_of(RichText(text=text, language=None, direction=None, block=True)))
    shown = with_drawn_formulas(body, words, FONT)
    html = (
        f'<html lang="{language}" dir="{words.direction}"><head><title>Mathematics</title></head>'
        f'<body class="standard {words.direction}">{heading}{shown}</body></html>'
    )
    sheets = list(press().papers["letter", "standard"])
    laid_out = HTML(string=html, url_fetcher=NOTHING).render(
        stylesheets=sheets, font_config=press().fonts, pdf_variant=VARIANT
    )
    return written(laid_out)


SENTENCES = {
    "en": ("We ate {} of it.", "3 over 4"),
    "es": ("Comimos {} de la tarta.", "3 sobre 4"),
    "ar": ("أكلنا {} من الكعكة.", "3 على 4"),
}


@pytest.mark.parametrize("language", sorted(SENTENCES))
@pytest.mark.parametrize("written", ["3/4", r"\(\frac{3}{4}\)"])
def test_three_quarters_in_the_text_and_in_the_pixels(language: str, written: str, tmp_path: Path) -> None:
    sentence, heard = SENTENCES[language]
    file = tmp_path / "fraction.pdf"
    file.write_bytes(printed(sentence.format(written), language))
    copied = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    read = "".join(each.extract_text() for each in PdfReader(BytesIO(file.read_bytes())).pages)
    for text in (copied, read):
        assert "3/4" in text.replace("\u2044", "/")
        assert "34" not in text
    assert page.is_pdf_compliant_bytes(file.read_bytes())
    assert not [each for each in outloud.check(str(file)).findings if str(each.severity).lower().endswith("error")]
    assert told(file) == ([] if written == "3/4" else [heard])


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_page_of_everything_passes_the_judges(language: str, tmp_path: Path) -> None:
    """Lists in lists, a table with formulas in its cells, and a formula too wide to be drawn."""
    wide = "+".join("abcdefgh" * 8)
    text = (
        f"One \\(x^2\\) and \\({wide}\\).\n\n| a | \\(b_1\\) | |\n|:-|-:|:-:|\n| 3/4 | \\(\\sqrt{{2}}\\) | |\n\n"
        "3. three\n   - *in*\n     1. deeper\n4. four"
    )
    file = tmp_path / "everything.pdf"
    file.write_bytes(printed(text, language))
    assert page.is_pdf_compliant_bytes(file.read_bytes())
    assert not [each for each in outloud.check(str(file)).findings if str(each.severity).lower().endswith("error")]
    assert len(told(file)) == 3


def told(file: Path) -> list[str]:
    """What a screen reader says of each formula."""
    with pikepdf.open(file) as pdf:
        every = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        return [str(each.Alt) for each in every if each.get("/S") == "/Formula"]


@pytest.mark.parametrize(
    ("written", "shape", "because"),
    [
        (r"\(\frac{3}{4}\)", "3 over a level bar over 4", "drawn: the outlines of a formula"),
        ("3/4", "3 before a slanted bar before 4", "typed: the font's own fraction"),
    ],
)
@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_three_quarters_are_seen(written: str, shape: str, because: str, language: str, tmp_path: Path) -> None:
    """Three spots of ink: read by comparing the outer two with printed figures, and by where the one between lies."""
    first, bar, last = inked(printed(written, language, heading=""), tmp_path)
    figures = dict(zip("0123456789", inked(printed("0 1 2 3 4 5 6 7 8 9", "en", heading=""), tmp_path), strict=True))
    if bar.width > 3 * bar.height:
        above, below = sorted((first, last), key=lambda spot: spot.top)
        assert above.bottom < bar.top < bar.bottom < below.top
        assert bar.left <= min(above.left, below.left)
        assert bar.right >= max(above.right, below.right)
        seen = f"{read_as(above, figures)} over a level bar over {read_as(below, figures)}"
    else:
        assert first.top < last.top
        assert first.left < bar.left < last.left
        seen = f"{read_as(first, figures)} before a slanted bar before {read_as(last, figures)}"
    assert seen == shape, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Ink that hangs together, and the box around it."""

    dots: frozenset[tuple[int, int]]
    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1


def inked(document: bytes, folder: Path) -> list[Spot]:
    """Every spot of ink on the first page: from left to right, or downwards where all lie above each other."""
    (folder / "page.pdf").write_bytes(document)
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-gray", "-singlefile", "page.pdf", "page"], cwd=folder, check=True)
    with Image.open(folder / "page.pgm") as picture:
        dark = picture.point(lambda light: 255 if light < DARK else 0)
        box = dark.getbbox()
        assert box is not None
        inside = dark.crop(box)
    pixels = inside.load()
    assert pixels is not None
    wide, high = inside.size
    waiting = {(x, y) for x in range(wide) for y in range(high) if pixels[x, y]}
    spots = []
    while waiting:
        spots.append(spot_from(waiting))
    stacked = max(each.left for each in spots) < min(each.right for each in spots)
    return sorted(spots, key=lambda spot: spot.top if stacked else spot.left)


def spot_from(waiting: set[tuple[int, int]]) -> Spot:
    """One spot, its dots taken out of those that wait."""
    found: set[tuple[int, int]] = set()
    edge = [waiting.pop()]
    while edge:
        x, y = edge.pop()
        found.add((x, y))
        near = {(x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)} & waiting
        waiting -= near
        edge += near
    across, down = {x for x, _ in found}, {y for _, y in found}
    return Spot(dots=frozenset(found), left=min(across), top=min(down), right=max(across), bottom=max(down))


def read_as(spot: Spot, figures: Mapping[str, Spot]) -> str:
    """Which figure looks most like it, both laid into one coarse box."""
    return max(figures, key=lambda figure: likeness(spot, figures[figure]))


def likeness(one: Spot, other: Spot) -> int:
    grid = [(column, row) for column in range(12) for row in range(16)]
    return sum(is_dark(one, *cell) == is_dark(other, *cell) for cell in grid)


def is_dark(spot: Spot, column: int, row: int) -> bool:
    across, down = (2 * column + 1) * spot.width // 24, (2 * row + 1) * spot.height // 32
    return (spot.left + across, spot.top + down) in spot.dots
