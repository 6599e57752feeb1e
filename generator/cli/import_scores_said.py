"""What an import of scores would write, what it leaves out, and what is wrong: for the screen. It holds no names."""

from collections.abc import Iterable, Iterator, Sequence

from generator.cli.report import counted
from generator.editing.new.choices import Choices
from generator.editing.scores.batch import Outcome
from generator.editing.scores.gradebook import Reading, Trouble
from generator.editing.scores.pieces import Proposal, shown
from generator.editing.scores.suggestions import suggestions
from generator.importers.scores import Gradebook
from generator.problem import Problem

HEADS = ("learner", "competency", "what", "day", "level", "file")
MOST_NAMED = 12
SAME_WRONG = 3  # cells with one thing wrong that are told one by one
EXPLAINED = {
    "by_hand": "somebody typed this piece, and it stays as it is",
    "edited": "somebody changed this piece since it came in; --update --edited-too would change it all the same",
    "changed": "--update changes the piece",
}


def table_said(proposals: Sequence[Proposal], *, update: bool) -> Iterator[str]:
    """Every result that would be written, a line each."""
    rows = [
        HEADS,
        *(row for each in proposals if each.is_written and (update or each.state == "new") for row in rows_of(each)),
    ]
    if len(rows) == 1:
        return
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def rows_of(proposal: Proposal) -> Iterator[tuple[str, ...]]:
    wish = proposal.wish
    for ref, seen in wish.results:
        level = shown(seen) if proposal.was is None else f"{proposal.was} → {shown(seen)}"
        yield wish.learner, ref, wish.how.title, wish.on.isoformat(), level, proposal.file


def summary_said(reading: Reading, book: Gradebook, outcome: Outcome, *, update: bool) -> Iterator[str]:
    """What is left out, and why."""
    same = sum(each.state == "same" for each in outcome.proposals)
    if same:
        yield f"{counted(same, 'result is', 'results are')} there already."
    for each in outcome.proposals:
        if each.state in EXPLAINED and not (each.state == "changed" and update):
            there = f"{each.wish.learner}, {each.wish.how.title}: {each.was} here"
            yield f"{there}, {seen_said(each)} in the table; {EXPLAINED[each.state]}."
    left = tuple(left_out(reading, book))
    if left:
        yield "Left out:"
        yield from (f"  - {line}" for line in left)


def seen_said(proposal: Proposal) -> str:
    return ", ".join(shown(seen) for _, seen in proposal.wish.results)


def left_out(reading: Reading, book: Gradebook) -> Iterator[str]:
    if reading.without:
        yield f"{counted(reading.without, 'cell that says', 'cells that say')} that there is no result"
    if reading.others:
        yield f"{counted(len(reading.others), 'row', 'rows')} of learners who are not asked for"
    if reading.strangers:
        rows = counted(len(reading.strangers), "row", "rows")
        yield f"{rows} of nobody of the school: {numbers_said(reading.strangers)}"
    yield from (f"{trouble.where}: {trouble.why}; say it with --learner" for trouble in reading.unsure[:MOST_NAMED])
    if len(reading.unsure) > MOST_NAMED:
        yield f"{len(reading.unsure) - MOST_NAMED} more rows of which it is not sure whose they are"
    if reading.unmapped:
        yield f"assessments that nobody mapped: {names_said(reading.unmapped)}"
    yield from (f"{each.where}: {each.why}" for each in book.left_out[:MOST_NAMED])


def numbers_said(rows: Iterable[int]) -> str:
    ordered = sorted(rows)
    more = f" and {len(ordered) - MOST_NAMED} more" if len(ordered) > MOST_NAMED else ""
    return ", ".join(map(str, ordered[:MOST_NAMED])) + more


def names_said(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(repr(name) for name in names[:MOST_NAMED]) + more


def troubles_said(troubles: Sequence[Trouble]) -> Iterator[str]:
    """Everything that is wrong, cell by cell; what is wrong with many cells alike is said once."""
    alike: dict[str, list[Trouble]] = {}
    for trouble in troubles:
        alike.setdefault(trouble.why, []).append(trouble)
    for why, each in alike.items():
        if len(each) <= SAME_WRONG:
            yield from (f"{trouble.where}: {why}" for trouble in each)
        else:
            yield f"{each[0].where} and {len(each) - 1} more cells: {why}"


def warnings_said(problems: Sequence[Problem]) -> Iterator[str]:
    """What `check` will warn of, each kind once: the same word about every learner of a class helps nobody."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    for code, each in kinds.items():
        more = f" (and {counted(len(each) - 1, 'more', 'more')})" if len(each) > 1 else ""
        yield f"warning: {each[0].place.file}: {code}: {each[0].message}{more}"


def unmapped_said(book: Gradebook, choices: Choices) -> Iterator[str]:
    """What to type so that something is brought in, with what the titles seem to speak of."""
    if not book.assessments:
        yield "No column of it looks like results by itself. Name the one that is: --column 'TITLE=COMPETENCY'"
        return
    yield "Nobody said what its results show. For each column that is to become evidence:"
    for each in book.assessments[:MOST_NAMED]:
        near = suggestions(f"{each.title} {each.strand}", choices)
        told = f"   ({near[0].label})" if near else ""
        yield f"  --column '{each.key}={near[0].id if near else 'COMPETENCY'}'{told}"
    if len(book.assessments) > MOST_NAMED:
        yield f"  and {len(book.assessments) - MOST_NAMED} more columns"
