"""What becomes of a learner's plain pages: laid open for a host with logins, sealed, or made one file for a stick.

Plain pages that are to be sealed lie in a private folder of the system's, never beside what is published, and go.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from generator.access import readers_by_learner
from generator.at_rest.private import keep_private, kept_private
from generator.manifest import Access, Order
from generator.model.access import Reader, epoch_of, readers_of
from generator.publish.keys import code_of
from generator.publish.paths import BROWSER_SIDE, SITES, TOPS
from generator.publish.pb1 import slots_of
from generator.publish.rules.accounts import SETTINGS, Account, Hashes, account_table
from generator.publish.rules.table import files_of
from generator.publish.sealed import Seal, seal_site
from generator.publish.standalone import PATH, standalone_of
from generator.publish.swap import put_in_place, swapped_in, taken_away, without_others
from generator.publish.vault import vault_of
from generator.records.learner import Learner
from generator.render.one_page import one_page
from generator.workshop import Workshop

AT_TOP = ("404.html", "index.html", "robots.txt")
LOGINS = "logins"  # what is remembered of rules, beside the outputs
FORMER = 3  # versions of a code that may have passed since the last publication
Lying: TypeAlias = Callable[[Workshop, Learner], AbstractContextManager[Path]]


def may_be_read(order: Order, learner: Learner, on: date) -> bool:
    """Whether there is to be a site. A host with logins lets nobody in by itself, so there it may lie ready."""
    return order.access == "plain" or bool(readers_of(learner, on))


@contextmanager
def laid_open(shop: Workshop, learner: Learner) -> Iterator[Path]:
    with swapped_in(shop.order.sites / learner.learner) as fresh:
        yield fresh


@contextmanager
def sealed(shop: Workshop, learner: Learner) -> Iterator[Path]:
    """A private folder; what it holds when the block ends well is sealed into the published one."""
    with TemporaryDirectory(prefix="pathbook-") as folder:
        plain = Path(folder)
        yield plain
        (plain / PATH).write_text(one_page(plain, papers=False, templates=shop.templates), encoding="utf-8")
        seal = seal_of(shop, learner)
        with swapped_in(shop.order.sites / seal.vault.folder) as fresh:
            seal_site(plain, fresh, seal)


@contextmanager
def on_a_stick(shop: Workshop, learner: Learner) -> Iterator[Path]:
    """A private folder; what it holds when the block ends well becomes one sealed file."""
    with TemporaryDirectory(prefix="pathbook-") as folder:
        plain = Path(folder)
        yield plain
        seal = seal_of(shop, learner)
        content = standalone_of(plain, seal.vault, seal.slots, shop.spoken, shop.templates)
        put_in_place(shop.order.sticks / stick_name(seal.vault.folder), content)


LYING: Mapping[Access, Lying] = {"plain": laid_open, "sealed": sealed, "standalone": on_a_stick}


def seal_of(shop: Workshop, learner: Learner) -> Seal:
    """What the learner's site is sealed with on this day, for whoever may read it."""
    readers = readers_of(learner, shop.school.on)
    vault = vault_of(shop.master, learner.learner, epoch_of(learner), readers)
    return Seal(
        vault=vault,
        slots=slots_of(vault, shop.master, readers),
        codes=tuple(code_of(shop.master, reader) for reader in readers),
        former_codes=tuple(code_of(shop.master, former) for reader in readers for former in before(reader)),
        theme=shop.order.theme,
        base=shop.base,
        front=shop.front,
        languages=shop.languages,
        previous=(shop.order.previous or shop.order.sites.parent) / SITES / vault.folder,
        release=shop.order.release or 1,
        on=shop.school.on,
    )


def before(reader: Reader) -> tuple[Reader, ...]:
    """The same reader with the codes that were renewed, newest first. Older ones than three lie in no publication."""
    oldest = max(reader.version - FORMER, 1)
    return tuple(replace(reader, version=version) for version in range(reader.version - 1, oldest - 1, -1))


def stick_name(folder: str) -> str:
    """The file of a site that is one file: it says that it is a plan, and not whose."""
    return f"learning-plan-{folder}.html"


def write_rules(shop: Workshop) -> None:
    """Beside open sites, the rules by which a server lets in whom `access` names. They hold hashes of codes."""
    order, school = shop.order, shop.school
    publish = school.commons.school.publish
    readers = readers_by_learner(order.root, school.folders, school.on)
    address, logins = None if publish is None else publish.base_url, order.book / LOGINS
    table = account_table(shop.master, readers, address, shop.spoken, known_hashes(logins))
    keep_hashes(logins, table.accounts)
    with swapped_in(order.rules) as fresh:
        fresh.chmod(0o700)
        for name, text in files_of(table).items():
            file = fresh / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(0o600)
            file.write_text(text, encoding="utf-8")


def known_hashes(file: Path) -> Hashes:
    """Those of the last build: each takes 2 ms, and there is one for everybody who reads."""
    said = (kept_private(file) or b"").decode().split()
    return {each[:SETTINGS]: each for each in said}


def keep_hashes(file: Path, accounts: Iterable[Account]) -> None:
    keep_private(file, "\n".join(each.hash for each in accounts).encode())


def write_front(shop: Workshop) -> None:
    """What is published of nobody: there among sealed sites, and not among open ones."""
    order, top = shop.order, shop.order.sites.parent
    if order.access == "standalone" or order.only == "pdf":
        return
    if order.access == "plain":
        write_rules(shop)
        for name in (BROWSER_SIDE, *AT_TOP):
            taken_away(top / name)
        return
    if not order.learners and order.clears:
        without_others(top, frozenset({*TOPS, *AT_TOP}))
        without_others(top / BROWSER_SIDE, frozenset(path.split("/")[1] for path in shop.front.files if "/" in path))
    for path, content in shop.front.files.items():
        put_in_place(top / path, content)
