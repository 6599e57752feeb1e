"""pathbook approve and agreements, on a class with a history: what was read is what is written down."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from generator.checked import checked_school
from generator.cli.approve_stack import judged_typed, stack_of
from generator.cli.dialogue import Terminal
from generator.editing.agreeing.confirmed import with_confirmed
from generator.editing.agreeing.evening import judged_papers
from generator.editing.agreeing.papers import Desk, Paper
from generator.editing.agreeing.since import with_since
from generator.load.agreed_before import plans_past
from generator.load.forge_reviews import ForgeReview, reviews_in
from generator.load.learner import read_learner
from generator.load.learner_folders import LearnerFolder
from generator.model.joined import picture_of
from generator.model.text_code import text_code_of
from generator.problem import Place
from generator.records.plan import Approval, Notice
from generator.records.school import Person
from tests.conftest import EXAMPLE_DAY, TOP
from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git

ON = ("--on", EXAMPLE_DAY)
HARBOR = "plans/class-harbor"
G1 = f"{HARBOR}/s-0001/2026-27/goals/g1.yml"
PAPER = ("--role", "family", "--method", "paper")
AMINA = "29JJ-XC8Y"  # the code of s-0001's plan in Arabic, as the example school prints it


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """One class, as it was committed on a day in October."""
    root = tmp_path / "school"
    shutil.copytree(TOP / "frameworks", root / "frameworks")
    for name in ("class-harbor", "groups"):
        shutil.copytree(TOP / "plans" / name, root / "plans" / name)
    for name in ("school.yml", "calendar.yml", "people.yml"):
        shutil.copyfile(TOP / "plans" / name, root / "plans" / name)
    for group in (root / "plans/groups").iterdir():
        if group.name != "class-harbor.yml":
            group.unlink()
    begun(root, "2026-10-15")
    return root


def paper(**changes: Any) -> Paper:
    usual: dict[str, Any] = {"learner": "s-0001", "role": "family", "method": "paper"}
    return Paper(**(usual | changes))


def corrected(root: Path, day: str = "2026-11-10") -> None:
    """A goal that was agreed to gets another day."""
    file = root / G1
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("due: 2026-12-04", "due: 2027-01-29"), encoding="utf-8")
    committed(root, day)


def approvals(root: Path, learner: str) -> tuple[Approval, ...]:
    return read_learner(root, LearnerFolder(learner=learner, above=HARBOR))[0].years[-1].plan.approvals


def notices(root: Path, learner: str) -> tuple[Notice, ...]:
    return read_learner(root, LearnerFolder(learner=learner, above=HARBOR))[0].years[-1].plan.notices


def approving(typed: Typed, root: Path, *words: str) -> tuple[int, str, str]:
    return typed("approve", *words, "--root", str(root), *ON)


def test_a_paper_of_todays_words_is_one_new_line(school: Path, typed: Typed) -> None:
    before = (school / HARBOR / "s-0001/2026-27/plan.yml").read_text(encoding="utf-8").splitlines()
    status, said, _ = approving(typed, school, "s-0001", *PAPER, "--code", "29jj xc8y", "--person", "f-00012")
    assert (status, said.splitlines()[0]) == (0, f"s-0001: agreed: family f-00012, {AMINA}: plan, g1, g2, g3")
    assert "Acknowledged-by: Family of s-0001 (paper, 2026-11-20)" in said
    after = (school / HARBOR / "s-0001/2026-27/plan.yml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "  - {covers: [plan, g1, g2, g3], role: family, person: f-00012, on: 2026-11-20, method: paper, language: ar,"
        f" text_code: {AMINA}}}"
    ]
    again = approving(typed, school, "s-0001", *PAPER, "--code", AMINA, "--person", "f-00012")
    assert again[:2] == (0, "s-0001: nothing new: stands there already, of 2026-11-20\n")


MOTHER = "f-00012"
REFUSED: tuple[tuple[Paper, str, str], ...] = (
    (paper(code=AMINA), "say who it was, with --person: f-00011 or f-00012", "two may sign"),
    (paper(code="Z9JJ-XC8Y", person=MOTHER), f"did you mean {AMINA}?", "a Z for a 2"),
    (paper(code="7777-7777", person=MOTHER), "neither today's nor an earlier one", "of no text"),
    (paper(code="hello", person=MOTHER), "is no text code", "no code at all"),
    (paper(code=AMINA, person="f-00021"), "f-00021 is in no home of s-0001", "another's mother"),
    (paper(code=AMINA, person=MOTHER, covers=("plan", "g9")), "g9 was not in what was read", "never read"),
    (paper(code=AMINA, person=MOTHER, language="en"), "is the code of the text in ar", "not in English"),
    (paper(role="student", person="s-0002"), "a student's yes is their own", "another student"),
    (paper(role="teacher", person="t-0006"), "t-0006 is not a teacher of s-0001", "a mentor"),
    (paper(person=MOTHER, language="fr"), "nobody reads this plan in 'fr'", "a language of nobody"),
)
UNCLEAR: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("--role", "family", "--method", "paper", "--today"), "a paper has a code", "what was on the paper?"),
    (("--role", "family", "--method", "phone"), "say which words were read", "nobody said"),
    (("--method", "phone", "--today"), "say as whom", "nobody said"),
    (("--role", "family", "--today"), "say how", "nobody said"),
)


def test_what_cannot_be_is_refused(school: Path) -> None:
    here = checked_school(school, None, lambda _: date.fromisoformat(EXAMPLE_DAY))
    desk = Desk(school=here, past=plans_past(school), recorder="t-0001")
    for asked, why, because in REFUSED:
        (judged,) = judged_papers(desk, (asked,))
        assert (judged.state, judged.entry, why in judged.said) == ("refused", None, True), f"{because}: {judged.said}"


def test_what_is_refused_is_not_written(school: Path, typed: Typed) -> None:
    status, said, complained = approving(typed, school, "s-0001", *PAPER, "--code", AMINA)
    assert (status, "NOT WRITTEN" in said, complained) == (1, True, "pathbook: nothing was written\n")
    assert git(school, "status", "--porcelain") == ""


def test_what_nobody_said_is_asked_before_anything_is_read(typed: Typed) -> None:
    for words, why, because in UNCLEAR:
        status, _, complained = typed("approve", "s-0001", *words)
        assert (status, why in complained) == (2, True), f"{because}: {complained}"


def test_a_yes_without_a_paper_is_to_todays_words_as_the_person_reads_them(school: Path, typed: Typed) -> None:
    words = ("--role", "family", "--method", "in_person", "--today", "--person", "f-00011")
    assert approving(typed, school, "s-0001", *words)[1].startswith("s-0001: nothing new"), "the same code as on paper"
    assert approving(typed, school, "s-0001", *words, "--language", "en")[0] == 0
    given = approvals(school, "s-0001")[-1]
    assert (given.method, given.language, given.covers) == ("in_person", None, ("plan", "g1", "g2", "g3"))
    assert given.text_code not in (None, AMINA)
    narrow = ("--role", "student", "--method", "online", "--today", "--covers", "g1", "--as", "t-0001")
    assert approving(typed, school, "s-0002", *narrow)[0] == 0
    assert approvals(school, "s-0002")[-1].covers == ("g1",)


def test_a_paper_of_earlier_words_is_a_yes_to_those(school: Path, typed: Typed) -> None:
    corrected(school)
    status, said, _ = approving(typed, school, "s-0001", *PAPER, "--code", AMINA, "--person", "f-00012")
    assert (status, said.splitlines()[0]) == (
        0,
        f"s-0001: agreed to earlier words: family f-00012, {AMINA}: plan, g1, g2, g3; the words as they were on"
        " 2026-10-15, which have been changed since",
    )
    assert "agreements s-0001" in said, "where it is told what was changed"
    given = approvals(school, "s-0001")[-1]
    assert (given.person, given.text_code, given.language) == ("f-00012", AMINA, "ar")
    told = typed("agreements", "s-0001", "--root", str(school), *ON)[1]
    assert "s-0001, family f-00012, changed since the words of 2026-10-15:\n  g1: Due: January 29, 2027" in told
    assert "(before: December 4, 2026)" in told
    assert "approval-out-of-date" in "".join(typed("check", "--root", str(school), *ON)[1:])
    plan = next(school.glob("plans/*/s-0001/2026-27/plan.yml"))
    plan.write_text(plan.read_text().replace("status: active", "status: archived", 1))
    put_away = "".join(typed("check", "--root", str(school), *ON)[1:])
    assert not [line for line in put_away.splitlines() if "approval-out-of-date" in line and "s-0001" in line], put_away


def test_without_git_earlier_words_are_not_known_and_that_is_said(school: Path, typed: Typed) -> None:
    corrected(school)
    shutil.rmtree(school / ".git")
    status, said, _ = approving(typed, school, "s-0001", *PAPER, "--code", "7777-7777", "--person", "f-00012")
    assert status == 1
    assert "earlier ones are not known: the school's folder lies in no git repository" in said


def test_words_of_a_redacted_commit_do_not_come_back(school: Path, typed: Typed) -> None:
    first = git(school, "rev-parse", "HEAD")
    corrected(school)
    line = f"redactions:\n  - {{commit: {first}, by: t-0001, on: 2026-11-12, reason_code: other_child}}\n"
    (school / HARBOR / "s-0001/redactions.yml").write_text(line, encoding="utf-8")
    status, said, _ = approving(typed, school, "s-0001", *PAPER, "--code", AMINA, "--person", "f-00012")
    assert (status, "has the code" in said) == (1, True)


def test_earlier_words_are_found_where_the_learner_was_in_another_class(school: Path, typed: Typed) -> None:
    corrected(school)
    git(school, "mv", HARBOR, "plans/class-other")
    committed(school, "2026-11-12")
    assert "2026-10-15" in approving(typed, school, "s-0001", *PAPER, "--code", AMINA, "--person", "f-00012")[1]


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What comes through standard input."""
    return lambda text: monkeypatch.setattr(sys, "stdin", StringIO(text))


