"""Competencies found by what a teacher types: parts of codes, beginnings of words in any language of the school, and
words with one letter wrong. Made once for a school; a search looks at postings only, never at all competencies.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from unicodedata import combining, normalize

from generator.records.commons import Commons
from generator.records.framework import Competency, CompetencyRef, Framework
from generator.records.text import Text

SIGNS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NO_SIGN = re.compile(r"[\W_]+")
UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u2060\ufeff]")
TYPED_ALIKE = str.maketrans({"ة": "ه", "ى": "ي", "ı": "i"})
THE_IN_ARABIC = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")
CODE, TITLE, WORDS, AROUND = 8, 4, 3, 1  # how much it says that a word stands there
EXACT, BEGINNING, NEARLY = 4, 3, 1  # how well it fits
SHORTEST_MISTYPED = 4  # letters: of a shorter word, one letter makes half of all others
MOST_TYPED = 12  # words
END = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """`words` in order; beside each, in which competencies it stands (numbers in `refs`) and how much that says.

    `nearly`: a word without one of its letters → the words it may have been meant as.
    """

    refs: tuple[CompetencyRef, ...]
    words: tuple[str, ...]
    places: "tuple[array[int], ...]"
    weights: "tuple[array[int], ...]"
    nearly: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """What a learner is at: refs, or grades, that are shown before others."""

    goals: frozenset[CompetencyRef] = frozenset()
    pathways: frozenset[CompetencyRef] = frozenset()
    grade: str | None = None


def index_of(commons: Commons) -> Index:
    refs = tuple(commons.competencies)
    places: dict[str, array[int]] = {}
    weights: dict[str, array[int]] = {}
    for number, ref in enumerate(refs):
        competency, framework = commons.competencies[ref], commons.frameworks[ref.partition(":")[0]]
        for word, weight in _weighed(competency, framework).items():
            places.setdefault(word, array("I")).append(number)
            weights.setdefault(word, array("B")).append(weight)
    words = tuple(sorted(places))
    return Index(
        refs=refs,
        words=words,
        places=tuple(places[word] for word in words),
        weights=tuple(weights[word] for word in words),
        nearly=_mistyped(words),
    )


def _weighed(competency: Competency, framework: Framework) -> Mapping[str, int]:
    """Each word by which somebody may look for it, with the most that it says."""
    found: dict[str, int] = {}
    titles = (competency.short, competency.i_can)
    around = (framework.title, *framework.subject)
    for weight, said in (
        (AROUND, (*_words_of(around), *competency.tags, *(_folded(grade) for grade in competency.grades))),
        (WORDS, _words_of((competency.statement,))),
        (TITLE, _words_of(titles)),
        (CODE, _ends_of_codes(competency)),
    ):
        found |= dict.fromkeys(said, weight)
    return found


def _words_of(texts: Iterable[Text | None]) -> Iterator[str]:
    for text in texts:
        for version in text.versions.values() if text is not None else ():
            for word in folded(version.text):
                yield word
                yield THE_IN_ARABIC.sub("", word)


def _ends_of_codes(competency: Competency) -> Iterator[str]:
    """CCSS.Math.Content.4.NF.A.1 is looked for as 4.NF.A.1, as nf.a.1, and as 4.NF.1, which is another way to count."""
    other = (competency.extra or {}).get("altStatementNotation")
    for code in (competency.code, competency.id, other):
        if isinstance(code, str):
            parts = [part for part in NO_SIGN.split(_folded(code)) if part]
            last = parts[-1:] if any(parts) and not parts[-1].isalpha() else []  # a mere word is for titles to say
            yield from ("".join(parts[start:]) for start in range(len(parts) - 1))
            yield from last


def folded(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: without accents, vowel signs, case, and signs nobody sees."""
    return tuple(word.replace("'", "").replace("’", "") for word in SIGNS.findall(_folded(text)))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    apart = normalize("NFKD", UNSEEN.sub("", text))
    return "".join(sign for sign in apart if not combining(sign)).casefold().translate(TYPED_ALIKE)


