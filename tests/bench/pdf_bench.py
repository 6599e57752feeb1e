"""Plans on paper: the warm press against the `weasyprint` command and against Chromium, on the same documents.

The sample school's learners take turns, and so do the ways. Each way has a press of its own: what one of them measured
would help the next. The finish pass has rows of its own: neither the command nor Chromium has one.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

import pydyf
from playwright.sync_api import Browser, sync_playwright
from weasyprint import Document

from generator.checked import checked_learner, checked_school
from generator.load.people import people_for
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.render.pdf import PAPERS, Renderer, collecting_after, warm_renderer
from generator.render.pdf_finish import VARIANT, finish, written
from generator.render.pdf_fonts import font_rules, fonts_of
from generator.render.pdf_quicker import as_the_library_does
from generator.sample import write_sample
from generator.sample_pupil import TODAY
from generator.view.edition import editions_of
from generator.view.page import Edition
from generator.workshop import Workshop
from tests.bench.table import Row, interleaved

LEARNERS, WARM_UP, MEASURED = 24, 2, 10
CHROMIUM = Path("/usr/bin/chromium")
PRINTING = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
NOT_ALIKE = "no running footers, no PDF/UA"  # what Chromium cannot do with these documents
COMMAND = "weasyprint command, same document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan, ready for each of the ways, and all editions of its learner."""

    edition: Edition
    html: str
    file: Path  # the same document for the commands
    editions: tuple[Edition, ...]


def pdf_rows(workspace: Path) -> tuple[tuple[Row, ...], str]:
    """The rows, and what was measured in a few words."""
    shop = workshop_in(workspace)
    styles = styles_in(workspace, shop)
    learners = islice(groupby(editions_in(shop), key=attrgetter("learner")), WARM_UP + MEASURED)
    plans = [plan_of(shop.press, tuple(editions), styles, workspace) for _, editions in learners]
    finishing: list[float] = []
    with ExitStack() as browsers:
        ways = ways_of(shop, styles, partial(timed_finish, finishing))
        if CHROMIUM.exists():
            ways |= chromium_ways(browsers.enter_context(chromium()))
        for plan in plans[:WARM_UP]:
            for way in ways.values():
                way(plan)
        finishing.clear()
        measured = plans[WARM_UP:]
        seconds = interleaved({name: taking_turns(measured, way) for name, way in ways.items()}, len(measured))
    return rows_of({**seconds, "finish": statistics.median(finishing)}), note_of(shop.press, measured)


def ways_of(
    shop: Workshop, styles: dict[str, tuple[Path, ...]], finishing: Callable[[Document, pydyf.PDF], None]
) -> dict[str, Callable[[Plan], object]]:
    presses = {name: warm_renderer(shop.templates, shop.words) for name in ("quick", "plain", "finished", "whole")}
    every = {name: warm_renderer(shop.templates, shop.words) for name in ("quick", "plain")}
    return {
        "quick": lambda plan: by_press(presses["quick"], plan, plainly),
        "plain": lambda plan: as_library(lambda: by_press(presses["plain"], plan, plainly)),
        "finished": lambda plan: by_press(presses["finished"], plan, partial(with_finish, finishing)),
        "whole": lambda plan: presses["whole"].pdf(plan.edition),
        "command": partial(by_command, styles),
        "every": lambda plan: all_of(every["quick"], plan),
        "every, plain": lambda plan: as_library(lambda: all_of(every["plain"], plan)),
    }


def rows_of(seconds: dict[str, float]) -> tuple[Row, ...]:
    quick, finished, command = seconds["quick"], seconds["finished"], seconds["command"]
    laid_out = "a plan on paper, laid out and written"
    rows = (
        Row(what=laid_out, ours=quick, baseline=command, against=COMMAND, goal="≥ 3.3×"),
        Row(what=f"{laid_out}, nothing remembered", ours=seconds["plain"], baseline=command, against=COMMAND),
        Row(what="what is remembered on, and off", ours=quick, baseline=seconds["plain"], against="the two rows above"),
        Row(what="the same, finished", ours=finished, baseline=quick, against="laid out and written, not finished"),
        Row(what="the finish pass by itself", ours=seconds["finish"], baseline=finished, against="the row above"),
        Row(what="edition to finished PDF", ours=seconds["whole"], baseline=command, against=COMMAND),
        Row(
            what="all editions of a learner",
            ours=seconds["every"],
            baseline=seconds["every, plain"],
            against="the same press, nothing remembered",
        ),
    )
    if "chromium command" not in seconds:
        return rows
    return (
        *rows,
        Row(
            what="a plan on paper, finished",
            ours=finished,
            baseline=seconds["chromium command"],
            against=f"chromium command: {NOT_ALIKE}",
        ),
        Row(
            what="a plan on paper, finished",
            ours=finished,
            baseline=seconds["chromium warm"],
            against=f"warm Chromium, tagged: {NOT_ALIKE}",
        ),
    )


