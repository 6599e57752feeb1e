"""What lay with the wrong child: no trace of it, however it was moved; and what is no such thing is told."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.load.history.past import past_of
from generator.load.history.told import history_of
from generator.load.history.unsaid import texts_in
from generator.problem import Place
from generator.records.commons import LearnerRecords
from generator.records.redaction import Redaction
from tests.generator.model.made import piece, records
from tests.history import begun, committed, git, write

WRONG, RIGHT, THIRD = "plans/s-0001", "plans/class-oak/s-0002", "plans/s-0003"
KITE, OWN = "evidence/2026-10-09-kite.yml", "evidence/2026-10-02-own.yml"
TEXT = (
    "  - id: kite\n    title: Kite of newspaper\n    kind: performance\n    assessed_on: 2026-10-09\n"
    "    feedback: Its tail was the longest of all that day.\n"
)
REWRITTEN = (
    "evidence:\n  - {id: flying, title: A thing that flies, kind: portfolio, assessed_on: 2026-10-10,\n"
    '     feedback: "Its tail was the longest of\n       all that day. Well done.", assessor: t-0001}\n'
)
MINE = "  - {id: own, title: My own drawing, kind: performance, assessed_on: 2026-10-02, feedback: A clear line.}\n"
WORDS = ("kite", "newspaper", "tail", "flies", "flying")


def yaml(*pieces: str) -> str:
    return "evidence:\n" + "".join(pieces)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The piece was filed with the wrong child on the 9th, and its feedback was corrected there a day later."""
    for folder in (WRONG, RIGHT, THIRD):
        write(tmp_path, f"{folder}/learner.yml", f"learner: {folder[-6:]}\n")
    write(tmp_path, f"{WRONG}/{OWN}", yaml(MINE))
    begun(tmp_path, "2026-10-01")
    write(tmp_path, f"{WRONG}/{KITE}", yaml(TEXT.replace("longest", "longer")))
    committed(tmp_path, "2026-10-09")
    write(tmp_path, f"{WRONG}/{KITE}", yaml(TEXT))
    committed(tmp_path, "2026-10-10")
    return tmp_path


def past_in_words(school: Path, learner: str = "s-0001", **held: LearnerRecords) -> str:
    past = past_of(school)
    known = held.get("known") or records(folder=f"plans/{learner}")
    with past.texts() as texts:
        changes = history_of(past.of(learner, texts), "America/New_York", known).changes
    said = (text for each in changes if each.revision for side in values(each.revision) for text in texts_in(side))
    return "\n".join((*(f"{each.did} {each.path}" for each in changes), *said))


def values(revision: object) -> tuple[object, ...]:
    fields = getattr(revision, "fields", ())
    sides = (getattr(revision, "before", None), getattr(revision, "after", None))
    return (*sides, *(side for each in fields for side in (each.entry, each.before, each.after)))


def gone(school: Path) -> None:
    (school / WRONG / KITE).unlink()


def moved(school: Path) -> None:
    gone(school)
    write(school, f"{RIGHT}/{KITE}", yaml(TEXT))


def moved_under_another_name(school: Path) -> None:
    gone(school)
    write(school, f"{RIGHT}/evidence/2026-10-09-x.yml", yaml(MINE.replace("own", "x"), TEXT))


def rewritten(school: Path) -> None:
    gone(school)
    write(school, f"{RIGHT}/evidence/2026-10-10-flying.yml", REWRITTEN)


def copied_then_taken_away(school: Path) -> None:
    write(school, f"{RIGHT}/{KITE}", yaml(TEXT))
    committed(school, "2026-10-12")
    gone(school)


def taken_away_then_typed_again(school: Path) -> None:
    gone(school)
    committed(school, "2026-10-12")
    write(school, f"{RIGHT}/evidence/2026-10-10-flying.yml", REWRITTEN)


def through_a_third(school: Path) -> None:
    shutil.move(school / WRONG / KITE, school / THIRD / "learner-kite.yml")
    (school / THIRD / "evidence").mkdir()
    shutil.move(school / THIRD / "learner-kite.yml", school / THIRD / KITE)
    committed(school, "2026-10-12")
    (school / RIGHT / "evidence").mkdir()
    shutil.move(school / THIRD / KITE, school / RIGHT / KITE)


def by_a_merge(school: Path) -> None:
    git(school, "checkout", "--quiet", "-b", "entry")
    copied_then_taken_away(school)
    committed(school, "2026-10-12")
    git(school, "checkout", "--quiet", "main")
    git(school, "merge", "--quiet", "--no-ff", "--no-edit", "entry")


def by_a_squash(school: Path) -> None:
    git(school, "checkout", "--quiet", "-b", "entry")
    taken_away_then_typed_again(school)
    committed(school, "2026-10-12")
    git(school, "checkout", "--quiet", "main")
    git(school, "merge", "--quiet", "--squash", "entry")


def into_staff_notes(school: Path) -> None:
    gone(school)
    write(
        school,
        f"{RIGHT}/staff/n.yml",
        "notes:\n  - {on: 2026-10-09, text: Its tail was the longest of all that day.}\n",
    )


def moved_and_then_lost_there_too(school: Path) -> None:
    moved(school)
    committed(school, "2026-10-12")
    (school / RIGHT / KITE).unlink()


