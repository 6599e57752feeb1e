"""Copies of photos: upright, bare, small, in colours every screen shows; what is no photo is refused in words."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, ImageFile, PngImagePlugin

from generator.load.facts import has_location, media_type_of
from generator.problem import ToolFailed
from generator.render.photos import copies_of, forget_others
from generator.view.page import PhotoCopy, SitePhoto

SECRET = "Casa Azul 17"
WEBP = PhotoCopy(path="evidence/files/p-large.webp", format="webp", longest=1600)
SMALL = PhotoCopy(path="evidence/files/p-small.webp", format="webp", longest=640)
JPEG = PhotoCopy(path="evidence/files/p-large.jpg", format="jpeg", longest=1600)
PNG = PhotoCopy(path="evidence/files/p-large.png", format="png", longest=1600)


def scene(width: int = 400, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right, and enough colours between to be a photo."""
    picture = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((250, 10, 10), (0, 0, width // 4, height))
    picture.paste((10, 10, 250), (3 * width // 4, 0, width, height))
    return picture


def metadata(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = SECRET
    exif[ExifTags.Base.ImageDescription] = SECRET
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return exif


def saved(picture: Image.Image, form: str, **more: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, **more)
    return stream.getvalue()


def made(folder: Path, raw: bytes, *copies: PhotoCopy) -> dict[str, bytes]:
    """Format and size of copy → its bytes."""
    (folder / "photo").write_bytes(raw)
    kept = copies_of(SitePhoto(source="photo", copies=copies), folder, folder / "kept")
    return {path: file.read_bytes() for path, file in kept.items()}


def text_chunk() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Location", SECRET)
    return info


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("JPEG", {"exif": metadata(), "comment": SECRET, "xmp": f"<x>{SECRET}</x>".encode()}),
        ("PNG", {"exif": metadata(), "pnginfo": text_chunk()}),
        ("WEBP", {"exif": metadata(), "xmp": f"<x>{SECRET}</x>".encode()}),
        ("HEIF", {"exif": metadata(), "xmp": f"<x>{SECRET}</x>".encode()}),
        ("TIFF", {"exif": metadata()}),
    ],
)
def test_a_copy_holds_nothing_but_pixels(tmp_path: Path, form: str, more: dict[str, Any]) -> None:
    raw = saved(scene(), form, **more)
    assert SECRET.encode() in raw, "the test's own photo must tell it"
    for copy in made(tmp_path, raw, WEBP, SMALL, JPEG, PNG).values():
        assert SECRET.encode() not in copy
        assert not has_location(BytesIO(copy))
        with Image.open(BytesIO(copy)) as opened:
            assert not opened.getexif()
            assert {"exif", "xmp", "icc_profile", "comment", "Location"}.isdisjoint(opened.info)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "WEBP", "TIFF"])
def test_a_photo_stands_upright_however_the_phone_was_held(tmp_path: Path, orientation: int, form: str) -> None:
    turned: dict[int, Callable[[Image.Image], Image.Image]] = {
        1: lambda it: it,
        2: lambda it: it.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: lambda it: it.transpose(Image.Transpose.ROTATE_180),
        4: lambda it: it.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: lambda it: it.transpose(Image.Transpose.TRANSPOSE),
        6: lambda it: it.transpose(Image.Transpose.ROTATE_90),
        7: lambda it: it.transpose(Image.Transpose.TRANSVERSE),
        8: lambda it: it.transpose(Image.Transpose.ROTATE_270),
    }
    copies = made(tmp_path, saved(turned[orientation](scene()), form, exif=metadata(orientation)), WEBP)
    with Image.open(BytesIO(copies[WEBP.path])) as opened:
        upright = opened.convert("RGB")
    assert upright.size == (400, 200)
    left, right = upright.getpixel((10, 100)), upright.getpixel((390, 100))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > 200 > left[2]
    assert right[2] > 200 > right[0]


def test_a_photo_is_no_larger_than_a_screen_needs(tmp_path: Path) -> None:
    raw = saved(scene(4000, 3000), "JPEG", quality=95)
    copies = made(tmp_path, raw, WEBP, SMALL, JPEG)
    sizes = {path: Image.open(BytesIO(copy)).size for path, copy in copies.items()}
    assert sizes == {WEBP.path: (1600, 1200), SMALL.path: (640, 480), JPEG.path: (1600, 1200)}
    assert sum(map(len, copies.values())) < len(raw) / 2


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    assert Image.open(BytesIO(made(tmp_path, saved(scene(), "JPEG"), WEBP)[WEBP.path])).size == (400, 200)


def test_a_drawing_keeps_every_pixel_and_what_can_be_seen_through(tmp_path: Path) -> None:
    drawing = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    drawing.paste((10, 60, 120, 255), (20, 10, 40, 30))
    copies = made(tmp_path, saved(drawing, "PNG"), WEBP, PNG)
    for copy in copies.values():
        with Image.open(BytesIO(copy)) as opened:
            assert opened.convert("RGBA").getpixel((30, 20)) == (10, 60, 120, 255)
            assert opened.convert("RGBA").getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "F"])
def test_every_way_to_store_pixels_can_be_shown(tmp_path: Path, mode: str) -> None:
    picture = scene().convert("L").convert("I").convert("I;16") if mode == "I;16" else scene().convert(mode)
    raw = saved(picture, "TIFF")
    for copy in made(tmp_path, raw, WEBP, JPEG).values():
        assert Image.open(BytesIO(copy)).size == (400, 200)


