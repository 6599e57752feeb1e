"""A synthetic school of any size, from a seed: for trying things, and for measuring them.

Shape, per learner: a plan of 3 goals with 3 criteria and 3 steps each (about 80 lines with learner.yml and one
conference), and 20 pieces of evidence in 4 files (about 200 lines); 10 files in all. Thin evidence is a single piece,
who just started has none. The school: one framework of 30 competencies in 5 chains, one pathway a chain, classes
of 25. Situations follow one another learner by learner, as SITUATIONS lists them. The same seed gives the same bytes; a
learner does not change with how many others there are.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random

from generator.problem import ToolFailed
from generator.sample_pupil import (
    CLASS_SIZE,
    FIRST_DAY,
    LANGUAGES,
    LAST_DAY,
    class_of,
    id_of,
    pupil_files,
    pupil_of,
    ref,
)
from generator.sample_words import DOMAINS, FAMILY, GIVEN
from generator.yamltext.splice import written
from generator.yamltext.write import on_its_line


def write_sample(into: Path, students: int, seed: int = 1) -> int:
    """Write a school of so many students into an empty folder; returns how many files were written."""
    if into.exists() and any(into.iterdir()):
        raise ToolFailed("sample", f"{into} is not empty; name a new folder")
    files = 0
    for path, content in school_files(students, seed):
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
        files += 1
    return files


def school_files(students: int, seed: int) -> Iterator[tuple[str, str]]:
    """Every file of the school as (path, text), shared ones first."""
    yield "plans/school.yml", written(SCHOOL)
    yield "plans/calendar.yml", written(CALENDAR)
    yield "frameworks/core/framework.yml", written(framework())
    for chain, (title, steps) in DOMAINS.items():
        yield f"frameworks/pathways/{chain}.yml", written(pathway(chain, title, steps))
    yield "plans/people.yml", "".join(people_lines(students, seed))
    for start in range(0, students, CLASS_SIZE):
        members = [id_of(number) for number in range(start + 1, min(start + CLASS_SIZE, students) + 1)]
        name = class_of(start + 1)
        yield (
            f"plans/groups/{name}.yml",
            written(
                {
                    "id": name,
                    "title": f"Class {start // CLASS_SIZE + 1}",
                    "kind": "class",
                    "members": [{"learner": member} for member in members],
                    "staff": [{"person": "t-0001", "role": "teacher"}],
                }
            ),
        )
    for number in range(1, students + 1):
        pupil = pupil_of(number, seed)
        folder = f"plans/{class_of(number)}/{pupil.id}"
        for path, value in pupil_files(pupil):
            yield f"{folder}/{path}", written(value)


def names_of(number: int, seed: int) -> tuple[str, str]:
    """Given and family name."""
    chance = Random(f"{seed}:name:{number}")  # noqa: S311
    return chance.choice(GIVEN), chance.choice(FAMILY)


def people_lines(students: int, seed: int) -> Iterator[str]:
    """people.yml, a line a person, so that a large school's file is read in pieces."""
    yield person_line("t-0001", "Robin", "Ashby", "teacher")
    for number in range(1, students + 1):
        given, family = names_of(number, seed)
        yield person_line(id_of(number), given, family, "learner")
        yield person_line(f"f-{number:05d}1", "Alex", family, "family")


def person_line(id_: str, given: str, family: str, role: str) -> str:
    said = {"name": {"en": f"{given} {family}"}, "given": {"en": given}, "roles": [role]}
    return f"{on_its_line(id_, said)}\n"


# School days for each step of a chain: the third is due in the week of the day that the sample is looked at.
EXPECTED_DAYS = (18, 18, 18, 40, 40, 41)
SCALE = [
    {"id": "starting", "label": "Starting", "points": 1, "description": "I am learning the words and ideas."},
    {"id": "closer", "label": "Getting closer", "points": 2, "description": "I can do parts of it by myself."},
    {"id": "got-it", "label": "Got it", "points": 3, "proficient": True, "description": "I can do it and say why."},
    {"id": "further", "label": "Going further", "points": 4, "description": "I can use it in new places."},
]
SCHOOL: Mapping[str, object] = {
    "format": 2,
    "name": "Sample School",
    "languages": list(LANGUAGES),
    "scales": {"learning": {"levels": SCALE}},
    "default_scale": "learning",
    "calculation": {"method": "latest"},
    "evidence_rule": {"pieces": 2, "kinds": [], "contexts": 1, "assessors": 1},
    "pace": {"buffer_days": 5},
    "publish": {"base_url": "https://plans.sample.example"},
}
CALENDAR: Mapping[str, object] = {
    "timezone": "America/New_York",
    "years": {
        "2025-26": {"start": date(2025, 9, 1), "finish": date(2026, 6, 17)},
        "2026-27": {
            "start": FIRST_DAY,
            "finish": LAST_DAY,
            "closed": [
                {"from": date(2026, 11, 26), "to": date(2026, 11, 27)},
                {"from": date(2026, 12, 23), "to": date(2027, 1, 1)},
            ],
        },
    },
}


def framework() -> Mapping[str, object]:
    """30 competencies in five chains, each step building on the one before."""
    return {
        "id": "core",
        "title": "Core learning",
        "competencies": [
            {
                "id": f"{chain}.{step + 1}",
                "code": f"{chain[:1].upper()}.{step + 1}",
                "statement": can.replace("I can", "Learners can"),
                "short": short,
                "i_can": can,
                **({"prerequisites": [ref(chain, step - 1)]} if step else {}),
            }
            for chain, (_, steps) in DOMAINS.items()
            for step, (short, can) in enumerate(steps)
        ],
    }


def pathway(chain: str, title: str, steps: tuple[tuple[str, str], ...]) -> Mapping[str, object]:
    return {
        "id": chain,
        "title": title,
        "kind": "sequence",
        "requirements": [
            {
                "id": f"{chain}-{step + 1}",
                "title": short,
                "competencies": [ref(chain, step)],
                "expected_days": EXPECTED_DAYS[step],
                **({"prerequisites": [f"{chain}-{step}"]} if step else {}),
            }
            for step, (short, _) in enumerate(steps)
        ],
    }
