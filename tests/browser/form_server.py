"""The form, really served: on a copy of the example school with a history, for one person, on a free port."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from generator.editing.entries.store import store_of
from generator.form.doors.door import OwnDoor
from generator.form.doors.listening import HOST, on_port
from generator.form.doors.security import Address
from generator.form.office import Office
from generator.form.routes import ROUTES
from generator.form.server import app_of, serving
from generator.form.visit import Way
from tests.history import begun

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLE_DAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that answers. `told`: what it said on the terminal, which should be nothing."""

    root: Path
    office: Office
    door: OwnDoor
    told: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.door.address.origin

    def enter(self, page: Page, path: str = "/") -> None:
        """Let a tab in, and go to a page."""
        page.goto(self.door.new_address(path))
        page.wait_for_url(f"{self.address}{path}")


def school_with_history(folder: Path) -> Path:
    """A copy of the example school that is all of a git repository, as a school's is."""
    for name in ("plans", "frameworks"):
        shutil.copytree(CHECKOUT / name, folder / name)
    begun(folder)
    return folder


@contextmanager
def form_for(
    root: Path, person: str = "t-0001", on: date = EXAMPLE_DAY, ways: tuple[Way, ...] = ROUTES
) -> Iterator[Form]:
    """The form of one person. Several may be open on one school."""
    told: list[str] = []
    office = Office(store=store_of(root), people=None, today=lambda _zone: on, tell=told.append)
    listening = on_port(0)
    door = OwnDoor(person, Address(host=f"{HOST}:{listening.getsockname()[1]}"))
    try:
        with serving(app_of(office, door, ways), listening):
            yield Form(root=root, office=office, door=door, told=told)
    finally:
        office.close()
