"""Schools of growing size, as whole processes: built, and built again after nothing, a goal, a framework or a day.

Each size is a synthetic school in a git repository of its own, its people.yml left out of git as `init` does it. Sites
are sealed; papers grow with learners and have rows of their own elsewhere. One run of each: what grows tells itself.
"""

import math
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.sample import write_sample
from generator.sample_pupil import TODAY
from tests.bench.table import columns
from tests.bench.whole_process import Spent, spent_by

PATHBOOK = Path(sys.executable).with_name("pathbook")
NEXT_DAY = TODAY.replace(day=TODAY.day + 1)  # of the same school week


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    root: Path
    out: Path

    def builds(self, *more: str, on: object = TODAY) -> Spent:
        return self.runs("build", "--only", "site", "--out", str(self.out), "--on", str(on), *more)

    def checks(self) -> Spent:
        return self.runs("check", "--on", str(TODAY))

    def runs(self, command: str, *arguments: str) -> Spent:
        return spent_by([str(PATHBOOK), command, *arguments], self.root)

    def edits(self, path: str, old: str, new: str) -> None:
        """One change of one file, committed."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"{path} does not hold {old!r}: the bench changes nothing")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        self.commits(f"{path}")

    def commits(self, message: str) -> None:
        for command in (("add", "--all"), ("commit", "--quiet", "--message", message)):
            subprocess.run(["git", *WHO, *command], cwd=self.root, check=True, capture_output=True)


WHO = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")
GOAL = ("plans/class-0001/s-00001/2026-27/goals/g1.yml", "due: 2026-12-25", "due: 2026-12-18")
FRAMEWORK = ("frameworks/core/framework.yml", "i_can: I can say what", "i_can: Soon I can say what")

STEPS: Mapping[str, Callable[[School], Spent]] = {
    "every file checked, cold": lambda school: school.checks(),
    "checked again": lambda school: school.checks(),
    "all sites built and sealed": lambda school: school.builds(),
    "nothing changed": lambda school: school.builds(),
    "nothing changed, every byte looked at": lambda school: school.builds("--verify"),
    "one goal of one learner": lambda school: edited(school, GOAL),
    "one sentence of a framework": lambda school: edited(school, FRAMEWORK),
    "the next day": lambda school: school.builds(on=NEXT_DAY),
}


def edited(school: School, edit: tuple[str, str, str]) -> Spent:
    school.edits(*edit)
    return school.builds()


def school_of(students: int, workspace: Path) -> School:
    root = workspace / f"school-{students}"
    write_sample(root, students)
    (root / ".gitignore").write_text("/plans/people.yml\n/out/\n.pathbook/\n", encoding="utf-8")
    school = School(root=root, out=workspace / f"out-{students}")
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    school.commits("The school as it begins")
    return school


Measured = Mapping[int, Mapping[str, Spent]]


def scale_of(sizes: Sequence[int], workspace: Path) -> Measured:
    """What each step took in a school of each size."""
    measured = {}
    for students in sizes:
        school = school_of(students, workspace)
        measured[students] = {name: step(school) for name, step in STEPS.items()}
    return measured


def scale_table(measured: Measured) -> str:
    """Wall seconds by size, how they grow between the two largest, and the memory of the largest process there.

    A growth of 1 is proportional to the number of learners, 0 does not depend on it.
    """
    sizes = sorted(measured)
    head = ("a school of", *(f"{size:,}" for size in sizes), "growth", *(f"memory {size:,}" for size in sizes[-2:]))
    lines = [head]
    for name in STEPS:
        spent = [measured[size][name] for size in sizes]
        memory = (f"{each.peak / 1e6:.0f} MB" for each in spent[-2:])
        lines.append((name, *(seconds(each.wall) for each in spent), growth(sizes, spent), *memory))
    return columns(lines, left=1)


MEGA = 1e6
MOST_MEMORY, MOST_GROWTH = 600 * MEGA, 1.1
LIMITS: Mapping[tuple[int, str], float] = {  # seconds of wall time that a step may take in a school of a size
    (1_000, "checked again"): 1.0,
    (10_000, "nothing changed"): 0.3,
    (10_000, "one goal of one learner"): 3.0,
}


def goals_of_scale(measured: Measured) -> list[str]:
    """What was to be reached, beside what was."""
    lines = [
        f"- {step}, {size:,} learners: {measured[size][step].wall:.2f} s; goal: at most {limit:g} s"
        for (size, step), limit in LIMITS.items()
        if size in measured
    ]
    for step in ("all sites built and sealed", "every file checked, cold"):
        peaks = [measured[size][step].peak for size in (1_000, 10_000) if size in measured]
        if len(peaks) > 1:
            lines.append(
                f"- memory, {step}: {peaks[1] / MEGA:.0f} MB at 10,000 learners, {peaks[1] / peaks[0]:.2f} times that "
                f"at 1,000; goal: at most {MOST_GROWTH:g} times, and {MOST_MEMORY / MEGA:.0f} MB"
            )
    for size, steps in measured.items():
        each = steps["every file checked, cold"].cpu / size
        lines.append(f"- a check, cold, {size:,} learners: {each * 1000:.1f} ms of work a learner; goal: at most 3 ms")
    return lines


def growth(sizes: Sequence[int], spent: Sequence[Spent]) -> str:
    """The exponent of the power law through the two largest sizes; by CPU time, which other work disturbs less."""
    if len(sizes) < 2:
        return ""
    return f"{math.log(spent[-1].cpu / spent[-2].cpu) / math.log(sizes[-1] / sizes[-2]):.2f}"


def seconds(taken: float) -> str:
    return f"{taken:.2f} s" if taken < 10 else f"{taken:.0f} s"
