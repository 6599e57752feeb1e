"""Some twenty changes of the example school, as people type them: what stands in a file, and what comes instead."""

from dataclasses import dataclass
from functools import cache

from generator.load.commons import load_commons
from generator.load.learner import read_learner
from generator.load.learner_folders import learner_folders
from generator.load.people import load_people
from generator.load.revisions.files import revision_of
from generator.model.revisions.told import Told, told_of
from generator.records.commons import Commons, LearnerRecords, People
from generator.records.revision import FileRevision
from generator.view.revisions.chapters import chapters_of
from generator.view.revisions.sentence import Audience, plain, plain_of
from generator.words import Words
from tests.generator.messages import ROOT

S1 = "plans/class-harbor/s-0001/"
S4 = "plans/class-harbor/s-0004/"
S12 = "plans/advisory-beacon/s-0012/"
CLASS_SUMMIT = "plans/class-summit/s-0001/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """`swaps`: what stands in the file, and what comes instead. `whole`: the new file; "" where it is taken away."""

    title: str
    file: str
    swaps: tuple[tuple[str, str], ...] = ()
    whole: str | None = None
    was: str | None = None


QUIZ = """\
evidence:
  - id: quiz-4
    title: Quiz 4
    kind: summative
    assessed_on: 2026-11-19
    context: class
    assessor: t-0001
    results:
      - {competency: "ccss-math:4.nf.a.1", level: got-it, note: "Says why, and draws it."}
    shows: [g1.c3]
    feedback:
      en: Your drawing says it all.
      ar: {text: رسمك يقول كل شيء., by: human}
"""
NEW_GOAL = """\
id: g9
domain: wellness
i_can: I can rest before I am tired.
why: So that reading stays fun.
success_criteria:
  - {id: c1, text: I say when I need a pause.}
activities:
  - {id: a1, title: Make a pause card, status: next}
