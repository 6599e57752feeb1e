"""Two versions of a small framework, old and new, and the moves between them."""

from typing import Any

from generator.records.commons import Commons
from generator.records.framework import Competency, Framework, Migration, Move
from generator.records.school import Scale
from tests.generator.model.made import HERE, commons, competency, framework

OLD = framework(competency("a"), competency("b"), competency("c"), id="old")


def new(*names: str, scale: Scale | None = None, id: str = "new", **changes: Any) -> Framework:
    competencies: tuple[Competency, ...] = tuple(competency(name) for name in names or ("a", "b", "c"))
    own: dict[str, Any] = {} if scale is None else {"scales": {"own": scale}, "scale": "own"}
    return framework(*competencies, id=id, **own, **changes)


def move(from_: str, to: str, kind: Any = "same", rating: Any = "keep") -> Move:
    """Refs with spaces between them."""
    return Move(from_=tuple(from_.split()), to=tuple(to.split()), kind=kind, rating=rating, place=HERE)


def migration(*moves: Move, **changes: Any) -> Migration:
    return Migration(moves=moves, place=HERE, **changes)


def two_versions(*moves: Move, later: Framework | None = None, **changes: Any) -> Commons:
    """A school with both, and a migration of these moves into the new one."""
    return commons(OLD, later or new(), migrations={"new": migration(*moves)}, **changes)
