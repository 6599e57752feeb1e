"""A school as it was known at a commit: its files taken out of git into a private folder, read like any others.

They are written as a checkout writes them, filters and line ends included, so that what is built from them is what
was built then. Two things are never taken from the past: names that git does not keep, and what was redacted since.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.load.formats import bring_up_in
from generator.load.git import run_git, run_well, said_by_git
from generator.load.learner_folders import learner_folders
from generator.load.redactions import FILE, hides, redactions_in
from generator.load.source import leaves
from generator.problem import ToolFailed

HASH = re.compile(r"[0-9a-f]{40,64}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RECORDS, LOOKS = ("plans", "frameworks"), ("site_templates", "mkdocs.yml")  # all that is read of a school's folder
PROGRAM = Path(__file__).resolve().parents[2]  # where Pathbook's own templates lie in a checkout
PEOPLE = (Path("plans/people.yml"), Path("plans/people.yml.age"))  # open, or locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A school's files as a commit holds them. `root` lasts as long as the context that made it.

    `withheld` are learners of whom this very commit must not be shown again.
    """

    root: Path
    commit: str  # the whole hash
    at: datetime  # when it was committed
    withheld: tuple[str, ...] = ()


@contextmanager
def known_at(root: Path, name: str) -> Iterator[Known]:
    """The school in `root` as it was at a commit: a hash, branch or tag, or a form like HEAD~3 or main@{2026-11-20}.

    Raises ToolFailed where there is no git, no such commit, or no school in it.
    """
    commit = commit_named(root, name)
    at = datetime.fromtimestamp(int(said_by_git(root, "show", "--no-patch", "--format=%ct", commit)), UTC)
    with TemporaryDirectory(prefix="pathbook-") as folder:
        school = taken_out(root, commit, Path(folder))
        if not (school / "plans" / "school.yml").is_file():
            raise ToolFailed("git", f"commit {commit[:12]} holds no plans/school.yml here")
        names_lent(root, school)
        bring_up_in(school)
        yield Known(root=school, commit=commit, at=at, withheld=redacted_since(root, school, commit))


def commit_named(root: Path, name: str) -> str:
    """The whole hash."""
    found = run_git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    said = found.stderr.decode(errors="replace").strip()
    whole = found.stdout.decode().strip()
    if found.returncode == 0 and not said and HASH.fullmatch(whole):
        return whole
    if found.returncode == 0 and said:
        # Only a warning, but of a doubt about which commit is meant: a tag and a branch of one name, or a date before
        # the log of the branch begins, which would lead to its first entry.
        raise ToolFailed("git", said)
    if "not a git repository" in said:
        raise ToolFailed("git", f"{root} lies in no git repository, and only git knows what stood here before")
    if found.returncode and "Needed a single revision" not in said:
        raise ToolFailed("git", said)
    if not said_by_git(root, "rev-list", "--all", "--max-count=1"):
        raise ToolFailed("git", "this repository holds no commits yet")
    raise ToolFailed("git", f"there is no commit {name!r} in this repository{hint_for(root, name)}")


def hint_for(root: Path, name: str) -> str:
    """Why a commit may be missing, and how to find the one that is meant."""
    if DAY.fullmatch(name):
        return f"; `git log -1 --until='{name} 23:59'` shows the last one of that day"
    if said_by_git(root, "rev-parse", "--is-shallow-repository") == "true":
        return "; only part of the history is here, `git fetch --unshallow` brings the rest"
    return ""


def taken_out(root: Path, commit: str, folder: Path, records: tuple[str, ...] = RECORDS) -> Path:
    """The school's folder at the commit, inside a folder of our own; the user's files and index are left alone."""
    inside = said_by_git(root, "rev-parse", "--show-prefix")
    beside = {
        "GIT_DIR": said_by_git(root, "rev-parse", "--absolute-git-dir"),
        "GIT_WORK_TREE": str(folder / "files"),
        "GIT_INDEX_FILE": str(folder / "index"),
        "GIT_LITERAL_PATHSPECS": "1",
    }
    (folder / "files").mkdir()
    run_well(root, ("read-tree", commit), beside)
    # In a checkout of Pathbook the looks are not the school's but the program's: they go with today's program.
    names = records if root == PROGRAM else (*records, *LOOKS)
    paths = run_well(root, ("ls-files", "-z", "--", *(inside + name for name in names)), beside)
    run_well(folder / "files", ("checkout-index", "--quiet", "-z", "--stdin"), beside, paths)
    return folder / "files" / inside


def names_lent(root: Path, school: Path) -> None:
    """Where git keeps no people.yml, because names stay out of it, today's is the only one there is."""
    today = next((file for file in PEOPLE if (root / file).is_file()), None)
    if today is not None and not any((school / file).exists() for file in PEOPLE):
        shutil.copyfile(root / today, school / today)


def redacted_since(root: Path, school: Path, commit: str) -> tuple[str, ...]:
    """Today's redactions put in place of those of the commit: what must not be shown again is not, whatever the day.

    The learners whose redactions name the commit itself are taken away, and returned.
    """
    then = {folder.learner: folder.folder for folder in learner_folders(school)[0]}
    withheld: list[str] = []
    for folder in learner_folders(root)[0]:
        today = f"{folder.folder}/{FILE}"
        if folder.learner not in then or not (root / today).is_file() or leaves(root, root / today):
            continue
        if hides(redactions_in(root, folder.folder), commit):
            shutil.rmtree(school / then[folder.learner])
            withheld.append(folder.learner)
        else:
            shutil.copyfile(root / today, school / then[folder.learner] / FILE)
    return tuple(withheld)
