"""Texts for a translator as XLIFF 2.0, which translation tools open: one unit a text, nothing of it says whose it is.

Written as the standard has it (OASIS, XLIFF Version 2.0), with its Translation Candidates module for what there is
already. What has to stay as it is, is marked so. States say what is to be done, and come back with the answer.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from generator.exporters.translators import notes_on, served
from generator.locales import direction_of
from generator.model.translations import Unit
from generator.records.text import LanguageTag
from generator.translated import pieces_of

CORE, MATCHES = "urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:matches:2.0"
ABOUT = (
    "Write each translation as the target of its segment and set the segment's state to translated; set it to reviewed "
    "where a second person has read it. Formatting signs such as ** and lists stay where they are."
)


def xliff_text(units: tuple[Unit, ...], source: LanguageTag, target: LanguageTag) -> str:
    """The whole file, ending in a line break; the same units give the same bytes."""
    return "".join(f"{line}\n" for line in lines_of(units, source, target))


def lines_of(units: tuple[Unit, ...], source: LanguageTag, target: LanguageTag) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<xliff xmlns="{CORE}" xmlns:mtc="{MATCHES}" version="2.0" srcLang={quoteattr(source)} '
        f"trgLang={quoteattr(target)}>"
    )
    yield (
        f'<file id="plans" original="pathbook" srcDir="{direction_of(source)}" trgDir="{direction_of(target)}" '
        'xml:space="preserve">'
    )
    yield f'<notes><note category="instructions">{escape(ABOUT)}</note></notes>'
    if not units:
        # The standard asks for at least one unit in a file.
        yield '<unit id="nothing" translate="no"><segment><source>Nothing is missing.</source></segment></unit>'
    for unit in units:
        yield from unit_lines(unit)
    yield "</file>"
    yield "</xliff>"


def unit_lines(unit: Unit) -> Iterator[str]:
    yield f'<unit id="t-{unit.code}">'
    if unit.earlier is not None and unit.earlier.of in (None, unit.code):
        yield from match_lines(unit, unit.earlier.text, "mt" if unit.gap == "machine" else "tm")
    yield "<notes>"
    for category, note in notes_of(unit):
        yield f'<note category="{category}">{escape(note)}</note>'
    yield "</notes>"
    yield f'<segment id="s1" state="initial"><source>{inline(unit.source)}</source></segment>'
    yield "</unit>"


def match_lines(unit: Unit, target: str, kind: str) -> Iterator[str]:
    """A translation of these very words, as a proposal: a target would be taken for an answer."""
    source, candidate = escape(unit.source), escape(target)
    yield (
        f'<mtc:matches><mtc:match ref="#s1" type="{kind}"><source>{source}</source><target>{candidate}</target>'
        "</mtc:match></mtc:matches>"
    )


def notes_of(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "where", "; ".join(unit.where)
    yield "shown-in", served(unit)
    if unit.needed_by is not None:
        yield "needed-by", unit.needed_by.isoformat()
    yield from (("note", note) for note in notes_on(unit))
    if unit.earlier is not None and unit.earlier.of not in (None, unit.code):
        yield "earlier-translation", unit.earlier.text


def inline(words: str) -> str:
    marked = enumerate(pieces_of(words), start=1)
    return "".join(
        f'<mrk id="m{number}" translate="no">{escape(piece)}</mrk>' if kept else escape(piece)
        for number, (piece, kept) in marked
    )
