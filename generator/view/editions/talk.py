"""Page 4 of a printed plan: room to write before the next conversation, the way to the site, and rights."""

from dataclasses import dataclass
from math import inf

from generator.model.picture import Picture
from generator.records.learner import FamilyEntry
from generator.records.text import Text, Version
from generator.view.agreed_since import in_short
from generator.view.charts.glyphs import number
from generator.view.editions.frame import Signatures, signatures_of
from generator.view.editions.room import LINE, Fitted, Sheet, fitted, lines, more_on_site
from generator.view.editions.words_box import lines_of_box, words_box
from generator.view.page import BETWEEN, RichText, Term
from generator.view.phrases import review_note
from generator.view.revisions.sentence import Parts, plain
from generator.view.said import line
from generator.view.shortened import shortened
from generator.view.supports import running_supports
from generator.words import Said, Words

AGREED_LINES, SUPPORT_LINES, TITLE = 6.0, 7.0, 2.1
BOLD_SIGNS = 80  # in a line of bold print
FIXED, ONLINE, SIGNATURES = 3.2, 6.5, 5.9  # lines: headings and opening; the way to the site; who signs
SMALL, SMALL_SIGNS = 0.78, 116  # height of a line of small print, and the signs in it
LEAST_BOX, MOST_BOX, LARGE_BOX, BESIDE_BOX = 25.0, 62.0, 50.0, 7.5  # mm to write in, and between two boxes


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportNow:
    """Help the learner gets now, and what has changed since it began; empty: nothing can be said about that yet."""

    what: RichText
    measure: RichText | None
    progress: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """`agreed` is what the last conversation decided. `glossary`: words of this plan, explained, as many as fit.

    `signatures` None: nobody is asked to. `since`: what has changed since this home said yes; None: nothing.

    `address` None: the site's address is not known here, and `online` says where it is found.
    """

    opening: str
    agreed_title: str | None
    agreed: tuple[RichText, ...]
    more_agreed: str | None
    supports: tuple[SupportNow, ...]
    glossary: tuple[Term, ...]
    more_supports: str | None
    boxes: tuple[str, ...]
    box_height: str  # millimetres
    signatures: Signatures | None
    since: Parts | None
    address: str | None
    online: str | None
    rights: tuple[str, ...]
    attribution: tuple[Said, ...]


def talk_of(picture: Picture, family: FamilyEntry | None, terms: tuple[Term, ...], sheet: Sheet, words: Words) -> Talk:
    """`terms`: the school's words that the rest of the plan says."""
    agreed_title, agreed = _agreed(picture, sheet, words)
    address = site_address(picture)
    signatures, online = signatures_of(picture, family, words), _online(picture, address, words)
    rights, attribution = _rights(family, words), _attribution(picture, words)
    since = in_short(family, picture, words) if signatures else None
    small = (*rights, *(said.text for said in attribution))
    taken = FIXED + _lines_of_agreed(agreed) + _lines_of_small(small)
    taken += (ONLINE if online else 0) + (SIGNATURES if signatures else 0) + (lines(plain(since)) if since else 0)
    writing = 0 if sheet.one_column else 2 * (LEAST_BOX + BESIDE_BOX) / LINE
    supports = _supports(picture, sheet.lines - taken - writing, words)
    taken += _lines_of_supports(supports)
    glossary = words_box(terms, sheet.lines - taken - writing)
    taken += lines_of_box(glossary)
    return Talk(
        opening=words.say("Bring this page to the conversation. Write down anything you want to say or ask."),
        agreed_title=agreed_title,
        agreed=agreed.kept,
        more_agreed=more_on_site(agreed.left_out, words),
        supports=supports.kept,
        glossary=glossary,
        more_supports=more_on_site(supports.left_out, words),
        boxes=_boxes(family, words),
        box_height=number(LARGE_BOX) if sheet.one_column else _box_height(sheet.height - taken * LINE),
        signatures=signatures,
        since=since,
        address=address,
        online=online,
        rights=rights,
        attribution=attribution,
    )


