"""A report on the screen: what to look at twice first, each thing with what became different about it.

People's words hold nothing here that a terminal would obey.
"""

from collections.abc import Iterable, Iterator

from generator.cli.diff_words import (
    follows,
    headline,
    lane_said,
    loud,
    names_of,
    notes_on,
    quiet_said,
    together,
    untold_in,
)
from generator.render.hidden_signs import settled
from generator.reporting.parts import Report, Section
from generator.view.revisions.sentence import Sentence, plain, plain_of


def as_text(report: Report) -> str:
    words = report.words
    lines = [headline(report), *lane_said(report), *notes_on(report)]
    for group in together(report.sections):
        lines += ["", *text_of(group, report)]
    if report.others:
        lines += ["", words.say("What follows for others from what all share")]
        for group in together(loud(report.others)):
            lines += [f"  {names_of(group, report)}", *listed(group[0].effects, "    ")]
        lines += [f"  {said}" for said in quiet_said(report)]
    return "\n".join(" ".join(settled(line).splitlines()) for line in lines)


def text_of(group: tuple[Section, ...], report: Report) -> Iterator[str]:
    words = report.words
    yield names_of(group, report)
    for chapter in group[0].chapters:
        yield f"  {plain(chapter.title)}"
        yield from listed(chapter.sentences, "    ")
    for whose, effects in follows(group, words):
        named = "" if len(whose) == len(group) else f": {names_of(whose, report)}"
        yield f"  {words.say('What follows')}{named}"
        yield from listed(effects, "    ")
    yield from (f"  {said}" for said in untold_in(group[0], words))


def listed(sentences: Iterable[Sentence], indent: str) -> Iterator[str]:
    yield from (f"{indent}{'!' if said.warning else '-'} {plain_of(said)}" for said in sentences)