STACK = """# the evening of 20 November
s-0001 29jj-xc8y f-00012
ZBGS-PPGR f-00032
TWZF-9DTZ, f-00041
"""


def test_a_stack_is_judged_first_and_written_at_once(
    school: Path, typed: Typed, scanned: Callable[[str], None]
) -> None:
    scanned(f"{STACK}TWZF-9DTZ f-00041\ns-0002 {AMINA} f-00021\n7777-7777\ns-0099 TWZF-9DTZ\nf-00031\n")
    stack = ("--group", "class-harbor", *PAPER)
    status, said, complained = approving(typed, school, *stack)
    assert (status, complained) == (
        1,
        "pathbook: nothing was written; mend these lines, or leave them out with --skip-wrong\n",
    )
    assert said.splitlines()[3:] == [
        "s-0004: nothing new: is in this stack twice; once is enough",
        f"{AMINA}: NOT WRITTEN: this is the code of s-0001, not of s-0002",
        "7777-7777: NOT WRITTEN: no paper of this group has this code today; write whose it is before it, if it is an"
        " older paper",
        "s-0004: NOT WRITTEN: s-0099 is in no home of s-0004",
        "f-00031: NOT WRITTEN: there is no code in this line",
        "8 papers: 3 agreed to today's words, 1 stood there already, 4 not written",
    ]
    assert git(school, "status", "--porcelain") == ""
    scanned(STACK)
    status, said, _ = approving(typed, school, *stack)
    assert status == 0
    assert "undo 2026-11-20-agreed-class-harbor" in said
    assert [approvals(school, who)[-1].person for who in ("s-0001", "s-0003", "s-0004")] == [
        *("f-00012", "f-00032", "f-00041")
    ]
    assert typed("undo", "2026-11-20-agreed-class-harbor", "--root", str(school))[0] == 0
    assert git(school, "status", "--porcelain") == ""


