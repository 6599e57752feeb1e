"""Which texts readers of a plan meet, and what each is: what people are asked to translate, and what is missed.

The words of a standard stay as its framework has them: where they are hard to read or in another language, a school
writes an `i_can`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.model.as_of import records_on
from generator.model.calendar import school_year_on
from generator.model.situation import current_year
from generator.model.surroundings import is_running
from generator.model.texts import Found, Written, texts_in
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.framework import Competency, CompetencyRef, Framework
from generator.records.plan import Goal
from generator.records.school import Scale
from generator.records.text import LanguageTag

# Record and field → what a translator is told it is. What stands in no line reaches no page, or is somebody's name.
WHAT: Mapping[str, Mapping[str, str]] = {
    "Goal": {
        "i_can": "goal: what I can do then",
        "learner_words": "goal: in the learner’s own words",
        "why": "goal: why",
        "help_at_home": "goal: help at home",
        "outcome": "goal: how it turned out",
    },
    "SuccessCriterion": {"text": "goal: what I need to show"},
    "GoalActivity": {"title": "goal: a step", "who": "goal: with whom"},
    "Voice": {"text": "the learner’s own words"},
    "CourseOfStudy": {"course": "a course"},
    "Experience": {"what": "learning with a partner"},
    "Hours": {"note": "learning with a partner: a note on hours"},
    "Postsecondary": {"hopes": "hopes after school", "steps": "steps after school"},
    "Review": {"result": "what came of looking at the plan"},
    "Judgement": {"reason": "why a person decided on a level"},
    "Conference": {"notes": "conversation: notes", "decisions": "conversation: what was agreed"},
    "Support": {
        "what": "support: what it is",
        "need": "support: what it is for",
        "frequency": "support: how often",
        "reason": "support: why it ended",
    },
    "Measure": {"what": "support: what is measured", "unit": "support: the unit of what is measured"},
    "SupportDecision": {"reason": "support: why it was decided so"},
    "Profile": {
        "strengths": "about me: strengths",
        "interests": "about me: interests",
        "needs": "about me: what helps",
        "preferences": "about me: how I learn",
        "aspirations": "about me: hopes",
    },
    "Consent": {"what": "a permission"},
    "Accommodation": {"text": "about me: what makes learning possible"},
    "Evidence": {
        "title": "evidence: its title",
        "feedback": "evidence: feedback",
        "reflection": "evidence: the learner’s reflection",
        "conditions": "evidence: how it was made",
    },
    "Result": {"note": "evidence: what it shows"},
    "EvidenceFile": {"alt": "evidence: a picture, described for who cannot see it"},
    "EvidenceLink": {"title": "evidence: the title of a link"},
    "Excluded": {"reason": "evidence: why it does not count"},
    "Framework": {"subject": "subject"},
    "Competency": {
        "short": "standard: its short name",
        "i_can": "standard: as “I can”",
        "levels": "standard: what a level looks like",
    },
    "Criterion": {"title": "rubric: a row", "levels": "rubric: what a level looks like"},
    "Level": {"label": "level: its name", "description": "level: what it means"},
    "Pathway": {"title": "pathway: its title"},
    "Requirement": {"title": "pathway: a step"},
    "Activity": {"title": "activity: its title", "accessibility": "activity: how everyone can take part"},
    "Resource": {"title": "activity: the title of a link"},
    "LibrarySupport": {"title": "support: its title", "what": "support: what it is"},
    "School": {"name": "the school’s name"},
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A text that somebody reads, what it is, and the language of its plain strings."""

    found: Found
    what: str
    own: LanguageTag
    shared: bool = False  # with other learners


def texts_of_plan(records: LearnerRecords, commons: Commons, on: date) -> Iterator[Wish]:
    """The texts that the pages of a learner show on the day: this year's, and what they use of the shared files."""
    known = records_on(records, on)
    year = current_year(known, commons, on)
    own = commons.school.languages[0]
    for record in parts_of_now(known, year, commons, on):
        yield from wishes_in(record, own)
    yield from texts_used(known, year, commons)


def parts_of_now(
    known: LearnerRecords, year: PlanYear | None, commons: Commons, on: date
) -> Iterator[Written]:  # fmt: skip
    """The learner's own records that are read now; what is older stays in the language it was written in."""
    if known.learner.profile is not None:
        profile = known.learner.profile
        yield replace(profile, accommodations=tuple(each for each in profile.accommodations if each.show))
    yield from known.learner.consents
    if year is not None:
        yield year.plan
        yield from (goal for goal in year.goals if goal.status != "dropped")
        yield from year.conferences
    yield from evidence_of_year(known, commons, on)
    yield from (support for support in known.supports if is_running(support, on))


def evidence_of_year(known: LearnerRecords, commons: Commons, on: date) -> Iterator[Evidence]:
    """What was seen since the school year began."""
    year = school_year_on(commons.calendar, on)
    start = date.min if year is None else year[1].start
    for piece in known.evidence:
        if (piece.assessed_on or piece.submitted_on or piece.entered_on or date.max) >= start:
            yield piece


