"""Long texts that changed: what became different in them, not both wholes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from generator.view.page import RichText

SHORT = 60  # signs: texts up to this are told whole
BESIDE = 2  # words told on each side of what changed, so that it is found again
MOST_PLACES = 4  # more than these, and the text was written anew
ALIKE = 0.5


def differing(was: RichText, now: RichText) -> tuple[tuple[RichText, RichText], ...]:
    """What stood there and what stands there, place by place; none where texts are short, or have little alike."""
    if max(len(was.text), len(now.text)) <= SHORT or was.language != now.language:
        return ()
    old, new = was.text.split(), now.text.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    places = tuple(_places(matcher, len(old), len(new)))
    if matcher.ratio() < ALIKE or len(places) > MOST_PLACES:
        return ()
    return tuple((replace(was, text=_cut(old, *there)), replace(now, text=_cut(new, *here))) for there, here in places)


def _places(matcher: SequenceMatcher[str], old: int, new: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Runs of words that differ, each with the words beside it; those that touch are one."""
    held: tuple[int, int, int, int] | None = None
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        found = (max(0, a - BESIDE), min(old, b + BESIDE), max(0, c - BESIDE), min(new, d + BESIDE))
        if held is not None and found[0] <= held[1]:
            held = (held[0], found[1], held[2], found[3])
            continue
        if held is not None:
            yield held[:2], held[2:]
        held = found
    if held is not None:
        yield held[:2], held[2:]


def _cut(words: list[str], start: int, end: int) -> str:
    """Signs of Markdown are left out: their partners may lie elsewhere."""
    inside = re.sub(r"[*_`\[\]]", "", " ".join(words[start:end]))
    return f"{'… ' if start > 0 else ''}{inside}{' …' if end < len(words) else ''}"
