"""Everything `pathbook new` can make, in the order people read it."""

from collections.abc import Mapping

from generator.editing.new.in_plan import IN_PLAN
from generator.editing.new.learner import LEARNER
from generator.editing.new.questions import NewKind
from generator.editing.new.shared import SHARED

KINDS_OF_NEW: Mapping[str, NewKind] = {"learner": LEARNER, **IN_PLAN, **SHARED}
