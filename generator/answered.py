"""What came back from translators, settled against what stands there and written wherever the text stands.

All files or none, and only the lines that say it. Nothing that a machine made is ever marked as reviewed here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from generator.changes import Change, Changes, blob_of
from generator.check.case import NameIndex
from generator.check.names import full_names_in
from generator.checked import CheckedSchool
from generator.importers.returned import Answer
from generator.load.learner import read_learner
from generator.model.translatable import Wish, all_of_learner, all_shared
from generator.problem import Place
from generator.records.text import LanguageTag, Version
from generator.translated import CONTROL, code_of, is_stale, is_unreviewed, original_of, signs_of
from generator.writing import raw_of
from generator.yamltext.placed import PlacedList, PlacedMap, Value, thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import Refused, marked, rewritten

Who = Literal["human", "machine"]
LAID_OUT = re.compile(r"[ \t]*[\r\n]\s*")
STILL_A_MACHINE = "these are the words a machine wrote; who has read them writes `reviewed:` with the day into the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How answers are taken. `by` None: as each says itself. `reviewed`: when somebody read those a person made.

    `names`: of learners, which no translation may hold.
    """

    language: LanguageTag
    by: Who | None
    reviewed: date | None
    on: date
    replace: bool
    names: NameIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One version to be put at one place; `own`: the language of a plain string there."""

    place: Place
    own: LanguageTag
    language: LanguageTag
    version: Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is to be made of one answer. `refused`: why nothing; `kept`: at how many places a translation stays."""

    answer: Answer
    writings: tuple[Writing, ...] = ()
    kept: int = 0
    refused: str | None = None


def every_wish(school: CheckedSchool) -> Iterator[Wish]:
    """Every text of the school that may be translated, whoever reads it."""
    yield from all_shared(school.commons)
    for folder in school.folders:
        records, _ = read_learner(school.root, folder)
        yield from all_of_learner(records, school.commons.school.languages[0])


def settled(answers: Iterable[Answer], wishes: Iterable[Wish], terms: Terms) -> tuple[Settled, ...]:
    """What is to be made of each answer that says something."""
    said: dict[str, Answer] = {}
    for answer in answers:
        if answer.target or answer.trouble:
            fitting = replace(answer, target=as_shaped(answer.source, answer.target))
            first = said.setdefault(answer.code, fitting)
            if first.target == fitting.target:
                said[answer.code] = replace(first, by="machine" if "machine" in (first.by, answer.by) else first.by)
            else:
                said[answer.code] = replace(first, trouble=first.trouble or "it is answered twice, in other words")
    places: dict[str, list[Wish]] = {code: [] for code in said}
    for wish in wishes:
        text = wish.found.text
        code = code_of(text.versions[original_of(text, wish.own)].text)
        if code in places:
            places[code].append(wish)
    return tuple(settled_one(answer, places[code], terms) for code, answer in said.items())


def as_shaped(source: str, target: str) -> str:
    """The translation with the outer white space of its text, and on one line like it: tools lay their files out."""
    words = source.strip()
    before, after = source.partition(words)[::2] if words else ("", "")
    inner = target.strip() if "\n" in words else LAID_OUT.sub(" ", target.strip())
    return f"{before}{inner}{after}" if inner else ""


def settled_one(answer: Answer, wishes: list[Wish], terms: Terms) -> Settled:
    why = trouble_with(answer, wishes, terms)
    if why is not None:
        return Settled(answer=answer, refused=why)
    version = version_of(answer, terms)
    writings, kept, machines = [], 0, 0
    for wish in wishes:
        if (original_of(wish.found.text, wish.own) or wish.own) == terms.language:
            continue
        if is_taken(version, wish, terms):
            writings.append(Writing(place=wish.found.place, own=wish.own, language=terms.language, version=version))
        elif not same_words(wish.found.text.versions[terms.language], version):
            kept += 1
        else:
            machines += is_unreviewed(wish.found.text.versions[terms.language])
    why = None if writings or not machines else STILL_A_MACHINE
    return Settled(answer=answer, writings=tuple(writings), kept=kept, refused=why)


