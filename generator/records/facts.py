"""Plain facts about files that are not text: found out in load/facts, judged in check/files."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """One file beside an evidence file. `media_type` comes from its first bytes; None: of no kind we know."""

    bytes: int
    media_type: str | None
    has_location: bool  # whether its metadata say where a photo was taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All files in a learner's evidence folder that are not YAML, by path relative to that folder."""

    files: Mapping[str, FileFacts]
