"""The first of what people wrote, where a whole text is too much: on paper, at a glance, in a title."""

from dataclasses import replace

from generator.view.page import RichText

SENTENCE_ENDS = (". ", "! ", "? ", "؟ ", "。", "\n")


def shortened(rich: RichText, signs: int) -> RichText:
    """The first sentences of people's words, as many as fit; at least a part of the first, ending in "…".

    Words with Markdown or formulas in them stay whole where a cut could split a sign from its partner.
    """
    text = rich.text.strip()
    if len(text) <= signs:
        return rich
    head = text[:signs]
    end = max(head.rfind(stop) + 1 for stop in SENTENCE_ENDS)
    cut = head[:end].rstrip() if end > signs // 3 else head[: max(head.rfind(" "), signs // 2)].rstrip(" ,;:") + " …"
    return replace(rich, text=cut if _whole(cut) else text)


def _whole(text: str) -> bool:
    """Whether no emphasis, code, link or formula was cut apart."""
    pairs = all(text.count(sign) % 2 == 0 for sign in ("*", "_", "`", "$"))
    return pairs and text.count("[") == text.count("]") and text.count("\\(") == text.count("\\)")
