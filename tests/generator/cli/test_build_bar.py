"""What somebody sees of a build while it runs: who takes long is named, and nobody else."""

from collections.abc import Iterator

import pytest

from generator.cli.build_bar import LONG, Bar
from generator.manifest import Built


def test_whoever_holds_up_the_others_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    times: Iterator[float] = iter((0, 5, 5 + LONG - 1, 5 + LONG - 1, 40 + LONG, 40 + LONG, 41 + LONG, 41 + LONG))
    with Bar(verbose=False, log=None, clock=lambda: next(times)) as bar:
        bar.begins(3)
        for learner in ("s-0001", "s-0002", "s-0003"):
            bar.finished(Built(learner=learner, problems=()))
    said = capsys.readouterr().err
    assert "s-0002 was waited for 36 seconds" in said
    assert "s-0001" not in said
    assert "s-0003" not in said
