"""What a page holds, asked of one that may be on its way elsewhere.

A page that leaves for another address while it is asked answers with an error, though nothing is wrong: the door of a
plan that finds it open goes in by itself, and Lock loads it anew. So whoever asks for more than what one sees (for
which there is `expect`) asks here.
"""

import re
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from playwright.sync_api import Error, Page

from tests.patience import PATIENCE

ON_ITS_WAY = re.compile(r"navigating|context was destroyed|context with specified id|[Nn]avigated")
Held = TypeVar("Held")


def once_arrived(page: Page, look: Callable[[], Held]) -> Held:
    """The answer of a page that stays where it is."""
    end = monotonic() + PATIENCE
    while True:
        page.wait_for_load_state("load")
        try:
            return look()
        except Error as leaving:
            if not ON_ITS_WAY.search(leaving.message) or monotonic() > end:
                raise


def content_of(page: Page) -> str:
    """All that the browser holds of the page, shown or not."""
    return once_arrived(page, page.content)


def told_by(page: Page, script: str, given: object = None) -> Any:
    """What a script in the page answers; it may run more than once."""
    return once_arrived(page, lambda: page.evaluate(script, given))
