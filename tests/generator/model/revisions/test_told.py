"""What to look at twice, in which order all is told, and that nothing is left out."""

from dataclasses import replace
from typing import get_args

import pytest

from generator.load.revisions.files import revision_of
from generator.load.schema import KINDS
from generator.load.schema_fields import fields_of
from generator.model.revisions.agreed import OF_GOAL, OF_PLAN
from generator.model.revisions.importance import BOOKKEEPING, RANKS
from generator.model.revisions.rules import RULES, covers, rules_for
from generator.model.revisions.thing import ABOUT
from generator.model.revisions.told import told_of
from generator.model.revisions.warning import Warning
from tests.generator.load.random_edits import edits
from tests.generator.model.revisions.said import (
    EVIDENCE,
    FRAMEWORK,
    GOAL,
    ISSUED,
    LEARNER,
    PLAN,
    PROFILE,
    REDACTIONS,
    SCHOOL,
    SUPPORT,
    TALK,
    commons,
    records,
    revision,
    told,
)

OLD, LESS = "ccss-math:3.nf.a.1", "evidence_superseded"
REF = "ccss-math:4.nf.a.1"
A_GOAL = (
    f"id: g1\ncompetencies: [{{ref: '{REF}', target: got-it}}]\nstatus: active\nstart: 2026-09-01\ndue: 2026-12-01\n"
)
A_STEP = A_GOAL + "activities: [{id: a1, title: Fold, status: doing}]\nsuccess_criteria: [{id: c1, text: I fold.}]\n"
A_PIECE = (
    "evidence:\n  - id: e1\n    title: Quiz\n    kind: summative\n    assessed_on: 2026-11-01\n"
    f"    results: [{{competency: '{REF}', level: got-it}}]\n"
)
A_PLAN = "learner: s-0001\nschool_year: 2026-27\nstatus: active\n"
YES = "approvals: [{covers: [plan, g1], role: family, person: f-00011, on: 2026-10-15, method: paper}]\n"
A_LEARNER = (
    "learner: s-0001\nstage: elementary\nfamily: [{id: f-1, person: [f-00011], language: ar, rights: full}]\n"
    "team: [{person: t-0001, role: teacher_of_record}]\naccess: {epoch: 1, slots: {student: 1, advisor: 1}}\n"
)
A_SUPPORT = "id: reading\nwhat: Reads with a friend.\nstart: 2026-09-01\ncheck_on: 2026-12-01\nends_on: 2027-01-15\n"
A_PAPER = "issued: [{term: fall, edition: a, number: 1, on: 2026-11-01}]\n"
A_SCHOOL = "calculation: {method: latest}\nevidence_rule: {pieces: 2}\npublish: {access: sealed}\n"


def warned(file: str, before: str | None, after: str | None) -> set[str]:
    return {each.warning for each in told(revision(file, before, after)) if each.warning is not None}


