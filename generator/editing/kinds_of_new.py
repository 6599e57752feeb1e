"""Everything `pathbook new` can make, in the order people read it."""

from collections.abc import Mapping

from generator.editing.new_in_plan import IN_PLAN
from generator.editing.new_learner import LEARNER
from generator.editing.new_shared import SHARED
from generator.editing.questions import NewKind

KINDS_OF_NEW: Mapping[str, NewKind] = {"learner": LEARNER, **IN_PLAN, **SHARED}