def test_an_entry_says_in_its_message_who_agreed(school: Path, typed: Typed, scanned: Callable[[str], None]) -> None:
    scanned(STACK)
    words = ("--group", "class-harbor", *PAPER, "--entry", "--as", "t-0001")
    assert approving(typed, school, *words)[0] == 0
    assert git(school, "status", "--porcelain") == "", "the folder stays as it is"
    branch = "entry/t-0001/2026-11-20-agreed"
    trailers = git(school, "log", "-1", "--format=%(trailers:key=Acknowledged-by,valueonly)", branch)
    assert trailers.split("\n") == [f"Family of {who} (paper, 2026-11-20)" for who in ("s-0001", "s-0003", "s-0004")]
    assert "f-000" not in git(school, "log", "-1", "--format=%B", branch), "nobody of a family is named"


def test_a_family_that_does_not_answer_was_told_all_the_same(school: Path, typed: Typed) -> None:
    words = ("--group", "class-harbor", "--notice", "--method", "phone", "--as", "t-0001")
    status, said, _ = approving(typed, school, *words)
    assert status == 0
    assert "s-0003: has agreed to today's words, and need not be asked" in said
    told = notices(school, "s-0002")[-1]
    assert (told.method, told.by, f"{told.on}") == ("phone", "t-0001", EXAMPLE_DAY)
    assert "stands there already" in approving(typed, school, *words)[1]
    assert approving(typed, school, "s-0002", "--notice", "--method", "paper", "--person", "f-00031")[0] == 1
    shown = typed("agreements", "--group", "class-harbor", "--pack", "va-acp", "--root", str(school), *ON)[1]
    assert shown.startswith("0 of 6 plans")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("s-0002", "--role", "student", "--today", "--skip-wrong"), "only of a stack of papers"),
        (("--group", "class-harbor", "--notice", "--skip-wrong"), "only of a stack of papers"),
        (("s-0002", "--notice", "--today"), "a notice says nothing of the words"),
        (("s-0002", "--notice", "--language", "es"), "a notice says nothing of the words"),
    ],
)
def test_what_would_do_nothing_is_refused(typed: Typed, words: tuple[str, ...], sentence: str) -> None:
    status, _, complained = typed("approve", *words, "--method", "online")
    assert (status, sentence in " ".join(complained.split())) == (2, True)


