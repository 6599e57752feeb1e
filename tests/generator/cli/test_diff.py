"""pathbook diff, in repositories as schools have them: what is told of a proposal, to whom, and which lane it takes."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.generator.cli.typed import Typed
from tests.history import begun, committed, git, write

GOLDEN = Path(__file__).parent / "diff_told"
DAY = ("--on", "2026-11-20")
G1 = "plans/class-a/s-0001/2026-27/goals/g1.yml"
STRIPS = "plans/class-a/s-0001/evidence/2026-10-01-strips.yml"
HASHES = re.compile(r"\b(?:[0-9a-f]{40}|[0-9a-f]{12})\b")


@pytest.fixture
def school(tiny_school: Path) -> Path:
    """Three learners of one class, on the same pathway."""
    steps = "  - {id: a, title: Compare, competencies: ['core:fractions.1'], expected_days: 20}\n"
    steps += "  - {id: b, title: Add, competencies: ['core:fractions.2'], prerequisites: [a], expected_days: 40}\n"
    write(
        tiny_school,
        "frameworks/pathways/numbers.yml",
        f"id: numbers\ntitle: Numbers\nkind: sequence\nrequirements:\n{steps}",
    )
    (tiny_school / "plans/class-a").mkdir()
    (tiny_school / "plans/s-0001").rename(tiny_school / "plans/class-a/s-0001")
    plan = tiny_school / "plans/class-a/s-0001/2026-27/plan.yml"
    plan.write_text(plan.read_text() + "pathways:\n  - {id: p1, pathway: numbers, start: 2026-09-14}\n")
    for other in ("s-0002", "s-0003"):
        shutil.copytree(tiny_school / "plans/class-a/s-0001", tiny_school / "plans/class-a" / other)
        for file in (tiny_school / "plans/class-a" / other).rglob("*.yml"):
            file.write_text(file.read_text().replace("s-0001", other))
    begun(tiny_school)
    return tiny_school


def edited(school: Path, file: str, old: str, new: str) -> None:
    text = (school / file).read_text()
    assert old in text
    (school / file).write_text(text.replace(old, new))


def told(typed: Typed, school: Path, *words: str) -> str:
    status, printed, complained = typed("diff", *(words or ("HEAD",)), "--root", str(school), *DAY)
    assert (status, complained) == (0, "")
    return printed


def rows(typed: Typed, school: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(typed, school, *(words or ("HEAD",)), "--format", "json"))
    return found


def a_piece(id_: str, level: str, title: str = "Quiz", kind: str = "summative") -> str:
    return (
        f"evidence:\n  - id: {id_}\n    title: {json.dumps(title)}\n    kind: {kind}\n    assessed_on: 2026-11-19\n"
        f"    assessor: t-0001\n    results:\n      - {{competency: 'core:fractions.1', level: {level}}}\n"
    )


def a_quiz(school: Path) -> None:
    write(school, "plans/class-a/s-0001/evidence/2026-11-19-quiz.yml", a_piece("quiz", "got-it"))


def a_later_day(school: Path) -> None:
    edited(school, G1, "due: 2026-12-11", "due: 2027-01-29")


def evidence_gone(school: Path) -> None:
    (school / STRIPS).unlink()


def a_comment(school: Path) -> None:
    edited(school, G1, "id: g1", "# agreed\nid: 'g1'")


def a_comment_in_evidence(school: Path) -> None:
    edited(school, STRIPS, "evidence:", "# seen\nevidence:")


def the_highest_counts(school: Path) -> None:
    edited(school, "plans/school.yml", "{method: latest}", "{method: highest}")


def another_wording(school: Path) -> None:
    edited(school, "frameworks/core/framework.yml", "I can compare fractions.", "I can say which fraction is more.")


def a_photo(school: Path) -> None:
    write(school, "plans/class-a/s-0001/evidence/strips.png", "not really")


def a_readme(school: Path) -> None:
    write(school, "README.md", "Hello\n")


def another_workflow(school: Path) -> None:
    write(school, ".github/workflows/publish.yml", "on: pull_request_target\n")


def other_words_of_reports(school: Path) -> None:
    said = 'msgid "Waits for review: {why}."\nmsgstr "May be merged: {why}."\n'
    write(school, "site_templates/words/en.po", f'msgid ""\nmsgstr "Content-Type: text/plain\\n"\n\n{said}')


def a_broken_goal(school: Path) -> None:
    edited(school, G1, "due:", "due: [")
    edited(school, "plans/class-a/s-0002/2026-27/goals/g1.yml", "due: 2026-12-11", "due: 2026-12-18")


def another_group(school: Path) -> None:
    git(school, "mv", "plans/class-a/s-0001", "plans/s-0001")


def a_new_learner(school: Path) -> None:
    write(school, "plans/class-a/s-0004/learner.yml", "learner: s-0004\nstage: elementary\n")


def a_learner_gone(school: Path) -> None:
    shutil.rmtree(school / "plans/class-a/s-0003")


def nothing_at_all(school: Path) -> None:
    assert git(school, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("edit", "sentences", "lane", "because"),
    [
        (a_quiz, ("Level in “I can compare fractions.”: Starting → Got it", "Reached: "), "evidence", "by t-0001"),
        (a_later_day, ("! To be reached by", "1 change to look at twice"), "review", "days are agreed"),
        (evidence_gone, ("Evidence taken away", "no longer", "! Level in"), "review", "what was seen goes"),
        (a_comment, ("Only comments, spaces or quotes", "only written in another way"), "review", "hosts go by names"),
        (a_comment_in_evidence, ("nothing that anybody reads",), "evidence", "nobody reads it"),
        (the_highest_counts, ("What all learners share", "highest"), "review", "it concerns everybody"),
        (another_wording, ("Named in the files of 3 learners: s-0001, s-0002",), "review", "who reads it"),
        (a_photo, ("strips.png",), "evidence", "beside a piece"),
        (a_readme, ("README.md", "No learner’s own files changed."), "review", "of the school"),
        (another_workflow, ("1 change to look at twice", "! New workflow, by which"), "review", "it guards all else"),
        (other_words_of_reports, ("! New file: en.po. It decides",), "review", "no proposal words its own report"),
        (
            a_broken_goal,
            ("cannot be read", "What follows cannot be told", "g1.yml:", "To be reached by Dec 18"),
            "review",
            "all else is told",
        ),
        (another_group, ("It lies in plans instead of plans/class-a",), "review", "what moved says the same"),
        (a_new_learner, ("New learner", "nobody is known to be of the team yet: s-0004"), "review", "no team yet"),
        (a_learner_gone, ("! Learner taken away",), "review", "a record that is gone"),
        (nothing_at_all, ("Nothing is other than it was.",), "evidence", "there is nothing to look at"),
    ],
)  # fmt: skip
def test_what_is_told_of_an_edit(
    typed: Typed, school: Path, edit: Callable[[Path], None], sentences: tuple[str, ...], lane: str, because: str
) -> None:
    edit(school)
    answer = told(typed, school, "HEAD", "--by", "t-0001")
    for sentence in sentences:
        assert sentence in answer, because
    assert ("Waits for review" in answer) == (lane == "review"), because


def much(school: Path) -> None:
    """A day's work: evidence, a goal for a whole class, a setting, something for staff, a photo."""
    a_quiz(school)
    a_later_day(school)
    the_highest_counts(school)
    slipped = a_piece("slip", "starting").replace("2026-11-19", "2026-11-18")
    write(school, "plans/class-a/s-0002/evidence/2026-11-18-slip.yml", slipped)
    for learner in ("s-0002", "s-0003"):
        goal = "id: g2\ni_can: I can ask for help.\ndomain: personal_social\nstart: 2026-11-20\ndue: 2027-01-15\n"
        goal += "success_criteria: [{id: c1, text: I ask once a day.}]\n"
        write(school, f"plans/class-a/{learner}/2026-27/goals/g2.yml", goal)
    note = "notes:\n  - {on: 2026-11-19, by: t-0001, text: Call the counsellor on Monday.}\n"
    write(school, "plans/class-a/s-0001/staff/notes.yml", note)
    a_photo(school)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("teacher.txt", ()),
        ("teacher.md", ("--format", "markdown")),
        ("teacher.json", ("--format", "json")),
        ("teacher-es.md", ("--format", "markdown", "--language", "es")),
        ("family-names.txt", ("--for", "family", "--names")),
        ("family-ar.txt", ("--for", "family", "--language", "ar", "s-0001")),
    ],
)
def test_a_days_work_as_everybody_reads_it(
    typed: Typed, school: Path, name: str, options: tuple[str, ...], golden: Callable[[Path, str], None]
) -> None:
    much(school)
    golden(GOLDEN / name, HASHES.sub("0123456789ab", told(typed, school, "HEAD", "--by", "t-0001", *options)))


