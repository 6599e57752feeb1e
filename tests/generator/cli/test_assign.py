"""pathbook assign, on copies of the example school: a copy for each member, once, and theirs from then on."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.test_new import files_of
from tests.generator.cli.typed import Typed
from tests.history import begun, git

ON = ("--on", EXAMPLE_DAY)
HARBOR = "plans/class-harbor"
GOAL, STEP, SUPPORT = "say-which-is-larger", "paper-strips", "words-first"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    root = tmp_path / "school"
    for name in ("plans", "frameworks"):
        shutil.copytree(TOP / name, root / name, ignore=shutil.ignore_patterns("*.png"))
    return root


def changed(root: Path, before: dict[str, bytes]) -> set[str]:
    after = files_of(root)
    return {file for file in after if after[file] != before.get(file) and "/.batches/" not in file}


def test_a_step_goes_to_the_goal_that_has_its_competency(example: Path, typed: Typed) -> None:
    before = files_of(example)
    words = ("assign", "class-harbor", STEP, "--by", "2026-12-01", "--root", str(example), *ON)
    status, shown, _ = typed(*words, "--dry-run")
    assert (status, files_of(example)) == (0, before)
    assert "s-0001: has it already, in g1 as a1" in shown
    assert "s-0002: has no goal in work for ccss-math:3.nf.a.1 or ccss-math:4.nf.a.1" in shown
    assert shown.endswith("1 would get it, 1 had it, 4 left out\n")
    status, printed, _ = typed(*words)
    goal = f"{HARBOR}/s-0004/2026-27/goals/g3.yml"
    assert (status, changed(example, before)) == (0, {goal})
    assert "undo 2026-11-20-paper-strips" in printed
    old, new = before[goal].decode().splitlines(), (example / goal).read_text(encoding="utf-8").splitlines()
    assert [line for line in new if line not in old] == [
        "  - {id: a3, activity: paper-strips, from: class-harbor:paper-strips, by: 2026-12-01}"
    ]
    assert set(old) <= set(new)
    again = files_of(example)
    assert typed(*words)[1].endswith("0 got it, 2 had it, 4 left out\n")
    assert files_of(example) == again, "a second run adds nothing"


def test_a_goal_of_the_catalogue_is_everybodys_own_from_then_on(example: Path, typed: Typed) -> None:
    words = ("assign", "class-harbor", GOAL, "--by", "2026-12-18", "--root", str(example), *ON)
    status, printed, complained = typed(*words)
    assert status == 0, complained
    assert printed.count(": goal g") == 6
    copy = example / HARBOR / "s-0005/2026-27/goals/g3.yml"
    text = copy.read_text(encoding="utf-8")
    assert "es: Muestro dos fracciones con tiras y digo cuál es mayor." in text, "translations come along"
    assert "winter unit" not in text, "what adults call it stays in the catalogue"
    assert "from: class-harbor:say-which-is-larger" in text
    catalogue = example / "frameworks/catalogue/goals.yml"
    catalogue.write_text(
        catalogue.read_text(encoding="utf-8").replace("ask who has more", "ask who has less"), encoding="utf-8"
    )
    status, printed, _ = typed(*words)
    through_another = ("assign", "reading-circle", GOAL, "--by", "2026-12-18", "--root", str(example), *ON)
    assert "0 got it, " in typed(*through_another)[1], "whoever is in two groups needs it once"
    assert "s-0005: has it already, as g3; it differs from the catalogue in help at home, and stays as it is" in printed
    assert copy.read_text(encoding="utf-8") == text


def test_a_support_begins_for_who_has_it_not(example: Path, typed: Typed) -> None:
    words = ("assign", "class-harbor", SUPPORT, "--who", "t-0006", "--by", "2026-12-18", "--root", str(example), *ON)
    status, printed, _ = typed(*words)
    assert status == 0
    assert "s-0001: has it already, as words-first" in printed
    text = (example / HARBOR / "s-0002/supports/words-first.yml").read_text(encoding="utf-8")
    assert text.splitlines()[1:] == [
        "id: words-first",
        "catalogue: words-first",
        "who: t-0006",
        "start: 2026-11-20",
        "check_on: 2026-12-18",
        "from: class-harbor:words-first",
    ]


def test_whose_plan_may_not_take_it_is_left_out_and_told(example: Path, typed: Typed) -> None:
    goal = example / HARBOR / "s-0004/2026-27/goals/g3.yml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("ccss-math:3.nf.a.1", "ccss-math:3.nf.a.1x"), "utf-8")
    words = ("assign", "class-harbor", STEP, "--goal", "4.nf.a.2", "--root", str(example), *ON)
    before = files_of(example)
    status, printed, complained = typed("assign", "class-harbor", GOAL, "--by", "2031-06-01", *words[-4:])
    assert (status, changed(example, before)) == (1, set())
    assert "s-0004: left out, for what is said above" in printed
    assert "outside-school-year" in complained
    status, printed, complained = typed("assign", "class-harbor", SUPPORT, *words[-4:])
    assert status == 0, "what was wrong in another file before is no matter of this"
    assert "s-0004: support words-first" in printed


def test_onto_one_branch_for_all_and_a_second_run_adds_nothing(example: Path, typed: Typed) -> None:
    begun(example)
    words = ("assign", "class-harbor", GOAL, "--by", "2026-12-18", "--entry", "--as", "t-0001")
    where = ("--root", str(example), *ON)
    assert typed(*words, *where)[0] == 0
    assert git(example, "status", "--porcelain") == ""
    (branch,) = git(example, "branch", "--list", "entry/*", "--format=%(refname:short)").splitlines()
    assert len(git(example, "diff", "--name-only", "main", branch).splitlines()) == 7
    assert typed(*words, *where)[1].endswith("0 got it, 6 had it, 0 left out\n")
    assert git(example, "branch", "--list", "entry/*", "--format=%(refname:short)") == branch


@pytest.mark.parametrize(
    ("words", "said", "because"),
    [
        (("class-harbo", STEP), "did you mean class-harbor?", "no such group"),
        (("class-harbor", "paper-strip"), "did you mean paper-strips?", "nothing of that name"),
        (("class-harbor", f"support:{STEP}"), "nothing is called", "no support of that name"),
        (("class-harbor", SUPPORT, "--goal", "x"), "goes to no goal", "a support is for itself"),
        (("class-harbor", STEP, "--goal", "fractions"), "may be", "several competencies fit"),
        (("class-harbor", GOAL), "--by", "a goal needs its day"),
    ],
)
def test_wrong_words_are_told(words: tuple[str, ...], said: str, because: str, typed: Typed) -> None:
    status, _, complained = typed("assign", *words, "--dry-run", "--root", str(TOP), *ON)
    assert (status, said in " ".join(complained.split())) == (2, True), because
