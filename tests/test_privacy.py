"""Promise 6 as a law over random schools: a word that stands in one learner's files reaches only their output."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.cli.app import status_of
from generator.load.learner_folders import learner_folders
from generator.sample import write_sample
from tests.conftest import EXAMPLE_DAY

pytestmark = pytest.mark.build
STAFF_WORD = "onlyforstaff"


def word_of(learner: str) -> str:
    """A word that stands in this learner's files and nowhere else."""
    return f"canary{learner.replace('-', '')}end"


def mark(root: Path) -> tuple[str, ...]:
    """Write each learner's word into every text of their files, and the staff's word into a staff file."""
    folders, _ = learner_folders(root)
    for folder in folders:
        top = root / folder.folder
        for file in top.rglob("*.yml"):
            lines = file.read_text(encoding="utf-8").splitlines()
            marked = [with_word(line, word_of(folder.learner)) for line in lines]
            file.write_text("\n".join(marked) + "\n", encoding="utf-8")
        (top / "staff").mkdir()
        note = f"notes:\n  - {{on: 2026-11-03, by: t-0001, text: {STAFF_WORD}{word_of(folder.learner)}}}\n"
        (top / "staff/notes.yml").write_text(note, encoding="utf-8")
    return tuple(folder.learner for folder in folders)


def with_word(line: str, word: str) -> str:
    """The line with the word at the head of what people wrote in it."""
    return re.sub(r"(^|[ {])((?:text|title|note|notes|why|what): [\"']?)(?=[^\s{\[>|])", rf"\1\2{word} ", line)


@settings(max_examples=3, phases=(Phase.generate,))  # a build is too slow to shrink
@given(seed=st.integers(0, 10_000), students=st.integers(2, 5))
def test_a_learners_word_reaches_only_that_learners_output(seed: int, students: int) -> None:
    with TemporaryDirectory() as folder:
        root, out = Path(folder) / "school", Path(folder) / "out"
        write_sample(root, students, seed)
        learners = mark(root)
        command = ["build", "--root", str(root), "--out", str(out), "--on", EXAMPLE_DAY, "--executor", "serial"]
        command += ["--access", "plain"]
        assert status_of([*command, "--only", "site"]) == 0
        for learner in learners:
            files = [path for path in (out / "site/s" / learner).rglob("*") if path.is_file()]
            written = b"\n".join(path.read_bytes() for path in files).decode("utf-8", "replace")
            assert word_of(learner) in written, "the learner's own word is on the pages"
            assert STAFF_WORD not in written
            assert [other for other in learners if other != learner and word_of(other) in written] == []
            assert [other for other in learners if other != learner and other in written] == []
        shared = b"".join(path.read_bytes() for path in (out / "site/_theme").rglob("*") if path.is_file())
        assert b"canary" not in shared
