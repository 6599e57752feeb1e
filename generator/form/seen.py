"""One learner as whoever edits them sees them: what is published, and over it their own words that still wait."""

from dataclasses import dataclass

from generator.changes import Blob
from generator.editing.entries.view import View
from generator.editing.judging import overlay
from generator.form.visit import Visit
from generator.load.frozen import PLAN, is_put_away
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.records.commons import LearnerRecords
from generator.yamltext.read import Value, decode, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    folder: LearnerFolder
    records: LearnerRecords
    view: View
    put_away: frozenset[str]  # school years that are changed no more

    @property
    def years(self) -> tuple[str, ...]:
        """The school years of the plan, the newest first."""
        return tuple(year.plan.school_year for year in reversed(self.records.years))


def seen_by(visit: Visit, learner: str) -> Seen:
    """The learner's records; what cannot be read is left out."""
    folder, view = visit.folder(learner), visit.view(learner)
    changes, put_away = view.changes(), years_put_away(view)
    if not changes:
        records = read_learner(visit.school.root, folder)[0]
        return Seen(folder=folder, records=records, view=view, put_away=put_away)
    with overlay(visit.school.root, folder, changes) as root:
        return Seen(folder=folder, records=read_learner(root, folder)[0], view=view, put_away=put_away)


def years_put_away(view: View) -> frozenset[str]:
    """In what is published, or by this person in what still waits: either is enough."""
    plans = tuple(
        (file.split("/")[-2], blob)
        for files in (view.published, view.files)
        for file, blob in files.items()
        if file.endswith(f"/{PLAN}")
    )
    held = {**view.store.contents(blob for _, blob in plans if blob not in view.made), **view.made}
    return frozenset(year for year, blob in plans if is_put_away(held[blob]))


def file_seen(seen: Seen, file: str) -> tuple[Value, Blob | None]:
    """What a file says, and by which blob it is known; None: there is no such file."""
    blob = seen.view.files.get(file)
    if blob is None:
        return None, None
    text, _ = decode(seen.view.content(file), file)
    return read(text, file)[0], blob