def _box_height(room: float) -> str:
    """Two boxes share what the page has left."""
    return number(int(min(max(room / 2 - BESIDE_BOX, LEAST_BOX), MOST_BOX)))


def _lines_of_small(texts: tuple[str, ...]) -> float:
    return sum(0.2 + SMALL * lines(text, SMALL_SIGNS) for text in texts)


def _decision_lines(decision: RichText) -> float:
    return 0.2 + lines(decision)


def site_address(picture: Picture) -> str | None:
    """Where the learner's site is published; None where only the access letter may know, or nothing is published."""
    publish = picture.school.publish
    if publish is None or publish.base_url is None or publish.access != "plain":
        return None
    return f"{publish.base_url.rstrip('/')}/s/{picture.learner.learner}/"


def _agreed(picture: Picture, sheet: Sheet, words: Words) -> tuple[str | None, Fitted[RichText]]:
    last = next((held for held in picture.conferences if held.on <= picture.on and held.decisions), None)
    if last is None:
        return None, Fitted((), 0)
    decisions = tuple(shortened(line(text, picture, words), 170) for text in last.decisions)
    room = inf if sheet.one_column else AGREED_LINES
    return words.say("Agreed on {day}", day=words.day(last.on)), fitted(decisions, _decision_lines, room)


def _lines_of_agreed(agreed: Fitted[RichText]) -> float:
    if not agreed.kept:
        return 0
    return TITLE + sum(map(_decision_lines, agreed.kept)) + (1 if agreed.left_out else 0)


def _supports(picture: Picture, left: float, words: Words) -> Fitted[SupportNow]:
    """`left`: lines of the page that nothing else needs."""
    now = (
        SupportNow(what=shortened(each.what, 170), measure=each.measure, progress=" ".join(each.progress))
        for each in running_supports(picture, words)
    )
    return fitted(tuple(now), _support_lines, min(SUPPORT_LINES, left - TITLE))


def _lines_of_supports(supports: Fitted[SupportNow]) -> float:
    if not supports.kept:
        return 0
    return TITLE + sum(map(_support_lines, supports.kept)) + (1 if supports.left_out else 0)


def _support_lines(support: SupportNow) -> float:
    measure = lines(support.measure) if support.measure else 0
    return 0.2 + lines(support.what, BOLD_SIGNS) + measure + (lines(support.progress) if support.progress else 0)


def _boxes(family: FamilyEntry | None, words: Words) -> tuple[str, ...]:
    seen = words.say("What I notice") if family is None else words.say("What we see at home")
    return (seen, words.say("Questions"))


def _online(picture: Picture, address: str | None, words: Words) -> str | None:
    publish = picture.school.publish
    if address is not None:
        return words.say("Scan the code with a phone camera, or type the address.")
    if publish is None or publish.base_url is None:
        return None
    return words.say("Your access letter holds the address of the site and your code.")


def _rights(family: FamilyEntry | None, words: Words) -> tuple[str, ...]:
    limited = family is not None and family.rights != "full"
    sentences = (
        words.say("This copy is for your information.") if limited else None,
        words.say("You may ask to see, copy or correct these records at any time. Ask the school office."),
        review_note(words),
    )
    return tuple(sentence for sentence in sentences if sentence is not None)


def _attribution(picture: Picture, words: Words) -> tuple[Said, ...]:
    """What the frameworks' licences ask to be printed, each once and as it stands; of one language in a row."""
    texts = dict.fromkeys(
        (text, framework.language) for framework in picture.frameworks for text in framework.attribution
    )
    rows: dict[str | None, list[str]] = {}
    for text, language in texts:
        rows.setdefault(language, []).append(text)
    return tuple(words.text(Text({tag or "": Version(text=BETWEEN.join(row))})) for tag, row in rows.items())
