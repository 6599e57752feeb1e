"""Photos and drawings for the web: upright, no larger than a screen needs, in colours every screen knows, and bare.

A copy holds pixels and nothing else: no place, no day, no name of a phone. What phones write (HEIC) and what browsers
cannot show becomes WebP, with JPEG or PNG beside it for old browsers. Copies are kept, since making one takes a while.
"""

import os
import struct
import zlib
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps
from pillow_heif import register_heif_opener

from generator.problem import ToolFailed
from generator.view.attached import LARGE
from generator.view.page import PhotoCopy, SitePhoto

MOST_PIXELS = 120_000_000  # a hundred-megapixel phone; more is a bomb or a poster
MANY_PIXELS = 25_000_000
ENOUGH = 2 * LARGE  # pixels of the longer side that a decoder need not go beyond
FEW_COLOURS = 256  # a drawing or a picture of a screen: kept sharp, not smeared
RECIPE = 1  # raised when copies are made in another way
MADE_BY = f"{RECIPE}-{version('pillow')}-{version('pillow-heif')}"  # in a copy's name: other versions make other bytes
READABLE = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "HEIF", "AVIF")
UNREADABLE = (  # what the decoders raise of files that are cut off or changed, as fuzzing them shows
    *(OSError, EOFError, SyntaxError, ValueError, RuntimeError, OverflowError, KeyError, IndexError, TypeError),
    *(struct.error, zlib.error, MemoryError, Image.DecompressionBombError),
)
QUALITY: Mapping[str, Mapping[str, object]] = {
    "webp": {"quality": 80, "method": 4},
    "jpeg": {"quality": 82, "progressive": True, "optimize": True},
    "png": {"optimize": True},
}
SHARP: Mapping[str, Mapping[str, object]] = {**QUALITY, "webp": {"lossless": True, "method": 4}}

Image.MAX_IMAGE_PIXELS = None  # `bare` asks for MOST_PIXELS itself; the library would warn of what is no bomb
register_heif_opener(thumbnails=False)


def copies_of(photo: SitePhoto, root: Path, store: Path) -> Mapping[str, Path]:
    """Path in the site → the finished copy in `store`, a folder of one learner; made now unless it is there already.

    Raises ToolFailed for a file that is no picture, is cut off, or is larger than anybody photographs.
    """
    raw = within(root, photo.source).read_bytes()
    name = sha256(raw).hexdigest()[:32]
    kept = {copy.path: store / f"{name}-{MADE_BY}-{copy.longest}.{copy.format}" for copy in photo.copies}
    missing = tuple(copy for copy in photo.copies if not kept[copy.path].is_file())
    if missing:
        store.mkdir(parents=True, exist_ok=True)
        picture = bare(raw, photo.source)
        for copy in missing:
            written(picture, copy, kept[copy.path])
    return kept


def within(root: Path, source: str) -> Path:
    """The file, if it is one of this school's."""
    file = (root / source).resolve()
    if not file.is_relative_to(root.resolve()) or not file.is_file():
        raise ToolFailed("the site's files", f"{source} is no file of this school")
    return file


def forget_others(store: Path, kept: frozenset[Path]) -> None:
    """Take away what no page shows any more: a photo that was withdrawn must not stay behind."""
    if store.is_dir():
        for file in store.iterdir():
            if file not in kept:
                file.unlink()
        if not kept:
            store.rmdir()


def bare(raw: bytes, name: str) -> Image.Image:
    """The pixels of a photo, upright and in sRGB, in mode RGB or RGBA; nothing else of the file is left."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the library of PDFs lets half pictures pass, for everybody around it
    try:
        with Image.open(BytesIO(raw), formats=READABLE) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ToolFailed("photo", f"{name} has {opened.width} × {opened.height} pixels: save it smaller")
            opened.draft("RGB", (ENOUGH, ENOUGH))
            opened.load()
            if opened.width * opened.height > MANY_PIXELS and opened.mode in ("RGB", "RGBA", "L"):
                opened.thumbnail((ENOUGH, ENOUGH))  # before it is turned and copied: a gigabyte else
            picture = in_srgb(ImageOps.exif_transpose(opened))
    except UNREADABLE as failed:
        hint = f"{name} cannot be read as a picture; it may be cut off. Open it, and save it again as JPEG"
        raise ToolFailed("photo", hint) from failed
    picture.info.clear()
    return picture


def in_srgb(picture: Image.Image) -> Image.Image:
    """The colours as every screen shows them; a profile that cannot be read is left out."""
    see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    wanted = "RGBA" if see_through else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            turned = None
        if turned is not None:
            return turned
    if picture.mode == "F" or picture.mode.startswith("I"):
        picture = in_screen_greys(picture)
    return picture.convert(wanted)


def in_screen_greys(picture: Image.Image) -> Image.Image:
    """What scanners write: more greys than a screen has, of 16 bits or as shares of white."""
    fine = picture.convert("F")
    most = fine.getextrema()[1]
    as_shares = picture.mode == "F" and isinstance(most, float) and most <= 1
    return fine.point(lambda grey: grey * 255 if as_shares else grey / 257).convert("L")


def written(picture: Image.Image, copy: PhotoCopy, file: Path) -> None:
    """One copy, beside its place first, so that no half copy is ever taken for a whole one."""
    fitting = picture.copy()
    fitting.thumbnail((copy.longest, copy.longest), Image.Resampling.LANCZOS)
    how = SHARP if picture.getcolors(FEW_COLOURS) else QUALITY
    if copy.format == "jpeg" and fitting.mode == "RGBA":
        ground = Image.new("RGB", fitting.size, "white")
        ground.paste(fitting, mask=fitting.getchannel("A"))
        fitting = ground
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    fitting.save(beside, format=copy.format, **how[copy.format])
    beside.replace(file)
