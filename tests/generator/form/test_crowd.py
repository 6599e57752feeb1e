"""Several people at one desk at the same time. How long it takes is measured by `python -m tests.form_load`."""

from pathlib import Path
from signal import SIGKILL
from threading import Timer

import pytest

from tests.form_load.crowd import NOBODY_ANSWERED, Crowd, at_work, desk_for, lost, staffed_school
from tests.history import git

pytestmark = pytest.mark.wire

PEOPLE = 8


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    school = tmp_path_factory.mktemp("crowd") / "school"
    return school, staffed_school(school, learners=30, people=PEOPLE)


def test_of_eight_people_who_save_at_once_nobody_loses_a_word(
    staffed: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    school, people = staffed
    with desk_for(school, tmp_path) as desk:
        crowd = Crowd(school=school, port=desk.port, people=people, saves=2, pause=0)
        day = at_work(crowd)
    assert [saved.status for saved in day] == [200] * 2 * PEOPLE
    assert lost(crowd, day) == ()
    assert "mistake" not in (tmp_path / "desk.log").read_text()


def test_when_the_desk_is_cut_off_in_the_middle_what_was_answered_is_saved_and_the_rest_is_still_typed(
    staffed: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    school, people = staffed
    with desk_for(school, tmp_path) as desk:
        Timer(0.6, desk.process.kill).start()
        crowd = Crowd(school=school, port=desk.port, people=people, saves=50, pause=0)
        day = at_work(crowd)
    assert desk.process.returncode == -SIGKILL
    assert lost(crowd, day) == ()
    git(school, "fsck", "--strict", "--connectivity-only")
    for each in day:
        if each.status == NOBODY_ANSWERED:
            typed = "".join(file.read_text() for file in (school / ".git/pathbook/drafts" / each.person).glob("*.json"))
            written = git(school, "log", "-p", "--format=", f"--branches=entry/{each.person}/*")
            assert each.words in typed or each.words in written, "saved without an answer, or still a draft"
