"""What lies among the outputs and must not: sites of learners who are gone or whom nobody may read, or of another kind.

Open pages among sealed ones would be the worst of leaks, so whatever this kind of build does not make goes.
"""

import re
from collections.abc import Mapping

from generator.manifest import Line, Order
from generator.publish.keys import Master, folder_of
from generator.publish.swap import without_others
from generator.sealing import stick_name

SEALED = re.compile(r"[a-z2-7]{16}")  # how a sealed folder is called, and no learner


def cleared_away(order: Order, master: Master, learners: frozenset[str], lines: Mapping[str, Line]) -> frozenset[str]:
    """Whose outputs were taken away, since they are no longer among the school's `learners`."""
    unread = frozenset(name for name, line in lines.items() if "site" in line.parts and not line.parts["site"].files)
    if order.access == "standalone":
        clear_sticks(order, master, learners - unread)
    elif order.only != "pdf":
        without_others(order.sites, kept_sites(order, master, learners, unread))
        clear_themes(order, learners, lines)
    if not order.clears:
        return frozenset()
    without_others(order.photos, learners)
    without_others(order.history / "learners", learners)
    return (frozenset(lines) | without_others(order.pdfs, learners)) - learners


def kept_sites(order: Order, master: Master, learners: frozenset[str], unread: frozenset[str]) -> frozenset[str]:
    """The folders of sites that stay. Built as of a commit, those of learners who came later stay too."""
    if order.clears:
        return names_of(order, master, learners - unread)
    there = {path.name for path in order.sites.iterdir()} if order.sites.is_dir() else set()
    alike = {name for name in there if bool(SEALED.fullmatch(name)) == (order.access == "sealed")}
    return frozenset(alike - names_of(order, master, unread))


def names_of(order: Order, master: Master, learners: frozenset[str]) -> frozenset[str]:
    """How the learners' sites are called."""
    return learners if order.access == "plain" else frozenset(folder_of(master, learner) for learner in learners)


def clear_sticks(order: Order, master: Master, learners: frozenset[str]) -> None:
    if order.clears:
        without_others(order.sticks, frozenset(stick_name(name) for name in names_of(order, master, learners)))


def clear_themes(order: Order, learners: frozenset[str], lines: Mapping[str, Line]) -> None:
    """Themes of earlier builds go once no site leads to them any more: of everybody it is known which theirs are."""
    made = {name: line.parts["site"] for name, line in lines.items() if "site" in line.parts}
    if learners <= made.keys():
        without_others(order.theme, frozenset(theme for name in learners for theme in made[name].themes))
