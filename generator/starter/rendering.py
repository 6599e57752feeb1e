"""The template files of a school's repository, filled in: one place that knows where they lie and how they are written.

A file whose name ends in `.j2` is filled in, every other one is copied byte by byte. Marks are `[= =]` and `[% %]`,
since workflows are full of braces. What comes out blank is not written. Of `files/`, `every` and the forge's own folder
are kept up to date by `init --update`; `school` and `example` are given once and belong to the school.
`pieces` are put into others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.editing.editors.modeline import modeline_for
from generator.load.formats import FORMAT
from generator.load.kinds import kind_at
from generator.load.version import installed_version
from generator.starter.answers import Answers, Days, School
from generator.yamltext.write import on_its_line

FILES = Path(__file__).parent / "files"
FILLED_IN = ".j2"
YEAR, DAY = "YEAR", "DAY"  # in the names of template files
Texts: TypeAlias = Mapping[str, bytes]  # by path; from the top of the repository


def rendered(answers: Answers) -> Texts:
    """Every file that Pathbook goes on keeping up to date."""
    values = shared_values(answers)
    parts = ("every", answers.forge, f"language/{answers.languages[0]}")
    return {path: text for part in parts for path, text in part_of(part, values)}


def given_once(answers: Answers, school: School, days: Days, timezone: str, leader: tuple[str, str]) -> Texts:
    """A school's first files, its own from the first day. `leader`: name and address of whoever makes it all."""
    values = {
        **shared_values(answers),
        **asdict(days),
        "school": school.name,
        "timezone": timezone,
        "format": FORMAT,
        "leader": dict.fromkeys(answers.languages, leader[0]),
        "leader_given": dict.fromkeys(answers.languages, leader[0].split(" ")[0]),
        "leader_email": leader[1],
        "person": partial(person_line, answers.languages),
        "line": on_its_line,
        "said": said_in(answers.languages),
    }
    parts = ("school", "example") if answers.example else ("school",)
    files = (file for part in parts for file in part_of(part, values))
    return {f"{school.prefix}{path}": with_modeline(path, text) for path, text in dated(files, days)}


def dated(files: Iterator[tuple[str, bytes]], days: Days) -> Iterator[tuple[str, bytes]]:
    for path, text in files:
        yield path.replace(YEAR, days.year).replace(DAY, days.seen.isoformat()), text


def shared_values(answers: Answers) -> Mapping[str, Any]:
    return {
        "name": answers.name,
        "forge": answers.forge,
        "deploy": answers.deploy,
        "languages": answers.languages,
        "language": answers.languages[0],
        "branch": answers.branch,
        "owner": answers.owner,
        "team": team_of(answers),
        "example": answers.example,
        "roots": answers.roots,
        "prefixes": tuple(school.prefix for school in answers.schools),
        "pathbook": version_here(),
    }


def team_of(answers: Answers) -> Callable[[str], str]:
    """How the forge is told of a team: `@school/class-1`; with a mark to replace where nobody said who the owner is."""
    return lambda team: f"@{answers.owner or 'OWNER'}/{team}"


def version_here() -> str:
    return installed_version() or "0"


def part_of(part: str, values: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files of one folder of `files/`, as they are to stand in the repository."""
    folder = FILES / part
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        if not path.endswith(FILLED_IN):
            yield path, file.read_bytes()
            continue
        text = templates().from_string(file.read_text(encoding="utf-8")).render(values)
        if text.strip():
            yield path.removesuffix(FILLED_IN), text.encode()


@cache
def templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FILES),
        autoescape=False,  # noqa: S701 - YAML, Markdown and shell; what people typed is quoted by `line` and `tojson`
        variable_start_string="[=",
        variable_end_string="=]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )


def said_in(languages: tuple[str, ...]) -> Callable[..., str]:
    """For templates: a field with its text in the school's languages; without a key, the text alone."""

    def said(key: str, **versions: str) -> str:
        kept = {language: versions[language] for language in languages}
        line = on_its_line(key or "x", kept if len(kept) > 1 else next(iter(kept.values())))
        return line if key else line.removeprefix("x: ")

    return said


def person_line(
    languages: tuple[str, ...],
    person: str,
    name: Mapping[str, str],
    given: Mapping[str, str],
    roles: list[str],
    email: str = "",
) -> str:
    """Somebody in people.yml, on a line."""
    names = {key: {each: versions[each] for each in languages} for key, versions in (("name", name), ("given", given))}
    contact = {"contact": {"email": email}} if email else {}
    return on_its_line(person, {**names, "roles": roles, **contact})


def with_modeline(path: str, text: bytes) -> bytes:
    """A school's own file with the line by which editors other than VS Code find its schema."""
    kind = kind_at(path)
    return text if kind is None else modeline_for(kind, path).encode() + text
