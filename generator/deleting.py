"""A learner's record deleted once its day has come: never while somebody may need it, never what no package holds.

What is gone from the files is not gone from the world: git, clones, caches, artefacts, published sites and backups keep
copies. `copies_left` says which, and the commands that take them away.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.changes import Change, blob_of
from generator.check.leaving import last_day
from generator.checked import CheckedSchool
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_file, people_text
from generator.load.people_sealed import LOCKED, OPEN, is_locked
from generator.locking import identities_here, in_history, keep_locked, locked_text, put
from generator.model.access import slots_of
from generator.packed import STAFF, files_of, received
from generator.problem import ToolFailed
from generator.records.commons import LearnerRecords
from generator.writing import raw_of, write_files
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import marked, rewritten

TOOL = "withdraw"
COPIES = """\
Gone from the files here. Copies stay until you take them away too:

1. git. Commit this and push it; then rewrite the history, in a clone that is used for nothing else:
    pip install git-filter-repo
    git clone ADDRESS purge && cd purge
{names}    git filter-repo --invert-paths --path-regex '^(.*/)?plans/([^/]+/)?{learner}/'{replace}
    git remote add origin ADDRESS
    git push --force --all && git push --force --tags
   Hosts keep old commits for merge requests and in caches: ask their support to remove them, or delete the
   repository there and push this clone into a new one. The bare id {learner} may stay in old lists of groups.
2. Every other clone, a desk's too: delete it and clone again. A pull into an old one, or an entry sent from it, would
   bring everything back: so let everybody `pathbook send` before step 1, and merge or close what is open.
3. CI: delete its artefacts, caches and logs. On GitHub:
    gh cache delete --all
    gh run list --limit 1000 --json databaseId --jq '.[].databaseId' | xargs -n 1 gh run delete
4. The published site: publish once more, and the folder is gone. A branch that keeps the site keeps its past: push it
   anew from one commit without parents. The host's caches and web archives are out of reach; without a code, what lies
   there says nothing.
