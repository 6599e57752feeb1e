"""Who is asked to look at a change, on each forge: the same two lanes as in the report of a proposal."""

import re
from functools import cache
from pathlib import Path

import pytest

from generator.starter.answers import HERE, School
from generator.starter.rendering import rendered
from tests.generator.starter.repositories import answers_for

EVIDENCE = "plans/class-1/s-0001/evidence/2026-11-20-strips.yml"
TABLE: tuple[tuple[str, set[str], str], ...] = (
    (EVIDENCE, set(), "what was seen needs nobody more than its team"),
    ("plans/class-1/s-0001/evidence/strips.png", set(), "a photo of it neither"),
    ("plans/s-0001/evidence/2026-11-20-strips.yml", set(), "also where a school has no classes"),
    ("plans/.batches/b-1.yml", set(), "what a batch wrote is told by the batch"),
    ("plans/class-1/s-0001/2026-27/goals/g1.yml", {"class-1"}, "what was agreed waits for the class"),
    ("plans/class-1/s-0001/2026-27/plan.yml", {"class-1"}, "the plan too"),
    ("plans/class-1/s-0001/2026-27/conferences/2026-11-20.yml", {"class-1"}, "and what was said in a talk"),
    ("plans/class-1/s-0001/supports/reading.yml", {"class-1"}, "supports are agreed"),
    ("plans/class-1/s-0001/staff/notes.yml", {"class-1"}, "staff notes are not evidence"),
    ("plans/class-1/s-0001/learner.yml", {"class-1"}, "who reads stands in it"),
    ("plans/class-1/s-0001/redactions.yml", {"class-1"}, "what must not be shown again"),
    ("plans/class-2/s-0009/2026-27/goals/g1.yml", {"leaders"}, "a class without a line of its own"),
    ("plans/s-0009/learner.yml", {"leaders"}, "a learner without a class"),
    ("plans/evidence/s-0009/learner.yml", {"leaders"}, "a class that is called evidence opens no way past its team"),
    ("plans/class-1/s-0001/supports/evidence/x.yml", {"class-1"}, "nor does a folder by that name elsewhere"),
    ("plans/groups/class-1.yml", {"leaders"}, "who is in a class"),
    ("plans/imports/canvas.yml", {"leaders"}, "how tables are read"),
    ("plans/school.yml", {"administrators"}, "holds for everybody"),
    ("plans/people.yml.age", {"administrators"}, "names"),
    ("plans/people.recipients", {"administrators"}, "who opens the names"),
    ("frameworks/numbers/framework.yml", {"curriculum"}, "the standards"),
    (".ci/check", {"administrators"}, "what runs"),
    (".gitattributes", {"administrators"}, "how git reads"),
)
FILES = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS", "forgejo": ".gitea/CODEOWNERS"}
RUNS = {
    "github": ".github/workflows/plans.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/plans.yml",
}


@cache
def lines_of(forge: str, prefix: str) -> tuple[str, ...]:
    schools = (School(folder=prefix[:-1] or HERE, name="North"),)
    text = rendered(answers_for(forge, owner="two-rivers", schools=schools))[FILES[forge]].decode()
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def glob(pattern: str) -> re.Pattern[str]:
    """A path as .gitignore and CODEOWNERS write it: `*` within a folder, `**` through folders, `/` at the end below."""
    told = re.escape(pattern.removeprefix("/")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.compile(told + ".*" if pattern.endswith("/") or pattern == "*" else told)


def asked(forge: str, path: str, prefix: str = "") -> set[str]:
    """The teams that the forge would ask about a change of this file."""
    found: list[set[str]] = [set()]
    for line in lines_of(forge, prefix):
        pattern, *teams = line.split()
        names = {team.rpartition("/")[2] for team in teams}
        if forge == "gitlab" and line.startswith("["):
            found.append(set())  # each section asks for itself
        elif forge == "forgejo":
            found[0] |= names if re.fullmatch(pattern, path) else set()
        elif glob(pattern.removeprefix("!")).fullmatch(path):
            found[-1] = names  # the last line that fits counts; with ! it names nobody
    return set().union(*found)


@pytest.mark.parametrize("prefix", ["", "north/"])
@pytest.mark.parametrize("forge", FILES)
def test_evidence_asks_nobody_and_agreed_text_asks_its_team(forge: str, prefix: str) -> None:
    for path, teams, because in TABLE:
        at = path if path.startswith(".") else prefix + path
        found = asked(forge, at, prefix)
        # GitLab asks for each section, Forgejo for each line that fits: more may look, nobody less.
        assert found >= teams if teams else not found, f"{at}: {because}"
    assert asked(forge, RUNS[forge], prefix) == {"administrators"}
    assert asked(forge, FILES[forge], prefix) == {"administrators"}, "nobody takes the rules away alone"


@pytest.mark.parametrize("forge", FILES)
def test_teams_are_named_by_their_owner_or_marked_to_be_replaced(forge: str) -> None:
    teams = {word for line in lines_of(forge, "") for word in line.split()[1:] if word.startswith("@")}
    assert {team.partition("/")[0] for team in teams} == {"@two-rivers"}
    unsaid = rendered(answers_for(forge))[FILES[forge]].decode()
    assert "@OWNER/" in unsaid
    assert "init --update --owner" in unsaid


def test_pictures_are_small() -> None:
    pictures = {path: text for path, text in rendered(answers_for()).items() if path.endswith(".png")}
    assert {Path(path).name for path in pictures} == {"form.png", "page.png", "report.png"}
    assert sum(map(len, pictures.values())) <= 600_000
