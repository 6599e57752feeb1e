"""The letters, laid out: one page, readable aloud, the address as a picture and the code never."""

from functools import cache
from io import BytesIO
from pathlib import Path

import outloud
import page
import pikepdf
import pytest
from pypdf import PdfReader

from generator.model.recipients import Recipient, forms_of
from generator.publish.codes import folded
from generator.publish.keys import TEST_MASTER
from generator.render.pdf import qr_picture
from generator.view.letter import letter_of
from generator.view.page import Edition
from tests.generator.render.test_pdf import OUR_FONTS, press, words_in
from tests.generator.test_example_situations import example
from tests.generator.view.test_letter import ON, enclosed, recipient

pytestmark = pytest.mark.pdf

KINDS = ("f-00021", "f-00012", "f-00032", "household:h-001", "s-0002", "e-0001")
ONE_PAGE = ("f-00021", "f-00012", "household:h-001", "s-0002")


def of(to: Recipient) -> Edition:
    school = example().commons.school
    form = forms_of(to, school, ON)[0]
    return letter_of(to, form, enclosed(to, TEST_MASTER), school, example().people, ON, words_in(form.language))


@cache
def printed(who: str) -> bytes:
    result = press().printed(of(recipient(who)))
    assert result.problems == ()
    return result.document


def text_of(document: bytes) -> str:
    return "\n".join(each.extract_text() for each in PdfReader(BytesIO(document)).pages)


@pytest.mark.parametrize("who", ["f-00012", "f-00032", "household:h-001", "e-0001"])
def test_both_judges_find_no_error(who: str, tmp_path: Path) -> None:
    assert page.is_pdf_compliant_bytes(printed(who))
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed(who))
    found = outloud.check(str(file)).findings
    assert [str(each) for each in found if str(each.severity).lower().endswith("error")] == []


@pytest.mark.parametrize("who", ONE_PAGE)
def test_a_letter_in_standard_print_is_one_page_also_with_the_trial_mark(who: str) -> None:
    assert len(PdfReader(BytesIO(printed(who))).pages) == 1


@pytest.mark.parametrize("who", ["f-00032"])
def test_in_large_print_the_steps_stand_together_on_the_first_page(who: str) -> None:
    first, *rest = [squeezed(each.extract_text()) for each in PdfReader(BytesIO(printed(who))).pages]
    assert len(rest) == 1
    assert squeezed(enclosed(recipient(who), TEST_MASTER).code) in first


@pytest.mark.parametrize("who", KINDS)
def test_the_code_is_printed_as_it_is_typed(who: str) -> None:
    """Also where everything else runs from right to left."""
    assert folded(enclosed(recipient(who), TEST_MASTER).code) in squeezed(text_of(printed(who)))


@pytest.mark.parametrize("who", KINDS)
def test_pictures_and_facts_about_the_file_hold_no_code_and_no_name(who: str) -> None:
    to = recipient(who)
    inside = enclosed(to, TEST_MASTER)
    html, _ = press().html(of(to))
    assert inside.addresses is not None
    pictures = [qr_picture(address) for address in inside.addresses.values()]
    assert html.count("<img") == (0 if to.kind == "staff" else len(pictures))
    assert to.kind == "staff" or all(picture in html for picture in pictures)
    with pikepdf.open(BytesIO(printed(who))) as pdf:
        told = " ".join([*map(str, pdf.docinfo.values()), str(pdf.open_metadata(update_docinfo=False))])
        assert str(pdf.Root.Lang) == of(to).language
    assert folded(inside.code) not in folded(told)
    names = [name for person in example().people.values() for name in person.name.values()]
    assert not [name for name in names if name in told]


def test_only_our_fonts_and_the_same_bytes_every_time() -> None:
    names = {font["/BaseFont"].split("+")[-1] for font in fonts_in(printed("f-00012"))}
    assert names <= OUR_FONTS
    assert press().pdf(of(recipient("f-00012"))) == printed("f-00012")


def fonts_in(document: bytes) -> list[dict[str, str]]:
    found = []
    for each in PdfReader(BytesIO(document)).pages:
        fonts = each["/Resources"]["/Font"]  # type: ignore[index]
        found += [{"/BaseFont": str(fonts[name]["/BaseFont"]).lstrip("/")} for name in fonts]
    return found


def squeezed(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
