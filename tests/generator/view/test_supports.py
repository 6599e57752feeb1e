"""What a page tells of help: what has changed since, in numbers or levels, and what was decided. Never a cause."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.model.picture import Picture, SupportPicture
from generator.records.support import Measure, Support, SupportCheck, SupportDecision
from generator.view.editions.room import SHEETS
from generator.view.editions.talk import talk_of
from generator.view.supports import past_supports, running_supports
from tests.generator.view.made import HERE, goal_picture, picture, t
from tests.generator.view.pages import pages_of, read, words_in


def help_(**changes: Any) -> Support:
    usual: dict[str, Any] = {
        "what": t("Reading aloud"),
        "start": date(2026, 9, 14),
        "measure": Measure(
            what=t("Words read in a minute"),
            unit=t("words", ar="كلمة"),
            baseline=Decimal(62),
            aim=Decimal(90),
            place=HERE,
        ),
        "checks": (
            *(SupportCheck(on=date(2026, 9, each), value=Decimal(each + 52), place=HERE) for each in range(14, 24, 2)),
            SupportCheck(on=date(2026, 11, 13), value=Decimal(78), place=HERE),
        ),
        "place": HERE,
    }
    return Support(id="aloud", **(usual | changes))


def learner_with(support: Support, running: bool = True) -> Picture:
    return picture(supports=(SupportPicture(support=support, library=None, running=running),))


def decided(decide: Any) -> SupportDecision:
    return SupportDecision(on=date(2026, 11, 16), decide=decide, by="t-0001", reason=t("It climbs."), place=HERE)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Before: 62 words. Now (Nov 13): 78. Aim: 90. 6 checks in 9 weeks."),
        ("es", "Antes: 62. Ahora (13 nov): 78. Objetivo: 90. 6 comprobaciones en 9 semanas."),
        ("ar", "من قبل: 62 كلمة. الآن (13 نوفمبر): 78. المأمول: 90. 6 قياسات في 9 أسابيع."),
    ],
)
def test_the_numbers_before_and_now(language: str, said: str) -> None:
    """The unit is said where it is written in the reader's language."""
    (shown,) = running_supports(learner_with(help_()), words_in(language))
    assert " ".join(shown.progress) == said


@pytest.mark.parametrize(
    ("changes", "said", "because"),
    [
        ({"checks": ()}, "Before: 62 words. Aim: 90. There is no check yet.", "not looked at yet"),
        ({"measure": None, "checks": ()}, "", "there is nothing to measure by"),
        (
            {"measure": Measure(what=t("Words"), place=HERE), "checks": ()},
            "",
            "no number is known at all",
        ),
    ],
)
def test_what_is_not_known_is_not_said(changes: dict[str, Any], said: str, because: str) -> None:
    (shown,) = running_supports(learner_with(help_(**changes)), words_in("en"))
    assert " ".join(shown.progress) == said, because


def test_without_a_measure_the_levels_are_told() -> None:
    stands = goal_picture().standings[0]
    (shown,) = running_supports(
        learner_with(help_(measure=None, checks=(), competencies=(stands.ref,))), words_in("en")
    )
    (said,) = shown.progress
    assert "before “" in said
    assert "now “" in said


@pytest.mark.parametrize(
    ("decide", "said"),
    [
        ("continue", "November 16, 2026: we decided that it goes on."),
        ("change", "November 16, 2026: we decided to do it in another way."),
        ("end", "November 16, 2026: we decided that it ends."),
    ],
)
def test_what_was_decided_and_why(decide: str, said: str) -> None:
    page = pages_of(learner_with(help_(decisions=(decided(decide),))), words_in("en"))["about/"]
    assert f"{said} It climbs." in read(page)[0].text


@pytest.mark.parametrize("effect", ["improved", "same", "worse", "unclear"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_support_that_has_ended_tells_what_changed_and_claims_no_cause(effect: Any, language: str) -> None:
    ended = help_(ends_on=date(2026, 11, 13), effect=effect, reason=t("The aim is near."))
    words = words_in(language)
    page = read(pages_of(learner_with(ended, running=False), words)["about/"])[0].text
    assert words.say("Support I had") in page
    assert words.say("Support I get now") not in page
    (shown,) = past_supports(learner_with(ended, running=False), words)
    assert shown.result
    assert shown.result in page
    assert not [claim for claim in ("because", "thanks to", "helped", "gracias", "porque", "بفضل") if claim in page]


def test_what_comes_later_is_not_shown() -> None:
    later = learner_with(help_(start=date(2026, 12, 1)), running=False)
    assert past_supports(later, words_in("en")) == running_supports(later, words_in("en")) == ()


def test_a_goals_page_shows_the_support_meant_for_it() -> None:
    goal = goal_picture()
    meant = learner_with(help_(competencies=(goal.standings[0].ref,)))
    path = f"goal/{goal.goal.id}/"
    assert "Support for this goal" in read(pages_of(meant, words_in("en"))[path])[0].text
    assert "Support for this goal" not in read(pages_of(learner_with(help_()), words_in("en"))[path])[0].text


def test_the_page_for_the_conversation_has_it_too() -> None:
    talk = talk_of(learner_with(help_()), None, (), SHEETS["letter", "standard"], words_in("en"))
    (now,) = talk.supports
    assert (now.what.text, now.progress) == (
        "Reading aloud",
        "Before: 62 words. Now (Nov 13): 78. Aim: 90. 6 checks in 9 weeks.",
    )
    many = replace(
        learner_with(help_()),
        supports=tuple(SupportPicture(support=help_(), library=None, running=True) for _ in range(9)),
    )
    shown = talk_of(many, None, (), SHEETS["letter", "standard"], words_in("en"))
    assert (len(shown.supports), shown.more_supports) == (2, "and 7 more, on the site"), "what there is room for"
    assert talk.more_supports is None