@pytest.mark.parametrize(
    ("file", "text", "old", "new", "warning"),
    [
        (GOAL, A_GOAL, "due: 2026-12-01", "due: 2026-12-20", "target_later"),
        (GOAL, A_GOAL, "due: 2026-12-01", "due: 2026-11-20", None),
        (GOAL, A_GOAL, "got-it", "getting-closer", "target_lower"),
        (GOAL, A_GOAL, "target: got-it", "target: and-beyond", "target_lower"),  # no scale knows it: better look
        (GOAL, A_GOAL, f"[{{ref: '{REF}', target: got-it}}]", "[]", "competency_removed"),
        (GOAL, A_GOAL, "status: active", "status: dropped", "goal_dropped"),
        (GOAL, A_GOAL, "status: active", "status: paused", "goal_paused"),
        (GOAL, A_GOAL, "status: active", "status: reached", None),
        (GOAL, A_GOAL.replace("active", "reached"), "status: reached\n", "", "moved_back"),
        (GOAL, A_STEP, "status: doing", "status: next", "moved_back"),
        (GOAL, A_STEP, "status: doing", "status: done", None),
        (GOAL, A_STEP, ", status: doing", "", "moved_back"),
        (GOAL, A_STEP, "activities: [{id: a1, title: Fold, status: doing}]\n", "", "step_removed"),
        (GOAL, A_STEP, "[{id: c1, text: I fold.}]", "[{id: c2, text: I fold.}]", "criterion_removed"),
        (GOAL, A_GOAL + "review_on: 2026-11-06\n", "review_on: 2026-11-06\n", "", "review_later"),
        (GOAL, A_GOAL + "learner_words: I want to.\n", "learner_words: I want to.\n", "", "words_removed"),
        (EVIDENCE, A_PIECE, "level: got-it", "level: getting-closer", "evidence_lowered"),
        (EVIDENCE, A_PIECE.replace("got-it", "getting-closer"), "level: getting-closer", "level: got-it", None),
        (EVIDENCE, A_PIECE, f"results: [{{competency: '{REF}', level: got-it}}]", "results: []", "evidence_lowered"),
        (EVIDENCE, A_PIECE, "level: got-it}", "level: got-it, counts: false}", "evidence_excluded"),
        (
            EVIDENCE,
            A_PIECE,
            "kind: summative",
            "kind: summative\n    excluded: {reason: Not alone., by: t-0001, on: 2026-11-02}",
            "evidence_excluded",
        ),
        (EVIDENCE, A_PIECE, "kind: summative", "kind: summative\n    supersedes: e0", "evidence_superseded"),
        (EVIDENCE, A_PIECE + "    reflection: Hard.\n", "    reflection: Hard.\n", "", "words_removed"),
        (EVIDENCE, A_PIECE + "    feedback: Well done.\n", "Well done", "Very well done", None),
        (PLAN, A_PLAN, "status: active", "status: draft", "moved_back"),
        (PLAN, A_PLAN + YES, YES, "", "approval_removed"),
        (PLAN, A_PLAN + YES, "on: 2026-10-15", "on: 2026-11-15", None),  # said anew
        (PLAN, A_PLAN + YES, "method: paper", "method: phone", "approval_changed"),
        (PLAN, A_PLAN + YES, "covers: [plan, g1]", "covers: [plan]", "approval_changed"),
        (PLAN, A_PLAN + "reviews: [{due: 2026-12-01}]\n", "2026-12-01", "2027-01-01", "review_later"),
        (PLAN, A_PLAN + "reviews: [{due: 2026-12-01}]\n", "reviews: [{due: 2026-12-01}]\n", "", "review_removed"),
        (
            PLAN,
            A_PLAN,
            "status: active\n",
            f"status: active\njudgements: [{{id: j1, competency: '{REF}', level: got-it, by: t-0001}}]\n",
            "judgement_set",
        ),
        (
            PLAN,
            A_PLAN + f"reached: [{{competency: '{REF}', level: got-it, on: 2026-10-01, by: t-0001}}]\n",
            f"reached: [{{competency: '{REF}', level: got-it, on: 2026-10-01, by: t-0001}}]\n",
            "",
            "reached_removed",
        ),
        (PLAN, A_PLAN + "frozen: {on: 2026-07-01, files: {plan.yml: abc}}\n", "abc", "abd", "frozen_changed"),
        (PROFILE, A_LEARNER, "[f-00011]", "[f-00011, f-00012]", "reader_added"),
        (PROFILE, A_LEARNER, "[f-00011]", "[]", "reader_removed"),
        (PROFILE, A_LEARNER, "rights: full", "rights: information", "rights_changed"),
        (PROFILE, A_LEARNER, "advisor: 1", "advisor: 1, f-00012: 1", "reader_added"),
        (PROFILE, A_LEARNER, ", advisor: 1", "", "reader_removed"),
        (
            PROFILE,
            A_LEARNER,
            "role: teacher_of_record}",
            "role: teacher_of_record}, {person: t-2, role: advisor}",
            "reader_added",
        ),
        (PROFILE, A_LEARNER, "role: teacher_of_record}", "role: teacher_of_record}, {person: t-2, role: mentor}", None),
        (PROFILE, A_LEARNER, "team: [{person: t-0001, role: teacher_of_record}]\n", "", "team_removed"),
        (PROFILE, A_LEARNER, "role: teacher_of_record", "role: teacher_of_record, to: 2026-12-01", "team_removed"),
        (
            PROFILE,
            A_LEARNER + "consents: [{what: Photos, given: true, by: f-00011, on: 2026-09-01}]\n",
            "given: true",
            "given: false",
            "consent_removed",
        ),
        (SUPPORT, A_SUPPORT, "check_on: 2026-12-01", "check_on: 2026-12-20", "review_later"),
        (SUPPORT, A_SUPPORT, "ends_on: 2027-01-15", "ends_on: 2026-12-15", "support_ended"),
        (SUPPORT, A_SUPPORT, "ends_on: 2027-01-15", "ends_on: 2027-02-15", None),
        (
            SUPPORT,
            A_SUPPORT,
            "id: reading\n",
            "id: reading\ndecisions: [{on: 2026-11-01, decide: end, by: t-0001, reason: Done.}]\n",
            "support_ended",
        ),
        (TALK, "on: 2026-10-15\nkind: check_in\nnotes: We talked.\n", "notes: We talked.\n", "", "words_removed"),
        (REDACTIONS, "redactions: [{evidence: e1}]\n", "[{evidence: e1}]", "[]", "redaction_removed"),
        (REDACTIONS, "redactions: [{evidence: e1}]\n", "e1}]", "e1}, {evidence: e2}]", "redacted"),
        (
            ISSUED,
            "issued: [{term: fall, edition: a, number: 1, on: 2026-11-01}]\n",
            "2026-11-01",
            "2026-11-02",
            "issued_changed",
        ),
        (SCHOOL, A_SCHOOL, "access: sealed", "access: plain", "publication_opened"),
        (SCHOOL, A_SCHOOL, "method: latest", "method: highest", "rules_changed"),
        (SCHOOL, A_SCHOOL, "pieces: 2", "pieces: 1", "rules_changed"),
        (
            FRAMEWORK,
            "id: habits\ncompetencies: [{id: a, statement: A}]\n",
            "[{id: a, statement: A}]",
            "[]",
            "standard_removed",
        ),
    ],
)
def test_what_is_to_be_looked_at_twice(file: str, text: str, old: str, new: str, warning: str | None) -> None:
    assert old in text
    assert warned(file, text, text.replace(old, new, 1)) == ({warning} if warning else set())


