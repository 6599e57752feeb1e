"""What a report must not show: pieces, files and commits that a learner's redactions name, on whichever side."""

from collections.abc import Mapping
from pathlib import Path

from generator.load.git import said_by_git
from generator.load.history.unsaid import without_redacted
from generator.load.proposal import Proposal
from generator.load.redactions import hides, redactions_in
from generator.records.redaction import Redaction
from generator.records.revision import FileRevision
from generator.records.school import LearnerId
from generator.reporting.sides import Sides


def sayable(
    root: Path, proposal: Proposal, revisions: tuple[FileRevision, ...], sides: Sides
) -> tuple[tuple[FileRevision, ...], tuple[LearnerId, ...]]:
    """What may be told, and the learners of whom nothing may: a commit between base and head is not to be shown."""
    redactions = redactions_on(sides)
    passed = commits_between(root, proposal) if any(each.commit for of in redactions.values() for each in of) else ()
    withheld = {
        *sides.withheld,
        *(learner for learner, of in redactions.items() if any(hides(of, commit) for commit in passed)),
    }
    told = (said(each, redactions) for each in revisions if each.learner not in withheld)
    return tuple(each for each in told if each is not None), tuple(sorted(withheld))


def redactions_on(sides: Sides) -> Mapping[LearnerId, tuple[Redaction, ...]]:
    """Those that hold on either side: what is to be redacted from now on is not shown once more in the proposal."""
    found: dict[LearnerId, tuple[Redaction, ...]] = {}
    for side in (sides.before, sides.after):
        for learner, folder in side.folders.items():
            found[learner] = (*found.get(learner, ()), *redactions_in(side.root, folder.folder))
    return found


def commits_between(root: Path, proposal: Proposal) -> tuple[str, ...]:
    return tuple(said_by_git(root, "rev-list", f"{proposal.base}..{proposal.head or 'HEAD'}").split())


def said(revision: FileRevision, redactions: Mapping[LearnerId, tuple[Redaction, ...]]) -> FileRevision | None:
    named = redactions.get(revision.learner or "")
    if not named or revision.schema == "redactions":
        return revision
    return without_redacted(revision, named)
