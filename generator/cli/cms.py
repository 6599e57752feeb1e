"""pathbook cms: a page of Decap CMS for a school's repository"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.checked import CheckedSchool, checked_school
from generator.cli.learner_asked import Group, Learners, folders_asked
from generator.cli.options import On, Root, day_asked, root_of
from generator.cli.report import complain, counted
from generator.editing.editors.vscode import changed, ids_of
from generator.editing.entries.store import store_of
from generator.editing.other_tools.cms import FOLDER, MADE, cms_files
from generator.editing.other_tools.cms_backend import Backend, backend_of, on_this_machine
from generator.load.layout import SCHOOL_YEAR, listing_of
from generator.load.learner_folders import LearnerFolder
from generator.problem import ToolFailed
from generator.writing import write_files

MOST = 60  # learners; Decap's menu has five lines for each
SCRIPT = f"{FOLDER}/decap-cms.js"


def cms(
    learners: Learners = None,
    group: Group = None,
    backend: Annotated[
        Literal["github", "gitlab", "forgejo"] | None,
        typer.Option(help="What the host is. Left out: as the remote's address says.", show_default=False),
    ] = None,
    repo: Annotated[str | None, typer.Option(metavar="OWNER/NAME", help="The repository.", show_default=False)] = None,
    branch: Annotated[str, typer.Option(metavar="NAME", help="The branch that proposals are for.")] = "main",
    proxy: Annotated[
        str | None, typer.Option(metavar="URL", help="For trying it here: where decap-server runs.", show_default=False)
    ] = None,
    root: Root = None,
    on: On = None,
) -> None:
    """Write admin/: the page of a CMS that edits these learners' plans, and what all share, through pull requests.

    The script of Decap itself is not written: a school gets it once and keeps it beside (see the manual). Run pathbook
    tidy on what it saves.
    """
    top = root_of(root)
    school = checked_school(top, None, day_asked(on))
    folders = tuple(folders_asked(tuple(learners or ()), group, school))
    if len(folders) > MOST:
        raise typer.BadParameter(f"{len(folders)} learners are too many for one page; name some, or a --group")
    saves_to = on_this_machine(proxy, branch) if proxy else remote_backend(top, backend, repo, branch)
    years = {folder.learner: years_of(top, folder) for folder in folders}
    files = cms_files(ids_of(top, school.commons), folders, years, saves_to)
    gone = tuple(changed(file, None, before(top, file)) for file in stale(top) if file not in files)
    write_files(top, (*(changed(file, content, before(top, file)) for file, content in files.items()), *gone))
    print(
        f"{FOLDER}/ written for {counted(len(folders), 'learner', 'learners')}: {FOLDER}/index.html and what it reads."
    )
    tell_what_is_missing(top, school)


def remote_backend(root: Path, kind: str | None, repo: str | None, branch: str) -> Backend:
    try:
        remote = store_of(root).address
    except ToolFailed:
        remote = None
    return backend_of(remote, kind, repo, branch)


def years_of(root: Path, folder: LearnerFolder) -> tuple[str, ...]:
    below = listing_of(root, folder.folder).folders
    return tuple(name for name in below if SCHOOL_YEAR.fullmatch(name))


def stale(root: Path) -> tuple[str, ...]:
    """What an earlier run wrote."""
    written = sorted((root / FOLDER).glob("*.yml"))
    return tuple(f"{FOLDER}/{path.name}" for path in written if path.read_bytes().startswith(MADE.encode()))


def before(root: Path, file: str) -> bytes | None:
    return (root / file).read_bytes() if (root / file).is_file() else None


def tell_what_is_missing(root: Path, school: CheckedSchool) -> None:
    if not (root / SCRIPT).is_file():
        complain(f"{SCRIPT} is not there yet: the manual says how a school gets it (Other form tools)")
    if len(school.commons.school.languages) > 1:
        complain(
            "texts in several languages are shown there and not edited; pathbook edit and pathbook translate do that"
        )
