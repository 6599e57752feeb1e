"""Where a form listens: on this machine, and nowhere else. There is no way to ask for another interface."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from grp import getgrnam
from pathlib import Path
from socket import AF_INET, AF_UNIX, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

from generator.problem import ToolFailed

HOST = "127.0.0.1"
WAITING = 300  # connections that nobody has taken yet
ONLY_OURS, AND_THE_GROUP = 0o600, 0o660


def on_port(port: int) -> socket:
    """Port 0: any that is free."""
    listening = socket(AF_INET, SOCK_STREAM)
    listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(WAITING)
    except OSError as failed:
        listening.close()
        why = f"port {port} cannot be used ({failed.strerror}); choose another with --port"
        raise ToolFailed("form", why) from None
    return listening


@contextmanager
def in_file(file: Path, group: str | None) -> Iterator[socket]:
    """A socket that only this account may open, and a group if one is named; its file goes when the block ends."""
    clear_away(file)
    listening = socket(AF_UNIX, SOCK_STREAM)
    before = os.umask(0o177)  # nobody gets in between the making of the file and its rights
    try:
        listening.bind(str(file))
    except OSError as failed:
        listening.close()
        raise ToolFailed("form", f"{file}: {failed.strerror or failed}") from None
    finally:
        os.umask(before)
    try:
        let_in(file, group)
        listening.listen(WAITING)
        yield listening
    finally:
        listening.close()
        file.unlink(missing_ok=True)


def clear_away(file: Path) -> None:
    """What a desk left that was cut off; nothing else is ever removed, and no desk that still answers."""
    if not file.exists():
        return
    if not stat.S_ISSOCK(file.stat().st_mode):
        raise ToolFailed("form", f"{file} is there already, and is no socket")
    with socket(AF_UNIX, SOCK_STREAM) as asked:
        try:
            asked.connect(str(file))
        except ConnectionRefusedError:
            file.unlink()
            return
    raise ToolFailed("form", f"another desk answers at {file} already")


def let_in(file: Path, group: str | None) -> None:
    if group is None:
        file.chmod(ONLY_OURS)
        return
    try:
        number = getgrnam(group).gr_gid
    except KeyError:
        raise ToolFailed("form", f"this machine has no group {group!r}") from None
    try:
        os.chown(file, -1, number)
    except PermissionError:
        raise ToolFailed("form", f"this account may not give {file} to the group {group!r}") from None
    file.chmod(AND_THE_GROUP)
