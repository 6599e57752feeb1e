"""How a command line ends and what it says, without the second it takes to start a new Python."""

from collections.abc import Callable
from typing import TypeAlias

Typed: TypeAlias = Callable[..., tuple[int, str, str]]  # words → exit status, what was printed, what was complained
