"""What must not travel through a cluster's scheduler: it lies in the run's folder, and only its digest travels.

That folder is only this account's, and lies where the plans lie. A file that is not the one that was put there is not
opened: to read it may run what it says.
"""

import os
import pickle
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from generator.problem import ToolFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Where something lies in the folder of a run."""

    file: str
    digest: str


def put_down(folder: Path, what: object) -> Slip:
    """Under a name that nobody else uses: a parcel may be done twice at once."""
    content = pickle.dumps(what)
    slip = Slip(file=f"slip-{token_hex(8)}", digest=sha256(content).hexdigest())
    handle = os.open(folder / slip.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return slip


def picked_up(folder: Path, slip: Slip) -> Any:
    content = (folder / slip.file).read_bytes()
    if sha256(content).hexdigest() != slip.digest:
        raise ToolFailed("cluster", f"{folder} was changed by somebody else; nobody but a build writes there")
    return pickle.loads(content)  # noqa: S301 - it is what we wrote, as its digest tells
