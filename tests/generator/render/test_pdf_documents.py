"""Every document for a family, as machines read it: judges, who copies from it, a printer without colour."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from unicodedata import category, normalize

import outloud
import page
import pikepdf
import pytest
from pypdf import PdfReader
from weasyprint import Document
from weasyprint.formatting_structure import boxes

from generator.model.picture import Picture
from generator.records.learner import FamilyEntry
from generator.records.school import Person
from generator.records.text import Text, Version
from generator.view.edition import editions_of
from generator.view.page import Edition
from tests.generator.render.test_pdf import OUR_FONTS, all_boxes, press, words_in
from tests.generator.test_example_situations import picture as example_picture
from tests.generator.view import made
from tests.generator.view.test_edition import texts_in

pytestmark = pytest.mark.pdf

RUN = re.compile(r"[\u0600-\u06ff]+|[^\W\d_\u0600-\u06ff]+|\d+")
MM = 96 / 25.4  # CSS pixels
POINT = 96 / 72


def documents(
    picture: Picture, language: str = "en", paper: str = "letter", print_: str = "standard"
) -> dict[str, Edition]:
    """By kind, as if this were the learner's only home."""
    facts = {"id": "home", "language": language, "paper": paper, "print": print_, "place": made.HERE}
    home = FamilyEntry(**facts)  # type: ignore[arg-type]
    found = editions_of(replace(picture, learner=replace(picture.learner, family=(home,))), words_in)
    return {each.kind: each for each in found}


@cache
def of_example(learner: str, kind: str, language: str, paper: str = "letter", print_: str = "standard") -> Edition:
    return documents(example_picture(learner), language, paper, print_)[kind]


@cache
def laid_out(learner: str, kind: str, language: str, paper: str = "letter", print_: str = "standard") -> Document:
    edition = of_example(learner, kind, language, paper, print_)
    return press().laid_out(press().html(edition)[0], edition)


@cache
def printed(learner: str, kind: str, language: str, paper: str = "letter", print_: str = "standard") -> bytes:
    return press().pdf(of_example(learner, kind, language, paper, print_))


EVERY_KIND = (
    ("s-0001", "conference", "ar", "letter", "standard"),
    ("s-0003", "conference", "es", "a4", "large"),
    ("e-0001", "conference", "en", "letter", "standard"),
    ("s-0001", "phone", "ar", "letter", "standard"),
    ("s-0013", "phone", "en", "letter", "standard"),
    ("s-0003", "phone", "es", "a4", "large"),
    ("s-0003", "plan", "es", "letter", "standard"),
)


@pytest.mark.parametrize(("learner", "kind", "language", "paper", "print_"), EVERY_KIND)
def test_both_judges_find_no_error(
    learner: str, kind: str, language: str, paper: str, print_: str, tmp_path: Path
) -> None:
    document = printed(learner, kind, language, paper, print_)
    assert page.is_pdf_compliant_bytes(document)
    file = tmp_path / "document.pdf"
    file.write_bytes(document)
    found = outloud.check(str(file)).findings
    assert [str(each) for each in found if str(each.severity).lower().endswith("error")] == []


@pytest.mark.parametrize(("learner", "kind", "language", "paper", "print_"), EVERY_KIND)
def test_a_document_says_what_it_is_and_not_about_whom(
    learner: str, kind: str, language: str, paper: str, print_: str
) -> None:
    with pikepdf.open(BytesIO(printed(learner, kind, language, paper, print_))) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        told = " ".join([*map(str, pdf.docinfo.values()), pdf.open_metadata(update_docinfo=False).__str__()])
        assert "/Author" not in pdf.docinfo
        assert str(pdf.docinfo.Title) == of_example(learner, kind, language, paper, print_).title
        names = [name for person in example_picture(learner).people.values() for name in person.name.values()]
        assert not [name for name in names if name in told]
        assert len(pdf.open_outline().root) > 0, "bookmarks"


