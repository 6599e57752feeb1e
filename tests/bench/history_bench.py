"""What git knows of a large school, cold and one commit later: 2,000 plans, 5,000 commits on the line of who merges.

The repository is made by git fast-import: a third of the commits merge a branch as GitHub, GitLab and Gitea write it, a
third are squashes, a third pushed as they are; half bring a piece of evidence, half change a goal. Every learner has a
profile, a plan and a goal; some records were moved from one learner to another.
"""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from generator.load.blobs import OldTexts
from generator.load.history.past import Past, past_of
from generator.load.history.told import history_of
from generator.records.commons import People
from generator.records.school import Person
from tests.bench.table import Row
from tests.generator.model import made

LEARNERS, COMMITS = 2000, 5000
COLD, WARM = 8.0, 1.0  # seconds
BEGUN = 1_788_000_000
AN_HOUR = 3600
STAFF = tuple(f"t-{number:04}" for number in range(1, 41))
MERGES = (
    "Merge pull request #{n} from entry/{n}\n\n1 file\n",
    "Merge branch 'entry-{n}' into 'main'\n\n1 file\n\nSee merge request school/plans!{n}\n",
    "Merge pull request '1 file' (#{n}) from entry/{n} into main\n\nReviewed-on: https://git.example/s/p/pulls/{n}\n",
)
GOAL = """id: g1
domain: academic
competencies:
  - {{ref: "core:fractions.{topic}"}}
i_can: I can compare fractions number {learner} by their size and say why.
why: So that I can share things fairly with {topic} others at my table.
success_criteria:
  - {{id: c1, text: "I fold two strips of the same length."}}
  - {{id: c2, text: "I say which fraction is larger, and how I know it."}}
  - {{id: c3, text: "I find the place of {topic} fractions on a line."}}
activities:
  - {{id: a1, title: Fold paper strips, minutes: 20, status: {first}}}
  - {{id: a2, title: Draw a number line, minutes: 25, status: {second}}}
start: 2026-09-07
due: 2026-12-{due:02}
status: active
"""
PIECE = """evidence:
  - id: piece-{number}
    title: Piece {number}
    kind: performance
    assessed_on: 2026-10-{day:02}
    context: class
    assessor: {staff}
    results:
      - {{competency: "core:fractions.1", level: got-it, note: "Showed in case {number} how the parts compare."}}
    shows: [g1.c1]
    feedback: Your drawing number {number} made the reason easy to see for all of us.
"""
LEARNER = "learner: {id}\nkind: student\nstage: elementary\nlanguages: [en]\n"
PLAN = "learner: {id}\nschool_year: 2026-27\nstatus: active\nframeworks: [core]\n"


def history_rows(workspace: Path) -> tuple[tuple[Row, ...], str]:
    school = workspace / "school"
    school.mkdir()
    fast_import(school, stream_of(LEARNERS, COMMITS))
    kept = workspace / "history"
    cold, told = timed(school, kept, everybody=True)
    fast_import(school, one_more())
    warm, _ = timed(school, kept, everybody=False)
    again, _ = timed(school, kept, everybody=True)
    rows = (
        Row(
            what=f"history of {LEARNERS} plans, {COMMITS} commits, in words, cold",
            ours=cold,
            baseline=COLD,
            against="the time it may take",
            goal="≥ 1×",
        ),
        Row(
            what="one commit later, whoever it is about",
            ours=warm,
            baseline=WARM,
            against="the time it may take",
            goal="≥ 1×",
        ),
    )
    all_of_them = f"the words of all learners from what is remembered {again:.1f} s"
    return rows, f"History: {told} changes of files told; {all_of_them}."


def timed(school: Path, kept: Path, *, everybody: bool) -> tuple[float, int]:
    """Seconds, and how many changes were told: of everybody, or of the one learner whom the last commit is about."""
    begun = time.perf_counter()
    past = past_of(school, people=people(), kept=kept)
    with past.texts() as texts:
        told = sum(told_of(past, texts, number) for number in (range(LEARNERS) if everybody else (1,)))
    return time.perf_counter() - begun, told


