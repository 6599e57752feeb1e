"""What lies in a school's `.vscode/`: schemas with its own ids, and settings by which VS Code uses them.

The schemas are written whole. Settings may be the school's own: what is missing is added, what is there is left.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.changes import Change, Changes, blob_of
from generator.editing.editors.modeline import SCHEMA_FOLDER, schema_file
from generator.editing.editors.school_ids import Roles, SchoolIds, school_ids
from generator.editing.editors.school_schema import MADE, school_schemas
from generator.load.git import run_git
from generator.load.kinds import FILES
from generator.load.learner_folders import learner_folders
from generator.load.people import everybody, load_people
from generator.load.people_sealed import OPEN
from generator.problem import ToolFailed
from generator.records.commons import Commons

SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"
YAML_EXTENSION = "redhat.vscode-yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEditors:
    """What is to be written, and what stands in the school's own settings and was left: a line each."""

    changes: Changes
    left: tuple[str, ...] = ()


def ids_of(root: Path, commons: Commons) -> SchoolIds:
    return school_ids(commons, roles_of(root), learner_folders(root)[0].learners)


def roles_of(root: Path) -> Roles:
    """Everybody's roles; nobody's where the names are no part of the repository, so that all clones write the same."""
    if not (root / OPEN).is_file() or run_git(root, "check-ignore", "--quiet", OPEN).returncode == 0:
        return {}
    return {person: entry.roles for person, entry in everybody(load_people(root, None)[0])}


def schemas_for_editors(root: Path, ids: SchoolIds) -> ForEditors:
    """The schemas that differ from what lies there, and those that `pathbook schema` no longer writes, to go away."""
    wanted = school_schemas(ids)
    folder = root / SCHEMA_FOLDER
    lying = {f"{SCHEMA_FOLDER}/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.schema.json"))}
    stale = tuple(name for name, raw in lying.items() if name not in wanted and MADE.encode() in raw[:500])
    new = tuple(
        changed(name, content, lying.get(name)) for name, content in wanted.items() if lying.get(name) != content
    )
    return ForEditors(changes=(*new, *(changed(name, None, lying[name]) for name in stale)))


def changed(file: str, content: bytes | None, before: bytes | None) -> Change:
    return Change(file=file, content=content, before=None if before is None else blob_of(before))


def settings_for_editors(root: Path) -> ForEditors:
    """VS Code's settings and recommended extensions of a school, joined key by key with what it has."""
    settings = joined_file(root, SETTINGS, wanted_settings())
    extensions = joined_file(root, EXTENSIONS, {"recommendations": [YAML_EXTENSION]})
    return ForEditors(changes=settings.changes + extensions.changes, left=settings.left + extensions.left)


def wanted_settings() -> Mapping[str, Any]:
    return {
        "yaml.schemas": {f"./{schema_file(kind)}": globs_of(kind) for kind in FILES},
        "yaml.schemaStore.enable": False,
        "yaml.yamlVersion": "1.2",
        "yaml.format.enable": False,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }


def globs_of(kind: str) -> str | list[str]:
    globs = FILES[kind]
    return globs if isinstance(globs, str) else list(globs)


def joined_file(root: Path, file: str, wanted: Mapping[str, Any]) -> ForEditors:
    before = (root / file).read_bytes() if (root / file).is_file() else None
    own = {} if before is None else settings_in(file, before)
    joined, left = joined_settings(own, wanted)
    if joined == own:
        return ForEditors(changes=(), left=tuple(f"{file}: {line}" for line in left))
    content = f"{json.dumps(joined, ensure_ascii=False, indent=2)}\n".encode()
    return ForEditors(changes=(changed(file, content, before),), left=tuple(f"{file}: {line}" for line in left))


def settings_in(file: str, raw: bytes) -> dict[str, Any]:
    """Raises ToolFailed for what cannot be read: VS Code allows remarks there, which would be lost."""
    try:
        own = json.loads(raw)
    except ValueError:
        own = None
    if not isinstance(own, dict):
        hint = "it cannot be read as plain JSON (remarks are not), so nothing was written; add what is missing by hand"
        raise ToolFailed(file, f"{hint}: {json.dumps(wanted_settings(), ensure_ascii=False)}")
    return own


def joined_settings(own: Mapping[str, Any], wanted: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The school's own settings with what is missing, and a line for each that it has set otherwise."""
    joined, left = dict(own), []
    for key, value in wanted.items():
        here = own.get(key, value)
        if isinstance(here, dict) and isinstance(value, dict):
            joined[key], inside = joined_settings(here, value)
            left += [f"{key}: {line}" for line in inside]
        elif isinstance(here, list) and isinstance(value, list) and key == "recommendations":
            joined[key] = [*here, *(each for each in value if each not in here)]
        else:
            joined[key] = here
            left += [] if here == value else [f"{key} stays {json.dumps(here)}, not {json.dumps(value)}"]
    return joined, tuple(left)


def written_files(each: ForEditors) -> Iterator[str]:
    for change in each.changes:
        yield change.file if change.content is not None else f"{change.file} (taken away)"
