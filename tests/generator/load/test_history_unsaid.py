"""What is told of a revision that holds something that must not be told."""

from datetime import date

import pytest

from generator.load.history.unsaid import Unsaid, said_of, without_redacted
from generator.load.revisions.files import revision_of
from generator.problem import Place
from generator.records.redaction import Redaction
from generator.records.revision import FileRevision

FOLDER = "plans/s-0001"
GOAL, PIECES = f"{FOLDER}/2026-27/goals/g1.yml", f"{FOLDER}/evidence/2026-10-01-a.yml"
ONE = "  - {id: one, title: First, kind: observation, assessed_on: 2026-10-01}\n"
TWO = "  - {id: two, title: Second, kind: observation, files: [{path: two.png, alt: A kite}]}\n"
THREE, FOUR = (ONE.replace("one", each) for each in ("three", "four"))


def revision(file: str, before: str | None, after: str | None) -> FileRevision:
    old, new = (None if text is None else text.encode() for text in (before, after))
    found = revision_of(file, old, new)
    assert found is not None
    return found


def told(found: FileRevision | None) -> list[tuple[str, object, object]] | None:
    return None if found is None else [(each.did, each.before, each.after) for each in found.fields]


def holds_secret(text: str) -> bool:
    return "secret" in text


@pytest.mark.parametrize(
    ("before", "after", "expected", "because"),
    [
        ("a", "b", [("changed", "a", "b")], "nothing of the kind"),
        ("a secret", "b", [("set", None, "b")], "what is right is told without what was wrong"),
        ("a", "a secret", None, "what is wrong is not told, nor that it took the place of something"),
        ("a secret", "another secret", None, "neither of both"),
        ("a secret", None, None, "nor that it went"),
        (None, "a secret", None, "nor that it came"),
    ],
)
def test_a_text(before: str | None, after: str | None, expected: object, because: str) -> None:
    sides = (f"id: g1\n{'' if text is None else f'why: {text}'}\n" for text in (before, after))
    found = said_of(revision(GOAL, *sides), Unsaid(holds=holds_secret))
    assert told(found) == expected, because
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("before", "after", "expected", "because"),
    [
        (None, ONE + TWO, ["one"], "a file that came"),
        (ONE, ONE + TWO, None, "a piece that came into a file"),
        (ONE + TWO, ONE, None, "one that went"),
        (None, TWO, None, "a file of nothing else"),
        (ONE + TWO, TWO + ONE, None, "in another order"),
        (ONE + TWO + THREE + FOUR, FOUR + THREE + ONE + TWO, None, "all in another order"),
        (ONE + TWO, ONE.replace("First", "1st") + TWO.replace("Second", "2nd"), ["one"], "both changed"),
    ],
)
def test_a_redacted_piece(before: str | None, after: str | None, expected: object, because: str) -> None:
    sides = (None if text is None else f"evidence:\n{text}" for text in (before, after))
    redacted = Redaction(evidence="two", by="t-0001", on=date(2026, 11, 1), reason_code="x", place=Place(""))
    found = without_redacted(revision(PIECES, *sides), (redacted,))
    assert (None if found is None else [each.entry[0] for each in found.fields]) == expected, because
    assert not any(word in repr(found) for word in ("two", "Second", "2nd", "kite"))


OTHER_CLASS = "plans/class-b/s-0001/evidence/2026-10-01-a.yml"


@pytest.mark.parametrize("path", ["evidence/2026-10-01-a.yml", PIECES, OTHER_CLASS])
def test_a_redacted_file_is_not_told_however_it_is_named(path: str) -> None:
    redacted = Redaction(path=path, by="t-0001", on=date(2026, 11, 1), reason_code="x", place=Place(""))
    assert without_redacted(revision(PIECES, None, f"evidence:\n{ONE}"), (redacted,)) is None


def test_a_redacted_photo_leaves_the_piece_that_shows_it() -> None:
    redacted = Redaction(path="evidence/two.png", by="t-0001", on=date(2026, 11, 1), reason_code="x", place=Place(""))
    found = without_redacted(revision(PIECES, None, f"evidence:\n{TWO}"), (redacted,))
    assert "Second" in repr(found)
    assert not any(word in repr(found) for word in ("two.png", "kite"))


def test_what_cannot_be_read_is_told_without_its_other_side() -> None:
    found = said_of(revision(GOAL, "why: a secret", "why: [\n"), Unsaid(holds=holds_secret))
    assert found is not None
    assert (found.before, found.after, found.readable) == (None, None, False)
