"""The school as one person sees it: what is published, and over it what they have saved and nobody has merged yet."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from generator.changes import Change
from generator.checked import CheckedSchool
from generator.editing.entries.entry import learners_in
from generator.editing.entries.view import View
from generator.editing.judging import PEOPLE, private_root, put_in, put_link, school_at, shared_files
from generator.load.layout import BATCHES, YAML_ENDINGS
from generator.problem import BuildStopped
from generator.records.school import LearnerId


@contextmanager
def school_seen(school: CheckedSchool, view: View, learners: Collection[LearnerId] | None) -> Iterator[CheckedSchool]:
    """A copy of the school with the plans of this view, which is one of the whole folder of plans.

    Of plans only texts and what batches left are in it; of whoever is not among `learners` (None: everybody is) only
    learner.yml. Frameworks are those of the school's folder, and so are the names where git does not keep them. Raises
    BuildStopped where the shared files of the view cannot be used.
    """
    with private_root() as top:
        for file in shared_files(school.root):
            if not file.startswith("plans/") or (file == PEOPLE and file not in view.files):
                put_link(school.root / file, top / file)
        contents = view.contents(file for file in view.files if is_needed(file, learners))
        put_in(top, tuple(Change(file=file, content=content, before=None) for file, content in contents.items()))
        made, problems = school_at(school, top, view.changes())
        if made is None:
            raise BuildStopped(problems, str(top))
        yield made


def is_needed(file: str, learners: Collection[LearnerId] | None) -> bool:
    if not file.endswith(YAML_ENDINGS):
        return file.startswith(f"{BATCHES}/")
    owners = learners_in((file,))
    return not owners or file.endswith("/learner.yml") or learners is None or owners[0] in learners
