"""A migration written into one learner's files: every file of it or none, and only the lines that change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from generator.changes import Change, blob_of
from generator.model.migration import Aims, Proposal
from generator.records.learner import Migrated
from generator.writing import raw_of, write_files
from generator.yamltext.meaning import means
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import Refused, marked, rewritten

Plainly: TypeAlias = Mapping[str, "Plainly"] | Sequence["Plainly"] | str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One field of one file as it stands and as it would; None: it is not there."""

    file: str
    steps: tuple[str | int, ...]
    before: Plainly | None
    after: Plainly | None


def edits_of(proposal: Proposal) -> tuple[Edit, ...]:
    """What a proposal changes, file by file."""
    return (*goal_edits(proposal), *plan_edits(proposal), *support_edits(proposal), *learner_edits(proposal))


def goal_edits(proposal: Proposal) -> Iterator[Edit]:
    for moved in proposal.goals:
        yield Edit(
            file=moved.goal.place.file,
            steps=("competencies",),
            before=plain_aims(moved.goal.competencies),
            after=plain_aims(moved.after),
        )


def plan_edits(proposal: Proposal) -> Iterator[Edit]:
    for moved in proposal.plans:
        yield Edit(file=moved.plan.place.file, steps=("frameworks",), before=moved.plan.frameworks, after=moved.after)


def support_edits(proposal: Proposal) -> Iterator[Edit]:
    for moved in proposal.supports:
        support = moved.support
        yield Edit(file=support.place.file, steps=("competencies",), before=support.competencies, after=moved.after)


def learner_edits(proposal: Proposal) -> Iterator[Edit]:
    file, before = proposal.learner.place.file, proposal.learner.migrations
    for moved in proposal.team:
        yield Edit(file=file, steps=("team", moved.position, "for"), before=moved.member.for_, after=moved.after)
    if len(before) != len(proposal.memory):
        memories = [tuple(plain_memory(each) for each in kept) or None for kept in (before, proposal.memory)]
        yield Edit(file=file, steps=("migrations",), before=memories[0], after=memories[1])


def plain_aims(aims: Aims) -> Plainly:
    return tuple({"ref": aim.ref} | ({} if aim.target is None else {"target": aim.target}) for aim in aims)


def plain_memory(memory: Migrated) -> Plainly:
    """A migration as learner.yml has it; what is empty is left out."""
    told: dict[str, Plainly] = {"to": memory.to, "on": memory.on.isoformat()}
    if memory.goals:
        told["goals"] = {id_: plain_aims(aims) for id_, aims in memory.goals.items()}
    if memory.frameworks:
        told["frameworks"] = dict(memory.frameworks)
    if memory.supports:
        told["supports"] = dict(memory.supports)
    if memory.team:
        told["team"] = tuple({"person": each.person, "for": each.for_} for each in memory.team)
    return told


def write_edits(root: Path, edits: tuple[Edit, ...]) -> None:
    """Make the files say what is wanted. Raises Refused where one cannot, and then none has changed."""
    changes: list[Change] = []
    for file in dict.fromkeys(edit.file for edit in edits):
        raw = raw_of(root, file)
        content = edited(file, raw, tuple(edit for edit in edits if edit.file == file))
        changes.append(Change(file=file, content=content, before=blob_of(raw)))
    write_files(root, tuple(changes))


def edited(file: str, raw: bytes, edits: tuple[Edit, ...]) -> bytes:
    """The file with its edits; refused where it no longer says what the edits began from."""
    text, problems = decode(raw, file)
    value, wrong = read(text, file)
    if problems or wrong:
        raise Refused(f"{file}: the file cannot be read: {(*problems, *wrong)[0].message}")
    wanted = thawed(value)
    for edit in edits:
        change(wanted, edit)
    try:
        return marked(raw, rewritten(text, wanted).text)
    except Refused as why:
        raise Refused(f"{file}: {why}") from None


def change(wanted: Any, edit: Edit) -> None:
    """Put what is to stand there in its place; refused where something else than expected stands there now."""
    *above, last = edit.steps
    holder = wanted
    try:
        for step in above:
            holder = holder[step]
        now = holder.get(last)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise Refused(f"{edit.file}: it has been changed meanwhile") from None
    if not (now is None and edit.before is None) and not means(now, edit.before):
        raise Refused(f"{edit.file}: {last} has been changed meanwhile")
    if edit.after is None:
        del holder[last]
    else:
        holder[last] = kept_entries(now, edit.after)


def kept_entries(now: Any, after: Plainly) -> Any:
    """The new value, with entries that stay as the very ones that were read, so that their lines stay too."""
    if not isinstance(now, list) or isinstance(after, str | int | Mapping):
        return after
    return [next((entry for entry in now if means(entry, wanted)), wanted) for wanted in after]
