"""A form on a school of its own, and what became of it in git."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Seen, tab_in
from tests.browser.form_server import Form, form_for, school_with_history
from tests.history import git


@pytest.fixture(scope="package")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    """The form of t-0001, who teaches class Harbor; one school for all stories."""
    with form_for(school_with_history(tmp_path_factory.mktemp("school"))) as form:
        yield form
        assert form.told == []


@pytest.fixture
def tab(chromium: Browser, form: Form) -> Iterator[Seen]:
    """A tablet that has been let in, on its first page."""
    with tab_in(chromium) as tab:
        tab.page.set_viewport_size({"width": 820, "height": 1180})
        form.enter(tab.page)
        tab.complaints.clear()
        yield tab


def complaints(tab: Seen) -> list[str]:
    """What the console complained of, but for what the tests themselves put into pages to hold them still."""
    ours = ("Applying inline style", "Blocked script execution in 'about:blank'")
    return [each for each in tab.complaints if not each.startswith(ours)]


def diff_of(form: Form, file: str) -> list[str]:
    """The lines that the open entries of t-0001 take out of one file and bring in; `file` as from a class's folder."""
    branches = git(form.root, "for-each-ref", "--format=%(refname)", "refs/heads/entry/t-0001").split()
    path = f"plans/class-harbor/{file}"
    told = "".join(git(form.root, "diff", "--no-textconv", "-U0", f"main...{each}", "--", path) for each in branches)
    return [line for line in told.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def at(form: Form, page: Page, path: str) -> None:
    """Go to the form of a thing, and wait until its script runs."""
    page.goto(f"{form.address}{path}")
    ready(page)


def ready(page: Page) -> None:
    page.locator("body[data-ready]").wait_for()


def saved(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved. It waits to be sent.").wait_for()
