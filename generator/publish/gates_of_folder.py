"""One learner's published folder, judged: who can open it, and whether all that looks sealed opens."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path

from generator.problem import ToolFailed
from generator.publish.allowed import looks_sealed
from generator.publish.contents import Manifest, SealedFile, SharedFile
from generator.publish.derived import in_base64
from generator.publish.expected import Expected, Sealing
from generator.publish.faults import Fault, FaultKind
from generator.publish.paths import SITES, THEME, stub_paths
from generator.publish.pb1 import opened_file, opened_manifest, opened_slots
from generator.publish.previous import BLOBS, MANIFEST, SLOTS, Previous, previous_of
from generator.publish.vault import Vault

LEAST_RANDOM, LOOKED_AT = 7.5, 4096  # bits a byte, of the first so many; 1,000 random bytes have 7.8
WORKER = "sw.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was found in a folder. `equal`: files that would be the same of anybody. `opened`: proven to be sealed."""

    faults: tuple[Fault, ...] = ()
    equal: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    release: int | None = None


Contents = Mapping[str, bytes]  # by path within the folder
Flaw = tuple[str, FaultKind]


def judged_folder(site: Path, folder: str, paths: frozenset[str], sealing: Sealing, expected: Expected) -> Judged:
    """`paths`: of the files in the folder, below the published one."""
    inside = f"{SITES}/{folder}/"
    contents = {path.removeprefix(inside): (site / path).read_bytes() for path in sorted(paths)}
    manifest = manifest_in(contents, sealing.vault)
    before = before_in(sealing, expected)
    named = blobs_named(manifest, sealing.vault, before)
    good = frozenset(path for path in blobs_in(contents) if path in named and opens(contents[path], *named[path]))
    good |= kept_unseen(contents, manifest, before)
    equal = set(equal_in(contents, sealing, expected))
    flaws = (
        *flaws_of_readers(contents, sealing, expected),
        *flaws_of_pages(contents, manifest, equal, expected),
        *flaws_of_manifest(contents, manifest, expected),
        *flaws_of_blobs(contents, manifest, good, before),
        *flaws_of_release(contents, manifest, folder, expected, before),
    )
    opened = good if manifest is None else good | {MANIFEST}
    return Judged(
        faults=tuple(Fault(file=inside + path, kind=kind) for path, kind in dict.fromkeys(flaws)),
        equal=frozenset(inside + path for path in equal),
        opened=frozenset(inside + path for path in opened),
        release=None if manifest is None else manifest.release,
    )


def manifest_in(contents: Contents, vault: Vault) -> Manifest | None:
    """None: it is not there, or does not open."""
    try:
        return opened_manifest(vault, contents[MANIFEST])
    except (ToolFailed, KeyError):
        return None


def before_in(sealing: Sealing, expected: Expected) -> Previous | None:
    """The same learner's folder as it was published last, as far as today's readers could open it."""
    if expected.previous is None:
        return None
    folder = expected.previous / SITES / sealing.vault.folder
    return previous_of(folder, sealing.vault, expected.codes_of(sealing))


def blobs_in(contents: Contents) -> Iterator[str]:
    return (path for path in contents if path.startswith(f"{BLOBS}/"))


def equal_in(contents: Contents, sealing: Sealing, expected: Expected) -> Iterator[str]:
    """Files that hold nothing of the learner: of nobody, or derived from the master and who reads."""
    slots = expected.slots_of(sealing)
    for path, content in contents.items():
        if (
            (path == SLOTS and content == slots)
            or (path == WORKER and content == expected.front.worker)
            or (path.endswith("index.html") and content == expected.front.stub)
        ):
            yield path


def flaws_of_readers(contents: Contents, sealing: Sealing, expected: Expected) -> Iterator[Flaw]:
    """Every reader's code opens the folder, and the code of nobody else of those that are tried."""
    slots = contents.get(SLOTS)
    if slots is None:
        yield SLOTS, "missing"
        return
    if slots != expected.slots_of(sealing):
        yield SLOTS, "slots"
    if any(vault_opened(slots, code) != sealing.vault for code in expected.codes_of(sealing)):
        yield SLOTS, "code"
    if any(vault_opened(slots, code) is not None for code in expected.codes_of_others(sealing)):
        yield SLOTS, "other-code"


def vault_opened(slots: bytes, code: str) -> Vault | None:
    try:
        return opened_slots(slots, code)
    except ToolFailed:
        return None


def flaws_of_pages(
    contents: Contents, manifest: Manifest | None, equal: set[str], expected: Expected
) -> Iterator[Flaw]:
    """The page that asks for the code lies where it should, nowhere else, and is the same everywhere."""
    pages = {path for path in contents if path.endswith("index.html") and not path.startswith("_pb/")}
    files = () if manifest is None else sealed_in(manifest)
    wanted = {f"{path}index.html" for path in stub_paths(tuple(files), expected.languages)}
    yield from ((path, "not-ours") for path in sorted((pages | {WORKER}) & contents.keys() - equal))
    if manifest is not None:
        yield from ((path, "missing") for path in sorted((wanted | {WORKER}) - contents.keys()))
        yield from ((path, "unknown-file") for path in sorted(pages - wanted))


