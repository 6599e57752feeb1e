"""The files of a framework as they are, as plain values to be changed; and where each competency stands in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.importers.memory import Memory
from generator.importers.source import ItemId

HEAD_FILE = "framework.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What lies in a framework's folder: each file's text and what it says. Empty for a framework not yet there."""

    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    memory: Memory = field(default_factory=Memory)


@dataclass(slots=True, kw_only=True)
class Spot:
    """A competency in a file: its fields, the list it stands in, what it stands under (None: the top)."""

    fields: dict[str, Any]
    among: list[dict[str, Any]]
    under: "Spot | None"


def spots_in(values: Mapping[str, dict[str, Any]]) -> Iterator[Spot]:
    """Every competency of the files, parents before children; files whose `under` is nowhere come last, at the top."""
    by_id: dict[str, Spot] = {}
    waiting: list[tuple[str | None, list[dict[str, Any]]]] = [
        (value.get("under"), value["competencies"]) for value in values.values() if value.get("competencies")
    ]
    while waiting:
        ready = [each for each in waiting if each[0] is None or each[0] in by_id]
        waiting = [each for each in waiting if each not in ready] if ready else []
        for under, among in ready or waiting:
            for spot in below(by_id.get(under or ""), among):
                by_id[spot.fields["id"]] = spot
                yield spot


def below(under: Spot | None, among: list[dict[str, Any]]) -> Iterator[Spot]:
    """Every competency of a list and of the lists in it, in reading order."""
    ahead = [Spot(fields=fields, among=among, under=under) for fields in reversed(among)]
    while ahead:
        spot = ahead.pop()
        yield spot
        inner = spot.fields.get("competencies") or []
        ahead += [Spot(fields=fields, among=inner, under=spot) for fields in reversed(inner)]


def holds_unplaced(fields: Mapping[str, Any]) -> bool:
    """Whether it is no competency of anybody's, but stands above those an import found no parent for."""
    return (fields.get("extra") or {}).get("unplaced") is not None


def case_id_of(fields: Mapping[str, Any]) -> ItemId | None:
    """The identifier the source gives it; None for what the school has made itself."""
    source = fields.get("source") or {}
    told = source.get("case_id")
    return None if told is None else str(told)
