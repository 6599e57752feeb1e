"""Family plans as PDFs: WeasyPrint, kept warm.

What is the same for every plan (fonts, style sheets, templates) is read once in a worker. A document may load
nothing: pictures travel inside it as data URIs, and only the fonts of theme/fonts exist.
"""

import gc
import logging
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

import segno
from fontTools.unicodedata import script_name
from jinja2 import Environment
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.problem import Place, Problem, ToolFailed
from generator.render.captured import captured
from generator.render.pdf_finish import VARIANT, written
from generator.render.pdf_fonts import (
    NO_SCRIPT,
    by_script,
    font_file,
    font_rules,
    fonts_of,
    only_our_fonts,
    without_pictures,
)
from generator.render.pdf_mathematics import with_drawn_formulas
from generator.render.pdf_quicker import quicken
from generator.render.templates import environment, filled
from generator.view.page import Edition, EditionKind
from generator.words import Words

PAPERS: Mapping[tuple[str, str], str] = {
    ("letter", "standard"): "size: letter",
    ("a4", "standard"): "size: A4",
    ("letter", "large"): "size: letter; margin-bottom: 38mm",
    ("a4", "large"): "size: A4; margin-bottom: 38mm",
    ("phone", "standard"): "size: 100mm 216mm; margin: 6mm 6mm 26mm",
}
MOST_PAGES: Mapping[tuple[EditionKind, str], int] = {
    ("plan", "standard"): 4,
    ("conference", "standard"): 1,
    ("letter", "standard"): 1,
}
APPENDIX = "appendix"  # the id of what may follow them, as long as it needs to be
MOST_TOLD = 8  # characters of one script
FOR_THE_WEB = re.compile(r' (?:class="pb-[^"]*"|aria-hidden="true"|focusable="false")')
NOTHING = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
OUR_FILES = URLFetcher(allowed_protocols=("data", "file"), allow_redirects=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A plan on paper, and what was not as it should be while it was laid out."""

    document: bytes
    problems: tuple[Problem, ...]


Content: TypeAlias = tuple[str, str, str, str]  # everything that decides about a document: markup, paper, print, kind


@dataclass(slots=True, kw_only=True)
class Renderer:
    """One worker's printing press. `papers`: by paper and print, the style sheets, parsed. `formulas`: their font.

    `last`: what was printed for the learner whose turn it is.
    """

    templates: Environment
    words_in: Callable[[str], Words]
    fonts: FontConfiguration
    papers: Mapping[tuple[str, str], tuple[CSS, ...]]
    drawable: frozenset[int]
    formulas: Path
    last: tuple[str, dict[Content, bytes]] = field(default=("", {}), init=False)

    def pdf(self, edition: Edition) -> bytes:
        """The edition as a PDF; equal editions give equal bytes."""
        return self.printed(edition).document

    def printed(self, edition: Edition) -> Printed:
        """The edition as a PDF, with the problems met; none of them holds a name.

        Two homes of one learner often get the very same document: it is laid out once, where nothing is amiss in it.
        """
        file = f"pdf/{edition.learner}/{edition.name}.pdf"
        if self.last[0] != edition.learner:
            self.last = (edition.learner, {})
        with collecting_after(), captured("weasyprint", file, "print-layout", form_of) as complaints:
            html, missing = self.html(edition)
            content = (html, edition.paper, edition.print, edition.kind)
            if content in self.last[1]:
                return Printed(document=self.last[1][content], problems=())
            document, problems = self.written(html, edition, file)
        problems = (*unprintable(file, missing), *problems, *else_said(complaints))
        if not problems:
            self.last[1][content] = document
        return Printed(document=document, problems=problems)

    def written(self, html: str, edition: Edition, file: str) -> tuple[bytes, tuple[Problem, ...]]:
        """Laid out roomily, or snugly where that is too long; the pages are let go of before anything else happens."""
        laid_out = self.laid_out(html, edition)
        if too_many(edition, laid_out):
            laid_out = self.laid_out(self.html(edition, "snug")[0], edition)
        return written(laid_out), tuple(too_long(file, edition, laid_out))

    def html(self, edition: Edition, fit: Literal["roomy", "snug"] = "roomy") -> tuple[str, tuple[str, ...]]:
        """What is laid out, one document that needs no other file; and the characters that no font can draw."""
        words = self.words_in(edition.language).for_stage(edition.stage)
        html = filled(
            self.templates,
            f"pdf/{edition.kind}.html.j2",
            edition=edition,
            content=edition.content,
            say=words.say,
            fit=fit,
        )
        shown, missing = without_pictures(html, self.drawable)
        return with_drawn_formulas(shown, words, self.formulas), missing

    def laid_out(self, html: str, edition: Edition) -> Document:
        """The pages, not yet written."""
        page = HTML(string=html, url_fetcher=NOTHING)
        styles = list(self.papers[edition.paper, edition.print])
        return page.render(stylesheets=styles, font_config=self.fonts, pdf_variant=VARIANT)


@contextmanager
def collecting_after() -> Iterator[None]:
    """Layout makes a million short-lived objects: looking for garbage among them while it runs costs a tenth of the
    time. Afterwards only what is new is looked through, not all that the worker keeps."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if on:
            gc.enable()


def warm_renderer(folders: tuple[Path, ...], words_in: Callable[[str], Words]) -> Renderer:
    """A press for any number of plans; a school's own templates, fonts and styles come before ours."""
    quicken()
    templates = environment(folders)
    templates.globals.update(drawn=drawn, qr=qr_picture)
    faces = fonts_of(folders)
    fonts = only_our_fonts(_found(folders, "pdf/fonts.conf"))
    style = _found(folders, "pdf/print.css")
    with captured("weasyprint", str(style), "print-style") as complaints:
        sheets = (
            CSS(string=font_rules(faces), font_config=fonts, url_fetcher=OUR_FILES),
            CSS(string=style.read_text("utf-8"), url_fetcher=NOTHING),
        )
        papers = {kind: (*sheets, CSS(string=f"@page {{ {rule} }}")) for kind, rule in PAPERS.items()}
    if complaints:
        raise ToolFailed("WeasyPrint", f"{style}: {complaints[0].message}")
    drawable = frozenset().union(*(font.characters for font in faces))
    return Renderer(
        templates=templates,
        words_in=words_in,
        fonts=fonts,
        papers=papers,
        drawable=drawable,
        formulas=_found(folders, "theme/fonts/NotoSansMath-Regular.ttf"),
    )


def _found(folders: tuple[Path, ...], name: str) -> Path:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise ToolFailed("templates", f"no {name} in the folders of templates")


@lru_cache(maxsize=1024)
def drawn(art: str) -> str:
    """A drawing as an address, for a background; without what only the web reads in it."""
    named = FOR_THE_WEB.sub("", str(art).strip()).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return f"data:image/svg+xml;base64,{b64encode(named.encode()).decode()}"


def qr_picture(address: str) -> str:
    """A QR code as a data URI; error correction M still reads from a folded sheet."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=3, border=2, dark="#111"))


def form_of(record: logging.LogRecord) -> str:
    """A complaint without its values: they quote the document, and so a child."""
    return f"WeasyPrint said: {record.msg}"


def unprintable(file: str, missing: tuple[str, ...]) -> Iterator[Problem]:
    """What was left out or printed as a box, script by script, with the file that would print it."""
    for script, signs in by_script(missing).items():
        points = ", ".join(f"U+{ord(sign):04X}" for sign in signs[:MOST_TOLD])
        more = f" and {len(signs) - MOST_TOLD} more" if len(signs) > MOST_TOLD else ""
        if script in NO_SCRIPT:
            message, hint = f"no print font has the characters {points}{more}", "leave them out"
        else:
            message = f"no print font has letters of the {script_name(script)} script: {points}{more}"
            hint = f"put {font_file(script)}, with its licence, into site_templates/theme/fonts of the school"
        yield Problem(Place(file), "cannot-print-character", message, hint, severity="warning")


def else_said(complaints: list[Problem]) -> tuple[Problem, ...]:
    """What the library complained of, each sentence once; letters without a font are told by `unprintable`."""
    return tuple(each for each in dict.fromkeys(complaints) if ".notdef" not in each.message)


def plan_pages(laid_out: Document) -> int:
    """How many pages stand before the appendix; all of them where there is none."""
    starts = (number for number, page in enumerate(laid_out.pages) if APPENDIX in page.anchors)
    return next(starts, len(laid_out.pages))


def too_many(edition: Edition, laid_out: Document) -> bool:
    most = MOST_PAGES.get((edition.kind, edition.print))
    return most is not None and plan_pages(laid_out) > most


def too_long(file: str, edition: Edition, laid_out: Document) -> Iterator[Problem]:
    if too_many(edition, laid_out):
        pages, most = plan_pages(laid_out), MOST_PAGES[edition.kind, edition.print]
        message = f"the printed {edition.kind} has {pages} pages instead of {most}"
        yield Problem(Place(file), "print-too-long", message, "shorten what is longest in the plan", severity="warning")
