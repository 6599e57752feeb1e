"""What was changed since somebody said yes, in words: part by part on the site, in a line on paper."""

from dataclasses import replace

import pytest

from generator.load.catalogues import words_for
from generator.model.agree_since import NOT_SHOWN, Difference, Since
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.records.learner import FamilyEntry
from generator.view.agreed_since import in_short, sentence, since_of
from generator.view.agreements import confirmed_by_forge, how_known, not_yet
from generator.view.revisions.sentence import plain
from tests.conftest import TOP
from tests.generator.model import made
from tests.generator.model.test_text_code import SHARED, YEAR, both, signed

ENGLISH, SPANISH = (words_for(tag, "en", (TOP / "site_templates",)) for tag in ("en", "es"))
DUE = Difference(part="g1", name="due", before="2026-12-04", now="2027-01-29")
MINUTES = Difference(part="g1", name="minutes", before="20", now="30", of=both("Paper strips", "Tiras de papel"))
GONE = Difference(part="g7", name="goal", before=made.said("I can skip."), now=None)
NEW = Difference(part="g1", name="criterion", before=None, now=made.said("I draw."))
HOME = FamilyEntry(id="a", person=("f-00011",), language="en", place=made.HERE)


def agreed(*differences: Difference) -> Picture:
    approval = replace(signed("K7Q2-9XWA"), person="f-00011")
    year = replace(YEAR, plan=replace(YEAR.plan, approvals=(approval,)))
    picture = picture_of(made.records(years=(year,)), SHARED, {}, made.ON)
    since = Since(read_on=made.day("10-15"), sure=True, differences=differences)
    return replace(picture, agreements=tuple(replace(each, since=since) for each in picture.agreements))


@pytest.mark.parametrize(
    ("difference", "english", "because"),
    [
        (DUE, "Due: January 29, 2027 (before: December 4, 2026)", "a day"),
        (MINUTES, "Minutes of “Paper strips”: 30 (before: 20)", "whose minutes"),
        (GONE, "No longer there: Goal: I can skip.", "a goal that is gone"),
        (
            replace(GONE, name="criterion", before=None, now=made.said("I draw.")),
            "New: How we will know: I draw.",
            "new",
        ),
        (replace(GONE, before=NOT_SHOWN), "No longer there: Goal: words that are no longer shown", "redacted since"),
    ],
)
def test_one_change_is_one_sentence(difference: Difference, english: str, because: str) -> None:
    assert plain(sentence(difference, agreed(), ENGLISH)) == english, because


def test_it_is_told_in_the_readers_language() -> None:
    told = plain(sentence(MINUTES, agreed(), SPANISH))
    assert "Tiras de papel" in told
    assert "(antes: 20)" in told


def test_the_site_tells_a_few_changes_part_by_part_and_counts_the_rest() -> None:
    picture = agreed(DUE, MINUTES, *(GONE,) * 6)
    told = since_of(picture.agreements[0], picture, ENGLISH)
    assert told is not None
    assert [(part.path, len(part.sentences)) for part in told.parts] == [("goal/g1/", 2), (None, 4)]
    assert told.more == "and 2 more changes"
    assert since_of(agreed().agreements[0], picture, ENGLISH) is None


def test_paper_tells_it_in_a_line_to_the_home_that_said_yes() -> None:
    picture = agreed(DUE, MINUTES)
    told = in_short(HOME, picture, ENGLISH)
    assert told is not None
    assert plain(told) == "Changed since the yes of October 15, 2026: I can share fairly. (Due and Minutes)"
    assert in_short(replace(HOME, person=("f-00012",)), picture, ENGLISH) is None, "another home said no yes"
    assert in_short(None, picture, ENGLISH) is None, "nor did the learner"


def test_a_word_is_called_a_word_and_a_proof_a_proof() -> None:
    assert how_known(agreed(), ENGLISH) == "This is what the school has written down. The signed papers are the proof."
    assert confirmed_by_forge("#12", None, ENGLISH) == "Confirmed by the forge (request #12)"
    assert confirmed_by_forge("#12", "Ifeoma", SPANISH) == "Confirmado por la plataforma (solicitud #12, Ifeoma)"


def test_a_goal_that_came_after_every_yes_is_told() -> None:
    picture = agreed()
    later = replace(picture.agreements[0].approval, covers=("plan", "g1"))
    only = replace(picture, agreements=(replace(picture.agreements[0], approval=later),))
    assert [each.path for each in not_yet(only, ENGLISH)] == ["goal/g2/"]
    assert not_yet(picture, ENGLISH) == ()
