"""What can be picked in a form: the school's own things, and what is this learner's, each by the words people know.

Only what somebody who edits this learner may see anyway: of the other learners and families there is nothing here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.checked import CheckedSchool
from generator.form.who import is_staff
from generator.load.people import everybody
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.framework import Competency
from generator.records.plan import Goal, SuccessCriterion
from generator.records.school import PersonId, Scale
from generator.records.text import Text
from generator.view.said import full_name
from generator.words import Words

Pick: TypeAlias = tuple[str, str]  # what the file says, and what people see
MOST_STAFF = 400  # a district's list would be no help in a menu; who is on the team is there in any case


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """`picks`: by the name of a list. `levels`: by framework; "" those of the school. `competencies`: for titles."""

    picks: Mapping[str, tuple[Pick, ...]]
    levels: Mapping[str, tuple[Pick, ...]]
    competencies: Mapping[str, Competency]
    words: Words
    languages: tuple[str, ...]  # the school's, its own first
    above: Mapping[str, str] = field(default_factory=dict)  # what a criterion belongs to: the title of its goal

    def levels_for(self, competency: str) -> tuple[Pick, ...]:
        return self.levels.get(competency.partition(":")[0], self.levels[""])

    def rows_for(self, competency: str) -> tuple[Pick, ...]:
        known = self.competencies.get(competency)
        return tuple((row.id, short(self.words, row.title)) for row in known.rubric) if known else ()

    def title_of(self, competency: str) -> str:
        """What people know a competency by; empty where there is none of that name."""
        known = self.competencies.get(competency)
        if known is None:
            return ""
        return " · ".join(filter(None, (known.code, short(self.words, known.short or known.i_can or known.statement))))


def lists_of(school: CheckedSchool, learner: LearnerRecords, year: str, words: Words, me: PersonId) -> Lists:
    commons = school.commons
    own = next((each for each in learner.years if each.plan.school_year == year), None)
    goals = own.goals if own is not None else ()
    people = people_picks(school, learner, words, me)
    spoken = tuple(dict.fromkeys((*commons.school.languages, *learner.learner.languages)))
    picks: dict[str, tuple[Pick, ...]] = {
        "people": people,
        "people_and_roles": (("student", words.say("The student")), ("family", words.say("The family")), *people),
        "goals": tuple((goal.id, goal_title(goal, commons, words)) for goal in goals),
        "criteria": tuple((ref, words.text(each.text).text) for ref, each in criteria_in(goals)),
        "agreed": (("plan", words.say("The whole plan")), *((g.id, goal_title(g, commons, words)) for g in goals)),
        "evidence": tuple((piece.id, piece_title(piece, words)) for piece in reversed(learner.evidence)),
        "languages": tuple((tag, words.language_name(tag)) for tag in spoken),
        "grades": tuple((grade, grade) for grade in commons.school.grades),
        "steps": tuple(step_picks(own, commons, words)),
        **commons_picks(commons, words),
    }
    return Lists(
        picks=picks,
        levels=levels_of(commons, words),
        competencies=commons.competencies,
        words=words,
        languages=commons.school.languages,
        above={
            f"{goal.id}.{each.id}": goal_title(goal, commons, words) for goal in goals for each in goal.success_criteria
        },
    )


def commons_picks(commons: Commons, words: Words) -> Mapping[str, tuple[Pick, ...]]:
    """What the school offers to all."""
    frameworks = tuple((each.id, short(words, each.title)) for each in commons.frameworks.values())
    return {
        "activities": tuple((id_, short(words, each.title)) for id_, each in commons.activities.items()),
        "supports": tuple((id_, short(words, each.title)) for id_, each in commons.supports.items()),
        "partners": tuple((id_, short(words, each.name)) for id_, each in commons.partners.items()),
        "pathways": tuple((id_, short(words, each.title)) for id_, each in commons.pathways.items()),
        "packs": tuple((id_, short(words, each.title)) for id_, each in commons.packs.items()),
        "frameworks": frameworks,
        "subjects": (*frameworks, *((code, code) for code in commons.school.course_map or ())),
    }


def people_picks(school: CheckedSchool, learner: LearnerRecords, words: Words, me: PersonId) -> tuple[Pick, ...]:
    """Who is around this learner first, by how near they are; then the rest of the staff by name."""
    near = dict.fromkeys((me, *people_around(learner)))
    staff = sorted(
        (full_name(person, words), id_)
        for id_, person in everybody(school.people)
        if id_ not in near and is_staff(person)
    )
    known = tuple((id_, full_name(school.people[id_], words)) for id_ in near if id_ in school.people)
    return (*known, *((id_, name) for name, id_ in staff[:MOST_STAFF]))


def people_around(learner: LearnerRecords) -> Iterator[PersonId]:
    yield from (each.person for each in learner.learner.team)
    yield from (person for home in learner.learner.family for person in home.person)
    yield learner.learner.learner


def levels_of(commons: Commons, words: Words) -> Mapping[str, tuple[Pick, ...]]:
    school = commons.school
    found = {"": level_picks(school.scales[school.default_scale], words)}
    for framework in commons.frameworks.values():
        named = framework.scale or school.default_scale
        scale = (framework.scales or {}).get(named) or school.scales.get(named)
        if scale is not None:
            found[framework.id] = level_picks(scale, words)
    return found


def level_picks(scale: Scale, words: Words) -> tuple[Pick, ...]:
    return tuple((level.id, words.text(level.label).text) for level in scale.levels)


def criteria_in(goals: Iterable[Goal]) -> Iterator[tuple[str, SuccessCriterion]]:
    for goal in goals:
        yield from ((f"{goal.id}.{each.id}", each) for each in goal.success_criteria)


def step_picks(year: PlanYear | None, commons: Commons, words: Words) -> Iterator[Pick]:
    """Steps of the pathways that the plan follows."""
    for followed in year.plan.pathways if year is not None else ():
        pathway = commons.pathways.get(followed.pathway)
        for requirement in pathway.requirements if pathway is not None else ():
            yield requirement.id, short(words, requirement.title)


def goal_title(goal: Goal, commons: Commons, words: Words) -> str:
    """A goal by the sentence it is known by; its id where it says nothing yet."""
    named = (commons.competencies.get(each.ref) for each in goal.competencies)
    first = next((each for each in named if each is not None), None)
    text = goal.i_can or goal.learner_words or (first and (first.i_can or first.short or first.statement))
    return short(words, text) if text else goal.id


def piece_title(piece: Evidence, words: Words) -> str:
    day = piece.assessed_on or piece.submitted_on or piece.entered_on
    title = short(words, piece.title)
    return f"{title} ({words.day(day, 'medium')})" if day else title


def short(words: Words, text: Text) -> str:
    """A text for a line of a list."""
    said = " ".join(words.text(text).text.split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rpartition(' ')[0] or said[:LONGEST]} …"


LONGEST = 90