def trouble_with(answer: Answer, wishes: list[Wish], terms: Terms) -> str | None:
    """Why an answer cannot be used; None: it can."""
    if answer.trouble is not None:
        return answer.trouble
    if code_of(answer.source) != answer.code:
        return "its text was changed in the file, so it is not sure what it is the translation of"
    if not wishes:
        return "the text has changed since, or is gone"
    if (terms.by or answer.by) is None:
        return "nothing says who translated it; say --by human or --by machine"
    if CONTROL.search(answer.target):
        return "it holds a sign that no text can hold"
    if isinstance(answer.reviewed, date) and answer.reviewed > terms.on:
        return f"nobody can have reviewed it on {answer.reviewed} yet"
    if full_names_in(answer.target, terms.names, ""):
        return "it holds the full name of a learner"
    changed = sorted(signs_of(answer.source) ^ signs_of(answer.target))
    return f"{' '.join(changed)} must stand in it just as in the text" if changed else None


def version_of(answer: Answer, terms: Terms) -> Version:
    """What a machine made stays a machine's, whatever the file and the command say besides."""
    if "machine" in (answer.by, terms.by):
        return Version(text=answer.target, by="machine", of=answer.code)
    day = answer.reviewed if isinstance(answer.reviewed, date) else terms.reviewed
    if day is None and answer.reviewed:
        day = terms.on
    return Version(text=answer.target, by="human", reviewed=day, of=answer.code)


def is_taken(version: Version, wish: Wish, terms: Terms) -> bool:
    """Whether the new version is put in the place of what stands there."""
    text = wish.found.text
    now = text.versions.get(terms.language)
    if now is None:
        return True
    if is_unreviewed(now):
        # The same words again are still the machine's: who has read them says so in the file itself.
        return not same_words(now, version)
    if version.by == "machine":
        return terms.replace and not same_words(now, version)
    return is_stale(text, terms.language, wish.own) or (terms.replace and not same_words(now, version))


def same_words(one: Version, other: Version) -> bool:
    """However they are wrapped."""
    return code_of(one.text) == code_of(other.text)


def files_after(root: Path, writings: Iterable[Writing]) -> Changes:
    """Each file that changes, as it would be. Raises Refused where one cannot be written."""
    by_file: dict[str, list[Writing]] = {}
    for writing in writings:
        by_file.setdefault(writing.place.file, []).append(writing)
    return tuple(
        Change(file=file, content=changed(file, raw := raw_of(root, file), each), before=blob_of(raw))
        for file, each in sorted(by_file.items())
    )


def changed(file: str, raw: bytes, writings: list[Writing]) -> bytes:
    text, problems = decode(raw, file)
    value, wrong = read(text, file)
    if problems or wrong:
        raise Refused(f"{file}: the file cannot be read: {(*problems, *wrong)[0].message}")
    ways = dict(ways_in(value, ()))
    wanted = thawed(value)
    for writing in writings:
        holder, last = spot_in(wanted, ways.get((writing.place.line, writing.place.column), ()))
        if last is None or str(writing.version.of) not in codes_in(holder[last]):
            raise Refused(f"{file}: it has been changed meanwhile")
        holder[last] = with_version(holder[last], writing)
    try:
        return marked(raw, rewritten(text, wanted).text)
    except Refused as why:
        raise Refused(f"{file}: {why}") from None


def spot_in(wanted: Any, way: tuple[str | int, ...]) -> tuple[Any, str | int | None]:
    """What holds the value that a way leads to, and its last step; None: the way leads nowhere."""
    if not way:
        return wanted, None
    holder = wanted
    for step in way[:-1]:
        holder = holder[step]
    return holder, way[-1]


def codes_in(value: Any) -> Iterator[str]:
    """The codes of a text's versions, as its file has them."""
    for version in value.values() if isinstance(value, dict) else (value,):
        words = version.get("text") if isinstance(version, dict) else version
        if isinstance(words, str):
            yield code_of(words)


def ways_in(value: Value, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[int, int], tuple[str | int, ...]]]:
    """For each value inside another, where it stands (line and column) and the steps that lead there."""
    parts: Iterable[tuple[str | int, Value]] = ()
    if isinstance(value, PlacedMap):
        parts = value.items()
    elif isinstance(value, PlacedList):
        parts = enumerate(value)
    for step, part in parts:
        place = value.place.at(step)  # type: ignore[union-attr]
        yield (place.line, place.column), (*steps, step)
        yield from ways_in(part, (*steps, step))


def with_version(value: Any, writing: Writing) -> Any:
    """A text as its file has it, with one version more, or another one."""
    version = writing.version
    told = {"text": version.text, "by": version.by}
    if version.reviewed is not None:
        told["reviewed"] = version.reviewed.isoformat()
    told["of"] = str(version.of)
    versions = value if isinstance(value, dict) else {writing.own: value}
    return {**versions, writing.language: told}
