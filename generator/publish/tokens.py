"""People's words in the form in which they are looked for: folded, and looked up quickly however large a district is.

It is the form of `check/names.py` with two differences: a hyphen parts words, since papers break lines there, and
signs that nobody sees are taken out first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from generator.check.case import NameIndex
from generator.check.names import SIGN, lines_after
from generator.records.school import LearnerId

END = "\x1f"  # stands between passages, as a word of its own: nothing is found across it
BETWEEN = f"\n{END}\n"
WORD_IN_ASCII = re.compile(rf"[a-z]+(?:'[a-z]+)*|{END}")
ONE_SIGN = re.compile(SIGN)
WORD = re.compile(rf"{SIGN}|[^\W\d_]+(?:'[^\W\d_]+)*|{END}")
UNSEEN = re.compile("[\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
# Signs of plain English that alone would make a text a strange one, which takes three times as long to read.
PLAINER = dict.fromkeys("“”–—…·\u00a0", " ") | {"’": "'"}
# A curve of an SVG can hold "s-1200": what consists of signs of a path only is no text.
PATH_DATA = re.compile(r"""\b(?:d|points|path)=(["'])[MmZzLlHhVvCcSsQqTtAaEe0-9+\-.,\s]*\1""")
# Not inside a longer word or number, and not the beginning of a day as in "photos-2026-11-20".
# Begins at its hyphen, which is rare: so a long text is read ten times as fast.
LEARNER_ID = re.compile(r"-(?<=[A-Za-z]-)(?<![A-Za-z0-9][A-Za-z]-)[0-9]{4,8}(?![A-Za-z0-9])(?!-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The names of all learners. `text` has lines "name, folded ⇥ learner"; `pairs` the first two words of each."""

    text: str
    pairs: frozenset[str]
    first_words: frozenset[str]
    longest: int


def words_of(passages: Iterable[str]) -> list[str]:
    """The words of passages that have nothing to do with each other; END stands between two."""
    sorted_out: tuple[list[str], list[str]] = ([], [])
    for passage in passages:
        sorted_out[passage.isascii()].append(passage)
    strange = BETWEEN.join(sorted_out[0])
    for sign, plainer in PLAINER.items():
        strange = strange.replace(sign, plainer)
    still_strange: list[str] = []
    for passage in strange.split(BETWEEN):
        (sorted_out[1] if passage.isascii() else still_strange).append(passage)
    return [*folded_words(BETWEEN.join(sorted_out[1])), END, *folded_words(BETWEEN.join(still_strange))]


def folded_words(text: str) -> list[str]:
    """The words of a text in order."""
    if text.isascii():
        return [as_one(word) for word in WORD_IN_ASCII.findall(text.lower())]
    signs = normalize("NFKD", UNSEEN.sub("", text).replace("’", "'"))
    bare = normalize("NFC", without_combining(signs)).casefold()
    apart = ONE_SIGN.sub(r" \g<0> ", bare) if ONE_SIGN.search(bare) else bare
    return [as_one(word) for word in WORD.findall(apart)]


def without_combining(signs: str) -> str:
    """Only the few that are there are looked for: all that exist would take fifty times as long."""
    present = "".join(sign for sign in set(signs) if combining(sign))
    return re.sub(f"[{present}]+", "", signs) if present else signs


def as_one(word: str) -> str:
    """O'Neill, ONeill's and oneill are the same."""
    return word.removesuffix("'s").replace("'", "") if "'" in word else word


def as_drawn(word: str) -> str:
    """A word that runs from right to left, whatever the order in which a PDF reader gave its letters: it turns
    ligatures around, so that lam-alef comes out as alef-lam."""
    return "".join(sorted(word)) if RIGHT_TO_LEFT.search(word) else word


def as_written(word: str) -> str:
    return word


@lru_cache(maxsize=4)
def roll_of(index: str, form: Callable[[str], str] = as_written) -> Roll:
    """The `roll` of a NameIndex, its words as `folded_words` gives them and then in a form. Kept: a worker has one."""
    lines: list[str] = []
    pairs: set[str] = set()
    first: set[str] = set()
    longest = 0
    for line in index.split("\n"):
        name, _, learner = line.partition("\t")
        words = [form(word) for word in folded_words(name)]
        if len(words) < 2:
            continue
        lines.append(f"{' '.join(words)}\t{learner}\n")
        pairs.add(f"{words[0]} {words[1]}")
        first.add(words[0])
        longest = max(longest, len(words))
    return Roll(text="\n" + "".join(lines), pairs=frozenset(pairs), first_words=frozenset(first), longest=longest)


def named_in(words: Sequence[str], roll: Roll) -> Iterator[LearnerId]:
    """Whose full names stand in these words, as often as they do."""
    first = roll.first_words
    for position in (position for position, word in enumerate(words) if word in first):
        if " ".join(words[position : position + 2]) in roll.pairs:
            for end in range(position + 2, min(position + roll.longest, len(words)) + 1):
                yield from lines_after(roll.text, " ".join(words[position:end]))


def named_as_one_word(words: Sequence[str], roll: Roll) -> Iterator[LearnerId]:
    """Whose names of two words stand here written together, as in the name of a file."""
    for word in words:
        for at in range(1, len(word)):
            pair = f"{word[:at]} {word[at:]}"
            if pair in roll.pairs:
                yield from lines_after(roll.text, pair)


def ids_in(text: str) -> frozenset[str]:
    """Everything that looks like the id of a learner."""
    if LEARNER_ID.search(text) is None:
        return frozenset()
    bare = PATH_DATA.sub("", text)
    return frozenset(bare[found.start() - 1 : found.end()].lower() for found in LEARNER_ID.finditer(bare))


def is_learner(id_: str, names: NameIndex) -> bool:
    """Whether an id is a learner's. Asked when something looks like one: a district's list is long."""
    known = f"\t{id_}\n" in names.roll or f"\n{id_}\t" in names.members
    return known or any(id_ == learner for learner in names.household)