def test_what_came_to_the_base_meanwhile_is_not_told_as_taken_back(typed: Typed, school: Path) -> None:
    git(school, "switch", "--quiet", "--create", "entry/t-0001/2026-11-20-quiz")
    a_quiz(school)
    committed(school)
    git(school, "switch", "--quiet", "main")
    a_later_day(school)
    committed(school)
    answer = rows(typed, school, "main", "entry/t-0001/2026-11-20-quiz")
    assert [each["file"] for each in answer["files"]] == ["plans/class-a/s-0001/evidence/2026-11-19-quiz.yml"]
    assert (answer["lane"], answer["proposer"]) == ("evidence", "t-0001"), "the author of every commit proposes it"


def test_a_member_of_the_team_by_the_same_change_is_none_yet(typed: Typed, school: Path) -> None:
    a_quiz(school)
    edited(school, "plans/class-a/s-0001/learner.yml", "team:\n", "team:\n  - {person: t-0009, role: mentor}\n")
    why = {each["reason"] for each in rows(typed, school, "HEAD", "--by", "t-0009")["why"]}
    assert "not_of_team" in why


def test_who_proposes_is_unknown_where_several_people_wrote(typed: Typed, school: Path) -> None:
    a_quiz(school)
    assert rows(typed, school)["proposer"] is None, "nobody says who this machine's git belongs to"
    git(school, "config", "pathbook.person", "t-0001")
    assert rows(typed, school)["proposer"] == "t-0001"
    committed(school)
    a_later_day(school)
    git(school, "config", "pathbook.person", "t-0002")
    assert rows(typed, school, "HEAD~1")["proposer"] is None


