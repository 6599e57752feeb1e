"""The only place that knows of parallel work: one job for each item, on one core, on all of them, or on a cluster's.

Results come in the order of the items. A worker prepares its tools once. One that dies takes down no other: what it was
at is tried once more, and then reported by what `lost` makes of it.
"""

from generator.workers.each import each, is_how
from generator.workers.work import How, Work, is_cluster

__all__ = ["How", "Work", "each", "is_cluster", "is_how"]
