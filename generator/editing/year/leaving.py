"""An adult leaves the school: every place that names them for days to come, handed on in one change."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.changes import Change, Changes
from generator.editing.amended import Told, amended
from generator.editing.judging import files_below
from generator.editing.year.handed_on import HANDS, Act, Farewell, hand_for
from generator.load.layout import YAML_ENDINGS
from generator.load.source import bytes_of
from generator.yamltext.splice import Refused

OWNERS = (
    "CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS",
    ".forgejo/CODEOWNERS",
)  # fmt: skip
LOCKED, KEYS = "plans/people.yml.age", "plans/people.recipients"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One file that names them for days to come, and what becomes of it."""

    file: str
    acts: tuple[Act, ...]
    change: Change | None  # None: nothing of it changes, though nobody holds something there now


def places_of(root: Path, leave: Farewell) -> tuple[Place, ...]:
    """Every place, in the order in which they are told. Raises Refused where a file cannot be changed."""
    order = [hand for _, hand in HANDS]
    found = [(file, hand) for file in files_naming(root, leave) if (hand := hand_for(file)) is not None]
    places = (place_of(root, file, leave) for file, _ in sorted(found, key=lambda each: order.index(each[1])))
    return tuple(place for place in places if place.acts)


def files_naming(root: Path, leave: Farewell) -> Iterator[str]:
    """Files of the plans in which the id stands at all; a file that cannot be read names nobody."""
    name = leave.person.encode()
    for file in files_below(root, "plans"):
        if file.endswith(YAML_ENDINGS) and name in (bytes_of(root, file)[0] or b""):
            yield file


def place_of(root: Path, file: str, leave: Farewell) -> Place:
    acts: list[Act] = []
    hand = hand_for(file)

    def amend(told: Told) -> None:
        try:
            acts.extend(() if hand is None else hand(told, leave))
        except (AttributeError, KeyError, TypeError, ValueError):  # nothing has judged the file yet
            raise Refused(f"{file}: it is not written as such a file is; `pathbook check` tells where") from None

    change = amended(root, file, amend)
    same = (root / file).read_bytes() == change.content
    return Place(file=file, acts=tuple(acts), change=None if same else change)


def changes_of(places: tuple[Place, ...]) -> Changes:
    return tuple(place.change for place in places if place.change is not None)


def left_to_do(root: Path, leave: Farewell) -> Iterator[str]:
    """What no file of the plans says: accounts, keys, names that lie elsewhere."""
    for file in OWNERS:
        if (root / file).is_file():
            lines = (root / file).read_text(encoding="utf-8", errors="replace").splitlines()
            named = [number for number, line in enumerate(lines, 1) if leave.person in line]
            where = f"{file}:{named[0]}" if named else file
            yield f"{where} names accounts and teams of the host: take theirs out there, and out of the host's teams"
    if (root / LOCKED).is_file():
        yield f"{LOCKED} is locked: their roles are taken out where it is open (pathbook people unlock)"
    elif not (root / "plans/people.yml").is_file():
        yield "people.yml lies elsewhere: take their roles out there"
    if (root / KEYS).is_file():
        yield f"{KEYS} lists keys that open the names: if one is theirs, take it out and run pathbook people lock"
