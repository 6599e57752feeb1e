"""Which way a change takes: evidence by the learner's own team may be merged once checks pass, all else is looked at.

Evidence that is taken back, or counts for less, is no evidence that came. Of the team is whom the learner's own file
names, and who is on the staff of a group they are in, both as they stood before: nobody puts themselves there by the
same change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from generator.model.access import team_on
from generator.model.readers import is_in_force
from generator.model.revisions.told import Told
from generator.model.revisions.warning import Warning
from generator.records.learner import Learner
from generator.records.revision import FileRevision
from generator.records.school import Group, LearnerId, PersonId

# Why a change must be looked at, in the order in which that is said; of evidence alone, why it need not.
Reason: TypeAlias = Literal[
    "unreadable",  # some file cannot be read
    "moved",  # a piece of one learner lies with another now
    "shared",  # files of the school
    "agreed",  # files of a learner that are no evidence
    "taken_back",  # evidence went, or counts for less
    "spelling",  # files that are no evidence are only written in another way: a host goes by their names
    "unknown_learner",  # nobody is known to be of their team yet
    "unknown_person",  # it is not known who proposes it
    "not_of_team",  # whoever proposes it is not of the team of each learner
    "by_the_team",
]
REASONS: tuple[Reason, ...] = get_args(Reason)
BATCHES = "plans/.batches/"  # what was written together: each file of it says itself what it is
LESS: frozenset[Warning] = frozenset(
    ("evidence_removed", "attachment_removed", "evidence_excluded", "evidence_superseded", "evidence_lowered")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """`learners` and `files` whom and what it is about, in order; none where it is about the whole."""

    reason: Reason
    learners: tuple[LearnerId, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    lane: Literal["evidence", "review"]
    why: tuple[Why, ...]


Teams: TypeAlias = Mapping[LearnerId, frozenset[PersonId]]


def teams_of(learners: Iterable[Learner], groups: Iterable[Group], on: date) -> Teams:
    """Who is of each learner's team on the day, by their own file or on the staff of a group they are in."""
    teams = {each.learner: {member.person for member in team_on(each, on)} for each in learners}
    for group in groups:
        staff = {each.person for each in group.staff if is_in_force(each.from_, each.to, on)}
        for member in group.members:
            if member.learner in teams and is_in_force(member.from_, member.to, on):
                teams[member.learner] |= staff
    return {learner: frozenset(team) for learner, team in teams.items()}


def lane_of(told: tuple[Told, ...], proposer: PersonId | None, teams: Teams) -> Lane:
    """`teams` as they stood before; `proposer` None: nobody knows who it is."""
    of_files: dict[Reason, dict[str, FileRevision]] = {}
    for each in told:
        reason = reason_in(each)
        if reason is not None:
            of_files.setdefault(reason, {})[each.file.file] = each.file
    why = [about(reason, of_files[reason].values()) for reason in REASONS if reason in of_files]
    touched = tuple(sorted({each.file.learner for each in told if each.file.learner is not None}))
    why += reasons_of_person(touched, proposer, teams)
    return Lane(lane="review", why=tuple(why)) if why else Lane(lane="evidence", why=by_the_team(touched))


def by_the_team(touched: tuple[LearnerId, ...]) -> tuple[Why, ...]:
    return (Why(reason="by_the_team", learners=touched),) if touched else ()


def reason_in(told: Told) -> Reason | None:
    """Why a change must be looked at, whoever proposes it; None: it is evidence that came or was completed."""
    if told.warning == "unreadable":
        return "unreadable"
    if is_spelling(told) and not is_evidence(told.file):
        return "spelling"
    if told.file.learner is None:
        return None if told.file.file.startswith(BATCHES) else "shared"
    if told.warning == "moved_to_other_learner":
        return "moved"
    if not is_evidence(told.file):
        return "agreed"
    return "taken_back" if told.warning in LESS else None


def is_spelling(told: Told) -> bool:
    file = told.file
    return told.what is None and file.did == "changed" and file.readable and file.was is None and bool(file.schema)


def is_evidence(file: FileRevision) -> bool:
    """A file of evidence, or a photo or paper beside one."""
    return file.schema == "evidence" or (not file.schema and f"/{file.learner}/evidence/" in file.file)


def about(reason: Reason, revised: Iterable[FileRevision]) -> Why:
    files = tuple(revised)
    learners = {file.learner for file in files if file.learner is not None}
    return Why(reason=reason, learners=tuple(sorted(learners)), files=tuple(sorted(file.file for file in files)))


def reasons_of_person(touched: tuple[LearnerId, ...], proposer: PersonId | None, teams: Teams) -> Iterator[Why]:
    unknown = tuple(learner for learner in touched if learner not in teams)
    if unknown:
        yield Why(reason="unknown_learner", learners=unknown)
    if proposer is None:
        yield Why(reason="unknown_person")
        return
    strange = tuple(learner for learner in touched if learner in teams and proposer not in teams[learner])
    if strange:
        yield Why(reason="not_of_team", learners=strange)
