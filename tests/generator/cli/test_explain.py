"""pathbook explain, on the example school: as text, as JSON, and what a competency may be called."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.explain import as_lines
from generator.cli.explain_rows import rows_of
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed
from tests.generator.test_example_situations import picture, records_of_all
from tests.generator.view.pages import words_in

SCHOOL = ("--on", EXAMPLE_DAY, "--root", str(TOP))
GOLDEN = Path(__file__).with_name("explained")


@pytest.mark.parametrize(
    ("learner", "competency", "because"),
    [
        ("s-0001", "ccss-math:4.nf.a.1", "below the target, three pieces"),
        ("s-0003", "literacy:talk-in-a-group", "parts of a rubric stand beside"),
        ("s-0005", "literacy:talk-in-a-group", "nothing seen yet"),
        ("s-0006", "ccss-math:5.nf.a.1", "reached, and worth another look"),
        ("s-0008", "ngss:ms-ps1-2", "at the target, but one-sided"),
        ("s-0009", "ccss-math:6.rp.a.1", "brought along from a former school"),
        ("s-0010", "ngss:ms-ls1-1", "prior learning stands beside"),
        ("s-0011", "ngss:hs-ps1-7", "a second try replaced the first"),
        ("s-0013", "literacy:weigh-sources", "a teacher decided otherwise"),
        ("s-0014", "habits:ask-for-help", "a mean, with its numbers"),
        ("e-0001", "educator:evidence-that-informs", "an educator, judged by the best that was seen"),
    ],
)
def test_the_working_of_an_example_learner(
    learner: str, competency: str, because: str, typed: Typed, golden: Callable[[Path, str], None]
) -> None:
    status, printed, complained = typed("explain", learner, competency, *SCHOOL)
    assert (status, complained) == (0, ""), because
    golden(GOLDEN / f"{learner}.txt", printed)


def test_a_program_reads_the_same_as_json(typed: Typed, golden: Callable[[Path, str], None]) -> None:
    status, printed, _ = typed("explain", "s-0014", "habits:ask-for-help", "--json", *SCHOOL)
    assert status == 0
    golden(GOLDEN / "s-0014.json", printed)
    told = json.loads(printed)
    assert told["formula"]["lines"] == ["(2 + 3) ÷ 2 = 2.50"]
    assert (told["rating"]["value"], told["level"]) == ("2.50", "getting-closer")


@pytest.mark.parametrize("learner", sorted(records_of_all()))
def test_every_competency_can_be_explained(learner: str) -> None:
    of, words = picture(learner), words_in("en")
    for standing in of.standings.values():
        lines = "\n".join(as_lines(standing, of, words))
        told = rows_of(standing, of, words)
        assert str(told["in_short"]) in lines
        assert standing.rating.value is None or words.rating(standing.rating.value) in lines
        json.dumps(told)


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ("ccss-math:4.nf.a.1", "its ref"),
        ("4.nf.a.1", "its id, which only it has"),
        ("4.NF.A.1", "in capitals too"),
        ("CCSS.Math.Content.4.NF.A.1", "its official code"),
    ],
)
def test_a_competency_may_be_asked_for_by(asked: str, because: str, typed: Typed) -> None:
    _, printed, _ = typed("explain", "s-0001", asked, *SCHOOL)
    assert "· ccss-math:4.nf.a.1 (CCSS.Math.Content.4.NF.A.1)" in printed.splitlines()[0], because


def test_a_competency_that_no_page_names_has_nothing_to_show_yet(typed: Typed) -> None:
    assert "ngss:hs-ps1-7" not in picture("s-0001").standings
    status, printed, _ = typed("explain", "s-0001", "HS-PS1-7", *SCHOOL)
    assert status == 0
    assert "I have not shown this yet." in printed


@pytest.mark.parametrize(
    ("asked", "said", "because"),
    [
        ("4.nf.a.11", "there is no competency '4.nf.a.11'; did you mean ccss-math:4.nf.a.1?", "a slip of the finger"),
        ("zzz", "there is no competency 'zzz'", "nothing is near"),
    ],
)
def test_an_unknown_competency_is_refused_with_a_guess(asked: str, said: str, because: str, typed: Typed) -> None:
    status, printed, complained = typed("explain", "s-0001", asked, *SCHOOL)
    assert (status, printed) == (2, "")
    assert said in " ".join(complained.split()), because


def test_an_earlier_day_is_explained_as_it_was(typed: Typed) -> None:
    _, printed, _ = typed("explain", "s-0001", "4.nf.a.1", "--on", "2026-10-20", "--root", str(TOP))
    assert "There is one score so far, so it stands alone." in printed
    assert "Paper strips" not in printed


def test_two_competencies_of_one_name_are_told_apart(tiny_school: Path, typed: Typed) -> None:
    copied = (tiny_school / "frameworks/core/framework.yml").read_text("utf-8").replace("id: core", "id: later", 1)
    (tiny_school / "frameworks/later").mkdir()
    (tiny_school / "frameworks/later/framework.yml").write_text(copied, "utf-8")
    root = ("--on", EXAMPLE_DAY, "--root", str(tiny_school))
    _, printed, _ = typed("explain", "s-0001", "fractions.1", *root)
    assert "core:fractions.1" in printed, "the learner has to do with one of them"
    status, _, complained = typed("explain", "s-0001", "fractions.2", *root)
    assert status == 2
    assert "may be core:fractions.2 or later:fractions.2; write which" in " ".join(complained.split())
