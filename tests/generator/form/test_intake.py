"""What is kept of a file as a device gave it: the picture, the paper or the sound, and no word besides."""

import struct
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from generator.editing.intake.bare_paper import without_tags
from generator.editing.intake.files import MOST_BYTES, Refused, Taken, taken_in
from generator.load.facts import media_type_of, says_where
from generator.problem import Place
from generator.publish.paper_text import document_strings
from generator.publish.tags_of_media import media_strings
from generator.records.school import Policy
from generator.view.attached import LARGE
from tests.conftest import TOP

SECRET = b"Planted-Secret-Words-4711"
POLICY = Policy(
    media_types=("image/jpeg", "image/png", "application/pdf", "audio/mpeg", "audio/mp4", "audio/wav"),
    place=Place("plans/school.yml"),
)


def noise(width: int = 320, height: int = 240, mode: str = "RGB") -> Image.Image:
    """A photo, as far as a program can tell: many colours, no plain ground."""
    bands = [Image.effect_noise((width, height), 40 + 20 * band) for band in range(3)]
    return Image.merge("RGB", bands).convert(mode)


def drawing() -> Image.Image:
    sheet = Image.new("RGB", (900, 600), "white")
    ImageDraw.Draw(sheet).line((10, 20, 880, 590), fill="red", width=9)
    return sheet


def exif() -> Image.Exif:
    """What a phone writes: turned a quarter, by whom, with what, where."""
    tags = Image.Exif()
    tags[0x0112], tags[0x013B], tags[0x010F] = 6, SECRET.decode(), SECRET.decode()
    tags.get_ifd(0x8825).update({1: "N", 2: (44.0, 3.0, 5.0), 3: "W", 4: (69.0, 2.0, 1.0), 29: "2026:11:20"})
    return tags


def told(picture: Image.Image, form: str, **how: object) -> bytes:
    held = BytesIO()
    picture.save(held, format=form, **how)
    return held.getvalue()


def png_that_tells() -> bytes:
    words = PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("Comment", SECRET.decode() * 4, zip=True)
    return told(noise(), "PNG", pnginfo=words, exif=exif()) + SECRET


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>44,3N</exif:GPSLatitude>' + SECRET + b"</x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET


@cache
def photos_that_tell() -> dict[str, bytes]:
    jpeg = told(noise(), "JPEG", exif=exif(), comment=SECRET, xmp=XMP, icc_profile=PROFILE)
    return {
        "jpeg": jpeg,
        "jpeg with a second one behind it": jpeg + SECRET + jpeg,
        "png": png_that_tells(),
        "webp": told(noise(), "WEBP", exif=exif(), xmp=XMP, icc_profile=PROFILE),
        "heic": told(noise(), "HEIF", exif=exif().tobytes(), xmp=XMP),
        "avif": told(noise(), "AVIF", exif=exif(), xmp=XMP),
        "tiff": told(noise(), "TIFF", exif=exif()),
        "gif that moves": told(noise(), "GIF", save_all=True, append_images=[noise()], comment=SECRET),
        "many pictures in one": told(noise(), "MPO", save_all=True, append_images=[noise()], exif=exif()),
    }


PHOTOS = (
    "jpeg",
    "jpeg with a second one behind it",
    "png",
    "webp",
    "heic",
    "avif",
    "tiff",
    "gif that moves",
    "many pictures in one",
)


def test_every_photo_is_looked_at() -> None:
    assert set(PHOTOS) == set(photos_that_tell())


@pytest.mark.parametrize("photo", PHOTOS)
def test_a_photo_says_nothing_but_what_it_shows(photo: str) -> None:
    taken = taken_in(photos_that_tell()[photo], POLICY)
    assert isinstance(taken, Taken), taken
    assert not any(SECRET.decode()[:12] in said for said in media_strings(taken.content))
    assert SECRET not in taken.content
    assert not says_where(BytesIO(taken.content), taken.media_type)
    with Image.open(BytesIO(taken.content)) as kept:
        assert not kept.getexif()
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


