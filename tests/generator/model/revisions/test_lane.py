"""Which way a change takes."""

from datetime import date

import pytest

from generator.model.revisions.lane import lane_of, teams_of
from generator.problem import Place
from generator.records.learner import Learner, TeamMember
from generator.records.revision import FileRevision
from generator.records.school import Group, GroupStaff, Member
from tests.generator.model.made import said
from tests.generator.model.revisions.said import EVIDENCE, GOAL, LEARNER, SCHOOL, revision, told

ON = date(2026, 11, 20)
HERE = Place("learner.yml")
PIECE = (
    "evidence: [{id: e1, title: Quiz, kind: summative, results: [{competency: 'ccss-math:4.nf.a.1', level: got-it}]}]\n"
)


def member(person: str, to: date | None = None) -> TeamMember:
    return TeamMember(person=person, role="advisor", to=to, place=HERE)


LEARNER_TAUGHT = Learner(
    learner="s-0001",
    stage="elementary",
    team=(member("t-0001"), member("t-0002", to=date(2026, 10, 1))),
    place=HERE,
)
CLASS = Group(
    id="class-1",
    title=said("Class"),
    kind="class",
    members=(Member(learner="s-0001", from_=date(2026, 9, 1), place=HERE), Member(learner="s-0002", place=HERE)),
    staff=(
        GroupStaff(person="t-0003", role="teacher", place=HERE),
        GroupStaff(person="t-0004", role="teacher", from_=date(2027, 1, 8), place=HERE),
    ),
    place=HERE,
)
TEAM = teams_of((LEARNER_TAUGHT,), (CLASS,), ON)
NEW = revision(EVIDENCE, None, PIECE)
PHOTO = revision(f"{LEARNER}/evidence/2026-11-19-quiz.jpg", None, "picture")
RECEIPT = revision("plans/.batches/b-1/files", None, "list")
COMPLETED = revision(EVIDENCE, PIECE, PIECE.replace("kind:", "feedback: Good., kind:"))
LOWERED = revision(EVIDENCE, PIECE, PIECE.replace("got-it", "getting-closer"))
TEXT = "id: g1\nstart: 2026-09-01\ndue: 2026-12-01\n"
AGREED = revision(GOAL, TEXT, TEXT.replace("12-01", "12-05"))
SPELLED = revision(GOAL, TEXT, f"# so it is\n{TEXT}")


@pytest.mark.parametrize(
    ("revisions", "proposer", "reasons", "because"),
    [
        ((NEW, PHOTO, RECEIPT), "t-0001", ("by_the_team",), "evidence, its photo and the receipt of a batch"),
        ((COMPLETED,), "t-0001", ("by_the_team",), "a word more about a piece"),
        ((NEW,), "t-0002", ("not_of_team",), "who left the team in October"),
        ((NEW,), "t-0003", ("by_the_team",), "on the staff of the learner's class"),
        ((NEW,), "t-0004", ("not_of_team",), "comes to the class after the holidays"),
        ((NEW,), "t-0009", ("not_of_team",), "somebody else's learner"),
        ((NEW,), None, ("unknown_person",), "nobody knows whose work it is"),
        ((LOWERED,), "t-0001", ("taken_back",), "a level that somebody has seen"),
        ((revision(EVIDENCE, PIECE, None),), "t-0001", ("taken_back",), "a piece that goes"),
        ((NEW, AGREED), "t-0001", ("agreed",), "a goal in the same request"),
        ((SPELLED,), "t-0001", ("spelling",), "hosts go by names of files"),
        ((revision(EVIDENCE, PIECE, f"# so it is\n{PIECE}"),), "t-0001", ("by_the_team",), "a remark at a piece"),
        ((NEW, revision(SCHOOL, "grades: ['1']\n", "grades: []\n")), "t-0001", ("shared",), "settings of all"),
        ((revision(EVIDENCE, PIECE, "evidence: [\n"),), "t-0001", ("unreadable",), "nobody can tell what it says"),
        (
            (revision(EVIDENCE, PIECE, PIECE, EVIDENCE.replace("s-0001", "s-0002")),),
            "t-0001",
            ("moved",),
            "a piece of somebody else",
        ),
        (
            (revision(EVIDENCE.replace("s-0001", "s-0003"), None, PIECE),),
            "t-0001",
            ("unknown_learner",),
            "nobody's team is known",
        ),
        ((AGREED, LOWERED), None, ("agreed", "taken_back", "unknown_person"), "every reason is told"),
    ],
)
def test_which_way_a_change_takes(
    revisions: tuple[FileRevision, ...], proposer: str | None, reasons: tuple[str, ...], because: str
) -> None:
    lane = lane_of(told(*revisions), proposer, TEAM)
    assert tuple(each.reason for each in lane.why) == reasons, because
    assert lane.lane == ("evidence" if reasons == ("by_the_team",) else "review")


def test_nothing_at_all_waits_for_nobody() -> None:
    assert lane_of((), "t-0001", TEAM).lane == "evidence"


def test_the_reasons_name_learners_and_files_by_their_ids() -> None:
    (why,) = lane_of(told(AGREED), "t-0001", TEAM).why
    assert (why.learners, why.files) == (("s-0001",), (GOAL,))
