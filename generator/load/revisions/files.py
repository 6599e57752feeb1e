"""What became different between two versions of a school: file by file, and field by field.

A file is read whatever is wrong in it: what was written once, by whatever version of Pathbook, is still what somebody
said. Where git is asked, the work tree, the index and whoever works in them are left alone.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.changes import Blob, blob_of
from generator.load.blobs import old_texts
from generator.load.commit import commit_named
from generator.load.formats import brought_up
from generator.load.git import run_well
from generator.load.kinds import kind_at
from generator.load.revisions.fields import fields_revised, plainly
from generator.load.revisions.renamed import Contents, Differing, learner_of, with_renames
from generator.records.history import FileDid
from generator.records.revision import FileRevision, Value
from generator.yamltext.read import decode, read

# Plainly, whatever somebody has set for their own eyes; renames are told by what the files are, not by likeness alone.
DIFF = ("diff", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff", "--relative", "--ignore-submodules=all")
UNTRACKED = ("ls-files", "-z", "--others", "--exclude-standard")
AT_ONCE = 500  # files, of which all versions are held at a time
NO_LOCKS = {"GIT_OPTIONAL_LOCKS": "0"}


def revision_of(file: str, before: bytes | None, after: bytes | None, was: str | None = None) -> FileRevision | None:
    """What became of one file; None: nothing at all. A version that is None is a file that is not there."""
    if before == after and (was is None or after is None):
        return None
    kind = kind_at(file) or ""
    did: FileDid = "added" if before is None else "removed" if after is None else "changed"
    told = FileRevision(file=file, was=was, schema=kind, learner=learner_of(file), did=did, before=None, after=None)
    if not kind:
        return told
    old, new = value_in(kind, before), value_in(kind, after)
    readable = (old is None) == (before is None) and (new is None) == (after is None)
    fields = fields_revised(kind, old, new) if readable else ()
    return replace(told, before=old, after=new, fields=fields, readable=readable)


def value_in(kind: str, raw: bytes | None) -> Value | None:
    """All that a file says, as today's format has it; None where there is none, or it cannot be read."""
    if raw is None:
        return None
    text, problems = decode(raw, "")
    if problems:
        return None
    value, problems = read(text, "")
    if problems or not (value is None or isinstance(value, Mapping)):
        return None
    return plainly(brought_up(kind, {} if value is None else value))


def revisions_between(root: Path, base: str, head: str | None) -> tuple[FileRevision, ...]:
    """Every file that differs between two commits, by path; head None: what lies in the folder, new files too.

    Raises ToolFailed where there is no git, or no such commit.
    """
    first = commit_named(root, base)
    lying: dict[Blob, bytes] = {}
    if head is not None:
        differing = differing_commits(root, first, commit_named(root, head))
    else:
        differing, lying = differing_folder(root, first)
    with old_texts(root) as ask:

        def contents(blobs: Sequence[Blob]) -> Mapping[Blob, bytes]:
            here = {blob: lying[blob] for blob in blobs if blob in lying}
            return {**ask([blob for blob in blobs if blob not in here]), **here}

        revised = revised_files(with_renames(differing, contents), contents)
        return tuple(sorted(revised, key=lambda one: one.file))


def differing_commits(root: Path, first: str, second: str) -> tuple[Differing, ...]:
    told = told_by_git(root, first, second)
    return tuple(Differing(file=file, before=before, after=after) for file, before, after in told)


def differing_folder(root: Path, first: str) -> tuple[tuple[Differing, ...], dict[Blob, bytes]]:
    """What lies in the folder is told by its content, whatever the index says of it; and that content."""
    before = {file: blob for file, blob, _ in told_by_git(root, first)}
    new = os.fsdecode(run_well(root, UNTRACKED)).split("\0")
    before |= {file: None for file in new if file and not file.endswith("/") and file not in before}
    held = {file: raw for file in before if (raw := lying_at(root / file)) is not None}
    named = {file: blob_of(raw, before[file] or first) for file, raw in held.items()}
    differing = (Differing(file=file, before=blob, after=named.get(file)) for file, blob in before.items())
    return tuple(one for one in differing if one.before != one.after), {named[file]: raw for file, raw in held.items()}


def told_by_git(root: Path, *commits: str) -> Iterator[tuple[str, Blob | None, Blob | None]]:
    """The path of each file that differs, and its content before and after; of a folder that is not told."""
    parts = iter(os.fsdecode(run_well(root, (*DIFF, *commits), NO_LOCKS)).split("\0"))
    for head in parts:
        if head:
            _, _, before, after, _ = head.split(" ")
            yield next(parts), before if before.strip("0") else None, after if after.strip("0") else None


def lying_at(path: Path) -> bytes | None:
    """A file's content as git would keep it: of a link where it leads to, and nothing of what lies there."""
    try:
        return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def revised_files(differing: Sequence[Differing], contents: Contents) -> Iterator[FileRevision]:
    """Only what a schema speaks of is opened; the rest is told apart by its content's name."""
    for start in range(0, len(differing), AT_ONCE):
        some = differing[start : start + AT_ONCE]
        read_here = (one for one in some if kind_at(one.file) is not None)
        held = contents([blob for one in read_here for blob in (one.before, one.after) if blob is not None])
        for one in some:
            before, after = (version_in(held, blob) for blob in (one.before, one.after))
            yield from revisions_of(one, before, after)


def revisions_of(one: Differing, before: bytes | None, after: bytes | None) -> Iterator[FileRevision]:
    """One; two where a file came from another learner, since one plan lost what the other got."""
    between_two = one.was is not None and learner_of(one.was) != learner_of(one.file)
    versions = (
        ((one.was or "", before, None, None), (one.file, None, after, one.was))
        if between_two
        else ((one.file, before, after, one.was),)
    )
    found = (revision_of(*each) for each in versions)
    yield from (each for each in found if each is not None)


def version_in(held: Mapping[Blob, bytes], blob: Blob | None) -> bytes | None:
    """A version's content; where nobody reads it, its name stands for it."""
    return None if blob is None else held.get(blob, blob.encode())
