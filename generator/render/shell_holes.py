"""Places held for a learner's words while MkDocs writes a site once without any, and the shells cut out at them.

A template may place a hole and ask whether it is empty. Whatever else it does with it shows: a hole refuses to be
compared, measured or looked into, and the sign that is placed for it does not outlive any change.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from markupsafe import escape

from generator.render.page_policy import inline_scripts
from generator.render.shells import INDEX, Shell, Shells, in_few_bytes

TRACE = "pbhole"  # in letters that no change but one of case leaves alone
OPENS, CLOSES = "\ue000", "\ue001"
SIGN = f"{OPENS}{TRACE}{{}}x <\"'&>{CLOSES}"
PLACED = re.compile(
    "|".join(
        (
            re.escape(SIGN).replace(r"\{\}", r"(\d+)"),
            re.escape(str(escape(SIGN))).replace(r"\{\}", r"(\d+)"),
            rf"{TRACE}(\d+)x",
        )
    )
)
LEFT_OVER = re.compile(f"{TRACE}|[{OPENS}{CLOSES}]", re.IGNORECASE)


class LookedInto(Exception):  # noqa: N818 - it never leaves render: the site is built whole instead
    """A template or plugin did something with a learner's words beside placing them."""


class NotTold:
    """What the theme of a learner's site is given as well, and no shell covers."""

    def __init__(self, what: str) -> None:
        self._what = what

    def _asked(self, *_: object) -> NoReturn:
        raise LookedInto(f"it asks for {self._what}")

    __getattr__ = __getitem__ = __iter__ = __len__ = __bool__ = __contains__ = __str__ = __html__ = _asked


class Hole(str):
    """The sign of a place, which only ever becomes part of a longer text. `asked`: questions it may be asked."""

    full: bool = True
    asked: Mapping[str, bool] = {}

    def __bool__(self) -> bool:
        return self.full

    def __contains__(self, part: object) -> bool:
        if part not in self.asked:
            raise LookedInto(f"it looks for {part!r} in a learner's words")
        return self.asked[str(part)]

    def __eq__(self, other: object) -> bool:
        return self is other or _refused("__eq__")(self)

    def __ne__(self, other: object) -> bool:
        return self is not other and _refused("__ne__")(self)

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __format__(self, form: str) -> str:
        return str(self) if not form else _refused("__format__")(self)


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise LookedInto(f"it uses a learner's words with {name.strip('_')}")

    return refuse


# To be joined to other words is to be placed.
HARMLESS = frozenset((*dir(object), *vars(Hole), "__add__", "__getnewargs__", "maketrans"))
ORDERED = frozenset(("__ge__", "__gt__", "__le__", "__lt__"))
for _name in (frozenset(dir(str)) - HARMLESS) | ORDERED:
    setattr(Hole, _name, _refused(_name))


@dataclass(slots=True)
class Holes:
    """The places of one site, in the order in which `walked` comes to them."""

    held: list[Hole | None] = field(default_factory=list)  # None: a step of a path, which stands bare in addresses

    def words(self, each: str) -> Hole:
        hole = Hole(SIGN.format(len(self.held)))
        hole.full = bool(each)
        self.held.append(hole)
        return hole

    def step(self, _: str) -> str:
        self.held.append(None)
        return f"{TRACE}{len(self.held) - 1}x"


def cut(files: Mapping[str, bytes], holes: Holes) -> Shells:
    """The shells of what was written around the holes. Raises LookedInto where something became of one."""
    texts: dict[str, int] = {}
    escaped: dict[int, int] = {}
    found = [
        (list(_pieces(path, holes)), list(_pieces(_text_of(path, content), holes)))
        for path, content in sorted(files.items())
        if path != INDEX
    ]
    for piece in (piece for pair in found for pieces in pair for piece in pieces):
        if isinstance(piece, str):
            texts.setdefault(piece, len(texts))
        elif piece < 0:
            escaped.setdefault(~piece, len(escaped))

    def numbers(pieces: list[str | int]) -> tuple[int, ...]:
        """Of each piece: texts come first, then the learner's words, then those that are escaped once more."""
        return tuple(
            texts[piece]
            if isinstance(piece, str)
            else len(texts) + (piece if piece >= 0 else len(holes.held) + escaped[~piece])
            for piece in pieces
        )

    return Shells(
        texts=tuple(texts),
        escaped=tuple(escaped),
        files=tuple(Shell(path=numbers(path), body=numbers(body)) for path, body in found),
        index=_index_of(files[INDEX]) if INDEX in files else None,
    )


def _text_of(path: str, content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise LookedInto(f"{path} is no text") from None
    if any(LEFT_OVER.search(code) for code in inline_scripts(text)):
        raise LookedInto(f"a script in {path} holds a learner's words, and its digest stands in the page's policy")
    return text


def _index_of(content: bytes) -> str:
    held = json.loads(content)
    said = in_few_bytes(held["config"])
    if held["docs"] or LEFT_OVER.search(said):
        raise LookedInto("the search was told of a page by somebody else")
    return said


def _pieces(text: str, holes: Holes) -> Iterator[str | int]:
    """Texts, and the number of each hole between them; of one that was escaped once more, its complement."""
    after = 0
    for found in PLACED.finditer(text):
        yield from _constant(text[after : found.start()])
        number = int(found[found.lastindex or 0])
        if number >= len(holes.held) or (holes.held[number] is None) != (found.lastindex == 3):
            raise LookedInto("it changes a learner's words")
        yield ~number if found.lastindex == 2 else number
        after = found.end()
    yield from _constant(text[after:])


def _constant(text: str) -> Iterator[str]:
    if LEFT_OVER.search(text):
        raise LookedInto("it changes a learner's words")
    if text:
        yield text
