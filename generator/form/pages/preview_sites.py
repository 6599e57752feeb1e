"""Sites of learners as they would be with words that nobody has saved: built into a private folder, one at a time.

Each person has their own; nobody is shown another's draft. Little is kept: the newest of few, gone when the form ends.
"""

import shutil
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from generator.changes import Changes
from generator.checked import CheckedSchool, checked_learner
from generator.editing.judging import overlay
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.problem import Problem, errors_in
from generator.records.commons import LearnerRecords
from generator.records.school import LearnerId, PersonId
from generator.render.site import SiteBuilder, warm_builder
from generator.render.sources import base_config, template_folders
from generator.view.page import Site
from generator.view.site import sites_of
from generator.words import Words

MOST_KEPT = 60  # sites, of a whole staff; each is some hundred small files
VERSIONS = 2  # of one site: the one before is still being read while a new one is shown
WAY_TO_THEME = "../../"  # from <learner>/<version>/ to where _theme/ lies


class PreviewSites:
    """Many threads ask; one at a time builds."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._building = Lock()
        self._asking = Lock()
        self._newest: dict[tuple[PersonId, LearnerId], int] = {}
        self._numbers = count(1)
        self._folder = TemporaryDirectory(prefix="pathbook-preview-", ignore_cleanup_errors=True)
        self._kept: OrderedDict[Path, None] = OrderedDict()
        self._builders: dict[tuple[Path, str], SiteBuilder] = {}

    @property
    def theme(self) -> Path:
        return Path(self._folder.name) / "_theme"

    def site(self, person: PersonId, learner: LearnerId, version: str) -> Path:
        """Where a version of a person's preview lies, there or not."""
        return Path(self._folder.name) / person / learner / version

    def built(
        self,
        school: CheckedSchool,
        folder: LearnerFolder,
        changes: Changes,
        person: PersonId,
        words_in: Callable[[str], Words],
    ) -> tuple[str | None, tuple[Problem, ...]]:
        """The version that shows these changes, and what is wrong in them; None where they cannot be shown, or where
        the same person has typed on meanwhile: then the next one shows it."""
        with self._asking:
            number = next(self._numbers)
            self._newest[person, folder.learner] = number
        with self._building:
            if self._newest[person, folder.learner] != number:
                return None, ()
            with overlay(school.root, folder, changes) as top:
                records, problems = checked_learner(replace(school, root=top), folder)
                if records is None or errors_in(problems):
                    return None, problems
                self._write(school, records, self.site(person, folder.learner, str(number)), top, words_in)
        return str(number), problems

    def close(self) -> None:
        with self._building:
            self._folder.cleanup()

    def _write(
        self,
        school: CheckedSchool,
        records: LearnerRecords,
        into: Path,
        top: Path,
        words_in: Callable[[str], Words],
    ) -> None:
        people = people_for(records, school.people)
        picture = picture_of(records, school.commons, people, school.on, school.groundwork)
        for site in sites_of(picture, words_in):
            builder = self._builder(school, site, words_in)
            builder.write(site, into / site.folder, top)
        self._keep(into)

    def _builder(self, school: CheckedSchool, site: Site, words_in: Callable[[str], Words]) -> SiteBuilder:
        """Kept for as long as the same school is published."""
        key = (school.root, site.language)
        if key not in self._builders:
            self._builders = {kept: each for kept, each in self._builders.items() if kept[0] == school.root}
            policy = school.commons.school.policy
            self._builders[key] = warm_builder(
                root=self._root,
                config_file=base_config(self._root),
                templates=template_folders(self._root),
                shared=self.theme,
                photos=Path(self._folder.name) / "_photos",
                words=words_in(site.language),
                hosts=() if policy is None else policy.link_hosts,
                theme_from_site=WAY_TO_THEME,
            )
        return self._builders[key]

    def _keep(self, site: Path) -> None:
        """The newest two of each, and of all only so many."""
        self._kept[site] = None
        siblings = [kept for kept in self._kept if kept.parent == site.parent]
        for old in (*siblings[:-VERSIONS], *tuple(self._kept)[:-MOST_KEPT]):
            if self._kept.pop(old, site) is None:
                shutil.rmtree(old, ignore_errors=True)
