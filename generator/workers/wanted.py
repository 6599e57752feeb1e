"""Whether what a worker makes is still wanted.

A worker that a cluster thought dead may finish hours later, when newer outputs lie there. So whoever swaps an output in
asks here first, and raises where the run is over.
"""

from collections.abc import Callable
from contextvars import ContextVar


def always() -> None:
    """Whoever works without a run works for whoever holds the lock."""


STILL_WANTED: ContextVar[Callable[[], None]] = ContextVar("STILL_WANTED", default=always)
