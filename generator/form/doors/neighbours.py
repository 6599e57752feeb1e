"""Which account of this machine speaks to the form, where the system tells: on Linux.

Cookies are sent to every port of a machine, so another account's program could be given one that is ours. It is worth
nothing there: the form answers the account that started it, and nobody else.
"""

import os
import sys
from pathlib import Path
from socket import inet_aton

TABLE = Path("/proc/net/tcp")
ADMINISTRATOR = 0  # may read everything of everybody anyway; desktops of some kinds connect through it
LOCAL, REMOTE, ACCOUNT = 1, 2, 7  # columns


def is_a_neighbours(client: tuple[str, int], server: tuple[str, int], table: Path = TABLE) -> bool:
    """Whether another account is at the far end of a connection. False where the system tells of no accounts."""
    try:
        lines = table.read_text("ascii").splitlines()[1:]
    except OSError:
        return False
    ends = (as_listed(*client), as_listed(*server))
    accounts = {int(row[ACCOUNT]) for row in map(str.split, lines) if (row[LOCAL], row[REMOTE]) == ends}
    return not accounts <= {os.getuid(), ADMINISTRATOR}


def as_listed(host: str, port: int) -> str:
    """An address as the system's table writes it: 127.0.0.1:80 → 0100007F:0050."""
    return f"{int.from_bytes(inet_aton(host), sys.byteorder):08X}:{port:04X}"
