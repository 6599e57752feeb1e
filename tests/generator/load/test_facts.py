"""Facts about photos and papers beside evidence."""

from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from PIL import ExifTags, Image

from generator.load.facts import facts_of, has_location, media_type_of
from generator.load.learner_folders import LearnerFolder

FOLDER = LearnerFolder(learner="s-0001")


def photo(form: str, *, located: bool, **more: Any) -> bytes:
    """A tiny picture, with or without a position in its EXIF."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "A camera"
    if located:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    stream = BytesIO()
    Image.new("RGB", (2, 2)).save(stream, form, exif=exif, **more)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("located", [True, False])
def test_a_position_in_a_photo_is_found(form: str, located: bool) -> None:
    assert has_location(BytesIO(photo(form, located=located))) is located


@pytest.mark.parametrize(("start", "order"), [(b"II*\x00", "little"), (b"MM\x00*", "big")])
def test_a_position_is_found_in_either_order_of_bytes(start: bytes, order: Literal["little", "big"]) -> None:
    directory = (1).to_bytes(2, order) + (0x8825).to_bytes(2, order) + bytes(10)
    assert has_location(BytesIO(start + (8).to_bytes(4, order) + directory))


def test_a_position_in_xmp_is_found() -> None:
    xmp = b"http://ns.adobe.com/xap/1.0/\x00<exif:GPSLatitude>40,42N</exif:GPSLatitude>"
    segment = b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp
    plain = photo("JPEG", located=False)
    assert has_location(BytesIO(plain[:2] + segment + plain[2:]))
    assert not has_location(BytesIO(plain + xmp)), "behind the picture's end there is no metadata"


@pytest.mark.parametrize(
    "cut",
    [
        b"Exif\x00\x00",
        b"Exif\x00\x00II*\x00",
        b"Exif\x00\x00II*\x00\xff\xff\xff\xff",
        b"eXIfMM\x00*\x00\x00\x00\x08\x00\x05\x88",
    ],
)
def test_metadata_that_end_too_early_hold_nothing(cut: bytes) -> None:
    assert not has_location(BytesIO(b"\x89PNG\r\n\x1a\n" + cut))
    assert not has_location(BytesIO(b"\xff\xd8\xff\xe1\xff\xff" + cut))


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"%PDF-1.7", "application/pdf"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftyphevx", "image/heic"),
        (b"\x00\x00\x00\x18ftypavis", "image/avif"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"MZ\x90\x00", None),
        (b"", None),
    ],
)
def test_the_kind_of_a_file_is_what_its_bytes_say(first: bytes, kind: str | None) -> None:
    assert media_type_of(first) == kind


def test_every_file_beside_evidence_is_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "plans/s-0001/evidence"
    (folder / "photos").mkdir(parents=True)
    (folder / "2026-10-01-a.yml").write_text("evidence: []\n")
    (folder / "a.jpg").write_bytes(photo("JPEG", located=True))
    (folder / "photos/b.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / ".hidden").write_bytes(b"x")
    facts = facts_of(tmp_path, FOLDER).files
    assert list(facts) == ["a.jpg", "photos/b.pdf"]
    assert (facts["a.jpg"].media_type, facts["a.jpg"].has_location) == ("image/jpeg", True)
    assert (facts["photos/b.pdf"].bytes, facts["photos/b.pdf"].has_location) == (9, False)


def test_a_learner_without_evidence_has_no_facts(tmp_path: Path) -> None:
    assert facts_of(tmp_path, FOLDER).files == {}
