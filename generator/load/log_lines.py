"""Git's log as it lists commits and the files they changed, asked for in one way and taken apart in one place.

Blobs are never read, also not to find renamed files, so that a clone without them need not fetch any.
"""

from collections.abc import Iterator

LISTED = ("--root", "--raw", "--no-renames", "--no-abbrev")
# The line of those who merge, in which a merge is one change: what became part of the plan, and when.
LOG = ("log", "-z", "--first-parent", "--diff-merges=first-parent", *LISTED)
PLAIN = ("--no-color", "--no-notes", "--no-ext-diff", "--no-mailmap", "--relative")
PLAINLY = (*PLAIN, "--format=@%H %ct")
SETTINGS = ("-c", "log.showRoot=true", "-c", "log.follow=false")


def commits_in(log: bytes) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Each commit of a log asked for PLAINLY, with its moment and its changes: what git says of each, and the path."""
    for head, files in listed_in(log):
        commit, _, moment = head.partition(" ")
        yield commit, moment, files


def listed_in(log: bytes) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What was asked to be told of each commit, behind the @ it begins with; and its changes."""
    head: str | None = None
    files: list[tuple[str, str]] = []
    parts = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        text = part.lstrip("\n")
        match text[:1]:
            case "@":
                if head is not None:
                    yield head, files
                head, files = text[1:], []
            case ":":
                files.append((text, next(parts)))
    if head is not None:
        yield head, files
