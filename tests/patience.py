"""How tests wait: for a fact, as long as it takes on a busy machine, and never for a time.

What is waited for comes at once where nothing is wrong, so the limit costs nothing; only a real fault meets it.
"""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

PATIENCE = 60  # seconds
MILLISECONDS = PATIENCE * 1000  # the same, as browsers count

Fact = TypeVar("Fact")


def until(fact: Callable[[], Fact]) -> Fact:
    """The fact, once there is one; or what it still is when patience ends, for the test to say what is missing."""
    end = monotonic() + PATIENCE
    while not (found := fact()) and monotonic() < end:
        sleep(0.02)
    return found
