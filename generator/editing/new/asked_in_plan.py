"""What is asked about a new goal, a piece of evidence, a talk or a support."""

from collections.abc import Callable

from generator.editing.new.asking import Asking, current_year
from generator.editing.new.choices import (
    Choices,
    activities,
    competencies,
    criteria,
    goals,
    levels,
    pieces,
    staff,
    supports,
    those_around,
    usual_target,
    words,
)
from generator.editing.new.questions import Question, Then
from generator.records.school import PersonId

DOMAINS = words(
    ("academic", "learning at school"),
    ("career", "work and career"),
    ("personal_social", "oneself and others"),
    ("wellness", "health and wellness"),
    ("extracurricular", "beside school"),
    ("postsecondary", "after school"),
)
KINDS_OF_EVIDENCE = words(
    ("observation", "somebody watched"),
    ("formative", "work on the way, which counts for nothing"),
    ("interim", "a check on the way"),
    ("summative", "a test at the end"),
    ("performance", "something shown or performed"),
    ("portfolio", "a piece of work that is kept"),
    ("self", "the learner judged"),
    ("peer", "another learner judged"),
    ("prior_learning", "learned before or elsewhere"),
    ("credential", "a certificate"),
)
CONTEXTS = words(
    ("class", "in class"),
    ("home", "at home"),
    ("work", "at work"),
    ("community", "in the community"),
    ("online", "online"),
)
KINDS_OF_CONFERENCE = words(
    ("student_led", "led by the student"), ("check_in", "a short check-in"), ("review", "a review of the plan")
)
WHO_IS_SHOWN = words(("no_people", "nobody"), ("alone", "the learner alone"), ("others_agreed", "others, who agreed"))


def fixed(choices: Choices) -> Callable[[Asking], Choices]:
    """Choices that are the same for everybody."""
    return lambda _asking: choices


def today(asking: Asking) -> str:
    return asking.on.isoformat()


def years(asking: Asking) -> Choices:
    """The years of the calendar."""
    return words(
        *((name, f"{year.start} – {year.finish}") for name, year in asking.school.commons.calendar.years.items())
    )


def whoever_asks(asking: Asking) -> PersonId | None:
    return asking.person


