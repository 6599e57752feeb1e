"""A report for a pull request: what to look at twice first, details folded, and never longer than the forge shows.

It holds ids and people's words, never a name. Whatever people wrote stays words (cli/forge_markdown.py).
"""

from collections.abc import Iterable, Iterator
from html import escape

from generator.cli.diff_words import (
    changes_in,
    follows,
    headline,
    lane_said,
    loud,
    name_of,
    notes_on,
    quiet_said,
    together,
    untold_in,
)
from generator.cli.forge_markdown import code_in, line_of, words_in
from generator.reporting.parts import Report, Section
from generator.view.page import RichText
from generator.view.revisions.sentence import Parts, Sentence
from generator.view.said import unmarked

MARK = "<!-- pathbook diff -->"  # by which a workflow finds its own comment again
MANY = 12  # sections: where there are more, those without anything to look at twice are folded
FEW = 3  # details that need no folding
FOR_THE_END = 600  # bytes kept for what is said of the rest


def as_markdown(report: Report, room: int) -> str:
    """`room` in bytes: 65,536 letters for a comment, 1 MiB for a step's summary."""
    head = [MARK, f"## {words_in(headline(report))}", ""]
    head += [f"{line}\n" for line in map(words_in, (*lane_said(report), *notes_on(report)))]
    groups = together(report.sections)
    blocks = ["\n".join(block_of(each, report, fold=len(groups) > MANY)) for each in groups]
    blocks += ["\n".join(lines) for lines in affected_blocks(report)]
    return "\n".join([*head, *within(blocks, room - size(head) - FOR_THE_END, report)]).rstrip() + "\n"


def within(blocks: list[str], room: int, report: Report) -> Iterator[str]:
    """As many as there is room for; then how many more there are, and how to see them."""
    words = report.words
    for number, block in enumerate(blocks):
        room -= size([block])
        if room < 0:
            left = words.count(
                "{n} more part is left out here.", "{n} more parts are left out here.", len(blocks) - number
            )
            see = words.say("All of it, on a machine with these files:")
            yield f"{words_in(left)} {words_in(see)} {code_in(command_for(report))}"
            return
        yield block


def size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def command_for(report: Report) -> str:
    proposal = report.asked.proposal
    return " ".join(("pathbook diff", proposal.base[:12], *((proposal.head[:12],) if proposal.head else ())))


def block_of(group: tuple[Section, ...], report: Report, *, fold: bool) -> Iterator[str]:
    words, first = report.words, group[0]
    folded = fold and not first.warnings
    if folded:
        yield f"<details><summary>{ids_of(group, report)}: {changes_in(first, words)}</summary>\n"
    else:
        yield f"### {headed(group, report)}\n"
    for chapter in first.chapters:
        yield f"**{inline(chapter.title)}**\n"
        yield from listed(chapter.sentences, report)
    for whose, effects in follows(group, words):
        named = "" if len(whose) == len(group) else f": {headed(whose, report)}"
        yield f"**{words_in(words.say('What follows'))}**{named}\n"
        yield from listed(effects, report)
    yield from (f"{words_in(said)}\n" for said in untold_in(first, words))
    if folded:
        yield "</details>\n"


def headed(group: tuple[Section, ...], report: Report) -> str:
    """An id as code, where Markdown is read."""
    return ", ".join(code_in(each.learner) if each.learner else words_in(name_of(each, report)) for each in group)


def ids_of(group: tuple[Section, ...], report: Report) -> str:
    """Plain within HTML, where Markdown is not read: an id needs nothing, and what all share is words of ours."""
    return escape(", ".join(each.learner or name_of(each, report) for each in group))


def affected_blocks(report: Report) -> Iterator[Iterable[str]]:
    """Of whose own files none changed: one line with all of them, then each folded."""
    if not report.others:
        return
    concerned = loud(report.others)
    named = (f"{headed(concerned, report)}\n",) if concerned else ()
    heading = words_in(report.words.say("What follows for others from what all share"))
    yield f"### {heading}\n", *named, *(f"{words_in(said)}\n" for said in quiet_said(report))
    for group in together(concerned):
        told = report.words.count("{n} change", "{n} changes", len(group[0].effects))
        sign = "⚠️ " if group[0].warnings else ""
        summary = f"<details><summary>{sign}{ids_of(group, report)}: {told}</summary>\n"
        yield summary, *map(item, group[0].effects), "\n</details>\n"


def listed(sentences: Iterable[Sentence], report: Report) -> Iterator[str]:
    told = tuple(sentences)
    details = tuple(said for said in told if said.small)
    if len(details) < FEW:
        yield from (*map(item, told), "")
        return
    yield from (item(said) for said in told if not said.small)
    yield f"\n<details><summary>{report.words.count('{n} detail', '{n} details', len(details))}</summary>\n"
    yield from (*map(item, details), "\n</details>\n")


def item(said: Sentence) -> str:
    return f"- {'⚠️ ' if said.warning else ''}{inline(said.parts)}"


def inline(parts: Parts) -> str:
    """Ours and people's: all of it as words, since ids and names of files stand among ours."""
    return line_of((unmarked(part), part.direction) if isinstance(part, RichText) else (part, None) for part in parts)
