"""The learner's pages with what is being typed, beside the form: made when somebody pauses, shown in a frame.

The frame runs no script and may lead nowhere. What cannot be shown yet is said in words, over the pages as they are.
"""

import re
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.editing.entries.view import View
from generator.form.saves.asked import Asked, asked_of
from generator.form.saves.preparing import Ready, value_in
from generator.form.saves.saving import made_ready, over
from generator.form.visit import Visit
from generator.serve.server import TYPES
from generator.view.evidence import anchor_called
from generator.yamltext.placed import thawed

# A page of the site holds scripts and its own policy for them; in the frame nothing may run at all.
SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
IN_A_FRAME: Mapping[str, str] = {"Content-Security-Policy": POLICY, "X-Frame-Options": "SAMEORIGIN"}
PAGES: Mapping[str, str] = {
    "goal": "goal/{name}/",
    "evidence": "evidence/",
    "conference": "conversations/",
    "support": "family/",
    "learner": "about/",
    "plan": "",
}


def preview(visit: Visit) -> Response:
    """Make the pages with what was typed; answers where they lie, and whether they are behind what was typed."""
    asked = asked_of(visit)
    ready, view = what_was_typed(visit, asked)
    sites, words_in = visit.office.previews, partial(visit.office.words, visit.school)
    version, behind = None, True
    if isinstance(ready, Ready):
        version, found = sites.built(visit.school, asked.folder, over(view, ready.changes), visit.person, words_in)
        if version is None and not found:
            return visit.answer({"later": True})
        behind = version is None
    if version is None and not visit.sent().get("shown"):
        version, _ = sites.built(visit.school, asked.folder, view.changes(), visit.person, words_in)
    told = {"behind": behind and bool(visit.sent().get("value")), "anchor": "" if behind else anchor_in(ready)}
    return visit.answer({**told, **where(visit, asked, version)})


def anchor_in(ready: object) -> str:
    """Where on its page the first piece of a file of evidence stands; empty for everything else."""
    if not isinstance(ready, Ready) or "/evidence/" not in ready.file:
        return ""
    own = next(change.content for change in ready.changes if change.file == ready.file)
    value: Any = thawed(value_in(own, ready.file))
    return anchor_called(str(value["evidence"][0]["id"]))


def what_was_typed(visit: Visit, asked: Asked) -> tuple[object, View]:
    """What would be saved; something else while there is nothing yet that could be."""
    try:
        return made_ready(visit, asked)
    except HTTPException:
        return None, visit.view(asked.thing.learner)


def where(visit: Visit, asked: Asked, version: str | None) -> Mapping[str, str]:
    """The page that shows what is being typed, else the first one; nothing where no page can be shown."""
    if version is None:
        return {}
    learner, page = asked.thing.learner, PAGES[asked.thing.kind].format(name=asked.thing.name)
    site = visit.office.previews.site(visit.person, learner, version)
    # In the teacher's own language where the learner's site speaks it too.
    ways = (f"{visit.words.language}/{page}", page, f"{visit.words.language}/", "")
    first = next(way for way in ways if (site / way / "index.html").is_file())
    return {"site": f"/preview/{learner}/{version}/", "page": first}


def preview_page(visit: Visit) -> Response:
    """A file of a preview; everybody finds only their own."""
    version = visit.part("version")
    named = version if version.isdecimal() else "0"  # a version is a number, and leads nowhere else
    return framed(visit, visit.office.previews.site(visit.person, visit.part("learner"), named))


def preview_theme(visit: Visit) -> Response:
    return framed(visit, visit.office.previews.theme)


def framed(visit: Visit, folder: Path) -> Response:
    file = file_at(folder, visit.part("path"))
    if file is None:
        told = visit.words.say("There is no such page in the preview any more.")
        raise HTTPException(HTTPStatus.NOT_FOUND, told)
    kind = TYPES.get(file.suffix, "application/octet-stream")
    content = file.read_bytes() if file.suffix != ".html" else SCRIPT.sub("", file.read_text("utf-8")).encode()
    return Response(content, media_type=kind, headers=IN_A_FRAME)


def file_at(folder: Path, path: str) -> Path | None:
    """The file an address names in a folder; None: none has that name, or can have it, or it lies elsewhere."""
    try:
        file = (folder / path / "index.html" if path.endswith("/") or not path else folder / path).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None
