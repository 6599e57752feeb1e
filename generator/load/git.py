"""Git, asked on behalf of a school's folder: quietly, without hooks, and never in another repository than its own."""

import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.problem import ToolFailed

# A hook calls us with these set for its own purpose; which repository is meant is told by the school's folder.
OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
# What somebody has set for their own eyes would make git's answers others than those that are read here.
PLAIN = ("log.showSignature=false", "log.follow=false", "diff.noprefix=false", "diff.mnemonicPrefix=false")
QUIETLY = tuple(
    part
    for each in ("core.hooksPath=/dev/null", "core.fsmonitor=false", "color.ui=false", *PLAIN)
    for part in ("-c", each)
)
ASKING_NOBODY: Mapping[str, str] = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
}


def said_by_git(root: Path, *arguments: str) -> str:
    """What git prints, without the newline at its end."""
    return os.fsdecode(run_well(root, arguments)).removesuffix("\n")


def run_well(
    root: Path, arguments: tuple[str, ...], surroundings: Mapping[str, str] | None = None, given: bytes = b""
) -> bytes:
    done = run_git(root, *arguments, surroundings=surroundings, given=given)
    if done.returncode:
        raise ToolFailed("git", done.stderr.decode(errors="replace").strip() or f"git {arguments[0]} failed")
    return done.stdout


def run_git(
    root: Path,
    *arguments: str,
    surroundings: Mapping[str, str] | None = None,
    given: bytes = b"",
    kept_open: tuple[int, ...] = (),
) -> "subprocess.CompletedProcess[bytes]":
    """`kept_open`: file descriptors that git inherits, so that what they hold is held until git has ended too."""
    asked = surrounded() | dict(surroundings or {})
    command = ("git", *QUIETLY, *arguments)
    try:
        return subprocess.run(command, cwd=root, env=asked, input=given, capture_output=True, pass_fds=kept_open)
    except FileNotFoundError:
        raise ToolFailed("git", "git is not installed, and only git knows what stood here before") from None


def started_git(root: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Git at work on an answer, while the one who asked goes on. What it has to complain of is not heard."""
    command = ("git", *QUIETLY, *arguments)
    quiet = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, cwd=root, env=surrounded(), stdin=quiet, stdout=subprocess.PIPE, stderr=quiet)
    except FileNotFoundError:
        raise ToolFailed("git", "git is not installed") from None


def surrounded() -> dict[str, str]:
    """The surroundings git is asked in: ours, without what a hook has set, and in a language that can be read here."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def run_git_far(root: Path, *arguments: str, seconds: float) -> "subprocess.CompletedProcess[bytes] | None":
    """Git asked to speak with another machine, by the user's own settings and hooks; None: no answer in time.

    Nobody is asked for a password, neither on a terminal nor in a window: git and what it starts have none.
    """
    kept = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    asked = kept | {"LC_ALL": "C", **ASKING_NOBODY}
    if not kept.keys() & {"GIT_SSH", "GIT_SSH_COMMAND"} and run_git(root, "config", "core.sshCommand").returncode:
        asked["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"
    try:
        started = subprocess.Popen(
            ("git", *arguments),
            cwd=root,
            env=asked,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # without a terminal, and with all that it starts in one group
        )
    except FileNotFoundError:
        raise ToolFailed("git", "git is not installed") from None
    with started:
        try:
            told, said = started.communicate(timeout=seconds)
        except BaseException as why:
            os.killpg(started.pid, signal.SIGKILL)
            if not isinstance(why, subprocess.TimeoutExpired):
                raise
            return None
    return subprocess.CompletedProcess(started.args, started.returncode, told, said)