@pytest.mark.parametrize(("learner", "kind", "language", "paper", "print_"), EVERY_KIND)
def test_its_fonts_are_ours_and_travel_in_it_and_can_be_copied(
    learner: str, kind: str, language: str, paper: str, print_: str
) -> None:
    assert_our_fonts(printed(learner, kind, language, paper, print_))


def assert_our_fonts(document: bytes) -> None:
    with pikepdf.open(BytesIO(document)) as pdf:
        fonts = [font for each in pdf.pages for font in each.obj.Resources.get("/Font", {}).values()]
        for font in fonts:
            mark, _, name = str(font.BaseFont).lstrip("/").partition("+")
            assert (len(mark), name in OUR_FONTS) == (6, True), f"{font.BaseFont} is a part of one of ours"
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


@pytest.mark.parametrize(
    "name", ["Łucja Święciaszek-Żółć", "Nguyễn Thị Bảo Ngọc", "Олександра Ющенко", "Zoë Ñandú Øst", "ليلى حدّاد"]
)
def test_a_name_is_printed_as_it_is_written(name: str) -> None:
    picture = example_picture("s-0005")
    person = replace(picture.people["s-0005"], name={"en": name}, given={"en": name})
    sheet = documents(replace(picture, people={**picture.people, "s-0005": person}))["conference"]
    made_of = press().printed(sheet)
    assert [problem.code for problem in made_of.problems] == []
    assert_our_fonts(made_of.document)
    letters = {sign for sign in normalize("NFC", name) if category(sign).startswith("L")}
    copied = normalize("NFKC", PdfReader(BytesIO(made_of.document)).pages[0].extract_text())
    assert letters <= set(normalize("NFC", copied))


@pytest.mark.parametrize(
    ("learner", "kind", "language", "words", "order"),
    [
        ("s-0013", "plan", "en", 0.99, 0.9),
        ("s-0003", "plan", "es", 0.99, 0.9),
        ("s-0001", "plan", "ar", 0.95, 0.0),
        ("s-0013", "phone", "en", 0.99, 0.99),
        ("s-0001", "phone", "ar", 0.95, 0.0),
        ("s-0001", "conference", "ar", 0.95, 0.0),
    ],
)
def test_what_is_copied_is_what_was_laid_out(
    learner: str, kind: str, language: str, words: float, order: float
) -> None:
    """Word by word. Within a line of Arabic every reader of PDFs finds the order again in its own way."""
    laid = words_of(" ".join(in_order(each._page_box) for each in laid_out(learner, kind, language).pages))
    pages = PdfReader(BytesIO(printed(learner, kind, language))).pages
    copied = words_of(" ".join(each.extract_text() for each in pages))
    both = (Counter(laid) & Counter(copied)).total()
    assert 2 * both / (len(laid) + len(copied)) >= words
    assert SequenceMatcher(None, laid, copied, autojunk=False).ratio() >= order


def in_order(box: boxes.Box) -> str:
    return " ".join(each.text for each in all_boxes(box) if isinstance(each, boxes.TextBox))


def words_of(text: str) -> list[str]:
    """Runs of letters and of figures, without marks of direction and vowel signs, however letters are joined."""
    return RUN.findall("".join(sign for sign in normalize("NFKC", text) if category(sign) not in {"Mn", "Cf"}))


def grey(colour: Sequence[float]) -> float:
    """How light it is when all colour is gone: 0 black, 1 white. After WCAG's relative luminance."""
    red, green, blue = colour[:3]
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def texts_on_grounds(box: boxes.Box, ground: float = 1.0) -> Iterator[tuple[boxes.TextBox, float]]:
    """Each piece of text with the grey of what lies under it."""
    colour = box.style["background_color"]
    if box.style is not None and colour != "currentcolor" and colour.alpha == 1:
        ground = grey(colour.to("srgb").coordinates)
    if isinstance(box, boxes.TextBox):
        yield box, ground
    for child in getattr(box, "children", ()):
        yield from texts_on_grounds(child, ground)


