"""Several people at one desk at the same time. How long it takes is measured by `python -m tests.form_load`."""

from pathlib import Path

from tests.form_load.crowd import Crowd, at_work, desk_for, lost, staffed_school


def test_of_eight_people_who_save_at_once_nobody_loses_a_word(tmp_path: Path) -> None:
    school = tmp_path / "school"
    people = staffed_school(school, learners=30, people=8)
    with desk_for(school, tmp_path) as port:
        crowd = Crowd(school=school, port=port, people=people, saves=2, pause=0)
        day = at_work(crowd)
    assert [saved.status for saved in day] == [200] * 16
    assert lost(crowd, day) == ()
    assert "mistake" not in (tmp_path / "desk.log").read_text()
