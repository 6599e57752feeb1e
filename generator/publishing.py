"""The story of a publication: sealed sites, judged in a copy that nobody serves, and swapped in when nothing is wrong.

What is judged is what is published: the gates read the very copy that is put in place. Whatever fails, what was
published before stays as it was, to the byte.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.access import learners_in
from generator.load.access_before import previous_access_known
from generator.model.access import epoch_of, readers_of
from generator.publish.allowed import allowed
from generator.publish.expected import Expected, Sealing
from generator.publish.faults import Fault
from generator.publish.gates import faults_in
from generator.publish.hashes import HashList, fingerprints_in, read_list, written
from generator.publish.keys import Master, folder_of
from generator.publish.leaks import Secrets, words_of_plans
from generator.publish.paths import SITES, THEME, TOPS
from generator.publish.pb1 import opened_manifest
from generator.publish.previous import MANIFEST
from generator.publish.self_test import self_test
from generator.publish.swap import put_back, put_in_place, replace_folder, without_others
from generator.publish.tokens import folded_words, roll_of
from generator.publish.vault import vault_of
from generator.workshop import Workshop

ENTRANCE = "index.html"  # changed last


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What became of it. With `faults`, nothing was published."""

    faults: tuple[Fault, ...]
    files: int = 0
    sites: int = 0
    release: int = 0


def reasons_against(root: Path, master: Master) -> Iterator[tuple[str, str]]:
    """Why nothing could be published, whatever is built: what is wrong, and what to do."""
    if master.test:
        yield (
            "the secret is the one that everybody knows, so everybody could open what it seals",
            "Put the school's own secret into PATHBOOK_MASTER, or name its file with --master.",
        )
    if not previous_access_known(root):
        yield (
            "git here does not hold all that was published before: nobody can tell whether an access was ended whole",
            "Commit the school's files, and fetch all of the history: git fetch --unshallow; in CI, fetch-depth: 0.",
        )


def judged(shop: Workshop, site: Path, previous: Path | None, before: HashList | None) -> Iterator[Fault]:
    """Everything wrong in a folder of sealed sites, after a trial of the search itself.

    `previous`: the last publication, `before` its list, or for what is published already its own. None: not at hand.
    """
    yield from self_test(shop.front)
    expected = expected_of(shop, site, previous, before)
    yield from faults_in(site, expected, shop.order.how, shop.order.jobs)


def publish(shop: Workshop, target: Path, previous: Path, failed: Iterable[str] = ()) -> Publication:
    """Judge a copy of what was built, and put it in place of `target`. `failed`: learners who could not be built, whose
    site stays as it was published last. `previous`: the last publication, `target` itself or a copy of it.
    """
    if strangers := tuple(strangers_in(target)):
        return Publication(faults=strangers)
    stage, before = shop.order.book / "publishing", read_list(list_of(previous))
    shutil.rmtree(stage, ignore_errors=True)
    try:
        for top in TOPS:
            put_back(target / top)
        shutil.copytree(shop.order.sites.parent, stage, symlinks=True)
        kept = taken_over(shop, stage, previous, before, failed)
        if faults := tuple(judged(shop, stage, previous if previous.is_dir() else None, before)):
            return Publication(faults=faults)
        told = list_of_stage(shop, stage, kept)
        swapped(stage, target)
        put_in_place(list_of(target), written(told).encode())
        return Publication(faults=(), files=len(told.files), sites=len(told.releases), release=told.release)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def strangers_in(target: Path) -> Iterator[Fault]:
    """What somebody keeps where we publish, such as a repository of its own: it is not ours to take away. And links,
    through which we would write, and take away, elsewhere."""
    for path in sorted(target.iterdir()) if target.is_dir() else ():
        if path.is_symlink():
            yield Fault(file=f"{target.name}/{path.name}", kind="link")
        elif path.name not in TOPS and allowed(path.name) is None:
            yield Fault(file=f"{target.name}/{path.name}", kind="unknown-file")


def list_of(folder: Path) -> Path:
    """Where the list of a publication lies: beside it, and not in it."""
    return folder.with_name(f"{folder.name}.json")


