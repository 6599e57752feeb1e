"""What becomes of a learner's plain pages: laid open for a host with logins, sealed, or made one file for a stick.

Plain pages that are to be sealed lie in a private folder of the system's, never beside what is published, and go.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

from generator.manifest import Access
from generator.model.access import readers_of
from generator.publish.swap import put_in_place, swapped_in, taken_away, without_others
from generator.records.learner import Learner
from generator.workshop import Workshop

BROWSER_SIDE, AT_TOP = "_pb", ("404.html", "index.html", "robots.txt")
Lying: TypeAlias = Callable[[Workshop, Learner], AbstractContextManager[Path]]


def may_be_read(shop: Workshop, learner: Learner) -> bool:
    """Whether there is to be a site. A host with logins lets nobody in by itself, so there it may lie ready."""
    return shop.order.access == "plain" or bool(readers_of(learner, shop.school.on))


@contextmanager
def laid_open(shop: Workshop, learner: Learner) -> Iterator[Path]:
    with swapped_in(shop.order.sites / learner.learner) as fresh:
        yield fresh


LYING: Mapping[Access, Lying] = {"plain": laid_open}


def write_front(shop: Workshop) -> None:
    """What is published of nobody: there among sealed sites, and not among open ones."""
    order, top = shop.order, shop.order.sites.parent
    if order.access == "standalone" or order.only == "pdf":
        return
    if order.access == "plain":
        for name in (BROWSER_SIDE, *AT_TOP):
            taken_away(top / name)
        return
    if not order.learners and order.clears:
        without_others(top, frozenset({"s", "_theme", BROWSER_SIDE, *AT_TOP}))
        without_others(top / BROWSER_SIDE, frozenset(path.split("/")[1] for path in shop.front.files if "/" in path))
    for path, content in shop.front.files.items():
        put_in_place(top / path, content)
