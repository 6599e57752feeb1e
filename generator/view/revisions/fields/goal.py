"""The fields of a goal, and of a goal of the catalogue, and what is said when they become different."""

from generator.view.revisions.field import Field, Fields, only_staff, under

STEPS: Fields = {
    "activities": Field(
        "Steps",
        "fields",
        came="New step: {which}",
        gone="Step taken away: {which}",
        named=("title", "activity"),
    ),
    "activities.id": Field("Id", "words", home=False, small=True),
    "activities.activity": Field("Or an activity of the school", "activity"),
    "activities.from": Field("Copied from", "words", home=False, small=True),
    "activities.title": Field("The step in own words", "text"),
    "activities.who": Field("With whom", "text"),
    "activities.minutes": Field("Minutes", "number"),
    "activities.by": Field(
        "To be done by",
        "planned_day",
        came="Step {which}: to be done by {now}",
        changed="Step {which}: to be done by {now} instead of {was}: {far}",
        gone="Step {which}: no day to be done by any more (it was {was})",
    ),
    "activities.status": Field(
        "How far it is",
        "choice",
        turned={
            "next": "Step that comes next: {which}",
            "doing": "Step going on now: {which}",
            "done": "Step done: {which}",
        },
    ),
    "activities.done_on": Field("Done on", "day", came="Step {which}: done on {now}", small=True),
}
CRITERIA: Fields = {
    "success_criteria": Field(
        "How we will know",
        "fields",
        came="New sign that the goal is reached: {which}",
        gone="No longer a sign that the goal is reached: {which}",
        named=("text",),
    ),
    "success_criteria.id": Field("Id", "words", home=False, small=True),
    "success_criteria.text": Field("What one can see", "text"),
}
COMPETENCIES: Fields = {
    "competencies": Field(
        "What is learned",
        "fields",
        came="Also to be learned: {which}",
        gone="No longer part of the goal: {which}",
        named=("ref",),
    ),
    "competencies.ref": Field("Competency", "competency"),
    "competencies.target": Field(
        "Target",
        "level",
        came="{which}: the aim is {now}",
        changed="{which}: the aim is {now} instead of {was}",
        gone="{which}: the aim is the usual one again, no longer {was}",
    ),
}
DAYS_AND_WORDS: Fields = {
    "id": Field("Id", "words", home=False, small=True),
    "domain": Field("Part of life", "choice"),
    "i_can": Field("I can", "text"),
    "why": Field("Why", "text"),
    "help_at_home": Field("Help at home", "text"),
}
GOAL: Fields = {
    **under("goal", DAYS_AND_WORDS),
    **under("goal", COMPETENCIES),
    "goal.learner_words": Field("In my words", "text"),
    **under("goal", CRITERIA),
    **under("goal", STEPS),
    "goal.start": Field(
        "Start",
        "planned_day",
        came="Begins on {now}",
        changed="Begins on {now} instead of {was}: {far}",
        gone="No first day any more (it was {was})",
    ),
    "goal.due": Field(
        "Due",
        "planned_day",
        came="To be reached by {now}",
        changed="To be reached by {now} instead of {was}: {far}",
        gone="No day to be reached by any more (it was {was})",
    ),
    "goal.review_on": Field(
        "Look again on",
        "planned_day",
        came="Looked at together on {now}",
        changed="Looked at together on {now} instead of {was}: {far}",
        gone="No day to look at it together any more (it was {was})",
    ),
    "goal.status": Field(
        "How far it is",
        "choice",
        turned={
            "active": "The goal is being worked on",
            "reached": "The goal is reached",
            "paused": "The goal is paused",
            "dropped": "The goal is no longer pursued",
        },
    ),
    "goal.outcome": Field("Outcome", "text"),
    "goal.from": Field("Copied from", "words", home=False, small=True),
}
TEMPLATE: Fields = only_staff(
    under(
        "goals.goals",
        {**DAYS_AND_WORDS, "title": Field("Title", "text"), **COMPETENCIES, **CRITERIA, **STEPS},
    )
)
GOAL_TEMPLATES: Fields = {
    "goals.goals": Field(
        "Goals",
        "fields",
        came="New goal of the catalogue",
        gone="Goal of the catalogue taken away",
        named=("title", "i_can"),
        home=False,
    ),
    **TEMPLATE,
}