WAYS = (
    (moved, "the file"),
    (moved_under_another_name, "the piece, by its id, into a file with others"),
    (rewritten, "its words, with another id and title, wrapped and quoted in another way"),
    (copied_then_taken_away, "there first, then gone from here"),
    (taken_away_then_typed_again, "gone first, typed again days later"),
    (through_a_third, "by way of somebody else"),
    (by_a_merge, "in a branch that was merged"),
    (by_a_squash, "in a branch that was squashed"),
    (into_staff_notes, "into notes of staff about the right child"),
    (moved_and_then_lost_there_too, "it need not be there today"),
)


@pytest.mark.parametrize(("way", "because"), WAYS)
def test_no_trace_stays_with_the_wrong_child(school: Path, way: Callable[[Path], None], because: str) -> None:
    before = past_in_words(school)
    assert all(word in before for word in WORDS[:3])
    way(school)
    committed(school, "2026-10-20")
    told = past_in_words(school)
    assert [word for word in WORDS if word in told] == [], because
    assert "My own drawing" in told, "what is the child's own is told"


def test_the_right_child_has_it(school: Path) -> None:
    moved(school)
    committed(school, "2026-10-20")
    assert "newspaper" in past_in_words(school, "s-0002")


def test_who_lost_it_by_mistake_and_has_it_again_is_told_of_it(school: Path) -> None:
    moved(school)
    committed(school, "2026-10-12")
    shutil.move(school / RIGHT / KITE, school / WRONG / KITE)
    committed(school, "2026-10-20")
    known = records(piece("kite", "10-09", place=Place(f"{WRONG}/{KITE}")), folder=WRONG)
    assert "newspaper" in past_in_words(school, known=known)
    assert "newspaper" not in past_in_words(school, "s-0002")


def test_a_piece_among_others_goes_without_the_others(school: Path) -> None:
    write(school, f"{WRONG}/{KITE}", yaml(TEXT, MINE.replace("own", "other")))
    committed(school, "2026-10-11")
    write(school, f"{WRONG}/{KITE}", yaml(MINE.replace("own", "other")))
    write(school, f"{RIGHT}/{KITE}", yaml(TEXT))
    committed(school, "2026-10-20")
    told = past_in_words(school)
    assert [word for word in WORDS if word in told.replace("2026-10-09-kite", "")] == []
    assert "My other drawing" in told


def test_words_of_another_child_leave_a_profile(school: Path) -> None:
    for words in ("    - Wears a hearing aid in the left ear.\n", ""):
        needs = f"profile:\n  needs:\n{words}    - Likes short instructions, one at a time, please.\n"
        write(school, f"{WRONG}/learner.yml", f"learner: s-0001\n{needs}")
        if not words:
            needs = "profile:\n  needs: [Wears a hearing aid in the left ear.]\n"
            write(school, f"{RIGHT}/learner.yml", f"learner: s-0002\n{needs}")
        committed(school, "2026-10-20" if words else "2026-10-21")
    told = past_in_words(school)
    assert "hearing" not in told
    assert "short instructions" in told


def test_what_a_class_was_given_and_one_lost_is_told(school: Path) -> None:
    """Five had the same quiz; one was taken away again. A sixth wrote it a week later, as those who were ill do."""
    quiz = TEXT.replace("kite", "quiz").replace("Kite of newspaper", "Quiz 3")
    everybody = [f"plans/class-elm/s-01{number:02}" for number in range(5)]
    for folder in (WRONG, *everybody):
        write(school, f"{folder}/evidence/2026-10-12-quiz.yml", yaml(quiz))
    committed(school, "2026-10-12")
    (school / WRONG / "evidence/2026-10-12-quiz.yml").unlink()
    committed(school, "2026-10-14")
    write(school, f"{RIGHT}/evidence/2026-10-12-quiz.yml", yaml(quiz))
    committed(school, "2026-10-20")
    assert "removed evidence/2026-10-12-quiz.yml" in past_in_words(school)


def test_a_file_of_the_same_name_that_came_later_is_told(school: Path) -> None:
    moved(school)
    committed(school, "2026-10-12")
    write(school, f"{WRONG}/{KITE}", yaml(MINE.replace("own", "my-flight").replace("drawing", "flight")))
    committed(school, "2026-10-20")
    told = past_in_words(school)
    assert "flight" in told
    assert "newspaper" not in told
    assert "removed" not in told


def test_a_goal_of_the_catalogue_that_one_lost_and_another_was_given_is_told(school: Path) -> None:
    words = "I can say why the parts of a whole get smaller."
    write(school, "frameworks/catalogue/goals.yml", f"goals:\n  - {{id: parts, i_can: {words}}}\n")
    goal = f"id: g1\nfrom: parts\ni_can: {words}\n"
    for folder in (WRONG, RIGHT):
        write(school, f"{folder}/2026-27/goals/g1.yml", goal)
        committed(school, "2026-10-12")
    (school / WRONG / "2026-27/goals/g1.yml").unlink()
    committed(school, "2026-10-20")
    told = past_in_words(school)
    assert "removed 2026-27/goals/g1.yml" in told
    assert words in told


def test_what_a_redacted_commit_brought_is_not_told_by_its_name_when_it_goes(school: Path) -> None:
    commit = git(school, "rev-parse", "HEAD~1")  # the kite came by it
    gone(school)
    committed(school, "2026-10-12")
    redacted = Redaction(commit=commit, by="t-0001", on=date(2026, 11, 1), reason_code="x", place=Place(""))
    told = past_in_words(school, known=records(folder=WRONG, redactions=(redacted,)))
    assert not [word for word in WORDS if word in told.casefold()]
    assert "own" in told, "all else is told"
