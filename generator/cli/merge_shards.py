"""pathbook merge-shards: parts of a school that were built on several machines, put together into one output folder."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.report import complain
from generator.gathering import gather


def merge_shards(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to put them into.")],
    shards: Annotated[
        list[Path], typer.Argument(metavar="SHARD...", help="The output folder of each `build --shard`, all of them.")
    ],
    allow_failed: Annotated[int, typer.Option(min=0, help="End well although so many learners failed.")] = 0,
) -> None:
    """Put together what `build --shard` made of the parts of a school.

    The result is, byte for byte, what one build would have made. Nothing is rendered.
    """
    parts = tuple(dict.fromkeys(shard.resolve() for shard in shards))
    done = gather(out.resolve(), parts, lambda who: complain(f"another build is writing here ({who}); waiting"))
    learners = f"{done.learners} {'learner' if done.learners == 1 else 'learners'}"
    print(f"Put together {done.parts} parts, {learners} as of {done.on}:  {out}/")
    if done.failed:
        print(f"Not built, and left as they were: {', '.join(done.failed)}")
    if len(done.failed) > allow_failed:
        raise typer.Exit(1)
