"""The power goes in the middle of a save: what was saved before is whole, and the next save works."""

import subprocess
import sys
from threading import Thread
from time import sleep

import pytest

from generator.editing.entries.commits import RefMove, RefMoved, move_refs
from generator.editing.entries.saved import view_of
from tests.generator.editing.office import FILES, GOAL, HOME, PLAN, Office
from tests.history import git

pytestmark = pytest.mark.wire
# One process that has loaded everything forks those that are killed: starting Python anew takes longer than a save.
CUT = """
import os, random, signal, sys
from datetime import date
from pathlib import Path
from time import sleep
from generator.changes import Change
from generator.editing.entries.saved import saved, view_of
from generator.editing.entries.store import store_of


root, cuts, *files = sys.argv[1:]
chance = random.Random(20261122)

def save_on_and_on(told):
    os.setsid()
    store = store_of(Path(root))
    for number in range(10_000):
        seen = view_of(store, "t-0001", "plans/s-0001").files
        content = f"n: {os.getpid()} {number}\\n".encode()
        changes = tuple(Change(file=file, content=content, before=seen.get(file)) for file in files)
        saved(store, "t-0001", changes, slug="s-0001", on=date(2026, 11, 22))
        os.write(told, b".")

for _ in range(int(cuts)):
    hear, told = os.pipe()
    saving = os.fork()
    if not saving:
        save_on_and_on(told)
    os.close(told)
    if not os.read(hear, 1):
        sys.exit("it ended before anything was saved")
    sleep(chance.uniform(0, 0.08))
    os.killpg(saving, signal.SIGKILL)
    os.waitpid(saving, 0)
    seen = view_of(store_of(Path(root)), "t-0001", "plans/s-0001")
    print(len({seen.content(file) for file in files}))
"""
CUTS = 12
TOGETHER = (GOAL, PLAN, f"{HOME}/evidence/2026-11-22-x.yml")


def test_a_process_killed_at_any_moment_leaves_the_old_commit_or_the_new_one(office: Office) -> None:
    """Git and all is killed, as when the power goes; and whoever comes next saves, whatever was left behind."""
    command = (sys.executable, "-c", CUT, str(office.root), str(CUTS), *TOGETHER)
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert told.split() == ["1"] * CUTS, "all files say what one save wrote, or what the one before it did"
    git(office.root, "fsck", "--strict", "--no-dangling")
    office.save(GOAL, FILES[GOAL].replace("2026-12-01", "2027-01-15"))
    assert office.entry().status == "waiting"
    assert git(office.root, "status", "--porcelain") == ""


def test_a_lock_that_a_killed_git_left_does_not_stop_the_next_save(office: Office) -> None:
    entry = office.save(GOAL, FILES[GOAL] + "outcome: a\n")
    lock = office.root / ".git/refs/heads" / f"{entry.branch}.lock"
    lock.write_text("0" * 40 + "\n")
    office.save(GOAL, FILES[GOAL] + "outcome: b\n")
    assert not lock.exists()
    assert office.text(GOAL).endswith("outcome: b\n")


def test_a_lock_that_somebody_holds_is_waited_for(office: Office) -> None:
    entry = office.save(GOAL, FILES[GOAL] + "outcome: a\n")
    lock = office.root / ".git/refs/heads" / f"{entry.branch}.lock"
    lock.write_text("")

    def work() -> None:
        sleep(0.3)
        lock.unlink()

    at_work = Thread(target=work)
    at_work.start()
    office.save(GOAL, FILES[GOAL] + "outcome: b\n")
    at_work.join()
    assert office.text(GOAL).endswith("outcome: b\n")


def test_two_who_save_at_once_both_arrive(office: Office) -> None:
    """Six threads, of four people of whom two have two tabs open: nobody's words are lost, none are saved over."""
    wrong: list[BaseException] = []

    def keep(person: str, name: str) -> None:
        try:
            for number in range(2):
                office.save(f"{HOME}/evidence/{name}-{number}.yml", f"n: {number}\n", person=person)
        except BaseException as why:  # noqa: BLE001 - told below, in the thread that asks
            wrong.append(why)

    who = [(f"t-000{number % 4 + 1}", f"2026-11-{number + 10}-x") for number in range(6)]
    threads = [Thread(target=keep, args=each) for each in who]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    for person, name in who:
        assert len([file for file in view_of(office.store, person, HOME).files if name in file]) == 2
    git(office.root, "fsck", "--strict")


def test_refs_move_all_or_none(office: Office) -> None:
    main = git(office.root, "rev-parse", "main")
    moves = (
        RefMove(ref="refs/heads/entry/t-0001/a", to=main, before=None),
        RefMove(ref="refs/heads/entry/t-0001/b", to=main, before="1" * 40),
    )
    with pytest.raises(RefMoved):
        move_refs(office.store, moves)
    assert git(office.root, "for-each-ref", "refs/heads/entry") == ""
