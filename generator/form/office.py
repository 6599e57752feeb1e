"""What every request of the form is answered with: the school as it is published, its words, its templates.

The school is taken out of git at the commit that everything begins from, into a private folder, and read once: what
lies half-edited in somebody's work tree is no part of the form.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from generator.checked import CheckedSchool, checked_school
from generator.form.who import learners_open_to, may_edit
from generator.load.access_before import AccessOfThePast
from generator.load.catalogues import words_for
from generator.load.commit import names_lent, taken_out
from generator.load.learner import LearnerFolder
from generator.records.school import LearnerId, PersonId
from generator.render.sources import template_folders
from generator.render.templates import environment
from generator.words import Words


class Office:
    """Many threads ask."""

    def __init__(
        self,
        *,
        root: Path,
        base: Callable[[], str],
        people: Path | None,
        today: Callable[[str], date],
        tell: Callable[[str], None],
    ) -> None:
        self.root = root
        self.tell = tell
        self.templates = environment(template_folders(root))
        self._base = base
        self._people = people
        self._today = today
        self._reading = Lock()
        self._folder = TemporaryDirectory(prefix="pathbook-form-")
        self._read: tuple[str, CheckedSchool] | None = None

    def school(self) -> CheckedSchool:
        """The school as it is published, read again when something else is. Raises BuildStopped where it cannot be."""
        with self._reading:
            base = self._base()
            if self._read is None or self._read[0] != base:
                self._read = (base, self._taken_out(base))
            school = self._read[1]
        return replace(school, on=self._today(school.commons.calendar.timezone))  # a form may be open over night

    def _taken_out(self, commit: str) -> CheckedSchool:
        folder = Path(self._folder.name) / commit
        folder.mkdir()
        school = taken_out(self.root, commit, folder)
        names_lent(self.root, school)
        checked = checked_school(school, self._people, self._today)
        return replace(checked, access_before=AccessOfThePast(self.root))  # the private folder has no history

    def words(self, language: str) -> Words:
        school = self.school().commons.school
        return words_for(language, school.languages[0], template_folders(self.root))

    def languages(self) -> tuple[str, ...]:
        """The languages the form can speak here: the school's that somebody has made a catalogue of; its own first."""
        commons = self.school().commons
        spoken = tuple(tag for tag in commons.school.languages if tag.partition("-")[0] in commons.catalogues)
        return spoken or ("en",)

    def may_edit(self, person: PersonId, learner: LearnerId) -> bool:
        return may_edit(self.school(), person, learner)

    def learners_of(self, person: PersonId) -> tuple[LearnerFolder, ...]:
        """Everybody whose records this person may edit, in the order of ids."""
        return learners_open_to(self.school(), person)

    @staticmethod
    def name_of(school: CheckedSchool, who: str, language: str) -> str:
        """A name as the school writes it; the id where people.yml has none."""
        person = school.people.get(who)
        if person is None or not person.name:
            return who
        return person.name.get(language) or next(iter(person.name.values()))

    def close(self) -> None:
        self._folder.cleanup()
