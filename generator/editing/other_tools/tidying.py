"""What other form tools do to a file, taken back: what they say of a plan, on the text as it stood before.

Form tools write a file whole. They drop remarks and the order of fields, fill in empty ones, and many read YAML by
rules
of 2005, where NO is false and 2026-11-30 a moment in time. What a person meant to change stays changed: nothing is
guessed where the old file and the new one do not show what happened, and what is not sure is told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.editing.editors.modeline import BEFORE_ADDRESS
from generator.editing.other_tools.spelled_otherwise import YES_AND_NO, day_in, same_otherwise
from generator.yamltext.meaning import NUMBER, TRUTH
from generator.yamltext.pairing import origins
from generator.yamltext.placed import thawed
from generator.yamltext.read import BYTE_ORDER_MARK, Plain, decode, read
from generator.yamltext.splice import Refused, rewritten

EMPTY: tuple[Any, ...] = (None, "", [], {})
KEPT_AS_WRITTEN = ("changed",)  # a moment in a source's own words, never a day of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """A file as it should be. `mended` and `unsure` name fields and what became of them, never what they say."""

    content: bytes
    mended: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    lines_before: int = 0  # changed lines against the old file, as the tool left it
    lines_after: int = 0


@dataclass(slots=True)
class Notes:
    """What is found on the way; `by_a_tool`: the whole file shows that no person typed it."""

    by_a_tool: bool
    mended: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def tidied(old: bytes | None, new: bytes) -> Tidied:
    """The new file's data on the old file's text. Raises Refused where the new one cannot be read.

    An old one that could not be read was mended by whoever wrote the new one, which is left as it is.
    """
    new_text = text_of(new)
    new_value = value_of(new_text)
    try:
        old_text = new_text if old is None else text_of(old)
        old_value = None if old is None else value_of(old_text)
    except Refused:
        return Tidied(content=new)
    notes = Notes(by_a_tool=old is not None and laid_out_anew(old, old_text, new, new_value))
    wanted = joined(old_value, new_value, "", notes)
    by_hand = old is None or edited_by_hand(old_text, new_text)
    base = laid_out_as(old_text, new_text) if by_hand else old_text
    content = with_modeline(old_text, rewritten(base, wanted).text).encode()
    return Tidied(
        content=content,
        mended=tuple(notes.mended),
        unsure=tuple(notes.unsure),
        lines_before=0 if old is None else changed_lines(old, new),
        lines_after=0 if old is None else changed_lines(old, content),
    )


def text_of(raw: bytes) -> str:
    text, problems = decode(raw, "")
    if problems:
        raise Refused(f"the file cannot be read: {problems[0].message}")
    return BYTE_ORDER_MARK * raw.startswith(BYTE_ORDER_MARK.encode()) + text


def value_of(text: str) -> Any:
    value, problems = read(text, "")
    if problems:
        raise Refused(f"the file cannot be read: {problems[0].message} (line {problems[0].place.line})")
    return value


def joined(old: Any, new: Any, path: str, notes: Notes) -> Any:
    """What the new value says, without what a tool filled in, in the old one's spelling where it says the same."""
    match new:
        case Mapping():
            return joined_fields(old if isinstance(old, Mapping) else {}, new, path, notes)
        case list():
            return joined_list(old if isinstance(old, list) else [], new, path, notes)
        case str():
            return joined_words(old, new, path, notes)
        case _:
            return new


def joined_fields(old: Mapping[str, Any], new: Mapping[str, Any], path: str, notes: Notes) -> dict[str, Any]:
    """The old fields in their order, then what is new, each behind the field it was written behind."""
    made: dict[str, Any] = {}
    new = with_names_back(old, new, path, notes)
    for key, value in new.items():
        at = f"{path}.{key}".lstrip(".")
        inner = joined(old.get(key), value, at, notes)
        if inner not in EMPTY or (key in old and old[key] in EMPTY):
            made[key] = old[key] if inner in EMPTY else inner
        elif key in old:
            notes.unsure.append(f"{at}: was emptied, so it is left out")
        elif value in EMPTY:
            notes.mended.append(f"{at}: an empty field that was filled in is left out")
    notes.unsure += [f"{f'{path}.{key}'.lstrip('.')}: is gone" for key in old if key not in new]
    return in_order(old, made)


def with_names_back(old: Mapping[str, Any], new: Mapping[str, Any], path: str, notes: Notes) -> Mapping[str, Any]:
    """Fields called `on`, and Norwegian, which is called `no`: tools that read by the old rules call them true and
    false. No field of any file is called so.
    """
    back: dict[str, str] = {}
    for read_as, usual in (("true", "on"), ("false", "no")):
        gone = (key for key in old if key not in new and YES_AND_NO.get(key.lower()) == read_as)
        if read_as in new and read_as not in old and usual not in new:
            back[read_as] = next(gone, usual)
            notes.mended.append(f"{path}.{back[read_as]}".lstrip(".") + ": its name was read as yes or no")
    return {back.get(key, key): value for key, value in new.items()} if back else new


