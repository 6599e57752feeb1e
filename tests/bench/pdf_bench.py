"""Plans on paper: the warm press against the `weasyprint` command on the same document, with the same variant.

The sample school's learners take turns. The finish pass has a row of its own: the command has none.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from weasyprint import Document

from generator.checked import checked_learner, checked_school
from generator.load.people import people_for
from generator.manifest import Order
from generator.model.joined import picture_of
from generator.render.pdf import PAPERS, Renderer, collecting_after
from generator.render.pdf_finish import VARIANT, written
from generator.render.pdf_fonts import font_rules, fonts_of
from generator.sample import write_sample
from generator.sample_pupil import TODAY
from generator.view.edition import editions_of
from generator.view.page import Edition
from generator.workshop import Workshop
from tests.bench.table import Row, interleaved

LEARNERS, WARM_UP, MEASURED = 24, 2, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan, ready for each of the ways. `plain` is what the press writes before the finish."""

    edition: Edition
    html: str
    plain: bytes
    file: Path  # the same document for the command


def pdf_rows(workspace: Path) -> tuple[tuple[Row, ...], str]:
    """The rows, and what was measured in a few words."""
    shop = workshop_in(workspace)
    press = shop.press
    plans = [plan_of(press, edition, workspace) for edition in islice(editions_in(shop), WARM_UP + MEASURED)][WARM_UP:]
    styles = styles_in(workspace, shop)
    seconds = interleaved(
        {
            "press": taking_turns(plans, lambda plan: by_press(press, plan.html, plan.edition)),
            "command": taking_turns(plans, partial(by_command, styles)),
            "finished": taking_turns(plans, lambda plan: by_press(press, plan.html, plan.edition, written)),
            "whole": taking_turns(plans, lambda plan: press.pdf(plan.edition)),
        },
        len(plans),
    )
    one, command, finish, whole = (seconds[way] for way in ("press", "command", "finished", "whole"))
    against = "weasyprint command, same document"
    rows = (
        Row(what="a plan on paper, laid out and written", ours=one, baseline=command, against=against, goal="≥ 2.5×"),
        Row(what="the same with the finish pass", ours=finish, baseline=one, against="the row above"),
        Row(what="edition to finished PDF", ours=whole, baseline=command, against=against),
    )
    size = sum(len(plan.plain) for plan in plans) / len(plans)
    return (
        rows,
        f"{len(plans)} plans of four pages, {size / 1000:.0f} kB each before the finish; {VARIANT} in both ways.",
    )


def workshop_in(workspace: Path) -> Workshop:
    root = workspace / "school"
    write_sample(root, LEARNERS)
    order = Order(root=root, out=workspace / "out", only="pdf", how="serial")
    return Workshop(order=order, school=checked_school(root, None, lambda _: TODAY))


def editions_in(shop: Workshop) -> Iterator[Edition]:
    """Plans in standard print, from one learner after the other."""
    for folder in shop.school.folders:
        records, problems = checked_learner(shop.school, folder)
        if records is None:
            raise SystemExit(f"the sample school has problems: {problems}")
        people = people_for(records, shop.school.people)
        picture = picture_of(records, shop.school.commons, people, shop.school.on, shop.school.groundwork)
        yield from (
            edition
            for edition in editions_of(picture, shop.words)
            if edition.kind == "plan" and edition.print == "standard"
        )


def plan_of(press: Renderer, edition: Edition, workspace: Path) -> Plan:
    html, _ = press.html(edition)
    file = workspace / f"{edition.learner}-{edition.name}.html"
    file.write_text(html, encoding="utf-8")
    return Plan(edition=edition, html=html, plain=by_press(press, html, edition), file=file)


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


def by_press(press: Renderer, html: str, edition: Edition, writing: Callable[[Document], bytes] = plainly) -> bytes:
    with collecting_after():
        return writing(press.laid_out(html, edition))


def by_command(styles: dict[str, tuple[Path, ...]], plan: Plan) -> None:
    sheets = [part for sheet in styles[plan.edition.paper] for part in ("--stylesheet", str(sheet))]
    command = [sys.executable, "-m", "weasyprint", "--pdf-variant", VARIANT, *sheets]
    subprocess.run([*command, str(plan.file), str(plan.file.with_suffix(".pdf"))], check=True, capture_output=True)


def taking_turns(plans: Sequence[Plan], way: Callable[[Plan], object]) -> Callable[[int], object]:
    return lambda number: way(plans[number])
