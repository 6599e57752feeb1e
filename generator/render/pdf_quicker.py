"""The one place where functions of WeasyPrint's inside are stood in for, and never by guessing.

Each of ours was written beside the source of the library's that it stands for, and of what both lean on. Where any of
these reads otherwise, in another version or by another hand, the library's own stays, and prints the same bytes a
little later. A test prints every edition of a school both ways.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Any

from generator.render.pdf_quick_drawings import drawn_of
from generator.render.pdf_quick_styles import backgrounds_of, in_flow_of, missing_of, percentages_of
from generator.render.pdf_quick_text import described_of, measured_of, strut_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Quicker:
    """`made` of the library's function, it stands in its `places`; `known`: by name, sources as they were, digested."""

    what: str
    made: Callable[[Any], Any]
    places: tuple[str, ...]
    known: tuple[tuple[str, str], ...]


LAYOUTS = ("absolute", "block", "column", "float", "grid", "inline", "page", "table")
QUICKER = (
    Quicker(
        what="a property that nobody set",
        made=missing_of,
        places=("css:ComputedStyle.__missing__",),
        known=(("css:ComputedStyle", "4ff0512c0af12674"), ("css.functions:check_math", "4f8e6a21258e09ba")),
    ),
    Quicker(
        what="the lengths of a box",
        made=percentages_of,
        places=tuple(f"layout.{each}:resolve_percentages" for each in LAYOUTS),
        known=(
            ("layout.percent:resolve_percentages", "71673078096fcf87"),
            ("layout.percent:resolve_one_percentage", "4cfaa9ad134e4f7b"),
            ("layout.percent:percentage", "ebe404ccd9da50bf"),
            ("layout.percent:adjust_box_sizing", "88f3351db0280d16"),
            ("css.functions:check_math", "4f8e6a21258e09ba"),
        ),
    ),
    Quicker(
        what="boxes in normal flow",
        made=in_flow_of,
        places=("formatting_structure.boxes:Box.is_in_normal_flow",),
        known=(
            ("formatting_structure.boxes:Box.is_in_normal_flow", "5f49d6ab23da7e51"),
            ("formatting_structure.boxes:Box.is_floated", "6e6071b81868ea92"),
            ("formatting_structure.boxes:Box.is_absolutely_positioned", "397e0c33b3087681"),
            ("formatting_structure.boxes:Box.is_running", "1c451d5c39f4a663"),
            ("formatting_structure.boxes:Box.is_footnote", "3550ea0c86860187"),
            ("formatting_structure.boxes:Box.is_note", "2651f1110437e2e3"),
        ),
    ),
    Quicker(
        what="boxes without a background",
        made=backgrounds_of,
        places=("layout.background:layout_box_backgrounds",),
        known=(
            ("layout.background:layout_box_backgrounds", "617a870678c82755"),
            ("layout.percent:resolve_radii_percentages", "4980b3798c671710"),
            ("draw.color:get_color", "8196bf0c7ddc3e54"),
        ),
    ),
    Quicker(
        what="lines measured before",
        made=measured_of,
        places=("layout.inline:split_first_line", "layout.preferred:split_first_line"),
        known=(
            ("text.line_break:split_first_line", "39ad1016863ca34d"),
            ("text.line_break:create_layout", "6587192cc0ab3ffa"),
            ("text.line_break:first_line_metrics", "55ec5d0b58b29a8b"),
            ("text.line_break:line_size", "03fa04fd51fc69aa"),
            ("text.line_break:Layout", "681b737d1ba5e004"),
            ("text.fonts:font_features", "e35741064c068852"),
            ("text.fonts:get_font_description", "85734b8947b9bf64"),
            ("draw.text:draw_text", "ebaf96239c6ca363"),
        ),
    ),
    Quicker(
        what="fonts described before",
        made=described_of,
        places=("text.line_break:get_font_description",),
        known=(("text.fonts:get_font_description", "85734b8947b9bf64"), ("text.line_break:Layout", "681b737d1ba5e004")),
    ),
    Quicker(
        what="heights of lines",
        made=strut_of,
        places=("layout.inline:strut",),
        known=(
            ("text.line_break:strut", "b57885b70dd08efe"),
            ("text.line_break:first_line_metrics", "55ec5d0b58b29a8b"),
            ("text.line_break:line_size", "03fa04fd51fc69aa"),
            ("text.line_break:Layout", "681b737d1ba5e004"),
            ("text.fonts:font_features", "e35741064c068852"),
        ),
    ),
    Quicker(
        what="drawings drawn before",
        made=drawn_of,
        places=("images:SVGImage.draw",),
        known=(
            ("images:SVGImage", "91c26b229879fc1c"),
            ("svg:SVG.draw", "2751538befd88406"),
            ("svg:SVG.draw_node", "5e24443a435c491e"),
            ("pdf.stream:Stream", "624257224db6f66d"),
            ("draw:draw_background_image", "133db5e01d7c08b6"),
        ),
    ),
)
_before: dict[str, Any] = {}  # what stood in a place before ours did


def quicken() -> None:
    """From now on ours stand in, in the whole process, wherever the library reads as it did."""
    if not _before:
        for each in recognised():
            owner, name = _found(each.places[0])
            ours = each.made(getattr(owner, name))
            for place in each.places:
                owner, name = _found(place)
                _before[place] = getattr(owner, name)
                setattr(owner, name, ours)


@contextmanager
def as_the_library_does() -> Iterator[None]:
    """The library's own functions for a while: for tests and for the bench."""
    held = bool(_before)
    while _before:
        place, original = _before.popitem()
        owner, name = _found(place)
        setattr(owner, name, original)
    try:
        yield
    finally:
        if held:
            quicken()


@cache
def recognised() -> tuple[Quicker, ...]:
    """Those whose sources all read as they did when ours were written."""
    return tuple(each for each in QUICKER if all(digest_of(name) == digest for name, digest in each.known))


def digest_of(name: str) -> str:
    """Of a function's or class's source; "" where there is none to be read."""
    try:
        owner, last = _found(name)
        return sha256(inspect.getsource(getattr(owner, last)).encode()).hexdigest()[:16]
    except (ImportError, AttributeError, OSError, TypeError):
        return ""


def _found(name: str) -> tuple[Any, str]:
    """Where it stands, and under which name: a module, or a class in it."""
    module, _, path = name.partition(":")
    owner: Any = import_module(f"weasyprint.{module}")
    *way, last = path.split(".")
    for step in way:
        owner = getattr(owner, step)
    return owner, last
