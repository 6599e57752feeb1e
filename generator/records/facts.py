"""Plain facts that no file of a learner says itself: found out in load, judged in check."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """One file beside an evidence file. `media_type` comes from its first bytes; None: of no kind we know."""

    bytes: int
    media_type: str | None
    has_location: bool  # whether its metadata say where a photo was taken


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessBefore:
    """What the commits up to now say of who reads a learner's site, as far as none of it may be taken back.

    `epoch` is the highest; `slots` all that were ever there in that epoch; `versions` the highest of each slot ever.
    """

    epoch: int
    slots: frozenset[str]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All files in a learner's evidence folder that are not YAML, by path relative to that folder.

    `access_before` None: no commit in reach says anything of it.
    """

    files: Mapping[str, FileFacts]
    access_before: AccessBefore | None = None
    # Of school years put away: by path in the year's folder, the digests of the files as they are now.
    frozen: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
