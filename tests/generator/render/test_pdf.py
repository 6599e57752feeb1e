"""The printed plan, laid out: four pages, readable aloud, ours in every byte, and the same bytes every time."""

import hashlib
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from io import BytesIO
from itertools import cycle, product
from pathlib import Path

import outloud
import page
import pikepdf
import pytest
from pypdf import PdfReader
from weasyprint.formatting_structure import boxes

from generator.load.catalogues import words_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.records.learner import FamilyEntry
from generator.render.captured import captured
from generator.render.pdf import NOTHING, Renderer, form_of, warm_renderer
from generator.render.pdf_fonts import without_pictures
from generator.view.edition import editions_of, editions_with_appendix
from generator.view.page import Edition
from tests.conftest import TOP
from tests.generator.model import made as records
from tests.generator.test_example_situations import picture as example_picture
from tests.generator.test_example_situations import records_of_all
from tests.generator.view import made
from tests.generator.view.ways import WAYS, learner_on

pytestmark = pytest.mark.pdf

TEMPLATES = (TOP / "site_templates",)
OUR_FONTS = {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Arabic", "Noto-Sans-Arabic-Bold", "Noto-Sans-Math"}
LARGE = 18 * 96 / 72  # CSS pixels

words_in = partial(words_for, base_language="en", folders=TEMPLATES)


@cache
def press() -> Renderer:
    return warm_renderer(TEMPLATES, words_in)


def edition(
    picture: Picture,
    language: str = "en",
    paper: str = "letter",
    print_: str = "standard",
    printing: Callable[..., tuple[Edition, ...]] = editions_of,
) -> Edition:
    """The picture's plan, as if this were its only home."""
    facts = {"id": "home", "language": language, "paper": paper, "print": print_, "place": made.HERE}
    home = FamilyEntry(**facts)  # type: ignore[arg-type]
    return printing(replace(picture, learner=replace(picture.learner, family=(home,))), words_in)[0]


@cache
def example(learner: str, language: str = "en", paper: str = "letter", print_: str = "standard") -> bytes:
    return press().pdf(edition(example_picture(learner), language, paper, print_))


@cache
def with_appendix(learner: str, language: str = "en", paper: str = "letter", print_: str = "standard") -> bytes:
    return press().pdf(edition(example_picture(learner), language, paper, print_, editions_with_appendix))


def pages_of(document: bytes) -> tuple[str, ...]:
    return tuple(squeezed(each.extract_text()) for each in PdfReader(BytesIO(document)).pages)


def squeezed(text: str) -> str:
    """Letters and figures only: where lines break, and how a fraction is drawn, is layout's affair."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


@pytest.mark.parametrize(
    ("name", "language", "paper"),
    [
        ("a row of 15", "es", "letter"),
        ("grown, 25", "ar", "letter"),
        ("strands, 60", "es", "a4"),
        ("grown, 60", "ar", "a4"),
        ("nothing tied, 25", "en", "letter"),
    ],
)
def test_a_plan_with_a_long_pathway_has_four_pages(name: str, language: str, paper: str) -> None:
    plan = edition(learner_on(WAYS[name], reached=len(WAYS[name]) // 3), language, paper)
    assert press().printed(plan).problems == ()


@pytest.mark.parametrize(
    ("learner", "language", "paper"),
    [
        (learner, *turn)
        for learner, turn in zip(sorted(records_of_all()), cycle(product(("es", "ar"), ("letter", "a4"))))
    ],
)
def test_every_plan_of_the_example_has_four_pages(learner: str, language: str, paper: str) -> None:
    """In the language with the longest words and in the other direction, on both papers: they take turns."""
    plan = edition(example_picture(learner), language, paper)
    assert len(press().laid_out(press().html(plan)[0], plan).pages) == 4


@pytest.mark.parametrize(("language", "paper"), [("en", "letter"), ("es", "a4"), ("ar", "letter")])
def test_a_learner_who_has_just_come_has_four_pages_too(language: str, paper: str) -> None:
    plan = edition(made.bare(), language, paper)
    assert len(press().laid_out(press().html(plan)[0], plan).pages) == 4


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_each_home_gets_its_paper(paper: str, size: tuple[int, int]) -> None:
    first = PdfReader(BytesIO(example("s-0002", paper=paper))).pages[0].mediabox
    assert (round(float(first.width)), round(float(first.height))) == size


@pytest.mark.parametrize("learner", ["s-0002", "s-0013"])
def test_the_pages_say_goal_level_aim_and_pace(learner: str) -> None:
    picture = example_picture(learner)
    goal = picture.goals[0]
    assert goal.main is not None
    words = words_in("en")
    pages = pages_of(example(learner))
    i_can = words.text(goal.goal.i_can or goal.main.competency.i_can or goal.main.competency.statement).text
    for level in goal.main.scale.levels:
        assert squeezed(words.text(level.label).text) in pages[0]
        assert squeezed(words.text(level.label).text) in pages[1]
    assert squeezed(i_can) in pages[1]
    assert squeezed(f"Aim: {words.day(goal.goal.due)}") in pages[1]
    assert squeezed(f"Aim: {words.day(goal.goal.due, 'short')}") in pages[0]
    assert squeezed(words.text(picture.pathways[0].pathway.title).text) in pages[2]
    assert all(squeezed(f"Page {n} of 4") in text for n, text in enumerate(pages, start=1))
    assert all(squeezed("Private record. Keep it safe.") in text for text in pages)
    last = PdfReader(BytesIO(example(learner))).pages[3].extract_text()
    assert "https://plans.aldercreek.example/s/" not in last, "the address of a sealed site stands in the letter alone"


def test_spanish_is_spanish() -> None:
    assert squeezed("Plan de aprendizaje: Marisol Vega") in pages_of(example("s-0003", "es"))[0]


@pytest.mark.parametrize(
    ("learner", "language", "paper", "print_"),
    [
        ("s-0002", "en", "letter", "standard"),
        ("s-0003", "es", "a4", "large"),
        ("s-0001", "ar", "letter", "standard"),
        ("e-0001", "en", "letter", "standard"),
        ("s-0015", "en", "a4", "standard"),
        ("s-0010", "en", "letter", "large"),
    ],
)
def test_both_judges_find_no_error(learner: str, language: str, paper: str, print_: str, tmp_path: Path) -> None:
    document = example(learner, language, paper, print_)
    assert page.is_pdf_compliant_bytes(document)
    file = tmp_path / "plan.pdf"
    file.write_bytes(document)
    result = outloud.check(str(file))
    assert not [finding for finding in result.findings if str(finding.severity).lower().endswith("error")]


def test_a_learner_who_has_just_come_passes_the_judges() -> None:
    for language in ("en", "ar"):
        assert page.is_pdf_compliant_bytes(press().pdf(edition(made.bare(), language)))


def test_judges_would_notice() -> None:
    """The document before the finish: headers without a scope, margins without a role."""
    plan = edition(example_picture("s-0002"))
    before = bytes(press().laid_out(press().html(plan)[0], plan).write_pdf(pdf_variant="pdf/ua-1"))
    assert not [cell for cell in elements(before, "/TH") if "/Scope" in cell]


def test_every_header_says_what_it_heads() -> None:
    cells = elements(example("s-0002"), "/TH")
    scopes = [cell["/Scope"] for cell in cells]
    assert scopes.count("/Column") == 4, "the glance has four columns, and no other table of the page a head"
    assert set(scopes) == {"/Column", "/Row"}


def elements(document: bytes, tag: str) -> list[dict[str, str]]:
    """The attributes and the alternative text of each element with this tag."""
    with pikepdf.open(BytesIO(document)) as pdf:
        return [
            {name: str(value) for name, value in found.get("/A", {}).items()} | {"/Alt": str(found.get("/Alt", ""))}
            for found in _walk(pdf.Root.StructTreeRoot)
            if str(found.S) == tag
        ]


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else () if kids is None else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid)


def test_every_picture_that_means_something_says_what() -> None:
    picture = example_picture("s-0002")
    assert picture.school.publish is not None
    school = replace(picture.school, publish=replace(picture.school.publish, access="plain"))
    figures = elements(press().pdf(edition(replace(picture, school=school), "en", "letter", "standard")), "/Figure")
    assert [figure["/Alt"] for figure in figures] == ["QR code with the address of the learning site"]


def test_only_our_fonts_are_used() -> None:
    assert fonts_in(example("s-0001", "ar")) <= OUR_FONTS
    assert fonts_in(example("s-0002")) <= OUR_FONTS


def fonts_in(document: bytes) -> set[str]:
    """Names of the fonts, without the mark of a subset."""
    with pikepdf.open(BytesIO(document)) as pdf:
        names = {str(font.BaseFont) for each in pdf.pages for font in each.obj.Resources.get("/Font", {}).values()}
    return {name.lstrip("/").partition("+")[2] for name in names}


def test_letters_that_no_font_has_are_told_and_take_no_other_font() -> None:
    voice = replace(made.picture().voice, text=made.t("I ride 🐎 and I read 漢字."))  # type: ignore[type-var]
    printed = press().printed(edition(made.picture(voice=voice)))
    assert [(problem.code, problem.severity, problem.message, problem.hint) for problem in printed.problems] == [
        (
            "cannot-print-character",
            "warning",
            "no print font has letters of the Han script: U+5B57, U+6F22",
            "put NotoSansSC-Regular.ttf, with its licence, into site_templates/theme/fonts of the school",
        ),
        ("cannot-print-character", "warning", "no print font has the characters U+1F40E", "leave them out"),
    ]
    assert fonts_in(printed.document) <= OUR_FONTS


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("a 🐎 b", "a  b", "an emoji is left out: a box in its place would say nothing"),
        ("漢", "漢", "a missing letter stays to be seen"),
        ("👍🏽", "", "an emoji's colour goes with it"),
        ("x ≥ √2 − 1 → ة", "x ≥ √2 − 1 → ة", "what a font has stays"),
    ],
)
def test_what_cannot_be_drawn(text: str, expected: str, because: str) -> None:
    assert without_pictures(text, press().drawable)[0] == expected, because


def test_equal_editions_give_equal_bytes() -> None:
    other = warm_renderer(TEMPLATES, words_in)
    other.pdf(edition(example_picture("s-0007")))
    assert other.pdf(edition(example_picture("s-0001"), "ar")) == example("s-0001", "ar")


@pytest.mark.parametrize(
    ("learner", "language", "paper", "print_"),
    [("s-0014", "en", "letter", "standard"), ("s-0001", "ar", "a4", "standard"), ("s-0003", "es", "a4", "large")],
)
def test_the_appendix_is_a_tagged_document_too(
    learner: str, language: str, paper: str, print_: str, tmp_path: Path
) -> None:
    document = with_appendix(learner, language, paper, print_)
    assert page.is_pdf_compliant_bytes(document)
    file = tmp_path / "plan.pdf"
    file.write_bytes(document)
    assert not [each for each in outloud.check(str(file)).findings if str(each.severity).lower().endswith("error")]
    assert fonts_in(document) <= OUR_FONTS


def test_the_appendix_follows_the_four_pages_and_works_out_every_level() -> None:
    plain, whole = pages_of(example("s-0014")), pages_of(with_appendix("s-0014"))
    assert len(plain) == 4
    assert len(whole) > 4
    assert all(squeezed("How each level was worked out") not in text for text in plain)
    assert squeezed("How each level was worked out") in whole[4]
    after = "".join(whole[4:])
    for goal in example_picture("s-0014").goals:
        for standing in goal.standings:
            level = standing.rating.value
            assert goal.goal.status != "active" or level is None or squeezed(f"Result: {level:.2f}") in after
    raw = PdfReader(BytesIO(with_appendix("s-0014"))).pages[4].extract_text()
    assert "(2 + 3) ÷ 2 = 2.50" in raw


def test_an_appendix_does_not_make_the_plan_too_long() -> None:
    printed = press().printed(edition(example_picture("s-0013"), printing=editions_with_appendix))
    assert len(pages_of(printed.document)) > 6
    assert printed.problems == ()


def test_a_long_chain_of_numbers_stays_on_the_paper() -> None:
    """Forty scores of a decaying average and of a curve, in every language: one line each, and none without a font."""
    pieces = tuple(
        records.piece(f"p{at}", records.day("09-07"), results=(records.result(points=Decimal("2.5") + at % 3),))
        for at in range(40)
    )
    goal = records.goal("g1", records.REF)
    held = records.records(*pieces, years=(records.year(records.plan(), goal),))
    for method, language in (("decaying_average", "es"), ("power_law", "ar"), ("mean", "en")):
        school = records.school(calculation=records.calculation(method), languages=(language,))
        of = picture_of(held, records.commons(school=school), {}, records.ON)
        printed = press().printed(edition(of, language, printing=editions_with_appendix))
        assert printed.problems == (), method
        assert page.is_pdf_compliant_bytes(printed.document), method


def test_equal_editions_with_an_appendix_give_equal_bytes() -> None:
    again = edition(example_picture("s-0001"), "ar", "a4", printing=editions_with_appendix)
    assert warm_renderer(TEMPLATES, words_in).pdf(again) == with_appendix("s-0001", "ar", "a4")


PRINT_ONE = """
import hashlib
from tests.generator.render.test_pdf import edition, made, press
print(hashlib.sha256(press().pdf(edition(made.picture(), "ar"))).hexdigest())
"""


def test_another_process_prints_the_same_bytes() -> None:
    """One whose sets and dictionaries of texts are in another order than here."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    running = subprocess.Popen(
        [sys.executable, "-c", PRINT_ONE],
        env=os.environ | {"PYTHONHASHSEED": seed},
        cwd=TOP,
        stdout=subprocess.PIPE,
        text=True,
    )
    here = hashlib.sha256(press().pdf(edition(made.picture(), "ar"))).hexdigest()
    assert running.communicate()[0].strip() == here


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", (TOP / "pyproject.toml").as_uri(), "http://127.0.0.1:9/x.png", "ftp://x.example"],
)
def test_a_document_may_load_nothing(address: str) -> None:
    with pytest.raises(ValueError, match="disallowed"):
        NOTHING.fetch(address)


