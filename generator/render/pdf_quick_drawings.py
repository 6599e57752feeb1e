"""Drawings that were drawn before: a sign stands thirty times in a plan, and is always the same strokes.

Only a drawing on an empty group of its own is kept, and only what neither clips nor writes nor refers to another
object: its strokes do not depend on where it stands. The key is its address, which is the drawing itself, and its size.
"""

from collections.abc import Callable
from typing import Any

import pydyf

MOST = 1_000  # drawings; some kB each
DEPENDS = (b"W", b"W*", b"BT")  # clipping asks where it stands; text has fonts


def drawn_of(original: Callable[..., None]) -> Callable[..., None]:
    """`SVGImage.draw`, which follows the strokes of last time."""
    known: dict[Any, tuple[tuple[Any, ...], dict[str, Any]]] = {}

    def draw(self: Any, stream: Any, concrete_width: float, concrete_height: float, _style: Any) -> None:
        key = (self._base_url, concrete_width, concrete_height)
        resources = stream._resources
        if key[0] is None or not _is_empty(stream, resources):
            return original(self, stream, concrete_width, concrete_height, _style)
        if key not in known:
            begin = len(stream.stream)
            original(self, stream, concrete_width, concrete_height, _style)
            strokes = tuple(stream.stream[begin:])
            if _refers_to_nothing(resources) and not any(part in DEPENDS for part in strokes):
                if len(known) >= MOST:
                    known.clear()
                known[key] = (strokes, dict(resources["ExtGState"]))
            return None
        strokes, states = known[key]
        stream.stream.extend(strokes)
        resources["ExtGState"].update({name: pydyf.Dictionary(state) for name, state in states.items()})
        return None

    return draw


def _is_empty(stream: Any, resources: Any) -> bool:
    """Whether the stream is a new group in which nothing but its place was said."""
    return len(stream.stream) == 1 and not resources["ExtGState"] and _refers_to_nothing(resources)


def _refers_to_nothing(resources: Any) -> bool:
    return resources.get("Font") is None and not any(resources[kind] for kind in ("XObject", "Pattern", "Shading"))
