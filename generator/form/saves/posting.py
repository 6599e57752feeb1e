"""What this person saved and how it stands, and sending it to where it is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from threading import Event, Thread

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.editing.entries.entry import Entry
from generator.editing.entries.saved import Clashes, entries_of
from generator.editing.entries.sending import last_seen, refresh, send
from generator.editing.entries.store import Store
from generator.form.refusals import in_words
from generator.form.saves.told import entry_told
from generator.form.visit import Visit
from generator.problem import ToolFailed
from generator.records.school import LearnerId

LOOK_AGAIN_SECONDS = 300.0


def entries(visit: Visit) -> Response:
    """The newest first; `seen`: when was last asked what became of them, None: never."""
    seen = last_seen(visit.office.store)
    found = [entry_told(entry) for entry in entries_of(visit.office.store, visit.person)]
    return visit.answer({"entries": found, "seen": seen.isoformat() if seen else None})


def send_entry(visit: Visit) -> Response:
    """Pushed, and where its pull request is made; 409 where it asks a question first. Nothing is lost either way."""
    entry = entry_named(visit)
    if entry is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no-entry")
    try:
        sent = send(visit.office.store, entry)
    except Clashes as clashes:
        return visit.answer(
            {"said": in_words(visit.words, "clash"), "clashing": sorted(clashes.files)}, status=HTTPStatus.CONFLICT
        )
    except ToolFailed as failed:
        raise HTTPException(HTTPStatus.BAD_GATEWAY, failed.hint) from None
    return visit.answer({"branch": sent.branch, "address": sent.address, "joined": sent.merged_base})


def of_entry(visit: Visit) -> tuple[LearnerId, ...]:
    """Whose records an entry holds. Nobody's, where it is no entry of this person's: there is nothing to send then."""
    entry = entry_named(visit)
    return () if entry is None else entry.learners


def entry_named(visit: Visit) -> Entry | None:
    branch = visit.sent().get("branch")
    return next((each for each in entries_of(visit.office.store, visit.person) if each.branch == branch), None)


@contextmanager
def looking_for_news(store: Store) -> Iterator[None]:
    """While the block runs, ask every few minutes what was published or sent back. No network is no error."""
    over = Event()

    def look() -> None:
        while True:
            refresh(store)
            if over.wait(LOOK_AGAIN_SECONDS):
                return

    looking = Thread(target=look, daemon=True)
    if store.remote is not None:
        looking.start()
    try:
        yield
    finally:
        over.set()
