"""A preview of sites while their files are edited: which are stale, and a fresh one when somebody looks.

Sites lie in a private folder that goes when the preview ends. What a build has put into `out/` is never touched, so
no plain page can get among published ones. A site is built when it is opened, and again when its files have changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock

from watchfiles import Change, watch

from generator.build import build_learner
from generator.checked import checked_school
from generator.load.history.past import NOTHING_TOLD, Past, past_of
from generator.load.learner_folders import LearnerFolder
from generator.load.source import line_of
from generator.manifest import Built, Order
from generator.problem import BuildStopped, Problem, ToolFailed, errors_in, in_reading_order, shown
from generator.records.commons import People
from generator.render.sources import template_folders
from generator.render.templates import environment
from generator.serve.news import News
from generator.workshop import Workshop

WATCHED = ("plans", "frameworks", "site_templates", "mkdocs.yml")
LEARNER_FILE = "learner.yml"
QUIET_MS = 40  # an editor saves in several steps; this long without another one, it has finished


class Preview:
    """The sites of a school as their files are now. Many threads ask; one at a time builds."""

    def __init__(self, order: Order, today: Callable[[str], date]) -> None:
        self.order = order
        self.news = News()
        self._today = today
        self._templates = environment(template_folders(order.root))
        self._building = Lock()
        self._shop: Workshop | None = None
        self._past: Past = NOTHING_TOLD
        self._built: dict[str, Built] = {}

    def front_page(self) -> str:
        """Who there is, by name; what is wrong in shared files, if anything is."""
        with self._building:
            try:
                shop = self._workshop()
            except BuildStopped as stopped:
                return self._page("list", school="Preview", problems=self._told(stopped.problems), learners=())
        school = shop.school
        language = school.commons.school.languages[0]
        title = shop.words(language).text(school.commons.school.name).text
        learners = [
            {"id": folder.learner, "name": name_of(school.people, folder.learner, language)}
            for folder in self._folders(school.folders)
        ]
        return self._page("list", school=title, problems="", learners=learners)

    def has(self, learner: str) -> bool:
        """Whether there is such a learner; nobody is denied while shared files cannot be read."""
        with self._building:
            try:
                folders = self._workshop().school.folders
            except BuildStopped:
                return True
        return learner in {folder.learner for folder in self._folders(folders)}

    def problem_page(self, learner: str) -> str | None:
        """Bring a learner's site up to date. None: it is; else a page that says what is wrong in the files."""
        with self._building:
            try:
                problems = self._brought_up(learner).problems
            except BuildStopped as stopped:
                problems = stopped.problems
        if not errors_in(problems):
            return None
        return self._page("problems", learner=learner, problems=self._told(problems))

    def changed(self, changes: Iterable[tuple[Change, str]]) -> tuple[str, ...]:
        """Forget what is stale and tell its pages. The learners concerned; none: everybody is."""
        with self._building:
            folders = {} if self._shop is None else by_path(self._shop.school.folders, self.order.root)
            owners = {owner_of(change, Path(path), folders) for change, path in changes}
            learners = () if None in owners else tuple(sorted(owner for owner in owners if owner is not None))
            for learner in learners or tuple(self._built):
                self._built.pop(learner, None)
            if not learners:
                self._shop = None
        self.news.tell(learners)
        return learners

    def _workshop(self) -> Workshop:
        if self._shop is None:
            school = checked_school(self.order.root, self.order.people, self._today)
            self._shop = Workshop(order=self.order, school=school)
            self._past = past_of(self.order.root, people=school.people, kept=self.order.history)
        return self._shop

    def _brought_up(self, learner: str) -> Built:
        if learner not in self._built:
            shop = self._workshop()
            [folder] = (folder for folder in shop.school.folders if folder.learner == learner)
            with self._past.texts() as texts:
                self._built[learner] = build_learner(shop, folder, self._past.of(learner, texts))
        return self._built[learner]

    def _folders(self, folders: Sequence[LearnerFolder]) -> Sequence[LearnerFolder]:
        wanted = self.order.learners
        return tuple(folder for folder in folders if not wanted or folder.learner in wanted)

    def _told(self, problems: tuple[Problem, ...]) -> str:
        """Problems as `check` prints them."""
        root = self.order.root
        return "\n\n".join(
            shown(problem, line_of(root, problem.place.file, problem.place.line))
            for problem in in_reading_order(problems)
        )

    def _page(self, name: str, **values: object) -> str:
        return self._templates.get_template(f"preview/{name}.html.j2").render(values)


@contextmanager
def preview_of(order: Order, today: Callable[[str], date]) -> Iterator[Preview]:
    """A preview in a folder of its own, which goes when the block ends. Only sites: a PDF would make each edit wait."""
    with TemporaryDirectory(prefix="pathbook-preview-") as folder:
        preview = Preview(replace(order, out=Path(folder), only="site", how="serial"), today)
        try:
            yield preview
        finally:
            preview.news.end()


def followed(preview: Preview, stop: Event | None = None) -> Iterator[tuple[str, ...]]:
    """Watch the school's files until `stop`; for each change the learners concerned, none: everybody is."""
    wanted = [preview.order.root / name for name in WATCHED]
    if preview.order.people is not None:
        wanted.append(preview.order.people)
    there = [path for path in wanted if path.exists()]
    try:
        for changes in watch(*there, step=QUIET_MS, rust_timeout=200, stop_event=stop):
            yield preview.changed(changes)
    except OSError as failed:
        raise ToolFailed("watching files", str(failed)) from failed


def by_path(folders: Sequence[LearnerFolder], root: Path) -> Mapping[Path, str]:
    """Learners by where their files lie."""
    return {root / folder.folder: folder.learner for folder in folders}


def owner_of(change: Change, path: Path, folders: Mapping[Path, str]) -> str | None:
    """The learner a file belongs to. None: everybody's, or a learner who comes or goes."""
    if path.name == LEARNER_FILE and change is not Change.modified:
        return None
    return next((folders[parent] for parent in path.parents if parent in folders), None)


def name_of(people: People, learner: str, language: str) -> str:
    """A learner's name as the school writes it; the id where people.yml has none."""
    person = people.get(learner)
    if person is None or not person.name:
        return learner
    return person.name.get(language) or next(iter(person.name.values()))
