"""The turn of a year: the table that teachers edit says the same when it comes back; days keep their weekday."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.year.answers import Answer, Line, Unreadable, answers_in, table_text
from generator.editing.year.calendar_next import next_year
from generator.load.frozen import digests_of, frozen_years
from generator.load.learner_folders import LearnerFolder
from tests.history import write

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30).map(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(("continue", "close", "drop", "ask", "stay")), WORDS, WORDS, st.none() | st.dates())
def test_an_answer_comes_back_as_it_went_out(becomes: str, outcome: str, title: str, due: date | None) -> None:
    row = Line(learner="s-0001", about="g1", becomes=becomes, due=due, outcome=outcome, why="=1+1", title=title)
    text = table_text((row,))
    assert not any(part.startswith("=") for part in text.replace('"', "").split(",")), "no cell is a formula"
    assert answers_in(text.encode()) == {("s-0001", "g1"): Answer(becomes=becomes, due=due, outcome=outcome or None)}


def test_an_empty_answer_asks_and_every_wrong_row_is_named() -> None:
    assert answers_in(b"learner;about;becomes\ns-0001;g1;\n") == {("s-0001", "g1"): Answer(becomes="ask")}
    with pytest.raises(Unreadable, match=r"row 2: .* row 4: "):
        answers_in(b"learner,about,becomes\ns-0001,g1,x\ns-0001,g2,drop\ns-0001,x,drop\n")


@pytest.mark.parametrize(
    ("table", "said", "because"),
    [
        (b"learner,about\ns-0001,g1\n", "no column becomes", "a column is lacking"),
        (b"learner,about,becomes\ns-0001,g1,go on\n", "row 2: 'go on' is none of continue", "no such fate"),
        (b"learner,about,becomes\ns-0001,goal 1,drop\n", "row 2: 'goal 1' is neither", "nothing of that name"),
    ],
)
def test_what_nobody_can_do_is_told(table: bytes, said: str, because: str) -> None:
    with pytest.raises(Unreadable) as told:
        answers_in(table)
    assert said in str(told.value), because


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_day_a_year_later_keeps_its_weekday(day: date) -> None:
    later = next_year(day)
    assert later.weekday() == day.weekday()
    assert abs((later - day) - timedelta(days=365)) <= timedelta(days=6)


@pytest.mark.parametrize(
    ("file", "content", "same", "because"),
    [
        ("plan.yml", b"learner: s-0001\r\nstatus: archived\r\n", True, "git may change the ends of lines on its way"),
        ("plan.yml", b"learner: s-0001\nstatus: archived\nfrozen: {on: 2027-08-20, files: {}}\n", True, "the digests"),
        ("plan.yml", b"frozen:\n  files:\n    plan.yml: x\nlearner: s-0001\nstatus: archived\n", True, "laid out"),
        ("plan.yml", b"learner: s-0001\nstatus: active\n", False, "another status is another plan"),
        ("goals/g1.yml", b"id: g1\nstatus: reached\n", False, "a goal was changed"),
        ("goals/g2.yml", b"id: g2\n", False, "a goal was added"),
        ("issued.yml", b"issued: []\n", True, "what was sent home may be corrected"),
    ],
)
def test_what_the_digests_of_a_year_are_of(file: str, content: bytes, same: bool, because: str) -> None:
    year = {"plan.yml": b"learner: s-0001\nstatus: archived\n", "goals/g1.yml": b"id: g1\n"}
    before, now = digests_of(year), digests_of(year | {file: content})
    differing = [name for name in before.keys() | now.keys() if before.get(name) != now.get(name)]
    assert differing == ([] if same else [file]), because


def test_only_years_that_say_so_are_frozen(tmp_path: Path) -> None:
    write(tmp_path, "plans/s-0001/2026-27/plan.yml", "status: archived\nfrozen: {on: 2027-08-20, files: {}}\n")
    write(tmp_path, "plans/s-0001/2027-28/plan.yml", "status: active\n")
    assert list(frozen_years(tmp_path, LearnerFolder(learner="s-0001"))) == ["2026-27"]
