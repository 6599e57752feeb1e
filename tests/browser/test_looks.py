"""The main pages look as they looked when somebody last approved: pictures compared with a tolerance.

Small golden pictures, so that they can be kept with the code and looked at in review. A letter drawn a little
otherwise by another Chromium passes, a box that moved does not. `pytest tests/browser/test_looks.py --update-golden`
takes them anew.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.browser.conftest import Seen, Sites, tab_in
from tests.pictures import DEVICES, picture_now, picture_of

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden" / "looks"
LOOKS = {
    "home": ("s-0001", "", "desk"),
    "goal": ("s-0001", "goal/g1/", "desk"),
    "pathway": ("s-0001", "pathway/p1/", "desk"),
    "family": ("s-0001", "family/", "desk"),
    "home-phone": ("s-0001", "", "phone"),
    "home-ar": ("s-0001", "ar/", "desk"),
    "home-dark": ("s-0001", "", "dark"),
}
TALLEST = 1800  # pixels of a page that are compared: its first two screens
SMALLER = 2  # a golden picture has half as many pixels across
CELL = 8  # pixels of a golden picture across, whose average is compared
MEAN, WORST = 2.6, 40  # of 255


@pytest.fixture(scope="module")
def chromium(whole_chromium: Browser) -> Browser:
    return whole_chromium


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Seen]:
    with tab_in(chromium) as tab:
        yield tab


def small(taken: Image.Image) -> Image.Image:
    taken = taken.crop((0, 0, taken.width, min(taken.height, TALLEST)))
    return taken.resize((taken.width // SMALLER, taken.height // SMALLER), Image.Resampling.BOX)


def differences(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """How much two pictures differ, cell by cell: on average, and where most. 0 to 255."""
    cells = (-(-one.width // CELL), -(-max(one.height, other.height) // CELL))
    here, there = (average_cells(picture, cells) for picture in (one, other))
    apart = ImageChops.difference(here, there).convert("L").tobytes()
    return sum(apart) / len(apart), max(apart)


def average_cells(picture: Image.Image, cells: tuple[int, int]) -> Image.Image:
    sheet = Image.new("RGB", (cells[0] * CELL, cells[1] * CELL), "white")
    sheet.paste(picture)
    return sheet.resize(cells, Image.Resampling.BOX)


@pytest.mark.parametrize("name", LOOKS)
def test_a_page_looks_as_it_was_approved(
    example_sites: Sites, tab: Seen, request: pytest.FixtureRequest, name: str
) -> None:
    learner, path, device = LOOKS[name]
    taken, file = small(picture_of(tab.page, example_sites.url(learner, path), DEVICES[device])), GOLDEN / f"{name}.png"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        taken.quantize(40, kmeans=4, dither=Image.Dither.NONE).save(file, optimize=True)
    assert file.is_file(), f"{file} is missing: run pytest --update-golden and look at it"
    with Image.open(file) as golden:
        mean, worst = differences(taken, golden.convert("RGB"))
    assert mean <= MEAN, f"{name} looks otherwise than {file}"
    assert worst <= WORST, f"a part of {name} looks otherwise than in {file}"


@pytest.mark.parametrize(
    ("style", "passes", "because"),
    [
        (
            "* { -webkit-text-stroke: .1px currentcolor }",
            True,
            "letters a little bolder, as another machine draws them",
        ),
        ("* { text-rendering: geometricPrecision }", True, "letters set by other fractions of a pixel"),
        ("#pb .pb-main { margin-block-start: 1.2em !important }", False, "a box ten pixels further down"),
        (".pb-tag-here { visibility: hidden }", False, "where one stands is not shown"),
        ("#pb .pb-box { visibility: hidden }", False, "what is done is not ticked"),
    ],
)
def test_what_moved_is_seen_and_how_letters_are_drawn_is_not(
    example_sites: Sites, tab: Seen, style: str, passes: bool, because: str
) -> None:
    before = small(picture_of(tab.page, example_sites.url("s-0001"), DEVICES["desk"]))
    tab.page.add_style_tag(content=style)
    mean, worst = differences(before, small(picture_now(tab.page)))
    assert (mean <= MEAN and worst <= WORST) is passes, because
