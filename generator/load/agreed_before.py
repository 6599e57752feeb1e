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
from typing import TypeAlias
from zoneinfo import ZoneInfo

from generator.load.blobs import old_texts
from generator.load.commons import load_commons
from generator.load.formats import upgraded_file
from generator.load.git import run_git, run_well, said_by_git
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.load.log_lines import LISTED, PLAINLY, SETTINGS, commits_in
from generator.load.redactions import hides
from generator.problem import ToolFailed
from generator.records.commons import Commons, PlanYear
from generator.records.redaction import Redaction
from generator.records.school import LearnerId

SHARED = ("frameworks", "plans/school.yml", "plans/calendar.yml")
FILE_MODES = ("100644", "100755")
LITERALLY = {"GIT_LITERAL_PATHSPECS": "1"}
Content: TypeAlias = tuple[str, ...]  # git's names for all that a text is made of: two of one content say the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A year's plan as a commit has it, with all that its words come from. `on`: the day of the commit."""

    commit: str
    on: date
    year: PlanYear
    commons: Commons


@dataclass(slots=True, kw_only=True)
class Past:
    """The history of a school's plans. `prefix` None: there is none, and `why` says so. Shared files are read once."""

    root: Path
    prefix: str | None
    why: str | None = None
    until: str = "HEAD"
    shared: dict[Content, Commons | None] = field(default_factory=dict[Content, Commons | None])

    @property
    def is_cut_off(self) -> bool:
        """Whether only part of the history is here."""
        return self.prefix is not None and said_by_git(self.root, "rev-parse", "--is-shallow-repository") == "true"


def plans_past(root: Path, until: str = "HEAD") -> Past:
    """What led to a commit, as far as this clone knows it."""
    try:
        asked = run_git(root, "rev-parse", "--show-prefix", "--verify", f"{until}^{{commit}}")
    except ToolFailed as failed:
        return Past(root=root, prefix=None, why=failed.hint)
    if asked.returncode:
        return Past(root=root, prefix=None, why="the school's folder lies in no git repository with commits")
    return Past(root=root, prefix=os.fsdecode(asked.stdout).split("\n")[0], until=until)


def earlier_texts(
    past: Past,
    learner: LearnerId,
    year: str,
    timezone: str,
    redactions: tuple[Redaction, ...] = (),
    near: date | None = None,
) -> Iterator[Earlier]:
    """The texts of a school year's plan; none where git knows nothing of it.

    Newest first; with `near` that of this day, those before it, then those that came after: what was signed on a day
    had most likely been printed not long before.
    """
    if past.prefix is None:
        return
    zone = ZoneInfo(timezone)
    hidden = frozenset(each.file for each in redactions if each.file)
    seen: set[Content] = set()
    commits, folders = touching(past, learner, year)
    for commit, moment, folder, content in contents_of(past, in_order(commits, near, zone), folders):
        if content in seen or hides(redactions, commit):
            continue
        seen.add(content)
        commons, then = commons_of(past, commit, content), year_at(past, commit, folder, hidden)
        if commons is not None and then is not None:
            yield Earlier(commit=commit, on=day_of(moment, zone), year=then, commons=commons)


def in_order(commits: list[tuple[str, int]], near: date | None, zone: ZoneInfo) -> list[tuple[str, int]]:
    if near is None:
        return commits
    before = [each for each in commits if day_of(each[1], zone) <= near]
    return before + [each for each in reversed(commits) if day_of(each[1], zone) > near]


