"""Evidence as files: a name made of its day and title, and the photos that waited beside the drafts laid next to it."""

from collections.abc import Collection, Mapping
from http import HTTPStatus
from itertools import count
from typing import Any

from starlette.exceptions import HTTPException

from generator.changes import Change, Changes
from generator.editing.new.ids import Used, evidence_file_name
from generator.editing.new.making import day_in, file_content
from generator.form.saves.asked import Asked
from generator.form.saves.photos import taken
from generator.form.visit import Visit


def new_sheet(visit: Visit, asked: Asked, wanted: Mapping[str, Any], used: Used) -> Changes:
    """A file of evidence and its photos. Its pieces have their ids already."""
    pieces = wanted.get("evidence")
    if not isinstance(pieces, list) or not pieces:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "no-evidence")
    day = day_in(pieces[0], ("assessed_on", "submitted_on"), visit.school.on)
    file = f"{asked.folder.folder}/evidence/{evidence_file_name(day, pieces[0]['id'], used)}.yml"
    wanted = {**wanted, "evidence": [{**piece, "entered_on": visit.school.on} for piece in pieces]}
    wanted, photos = evidence_with_photos(visit, asked, file, wanted, ())
    return (Change(file=file, content=file_content("evidence", file, wanted), before=None), *photos)


def evidence_with_photos(
    visit: Visit, asked: Asked, file: str, wanted: Mapping[str, Any], there: Collection[str]
) -> tuple[dict[str, Any], Changes]:
    """The same with photos called as they will lie there, and the photos: <name of the file>.jpg, -2.jpg and so on."""
    stem, names, changes = file.removesuffix(".yml"), dict[str, str](), list[Change]()
    for upload in asked.uploads:
        photo = taken(visit.own_folder(), upload)
        if photo is None:
            raise HTTPException(HTTPStatus.CONFLICT, "lost-photo")
        paths = (f"{stem}{'' if number == 1 else f'-{number}'}{photo.ending}" for number in count(1))
        path = next(each for each in paths if each not in there and each not in {one.file for one in changes})
        names[upload] = path.rpartition("/")[2]
        changes.append(Change(file=path, content=photo.content, before=None))
    return {**wanted, "evidence": [renamed(piece, names) for piece in wanted.get("evidence", ())]}, tuple(changes)


def renamed(piece: Any, names: Mapping[str, str]) -> Any:
    """A piece of evidence with the final names of its photos."""
    if not isinstance(piece, Mapping) or not isinstance(piece.get("files"), list):
        return piece
    files = [
        {**each, "path": names.get(str(each.get("path")), each.get("path"))} if isinstance(each, Mapping) else each
        for each in piece["files"]
    ]
    return {**piece, "files": files}
