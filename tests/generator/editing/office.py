"""A school's repository, its bare remote, and people who save: what the tests of editing begin from."""

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.changes import Change
from generator.editing.entries.entry import Entry
from generator.editing.entries.saved import entries_of, saved, view_of
from generator.editing.entries.store import Store, store_of
from tests.history import begun, git, write

ON = date(2026, 11, 22)
TEACHER, OTHER = "t-0001", "t-0002"
HOME = "plans/s-0001"
GOAL, PLAN, NEW_GOAL = f"{HOME}/2026-27/goals/g1.yml", f"{HOME}/2026-27/plan.yml", f"{HOME}/2026-27/goals/g2.yml"
OF_ANOTHER = "plans/s-0002/2026-27/goals/g1.yml"
FILES = {
    "plans/school.yml": "format: 2\n",
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

    def merged_elsewhere(
        self, *changes: tuple[str, str | None], at: str = "main", merging: str | None = None, message: str = "Theirs"
    ) -> None:
        """Somebody else's commit on a branch of the remote; one process of git, since tests make many."""
        lines = [f"commit refs/heads/{at}", "committer t-0009 <t-0009@school.example> 1795150800 +0000", said(message)]
        lines += [f"from refs/heads/{at}^0"] + ([f"merge refs/heads/{merging}^0"] if merging else [])
        lines += [f"D {file}" if text is None else f"M 100644 inline {file}\n{said(text)}" for file, text in changes]
        given = "\n".join((*lines, "")).encode()
        subprocess.run(("git", "fast-import", "--quiet"), cwd=self.remote, input=given, check=True)

    def on_the_remote(self, *words: str) -> str:
        return git(self.remote, *words)


def said(text: str) -> str:
    """A text as `git fast-import` reads it."""
    return f"data {len(text.encode())}\n{text}"


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
