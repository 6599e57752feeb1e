"""Whether two documents say the same: one digest over all that one of them says, however it is laid out.

Fields that say nothing are left out, and names of fields are, so that a newer Pathbook that could say more, but has
nothing to say, does not make another document of it.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import TypeAlias

from generator.view.page import Edition

Told: TypeAlias = "str | int | float | list[Told]"


def content_digest(edition: Edition) -> str:
    """Of what an edition says and shows in its language, on its paper, in its print."""
    whole = [edition.kind, edition.language, edition.paper, edition.print, edition.title, told_in(edition.content)]
    return sha256(json.dumps(whole, ensure_ascii=True).encode()).hexdigest()


def told_in(content: object) -> Told:
    """Texts and numbers in their order; what is nothing, or empty, tells nothing."""
    match content:
        case str() | int() | float():
            return content
        case tuple():
            return [told_in(part) for part in content]
        case Mapping():
            return [[told_in(key), told_in(value)] for key, value in content.items()]
    if not is_dataclass(content):
        return [] if content is None else str(content)
    values = (getattr(content, field.name) for field in fields(content))
    return [told_in(value) for value in values if value not in (None, "", ())]
