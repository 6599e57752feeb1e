"""What a migration would change, in words: for the screen, and as Markdown for a pull request."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.cli.report import counted
from generator.migrating import Edit, Plainly, edits_of
from generator.model.brought_along import SharedMention
from generator.model.fates import Fate, Fated, Why
from generator.model.migration import Moves, Note, Proposal
from generator.model.migration_back import ChangedSince
from generator.model.standing_picture import Standing
from generator.problem import Problem
from generator.records.plan import Approval
from generator.records.school import LearnerId, School

FATES: Mapping[Fated, str] = {
    "kept": "kept",
    "carried": "carried",
    "decided": "decided by a person",
    "person": "for a person",
    "dropped": "stay in the record",
}
WHYS: Mapping[Why, str] = {
    "asked": "the migration asks for a person",
    "level": "a level of it means something else on the new scale",
    "points": "the new scale counts in other points",
    "part": "a judgement about one part is none about the whole",
    "others": "not everything that was merged with it has been reached",
    "not_told": "the migration does not say where it went",
}
NOTES: Mapping[Note, str] = {
    "several": "it became several; take away what the goal does not need",
    "one": "several became one",
    "target": "the target means something else on the new scale; set a new one",
}
CHANGED: Mapping[str, str] = {
    "goal": "goal {name} has been changed since",
    "plan": "the frameworks of {name} have been changed since",
    "support": "what support {name} helps with has been changed since",
    "team": "what {name} answers for has been changed since",
    "later": "the plan was brought to {name} after that; take that back first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of one learner.

    `left`: what an agreement with a partner names, which stays; `unusable`: problems in their files; `changed`: what
    cannot be taken back.
    """

    learner: LearnerId
    proposal: Proposal | None = None
    fates: tuple[Fate, ...] = ()
    approvals: tuple[Approval, ...] = ()
    left: tuple[SharedMention, ...] = ()
    unusable: tuple[Problem, ...] = ()
    changed: tuple[ChangedSince, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return () if self.proposal is None else edits_of(self.proposal)

    @property
    def failed(self) -> bool:
        return bool(self.unusable or self.changed or self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationReport:
    """`shared`: what the school itself brings along; `lost`: competencies that nothing took the place of."""

    moves: Moves
    on: date
    wrote: bool
    back: bool
    looked_at: int
    told: tuple[Told, ...]
    shared: tuple[SharedMention, ...]
    lost: tuple[str, ...]
    school: School


def as_text(report: MigrationReport) -> str:
    lines = [heading(report)]
    for told in report.told:
        lines += ["", *lines_of(told)]
    lines += ["", *totals(report), *lost_lines(report.lost)]
    if report.shared:
        lines += ["", "To be brought along by the school itself, best before the plans:"]
        lines += [f"  {shared_said(mention)}" for mention in report.shared]
    return "\n".join(lines)


def heading(report: MigrationReport) -> str:
    earlier = ", ".join(report.moves.earlier) or "nothing"
    way = f"{report.moves.into} back to {earlier}" if report.back else f"{earlier} → {report.moves.into}"
    done = "Written." if report.wrote else "Nothing is written; --write makes these edits."
    return f"{way}, as of {report.on}. {done}"


def lines_of(told: Told) -> Iterator[str]:
    yield told.learner
    if told.failed:
        yield from (f"  not changed: {why}" for why in failures(told))
        return
    file = ""
    for edit in told.edits:
        if edit.file != file:
            yield f"  {edit.file}"
        file = edit.file
        yield f"    {edit_said(edit)}"
        yield from (f"      {note}" for note in notes_on(told, edit))
    yield from (f"  {fate_said(fate)}" for fate in told.fates)
    yield from (f"  {approval_said(approval)}" for approval in told.approvals)
    yield from (f"  agreed with a partner, left as it is: {shared_said(mention)}" for mention in told.left)


def failures(told: Told) -> Iterator[str]:
    yield from told.refused
    for each in told.changed:
        yield f"{each.place.file}:{each.place.line}: {CHANGED[each.what].format(name=each.name)}"
    for problem in told.unusable:
        if problem.severity == "error":
            yield f"{problem.place.file}:{problem.place.line}: {problem.message}"


def edit_said(edit: Edit) -> str:
    *_, last = edit.steps
    if last == "migrations":
        more = entries_in(edit.after) > entries_in(edit.before)
        return "migrations: " + ("what stood before is kept here" if more else "what was kept here is used up")
    field = f"team, {last}" if edit.steps[0] == "team" else str(last)
    return f"{field}: {value_said(edit.before)} → {value_said(edit.after)}"


def entries_in(value: Plainly | None) -> int:
    return 0 if value is None or isinstance(value, int) else len(value)


def value_said(value: Plainly | None) -> str:
    """Lists with commas; a competency with its target in brackets."""
    if value is None:
        return "nothing"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Mapping):
        target = value.get("target")
        return f"{value.get('ref')}" + (f" ({target})" if target else "")
    return ", ".join(value_said(each) for each in value) or "nothing"


def notes_on(told: Told, edit: Edit) -> Iterator[str]:
    """What a person should know of a goal that changes."""
    for moved in () if told.proposal is None else told.proposal.goals:
        if moved.goal.place.file == edit.file:
            yield from (NOTES[note] for note in moved.notes)


def fate_said(fate: Fate) -> str:
    to = f" → {', '.join(standing.ref for standing in fate.after)}" if fate.after else ""
    said = f"{FATES[fate.fate]}: {fate.ref}{to}: {standing_said(fate.before)}"
    news = {standing_said(standing) for standing in fate.after} - {standing_said(fate.before)}
    if fate.fate == "carried" and news:
        said += f", then {' / '.join(sorted(news))}"
    if fate.fate == "person":
        why = "; ".join(WHYS[each] for each in fate.why)
        said += f". {fate.who or 'Somebody'} decides: {why}"
    return said


def standing_said(standing: Standing) -> str:
    level = "not yet rated" if standing.level is None else standing.level.id
    return level if standing.reached is None else f"{level}, reached {standing.reached.on}"


def approval_said(approval: Approval) -> str:
    return f"to be agreed again: {', '.join(approval.covers)} ({approval.role}, {approval.on})"


def totals(report: MigrationReport) -> Iterator[str]:
    changed = [told for told in report.told if told.edits and not told.failed]
    files = len({edit.file for told in changed for edit in told.edits})
    done = "changed" if report.wrote else "would change"
    looked_at = counted(report.looked_at, "learner", "learners")
    yield f"{looked_at} looked at: {len(changed)} {done}, in {counted(files, 'file', 'files')}."
    if not report.back:
        yield f"What has been shown: {fates_counted(report.told)}."
    again = sum(len(told.approvals) for told in report.told)
    if again:
        yield f"To be agreed again: {counted(again, 'approval', 'approvals')}."
    failed = [told.learner for told in report.told if told.failed]
    if failed:
        yield f"Not changed, because something stands against it: {', '.join(failed)}."


def fates_counted(told: Sequence[Told]) -> str:
    many = Counter(fate.fate for each in told for fate in each.fates)
    return ", ".join(f"{many[fate]} {said}" for fate, said in FATES.items() if many[fate]) or "nothing yet"


def lost_lines(lost: tuple[str, ...]) -> Iterator[str]:
    if lost:
        yield f"Dropped, and nothing took its place: {', '.join(lost)}."


def shared_said(mention: SharedMention) -> str:
    to = ", ".join(mention.to) or "nothing took its place"
    return f"{mention.place.file}:{mention.place.line}: {mention.ref} → {to}"


def as_markdown(report: MigrationReport) -> str:
    """For a pull request: totals, then each learner folded."""
    lines = [f"**{heading(report)}**", "", *(f"- {line}" for line in (*totals(report), *lost_lines(report.lost)))]
    if report.shared:
        lines += ["", "**To be brought along by the school itself, best before the plans**", ""]
        lines += [f"- `{shared_said(mention)}`" for mention in report.shared]
    for told in report.told:
        summary = f"{told.learner}: {counted(len(told.edits), 'edit', 'edits')}; {fates_counted((told,))}"
        _, *rest = lines_of(told)
        lines += ["", f"<details><summary>{summary}</summary>", "", "```", *rest, "```", "", "</details>"]
    return "\n".join(lines) + "\n"
