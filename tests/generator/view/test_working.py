"""How a level was worked out, told: what counted, what stands beside, both numbers of a decision, by whose word."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.model.picture import Picture
from generator.model.standing_picture import LeftOut, Reached, Score, Standing
from generator.records.evidence import Excluded
from generator.records.framework import Criterion
from generator.records.plan import Judgement
from generator.view.working import Working, working_of
from tests.generator.view import made
from tests.generator.view.pages import words_in

ENGLISH = words_in("en")
DAY = date(2026, 11, 2)


def working(standing: Standing, of: Picture | None = None, language: str = "en") -> Working:
    return working_of(standing, of or made.picture(), words_in(language))


def rated(points: str, **more: Any) -> Standing:
    """One piece with so many points."""
    result = replace(made.CHECK.results[0], level=None, points=Decimal(points))
    level = next((each for each in reversed(made.LEVELS) if each.points <= Decimal(points)), made.LEVELS[0])
    piece = replace(made.CHECK, results=(result,))
    score = Score(points=Decimal(points), level=level, day=DAY, evidence=piece, result=result)
    usual = made.standing(made.EQUAL, (score,))
    rating = replace(usual.rating, value=Decimal(points).quantize(Decimal("0.01")), **more.pop("rating", {}))
    return replace(usual, rating=rating, **more)


@pytest.mark.parametrize(
    ("points", "said", "because"),
    [
        ("2.5", "“Getting closer” begins at 2, “Got it” at 3.", "the level whose points are reached, and the next"),
        ("3", "“Got it” begins at 3, “Going further” at 4.", "a level begins at its points"),
        ("4", "“Going further” begins at 4. It is the last level.", "nothing comes after it"),
        ("0.5", "“Starting” begins at 1. What is below is the first level, too.", "below the lowest is the lowest"),
    ],
)
def test_the_level_says_where_it_begins_and_where_the_next_one_does(points: str, said: str, because: str) -> None:
    assert working(rated(points)).result[1] == said, because


def test_points_are_told_with_every_digit() -> None:
    assert [piece.points for piece in working(rated("2.0625")).counted] == ["2.0625"]


def left_out(why: Any, **changes: Any) -> LeftOut:
    result = replace(made.STRIPS.results[0], **changes.pop("result", {}))
    return LeftOut(evidence=replace(made.STRIPS, results=(result,), **changes), result=result, why=why)


DECIDED = Judgement(
    id="j1",
    competency="ccss-math:4.nf.a.1",
    level="got-it",
    reason=made.t("She explained it to the class."),
    by="t-0001",
    on=DAY,
    place=made.HERE,
)
COPIED = Excluded(reason=made.t("The sheet was another's."), by="t-0001", on=DAY, place=made.HERE)


@pytest.mark.parametrize(
    ("piece", "beside", "because"),
    [
        (left_out("kind_does_not_count", kind="self"), True, "one's own view"),
        (left_out("kind_does_not_count", kind="prior_learning"), True, "what was learned before"),
        (left_out("criterion_only", result={"criterion": "r1"}), True, "one part of the whole"),
        (left_out("kind_does_not_count", kind="formative"), False, "a check along the way"),
        (left_out("superseded"), False, "a newer try"),
        (left_out("excluded", excluded=COPIED), False, "set aside"),
        (left_out("excluded", excluded=COPIED, kind="self"), False, "set aside, whatever it is"),
    ],
)
def test_what_never_counts_stands_apart_from_what_was_left_out(piece: LeftOut, beside: bool, because: str) -> None:
    shown = working(made.standing(left_out=(piece,)))
    assert (len(shown.beside), len(shown.left_out)) == ((1, 0) if beside else (0, 1)), because


def test_a_piece_that_was_set_aside_says_the_reason_that_was_written() -> None:
    (piece,) = working(made.standing(left_out=(left_out("excluded", excluded=COPIED),))).left_out
    assert piece.why == "set aside by a teacher"
    assert piece.reason is not None
    assert piece.reason.text == "The sheet was another's."


def test_a_part_is_named_by_its_row_of_the_rubric() -> None:
    row = Criterion(id="r1", title=made.t("Say why"), place=made.HERE)
    part = left_out("criterion_only", result={"criterion": "r1"})
    (shown,) = working(made.standing(replace(made.EQUAL, rubric=(row,)), left_out=(part,))).beside
    assert getattr(shown.kind, "text", shown.kind) == "Say why"


def test_what_was_shown_for_an_earlier_version_names_it() -> None:
    (score,) = rated("3").rating.scores
    earlier = replace(score.result, competency="math-2010:4.nf.1")
    standing = rated("3", rating={"scores": (score._replace(result=earlier),)})
    assert [piece.carried for piece in working(standing).counted] == ["Shown for math-2010:4.nf.1"]
    assert [piece.carried for piece in working(rated("3")).counted] == [None]


@pytest.mark.parametrize(
    ("reached", "said", "because"),
    [
        (
            Reached(on=DAY, level=made.GOT_IT, by="model", evidence=made.TALK),
            (
                "Reached on November 2, 2026. Once reached, it stays reached.",
                "The best piece of work then was “Talk about what makes fractions equal”.",
            ),
            "worked out, and on which piece",
        ),
        (
            Reached(on=DAY, level=made.GOT_IT, by="person", evidence=None, who="t-0001"),
            ("Reached on November 2, 2026, and confirmed by Ms. Okafor. It stays reached.",),
            "by a person we know",
        ),
        (
            Reached(on=DAY, level=made.GOT_IT, by="person", evidence=None, who="t-9999"),
            ("Reached on November 2, 2026, and confirmed by a teacher. It stays reached.",),
            "by one we do not",
        ),
        (
            Reached(on=DAY, level=made.GOT_IT, by="accepted", evidence=None, from_school="Lakeview"),
            ("Brought with me from Lakeview; accepted on November 2, 2026.",),
            "a former school's word",
        ),
    ],
)
def test_when_it_was_reached_and_by_whose_word(reached: Reached, said: tuple[str, ...], because: str) -> None:
    assert working(made.standing(reached=reached)).reached == said, because


def test_a_decision_tells_both_numbers_and_until_when() -> None:
    judged = replace(rated("2.5"), judgement=DECIDED, level=made.GOT_IT)
    decision = working(judged).decision
    assert decision is not None
    assert decision.both == (
        "The decision stands for 3.00. The work alone gives 2.50, “Getting closer”. The decision is what counts."
    )
    alone = working(made.standing(judgement=DECIDED)).decision
    assert alone is not None
    assert alone.both == "The decision stands for 3.00. The work alone gives no number."


def test_a_school_and_a_code_keep_their_direction_in_arabic() -> None:
    brought = Reached(on=DAY, level=made.GOT_IT, by="accepted", evidence=None, from_school="Lakeview")
    (said,) = working(made.standing(reached=brought), language="ar").reached
    assert "\u2068Lakeview\u2069" in said
