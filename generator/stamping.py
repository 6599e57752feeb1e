"""What is written beside the outputs of a part of a school, so that only parts of one build are put together."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from generator.checked import CheckedSchool
from generator.load.git import run_git
from generator.manifest import Order
from generator.problem import ToolFailed
from generator.programs import programs
from generator.publish.keys import Master, folder_of
from generator.publish.paths import SITES
from generator.records.school import LearnerId
from generator.sealing import stick_name
from generator.shards import Shard, Stamp, digest_of_ids, is_in

NOBODY = ""  # a folder that is nobody's tells one secret from another, and gives none away


def stamp_of(order: Order, shard: Shard, school: CheckedSchool, master: Master, failed: tuple[LearnerId, ...]) -> Stamp:
    learners = tuple(folder.learner for folder in school.folders)
    return Stamp(
        part=shard.part,
        of=shard.of,
        on=str(school.on),
        commit=commit_of(order),
        programs=programs(order.book / "programs"),
        secret=folder_of(master, NOBODY),
        beside=digest_of_files(order.people, order.reviews),
        access=str(order.access),
        only=order.only or "",
        appendix=order.appendix,
        release=order.release or 1,
        school=digest_of_ids(learners),
        learners=tuple(learner for learner in learners if is_in(shard, learner)),
        failed=failed,
        stays=tuple(sorted(outputs_of(order, master, failed))),
    )


def commit_of(order: Order) -> str:
    try:
        asked = run_git(order.past or order.root, "rev-parse", "--verify", f"{order.until}^{{commit}}")
    except ToolFailed:
        return ""
    return asked.stdout.decode("ascii", "replace").strip() if asked.returncode == 0 else ""


def digest_of_files(*files: Path | None) -> str:
    held = (file.read_bytes() if file is not None and file.is_file() else b"" for file in files)
    return sha256(b"\n".join(sha256(content).digest() for content in held)).hexdigest()


def outputs_of(order: Order, master: Master, learners: Iterable[LearnerId]) -> Iterator[str]:
    """Where outputs of learners would lie, below the output folder."""
    for learner in learners:
        site = learner if order.access == "plain" else folder_of(master, learner)
        yield f"site/{SITES}/{site}"
        yield f"standalone/{stick_name(site)}"
        yield from (f"{top}/{learner}" for top in ("pdf", ".pathbook/photos", ".pathbook/history/learners"))