YEAR = Question(
    name="year",
    ask="The school year it is for. Left out: the one we are in",
    of=("plan", "school_year"),
    choices=years,
    own_words=True,
    usual=current_year,
    spoken=False,
)
GOAL_QUESTIONS = (
    Question(
        name="competency",
        ask="What is learned? A few words of a competency",
        of=("goal", "competencies", "ref"),
        choices=competencies,
        many=True,
        then=Then(ask="Up to which level?", choices=levels, usual=usual_target),
    ),
    Question(name="i-can", ask="The goal as a sentence: I can …", of=("goal", "i_can")),
    Question(name="learner-words", ask="How the learner says it", of=("goal", "learner_words")),
    Question(name="why", ask="Why it matters to the learner", of=("goal", "why")),
    Question(
        name="criterion",
        ask="What can one see when it is reached?",
        of=("goal", "success_criteria", "text"),
        many=True,
    ),
    Question(
        name="step",
        ask="A step to get there: own words, or an activity of the school",
        of=("goal", "activities", "title"),
        choices=activities,
        own_words=True,
        many=True,
    ),
    Question(name="help-at-home", ask="How the family can help", of=("goal", "help_at_home")),
    Question(name="start", ask="First day", of=("goal", "start"), form="day", needed=True, usual=today),
    Question(name="due", ask="To be reached by which day?", of=("goal", "due"), form="day", needed=True),
    Question(name="review-on", ask="To be looked at again on", of=("goal", "review_on"), form="day"),
    Question(name="domain", ask="Part of life", of=("goal", "domain"), choices=fixed(DOMAINS), spoken=False),
    YEAR,
)
EVIDENCE_QUESTIONS = (
    Question(name="title", ask="What is it?", of=("evidence", "evidence", "title"), needed=True),
    Question(
        name="kind",
        ask="What sort of evidence?",
        of=("evidence", "evidence", "kind"),
        choices=fixed(KINDS_OF_EVIDENCE),
        needed=True,
    ),
    Question(
        name="assessed-on",
        ask="On which day was it looked at?",
        of=("evidence", "evidence", "assessed_on"),
        form="day",
        usual=today,
    ),
    Question(name="context", ask="Where was it seen?", of=("evidence", "evidence", "context"), choices=fixed(CONTEXTS)),
    Question(
        name="result",
        ask="What does it show? A few words of a competency",
        of=("evidence", "evidence", "results", "competency"),
        choices=competencies,
        many=True,
        then=Then(ask="Which level, or how many points?", choices=levels, number_too=True, needed=True),
    ),
    Question(
        name="note",
        ask="What did one see? It stands beside the first result",
        of=("evidence", "evidence", "results", "note"),
        after="result",
    ),
    Question(
        name="shows",
        ask="Which “how we will know” of a goal does it show?",
        of=("evidence", "evidence", "shows"),
        choices=criteria,
        many=True,
    ),
    Question(
        name="assessor",
        ask="Who looked at it?",
        of=("evidence", "evidence", "assessor"),
        choices=those_around,
        usual=whoever_asks,
    ),
    Question(name="feedback", ask="What was the learner told?", of=("evidence", "evidence", "feedback")),
    Question(name="reflection", ask="What does the learner say?", of=("evidence", "evidence", "reflection")),
    Question(
        name="photo",
        ask="A photo of it: the name of a file",
        of=("evidence", "evidence", "files", "path"),
        form="file",
    ),
    Question(
        name="alt",
        ask="What does one see in the photo? For whoever cannot",
        of=("evidence", "evidence", "files", "alt"),
        needed=True,
        after="photo",
    ),
    Question(
        name="photo-shows",
        ask="Who is to be seen in the photo?",
        of=("evidence", "evidence", "files", "people"),
        choices=fixed(WHO_IS_SHOWN),
        after="photo",
    ),
    Question(
        name="submitted-on",
        ask="Handed in on",
        of=("evidence", "evidence", "submitted_on"),
        form="day",
        spoken=False,
    ),
)
CONFERENCE_QUESTIONS = (
    Question(name="day", ask="On which day?", of=("conference", "on"), form="day", needed=True, usual=today),
    Question(
        name="kind",
        ask="What sort of talk?",
        of=("conference", "kind"),
        choices=fixed(KINDS_OF_CONFERENCE),
        needed=True,
    ),
    Question(name="led-by", ask="Who led it?", of=("conference", "led_by"), choices=those_around),
    Question(name="attendee", ask="Who was there?", of=("conference", "attendees"), choices=those_around, many=True),
    Question(name="goal", ask="Which goals did you talk about?", of=("conference", "goals"), choices=goals, many=True),
    Question(
        name="evidence",
        ask="Which evidence did you look at?",
        of=("conference", "evidence_shown"),
        choices=pieces,
        many=True,
    ),
    Question(name="notes", ask="What was said? Write {student} for the name", of=("conference", "notes")),
    Question(name="decision", ask="What was agreed?", of=("conference", "decisions"), many=True),
    Question(name="next-on", ask="The day of the next talk", of=("conference", "next_on"), form="day"),
    YEAR,
)
SUPPORT_QUESTIONS = (
    Question(
        name="what",
        ask="What is done? A support of the school, or own words",
        of=("support", "what"),
        choices=supports,
        own_words=True,
        needed=True,
    ),
    Question(name="need", ask="What is it meant to help with?", of=("support", "need")),
    Question(
        name="competency",
        ask="Which competency does it help with?",
        of=("support", "competencies"),
        choices=competencies,
        many=True,
    ),
    Question(name="who", ask="Who does it?", of=("support", "who"), choices=staff, usual=whoever_asks),
    Question(name="frequency", ask="How often?", of=("support", "frequency")),
    Question(name="start", ask="First day", of=("support", "start"), form="day", needed=True, usual=today),
    Question(name="check-on", ask="When will somebody look whether it helps?", of=("support", "check_on"), form="day"),
    Question(name="ends-on", ask="Last day", of=("support", "ends_on"), form="day", spoken=False),
    Question(name="measure", ask="What shows whether it helps?", of=("support", "measure", "what")),
    Question(
        name="unit",
        ask="Measured in",
        of=("support", "measure", "unit"),
        after="measure",
    ),
    Question(
        name="baseline",
        ask="How much is it now?",
        of=("support", "measure", "baseline"),
        form="number",
        after="measure",
    ),
    Question(
        name="aim",
        ask="How much is it to become?",
        of=("support", "measure", "aim"),
        form="number",
        after="measure",
    ),
)
