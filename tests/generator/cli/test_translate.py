"""pathbook translate export and import, as somebody types them."""

from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed
from tests.generator.test_answered import written_to

ON = ("--on", EXAMPLE_DAY)


@pytest.fixture
def root(tiny_school: Path) -> tuple[str, ...]:
    return (*ON, "--root", str(written_to(tiny_school)))


def test_no_name_and_no_id_of_a_learner_goes_out(typed: Typed) -> None:
    names = names_of_learners()
    assert len(names) > 10
    for language, form in (("ar", "csv"), ("es", "xliff")):
        words = ("translate", "export", language, "--all", "--format", form)
        status, printed, _ = typed(*words, *ON, "--root", str(TOP))
        assert status == 0
        assert "{student}" in printed
        assert [word for word in ("s-00", "plans/", *names) if word in printed] == []


def names_of_learners() -> set[str]:
    lines = (TOP / "plans/people.yml").read_text().splitlines()
    return {line.partition("en: ")[2].partition(",")[0].strip("{}\"' ") for line in lines if line.startswith("s-")}


def test_a_text_that_names_a_child_stays_here(typed: Typed, root: tuple[str, ...]) -> None:
    goal = Path(root[-1]) / "plans/s-0001/2026-27/goals/g1.yml"
    goal.write_text(goal.read_text().replace("Fold paper strips", "Ada folds paper strips"))
    status, printed, complained = typed("translate", "export", "es", *root)
    assert status == 0
    assert "Ada" not in printed
    assert "g1.yml:16:21: left out, since it holds the learner’s given name; write {student} instead" in complained
    goal.write_text(goal.read_text().replace("Ada folds", "Ada Arden folds"))
    assert "s-0001 is left out: its files have problems" in typed("translate", "export", "es", *root)[2]


@pytest.mark.parametrize(
    ("words", "told", "because"),
    [
        (("export", "en"), "the texts are written in English already", "nothing to do"),
        (("export", "xx"), "there is no language 'xx'; this school's are en", "nobody speaks it"),
        (("export", "spanish"), "there is no language 'spanish'; this school's are en", "its tag is asked for"),
        (("export", "en-GB"), "'en-GB' is none of the school's languages; this school's are en", "nobody reads it"),
        (("export", "es", "s-0002"), "there is no learner 's-0002'; did you mean s-0001?", "nobody of that id"),
        (("export", "es", "--group", "blue"), "there is no group 'blue'", "no group of that name"),
        (("import", "{file}", "--by", "machine", "--reviewed", "2026-11-02"), "what a machine made is not reviewed",
         "a machine's work is never marked reviewed here"),
        (("import", "{file}", "--reviewed", "2026-11-21"), "2026-11-21 has not come yet", "nobody read it tomorrow"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(
    words: tuple[str, ...], told: str, because: str, typed: Typed, root: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "back.csv"
    file.write_text("id,language,text,translation\n")
    status, _, complained = typed("translate", *(word.format(file=file) for word in words), *root)
    assert status == 2, because
    assert told in " ".join(complained.replace("│", " ").split())


def test_out_and_back_as_a_school_does_it(typed: Typed, root: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "es.xlf"
    status, printed, _ = typed("translate", "export", "es", "--out", str(out), *root)
    assert (status, printed) == (0, f"12 texts for 1 plan: {out}\n")
    answer = "<source>Fold paper strips</source><target>Doblar tiras de papel</target>"
    text = out.read_text().replace("<source>Fold paper strips</source>", answer)
    out.write_text(text.replace(f'state="initial">{answer}', f'state="reviewed">{answer}'))
    goal = Path(root[-1]) / "plans/s-0001/2026-27/goals/g1.yml"
    before = goal.read_text()

    said = "Spanish: 1 translation for 1 place\n  11 texts without a translation yet\n{}\n"
    said += "  plans/s-0001/2026-27/goals/g1.yml\n"
    assert typed("translate", "import", str(out), "--dry-run", *root) == (0, said.format("Would write:"), "")
    assert goal.read_text() == before
    assert typed("translate", "import", str(out), *root) == (0, said.format("Written:"), "")
    assert "es: {text: Doblar tiras de papel, by: human, reviewed: 2026-11-20, of: " in goal.read_text()
    assert typed("translate", "import", str(out), *root)[1].endswith("No file changes.\n")


def test_what_cannot_be_used_is_told_and_the_rest_is_written(
    typed: Typed, root: tuple[str, ...], tmp_path: Path
) -> None:
    table = tmp_path / "es.csv"
    typed("translate", "export", "es", "--format", "csv", "--out", str(table), *root)
    text = table.read_text(encoding="utf-8").replace("Fold paper strips,,", "Fold paper strips,Doblar tiras,human")
    lost = "“I draw two fractions: {student} says which is more.”: {student} must stand in it just as in the text"
    text = text.replace("says which is more.,,", "says which is more.,Dibujo dos.,human")
    table.write_text(text, encoding="utf-8")
    status, printed, _ = typed("translate", "import", str(table), *root)
    assert status == 1
    assert f"  1 not used:\n  - {lost}\n" in printed
    assert "Doblar tiras" in (Path(root[-1]) / "plans/s-0001/2026-27/goals/g1.yml").read_text()


def test_a_file_that_is_something_else_is_refused_in_a_sentence(
    typed: Typed, root: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text("<html></html>")
    assert typed("translate", "import", str(file), *root) == (
        1, "", "pathbook: page.html: this is not XLIFF 2.0 or 2.1, but html\n",
    )  # fmt: skip


def test_where_a_file_cannot_be_written_it_is_said_in_a_sentence(
    typed: Typed, root: tuple[str, ...], tmp_path: Path
) -> None:
    for out, why in (
        (tmp_path / "none" / "es.xlf", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (Path("/dev/full"), "No space left on device"),
    ):
        status, _, complained = typed("translate", "export", "es", "--out", str(out), *root)
        assert (status, complained.startswith("pathbook: file system: "), why in complained) == (3, True, True)


def test_a_language_that_no_plan_is_read_in(typed: Typed, root: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "so.xlf"
    status, printed, _ = typed("translate", "export", "so", "--out", str(out), *root)
    assert status == 0
    assert printed.startswith("No plan asked for is read in Somali")
    status, printed, _ = typed("translate", "export", "so", "s-0001", "--out", str(out), *root)
    assert printed.startswith("12 texts for 1 plan"), "who names a learner means that learner"


def test_words_first_written_in_another_language(typed: Typed, root: tuple[str, ...]) -> None:
    plan = Path(root[-1]) / "plans/s-0001/2026-27/plan.yml"
    plan.write_text(plan.read_text() + "voice:\n  - {text: {es: Quiero volar.}, on: 2026-11-02}\n")
    _, printed, _ = typed("translate", "export", "en", "--from", "es", "s-0001", *root)
    assert "<source>Quiero volar.</source>" in printed
    assert printed.count("<unit ") == 1
    assert "Quiero" not in typed("translate", "export", "es", *root)[1]
