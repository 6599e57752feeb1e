"""What the letters say to everybody who gets one; golden texts, read like a letter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from generator.load.catalogues import words_for
from generator.model.access import HOUSEHOLD
from generator.model.recipients import Form, Recipient, forms_of, recipients_of
from generator.publish.keys import TEST_MASTER, Master, code_of, folder_of
from generator.records.learner import Learner
from generator.view.letter import AccessLetter, letter_of
from generator.view.letter_advice import Advice, Enclosed
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.test_example_situations import example, records_of_all

GOLDEN = Path(__file__).parent / "golden" / "letters"
ON = date.fromisoformat(EXAMPLE_DAY)
words_in = partial(words_for, base_language="en", folders=(TOP / "site_templates",))
REAL = Master(secret=bytes(range(100, 132)), test=False)


def learners() -> tuple[Learner, ...]:
    return tuple(records.learner for records in records_of_all().values())


def recipient(who: str) -> Recipient:
    return next(one for one in recipients_of(learners(), ON) if one.reader.who == who)


def enclosed(to: Recipient, master: Master = REAL, user: str | None = None) -> Enclosed:
    addresses = {each.learner: f"https://plans.example/s/{folder_of(master, each.learner)}/" for each in to.reads}
    return Enclosed(code=code_of(master, to.reader), addresses=addresses, user=user, trial=master.test)


def letter(to: Recipient, inside: Enclosed, language: str | None = None) -> AccessLetter:
    school = example().commons.school
    form = forms_of(to, school, ON)[0]
    words = words_in(language or form.language)
    content = letter_of(to, form, inside, school, example().people, ON, words).content
    assert isinstance(content, AccessLetter)
    return content


def as_text(letter: AccessLetter) -> str:
    return "\n".join(lines_of(letter)) + "\n"


def lines_of(letter: AccessLetter) -> Iterator[str]:
    if letter.trial:
        yield f"[{letter.trial}]"
    yield from (letter.school.text, f"# {letter.heading}", letter.addressed)
    if letter.newer:
        yield f"! {letter.newer}"
    yield from advice_lines("1", letter.find)
    for plan in letter.plans:
        shown = (plan.name, plan.role, plan.address, "picture" if plan.picture else None)
        yield "   " + " | ".join(part for part in shown if part)
    yield from advice_lines("2", letter.type_it)
    yield f"   {letter.user} {'-'.join(letter.code)}" if letter.user else f"   {'-'.join(letter.code)}"
    yield from advice_lines("3", letter.open_it)
    for advice in letter.advice:
        yield from advice_lines("*", advice)
    if letter.questions:
        yield from advice_lines("?", letter.questions)
    yield from (f"   {' · '.join(filter(None, (one.name, one.email, one.phone)))}" for one in letter.helpers)
    yield letter.printed


def advice_lines(mark: str, advice: Advice) -> Iterator[str]:
    yield f"{mark}  {advice.title}"
    yield from (f"   {line}" for line in advice.lines)


@pytest.mark.parametrize(
    ("who", "because"),
    [
        ("f-00021", "one home, one child"),
        ("f-00032", "a grandmother's home, in Spanish"),
        ("f-00012", "in Arabic, the code from left to right"),
        ("f-00102", "a second letter: the first was lost"),
        ("household:h-001", "one letter for all children of a household"),
        ("s-0002", "in words a fourth grader reads"),
        ("s-0012", "a grown student"),
        ("s-0003", "a child whose site is in the school's language"),
        ("t-0001", "a teacher with a class"),
        ("e-0001", "an educator with pupils and a plan of her own"),
    ],
)
def test_a_letter_says(who: str, because: str, golden: Callable[[Path, str], None]) -> None:
    to = recipient(who)
    assert because
    golden(GOLDEN / f"{who.replace(':', '-')}.txt", as_text(letter(to, enclosed(to))))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_child_is_told_in_any_language(language: str, golden: Callable[[Path, str], None]) -> None:
    to = recipient("s-0003")
    golden(GOLDEN / f"child-{language}.txt", as_text(letter(to, enclosed(to), language)))


def test_for_a_host_with_logins_and_for_a_stick(golden: Callable[[Path, str], None]) -> None:
    to = recipient("f-00021")
    plain = replace(enclosed(to, user="f-00021"), addresses={"s-0002": "https://plans.example/s/s-0002/"})
    golden(GOLDEN / "plain.txt", as_text(letter(to, plain)))
    golden(GOLDEN / "stick.txt", as_text(letter(to, replace(enclosed(to), addresses=None))))


def test_a_trial_says_so() -> None:
    to = recipient("f-00012")
    assert letter(to, enclosed(to, TEST_MASTER)).trial == "تجربة – ليست للأسر"
    assert letter(to, enclosed(to)).trial is None


def test_no_code_is_in_what_a_program_shows_of_a_letter() -> None:
    to = recipient("f-00021")
    inside = enclosed(to)
    assert inside.code not in repr(inside) + repr(letter(to, inside))
    assert inside.code.partition("-")[0] not in repr(letter(to, inside))


def test_who_is_not_in_people_yml_is_called_by_the_id() -> None:
    to = recipient("f-00021")
    content = letter_of(
        to,
        forms_of(to, example().commons.school, ON)[0],
        enclosed(to),
        example().commons.school,
        {},
        ON,
        words_in("en"),
    ).content
    assert isinstance(content, AccessLetter)
    assert (content.addressed, content.plans[0].name, content.helpers) == ("For f-00021", "s-0002", ())
    assert content.questions is not None
    assert content.questions.lines == ("Ask the school office. It knows who can help.",)


def test_everybody_who_reads_gets_one_letter_a_language() -> None:
    school = example().commons.school
    forms = {one.reader.who: forms_of(one, school, ON) for one in recipients_of(learners(), ON)}
    assert "f-00072" not in forms, "a home without rights"
    assert "m-0001" not in forms, "a mentor outside who does not read the plan"
    assert forms["f-00032"] == (Form(language="es", paper="a4", print="large"),)
    assert forms["t-0001"] == (Form(language="en", paper="letter", print="standard"),)
    assert all(len(each) == 1 for each in forms.values())


def test_two_languages_of_one_household_are_two_letters() -> None:
    by_id = {each.learner: each for each in learners()}
    child = by_id["s-0004"]
    other = replace(
        by_id["s-0005"],
        family=(replace(by_id["s-0005"].family[0], language="pl", print="large", paper="a4"),),
    )
    (home,) = [one for one in recipients_of((child, other), ON) if one.reader.who.startswith(HOUSEHOLD)]
    forms = forms_of(home, example().commons.school, ON)
    assert forms == (
        Form(language="en", paper="letter", print="standard"),
        Form(language="pl", paper="a4", print="large"),
    )
