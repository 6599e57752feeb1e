"""A rating's formula as a page shows it: which scores were taken, the lines to work out, and what rounding did.

Numbers are written as the language writes them; mathematics itself always runs from left to right.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from generator.model.mastery.formula import Expression, Formula, Picked, Step
from generator.model.mastery.methods import DIGITS, EXACT, to_two_places
from generator.words import Words

LONGEST_RESULT = 6  # digits after the point; what has more ends in "…"
NO_SPACE_AFTER, NO_SPACE_BEFORE = ("(", "^"), (")", "^")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaShown:
    """`lines` are mathematics: "0.65 × 3 + 0.35 × 2 = 2.65"; empty: one score is the result as it stands.

    `picked` says which scores were taken, or how several lines are read; None: neither is needed. `after` says what
    rounding and a cap did; empty: nothing.
    """

    picked: str | None
    lines: tuple[str, ...]
    after: tuple[str, ...]


def formula_shown(formula: Formula, words: Words) -> FormulaShown:
    return FormulaShown(
        picked=_picked(formula, words),
        lines=() if _is_plain(formula) else formula_lines(formula, words),
        after=tuple(_after(formula, words)),
    )


def _is_plain(formula: Formula) -> bool:
    """One score is the result: there is nothing to reckon."""
    return len(formula.steps) == 1 and len(formula.steps[0].expression) == 1


def formula_lines(formula: Formula, words: Words) -> tuple[str, ...]:
    """Every step, each on a line of its own."""
    return tuple(_line(step, words) for step in formula.steps)


def _line(step: Step, words: Words) -> str:
    name = f"{step.name} = " if step.name else ""
    equals = "≈" if step.rounded else "="
    result = _signed(step.value, words) if step.name or step.rounded else result_written(step.value, words)
    return f"{name}{_expression(step.expression, words)} {equals} {result}"


def _expression(expression: Expression, words: Words) -> str:
    parts: list[str] = []
    for part in expression:
        written = _number(part, words) if isinstance(part, Decimal) else part
        tight = not parts or parts[-1] in NO_SPACE_AFTER or part in NO_SPACE_BEFORE or parts[-1] == "exp"
        parts.extend((written,) if tight else (" ", written))
    return "".join(parts)


def _number(number: Decimal, words: Words) -> str:
    return words.exact(number) if number >= 0 else f"({_signed(number, words)})"


def _signed(number: Decimal, words: Words) -> str:
    """With the minus of mathematics, which no language mixes with marks of direction."""
    return words.exact(number) if number >= 0 else f"−{words.exact(-number)}"


def result_written(exact: Decimal, words: Words) -> str:
    """Two digits after the point, or as many as there are; a number that is cut off ends in "…"."""
    if exact == to_two_places(exact):
        return words.rating(exact)
    if exact.adjusted() + LONGEST_RESULT >= DIGITS:  # so large that nobody asks for what stands after the point
        return words.exact(exact)
    short = exact.quantize(Decimal(1).scaleb(-LONGEST_RESULT), ROUND_DOWN, EXACT)
    return words.exact(EXACT.normalize(exact)) if short == exact else f"{words.exact(short)}…"


def _after(formula: Formula, words: Words) -> tuple[str, ...]:
    rounded = to_two_places(formula.exact)
    said: list[str] = []
    if rounded != formula.exact:
        exact = result_written(formula.exact, words)
        said.append(
            words.say(
                "Rounded half up to two places: {exact} is {rounded}.", exact=exact, rounded=words.rating(rounded)
            )
        )
    if formula.cap is not None:
        cap = words.rating(formula.cap)
        said.append(
            words.say(
                "{rounded} is more than the most it may be. It stops at {cap}.", rounded=words.rating(rounded), cap=cap
            )
        )
    return tuple(said)


def _picked(formula: Formula, words: Words) -> str | None:
    picked = formula.picked
    alone = len(picked.among) == 1 and picked.least is None if picked else _is_plain(formula)
    if alone:
        return words.say("There is one score so far, so it stands alone.")
    if picked is not None:
        return _picked_among(picked, words)
    return _how_to_read(formula, words)


def _how_to_read(formula: Formula, words: Words) -> str | None:
    """What the lines of several steps mean; one line speaks for itself."""
    if len(formula.steps) == 1:
        return None
    if formula.steps[0].name is None:
        return words.say("It begins with the oldest score. Each line goes on with the result of the line before.")
    return words.say(
        "A curve a × n^b is laid through the n scores. X and Y add up the logarithms (ln) of the places and of the"
        " scores, XY and XX those of their products."
    )


def _picked_among(picked: Picked, words: Words) -> str:
    among, chosen = words.in_a_row(picked.among), words.in_a_row(picked.chosen)
    match picked.method:
        case "latest":
            return words.say("Of {scores}, the newest is {score}.", scores=among, score=chosen)
        case "highest":
            return words.say("Of {scores}, the highest is {score}.", scores=among, score=chosen)
        case "median" if len(picked.chosen) == 1:
            return words.say("By size: {scores}. In the middle stands {score}.", scores=among, score=chosen)
        case "median":
            return words.say("By size: {scores}. In the middle stand {two}.", scores=among, two=chosen)
        case "mode" if picked.tied:
            return words.say(
                "{scores} were seen equally often. The one seen last is {score}.", scores=among, score=chosen
            )
        case "mode":
            return words.say("Of {scores}, the one seen most often is {score}.", scores=among, score=chosen)
        case "mean_of_highest_k":
            return words.say("Of {scores}, the best are {best}.", scores=among, best=chosen)
        case _:
            return _enough(picked, among, chosen, words)


def _enough(picked: Picked, among: str, chosen: str, words: Words) -> str:
    return words.say(
        "Of {scores}, these are {least} or more: {enough}. It takes {need} of them.",
        scores=among,
        least=words.exact(picked.least or Decimal(0)),
        enough=chosen,
        need=words.number(picked.times),
    )
