"""What every request of the form is answered with: the school as it is published, its words, its templates.

The school is taken out of git at the commit that everything begins from, into a private folder, and read once: what
lies half-edited in somebody's work tree is no part of the form.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock
from typing import Any

from generator.checked import CheckedSchool, checked_school
from generator.editing.entries.store import Store
from generator.form.doors.who import Charges, charges_of
from generator.form.pages.preview_sites import PreviewSites
from generator.form.saves.once import Answered
from generator.load.access_before import AccessOfThePast
from generator.load.catalogues import words_for
from generator.load.commit import RECORDS, names_lent
from generator.load.learner_folders import LearnerFolder
from generator.records.school import LearnerId, PersonId
from generator.render.sources import template_folders
from generator.render.templates import environment
from generator.words import Words


class Office:
    """Many threads ask. `tell` says something on the terminal: never a name, an id or a word of a plan."""

    def __init__(
        self, *, store: Store, people: Path | None, today: Callable[[str], date], tell: Callable[[str], None]
    ) -> None:
        self.store = store
        self.root = store.root
        self.tell = tell
        self.answered: Answered[Any] = Answered()
        self.previews = PreviewSites(store.root)
        self.templates = environment(template_folders(store.root))
        self._people = people
        self._today = today
        self._reading = Lock()
        self._folder = TemporaryDirectory(prefix="pathbook-form-")
        self._read: tuple[str, Charges] | None = None

    def charges(self) -> Charges:
        """The school as it is published, read again when something else is, and who keeps whose records in it.

        Raises BuildStopped where the files that all learners share cannot be used.
        """
        with self._reading:
            base = self.store.base()
            if self._read is None or self._read[0] != base:
                self._read = (base, charges_of(self._taken_out(base)))
            return self._read[1]

    def school(self) -> CheckedSchool:
        return self.school_in(self.charges())

    def school_in(self, charges: Charges) -> CheckedSchool:
        return replace(charges.school, on=self.day_of(charges.school))

    def day_of(self, school: CheckedSchool) -> date:
        """Today, asked each time: a form may be open over night."""
        return self._today(school.commons.calendar.timezone)

    def _taken_out(self, commit: str) -> CheckedSchool:
        kept = sorted(Path(self._folder.name).iterdir(), key=lambda each: each.stat().st_mtime)
        for old in kept[:-1]:  # the one before may still be read by a request that is under way
            rmtree(old, ignore_errors=True)
        folder = Path(mkdtemp(dir=self._folder.name))
        self.store.taken_out(commit, RECORDS, folder)
        names_lent(self.root, folder)
        checked = checked_school(folder, self._people, self._today)
        return replace(checked, access_before=AccessOfThePast(self.root))  # the private folder has no history

    def words(self, school: CheckedSchool, language: str) -> Words:
        return words_for(language, school.commons.school.languages[0], template_folders(self.root))

    @staticmethod
    def languages(school: CheckedSchool) -> tuple[str, ...]:
        """The languages the form can speak here: the school's that somebody has made a catalogue of; its own first."""
        commons = school.commons
        spoken = tuple(tag for tag in commons.school.languages if tag.partition("-")[0] in commons.catalogues)
        return spoken or ("en",)

    def may_edit(self, person: PersonId, learner: LearnerId) -> bool:
        charges = self.charges()
        return charges.may_edit(person, learner, self.day_of(charges.school))

    def learners_of(self, person: PersonId) -> tuple[LearnerFolder, ...]:
        """Everybody whose records this person may edit, in the order of ids."""
        charges = self.charges()
        return charges.learners_of(person, self.day_of(charges.school))

    @staticmethod
    def name_of(school: CheckedSchool, who: str, language: str) -> str:
        """A name as the school writes it; the id where people.yml has none."""
        person = school.people.get(who)
        if person is None or not person.name:
            return who
        return person.name.get(language) or next(iter(person.name.values()))

    def close(self) -> None:
        self.previews.close()
        self._folder.cleanup()
