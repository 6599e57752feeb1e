"""The page for families: it helps to read and to help, and no home learns there of another."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.model.picture import Picture
from generator.records.learner import Consent, RightsHolder
from generator.view.page import Paper
from generator.view.pages.family import FamilyPage, family
from generator.view.site import site_of
from tests.generator.view.lived_in import lived_in
from tests.generator.view.made import HERE, bare, picture, t
from tests.generator.view.pages import html_of, pages_of, read, words_in

WORDS = words_in("en")
NOT_FOR_HOMES = (
    *("Nadia", "Karim", "karim@example.org", "0100"),  # who lives where, and how to reach them
    *("fathers", "f-00011", "f-00012"),  # what the files call the homes
    "Dr. Case",  # a case manager would tell of another plan
)


def page_of(learner: Picture, papers: tuple[Paper, ...] = ()) -> FamilyPage:
    (page,) = family(learner, WORDS, papers)
    assert isinstance(page.content, FamilyPage)
    return page.content


def learner_with(**changes: Any) -> Picture:
    whole = lived_in()
    return replace(whole, learner=replace(whole.learner, **changes))


def test_no_page_tells_of_anybody_at_home() -> None:
    for path, html in pages_of(lived_in(), WORDS).items():
        assert [word for word in NOT_FOR_HOMES if word in html] == [], path
    for page in site_of(lived_in(), WORDS).pages:
        assert [word for word in NOT_FOR_HOMES for found in page.search if word in found.text + found.title] == []


@pytest.mark.parametrize(
    ("learner", "title", "help_", "because"),
    [
        (lived_in(), "For my family", True, "two homes read it"),
        (bare(), "For my family", True, "nobody wrote down who lives at home yet"),
        (
            learner_with(family=tuple(replace(home, to=date(2026, 10, 1)) for home in lived_in().learner.family)),
            "For my family",
            True,
            "the homes on file have ended, and nobody was shut out",
        ),
        (learner_with(kind="educator", family=()), "My rights and copies", False, "an educator has no family here"),
        (
            learner_with(rights_holder=RightsHolder(who="student", parents_may_see=False, place=HERE)),
            "My rights and copies",
            False,
            "the plan is the learner's alone",
        ),
        (
            learner_with(rights_holder=RightsHolder(who="student", parents_may_see=True, place=HERE)),
            "For my family",
            True,
            "the learner lets them read it",
        ),
    ],
)
def test_whom_the_page_speaks_to(learner: Picture, title: str, help_: bool, because: str) -> None:
    (page,) = family(learner, WORDS)
    assert page.title == title, because
    assert (page_of(learner).help_title is not None) == help_, because


@pytest.mark.parametrize(
    ("learner", "right", "because"),
    [
        (lived_in(), "You may ask to see everything that Cedar Hill School keeps in this plan.", "a family asks"),
        (
            learner_with(rights_holder=RightsHolder(who="student", place=HERE)),
            "The rights in this plan are the student’s own. You read it because the student agrees.",
            "whose rights they are comes first",
        ),
        (
            learner_with(kind="educator", family=()),
            "I may see everything that Cedar Hill School keeps in this plan.",
            "an adult asks in their own name",
        ),
    ],
)
def test_rights_in_plain_words(learner: Picture, right: str, because: str) -> None:
    assert page_of(learner).rights[0] == right, because


def test_help_at_home_comes_with_its_goal() -> None:
    assert [(each.path, each.help.text) for each in page_of(lived_in()).help] == [
        ("goal/g1/", "Fold a napkin together."),
    ]


def test_who_to_ask_is_the_team_with_what_the_school_wrote_down() -> None:
    assert [(each.name, each.roles, each.email) for each in page_of(lived_in()).contacts] == [
        ("Ms. Okafor", ("Advisor: knows the whole plan", "Teacher"), "a.okafor@school.example"),
        ("Mr. Lindqvist", ("Somebody to turn to",), None),
    ]
    assert page_of(bare()).no_contacts == "Ask the school office. It knows who can help."


@pytest.mark.parametrize(
    ("answers", "said", "because"),
    [
        ((("n", False, None), ("n", True, None)), "Yes, said on September 2, 2026", "the newest answer counts"),
        ((("n", True, None), ("n", False, None)), "No, said on September 2, 2026", "a no as well"),
        ((("n", True, date(2027, 6, 16)),), "Yes, until June 16, 2027", "a yes for a time"),
        ((("n", True, date(2026, 10, 1)),), "Yes, until October 1, 2026. We ask again.", "which has passed"),
    ],
)
def test_what_was_asked_and_answered(
    answers: tuple[tuple[str, bool, date | None], ...], said: str, because: str
) -> None:
    consents = tuple(
        Consent(what=t(what), given=given, by="f-00011", on=date(2026, 9, day), until=until, place=HERE)
        for day, (what, given, until) in enumerate(answers, start=1)
    )
    assert [each.answer for each in page_of(learner_with(consents=consents)).consents] == [said], because


def paper(kind: str, language: str = "en", print: str = "standard", size: str = "letter") -> Paper:
    path = f"papers/{kind}-{language}-{size}-{print}.pdf"
    return Paper(path=path, kind=kind, language=language, print=print, paper=size)


def test_copies_stand_by_language_the_pages_own_first() -> None:
    papers = (
        paper("phone", "ar"),
        paper("plan", "ar", "large", "a4"),
        paper("phone"),
        paper("plan", "en", "large"),
        paper("plan"),
        paper("conference"),
    )
    shown = page_of(lived_in(), papers).papers
    assert [(each.name, each.direction) for each in shown] == [("English", "ltr"), ("العربية", "rtl")]
    assert [(link.title, link.about) for link in shown[0].papers] == [
        ("The plan, to print", ("standard print", "letter paper")),
        ("The plan, to print", ("large print", "letter paper")),
        ("Sheet for the conversation", ("standard print", "letter paper")),
        ("The plan, for a phone", ()),
    ]


def test_copies_are_linked_from_every_language_of_the_site() -> None:
    (page,) = family(lived_in(), words_in("es"), (paper("plan", "es"),))
    html = html_of(page, words_in("es"))
    links = {e.attributes["href"]: e.text for e in read(html) if e.attributes.get("type") == "application/pdf"}
    assert links == {"../papers/plan-es-letter-standard.pdf": "El plan, para imprimir"}


def test_without_copies_the_page_says_how_to_get_one() -> None:
    text = read(pages_of(picture(), WORDS)["family/"])[0].text
    assert "Ask the school for a copy on paper, in your language, also in large print. It is free." in text


def test_a_language_without_a_glossary_says_so() -> None:
    assert page_of(lived_in()).no_terms is None
    assert [term.term for term in page_of(lived_in()).more_terms] == ["reached"], "the first ones are read at a glance"
    assert page_of(lived_in(glossary={"es": ()})).no_terms is not None
