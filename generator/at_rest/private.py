"""A small file that a build keeps for the next one: for this account alone, swapped in whole, believed only whole."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp


def keep_private(file: Path, said: bytes) -> None:
    """Written beside and swapped in. Where there is no room for it, the next build only takes longer."""
    with suppress(OSError):
        handle, beside = mkstemp(dir=file.parent, prefix=file.name)  # which only this account can read
        try:
            with os.fdopen(handle, "wb") as half:
                half.write(sha256(said).hexdigest().encode() + b"\n" + said)
            Path(beside).replace(file)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def kept_private(file: Path) -> bytes | None:
    """None: it is not there, or not as it was written."""
    try:
        digest, _, said = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return said if sha256(said).hexdigest().encode() == digest else None
