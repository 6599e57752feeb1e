"""Whether outputs are what was built, and inputs what they were built of: every byte is read, and nothing is believed.

It is the slow way beside the fast ones of a build, and changes nothing.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.at_rest.kept import kept_in
from generator.at_rest.verified import inputs_compared
from generator.lying import digest_of_output, place_of
from generator.manifest import Order, read_manifest
from generator.publish.keys import load_master

What = Literal["changed", "gone", "strange"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One output that is not as it was built. `learner` "": nobody's, or nobody knows whose."""

    path: Path
    what: What
    learner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """`inputs` None: no build that ended well is remembered here, so nobody knows what it read."""

    learners: int
    outputs: int
    wrong: tuple[Wrong, ...]
    inputs: int | None
    changed: tuple[str, ...] = ()
    since: int = 0  # when the build began, in nanoseconds

    @property
    def is_whole(self) -> bool:
        return self.inputs is not None and not self.wrong and not self.changed


def verified(order: Order) -> Verified:
    """The order as it was built, its access decided. Outputs of kinds that were not asked for are looked at too."""
    kept, lines, master = kept_in(order.book), read_manifest(order.book).lines, load_master(order.master)
    expected: dict[Path, tuple[str, str]] = {}
    for learner, line in lines.items():
        for part, made in line.parts.items():
            place = place_of(order, lambda: master, learner, part)
            expected[place] = learner, made.files
    wrong = (*changed_in(expected), *strange_among(order, expected))
    compared = None if kept is None else inputs_compared(kept)
    return Verified(
        learners=len(lines),
        outputs=sum(files_at(place) for place in expected),
        wrong=tuple(sorted(wrong, key=lambda each: each.path)),
        inputs=None if compared is None else compared.files,
        changed=() if compared is None else compared.changed,
        since=0 if kept is None else kept.seen.at,
    )


def changed_in(expected: Mapping[Path, tuple[str, str]]) -> Iterator[Wrong]:
    for place, (learner, files) in expected.items():
        there = digest_of_output(place)
        if there != files:
            yield Wrong(path=place, what="gone" if not there else "changed" if files else "strange", learner=learner)


def strange_among(order: Order, expected: Mapping[Path, tuple[str, str]]) -> Iterator[Wrong]:
    """What lies where learners' outputs lie, and was made for nobody."""
    for top in (order.sites, order.pdfs, order.sticks):
        for path in sorted(top.iterdir()) if top.is_dir() else ():
            if path not in expected:
                yield Wrong(path=path, what="strange")


def files_at(place: Path) -> int:
    return 1 if place.is_file() else sum(len(files) for _, _, files in os.walk(place))
