"""One file of which two people made versions: joined by what it says, not by its lines.

Where the lines join too and say what was joined, they are taken; else theirs is spliced onto ours, with the comments
that only theirs has. Nothing is read from a disk and nothing written.
"""

from dataclasses import dataclass
from typing import Any

from generator.yamltext.lines import joined_lines, marked_lines
from generator.yamltext.meaning import means
from generator.yamltext.merge import ABSENT, Clash, three_way, with_theirs
from generator.yamltext.placed import Value
from generator.yamltext.read import BYTE_ORDER_MARK, decode, read
from generator.yamltext.remarks import with_remarks
from generator.yamltext.splice import Refused, rewritten


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedFile:
    """A file as both sides make it; None: it goes away.

    At a clash `content` says what ours says and `with_theirs` what theirs says; without one they are the same.
    """

    content: bytes | None
    clashes: tuple[Clash, ...] = ()
    with_theirs: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A file as one side has it; `text` and `value` are ABSENT where there is no such file."""

    raw: bytes | None
    text: Any
    value: Any
    is_text: bool = True
    readable: bool = True


def merged_file(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> MergedFile:
    """A file joined from what it was, ours and theirs; None is a file that is not there."""
    if ours == theirs or base == theirs:
        return MergedFile(content=ours, with_theirs=ours)
    if base == ours:
        return MergedFile(content=theirs, with_theirs=theirs)
    was, mine, other = map(version_of, (base, ours, theirs))
    if not (was.readable and mine.readable and other.readable):
        return unread(was, mine, other)
    merged = three_way(was.value, mine.value, other.value)
    content = content_of(was, mine, other, merged.value)
    if content is None and merged.value is not ABSENT:
        return whole_clash(was, mine, other)
    if not merged.clashes:
        return MergedFile(content=content, with_theirs=content)
    asked = with_theirs(was.value, mine.value, other.value)
    theirs_way = None if asked is ABSENT else spliced(theirs if content is None else content, asked)
    return MergedFile(content=content, clashes=merged.clashes, with_theirs=theirs_way)


def version_of(raw: bytes | None) -> Version:
    if raw is None:
        return Version(raw=None, text="", value=ABSENT)
    text, problems = decode(raw, "")
    value: Value
    value, wrong = read(text, "")
    mark = BYTE_ORDER_MARK if raw.startswith(BYTE_ORDER_MARK.encode()) else ""
    return Version(raw=raw, text=mark + text, value=value, is_text=not problems, readable=not problems and not wrong)


def content_of(was: Version, mine: Version, other: Version, wanted: Any) -> bytes | None:
    """The text of what was joined; None where there is to be none, or none can say it."""
    if wanted is ABSENT:
        return None
    if mine.raw is None or other.raw is None:
        return spliced(mine.raw if other.raw is None else other.raw, wanted)
    lines = joined_lines(was.text, mine.text, other.text)
    if lines is not None:
        value, problems = read(lines, "")
        if not problems and means(value, wanted):
            return lines.encode()
    made = spliced(mine.raw, wanted)
    return made if made is None else with_remarks(made.decode(), was.text, mine.text, other.text).encode()


def spliced(raw: bytes | None, wanted: Any) -> bytes | None:
    try:
        return None if raw is None else rewritten(raw.decode(), wanted).text.encode()
    except Refused:
        return None


def unread(was: Version, mine: Version, other: Version) -> MergedFile:
    """Files that are no YAML: their lines are joined. What only one side cannot read is joined where that mends it."""
    is_text = was.is_text and mine.is_text and other.is_text and mine.raw is not None and other.raw is not None
    lines = joined_lines(was.text, mine.text, other.text) if is_text else None
    never = not any(each.readable for each in (was, mine, other) if each.raw is not None)
    if lines is not None and (never or version_of(lines.encode()).readable):
        return MergedFile(content=lines.encode(), with_theirs=lines.encode())
    return whole_clash(was, mine, other)


def whole_clash(was: Version, mine: Version, other: Version) -> MergedFile:
    values = [None if each.value is ABSENT or not each.readable else each.value for each in (was, mine, other)]
    clash = Clash(steps=(), kind="unreadable", base=values[0], ours=values[1], theirs=values[2])
    return MergedFile(content=mine.raw, clashes=(clash,), with_theirs=other.raw)


def marked(merged: MergedFile) -> bytes | None:
    """The joined file, with git's marks around the lines that clash; None where one side is no text."""
    if not merged.clashes:
        return merged.content or b""
    try:
        mine, other = ((raw or b"").decode() for raw in (merged.content, merged.with_theirs))
    except UnicodeDecodeError:
        return None
    return marked_lines(mine, other, ("ours", "theirs")).encode()