def test_learners_may_be_named_where_the_head_is_left_out(typed: Typed, school: Path) -> None:
    a_quiz(school)
    edited(school, "plans/class-a/s-0002/2026-27/goals/g1.yml", "due: 2026-12-11", "due: 2026-12-18")
    answer = rows(typed, school, "HEAD", "s-0002")
    assert {each["learner"] for each in answer["files"]} == {"s-0002"}
    assert answer["lane"] == "review", "the lane is the whole proposal's"
    assert {each["reason"] for each in rows(typed, school, "HEAD", "s-0001", "--by", "t-0001")["why"]} == {"agreed"}


def test_a_class_that_got_the_same_is_told_together(typed: Typed, school: Path) -> None:
    much(school)
    assert "\ns-0002, s-0003\n" not in told(typed, school), "one of them has a piece of evidence too"
    (school / "plans/class-a/s-0002/evidence/2026-11-18-slip.yml").unlink()
    assert "\ns-0002, s-0003\n" in told(typed, school)


def test_names_stand_on_nobodys_forge(typed: Typed, school: Path) -> None:
    much(school)
    for form in ("text", "markdown", "json"):
        assert "Arden" not in told(typed, school, "HEAD", "--format", form)
    assert "Ada Arden (s-0001)" in told(typed, school, "HEAD", "--names")
    for form in ("markdown", "json"):
        status, printed, complained = typed("diff", "HEAD", "--names", "--format", form, "--root", str(school), *DAY)
        assert (status, printed) == (2, "")
        assert "holds ids" in " ".join(complained.split())


def test_what_staff_noted_is_told_on_their_own_screen_only(typed: Typed, school: Path) -> None:
    much(school)
    assert "Call the counsellor" in told(typed, school)
    for form in ("markdown", "json"):
        answer = told(typed, school, "HEAD", "--format", form)
        assert "Call the counsellor" not in answer
        assert "What staff noted is not shown here" in answer
    assert "staff" not in told(typed, school, "HEAD", "--for", "family")