def _mistyped(words: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        if len(word) >= SHORTEST_MISTYPED and word.isalpha():
            for shorter in _without_one(word):
                found.setdefault(shorter, []).append(number)
    return {shorter: tuple(numbers) for shorter, numbers in found.items()}


def _without_one(word: str) -> Iterator[str]:
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def found_in(index: Index, typed: str, commons: Commons, near: Nearness, most: int) -> tuple[CompetencyRef, ...]:
    """What fits best, of what fits equally well in words what is nearest to the learner; nothing typed: all that is
    near. As many of the words typed as stand together anywhere must stand in each."""
    asked = tuple(_asked(index, typed))[:MOST_TYPED]
    if not asked:
        return _near(index, commons, near, most)
    scores: dict[int, int] = {}
    hits: dict[int, int] = {}
    for word in asked:
        for number, score in _fitting(index, word).items():
            scores[number] = scores.get(number, 0) + score
            hits[number] = hits.get(number, 0) + 1
    together = max(hits.values(), default=0)
    fitting = (number for number, many in hits.items() if many == together)
    order = nsmallest(most, fitting, lambda number: _place(index, number, scores[number], len(asked), commons, near))
    return tuple(index.refs[number] for number in order)


def _asked(index: Index, typed: str) -> Iterator[str]:
    """The words typed; what is parted by dots and dashes is one where some code begins so."""
    for part in _folded(typed).split():
        whole = NO_SIGN.sub("", part)
        if whole and _begins(index, whole):
            yield whole
        else:
            yield from folded(part)


def _begins(index: Index, word: str) -> range:
    return range(bisect_left(index.words, word), bisect_left(index.words, word + END))


def _fitting(index: Index, word: str) -> Mapping[int, int]:
    """Competencies in which a word, one that begins so, or one that was probably meant stands: how well it fits."""
    best: dict[int, int] = {}
    for at, fit in _meant(index, word):
        for number, weight in zip(index.places[at], index.weights[at], strict=True):
            score = fit * weight
            if score > best.get(number, 0):
                best[number] = score
    return best


def _meant(index: Index, word: str) -> Iterator[tuple[int, int]]:
    beginning = _begins(index, word)
    for at in beginning:
        yield at, EXACT if index.words[at] == word else BEGINNING
    if len(beginning) == 0 and len(word) >= SHORTEST_MISTYPED:
        nearly = {at for shorter in _without_one(word) for at in index.nearly.get(shorter, ())}
        yield from ((at, NEARLY) for at in nearly)
        beginnings = {at for at in _begins(index, word[:-1]) if len(index.words[at]) > len(word)}
        yield from ((at, NEARLY) for at in beginnings - nearly)


def _place(
    index: Index, number: int, score: int, words: int, commons: Commons, near: Nearness
) -> tuple[int, int, int, int, int]:
    """Whole codes first, then what is near, then what fits best; parts before the headings above them."""
    ref = index.refs[number]
    competency = commons.competencies[ref]
    return (
        0 if score >= words * CODE * EXACT else 1,
        1 if is_retired(ref, competency, commons) else -nearness(ref, competency, near),
        -score,
        1 if competency.competencies else 0,
        number,
    )


def is_retired(ref: CompetencyRef, competency: Competency, commons: Commons) -> bool:
    return competency.status == "deprecated" or commons.frameworks[ref.partition(":")[0]].status == "deprecated"


def nearness(ref: CompetencyRef, competency: Competency, near: Nearness) -> int:
    if ref in near.goals:
        return 3
    if ref in near.pathways:
        return 2
    return 1 if near.grade is not None and near.grade in competency.grades else 0


def _near(index: Index, commons: Commons, near: Nearness, most: int) -> tuple[CompetencyRef, ...]:
    own = [(nearness(ref, commons.competencies[ref], near), ref) for ref in index.refs]
    wanted = (
        (-rank, bool(commons.competencies[ref].competencies), number) for number, (rank, ref) in enumerate(own) if rank
    )
    return tuple(index.refs[number] for _, _, number in nsmallest(most, wanted))
