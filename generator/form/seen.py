"""One learner as whoever edits them sees them: what is published, and over it their own words that still wait."""

from dataclasses import dataclass

from generator.changes import Blob
from generator.editing.entries.view import View
from generator.editing.judging import overlay
from generator.form.visit import Visit
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.records.commons import LearnerRecords
from generator.yamltext.read import Value, decode, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    folder: LearnerFolder
    records: LearnerRecords
    view: View

    @property
    def years(self) -> tuple[str, ...]:
        """The school years of the plan, the newest first."""
        return tuple(year.plan.school_year for year in reversed(self.records.years))


def seen_by(visit: Visit, learner: str) -> Seen:
    """The learner's records; what cannot be read is left out."""
    folder, view = visit.folder(learner), visit.view(learner)
    changes = view.changes()
    if not changes:
        return Seen(folder=folder, records=read_learner(visit.school.root, folder)[0], view=view)
    with overlay(visit.school.root, folder, changes) as root:
        return Seen(folder=folder, records=read_learner(root, folder)[0], view=view)


def file_seen(seen: Seen, file: str) -> tuple[Value, Blob | None]:
    """What a file says, and by which blob it is known; None: there is no such file."""
    blob = seen.view.files.get(file)
    if blob is None:
        return None, None
    text, _ = decode(seen.view.content(file), file)
    return read(text, file)[0], blob
