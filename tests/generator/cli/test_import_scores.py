"""pathbook import scores, as a teacher with an exported gradebook meets it."""

import re
import shlex
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from typer import Exit

from generator.checked import checked_school
from generator.cli.dialogue import Terminal
from generator.cli.import_scores_job import brought_in
from generator.cli.import_scores_read import Said
from generator.cli.options import day_asked
from generator.cli.proposing import Way
from generator.yamltext.read import read
from tests.generator.cli.class_of_four import MAPPED, class_of_four, committed, state_of
from tests.generator.cli.typed import Typed
from tests.history import git

TOP = Path(__file__).parents[3]
LMS = TOP.parent / "shared/data/lms"
FALLING = ("--percent", "getting-closer=90,got-it=50,going-further=95")
GRADES = "Name;Quiz 3 (out of 10)\nArden, Ada;8,5\nBen Birch;4\nCedar Chloe;\nNobody Known;9\n"


@pytest.fixture
def school(tiny_school: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795366800")  # 2026-11-22
    monkeypatch.chdir(class_of_four(tiny_school))
    return tiny_school


def grades(school: Path, text: str | bytes = GRADES, name: str = "fractions.csv") -> str:
    file = school.parent / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def evidence(school: Path, learner: str) -> dict[str, str]:
    """What each imported piece of a learner says: its level or points, by the name of its file."""
    found = {}
    for file in sorted((school / "plans" / learner / "evidence").glob("*.yml")):
        value = cast(Any, read(file.read_text(encoding="utf-8"), file.name)[0])
        for piece in value["evidence"]:
            if "batch" in piece:
                found[file.name] = ", ".join(map(seen, piece["results"]))
    return found


def seen(result: Mapping[str, str]) -> str:
    return result["level"] if "level" in result else f"{result['points']} points"


def test_a_class_becomes_evidence_and_a_second_run_adds_nothing(school: Path, typed: Typed) -> None:
    file = grades(school)
    status, out, _ = typed("import", "scores", file, *MAPPED)
    assert (status, evidence(school, "s-0001")) == (0, {"2026-11-12-quiz-3.yml": "got-it"})
    assert evidence(school, "s-0002") == {"2026-11-12-quiz-3.yml": "starting"}
    assert evidence(school, "s-0003") == {}
    assert "2 files for 2 learners, as batch 2026-11-22-fractions." in out
    assert "1 cell that says that there is no result" in out
    assert "1 row of nobody of the school: 5" in out
    assert "Nobody Known" not in out
    after = state_of(school)
    status, out, _ = typed("import", "scores", file)
    assert (status, state_of(school)) == (0, after)
    assert "Read as plans/imports/fractions.yml says." in out
    assert "2 results are there already." in out
    assert typed("check")[0] == 0


def test_a_dry_run_writes_nothing_and_shows_every_result(school: Path, typed: Typed) -> None:
    before = state_of(school)
    status, out, _ = typed("import", "scores", grades(school), *MAPPED, "--dry-run")
    assert (status, state_of(school)) == (0, before)
    assert "s-0001   core:fractions.1  Quiz 3  2026-11-12  got-it    plans/s-0001/evidence/2026-11-12-quiz-3.yml" in out


def test_what_is_remembered_holds_columns_and_ids_and_no_names(school: Path, typed: Typed) -> None:
    typed("import", "scores", grades(school), *MAPPED)
    kept = (school / "plans/imports/fractions.yml").read_text(encoding="utf-8")
    listed = (school / "plans/.batches/2026-11-22-fractions").read_text(encoding="utf-8")
    assert "title: Quiz 3 (out of 10)" in kept
    assert not [name for name in ("Ada", "Arden", "Birch", "Known") if name in kept + listed]


def test_nothing_is_written_before_somebody_says_what_columns_show(school: Path, typed: Typed) -> None:
    before = state_of(school)
    status, out, _ = typed("import", "scores", grades(school, GRADES.replace("Quiz 3", "Compare fractions")))
    assert (status, state_of(school)) == (1, before)
    assert "--column 'Compare fractions (out of 10)=core:fractions.1'   (I can compare fractions.)" in out


def test_where_no_column_looks_like_results_it_says_how_to_name_one(school: Path, typed: Typed) -> None:
    status, out, _ = typed("import", "scores", grades(school, "Student Name,Final Grade\nAda Birch,B\n"))
    assert status == 1
    assert "Name the one that is: --column 'TITLE=COMPETENCY'" in out


@pytest.mark.parametrize(
    ("table", "options", "said", "because"),
    [
        ("Name,Quiz 3\nAda Arden,=B9\n", (), "row 2, column B: '=B9' is a formula", "its result is not in the file"),
        ("Name,Quiz 3\nAda Arden,#REF!\n", (), "row 2, column B: '#REF!' is a mistake", "nor here"),
        ("Name,Quiz 3\nAda Arden,3\n", (), "--read-as or --max", "3 may be of 4 or of 10"),
        ("Name,Quiz 3\nAda Arden,12\n", ("--max", "5"), "12 is more than the 5 that there were", "a slip"),
        ("Name,Quiz 3\nAda Arden,7\n", ("--read-as", "points"), "7 is more than the 4 points", "not points"),
        ("Name,Quiz 3\nAda Arden,2.5\n", ("--read-as", "level"), "no level has 2.5 points", "levels are whole"),
        ("Name,Quiz 3\nAda Arden,Super\n", (), "--word 'Super=going-further'", "a word nobody mapped"),
        ('Name,Quiz 3\nAda Arden,"1,234"\n', ("--max", "2000"), "say --decimal comma", "two readings"),
        ("Name,Quiz 3\nAda Arden,3\nArden Ada,4\n", ("--read-as", "level"), "s-0001 has another result", "unlike"),
        ("Name,Quiz 3\nAda Arden,3/4\n", FALLING, "must rise", "a slip"),
        ("Name,Quiz 3\nAda Arden,07-Oct\n", (), "'07-Oct' is a day", "it was 7/10 once"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_row_and_column(
    school: Path, typed: Typed, table: str, options: tuple[str, ...], said: str, because: str
) -> None:
    before = state_of(school)
    status, _, complaint = typed("import", "scores", grades(school, table), *MAPPED, *options)
    assert (status, state_of(school)) == (1, before), because
    assert said in complaint, because


def test_everything_wrong_is_told_at_once_and_the_rest_is_brought_in_when_asked(school: Path, typed: Typed) -> None:
    file = grades(school, "Name,Quiz 3\nAda Arden,=B9\nBen Birch,#N/A\nChloé Cedar,Got it\n")
    _, _, complaint = typed("import", "scores", file, *MAPPED)
    assert "row 2, column B" in complaint
    assert "row 3, column B" in complaint
    status, _, _ = typed("import", "scores", file, *MAPPED, "--skip-wrong")
    assert (status, evidence(school, "s-0003")) == (0, {"2026-11-12-quiz-3.yml": "got-it"})


@pytest.mark.parametrize(
    ("cell", "options", "expected", "because"),
    [
        ("3", ("--read-as", "level"), "got-it", "the level that has three points"),
        ("2.5", ("--read-as", "points"), "2.5 points", "points of the scale, as they are"),
        ("3", ("--max", "4"), "got-it", "three of four are 75 %"),
        ("74.9 %", (), "getting-closer", "not quite 75 %"),
        ("9/10", (), "going-further", "nine of ten are 90 %"),
        ("Getting Closer", (), "getting-closer", "a level by its name"),
        ("going-further", (), "going-further", "a level by its id"),
        ("B+", ("--word", "B+=got-it"), "got-it", "a letter that was explained"),
        ("0", ("--max", "10"), "starting", "nothing right is the lowest level, and a result"),
    ],
)
def test_results_become_levels_by_what_was_said(
    school: Path, typed: Typed, cell: str, options: tuple[str, ...], expected: str, because: str
) -> None:
    status, _, complaint = typed(
        "import", "scores", grades(school, f"Name,Quiz 3\nAda Arden,{cell}\n"), *MAPPED, *options
    )
    assert (status, complaint) == (0, ""), because
    assert evidence(school, "s-0001") == {"2026-11-12-quiz-3.yml": expected}, because


@pytest.mark.parametrize(
    ("row", "options", "whose", "because"),
    [
        ("s-0002", (), "s-0002", "an id of ours"),
        ("Birch Ben", (), "s-0002", "the family name first"),
        ("BIRCH, BEN", (), "s-0002", "in capitals"),
        ("Chloe Cedar", (), "s-0003", "without the accent"),
        ("Alder Elm Dov", (), "s-0004", "without the hyphen"),
        ("Ada", (), None, "a lone given name is nobody's"),
        ("Ada M. Arden", (), None, "a middle name may be another child's"),
        ("Ben Birk", (), None, "nearly is not enough"),
        ("Ben Birk", ("--learner", "Ben Birk=s-0002"), "s-0002", "somebody said so"),
        ("Ada Fir", ("--group", "birches"), None, "she is in another class"),
    ],
)
def test_nobody_is_guessed(
    school: Path, typed: Typed, row: str, options: tuple[str, ...], whose: str | None, because: str
) -> None:
    file = grades(school, f'Name,Quiz 3\n"{row}",3/4\n')
    assert typed("import", "scores", file, *MAPPED, *options)[0] == 0
    found = [id_ for id_ in ("s-0001", "s-0002", "s-0003", "s-0004", "s-0005") if evidence(school, id_)]
    assert found == ([] if whose is None else [whose]), because


def test_who_may_be_meant_is_told_by_id(school: Path, typed: Typed) -> None:
    _, out, _ = typed("import", "scores", grades(school, "Name,Quiz 3\nBen Birk,3/4\n"), *MAPPED)
    assert "row 2: nobody of the school is called so; s-0002 may be meant; say it with --learner" in out


def test_numbers_of_another_system_are_remembered_beside_the_names(school: Path, typed: Typed) -> None:
    first = grades(school, "Name,SIS User ID,Quiz 3\nAda Arden,900017,3/4\nBen Birch,900018,4/4\n")
    assert typed("import", "scores", first, *MAPPED, "--remember-numbers")[0] == 0
    assert 'numbers: {sis-user-id: "900017"}' in (school / "plans/people.yml").read_text(encoding="utf-8")
    second = grades(school, "SIS User ID,Quiz 4\n900017,1/4\n", "quiz-4.csv")
    typed("import", "scores", second, "--column", "Quiz 4=core:fractions.1; on=2026-11-19", *MAPPED[4:])
    assert evidence(school, "s-0001")["2026-11-19-quiz-4.yml"] == "starting"
    assert typed("check")[0] == 0


def test_a_corrected_table_changes_a_piece_only_when_asked(school: Path, typed: Typed) -> None:
    typed("import", "scores", grades(school), *MAPPED)
    better = grades(school, GRADES.replace("8,5", "9,5"))
    before = state_of(school)
    _, out, _ = typed("import", "scores", better)
    assert "s-0001, Quiz 3: got-it here, going-further in the table; --update changes the piece." in out
    assert state_of(school) == before
    _, out, _ = typed("import", "scores", better, "--update")
    assert "got-it → going-further" in out
    assert evidence(school, "s-0001") == {"2026-11-12-quiz-3.yml": "going-further"}
    changed = {file for file, content in state_of(school).items() if before.get(file) != content}
    assert changed == {"plans/s-0001/evidence/2026-11-12-quiz-3.yml", "plans/.batches/2026-11-22-fractions-2"}


def test_what_somebody_changed_or_typed_is_not_written_over(school: Path, typed: Typed) -> None:
    typed("import", "scores", grades(school), *MAPPED)
    piece = school / "plans/s-0001/evidence/2026-11-12-quiz-3.yml"
    piece.write_text(piece.read_text(encoding="utf-8").replace("got-it", "getting-closer"), encoding="utf-8")
    by_hand = school / "plans/s-0003/evidence/2026-11-12-quiz.yml"
    by_hand.parent.mkdir()
    by_hand.write_text(
        "evidence:\n  - id: mine\n    title: Quiz 3\n    kind: interim\n    assessed_on: 2026-11-12\n"
        "    results:\n      - {competency: core:fractions.1, level: starting}\n",
        encoding="utf-8",
    )
    before = state_of(school)
    table = grades(school, GRADES.replace("8,5", "9,5").replace("Chloe;", "Chloe;10"))
    _, out, _ = typed("import", "scores", table, "--update")
    assert "somebody changed this piece since it came in" in out
    assert "s-0003, Quiz 3: starting here, going-further in the table; somebody typed this piece" in out
    assert state_of(school) == before
    typed("import", "scores", table, "--update", "--edited-too")
    assert evidence(school, "s-0001") == {"2026-11-12-quiz-3.yml": "going-further"}


def test_a_grown_gradebook_is_known_again_and_only_new_columns_are_open(school: Path, typed: Typed) -> None:
    typed("import", "scores", grades(school), *MAPPED)
    table = "Name;Quiz 3 (out of 10);Poster;Final Score\nArden, Ada;8,5;4/4;3\nBen Birch;4;2/4;3\n"
    _, out, _ = typed("import", "scores", grades(school, table, "fractions-2.csv"))
    assert "assessments that nobody mapped: 'Poster'" in out
    assert "column D (Final Score): it is worked out from others" in out
    poster = ("--column", "Poster=core:fractions.2; on=2026-11-20; kind=portfolio")
    _, out, _ = typed("import", "scores", grades(school, table, "fractions-2.csv"), *poster)
    assert evidence(school, "s-0002") == {
        "2026-11-12-quiz-3.yml": "starting",
        "2026-11-20-poster.yml": "getting-closer",
    }
    assert "as batch 2026-11-22-fractions-2." in out


def test_a_column_of_names_without_a_header_is_found_and_found_again(school: Path, typed: Typed) -> None:
    file = grades(school, ",Quiz 3\nAda Arden,3/4\n")
    assert typed("import", "scores", file, *MAPPED)[0] == 0
    assert "columns: [column A]" in (school / "plans/imports/fractions.yml").read_text(encoding="utf-8")
    assert "1 result is there already." in typed("import", "scores", file)[1]


def test_a_group_is_remembered_with_the_table(school: Path, typed: Typed) -> None:
    file = grades(school, "Name,Quiz 3\nAda Arden,3/4\nAda Fir,3/4\n")
    typed("import", "scores", file, *MAPPED, "--group", "birches")
    _, out, _ = typed("import", "scores", file)
    assert "1 result is there already." in out
    assert "1 row of learners who are not asked for" in out
    assert evidence(school, "s-0005") == {}


def test_another_table_of_the_same_name_is_kept_under_its_own(school: Path, typed: Typed) -> None:
    typed("import", "scores", grades(school), *MAPPED)
    other = grades(school, "Pupil,Quiz 4\nAda Arden,3/4\n")
    typed("import", "scores", other, "--column", "Quiz 4=core:fractions.1", *MAPPED[2:])
    assert sorted(path.name for path in (school / "plans/imports").iterdir()) == ["fractions-2.yml", "fractions.yml"]


def test_a_way_of_reading_that_was_broken_by_hand_stops_nothing_else(school: Path, typed: Typed) -> None:
    typed("import", "scores", grades(school), *MAPPED)
    kept = school / "plans/imports/fractions.yml"
    kept.write_text(kept.read_text(encoding="utf-8").replace("interim", "intrim"), encoding="utf-8")
    status, _, complaint = typed("check")
    assert status == 0
    assert "plans/imports/fractions.yml:" in complaint
    status, _, complaint = typed("import", "scores", grades(school), "--mapping", "fractions")
    assert status == 2
    assert "its file has problems" in " ".join(complaint.replace("│", " ").split())


def test_what_check_will_warn_of_is_said_once_for_a_class(school: Path, typed: Typed) -> None:
    late = ("--column", "Quiz 3=core:fractions.1", "--on", "2027-11-12", *MAPPED[4:])
    _, _, complaint = typed("import", "scores", grades(school), *late)
    assert complaint.count("evidence-in-future") == 1
    assert "(and 1 more)" in complaint


def test_a_column_called_by_a_learner_goes_into_nobodys_plan(school: Path, typed: Typed) -> None:
    table = "Name,Retake of Ben Birch\nAda Arden,3/4\n"
    column = ("--column", "Retake of Ben Birch=core:fractions.1", *MAPPED[2:])
    status, _, complaint = typed("import", "scores", grades(school, table), *column)
    assert status == 1
    assert "called by a learner's name" in complaint
    assert "Birch" not in complaint


def test_onto_a_branch_the_folder_stays_and_a_second_run_sees_the_first(school: Path, typed: Typed) -> None:
    before = state_of(committed(school))
    file = grades(school)
    status, out, _ = typed("import", "scores", file, *MAPPED, "--entry", "--as", "t-0001")
    assert (status, state_of(school)) == (0, before)
    branch = "entry/t-0001/2026-11-22-fractions"
    assert branch in out
    message = git(school, "log", "-1", "--format=%B", branch)
    assert message.startswith("2 pieces of evidence")
    assert "Batch: 2026-11-22-fractions" in message
    assert "Arden" not in message
    _, out, _ = typed("import", "scores", file, "--entry", "--as", "t-0001")
    assert "2 results are there already." in out
    assert len(git(school, "rev-list", branch).split()) == 2


def test_on_a_terminal_all_that_is_open_is_asked_once(school: Path, typed: Typed) -> None:
    table = (
        "Name,Compare fractions,Poster,Homework,When\n"
        'Ada Arden,8/10,2,x,03/04/2026\nBen Birk,A,3,x,03/04/2026\nChloé Cedar,"1,234/2,000",4,x,03/05/2026\n'
    )
    answers = iter(
        (
            *("1", "F.2", ""),  # what each column shows: the first offered, a code, nothing
            *("", "x", "t-0001"),  # interim; nobody is called x
            "1",  # 1,234 is a thousand and more
            "2",  # 03/04 is the fourth of March
            "",  # the poster's numbers are points of the scale
            *("50", "40", "75", "90"),  # 40 is not above 50
            "3",  # A means Got it
            "1",  # Ben Birk is Ben Birch
            "y",
        )
    )
    said: list[str] = []
    terminal = Terminal(line=lambda _prompt: next(answers), say=said.append)
    file = Path(grades(school, table))
    brought_in(checked_school(school, None, day_asked(None)), Way(), Said(file=file), terminal)
    assert "Plans know nobody as 'x'" in " ".join(said)
    assert evidence(school, "s-0001") == {
        "2026-03-04-compare-fractions.yml": "got-it",
        "2026-03-04-poster.yml": "2 points",
    }
    assert evidence(school, "s-0002") == {
        "2026-03-04-compare-fractions.yml": "got-it",
        "2026-03-04-poster.yml": "3 points",
    }
    assert next(answers, "none is left") == "none is left"
    assert "4 results are there already." in typed("import", "scores", str(file))[1]  # Ben Birk is not remembered


@pytest.mark.parametrize(
    ("answers", "ada", "because"),
    [
        (("yes", "yes", "yes"), "going-further", "the rest, with the change, written"),
        (("yes", "no"), "got-it", "the rest, without the change: then nothing is left to write"),
        (("no",), "got-it", "nothing while something is wrong"),
        (("yes", "yes", "no"), "got-it", "seen, and not wanted"),
    ],
)
def test_on_a_terminal_what_is_wrong_or_changed_is_asked_about(
    school: Path, typed: Typed, answers: tuple[str, ...], ada: str, because: str
) -> None:
    typed("import", "scores", grades(school), *MAPPED)
    file = Path(grades(school, GRADES.replace("8,5", "9,5").replace("Chloe;", "Chloe;#REF!")))
    said = iter(answers)
    terminal = Terminal(line=lambda _prompt: next(said), say=lambda _sentence: None)
    with suppress(Exit):
        brought_in(checked_school(school, None, day_asked(None)), Way(), Said(file=file), terminal)
    assert evidence(school, "s-0001") == {"2026-11-12-quiz-3.yml": ada}, because
    assert next(said, None) is None


TOKENS = (
    b",",
    b";",
    b'"',
    b"\n",
    b"\0",
    b"=",
    b"#REF!",
    b"\xff\xfe",
    b"1,234",
    b"03/04/2026",
    b"Name",
    b"- ",
    b"\x1b[31m",
)


def broken(raw: bytes, chance: Random) -> bytes:
    """A file as it must not be: with something put in, taken out, or doubled."""
    for _ in range(chance.randint(1, 5)):
        at, until = sorted((chance.randint(0, len(raw)), chance.randint(0, len(raw))))
        middle = chance.choice((chance.choice(TOKENS), b"", raw[at:until] * 2, bytes([chance.randrange(256)])))
        raw = raw[:at] + middle + raw[min(until, at + 20) :]
    return raw


@pytest.mark.parametrize("seed", range(20))
def test_a_broken_file_is_answered_with_sentences_and_leaves_no_trace(school: Path, typed: Typed, seed: int) -> None:
    chance = Random(seed)
    whole = chance.choice(sorted((TOP / "tests/cases/scores").iterdir())).read_bytes()
    table = broken(whole.replace(b"Farouk", b"Arden").replace(b"Amina", b"Ada"), chance)
    before = state_of(school)
    options = ("--column", "Quiz 3=core:fractions.1", *MAPPED[2:], "--max", "10", "--skip-wrong", "--mapping", "broken")
    status, _, complaint = typed("import", "scores", grades(school, table), *options)
    assert status in (0, 1, 2)
    assert "Traceback" not in complaint
    typed("undo", "2026-11-22-broken")
    assert state_of(school) == before


def shown() -> list[str]:
    """The commands that the manual shows for scores and batches."""
    manual = (TOP / "generator/docs/editing.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", manual[manual.index("## Scores from another system") :], flags=re.DOTALL)
    ours = ("pathbook import scores", "pathbook undo")
    return [line for block in blocks for line in block.splitlines() if line.startswith(ours)]


def test_the_manual_shows_commands_that_do_what_it_says(school: Path, typed: Typed) -> None:
    framework = school / "frameworks/core/framework.yml"
    text = framework.read_text(encoding="utf-8")
    (school / "frameworks/ccss-math").mkdir()
    (school / "frameworks/ccss-math/framework.yml").write_text(
        text.replace("id: core", "id: ccss-math").replace("fractions.1", "4.nf.a.2").replace("core:", "ccss-math:"),
        encoding="utf-8",
    )
    (school / "grades.csv").write_text("Student,Quiz 3,Homework\nAda Arden,8/10,3\n", encoding="utf-8")
    told = [(typed(*shlex.split(line)[1:])[0], line) for line in shown()]
    assert [line for status, line in told if status] == [
        "pathbook import scores grades.csv"
    ]  # nobody is there to answer
    assert len(told) >= 6
    assert evidence(school, "s-0001") == {}


def test_every_option_is_in_the_manual(typed: Typed) -> None:
    manual = (TOP / "generator/docs/editing.md").read_text(encoding="utf-8")
    for words in (("import", "scores"), ("undo",)):
        told = typed(*words, "--help")[1]
        names = set(re.findall(r"^ +(--[a-z-]+)", told, flags=re.MULTILINE)) - {"--root", "--people"}
        assert len(names) >= 4
        assert {name for name in names if name not in manual} == set()


def test_a_file_of_the_same_system_that_holds_no_results_says_what_it_is(school: Path, typed: Typed) -> None:
    if not LMS.is_dir():
        pytest.skip("the shared data is not beside this repository")
    for file in sorted(LMS.glob("*.csv")):
        status, _, complaint = typed("import", "scores", str(file))
        holds_results = file.name == "canvas-lmgb-rollup-header.csv"
        assert (status, "not results" in complaint) == (1, not holds_results), file.name


def test_results_under_the_header_that_canvas_writes(school: Path, typed: Typed) -> None:
    if not LMS.is_dir():
        pytest.skip("the shared data is not beside this repository")
    header = (LMS / "canvas-lmgb-rollup-header.csv").read_text(encoding="utf-8").splitlines()[0]
    table = f"{header}\nAda Arden,17,900017,3.4,3\nBen Birch,18,N/A,2,3\n"
    column = ("--column", "Outcome C=core:fractions.1", *MAPPED[2:], "--read-as", "points")
    assert typed("import", "scores", grades(school, table), *column)[0] == 0
    assert evidence(school, "s-0001") == {"2026-11-12-outcome-c.yml": "3.4 points"}
