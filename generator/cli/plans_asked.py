"""The files of plans/ that a command begins from: this folder's, or those that a person sees on their branches."""

from pathlib import Path

from generator.cli.proposing import Way
from generator.editing.plans import Plans, plans_in


def plans_for(root: Path, way: Way) -> Plans:
    if not way.entry or way.person is None:
        return plans_in(root)
    from generator.editing.entries.saved import view_of
    from generator.editing.entries.store import store_of
    from generator.editing.plans import plans_seen

    return plans_seen(view_of(store_of(root), way.person, "plans"))