def note_of(press: Renderer, plans: Sequence[Plan]) -> str:
    size = sum(len(press.pdf(plan.edition)) for plan in plans) / len(plans)
    editions = sum(len(plan.editions) for plan in plans) / len(plans)
    return (
        f"{len(plans)} plans of four pages, {size / 1000:.0f} kB each when finished, {VARIANT};"
        f" {editions:.1f} editions a learner."
    )


def as_library(way: Callable[[], object]) -> object:
    with as_the_library_does():
        return way()


def all_of(press: Renderer, plan: Plan) -> None:
    for edition in plan.editions:
        press.pdf(edition)


def timed_finish(taken: list[float], document: Document, pdf: pydyf.PDF) -> None:
    start = time.perf_counter()
    finish(document, pdf)
    taken.append(time.perf_counter() - start)


def with_finish(finishing: Callable[[Document, pydyf.PDF], None], laid_out: Document) -> bytes:
    return written(laid_out, finishing)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def chromium_ways(browser: Browser) -> dict[str, Callable[[Plan], object]]:
    page = browser.new_page()

    def warm(plan: Plan) -> bytes:
        page.goto(plan.file.as_uri())
        return page.pdf(prefer_css_page_size=True, tagged=True)

    return {"chromium warm": warm, "chromium command": by_chromium}


def by_chromium(plan: Plan) -> None:
    command = [str(CHROMIUM), *PRINTING, f"--print-to-pdf={plan.file.with_suffix('.chromium.pdf')}"]
    subprocess.run([*command, plan.file.as_uri()], check=True, capture_output=True)


def workshop_in(workspace: Path) -> Workshop:
    root = workspace / "school"
    write_sample(root, LEARNERS)
    order = Order(root=root, out=workspace / "out", only="pdf", how="serial")
    return Workshop(order=order, school=checked_school(root, None, lambda _: TODAY))


def editions_in(shop: Workshop) -> Iterator[Edition]:
    """All editions, from one learner after the other."""
    for folder in shop.school.folders:
        records, problems = checked_learner(shop.school, folder)
        if records is None:
            raise SystemExit(f"the sample school has problems: {problems}")
        people = people_for(records, shop.school.people)
        picture = picture_of(records, shop.school.commons, people, shop.school.on, shop.school.groundwork)
        yield from editions_of(picture, shop.words)


def plan_of(
    press: Renderer, editions: tuple[Edition, ...], styles: dict[str, tuple[Path, ...]], workspace: Path
) -> Plan:
    """The file links its style sheets, for Chromium."""
    edition = next(each for each in editions if each.kind == "plan" and each.print == "standard")
    html, _ = press.html(edition)
    file = workspace / f"{edition.learner}-{edition.name}.html"
    links = "".join(f'<link rel="stylesheet" href="{sheet.as_uri()}">' for sheet in styles[edition.paper])
    file.write_text(html.replace("</head>", f"{links}</head>"), encoding="utf-8")
    return Plan(edition=edition, html=html, file=file, editions=editions)


def styles_in(workspace: Path, shop: Workshop) -> dict[str, tuple[Path, ...]]:
    """By paper, the style sheets of the press as files."""
    faces = workspace / "faces.css"
    faces.write_text(font_rules(fonts_of(shop.templates)), encoding="utf-8")
    shared = next(folder / "pdf" / "print.css" for folder in shop.templates if (folder / "pdf" / "print.css").is_file())
    found: dict[str, tuple[Path, ...]] = {}
    for (paper, print_), rule in PAPERS.items():
        if print_ == "standard" and paper != "phone":
            sheet = workspace / f"{paper}.css"
            sheet.write_text(f"@page {{ {rule} }}", encoding="utf-8")
            found[paper] = (faces, shared, sheet)
    return found


def plainly(laid_out: Document) -> bytes:
    """Without the finish, as the command writes it."""
    return bytes(laid_out.write_pdf(pdf_variant=VARIANT))


def by_press(press: Renderer, plan: Plan, writing: Callable[[Document], bytes]) -> bytes:
    with collecting_after():
        return writing(press.laid_out(plan.html, plan.edition))


def by_command(styles: dict[str, tuple[Path, ...]], plan: Plan) -> None:
    """The document as the press lays it out, with the press's style sheets."""
    document, sheets = plan.file.with_suffix(".plain.html"), styles[plan.edition.paper]
    document.write_text(plan.html, encoding="utf-8")
    told = [part for sheet in sheets for part in ("--stylesheet", str(sheet))]
    command = [sys.executable, "-m", "weasyprint", "--pdf-variant", VARIANT, *told]
    subprocess.run([*command, str(document), str(document.with_suffix(".pdf"))], check=True, capture_output=True)


def taking_turns(plans: Sequence[Plan], way: Callable[[Plan], object]) -> Callable[[int], object]:
    return lambda number: way(plans[number])
