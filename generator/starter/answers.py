"""What is said of a school before its repository is made, and the days that its first files speak of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

from generator.problem import ToolFailed

Forge: TypeAlias = Literal["github", "gitlab", "forgejo"]
Deploy: TypeAlias = Literal["pages", "s3", "rsync", "folder"]
Language: TypeAlias = Literal["en", "es", "ar"]
FORGES: tuple[str, ...] = get_args(Forge)
DEPLOYS: tuple[str, ...] = get_args(Deploy)
LANGUAGES: tuple[str, ...] = get_args(Language)
USUAL_DEPLOY: Mapping[str, Deploy] = {"github": "pages", "gitlab": "pages", "forgejo": "rsync"}
WITHOUT_PAGES = ("forgejo",)
HERE = "."  # the root of a school that has the repository to itself
FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,100}")
BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,100}(?<![./])")
NO_ROOTS = frozenset(("plans", "frameworks", "out", "docs", "site-templates"))
LONGEST_NAME = 200
FRIDAY = 4
MAY = 5  # from this month on, "the coming year" is the next one


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One school of the repository. `folder` HERE: it has the repository to itself."""

    folder: str = HERE
    name: str

    @property
    def prefix(self) -> str:
        return "" if self.folder == HERE else f"{self.folder}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the files that Pathbook keeps up to date are made of.

    `owner`: whom the forge knows as the holder of the repository, before the names of teams; "" where nobody said.
    """

    name: str
    schools: tuple[School, ...]
    forge: str = "github"
    deploy: str = "pages"
    languages: tuple[str, ...] = ("en",)
    branch: str = "main"
    owner: str = ""
    example: bool = True

    @property
    def roots(self) -> tuple[str, ...]:
        return tuple(school.folder for school in self.schools)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days in the first files: the coming school year, and the example's goals within it."""

    year: str
    start: date
    finish: date
    winter: date
    new_year: date
    came: date  # the example, to the school
    first: date  # when the example's goals began
    due: date
    seen: date  # when something was seen of the example


def answered(given: Answers) -> Answers:
    """As it was said, in the form in which it is used; raises ToolFailed where it cannot be."""
    name = told_name(given.name)
    if given.deploy == "pages" and given.forge in WITHOUT_PAGES:
        raise ToolFailed("init", f"{given.forge} serves no pages of its own; say --deploy s3, rsync or folder")
    if not BRANCH.fullmatch(given.branch) or ".." in given.branch:
        raise ToolFailed(
            "init", f"the main branch cannot be called {given.branch!r} here: letters, digits, -, _, / and ."
        )
    if given.owner and not OWNER.fullmatch(given.owner):
        raise ToolFailed("init", f"no forge knows {given.owner!r} as an owner; write it as in the repository's address")
    for school in given.schools:
        if school.folder != HERE and (not FOLDER.fullmatch(school.folder) or school.folder in NO_ROOTS):
            hint = "name it in small letters, digits and hyphens, for example north-school"
            raise ToolFailed("init", f"{school.folder!r} cannot be the folder of a school: {hint}")
    if len(set(given.roots)) < len(given.roots):
        raise ToolFailed("init", "two schools cannot lie in the same folder")
    schools = tuple(replace(school, name=told_name(school.name)) for school in given.schools)
    return replace(given, name=name, schools=schools)


def told_name(name: str) -> str:
    """A name on one line, without signs that nobody sees."""
    told = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not any(sign.isalnum() for sign in told):
        raise ToolFailed("init", f"{name!r} is no name that a school could have; say it with --name")
    return told[:LONGEST_NAME]


def name_from(folder: str) -> str:
    """A school's name where nobody said one: north-school becomes North School."""
    words = re.split(r"[-_.\s]+", folder)
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or folder


def days_of(on: date) -> Days:
    first_year = on.year if on.month >= MAY else on.year - 1
    start, finish = date(first_year, 9, 1), date(first_year + 1, 6, 18)
    seen = on - timedelta(days=4)
    seen -= timedelta(days=max(0, seen.weekday() - FRIDAY))
    first = min(max(start, on - timedelta(days=14)), finish - timedelta(days=21))
    return Days(
        year=f"{first_year}-{(first_year + 1) % 100:02d}",
        start=start,
        finish=finish,
        winter=date(first_year, 12, 24),
        new_year=date(first_year + 1, 1, 1),
        came=min(start, seen - timedelta(days=30)),
        first=first,
        due=min(first + timedelta(days=70), finish),
        seen=seen,
    )
