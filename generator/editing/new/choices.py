"""What can be chosen where something is asked for: the school's own competencies, levels, persons, groups, activities.

People type a few words of what they mean; ids are for files. What fits is shown with its title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import combining, normalize

from generator.editing.new.asking import Asking
from generator.load.people import everybody
from generator.locales import own_name_of
from generator.model.mastery.scale import lowest_proficient
from generator.model.readers import is_in_force
from generator.model.standing import scale_for
from generator.records.framework import Competency
from generator.records.plan import Goal
from generator.records.school import Person
from generator.records.text import Text
from generator.translated import shown_to

LONGEST_LABEL = 78
STUDENT_AND_FAMILY = ("student", "family")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to choose: `id` is what is written, `label` what is shown, `more` only searched."""

    id: str
    label: str
    more: str = ""
    is_person: bool = False  # the label is a name, which is shown to whoever chooses and stands in no message


Choices: TypeAlias = Sequence[Choice]


def found(choices: Choices, typed: str) -> tuple[Choice, ...]:
    """The choices that hold every word typed, the nearest first; an id or a whole label typed is that one alone."""
    wanted = folded(typed)
    exact = tuple(each for each in choices if wanted in (folded(each.id), folded(each.label)))
    if exact:
        return exact[:1]
    words = wanted.split()
    fitting = [
        (how_near(each, words), position, each)
        for position, each in enumerate(choices)
        if all(word in folded(f"{each.id} {each.label} {each.more}") for word in words)
    ]
    return tuple(each for _, _, each in sorted(fitting, key=lambda entry: entry[:2])) if words else tuple(choices)


def how_near(choice: Choice, words: Sequence[str]) -> int:
    """How many of the words begin no word of the label: less is nearer."""
    begun = folded(choice.label).split()
    return sum(not any(own.startswith(word) for own in begun) for word in words)


def folded(text: str) -> str:
    """Small letters without accents: what people type is compared so."""
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))


def own_text(text: Text, asking: Asking) -> str:
    """A text in the school's own language; in what there is, where that is missing."""
    own = asking.school.commons.school.languages[0]
    return shown_to(text, own, own)[1].text


def words_of(text: Text | None, asking: Asking) -> str:
    """A text in the school's own language, as a line of a list."""
    line = "" if text is None else " ".join(own_text(text, asking).split())
    return line if len(line) <= LONGEST_LABEL else f"{line[:LONGEST_LABEL].rpartition(' ')[0]} …"


def competencies(asking: Asking) -> Choices:
    """All of the school, the frameworks of the learner's plan first."""
    ours = {framework for year in asking.years[-1:] for framework in year.plan.frameworks}
    known = asking.school.commons.competencies
    ordered = sorted(known, key=lambda ref: ref.partition(":")[0] not in ours)
    parents = frozenset(asking.school.commons.parents.values())
    return tuple(competency_choice(ref, known[ref], asking) for ref in ordered if ref not in parents)


def competency_choice(ref: str, competency: Competency, asking: Asking) -> Choice:
    title = words_of(competency.short or competency.i_can or competency.statement, asking)
    return Choice(id=ref, label=title, more=f"{competency.code or ''} {words_of(competency.statement, asking)}")


def levels(asking: Asking, competency: str) -> Choices:
    """The levels on which a competency is judged, the lowest first."""
    if competency not in asking.school.commons.competencies:
        return ()
    scale = scale_for(competency, asking.school.commons)
    return tuple(Choice(id=level.id, label=words_of(level.label, asking)) for level in scale.levels)


def usual_target(asking: Asking, competency: str) -> str | None:
    """The level aimed at where nobody says; None: there is no such competency."""
    if competency not in asking.school.commons.competencies:
        return None
    return lowest_proficient(scale_for(competency, asking.school.commons)).id


def activities(asking: Asking) -> Choices:
    return tuple(
        Choice(id=id_, label=words_of(each.title, asking)) for id_, each in asking.school.commons.activities.items()
    )


def supports(asking: Asking) -> Choices:
    return tuple(
        Choice(id=id_, label=words_of(each.title, asking), more=words_of(each.need, asking))
        for id_, each in asking.school.commons.supports.items()
    )


def frameworks(asking: Asking) -> Choices:
    return tuple(
        Choice(id=id_, label=words_of(each.title, asking)) for id_, each in asking.school.commons.frameworks.items()
    )


