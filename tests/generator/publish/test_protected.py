"""A printed plan behind a password: what survives, what opens it, and what is seen without it."""

import re
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import outloud
import pikepdf
import pytest
from pypdf import PdfReader

from generator.model.access import Reader
from generator.publish.codes import folded
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.protected import protected
from tests.generator.render.test_pdf import press
from tests.generator.render.test_pdf_documents import of_example

pytestmark = pytest.mark.pdf
CODE = code_of(TEST_MASTER, Reader(who="f-00011", version=1))
OTHER = code_of(TEST_MASTER, Reader(who="f-00012", version=1))
KINDS = (("plan", "ar"), ("phone", "en"))
# Words of the PDF language, which a plan may hold as well.
OF_PDF = {
    "length", "filter", "resources", "metadata", "extensions", "flatedecode", "transparency", "subtype", "catalog",
    "marked", "outlines", "encrypt", "devicergb", "structtreeroot", "markinfo", "objstm", "xobject", "startxref",
    "viewerpreferences", "displaydoctitle", "baseversion", "extensionlevel", "matrix", "decodeparms", "columns",
    "predictor", "height", "bitspercomponent", "colorspace", "interpolate", "pages", "group",
}  # fmt: skip


@cache
def plain(kind: str, language: str) -> bytes:
    return press().pdf(of_example("s-0001", kind, language))


@cache
def locked(kind: str, language: str) -> bytes:
    return protected(plain(kind, language), CODE)


def facts_of(document: bytes, password: str = "") -> dict[str, object]:
    """What a screen reader and a PDF/UA judge go by."""
    with pikepdf.open(BytesIO(document), password=password) as pdf:
        with pdf.open_metadata() as metadata:
            told = dict(metadata.items())
        tree = pdf.Root.StructTreeRoot
        return {
            "elements": elements_in(tree),
            "language": str(pdf.Root.Lang),
            "marked": bool(pdf.Root.MarkInfo.Marked),
            "title is shown": bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
            "title": str(pdf.docinfo.get("/Title")),
            "metadata": {name: value for name, value in told.items() if name != "xmp:MetadataDate"},
            "pages": len(pdf.pages),
        }


def elements_in(element: pikepdf.Object) -> int:
    """How many elements the tree of tags holds, without recursion over pages' marks."""
    kids = element.get("/K")
    if kids is None:
        return 0
    held = kids.as_list() if isinstance(kids, pikepdf.Array) else [kids]
    below = [kid for kid in held if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return len(below) + sum(elements_in(kid) for kid in below)


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_tags_language_title_and_what_says_pdf_ua_are_as_before(kind: str, language: str) -> None:
    before, after = facts_of(plain(kind, language)), facts_of(locked(kind, language), CODE)
    assert after == before
    assert before["elements"] > 100  # type: ignore[operator]
    assert before["language"] == language
    assert "1" in [value for name, value in before["metadata"].items() if name.endswith("part")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_every_page_says_what_it_said(kind: str, language: str) -> None:
    before, after = PdfReader(BytesIO(plain(kind, language))), PdfReader(BytesIO(locked(kind, language)))
    assert after.is_encrypted
    assert after.decrypt(CODE)
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]


@pytest.mark.parametrize(
    ("password", "opens", "because"),
    [
        (CODE, True, "as the letter prints it"),
        (folded(CODE), True, "without dashes, as the owner's password"),
        (CODE.lower(), False, "a PDF compares letter by letter"),
        (CODE.replace("-", " "), False, "the same"),
        (CODE[:-1], False, "a symbol is missing"),
        (OTHER, False, "another person's code"),
        ("", False, "no password"),
        ("s-0001", False, "an id is no password"),
    ],
)
def test_what_opens_it(password: str, opens: bool, because: str) -> None:
    document = locked("plan", "ar")
    assert bool(PdfReader(BytesIO(document)).decrypt(password)) is opens, because
    if opens:
        with pikepdf.open(BytesIO(document), password=password) as pdf:
            assert all(pdf.allow), "nobody is forbidden to print, and no screen reader to read"
            assert (pdf.encryption.R, pdf.encryption.stream_method) == (6, pikepdf.models.EncryptionMethod.aesv3)
    else:
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(document), password=password)


def test_judges_find_no_fault(tmp_path: Path) -> None:
    file, secret, opened = tmp_path / "plan.pdf", tmp_path / "code.txt", tmp_path / "opened.pdf"
    file.write_bytes(locked("plan", "ar"))
    secret.write_text(CODE + "\n", encoding="ascii")
    with_code = ("qpdf", f"--password-file={secret}")
    checked = subprocess.run([*with_code, "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "stream encryption method: AESv3" in checked.stdout
    subprocess.run([*with_code, "--decrypt", str(file), str(opened)], check=True)
    assert not [each for each in outloud.check(str(opened)).findings if str(each.severity).lower().endswith("error")]
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode == 2


def words_of(document: bytes) -> set[str]:
    """What a reader sees: words long enough that chance does not write them into random bytes."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    return {word.lower() for word in re.findall(r"[^\W\d_]{6,}", text)} - OF_PDF


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_without_the_code_nothing_of_the_plan_is_seen(kind: str, language: str) -> None:
    raw = locked(kind, language)
    words = words_of(plain(kind, language))
    assert len(words) > 60
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        small = raw.lower()
        assert [word for word in words if word.encode(encoding) in small] == []
    for sign in (b"Noto", b"FontName", b"Amina", b"Farouk", b"s-0001", b"f-00011", b"pdfuaid", b"Learning plan"):
        assert sign not in raw, "fonts tell the script that a family reads; ids and titles tell more"
    assert shutil.which("pdfinfo")
    seen = subprocess.run(["pdfinfo", "-"], input=raw, capture_output=True, check=False)
    assert (seen.returncode, seen.stdout) == (1, b"")


def test_nothing_ties_two_copies_together() -> None:
    """Neither to the plain document, whose identifier is made from what it says, nor to another reader's copy."""
    with pikepdf.open(BytesIO(plain("plan", "ar"))) as pdf:
        identifier = bytes(pdf.trailer.ID[0])
    copies = [protected(plain("plan", "ar"), code) for code in (CODE, CODE, OTHER)]
    assert len(set(copies)) == 3
    for copy in copies:
        assert identifier not in copy
        assert identifier.hex().encode() not in copy
        assert CODE.encode() not in copy
