"""A file that is added as evidence, taken in: the picture, the paper or the sound, without what a device wrote beside.

Never keeps the original, and never writes anything: it answers with the bytes that may be kept, or says why none can.
A picture is turned upright and is no larger than the site ever shows it; a paper and a recording lose their tags.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from threading import Lock
from typing import Literal

from PIL import Image

from generator.editing.intake.bare_paper import bare_paper
from generator.editing.intake.bare_sound import bare_mp3, bare_mp4, bare_wav
from generator.load.facts import media_type_of
from generator.problem import ToolFailed
from generator.records.school import Policy
from generator.render.photos import FEW_COLOURS, bare
from generator.view.attached import LARGE, SHARP_KINDS
from generator.words import Words

MEGABYTE = Decimal(1_000_000)
MOST_BYTES = 60_000_000  # of a photo as a camera writes it; what is kept of it is far smaller
JPEG_QUALITY = 88  # the site makes its own copies of this one: nothing may show of two rounds
ENDINGS: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
}
Why = Literal["empty", "large", "kind", "film", "pixels", "broken", "locked", "not_allowed", "sound", "still_large"]
SAID: Mapping[Why, str] = {
    "empty": "Nothing is in this file.",
    "large": "This file is larger than {size}. Make it smaller, and add it again.",
    "kind": "This is no photo, PDF or recording that we know, whatever its name says.",
    "film": "A film is not kept here. Put it where the school allows, and add a link to it.",
    "pixels": "This picture is larger than any screen or camera. Save it smaller, and add it again.",
    "broken": "This file cannot be read; it may be cut off. Open it, save it again, and add it once more.",
    "locked": "This PDF is locked with a password. Save it without one, and add it again.",
    "not_allowed": "The school does not allow files of this kind beside evidence.",
    "sound": "We cannot take out what a device wrote into this recording. Save it as MP3, and add it again.",
    "still_large": "This file is larger than the {size} that the school allows. Make it smaller, and add it again.",
}
ONE_PICTURE = Lock()  # a picture of a hundred megapixels takes half a gigabyte while it is read: never two at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What may be kept. `width` and `height` in pixels; None: no picture."""

    content: bytes
    media_type: str
    width: int | None = None
    height: int | None = None

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why nothing is kept. `most` is the size that was passed, in bytes; None: that was not the reason."""

    why: Why
    most: int | None = None

    def said(self, words: Words) -> str:
        size = None if self.most is None else words.file_size(self.most)
        return words.say(SAID[self.why]) if size is None else words.say(SAID[self.why], size=size)


def taken_in(raw: bytes, policy: Policy) -> Taken | Refused:
    """What is kept of a file as a device gave it. Its first bytes say what it is; its name is never asked."""
    if not raw:
        return Refused(why="empty")
    if len(raw) > MOST_BYTES:
        return Refused(why="large", most=MOST_BYTES)
    kind = media_type_of(raw[:16])
    if kind is None:
        return Refused(why="kind")
    if kind.startswith("image/"):
        return _as_school_allows(_picture(raw, kind, policy), policy)
    if kind.startswith("video/"):
        return Refused(why="film")
    made_bare = BARE.get(kind)
    if made_bare is None:
        return Refused(why="sound" if kind.startswith("audio/") else "kind")
    return _as_school_allows(made_bare(raw), policy)


def _as_school_allows(taken: Taken | Refused, policy: Policy) -> Taken | Refused:
    if isinstance(taken, Refused):
        return taken
    if taken.media_type not in policy.media_types:
        return Refused(why="not_allowed")
    most = int(policy.max_file_mb * MEGABYTE)
    return Refused(why="still_large", most=most) if len(taken.content) > most else taken


def _picture(raw: bytes, kind: str, policy: Policy) -> Taken | Refused:
    try:
        with ONE_PICTURE, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of tags that are wrong in themselves: none is kept
            picture = bare(raw, "picture")
            picture.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    except ToolFailed as failed:
        return Refused(why="pixels" if "pixels" in failed.hint else "broken")
    media_type, content = _saved(picture, kind, policy)
    return Taken(content=content, media_type=media_type, width=picture.width, height=picture.height)


def _saved(picture: Image.Image, kind: str, policy: Policy) -> tuple[str, bytes]:
    """A drawing stays sharp, as PNG, where the school allows that and it takes no more room; all else is JPEG."""
    drawn = kind in SHARP_KINDS or picture.getcolors(FEW_COLOURS) is not None
    jpeg = ("image/jpeg", _written(_on_white(picture), "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True))
    if "image/png" not in policy.media_types or (not drawn and "image/jpeg" in policy.media_types):
        return jpeg
    png = ("image/png", _written(picture, "PNG", optimize=True))
    return png if "image/jpeg" not in policy.media_types or len(png[1]) <= len(jpeg[1]) else jpeg


def _written(picture: Image.Image, form: str, **how: object) -> bytes:
    held = BytesIO()
    picture.save(held, format=form, **how)
    return held.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _paper(raw: bytes) -> Taken | Refused:
    held = bare_paper(raw)
    return Refused(why=held) if isinstance(held, str) else Taken(content=held, media_type="application/pdf")


def _recording(made_bare: Callable[[bytes], bytes | None], media_type: str) -> Callable[[bytes], Taken | Refused]:
    def taken(raw: bytes) -> Taken | Refused:
        held = made_bare(raw)
        return Refused(why="sound") if held is None else Taken(content=held, media_type=media_type)

    return taken


BARE: Mapping[str, Callable[[bytes], Taken | Refused]] = {
    "application/pdf": _paper,
    "audio/mpeg": _recording(bare_mp3, "audio/mpeg"),
    "audio/mp4": _recording(bare_mp4, "audio/mp4"),
    "audio/wav": _recording(bare_wav, "audio/wav"),
}
