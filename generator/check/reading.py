"""Whether a young learner can read what a plan asks of them: school grades of reading, as an estimate.

Formulas of readability count syllables, words and sentences; they know nothing of meaning, and a few words say little.
So only texts of some length are judged, only far above the grade, and only in languages a formula was made for.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyphen import Pyphen

from generator.check.case import Case, goals_of
from generator.model.surroundings import grade_on
from generator.problem import Place, Problem
from generator.records.text import Text

LEAST_WORDS = 10  # fewer say nothing: one long word would decide
FAR_ABOVE = 4.0  # grades: one name of a thing that is being learned may be hard
LAST_GRADE = 12
KINDERGARTEN = {"K": 0, "TK": 0, "PK": 0}
NOT_WORDS = re.compile(r"\\\(.*?\\\)|\$[^$]*\$|\]\([^)]*\)|`[^`]*`|\{student\}")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?;:]+(?:\s|$)|\n+")
ENGLISH = Pyphen(lang="en_US", left=2, right=2)
ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
SPANISH_STRONG = re.compile(r"[aeoáéíóú]")
SPANISH_WEAK = re.compile(r"(?<![aeoáéíóú])[iuü]+(?![aeoáéíóú])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    sentences: int
    words: int
    syllables: int


def reading_grade(text: str, language: str) -> float | None:
    """The school year whose pupils read such a text; None: too short to say, or no formula for the language."""
    kind = LANGUAGES.get(language.partition("-")[0])
    if kind is None:
        return None
    syllables_in, grade_of = kind
    words = WORD.findall(NOT_WORDS.sub(" ", text))
    if len(words) < LEAST_WORDS:
        return None
    sentences = sum(1 for part in SENTENCE_END.split(text) if WORD.search(part))
    syllables = sum(syllables_in(part) for word in words for part in re.split(r"['’-]", word.lower()))
    return grade_of(Counted(sentences=max(sentences, 1), words=len(words), syllables=syllables))


def flesch_kincaid(counted: Counted) -> float:
    """0.39 words per sentence + 11.8 syllables per word - 15.59.

    Source: Kincaid, Fishburne, Rogers and Chissom, Derivation of new readability formulas for Navy enlisted personnel,
    Research Branch Report 8-75, 1975.
    """
    return 0.39 * counted.words / counted.sentences + 11.8 * counted.syllables / counted.words - 15.59


def crawford(counted: Counted) -> float:
    """0.049 syllables per 100 words - 0.205 sentences per 100 words - 3.407; made for texts of grades 1 to 6.

    Source: Crawford, A. N., "Fórmula y gráfico para determinar la comprensibilidad de textos de nivel primario en
    castellano", Lectura y Vida 4, 1984.
    """
    return 4.9 * counted.syllables / counted.words - 20.5 * counted.sentences / counted.words - 3.407


def texts_readable(case: Case) -> Iterator[Problem]:
    """What a plan asks of a young learner can be read in the learner's grade, or not far above it."""
    grade = _grade_of(case)
    if case.records.learner.stage != "elementary" or grade is None:
        return
    for place, language, text in _asked(case):
        level = reading_grade(text, language or case.commons.school.languages[0])
        if level is not None and level - grade > FAR_ABOVE:
            yield Problem(
                place,
                "reading-level",
                f"these words read like {_said(level)}, and the learner is in grade {grade}",
                hint="Short sentences and everyday words help. It is an estimate: read it aloud to a child and decide.",
                severity="warning",
            )


def _said(level: float) -> str:
    return f"grade {level:.0f}" if level <= LAST_GRADE else "a text for adults"


def _grade_of(case: Case) -> int | None:
    """The grade as a number; None: the learner is in none on the day, or it is called otherwise."""
    grade = grade_on(case.records.learner, case.on)
    if grade is None or grade in KINDERGARTEN:
        return KINDERGARTEN.get(grade or "")
    return int(grade) if grade.isdecimal() else None


def _asked(case: Case) -> Iterator[tuple[Place, str, str]]:
    """Of each active goal the sentence over it and what is to be shown: where it stands, its language, the words."""
    for _, goal in goals_of(case):
        if goal.status != "active":
            continue
        if goal.i_can is not None:
            yield from _versions(goal.i_can, goal.place, "i_can")
        for criterion in goal.success_criteria:
            yield from _versions(criterion.text, criterion.place, "text")
        aim = next(iter(goal.competencies), None)
        competency = case.commons.competencies.get(aim.ref) if aim and goal.i_can is None else None
        if aim and competency and competency.i_can:
            yield from ((aim.place.at("ref"), tag, text) for _, tag, text in _versions(competency.i_can, goal.place))


def _versions(text: Text, owner: Place, *steps: str) -> Iterator[tuple[Place, str, str]]:
    for tag, version in text.versions.items():
        yield owner.at(*steps, *((tag, "text") if tag else ())), tag, version.text


@lru_cache(maxsize=8192)
def english_syllables(word: str) -> int:
    """An estimate: no word is divided after its first letter, and groups of vowels miss "cre-ate"."""
    silent = word.endswith("e") and not word.endswith("le")
    spoken = len(ENGLISH_VOWELS.findall(word.removesuffix("e") if silent else word))
    return max(spoken, len(ENGLISH.positions(word)) + 1, 1)


@lru_cache(maxsize=8192)
def spanish_syllables(word: str) -> int:
    """Each strong or accented vowel is the heart of a syllable, and each weak one that stands beside none of them."""
    return max(len(SPANISH_STRONG.findall(word)) + len(SPANISH_WEAK.findall(word)), 1)


LANGUAGES: Mapping[str, tuple[Callable[[str], int], Callable[[Counted], float]]] = {
    "en": (english_syllables, flesch_kincaid),
    "es": (spanish_syllables, crawford),
}
