"""Formats of a school's files that Pathbook once read, and what becomes of each in the next one.

Every step may be taken twice: what is of the newer format already stays as it is. So files of all formats can be
compared, and a file that somebody kept aside can be brought up later.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from generator.load.kinds import kind_at
from generator.load.layout import YAML_ENDINGS, listing_of
from generator.load.source import bytes_of
from generator.load.version import installed_version, is_past
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import Refused, marked, rewritten

FORMAT = 2
SETTINGS = "plans/school.yml"

Step: TypeAlias = Callable[[dict[str, Any]], None]  # changes one file's value where it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """One file that a newer format writes in another way. `content` None: it cannot be written; `why` says so."""

    file: str
    before: bytes
    content: bytes | None
    why: str | None = None


def who_is_seen(value: dict[str, Any]) -> None:
    """Format 2: `shows` had two meanings within a piece of evidence; who is to be seen in a photo is `people`."""
    for photo in (photo for piece in entries(value, "evidence") for photo in entries(piece, "files")):
        if "shows" in photo and "people" not in photo:
            photo["people"] = photo.pop("shows")


def no_name_of_a_key(value: dict[str, Any]) -> None:
    """Format 2: `preview_key` is a key itself; a name that format 1 had there leads to none."""
    publish = value.get("publish")
    if isinstance(publish, dict) and not str(publish.get("preview_key", "age1")).startswith("age1"):
        del publish["preview_key"]


# What each format changed in which kind of file, the oldest first.
STEPS: Mapping[int, Mapping[str, Step]] = {
    2: {"evidence": who_is_seen, "school": no_name_of_a_key},
}


def entries(value: Mapping[str, Any], field: str) -> Iterator[dict[str, Any]]:
    """The groups of a list, as far as somebody wrote what belongs there."""
    found = value.get(field)
    return (each for each in found if isinstance(each, dict)) if isinstance(found, list) else iter(())


def steps_of(kind: str) -> tuple[Step, ...]:
    """What becomes of a kind of file, the oldest step first."""
    return tuple(of_format[kind] for of_format in STEPS.values() if kind in of_format)


def brought_up(kind: str, value: Any) -> Any:
    """A file's value as the newest format has it, free to be changed; what is none of ours comes back as it is."""
    steps = steps_of(kind)
    if not steps or not isinstance(value, Mapping):
        return value
    newest: dict[str, Any] = thawed(value)
    for step in steps:
        step(newest)
    return newest


def upgraded_file(file: str, raw: bytes) -> Upgraded | None:
    """One file in the newest format; None: it is there already, or of a kind that no format changed."""
    kind = kind_at(file)
    if kind is None or not (kind == "school" or steps_of(kind)):
        return None
    text, problems = decode(raw, file)
    value, wrong = (None, problems) if problems else read(text, file)
    if wrong:
        return Upgraded(file=file, before=raw, content=None, why=wrong[0].message)
    if not isinstance(value, Mapping):
        return None
    wanted = brought_up(kind, value)
    if kind == "school":
        wanted = {**thawed(wanted), **settings_now(value)}
    try:
        content = marked(raw, rewritten(text, wanted).text)
    except Refused as why:
        return Upgraded(file=file, before=raw, content=None, why=str(why))
    return None if content == raw else Upgraded(file=file, before=raw, content=content)


def settings_now(school: Mapping[str, Any]) -> Mapping[str, Any]:
    """What plans/school.yml says of the format and of versions, where that is of the past."""
    installed, asked = installed_version(), str(school.get("requires") or "")
    is_older = (format_of(school) or FORMAT) < FORMAT
    is_beyond = installed is not None and asked and is_past(asked, installed)
    return {**({"format": FORMAT} if is_older else {}), **({"requires": f">={installed}"} if is_beyond else {})}


def upgraded_files(root: Path) -> Iterator[Upgraded]:
    """Every file of a school that the newest format writes in another way, by path."""
    for file in sorted(yaml_files(root, ("frameworks", "plans"))):
        raw, _ = bytes_of(root, file)
        found = None if raw is None else upgraded_file(file, raw)
        if found is not None:
            yield found


def yaml_files(root: Path, folders: tuple[str, ...]) -> Iterator[str]:
    for folder in folders:
        here = listing_of(root, folder)
        yield from (here.path(name) for name in here.files if name.endswith(YAML_ENDINGS))
        yield from yaml_files(root, tuple(here.path(name) for name in here.folders))


def format_of(value: object) -> int | None:
    """The format that plans/school.yml says it has; None where it says none."""
    written = value.get("format") if isinstance(value, Mapping) else None
    return int(written) if isinstance(written, str) and written.isdecimal() else None


def bring_up_in(root: Path) -> None:
    """Files of an older format in a folder of our own, brought up where they lie."""
    raw, _ = bytes_of(root, SETTINGS)
    if raw is None or (format_of(read(decode(raw, SETTINGS)[0], SETTINGS)[0]) or FORMAT) >= FORMAT:
        return
    for each in upgraded_files(root):
        if each.content is not None:
            (root / each.file).write_bytes(each.content)