5. This machine: `pathbook build` clears out/; what went home for a term is kept until you delete it:
    rm -r out/issued/*/{learner}/
6. Backups of all of this, and the package itself, as long as your rules say.
7. Papers at home belong to the family.
"""
GOING = ".gone-"  # a folder that is being deleted; hidden, so that nobody reads it any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What would be deleted. `against`: why not yet; `people`: whose names nobody else's record needs any more.

    `groups`: files (relative to the root) and what they will say. `mentions`: files of others that name the learner.
    """

    folder: str
    files: int
    people: tuple[str, ...]
    groups: Mapping[str, bytes]
    mentions: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows that the record went along: the package, and the check sum that was written down for it."""

    package: bytes
    sha256: str


def deletion_of(school: CheckedSchool, folder: LearnerFolder, proof: Proof | None) -> Deletion:
    """Everything that speaks against it is told at once."""
    records, _ = read_learner(school.root, folder)
    held = {path: sha256(raw).hexdigest() for path, raw in files_of(school.root, folder.folder)}
    family = tuple(dict.fromkeys(person for home in records.learner.family for person in home.person))
    named = mentions_of(school.root, folder.folder, (folder.learner, *family))
    return Deletion(
        folder=folder.folder,
        files=len(held),
        people=(folder.learner, *(person for person in family if not named[person])),
        groups=dict(groups_without(school, folder.learner)),
        mentions=tuple(file for file in named[folder.learner] if not file.startswith("plans/groups/")),
        against=(*against_record(school, records), *against_package(folder.learner, held, proof)),
    )


def against_record(school: CheckedSchool, records: LearnerRecords) -> Iterator[str]:
    learner = records.learner
    if learner.enrolment and last_day(learner) is None:
        yield "the enrolment has not ended"
    if slots_of(learner):
        yield "codes still open the plan"
    if learner.retain_until is None:
        yield "no day is written down until which the record is to be kept (retain_until)"
    elif school.on <= learner.retain_until:
        yield f"the record is to be kept until {learner.retain_until.isoformat()}"


def against_package(learner: str, held: Mapping[str, str], proof: Proof | None) -> Iterator[str]:
    if proof is None:
        yield "nothing shows that the record went along: name the package and its check sum"
        return
    if sha256(proof.package).hexdigest() != proof.sha256.strip().casefold():
        yield "the package has another check sum than the one given"
        return
    found = received(proof.package)
    if found.learner != learner:
        yield f"the package is of another learner ({found.learner})"
        return
    missing = sorted(path for path, digest in held.items() if digest not in found.held)
    if missing:
        listed = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
        yield f"the package was made before these were written or changed: {listed}. Make it anew"
    if not found.with_staff and any(path.startswith(f"{STAFF}/") for path in held):
        yield "staff/ is in no package: make one for the school's own archive, --with-staff"


def mentions_of(root: Path, folder: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By id, the files of plans/ outside the learner's folder that name it; the file of names aside."""
    patterns = {id_: re.compile(rf"(?<![\w-]){id_}(?![\w-])".encode()) for id_ in ids}
    found: dict[str, list[str]] = {id_: [] for id_ in ids}
    for path in sorted((root / "plans").rglob("*.yml")):
        file = path.relative_to(root).as_posix()
        if file.startswith(f"{folder}/") or file == OPEN or not path.is_file():
            continue
        raw = path.read_bytes()
        for id_, pattern in patterns.items():
            if pattern.search(raw):
                found[id_].append(file)
    return {id_: tuple(files) for id_, files in found.items()}


def groups_without(school: CheckedSchool, learner: str) -> Iterator[tuple[str, bytes]]:
    for group in school.commons.groups.values():
        if all(member.learner != learner for member in group.members):
            continue
        file = group.place.file
        raw = raw_of(school.root, file)
        text = decode(raw, file)[0]
        wanted: Any = thawed(read(text, file)[0])
        wanted["members"] = [member for member in wanted["members"] if member.get("learner") != learner]
        yield file, marked(raw, rewritten(text, wanted).text)


def delete(school: CheckedSchool, deletion: Deletion, people: Path | None) -> None:
    """Names first, then groups, the folder last: whoever is interrupted can begin again."""
    if deletion.against:
        raise ToolFailed(TOOL, deletion.against[0])
    forget_people(school.root, deletion.people, people)
    write_files(
        school.root,
        tuple(
            Change(file=file, content=raw, before=blob_of(raw_of(school.root, file)))
            for file, raw in deletion.groups.items()
        ),
    )
    folder = school.root / deletion.folder
    going = folder.with_name(f"{GOING}{os.getpid()}-{folder.name}")
    folder.rename(going)
    shutil.rmtree(going)


def forget_people(root: Path, ids: Sequence[str], file: Path | None) -> None:
    """Take people out of the file of names, open or locked; a locked one is never opened on the disk."""
    named = people_file(root, file)
    text, problems = (None, ()) if named is None else people_text(root, named)
    if named is None or text is None:
        if problems:
            raise ToolFailed(TOOL, problems[0].message)
        return
    value: Any = thawed(read(text, named)[0])
    kept = {id_: entry for id_, entry in (value or {}).items() if id_ not in ids}
    if value is None or len(kept) == len(value):
        return
    raw = rewritten(text, kept).text.encode()
    if named == LOCKED:
        keep_locked(root, locked_text(root, raw), identities_here(root))
    elif is_locked(named):
        raise ToolFailed(TOOL, f"{named} is locked and lies elsewhere: open it, and take out {', '.join(ids)}")
    else:
        path = root / named
        put(path, marked(path.read_bytes(), raw.decode()), path.stat().st_mode & 0o777)


def copies_left(root: Path, learner: str, ids: Sequence[str]) -> str:
    """What still holds copies of the record, and the commands that take them away."""
    wipe = in_history(root)
    return COPIES.format(
        learner=learner,
        names=f"    printf '%s\\n' '{entries_of(ids)}' > ../entries.txt\n" if wipe else "",
        replace=" --replace-text ../entries.txt" if wipe else "",
    )


def entries_of(ids: Sequence[str]) -> str:
    """How git-filter-repo is told to empty the entries of people in every old file of names, without naming them."""
    return f"regex:(?m)^(?:{'|'.join(ids)}):.*(?:\\n[ \\t].*)*\\n?==>"
