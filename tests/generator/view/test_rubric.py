"""The rows of a rubric on a goal's page: the level last seen in each, where, and what comes next."""

from dataclasses import replace

import pytest

from generator.view.rubric import RowLine, rubric_of
from tests.generator.test_example_situations import picture
from tests.generator.view.pages import pages_of, read, words_in

REF = "literacy:talk-in-a-group"


def rows(language: str = "en") -> tuple[RowLine, ...]:
    of = picture("s-0003")
    return rubric_of(of.standings[REF], of, words_in(language))


def text_of(value: object) -> str | None:
    return None if value is None else str(getattr(value, "text", value))


@pytest.mark.parametrize(
    ("row", "level", "looks_like", "comes_next", "piece"),
    [
        (0, "Not yet shown", None, "I say yes or no, or show what I mean.", None),
        (
            1,
            "Got it",
            "I ask a question, wait for the answer, and say what I take from it.",
            "My question brings in somebody who has been quiet.",
            "Her first why in the circle",
        ),
        (
            2,
            "Getting closer",
            "What I say belongs to the question most of the time.",
            "What I say belongs to the question, and I notice when we drift.",
            "Science talk about the bank",
        ),
    ],
)
def test_a_row_says_where_it_stands_and_what_comes_next(
    row: int, level: str, looks_like: str | None, comes_next: str, piece: str | None
) -> None:
    line = rows()[row]
    said = (line.sign.label, line.looks_like, line.next_looks_like, line.piece)
    assert tuple(text_of(each) for each in said) == (level, looks_like, comes_next, piece)
    assert (line.path is None) == (line.day is None) == (piece is None)


def test_rows_speak_the_readers_language() -> None:
    assert text_of(rows("ar")[1].next_looks_like) == "سؤالي يدعو إلى الكلام من كان ساكتًا."
    assert text_of(rows("es")[0].sign.label) == "Aún por demostrar"


def test_the_page_of_a_goal_with_a_rubric_shows_it_and_no_other_does() -> None:
    pages = pages_of(picture("s-0003"), words_in("en"))
    assert "Part by part" in read(pages["goal/g2/"])[0].text
    assert "Part by part" not in read(pages["goal/g3/"])[0].text


def test_at_the_top_nothing_comes_next() -> None:
    of = picture("s-0003")
    standing = of.standings[REF]
    (top,) = (level for level in standing.scale.levels if level.id == "going-further")
    newest = next(row.newest for row in standing.rubric if row.newest is not None)
    risen = tuple(replace(row, newest=newest._replace(level=top)) for row in standing.rubric)
    assert [row.next_looks_like for row in rubric_of(replace(standing, rubric=risen), of, words_in("en"))] == [None] * 3