def told_of(past: Past, texts: OldTexts, number: int) -> int:
    records = made.records(folder=folder(number))
    return len(history_of(past.of(f"s-{number:05}", texts), "America/New_York", records).changes)


def people() -> People:
    return {
        person: Person(name={"en": person}, given={"en": person}, roles=("teacher",), place=made.HERE)
        for person in STAFF
    }


def folder(number: int) -> str:
    return f"plans/class-{number % 80:02}/s-{number:05}"


def stream_of(learners: int, commits: int) -> Iterator[str]:
    """What git fast-import is told."""
    yield from commit("main", 0, "The year begins\n", STAFF[0], None, first_files(learners))
    for number in range(1, commits + 1):
        files, staff = files_of(number, learners), STAFF[number % len(STAFF)]
        match number % 3:
            case 0:
                yield from commit(
                    "main", number, f"1 file (#{number})\n\nReviewed-by: {STAFF[1]}\n", staff, None, files
                )
            case 1:
                yield from commit("main", number, "1 file\n", staff, None, files)
            case _:
                yield "reset refs/heads/entry\nfrom refs/heads/main\n\n"
                yield from commit("entry", number, "1 file\n", staff, None, files)
                message = MERGES[number // 3 % len(MERGES)].format(n=number)
                yield from commit("main", number, message, STAFF[2], "refs/heads/entry", files)


def one_more() -> Iterator[str]:
    files = [(f"{folder(1)}/evidence/one-more.yml", PIECE.format(number=99999, day=30, staff=STAFF[3]))]
    yield from commit("main", COMMITS + 1, "1 file (#5001)\n", STAFF[3], None, files, "refs/heads/main^0")


def first_files(learners: int) -> list[tuple[str, str]]:
    found = []
    for number in range(learners):
        own = f"s-{number:05}"
        found += [
            (f"{folder(number)}/learner.yml", LEARNER.format(id=own)),
            (f"{folder(number)}/2026-27/plan.yml", PLAN.format(id=own)),
            (f"{folder(number)}/2026-27/goals/g1.yml", goal(number, 0)),
        ]
    return found


def files_of(number: int, learners: int) -> list[tuple[str, str]]:
    """One piece of work: mostly about one learner, every tenth about three; every fiftieth moves a record."""
    whose = [(number * 7 + step * 13) % learners for step in range(3 if number % 10 == 0 else 1)]
    if number % 50 == 0:
        old = number - 50
        return [
            (f"{folder(old % learners)}/evidence/moved.yml", ""),
            (f"{folder(whose[0])}/evidence/moved.yml", piece(old)),
        ]
    if number % 2:
        return [(f"{folder(each)}/evidence/2026-10-{number % 28 + 1:02}-{number}.yml", piece(number)) for each in whose]
    return [(f"{folder(each)}/2026-27/goals/g1.yml", goal(each, number)) for each in whose]


def goal(learner: int, number: int) -> str:
    steps = ("next", "doing", "done")
    first, second = steps[number % 3], steps[number // 3 % 3]
    return GOAL.format(learner=learner, topic=learner % 9, first=first, second=second, due=number % 28 + 1)


def piece(number: int) -> str:
    return PIECE.format(number=number, day=number % 28 + 1, staff=STAFF[number % len(STAFF)])


def commit(
    branch: str,
    number: int,
    message: str,
    who: str,
    merged: str | None,
    files: list[tuple[str, str]],
    since: str | None = None,
) -> Iterator[str]:
    when = f"{who} <{who}@pathbook.invalid> {BEGUN + number * AN_HOUR} +0000"
    yield f"commit refs/heads/{branch}\nauthor {when}\ncommitter {when}\ndata {len(message.encode())}\n{message}\n"
    if since is not None:
        yield f"from {since}\n"
    if merged is not None:
        yield f"merge {merged}\n"
    for path, text in files:
        yield f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n" if text else f"D {path}\n"
    yield "\n"


def fast_import(school: Path, stream: Iterator[str]) -> None:
    if not (school / ".git").exists():
        subprocess.run(("git", "init", "--quiet", "--initial-branch=main"), cwd=school, check=True)
    told = "".join(stream).encode()
    subprocess.run(("git", "fast-import", "--quiet", "--force"), cwd=school, input=told, check=True)
