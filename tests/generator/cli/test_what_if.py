"""pathbook what-if, in repositories as schools have them: edits before they are merged, and settings to try."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.cli.what_if_markdown import as_markdown
from generator.cli.what_if_said import Report
from generator.comparison import Comparison
from generator.model.compared import NOWHERE, CompetencyChange, Difference
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git, write

GOLDEN = Path(__file__).parent / "what_if_told"
DAY = ("--on", "2026-11-20")


def piece(id: str, on: str, level: str, kind: str = "performance", ref: str = "core:fractions.1") -> str:
    return (
        f"  - id: {id}\n    title: {id}\n    kind: {kind}\n    assessed_on: {on}\n"
        f"    results:\n      - {{competency: '{ref}', level: {level}}}\n    assessor: t-0001\n"
    )


@pytest.fixture
def school(tiny_school: Path) -> Path:
    """Two learners on a pathway: one has slipped after reaching the first step, the other is on the way to it."""
    steps = (
        "  - {id: compare, title: Compare, competencies: ['core:fractions.1'], expected_days: 20}\n"
        "  - {id: add, title: Add, competencies: ['core:fractions.2'], expected_days: 40}\n"
    )
    numbers = f"id: numbers\ntitle: Numbers\nkind: sequence\nrequirements:\n{steps}"
    write(tiny_school, "frameworks/pathways/numbers.yml", numbers)
    habits = "id: habits\ntitle: Habits\ncalculation: {method: mode}\ncompetencies:\n  - {id: try, statement: Try.}\n"
    write(tiny_school, "frameworks/habits/framework.yml", habits)
    plan = tiny_school / "plans/s-0001/2026-27/plan.yml"
    plan.write_text(plan.read_text() + "pathways:\n  - {id: p1, pathway: numbers, start: 2026-09-14}\n")
    shutil.copytree(tiny_school / "plans/s-0001", tiny_school / "plans/s-0002")
    for file in (tiny_school / "plans/s-0002").rglob("*.yml"):
        file.write_text(file.read_text().replace("s-0001", "s-0002"))
    people = tiny_school / "plans/people.yml"
    people.write_text(people.read_text() + "s-0002: {name: {en: Bo Birk}, given: {en: Bo}, roles: [learner]}\n")
    slipped = "evidence:\n" + piece("e2", "2026-10-08", "got-it") + piece("e3", "2026-11-05", "starting")
    write(tiny_school, "plans/s-0001/evidence/2026-10-08-slipped.yml", slipped)
    draft = (
        "evidence:\n"
        + piece("e2", "2026-10-09", "got-it", "formative")
        + piece("h", "2026-10-09", "starting", ref="habits:try")
    )
    write(tiny_school, "plans/s-0002/evidence/2026-10-09-draft.yml", draft)
    begun(tiny_school)
    return tiny_school


def told(typed: Typed, school: Path, *more: str) -> dict[str, Any]:
    status, printed, complained = typed("what-if", "--root", str(school), *DAY, "--format", "json", *more)
    assert status == 0, complained
    answer: dict[str, Any] = json.loads(printed)
    return answer


def moved(answer: dict[str, Any]) -> list[tuple[str, str, str | None, str | None]]:
    """Each change of a competency: whose, which, level and reached state."""
    return [
        (learner["learner"], change["competency"], change["level"], change["reached"])
        for learner in answer["learners"]
        for change in learner["competencies"]
    ]


def edited(school: Path, file: str, old: str, new: str) -> None:
    text = (school / file).read_text()
    assert old in text
    (school / file).write_text(text.replace(old, new))


def nothing(school: Path) -> None:
    """As it was committed."""


def a_title(school: Path) -> None:
    edited(school, "frameworks/core/framework.yml", "title: Core", "title: The core")


def the_highest_counts(school: Path) -> None:
    edited(school, "plans/school.yml", "method: latest", "method: highest")


def the_mean_counts(school: Path) -> None:
    edited(school, "plans/school.yml", "method: latest", "method: mean")


def drafts_count(school: Path) -> None:
    edited(school, "plans/school.yml", "{method: latest}", "{method: latest, counts: [formative, performance]}")


def two_pieces(school: Path) -> None:
    edited(school, "plans/school.yml", "{pieces: 1}", "{pieces: 2}")


def the_framework_has_its_own(school: Path) -> None:
    edited(school, "frameworks/core/framework.yml", "title: Core", "title: Core\ncalculation: {method: highest}")


def a_higher_bar(school: Path) -> None:
    further = "points: 2, proficient: true}\n      - {id: further, label: Further, points: 3}"
    edited(school, "plans/school.yml", "points: 2, proficient: true}", further.replace(", proficient: true", ""))
    edited(school, "plans/school.yml", "points: 3}", "points: 3, proficient: true}")


def no_prerequisite(school: Path) -> None:
    edited(school, "frameworks/core/framework.yml", '    prerequisites: ["core:fractions.1"]\n', "")


def longer_steps(school: Path) -> None:
    edited(school, "frameworks/pathways/numbers.yml", "expected_days: 40", "expected_days: 160")


def late_evidence(school: Path) -> None:
    write(school, "plans/s-0002/evidence/2026-11-12-late.yml", "evidence:\n" + piece("late", "2026-11-12", "got-it"))


S1, S2, REF = "s-0001", "s-0002", "core:fractions.1"


@pytest.mark.parametrize(
    ("edit", "changes", "pathways", "because"),
    [
        (nothing, [], [], "nothing was edited"),
        (a_title, [], [], "what a framework is called moves nobody"),
        (the_highest_counts, [(S1, REF, "up", None)], [], "the best piece holds; what was reached had stayed"),
        (
            the_mean_counts,
            [(S1, REF, None, "no_longer")],
            [S1],
            "the mean never stood at the target: that must be seen",
        ),
        (drafts_count, [(S2, REF, "up", "newly")], [S2], "a draft shows it"),
        (two_pieces, [(S1, REF, None, "no_longer")], [S1], "one piece is not enough"),
        (the_framework_has_its_own, [(S1, REF, "up", None)], [], "only what the framework rates"),
        (a_higher_bar, [(S1, REF, None, "no_longer")], [S1], "nobody has been seen so far up"),
        (no_prerequisite, [], [S2], "steps go side by side for whom the first one still stands in the way"),
        (longer_steps, [], [S1, S2], "the same steps, more days"),
        (late_evidence, [(S2, REF, "up", "newly")], [S2], "a plan is an edit like any other"),
    ],
)
def test_what_an_edit_does_to_whom(
    typed: Typed,
    school: Path,
    edit: Callable[[Path], None],
    changes: list[tuple[str, ...]],
    pathways: list[str],
    because: str,
) -> None:
    edit(school)
    answer = told(typed, school)
    assert moved(answer) == changes, because
    assert [learner["learner"] for learner in answer["learners"] if learner["pathways"]] == pathways, because
    assert answer["totals"]["looked_at"] == 2
    committed(school)
    assert moved(told(typed, school)) == [], "against what is committed now, nothing is left"
    assert moved(told(typed, school, "--against", "HEAD~1")) == changes, because
    assert moved(told(typed, school, "--against", "HEAD~1", "--at", "HEAD")) == changes, because


@pytest.mark.parametrize(
    ("options", "changes", "because"),
    [
        (("--method", "latest"), [], "it is so already"),
        (("--method", "highest"), [(S1, REF, "up", None)], "as if it stood in school.yml"),
        (("--method", "highest", "--in", "core"), [(S1, REF, "up", None)], "as if it stood in the framework"),
        (("--method", "highest", "--in", REF), [(S1, REF, "up", None)], "as if it stood at the competency"),
        (("--method", "highest", "--in", "core:fractions.2"), [], "at a competency nobody was seen at"),
        (("--method", "highest", "--in", "habits"), [], "one piece is its own highest"),
        (("--counts", "formative,performance"), [(S2, REF, "up", "newly")], "drafts count"),
        (
            ("--minimum-evidence", "4"),
            [(S1, REF, "no_longer_rated", "no_longer"), (S2, REF, "no_longer_rated", None)],
            "",
        ),
        (("--pieces", "2"), [(S1, REF, None, "no_longer")], "an evidence rule"),
        (("--pieces", "1", "--kinds", "summative"), [(S1, REF, None, "no_longer")], "a kind nobody has shown"),
        (("--contexts", "2"), [(S1, REF, None, "no_longer")], "in two contexts"),
        (("--assessors", "2"), [(S1, REF, None, "no_longer")], "seen by two"),
        (
            ("--method", "decaying_average", "--weight", "90"),
            [(S1, REF, None, "no_longer")],
            "one old piece stays in it",
        ),
        (("--method", "n_mastery", "--n", "1"), [(S1, REF, "up", None), (S2, REF, "no_longer_rated", None)], ""),
    ],
)
def test_settings_are_tried_without_editing_a_file(
    typed: Typed, school: Path, options: tuple[str, ...], changes: list[tuple[str, ...]], because: str
) -> None:
    answer = told(typed, school, *options)
    assert moved(answer) == changes, because
    assert git(school, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("edit", "options"),
    [
        (the_highest_counts, ("--method", "highest")),
        (the_mean_counts, ("--method", "mean")),
        (drafts_count, ("--counts", "formative,performance")),
        (two_pieces, ("--pieces", "2")),
        (the_framework_has_its_own, ("--method", "highest", "--in", "core")),
    ],
)
def test_trying_tells_what_editing_would(
    typed: Typed, school: Path, edit: Callable[[Path], None], options: tuple[str, ...]
) -> None:
    tried = told(typed, school, *options)
    edit(school)
    edited_ = told(typed, school)
    assert (tried["learners"], tried["totals"]) == (edited_["learners"], edited_["totals"])


def test_a_program_may_ask_as_of_every_command(typed: Typed, school: Path) -> None:
    asked = ("what-if", "--root", str(school), *DAY, "--method", "mean")
    assert typed(*asked, "--json") == typed(*asked, "--format", "json")


def test_a_setting_that_nearer_ones_hide_says_so(typed: Typed, school: Path) -> None:
    the_framework_has_its_own(school)
    answer = told(typed, school, "--method", "mean")
    assert moved(answer) == []
    assert answer["notes"] == [
        "Nothing can change: everything in the school has a nearer calculation. Name its place with --in."
    ]
    assert told(typed, school, "--method", "mean", "--in", "habits")["notes"] == [
        "The calculation set for habits holds for 1 of 3 competencies."
    ]


def test_another_method_leaves_its_numbers_behind_and_keeps_what_counts(typed: Typed, school: Path) -> None:
    edited(
        school, "plans/school.yml", "{method: latest}", "{method: decaying_average, weight: 80, counts: [formative]}"
    )
    (learner,) = [each for each in told(typed, school, "--method", "mean")["learners"] if each["learner"] == S2] or [
        None
    ]
    assert learner is None
    notes = told(typed, school, "--weight", "65")["notes"]
    assert notes == [
        "The calculation set for the school holds for 2 of 3 competencies; "
        "those of habits are nearer and go on holding."
    ]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("change", ["edited", "tried", "quiet"])
def test_what_is_told_of_a_change(
    typed: Typed, school: Path, form: str, change: str, golden: Callable[[Path, str], None]
) -> None:
    options = {"edited": (), "tried": ("--method", "mean", "--pieces", "2"), "quiet": ("--method", "latest")}[change]
    if change == "edited":
        the_mean_counts(school)
        drafts_count_too = "{method: mean, counts: [formative, performance]}"
        edited(school, "plans/school.yml", "{method: mean}", drafts_count_too)
        shutil.copytree(school / "plans/s-0002", school / "plans/s-0003")
        shutil.rmtree(school / "plans/s-0003/2026-27")
        edited(school, "plans/s-0003/learner.yml", S2, "s-0003")
    status, printed, complained = typed("what-if", "--root", str(school), *DAY, "--format", form, *options)
    assert (status, complained) == (0, "")
    assert "Ada" not in printed
    assert "Robin" not in printed
    ending = {"text": "txt", "markdown": "md", "json": "json"}[form]
    golden(GOLDEN / f"{change}.{ending}", re.sub(r"\b(?:[0-9a-f]{40}|[0-9a-f]{12})\b", "0123456789ab", printed))


def test_learners_are_named_to_look_at_them_alone(typed: Typed, school: Path) -> None:
    the_highest_counts(school)
    assert told(typed, school, S2)["totals"]["looked_at"] == 1
    assert moved(told(typed, school, S1)) == [(S1, REF, "up", None)]
    assert typed("what-if", "s-0009", "--root", str(school), *DAY)[0] == 2


def test_a_learner_who_cannot_be_read_on_one_side_is_named_and_stops_no_other(typed: Typed, school: Path) -> None:
    edited(school, "plans/s-0002/2026-27/goals/g1.yml", REF, "core:fractions.9")
    committed(school)
    edited(school, "plans/s-0002/2026-27/goals/g1.yml", "core:fractions.9", REF)
    edited(school, "plans/s-0001/2026-27/goals/g1.yml", REF, "core:fractions.9")
    (school / "plans/s-0003").mkdir()
    write(school, "plans/s-0003/learner.yml", "learner: s-0003\nstage: elementary\n")
    answer = told(typed, school)
    assert answer["not_compared"] == {
        "problems_before": [S2],
        "problems_after": [S1],
        "only_before": [],
        "only_after": ["s-0003"],
    }
    assert answer["totals"]["looked_at"] == 0


def test_problems_in_what_all_share_stop_it(typed: Typed, school: Path) -> None:
    edited(school, "plans/school.yml", "default_scale: learning", "default_scale: lerning")
    status, printed, complained = typed("what-if", "--root", str(school), *DAY)
    assert (status, printed) == (1, "")
    assert "default_scale: lerning" in complained
    broken = committed(school)
    edited(school, "plans/school.yml", "default_scale: lerning", "default_scale: learning")
    status, _, complained = typed("what-if", "--root", str(school), *DAY)
    assert status == 1
    assert "commit HEAD cannot be compared with" in complained
    assert "default_scale: lerning" in complained, "with the line of the commit"
    assert typed("what-if", "--root", str(school), *DAY, "--against", f"{broken}~1")[0] == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--in", "cor", "--method", "mean"), "did you mean core?"),
        (("--in", "core:fractions.7", "--method", "mean"), "there is no framework or competency"),
        (("--in", "core"), "say what to try there"),
        (("--scale", "learnig"), "did you mean learning?"),
        (("--scale", "learning", "--in", REF), "not for one competency"),
        (("--method", "mean", "--weight", "70"), "mean takes no such number"),
        (("--method", "decaying_average", "--weight", "20"), "is not from 50 to 99"),
        (("--weight", "70"), "latest takes no such number"),
        (("--counts", "performance,self"), "never enters it"),
        (("--counts", "perfomance"), "did you mean performance?"),
        (("--kinds", "talk"), "is no kind of evidence"),
        (("--pieces", "0"), "greater than or equal to 1"),
        (("--migrate", "core"), "no framework here has a migration.yml"),
    ],
)
def test_what_cannot_be_tried_is_refused(typed: Typed, school: Path, words: tuple[str, ...], sentence: str) -> None:
    status, printed, complained = typed("what-if", "--root", str(school), *DAY, *words)
    assert (status, printed) == (2, "")
    assert sentence in " ".join(complained.split())


def test_trying_needs_no_git_and_comparing_does(typed: Typed, tiny_school: Path) -> None:
    assert typed("what-if", "--root", str(tiny_school), *DAY, "--method", "mean")[0] == 0
    status, _, complained = typed("what-if", "--root", str(tiny_school), *DAY)
    assert status == 3
    assert "lies in no git repository" in complained


def test_plans_are_brought_to_another_version_of_a_framework(typed: Typed, school: Path) -> None:
    later = "id: core-2\ntitle: Core 2\ncompetencies:\n  - {id: a, statement: Compare.}\n  - {id: b, statement: Add.}\n"
    write(school, "frameworks/core-2/framework.yml", later)
    moves = (
        "moves:\n  - {from: ['core:fractions.1'], to: ['core-2:a'], kind: narrowed, rating: person}\n"
        "  - {from: ['core:fractions.2'], to: ['core-2:b'], kind: same, rating: keep}\n"
    )
    write(school, "frameworks/core-2/migration.yml", moves)
    assert moved(told(typed, school)) == [], "the new version alone moves nobody"
    answer = told(typed, school, "--migrate", "core-2")
    assert moved(answer) == [
        (S1, "core-2:a", "no_longer_rated", "no_longer"),
        (S2, "core-2:a", "no_longer_rated", None),
    ]
    assert {change["was"] for learner in answer["learners"] for change in learner["competencies"]} == {REF}
    edited(school, "frameworks/core-2/migration.yml", "narrowed, rating: person", "same, rating: keep")
    assert moved(told(typed, school, "--migrate", "core-2")) == [], "what is kept is kept"


def test_many_learners_are_compared_in_several_processes_with_the_same_answer(typed: Typed, tmp_path: Path) -> None:
    root = tmp_path / "district"
    assert typed("sample", "--students", "110", str(root))[0] == 0
    answers = [told(typed, root, "--method", "highest", "--jobs", jobs) for jobs in ("1", "2")]
    assert answers[0] == answers[1]
    assert answers[0]["totals"]["looked_at"] == 110
    assert answers[0]["totals"]["affected"] > 0


def test_a_comment_is_never_longer_than_a_pull_request_takes() -> None:
    long = CompetencyChange(
        ref=REF, was=None, method="mean", before=NOWHERE, after=NOWHERE, level="up", reached=None, why=()
    )
    differences = tuple(
        Difference(learner=f"s-{number:04}", competencies=(long,) * 9, pathways=()) for number in range(1, 301)
    )
    found = Comparison(
        differences=differences, looked_at=300, unusable_before=(), unusable_after=(), only_before=(), only_after=()
    )
    comment = as_markdown(
        Report(on=date(2026, 11, 20), at=None, against=None, change="much changed", notes=(), found=found)
    )
    assert len(comment) < 65_536
    told_of = comment.count("<details>")
    assert comment.endswith(f"And {300 - told_of} learners more: `--format json` tells them all.\n")
    assert "s-0001" in comment


def test_the_example_school_can_be_asked(typed: Typed) -> None:
    status, printed, _ = typed("what-if", "--root", str(TOP), "--on", EXAMPLE_DAY, "--method", "mean")
    assert status == 0
    assert "learners are affected" in printed
