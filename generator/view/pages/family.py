"""Family: how do we read this and help? Spoken to the family; to a learner who reads alone, about their own rights.

Every home of a learner sees the same site. Nothing here tells of another home but the languages it is printed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.locales import Direction, direction_of, own_name_of
from generator.model.picture import Picture
from generator.model.readers import parents_may_see
from generator.records.learner import Consent
from generator.view.contacts import ContactLine, contacts_of
from generator.view.glossary import terms_of
from generator.view.goals import goal_path, in_brief
from generator.view.heads import Head, head_of
from generator.view.level_words import PaceMeaning, ScaleMeaning, paces_of, scales_of
from generator.view.page import BETWEEN, Page, Paper, RichText, SearchEntry, Term
from generator.view.phrases import review_note
from generator.view.prompts import conversation_of
from generator.view.said import block, in_sentence, line
from generator.words import Words

KINDS: Mapping[str, str] = {
    "plan": "The plan, to print",
    "conference": "Sheet for the conversation",
    "phone": "The plan, for a phone",
}
PRINTS: Mapping[str, str] = {"standard": "standard print", "large": "large print"}
PAPERS: Mapping[str, str] = {"letter": "letter paper", "a4": "A4 paper"}
WORDS_AT_A_GLANCE = 6  # the glossary holds what matters most first


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWith:
    title: RichText
    path: str
    help: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    path: str
    title: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersIn:
    """The printed editions in one language, which is called as it calls itself."""

    language: str
    name: str
    direction: Direction
    papers: tuple[PaperLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consented:
    """Something the family was asked about, as the school put it, and the newest answer."""

    what: RichText
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """`help_title` None: nobody at home reads this. `no_` sentences say what happens next where something is empty.

    `sent` None: nobody wrote down that copies went home.
    """

    head: Head
    lead: str
    help_title: str | None
    help: tuple[HelpWith, ...]
    help_any: str
    terms: tuple[Term, ...]
    more_terms: tuple[Term, ...]
    no_terms: str | None
    scales: tuple[ScaleMeaning, ...]
    paces: tuple[PaceMeaning, ...]
    papers: tuple[PapersIn, ...]
    papers_say: str
    sent: str | None
    conversation: str
    answer: str
    contacts: tuple[ContactLine, ...]
    no_contacts: str | None
    rights_title: str
    rights: tuple[str, ...]
    consents: tuple[Consented, ...]
    review: str | None


def family(picture: Picture, words: Words, papers: tuple[Paper, ...] = ()) -> tuple[Page, ...]:
    at_home = is_for_family(picture)
    heading = words.say("For my family") if at_home else words.say("My rights and copies")
    terms = terms_of(picture, words)
    content = FamilyPage(
        head=head_of(words.say("For families: reading and helping") if at_home else heading, picture, words),
        lead=_lead(picture, words),
        help_title=words.say("How you can help at home") if at_home else None,
        help=_help(picture, words) if at_home else (),
        help_any=words.say("Ask: What did you work on this week? What was hard? What will you try next?"),
        terms=terms[:WORDS_AT_A_GLANCE],
        more_terms=terms[WORDS_AT_A_GLANCE:],
        no_terms=None
        if terms
        else words.say("The school has not explained its words in this language yet. Please ask."),
        scales=scales_of(picture, words),
        paces=paces_of(words),
        papers=_papers(papers, words),
        papers_say=_papers_say(papers, picture, words),
        sent=_sent(picture, words),
        conversation=_conversation(picture, words) if at_home else conversation_of(picture, words),
        answer=_answer(picture, words),
        contacts=contacts_of(picture, words),
        no_contacts=None if contacts_of(picture, words) else words.say("Ask the school office. It knows who can help."),
        rights_title=words.say("Your rights") if at_home else words.say("My rights"),
        rights=_rights(picture, words),
        consents=_consents(picture, words),
        review=review_note(words),
    )
    text = BETWEEN.join((content.lead, *(each.help.text.strip() for each in content.help), *content.rights))
    search = (
        SearchEntry(title=heading, text=text),
        *(SearchEntry(title=term.term, text=term.means, anchor=f"word-{term.id}") for term in terms),
    )
    return (Page(kind="family", path="family/", title=heading, content=content, search=search),)


def is_for_family(picture: Picture) -> bool:
    """Whether it speaks to somebody at home: not of an adult, nor where the learner keeps the plan private."""
    return picture.learner.kind == "student" and parents_may_see(picture.learner, picture.on)


def _lead(picture: Picture, words: Words) -> str:
    if is_for_family(picture):
        return words.say(
            "This page is for you: everybody at home who goes along with this learning. "
            "You need to know nothing about schools to read it."
        )
    if picture.learner.kind == "student":
        return words.say("The rights in this plan are mine, and my family does not see it unless I say so.")
    return words.say("This plan is about my own work. Here is what its words mean, and what I may ask for.")


def _help(picture: Picture, words: Words) -> tuple[HelpWith, ...]:
    """What active goals say about helping, the nearest first."""
    return tuple(
        HelpWith(
            title=in_brief(goal, picture, words),
            path=goal_path(goal.goal.id),
            help=block(goal.goal.help_at_home, picture, words),
        )
        for goal in picture.goals
        if goal.goal.help_at_home is not None and goal.goal.status == "active"
    )


def _papers(papers: tuple[Paper, ...], words: Words) -> tuple[PapersIn, ...]:
    """By language, the page's own first; in each the plan, the sheet for the conversation, the phone."""
    languages = sorted({each.language for each in papers}, key=lambda tag: (tag != words.language, tag))
    in_order = sorted(papers, key=lambda each: (tuple(KINDS).index(each.kind), each.print != "standard", each.paper))
    return tuple(
        PapersIn(
            language=language,
            name=own_name_of(language),
            direction=direction_of(language),
            papers=tuple(_paper(each, words) for each in in_order if each.language == language),
        )
        for language in languages
    )


