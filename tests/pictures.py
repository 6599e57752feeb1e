"""Pictures of finished pages: for the gallery that people look at, and for the golden ones that tests compare."""

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image
from playwright.sync_api import Page

from tests.browser.judges import settled, wear


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What a page is looked at on: a window in pixels, and the theme's light or dark colours."""

    width: int
    height: int
    scheme: Literal["default", "slate"] = "default"


DEVICES = {
    "desk": Device(width=1280, height=900),
    "phone": Device(width=360, height=740),
    "dark": Device(width=1280, height=900, scheme="slate"),
}


def picture_of(page: Page, url: str, device: Device) -> Image.Image:
    """The whole page, however long, when its fonts are there. What is folded up stays so."""
    page.goto(url)
    use(page, device)
    return picture_now(page)


def use(page: Page, device: Device) -> None:
    page.set_viewport_size({"width": device.width, "height": device.height})
    wear(page, device.scheme)
    settled(page)


def picture_now(page: Page) -> Image.Image:
    settled(page)
    return Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