def test_what_the_library_says_holds_none_of_the_document() -> None:
    secret = "Layla Haddad"
    html = (
        f"<html lang=en><title>x</title><img src='file:///{secret}.png' alt='{secret}'><a href='#{secret}'>x</a></html>"
    )
    with captured("weasyprint", "x", "print-layout", form_of) as complaints:
        press().laid_out(html, edition(made.bare())).write_pdf()
    told = [complaint.message for complaint in complaints]
    assert any("image" in message for message in told), "the refused picture is told"
    assert not [message for message in told if "Layla" in message]


def test_arabic_is_laid_out_from_right_to_left() -> None:
    plan = edition(example_picture("s-0001"), "ar")
    first, second, *_ = press().laid_out(press().html(plan)[0], plan).pages
    half = first.width / 2
    goal, now, forward, pace = [box for box in all_boxes(first._page_box) if isinstance(box, boxes.TableCellBox)][:4]
    assert goal.position_x > now.position_x > forward.position_x > pace.position_x
    assert goal.position_x > half
    rungs = [box for box in all_boxes(second._page_box) if isinstance(box, boxes.InlineBlockBox) and is_rung(box)]
    assert [rung.position_x for rung in rungs] == sorted((rung.position_x for rung in rungs), reverse=True)
    assert len(rungs) == 4


