"""Lines of text that were measured before: the same words in the same style and room break at the same place.

What decides about a line is in the key: the words, every property of the style that measuring reads (`READ`, which a
test compares with what it does read), the room, and how the line begins. What was measured belongs to a set of fonts
and goes with it. `MOST` lines are kept; then all are let go of. Nothing of it is written anywhere.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

MOST = 20_000  # lines; some 15 MB
READ = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
FONT = (
    "font_family",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_caps",
    "font_variation_settings",
    "font_weight",
)
STRUT = (*READ, "line_height")
of_line, of_font, of_strut = itemgetter(*READ), itemgetter(*FONT), itemgetter(*STRUT)


def measured_of(original: Callable[..., Any]) -> Callable[..., Any]:
    """`split_first_line`, which asks Pango only where it was not asked before."""
    from weasyprint.text.line_break import Layout

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002 - the library's signature
        minimum: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        memory = style.font_config.__dict__.setdefault("pathbook_measured", {})
        line = (text, max_width, justification_spacing, is_line_start, minimum)
        try:
            key = (line, of_line(style))
            found = memory.get(key)
        except TypeError:  # a value that is worked out later, such as calc(): it cannot be a key
            return original(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        if found is None:
            layout, *sizes = original(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            if len(memory) >= MOST:
                memory.clear()
            memory[key] = (layout.__dict__.copy(), sizes)
            return (layout, *sizes)
        layout = Layout.__new__(Layout)  # its own: drawing changes it
        layout.__dict__.update(found[0])
        return (layout, *found[1])

    return split_first_line


def described_of(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`get_font_description`: Pango copies what it is given, so one description serves every line of a style."""
    known: dict[Any, Any] = {}

    def get_font_description(style: Any) -> Any:
        try:
            key = of_font(style)
            found = known.get(key)
        except TypeError:
            return original(style)
        if found is None:
            if len(known) >= MOST:
                known.clear()
            found = known[key] = original(style)
        return found

    return get_font_description


def strut_of(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`strut`, the height of an empty line: the library writes its key out as text for every box."""

    def strut(style: Any) -> Any:
        memory = style.font_config.__dict__.setdefault("pathbook_struts", {})
        try:
            key = of_strut(style)
            found = memory.get(key)
        except TypeError:
            return original(style)
        if found is None:
            if len(memory) >= MOST:
                memory.clear()
            found = memory[key] = original(style)
        return found

    return strut
