"""A part of a school's learners, built on a machine of its own; and what parts must agree in to be put together again.

Who belongs to which part is told by the id alone: a learner who comes or goes moves nobody else, so that what each
machine keeps between builds stays of use. Ids are spread like dice, so parts of many learners are of about equal size.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path

from generator.problem import ToolFailed
from generator.records.school import LearnerId

FILE = "shard.json"
FORMAT = 1
SAID = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Part number `part` of `of`, from 1."""

    part: int
    of: int

    def __str__(self) -> str:
        return f"{self.part}/{self.of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What is written beside a part's outputs. `commit`: "" where there is no git. `programs`, `secret`, `beside`:
    digests, the last one of files named on the command line. `school`: a digest of the ids of all learners, `learners`
    those of this part. `stays`: outputs, as paths, that nobody could make anew, so that older ones stay.
    """

    part: int
    of: int
    on: str
    commit: str
    programs: str
    secret: str
    beside: str
    access: str
    only: str
    appendix: bool
    release: int
    school: str
    learners: tuple[LearnerId, ...]
    failed: tuple[LearnerId, ...]
    stays: tuple[str, ...]


def shard_said(text: str) -> Shard | None:
    """As somebody types it: 3/16. None: that is no part."""
    found = SAID.fullmatch(text)
    if found is None or int(found[1]) > int(found[2]):
        return None
    return Shard(part=int(found[1]), of=int(found[2]))


def is_in(shard: Shard | None, learner: LearnerId) -> bool:
    """Whether a learner belongs to a part; None: to the whole."""
    if shard is None:
        return True
    return int.from_bytes(sha256(learner.encode()).digest()[:8]) % shard.of == shard.part - 1


def digest_of_ids(learners: Iterable[LearnerId]) -> str:
    return sha256("\n".join(sorted(learners)).encode()).hexdigest()


def write_stamp(book: Path, stamp: Stamp) -> None:
    told = {"format": FORMAT, **asdict(stamp)}
    (book / FILE).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def forget_stamp(book: Path) -> None:
    """What lies there is no part any more, or is about to be another."""
    (book / FILE).unlink(missing_ok=True)


def read_stamp(out: Path) -> Stamp:
    """Of the part in an output folder. Raises ToolFailed where there is none."""
    try:
        told = json.loads((out / ".pathbook" / FILE).read_text(encoding="utf-8"))
    except OSError:
        raise no_part(out, "holds no part that was built to its end") from None
    except ValueError:
        raise no_part(out, "holds a part whose stamp is damaged") from None
    if (
        not isinstance(told, dict)
        or told.pop("format", None) != FORMAT
        or told.keys() != {one.name for one in fields(Stamp)}
    ):
        raise no_part(out, "holds a part that another Pathbook built")
    lists: Mapping[str, tuple[str, ...]] = {name: tuple(told[name]) for name in ("learners", "failed", "stays")}
    return Stamp(**{**told, **lists})


def no_part(out: Path, what: str) -> ToolFailed:
    return ToolFailed("merge-shards", f"{out} {what}. Build it with: pathbook build --shard 1/4 --out {out}")


# What all parts must agree in, and how it is called.
ALIKE: Mapping[str, str] = {
    "of": "numbers of parts",
    "commit": "commits",
    "on": "days",
    "programs": "versions of Pathbook or of what it is made with",
    "access": "kinds of access",
    "only": "kinds of outputs (--only)",
    "appendix": "choices of --appendix",
    "secret": "master secrets",
    "beside": "files of names or reviews",
    "release": "release numbers",
    "school": "lists of learners",
}


def refuse_unless_whole(stamps: Mapping[Path, Stamp]) -> None:
    """Raises ToolFailed where parts are not the parts of one build, one is missing, or one is there twice."""
    (first, told), *others = stamps.items()
    for folder, stamp in others:
        for name, called in ALIKE.items():
            if getattr(stamp, name) != getattr(told, name):
                raise differ(first, told, folder, stamp, name, called)
    of_part: dict[int, Path] = {}
    for folder, stamp in stamps.items():
        if stamp.part in of_part:
            raise ToolFailed(
                "merge-shards", f"{of_part[stamp.part]} and {folder} are both part {stamp.part}/{stamp.of}"
            )
        of_part[stamp.part] = folder
    missing = [f"{part}/{told.of}" for part in range(1, told.of + 1) if part not in of_part]
    if missing:
        raise ToolFailed(
            "merge-shards", f"{', '.join(missing)} of the parts is missing. Name the folder of every part."
        )
    everybody = [learner for stamp in stamps.values() for learner in stamp.learners]
    if len(everybody) != len(set(everybody)) or digest_of_ids(everybody) != told.school:
        raise ToolFailed("merge-shards", "the parts together do not hold every learner once. Build all parts anew.")


def differ(first: Path, told: Stamp, folder: Path, stamp: Stamp, name: str, called: str) -> ToolFailed:
    one, other = getattr(told, name), getattr(stamp, name)
    shown = f" ({one} and {other})" if name in ("of", "commit", "on", "access", "only", "release") else ""
    return ToolFailed(
        "merge-shards", f"{first} and {folder} were built with different {called}{shown}. Build both alike."
    )
