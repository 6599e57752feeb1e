"""The command, run again and again in processes of its own that end at a point that is told: a real signal, a real end.

Reads orders as lines of JSON and answers each with a line. `words`: those of a command; `signal` comes just before the
act on files of the number `at` (0: never). `account`: who runs it. Or `tool`: another program, to be run where we are,
which may be a place where disks are mounted that nobody else sees. Or `first`: a command to run in this process, so
that what it loads is loaded once; every other order runs in a copy of this process.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, TypeAlias

from generator.cli.app import main, status_of

ACTS = frozenset(("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.copyfile", "shutil.rmtree"))
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
COUNTED = "pathbook.acts"
Order: TypeAlias = dict[str, Any]


def listen(order: Order) -> None:
    """In the copy: the signal comes just before the act of that number."""
    done = 0

    def heard(event: str, told: tuple[object, ...]) -> None:
        nonlocal done
        if event in ACTS and (event != "open" or (isinstance(told[2], int) and told[2] & WRITING)):
            done += 1
            if done == order.get("at", 0):
                os.kill(os.getpid(), order["signal"])
        elif event == COUNTED:
            os.write(2, f"\nACTS {done}\n".encode())

    sys.addaudithook(heard)


def run(order: Order) -> None:
    """One command, as `pathbook` runs it."""
    tempfile.tempdir = None
    os.environ |= order.get("environment", {})
    sys.argv = ["pathbook", *order["words"]]
    if "account" in order:
        os.setgroups([])
        os.setgid(order["account"])
        os.setuid(order["account"])
    listen(order)
    status = 1
    try:
        main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0
    except BaseException:  # noqa: BLE001 - so that a traceback can be seen
        traceback.print_exc()
    sys.stdout.flush()
    sys.audit(COUNTED)
    sys.stderr.flush()
    os._exit(status)


def ended(order: Order) -> Order:
    with tempfile.TemporaryFile() as printed:
        child = os.fork()
        if child == 0:
            os.dup2(printed.fileno(), 1)
            os.dup2(printed.fileno(), 2)
            run(order)
        _, status = os.waitpid(child, 0)
        printed.seek(0)
        said, _, acts = printed.read().decode().partition("\nACTS ")
    return {"status": os.waitstatus_to_exitcode(status), "said": said, "acts": int(acts or 0)}


def loaded(words: list[str]) -> Order:
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        return {"status": status_of(words), "said": "", "acts": 0}


def used(tool: list[str]) -> Order:
    did = subprocess.run(tool, capture_output=True, text=True, check=False)
    return {"status": did.returncode, "said": did.stdout + did.stderr, "acts": 0}


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where whoever began us ignores it
    for line in sys.stdin:
        asked = json.loads(line)
        answer = (
            used(asked["tool"]) if "tool" in asked else loaded(asked["first"]) if "first" in asked else ended(asked)
        )
        print(json.dumps(answer), flush=True)
