"""What a page asks to be saved: one thing of one learner, with the state it began from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException

from generator.changes import Blob
from generator.form.things import Thing, thing_called
from generator.form.visit import Visit
from generator.load.learner_folders import LearnerFolder

# Whole names only: git would take "HEAD:plans/…", or the first letters of a name, for a file of somebody else.
BLOB = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`before` None: there was no such file. `base` is what the form was filled with, as the browser has kept it.

    `uploads` name photos that wait beside the drafts; `once` names the click, so that it counts once.
    """

    thing: Thing
    folder: LearnerFolder
    before: Blob | None
    base: Any
    value: Mapping[str, Any]
    uploads: tuple[str, ...]
    once: str

    @property
    def file(self) -> str:
        """Its path from the school's root; a new thing has none yet."""
        return self.thing.file_in(self.folder.folder)


def asked_of(visit: Visit) -> Asked:
    """Only what can be: a file is worked out from the thing's name, and never taken from what was sent."""
    sent = visit.sent()
    told = {key: str(sent.get(key) or "") for key in ("learner", "kind", "name", "year", "before", "once")}
    thing = thing_called(told["learner"], told["kind"], told["name"], told["year"])
    value = sent.get("value")
    if thing is None or not isinstance(value, dict) or not (told["before"] == "" or BLOB.fullmatch(told["before"])):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "no-thing")
    photos = sent.get("photos")
    return Asked(
        thing=thing,
        folder=visit.folder(thing.learner),
        before=told["before"] or None,
        base=sent.get("base_value"),
        value=value,
        uploads=uploads_in(photos if isinstance(photos, list) else []),
        once=told["once"],
    )


def uploads_in(photos: list[Any]) -> tuple[str, ...]:
    named = (str(each.get("upload") or "") for each in photos if isinstance(each, Mapping))
    return tuple(dict.fromkeys(name for name in named if name))
