"""One learner as whoever edits them sees them: what is published, and over it their own words that still wait."""

from dataclasses import dataclass

from generator.changes import Blob, blob_of
from generator.editing.judging import checked_after
from generator.form.visit import Visit
from generator.load.learner import LearnerFolder, read_learner
from generator.load.source import bytes_of
from generator.records.commons import LearnerRecords
from generator.yamltext.read import Value, decode, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    folder: LearnerFolder
    records: LearnerRecords

    @property
    def years(self) -> tuple[str, ...]:
        """The school years of the plan, the newest first."""
        return tuple(year.plan.school_year for year in reversed(self.records.years))


def seen_by(visit: Visit, learner: str) -> Seen:
    """The learner's records; what cannot be read is left out."""
    folder = next(each for each in visit.school.folders if each.learner == learner)
    records, _ = checked_after(visit.school, folder, ())
    return Seen(folder=folder, records=records or read_learner(visit.school.root, folder)[0])


def file_seen(visit: Visit, file: str) -> tuple[Value, Blob | None]:
    """What a file says, and by which blob it is known; None: there is no such file."""
    raw, _ = bytes_of(visit.school.root, file)
    if raw is None:
        return None, None
    text, _ = decode(raw, file)
    return read(text, file)[0], blob_of(raw)