@pytest.mark.parametrize(
    ("made", "size", "kind", "because"),
    [
        (lambda: told(noise(), "JPEG", exif=exif()), (240, 320), "image/jpeg", "a phone held upright says so in EXIF"),
        (lambda: told(noise(2400, 1800), "JPEG"), (LARGE, 1200), "image/jpeg", "no screen shows more of it"),
        (lambda: told(noise(50, 40), "JPEG"), (50, 40), "image/jpeg", "what is small stays as it is"),
        (lambda: told(drawing(), "PNG"), (900, 600), "image/png", "lines stay sharp"),
        (lambda: told(drawing(), "GIF"), (900, 600), "image/png", "a drawing is one in any file"),
        (lambda: told(noise(), "PNG"), (320, 240), "image/jpeg", "a photo somebody saved as PNG"),
        (lambda: told(noise(mode="L"), "JPEG"), (320, 240), "image/jpeg", "few greys do not make a drawing"),
        (lambda: told(noise(mode="CMYK"), "JPEG"), (320, 240), "image/jpeg", "from a print shop"),
        (lambda: told(Image.new("I;16", (90, 60), 40000), "PNG"), (90, 60), "image/png", "a scanner of 16 bits"),
        (lambda: told(Image.new("RGBA", (90, 60), (9, 9, 9, 0)), "PNG"), (90, 60), "image/png", "nothing behind it"),
    ],
)
def test_what_becomes_of_a_picture(made: Callable[[], bytes], size: tuple[int, int], kind: str, because: str) -> None:
    taken = taken_in(made(), POLICY)
    assert isinstance(taken, Taken), because
    assert ((taken.width, taken.height), taken.media_type) == (size, kind), because
    with Image.open(BytesIO(taken.content)) as kept:
        assert (kept.size, media_type_of(taken.content[:16])) == (size, kind), because


@pytest.mark.parametrize(
    ("allowed", "kind"),
    [(("image/png",), "image/png"), (("image/jpeg",), "image/jpeg"), (("image/webp",), None)],
)
def test_pictures_are_kept_as_the_school_allows(allowed: tuple[str, ...], kind: str | None) -> None:
    taken = taken_in(told(drawing(), "WEBP"), Policy(media_types=allowed, place=Place("plans/school.yml")))
    assert (taken.media_type if isinstance(taken, Taken) else None) == kind


