"""Some hundred edits, as `python -m tests.generator.yamltext.fuzz` makes them by the thousand."""

import random
from collections.abc import Sequence
from difflib import unified_diff

import pytest

from generator.yamltext.meaning import means
from generator.yamltext.placed import thawed
from generator.yamltext.read import read
from generator.yamltext.splice import rewritten
from tests.generator.yamltext.fuzz import OPERATIONS, Tried, edits, tried
from tests.generator.yamltext.styles import STYLES


def shown(made: Sequence[Tried]) -> str:
    """The first of these edits, as a diff, for whoever reads a failure."""
    one = made[0]
    diff = unified_diff(one.text.splitlines(), one.made.splitlines(), lineterm="", n=1)
    return "\n".join([f"{len(made)} of them: {one.operation}, {one.style}, {one.how}, lost {one.lost}", *diff])


def test_edits_are_exact_spliced_and_cost_no_comment_and_no_other_line() -> None:
    made = tuple(edits(448, seed=6))
    wrong = [one for one in made if not one.exact]
    assert not wrong, shown(wrong)
    lost = [one for one in made if one.lost]
    assert not lost, shown(lost)
    spread = [one for one in made if one.one_line and one.lines != 2]
    assert not spread, shown(spread)
    round_about = [one for one in made if one.how != "splice"]
    assert len(round_about) <= 0.03 * len(made), shown(round_about)


@pytest.mark.parametrize("style", STYLES)
def test_several_edits_at_once_are_spliced_too(style: str) -> None:
    chance, text = random.Random(style), STYLES[style]
    for _ in range(60):
        wanted = thawed(read(text, "")[0])
        made = [OPERATIONS[chance.choice([*OPERATIONS])](chance, wanted) for _ in range(chance.randint(2, 4))]
        result = rewritten(text, wanted)
        assert (means(read(result.text, "")[0], wanted), result.how) == (True, "splice"), made


@pytest.mark.parametrize("style", STYLES)
def test_a_file_that_is_edited_again_and_again_stays_right(style: str) -> None:
    chance, text = random.Random(style), STYLES[style]
    for operation in [*OPERATIONS] * 5:
        one = tried(chance, style, text, operation)
        assert one.is_good, shown([one])
        text = one.made
