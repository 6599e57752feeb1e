"""What can be picked in a form: the school's own things, and what is this learner's, each by the words people know.

Only what somebody who edits this learner may see anyway: of the other learners and families there is nothing here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.checked import CheckedSchool
from generator.form.doors.who import is_staff
from generator.load.people import everybody
from generator.records.commons import Commons, LearnerRecords, People, PlanYear
from generator.records.evidence import Evidence
from generator.records.framework import Competency
from generator.records.plan import Goal, SuccessCriterion
from generator.records.school import Person, PersonId, Scale
from generator.records.text import Text
from generator.view.said import full_name
from generator.words import Words

Pick: TypeAlias = tuple[str, str]  # what the file says, and what people see
MOST_STAFF = 400


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
    staff = staff_picks(school.people, words)
    near = tuple(near_picks(learner, school.people, words, me))
    people = (*near, *(pick for pick in staff if pick not in near))
    spoken = tuple(dict.fromkeys((*commons.school.languages, *learner.learner.languages)))
    picks: dict[str, tuple[Pick, ...]] = {
        "people": people,
        "staff": staff,
        "family": tuple((id_, name) for id_, name in near if id_ in family_of(learner, school.people)),
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


def near_picks(learner: LearnerRecords, people: People, words: Words, me: PersonId) -> Iterator[Pick]:
    """Who is around this learner, by how near they are."""
    team = (each.person for each in learner.learner.team)
    around = (me, *team, *sorted(family_of(learner, people)), learner.learner.learner)
    yield from ((id_, full_name(people[id_], words)) for id_ in dict.fromkeys(around) if id_ in people)


def family_of(learner: LearnerRecords, people: People) -> frozenset[PersonId]:
    """Those at home: named so already, or made for this learner: f-00011 for s-0001. Of other families nobody."""
    named = {person for home in learner.learner.family for person in home.person}
    made = (f"f-{learner.learner.learner[2:]}{number}" for number in range(1, 10))
    return frozenset((*named, *(id_ for id_ in made if id_ in people)))


def staff_picks(people: People, words: Words) -> tuple[Pick, ...]:
    """All staff by name; of a district as many as a menu can hold, for who is on the team is there in any case."""
    named = sorted((full_name(person, words), id_) for id_, person in staff_among(people))
    return tuple((id_, name) for name, id_ in named[:MOST_STAFF])


def staff_among(people: People) -> tuple[tuple[PersonId, Person], ...]:
    """Found once for all pages on the same file of people: a district's has tens of thousands of entries."""
    if not LAST_STAFF or LAST_STAFF[0][0] is not people:
        LAST_STAFF[:] = [(people, tuple(each for each in everybody(people) if is_staff(each[1])))]
    return LAST_STAFF[0][1]


LAST_STAFF: list[tuple[People, tuple[tuple[PersonId, Person], ...]]] = []


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
    return shortened(words.text(text).text)


def shortened(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rpartition(' ')[0] or said[:LONGEST]} …"


LONGEST = 90
