"""What somebody typed, where, and with which surroundings: a build that was asked for alike builds the same."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

SCHOOL_FILE = os.path.join("plans", "school.yml")  # noqa: PTH118 -- told of ten folders on the way up, before all else
OURS = "PATHBOOK_"
TIME = "SOURCE_DATE_EPOCH"
OF_CI = ("CI_PROJECT_VISIBILITY", "GITHUB_EVENT_PATH")  # in a public repository nothing is built


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`of`: a digest of all that was said; secrets stand in the environment, and none can be told from it.

    `files`: what was named and is a file, wherever it lies: people, approvals, a master secret.
    """

    of: str
    files: tuple[str, ...]
    strict: bool  # warnings count as problems
    day_given: bool  # no clock decides it


def asked_with(said: Sequence[str], environ: Mapping[str, str], folder: str) -> Asked:
    """`said`: the words after the command's name; `folder`: where they were typed."""
    heard = sorted((name, value) for name, value in environ.items() if name.startswith(OURS) or name in (TIME, *OF_CI))
    of = sha256(repr((tuple(said), heard, folder)).encode("utf-8", "surrogateescape")).hexdigest()
    named = (*said, *(value for _, value in heard))
    files = tuple(sorted({os.path.join(folder, each) for word in named for each in in_word(word) if each}))  # noqa: PTH118
    return Asked(
        of=of,
        files=tuple(each for each in files if os.path.isfile(each)),  # noqa: PTH113
        strict="--strict" in said,
        day_given=TIME in environ or named_after("--on", said) is not None,
    )


def in_word(word: str) -> Iterator[str]:
    """What may be the name of a file in one word of a command line, as in `--people=names.yml`."""
    yield word
    yield word.partition("=")[2]


def school_for(said: Sequence[str], folder: str) -> str | None:
    """The school that these words mean, as far as that can be told without understanding them.

    Whatever is misread leads to a place where nothing is remembered of these very words.
    """
    root = named_after("--root", said)
    return around(folder) if root is None else os.path.realpath(os.path.join(folder, root))  # noqa: PTH118


def book_for(said: Sequence[str], folder: str, root: str) -> Path:
    """Where a build that is asked for so keeps what it remembers."""
    return Path(folder, named_after("--out", said) or Path(root, "out")).resolve() / ".pathbook"


def named_after(option: str, said: Sequence[str]) -> str | None:
    """The last value of an option."""
    value = None
    for word, following in zip(said, (*said[1:], ""), strict=False):
        if word == option:
            value = following
        elif word.startswith(f"{option}="):
            value = word.partition("=")[2]
    return value or None


def around(folder: str) -> str | None:
    """The nearest school upwards."""
    folder = os.path.realpath(folder)
    while not os.path.isfile(os.path.join(folder, SCHOOL_FILE)):  # noqa: PTH113, PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    return folder