@pytest.mark.parametrize("kind", ["plan", "conference", "phone"])
def test_every_word_can_be_read_in_grey(kind: str) -> None:
    for each in laid_out("s-0013", kind, "en").pages:
        for text, ground in texts_on_grounds(each._page_box):
            colour = text.style["color"]
            if not text.text.strip() or colour.alpha == 0:  # the line of a formula that is copied and not seen
                continue
            light, dark = sorted((grey(colour.to("srgb").coordinates), ground), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, text.text


@pytest.mark.parametrize(("learner", "language"), [("s-0001", "ar"), ("s-0013", "en"), ("s-0003", "es")])
def test_a_phone_has_one_column_and_no_small_print(learner: str, language: str) -> None:
    for each in laid_out(learner, "phone", language).pages:
        assert (round(each.width / MM), round(each.height / MM)) == (100, 216)
        rows = sorted(outermost_lines(each._page_box), key=lambda line: line.position_y)
        for above, below in pairwise(rows):
            assert below.position_y >= above.position_y + above.height - 1, "nothing stands beside anything"
        for text in (box for box in all_boxes(each._page_box) if isinstance(box, boxes.TextBox)):
            assert text.style["font_size"] >= 11 * POINT - 0.01, text.text
            assert text.position_x >= 0, text.text
            assert text.position_x + text.width <= each.width, text.text
            assert text.position_y + text.height <= each.height, f"{text.text!r} would be cut off at the foot"


def outermost_lines(box: boxes.Box) -> Iterator[boxes.LineBox]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        else:
            yield from outermost_lines(child)


@pytest.mark.parametrize("learner", ["s-0001", "s-0005", "s-0013", "s-0015", "e-0001"])
def test_a_phone_tells_what_the_plan_tells(learner: str) -> None:
    """All but what a hand writes: boxes, signatures, the code of the site."""
    plan, phone = (of_example(learner, kind, "en") for kind in ("plan", "phone"))
    text = " ".join(words_of(" ".join(in_order(each._page_box) for each in laid_out(learner, "phone", "en").pages)))
    for part in ("glance", "main"):
        for said in texts_in(getattr(plan.content, part)):
            if any(sign.isalpha() for sign in said) and " " in said:
                assert said in set(texts_in(phone.content)), said
    for row in phone.content.way.steps:  # type: ignore[attr-defined]
        assert " ".join(words_of(row.title.text)) in text
    for sentence in plan.content.way.pace.sentences if plan.content.way.pace else ():  # type: ignore[attr-defined]
        assert " ".join(words_of(sentence)) in text


@pytest.mark.parametrize(("kind", "language"), [("plan", "es"), ("conference", "es"), ("conference", "ar")])
def test_large_print_keeps_the_rules_for_large_print(kind: str, language: str) -> None:
    """ACB: 18 points everywhere, headings 22 and 20, ragged on one side, lines apart, nothing slanted or broken."""
    for each in laid_out("s-0003", kind, language, "a4", "large").pages:
        for text in (box for box in all_boxes(each._page_box) if isinstance(box, boxes.TextBox)):
            style = text.style
            assert style["font_size"] >= 18 * POINT - 0.01 or not text.text.strip(), text.text
            assert (style["font_style"], style["hyphens"], style["text_align_all"]) in {
                ("normal", "manual", "start"),
                ("normal", "manual", "left"),
                ("normal", "manual", "right"),
            }, text.text
            assert "\u00ad" not in text.text
        for box in all_boxes(each._page_box):
            if box.element_tag in {"h1", "h2", "h3"}:
                least = 20 if box.element_tag == "h3" else 22
                assert box.style["font_size"] >= least * POINT - 0.01


@pytest.mark.parametrize(("kind", "language", "pages"), [("plan", "ar", 4), ("conference", "en", 1)])
@pytest.mark.parametrize("what", ["a name of 60 letters", "a goal of 3000 characters", "12 goals", "nothing yet"])
def test_there_is_room_for_whatever_people_write(what: str, language: str, kind: str, pages: int) -> None:
    edition = documents(UNUSUAL[what], language)[kind]
    made_of = press().printed(edition)
    assert [problem.message for problem in made_of.problems] == []
    assert len(PdfReader(BytesIO(made_of.document)).pages) == pages


def called(name: str) -> Picture:
    picture = example_picture("s-0013")
    person: Person = replace(picture.people["s-0013"], name={"en": name}, given={"en": name[:40]})
    return replace(picture, people={**picture.people, "s-0013": person})


def aiming_at(text: str) -> Picture:
    picture = example_picture("s-0013")
    first, *rest = picture.goals
    long = Text({"en": Version(text=text)})
    goal = replace(first.goal, i_can=long, learner_words=long, why=long, help_at_home=long)
    return replace(picture, goals=(replace(first, goal=goal), *rest))


def with_goals(count: int) -> Picture:
    picture = example_picture("s-0013")
    goals = (picture.goals * count)[:count]
    return replace(
        picture, goals=tuple(replace(each, goal=replace(each.goal, id=f"g{n}")) for n, each in enumerate(goals))
    )


UNUSUAL: dict[str, Picture] = {
    "a name of 60 letters": called("Wilhelmina-Maximiliane Featherstonehaugh-Cholmondeley Oyelaran"),
    "a goal of 3000 characters": aiming_at("I can tell how a river shapes the land it runs through. " * 54),
    "12 goals": with_goals(12),
    "nothing yet": made.bare(),
}


def test_a_corrected_edition_says_so_on_its_first_page_and_on_every_sheet() -> None:
    picture = example_picture("s-0013")
    name = "home-en-letter-standard"
    plan, *others = editions_of(picture, words_in, {name: made.ON})
    assert plan.name == name
    pages = PdfReader(BytesIO(press().pdf(plan))).pages
    said = [each.extract_text().count("Corrects the edition of November 20, 2026.") for each in pages]
    assert said == [2, 1, 1, 1]
    assert not [said for each in others for said in texts_in(each.content) if "Corrects" in said]


def test_the_code_of_the_text_stands_beside_each_signature_line() -> None:
    for kind, times in (("plan", 3), ("conference", 3), ("phone", 0)):
        edition = of_example("s-0001", kind, "ar")
        text = in_order(laid_out("s-0001", kind, "ar").pages[-1]._page_box)
        assert edition.text_code is not None
        assert text.count(edition.text_code) == times, kind


def test_a_script_without_a_font_is_told_with_the_file_that_brings_it() -> None:
    picture = example_picture("s-0005")
    words = replace(picture, voice=replace(made.picture().voice, text=made.t("ကျွန်ုပ် သင်ယူသည်။ እማራለሁ። 我在学习")))  # type: ignore[type-var]
    hints = {problem.hint for problem in press().printed(documents(words)["plan"]).problems}
    assert hints == {
        f"put NotoSans{script}-Regular.ttf, with its licence, into site_templates/theme/fonts of the school"
        for script in ("Myanmar", "Ethiopic", "SC")
    }


def test_every_font_stands_beside_its_licence() -> None:
    folder = Path(__file__).parents[3] / "site_templates" / "theme" / "fonts"
    licences = {file: file.read_text("utf-8") for file in folder.glob("OFL-*.txt")}
    assert all("SIL Open Font License" in text for text in licences.values())
    for font in folder.iterdir():
        family = re.sub(r"(?<=[a-z])(?=[A-Z])|-", " ", font.stem.removesuffix("-Regular").removesuffix("-Bold")).title()
        family = family.partition(" Latin")[0].rstrip(" 0123456789")
        told = [text for text in licences.values() if f"{font.suffix} files" in text and family in text]
        assert font in licences or told, font.name
