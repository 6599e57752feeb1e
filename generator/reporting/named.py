"""Whose plans name what changed for all: a competency, an activity, a support or a pathway, by its id."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.load.git import run_git
from generator.records.commons import Commons
from generator.records.revision import FileRevision
from generator.records.school import LearnerId

OF_A_LEARNER = re.compile(r"plans/(?:[^/]+/)?([a-z]-[0-9]{4,8})/")
SIGNS, BESIDE = re.compile(r"[][.^$*+?(){}|\\]"), r"\\\g<0>"  # of git's regular expressions
WITHIN_AN_ID = "A-Za-z0-9_.:-"
# Kind of a shared file → how a plan names an entry of it, and how the file as a whole.
FIELDS: Mapping[str, str] = {"activities": "activity", "supports": "catalogue", "partners": "partner"}
MOST_ASKED = 300  # ids: an import of a whole framework is named by no plan yet, or by all


def learners_naming(root: Path, revisions: tuple[FileRevision, ...], commons: Commons) -> tuple[LearnerId, ...]:
    """In whose files something is named that changed; `root` holds everybody's. Nobody where very much changed."""
    names = tuple(sorted({name for each in revisions if each.learner is None for name in names_in(each, commons)}))
    if not names or len(names) > MOST_ASKED:
        return ()
    asked = (part for name in names for part in ("-e", f"{SIGNS.sub(BESIDE, name)}([^{WITHIN_AN_ID}]|$)"))
    found = run_git(root, "grep", "--no-index", "-z", "-l", "-E", *asked, "--", "plans")
    files = os.fsdecode(found.stdout).split("\0")
    return tuple(sorted({told[1] for file in files if (told := OF_A_LEARNER.match(file))}))


def names_in(revision: FileRevision, commons: Commons) -> Iterator[str]:
    """As plans write them."""
    entries = {name for field in revision.fields for name in field.entry}
    if revision.schema in ("framework", "competencies"):
        framework = revision.file.split("/")[1]
        yield from (ref for name in entries if (ref := f"{framework}:{name}") in commons.competencies)
    elif revision.schema == "pathway" and revision.fields:
        yield f"pathway: {revision.file.rpartition('/')[2].removesuffix('.yml')}"
    elif revision.schema in FIELDS:
        yield from (f"{FIELDS[revision.schema]}: {name}" for name in entries)