HOSTILE = "@ada <img src=x> [a](https://evil.example) ![b](c) `x` **b** #12 | \x1b[31m"


def test_whatever_people_write_stays_words(typed: Typed, school: Path) -> None:
    write(school, "plans/class-a/s-0001/evidence/2026-11-19-quiz.yml", a_piece("quiz", "got-it", HOSTILE))
    tokens = MarkdownIt("gfm-like").parse(told(typed, school, "HEAD", "--format", "markdown"))
    kinds = {inner.type for token in tokens for inner in token.children or ()}
    assert not kinds & {"link_open", "image", "html_inline", "em_open"}
    blocks = [token.content for token in tokens if token.type == "html_block"]
    assert all(
        re.fullmatch(r"(<!-- pathbook diff -->|</?details>(<summary>[^<]*</summary>)?)\s*", block) for block in blocks
    )
    words = " ".join(inner.content for token in tokens for inner in token.children or ())
    assert not re.search(r"@\w|#\d", words)
    assert "\x1b" not in told(typed, school), "nor does a terminal obey them"


def test_a_report_is_never_longer_than_there_is_room_and_says_what_is_left_out(typed: Typed, school: Path) -> None:
    for number in range(30):
        piece = a_piece(f"q{number}", "got-it", f"Quiz {number} " + "long " * 40)
        write(school, f"plans/class-a/s-{number + 1:04}/evidence/2026-11-19-q.yml", piece)
    answer = told(typed, school, "HEAD", "--format", "markdown", "--at-most", "6")
    assert len(answer.encode()) <= 6000
    assert re.search(r"\d+ more parts are left out here\. All of it, .*`pathbook diff [0-9a-f]{12}`", answer)
    assert answer.startswith("<!-- pathbook diff -->\n## The files of 30 learners changed.")
    assert "left out" not in told(typed, school, "HEAD", "--format", "markdown")


def test_what_is_redacted_is_told_no_more(typed: Typed, school: Path) -> None:
    write(
        school,
        STRIPS,
        (school / STRIPS).read_text() + a_piece("secret", "starting", "Hidden").removeprefix("evidence:\n"),
    )
    secret = committed(school)
    redaction = "redactions:\n  - {%s, by: t-0001, on: 2026-11-20, reason_code: error}\n"
    write(school, "plans/class-a/s-0001/redactions.yml", redaction % "evidence: secret")
    edited(school, STRIPS, "title: Paper strips", "title: Strips of paper")
    for span in ("HEAD", "HEAD~1"):
        answer = told(typed, school, span)
        assert "Hidden" not in answer
        assert "Strips of paper" in answer
    write(school, "plans/class-a/s-0001/redactions.yml", redaction % f"commit: '{secret}'")
    a_readme(school)
    answer = told(typed, school, "HEAD~1")
    assert "Not shown, because of redactions: s-0001." in answer
    assert "Strips" not in answer
    assert "README.md" in answer


def test_where_what_all_share_cannot_be_read_all_else_is_told(typed: Typed, school: Path) -> None:
    a_later_day(school)
    edited(school, "frameworks/core/framework.yml", "title: Core", "title: [")
    answer = told(typed, school)
    assert "What follows cannot be told: something is wrong in what all share, as it would be." in answer
    assert "To be reached by" in answer
    committed(school)
    edited(school, "frameworks/core/framework.yml", "title: [", "title: Core")
    edited(school, G1, "due: 2027-01-29", "due: 2027-02-12")
    answer = told(typed, school)
    assert "something is wrong in what all share, as it was" in answer
    assert "To be reached by Feb 12" in answer


def test_where_it_can_be_read_on_neither_side_problems_are_told(typed: Typed, school: Path) -> None:
    edited(school, "plans/calendar.yml", "timezone:", "timezone: [")
    committed(school)
    a_later_day(school)
    status, printed, complained = typed("diff", "HEAD", "--root", str(school), *DAY)
    assert (status, printed) == (1, "")
    assert "plans/calendar.yml" in complained