def texts_used(known: LearnerRecords, year: PlanYear | None, commons: Commons) -> Iterator[Wish]:
    """What a plan shows of the files that learners share."""
    own = commons.school.languages[0]
    goals = () if year is None else tuple(goal for goal in year.goals if goal.status != "dropped")
    yield from (wish for wish in shared_wishes(commons.school, own) if wish.found.owner is commons.school)
    for record in libraries_used(known, year, goals, commons):
        yield from shared_wishes(record, own)
    aims = dict.fromkeys(aim.ref for goal in goals for aim in goal.competencies)
    for ref in aims:
        yield from of_competency(ref, commons)
    for ref in steps_followed(year, commons):
        if ref not in aims:
            yield from name_of_competency(ref, commons)
    yield from of_frameworks(tuple(aims), commons)


def libraries_used(
    known: LearnerRecords, year: PlanYear | None, goals: tuple[Goal, ...], commons: Commons
) -> Iterator[Written]:
    if year is not None:
        names = (each.pathway for each in year.plan.pathways)
        yield from (commons.pathways[name] for name in names if name in commons.pathways)
    activities = dict.fromkeys(step.activity for goal in goals for step in goal.activities if step.activity)
    yield from (commons.activities[name] for name in activities if name in commons.activities)
    supports = dict.fromkeys(support.catalogue for support in known.supports if support.catalogue)
    yield from (commons.supports[name] for name in supports if name in commons.supports)


def steps_followed(year: PlanYear | None, commons: Commons) -> Iterator[CompetencyRef]:
    names = () if year is None else tuple(each.pathway for each in year.plan.pathways)
    for name in names:
        if name in commons.pathways:
            for step in commons.pathways[name].requirements:
                yield from step.competencies


def of_competency(ref: CompetencyRef, commons: Commons) -> Iterator[Wish]:
    """All that a goal's page says of a competency, without those inside it."""
    competency, framework = commons.competencies.get(ref), commons.frameworks.get(ref.partition(":")[0])
    if competency is not None and framework is not None:
        own = framework.language or commons.school.languages[0]
        yield from shared_wishes(replace(competency, competencies=()), own)


def name_of_competency(ref: CompetencyRef, commons: Commons) -> Iterator[Wish]:
    """What a competency is called in a list."""
    for wish in of_competency(ref, commons):
        competency = wish.found.owner
        name = "short" if isinstance(competency, Competency) and competency.short else "i_can"
        if wish.found.steps[0] == name:
            yield wish


def of_frameworks(refs: tuple[CompetencyRef, ...], commons: Commons) -> Iterator[Wish]:
    """Subjects, and the words of the levels, of the frameworks that goals are about."""
    school = commons.school
    named = dict.fromkeys(ref.partition(":")[0] for ref in refs)
    frameworks = [commons.frameworks[name] for name in named if name in commons.frameworks]
    for framework in frameworks:
        head = replace(framework, competencies=(), scales=None)
        yield from shared_wishes(head, framework.language or school.languages[0])
    for scale, own in scales_of(frameworks, commons):
        for level in scale.levels:
            yield from shared_wishes(level, own)


def scales_of(frameworks: list[Framework], commons: Commons) -> Iterator[tuple[Scale, LanguageTag]]:
    """The scales these frameworks are judged on, each once, with the language of its plain strings."""
    school = commons.school
    seen: set[str] = set()
    for framework in frameworks:
        name = framework.scale or school.default_scale
        if framework.scales and name in framework.scales:
            yield framework.scales[name], framework.language or school.languages[0]
        elif name in school.scales and name not in seen:
            seen.add(name)
            yield school.scales[name], school.languages[0]


def all_shared(commons: Commons) -> Iterator[Wish]:
    """Every text that learners share, whether or not a plan uses it."""
    own = commons.school.languages[0]
    yield from shared_wishes(commons.school, own)
    for framework in commons.frameworks.values():
        yield from shared_wishes(framework, framework.language or own)
    libraries: tuple[Mapping[str, Written], ...] = (
        commons.pathways,
        commons.activities,
        commons.goals,
        commons.supports,
    )
    for library in libraries:
        for record in library.values():
            yield from shared_wishes(record, own)


def all_of_learner(records: LearnerRecords, own: LanguageTag) -> Iterator[Wish]:
    """Every text of a learner's home records that may be translated, of all years."""
    parts: list[Written] = [records.learner, *records.evidence, *records.supports]
    for year in records.years:
        parts += [year.plan, *year.goals, *year.conferences]
    for part in parts:
        yield from wishes_in(part, own)


def wishes_in(record: Written, own: LanguageTag) -> Iterator[Wish]:
    for found in texts_in(record):
        what = WHAT.get(type(found.owner).__name__, {}).get(str(found.steps[0]))
        if what is not None:
            yield Wish(found, what, own)


def shared_wishes(record: Written, own: LanguageTag) -> Iterator[Wish]:
    for wish in wishes_in(record, own):
        yield Wish(wish.found, wish.what, wish.own, shared=True)
