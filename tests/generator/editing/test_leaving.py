"""Who leaves while a file of theirs is not as it should be: told in words, whatever stands there."""

from datetime import date
from pathlib import Path

import pytest

from generator.editing.year.handed_on import Farewell
from generator.editing.year.leaving import places_of
from generator.yamltext.splice import Refused
from tests.history import write

LEAVE = Farewell(person="t-0001", last_day=date(2026, 11, 20), successor="t-0002", codes={})
PLAN, LEARNER = "plans/s-0001/2026-27/plan.yml", "plans/s-0001/learner.yml"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (PLAN, "status: {by: t-0001}\n"),
        (PLAN, "reviews: t-0001\n"),
        (LEARNER, "team: [t-0001]\n"),
        (LEARNER, "team: [{role: t-0001}]\n"),
        ("plans/s-0001/2026-27/conferences/a.yml", "led_by: t-0001\non: soon\n"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_named(file: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, file, text)
    with pytest.raises(Refused, match=f"{file}: it is not written as such a file is"):
        places_of(tmp_path, LEAVE)
