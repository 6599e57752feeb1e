"""The Changes page: a line for each kind of thing, in plain words; what one home must not learn of another."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

import pytest

from generator.model.change import (
    Agreed,
    Change,
    Edited,
    FamilyTold,
    GoalBegun,
    LevelSaid,
    Reviewed,
    SentHome,
    SupportDecided,
    Talked,
    Thing,
    What,
)
from generator.records.history import FileDid
from generator.records.issued import Issued
from generator.records.plan import Approval, Conference, Judgement, Notice, Review
from generator.records.support import SupportDecision
from generator.view.pages.changes import ChangesPage, changes
from tests.generator.view.made import EQUAL_NOW, GOAL, HERE, MATH, ON, STRIPS, bare, picture, t
from tests.generator.view.pages import html_of, pages_of, read, words_in

DAY = date(2026, 11, 12)
I_CAN = "I can explain why two fractions are equal, and I can make equal fractions."
GOAL_THING = Thing(about="goal", id=GOAL.id, title=EQUAL_NOW.competency.i_can, framework=MATH)


def page_with(*whats: What, language: str = "en", **more: Any) -> ChangesPage:
    told = tuple(Change(day=DAY, what=what) for what in whats)
    (page,) = changes(picture(changes=told, **({"history": "whole"} | more)), words_in(language))
    assert isinstance(page.content, ChangesPage)
    return page.content


def lines(*whats: What, language: str = "en") -> list[str]:
    """Words, things, and what is said about them, of the one day."""
    (day,) = page_with(*whats, language=language).days
    return [
        " | ".join(
            (
                line.words,
                *(thing.title.text for thing in line.things),
                *((line.more,) if line.more else ()),
                *(part if isinstance(part, str) else part.text for part in line.about),
                *((line.again,) if line.again else ()),
            )
        )
        for line in day.lines
    ]


def evidence(many: int, did: FileDid = "added") -> tuple[Edited, ...]:
    things = (Thing(about="evidence", id=f"e{n}", title=t(f"Piece {n}")) for n in range(many))
    return tuple(Edited(did=did, thing=thing) for thing in things)


def yes(role: Any, person: str | None = None, covers: tuple[str, ...] = ("plan",), **more: Any) -> Agreed:
    approval = Approval(covers=covers, role=role, person=person, on=DAY, method="paper", place=HERE)
    return Agreed(approval=approval, **({"goals": (), "current": None, "renewed": False} | more))


def sent(number: int = 1, edition: str = "home-2-ar-phone", how: Literal["handed", "mailed"] = "mailed") -> SentHome:
    one = Issued(
        term="fall", edition=edition, number=number, on=DAY, how=how, digest="0", content="0",
        corrects=number - 1 or None, place=HERE,
    )  # fmt: skip
    return SentHome(issued=(one,))


DECISION = SupportDecision(on=DAY, decide="end", by="t-0001", reason=t("Reads alone now."), place=HERE)
REVIEW = Review(due=DAY, held_on=DAY, by="t-0001", result=t("Both goals stay."), place=HERE)
JUDGED = Judgement(
    id="j1",
    competency=EQUAL_NOW.ref,
    level=EQUAL_NOW.scale.levels[2].id,
    reason=t("r"),
    by="t-0001",
    on=DAY,
    place=HERE,
)


@pytest.mark.parametrize(
    ("whats", "expected"),
    [
        (evidence(1), ["1 piece of evidence added | Piece 0"]),
        (
            evidence(40),
            ["40 pieces of evidence added | Piece 0 | Piece 1 | Piece 2 | Piece 3 | and 36 more"],
        ),
        (evidence(2, "removed"), ["2 pieces of evidence taken away | Piece 0 | Piece 1"]),
        ((Edited(did="removed", thing=Thing(about="goal")),), ["1 goal taken away"]),
        ((Edited(did="changed", thing=Thing(about="plan", id="2026-27")),), ["Plan of the year changed"]),
        ((Edited(did="changed", thing=Thing(about="profile")),), ["Facts about me changed"]),
        ((GoalBegun(goal=GOAL, thing=GOAL_THING),), [f"1 goal begun | {I_CAN}"]),
        ((yes("student"), yes("family", "f-00011")), ["Agreed: Me · My family | The whole plan | on paper"]),
        (
            (yes("student", current=True),),
            ["Agreed: Me | The whole plan | on paper | To the words as they are today."],
        ),
        (
            (yes("student", covers=("g1",), goals=(GOAL_THING,), current=False),),
            [
                f"Agreed: Me | {I_CAN} | 1 goal | on paper"
                " | The words have changed since then. We read them again together."
            ],
        ),
        ((yes("student", current=False, renewed=True),), ["Agreed: Me | The whole plan | on paper"]),
        ((FamilyTold(notice=Notice(on=DAY, method="phone", place=HERE)),), ["Family told of the plan | by phone"]),
        ((sent(),), ["Papers sent home"]),
        ((sent(2),), ["Corrected papers sent home"]),
        ((Talked(conference=Conference(on=DAY, kind="check_in", place=HERE)),), ["Conversation held | What we agreed"]),
        ((Reviewed(review=REVIEW),), ["Plan looked at together | With Ms. Okafor | Both goals stay."]),
        (
            (SupportDecided(decision=DECISION, thing=Thing(about="support", title=t("Cards"))),),
            ["Support looked at: it ends | Cards | By Ms. Okafor | Reads alone now."],
        ),
        (
            (LevelSaid(word=JUDGED, thing=GOAL_THING),),
            [
                f"1 level decided by a person | {I_CAN}"
                f" | {EQUAL_NOW.scale.levels[2].label.versions[''].text} | By Ms. Okafor"
            ],
        ),
    ],
)
def test_what_a_day_says(whats: tuple[What, ...], expected: list[str]) -> None:
    assert lines(*whats) == expected


def test_one_home_learns_nothing_of_another() -> None:
    """Two homes agreed on different days, and papers went to each in its own way."""
    told = (
        Change(day=DAY, what=yes("family", "f-00011")),
        Change(day=DAY, what=sent()),
        Change(day=DAY - timedelta(days=2), what=yes("family", "f-00012")),
    )
    (page,) = (one for one in changes(picture(changes=told, history="whole"), words_in("en")))
    html = html_of(page, words_in("en"))
    assert html.count("My family") == 1
    assert not any(word in html for word in ("f-0001", "home-2", "mailed", "Arabic"))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", "3 evidencias añadidas | Piece 0 | Piece 1 | Piece 2"),
        ("ar", "أُضيفت 3 أدلة | Piece 0 | Piece 1 | Piece 2"),
    ],
)
def test_other_languages_say_it_their_way(language: str, expected: str) -> None:
    assert lines(*evidence(3), language=language) == [expected]


def test_titles_lead_to_where_the_thing_stands_now() -> None:
    piece = Edited(did="added", thing=Thing(about="evidence", id=STRIPS.id, title=STRIPS.title))
    gone = Edited(did="added", thing=Thing(about="evidence", id="gone", title=t("Gone")))
    (day,) = page_with(piece, gone, GoalBegun(goal=GOAL, thing=GOAL_THING)).days
    paths = [thing.path for line in day.lines for thing in line.things]
    assert paths == [f"evidence/#e-{STRIPS.id}", None, f"goal/{GOAL.id}/"]


def test_what_is_older_than_six_weeks_is_folded_up_by_month() -> None:
    days = (ON, ON - timedelta(days=41), ON - timedelta(days=42), ON - timedelta(days=70), date(2026, 6, 1))
    told = tuple(Change(day=day, what=what) for day in days for what in (evidence(2)[0], yes("student")))
    (page,) = changes(picture(changes=told, history="whole"), words_in("en"))
    content = page.content
    assert isinstance(content, ChangesPage)
    assert [day.day_iso for day in content.days] == ["2026-11-20", "2026-10-10"]
    assert [(each.month, each.many) for each in content.months] == [
        ("October 2026", "2 entries"),
        ("September 2026", "2 entries"),
        ("June 2026", "2 entries"),
    ]


@pytest.mark.parametrize(
    ("history", "note"),
    [
        ("whole", None),
        ("part", "Older small edits are not listed here. Ask the school if you want to see them."),
        ("none", "Small edits are not listed here. Ask the school if you want to see them."),
    ],
)
def test_what_cannot_be_told_is_said(history: Any, note: str | None) -> None:
    assert page_with(yes("student"), history=history).notes == ((note,) if note else ())


def test_a_page_without_changes_says_when_there_will_be_some() -> None:
    html = pages_of(replace(bare(), history="whole"), words_in("en"))["changes/"]
    told = " ".join(element.text for element in read(html) if element.tag == "p")
    assert "Nothing yet. When a goal begins, or somebody agrees to the plan, it will stand here." in told
    old = picture(changes=(Change(day=date(2026, 9, 1), what=yes("student")),), history="whole")
    assert "Nothing has changed in the last six weeks." in pages_of(old, words_in("en"))["changes/"]


def test_no_name_stands_in_the_title_or_the_search() -> None:
    (page,) = changes(picture(changes=(Change(day=DAY, what=Reviewed(review=REVIEW)),)), words_in("en"))
    assert "Okafor" not in page.title + "".join(entry.text + entry.title for entry in page.search)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Copies last went home on November 12, 2026."),
        ("es", "Las últimas copias se enviaron a casa el 12 de noviembre de 2026."),
        ("ar", "أُرسلت آخر النسخ إلى البيت في 12 نوفمبر 2026."),
    ],
)
def test_the_familys_page_tells_when_copies_went_home(language: str, expected: str) -> None:
    (issued,) = sent().issued
    assert expected in pages_of(picture(issued=(issued,)), words_in(language))["family/"]
    assert expected not in pages_of(picture(), words_in(language))["family/"]
