"""Whether the files of a school year that was put away are still those that were put away: a digest for each file.

The digests stand in the year's own plan.yml (`frozen`), so that they are known without git too. What was sent home of a
year may still be corrected: its record has none.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from generator.load.layout import SCHOOL_YEAR, YAML_ENDINGS, Listing, listing_of
from generator.load.learner_folders import LearnerFolder
from generator.load.source import bytes_of

PLAN, LEFT_OUT = "plan.yml", ("issued.yml",)
LETTERS = 8
# The entry of a plan that holds the digests, and the lines that go on with it.
FROZEN = re.compile(rb"^frozen[ \t]*:.*(?:\n(?:[ \t}].*|(?=\n)))*\n?", re.MULTILINE)


def frozen_years(root: Path, folder: LearnerFolder) -> Mapping[str, Mapping[str, str]]:
    """For each year that says it was put away, the digests of its files as they lie there now."""
    found = {}
    for name in listing_of(root, folder.folder).folders:
        if SCHOOL_YEAR.fullmatch(name):
            year = listing_of(root, f"{folder.folder}/{name}")
            plan, _ = bytes_of(root, year.path(PLAN)) if PLAN in year.files else (None, ())
            if plan is not None and is_put_away(plan):
                found[name] = digests_of(files_of_year(root, year))
    return found


def is_put_away(plan: bytes) -> bool:
    """Whether a plan.yml says so of its year."""
    return FROZEN.search(plan) is not None


def files_of_year(root: Path, year: Listing) -> Mapping[str, bytes]:
    """The files of a year by their path in its folder."""
    folders = (year, *(listing_of(root, year.path(name)) for name in year.folders))
    files = (each.path(name) for each in folders for name in each.files if name.endswith(YAML_ENDINGS))
    return {file.removeprefix(f"{year.folder}/"): bytes_of(root, file)[0] or b"" for file in files}


def digests_of(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """A short digest of each file; line ends do not count, which git may change on its way."""
    return {file: digest_of(file, files[file]) for file in sorted(files) if file not in LEFT_OUT}


def digest_of(file: str, content: bytes) -> str:
    """That of a plan leaves out where the digests stand."""
    told = FROZEN.sub(b"", content) if file == PLAN else content
    return sha256(told.replace(b"\r\n", b"\n")).hexdigest()[:LETTERS]
