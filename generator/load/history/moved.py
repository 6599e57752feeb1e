"""What once lay with the wrong child: it went from one learner's folder and came into another's, and leaves no trace.

Told by content, not by who moved it or whether anybody wrote it down: the same file, a piece of evidence of the same id
or title, or the same sentences, in whatever file they stand and however a merge or a squash brought them. Each is known
by a short digest, a mark; a learner's job is handed the marks of what that learner held, and nothing of the other.

What a whole class was given is nobody's in particular: a mark that many learners held counts only where it went from
one and came to another at the same moment, and words of the school's catalogue never do. Whoever holds it today holds
it rightly.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

from generator.load.blobs import OldTexts
from generator.load.history.kept import keep_facts, kept_facts
from generator.load.history.log import FileOp, Landed
from generator.records.school import LearnerId

FEW = 3  # learners who may have held something that is one child's
FEWEST_WORDS, FEWEST_LETTERS = 5, 24  # of a sentence that nobody else would write by chance
# Where one value of a file ends and the next begins, whether it is written in lines or between braces.
PART = re.compile(r"\n(?=[ \t]*(?:- |[\w.-]+:|#|\n|\Z))|[{}\[\]\"]|,[ \t]*(?=[\w.-]+:)|[ \t]#[^\n]*")
SENTENCE_END = re.compile(r"[.!?;:؟؛।。！？]+(?!\w)")
WORD = re.compile(r"\w+")
ID = re.compile(r"^\s*(?:-\s*)?(?:\{\s*)?id:\s*([^\s,}#]+)", re.MULTILINE)
TITLE = re.compile(r"(?:^\s*(?:-\s*)?|[{,]\s*)title:\s*([^\n,}]+)", re.MULTILINE)
AT_ONCE = 300  # changes of files whose texts are held at a time
COPIED = re.compile(rb"^from:", re.MULTILINE)
Mark = str
Marks = frozenset[Mark]


@dataclass(slots=True)
class Held:
    """Who held a mark: since which commit of the line, when it went, and when it came again."""

    came: dict[LearnerId, list[int]] = field(default_factory=dict)
    went: dict[LearnerId, list[int]] = field(default_factory=dict)


def moved_in(
    landed: Iterable[Landed], texts: OldTexts, kept: Path | None = None, common: Callable[[], Marks] = frozenset
) -> Mapping[LearnerId, Marks]:
    """By learner, the marks of what left their folder and came into somebody else's.

    `landed`: newest first. `common`: the marks of words that are the school's own; asked for only where any moved.
    """
    line = [list(each.commit.ops) for each in landed][::-1]
    marks = PairMarks(texts, kept)
    gone: set[Mark] = set()
    for ops in marks.told(line):
        gone.update(*(went for _, went, _ in ops))
    holders: dict[Mark, Held] = {}
    balance: Counter[tuple[LearnerId, Mark]] = Counter()
    for number, ops in enumerate(marks.told(line) if gone else ()):
        for learner, went, came in ops:
            note(number, learner, went & gone, came & gone, holders, balance)
    marks.keep()
    found: dict[LearnerId, set[Mark]] = {}
    for mark, held in holders.items():
        for learner in held.went:
            if balance[learner, mark] <= 0 and came_elsewhere(learner, held):
                found.setdefault(learner, set()).add(mark)
    own = common() if found else frozenset()
    return {learner: frozenset(each - own) for learner, each in found.items() if each - own}


def note(
    number: int,
    learner: LearnerId,
    went: Marks,
    came: Marks,
    holders: dict[Mark, Held],
    balance: "Counter[tuple[LearnerId, Mark]]",
) -> None:
    for mark in went:
        holders.setdefault(mark, Held()).went.setdefault(learner, []).append(number)
        balance[learner, mark] -= 1
    for mark in came:
        holders.setdefault(mark, Held()).came.setdefault(learner, []).append(number)
        balance[learner, mark] += 1


def came_elsewhere(learner: LearnerId, held: Held) -> bool:
    """Whether somebody else was given it later than this learner, who has lost it."""
    since = min(held.came.get(learner, [-1]))
    later = {number for other, times in held.came.items() if other != learner for number in times if number > since}
    few = len(held.came.keys() | held.went.keys()) <= FEW
    return bool(later) and (few or not later.isdisjoint(held.went[learner]))


class PairMarks:
    """The marks that come and go with each change of a file; remembered by its two blobs."""

    def __init__(self, texts: OldTexts, kept: Path | None) -> None:
        self._texts = texts
        self._kept = kept
        self._known = dict(kept_facts(kept)) if kept is not None else {}
        self._used: dict[str, list[list[str]]] = {}

    def told(self, line: list[list[FileOp]]) -> Iterator[list[tuple[LearnerId, Marks, Marks]]]:
        """Of each commit of the line: whose file, the marks that went and those that came."""
        self._learn([op for ops in line for op in ops])
        for ops in line:
            yield [(op.learner, *self._of(op)) for op in ops]

    def _of(self, op: FileOp) -> tuple[Marks, Marks]:
        went, came = self._used[key_of(op)]
        return frozenset(went), frozenset(came)

    def _learn(self, ops: list[FileOp]) -> None:
        missing = []
        for op in ops:
            key = key_of(op)
            if key in self._used:
                continue
            known = self._known.get(key)
            if isinstance(known, list):
                self._used[key] = known
            else:
                missing.append(op)
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            texts = self._texts([blob for op in some for blob in (op.before, op.after)])
            words = {blob: marks_of_words(content) for blob, content in texts.items()}
            for op in some:
                self._used[key_of(op)] = [sorted(each) for each in marks_of_pair(op, texts, words)]

    def keep(self) -> None:
        if self._kept is not None and self._used != self._known:
            keep_facts(self._kept, self._used)


def key_of(op: FileOp) -> str:
    return f"{'e' if is_evidence(op.path) else '-'} {op.before} {op.after}"


def is_evidence(path: str) -> bool:
    return path.startswith("evidence/")


def marks_of_pair(op: FileOp, texts: Mapping[str, bytes], words: Mapping[str, Marks]) -> tuple[Marks, Marks]:
    """What went and what came."""
    nothing: Marks = frozenset()
    then, now = words.get(op.before, nothing), words.get(op.after, nothing)
    if is_evidence(op.path):
        then |= marks_of_pieces(texts.get(op.before, b""))
        now |= marks_of_pieces(texts.get(op.after, b""))
    whole = nothing if is_copy(texts.get(op.before or op.after, b"")) else {mark_of_blob(op.before or op.after)}
    return then - now | (nothing if op.after else whole), now - then | (nothing if op.before else whole)


def is_copy(content: bytes) -> bool:
    """Whether a file says that it was copied out of the catalogue: the same file in many folders is what it is for."""
    return COPIED.search(content) is not None


def mark_of_blob(blob: str) -> Mark:
    return mark(f"blob {blob}")


def mark_of_piece(id_: str) -> Mark:
    return mark(f"piece {id_}")


def mark(text: str) -> Mark:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def marks_of_words(content: bytes) -> Marks:
    """Of every sentence of a file, as it is written there."""
    text = content.decode("utf-8", "replace")
    return frozenset(each for part in PART.split(text) for each in marks_in(value_in(part)))


def marks_of_pieces(content: bytes) -> Marks:
    """Of the pieces of evidence in a file, by id and by title."""
    text = content.decode("utf-8", "replace")
    ids = (mark_of_piece(id_.strip("'\"")) for id_ in ID.findall(text))
    return frozenset((*ids, *map(mark_of_title, TITLE.findall(text))))


def value_in(part: str) -> str:
    """What stands behind the name of a field."""
    name, colon, value = part.partition(": ")
    return value if colon and " " not in name.strip(" \t\n-") else part


def marks_in(text: str) -> Iterator[Mark]:
    """One for each sentence of people's words that is long enough to be known by."""
    for sentence in SENTENCE_END.split(text) if len(text) >= FEWEST_LETTERS else ():
        words = words_in(sentence)
        if len(words) >= FEWEST_WORDS and sum(map(len, words)) >= FEWEST_LETTERS:
            yield mark(" ".join(words))


def mark_of_title(title: str) -> Mark:
    return mark("title " + " ".join(words_in(title)))


def words_in(text: str) -> list[str]:
    return WORD.findall(text.casefold() if text.isascii() else normalize("NFC", text).casefold())
