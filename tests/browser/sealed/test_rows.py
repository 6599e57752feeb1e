"""The table of attacks and the tests keep to each other."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.browser.sealed.rows import ATTACKS, BEYOND

HERE = Path(__file__).parent


def named_in(file: Path) -> Iterator[str]:
    """The rows that the tests of a file name with `pytest.mark.attack`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "attack":
            for row in node.args:
                assert isinstance(row, ast.Constant), f"{file.name}:{node.lineno} names a row that cannot be read here"
                yield str(row.value)


def test_every_row_has_a_test_and_every_test_a_row() -> None:
    named = {row for file in HERE.glob("test_*.py") for row in named_in(file)}
    assert sorted(ATTACKS.keys() - named) == [], "rows without a test"
    assert sorted(named - ATTACKS.keys()) == [], "tests that name no row"


def test_a_row_says_in_one_sentence_what_must_happen() -> None:
    assert ATTACKS.keys() & BEYOND.keys() == set()
    for row, sentence in (*ATTACKS.items(), *BEYOND.items()):
        assert sentence.endswith("."), row
        assert row == row.lower(), row
