"""Newer templates come in, and nothing that a school wrote is lost: a table of what schools do to their files."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.app import status_of
from generator.problem import ToolFailed
from generator.starter.answers import School
from generator.starter.joining import school_changes
from generator.starter.making import write_changes
from generator.starter.record import RECORD, record_in, record_text
from generator.starter.updating import joined_texts, record_at, settled_file, update_of
from tests.generator.starter.repositories import (
    DAY,
    ZONE,
    answers_for,
    cloned,
    everything_in,
    made_school,
)
from tests.history import committed, git

OLD = b"first\nsecond\nthird\nfourth\nfifth\n"
NEW = b"first\nsecond\nthird\nfourth\nfifth and newer\n"
OWN = b"first of ours\nsecond\nthird\nfourth\nfifth\n"
BOTH = b"first of ours\nsecond\nthird\nfourth\nfifth and newer\n"
CLASH = b"first\nsecond\nthird\nfourth\nfifth of ours\n"


def came(school: Path, texts: Mapping[str, bytes]) -> None:
    """These files as if `init` had written them, and committed."""
    record = record_at(school)
    for path, text in texts.items():
        (school / path).write_bytes(text)
    blobs = {path: git(school, "hash-object", "-w", path) for path in texts}
    (school / RECORD).write_bytes(record_text(replace(record, files={**record.files, **blobs})))
    committed(school)


@pytest.mark.parametrize(
    ("before", "here", "after", "fate", "stands", "beside", "because"),
    [
        (OLD, OLD, NEW, "renewed", NEW, None, "the school never touched it"),
        (OLD, OWN, NEW, "joined", BOTH, None, "each side changed other lines"),
        (OLD, CLASH, NEW, "beside", CLASH, NEW, "the same line: the school's stays, the new one lies beside"),
        (OLD, None, NEW, "away", None, None, "what the school took away stays away"),
        (OLD, NEW, NEW, None, NEW, None, "the school has it already"),
        (OLD, OWN, OLD, None, OWN, None, "nothing new came"),
        (None, None, NEW, "made", NEW, None, "a file that is new in this Pathbook"),
        (None, OWN, NEW, "beside", OWN, NEW, "the school has one of its own by that name"),
        (OLD, OLD, None, "gone", None, None, "no longer needed, and never touched"),
        (OLD, OWN, None, "left", OWN, None, "no longer needed, but the school's own words are in it"),
        (OLD, None, None, None, None, None, "gone on both sides"),
        (OLD, b"\0" + OWN, NEW, "beside", b"\0" + OWN, NEW, "pictures are not joined"),
    ],
)
def test_three_versions_of_a_file(
    school: Path,
    before: bytes | None,
    here: bytes | None,
    after: bytes | None,
    fate: str | None,
    stands: bytes | None,
    beside: bytes | None,
    because: str,
) -> None:
    if before is not None:
        came(school, {"x.md": before})
    if here is None:
        (school / "x.md").unlink(missing_ok=True)
    else:
        (school / "x.md").write_bytes(here)
    new = None if after is None else git_blob(school, after)
    settled = settled_file(school, "x.md", after, record_at(school), new)
    assert (None if settled is None else settled.fate) == fate, because
    lies = here if settled is None or settled.file != "x.md" or not settled.writes else settled.content
    assert lies == stands, because
    assert (settled.content if settled is not None and settled.file == "x.md.new" else None) == beside, because


def test_where_git_does_not_know_how_a_file_came_both_are_kept(school: Path) -> None:
    came(school, {"x.md": OLD})
    record = record_at(school)
    unknown = replace(record, files={**record.files, "x.md": git_blob(school, b"nobody holds this")})
    (school / "x.md").write_bytes(OWN)
    settled = settled_file(school, "x.md", NEW, unknown, git_blob(school, NEW))
    assert settled is not None
    assert (settled.file, settled.content) == ("x.md.new", NEW)


def git_blob(school: Path, text: bytes) -> str:
    (school / ".git/probe").write_bytes(text)
    return git(school, "hash-object", "--no-filters", ".git/probe")


LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "é", ""]), max_size=6)


@settings(max_examples=40)
@given(before=LINES, ours=LINES, theirs=LINES)
def test_no_line_that_the_school_added_is_lost(before: list[str], ours: list[str], theirs: list[str]) -> None:
    own = [f"school {number}: {line}" for number, line in enumerate(ours)]
    texts = ("\n".join(each).encode() for each in ([*own, *before], before, [*before, *theirs]))
    joined = joined_texts(*texts)
    assert joined is not None or len(before) < 2, "one end and the other do not touch"
    assert joined is None or set(own) <= set(joined.decode().splitlines()), "None: both files stay, side by side"


def brought(school: Path, *words: str) -> int:
    return status_of(["init", "--update", str(school), "--on", DAY.isoformat(), *words])


def with_older_readme(school: Path) -> bytes:
    """As if an older Pathbook had brought another README; the one of today."""
    today = (school / "README.md").read_bytes()
    came(school, {"README.md": b"# An older title\n" + today.partition(b"\n")[2] + b"A last line.\n"})
    return today


def test_an_update_keeps_what_the_school_wrote_and_happens_once(school: Path) -> None:
    today = with_older_readme(school)
    heading = b"## What lies where\n"
    own = (school / "README.md").read_bytes().replace(heading, b"Ask at the office for a key.\n\n" + heading)
    (school / "README.md").write_bytes(own)
    committed(school)
    assert brought(school, "--dry-run") == 0
    assert git(school, "status", "--porcelain") == "", "a dry run writes nothing"
    assert brought(school) == 0
    assert (school / "README.md").read_bytes() == today.replace(heading, b"Ask at the office for a key.\n\n" + heading)
    after = everything_in(school)
    assert brought(school) == 0
    assert everything_in(school) == after, "a second time changes nothing"


def test_words_of_both_sides_in_the_same_line_are_both_kept(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = with_older_readme(school)
    own = b"# Our own title\n" + (school / "README.md").read_bytes().partition(b"\n")[2]
    (school / "README.md").write_bytes(own)
    assert brought(school) == 0
    assert (school / "README.md").read_bytes() == own
    assert (school / "README.md.new").read_bytes() == today
    assert git(school, "check-ignore", "README.md.new") == "README.md.new"
    after = everything_in(school)
    capsys.readouterr()
    assert brought(school) == 0
    assert "README.md.new still lies beside" in capsys.readouterr().out
    assert everything_in(school) == after


def test_what_came_is_known_after_several_updates_in_a_clone_without_history(school: Path, tmp_path: Path) -> None:
    with_older_readme(school)
    (school / "README.md").write_bytes((school / "README.md").read_bytes().replace(b"A last line.", b"Ours."))
    assert brought(school) == 0
    committed(school)
    record = record_at(cloned(school, tmp_path / "clone"))
    assert "README.md" in record.texts, "git holds the school's file; as it came it stands in the record"
    assert set(record.texts) == {"README.md"}, "what the school left alone is not kept twice"


def test_a_school_that_moves_to_another_forge_gets_its_files(school: Path) -> None:
    (school / ".github/CODEOWNERS").write_text("* @ours\n")
    assert brought(school, "--forge", "gitlab", "--owner", "two-rivers") == 0
    files = everything_in(school)
    assert b"@two-rivers/curriculum" in files[".gitlab/CODEOWNERS"]
    assert [path for path in files if path.startswith(".github/")] == [".github/CODEOWNERS"], "only what is its own"
    assert record_at(school).answers.forge == "gitlab"


def test_the_example_goes_and_nobody_else(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brought(school, "--no-example", "--dry-run") == 0
    shown = capsys.readouterr().out
    assert "-learner: s-0000" in shown
    assert "Tess" not in shown, "no name is shown"
    assert brought(school, "--no-example") == 0
    assert "s-0000/learner.yml" in capsys.readouterr().out
    left = everything_in(school)
    assert not [path for path in left if "s-0000" in path or path.endswith("groups/example.yml")]
    names = left["plans/people.yml"].decode()
    assert "t-0001" in names
    assert "s-0000" not in names
    assert "f-00001" not in names
    assert "nvented" not in names
    assert status_of(["check", "--strict", "--root", str(school), "--on", DAY.isoformat()]) == 0
    assert brought(school, "--no-example") == 0
    assert everything_in(school) == left
    assert brought(school, "--example") == 2


def test_a_learner_made_of_the_example_stays(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = school / "plans/example/s-0000/learner.yml"
    file.write_text("\n".join(line for line in file.read_text().splitlines() if "Invented" not in line) + "\n")
    before = everything_in(school)
    assert brought(school, "--no-example") == 3
    assert "no longer says that s-0000 is invented" in capsys.readouterr().err
    assert everything_in(school) == before


def test_others_in_the_group_of_the_example_stay_in_it(school: Path) -> None:
    group = school / "plans/groups/example.yml"
    group.write_text(group.read_text().replace("members:\n", "members:\n  - {learner: s-0001}\n"))
    assert brought(school, "--no-example") == 0
    assert "s-0001" in group.read_text()
    assert "s-0000" not in group.read_text()


def test_a_school_joins_a_district(tmp_path: Path, somebody: None) -> None:
    one = (School(folder="north", name="North"),)
    district = made_school(tmp_path / "district", answers_for(name="Two Rivers", schools=one))
    before = everything_in(district)
    assert brought(district, "--school", "south=South School", "--timezone", ZONE) == 0
    after = everything_in(district)
    assert status_of(["check", "--strict", "--root", str(district / "south"), "--on", DAY.isoformat()]) == 0
    assert b"/south/plans/" in after[".github/CODEOWNERS"]
    assert {path: text for path, text in after.items() if path.startswith("north/")} == {
        path: text for path, text in before.items() if path.startswith("north/")
    }


def test_one_schools_repository_takes_no_second_one(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brought(school, "--school", "south") == 2
    assert "one school's" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda text: None, "no repository that pathbook init made"),
        (lambda text: b"<<<<<<< ours\n" + text, "cannot be read"),
        (lambda text: b"[]", "cannot be read"),
        (lambda text: text.replace(b'"github"', b'"sourceforge"'), "cannot be read"),
        (lambda text: text.replace(b'"pathbook": "', b'"pathbook": "99.'), "install the newer one"),
    ],
)
def test_a_record_that_does_not_fit_is_said_and_nothing_is_written(
    school: Path, capsys: pytest.CaptureFixture[str], broken: Callable[[bytes], bytes | None], why: str
) -> None:
    text = broken((school / RECORD).read_bytes())
    (school / RECORD).unlink() if text is None else (school / RECORD).write_bytes(text)
    before = everything_in(school)
    assert brought(school) == 3
    assert why in capsys.readouterr().err
    assert everything_in(school) == before


def test_a_record_says_what_was_written(school: Path) -> None:
    record = record_at(school)
    assert record_in(record_text(record)) == record
    assert json.loads(record_text(record))["about"]


def test_a_file_named_outside_the_repository_is_never_touched(school: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(OLD)
    record = record_at(school)
    blob = git_blob(school, OLD)
    update = update_of(school, replace(record, files={**record.files, "../mine": blob}), record.answers)
    with pytest.raises((ToolFailed, ValueError), match="outside the school"):
        write_changes(school, update.changes)
    assert (tmp_path / "mine").read_bytes() == OLD
    assert school_changes(school, record.answers, record.answers, DAY, ZONE) == ()
