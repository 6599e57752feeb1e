"""A school in which class Harbor has 25 learners, and the forms of two people who work with them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Seen, tab_in
from tests.browser.form_server import Form, form_for, school_with_history
from tests.history import committed, git

MORE = tuple(f"s-2{number:03}" for number in range(1, 20))  # with the six of the example they are 25
MEMBERS = "staff:\n  - {person: t-0001, role: teacher_of_record, from: 2026-08-31}\n  - {person: t-0006"


@pytest.fixture(scope="session")
def large_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = school_with_history(tmp_path_factory.mktemp("large"))
    group, people = root / "plans" / "groups" / "class-harbor.yml", root / "plans" / "people.yml"
    added = "".join(f"  - {{learner: {learner}, from: 2026-08-31}}\n" for learner in MORE)
    group.write_text(group.read_text("utf-8").replace(MEMBERS, added + MEMBERS), "utf-8")
    with people.open("a", encoding="utf-8") as names:
        for number, learner in enumerate(MORE):
            folder = root / "plans" / "class-harbor" / learner
            folder.mkdir()
            (folder / "learner.yml").write_text(f"learner: {learner}\nstage: elementary\n", "utf-8")
            name = f"Quill{chr(97 + number)} Testperson{chr(97 + number)}"
            names.write(f"{learner}: {{name: {{en: {name}}}, given: {{en: {name.split()[0]}}}, roles: [learner]}}\n")
    committed(root)
    return root


@pytest.fixture(scope="session")
def form(large_school: Path) -> Iterator[Form]:
    with form_for(large_school) as form:
        yield form
        assert form.told == []


@pytest.fixture
def tab(chromium: Browser, form: Form) -> Iterator[Seen]:
    """A screen just too narrow for a preview beside the form, let in."""
    with tab_in(chromium) as tab:
        tab.page.set_viewport_size({"width": 1100, "height": 900})
        for draft in (form.root / ".git" / "pathbook" / "drafts").glob("*/*.json"):
            draft.unlink()
        form.enter(tab.page)
        tab.complaints.clear()
        yield tab


def branches(form: Form) -> Mapping[str, str]:
    """The open entries: branch → commit."""
    told = git(form.root, "for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads/entry").splitlines()
    return dict(line.split(" ") for line in told)


def changed_by(form: Form, branch: str) -> tuple[str, ...]:
    return tuple(git(form.root, "diff", "--name-only", f"main...{branch}").splitlines())


def held(form: Form, branch: str, file: str) -> Any:
    return yaml.safe_load(git(form.root, "show", f"{branch}:{file}"))


def on_page(tab: Seen, form: Form, path: str) -> Page:
    tab.page.goto(f"{form.address}{path}")
    return tab.page
