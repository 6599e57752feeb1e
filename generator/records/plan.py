"""What was agreed for a year, and its parts. Mirrors schemas/plan, goal, conference."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.problem import Place
from generator.records.framework import CompetencyRef
from generator.records.school import PersonId
from generator.records.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The learner's own words on a day."""

    text: Text
    on: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPathway:
    """A pathway this learner follows. `finish` None: the end of the school year."""

    id: str
    pathway: str
    start: date
    finish: date | None = None
    choices: Mapping[str, str] | None = None  # choice group: activity id
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOfStudy:
    course: Text
    term: str | None = None
    requirement: str | None = None
    status: Literal["planned", "in_progress", "complete", "dropped"] = "planned"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    on: date
    hours: Decimal
    note: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    signed_on: date | None = None
    by: tuple[PersonId, ...] = ()
    file: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """Learning with a partner outside the classroom."""

    partner: str
    mentor: PersonId | None = None
    what: Text
    from_: date
    to: date | None = None
    hours_agreed: Decimal | None = None
    log: tuple[Hours, ...] = ()
    competencies: tuple[CompetencyRef, ...] = ()
    agreement: Agreement | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Postsecondary:
    hopes: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about a level, with its reason; until None: it stands."""

    id: str
    competency: CompetencyRef
    level: str
    reason: Text
    by: PersonId
    on: date
    until: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A person's confirmation that a level was reached; `evidence` are evidence ids."""

    competency: CompetencyRef
    level: str
    on: date
    by: PersonId
    evidence: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilled:
    """A step of a pathway that is met for good, whatever the pathway asks for later.

    `way` is what fulfilled it, as `fulfilled_by` names it; None: its competencies.
    """

    pathway: str
    requirement: str
    way: str | None = None
    on: date
    by: PersonId
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    due: date
    held_on: date | None = None
    by: PersonId | None = None
    result: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    covers: tuple[str, ...]  # "plan", goal ids
    role: Literal["student", "family", "advisor", "teacher", "leader"]
    person: PersonId | None = None
    on: date
    method: Literal["paper", "in_person", "online", "phone"]
    language: str | None = None  # in which it was read; None: the school's first
    text_code: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That a family was told of the plan and of its own part in it, whether or not it answered."""

    on: date
    person: PersonId | None = None
    method: Literal["paper", "in_person", "online", "phone"]
    by: PersonId | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """That a year was put away, and digests of its files as they were then, by path in the year's folder."""

    on: date
    by: PersonId | None = None
    files: Mapping[str, str]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """plans/…/<learner>/<year>/plan.yml"""

    learner: str
    school_year: str
    status: Literal["draft", "in_review", "active", "complete", "archived"]
    frameworks: tuple[str, ...] = ()
    voice: tuple[Voice, ...] = ()
    pathways: tuple[PlanPathway, ...] = ()
    program_of_study: tuple[CourseOfStudy, ...] = ()
    experiences: tuple[Experience, ...] = ()
    postsecondary: Postsecondary | None = None
    judgements: tuple[Judgement, ...] = ()
    reached: tuple[Confirmed, ...] = ()
    fulfilled: tuple[Fulfilled, ...] = ()
    requirements: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    approvals: tuple[Approval, ...] = ()
    notices: tuple[Notice, ...] = ()
    frozen: Frozen | None = None  # None: the year goes on, or nobody put it away
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCompetency:
    """`target` None: the pathway requirement's level, else the lowest proficient one."""

    ref: CompetencyRef
    target: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessCriterion:
    id: str
    text: Text
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalActivity:
    """A step towards a goal: from the catalogue (`activity`) or its own (`title`); never both."""

    id: str
    activity: str | None = None
    from_: str | None = None  # what it was copied from when assigned to a group
    title: Text | None = None
    who: Text | None = None
    minutes: int | None = None
    by: date | None = None
    status: Literal["next", "doing", "done"] = "next"
    done_on: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """plans/…/<learner>/<year>/goals/<id>.yml: something the learner means to reach by a day."""

    id: str
    from_: str | None = None  # what it was copied from when a group was given it
    domain: Literal["academic", "career", "personal_social", "wellness", "extracurricular", "postsecondary"] = (
        "academic"
    )
    competencies: tuple[GoalCompetency, ...] = ()
    i_can: Text | None = None  # None: the competency's
    learner_words: Text | None = None
    why: Text | None = None
    success_criteria: tuple[SuccessCriterion, ...] = ()
    activities: tuple[GoalActivity, ...] = ()
    help_at_home: Text | None = None
    start: date
    due: date
    review_on: date | None = None
    status: Literal["active", "reached", "paused", "dropped"] = "active"
    outcome: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """plans/…/<learner>/<year>/conferences/<date>.yml"""

    on: date
    kind: Literal["student_led", "check_in", "review"]
    led_by: str | None = None  # a person id or "student"
    attendees: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    evidence_shown: tuple[str, ...] = ()
    notes: Text | None = None
    decisions: tuple[Text, ...] = ()
    next_on: date | None = None
    place: Place