def is_rung(box: boxes.Box) -> bool:
    return box.element is not None and "rung" in (box.element.get("class") or "").split()


def all_boxes(box: boxes.Box) -> Iterator[boxes.Box]:
    yield box
    for child in getattr(box, "children", ()):
        yield from all_boxes(child)


@pytest.mark.parametrize("printing", [editions_of, editions_with_appendix])
def test_large_print_is_large_everywhere_and_never_slanted(printing: Callable[..., tuple[Edition, ...]]) -> None:
    plan = edition(example_picture("s-0003"), "es", "a4", "large", printing)
    laid_out = press().laid_out(press().html(plan)[0], plan)
    texts = [box for each in laid_out.pages for box in all_boxes(each._page_box) if isinstance(box, boxes.TextBox)]
    assert len(laid_out.pages) > 4
    assert {box.text for box in texts if box.style["font_size"] < LARGE - 0.01 and box.text.strip()} == set()
    assert {box.style["font_style"] for box in texts} == {"normal"}


def test_a_plan_with_too_many_words_is_set_closer_and_at_last_told() -> None:
    talker = made.t("A word that many people like. " * 200)
    levels = tuple(replace(level, description=talker) for level in made.LEVELS)
    school = replace(made.SCHOOL, scales={"learning": replace(made.SCALE, levels=levels)})
    printed = press().printed(edition(made.picture(school=school, goals=(), pathways=())))
    assert [problem.code for problem in printed.problems] == ["print-too-long"]
    assert "Layla" not in printed.problems[0].message
