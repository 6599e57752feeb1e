"""The story of parts that were built on several machines and become one output folder: as one build would have left it.

Nothing is rendered. Parts are judged first, then swapped in learner by learner; whatever fails, what lies there stays
whole.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.manifest import Line, Order, read_manifest, write_manifest
from generator.problem import ToolFailed
from generator.publish.lock import locked
from generator.publish.paths import SITES, THEME, is_published
from generator.publish.swap import NEW, OLD, digest_of, put_back, put_in_place, swapped_in, taken_away, without_others
from generator.shards import Stamp, forget_stamp, read_stamp, refuse_unless_whole

# Folders that hold a folder or a file for each learner, and which kind of build (--only) makes them.
OF_LEARNERS: Mapping[str, str] = {
    f"site/{SITES}": "site",
    "standalone": "site",
    "pdf": "pdf",
    ".pathbook/photos": "site",
    ".pathbook/history/learners": "site",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What became of it. `failed`: learners whom no part could build; what lay there of them stays."""

    on: str
    parts: int
    learners: int
    failed: tuple[str, ...]


def gather(out: Path, parts: tuple[Path, ...], waiting: Callable[[str], None]) -> Gathered:
    """Put parts together in `out`. Raises ToolFailed where they are not the parts of one build."""
    if is_published(out):
        raise ToolFailed("merge-shards", f"{out} is, or lies in, a folder that is published. Name another.")
    if any(out == part or out in part.parents or part in out.parents for part in parts):
        raise ToolFailed(
            "merge-shards", f"{out} is one of the parts, or lies in one. Name another folder to put them in."
        )
    stamps = {part: read_stamp(part) for part in parts}
    refuse_unless_whole(stamps)
    refuse_unless_alike(parts)
    told = next(iter(stamps.values()))
    order = Order(root=out, out=out)
    with locked(order.book, waiting):
        forget_stamp(order.book)
        lines = {learner: line for part in parts for learner, line in read_manifest(part / ".pathbook").lines.items()}
        themes_in(out, parts)
        stays = frozenset(path for stamp in stamps.values() for path in stamp.stays)
        for folder, kind in OF_LEARNERS.items():
            if told.only in ("", kind):
                learners_in(out, parts, folder, stays)
        front_in(out, parts[0], told)
        clear_themes(order, stamps, lines)
        before = read_manifest(order.book).lines
        kept = {one: before[one] for stamp in stamps.values() for one in stamp.failed if one in before}
        write_manifest(order.book, kept | lines)
    failed = tuple(sorted(learner for stamp in stamps.values() for learner in stamp.failed))
    learners = sum(len(stamp.learners) for stamp in stamps.values()) - len(failed)
    return Gathered(on=told.on, parts=len(parts), learners=learners, failed=failed)


def refuse_unless_alike(parts: tuple[Path, ...]) -> None:
    """What is of nobody is the same in each, or they are not of one school."""
    first, *others = (dict(of_nobody(part)) for part in parts)
    for part, other in zip(parts[1:], others, strict=True):
        if other != first:
            raise ToolFailed("merge-shards", f"{parts[0]} and {part} differ in what is nobody's. Build both alike.")


def of_nobody(part: Path) -> Iterator[tuple[str, str]]:
    """What lies beside the folders of learners in what was built, and the rules for a host's logins."""
    for top in (*top_of_site(part), part / "access"):
        if top.is_dir():
            yield top.name, digest_of(top)
        elif top.exists():
            yield top.name, top.read_bytes().hex()


def top_of_site(out: Path) -> tuple[Path, ...]:
    site = out / "site"
    found = sorted(site.iterdir()) if site.is_dir() else ()
    return tuple(path for path in found if path.name not in (SITES, THEME) and not path.name.startswith((NEW, OLD)))


def themes_in(out: Path, parts: tuple[Path, ...]) -> None:
    """First, since pages lead there."""
    for part in parts:
        for theme in each_in(part / "site" / THEME):
            if not (out / "site" / THEME / theme.name).is_dir():
                copied(theme, out / "site" / THEME / theme.name)


def learners_in(out: Path, parts: tuple[Path, ...], folder: str, stays: frozenset[str]) -> None:
    """Each learner's folder or file, then away with those of nobody's part."""
    put_back(out / folder)
    names: set[str] = {Path(path).name for path in stays if Path(path).parent == Path(folder)}
    for part in parts:
        for one in each_in(part / folder):
            copied(one, out / folder / one.name)
            names.add(one.name)
    without_others(out / folder, frozenset(names))


def front_in(out: Path, part: Path, told: Stamp) -> None:
    """What is of nobody, once; and away with what another kind of build left there."""
    if told.only == "pdf" or told.access == "standalone":
        return
    there = top_of_site(part)
    for path in there:
        copied(path, out / "site" / path.name)
    for path in top_of_site(out):
        if path.name not in {one.name for one in there}:
            taken_away(path)
    if (part / "access").is_dir():
        copied(part / "access", out / "access")


def clear_themes(order: Order, stamps: Mapping[Path, Stamp], lines: Mapping[str, Line]) -> None:
    """Themes to which no site leads. While somebody could not be built, nobody knows which theirs are."""
    if not any(stamp.failed for stamp in stamps.values()):
        made = (line.parts["site"] for line in lines.values() if "site" in line.parts)
        without_others(order.theme, frozenset(theme for one in made for theme in one.themes))


def each_in(folder: Path) -> tuple[Path, ...]:
    found = sorted(folder.iterdir()) if folder.is_dir() else ()
    return tuple(path for path in found if not path.name.startswith((NEW, OLD)))


def copied(source: Path, target: Path) -> None:
    """A file or a whole folder in its place, in one swap; an equal one keeps its time."""
    if not source.is_dir():
        put_in_place(target, source.read_bytes())
        return
    with swapped_in(target) as fresh:
        shutil.copytree(source, fresh, symlinks=True, dirs_exist_ok=True)
