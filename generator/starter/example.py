"""The invented learner of a new repository, taken away: files, place in groups, names; and nobody else's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.changes import Change, Changes, blob_of
from generator.editing.judging import files_below
from generator.load.learner_folders import learner_folders
from generator.load.people_sealed import OPEN
from generator.load.source import value_of
from generator.problem import ToolFailed
from generator.yamltext.placed import thawed
from generator.yamltext.splice import rewritten

LEARNER, FAMILY = "s-0000", "f-00001"
MARK = b"# Invented, to look at"
HEADING = re.compile(rb"^# Invented: .*\r?\n", re.MULTILINE)
GROUP = "plans/groups/example.yml"


def without_example(root: Path) -> Changes:
    """Nothing where the example is gone already; raises ToolFailed where somebody made a learner of their own of it."""
    folder = next((each for each in learner_folders(root)[0] if each.learner == LEARNER), None)
    own = () if folder is None else tuple(files_below(root, folder.folder))
    if folder is not None and not (root / folder.folder / "learner.yml").read_bytes().count(MARK):
        hint = f"{folder.folder}/learner.yml no longer says that {LEARNER} is invented, so nothing is taken away"
        raise ToolFailed("init", f"{hint}. A learner of your own leaves with:  pathbook withdraw {LEARNER}")
    return (
        *(gone(root, file) for file in own),
        *(change for file in files_below(root, "plans/groups") for change in out_of_group(root, file)),
        *out_of_names(root),
    )


def gone(root: Path, file: str) -> Change:
    return Change(file=file, content=None, before=blob_of((root / file).read_bytes()))


def out_of_group(root: Path, file: str) -> Iterator[Change]:
    """The group without the example; the example's own group goes when nobody else is in it."""
    value = value_of(root, file)[0]
    group: Any = None if value is None else thawed(value)
    members = group.get("members") if isinstance(group, dict) else None
    others = [each for each in members or () if not isinstance(each, dict) or each.get("learner") != LEARNER]
    if members is None or len(others) == len(members):
        return
    if file == GROUP and not others:
        yield gone(root, file)
    else:
        yield spliced(root, file, group | {"members": others})


def out_of_names(root: Path) -> Iterator[Change]:
    value = value_of(root, OPEN)[0] if (root / OPEN).is_file() else None
    people: Any = None if value is None else thawed(value)
    if isinstance(people, dict) and people.keys() & {LEARNER, FAMILY}:
        change = spliced(root, OPEN, {who: told for who, told in people.items() if who not in (LEARNER, FAMILY)})
        yield replace(change, content=HEADING.sub(b"", change.content or b""))


def spliced(root: Path, file: str, wanted: object) -> Change:
    raw = (root / file).read_bytes()
    return Change(file=file, content=rewritten(raw.decode(), wanted).text.encode(), before=blob_of(raw))