@pytest.mark.parametrize(
    ("file", "text", "warning"),
    [
        (GOAL, A_GOAL, "goal_removed"),
        (PLAN, A_PLAN + YES, "plan_removed"),
        (PROFILE, A_LEARNER, "learner_removed"),
        (SUPPORT, A_SUPPORT, "support_removed"),
        (EVIDENCE, A_PIECE, "evidence_removed"),
        (TALK, "on: 2026-10-15\nkind: check_in\n", "words_removed"),
        (REDACTIONS, "redactions: [{evidence: e1}]\n", "redaction_removed"),
        (f"{LEARNER}/evidence/photo.png", "picture", "attachment_removed"),
    ],
)
def test_a_file_that_went_is_to_be_looked_at_twice_and_once_only(file: str, text: str, warning: str) -> None:
    found = [each.warning for each in told(revision(file, text, None)) if each.warning is not None]
    assert found == [warning]


def test_a_new_file_is_no_alarm() -> None:
    assert warned(PROFILE, None, A_LEARNER) == set()
    assert warned(GOAL, None, A_STEP) == set()
    assert warned(REDACTIONS, None, "redactions: [{evidence: e1}]\n") == {"redacted"}


def test_evidence_that_only_lies_in_another_file_was_not_removed() -> None:
    other = EVIDENCE.replace("quiz", "both")
    found = told(revision(EVIDENCE, A_PIECE, None), revision(other, None, A_PIECE))
    assert [each.warning for each in found if each.warning] == []


def test_a_file_of_one_learner_that_lies_with_another_is_an_alarm_and_another_class_is_none() -> None:
    moved = [
        revision(GOAL, A_GOAL, A_GOAL, GOAL.replace(old, new))
        for old, new in (("s-0001", "s-0002"), ("harbor", "summit"))
    ]
    assert [each.warning for one in moved for each in told(one)] == ["moved_to_other_learner", None]


@pytest.mark.parametrize(
    ("piece", "warning", "because"),
    [
        (f"supersedes: bread-shares, results: [{{competency: '{OLD}', level: got-it}}]", None, "as good as it was"),
        (f"supersedes: bread-shares, results: [{{competency: '{OLD}', points: 3.5}}]", None, "better than it was"),
        (
            f"supersedes: bread-shares, results: [{{competency: '{OLD}', level: starting}}]",
            "evidence_superseded",
            "less",
        ),
        ("supersedes: bread-shares", LESS, "nothing is shown in its place"),
        (
            f"supersedes: never-seen, results: [{{competency: '{OLD}', level: got-it}}]",
            "evidence_superseded",
            "unknown",
        ),
    ],
)
def test_trying_again_is_no_alarm_but_losing_what_was_shown_is(piece: str, warning: str | None, because: str) -> None:
    new = revision(EVIDENCE, None, f"evidence: [{{id: e2, title: Again, kind: summative, {piece}}}]\n")
    found = [each.warning for each in told(new, learners=records()) if each.what is not None]
    assert found == [warning], because
    later = "evidence: [{id: e2, kind: summative}]\n"
    added = revision(EVIDENCE, later, later.replace("summative", f"summative, {piece}"))
    found = [each.warning for each in told(added, learners=records())]
    assert set(found) - {None} == ({warning} if warning else set()), because


def test_a_competency_that_only_stands_elsewhere_was_not_removed() -> None:
    file = "id: habits\ncompetencies: [{id: a, statement: A}, {id: b, statement: B}]\n"
    inside = "id: habits\ncompetencies: [{id: b, statement: B, competencies: [{id: a, statement: A}]}]\n"
    assert warned(FRAMEWORK, file, inside) == set()
    moved = revision(FRAMEWORK, file, "id: habits\ncompetencies: [{id: b, statement: B}]\n")
    there = revision("frameworks/habits/1-more.yml", None, "competencies: [{id: a, statement: A}]\n")
    assert {each.warning for each in told(moved, there)} == {None}


