"""What lies in a folder of sealed sites, judged before anybody else sees it: every file and every byte.

A file passes in one of two ways. What says nothing about anybody equals, byte by byte, what the same school without a
single learner would publish: nothing of a plan can be in it. Everything else was opened with the key of its learner and
holds what its name says: nobody else can open it. What passes in neither way is a fault, and is searched for words of
every plan, to tell how bad it is.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from generator.publish.allowed import Published, Refused, files_in
from generator.publish.expected import Expected
from generator.publish.faults import Fault
from generator.publish.gates_of_folder import Judged, judged_folder
from generator.publish.leaks import Secrets, leaks_in, leaks_in_name

NOT_READ = (
    "link",
    "hidden",
    "no-file",
    "empty-folder",
)  # where a link leads, or what a pipe says, is nobody's business
Found = tuple[str, Published | Refused]


def faults_in(site: Path, expected: Expected) -> Iterator[Fault]:
    """Everything wrong in a folder that is to be published, or was."""
    shared: list[Found] = []
    seen: set[str] = set()
    for folder, files in groupby(files_in(site), key=folder_around):
        if folder is None:
            shared += files
        else:
            seen.add(folder)
            yield from faults_of_site(site, folder, tuple(files), expected)
    yield from faults_of_shared(site, tuple(shared), expected)
    yield from (Fault(file=f"s/{folder}", kind="no-site") for folder in sorted(expected.sites.keys() - seen))


def folder_around(found: Found) -> str | None:
    """The learner's folder that a file lies in, whatever file it is; None: in none."""
    top, _, rest = found[0].partition("/")
    return rest.partition("/")[0] if top == "s" and "/" in rest else None


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


def faults_of_site(site: Path, folder: str, files: tuple[Found, ...], expected: Expected) -> Iterator[Fault]:
    """One learner's folder."""
    sealing = expected.sites.get(folder)
    if sealing is None:
        yield Fault(file=f"s/{folder}", kind="strange-folder")
        judged = Judged()
    else:
        paths = frozenset(path for path, kind in files if kind not in NOT_READ)
        judged = judged_folder(site, folder, paths, sealing, expected)
    yield from judged.faults
    yield from (Fault(file=path, kind=kind) for path, kind in files if isinstance(kind, str))
    yield from leaks_of(site, files, judged, expected.secrets)


def leaks_of(site: Path, files: tuple[Found, ...], judged: Judged, secrets: Secrets) -> Iterator[Fault]:
    """What can be read in files that are not proven to be nobody's."""
    for path, kind in files:
        if path not in judged.equal and path not in judged.opened and leaks_in_name(path, secrets):
            yield Fault(file=path, kind="leak-in-name")
        if path in judged.equal or kind in NOT_READ:
            continue
        if leaks_in((site / path).read_bytes(), secrets, ciphertext=path in judged.opened):
            yield Fault(file=path, kind="leak")
