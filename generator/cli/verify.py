"""pathbook verify: whether a folder may be published, or what a host serves is what was published."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import MasterFile, On, PeopleFile, Root, day_asked, root_of
from generator.cli.report import complain, counted
from generator.manifest import Order

CORES = os.cpu_count() or 1
WhatToVerify = Annotated[
    str | None,
    typer.Argument(
        metavar="[FOLDER|ADDRESS]",
        help="A folder of sealed sites, or the address they lie at. Left out: the address that school.yml names.",
        show_default=False,
    ),
]
ListFile = Annotated[
    Path | None,
    typer.Option(
        "--list",
        metavar="FILE",
        help="The list of what was published. Left out: the one beside a folder; for an address, out/published.json.",
        show_default=False,
    ),
]
Last = Annotated[
    Path | None,
    typer.Option(
        "--previous", metavar="FOLDER", help="The publication before, with its list beside it.", show_default=False
    ),
]


def verify(
    what: WhatToVerify = None,
    held: ListFile = None,
    root: Root = None,
    master: MasterFile = None,
    previous: Last = None,
    where: Annotated[
        bool, typer.Option("--where", help="Only say the address that school.yml names; nothing where it names none.")
    ] = False,
    seconds: Annotated[float, typer.Option(min=1, help="How long the host may take for a file.")] = 30.0,
    people: PeopleFile = None,
    on: On = None,
) -> None:
    """Judge a folder of sealed sites as it is before it is published, or compare what a host serves with the list.

    Of a folder: every file is nobody's or opens with its key, for its readers and nobody else, and no word of a plan
    can be read. Of an address: every file is there and unchanged, and nothing else is.
    """
    if where:
        print(address_of(root_of(root)) or "")
        return
    what = what or address_of(root_of(root))
    if what is None:
        raise typer.BadParameter("plans/school.yml names no publish.base_url; name the address, or a folder")
    if what.startswith(("http://", "https://")):
        verify_host(what, held or root_of(root) / "out" / "published.json", seconds)
        return
    order = Order(
        root=root_of(root), out=Path(what).resolve().parent, people=people, access="sealed", master=master, jobs=CORES
    )
    verify_folder(order, Path(what).resolve(), held, previous, day_asked(on))


def address_of(root: Path) -> str | None:
    """Where the school's sites lie, as its settings say; None: they do not say it yet."""
    from generator.load.commons import load_commons

    commons, _ = load_commons(root)
    publish = None if commons is None else commons.school.publish
    return None if publish is None else publish.base_url


def verify_host(address: str, file: Path, seconds: float) -> None:
    from generator.cli.publishing_said import complain_of
    from generator.publish.hashes import read_list
    from generator.publish.host import advice_for, faults_at, host_at

    held = read_list(file)
    if held is None:
        raise typer.BadParameter(f"there is no list {file}; `build --publish` writes one, or name it with --list")
    host = host_at(address, seconds)
    wrong = complain_of(faults_at(host, held))
    for advice in advice_for(host, held):
        complain(f"advice: {advice}")
    if wrong:
        complain(f"{counted(wrong, 'fault', 'faults')} at {host.address}")
        raise typer.Exit(1)
    print(f"{counted(len(held.files), 'file', 'files')} of release {held.release} at {host.address}: all as published.")


def verify_folder(
    order: Order, folder: Path, file: Path | None, previous: Path | None, today: Callable[[str], date]
) -> None:
    from generator.checked import checked_school  # what pages are made with takes a second to load: not for --help
    from generator.cli.publishing_said import complain_of
    from generator.publish.hashes import differences, read_list
    from generator.publishing import judged, list_of
    from generator.workshop import Workshop

    if not folder.is_dir():
        raise typer.BadParameter(f"there is no folder {folder}")
    shop = Workshop(order=order, school=checked_school(order.root, order.people, today))
    held = read_list(file or list_of(folder))
    if held is None and file is not None:
        raise typer.BadParameter(f"there is no list {file}")
    before = held if previous is None else read_list(list_of(previous))
    faults = (*judged(shop, folder, previous, before), *(() if held is None else differences(folder, held)))
    if complain_of(dict.fromkeys(faults)):
        complain(f"{counted(len(set(faults)), 'fault', 'faults')} in {folder}")
        raise typer.Exit(1)
    trial = " It is sealed with the trial secret, which everybody knows." if shop.master.test else ""
    print(f"{folder}: every file is nobody's or opens with its key, and no word of a plan can be read.{trial}")
