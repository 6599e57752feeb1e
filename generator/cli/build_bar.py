"""What somebody sees of a build while it runs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from generator.cli.options import on_a_terminal
from generator.cli.report import complain, count_of
from generator.manifest import Built
from generator.problem import errors_in

SAID_EVERY = 100  # learners, where nobody watches a bar
LONG = 20  # seconds


class Bar(AbstractContextManager["Bar"]):
    """Learners done, time left and problems: a bar on a terminal, a line now and then elsewhere.

    `verbose`: a line for each learner too; `log`: the file such lines are added to, None: none. Lines hold ids only.
    Who held up all others for long is named. `clock`: seconds that only ever grow.
    """

    def __init__(self, *, verbose: bool, log: Path | None, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._verbose = verbose
        self._log = None if log is None else log.open("a", encoding="utf-8")
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, TextColumn("{task.fields[problems]}"), console=console, transient=True)
        self._watched = on_a_terminal()
        self._done = self._all = self._problems = 0

    def __enter__(self) -> Self:
        if self._watched:
            self._bar.start()
            self._task = self._bar.add_task("Learners", total=None, problems="")
        return self

    def __exit__(self, *_: object) -> None:
        if self._watched:
            self._bar.stop()
        if self._log is not None:
            self._log.close()

    def waiting(self, who: str) -> None:
        complain(f"another build is writing here ({who}); waiting for it to end")

    def begins(self, learners: int) -> None:
        self._all = learners
        self._since = self._clock()
        if self._watched:
            self._bar.update(self._task, total=learners)

    def finished(self, built: Built) -> None:
        self._done += 1
        self._problems += len(errors_in(built.problems))
        self._name_if_slow(built)
        self._tell(built)
        if self._watched:
            told = f"{self._problems} problems" if self._problems else ""
            self._bar.update(self._task, advance=1, problems=told)
        elif self._done % SAID_EVERY == 0:
            complain(f"{self._done} of {self._all} learners, {self._problems} problems")

    def _name_if_slow(self, built: Built) -> None:
        """Learners come in their order, so whoever takes long is waited for by everybody after them."""
        waited, self._since = self._clock() - self._since, self._clock()
        if waited >= LONG:
            complain(f"{built.learner} was waited for {waited:.0f} seconds: a plan of unusual size, or a busy machine")

    def _tell(self, built: Built) -> None:
        did = f"{built.pages} pages, {len(built.editions)} family plans" if built.on else "not built"
        line = f"{built.learner}: {did}, {count_of(built.problems)}"
        if self._verbose:
            self._bar.console.print(line, highlight=False)
        if self._log is not None:
            print(line, file=self._log, flush=True)
