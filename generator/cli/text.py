"""pathbook text FILE: a file of a school as lines that read well, for people and for `git diff`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.problem import ToolFailed


def text(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of plans/ or frameworks/, of whatever version.")],
) -> None:
    """Show a file as plain lines: each field by its title, in a fixed order, remarks last.

    After `pathbook merge --install`, `git diff`, `git log -p` and every tool built on them show plans this way.
    """
    from generator.load.readable_lines import readable_lines

    try:
        raw = file.read_bytes()
    except OSError as failed:
        raise ToolFailed(str(file), f"the file cannot be read: {failed.strerror}") from None
    lines = "".join(f"{line}\n" for line in readable_lines(file.name, raw))
    sys.stdout.flush()
    sys.stdout.buffer.write(lines.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