def test_somebody_who_takes_a_place_in_the_team_is_no_alarm() -> None:
    assert warned(PROFILE, A_LEARNER, A_LEARNER.replace("t-0001", "t-0003")) == set()
    both = "[{person: t-0001, role: teacher_of_record, to: 2026-12-01}, {person: t-3, role: teacher_of_record}]"
    assert warned(PROFILE, A_LEARNER, A_LEARNER.replace("[{person: t-0001, role: teacher_of_record}]", both)) == set()


def test_what_cannot_be_read_is_told() -> None:
    assert warned(GOAL, A_GOAL, "id: [g1\n") == {"unreadable"}


def test_what_was_agreed_is_asked_again_and_what_is_agreed_anew_is_not() -> None:
    goal = revision(
        GOAL, A_GOAL + "why: For fun.\nhelp_at_home: Ask.\n", A_GOAL + "why: For cooking.\nhelp_at_home: Bake.\n"
    )
    plan = A_PLAN + YES
    talk = revision(PLAN, plan, plan + "voice: [{text: Hm., on: 2026-11-01}]\n")
    assert [each.warning for each in told(goal, talk)].count("agreed_changed") == 1, "a thing is said once"
    again = revision(PLAN, plan, plan.replace("on: 2026-10-15", "on: 2026-11-19"))
    assert "agreed_changed" not in [each.warning for each in told(goal, again)]
    assert [each.warning for each in told(goal)] == [None, None], "nobody knows of a yes"
    step = revision(GOAL, A_STEP, A_STEP.replace("status: doing", "status: done"))
    assert "agreed_changed" not in [each.warning for each in told(step, talk)], "a step that is done was agreed to"


def test_warnings_come_first_then_what_people_care_for_and_bookkeeping_last() -> None:
    goal = A_STEP + "why: For fun.\nfrom: class-a:x\n"
    after = goal.replace("2026-12-01", "2026-12-20").replace("fun", "joy").replace("class-a:x", "class-a:y")
    found = told(
        revision("README.md", "a", "b"),
        revision(SCHOOL, "grades: ['1']\n", "grades: ['1', '2']\n"),
        revision(PROFILE, A_LEARNER, A_LEARNER + "languages: [ar]\n"),
        revision(EVIDENCE, A_PIECE, A_PIECE + "    feedback: Well done.\n"),
        revision(GOAL, goal, after.replace("doing", "done")),
    )
    assert [each.what.field if each.what else each.file.file for each in found] == [
        "goal.due",
        "goal.why",
        "goal.activities.status",
        "evidence.evidence.feedback",
        "learner.languages",
        "school.grades",
        "README.md",
        "goal.from",
    ]


def test_a_thing_is_called_by_its_own_words() -> None:
    (piece,) = told(revision(EVIDENCE, A_PIECE, A_PIECE.replace("summative", "interim")))
    assert piece.thing.id == "e1"
    assert piece.thing.title is not None
    (due, *_) = told(revision(GOAL, A_GOAL, A_GOAL.replace("2026-12-01", "2026-12-20")))
    assert due.thing.framework is commons().frameworks["ccss-math"], "a goal without a sentence has its competency's"


def test_nothing_that_differs_is_left_out() -> None:
    for edit in edits(60, seed=17):
        found = revision_of(edit.file, edit.before.encode(), edit.after.encode())
        if found is None:
            continue
        found = replace(found, learner="s-0001")
        fields = [each.what for each in told_of((found,), commons(), commons()) if each.what is not None]
        assert sorted(map(repr, fields)) == sorted(map(repr, found.fields))


def test_tables_speak_of_fields_that_schemas_have() -> None:
    paths = {path for kind in KINDS for path in fields_of(kind)}
    assert {
        pattern for rule in RULES for pattern in rule.fields if not any(covers(pattern, path) for path in paths)
    } == set()
    assert paths >= BOOKKEEPING
    assert {*OF_GOAL, *OF_PLAN} <= paths
    assert set(RANKS) <= paths
    assert set(ABOUT) == {*KINDS, ""}
    assert set(KINDS) <= set(RANKS)


def test_every_warning_can_be_met() -> None:
    whole = {"unreadable", "moved_to_other_learner", "learner_removed", "plan_removed", "goal_removed"}
    assert {rule.warning for rule in RULES} | whole | {"agreed_changed"} == set(get_args(Warning))
    assert rules_for("goal.due")[0].warning == "target_later"
