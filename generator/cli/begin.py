"""Where every run of the command begins: with the answers for which next to nothing has to be loaded.

A build of a school in which nothing has changed is told so before what a build takes is imported; so is the version.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

INTERRUPTED = 130
PACKAGE = "pathbook-"
INSTALLED = ".dist-info"


def main() -> NoReturn:
    """Run the command line and end with its exit status."""
    try:
        with suppress(BrokenPipeError):
            said = said_at_once(sys.argv[1:])
            if said is not None:
                print(said, flush=True)
                sys.exit(0)
        from generator.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


def said_at_once(words: Sequence[str]) -> str | None:
    """What there is to say without looking further; None: the command itself has to run."""
    match words:
        case ["--version"]:
            return version()
        case ["build", *said]:
            from generator.at_rest.still import still_holds

            with suppress(OSError):  # what cannot be looked at here is told by the build, in a sentence
                return still_holds(said, os.environ, os.getcwd())  # noqa: PTH109
    return None


def version() -> str | None:
    """The version, as the folder that the installation made is called; None: it is installed in another way."""
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208
                if name.startswith(PACKAGE) and name.endswith(INSTALLED):
                    return f"pathbook {name.removeprefix(PACKAGE).removesuffix(INSTALLED)}"
    return None
