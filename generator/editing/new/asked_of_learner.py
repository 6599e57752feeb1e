"""What is asked about a new learner."""

from generator.editing.new.asked_in_plan import YEAR, fixed, today
from generator.editing.new.asking import Asking
from generator.editing.new.choices import Choice, Choices, families, frameworks, grades, groups, languages, staff, words
from generator.editing.new.questions import Question, Then
from generator.model.access import TEAM_ROLES

KINDS = words(("student", "a student"), ("educator", "an educator"), ("leader", "a leader of the school"))
STAGES = words(("elementary", "elementary school"), ("secondary", "middle or high school"), ("adult", "an adult"))
PAPERS = words(("letter", "US letter"), ("a4", "A4"))
PRINTS = words(("standard", "as usual"), ("large", "large print"))


def roles(_asking: Asking, _person: str) -> Choices:
    return tuple(Choice(id=role, label=role.replace("_", " ")) for role in TEAM_ROLES)


LEARNER_QUESTIONS = (
    Question(
        name="name",
        ask="Full name. It goes into people.yml and nowhere else",
        of=("people", "name"),
        needed=True,
        unless="person",
    ),
    Question(name="given", ask="What they are called, where that is another word", of=("people", "given")),
    Question(
        name="kind",
        ask="A student, an educator or a leader?",
        of=("learner", "kind"),
        choices=fixed(KINDS),
        spoken=False,
    ),
    Question(name="stage", ask="How old are they?", of=("learner", "stage"), choices=fixed(STAGES), needed=True),
    Question(name="grade", ask="Which grade?", of=("learner", "enrolment", "grade"), choices=grades),
    Question(
        name="since",
        ask="At this school since",
        of=("learner", "enrolment", "from"),
        form="day",
        needed=True,
        usual=today,
    ),
    Question(
        name="language",
        ask="Which languages do they speak? The first one first, as a code: en, es, ar",
        of=("learner", "languages"),
        form="language",
        choices=languages,
        own_words=True,
        many=True,
    ),
    Question(
        name="site-language",
        ask="Which language is their own site to speak?",
        of=("learner", "site_language"),
        choices=languages,
    ),
    Question(
        name="family",
        ask="Who is at home? A full name, or a few words of somebody the school knows",
        of=("learner", "family", "person"),
        choices=families,
        own_words=True,
        many=True,
    ),
    Question(
        name="family-language",
        ask="Which language does the family read?",
        of=("learner", "family", "language"),
        form="language",
        choices=languages,
        own_words=True,
        after="family",
    ),
    Question(
        name="interpreter",
        ask="Does the family need an interpreter? yes or no",
        of=("learner", "family", "interpreter"),
        form="yes",
        after="family",
    ),
    Question(name="paper", ask="Paper", of=("learner", "family", "paper"), choices=fixed(PAPERS), spoken=False),
    Question(name="print", ask="Size of print", of=("learner", "family", "print"), choices=fixed(PRINTS), spoken=False),
    Question(
        name="team",
        ask="Who is on the team? Left out: the teachers of the group",
        of=("learner", "team", "person"),
        choices=staff,
        many=True,
        then=Then(ask="As what?", choices=roles, needed=True),
    ),
    Question(name="group", ask="In which group?", of=("group", "id"), choices=groups, many=True),
    Question(
        name="framework",
        ask="Which frameworks does the plan draw on?",
        of=("plan", "frameworks"),
        choices=frameworks,
        many=True,
    ),
    Question(
        name="access",
        ask="Give the learner, those at home and the team codes to read with? yes or no",
        of=("learner", "access"),
        form="yes",
        spoken=False,
    ),
    Question(
        name="person",
        ask="Somebody on the staff who gets a plan too, by id",
        of=("people", "roles"),
        choices=staff,
        spoken=False,
    ),
    YEAR,
)
