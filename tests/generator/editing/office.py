"""A school's repository, its bare remote, and people who save: what the tests of editing begin from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.changes import Change
from generator.editing.entries import entries_of, saved, view_of
from generator.editing.entry import Entry
from generator.editing.store import Store, store_of
from tests.history import begun, git, write

ON = date(2026, 11, 22)
TEACHER, OTHER = "t-0001", "t-0002"
HOME = "plans/s-0001"
GOAL, PLAN, NEW_GOAL = f"{HOME}/2026-27/goals/g1.yml", f"{HOME}/2026-27/plan.yml", f"{HOME}/2026-27/goals/g2.yml"
OF_ANOTHER = "plans/s-0002/2026-27/goals/g1.yml"
FILES = {
    "plans/school.yml": "format: 1\n",
    GOAL: "id: g1\ni_can: read\n\nwhy: to know\n\n# agreed in May\ndue: 2026-12-01\n",
    PLAN: "school_year: 2026-27\n",
    OF_ANOTHER: "id: g1\ndue: 2026-12-11\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A clone in which somebody works, and the repository it sends to."""

    root: Path
    remote: Path
    store: Store

    def save(self, file: str, text: str | None, person: str = TEACHER, slug: str = "s-0001") -> Entry:
        """One file saved as the person sees it."""
        before = view_of(self.store, person, "").files.get(file)
        content = None if text is None else text.encode()
        return saved(self.store, person, (Change(file=file, content=content, before=before),), slug=slug, on=ON)

    def text(self, file: str, person: str = TEACHER) -> str:
        return view_of(self.store, person, "").content(file).decode()

    def entry(self, person: str | None = TEACHER) -> Entry:
        (entry,) = entries_of(self.store, person)
        return entry

    def merged_elsewhere(self, *changes: tuple[str, str | None], at: str = "main") -> None:
        """Somebody else's commit on a branch of the remote."""
        clone = self.remote.with_name("elsewhere")
        if not clone.is_dir():
            git(self.remote.parent, "clone", "--quiet", str(self.remote), str(clone))
        git(clone, "fetch", "--quiet")
        git(clone, "checkout", "--quiet", "-B", at, f"origin/{at}")
        for file, text in changes:
            (clone / file).unlink() if text is None else write(clone, file, text)
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--allow-empty", "--message", "Somebody else's")
        git(clone, "push", "--quiet", "origin", at)

    def on_the_remote(self, *words: str) -> str:
        return git(self.remote, *words)


def begin(folder: Path) -> None:
    """A new school, its first commit published."""
    root = folder / "school"
    root.mkdir()
    for file, text in FILES.items():
        write(root, file, text)
    begun(root)
    git(folder, "clone", "--quiet", "--bare", str(root), "remote.git")
    git(root, "remote", "add", "origin", "../remote.git")
    git(root, "fetch", "--quiet")
    git(root, "remote", "set-head", "origin", "main")


def office_in(folder: Path) -> Office:
    root = folder / "school"
    return Office(root=root, remote=folder / "remote.git", store=store_of(root))
