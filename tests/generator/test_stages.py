"""How each audience is spoken to: no teacher stands over an educator, nobody asks a young adult to say yes."""

import re

import pytest

from generator.load.catalogues import words_for
from generator.words import Words
from tests.generator.messages import ROOT, Message, messages_for_readers

TEMPLATES = (ROOT / "site_templates",)
OF_SCHOOL = {
    "en": r"\b(teachers?|students?|class|classmates?|grades?|learn(?:er|ing)s?|homework)\b",
    "es": r"\b(docentes?|maestr[oa]s?|estudiantes?|compañer[oa]s?|calificaciones|aprendizaje|grado)\b",
    "ar": r"\b(?:ال)?(?:معلّم|معلّمي|معلّمة|طالب|طالبة|تعلّم|صفّ)\b",
}
# The beginning of an English message → why an educator may meet it, or never does.
SAID_ALL_THE_SAME = {
    "Grade {grade}": "an educator is in no grade",
    "grade {grade}": "nor was one when the record from elsewhere was made",
    "How to open the learning plan": "a letter to a home, or to staff about their learners",
    "Learning": "“Professional learning”, and learning beyond the school",
    "Met by learning at {place}.": "with a partner, as everybody may",
    "Private learning plans are kept here": "nobody knows yet who stands at the door",
    "Teacher": "the role of a person in the team",
    "Tell your teacher soon. You get a new paper": "the letter of a learner in school",
    "The rights in this plan are the student’s own.": "for families only",
    "This is what has changed for students": "what a leader speaks about",
    "This is what students did": "what an educator speaks about",
    "This page is for you: everybody at home": "for families only",
}


def words_in(language: str) -> Words:
    return words_for(language, "en", TEMPLATES)


def said(words: Words, message: Message) -> tuple[str, ...]:
    if message.many is None:
        return (words.messages.get(message.text, message.text),)
    return words.plurals.get(message.text, (message.text, message.many))


@pytest.mark.parametrize("language", OF_SCHOOL)
def test_an_educator_is_not_spoken_to_as_somebody_who_goes_to_school(language: str) -> None:
    adult, word = words_in(language).for_stage("adult"), re.compile(OF_SCHOOL[language], re.IGNORECASE)
    spoken = {message.text for message in messages_for_readers() if any(map(word.search, said(adult, message)))}
    assert sorted(text for text in spoken if not text.startswith(tuple(SAID_ALL_THE_SAME))) == []
    if language == "en":
        unused = [start for start in SAID_ALL_THE_SAME if not any(text.startswith(start) for text in spoken)]
        assert unused == [], "nothing says this any more"


@pytest.mark.parametrize(
    ("message", "stage", "wording", "because"),
    [
        ("My learning plan", "elementary", "My learning plan", "no context: elementary and everybody else"),
        ("My learning plan", "secondary", "My learning plan", "they learn, too"),
        ("My learning plan", "adult", "My growth plan", "an educator grows in the profession"),
        ("With these helps", "elementary", "With these helps", "a word a nine-year-old has"),
        ("With these helps", "secondary", "With these supports", "a word a sixteen-year-old is not ashamed of"),
        ("Who has said yes to my plan?", "adult", "Who has agreed to my plan?", "adults agree"),
    ],
)
def test_each_audience_has_its_wording(message: str, stage: str, wording: str, because: str) -> None:
    assert words_in("en").for_stage(stage).say(message) == wording, because
