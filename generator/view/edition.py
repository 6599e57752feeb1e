"""What a family holds in its hands: the documents about one learner, in the family's language and print.

For each home that may read: the plan on paper, the sheet for a conversation, and the plan for a phone. Their words are
labels more than sentences, since a name in a sentence would have to agree with its verb in some languages.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from generator.model.picture import Picture
from generator.records.learner import FamilyEntry
from generator.view.editions.appendix import appendix_of
from generator.view.editions.conference import ConferenceSheet, conference_of
from generator.view.editions.frame import text_code_in
from generator.view.editions.plan import PrintedPlan, plan_of
from generator.view.editions.room import SHEETS, Sheet
from generator.view.gaps import gaps_note
from generator.view.page import Edition, EditionKind
from generator.view.readers import homes_of, readers_of, site_language_of
from generator.words import Words

OWN_PAPER = ("letter", "standard")
PHONE_PAPER = ("phone", "standard")
OWN_COPY = "own"  # stands for the family in the names of the documents a learner without one gets
NOTHING_CORRECTED: Mapping[str, date] = {}


def editions_of(
    picture: Picture, words_in: Callable[[str], Words], corrects: Mapping[str, date] = NOTHING_CORRECTED
) -> tuple[Edition, ...]:
    """All documents of each home that may read the plan on the day; of its own for a learner without such a home.

    `corrects`: by the name of a document, the day of the edition that it takes the place of.
    """
    return tuple(edition for _, editions in editions_by_home(picture, words_in, corrects) for edition in editions)


def editions_by_home(
    picture: Picture, words_in: Callable[[str], Words], corrects: Mapping[str, date] = NOTHING_CORRECTED
) -> tuple[tuple[FamilyEntry | None, tuple[Edition, ...]], ...]:
    """The same, home by home; None: the learner's own."""
    stage = picture.learner.stage
    return tuple(
        (home, tuple(_edition(kind, picture, home, corrects, words.for_stage(stage)) for kind in KINDS))
        for home, words in _readers(picture, words_in)
    )


def editions_with_appendix(
    picture: Picture, words_in: Callable[[str], Words], corrects: Mapping[str, date] = NOTHING_CORRECTED
) -> tuple[Edition, ...]:
    """The same documents, each plan on paper with how every level was worked out."""
    return tuple(
        _with_appendix(edition, picture, words_in(edition.language).for_stage(edition.stage))
        for edition in editions_of(picture, words_in, corrects)
    )


def _with_appendix(edition: Edition, picture: Picture, words: Words) -> Edition:
    if edition.kind != "plan" or not isinstance(edition.content, PrintedPlan):
        return edition
    return replace(edition, content=replace(edition.content, appendix=appendix_of(picture, words)))


def _readers(picture: Picture, words_in: Callable[[str], Words]) -> tuple[tuple[FamilyEntry | None, Words], ...]:
    """Who gets documents, in which words; None: the learner's own copies."""
    homes = homes_of(picture)
    if not homes:
        return ((None, words_in(site_language_of(picture))),)
    return tuple((home, words_in(home.language)) for home in readers_of(picture))


def _edition(
    kind: EditionKind, picture: Picture, family: FamilyEntry | None, corrects: Mapping[str, date], words: Words
) -> Edition:
    paper, size = PHONE_PAPER if kind == "phone" else (family.paper, family.print) if family else OWN_PAPER
    last = f"{paper}-{size}" if kind == "plan" else kind
    name = "-".join((family.id if family else OWN_COPY, words.language, last))
    content = KINDS[kind](picture, family, SHEETS[paper, size], corrects.get(name), words)
    return Edition(
        kind=kind,
        learner=picture.learner.learner,
        stage=picture.learner.stage,
        name=name,
        language=words.said_in,
        direction=words.direction,
        paper=paper,
        print=size,
        title=_title(kind, words),
        content=content,
        gaps=gaps_note(content, picture, words),
        text_code=text_code_in(picture, words),
    )


def _title(kind: EditionKind, words: Words) -> str:
    return words.say("Conversation sheet") if kind == "conference" else words.say("Learning plan")


Content = PrintedPlan | ConferenceSheet
KINDS: Mapping[EditionKind, Callable[[Picture, FamilyEntry | None, Sheet, date | None, Words], Content]] = {
    "plan": plan_of,
    "conference": conference_of,
    "phone": plan_of,
}
