"""All files of plans/, hidden ones too, wherever they are kept: in a folder, or in git as one person sees them."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.editing.entries.view import View
from generator.writing import raw_of

FOLDER = "plans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """`files` from the school's root; `content` gives the bytes of one of them."""

    files: frozenset[str]
    content: Callable[[str], bytes]


def plans_in(root: Path) -> Plans:
    """As they lie in a folder. Links and folders that are none of ours are passed over."""
    return Plans(files=frozenset(files_of_plans(root)), content=lambda file: raw_of(root, file))


def plans_seen(view: View) -> Plans:
    """As a person sees them: `view` is of the whole folder."""
    return Plans(files=frozenset(view.files), content=view.content)


def files_of_plans(root: Path) -> Iterator[str]:
    top = os.fspath(root)
    for folder, _, names in os.walk(root / FOLDER):
        inner = os.path.relpath(folder, top).replace(os.sep, "/")
        yield from (f"{inner}/{name}" for name in names)
