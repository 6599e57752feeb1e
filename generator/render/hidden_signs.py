"""Characters nobody sees or wants, and that could turn, cover or break what stands beside people's words.

Marks that only help a right-to-left word along, and joiners of letters and emoji, stay.
"""

import re

OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"
MARK = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Controls, noncharacters, lone surrogates, embeddings and overrides of direction, interlinear notes, tags.
NOTHING = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e001f"
)
HIDDEN = re.compile(f"[{NOTHING}]")
ISOLATES = re.compile(f"[{OPENING}{CLOSING}]")
# No language writes more than four marks over one letter; a heap of them would cover the lines above.
HEAP = re.compile(f"([{MARK}]{{4}})[{MARK}]+")
ANY = re.compile(f"[{NOTHING}{OPENING}{CLOSING}]|[{MARK}]{{5}}")


def settled(text: str) -> str:
    """The words without such characters; what is isolated stays so where every isolate is closed."""
    if not ANY.search(text):
        return text
    kept = HEAP.sub(r"\1", HIDDEN.sub("", text))
    return kept if _balanced(kept) else ISOLATES.sub("", kept)


def _balanced(text: str) -> bool:
    """Whether every isolate is closed in its own paragraph, and nothing is closed that was not opened."""
    for line in text.splitlines():
        deep = 0
        for sign in ISOLATES.findall(line):
            deep += 1 if sign in OPENING else -1
            if deep < 0:
                return False
        if deep:
            return False
    return True
