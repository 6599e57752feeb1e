"""What a build reads of a school's folder, in one place, and a digest of it: remembered while nobody touches the files.

Whatever a page is made of must lie below what `inputs` names, or be told to `unchanged.py` in another way.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from time import time_ns

from generator.programs import GRAIN_NS

PLANS = "plans"
READ = (PLANS, "frameworks", "site_templates", "mkdocs.yml")
ON_NO_PAGE = frozenset(("plans/.batches", "plans/imports"))  # what a batch wrote, and how tables are read
BASE = "mkdocs.yml"
# Whatever in it might be a path: what stands in quotes, each value, and each word.
QUOTED, PART, WORD = (
    re.compile(r"'([^'\n]+)'|\"([^\"\n]+)\""),
    re.compile(r"[\[\]{},\n]|[ \t]#.*"),
    re.compile(r"[^\s'\":]+"),
)
# A plugin, a hook and a value from the environment can bring anything onto a page. These two are known to us.
PLUGIN = re.compile(r"^(?:plugins|hooks)[ \t]*:.*(?:\n(?:[ \t#-].*|[ \t]*$))*", re.MULTILINE)
KNOWN = re.compile(r"^(?:plugins[ \t]*:|[ \t]*-[ \t]+(?:material/)?search:?|[ \t]*(?:#.*)?)[ \t]*$")
FROM_OUTSIDE = "!ENV"
HOUSEHOLD = re.compile(rb"^household:.*$", re.MULTILINE)  # names of one household may stand on each other's pages
LEARNER_FILE = "learner.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What lies in a folder. `digest`: of all names and bytes; `household`: the line of a learner who names one."""

    digest: str
    household: str = ""


def inputs(root: Path) -> tuple[str, ...]:
    """Every folder and file that a build reads, from the school's folder; git's own aside.

    The base of the sites may name others, such as a folder of its own theme: whatever it says that is there counts.
    """
    said, base = dict.fromkeys(READ), root / BASE
    waiting = [base] if base.is_file() else []
    while waiting:
        for token in maybe_paths(waiting.pop().read_text(encoding="utf-8", errors="replace")):
            path = os.path.normpath(token)
            if path not in said and path[0] not in "./" and (root / path).exists():
                said[path] = None
                waiting += [root / path] if path.endswith((".yml", ".yaml")) else []
    return tuple(name for name in said if (root / name).exists())


def maybe_paths(text: str) -> Iterator[str]:
    yield from (each for found in QUOTED.findall(text) for each in found if each)
    for part in PART.split(text):
        yield from filter(None, (part.rpartition(": ")[2].strip(" \t-"), *WORD.findall(part)))


def reads_anything(root: Path) -> bool:
    """Whether the school's own base of the sites names programs of which nobody knows what they read."""
    bases = (root / name for name in inputs(root) if name.endswith((".yml", ".yaml")))
    for text in (base.read_text(encoding="utf-8", errors="replace") for base in bases):
        named = (line for found in PLUGIN.finditer(text) for line in found.group().splitlines())
        if FROM_OUTSIDE in text or not all(map(KNOWN.match, named)):
            return True
    return False


def shared_by_all(root: Path, own: Iterable[str], memory: "Memory") -> str:
    """One digest of everything that is no learner's. `own`: the folders of learners."""
    left_out = frozenset((*own, *ON_NO_PAGE))
    return memory.held("", (file for name in inputs(root) for file in files_below(root, name, left_out))).digest


def files_below(root: Path, name: str, left_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Each file's name from the root, and its path; a link is followed, and where it leads is part of its name."""
    top = os.fspath(root / name)
    if os.path.isfile(top):  # noqa: PTH113
        yield name, top
        return
    seen = set()
    waiting = [(name, top)]
    while waiting:
        above, folder = waiting.pop()
        for entry in entries_of(folder):
            if (named := f"{above}/{entry.name}") in left_out:
                continue
            if entry.is_symlink():
                named = f"{named} -> {os.readlink(entry.path)}"  # noqa: PTH115
            if not entry.is_dir():
                yield named, entry.path
            elif not entry.is_symlink() or (real := os.path.realpath(entry.path)) not in seen:
                seen |= {real} if entry.is_symlink() else set()
                waiting.append((named, entry.path))


def entries_of(folder: str) -> list[os.DirEntry[str]]:
    """None where there is no such folder, or nobody here may look into it: then `check` says so."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda each: each.name)
    except OSError:
        return []


class Memory:
    """Digests of folders, by their name, and what shows that nobody touched their files since. A file that holds it may
    go at any time: then all files are read once more."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = self._read()
        self._now: dict[str, tuple[str, Held]] = {}

    def _read(self) -> Mapping[str, object]:
        try:
            told = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def held(self, name: str, files: Iterable[tuple[str, str]]) -> Held:
        """What these files hold, which are known together under this name."""
        listed = sorted(files)
        signed, newest = signature_of(listed)
        known = self._before.get(name)
        match known:
            case [before, str(digest), str(household)] if before == signed:
                held = Held(digest=digest, household=household)
            case _:
                held = read_all(listed)
        # Written within one tick of the clock, a file could be written once more and look the same.
        self._now[name] = (signed if newest < time_ns() - GRAIN_NS else "", held)
        return held

    def vouched(self, name: str, digest: str, learner_file: str) -> Held:
        """The same where somebody else knows what the files hold: only the one is opened that may name a household."""
        match self._before.get(name):
            case [str(before), _, str(household)] if before == digest:
                held = Held(digest=digest, household=household)
            case _:
                held = Held(digest=digest, household=read_all([(f"/{LEARNER_FILE}", learner_file)]).household)
        self._now[name] = (digest, held)
        return held

    def keep(self) -> None:
        """What was asked for, and nothing else, for the next build. Without it that one reads all files."""
        told = {name: (signed, *astuple(held)) for name, (signed, held) in self._now.items() if signed}
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            beside.write_text(json.dumps(told), encoding="utf-8")
            beside.replace(self._file)
        except OSError:
            beside.unlink(missing_ok=True)


def signature_of(files: list[tuple[str, str]]) -> tuple[str, int]:
    """What is another whenever one of the files is written, and when that happened last."""
    said, newest = [], 0
    for name, path in files:
        try:
            stat = os.stat(path)  # noqa: PTH116 -- ten thousands of files: a Path for each takes as long again
        except OSError:
            said.append(f"{name} -")
            continue
        said.append(f"{name} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}")
        newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
    return digest_of(said), newest


def read_all(files: list[tuple[str, str]]) -> Held:
    said, household = sha256(), ""
    for name, path in files:
        try:
            with open(path, "rb") as stream:  # noqa: PTH123
                raw = stream.read()
        except OSError:
            raw = b""
        said.update(f"{name}\0{len(raw)}\0".encode("utf-8", "surrogateescape") + raw)
        if name.endswith(f"/{LEARNER_FILE}"):
            household += "".join(found.decode("utf-8", "replace") for found in HOUSEHOLD.findall(raw))
    return Held(digest=said.hexdigest(), household=household)


def digest_of(lines: Iterable[str]) -> str:
    """Of several texts one after the other: `a` and `bc` are others than `ab` and `c`."""
    said = sha256()
    for line in lines:
        raw = line.encode("utf-8", "surrogateescape")
        said.update(b"%d " % len(raw) + raw)
    return said.hexdigest()