def taken_over(
    shop: Workshop, stage: Path, previous: Path, before: HashList | None, failed: Iterable[str]
) -> tuple[str, ...]:
    """What stays of the last publication: sites that could not be built, and for one release the files of nobody that
    open pages still ask for. The latter are returned."""
    for folder in (f"{SITES}/{folder_of(shop.master, learner)}" for learner in failed):
        if (previous / folder).is_dir():
            shutil.rmtree(stage / folder, ignore_errors=True)  # an earlier build, which nobody may have seen
            shutil.copytree(previous / folder, stage / folder, symlinks=True)
    versions = {"/".join(path.split("/")[:2]) for path in before.shared} if before is not None else set()
    kept = tuple(
        version
        for version in sorted(versions - set(before.kept if before is not None else ()))
        if not (stage / version).exists() and (previous / version).is_dir()
    )
    for version in kept:
        shutil.copytree(previous / version, stage / version, symlinks=True)
    return kept


def list_of_stage(shop: Workshop, stage: Path, kept: tuple[str, ...]) -> HashList:
    releases = {
        sealing.vault.folder: opened_manifest(
            sealing.vault, (stage / SITES / sealing.vault.folder / MANIFEST).read_bytes()
        ).release
        for sealing in sealings(shop)
    }
    return HashList(
        on=shop.school.on,
        release=max(releases.values(), default=0),
        files=dict(fingerprints_in(stage)),
        releases=releases,
        kept=kept,
    )


def swapped(stage: Path, target: Path) -> None:
    """Folder by folder, so that whoever looks on sees whole sites: first what pages ask for, the entrance last."""
    listed = {top: frozenset(path.name for path in (stage / top).glob("*")) for top in TOPS}
    for top in TOPS:
        (target / top).mkdir(parents=True, exist_ok=True)
        for folder in sorted((stage / top).iterdir()) if (stage / top).is_dir() else ():
            replace_folder(target / top / folder.name, folder)
    files = sorted((file for file in stage.iterdir() if file.is_file()), key=lambda file: file.name == ENTRANCE)
    for file in files:
        put_in_place(target / file.name, file.read_bytes())
    for top in TOPS:
        without_others(target / top, listed[top])
    without_others(target, frozenset((*TOPS, *(file.name for file in files))))


def expected_of(shop: Workshop, site: Path, previous: Path | None, before: HashList | None) -> Expected:
    """What a publication of this school holds on this day. The theme is made anew, where no learner is near it."""
    school = shop.school
    with TemporaryDirectory(prefix="pathbook-") as empty:
        shared = of_nobody(shop, Path(empty), frozenset(path.name for path in (site / THEME).glob("*")))
    ours = frozenset(word for content in shared.values() for word in folded_words(content.decode("utf-8", "replace")))
    sites = tuple(sealings(shop))
    return Expected(
        master=shop.master,
        front=shop.front,
        shared={path: sha256(content).hexdigest() for path, content in shared.items()},
        languages=shop.languages,
        sites={sealing.vault.folder: sealing for sealing in sites},
        everybody=tuple(dict.fromkeys(reader for sealing in sites for reader in sealing.readers)),
        secrets=Secrets(
            roll=roll_of(school.names.roll),
            ids=frozenset(folder.learner for folder in school.folders),
            words=words_of_plans(school.root, school.folders) - ours,
        ),
        previous=previous,
        before=before,
    )


def of_nobody(shop: Workshop, empty: Path, themes: frozenset[str]) -> Mapping[str, bytes]:
    """What the same school would publish without a single learner, by path. `themes`: versions that lie there; one of
    them need not be known in a language that is not tried any more when all are explained."""
    bare = Workshop(order=replace(shop.order, out=empty, access="sealed"), school=shop.school)
    made: set[str] = set()
    for language in shop.languages:
        made.add(bare.builder(language).theme_name)
        if themes <= made:
            break
    theme = bare.order.theme
    files = (path for path in theme.rglob("*") if path.is_file() and path.relative_to(theme).parts[0] in themes)
    return {
        **shop.front.files,
        **{f"{THEME}/{path.relative_to(theme).as_posix()}": path.read_bytes() for path in files},
    }


def sealings(shop: Workshop) -> Iterator[Sealing]:
    """For whom each site is sealed; nothing of those whom nobody reads."""
    for folder, learner, _ in learners_in(shop.school.root, shop.school.folders):
        readers = () if learner is None else readers_of(learner, shop.school.on)
        if learner is not None and readers:
            vault = vault_of(shop.master, folder.learner, epoch_of(learner), readers)
            yield Sealing(vault=vault, readers=readers)
