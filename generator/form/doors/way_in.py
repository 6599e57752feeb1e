"""The browser is sent into the form through a file that only this account can read.

An address with a key, given to a browser as an argument, could be read by everybody on the machine who lists programs.
"""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from os import O_CREAT, O_EXCL, O_WRONLY, fdopen
from os import open as opened
from pathlib import Path
from tempfile import TemporaryDirectory

HEAD = '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Pathbook</title>\n'
LEADS = '<meta http-equiv="refresh" content="0; url={address}">\n'


@contextmanager
def opened_in_browser(address: str, *, wanted: bool) -> Iterator[None]:
    """Open the form, if wanted; the file it is opened through goes when the block ends."""
    if not wanted:
        yield
        return
    # Browsers that are packed by themselves see the home folder, nothing hidden in it, and a /tmp of their own.
    with TemporaryDirectory(prefix="pathbook-", dir=home()) as folder:
        file = Path(folder) / "open.html"
        with fdopen(opened(file, O_WRONLY | O_CREAT | O_EXCL, 0o600), "w", encoding="utf-8") as page:
            page.write(HEAD + LEADS.format(address=escape(address)))
        webbrowser.open(file.as_uri())
        yield


def home() -> Path | None:
    """Where the file lies; None: the system's own place for files that go."""
    try:
        folder = Path.home()
    except RuntimeError:
        return None
    return folder if folder.is_dir() else None
