"""Values and entries as the browser is told of them."""

from collections.abc import Mapping
from typing import Any

from generator.editing.entries.entry import Entry
from generator.yamltext.placed import thawed


def plain(value: Any) -> Any:
    """A value as JSON can say it: numbers and days as they are written in files."""
    thawn = thawed(value)
    if isinstance(thawn, Mapping):
        return {str(key): plain(inner) for key, inner in thawn.items()}
    if isinstance(thawn, list | tuple):
        return [plain(inner) for inner in thawn]
    return thawn if thawn is None or isinstance(thawn, bool | int) else str(thawn)


def entry_told(entry: Entry) -> Mapping[str, Any]:
    said = entry.said
    return {
        "branch": entry.branch,
        "on": entry.on.isoformat(),
        "status": entry.status,
        "learners": list(entry.learners),
        "files": list(entry.files),
        "batch": entry.batch,
        "address": entry.address,
        "clashing": list(entry.clashing),
        "said": None
        if said is None
        else {"by": said.by, "on": said.on.isoformat() if said.on else None, "why": said.why},
    }
