"""What a package for the next school says of itself, in plain words: what lies in it, who is who, what levels mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.records.commons import People
from generator.records.framework import Framework
from generator.records.school import Scale, School
from generator.translated import shown_to

ENGLISH = "en"
CONTENTS: Mapping[str, str] = {
    "papers/": "the newest plan as the family reads it, in their languages. Begin here.",
    "plan/": (
        "the records themselves, year by year, as text files (YAML) that people and programs can read: goals, "
        "evidence with its photos and papers, conversations, supports. Photos carry no place, time or device."
    ),
    "frameworks/": (
        "the standards that the plan names, word for word, in CASE 1.1, which most student information systems import."
    ),
    "staff/": (
        "notes of staff. They are education records: handle them as your law says; parents may have a right to see "
        "them (in the United States 34 CFR 99.10)."
    ),
    "contents.json": "which files the sending school held when this was put together, as check sums only.",
    "SHA256SUMS": "a check sum of every file. `sha256sum --check SHA256SUMS` says whether all arrived unchanged.",
}
STANDS_IN = "x-0000"  # the id that is written wherever a record names another learner


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a README tells of. `paths`: of all files beside it; `frameworks`: whole, for their scales."""

    learner: str
    school: School
    on: date
    people: People
    paths: tuple[str, ...]
    frameworks: tuple[Framework, ...]


def readme_of(package: Package) -> str:
    language = package.school.languages[0]
    _, name = shown_to(package.school.name, ENGLISH, language)
    who = package.people.get(package.learner)
    title = f"Learning record of {named(who.name, language) if who else package.learner}"
    lines = [
        title,
        "=" * len(title),
        f"From {name.text}. Put together on {package.on.isoformat()}.",
        "",
        "This is an education record. Keep it as you keep your own, and give it to nobody else.",
        "",
        "What lies here",
        *(f"  {path:<14} {what}" for path, what in CONTENTS.items() if holds(package.paths, path)),
        "",
        "Who is who",
        *(f"  {id_:<10} {line}" for id_, line in people_lines(package, language)),
        f"  {STANDS_IN:<10} stands wherever a record named another learner.",
        "",
        "What the levels mean, from the first to the last",
        *scale_lines(package, language),
    ]
    return "\n".join(lines) + "\n"


def holds(paths: Iterable[str], start: str) -> bool:
    return any(path.startswith(start) for path in paths) or not start.endswith("/")


def named(names: Mapping[str, str], language: str) -> str:
    """The name in the school's language, and in others where it is written otherwise there."""
    first = names.get(language) or next(iter(names.values()))
    others = [name for name in dict.fromkeys(names.values()) if name != first]
    return f"{first} ({', '.join(others)})" if others else first


def people_lines(package: Package, language: str) -> Iterator[tuple[str, str]]:
    for id_, person in sorted(package.people.items()):
        roles = ", ".join(person.roles)
        yield id_, named(person.name, language) + (f", {roles}" if roles else "")


def scale_lines(package: Package, language: str) -> Iterator[str]:
    for framework in package.frameworks:
        found = scale_of(framework, package.school)
        _, title = shown_to(framework.title, ENGLISH, language)
        yield f"  {title.text} ({framework.id})"
        for level in found.levels if found else ():
            _, label = shown_to(level.label, ENGLISH, language)
            means = "" if level.description is None else f": {shown_to(level.description, ENGLISH, language)[1].text}"
            reached = " [counts as reached]" if level.proficient else ""
            yield f"    {level.id} ({level.points}) {label.text}{reached}{means}"


def scale_of(framework: Framework, school: School) -> Scale | None:
    name = framework.scale or school.default_scale
    return (framework.scales or {}).get(name) or school.scales.get(name)
