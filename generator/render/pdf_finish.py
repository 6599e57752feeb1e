"""The last touch on a printed plan: what a screen reader needs and WeasyPrint does not write.

Knows nothing of plans; touches the objects of a tagged PDF while they are still Python's, so that no file is ever read
again. Equal objects give equal bytes. Each step is here because a PDF/UA judge (`page-validation`, `outloud`) asked
for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import pydyf
from weasyprint import Document

from generator.render.pdf_objects import NOTHING, keep_as_bytes

VARIANT = "pdf/ua-1"
SPOKEN = "\ue001"  # of Unicode's private use: begins the words of a picture that is a formula
PRINT_FLAG = 4  # of an annotation: it is printed, too
SAYS_NOTHING_EMPTY = frozenset({"/Span", "/NonStruct", "/Div", "/LBody", "/LI"})
MARGIN = (b"/Artifact", b"<</Type/Pagination>>")  # what stands before BDC

Element: TypeAlias = pydyf.Dictionary
Kid: TypeAlias = bytes | int  # the reference of an element or an annotation, or the number of marked content
Marks: TypeAlias = Mapping[bytes, set[int]]  # by page, the numbers of marked content that the reading order holds


def finish(_: Document, pdf: pydyf.PDF) -> None:
    """What WeasyPrint calls before it writes the file."""
    tree = _at(pdf, _at(pdf, pdf.catalog["StructTreeRoot"])["K"][0])
    _prune(pdf, tree)
    _gather_formulas(pdf, tree)
    _scope_headers(pdf, tree, in_head=False)
    read = _marks_read(pdf, tree)
    for reference in pdf.page_references:
        page = _at(pdf, reference)
        _print_annotations(pdf, page)
        _margins_as_artifacts(_at(pdf, page["Contents"]), read.get(reference, set()))
    _forget_margins(pdf, read)
    keep_as_bytes(pdf)


def _at(pdf: pydyf.PDF, reference: bytes) -> Element:
    return pdf.objects[int(reference.partition(b" ")[0])]


def _kids(element: Element) -> list[Kid]:
    """What an element holds: elements, references to annotations, and numbers of marked content."""
    kids: list[Kid] = element.get("K", [])
    return kids


def _elements(pdf: pydyf.PDF, element: Element) -> Iterator[Element]:
    for kid in _kids(element):
        if isinstance(kid, bytes) and "S" in (found := _at(pdf, kid)):
            yield found


def _prune(pdf: pydyf.PDF, element: Element) -> None:
    """Take out empty elements, the innermost first: a screen reader would stop at each of them."""
    for kid in _elements(pdf, element):
        _prune(pdf, kid)
    element["K"][:] = [kid for kid in _kids(element) if not _is_noise(pdf, kid)]


def _is_noise(pdf: pydyf.PDF, kid: Kid) -> bool:
    if isinstance(kid, int):
        return False
    element = _at(pdf, kid)
    return element.get("S") in SAYS_NOTHING_EMPTY and not _kids(element)


def _gather_formulas(pdf: pydyf.PDF, element: Element) -> None:
    """A drawn formula and the line that is copied, which stands before it, become one thing that is read once."""
    kept: list[Kid] = []
    for kid in _kids(element):
        if isinstance(kid, bytes) and "S" in (child := _at(pdf, kid)):
            if "Alt" in child and child["Alt"].string.startswith(SPOKEN):
                _as_formula(pdf, child, kept.pop())
            else:
                _gather_formulas(pdf, child)
        kept.append(kid)
    element["K"][:] = kept


def _as_formula(pdf: pydyf.PDF, figure: Element, line: Kid) -> None:
    figure["S"], figure["Alt"] = "/Formula", pydyf.String(figure["Alt"].string.removeprefix(SPOKEN))
    figure["K"].insert(0, line)
    if isinstance(line, bytes):
        _at(pdf, line)["P"] = figure.reference


def _scope_headers(pdf: pydyf.PDF, element: Element, *, in_head: bool) -> None:
    """A header in a table's head speaks for its column, any other for its row."""
    for kid in _elements(pdf, element):
        if kid["S"] == "/TH":
            attributes = kid.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
            attributes["Scope"] = "/Column" if in_head else "/Row"
        _scope_headers(pdf, kid, in_head=in_head or kid["S"] == "/THead")


def _marks_read(pdf: pydyf.PDF, tree: Element) -> Marks:
    read: defaultdict[bytes, set[int]] = defaultdict(set)
    waiting = list(_elements(pdf, tree))
    while waiting:
        element = waiting.pop()
        read[element["Pg"]].update(kid for kid in _kids(element) if isinstance(kid, int))
        waiting.extend(_elements(pdf, element))
    return read


def _print_annotations(pdf: pydyf.PDF, page: Element) -> None:
    for reference in page.get("Annots", ()):
        annotation = _at(pdf, reference)
        annotation["F"] = int(annotation.get("F", 0)) | PRINT_FLAG


def _margins_as_artifacts(content: pydyf.Stream, marks: set[int]) -> None:
    """Footers and page numbers are drawn as marked content that nothing reads; PDF/UA wants that said."""
    parts = content.stream
    for number, part in enumerate(parts):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID", -1) not in marks and "MCID" in part:
            parts[number - 1 : number + 1] = MARGIN


def _forget_margins(pdf: pydyf.PDF, read: Marks) -> None:
    """The index from marks to elements lets go of the margins' elements."""
    index = _at(pdf, _at(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for number, page in enumerate(pdf.page_references):
        marks = read.get(page, set())
        index[2 * number + 1][:] = [
            each if mark in marks else NOTHING for mark, each in enumerate(index[2 * number + 1])
        ]


def written(laid_out: Document, finishing: Callable[[Document, pydyf.PDF], None] = finish) -> bytes:
    """The pages as a PDF: header cells scoped, margins out of the reading order, an id made from its content."""
    return bytes(laid_out.write_pdf(pdf_variant=VARIANT, pdf_identifier=True, finisher=finishing))