def scales(asking: Asking) -> Choices:
    school = asking.school.commons.school
    return tuple(
        Choice(id=id_, label=", ".join(words_of(level.label, asking) for level in scale.levels))
        for id_, scale in school.scales.items()
    )


def grades(asking: Asking) -> Choices:
    return tuple(Choice(id=grade, label=grade) for grade in asking.school.commons.school.grades)


def languages(asking: Asking) -> Choices:
    return tuple(Choice(id=tag, label=own_name_of(tag)) for tag in asking.school.commons.school.languages)


def groups(asking: Asking) -> Choices:
    return tuple(
        Choice(id=id_, label=words_of(each.title, asking)) for id_, each in asking.school.commons.groups.items()
    )


def learners(asking: Asking) -> Choices:
    people = asking.school.people
    return tuple(
        Choice(id=each.learner, label=full_name(people.get(each.learner), asking) or each.learner, is_person=True)
        for each in asking.school.folders
    )


def staff(asking: Asking) -> Choices:
    """Everybody who is not only a learner or somebody's family; the learner's team first."""
    team = {member.person for member in (asking.records.learner.team if asking.records else ())}
    known = sorted(everybody(asking.school.people), key=lambda entry: entry[0] not in team)
    return tuple(person_choice(id_, each, asking) for id_, each in known if set(each.roles) - {"learner", "family"})


def families(asking: Asking) -> Choices:
    """Parents and others at home whom the school knows already: a brother's or sister's are the same."""
    return tuple(
        person_choice(id_, each, asking) for id_, each in everybody(asking.school.people) if "family" in each.roles
    )


def those_around(asking: Asking) -> Choices:
    """Who may have been at a talk: the learner, the family, each of them, and the staff."""
    people = asking.school.people
    at_home = (person for entry in (asking.records.learner.family if asking.records else ()) for person in entry.person)
    words = tuple(Choice(id=word, label=f"the {word}") for word in STUDENT_AND_FAMILY)
    return (
        *words,
        *staff(asking),
        *(person_choice(id_, people[id_], asking) for id_ in dict.fromkeys(at_home) if id_ in people),
    )


def person_choice(id_: str, person: Person, asking: Asking) -> Choice:
    return Choice(id=id_, label=full_name(person, asking), more=" ".join(person.roles), is_person=True)


def full_name(person: Person | None, asking: Asking) -> str:
    names = {} if person is None else person.name
    return names.get(asking.school.commons.school.languages[0]) or next(iter(names.values()), "")


def members_of(asking: Asking, group: str) -> Iterator[str]:
    """Who is in a group on the day."""
    for member in asking.school.commons.groups[group].members:
        if is_in_force(member.from_, member.to, asking.on):
            yield member.learner


def goals(asking: Asking) -> Choices:
    """Goals of the newest year, those in work first."""
    known = sorted((goal for year in asking.years[-1:] for goal in year.goals), key=lambda goal: not is_open(goal))
    return tuple(Choice(id=goal.id, label=goal_words(goal, asking)) for goal in known)


def criteria(asking: Asking) -> Choices:
    """What one can see when goals in work are reached."""
    open_goals = (goal for year in asking.years for goal in year.goals if is_open(goal))
    return tuple(
        Choice(id=f"{goal.id}.{criterion.id}", label=words_of(criterion.text, asking))
        for goal in open_goals
        for criterion in goal.success_criteria
    )


def pieces(asking: Asking) -> Choices:
    """Evidence, the newest first."""
    known = reversed(asking.records.evidence if asking.records else ())
    return tuple(Choice(id=piece.id, label=words_of(piece.title, asking)) for piece in known)


def is_open(goal: Goal) -> bool:
    return goal.status in ("active", "paused")


def goal_words(goal: Goal, asking: Asking) -> str:
    """A goal by the words people know it by."""
    known = asking.school.commons.competencies
    first = next((known[aim.ref] for aim in goal.competencies if aim.ref in known), None)
    named = goal.i_can or goal.learner_words or (first and (first.i_can or first.short or first.statement))
    return words_of(named or None, asking) or goal.id


def words(*pairs: tuple[str, str]) -> Choices:
    """Choices that a schema fixes, each with the words people say for it."""
    return tuple(Choice(id=id_, label=label) for id_, label in pairs)
