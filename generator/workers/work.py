"""What is to be done, by whom, and what a worker gets of it at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

Here: TypeAlias = Literal["serial", "processes"]
How: TypeAlias = str  # one of those, or "dask://host:port"
CLUSTER = "dask://"
Tools = TypeVar("Tools")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Work(Generic[Tools, Item, Result]):
    """What is to be done: `prepare` makes a worker's tools, `do` uses them on one item, `lost` answers for a dead one.

    All three must be importable by name (a function or a partial of one), since they travel to other processes. An item
    done twice must leave the same as once. `shared`: a folder that workers of a cluster see too, for notes of the run;
    None: the work holds what must not leave this machine, and is done here whatever was asked for.
    """

    prepare: Callable[[], Tools]
    do: Callable[[Tools, Item], Result]
    lost: Callable[[Item], Result]
    shared: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One call of `each`, as its workers know it.

    `notes`: a folder in which they write down what they begin and end; the file `mark` in it is gone when the run is
    over. `programs`, `python`: which ones a worker of a cluster must have; None: it is this very machine's.
    """

    name: str
    notes: Path
    programs: str | None = None
    python: str | None = None

    @property
    def mark(self) -> Path:
        return self.notes / "mark"

    @property
    def is_far(self) -> bool:
        """Whether its workers are not ours to end."""
        return self.programs is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel(Generic[Item]):
    """Some items that one worker does one after another."""

    number: int
    items: tuple[Item, ...]


class Gone:
    """Stands for the result of an item with which two workers died."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[Result]):
    """What became of a parcel. `memory`: how many bytes the worker holds now."""

    results: tuple[Result | Gone, ...]
    memory: int


class Crew(Protocol[Item, Result]):
    """Whoever does parcels, so many at a time as there is `room` for."""

    @property
    def room(self) -> int: ...
    def begin(self, parcel: Parcel[Item]) -> None: ...
    def next_ended(self) -> tuple[int, Done[Result] | None]:
        """Waits for one; its number. None: the worker died."""
        ...


def is_cluster(how: How) -> bool:
    return how.startswith(CLUSTER)
