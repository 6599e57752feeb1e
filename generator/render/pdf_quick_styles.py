"""Styles and sizes of boxes, worked out with fewer questions asked: WeasyPrint's own answers, sooner.

Each function takes the library's and gives one that answers the common cases alone and leaves every other to it.
Nothing is imported from the library's inside before its source was recognised (`pdf_quicker`).
"""

from collections.abc import Callable
from functools import partial
from math import inf
from typing import Any

SIDES = ("left", "right", "top", "bottom")
MARGINS_AND_PADDINGS = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES)
BORDERS = tuple(f"border_{side}_width" for side in SIDES)
OWN_RULES = frozenset({"float", "display", "position", "page"})  # computed together, or from ancestors


def missing_of(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """A property nobody set: the initial value, or the parent's."""
    from weasyprint.css import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, PHYSICAL_FUNCTIONS, check_math

    plain = {key for key in INITIAL_VALUES if key not in OWN_RULES and not key.startswith("text_decoration_")}
    inherited = (plain & INHERITED) - PHYSICAL_FUNCTIONS.keys()
    initial = {key: INITIAL_VALUES[key] for key in plain - INHERITED - INITIAL_NOT_COMPUTED}
    initial = {key: value for key, value in initial.items() if not check_math(value)}
    logical = {
        key: (name(block="ttb", inline="ltr"), name(block="ttb", inline="rtl"))
        for key, name in PHYSICAL_FUNCTIONS.items()
    }

    def missing(self: Any, key: str) -> Any:
        cascaded = self.cascaded
        if key in cascaded:
            return original(self, key)
        if key in initial:
            names = logical.get(key)
            if names is None or (names[0] not in cascaded and names[1] not in cascaded):
                value = self[key] = initial[key]
                return value
        elif key in inherited and self.parent_style is not None:
            value = self.parent_style[key]
            if type(value) is str or not check_math(value):
                self[key] = value
                return value
        return original(self, key)

    return missing


def percentages_of(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Lengths of a box that are pixels or shares of the box around it."""
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout.percent import adjust_box_sizing, check_math, percentage

    def used(value: Any, style: Any, refer_to: Any) -> Any:
        if type(value) is Dimension and value.unit is not None:
            return refer_to * value.value / 100 if value.unit == "%" else value.value
        return value if value == "auto" else percentage(value, style, refer_to)

    def resolve(box: Any, containing_block: Any) -> None:
        style = box.style
        if style["border_collapse"] == "collapse" or isinstance(box, PageBox) or not isinstance(containing_block, Box):
            return original(box, containing_block)
        _across(box, style, partial(used, style=style, refer_to=containing_block.width))
        if containing_block.height == "auto":
            own = style["height"]
            box.height = "auto" if own == "auto" or check_math(own) or own.unit == "%" else own.value
            box.min_height = _at_least(used(style["min_height"], style, 0))
            box.max_height = used(style["max_height"], style, inf)
        else:
            _along(box, style, partial(used, style=style, refer_to=containing_block.height))
        for border in BORDERS:
            setattr(box, border, style[border])
        if style["box_sizing"] != "content-box":
            adjust_box_sizing(box, "width")
            adjust_box_sizing(box, "height")
        return None

    return resolve


def _across(box: Any, style: Any, used: Callable[[Any], Any]) -> None:
    for side in MARGINS_AND_PADDINGS:
        setattr(box, side, used(style[side]))
    box.width = used(style["width"])
    box.min_width = _at_least(used(style["min_width"]))
    box.max_width = used(style["max_width"])


def _along(box: Any, style: Any, used: Callable[[Any], Any]) -> None:
    box.height = used(style["height"])
    box.min_height = _at_least(used(style["min_height"]))
    box.max_height = used(style["max_height"])


def _at_least(used: Any) -> Any:
    return 0 if used == "auto" else used


def in_flow_of(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Most boxes neither float nor stand anywhere but where they come."""

    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        return (style["float"] == "none" and style["position"] == "static") or original(self)

    return is_in_normal_flow


RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))


def backgrounds_of(original: Callable[..., None]) -> Callable[..., None]:
    """Most boxes have no background, no shadow, no round corner and no picture around them; asked once of a style."""
    from weasyprint.draw.color import get_color

    def layout_box_backgrounds(
        page: Any,
        box: Any,
        get_image_from_uri: Any,
        layout_children: bool = True,  # noqa: FBT001, FBT002 - the library's signature
        style: Any = None,
    ) -> None:
        if style is not None or box is page or not _is_bare(box.style, get_color):
            return original(page, box, get_image_from_uri, layout_children, style)
        for radius in RADII:
            setattr(box, radius, (0, 0))
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image_from_uri)
        box.background = None
        return None

    return layout_box_backgrounds


def _is_bare(style: Any, get_color: Callable[[Any, str], Any]) -> bool:
    known = style.__dict__.get("pathbook_bare")
    if known is None:
        known = style.pathbook_bare = (
            all((0, "px") in style[radius] for radius in RADII)
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and style["visibility"] != "hidden"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )
    return bool(known)
