"""What becomes of answers: a file of each kind, read in review; and `check` has nothing against any of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.checked import CheckedSchool, checked_school
from generator.cli.app import status_of
from generator.editing.judging import judged_everywhere
from generator.editing.new.kinds import KINDS_OF_NEW
from generator.editing.new.questions import explained
from generator.problem import errors_in
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.editing.making_asked import Options, as_text, asking_in, made

GOLDEN = Path(__file__).parent / "new"
FRACTIONS = "ccss-math:4.nf.a.2"

ROWS: tuple[tuple[str, str, str | None, Options, str], ...] = (
    (
        "goal",
        "goal",
        "s-0001",
        {
            "competency": (f"{FRACTIONS}=going-further", "literacy:give-reasons"),
            "i-can": "I can say which of two fractions is larger: and why.",
            "criterion": ("I show it with strips.", "I say “because”."),
            "step": ("paper-strips", "Measure the garden beds"),
            "why": "NO",
            "due": "2026-12-18",
        },
        "criteria and steps are numbered; a target is only written where it is another than the usual one",
    ),
    ("goal-bare", "goal", "s-0002", {"due": "2027-01-15"}, "only what was said, and the day it begins"),
    (
        "evidence",
        "evidence",
        "s-0001",
        {
            "title": "Half of my tiles are blue, again",
            "kind": "portfolio",
            "context": "home",
            "result": (f"{FRACTIONS}=got-it", "ccss-math:4.nf.a.1=2.5"),
            "note": "Folded 3/4 and 6/8: the same.",
            "shows": ("g1.c1", "g1.c2"),
            "feedback": "Say why.",
        },
        "a level where the scale has it, points where it is a number; the note beside the first result",
    ),
    (
        "evidence-arabic",
        "evidence",
        "s-0001",
        {"title": "نصف بلاطاتي أزرق", "kind": "portfolio", "assessed-on": "2026-11-13"},
        "a title in another script names no file: its kind does",
    ),
    (
        "conference",
        "conference",
        "s-0001",
        {
            "kind": "student_led",
            "led-by": "student",
            "attendee": ("student", "family", "t-0001"),
            "goal": ("g1", "g2"),
            "evidence": "cat-book",
            "notes": "{student} read two pages.",
            "decision": ("Word cards go home", "Look again in January"),
            "next-on": "2027-01-15",
        },
        "persons and roles, goals and evidence by their ids",
    ),
    (
        "conference-same-day",
        "conference",
        "s-0001",
        {"day": "2026-10-15", "kind": "check_in"},
        "a second talk on one day has a file of its own",
    ),
    (
        "support",
        "support",
        "s-0002",
        {
            "what": "words-first",
            "who": "t-0006",
            "frequency": "Twice a week",
            "check-on": "2026-12-18",
            "measure": "Words used",
            "unit": "of 6 words",
            "baseline": "1",
            "aim": "4,5",
        },
        "of the catalogue; numbers are numbers, with the comma people type",
    ),
    ("support-own-words", "support", "s-0002", {"what": "A quiet corner"}, "own words are the support"),
    (
        "learner",
        "learner",
        None,
        {
            "name": "Lina Haddad",
            "stage": "elementary",
            "grade": "4",
            "language": ("ar", "en"),
            "family": ("Rana Haddad", "f-00011"),
            "interpreter": "yes",
            "team": ("t-0001=teacher_of_record", "t-0006=mentor"),
            "group": "class-harbor",
            "framework": "ccss-math",
        },
        "the next number of the school; names in people.yml alone; a code for everybody who reads",
    ),
    (
        "educator",
        "learner",
        None,
        {"person": "t-0005", "kind": "educator", "stage": "adult", "access": "no"},
        "whom people.yml knows already needs no second name there",
    ),
    (
        "framework",
        "framework",
        None,
        {"title": "Garden skills", "grade": ("4", "5"), "competency": ("Plants a seed.", "Plants a seed.", "Waters.")},
        "ids from the sentences, numbered where two are alike",
    ),
    (
        "pathway",
        "pathway",
        None,
        {"title": "Fractions at a glance", "kind": "sequence", "competency": ("ccss-math:4.nf.a.1", FRACTIONS)},
        "each step waits for the one before it",
    ),
    (
        "pathway-any-order",
        "pathway",
        None,
        {"title": "Fractions", "kind": "flexible", "competency": ("ccss-math:4.nf.a.1", FRACTIONS)},
        "no order; an id that is taken gets a number",
    ),
    (
        "group",
        "group",
        None,
        {"title": "Lunch club", "kind": "cohort", "member": ("s-0001", "s-0007"), "staff": "t-0001=advisor"},
        "members and adults since today",
    ),
)


@pytest.fixture(scope="module")
def example() -> CheckedSchool:
    return checked_school(TOP, None, lambda _zone: date.fromisoformat(EXAMPLE_DAY))


@pytest.mark.parametrize(
    ("name", "kind", "learner", "options"), [row[:4] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_answers_become_a_file_that_is_in_order(
    name: str,
    kind: str,
    learner: str | None,
    options: Options,
    example: CheckedSchool,
    golden: Callable[[Path, str], None],
    tmp_path: Path,
) -> None:
    without_history = tmp_path
    changes = made(kind, asking_in(example, learner, without_history), options)
    because = next(row[4] for row in ROWS if row[0] == name)
    golden(GOLDEN / f"{name}.txt", f"{because}\n\n{as_text(changes)}")
    assert errors_in(judged_everywhere(example, changes)) == ()


def test_every_kind_has_a_row() -> None:
    assert {kind for _, kind, *_ in ROWS} == set(KINDS_OF_NEW)


@pytest.mark.parametrize("kind", KINDS_OF_NEW)
def test_every_question_is_explained_by_the_schema(kind: str) -> None:
    for question in KINDS_OF_NEW[kind].questions:
        assert explained(question).strip(), question.name


def test_all_of_it_is_in_order_in_a_sample_school_too(tmp_path: Path) -> None:
    assert status_of(["sample", str(tmp_path / "school"), "--students", "4"]) == 0
    school = checked_school(tmp_path / "school", None, lambda _zone: date.fromisoformat(EXAMPLE_DAY))
    learner = school.folders[0].learner
    competency = next(iter(school.commons.competencies))
    staff = next(id_ for id_, person in school.people.items() if "teacher" in person.roles)
    options: dict[str, Options] = {
        "goal": {"competency": competency, "due": "2027-01-15", "criterion": "Seen", "step": "Done"},
        "evidence": {"title": "Quiz 3", "kind": "summative", "assessor": staff},
        "conference": {"kind": "check_in", "attendee": ("student", staff)},
        "support": {"what": "A quiet corner", "who": staff},
        "learner": {"name": "Lina Haddad", "stage": "secondary", "family": "Rana Haddad"},
        "framework": {"title": "Garden", "competency": "Plants a seed."},
        "pathway": {"title": "Garden first", "kind": "course", "competency": competency},
        "group": {"title": "Lunch club", "kind": "cohort", "member": learner},
    }
    for kind, new in KINDS_OF_NEW.items():
        changes = made(kind, asking_in(school, learner if new.of_learner else None), options[kind])
        assert errors_in(judged_everywhere(school, changes)) == (), kind
