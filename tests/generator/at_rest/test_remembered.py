"""What lies beside the outputs: which of it may travel, that this tells of nobody, and that it does not grow."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CASES, EXAMPLE_DAY, PATHBOOK, TOP

MAY_TRAVEL = {"manifest.json"}
STAYS = {"history", "photos", "names", "shells", "at_rest.json", "files", "logins", "lying", "programs", "lock"}
KEPT_BY_CI = {"out/site", "out/published", "out/published.json", "out/.pathbook/manifest.json"}
# The words of the manifest itself; those of people are looked for where they are long enough not to come by chance.
OWN_WORDS = {"format", "checksum", "learners", "good_through", "through", "searched", "warnings", "themes"}
WORD = re.compile(r"[^\W\d_]{6,}")
pytestmark = pytest.mark.build


def words_of_plans() -> frozenset[str]:
    """Every longer word that somebody wrote into a plan of the example, or by which somebody is called."""
    texts = (file.read_text(encoding="utf-8") for file in (TOP / "plans").rglob("*.yml"))
    return frozenset(word.casefold() for text in texts for word in WORD.findall(text))


def test_each_file_is_known_and_what_may_travel_tells_nothing_of_anybody(example_out: Path) -> None:
    book = example_out / ".pathbook"
    assert {each.name for each in book.iterdir()} <= MAY_TRAVEL | STAYS
    words = words_of_plans() - OWN_WORDS
    assert len(words) > 1_000
    for name in MAY_TRAVEL:
        told = (book / name).read_text(encoding="utf-8")
        assert {word.casefold() for word in WORD.findall(told)} & words == set()
        assert str(TOP) not in told
        assert str(example_out) not in told


def test_the_manual_tells_of_each_file() -> None:
    manual = (TOP / "generator/docs/built.md").read_text(encoding="utf-8")
    may, _, stays = manual.partition("| may travel |")[2].partition("| stays on this machine |")
    assert all(f"`{name}" in may for name in MAY_TRAVEL)
    assert all(f"`{name}" in stays for name in STAYS)


@pytest.mark.parametrize("name", ["history", "names", "at_rest.json"])
def test_what_is_told_in_clear_is_for_this_account_alone(example_out: Path, name: str) -> None:
    path = example_out / ".pathbook" / name
    assert not path.exists() or path.stat().st_mode & 0o077 == 0


STEP_OF_A_CACHE = re.compile(
    r"(?:actions/cache/\w+@|^  cache:$)(.*?)(?:^ +key: published-|^  script:$)", re.DOTALL | re.MULTILINE
)
FILES = TOP / "generator/starter/files"


@pytest.mark.parametrize(
    "workflow",
    [
        "github/.github/workflows/publish.yml.j2",
        "forgejo/.forgejo/workflows/publish.yml.j2",
        "gitlab/.gitlab-ci.yml.j2",
    ],
)
def test_workflows_keep_what_may_travel_and_nothing_else(workflow: str) -> None:
    """Whatever below `out/` a step of a cache names, for a school at the top of a repository or in a folder of it."""
    steps = STEP_OF_A_CACHE.findall((FILES / workflow).read_text(encoding="utf-8"))
    assert steps
    for step in steps:
        assert {path.removeprefix("*/") for path in re.findall(r"(?:\*/)?out/[^\s\"']*", step)} == KEPT_BY_CI


def test_no_other_workflow_keeps_anything() -> None:
    caching = {file for file in FILES.rglob("*.j2") if "cache" in file.read_text(encoding="utf-8")}
    assert {file.name for file in caching} == {"publish.yml.j2", ".gitlab-ci.yml.j2"}


def build(root: Path) -> None:
    command = (PATHBOOK, "build", "--root", root, "--only", "site", "--jobs", "1", "--on", EXAMPLE_DAY)
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_nothing_is_remembered_of_who_is_gone(tmp_path: Path) -> None:
    root = tmp_path / "school"
    shutil.copytree(CASES / "base", root)
    second = root / "plans/s-0002"
    shutil.copytree(root / "plans/s-0001", second)
    for file in second.rglob("*.yml"):
        file.write_text(file.read_text(encoding="utf-8").replace("s-0001", "s-0002"), encoding="utf-8")
    people = root / "plans/people.yml"
    before = people.read_text(encoding="utf-8")
    people.write_text(
        before + "s-0002: {name: {en: Bela Birch}, given: {en: Bela}, roles: [learner]}\n", encoding="utf-8"
    )
    build(root)
    shutil.rmtree(second)
    people.write_text(before, encoding="utf-8")
    build(root)
    book = root / "out/.pathbook"
    assert [each for each in book.rglob("*") if "s-0002" in each.name] == []
    assert [each.name for each in book.rglob("*") if each.is_file() and b"s-0002" in each.read_bytes()] == []