def sealed_in(manifest: Manifest) -> Mapping[str, SealedFile]:
    return {path: file for path, file in manifest.files.items() if isinstance(file, SealedFile)}


def flaws_of_manifest(contents: Contents, manifest: Manifest | None, expected: Expected) -> Iterator[Flaw]:
    if MANIFEST not in contents:
        yield MANIFEST, "missing"
        return
    if not looks_sealed(contents[MANIFEST], "manifest"):
        yield MANIFEST, "shape"
    if not looks_random(contents[MANIFEST]):
        yield MANIFEST, "not-random"
    if manifest is None:
        yield MANIFEST, "manifest"
        return
    pins = (file for file in manifest.files.values() if isinstance(file, SharedFile))
    if not all(file.digest in digests_of_theme(f"{THEME}/{file.path}", expected) for file in pins):
        yield MANIFEST, "pin"


def digests_of_theme(path: str, expected: Expected) -> Iterator[str]:
    """As manifests write them: of the theme as it is, and as it was published last."""
    lists = (expected.shared, {} if expected.before is None else expected.before.shared)
    return (in_base64(bytes.fromhex(each[path])) for each in lists if path in each)


def blobs_named(
    manifest: Manifest | None, vault: Vault, before: Previous | None
) -> Mapping[str, tuple[Vault, str, SealedFile]]:
    """Each blob by its path in the folder, with the key it opens with and the file it opens to."""
    known = [] if before is None else [(before.vault, before.manifest)]
    known += [] if manifest is None else [(vault, manifest)]
    return {f"{BLOBS}/{file.name}": (key, path, file) for key, told in known for path, file in sealed_in(told).items()}


def opens(content: bytes, key: Vault, path: str, file: SealedFile) -> bool:
    """Whether a blob holds what its manifest says."""
    try:
        opened_file(key, path, file.digest, content)
    except ToolFailed:
        return False
    return True


def kept_unseen(contents: Contents, manifest: Manifest | None, before: Previous | None) -> frozenset[str]:
    """Blobs kept of an earlier publication that no manifest at hand can open. The one that lies here, which only we can
    write, names them; they lay there at the last publication, which was judged, or that is not at hand. They look
    sealed and random, and are searched as ciphertext is."""
    named = () if manifest is None else (f"{BLOBS}/{name}" for name in manifest.old)
    there = (path for path in named if path in contents and is_like_a_blob(contents[path]))
    return frozenset(path for path in there if before is None or contents[path] == bytes_before(path, before))


def bytes_before(path: str, before: Previous) -> bytes | None:
    """None: it was not there."""
    file = before.folder / path
    return file.read_bytes() if file.is_file() else None


def is_like_a_blob(content: bytes) -> bool:
    return looks_sealed(content, "blob") and looks_random(content)


def flaws_of_blobs(
    contents: Contents, manifest: Manifest | None, good: frozenset[str], before: Previous | None
) -> Iterator[Flaw]:
    """Each blob opens. One of the release before, which no open page here names, may be there while it is kept."""
    now = frozenset(f"{BLOBS}/{file.name}" for file in sealed_in(manifest).values()) if manifest else frozenset()
    kept = frozenset(f"{BLOBS}/{name}" for name in manifest.old) if manifest else frozenset()
    for path in blobs_in(contents):
        if not looks_sealed(contents[path], "blob"):
            yield path, "shape"
        elif not looks_random(contents[path]):
            yield path, "not-random"
        if path in now and path not in good:
            yield path, "blob"
        elif path not in now and (path not in kept or path not in good):
            yield path, "unexplained"
    yield from ((path, "missing") for path in sorted(now - contents.keys()))


def flaws_of_release(
    contents: Contents, manifest: Manifest | None, folder: str, expected: Expected, before: Previous | None
) -> Iterator[Flaw]:
    """The number counts up with the content: a browser that saw a higher one takes this for an attack."""
    if manifest is None:
        return
    listed = 0 if expected.before is None else expected.before.releases.get(folder, 0)
    last = max(listed, 0 if before is None else before.manifest.release)
    same = before is not None and before.sealed == contents.get(MANIFEST)
    if manifest.release < last or (manifest.release == last and last and not same and knows_last(expected)):
        yield MANIFEST, "release"


def knows_last(expected: Expected) -> bool:
    """Whether the last publication is at hand, and not only its list."""
    return expected.previous is not None


def looks_random(content: bytes) -> bool:
    """By how evenly bytes of each value come up."""
    part = content[:LOOKED_AT]
    counts = Counter(part).values()
    return -sum(count / len(part) * log2(count / len(part)) for count in counts) >= LEAST_RANDOM
