"""What people wrote, on the page: in words, with who wrote it and who agreed, and without anybody's home."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from generator.model.revisions.told import told_of
from generator.model.written import Written
from generator.records.history import Claim
from generator.records.revision import FieldRevision, FileRevision
from generator.view.page import RichText
from generator.view.pages.changes import ChangesPage, changes
from generator.view.revisions.sentence import plain
from generator.view.written import Work, work_of
from tests.generator.model.made import commons, records
from tests.generator.view.made import picture
from tests.generator.view.pages import html_of, words_in

DAY = date(2026, 11, 12)
LATER = FieldRevision(field="goal.due", did="changed", before="2026-12-04", after="2026-12-18")
HOME = FieldRevision(field="learner.family.rights", entry=("h1",), did="changed", before="full", after="none")


def file(*fields: FieldRevision, kind: str = "goal") -> FileRevision:
    path = "2026-27/goals/g1.yml" if kind == "goal" else "learner.yml"
    held = {"id": "g1", "i_can": "I can fold <b>strips</b>."} if kind == "goal" else {"family": ({"id": "h1"},)}
    return FileRevision(
        file=f"plans/s-0001/{path}",
        schema=kind,
        learner="s-0001",
        did="changed",
        before=held,
        after=held,
        fields=fields,
    )


def written(*files: FileRevision, **more: Any) -> Written:
    school = commons()
    return Written(
        day=DAY, told=told_of(files or (file(LATER),), school, school), commons=school, known=records(), **more
    )


def work(language: str = "en", *files: FileRevision, **more: Any) -> Work | None:
    return work_of(written(*files, **more), picture(), words_in(language))


FAMILY = Claim(role="family", method="paper", on=date(2026, 11, 10))


@pytest.mark.parametrize(
    ("more", "expected", "because"),
    [
        ({}, (), "git may know nobody whom the school knows"),
        ({"proposed_by": ("t-0001",)}, ("Written by Ms. Okafor",), "by name"),
        ({"proposed_by": ("t-0999",)}, (), "a name that the job was not given is none"),
        ({"agreed_by": (Claim(role="school", person="t-0001"),)}, ("Looked at by Ms. Okafor",), "somebody's word"),
        (
            {"agreed_by": (FAMILY, FAMILY, Claim(role="student", method="shouted"))},
            ("Agreed: My family · on paper · November 10, 2026", "Agreed: Me"),
            "two homes are one line, and a way nobody knows is left out",
        ),
    ],
)
def test_who(more: dict[str, Any], expected: tuple[str, ...], because: str) -> None:
    found = work("en", **more)
    assert found is not None
    assert found.who == expected, because


def test_what_became_different_stands_under_what_it_is_about() -> None:
    found = work("en", requests=("#12", "#14"))
    assert found is not None
    (told,) = found.told
    assert plain(told.title) == "Goal “I can fold <b>strips</b>.”"
    assert told.path == "goal/g1/"
    assert [plain(each) for each in told.sentences] == [
        "To be reached by Dec 18 instead of Dec 4: 10 school days later"
    ]
    assert found.request == "Request #12, #14"


@pytest.mark.parametrize(
    ("path", "expected", "because"),
    [
        ("2026-27/goals/g1.yml", "goal/g1/", "it stands there now"),
        ("2026-27/goals/g9.yml", None, "that goal is on no page"),
        ("2025-26/goals/g1.yml", None, "the page is of this year's goal of that id"),
    ],
)
def test_a_change_leads_to_what_it_was_about(path: str, expected: str | None, because: str) -> None:
    found = work("en", replace(file(LATER), file=f"plans/s-0001/{path}"))
    assert found is not None
    assert found.told[0].path == expected, because


def test_nothing_of_homes_is_on_a_page_that_all_homes_read() -> None:
    assert work("en", file(HOME, kind="learner"), agreed_by=(FAMILY,)) is None


def test_peoples_words_are_no_markup_and_numbers_run_their_own_way() -> None:
    found = written(requests=("!12",), proposed_by=("t-0001",))
    (page,) = changes(picture(written=(found,), history="whole"), words_in("ar"))
    html = html_of(page, words_in("ar"))
    assert "<b>" not in html
    assert "\u2068!12\u2069" in html


def test_what_is_only_claimed_is_said_to_be() -> None:
    def notes(*agreed: Claim) -> tuple[str, ...]:
        (page,) = changes(picture(written=(written(agreed_by=agreed),), history="whole"), words_in("en"))
        assert isinstance(page.content, ChangesPage)
        return page.content.notes

    assert notes() == ()
    assert "It is their word; the signed paper" in notes(FAMILY)[0]


def test_words_of_old_days_are_folded_up_with_the_rest() -> None:
    old = replace(written(), day=DAY - timedelta(days=90))
    (page,) = changes(picture(written=(written(), old), history="whole"), words_in("en"))
    assert isinstance(page.content, ChangesPage)
    assert [day.day_iso for day in page.content.days] == ["2026-11-12"]
    assert [(month.month, month.many) for month in page.content.months] == [("August 2026", "1 entry")]


def test_titles_are_words_of_people() -> None:
    found = work()
    assert found is not None
    assert any(isinstance(part, RichText) for part in found.told[0].title)
