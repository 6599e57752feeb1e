"""An evening's stack of signed papers, a line each: a code, and beside it whom or what the paper does not leave open.

A line is "s-0001 K7Q2-9XWA", or the code alone where only one learner's papers carry it, or with the person who signed:
"K7Q2-9XWA f-00012". A code is typed or scanned; words around it that a scanner reads from the paper are passed over.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.editing.agreeing.papers import Desk, languages_of
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.model.agree_code import codes_of, like, typed_code
from generator.model.text_code import agreed_today
from generator.records.school import LearnerId, PersonId

PERSON = re.compile(r"[a-z]-[0-9]{4,8}")
PRINTED = re.compile(r"[0-9A-Za-z]{4}[-–][0-9A-Za-z]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line says. `learner`, `person` None: it does not."""

    code: str
    learner: LearnerId | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    typed: str
    why: str


def lines_in(text: str, group: Collection[LearnerId], everybody: Collection[LearnerId]) -> Iterator[Line | BadLine]:
    """Every line that says something, in order."""
    for typed in text.splitlines():
        if typed.strip() and not typed.lstrip().startswith("#"):
            yield line_of(typed.strip(), group, everybody)


def line_of(typed: str, group: Collection[LearnerId], everybody: Collection[LearnerId]) -> Line | BadLine:
    words = typed.replace(",", " ").replace(";", " ").split()
    ids = [word.lower() for word in words if PERSON.fullmatch(word.lower())]
    rest = [word for word in words if not PERSON.fullmatch(word.lower())]
    of_learner = [each for each in ids if each in group]
    others = [each for each in ids if each not in group]
    strange = [each for each in others if each in everybody]
    if strange:
        return BadLine(typed=typed, why=f"{strange[0]} is not in this group")
    if len(set(of_learner)) > 1 or len(others) > 1:
        return BadLine(typed=typed, why="one line is one paper: a code, a learner, and who signed")
    codes = [word for word in rest if PRINTED.fullmatch(word)] or [" ".join(rest)]
    if len(codes) > 1:
        return BadLine(typed=typed, why="there are two codes in this line")
    if not codes[0]:
        return BadLine(typed=typed, why="there is no code in this line")
    return Line(code=codes[0], learner=next(iter(of_learner), None), person=next(iter(others), None))


def codes_in_group(desk: Desk, folders: Iterable[LearnerFolder]) -> Mapping[str, tuple[LearnerId, ...]]:
    """Whose papers carry which code: of today's words, and of what was sent home."""
    commons, found = desk.school.commons, dict[str, dict[LearnerId, None]]()
    for folder in folders:
        records, _ = read_learner(desk.school.root, folder)
        for year in records.years:
            codes = codes_of(agreed_today(year, commons), languages_of(records, commons), commons.school.languages[0])
            sent = (each.text_code for each in year.issued if each.text_code)
            for code in (*codes, *sent):
                found.setdefault(code, {})[folder.learner] = None
    return {code: tuple(learners) for code, learners in found.items()}


def whose(line: Line, codes: Mapping[str, tuple[LearnerId, ...]]) -> LearnerId | BadLine:
    """The learner a paper is of."""
    code = typed_code(line.code)
    owners = codes.get(code or "", ())
    if line.learner is not None:
        strangers = [each for each in owners if each != line.learner]
        if strangers and line.learner not in owners:
            return BadLine(typed=line.code, why=f"this is the code of {strangers[0]}, not of {line.learner}")
        return line.learner
    if len(owners) == 1:
        return owners[0]
    if owners:
        return BadLine(
            typed=line.code, why=f"several have this code ({', '.join(owners)}): write whose it is before it"
        )
    near = like(line.code, codes)
    hint = f"did you mean {' or '.join(near)}?" if near else "write whose it is before it, if it is an older paper"
    return BadLine(typed=line.code, why=f"no paper of this group has this code today; {hint}")
