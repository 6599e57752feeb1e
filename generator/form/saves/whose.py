"""Who wrote what stands in a file now, and when: a clash is a question about somebody's words."""

from generator.editing.entries.view import View
from generator.form.visit import Visit
from generator.load.git import run_git

SEPARATOR = "\x01"


def whose_version(visit: Visit, view: View, file: str) -> tuple[str | None, str | None]:
    """A name and a day; None: nobody knows. One's own words may stand there too, typed in another window."""
    store = visit.office.store
    published = view.published.get(file)
    theirs = view.clashing.get(file)
    if theirs is None and view.files.get(file) != published:
        return visit.office.name_of(visit.school, visit.person, visit.words.language), visit.school.on.isoformat()
    asked = ("log", "-1", f"--format=%an{SEPARATOR}%as", view.base, "--", f":(top){store.prefix}{file}")
    author, _, day = run_git(store.root, *asked).stdout.decode(errors="replace").strip().partition(SEPARATOR)
    if not author:
        return None, None
    return visit.office.name_of(visit.school, author, visit.words.language), day
