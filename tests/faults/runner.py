"""Somebody who runs the command as often as a test asks, and tells how each run ended."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import TOP

DAY = "2026-11-20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """`status` negative: by that signal. `acts`: how often it did something to a file."""

    status: int
    said: str
    acts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    process: "subprocess.Popen[str]"

    def run(self, *words: str | Path, **more: object) -> Ended:
        return self._asked({"words": list(map(str, words)), **more})

    def load(self, *words: str | Path) -> Ended:
        """What this command loads is there for all that follow."""
        return self._asked({"first": list(map(str, words))})

    def use(self, *tool: str | Path) -> Ended:
        return self._asked({"tool": list(map(str, tool))})

    def _asked(self, order: Mapping[str, object]) -> Ended:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))


@contextmanager
def runner(*before: str) -> Iterator[Runner]:
    """`before`: the words of a program that begins it."""
    command = (*before, sys.executable, "-m", "tests.faults.ending")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=TOP) as process:
        yield Runner(process=process)
        assert process.stdin is not None
        process.stdin.close()


def contents(folder: Path) -> Mapping[str, bytes]:
    """All that lies in a folder, by path; but for what only builds themselves look at."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.relative_to(folder).parts[0] != ".pathbook"
    }
