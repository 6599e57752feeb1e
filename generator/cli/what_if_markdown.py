"""What a comparison found, for a pull request: a line, tables, and each learner folded."""

from collections.abc import Iterator

from generator.cli.what_if_said import (
    LEVELS,
    REACHED,
    Report,
    counted,
    goal_said,
    headline,
    learners,
    level_said,
    not_compared,
    pathway_said,
    reached_said,
    whys_of,
)
from generator.model.affected import Totals
from generator.model.compared import CompetencyChange, Difference

LONGEST_COMMENT = 60_000  # letters: a pull request takes 65,536


def as_markdown(report: Report) -> str:
    """No longer than a comment may be."""
    totals = report.totals
    lines = [f"**What if {report.change}?** {headline(report)} As of {report.on}.", ""]
    lines += [f"- {note}" for note in report.notes] + ([""] if report.notes else [])
    lines += tables_of(totals)
    untold = [f"- {sentence}" for sentence in not_compared(report.found)]
    lines += [*untold, ""] if untold else []
    return "\n".join([*lines, *folded_within(report.found.differences, LONGEST_COMMENT)]).rstrip() + "\n"


def tables_of(totals: Totals) -> Iterator[str]:
    if totals.affected:
        yield "| Change | Learners | In all |\n|---|---:|---:|"
        yield from (f"| {what} | {count.learners} | {of} |" for what, count, of in counted(totals))
        yield ""
    if totals.shares:
        yield "| Framework | Method | Learners | Competencies |\n|---|---|---:|---:|"
        for share in totals.shares:
            yield f"| {share.framework} | {share.method} | {share.count.learners} | {share.count.times} |"
        yield ""


def folded_within(differences: tuple[Difference, ...], room: int) -> Iterator[str]:
    """As many learners as a comment holds; then how many more there are."""
    for number, difference in enumerate(differences):
        block = "\n".join(folded(difference))
        room -= len(block)
        if room < 0:
            yield f"And {learners(len(differences) - number)} more: `--format json` tells them all."
            return
        yield block


def folded(difference: Difference) -> Iterator[str]:
    yield f"<details><summary>{difference.learner}: {summary_of(difference)}</summary>\n"
    if difference.competencies:
        yield "| Competency | Level | Reached | Because |"
        yield "|---|---|---|---|"
        yield from (row_of(change) for change in difference.competencies)
        yield ""
    yield from (f"- {each.id} `{each.pathway}`: {cell(pathway_said(each))}" for each in difference.pathways)
    yield from (f"- {cell(goal_said(each))}" for each in difference.goals)
    yield "\n</details>\n"


def summary_of(difference: Difference) -> str:
    """What matters most first, in a few words."""
    moves = [REACHED[each.reached] for each in difference.competencies if each.reached]
    moves += [LEVELS[each.level] for each in difference.competencies if each.level]
    moves += ["pathway" for _ in difference.pathways] + ["pace of a goal" for _ in difference.goals]
    return ", ".join(f"{moves.count(move)} × {move}" for move in dict.fromkeys(moves))


def row_of(change: CompetencyChange) -> str:
    level, reached = level_said(change.after), reached_said(change.after)
    if change.level is not None:
        level = f"{level_said(change.before)} → **{level}**"
    if change.reached is not None:
        reached = f"{reached_said(change.before)} → **{reached}**"
    was = "" if change.was is None else f" (was `{change.was}`)"
    return f"| `{change.ref}`{was} | {cell(level)} | {cell(reached)} | {cell(whys_of(change))} |"


def cell(text: str) -> str:
    """Text that stays inside its cell."""
    return text.replace("|", "\\|").replace("<", "&lt;")