start: 2026-11-23
due: 2027-01-29
status: active
"""
EDITS = (
    Edit(
        title="A goal gets more time",
        file=f"{S1}2026-27/goals/g1.yml",
        swaps=(("due: 2026-12-04", "due: 2026-12-18"), ("review_on: 2026-12-08", "review_on: 2026-12-21")),
    ),
    Edit(
        title="A step is done, another comes in",
        file=f"{S1}2026-27/goals/g1.yml",
        swaps=(
            ("by: 2026-11-24\n    status: doing", "by: 2026-11-24\n    status: done\n    done_on: 2026-11-20"),
            ("help_at_home:", "  - {id: a6, title: Hang the lantern up, minutes: 10, status: next}\nhelp_at_home:"),
        ),
    ),
    Edit(
        title="The words of a goal become clearer, in two languages",
        file=f"{S1}2026-27/goals/g1.yml",
        swaps=(
            ("without changing it. I need that", "without changing it, and I can prove it. I need that"),
            ("I write another name for a fraction I am given.", "I write two other names for a fraction."),
            ("أكتب اسمًا آخر لكسر يُعطى لي.", "أكتب اسمين آخرين لكسر يُعطى لي."),
        ),
    ),
    Edit(
        title="The aim becomes another one, and a sign of the goal goes",
        file=f"{S1}2026-27/goals/g1.yml",
        swaps=(
            ("  - ref: ccss-math:4.nf.a.1\n", '  - {ref: "ccss-math:4.nf.a.1", target: getting-closer}\n'),
            (
                "  - id: c4\n    text:\n      en: I use equal fractions in a pattern of my own.\n"
                "      ar: {text: أستعمل الكسور المتساوية في نمط من صنعي., by: human}\n",
                "",
            ),
        ),
    ),
    Edit(title="A quiz is written down", file=f"{S1}evidence/2026-11-19-quiz-4.yml", whole=QUIZ),
    Edit(
        title="A level is corrected, and somebody answers",
        file=f"{S1}evidence/2026-10-28-strip-journal.yml",
        swaps=(
            ("        level: getting-closer\n", "        level: got-it\n"),
            ("Look at the fold lines: what happened", "Look at the fold lines of the third strip: what happened"),
        ),
    ),
    Edit(
        title="A piece no longer counts",
        file=f"{S1}evidence/2026-11-17-table-talk.yml",
        swaps=(
            (
                "    shows: [g3.c1]",
                "    shows: [g3.c1, g1.c3]\n"
                '    excluded: {reason: "{student} was ill that day.", by: t-0001, on: 2026-11-20}',
            ),
        ),
    ),
    Edit(title="A new goal", file=f"{S1}2026-27/goals/g9.yml", whole=NEW_GOAL),
    Edit(title="A goal is taken away", file=f"{S1}2026-27/goals/g3.yml", whole=""),
    Edit(title="A photo comes in", file=f"{S1}evidence/2026-11-20-lantern.png", whole="not read"),
    Edit(title="A piece is taken away", file=f"{S1}evidence/2026-10-28-strip-journal.yml", whole=""),
    Edit(
        title="A support is looked at, and ends",
        file=f"{S1}supports/words-first.yml",
        swaps=(
            ("check_on: 2026-12-07\n", "check_on: 2026-12-07\nends_on: 2026-12-18\n"),
            (
                "  - {on: 2026-10-30, value: 4, by: t-0006}\n",
                "  - {on: 2026-10-30, value: 4, by: t-0006}\n  - {on: 2026-11-20, value: 5, by: t-0006}\n"
                "decisions:\n  - {on: 2026-11-20, decide: end, by: t-0006, reason: The words come by themselves now.}\n"
                "effect: improved\n",
            ),
        ),
    ),
    Edit(
        title="Notes of a conversation, and the next one",
        file=f"{S1}2026-27/conferences/2026-10-15.yml",
        swaps=(
            ("next_on: 2026-12-08", "next_on: 2026-12-10"),
            ("attendees: [s-0001, f-00011, f-00012, t-0001, t-0006]", "attendees: [s-0001, f-00011, t-0001, t-0006]"),
            ("goals: [g1, g2]", "goals: [g1, g2, g3]"),
        ),
    ),
    Edit(
        title="A family agrees to the plan, and the learner says something",
        file=f"{S1}2026-27/plan.yml",
        swaps=(
            ("pathways:\n", "  - {text: My lantern has a plan., on: 2026-11-20}\npathways:\n"),
            (
                "  - {covers: [plan, g1, g2, g3], role: student",
                "  - {covers: [g1], role: family, person: f-00012, on: 2026-11-20, method: phone}\n"
                "  - {covers: [plan, g1, g2, g3], role: student",
            ),
            ("  - {due: 2027-01-29}", "  - {due: 2027-02-12}"),
        ),
    ),
    Edit(
        title="Hours at the clinic, and a course that is done",
        file=f"{S12}2026-27/plan.yml",
        swaps=(
            ("requirement: CTE-HEALTH, status: in_progress", "requirement: CTE-HEALTH, status: complete"),
            (
                "        note: Twelve readings written down. One could not be right and I said so.\n",
                "        note: Twelve readings written down. One could not be right and I said so.\n"
                "      - on: 2026-11-20\n        hours: 2.5\n        note: The chart was mine today.\n",
            ),
            ("start: 2026-03-16, finish: 2027-06-16", "start: 2026-03-16, finish: 2027-05-28"),
        ),
    ),
    Edit(
        title="Somebody else joins the team and can read; what the learner likes",
        file=f"{S1}learner.yml",
        swaps=(
            (
                "  - {person: t-0007, role: caring_adult, from: 2026-08-31}\n",
                "  - {person: t-0007, role: caring_adult, from: 2026-08-31}\n"
                "  - {person: t-0002, role: mentor, for: [ccss-math], from: 2026-11-20}\n",
            ),
            ("f-00012: 1, teacher_of_record: 1", "f-00012: 1, t-0002: 1, teacher_of_record: 1"),
            ("    - en: Paper lanterns\n      ar: {text: الفوانيس الورقية, by: human}\n", "    - Origami\n"),
            ("    interpreter: true", "    interpreter: false"),
        ),
    ),
    Edit(
        title="A learner changes class",
        file=f"{CLASS_SUMMIT}2026-27/goals/g1.yml",
        was=f"{S1}2026-27/goals/g1.yml",
    ),
    Edit(
        title="The school works out levels in another way",
        file="plans/school.yml",
        swaps=(
            ("calculation:\n  method: latest", "calculation:\n  method: decaying_average\n  weight: 65"),
            ("evidence_rule:\n  pieces: 2", "evidence_rule:\n  pieces: 3\n  within_days: 90"),
            ("label: {en: Got it, es: Lo logro, ar: أتقنت}", "label: {en: I have it, es: Lo tengo, ar: أتقنت}"),
        ),
    ),
    Edit(
        title="Days without school",
        file="plans/calendar.yml",
        swaps=(
            (
                "      - from: 2026-11-25\n        to: 2026-11-27\n",
                "      - {from: 2026-12-03, why: {en: Snow, es: Nieve, ar: ثلج}}\n"
                "      - from: 2026-11-24\n        to: 2026-11-27\n",
            ),
        ),
    ),
    Edit(
        title="A competency gets other words and another way",
        file="frameworks/ccss-math/3-number-and-operations-fractions.yml",
        swaps=(
            ("en: I can name a fraction when the parts are drawn for me.", "en: I can name a fraction that is drawn."),
            (
                "            short: {en: Parts of a whole, es: Partes de un entero, ar: أجزاء الكلّ}",
                "            calculation: {method: n_mastery, n: 3}\n"
                "            short: {en: Parts of a whole, es: Partes de un entero, ar: أجزاء الكلّ}",
            ),
        ),
    ),
    Edit(
        title="A pathway gets another order and more time",
        file="frameworks/pathways/fractions.yml",
        swaps=(
            ("    prerequisites: [parts]\n    expected_days: 16", "    expected_days: 20"),
            ("buffer_days: 6", "buffer_days: 8"),
        ),
    ),
    Edit(
        title="A note among staff",
        file=f"{S4}staff/notes.yml",
        swaps=(
            ("tiers:\n", "  - {on: 2026-11-20, by: t-0006, text: Read 70 words today.}\ntiers:\n"),
            ('{tier: "2", area', '{tier: "1", area'),
        ),
    ),
    Edit(
        title="Only spelled otherwise",
        file="plans/groups/reading-circle.yml",
        swaps=(("kind: intervention", 'kind: "intervention"  # since September'),),
    ),
)


@cache
def school() -> tuple[Commons, People]:
    commons, _ = load_commons(ROOT)
    people, _ = load_people(ROOT, None)
    assert commons is not None
    return commons, people


@cache
def records() -> dict[str, LearnerRecords]:
    folders = (each for each in learner_folders(ROOT)[0] if each.learner in {"s-0001", "s-0012"})
    return {folder.learner: read_learner(ROOT, folder)[0] for folder in folders}


def revised(edit: Edit) -> FileRevision:
    before = None if not (ROOT / (edit.was or edit.file)).exists() else (ROOT / (edit.was or edit.file)).read_bytes()
    after = edit.whole.encode() if edit.whole is not None else (before or b"")
    for old, new in edit.swaps:
        assert after.count(old.encode()) >= 1, f"{edit.file} no longer holds {old!r}"
        after = after.replace(old.encode(), new.encode(), 1)
    revision = revision_of(edit.file, before, after or None, edit.was)
    assert revision is not None
    return revision


def told(edit: Edit) -> tuple[Told, ...]:
    commons, _ = school()
    return told_of((revised(edit),), commons, commons)


def report_of(words: Words, audience: Audience) -> str:
    """All of them as somebody reads them: warnings marked, details pushed in."""
    return "\n".join(line for number, edit in enumerate(EDITS, 1) for line in lines_of(number, edit, words, audience))


def lines_of(number: int, edit: Edit, words: Words, audience: Audience) -> list[str]:
    commons, people = school()
    lines = ["", f"{number}. {edit.title}"]
    for chapter in chapters_of(told(edit), commons, people, audience, words, records()):
        lines += ["", f"## {plain(chapter.title)}"]
        for each in chapter.sentences:
            lines.append(f"{'! ' if each.warning else '    ' if each.small else '- '}{plain_of(each)}")
    return lines
