"""Photos, papers and recordings on their way beside a piece of evidence: bared at once, kept privately until a save.

Only the bared copy ever touches the disk. It lies beside what the person is typing, and goes when neither a draft nor
anything else names it any more.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from secrets import token_hex
from time import time

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.editing.intake.files import Refused, Taken, taken_in
from generator.form.saves.drafts import UNFINISHED, put_whole
from generator.form.seen import seen_by
from generator.form.visit import Visit
from generator.load.facts import media_type_of
from generator.problem import Place
from generator.records.learner import Consent
from generator.records.school import LearnerId, Policy
from generator.words import Words

UPLOAD = re.compile(r"[0-9a-f]{24}")
UNUSED_SECONDS = 3 * 24 * 3600.0  # a photo that no draft names may belong to words somebody is typing right now
PHOTOS = re.compile(r"photo|foto|picture|imag|صور", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A bared file that waits; `ending` as names have it, ".jpg"."""

    content: bytes
    ending: str


def photo(visit: Visit) -> Response:
    """Take in what a camera or a folder gave; answers how it is called from now on, or says why it is not kept."""
    folder = visit.own_folder()
    policy = visit.school.commons.school.policy or Policy(place=Place("plans/school.yml"))
    file = taken_in(visit.body, policy)
    if isinstance(file, Refused):
        return visit.answer({"said": file.said(visit.words)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    forget_unused(folder)
    return visit.answer(
        {
            "upload": keep(folder, file),
            "media_type": file.media_type,
            "width": file.width,
            "height": file.height,
            "bytes": len(file.content),
            "size": visit.words.file_size(len(file.content)),
            "consent": consent_said(visit, visit.part("learner")),
        }
    )


def shown_photo(visit: Visit) -> Response:
    """A file that waits, or one that lies beside evidence already, for a thumbnail. Nothing in it can run."""
    learner, name = visit.part("learner"), visit.part("name")
    waiting = taken(visit.own_folder(), name)
    content = waiting.content if waiting is not None else beside_evidence(visit, learner, name)
    kind = media_type_of(content[:16]) if content is not None else None
    if content is None or kind is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no-file")
    return Response(content, media_type=kind, headers={"Content-Security-Policy": "default-src 'none'; sandbox"})


def beside_evidence(visit: Visit, learner: LearnerId, name: str) -> bytes | None:
    if "/" in name or name.startswith(".") or name.endswith((".yml", ".yaml")):
        return None
    view = visit.view(learner)
    file = f"{visit.folder(learner).folder}/evidence/{name}"
    return view.content(file) if file in view.files else None


def keep(folder: Path, file: Taken) -> str:
    """The bared file, flushed, in a private folder; under which number."""
    upload = token_hex(12)
    put_whole(place_of(folder) / f"{upload}.{file.ending}", file.content)
    return upload


def taken(folder: Path, upload: str) -> Upload | None:
    """What waits under this number; None: nothing does."""
    file = file_called(folder, upload)
    if file is None:
        return None
    try:
        return Upload(content=file.read_bytes(), ending=file.suffix)
    except FileNotFoundError:  # just saved, or forgotten
        return None


def forget(folder: Path, upload: str) -> None:
    """What was saved lies in the history now."""
    file = file_called(folder, upload)
    if file is not None:
        file.unlink(missing_ok=True)


def file_called(folder: Path, upload: str) -> Path | None:
    named = UPLOAD.fullmatch(upload)
    return next(place_of(folder).glob(f"{upload}.*"), None) if named else None


def forget_unused(folder: Path) -> None:
    """Take away what no draft names and nobody can be waiting for: a photo somebody thought better of must not stay."""
    drafted = "\n".join(words_in(file) for file in folder.glob("*.json"))
    for file in (*place_of(folder).iterdir(), *folder.glob(f"{UNFINISHED}*")):
        with suppress(FileNotFoundError):  # saved at this moment, in another window
            if file.stem not in drafted and file.stat().st_mtime < time() - UNUSED_SECONDS:
                file.unlink()


def words_in(draft: Path) -> str:
    try:
        return draft.read_text("utf-8", "replace")
    except FileNotFoundError:
        return ""


def place_of(folder: Path) -> Path:
    place = folder / "photos"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def consent_said(visit: Visit, learner: LearnerId) -> str:
    """What must be known before people are to be seen on a photo; empty: the family has said yes."""
    records = seen_by(visit, learner).records
    return about_consent(records.learner.consents, visit.school.on, visit.words)


def about_consent(consents: tuple[Consent, ...], on: date, words: Words) -> str:
    """Consents are in people's own words; those that speak of photos or pictures in any language count here."""
    about = [each for each in consents if any(PHOTOS.search(said.text) for said in each.what.versions.values())]
    if not about:
        return words.say("No answer of the family about photos is written down. Ask before somebody is to be seen.")
    newest = max(about, key=lambda each: each.on)
    if not newest.given:
        return words.say("The family said no to photos on {day}.", day=words.day(newest.on))
    if newest.until is not None and newest.until < on:
        return words.say("The family's yes to photos ended on {day}. Ask again.", day=words.day(newest.until))
    return ""
