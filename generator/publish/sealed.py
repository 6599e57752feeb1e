"""One learner's plain site becomes the folder that is published: everything sealed, and opened again before it counts.

Same pages, same keys and the same publication before it give the same bytes. A learner whose pages have not changed
keeps every byte, also where a newer library would pack them otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from posixpath import dirname

from generator.publish.contents import File, Manifest, SealedFile
from generator.publish.front import Front
from generator.publish.kinds import kind_of
from generator.publish.paths import plain_files, stub_paths
from generator.publish.pb1 import Blob, is_blob, sealed_file, sealed_manifest
from generator.publish.pins import pins_of
from generator.publish.previous import BLOBS, MANIFEST, SLOTS, Previous, blob_of, content_of, previous_of
from generator.publish.reopened import check_reopened
from generator.publish.vault import Vault
from generator.render.page_policy import scripts_allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a site is sealed with.

    `codes`: of every reader; what was sealed is opened with them. `former_codes`: those that they had before, so that
    what lay there is known, and its number, even if every code was renewed. `theme`: the folder of the theme's files,
    shared by all sites. `base`: path of everything published on its host. `languages`: those the interface speaks.
    `previous`: the learner's published folder as it is until now, which need not be there. `release`: the least number
    that a change of the content is to have.
    """

    vault: Vault
    slots: bytes
    codes: tuple[str, ...] = field(repr=False)
    former_codes: tuple[str, ...] = field(repr=False, default=())
    theme: Path
    base: str
    front: Front
    languages: tuple[str, ...]
    previous: Path | None
    release: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """`release`: the number of what lies there now. `changed`: a reader finds something new."""

    release: int
    changed: bool


def seal_site(plain: Path, into: Path, seal: Seal) -> Sealed:
    """Seal the files of `plain` into `into`, a fresh folder that the caller puts in place.

    Raises RuntimeError where what was written does not open again to what was there: then it is our mistake.
    """
    contents = dict(plain_files(plain))
    files, done = publication_of(contents, seal)
    write_files(into, files)
    check_reopened(into, seal.vault, seal.codes, contents, seal.theme)
    return done


def publication_of(contents: Mapping[str, bytes], seal: Seal) -> tuple[Mapping[str, bytes], Sealed]:
    """Everything that is published of a site: path in its folder → bytes."""
    previous = previous_of(seal.previous, seal.vault, seal.codes + seal.former_codes)
    before = previous if previous is not None and previous.vault == seal.vault else None
    blobs = {path: _blob(seal.vault, path, content, before) for path, content in contents.items()}
    manifest = _manifest(seal, contents, blobs)
    if before is not None and _says_the_same(manifest, before.manifest):
        release, sealed, old = before.manifest.release, before.sealed, _old_kept(before)
    else:
        old = _old_left(before, blobs)
        release = max(seal.release, previous.manifest.release + 1) if previous else seal.release
        sealed = sealed_manifest(seal.vault, replace(manifest, release=release, old=tuple(sorted(old))))
    files = {
        **{f"{BLOBS}/{name}": content for name, content in old.items()},
        **{f"{BLOBS}/{blob.name}": blob.content for blob in blobs.values()},
        **{f"{path}index.html": seal.front.stub for path in stub_paths(contents, seal.languages)},
        MANIFEST: sealed,
        SLOTS: seal.slots,
        "sw.js": seal.front.worker,
    }
    return files, Sealed(release=release, changed=before is None or sealed != before.sealed)


def _blob(vault: Vault, path: str, content: bytes, before: Previous | None) -> Blob:
    """The blob that lay there, where it holds the same; else a new one."""
    file = before.manifest.files.get(path) if before is not None else None
    if before is None or not isinstance(file, SealedFile) or content_of(before, path) != content:
        return sealed_file(vault, path, content)
    return Blob(name=file.name, digest=file.digest, content=blob_of(before, file.name) or b"")


def _manifest(seal: Seal, contents: Mapping[str, bytes], blobs: Mapping[str, Blob]) -> Manifest:
    """Without its number, which depends on what it says."""
    pages = (content.decode() for path, content in contents.items() if path.endswith(".html"))
    files: dict[str, File] = {
        path: SealedFile(name=blob.name, digest=blob.digest, media_type=kind_of(path, contents[path]))
        for path, blob in blobs.items()
    }
    return Manifest(
        folder=seal.vault.folder,
        epoch=seal.vault.epoch,
        release=seal.release,
        on=seal.on,
        theme=f"{seal.base}_theme/",
        csp=tuple(sorted({digest for page in pages for digest in scripts_allowed(page)})),
        files={**files, **pins_of(contents, seal.theme)},
        old=(),
    )


def _says_the_same(manifest: Manifest, before: Manifest) -> bool:
    return replace(manifest, release=before.release, on=before.on, old=before.old) == before


def _old_kept(before: Previous) -> Mapping[str, bytes]:
    """Nothing has changed, so what lay there for pages that are still open stays. Nobody holds its keys any more."""
    lain = {name: blob_of(before, name) for name in before.manifest.old}
    return {name: blob for name, blob in lain.items() if blob is not None and is_blob(blob)}


def _old_left(before: Previous | None, blobs: Mapping[str, Blob]) -> Mapping[str, bytes]:
    """What a page that is still open may ask for: files of the release before that are others now."""
    if before is None:
        return {}
    now = {blob.name for blob in blobs.values()}
    return {
        file.name: blob
        for path, file in before.manifest.files.items()
        if isinstance(file, SealedFile)
        and file.name not in now
        and content_of(before, path) is not None
        and (blob := blob_of(before, file.name)) is not None
    }


def write_files(into: Path, files: Mapping[str, bytes]) -> None:
    for folder in {dirname(path) for path in files}:
        (into / folder).mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (into / path).write_bytes(content)
