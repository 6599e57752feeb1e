"""Everything `pathbook new` can make, in the order people read it."""

from collections.abc import Mapping

from generator.editing.new_in_plan import IN_PLAN
from generator.editing.questions import NewKind

KINDS_OF_NEW: Mapping[str, NewKind] = {**IN_PLAN}
