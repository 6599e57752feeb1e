"""What a report is asked for, and what it is: sections of learners and of what all share. Types only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator.load.proposal import Proposal
from generator.model.compared import Difference
from generator.model.revisions.lane import Lane
from generator.problem import Problem
from generator.records.revision import FileRevision
from generator.records.school import LearnerId, PersonId
from generator.records.text import LanguageTag
from generator.view.revisions.sentence import Audience, Chapter, Sentence
from generator.words import Words

Untold = Literal["school_before", "school_after", "learner_before", "learner_after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`learners` empty: everybody. `proposer` None: nobody knows who proposes it.

    `staff`: whether what staff noted among themselves is told too, or only that something was.
    """

    proposal: Proposal
    today: Callable[[str], date]  # given the school's time zone
    learners: tuple[LearnerId, ...]
    audience: Audience
    language: LanguageTag | None  # None: the school's own
    names: bool
    staff: bool
    people: Path | None
    proposer: PersonId | None
    jobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One learner, or what all share (None): what became different, and what follows from it.

    `compared`: whether anybody could look at what follows; `untold` and `problems` say why not.
    """

    learner: LearnerId | None
    name: str | None = None  # None: names were not asked for, or the list of people does not know the learner
    chapters: tuple[Chapter, ...] = ()
    effects: tuple[Sentence, ...] = ()
    difference: Difference | None = None
    compared: bool = False
    untold: Untold | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def warnings(self) -> int:
        return sum(said.warning for said in (*(s for each in self.chapters for s in each.sentences), *self.effects))

    @property
    def only_details(self) -> bool:
        """Whether nothing follows but a few days to spare more or less."""
        return all(said.small for said in self.effects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`sections`: what changed, first what somebody should look at twice. `others`: learners of whose own files none
    changed, but for whom something follows. `withheld`: of whom a redaction says that this must not be shown again.
    """

    asked: Asked
    on: date
    words: Words
    revisions: tuple[FileRevision, ...]
    lane: Lane
    sections: tuple[Section, ...]
    others: tuple[Section, ...]
    looked_at: int  # learners compared
    unusable: tuple[LearnerId, ...]  # not compared, though none of their own files changed
    withheld: tuple[LearnerId, ...]

    @property
    def learners(self) -> tuple[LearnerId, ...]:
        """Whose own files changed."""
        return tuple(sorted({each.learner for each in self.revisions if each.learner is not None}))

    @property
    def affected(self) -> tuple[LearnerId, ...]:
        """For whom something follows, whether their own files changed or not."""
        found = (each.learner for each in (*self.sections, *self.others) if each.learner and each.difference)
        return tuple(sorted(found))

    @property
    def warnings(self) -> int:
        return sum(each.warnings for each in (*self.sections, *self.others))
