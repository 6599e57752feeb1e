"""A staff at work: many people who open, type and save in one desk at the same time, and whether anything was lost."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from generator.editing.entries.saved import view_of
from generator.editing.entries.store import store_of
from generator.form.saves.told import plain
from generator.sample import write_sample
from generator.yamltext.read import read
from tests.generator.publish.guarded_host import free_port, wait_for
from tests.history import begun, git
from tests.patience import PATIENCE

PATHBOOK = Path(sys.executable).with_name("pathbook")
NOBODY_ANSWERED = 0
NAME, SECRET, YEAR = "plans.school.example", "5" * 64, "2026-27"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One save: what was written where by whom, how it ended, and how long that took."""

    person: str
    file: str
    words: str
    status: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """`pause`: how long somebody thinks between two saves, in seconds, on average."""

    school: Path
    port: int
    people: tuple[str, ...]
    saves: int
    pause: float


def staffed_school(folder: Path, learners: int, people: int) -> tuple[str, ...]:
    """A synthetic school with this many teachers, each on the staff of one class; several share one."""
    write_sample(folder, learners, seed=1)
    staff = tuple(f"t-1{number:03}" for number in range(people))
    with (folder / "plans/people.yml").open("a", encoding="utf-8") as named:
        for person in staff:
            named.write(f"{person}: {{name: {{en: {person}}}, given: {{en: {person}}}, roles: [teacher]}}\n")
    groups = sorted((folder / "plans/groups").glob("*.yml"))
    for number, person in enumerate(staff):
        with groups[number % len(groups)].open("a", encoding="utf-8") as group:
            group.write(f"  - {{person: {person}, role: teacher}}\n")
    begun(folder)
    return staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    port: int
    process: "subprocess.Popen[bytes]"


@contextmanager
def desk_for(school: Path, top: Path) -> Iterator[Desk]:
    """The command as a process of its own."""
    port, secret = free_port(), top / "secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    words = ("--address", f"https://{NAME}", "--port", str(port), "--secret-file", str(secret), "--on", "2026-11-20")
    with (top / "desk.log").open("wb") as log:
        process = subprocess.Popen((PATHBOOK, "desk", "--root", school, *words), stdout=log, stderr=log)
        try:
            wait_for(port, process, top / "desk.log")
            yield Desk(port=port, process=process)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def at_work(crowd: Crowd) -> tuple[Saved, ...]:
    """Everybody at once; each save in the order in which its person made it."""
    with ThreadPoolExecutor(len(crowd.people)) as pool:
        days = pool.map(lambda person: tuple(day_of(crowd, person)), crowd.people)
        return tuple(saved for day in days for saved in day)


def day_of(crowd: Crowd, person: str) -> Iterator[Saved]:
    """What one person does: opens a goal, types, and saves, again and again."""
    chance = random.Random(person)
    known: dict[str, tuple[str, dict[str, Any]]] = {}
    files = goals_of(crowd.school, person)
    sleep(chance.uniform(0, crowd.pause))
    for number in range(crowd.saves):
        file = chance.choice(files)
        learner, name = file.split("/")[2], Path(file).stem
        before, value = known.get(file) or opened(crowd.school, file)
        words = f"Words {number} of {person}."
        sent = {"learner": learner, "kind": "goal", "name": name, "year": YEAR, "before": before, "base_value": value}
        sent["value"] = {**value, "help_at_home": words}
        typed, _ = ask(crowd.port, person, "PUT", f"/api/draft/{learner}.goal.{YEAR}.{name}", sent)
        if typed != 200:
            return
        start = perf_counter()
        status, told = ask(crowd.port, person, "POST", "/api/save", sent)
        yield Saved(person=person, file=file, words=words, status=status, seconds=perf_counter() - start)
        if status == 200:
            known[file] = told["before"], told["value"]
        sleep(chance.uniform(0.5, 1.5) * crowd.pause)


def goals_of(school: Path, person: str) -> list[str]:
    """The goals of a few learners of their class: colleagues meet in the same plans."""
    [group] = [
        each for each in (school / "plans/groups").glob("*.yml") if f"person: {person}," in each.read_text("utf-8")
    ]
    learners = sorted((school / "plans" / group.stem).glob("s-*"))[:4]
    found = (goal for learner in learners for goal in sorted((learner / YEAR / "goals").glob("*.yml")))
    return [goal.relative_to(school).as_posix() for goal in found]


def opened(school: Path, file: str) -> tuple[str, dict[str, Any]]:
    value: dict[str, Any] = plain(read((school / file).read_text("utf-8"), file)[0])
    return git(school, "hash-object", "--no-filters", file), value


def ask(port: int, person: str, method: str, path: str, value: Mapping[str, Any]) -> tuple[int, Any]:
    headers = {"Host": NAME, "X-Remote-User": person, "X-Pathbook-Desk": SECRET, "X-Pathbook": "1"}
    headers |= {"Origin": f"https://{NAME}", "Content-Type": "application/json"}
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, json.dumps(value), headers)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, HTTPException):
        return NOBODY_ANSWERED, ""
    finally:
        connection.close()
    return answer.status, json.loads(body) if body[:1] == b"{" else body.decode()


def lost(crowd: Crowd, day: tuple[Saved, ...]) -> tuple[Saved, ...]:
    """What was said to be saved and is not found: in the history of the branches, and at last in what they see."""
    store = store_of(crowd.school)
    history = git(crowd.school, "log", "-p", "--format=", "refs/heads/main", "--branches=entry/*")
    newest = {(saved.person, saved.file): saved for saved in day if saved.status == 200}
    gone = [saved for saved in day if saved.status == 200 and saved.words not in history]
    for (person, file), saved in newest.items():
        if saved.words.encode() not in view_of(store, person, file.rsplit("/", 3)[0]).content(file):
            gone.append(saved)
    return tuple(gone)
