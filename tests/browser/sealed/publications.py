"""The small school as it was published again and again: each publication follows another, with a few edits.

Made when first asked for, by the command that a school runs, with a master secret of its own.
"""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from generator.access import readers_by_learner
from generator.cli.app import status_of
from generator.load.learner_folders import learner_folders
from generator.model.access import Reader
from generator.publish.contents import Manifest
from generator.publish.keys import Master, code_of, folder_of, load_master
from generator.publish.pb1 import opened_manifest
from generator.publish.vault import Vault, vault_of
from tests.conftest import EXAMPLE_DAY, made_once

HERE = Path(__file__).parent
BASE = "/plans/"
ON = date.fromisoformat(EXAMPLE_DAY)
SECRET = bytes(range(100, 132)).hex()
ADA, TORVIK, NURIHAN = "s-0001", "s-0002", "s-0003"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One place of a file of the school, changed by hand."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One release of the school. `after`: the one whose folder it was published over."""

    release: int
    after: str | None = None
    edits: tuple[Edit, ...] = ()
    learners: tuple[str, ...] = (ADA,)


GOAL = "plans/s-0001/2026-27/goals/g1.yml"
LEARNER = "plans/s-0001/learner.yml"
SLOTS = "{student: 1, household: 1, f-0001: 1, f-0002: 1, advisor: 1}"
WITHOUT_HOME = "{student: 1, household: 1, f-0002: 1, advisor: 1}"
RENEWED = "{student: 1, household: 1, f-0001: 2, f-0002: 1, advisor: 1}"
NEWER = Edit(file=GOAL, old="puddlecake", new="thundercake")
NEWEST = Edit(file=GOAL, old="thundercake", new="honeycomb")

PUBLICATIONS: Mapping[str, Publication] = {
    "first": Publication(release=11, learners=()),
    "second": Publication(release=12, after="first", edits=(NEWER,)),
    "revoked": Publication(release=13, after="second", edits=(NEWEST, Edit(file=LEARNER, old=SLOTS, new=WITHOUT_HOME))),
    "revoked-new-epoch": Publication(
        release=13,
        after="second",
        edits=(
            NEWEST,
            Edit(file=LEARNER, old=SLOTS, new=WITHOUT_HOME),
            Edit(file=LEARNER, old="epoch: 1", new="epoch: 2"),
        ),
    ),
    # The publications before are lost, and with them their numbers.
    "begun-anew": Publication(release=3, edits=(Edit(file=LEARNER, old="epoch: 1", new="epoch: 2"),)),
    "renewed": Publication(release=13, after="second", edits=(NEWEST, Edit(file=LEARNER, old=SLOTS, new=RENEWED))),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One publication: `site` is what a host is given, `school` the files it was made of."""

    site: Path
    school: Path
    master: Master
    readers: Mapping[str, tuple[Reader, ...]]
    epochs: Mapping[str, int]

    def folder(self, learner: str) -> str:
        """Where a learner's site lies in the published folder: "s/<folder>/"."""
        return f"s/{folder_of(self.master, learner)}/"

    def code(self, who: str, version: int = 1) -> str:
        """What stands on somebody's letter."""
        return code_of(self.master, Reader(who=who, version=version))

    def vault(self, learner: str) -> Vault:
        return vault_of(self.master, learner, self.epochs[learner], self.readers[learner])

    def manifest(self, learner: str) -> Manifest:
        return opened_manifest(self.vault(learner), self.read(f"{self.folder(learner)}_pb/m"))

    def paper(self, learner: str) -> str:
        """Where the paper beside a learner's evidence stands in the site."""
        return next(path for path in self.manifest(learner).files if path.endswith(".pdf"))

    def read(self, path: str) -> bytes:
        return (self.site / path).read_bytes()


def write_school(root: Path) -> None:
    """The small school, with its pictures and its paper; the picture says inside whose it is."""
    shutil.copytree(HERE / "school", root)
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Zelmira Quorandel")
    Image.new("RGB", (900, 600), (200, 120, 40)).save(root / "plans/s-0001/evidence/moonstrip.png", pnginfo=said)
    Image.new("RGB", (900, 600), (20, 120, 40)).save(root / "plans/s-0002/evidence/zorilla.png")
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.docinfo["/Title"] = "Moonstrip sheet of Zelmira Quorandel"
        paper.save(root / "plans/s-0001/evidence/moonstrip.pdf")


@dataclass(kw_only=True)
class Publications:
    """The publications of the small school, each made once for all workers when it is first asked for."""

    folders: pytest.TempPathFactory
    made: dict[str, Sealed] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Sealed:
        if name not in self.made:
            self.made[name] = self.publish(name)
        return self.made[name]

    def publish(self, name: str) -> Sealed:
        folder = made_once(self.folders, f"publication-{name}", partial(self.make, name))
        return sealed_in(folder / "school", folder / "out")

    def make(self, name: str, folder: Path) -> None:
        publication, root, out = PUBLICATIONS[name], folder / "school", folder / "out"
        if publication.after is None:
            write_school(root)
        else:
            before = self[publication.after]
            shutil.copytree(before.school, root)
            shutil.copytree(before.site.parent, out)
        for edit in publication.edits:
            written = (root / edit.file).read_text(encoding="utf-8")
            assert edit.old in written, edit
            (root / edit.file).write_text(written.replace(edit.old, edit.new), encoding="utf-8")
        seal(root, out, publication.release, publication.learners)


def sealed_by_command(root: Path, out: Path, release: int, learners: tuple[str, ...] = ()) -> Sealed:
    """A school's sealed sites, as the command makes them."""
    seal(root, out, release, learners)
    return sealed_in(root, out)


def seal(root: Path, out: Path, release: int, learners: tuple[str, ...]) -> None:
    secret = root.parent / "master"
    secret.write_text(SECRET, encoding="ascii")
    secret.chmod(0o600)
    command = ["build", *learners, "--root", str(root), "--out", str(out), "--on", EXAMPLE_DAY, "--only", "site"]
    sealing = ["--access", "sealed", "--master", str(secret), "--release", str(release), "--executor", "serial"]
    assert status_of([*command, *sealing]) == 0


def sealed_in(root: Path, out: Path) -> Sealed:
    folders, _ = learner_folders(root)
    return Sealed(
        site=out / "site",
        school=root,
        master=load_master(root.parent / "master"),
        readers=readers_by_learner(root, folders, ON),
        epochs={folder.learner: epoch_in(root / folder.folder / "learner.yml") for folder in folders},
    )


def epoch_in(file: Path) -> int:
    found = re.search(r"^  epoch: (\d+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, file
    return int(found[1])
