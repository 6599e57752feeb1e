"""What to look at twice in the changes of a school: each held against the rules, and against what was agreed."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from generator.model.revisions.agreed import Agreed, Records, agreed_before, changes_agreed
from generator.model.revisions.rules import Rule, rules_for
from generator.model.revisions.seen import Known, Seen, entry_said, in_list, within
from generator.model.revisions.warning import Warning
from generator.records.commons import Commons
from generator.records.revision import FieldRevision, FileRevision, Value
from generator.records.school import LearnerId

Arrivals: TypeAlias = Mapping[str, frozenset[str]]
LEARNER_ID = re.compile(r"[a-z]-[0-9]{4,8}")
GUARDS = re.compile(
    r"(\.github|\.gitea|\.forgejo|\.gitlab|\.ci|site_templates)/.*"
    r"|\.gitlab-ci\.yml|\.gitattributes|mkdocs\.yml|plans/people\.recipients|(docs/)?CODEOWNERS",
    re.DOTALL,
)
# Entries that are the same ones where they come into another file, or another place.
WANDERING = frozenset(("evidence.evidence", "framework.competencies", "competencies.competencies"))
# What is said of a whole file that went, by its kind; of others their fields say it.
GONE: Mapping[str, Warning] = {
    "goal": "goal_removed",
    "plan": "plan_removed",
    "learner": "learner_removed",
    "support": "support_removed",
    "conference": "words_removed",
    "issued": "issued_changed",
    "framework": "standard_removed",
    "competencies": "standard_removed",
    "pathway": "rules_changed",
    "requirements": "rules_changed",
    "migration": "rules_changed",
    "school": "rules_changed",
}


def warning_of_file(file: FileRevision) -> Warning | None:
    """What is to be said of a file as a whole."""
    if not file.readable:
        return "unreadable"
    if file.was is not None and owner_of(file.was) != file.learner:
        return "moved_to_other_learner"
    if not file.schema and any(is_guard(path) for path in (file.file, file.was or "")):
        return "guard_changed"
    if file.did != "removed":
        return None
    if not file.schema and file.learner is not None and "/evidence/" in file.file:
        return "attachment_removed"
    return GONE.get(file.schema)


def is_guard(file: str) -> bool:
    """Whether it decides what is checked and published, who has to agree, or who can open names."""
    return GUARDS.fullmatch(file) is not None


def owner_of(file: str) -> LearnerId | None:
    """Whose folder a path leads into; None: nobody's."""
    folders = file.split("/")[1:3] if file.startswith("plans/") else ()
    return next((name for name in folders if LEARNER_ID.fullmatch(name)), None)


def warnings_of(
    files: tuple[FileRevision, ...], before: Commons, after: Commons, learners: Records
) -> Iterator[tuple[FileRevision, FieldRevision | None, Warning]]:
    """`learners` as they stood before, by whose approvals it is known what was agreed."""
    arrived, agreed = arrivals(files), agreed_before(files, learners)
    for file in files:
        whole = warning_of_file(file)
        if whole is not None:
            yield file, None, whole
        if whole in ("unreadable", "plan_removed", "learner_removed"):
            continue
        records = learners.get(file.learner or "")
        known = Known(
            before=before,
            after=after,
            arrived=arrived.get(home_of(file), frozenset()),
            pieces={piece.id: piece for piece in (() if records is None else records.evidence)},
        )
        yield from once(file, fields_warned(file, known, agreed))


def fields_warned(file: FileRevision, known: Known, agreed: Agreed) -> Iterator[tuple[FieldRevision, Warning]]:
    for what in file.fields:
        seen = Seen(file=file, what=what, known=known)
        found = next((rule.warning for rule in rules_for(what.field) if rule_holds(rule, seen)), None)
        if found is not None:
            yield what, found
        elif changes_agreed(file, what, agreed):
            yield what, "agreed_changed"


def rule_holds(rule: Rule, seen: Seen) -> bool:
    """Of a file that came, or went, little is to be said beyond that it did."""
    match seen.file.did:
        case "added":
            return rule.in_new and rule.test(seen)
        case "removed":
            return rule.in_gone and rule.test(seen)
    return rule.test(seen)


def once(
    file: FileRevision, warned: Iterator[tuple[FieldRevision, Warning]]
) -> Iterator[tuple[FileRevision, FieldRevision, Warning]]:
    """What is the same of one thing is said once: of what was agreed in a file, of a group of fields, of an entry."""
    said: set[tuple[Warning, str, tuple[str, ...]]] = set()
    for what, warning in warned:
        group = ".".join(what.field.split(".")[:2])
        key = (warning, "", ()) if warning == "agreed_changed" else (warning, group, what.entry[:1])
        if key not in said:
            said.add(key)
            yield file, what, warning


def arrivals(files: tuple[FileRevision, ...]) -> Arrivals:
    """The ids of pieces that came to each learner, and of competencies that came into each framework."""
    found: dict[str, frozenset[str]] = {}
    for file in files:
        came = (what for what in file.fields if what.field in WANDERING and what.did == "set" and what.entry)
        ids = {id_ for what in came for id_ in (what.entry[-1], *ids_inside(what.after))}
        if ids:
            found[home_of(file)] = found.get(home_of(file), frozenset()) | ids
    return found


def home_of(file: FileRevision) -> str:
    """Within what an id is known again: a learner's files, or a framework's."""
    return file.learner or "/".join(file.file.split("/")[:2])


def ids_inside(value: Value | None) -> Iterator[str]:
    """The ids of competencies inside a competency."""
    for each in in_list(within(value, "competencies")):
        yield entry_said(each, "id")
        yield from ids_inside(each)