def bomb() -> bytes:
    """A PNG that says it has 65,000 × 65,000 pixels."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 65_000, 65_000, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(999))))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held)) for kind, held in chunks
    )


def locked_pdf() -> bytes:
    paper = pikepdf.new()
    paper.add_blank_page()
    held = BytesIO()
    paper.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


@pytest.mark.parametrize(
    ("made", "why", "because"),
    [
        (lambda: b"", "empty", "a phone whose memory is full gives empty files"),
        (lambda: b"Dear all, I was ill.", "kind", "a letter that is called photo.jpg"),
        (lambda: b"\xff\xd8\xff" + bytes(MOST_BYTES), "large", "nobody's camera makes such a photo"),
        (bomb, "pixels", "it would fill the memory of the machine"),
        (lambda: photos_that_tell()["jpeg"][:6000], "broken", "the network went away in the middle"),
        (lambda: b"\x89PNG\r\n\x1a\n" + b"no chunk", "broken", "only its beginning is right"),
        (lambda: b"\0\0\0\x18ftypisom" + bytes(40), "film", "films are linked"),
        (locked_pdf, "locked", "nobody could look inside"),
        (lambda: b"%PDF-1.7 and then nothing", "broken", "no paper"),
        (lambda: b"OggS" + bytes(60), "sound", "its tags stand among its sound"),
        (lambda: b"ID3" + bytes(600), "sound", "tags and no sound"),
        (lambda: b"PK\x03\x04" + bytes(60), "kind", "a document of an office program"),
    ],
)
def test_what_is_not_kept_is_refused_with_its_reason(made: Callable[[], bytes], why: str, because: str) -> None:
    refused = taken_in(made(), POLICY)
    assert isinstance(refused, Refused), because
    assert refused.why == why, because


def paper_that_tells(attached: Path) -> bytes:
    """A scan as an app makes it: a photo with its tags, and all else a PDF can hold beside its pages."""
    paper = pikepdf.new()
    secret, photo = SECRET.decode(), photos_that_tell()["jpeg"]
    page = paper.add_blank_page()
    shown = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Width": 320, "Height": 240}
    held = paper.make_stream(photo, **shown, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8)
    held.Filter = pikepdf.Name.DCTDecode
    packed = paper.make_stream(zlib.compress(photo), **shown, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8)
    packed.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    for name, image in (("A", held), ("B", packed)):
        page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name(f"/{name}"))
    page.Contents = paper.make_stream(b"q 99 0 0 99 0 0 cm /A Do /B Do Q")
    page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(LastModified="D:2026", Private=secret))
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=secret, Contents="Well done")
    note.Rect = pikepdf.Array([0, 0, 9, 9])
    page.Annots = pikepdf.Array([note])
    paper.docinfo["/Author"] = secret
    with paper.open_metadata() as metadata:
        metadata["dc:creator"] = [secret]
    paper.attachments["secret.txt"] = pikepdf.AttachedFileSpec.from_filepath(paper, attached)
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=secret)
    written = BytesIO()
    paper.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def test_a_paper_keeps_its_pages_and_tells_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(SECRET)
    told_by = paper_that_tells(tmp_path / "secret.txt")
    taken = taken_in(told_by, POLICY)
    assert isinstance(taken, Taken)
    assert taken.media_type == "application/pdf"
    laid_open = BytesIO()
    with pikepdf.open(BytesIO(taken.content)) as paper:
        assert str(paper.pages[0].Annots[0].Contents) == "Well done"
        for name in ("/A", "/B"):
            photo = paper.pages[0].Resources.XObject[name].read_raw_bytes()
            with Image.open(BytesIO(photo)) as shown:
                assert shown.tobytes() == Image.open(BytesIO(photos_that_tell()["jpeg"])).tobytes()
            assert SECRET not in photo
        paper.save(laid_open, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    assert SECRET not in laid_open.getvalue()
    assert not any(SECRET.decode() in said for said in document_strings(taken.content))
    assert taken_in(told_by, POLICY) == taken, "the same bytes for the same paper"


ACTIONS = (
    {"/S": pikepdf.Name.Launch, "/F": "calc.exe"},
    {"/S": pikepdf.Name.SubmitForm, "/F": "http://evil.example"},
    {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"},
)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_paper_does_nothing_by_itself_or_with_a_click(action: dict[str, Any]) -> None:
    paper, written = pikepdf.new(), BytesIO()
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(action))
    web = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://a.example")
    )
    paper.add_blank_page().Annots = pikepdf.Array([link, web])
    paper.save(written)
    taken = taken_in(written.getvalue(), POLICY)
    assert isinstance(taken, Taken)
    with pikepdf.open(BytesIO(taken.content)) as bare:
        first, second = bare.pages[0].Annots
        assert set(first.A.keys()) == {"/S"}
        assert str(second.A.URI) == "https://a.example", "a link to look at stays"


@pytest.mark.parametrize(("times", "because"), [(1, "more than any paper draws"), (2, "packed twice")])
def test_a_paper_that_unpacks_to_more_than_there_is_room_for_is_refused(times: int, because: str) -> None:
    paper, written = pikepdf.new(), BytesIO()
    content = b" " * 101_000_000
    for _ in range(times):
        content = zlib.compress(content)
    stream = paper.make_stream(b"")
    stream.write(content, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * times))
    paper.add_blank_page().Contents = stream
    paper.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    taken = taken_in(written.getvalue(), POLICY)
    assert isinstance(taken, Refused), because
    assert taken.why == "broken", because


def test_a_photo_in_a_paper_keeps_its_pixels() -> None:
    for photo in (told(noise(), "JPEG", progressive=True, exif=exif()), told(noise(mode="CMYK"), "JPEG")):
        with Image.open(BytesIO(photo)) as before, Image.open(BytesIO(without_tags(photo))) as after:
            assert before.tobytes() == after.tobytes()


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def m4a(handler: bytes = b"soun") -> bytes:
    tags = box(b"udta", box(b"\xa9xyz", SECRET), box(b"meta", bytes(4), SECRET))
    media = box(
        b"mdia",
        box(b"mdhd", bytes(4), b"\xe3\x11\x11\x11" * 2, bytes(12)),
        box(b"hdlr", bytes(8), handler, bytes(12), SECRET),
    )
    moov = box(b"moov", box(b"mvhd", bytes(4), b"\xe3\x11\x11\x11" * 2, bytes(88)), box(b"trak", media), tags)
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"free", SECRET) + box(b"mdat", b"\x01\x02sound")


def test_recordings_keep_their_sound_and_lose_their_tags() -> None:
    mp3 = next((TOP / "plans").rglob("*.mp3")).read_bytes()
    sound = taken_in(mp3, POLICY)
    tagged = taken_in(b"ID3\x04\0\0\0\0\x01\0" + SECRET.ljust(128, b"\xff") + mp3 + b"TAG" + SECRET.ljust(125), POLICY)
    assert isinstance(tagged, Taken)
    assert tagged == sound
    assert SECRET not in tagged.content
    kept = taken_in(m4a(), POLICY)
    assert isinstance(kept, Taken)
    assert (len(kept.content), kept.content[-7:]) == (len(m4a()), b"\x01\x02sound"[-7:])
    assert SECRET not in kept.content
    assert b"\xe3\x11\x11\x11" not in kept.content, "neither the day"
    assert taken_in(m4a(b"vide"), POLICY) == Refused(why="sound")
    wav = b"RIFF\0\0\0\0WAVE" + b"".join(
        kind + struct.pack("<I", len(held)) + held
        for kind, held in ((b"LIST", SECRET + b"!"), (b"fmt ", bytes(16)), (b"data", b"\x01\x02\x03\x04"))
    )
    heard = taken_in(wav, POLICY)
    assert isinstance(heard, Taken)
    assert SECRET not in heard.content
    assert heard.content.endswith(b"\x01\x02\x03\x04")


def test_a_file_that_is_too_large_for_the_school_is_refused_after_it_was_made_smaller() -> None:
    narrow = Policy(max_file_mb=POLICY.max_file_mb / 1000, media_types=POLICY.media_types, place=POLICY.place)
    assert isinstance(taken_in(told(noise(60, 40), "JPEG"), narrow), Taken)
    assert taken_in(told(noise(900, 900), "JPEG"), narrow) == Refused(why="still_large", most=10_000)


def test_a_paper_whose_photo_is_packed_wrongly_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(SECRET)
    whole = paper_that_tells(tmp_path / "secret.txt")
    packed = zlib.compress(photos_that_tell()["jpeg"])
    assert packed in whole
    assert taken_in(whole.replace(packed, packed[:-4] + b"????"), POLICY) == Refused(why="broken")


@cache
def forms() -> tuple[bytes, ...]:
    return (*photos_that_tell().values(), paper_that_tells(Path(__file__)), m4a())


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    whole=st.deferred(lambda: st.sampled_from(forms())),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=6),
    until=st.floats(0.02, 1),
)
def test_whatever_is_wrong_in_a_file_it_is_taken_or_refused_in_words(
    whole: bytes, cuts: list[tuple[float, bytes]], until: float
) -> None:
    changed = bytearray(whole)
    for place, put in cuts:
        at = int(place * place * (len(changed) - 1))  # beginnings are read most
        changed[at : at + len(put)] = put
    answer = taken_in(bytes(changed[: int(until * len(changed)) or 1]), POLICY)
    if isinstance(answer, Taken) and answer.media_type.startswith("image/"):
        assert SECRET not in answer.content
        Image.open(BytesIO(answer.content)).load()
