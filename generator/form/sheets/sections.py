"""What a form shows of each kind of file: what stands up front, in which order, what is folded, and what is not shown.

Every field of the schemas is in here or follows from here (a test goes through them all). A path is the kind, then
the fields from the top of the file, with dots; lists add nothing to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Fields that belong together. `title` None: the page's own heading is enough."""

    fields: tuple[str, ...]
    title: str | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page over one file. Several of them may look at different parts of the same file."""

    name: str
    title: str
    parts: tuple[Part, ...]


MORE = "More"

SHEETS: Mapping[str, tuple[Sheet, ...]] = {
    "goal": (
        Sheet(
            name="goal",
            title="Goal",
            parts=(
                Part(fields=("due", "start", "review_on", "status")),
                Part(title="What it is about", fields=("i_can", "competencies", "learner_words", "why")),
                Part(fields=("success_criteria",)),
                Part(fields=("activities",)),
                Part(title=MORE, fields=("help_at_home", "outcome", "domain"), folded=True),
            ),
        ),
    ),
    "evidence": (Sheet(name="evidence", title="Evidence", parts=(Part(fields=("evidence",)),)),),
    "conference": (
        Sheet(
            name="conference",
            title="Conversation",
            parts=(
                Part(fields=("on", "kind", "led_by", "attendees")),
                Part(title="What was said and agreed", fields=("notes", "decisions", "next_on")),
                Part(title="What it was about", fields=("goals", "evidence_shown")),
            ),
        ),
    ),
    "support": (
        Sheet(
            name="support",
            title="Support",
            parts=(
                Part(fields=("catalogue", "what", "need", "who", "frequency")),
                Part(title="Days", fields=("start", "check_on", "ends_on")),
                Part(title="Does it help?", fields=("measure", "checks", "decisions")),
                Part(title=MORE, fields=("competencies", "effect", "reason"), folded=True),
            ),
        ),
    ),
    "plan": (
        Sheet(
            name="year",
            title="Plan of the year",
            parts=(
                Part(fields=("status", "voice")),
                Part(title="Pathways and reviews", fields=("pathways", "reviews")),
                Part(title=MORE, fields=("frameworks", "requirements"), folded=True),
            ),
        ),
        Sheet(name="agreed", title="Who agreed, who was told", parts=(Part(fields=("approvals", "notices")),)),
        Sheet(
            name="judged",
            title="Decided by people",
            parts=(Part(fields=("judgements", "reached", "fulfilled")),),
        ),
        Sheet(
            name="outside",
            title="Courses and learning outside school",
            parts=(Part(fields=("program_of_study", "experiences", "postsecondary")),),
        ),
    ),
    "learner": (
        Sheet(name="about", title="About me", parts=(Part(fields=("profile", "languages", "site_language")),)),
        Sheet(
            name="people",
            title="Family and team",
            parts=(
                Part(title="Family", fields=("family", "consents")),
                Part(title="Team", fields=("team",)),
                Part(title=MORE, fields=("rights_holder", "household"), folded=True),
            ),
        ),
        Sheet(
            name="school",
            title="School years",
            parts=(Part(fields=("enrolment", "away", "accepted", "stage", "kind")),),
        ),
    ),
}

# Of a group of fields: what stands up front, in this order. What it has besides is folded under "More".
# A group that is not named here shows all it has, in the order of the schema.
FRONT: Mapping[str, tuple[str, ...]] = {
    "goal.activities": ("title", "activity", "status", "by", "done_on"),
    "evidence.evidence": (
        *("title", "kind", "assessed_on", "context", "results", "shows", "files", "assessor", "feedback", "reflection"),
    ),
    "evidence.evidence.results": ("competency", "level", "note"),
    "plan.approvals": ("role", "person", "covers", "on", "method"),
    "plan.experiences": ("partner", "what", "mentor", "from", "to", "log"),
    "plan.judgements": ("competency", "level", "reason", "by", "on"),
    "learner.family": ("person", "language", "interpreter", "paper", "print"),
    "learner.team": ("person", "role", "from", "to"),
    "learner.consents": ("what", "given", "by", "on"),
}

# Bookkeeping: what people would have to know tools for. It stays in the file as it is.
NOT_SHOWN: Mapping[str, str] = {
    "plan.frozen": "written when a year is put away",
    "goal.id": "the tool makes it, and it names the file",
    "goal.from": "written when a goal is given to a group",
    "goal.success_criteria.id": "the tool makes it; evidence points to it",
    "goal.activities.id": "the tool makes it",
    "goal.activities.from": "written when a step is given to a group",
    "evidence.evidence.id": "the tool makes it; other pieces point to it",
    "evidence.evidence.batch": "written by an import or the class view, for undoing it",
    "evidence.evidence.entered_on": "the day of the first save, which the tool writes",
    "support.id": "the tool makes it, and it names the file",
    "support.from": "written when a support is given to a group",
    "plan.learner": "the same as the folder",
    "plan.school_year": "the same as the folder",
    "plan.pathways.id": "the tool makes it",
    "plan.pathways.choices": "set where a pathway is set up: the names of its choices stand in the pathway's file",
    "plan.judgements.id": "the tool makes it",
    "learner.learner": "the same as the folder",
    "learner.family.id": "the tool makes it; codes and letters are bound to it",
    "learner.access": "who holds a code: `pathbook rotate` and `pathbook letters` keep it",
    "learner.retain_until": "`pathbook withdraw` writes it",
    "learner.migrations": "`pathbook migrate` writes it, so that it can be taken back",
}

# Where an id is meant by a word: which of the school's lists it is of.
LIST_OF: Mapping[str, str] = {
    "goal.competencies.target": "levels",
    "goal.activities.activity": "activities",
    "evidence.evidence.activity": "activities",
    "evidence.evidence.partner": "partners",
    "evidence.evidence.results.level": "levels",
    "evidence.evidence.results.criterion": "rows",
    "evidence.evidence.self_level": "levels",
    "evidence.evidence.supersedes": "evidence",
    "conference.evidence_shown": "evidence",
    "support.catalogue": "supports",
    "plan.frameworks": "frameworks",
    "plan.requirements": "packs",
    "plan.pathways.pathway": "pathways",
    "plan.experiences.partner": "partners",
    "plan.judgements.level": "levels",
    "plan.reached.level": "levels",
    "plan.reached.evidence": "evidence",
    "plan.fulfilled.pathway": "pathways",
    "plan.fulfilled.requirement": "steps",
    "plan.approvals.covers": "agreed",
    "learner.accepted.level": "levels",
    "learner.team.for": "subjects",
    "learner.team.person": "staff",
    "learner.family.person": "family",
    "learner.enrolment.grade": "grades",
}

# Texts that are a few words: one line is enough, and a line break would be a slip.
ONE_LINE = frozenset(
    (
        *("goal.activities.title", "goal.activities.who", "evidence.evidence.title", "evidence.evidence.links.title"),
        *("evidence.evidence.conditions", "support.frequency", "support.measure.what", "support.measure.unit"),
        *("plan.program_of_study.course", "learner.consents.what", "learner.enrolment.reason"),
    )
)