def _paper(paper: Paper, words: Words) -> PaperLink:
    about = () if paper.kind == "phone" else (words.say(PRINTS[paper.print]), words.say(PAPERS[paper.paper]))
    return PaperLink(path=paper.path, title=words.say(KINDS[paper.kind]), about=about)


def _sent(picture: Picture, words: Words) -> str | None:
    """When copies last went home, whichever home that was; None: they never did, or nobody wrote it down."""
    if not picture.issued:
        return None
    return words.say("Copies last went home on {day}.", day=words.day(picture.issued[0].on))


def _papers_say(papers: tuple[Paper, ...], picture: Picture, words: Words) -> str:
    if papers:
        return words.say("Another language or large print? Ask the school. It is free.")
    if is_for_family(picture):
        return words.say("Ask the school for a copy on paper, in your language, also in large print. It is free.")
    return words.say("I can ask the school for a copy on paper, in my language, also in large print. It is free.")


def _conversation(picture: Picture, words: Words) -> str:
    if picture.next_conference is None:
        return words.say("The day of the next conversation is not set yet. You can ask for one at any time.")
    return words.say("Next conversation: {day}.", day=words.day(picture.next_conference, "full"))


def _answer(picture: Picture, words: Words) -> str:
    if is_for_family(picture):
        return words.say(
            "Tell us what you see at home, ask what you do not understand, and say what you would change: "
            "in the boxes of the paper copy, in a message, or when we meet. Interpreters are free. Just ask."
        )
    return words.say(
        "I can ask, and say what I would change, at any time: on the paper copy, in a message, or in person."
    )


def _rights(picture: Picture, words: Words) -> tuple[str, ...]:
    school = in_sentence(picture.school.name, picture, words)
    if not is_for_family(picture):
        return (
            words.say("I may see everything that {school} keeps in this plan.", school=school),
            words.say("I may have a copy."),
            words.say("I may ask for something to be corrected that is wrong or unfair."),
        )
    holder = picture.learner.rights_holder
    own = holder is not None and holder.who == "student"
    return (
        *(
            (words.say("The rights in this plan are the student’s own. You read it because the student agrees."),)
            if own
            else ()
        ),
        words.say("You may ask to see everything that {school} keeps in this plan.", school=school),
        words.say("You may ask for a copy."),
        words.say("You may ask for something to be corrected that is wrong or unfair."),
        words.say("Ask the school office, in any language. You do not have to say why."),
    )


def _consents(picture: Picture, words: Words) -> tuple[Consented, ...]:
    """The newest answer to each question; who gave it stays with the school."""
    consents = sorted(picture.learner.consents, key=lambda each: each.on)
    newest = {words.text(each.what).text: each for each in consents}
    return tuple(
        Consented(what=line(each.what, picture, words), answer=_answered(each, picture, words))
        for each in newest.values()
    )


def _answered(consent: Consent, picture: Picture, words: Words) -> str:
    if not consent.given:
        return words.say("No, said on {day}", day=words.day(consent.on))
    if consent.until is None:
        return words.say("Yes, said on {day}", day=words.day(consent.on))
    if consent.until < picture.on:
        return words.say("Yes, until {day}. We ask again.", day=words.day(consent.until))
    return words.say("Yes, until {day}", day=words.day(consent.until))
