"""The first page: whom this person may edit."""

from starlette.responses import Response

from generator.form.visit import Visit


def home(visit: Visit) -> Response:
    language = visit.words.language
    learners = [
        {"id": folder.learner, "name": visit.office.name_of(visit.school, folder.learner, language)}
        for folder in visit.office.learners_of(visit.person)
    ]
    return visit.page("home", title=visit.words.say("Your learners"), learners=learners)