def test_a_class_on_one_screen(school: Path, typed: Typed, golden: Callable[[Path, str], None]) -> None:
    corrected(school)
    shown = typed("agreements", "--group", "class-harbor", "--root", str(school), *ON)[1]
    golden(Path(__file__).parent / "golden" / "agreements.txt", shown)
    facts = json.loads(typed("agreements", "s-0001", "--root", str(school), *ON, "--json")[1])
    family = facts["plans"][0]["parties"][1]
    assert (family["state"], family["known_by"], family["since"]["sure"]) == ("changed", "record", True)
    assert family["since"]["differences"] == [
        {"part": "g1", "what": "due", "before": "2026-12-04", "now": "2027-01-29"}
    ]


def test_only_the_forges_own_word_confirms(school: Path, typed: Typed, tmp_path: Path) -> None:
    people, account = school / "plans/people.yml", "roles: [teacher], numbers: {forge: Ifeoma}"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("roles: [teacher]", account, 1), encoding="utf-8")
    commit = committed(school, "2026-11-18")
    words = ("s-0002", "--role", "teacher", "--method", "online", "--today", "--as", "t-0001")
    assert "Reviewed-by: t-0001" in approving(typed, school, *words)[1]

    def known_by(commit: str) -> tuple[str, str | None]:
        export = tmp_path / "reviews.json"
        export.write_text(json.dumps([REVIEW | {"commit_id": commit}]), encoding="utf-8")
        asked = ("agreements", "s-0002", "--reviews", str(export), "--json", "--root", str(school), *ON)
        told = json.loads(typed(*asked)[1])["plans"][0]["parties"][2]
        return told["known_by"], told["request"]

    assert known_by(commit) == ("forge", "#12")
    assert known_by("0" * 40) == ("record", None), "of a text that is not here"
    shutil.copyfile(tmp_path / "reviews.json", school / "reviews.json")
    inside = ("agreements", "--reviews", str(school / "reviews.json"), "--root", str(school), *ON)
    status, _, complained = typed(*inside)
    assert (status, "keep it outside" in complained) == (3, True), "anybody who edits plans could write it"


REVIEW = {
    "user": {"login": "ifeoma"},
    "state": "APPROVED",
    "commit_id": "a" * 40,
    "submitted_at": "2026-11-19T10:00:00Z",
    "pull_request_url": "https://forge.example/api/v1/repos/school/plans/pulls/12",
}
MERGE = {"iid": 7, "sha": "b" * 40, "approved_by": [{"user": {"username": "Ifeoma"}}, {"user": {"username": "x"}}]}


@pytest.mark.parametrize(
    ("told", "requests", "because"),
    [
        ([REVIEW], ("#12",), "GitHub and Forgejo"),
        ([[REVIEW], [MERGE]], ("#12", "!7"), "several answers, GitLab's among them"),
        (REVIEW | {"state": "CHANGES_REQUESTED"}, (), "that is no approval"),
        (REVIEW | {"dismissed": True}, (), "it was taken back"),
        (REVIEW | {"user": {"login": "somebody"}}, (), "nobody knows who that is"),
        (REVIEW | {"commit_id": None}, (), "of which text?"),
        (MERGE | {"sha": None}, (), "of which text?"),
        ([], (), "nothing"),
        ("words", (), "no answer at all"),
    ],
)
def test_what_a_forge_tells(told: object, requests: tuple[str, ...], because: str, tmp_path: Path) -> None:
    export, account = tmp_path / "reviews.json", {"forge": "Ifeoma"}
    export.write_text(json.dumps(told), encoding="utf-8")
    people = {"t-0001": Person(name={}, given={}, numbers=account, place=Place("plans/people.yml"))}
    found = reviews_in(export, tmp_path / "school", people)
    assert tuple(each.request for each in found) == requests, because
    assert {each.by for each in found} <= {"t-0001"}


