"""What lies in a folder of sealed sites, judged before anybody else sees it: every file and every byte.

A file passes in one of two ways. What says nothing about anybody equals, byte by byte, what the same school without a
single learner would publish: nothing of a plan can be in it. Everything else was opened with the key of its learner and
holds what its name says: nobody else can open it. What passes in neither way is a fault, and is searched for words of
every plan, to tell how bad it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from generator.publish.allowed import Published, Refused, files_in, folders_in
from generator.publish.expected import Expected
from generator.publish.faults import Fault
from generator.publish.gates_of_folder import Judged, judged_folder
from generator.publish.leaks import Secrets, leaks_in, leaks_in_name
from generator.publish.paths import SITES
from generator.workers.each import each
from generator.workers.work import How, Work

MANY = 50  # folders; fewer are judged sooner than other processes have begun
NOT_READ = (
    "link",
    "hidden",
    "no-file",
    "empty-folder",
)  # where a link leads, or what a pipe says, is nobody's business
Found = tuple[str, Published | Refused]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What judging one learner's folder takes; it travels to other processes."""

    site: Path
    expected: Expected


def faults_in(site: Path, expected: Expected, how: How = "serial", jobs: int = 1) -> Iterator[Fault]:
    """Everything wrong in a folder that is to be published, or was."""
    folders = folders_in(site)
    yield from faults_of_shared(site, tuple(files_in(site, but=[f"{SITES}/{folder}" for folder in folders])), expected)
    work = Work(partial(Judging, site=site, expected=expected), faults_of_site, lost)
    for faults in each(work, folders, how if len(folders) >= MANY else "serial", jobs):
        yield from faults
    missing = sorted(expected.sites.keys() - set(folders))
    yield from (Fault(file=f"{SITES}/{folder}", kind="no-site") for folder in missing)


def lost(folder: str) -> tuple[Fault, ...]:
    """What is said of a folder whose judge died twice."""
    return (Fault(file=f"{SITES}/{folder}", kind="not-judged"),)


def faults_of_shared(site: Path, files: tuple[Found, ...], expected: Expected) -> Iterator[Fault]:
    """What is published of nobody: each file as it would be without learners, or as it was published last time."""
    before = {} if expected.before is None else expected.before.shared
    equal: set[str] = set()
    for path, kind in files:
        if isinstance(kind, str):
            yield Fault(file=path, kind=kind)
        elif sha256((site / path).read_bytes()).hexdigest() in (expected.shared.get(path), before.get(path)):
            equal.add(path)
        else:
            yield Fault(file=path, kind="not-ours")
    yield from (
        Fault(file=path, kind="missing") for path in sorted(expected.shared.keys() - {path for path, _ in files})
    )
    yield from leaks_of(site, files, Judged(equal=frozenset(equal)), expected.secrets)


def faults_of_site(judging: Judging, folder: str) -> tuple[Fault, ...]:
    """One learner's folder."""
    site, expected = judging.site, judging.expected
    files = tuple(files_in(site, f"{SITES}/{folder}/"))
    sealing = expected.sites.get(folder)
    if sealing is None:
        judged = Judged(faults=(Fault(file=f"{SITES}/{folder}", kind="strange-folder"),))
    else:
        paths = frozenset(path for path, kind in files if kind not in NOT_READ)
        judged = judged_folder(site, folder, paths, sealing, expected)
    refused = (Fault(file=path, kind=kind) for path, kind in files if isinstance(kind, str))
    return (*judged.faults, *refused, *leaks_of(site, files, judged, expected.secrets))


def leaks_of(site: Path, files: tuple[Found, ...], judged: Judged, secrets: Secrets) -> Iterator[Fault]:
    """What can be read in files that are not proven to be nobody's."""
    for path, kind in files:
        if path not in judged.equal and path not in judged.opened and leaks_in_name(path, secrets):
            yield Fault(file=path, kind="leak-in-name")
        if path in judged.equal or kind in NOT_READ:
            continue
        if leaks_in((site / path).read_bytes(), secrets, ciphertext=path in judged.opened):
            yield Fault(file=path, kind="leak")
