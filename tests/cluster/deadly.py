"""Jobs that workers of a cluster import by name."""

import os
from pathlib import Path

from generator.build import Task, build_learner
from generator.manifest import Built
from generator.workshop import Workshop

DEADLY = "s-00003"


def built_unless_deadly(shop: Workshop, task: Task) -> Built:
    """As a build does it; but one learner takes every worker down."""
    if task.folder.learner == DEADLY:
        os._exit(1)
    return build_learner(shop, task.folder, task.past, task.withheld, task.known)


def nothing() -> None:
    return None


def told(_: None, number: int) -> tuple[int, str]:
    return number, str(Path.cwd())


def lost(number: int) -> tuple[int, str]:
    return number, "lost"
