"""What a site is made of, as one mark: who has the mark of the last build has a site that is as it would be now.

A mark holds everything that could change a page: the learner's files and history, what all share, the names, the day,
and the programs that make pages. It errs to one side only: another mark where the pages would be the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from generator.checked import CheckedSchool
from generator.load.history.past import LearnerPast
from generator.load.learner_folders import LearnerFolder
from generator.load.people_sealed import LOCKED, OPEN
from generator.load.withheld import Withheld
from generator.manifest import Order, read_manifest
from generator.publish.keys import Master, folder_of
from generator.records.school import LearnerId
from generator.render.sources import base_config, template_folders

SHARED = ("plans", "frameworks")
ON_NO_PAGE = ("plans/.batches", "plans/imports")  # what a batch wrote, and how tables are read
HOUSEHOLD = re.compile(rb"^household:.*$", re.MULTILINE)  # names of one household may stand on each other's pages
LEARNER_FILE = "learner.yml"
NOBODY = ""  # a folder that is nobody's tells one secret from another, and gives none away


def mark_of_school(order: Order, school: CheckedSchool, master: Master) -> str:
    """Of all that every learner's pages depend on."""
    root, own = school.root, tuple(school.root / folder.folder for folder in school.folders)
    left_out = frozenset((*own, *(root / each for each in ON_NO_PAGE)))
    beside = (each for each in (order.people, order.reviews) if each is not None)
    names = (*(root / each for each in (OPEN, LOCKED)), *beside)
    said = (
        *(f"{school.on} {order.access} {order.appendix} {order.only} {folder_of(master, NOBODY)}", *programs()),
        *(line for top in SHARED for line in said_of(root / top, left_out)),
        *(line for top in template_folders(root) for line in said_of(top)),
        *(digest_of(file) for file in (base_config(root), *names)),
        *(f"{folder.name} {HOUSEHOLD.findall(read(folder / LEARNER_FILE))}" for folder in own),
    )
    return digest("\n".join(said).encode())


def mark_of(
    of_school: str, root: Path, folder: LearnerFolder, past: LearnerPast, withheld: Withheld
) -> tuple[LearnerId, str]:
    said = (of_school, repr((past.known, past.told, sorted(past.moved), withheld)), *said_of(root / folder.folder))
    return folder.learner, digest("\n".join(said).encode())


def said_of(top: Path, leaving_out: frozenset[Path] = frozenset()) -> Iterator[str]:
    """Each file below a folder, with its digest."""
    for file in sorted(files_in(top, leaving_out)):
        yield f"{file.relative_to(top)} {digest_of(file)}"


def as_they_were(order: Order, master: Master, marks: Mapping[LearnerId, str]) -> frozenset[LearnerId]:
    """Whose site lies there, made of what it would be made of now. Where nobody reads, there is none to lie there."""
    return frozenset(
        learner
        for learner, line in read_manifest(order.book).items()
        if line.get("mark") == marks.get(learner, NOBODY)
        and (not line["pages"] or (order.sites / folder_of(master, learner)).is_dir())
    )


def programs() -> Iterator[str]:
    """All that is installed, by version; and from where Pathbook came, since two commits can share a version."""
    yield from sorted(f"{each.name} {each.version}" for each in distributions())
    yield origin_of(distribution("pathbook"))


def origin_of(program: Distribution) -> str:
    return program.read_text("direct_url.json") or ""


def files_in(top: Path, leaving_out: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """All files below a folder, links not followed."""
    for path in top.iterdir() if top.is_dir() and top not in leaving_out else ():
        if path.is_symlink() or path.is_file():
            yield path
        elif path.is_dir():
            yield from files_in(path, leaving_out)


def digest_of(file: Path) -> str:
    return digest(str(file.readlink()).encode() if file.is_symlink() else read(file))


def read(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def marks_of(
    order: Order,
    school: CheckedSchool,
    master: Master,
    known: Iterable[tuple[LearnerFolder, LearnerPast, Withheld]],
) -> Mapping[LearnerId, str]:
    """The mark of each learner who might be built."""
    of_school = mark_of_school(order, school, master)
    return dict(mark_of(of_school, school.root, *each) for each in known)
