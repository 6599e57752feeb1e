"""Who is left out of a publication: only whose pages would be the same."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.checked import checked_school
from generator.load.history.past import past_of
from generator.load.withheld import NOTHING_WITHHELD
from generator.manifest import Built, Order, write_manifest
from generator.publish.keys import TEST_MASTER, folder_of
from generator.unchanged import as_they_were, marks_of
from tests.conftest import EXAMPLE_DAY
from tests.history import begun, committed, write

DAY = date.fromisoformat(EXAMPLE_DAY)


def marks(root: Path, day: date = DAY) -> Mapping[str, str]:
    order = Order(root=root, out=root / "out", access="sealed")
    school = checked_school(root, None, lambda _: day)
    past = past_of(root)
    return marks_of(
        order, school, TEST_MASTER, ((folder, past.of(folder.learner), NOTHING_WITHHELD) for folder in school.folders)
    )


@pytest.fixture
def school(tiny_school: Path) -> Path:
    begun(tiny_school)
    return tiny_school


def test_a_mark_stays_where_nothing_changes(school: Path) -> None:
    before = marks(school)
    write(school, "README.md", "no page shows it")
    write(school, "plans/.batches/b1.yml", "nor what a batch wrote")
    assert marks(school) == before


@pytest.mark.parametrize(
    ("file", "because"),
    [
        ("plans/s-0001/evidence/note.txt", "whatever lies in a learner's folder"),
        ("plans/README.md", "whatever lies in plans/ and is nobody's"),
        ("site_templates/words.txt", "the school's own templates"),
        ("frameworks/note.md", "what all share"),
        ("mkdocs.yml", "the base of every site"),
    ],
)
def test_a_mark_is_another_one_where_a_file_is(school: Path, file: str, because: str) -> None:
    before = marks(school)
    write(school, file, "something")
    assert marks(school)["s-0001"] != before["s-0001"], because


def test_a_mark_is_another_one_on_another_day(school: Path) -> None:
    assert marks(school, date(2026, 11, 21)) != marks(school)


def test_a_mark_is_another_one_where_only_the_history_is(school: Path) -> None:
    """The page of changes tells of what came and went again."""
    before, path = marks(school), "plans/s-0001/learner.yml"
    text = (school / path).read_text()
    write(school, path, f"{text}# a remark\n")
    committed(school, "2026-11-20")
    write(school, path, text)
    committed(school, "2026-11-20")
    assert marks(school)["s-0001"] != before["s-0001"]


def test_whose_site_is_gone_is_built_again(school: Path) -> None:
    order = Order(root=school, out=school / "out", access="sealed")
    order.book.mkdir(parents=True)
    now = marks(school)
    built = tuple(Built(learner=learner, problems=(), on=DAY, pages=3) for learner in now)
    write_manifest(order.book, built, frozenset(), now)
    assert not as_they_were(order, TEST_MASTER, now), "what was built lies nowhere"
    for learner in now:
        (order.sites / folder_of(TEST_MASTER, learner)).mkdir(parents=True)
    assert as_they_were(order, TEST_MASTER, now) == set(now)
    write_manifest(order.book, built, frozenset())
    assert not as_they_were(order, TEST_MASTER, now), "a build that kept no marks leaves nobody out"