def day_of(moment: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(moment, UTC).astimezone(zone).date()


def text_at(
    past: Past, commit: str, folder: str, year: str, redactions: tuple[Redaction, ...] = ()
) -> tuple[PlanYear, Commons] | None:
    """A year's plan as one commit has it in a learner's folder; None: no such commit here, or no such plan in it."""
    if past.prefix is None or hides(redactions, commit):
        return None
    if run_git(past.root, "cat-file", "-e", f"{commit}^{{commit}}").returncode:
        return None
    hidden = frozenset(each.file for each in redactions if each.file)
    content = next((found for *_, found in contents_of(past, [(commit, 0)], (f"{folder}/{year}",))), None)
    if content is None:
        return None
    commons, then = commons_of(past, commit, content), year_at(past, commit, f"{folder}/{year}", hidden)
    return None if commons is None or then is None else (then, commons)


def touching(past: Past, learner: LearnerId, year: str) -> tuple[list[tuple[str, int]], tuple[str, ...]]:
    """The commits that may have changed the text, newest first; and every folder that the year ever lay in."""
    own = f":(top,glob){past.prefix}plans/**/{learner}/{year}/"
    shared = (f":(top){past.prefix}{name}" for name in SHARED)
    asked = (*SETTINGS, "log", "-z", "--full-history", *LISTED, *PLAINLY, past.until, "--")
    commits: list[tuple[str, int]] = []
    folders: dict[str, None] = {}
    end = f"/{learner}/{year}"
    for commit, moment, files in commits_in(run_well(past.root, (*asked, f"{own}plan.yml", f"{own}goals/*", *shared))):
        commits.append((commit, int(moment)))
        folders |= {path.partition(f"{end}/")[0] + end: None for _, path in files if f"{end}/" in path}
    return commits, tuple(folders)


def contents_of(
    past: Past, commits: list[tuple[str, int]], folders: tuple[str, ...]
) -> Iterator[tuple[str, int, str, Content]]:
    """What each commit's text is made of; commits in which the plan lay elsewhere are left out."""
    paths = {folder: (f"{folder}/plan.yml", f"{folder}/goals", *SHARED) for folder in folders}
    places = [(commit, moment, folder) for commit, moment in commits for folder in folders]
    given = "".join(f"{commit}:{past.prefix}{path}\n" for commit, _, folder in places for path in paths[folder])
    told = run_well(past.root, ("cat-file", "--batch-check=%(objectname)"), given=os.fsencode(given))
    names = iter(line.partition(" ")[0] for line in os.fsdecode(told).splitlines())
    for commit, moment, folder in places:
        content = tuple(next(names) for _ in paths[folder])
        if ":" not in content[0]:  # what is not there is told by what was asked for
            yield commit, moment, folder, tuple("" if ":" in name else name for name in content)


def commons_of(past: Past, commit: str, content: Content) -> Commons | None:
    """The shared files of a commit; None: this Pathbook cannot read them."""
    key = content[-len(SHARED) :]
    if key not in past.shared:
        with TemporaryDirectory(prefix="pathbook-") as folder:
            top = Path(folder).resolve()
            put(top, files_at(past, commit, SHARED))
            past.shared[key] = load_commons(top)[0]
    return past.shared[key]


def year_at(past: Past, commit: str, folder: str, hidden: frozenset[str]) -> PlanYear | None:
    """`folder`: of the year. `hidden`: paths that were redacted, from the learner's folder or the school's."""
    own = folder.rpartition("/")[0]
    above, _, learner = own.rpartition("/")
    found = files_at(past, commit, (f"{folder}/plan.yml", f"{folder}/goals"))
    with TemporaryDirectory(prefix="pathbook-") as kept:
        top = Path(kept).resolve()
        put(top, {file: raw for file, raw in found.items() if not {file, file.removeprefix(f"{own}/")} & hidden})
        records, _ = read_learner(top, LearnerFolder(learner=learner, above=above))
    return next(iter(records.years), None)


def files_at(past: Past, commit: str, paths: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files at these paths and below them, by path from the school's root; links left out."""
    prefix = past.prefix or ""
    inside = (prefix + path for path in paths)
    told = run_well(past.root, ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *inside), LITERALLY)
    blobs: dict[str, str] = {}
    for line in os.fsdecode(told).split("\0")[:-1]:
        head, _, name = line.partition("\t")
        mode, _, blob = head.split(" ")
        if mode in FILE_MODES:
            blobs[name.removeprefix(prefix)] = blob
    with old_texts(past.root) as ask:
        held = ask(tuple(blobs.values()))
    return {file: held[blob] for file, blob in blobs.items() if blob in held}


def put(top: Path, files: Mapping[str, bytes]) -> None:
    """Laid there as the newest format has them."""
    for file, content in files.items():
        path, newer = top / file, upgraded_file(file, content)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if newer is None or newer.content is None else newer.content)
