"""Whom a list names: two of one name are told apart wherever somebody has to choose between them."""

from pathlib import Path

import pytest

from tests.browser.form_server import form_for, school_with_history
from tests.generator.form.raw import client_of
from tests.history import git

pytestmark = pytest.mark.wire


def test_two_learners_of_one_name_are_told_apart(tmp_path: Path) -> None:
    root = school_with_history(tmp_path)
    people = root / "plans" / "people.yml"
    people.write_text(people.read_text("utf-8").replace("Theo Lindgren", "Jonah Pruitt"), "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "A name")
    with form_for(root) as form:
        client = client_of(form)
        for page in ("/", "/g/class-harbor/assess"):
            _, told = client.ask("GET", page)
            assert "Jonah Pruitt (s-0002)" in told, page
            assert "Jonah Pruitt (s-0004)" in told, page
            assert "Marisol Vega (" not in told, page