def test_a_school_that_only_begins_is_told_too(typed: Typed, tmp_path: Path, tiny_school: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    write(folder, "README.md", "A school is to come.\n")
    begun(folder)
    shutil.copytree(tiny_school, folder, dirs_exist_ok=True)
    answer = rows(typed, folder)
    assert answer["totals"]["changed"] == 1
    assert answer["lane"] == "review"


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nowhere",), 3, "there is no commit 'nowhere'"),
        (("HEAD", "nowhere"), 3, "there is no commit 'nowhere'"),
        (("HEAD", "HEAD", "Ada"), 2, "is no learner's id"),
        (("HEAD", "--language", "tlh"), 2, "there are no words in 'tlh', only in ar, en, es"),
        (("HEAD", "--at-most", "1"), 2, "--at-most"),
        (("HEAD", "--at-most", "60", "--format", "json"), 2, "only Markdown is cut"),
    ],
)
def test_what_cannot_be_told_is_refused(
    typed: Typed, school: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    ended, printed, complained = typed("diff", *words, "--root", str(school), *DAY)
    assert (ended, printed) == (status, "")
    assert sentence in " ".join(complained.split())


def test_without_git_or_without_enough_of_it_what_to_do_is_said(typed: Typed, tmp_path: Path, school: Path) -> None:
    without = tmp_path / "without"
    shutil.copytree(school, without, ignore=shutil.ignore_patterns(".git"))
    assert "lies in no git repository" in refused(typed, without, "HEAD")
    git(school, "switch", "--quiet", "--create", "work")
    a_quiz(school)
    committed(school)
    a_later_day(school)
    committed(school)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", school.as_uri(), str(shallow))
    said = refused(typed, shallow, "origin/main", "origin/work")
    assert "git fetch --unshallow" in said
    assert "fetch-depth: 0" in said
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--branch=main", school.as_uri(), str(clone))
    assert "did you mean origin/work?" in refused(typed, clone, "work")
    git(clone, "switch", "--quiet", "--orphan", "other")
    committed(clone)
    assert "no beginning in common" in refused(typed, school_in(clone), "main")


def school_in(clone: Path) -> Path:
    """The files of main, though nothing is known of its commits."""
    git(clone, "checkout", "--quiet", "main", "--", ".")
    return clone


def refused(typed: Typed, school: Path, *words: str) -> str:
    status, printed, complained = typed("diff", *words, "--root", str(school), *DAY)
    assert (status, printed) == (3, "")
    return " ".join(complained.split())


def test_a_school_in_a_folder_of_a_repository_is_told_alone(typed: Typed, tmp_path: Path, tiny_school: Path) -> None:
    district = tmp_path / "district"
    for name in ("north", "south"):
        shutil.copytree(tiny_school, district / name)
    begun(district)
    for name in ("north", "south"):
        edited(district / name, "plans/s-0001/2026-27/goals/g1.yml", "due: 2026-12-11", "due: 2026-12-18")
    committed(district)
    answer = rows(typed, district / "north", "HEAD~1", "HEAD")
    assert [each["file"] for each in answer["files"]] == ["plans/s-0001/2026-27/goals/g1.yml"]
    assert answer["sections"][0]["compared"] is True


def test_a_piece_filed_with_the_wrong_child_is_told_of_both(school: Path, typed: Typed) -> None:
    other = STRIPS.replace("s-0001", "s-0002")
    (school / other).unlink()
    committed(school)
    (school / STRIPS).rename(school / other)
    printed = told(typed, school)
    lost, got = printed.split("\ns-0001\n")[1].split("\ns-0002\n")
    assert "! Evidence taken away" in lost
    assert "Not rated yet" in lost, "a level goes with it"
    assert "It lies in plans/class-a/s-0002/evidence instead of plans/class-a/s-0001/evidence. " in got
    assert "New evidence, on Oct 1" in got
    assert [each["reason"] for each in rows(typed, school)["why"]][:2] == ["moved", "taken_back"]
    assert "s-0001/evidence" not in told(typed, school, "HEAD", "s-0002", "--for", "family")
