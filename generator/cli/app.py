"""The command: which commands there are, and how a run ends.

Only the module of the command that was asked for is imported, so that a check does not wait for what a build needs.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from generator.cli.report import complain, report
from generator.problem import BuildStopped, ToolFailed, of_file_system
from generator.rooms import own_room

COMMANDS: Mapping[str, str] = {
    "init": "init:init",
    "check": "check:check",
    "build": "build:build",
    "merge-shards": "merge_shards:merge_shards",
    "serve": "serve:serve",
    "edit": "edit:edit",
    "desk": "desk:desk",
    "new learner": "new:learner",
    "new goal": "new:goal",
    "new evidence": "new:evidence",
    "new conference": "new:conference",
    "new support": "new:support",
    "new framework": "new:framework",
    "new pathway": "new:pathway",
    "new group": "new:group",
    "assign": "assign:assign",
    "next": "next_:next_",
    "explain": "explain:explain",
    "worklist": "worklist:worklist",
    "approve": "approve:approve",
    "agreements": "agreements:agreements",
    "what-if": "what_if:what_if",
    "diff": "diff:diff",
    "history": "history:history",
    "requirements": "requirements:requirements",
    "migrate": "migrate:migrate",
    "rollover": "rollover:rollover",
    "leave": "leave:leave",
    "upgrade": "upgrade:upgrade",
    "issue": "issue:issue",
    "verify": "verify:verify",
    "letters": "letters:letters_",
    "rotate": "rotate:rotate",
    "pdf": "pdf:pdf",
    "rate": "rate:rate",
    "import case": "import_:import_case",
    "import asn": "import_:import_asn",
    "import scores": "import_scores:import_scores",
    "undo": "undo:undo",
    "export case": "export:export_case",
    "translate export": "translate:export",
    "translate import": "translate:import_",
    "withdraw": "withdraw:withdraw",
    "entries": "send:entries",
    "send": "send:send",
    "merge": "merge:merge",
    "text": "text:text",
    "people lock": "people:lock",
    "people unlock": "people:unlock",
    "schema": "schema:schema",
    "tidy": "tidy:tidy",
    "cms": "cms:cms",
    "preview key": "preview:key",
    "preview make": "preview:make",
    "preview open": "preview:open_",
    "sample": "sample:sample",
}
FAMILIES: Mapping[str, str] = {
    "new": "Something new in a plan or for the school: you are asked, or say it with options.",
    "import": "Bring standards and scores in from another system.",
    "export": "Give frameworks to another system.",
    "translate": "What readers lack in their language: to a translator and back.",
    "preview": "Pages that a request would change, locked for the school, before it is merged.",
    "people": "The names: locked, so that they may travel in git, and opened to be edited.",
}
ABOUT = "Learning plans as files: checked, and made into a private site and family PDFs for each learner."
FINE, PROBLEMS, WRONG_USAGE, TOOL_FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143


def main() -> NoReturn:
    """Run the command line and end with its exit status."""
    signal.signal(signal.SIGTERM, end_at_once)
    status = INTERRUPTED
    with suppress(KeyboardInterrupt), own_room():  # while the room is taken or given back; all else is told below
        status = status_of(sys.argv[1:])
    sys.exit(status)


def status_of(arguments: Sequence[str]) -> int:
    """Run one command: 0 fine, 1 problems in the data, 2 wrong usage, 3 a tool failed, 130 interrupted."""
    try:
        ended = app_for(arguments)(list(arguments), prog_name="pathbook", standalone_mode=True, obj=tuple(arguments))
    except BuildStopped as stopped:
        report(stopped.problems, Path(stopped.root))
        return PROBLEMS
    except ToolFailed as failed:
        complain(f"{failed.tool}: {failed.hint}")
        return TOOL_FAILED
    except KeyboardInterrupt:
        complain("Stopped. What was finished is kept; the rest is as it was.")
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output (a pager, head) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as failed:
        complain(str(of_file_system(failed)))
        return TOOL_FAILED
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else FINE
    return ended if isinstance(ended, int) else FINE


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The command line with the command asked for; with all of them when none is, or one we do not know."""
    asked = tuple(name for name in COMMANDS if name.split() == list(arguments[: len(name.split())]))
    app = typer.Typer(
        help=ABOUT,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(about)
    families = {name: typer.Typer(help=text, no_args_is_help=True) for name, text in FAMILIES.items()}
    for name in asked or COMMANDS:
        *family, own = name.split()
        owner = families[family[0]] if family else app
        owner.command(own)(function_at(COMMANDS[name]))
    for name, family_app in families.items():
        if family_app.registered_commands:
            family_app.callback()(about_family)
            app.add_typer(family_app, name=name)
    return app


def say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # which loads what reads e-mails

        print(f"pathbook {version('pathbook')}")
        raise typer.Exit


def about(
    version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Say which Pathbook this is.")
    ] = False,
) -> None:
    """What stands before a command."""


def about_family() -> None:
    """Keeps a family of one command a family."""


def function_at(target: str) -> Callable[..., object]:
    """The function a line of COMMANDS names."""
    module, function = target.split(":")
    command: Callable[..., object] = getattr(import_module(f"generator.cli.{module}"), function)
    return command


def end_at_once(_signal: int, _frame: FrameType | None) -> NoReturn:
    """SIGTERM ends a run as Ctrl-C does, so that nothing half-written stays."""
    raise SystemExit(TERMINATED)
