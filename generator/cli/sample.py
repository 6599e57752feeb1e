"""pathbook sample: a synthetic school of any size."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import command_name
from generator.sample import write_sample
from generator.sample_pupil import TODAY


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    students: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many learners.")] = 30,
    seed: Annotated[int, typer.Option(help="Another seed makes other people.")] = 1,
) -> None:
    """Write a synthetic school of any size.

    To try things on, and to measure with. Nobody in it exists.
    """
    files = write_sample(folder, students, seed)
    print(f"{students} invented learners in {files} files: {folder}")
    print(f"Look at them:  {command_name()} serve --root {folder} --on {TODAY}")
