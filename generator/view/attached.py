"""Files beside evidence as a page shows them: pictures as copies for screens, recordings to hear, papers to open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from posixpath import dirname, join
from typing import Literal
from urllib.parse import quote

from generator.model.picture import Picture
from generator.records.evidence import EvidenceFile
from generator.records.facts import FileFacts
from generator.view.page import PhotoCopy, RichText, SitePhoto
from generator.view.phrases import media_words
from generator.view.said import in_sentence, line
from generator.words import Words

SMALL, LARGE = 640, 1600  # pixels of a picture's longer side: on the page, and opened by itself
SHARP_KINDS = ("image/png", "image/gif")  # drawings and pictures of screens, mostly: their fallback stays sharp


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file of a piece: `alt` tells what it shows, `about` what kind of file it is and how large.

    `path` leads to it in the site; of a picture, to the copy for browsers that know no modern format.
    `small` and `large`: copies of a picture in a modern format; None where the file is no picture. `audio`: it can be
    heard on the page.
    """

    path: str
    alt: RichText
    alt_words: str  # the same without any sign of Markdown, for an attribute
    about: str
    small: str | None
    large: str | None
    audio: bool


def attached(file: EvidenceFile, picture: Picture, words: Words) -> Attached:
    facts = picture.files.get(file.path)
    photo = photo_of(file, facts)
    small, large, plain = (quote(copy.path) for copy in photo.copies) if photo else (None, None, None)
    return Attached(
        path=plain or quote(site_file(file)),
        alt=line(file.alt, picture, words),
        alt_words=in_sentence(file.alt, picture, words),
        about=_about_file(facts, words) if facts else "",
        small=small,
        large=large,
        audio=facts is not None and (facts.media_type or "").startswith("audio/"),
    )


def photo_of(file: EvidenceFile, facts: FileFacts | None) -> SitePhoto | None:
    """The copies a site shows of a picture: small, large, large for old browsers; None: the file is no picture."""
    if facts is None or not (facts.media_type or "").startswith("image/"):
        return None
    path = site_file(file)
    plain: tuple[str, Literal["png", "jpeg"]] = ("png", "png") if facts.media_type in SHARP_KINDS else ("jpg", "jpeg")
    copies = (
        PhotoCopy(path=f"{path}-small.webp", format="webp", longest=SMALL),
        PhotoCopy(path=f"{path}-large.webp", format="webp", longest=LARGE),
        PhotoCopy(path=f"{path}-large.{plain[0]}", format=plain[1], longest=LARGE),
    )
    return SitePhoto(source=source_file(file), copies=copies)


def _about_file(facts: FileFacts, words: Words) -> str:
    kind = media_words(facts.media_type, words)
    return words.say("{kind}, {size}", kind=kind, size=words.file_size(facts.bytes))


def files_of(picture: Picture) -> Mapping[str, str]:
    """Files that a site holds as they are, pictures left out: path in the site → path from the school's root."""
    return {
        site_file(file): source_file(file)
        for piece in picture.evidence
        for file in piece.files
        if photo_of(file, picture.files.get(file.path)) is None
    }


def photos_of(picture: Picture) -> tuple[SitePhoto, ...]:
    photos = (photo_of(file, picture.files.get(file.path)) for piece in picture.evidence for file in piece.files)
    return tuple(dict.fromkeys(photo for photo in photos if photo))


def site_file(file: EvidenceFile) -> str:
    """Where a file beside the evidence stands within the site.

    Whoever opens it has the address in their browser's history, so it says nothing of what people called the file.
    """
    ending = re.search(r"\.[a-z0-9]+$", file.path.lower())
    return join("evidence", "files", sha256(file.path.encode()).hexdigest()[:12] + (ending[0] if ending else ""))


def source_file(file: EvidenceFile) -> str:
    """Where it lies in the school's files, relative to the root."""
    return join(dirname(file.place.file), file.path)