def test_colours_of_another_profile_become_those_of_every_screen(tmp_path: Path) -> None:
    """The profile is used and then left out; one that is broken does no harm."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = made(tmp_path, saved(scene(), "JPEG", icc_profile=profile, quality=95), PNG)[PNG.path]
    broken = made(tmp_path, saved(scene(), "JPEG", icc_profile=b"no profile", quality=95), PNG)[PNG.path]
    for copy in (told, broken):
        pixel = Image.open(BytesIO(copy)).convert("RGB").getpixel((10, 100))
        assert isinstance(pixel, tuple)
        assert max(abs(a - b) for a, b in zip(pixel, (250, 10, 10), strict=True)) < 12


def test_the_same_photo_gives_the_same_bytes_and_is_made_once(tmp_path: Path) -> None:
    raw = saved(scene(), "JPEG")
    first = made(tmp_path, raw, WEBP, JPEG)
    stamps = {file: file.stat().st_mtime_ns for file in (tmp_path / "kept").iterdir()}
    assert made(tmp_path, raw, WEBP, JPEG) == first
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "kept").iterdir()} == stamps


def test_copies_of_a_withdrawn_photo_do_not_stay(tmp_path: Path) -> None:
    made(tmp_path, saved(scene(), "JPEG"), WEBP)
    made(tmp_path, saved(scene(300, 300), "JPEG"), WEBP)
    stays = copies_of(SitePhoto(source="photo", copies=(WEBP,)), tmp_path, tmp_path / "kept")
    forget_others(tmp_path / "kept", frozenset(stays.values()))
    assert set((tmp_path / "kept").iterdir()) == set(stays.values())
    forget_others(tmp_path / "kept", frozenset())
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (saved(scene(), "JPEG")[:600], "it is cut off"),
        (saved(scene(), "PNG")[:-200], "its end is missing"),
        (saved(scene(), "HEIF")[:500], "so is this one's"),
        (b"\xff\xd8\xff" + bytes(100), "only its first bytes are a photo's"),
        (b"", "it is empty"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "a picture that is a program is never opened"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(tmp_path: Path, raw: bytes, because: str) -> None:
    with pytest.raises(ToolFailed, match="photo cannot be read as a picture"):
        made(tmp_path, raw, WEBP)
    assert not list((tmp_path / "kept").iterdir()) if (tmp_path / "kept").exists() else True, because


def test_a_picture_of_a_thousand_million_pixels_is_refused(tmp_path: Path) -> None:
    head = saved(Image.new("1", (8, 8)), "PNG")
    bomb = head[:16] + (40_000).to_bytes(4, "big") + (30_000).to_bytes(4, "big") + head[24:]
    with pytest.raises(ToolFailed, match=r"pixels|cannot be read"):
        made(tmp_path, bomb, WEBP)


def test_a_link_out_of_the_school_is_no_photo(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    (tmp_path / "outside.jpg").write_bytes(saved(scene(), "JPEG"))
    (tmp_path / "school" / "photo").symlink_to(tmp_path / "outside.jpg")
    with pytest.raises(ToolFailed, match="no file of this school"):
        copies_of(SitePhoto(source="photo", copies=(WEBP,)), tmp_path / "school", tmp_path / "kept")


def test_what_phones_write_is_known_by_its_first_bytes() -> None:
    assert media_type_of(saved(scene(), "HEIF")[:16]) == "image/heic"


def scanned(mode: str, dtype: str, white: float) -> bytes:
    """A grey ramp of 256 steps, as scanners write it."""
    ramp = b"".join(
        struct.pack(dtype, white * step / 255 if "f" in dtype else round(white * step / 255)) for step in range(256)
    )
    return saved(Image.frombytes(mode, (256, 1), ramp), "TIFF")


@pytest.mark.parametrize(
    ("mode", "form", "white", "because"),
    [
        ("I;16", "<H", 65535, "16 bits, as on most machines"),
        ("I;16B", ">H", 65535, "16 bits the other way round"),
        ("I", "=i", 65535, "16 bits in places for 32"),
        ("F", "=f", 1.0, "shares of white"),
        ("F", "=f", 65535.0, "16 bits as numbers with a point"),
    ],
)
def test_a_scan_keeps_its_greys(tmp_path: Path, mode: str, form: str, white: float, because: str) -> None:
    copy = made(tmp_path, scanned(mode, form, white), PNG)[PNG.path]
    with Image.open(BytesIO(copy)) as opened:
        greys = [opened.convert("L").getpixel((x, 0)) for x in (0, 64, 128, 255)]
    assert all(abs(int(str(grey)) - x) <= 1 for grey, x in zip(greys, (0, 64, 128, 255), strict=True)), because


def test_the_library_keeps_quiet_about_a_large_photo(tmp_path: Path) -> None:
    """A phone of a hundred megapixels is no bomb; what is one is refused in our words."""
    raw = saved(Image.new("L", (11_600, 8_700), 7), "PNG", compress_level=1)
    with Image.open(BytesIO(made(tmp_path, raw, SMALL)[SMALL.path])) as opened:
        assert opened.size == (640, 480)


def test_half_a_photo_is_told_whatever_another_library_has_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as the library of PDFs leaves it
    raw = saved(scene(), "JPEG")
    with pytest.raises(ToolFailed, match="it may be cut off"):
        made(tmp_path, raw[: len(raw) // 2], WEBP)
