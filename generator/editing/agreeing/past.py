"""What a plan said before, as git keeps it: each text once, the newest first.

A text is made of a year's plan and goals, and of the frameworks and settings that its words come from. Only these are
read of a commit; names, evidence and staff notes are not. What was redacted since is passed over.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from generator.editing.entries.store import LITERALLY, Commit, Store, files_told, store_of
from generator.load.commons import load_commons
from generator.load.formats import bring_up_in
from generator.load.git import run_git, run_well
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.problem import ToolFailed
from generator.records.commons import Commons, PlanYear
from generator.records.redaction import Redaction
from generator.records.school import LearnerId

SHARED = ("frameworks", "plans/school.yml", "plans/calendar.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A year's plan as a commit has it, with all that its words come from. `files` are those of the plan itself."""

    commit: Commit
    on: date
    year: PlanYear
    commons: Commons
    files: Mapping[str, bytes]


@dataclass(slots=True, kw_only=True)
class Past:
    """The history of a school's plans. `store` None: there is no git; `why` says so. Shared files are read once."""

    store: Store | None
    why: str | None = None
    read: dict[tuple[str, ...], Commons | None] = field(default_factory=dict[tuple[str, ...], Commons | None])

    @property
    def is_cut_off(self) -> bool:
        """Whether only part of the history is here."""
        if self.store is None:
            return False
        told = run_git(self.store.root, "rev-parse", "--is-shallow-repository")
        return told.stdout.strip() == b"true"


def past_of(root: Path) -> Past:
    try:
        return Past(store=store_of(root))
    except ToolFailed as failed:
        return Past(store=None, why=failed.hint)


def earlier_texts(
    past: Past, learner: LearnerId, year: str, timezone: str, redactions: tuple[Redaction, ...] = ()
) -> Iterator[Earlier]:
    """The texts of a school year's plan, newest first; none where git knows nothing of it."""
    if past.store is None:
        return
    withheld = tuple(each.commit.lower() for each in redactions if each.commit)
    hidden = tuple(each.path for each in redactions if each.path)
    commits, folders = touching(past.store, learner, year)
    seen: set[tuple[str, ...]] = set()
    for commit, moment, folder, key in content_of(past.store, commits, folders):
        if key in seen or commit.startswith(withheld):
            continue
        seen.add(key)
        found = text_at(past, commit, folder, key, hidden)
        if found is not None:
            day = datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(timezone)).date()
            yield Earlier(commit=commit, on=day, year=found[0], commons=found[1], files=found[2])


def touching(store: Store, learner: LearnerId, year: str) -> tuple[list[tuple[Commit, int]], tuple[str, ...]]:
    """The commits that may have changed the text, newest first; and every folder the year's plan ever lay in."""
    own = f":(top,glob){store.prefix}plans/**/{learner}/{year}/"
    shared = (f":(top){store.prefix}{name}" for name in SHARED)
    asked = ("log", "--full-history", "-z", "--name-only", "--format=@%H %ct", "HEAD", "--")
    told = os.fsdecode(run_well(store.root, (*asked, f"{own}plan.yml", f"{own}goals/*", *shared)))
    commits: list[tuple[Commit, int]] = []
    folders: dict[str, None] = {}
    end = f"/{learner}/{year}/"
    for part in told.split("\0"):
        line = part.lstrip("\n")
        if line.startswith("@"):
            commit, _, moment = line[1:].partition("\n")[0].partition(" ")
            commits.append((commit, int(moment)))
            line = line.partition("\n")[2]
        if end in line:
            folders[line.removeprefix(store.prefix).partition(end)[0] + end.rstrip("/")] = None
    return commits, tuple(folders)


def content_of(
    store: Store, commits: list[tuple[Commit, int]], folders: tuple[str, ...]
) -> Iterator[tuple[Commit, int, str, tuple[str, ...]]]:
    """Git's names for all that each commit's text is made of; commits in which the plan lay elsewhere are left out."""
    paths = {folder: (f"{folder}/plan.yml", f"{folder}/goals", *SHARED) for folder in folders}
    places = [(commit, moment, folder) for commit, moment in commits for folder in folders]
    given = "".join(f"{commit}:{store.prefix}{path}\n" for commit, _, folder in places for path in paths[folder])
    told = run_well(store.root, ("cat-file", "--batch-check=%(objectname)"), given=os.fsencode(given))
    names = iter(line.partition(" ")[0] for line in os.fsdecode(told).splitlines())
    for commit, moment, folder in places:
        key = tuple(next(names) for _ in paths[folder])
        if ":" not in key[0]:  # what is not there is told by what was asked for
            yield commit, moment, folder, tuple("" if ":" in name else name for name in key)


def text_at(
    past: Past, commit: Commit, folder: str, key: tuple[str, ...], hidden: tuple[str, ...]
) -> tuple[PlanYear, Commons, Mapping[str, bytes]] | None:
    """None: what stood there cannot be read by this Pathbook."""
    if past.store is None:
        return None
    if key[2:] not in past.read:
        past.read[key[2:]] = commons_at(past.store, commit)
    commons, above = past.read[key[2:]], folder.rpartition("/")[0]
    found = contents(past.store, commit, (f"{folder}/plan.yml", f"{folder}/goals"))
    files = {file: raw for file, raw in found.items() if not {file, file.removeprefix(f"{above}/")} & {*hidden}}
    year = year_in(files, above) if commons is not None else None
    return None if commons is None or year is None else (year, commons, files)


def contents(store: Store, commit: Commit, paths: tuple[str, ...]) -> Mapping[str, bytes]:
    inside = (store.prefix + path for path in paths)
    listed = run_well(store.root, ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *inside), LITERALLY)
    blobs = files_told(store, listed)
    found = store.contents(blobs.values())
    return {file: found[blob] for file, blob in blobs.items()}


def put(top: Path, files: Mapping[str, bytes]) -> None:
    for file, content in files.items():
        path = top / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def commons_at(store: Store, commit: Commit) -> Commons | None:
    with TemporaryDirectory(prefix="pathbook-") as folder:
        top = Path(folder).resolve()
        put(top, contents(store, commit, SHARED))
        bring_up_in(top)
        return load_commons(top)[0]


def year_in(files: Mapping[str, bytes], folder: str) -> PlanYear | None:
    """The one year that these files of a learner's folder are of."""
    above, _, learner = folder.rpartition("/")
    with TemporaryDirectory(prefix="pathbook-") as kept:
        top = Path(kept).resolve()
        put(top, files)
        records, _ = read_learner(top, LearnerFolder(learner=learner, above=above))
        return next(iter(records.years), None)
