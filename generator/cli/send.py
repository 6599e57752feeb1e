"""pathbook entries and pathbook send: what was saved and is not in the plans yet, and its way there."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Root, command_name, root_of
from generator.cli.report import complain, counted
from generator.load.git import run_git

if TYPE_CHECKING:
    from generator.editing.entries.entry import Entry, SentBack
    from generator.editing.entries.saved import Clashes
    from generator.editing.entries.sending import Refreshed
    from generator.editing.entries.store import Store

STANDS: Mapping[str, str] = {
    "waiting": "waits to be sent",
    "sent": "sent, and not merged yet",
    "published": "published",
    "sent_back": "sent back",
    "clash": "asks a question: somebody else changed the same place. `pathbook edit` shows it",
}
NO_ADDRESS = (
    "Make the pull request where the school's repository is looked at, from this branch. If that is a GitHub, GitLab "
    "or Gitea, `git config pathbook.forge gitea` (or github, gitlab) lets Pathbook name the page"
)
WHO = "say whose: --for t-0001, or once and for all: git config pathbook.person t-0001"


def entries(
    root: Root = None,
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="PERSON", help="Only this person's. Left out: everybody's.", show_default=False),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="As last seen, without asking where the entries are sent to.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For another program.")] = False,
    drop: Annotated[
        str | None,
        typer.Option(metavar="BRANCH", help="Take an entry that was not sent off the list.", show_default=False),
    ] = None,
) -> None:
    """What was saved and how it stands: waiting, sent, published, sent back, or asking a question."""
    from generator.editing.entries.saved import dropped, entries_of
    from generator.editing.entries.sending import refresh
    from generator.editing.entries.store import store_of

    store = store_of(root_of(root))
    seen = refresh(store) if store.remote is not None and not offline else None
    found = entries_of(store, for_)
    if drop is not None:
        back = dropped(store, entry_called(found, drop))
        print(f"Dropped. To bring it back: {back}")
    elif as_json:
        print(json.dumps([row_of(entry) for entry in found], indent=2, ensure_ascii=False))
    else:
        for entry in found:
            tell(entry)
        if not found:
            print("Nothing was saved that is not in the plans.")
    if seen is not None and seen.why is not None:
        complain(as_last_seen(seen))


def send(
    branch: Annotated[
        str | None, typer.Argument(metavar="[BRANCH]", help="Which entry. Left out: all of yours that wait.")
    ] = None,
    root: Root = None,
    for_: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="PERSON",
            help="Whose entries. Left out: what git config pathbook.person says.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Send entries to be read by others, and tell where the pull request is made."""
    from generator.editing.entries.saved import Clashes, entries_of
    from generator.editing.entries.store import store_of

    store = store_of(root_of(root))
    person = for_ or run_git(store.root, "config", "pathbook.person").stdout.decode(errors="replace").strip() or None
    if branch is None and person is None:
        raise typer.BadParameter(WHO, param_hint="--for")
    wanted = (
        (entry_called(entries_of(store, None), branch),)
        if branch is not None
        else tuple(entry for entry in entries_of(store, person) if entry.status in {"waiting", "clash"})
    )
    if not wanted:
        print("Nothing waits to be sent.")
    asked = False
    for entry in wanted:
        try:
            send_one(store, entry)
        except Clashes as clashes:
            tell_clashes(entry, clashes)
            asked = True
    if asked:
        raise typer.Exit(1)


def send_one(store: "Store", entry: "Entry") -> None:
    from generator.editing.entries.sending import send as send_entry

    sent = send_entry(store, entry)
    print(f"Sent {sent.branch}" + (", joined with what was published meanwhile" if sent.merged_base else ""))
    print(f"  The pull request: {sent.address}" if sent.address else f"  {NO_ADDRESS}.")


def tell_clashes(entry: "Entry", clashes: "Clashes") -> None:
    complain(f"{entry.branch} was not sent: somebody else changed the same places meanwhile")
    for file, clashing in clashes.files.items():
        for clash in clashing.clashes:
            complain(f"  {file}: {' › '.join(map(str, clash.steps)) or 'the whole file'}")
    complain(f"Nothing is lost. Say what holds in the form: {command_name()} edit")


def entry_called(found: "Sequence[Entry]", name: str) -> "Entry":
    """The entry of that name, or the only one that ends so."""
    fitting = [entry for entry in found if entry.branch == name] or [
        entry for entry in found if entry.branch.endswith(f"/{name}")
    ]
    if len(fitting) == 1:
        return fitting[0]
    why = "several entries end so: write the whole name" if fitting else f"there is no entry {name!r}"
    raise typer.BadParameter(f"{why}; `{command_name()} entries` lists them", param_hint="BRANCH")


def tell(entry: "Entry") -> None:
    files = counted(len(entry.files), "file", "files")
    whom = ", ".join(entry.learners) if len(entry.learners) < 4 else counted(len(entry.learners), "learner", "learners")
    about = f"{whom}: {files}" if whom else files
    print(f"{entry.branch}  {about}  {STANDS[entry.status]}")
    if entry.said is not None:
        print(f"  {said(entry.said)}")
    if entry.address is not None and entry.status == "sent":
        print(f"  {entry.address}")


def said(why: "SentBack") -> str:
    if why.by is None:
        return "Its branch was deleted without being merged: see what was said there."
    return f"{why.by}, {why.on}: {why.why}"


def as_last_seen(seen: "Refreshed") -> str:
    when = "never seen yet" if seen.last_seen is None else f"last seen {seen.last_seen.astimezone():%Y-%m-%d %H:%M}"
    return f"What others did is as {when}: {seen.why}"


def row_of(entry: "Entry") -> Mapping[str, object]:
    return {
        "branch": entry.branch,
        "person": entry.person,
        "on": entry.on.isoformat(),
        "status": entry.status,
        "learners": entry.learners,
        "files": entry.files,
        "batch": entry.batch,
        "commit": entry.tip,
        "address": entry.address,
        "clashing": entry.clashing,
        "said": None
        if entry.said is None
        else {
            "by": entry.said.by,
            "on": None if entry.said.on is None else entry.said.on.isoformat(),
            "why": entry.said.why,
        },
    }
