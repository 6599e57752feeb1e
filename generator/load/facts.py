"""Plain facts about the files beside evidence: how large, of what kind, whether a photo says where it was taken."""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from generator.load.frozen import frozen_years
from generator.load.layout import YAML_ENDINGS, listing_of
from generator.load.learner_folders import LearnerFolder
from generator.records.facts import Facts, FileFacts

JPEG = b"\xff\xd8\xff"
START_OF_PICTURE = 0xDA
APPLICATION_SEGMENTS = range(0xE0, 0xF0)
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, JPEG, "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    *((4, b"ftyp" + brand, "image/heic") for brand in HEIC_BRANDS),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypavis", "image/avif"),  # a sequence, of which the first picture is shown
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"PK\x03\x04", "application/zip"),
)
PHOTOS = ("image/jpeg", "image/png", "image/webp", "image/tiff", "image/heic", "image/avif")
LOCATED_IN_SOUND = (b"\xa9xyz", b"com.apple.quicktime.location")  # how recordings of a phone name their place
MOST_METADATA = 4_000_000
GPS_DIRECTORY = 0x8825


def facts_of(root: Path, folder: LearnerFolder) -> Facts:
    """Facts about every file in the learner's evidence folder that is not YAML, and about years that were put away."""
    top = f"{folder.folder}/evidence"
    files = {path: _facts(root / top / path) for path in _attachments(root, top, "")}
    return Facts(files=files, frozen=frozen_years(root, folder))


def _attachments(root: Path, top: str, below: str) -> Iterator[str]:
    listing = listing_of(root, f"{top}/{below}".rstrip("/"))
    for name in listing.files:
        if not name.endswith(YAML_ENDINGS):
            yield below + name
    for name in listing.folders:
        yield from _attachments(root, top, f"{below}{name}/")


def _facts(path: Path) -> FileFacts:
    try:
        with path.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            media_type = media_type_of(opened.read(16))
            located = says_where(opened, media_type)
    except OSError:  # nobody here may read it: of no kind we know
        return FileFacts(bytes=0, media_type=None, has_location=False)
    return FileFacts(bytes=size, media_type=media_type, has_location=located)


def media_type_of(first: bytes) -> str | None:
    """The kind of a file by its first bytes; its name proves nothing."""
    return next((kind for at, magic, kind in MAGIC if first[at : at + len(magic)] == magic), None)


def says_where(opened: BinaryIO, media_type: str | None) -> bool:
    """Whether a photo or a phone's recording tells where it was made."""
    if media_type in ("audio/mp4", "video/mp4"):
        return is_recorded_somewhere(opened)
    return media_type in PHOTOS and has_location(opened)


def is_recorded_somewhere(recording: BinaryIO) -> bool:
    """Phones write the place before the sound or after it."""
    recording.seek(0)
    head = recording.read(MOST_METADATA)
    recording.seek(0, os.SEEK_END)
    recording.seek(max(len(head), recording.tell() - MOST_METADATA))
    metadata = head + recording.read()
    return any(sign in metadata for sign in LOCATED_IN_SOUND)


def has_location(photo: BinaryIO) -> bool:
    """Whether a photo's metadata hold a position: EXIF of any container, or XMP."""
    photo.seek(0)
    start = photo.read(3)
    photo.seek(0)
    metadata = b"".join(_jpeg_metadata(photo)) if start == JPEG else photo.read(MOST_METADATA)
    if b"GPSLatitude" in metadata:
        return True
    return any(_has_gps_directory(metadata[start : start + 70_000]) for start in _tiff_starts(metadata))


def _jpeg_metadata(photo: BinaryIO) -> Iterator[bytes]:
    """The segments before the picture itself, which may be many megabytes."""
    photo.seek(2)
    while len(head := photo.read(4)) == 4 and head[0] == 0xFF and head[1] != START_OF_PICTURE:
        content = photo.read(max(0, int.from_bytes(head[2:], "big") - 2))
        if head[1] in APPLICATION_SEGMENTS:
            yield content


def _tiff_starts(head: bytes) -> Iterator[int]:
    """Where EXIF may start; in every container it is a small TIFF file."""
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        yield 0
    for marker, skip in ((b"Exif\x00\x00", 6), (b"eXIf", 4), (b"EXIF", 8)):
        at = head.find(marker)
        while at != -1:
            yield at + skip
            at = head.find(marker, at + 1)


def _has_gps_directory(tiff: bytes) -> bool:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return False
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    if first + 2 > len(tiff):
        return False
    (entries,) = struct.unpack_from(f"{order}H", tiff, first)
    for number in range(min(entries, 500)):
        at = first + 2 + 12 * number
        if at + 12 > len(tiff):
            return False
        if struct.unpack_from(f"{order}H", tiff, at)[0] == GPS_DIRECTORY:
            return True
    return False
