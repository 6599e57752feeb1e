"""What `edit` and `desk` begin with: the office that answers; and what is wrong in a school that it cannot be read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.report import complain, report
from generator.problem import BuildStopped

if TYPE_CHECKING:
    from generator.form.office import Office

NOT_COMMITTED = "some files of the school's folder are not committed: the form shows them as they were"


@contextmanager
def office_for(root: Path, people: Path | None, today: Callable[[str], date]) -> Iterator["Office"]:
    """The office, with the school read. Problems in the files that all learners share are told, and end the command."""
    from generator.editing.entries.store import store_of
    from generator.form.office import Office

    office = Office(store=store_of(root), people=people, today=today, tell=complain)
    try:
        office.charges()
        yield office
    except BuildStopped as stopped:  # told here, as long as the lines they show are there
        report(stopped.problems, Path(stopped.root))
        raise typer.Exit(1) from None
    finally:
        office.close()


def warn_of_edits(root: Path) -> None:
    """What lies in the folder and in no commit, nobody sees in the form."""
    from generator.load.committed import committed_in

    if committed_in(root).commit is None:
        complain(NOT_COMMITTED)
