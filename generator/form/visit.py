"""One request as the pages of the form see it: who asks, what for, and in which words to answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from generator.checked import CheckedSchool
from generator.editing.entries.saved import view_of
from generator.editing.entries.view import View
from generator.form.arrived import object_in
from generator.form.doors.who import Charges
from generator.form.office import Office
from generator.form.saves.drafts import draft_of, folder_of
from generator.load.learner_folders import LearnerFolder
from generator.records.school import LearnerId, PersonId
from generator.render.templates import filled
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """`school` is read once for the whole request: as it is published, whatever is merged meanwhile."""

    office: Office
    request: Request
    person: PersonId
    charges: Charges
    school: CheckedSchool
    words: Words
    body: bytes

    def part(self, name: str) -> str:
        """A part of the path, as routes.py names it."""
        return str(self.request.path_params[name])

    def asked(self, name: str, otherwise: str = "") -> str:
        """What stands behind the question mark."""
        return self.request.query_params.get(name, otherwise)

    def own_folder(self) -> Path:
        """Where what this person has not saved yet lies, words and photos; nobody else's."""
        return folder_of(self.office.store.git, self.person)

    def draft(self, key: str) -> Mapping[str, Any] | None:
        """What this person was typing when it was last kept; None: nothing."""
        return draft_of(self.own_folder(), key)

    def view(self, learner: LearnerId) -> View:
        """A learner's files as this person sees them: what is published, and over it their own words that wait."""
        return view_of(self.office.store, self.person, self.folder(learner).folder)

    def folder(self, learner: LearnerId) -> LearnerFolder:
        """Where a learner's files lie. 404 where there is no such learner."""
        found = next((each for each in self.school.folders if each.learner == learner), None)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "not-yours")
        return found

    def sent(self) -> Mapping[str, Any]:
        """What the page sent, a JSON object."""
        value = object_in(self.body)
        if value is None:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "no-json")
        return value

    def page(self, template: str, /, *, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
        """A page of `site_templates/form/`. Each gets `say`, `me`, `tongues` and such besides its own values."""
        html = filled(
            self.office.templates,
            f"form/{template}.html.j2",
            say=self.words.say,
            language=self.words.said_in,
            direction=self.words.direction,
            me=self.office.name_of(self.school, self.person, self.words.language),
            tongues=self.tongues(),
            **values,
        )
        return HTMLResponse(html, status)

    def tongues(self) -> tuple[tuple[str, str, str], ...]:
        """The other languages the form speaks: tag, what each calls itself, and this page in it."""
        spoken = (
            self.office.words(self.school, tag)
            for tag in self.office.languages(self.school)
            if tag != self.words.language
        )
        here = self.request.url
        ways = ((words, here.include_query_params(lang=words.language)) for words in spoken)
        return tuple((words.language, words.own_name, f"?{way.query}") for words, way in ways)

    def answer(self, value: object, *, status: HTTPStatus = HTTPStatus.OK) -> Response:
        return JSONResponse(value, status)


Answer: TypeAlias = Callable[[Visit], Response]
Whose: TypeAlias = Callable[[Visit], tuple[LearnerId, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One kind of request. `whose` tells whose records it touches: it is refused unless the person may edit each.

    `most` bytes may be sent, of the kind `takes`.
    """

    method: str
    path: str
    answer: Answer
    whose: Whose
    takes: str = "application/json"
    most: int = 1_000_000


def nobodys(_visit: Visit) -> tuple[LearnerId, ...]:
    """Nothing of any learner but those the person may edit anyway."""
    return ()


def in_path(visit: Visit) -> tuple[LearnerId, ...]:
    return (visit.part("learner"),)


def in_body(visit: Visit) -> tuple[LearnerId, ...]:
    """The learner that the page names in what it sends."""
    return (str(visit.sent().get("learner", "")),)
