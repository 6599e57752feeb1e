"""`make gallery`: every page and every printed plan of a few learners, as one sheet of pictures. Not a test.

For those who review how Pathbook looks, and for translators, who see each page beside the same page in English.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, Sites, served, tab_in
from tests.conftest import EXAMPLE_DAY, PATHBOOK, TOP
from tests.gallery.sheet import Picture, sheet
from tests.pictures import DEVICES, use

INTO = TOP / "out" / "gallery"
CONTRASTING = ("s-0001", "s-0003", "s-0013")
SHEET_DPI = "60"  # a printed page is then some 500 pixels wide


def main() -> None:
    """Arguments: the learners to show, if not the three."""
    learners = tuple(sys.argv[1:]) or CONTRASTING
    began = time.monotonic()
    rmtree(INTO, ignore_errors=True)
    (INTO / "pictures").mkdir(parents=True)
    build = [str(PATHBOOK), "build", *learners, "--root", str(TOP), "--on", EXAMPLE_DAY, "--out", str(INTO / "built")]
    build += ["--access", "plain"]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    with ThreadPoolExecutor(max_workers=1) as beside:  # paper on one core, pages on the other
        paper = beside.submit(lambda: [*papers(learners)])
        pictures = [*pages(learners), *paper.result()]
    (INTO / "index.html").write_text(sheet(tuple(pictures), EXAMPLE_DAY), encoding="utf-8", newline="\n")
    print(f"{len(pictures)} pictures in {time.monotonic() - began:.0f} s: {INTO / 'index.html'}")


def pages(learners: tuple[str, ...]) -> Iterator[Picture]:
    """Each page of each learner, in each of their languages, on each device."""
    with sync_playwright() as playwright, served(INTO / "built" / "site") as sites:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with tab_in(browser) as tab:
            for learner in learners:
                yield from pages_of(learner, sites, tab.page)
        browser.close()


def pages_of(learner: str, sites: Sites, page: Page) -> Iterator[Picture]:
    for language, folder in sites.languages(learner).items():
        for path in sites.paths(learner, folder):
            page.goto(sites.url(learner, folder + path))
            title = page.locator("h1").inner_text()
            for name, device in DEVICES.items():
                use(page, device)
                file = place_for(f"{learner}-{(path or 'home').strip('/').replace('/', '-')}-{language}-{name}")
                page.screenshot(path=file, full_page=True, type="jpeg", quality=80)
                yield told(file, learner=learner, what=path or "home", title=title, language=language, device=name)


def papers(learners: tuple[str, ...]) -> Iterator[Picture]:
    """Each sheet of each printed document."""
    for learner in learners:
        for document in sorted((INTO / "built" / "pdf" / learner).glob("*.pdf")):
            sheets = place_for(f"{learner}-{document.stem}").with_suffix("")
            subprocess.run(["pdftoppm", "-r", SHEET_DPI, "-jpeg", str(document), str(sheets)], check=True)
            for at, file in enumerate(sorted(sheets.parent.glob(f"{sheets.name}-*.jpg")), start=1):
                language, title = language_of(document.stem), f"{document.name}, {at}"
                yield told(file, learner=learner, what=document.stem, title=title, language=language, device="paper")


def place_for(name: str) -> Path:
    return INTO / "pictures" / f"{name}.jpg"


def language_of(name: str) -> str:
    """Of a document: "home-2-es-a4-large" is in Spanish."""
    return next(part for part in name.split("-") if len(part) == 2 and part.isalpha())


def told(file: Path, *, learner: str, what: str, title: str, language: str, device: str) -> Picture:
    with Image.open(file) as opened:  # reads only its head
        width, height = opened.size
    return Picture(
        file=file.relative_to(INTO).as_posix(),
        learner=learner,
        what=what,
        title=title,
        language=language,
        device=device,
        width=width,
        height=height,
    )


if __name__ == "__main__":
    if not CHROMIUM.exists() or not Path(PATHBOOK).exists():
        sys.exit("The gallery needs Debian's chromium and what `make test` installs.")
    main()
