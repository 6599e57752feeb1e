"""What git says of who read learners' sites before, so that `check` can tell where an access was not really ended.

Every version of a learner.yml in the line of those who merge is looked at, not only the last one: what was left out two
commits ago is left out still. Two questions to git for a whole school, and those only when somebody asks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from generator.load.blobs import texts_of
from generator.load.git import run_git
from generator.load.log_lines import LOG, PLAINLY, SETTINGS, commits_in
from generator.problem import ToolFailed
from generator.records.facts import AccessBefore
from generator.records.school import LearnerId
from generator.yamltext.read import Value, decode, read

LEARNER_FILE = re.compile(r"plans/(?:[^/]+/)?(?P<learner>[a-z]-[0-9]{4,8})/learner\.yml")
WHERE = ":(glob)plans/**/learner.yml"
# The entry of a file and all lines that go on with it: indented, empty, remarks, or a closing brace.
ACCESS = re.compile(rb"^access[ \t]*:.*(?:\n(?:[ \t#}].*|\r?$))*", re.MULTILINE)

State: TypeAlias = tuple[int, Mapping[str, int]]  # the epoch, and the version of each slot


class AccessOfThePast(Mapping[LearnerId, AccessBefore]):
    """What is known of each learner whose file ever said who reads. Git is asked when somebody looks.

    Nothing where git cannot tell: `previous_access_known` says whether it could.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def _known(self) -> Mapping[LearnerId, AccessBefore]:
        try:
            return access_before(self._root)
        except ToolFailed:  # there is no git here, or not all that it knew
            return {}

    def __getitem__(self, learner: LearnerId) -> AccessBefore:
        return self._known[learner]

    def __iter__(self) -> Iterator[LearnerId]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def previous_access_known(root: Path) -> bool:
    """Whether git here knows all that was published before: the school is committed, and no history is cut off.

    A repository with its very first commit knows all there is to know.
    """
    try:
        asked = run_git(root, "rev-parse", "--is-shallow-repository", "HEAD:./plans")
        access_before(root)
    except ToolFailed:
        return False
    return asked.returncode == 0 and asked.stdout.splitlines()[0] == b"false"


def access_before(root: Path, commit: str = "HEAD") -> Mapping[LearnerId, AccessBefore]:
    """What all commits up to this one say, learner by learner; empty where git knows nothing of this folder."""
    log = run_git(root, *SETTINGS, *LOG, *PLAINLY, commit, "--", WHERE)
    if log.returncode:
        return {}
    versions = tuple(dict.fromkeys(versions_in(log.stdout)))
    said: dict[bytes, State | None] = {}  # most versions of a file say the same
    states: dict[LearnerId, list[State]] = {}
    for (learner, _), (_, content) in zip(versions, texts_of(root, [blob for _, blob in versions]), strict=True):
        entry = entry_of(content)
        state = said[entry] if entry in said else said.setdefault(entry, state_in(entry))
        if state is not None:
            states.setdefault(learner, []).append(state)
    return {learner: summed_up(each) for learner, each in states.items()}


def versions_in(log: bytes) -> Iterator[tuple[LearnerId, str]]:
    """Each version of a learner.yml that the log tells of, by the name git has for its content."""
    for _, _, files in commits_in(log):
        for raw, path in files:
            blob = raw.split(" ")[3]
            found = LEARNER_FILE.fullmatch(path)
            if found is not None and blob.strip("0"):
                yield found["learner"], blob


def entry_of(content: bytes) -> bytes:
    """The lines that say who reads; the whole file where they are not to be found by how they begin."""
    found = ACCESS.search(content)
    return found.group() if found is not None else content if b"access" in content else b""


def state_in(entry: bytes) -> State | None:
    """What an entry says; None: nothing, or nothing that can be understood."""
    text, problems = decode(entry, "learner.yml")
    value, wrong = (None, problems) if problems else read(text, "learner.yml")
    access = value.get("access") if isinstance(value, dict) and not wrong else None
    epoch = number_in(access.get("epoch")) if isinstance(access, dict) else None
    if epoch is None or not isinstance(access, dict):
        return None
    slots = access.get("slots")
    numbers = {slot: number_in(version) for slot, version in slots.items()} if isinstance(slots, dict) else {}
    return epoch, {slot: version for slot, version in numbers.items() if version is not None}


def number_in(value: Value) -> int | None:
    return int(value) if isinstance(value, str) and value.isdecimal() else None


def summed_up(states: Iterable[State]) -> AccessBefore:
    known = tuple(states)
    epoch = max(epoch for epoch, _ in known)
    versions: dict[str, int] = {}
    for _, slots in known:
        versions |= {slot: max(version, versions.get(slot, 0)) for slot, version in slots.items()}
    last = frozenset(slot for held, slots in known if held == epoch for slot in slots)
    return AccessBefore(epoch=epoch, slots=last, versions=versions)
