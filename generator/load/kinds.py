"""Which kind of file lies where: told by its path alone."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

# Where files of a kind lie, as VS Code's YAML extension writes it; "!" takes files out again.
FILES: Mapping[str, str | tuple[str, ...]] = {
    "school": "plans/school.yml",
    "calendar": "plans/calendar.yml",
    "people": "plans/people.yml",
    "group": "plans/groups/*.yml",
    "scores": "plans/imports/*.yml",
    "learner": "plans/**/learner.yml",
    "plan": "plans/**/plan.yml",
    "goal": "plans/**/goals/*.yml",
    "conference": "plans/**/conferences/*.yml",
    "issued": "plans/**/issued.yml",
    "evidence": "plans/**/evidence/*.yml",
    "support": "plans/**/supports/*.yml",
    "staff": "plans/**/staff/*.yml",
    "redactions": "plans/**/redactions.yml",
    "framework": "frameworks/*/framework.yml",
    "migration": "frameworks/*/migration.yml",
    "competencies": (
        "frameworks/*/*.yml",
        *("!**/framework.yml", "!**/migration.yml", "!frameworks/pathways/**", "!frameworks/catalogue/**"),
        *("!frameworks/requirements/**", "!frameworks/glossary/**"),
    ),
    "pathway": "frameworks/pathways/*.yml",
    "activities": "frameworks/catalogue/activities.yml",
    "goals": "frameworks/catalogue/goals.yml",
    "supports": "frameworks/catalogue/supports.yml",
    "partners": "frameworks/catalogue/partners.yml",
    "requirements": "frameworks/requirements/*.yml",
    "glossary": "frameworks/glossary/*.yml",
}


@lru_cache(maxsize=10_000)
def kind_at(file: str) -> str | None:
    """Which kind of file lies at a path from the school's root, or from above it."""
    for kind, (inside, *outside) in patterns().items():
        if inside.fullmatch(file) and not any(pattern.fullmatch(file) for pattern in outside):
            return kind
    return None


@cache
def patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """For each kind what its files' paths look like, then what they must not look like."""
    each = {kind: (globs,) if isinstance(globs, str) else globs for kind, globs in FILES.items()}
    return {kind: tuple(pattern_of(glob.removeprefix("!")) for glob in globs) for kind, globs in each.items()}


def pattern_of(glob: str) -> re.Pattern[str]:
    """A pattern as editors write them; a school may be a folder of its repository."""
    pattern = re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.compile(f"(?:.*/)?{pattern}", re.DOTALL)
