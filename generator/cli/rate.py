"""pathbook rate: what a method makes of scores, to try a method out before a school chooses it."""

import re
from decimal import Decimal
from typing import Annotated

import typer

from generator.cli.method_asked import refuse_faults
from generator.cli.report import complain
from generator.model.mastery.methods import made_of
from generator.model.mastery.parameters import Parameters
from generator.records.school import MethodName

MISSING = ("-", "–", "—", "−")  # people paste from tables, where a dash is longer
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
WITH_COMMA = re.compile(r"[+-]?\d+,\d+")
LARGEST = Decimal(1_000_000)
LONGEST = 30  # signs: what is longer would have to be cut off before it is reckoned with
USUAL_PROFICIENT = "3"


def rate(
    method: Annotated[MethodName, typer.Argument(help="How one rating is made of several scores.")],
    scores: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="-- [SCORE]...", help="Scores, the oldest first; - is a missing one. Below 0: write -- before them."
        ),
    ] = None,
    weight: Annotated[int | None, typer.Option(help="Percent given to the newest score.", show_default=False)] = None,
    n: Annotated[int | None, typer.Option("--n", help="How many proficient scores are needed.")] = None,
    k: Annotated[int | None, typer.Option("--k", help="How many of the best scores count.")] = None,
    window: Annotated[int | None, typer.Option(help="How many of the newest scores count.")] = None,
    proficient: Annotated[str, typer.Option(metavar="POINTS", help="Points of the proficient level.")] = (
        USUAL_PROFICIENT
    ),
) -> None:
    """Print what a rating method makes of scores.

    With two decimals, or that they make no rating.
    """
    refuse_faults(method, {"weight": weight, "n": n, "k": k, "window": window})
    points = tuple(score for text in scores or () if (score := score_typed(text)) is not None)
    given = Parameters(weight=weight, n=n, k=k, window=window, proficient=points_typed(proficient))
    value = made_of(method, points, given)
    print("not rated" if value is None else f"{value:.2f}")
    if value is None and points:
        complain(why_not_rated(method, points))


def score_typed(text: str) -> Decimal | None:
    """A score as typed; None: a missing one."""
    return None if text.strip() in MISSING else points_typed(text)


def points_typed(text: str) -> Decimal:
    typed = text.strip()
    if WITH_COMMA.fullmatch(typed):
        point = typed.replace(",", ".")
        raise typer.BadParameter(f"{text!r} is no score; write {point} with a point, and a space between two scores")
    if not NUMBER.fullmatch(typed):
        raise typer.BadParameter(f"{text!r} is no score; write a number such as 2.5, or - for a missing one")
    points = Decimal(typed)
    if abs(points) > LARGEST or len(typed) > LONGEST:
        raise typer.BadParameter(f"{text!r} is no score a scale could hold")
    return points


def why_not_rated(method: MethodName, points: tuple[Decimal, ...]) -> str:
    match method:
        case "teacher":
            return "under this method a teacher decides; scores make no rating"
        case "n_mastery":
            return "too few of the scores reach the proficient points"
        case _ if len(points) < 2:
            return "a curve needs two scores or more"
        case _:
            return "no curve can be drawn through a score of 0 or less"
