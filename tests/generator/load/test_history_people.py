"""Who wrote and who agreed, in repositories as schools have them: merges, squashes, trailers; only adults are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.load.history.past import past_of
from generator.load.history.told import history_of
from generator.load.people import load_people
from generator.records.commons import People
from generator.records.history import Claim, FileChange
from tests.generator.model.made import records
from tests.history import begun, git, write

HOME = "plans/s-0001"
PEOPLE = """
t-0001: {name: {en: Ada Example}, given: {en: Ada}, roles: [teacher], contact: {email: Ada@School.example}}
t-0002: {name: {en: Bo Example}, given: {en: Bo}, roles: [leader], contact: {email: shared@school.example}}
t-0003: {name: {en: Cy Example}, given: {en: Cy}, roles: [teacher], contact: {email: shared@school.example}}
e-0001: {name: {en: Di Example}, given: {en: Di}, roles: [teacher, learner], contact: {email: di@school.example}}
f-00011: {name: {en: Eve Home}, given: {en: Eve}, roles: [family], contact: {email: eve@home.example}}
s-0001: {name: {en: Flo Home}, given: {en: Flo}, roles: [learner]}
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    write(tmp_path, "plans/people.yml", PEOPLE)
    write(tmp_path, f"{HOME}/learner.yml", "learner: s-0001\n")
    begun(tmp_path, "2026-10-01")
    return tmp_path


def people(school: Path) -> People:
    return load_people(school, None)[0]


def newest(school: Path) -> FileChange:
    past = past_of(school, people=people(school))
    return history_of(past.of("s-0001"), "America/New_York", records()).changes[0]


def wrote(school: Path, message: str, author: str = "t-0001 <t-0001@pathbook.invalid>", path: str = "a") -> None:
    write(school, f"{HOME}/supports/{path}.yml", f"what: {message}\n")
    git(school, "add", "--all")
    git(school, "commit", "--quiet", "--message", message, "--author", author)


@pytest.mark.parametrize(
    ("author", "message", "expected", "because"),
    [
        ("t-0001 <t-0001@pathbook.invalid>", "x", ("t-0001",), "an entry of the form: by id"),
        ("Ada <ada@school.EXAMPLE>", "x", ("t-0001",), "by the address in people.yml, in whatever case"),
        ("Bo <shared@school.example>", "x", (), "an address that two people share is nobody's"),
        ("Di <di@school.example>", "x", ("e-0001",), "a teacher who also learns works at the school"),
        ("Eve <eve@home.example>", "x", (), "nobody at home is ever named"),
        ("s-0001 <s-0001@pathbook.invalid>", "x", (), "nor a learner"),
        ("t-0009 <t-0009@pathbook.invalid>", "x", (), "nor whom the list does not know"),
        (
            "Zed <zed@elsewhere.example>",
            "x\n\nCo-authored-by: Di <di@school.example>",
            ("e-0001",),
            "who helped",
        ),
        ("t-0001 <a@b.example>", "x\n\nCo-authored-by: t-0002 <x@y.example>", ("t-0001", "t-0002"), "both"),
        ("t-0001 <a@b.example>", "x\n\nCo-authored-by: Eve <eve@home.example>", ("t-0001",), "but nobody at home"),
    ],
)
def test_who_wrote_it(school: Path, author: str, message: str, expected: tuple[str, ...], because: str) -> None:
    wrote(school, message, author)
    assert newest(school).proposed_by == expected, because


def test_a_merge_is_written_by_whoever_wrote_what_it_merged(school: Path) -> None:
    """Three people's work in one branch, which fetched the line meanwhile; the leader pressed the button."""
    git(school, "checkout", "--quiet", "-b", "entry")
    wrote(school, "first", "Ada <ada@school.example>", "a")
    wrote(school, "second\n\nReviewed-by: t-0002", "e-0001 <e-0001@pathbook.invalid>", "b")
    git(school, "checkout", "--quiet", "main")
    wrote(school, "meanwhile", "t-0003 <t-0003@pathbook.invalid>", "c")
    git(school, "checkout", "--quiet", "entry")
    git(school, "merge", "--quiet", "--no-edit", "main")
    wrote(school, "third", "Ada <ada@school.example>", "b")
    git(school, "checkout", "--quiet", "main")
    merged = ("merge", "--quiet", "--no-ff", "--message", "Merge pull request #7 from entry")
    git(school, "-c", "user.name=t-0002", *merged, "entry", at="2026-11-21T10:00:00-05:00")
    past = past_of(school, people=people(school))
    told = history_of(past.of("s-0001"), "America/New_York", records()).changes
    by_path = {(f"{each.day:%m-%d}", each.path[9:-4]): (each.proposed_by, each.requests) for each in told}
    assert by_path["11-21", "a"] == (("t-0001",), ("#7",))
    assert by_path["11-21", "b"] == (("t-0001",), ("#7",)), "whoever wrote the version that came"
    assert by_path["11-20", "c"] == (("t-0003",), ())
    assert {each.agreed_by for each in told if each.requests} == {(Claim(role="school", person="t-0002"),)}


def test_who_agreed_is_told_of_this_learner_alone(school: Path) -> None:
    homes = "Acknowledged-by: Family of s-0001 (paper, 2026-11-18)\nAcknowledged-by: Family of s-0002 (phone)\n"
    homes += "Acknowledged-by: s-0001 (in person, 2026-11-18)\nAcknowledged-by: s-0002\n"
    wrote(school, f"2 goals (#4)\n\nReviewed-by: t-0002\nReviewed-by: Eve <eve@home.example>\n{homes}")
    claims = newest(school).agreed_by
    assert [(each.role, each.person, each.method) for each in claims] == [
        ("school", "t-0002", None),
        ("student", None, "in_person"),
        ("family", None, "paper"),
    ]
    told = past_of(school, people=people(school)).of("s-0001").told
    assert not any(word in told for word in (b"s-0002", b"home.example", b"Eve")), "the job hears of nobody else"


def test_what_two_people_wrote_on_one_day_is_told_of_each(school: Path) -> None:
    wrote(school, "one")
    wrote(school, "two", "t-0002 <x@y.example>")
    wrote(school, "three", "t-0002 <x@y.example>")
    past = past_of(school, people=people(school))
    told = [
        each for each in history_of(past.of("s-0001"), "America/New_York", records()).changes if "supports" in each.path
    ]
    assert [(each.did, each.proposed_by) for each in told] == [("changed", ("t-0002",)), ("added", ("t-0001",))]


def test_a_list_that_is_no_simple_file_is_searched_all_the_same(school: Path) -> None:
    wrote(school, "x", "Ada <ada@school.example>")
    plain = {id_: replace(person) for id_, person in people(school).items()}
    past = past_of(school, people=plain)
    assert history_of(past.of("s-0001"), "America/New_York", records()).changes[0].proposed_by == ("t-0001",)
