"""The small school's publications, a host of its own for each test, and people with browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.sealed.host import Host, hosted
from tests.browser.sealed.publications import BASE, Publications, Sealed
from tests.browser.sealed.visitor import Visitor, at_home


@pytest.fixture(scope="session")
def publications(tmp_path_factory: pytest.TempPathFactory) -> Publications:
    return Publications(folders=tmp_path_factory)


@pytest.fixture(scope="session")
def first(publications: Publications) -> Sealed:
    return publications["first"]


@pytest.fixture
def host(first: Sealed) -> Iterator[Host]:
    """A host that shows the first publication."""
    with hosted(first.site, BASE) as host:
        yield host


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """Somebody with a browser in which nothing is remembered."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Visitor(context=context)
    context.close()


@pytest.fixture
def device(chromium: Browser, tmp_path: Path) -> Iterator[Visitor]:
    """Somebody with a device of their own: what the browser keeps stays on the disk when it is closed."""
    visitor = at_home(chromium, tmp_path / "profile")
    yield visitor
    visitor.context.close()