def in_order(old: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    names = [key for key in old if key in made]
    before: str | None = None
    for key in made:
        if key not in old:
            names.insert(0 if before is None else names.index(before) + 1, key)
        before = key
    return {key: made[key] for key in names}


def joined_list(old: Sequence[Any], new: Sequence[Any], path: str, notes: Notes) -> list[Any]:
    made: list[Any] = []
    for entry, origin in zip(new, origins(old, new), strict=True):
        was = None if origin is None else old[origin]
        inner = joined(was, entry, f"{path}[{name_of(entry, len(made))}]", notes)
        if inner not in EMPTY or (origin is not None and was in EMPTY):
            made.append(inner)
        else:
            notes.mended.append(f"{path}: an empty entry that was filled in is left out")
    return made


def name_of(entry: Any, place: int) -> str:
    return str(entry["id"]) if isinstance(entry, Mapping) and isinstance(entry.get("id"), str) else str(place + 1)


def joined_words(old: Any, new: str, path: str, notes: Notes) -> Any:
    if isinstance(old, str) and old == new:
        return old  # in quotes or not, as it was
    spelling = same_otherwise(old, new) if isinstance(old, str) else None
    if spelling is not None and (spelling.sure or (notes.by_a_tool and not both_are_text(old, new))):
        notes.mended.append(f"{path}: {spelling.what}")
        return old
    if spelling is not None and not both_are_text(old, new):
        notes.unsure.append(f"{path}: perhaps {spelling.what}; left as it is")
        return new
    found = None if path.rpartition(".")[2] in KEPT_AS_WRITTEN else day_in(new)
    if found is None:
        return in_kind(old, new, path, notes)
    day, sure = found
    (notes.mended if sure else notes.unsure).append(
        f"{path}: a moment was written for a day{'' if sure else '; which day is not sure'}"
    )
    return day


def both_are_text(old: str, new: str) -> bool:
    """Whether whoever saved it knew it was text, so that no reading of numbers is to blame for another one."""
    return not isinstance(old, Plain) and not isinstance(new, Plain)


def in_kind(old: Any, new: str, path: str, notes: Notes) -> str:
    """A number in quotes where a bare one stood is a number; a bare one where one stood in quotes is text."""
    if not isinstance(old, str) or not bare_means_more(old) or not bare_means_more(new):
        return new
    if isinstance(old, Plain) and not isinstance(new, Plain):
        notes.mended.append(f"{path}: a number or a yes was written as text")
        return Plain(new)
    if isinstance(new, Plain) and not isinstance(old, Plain):
        notes.mended.append(f"{path}: text was written as a number or a yes")
        return str(new)
    return new


def bare_means_more(text: str) -> bool:
    return text in TRUTH or NUMBER.fullmatch(text) is not None


def laid_out_anew(old: bytes, old_text: str, new: bytes, new_value: Any) -> bool:
    """Whether more lines differ than what the file says: as tools leave it, and people do not."""
    try:
        least = rewritten(old_text, thawed(new_value)).text.encode()
    except Refused:
        return True
    return changed_lines(old, new) > changed_lines(old, least)


def edited_by_hand(old: str, new: str) -> bool:
    """Whether somebody wrote or removed remarks: tools keep all of them or, mostly, none."""
    before, after = remarks_of(old), remarks_of(new)
    return bool(after - before) or bool(after and before - after)


def remarks_of(text: str) -> Counter[str]:
    """The remarks of a text that can be read, without the line that names the schema."""
    found: Counter[str] = Counter()
    end = 0
    for token in yaml.scan(text.removeprefix(BYTE_ORDER_MARK), Loader=yaml.CLoader):
        found.update(remarks_between(text.removeprefix(BYTE_ORDER_MARK)[end : token.start_mark.index]))
        end = max(end, token.end_mark.index)
    return found


def remarks_between(gap: str) -> Iterator[str]:
    for line in gap.splitlines():
        remark = line.strip()
        if remark.startswith("#") and not remark.startswith(BEFORE_ADDRESS.strip()):
            yield remark


def laid_out_as(old: str, new: str) -> str:
    """The new text with the old one's line ends."""
    plain = new.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in old else plain


def with_modeline(old: str, text: str) -> str:
    """The line that names the schema, put back where a tool has dropped it."""
    line = re.match(rf"\ufeff?({re.escape(BEFORE_ADDRESS)}.*\r?\n)", old)
    return text if line is None or BEFORE_ADDRESS in text else line[1] + text.removeprefix(BYTE_ORDER_MARK)


def changed_lines(old: bytes, new: bytes) -> int:
    """Lines that only one of the two has: near enough to what a diff shows, and quick for the longest framework."""
    before, after = Counter(old.splitlines()), Counter(new.splitlines())
    return (before - after).total() + (after - before).total()
