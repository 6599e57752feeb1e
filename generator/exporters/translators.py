"""What a translator is told about a text, in English."""

from collections.abc import Iterator

from generator.model.translations import Unit
from generator.translated import pieces_of

STUDENT = "{student}"


def notes_on(unit: Unit) -> Iterator[str]:
    """What helps to translate this one."""
    if STUDENT in unit.source:
        yield "Keep {student} as it is: the learner’s given name stands there."
    if any(kept and piece != STUDENT for piece, kept in pieces_of(unit.source)):
        yield "Keep formulas, addresses and what stands in braces as they are."
    if unit.earlier is None:
        return
    if unit.gap == "machine":
        yield "A machine wrote the earlier translation, and nobody has read it."
    elif unit.earlier.of not in (None, unit.code):
        yield "The earlier translation is of other words."


def served(unit: Unit) -> str:
    return "no plan now" if unit.plans == 0 else f"{unit.plans} plan{'s' if unit.plans > 1 else ''}"
