"""What became of papers and notices, in lines for the screen. Ids only: no line names a child or a family."""

from collections.abc import Iterator, Sequence

from generator.cli.report import counted
from generator.editing.agreeing.evening import Told
from generator.editing.agreeing.papers import Judged

MARKS = {"today": "agreed", "earlier": "agreed to earlier words", "had": "nothing new", "refused": "NOT WRITTEN"}


def paper_line(judged: Judged) -> str:
    return f"{judged.learner}: {MARKS[judged.state]}: {judged.said}"


def papers_counted(judged: Sequence[Judged]) -> str:
    """How many of which kind, what there is none of left out."""
    counts = {
        "agreed to today's words": sum(each.state == "today" for each in judged),
        "to earlier words": sum(each.state == "earlier" for each in judged),
        "stood there already": sum(each.state == "had" for each in judged),
        "not written": sum(each.state == "refused" for each in judged),
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    return f"{counted(len(judged), 'paper', 'papers')}: {told or 'nothing'}"


def lines_of_notices(told: Sequence[Told]) -> Iterator[str]:
    for each in told:
        yield f"{each.learner}: {'NOT WRITTEN: ' if each.refused else ''}{each.said}"


def trailers_said(trailers: Sequence[str]) -> Iterator[str]:
    """Where nobody commits for people, the lines that their own commit should end with."""
    if trailers:
        yield "When you commit this, end the message with:"
        yield from (f"    {each}" for each in trailers)
