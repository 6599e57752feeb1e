"""How a plan changed and who agreed: what records date, what git knows of files, and what must not be told."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.change import Agreed, Change, Edited, GoalBegun, GoalReached, LevelSaid, SentHome
from generator.model.joined import picture_of
from generator.problem import Place
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.history import FileChange, FileDid, History
from generator.records.issued import Issued
from generator.records.plan import Approval, Conference, Notice, Review
from generator.records.redaction import Redaction
from generator.records.support import Support, SupportDecision
from tests.generator.model.made import (
    HERE,
    ON,
    REF,
    commons,
    confirmed,
    day,
    follows,
    goal,
    judgement,
    pathway,
    piece,
    plan,
    records,
    requirement,
    said,
    year,
)

FOLDER = "plans/s-0001"
WAY = pathway(requirement("compare", REF))


def place(path: str) -> Place:
    return Place(f"{FOLDER}/{path}")


def changes_in(known: LearnerRecords, *files: FileChange, on: date = ON) -> tuple[Change, ...]:
    history = History(changes=files, known="whole")
    return picture_of(known, commons(pathways=(WAY,)), {}, on, changes=history).changes


def told(*changes: Change) -> list[str]:
    return [f"{change.day:%m-%d} {name_of(change)}" for change in changes]


def name_of(change: Change) -> str:
    what = change.what
    if not isinstance(what, Edited):
        return type(what).__name__
    return f"{what.thing.about} {what.thing.id or ''} {what.did}".replace("  ", " ")


def file(path: str, did: FileDid = "added", on: str = "10-01") -> FileChange:
    return FileChange(day=day(on), did=did, path=path)


def approval(on: str, **changes: Any) -> Approval:
    usual: dict[str, Any] = {"covers": ("plan",), "role": "student", "method": "paper", "place": HERE}
    return Approval(on=day(on), **(usual | changes))


def issued(number: int, on: str, edition: str = "own-en-phone", how: Literal["handed", "mailed"] = "handed") -> Issued:
    return Issued(
        term="fall",
        edition=edition,
        number=number,
        on=day(on),
        how=how,
        digest="0" * 64,
        content="0" * 64,
        corrects=number - 1 or None,
        place=HERE,
    )


def in_plan(**changes: Any) -> LearnerRecords:
    return records(years=(year(plan(**changes)),))


def with_goal(**changes: Any) -> LearnerRecords:
    aim = goal("g1", REF, place=place("2026-27/goals/g1.yml"), **changes)
    return records(years=(year(plan(place=place("2026-27/plan.yml")), aim),))


def support(**changes: Any) -> LearnerRecords:
    help_ = Support(id="cards", what=said("Cards"), start=day("09-14"), place=place("supports/cards.yml"))
    return records(supports=(replace(help_, **changes),))


def talk(on: str) -> LearnerRecords:
    held = Conference(on=day(on), kind="check_in", place=place(f"2026-27/conferences/2026-{on}.yml"))
    return records(years=(PlanYear(plan=plan(), goals=(), conferences=(held,)),))


@pytest.mark.parametrize(
    ("known", "expected", "because"),
    [
        (records(), [], "nothing has happened"),
        (in_plan(approvals=(approval("09-10"),)), ["09-10 Agreed"], "a yes"),
        (in_plan(notices=(Notice(on=day("09-11"), method="phone", place=HERE),)), ["09-11 FamilyTold"], "was told"),
        (
            in_plan(reviews=(Review(due=day("11-13"), held_on=day("11-12"), place=HERE),)),
            ["11-12 Reviewed"],
            "on the day it was held, not when it was due",
        ),
        (in_plan(reviews=(Review(due=day("11-13"), place=HERE),)), [], "a review that nobody held"),
        (in_plan(reached=(confirmed("10-05"),)), ["10-05 LevelSaid"], "a confirmation"),
        (in_plan(judgements=(judgement("10-06", 2),)), ["10-06 LevelSaid"], "a decision"),
        (in_plan(pathways=(follows(start="09-14"),)), ["09-14 PathwayBegun"], "a pathway"),
        (with_goal(), ["09-07 GoalBegun"], "a goal"),
        (with_goal(start=day("12-01")), [], "a goal that begins next month"),
        (talk("10-15"), ["10-15 Talked"], "a conversation"),
        (support(), ["09-14 SupportBegun"], "help"),
        (
            support(
                decisions=(
                    SupportDecision(on=day("10-20"), decide="end", by="t-0001", reason=said("done"), place=HERE),
                )
            ),
            ["10-20 SupportDecided", "09-14 SupportBegun"],
            "newest first",
        ),
    ],
)
def test_what_records_date_is_told(known: LearnerRecords, expected: list[str], because: str) -> None:
    assert told(*changes_in(known)) == expected, because


def test_a_goal_reached_is_told_on_the_day_it_was() -> None:
    known = replace(with_goal(), evidence=(piece("a", "10-01", 3), piece("b", "10-09", 3)))
    assert told(*changes_in(known)) == ["10-01 GoalReached", "09-07 GoalBegun"]


@pytest.mark.parametrize(
    ("path", "expected", "because"),
    [
        ("learner.yml", ["10-01 profile added"], "facts about the learner"),
        ("2026-27/plan.yml", ["10-01 plan 2026-27 added"], "the plan of a year"),
        ("2026-27/goals/g7.yml", ["10-01 goal added"], "a goal that is there no longer: nothing names it"),
        ("evidence/2026-10-01-a.yml", ["10-01 evidence added"], "evidence that is there no longer"),
        ("supports/cards.yml", ["10-01 support added"], "help"),
        ("2026-27/conferences/2026-10-15.yml", ["10-01 conversation added"], "notes of a conversation"),
        ("2026-27/issued.yml", [], "tells its days itself"),
        ("staff/notes.yml", [], "not for families, even if a reader should hand it on"),
        ("redactions.yml", [], "what is withheld is not hinted at"),
    ],
)
def test_what_files_are_about(path: str, expected: list[str], because: str) -> None:
    assert told(*changes_in(records(), file(path))) == expected, because


def test_titles_are_those_of_today_and_of_what_is_known_on_the_day() -> None:
    where = place("evidence/2026-10-01-a.yml")
    known = records(
        piece("early", "10-01", 3, place=where),
        piece("late", "11-10", 3, place=where),
        piece("next", "12-01", 3, place=where),
    )
    path = "evidence/2026-10-01-a.yml"
    found = changes_in(known, file(path, "changed", "11-12"), file(path, "added", "10-02"))
    assert [
        (change.day, change.what.thing.id, change.what.did) for change in found if isinstance(change.what, Edited)
    ] == [(day("11-12"), "early", "changed"), (day("11-12"), "late", "changed"), (day("10-02"), "early", "added")]


@pytest.mark.parametrize(
    ("known", "path", "on", "because"),
    [
        (with_goal(start=day("10-01")), "2026-27/goals/g1.yml", "10-01", "the goal that begins that day"),
        (talk("10-15"), "2026-27/conferences/2026-10-15.yml", "10-15", "the notes of that day's conversation"),
        (support(start=day("10-01")), "supports/cards.yml", "10-01", "the help that begins that day"),
    ],
)
def test_a_file_that_brings_what_begins_that_day_is_not_told_twice(
    known: LearnerRecords, path: str, on: str, because: str
) -> None:
    assert len(changes_in(known, file(path, on=on))) == 1, because
    assert len(changes_in(known, file(path, "changed", on))) == 2, "an edit is news of its own"


def edits_in(known: LearnerRecords, *files: FileChange) -> list[Change]:
    return [change for change in changes_in(known, *files) if isinstance(change.what, Edited)]


DIDS: tuple[FileDid, ...] = ("added", "changed", "removed")
PIECE = "evidence/2026-10-01-photo.yml"


@pytest.mark.parametrize(
    ("redaction", "path", "because"),
    [
        ({"path": PIECE}, PIECE, "the file is named"),
        ({"path": f"{FOLDER}/{PIECE}"}, PIECE, "named from the school's folder"),
        ({"evidence": "photo"}, PIECE, "all that the file holds is redacted"),
        ({"evidence": "gone"}, "evidence/2026-09-01-gone.yml", "a file that is gone and was called like the piece"),
        ({"path": "2026-27/goals/g1.yml"}, "2026-27/goals/g1.yml", "a goal"),
    ],
)
def test_what_is_redacted_leaves_no_trace(redaction: Any, path: str, because: str) -> None:
    known = replace(with_goal(start=day("12-01")), evidence=(piece("photo", "10-01", 3, place=place(PIECE)),))
    withheld = Redaction(by="t-0001", on=day("11-19"), reason_code="other-child", place=HERE, **redaction)
    assert edits_in(known, file(path)) != [], "told as long as nobody redacts it"
    for did in DIDS:
        assert edits_in(replace(known, redactions=(withheld,)), file(path, did)) == [], because


def test_who_agreed_to_which_words() -> None:
    agreed = plan(
        approvals=(
            approval("09-10", text_code=None),
            approval("09-11", role="teacher", person="t-0001", text_code="0000-0000"),
            approval("09-12", role="teacher", person="t-0001", covers=("plan", "g1"), text_code="0000-0000"),
        )
    )
    found = [
        each.what
        for each in changes_in(records(years=(year(agreed, goal("g1", REF)),)))
        if isinstance(each.what, Agreed)
    ]
    assert [(each.current, each.renewed, len(each.goals)) for each in found] == [
        (False, False, 1),
        (False, True, 0),
        (None, False, 0),
    ]


def test_what_went_home_is_told_by_day_term_and_way_and_apart_where_it_corrects() -> None:
    sent = (
        issued(1, "11-10"),
        issued(1, "11-10", "own-en-conference"),
        issued(1, "11-10", "home-2-es-phone", "mailed"),
        issued(2, "11-16"),
    )
    known = records(years=(replace(year(), issued=sent),))
    found = changes_in(known)
    assert [(f"{each.day:%m-%d}", len(each.what.issued)) for each in found if isinstance(each.what, SentHome)] == [
        ("11-16", 1),
        ("11-10", 2),
        ("11-10", 1),
    ]


def test_of_one_day_words_of_people_come_before_edits_of_files() -> None:
    known = with_goal(start=day("10-01"))
    agreed = replace(known.years[0].plan, approvals=(approval("10-01"),), reached=(confirmed("10-01"),))
    known = replace(known, years=(replace(known.years[0], plan=agreed),))
    found = changes_in(known, file("learner.yml"), file("2026-27/plan.yml"), file("2026-27/goals/g1.yml", "changed"))
    kinds = [Agreed, LevelSaid, GoalReached, GoalBegun, Edited, Edited, Edited]
    assert [type(each.what) for each in found] == kinds
    assert told(*found)[-3:] == ["10-01 plan 2026-27 added", "10-01 goal g1 changed", "10-01 profile added"]


DAYS = st.dates(min_value=date(2026, 9, 1), max_value=date(2027, 6, 1))
PATHS = st.sampled_from(
    ("learner.yml", "2026-27/goals/g1.yml", "2026-27/goals/g2.yml", PIECE, "staff/notes.yml", "x.yml")
)
FILES = st.lists(
    st.builds(lambda on, did, path: FileChange(day=on, did=did, path=path), DAYS, st.sampled_from(DIDS), PATHS),
    max_size=12,
)


@given(FILES, st.lists(DAYS, max_size=4), DAYS)
def test_nothing_later_than_the_day_is_told_and_days_run_backwards(
    files: list[FileChange], agreed: list[date], on: date
) -> None:
    said_yes = tuple(replace(approval("09-01"), on=each) for each in agreed)
    known = replace(with_goal(), evidence=(piece("photo", "10-01", 3, place=place(PIECE)),))
    known = replace(
        known, years=(replace(known.years[0], plan=plan(approvals=said_yes, place=place("2026-27/plan.yml"))),)
    )
    found = changes_in(known, *files, on=on)
    assert all(change.day <= on for change in found)
    assert list(found) == sorted(found, key=lambda change: change.day, reverse=True)
    later = changes_in(known, *files, on=date(2027, 6, 11))
    assert {change.day for change in found} <= {change.day for change in later}
