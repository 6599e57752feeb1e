"""Pictures, recordings and papers of a site inside the one document that holds all its pages.

Each picture lies in it once, however many pages and languages show it, in the smallest copy that the site has.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from selectolax.lexbor import LexborNode

from generator.render.one_page_read import ReadPage, ReadSite

KINDS: Mapping[str, str] = {
    ".webp": "image/webp",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the document; width and height are in its own pixels."""

    anchor: str
    uri: str
    width: int
    height: int


def pictures_of(plain: Path, sites: tuple[ReadSite, ...]) -> Mapping[str, Picture]:
    """The pictures that pages show, by the path of the copy that is taken."""
    paths = dict.fromkeys(
        path
        for site in sites
        for page in site.pages
        for shown in page.content.css("img")
        if (path := copy_taken(plain, page, shown)) is not None
    )
    return {path: _picture(plain / path, number) for number, path in enumerate(paths, start=1)}


def copy_taken(plain: Path, page: ReadPage, shown: LexborNode) -> str | None:
    """The smallest of a picture's copies: each of them was made to look right. None: none is there."""
    found = [path for path in _copies(page, shown) if is_there(plain, path)]
    return min(found, key=lambda path: ((plain / path).stat().st_size, path), default=None)


def is_there(plain: Path, path: str) -> bool:
    """Whether this is a file of the learner's own folder; what lies beside that is nobody's here."""
    file = (plain / path).resolve()
    return file.is_relative_to(plain.resolve()) and file.is_file()


def _copies(page: ReadPage, shown: LexborNode) -> Iterator[str]:
    yield page.leads_to(shown.attrs.sget("src"))
    frame = shown.parent
    if frame is not None and frame.tag == "picture":
        for source in frame.css("source[srcset]"):
            for copy in source.attrs.sget("srcset").split(","):
                yield page.leads_to(copy.split()[0])


def _picture(file: Path, number: int) -> Picture:
    with Image.open(file) as picture:
        width, height = picture.size
    return Picture(anchor=f"picture-{number}", uri=uri_of(file), width=width, height=height)


def uri_of(file: Path) -> str:
    """The file itself, as an address."""
    kind = KINDS.get(file.suffix.lower(), "application/octet-stream")
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"
