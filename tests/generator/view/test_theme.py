"""What the style sheets promise: nothing from elsewhere, readable colours light and dark, no theme inside."""

import re
from collections.abc import Mapping
from itertools import product

import pytest

from tests.generator.messages import ROOT

THEME = ROOT / "site_templates" / "theme"
OURS = (THEME / "css" / "pathbook.css").read_text("utf-8")
SHEETS = tuple(sorted((THEME / "css").glob("*.css")))


def test_style_sheets_load_only_what_lies_beside_them() -> None:
    for sheet in SHEETS:
        for url in re.findall(r"url\(\"?([^\")]+)\"?\)", sheet.read_text("utf-8")):
            if url.startswith("data:image/svg+xml,"):  # a small sign, drawn where it stands
                continue
            assert (sheet.parent / url).resolve().is_file(), f"{sheet.name}: {url}"
        assert "@import" not in sheet.read_text("utf-8")


def test_every_font_comes_with_its_licence() -> None:
    fonts = {file.suffix for file in (THEME / "fonts").iterdir()} - {".txt"}
    assert fonts == {".woff2", ".ttf"}
    for licence in (THEME / "fonts").glob("OFL-*.txt"):
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8").upper()
    assert len(tuple((THEME / "fonts").glob("OFL-*.txt"))) == 2


def test_our_pages_know_no_theme_but_for_the_name_of_dark_colours() -> None:
    assert set(re.findall(r"\bmd-[\w-]+", OURS)) == {"md-color-scheme"}
    for template in [*(ROOT / "site_templates" / "pages").glob("*"), *(ROOT / "site_templates" / "parts").glob("*")]:
        assert "md-" not in template.read_text("utf-8"), template.name


def test_every_class_of_ours_has_our_prefix() -> None:
    for template in [*(ROOT / "site_templates" / "pages").glob("*"), *(ROOT / "site_templates" / "parts").glob("*")]:
        if not template.name.startswith("print_"):
            for names in re.findall(r'class="([^"]*)"', template.read_text("utf-8")):
                words = re.sub(r"\{[{%].*?[%}]\}", " ", names).split()
                assert all(name == "pb" or name.startswith("pb-") for name in words), f"{template.name}: {names}"


def colours(of: str) -> Mapping[str, str]:
    """The variables of one block, as six digits each."""
    block = OURS[OURS.index(of) :].partition("}")[0]
    found = dict(re.findall(r"--pb-([\w-]+): (#[0-9a-f]{3,6})", block))
    return {
        name: value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
        for name, value in found.items()
    }


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it: from 1 for equal colours to 21 for black on white."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


WORDS_ON = (
    *product(("ink", "muted", "link", "now", "fill"), ("paper", "soft")),
    *product(("ink", "muted", "now"), ("now-soft",)),
    ("on-now", "now"),
    ("on-fill", "fill"),
)
SHAPES_ON = tuple(product(("edge", "fill", "now"), ("paper", "soft")))


@pytest.mark.parametrize("scheme", [".pb {", '[data-md-color-scheme="slate"] .pb {'])
def test_words_and_shapes_stand_out_from_what_they_stand_on(scheme: str) -> None:
    known = colours(scheme)
    too_faint = [pair for pair in WORDS_ON if contrast(known[pair[0]], known[pair[1]]) < 4.5]
    assert too_faint == []
    assert [pair for pair in SHAPES_ON if contrast(known[pair[0]], known[pair[1]]) < 3] == []


def test_nothing_is_said_by_red_or_green() -> None:
    """Every strong colour is blue or brown: their reds and greens never stand against each other."""
    for scheme in (".pb {", '[data-md-color-scheme="slate"] .pb {'):
        known = colours(scheme)
        for name in ("fill", "now", "link"):
            red, green, blue = (int(known[name][at : at + 2], 16) for at in (1, 3, 5))
            assert green <= max(red, blue), f"{name} is green"
            assert not (red > 2 * green and red > 2 * blue), f"{name} is red"