def test_a_stack_may_be_typed_and_each_paper_is_told_at_once(school: Path) -> None:
    here = checked_school(school, None, lambda _: date.fromisoformat(EXAMPLE_DAY))
    desk = Desk(school=here, past=plans_past(school), recorder="t-0001")
    folders = tuple(each for each in here.folders if each.learner in ("s-0001", "s-0004"))
    typed = iter(("TWZF 9DTZ f-00041", "29JJ-XC8Y", "29JJ-XC8Y f-00012", "29JJ-XC8Y f-00012", "nonsense", ""))
    told: list[str] = []
    stack = stack_of(desk, folders, Paper(learner="", role="family", method="paper"))
    judged = judged_typed(stack, Terminal(line=lambda _: next(typed), say=told.append))
    assert [line.partition(": ")[2].partition(":")[0] for line in told[1:]] == [
        *("agreed", "NOT WRITTEN", "agreed", "nothing new", "NOT WRITTEN")
    ]
    assert [(each.learner, each.state) for each in judged] == [
        *(("s-0004", "today"), ("s-0001", "today"), ("s-0001", "had"))
    ]


def test_the_page_tells_a_word_from_a_proof(school: Path) -> None:
    """Of yeses that are written down, the forge's own approval of the same words confirms one."""
    here = checked_school(school, None, lambda _: date.fromisoformat(EXAMPLE_DAY))
    folder = next(each for each in here.folders if each.learner == "s-0001")
    records, _ = read_learner(school, folder)
    year = records.years[-1]
    code = text_code_of(year, replace(year.plan.approvals[0], language=None), here.commons)
    by_school = replace(year.plan.approvals[0], role="teacher", person="t-0001", text_code=code)
    plan = replace(year.plan, approvals=(*year.plan.approvals, by_school))
    records = replace(records, years=(*records.years[:-1], replace(year, plan=plan)))
    picture = picture_of(records, here.commons, {}, here.on, here.groundwork)
    review = ForgeReview(request="#12", by="t-0001", on=None, commit=git(school, "rev-parse", "HEAD"))
    shown = with_confirmed(picture, lambda: plans_past(school), records, (review,))
    assert {each.approval.role: each.confirmed for each in shown.agreements} == {
        "teacher": "#12",
        "student": None,
        "family": None,
    }
    other = with_confirmed(picture, lambda: plans_past(school), records, (replace(review, by="t-0002"),))
    assert {each.confirmed for each in other.agreements} == {None}


def test_old_words_that_no_page_may_say_are_not_told(school: Path) -> None:
    """Another child's name once stood in the goal: that something was changed is told, and not what."""
    file = school / G1
    text = file.read_text(encoding="utf-8")
    told = text.replace("why:\n  en: Equal fractions", "why:\n  en: As Theo Lindgren said, equal fractions")
    file.write_text(told, encoding="utf-8")
    committed(school, "2026-10-16")
    here = checked_school(school, None, lambda _: date.fromisoformat(EXAMPLE_DAY))
    folder = next(each for each in here.folders if each.learner == "s-0001")
    records, _ = read_learner(school, folder)
    year = records.years[-1]
    yes = replace(year.plan.approvals[0], language="en")
    signed = replace(yes, on=date(2026, 10, 16), text_code=text_code_of(year, yes, here.commons))
    file.write_text(text, encoding="utf-8")
    committed(school, "2026-10-17")
    records, _ = read_learner(school, folder)
    plan = replace(records.years[-1].plan, approvals=(signed,))
    records = replace(records, years=(*records.years[:-1], replace(records.years[-1], plan=plan)))
    picture = picture_of(records, here.commons, {}, here.on, here.groundwork)
    shown = with_since(picture, lambda: plans_past(school), records, here.commons, lambda words: "Lindgren" in words)
    since = shown.agreements[0].since
    assert since is not None
    assert [(each.name, each.before) for each in since.differences] == [("why", "")]


def test_a_clone_without_the_beginning_says_so(school: Path, typed: Typed, tmp_path: Path) -> None:
    corrected(school)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{school}", str(clone))
    status, said, _ = approving(typed, clone, "s-0001", *PAPER, "--code", "7777-7777", "--person", "f-00012")
    assert (status, "git fetch --unshallow" in said) == (1, True)


def test_an_account_that_two_people_have_is_nobodys(tmp_path: Path) -> None:
    export = tmp_path / "reviews.json"
    export.write_text(json.dumps(REVIEW), encoding="utf-8")
    accounts = {"t-0001": {"forge": "Ifeoma"}, "s-0001": {"sis": "ifeoma"}}
    people = {id_: Person(name={}, given={}, numbers=each, place=Place("")) for id_, each in accounts.items()}
    assert reviews_in(export, tmp_path / "school", people) == ()
