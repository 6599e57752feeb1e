"""A report on the screen: what to look at twice first, each thing with what became different about it.

People's words hold nothing here that a terminal would obey.
"""

from collections.abc import Iterable, Iterator

from generator.cli.diff_words import headline, lane_said, name_of, notes_on, untold_in
from generator.render.hidden_signs import settled
from generator.reporting import Report, Section
from generator.view.revisions.sentence import Sentence, plain, plain_of


def as_text(report: Report) -> str:
    words = report.words
    lines = [headline(report), *lane_said(report), *notes_on(report)]
    for section in report.sections:
        lines += ["", *text_of(section, report)]
    if report.affected:
        lines += ["", words.say("What follows for others from what all share")]
        for section in report.affected:
            lines += [f"  {name_of(section, report)}", *listed(section.effects, "    ")]
    return "\n".join(" ".join(settled(line).splitlines()) for line in lines)


def text_of(section: Section, report: Report) -> Iterator[str]:
    words = report.words
    yield name_of(section, report)
    for chapter in section.chapters:
        yield f"  {plain(chapter.title)}"
        yield from listed(chapter.sentences, "    ")
    if section.effects:
        yield f"  {words.say('What follows')}"
        yield from listed(section.effects, "    ")
    if section.untold:
        yield f"  {untold_in(section, words)}"


def listed(sentences: Iterable[Sentence], indent: str) -> Iterator[str]:
    yield from (f"{indent}{'!' if said.warning else '-'} {plain_of(said)}" for said in sentences)
