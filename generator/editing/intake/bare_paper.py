"""PDFs without what programs wrote beside the pages: authors, titles, days, earlier versions, files and scripts inside.

What somebody wrote on the pages stays, filled-in fields and comments too; who wrote a comment and when goes.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

import pikepdf

from generator.publish.tags_of_media import END_OF_SCAN

OF_ANY_OBJECT = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/AF", "/WebCaptureInfo")
OF_THE_PAPER = ("/OpenAction", "/AF", "/Collection", "/SpiderInfo", "/Legal", "/Perms")
OF_NAMES = ("/EmbeddedFiles", "/JavaScript")
OF_A_COMMENT = ("/T", "/M", "/NM", "/CreationDate")
FULL_FILES = ("/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D")
ACTS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData")  # what a paper does by itself, or with one click
OF_AN_ACT = ("/Type", "/S", "/Next")  # what may be left of those: nothing that does anything
MOST_OF_A_PICTURE = 100_000_000  # bytes that a packed photo may unpack to
MOST_TO_DRAW = 100_000_000  # bytes that all that is drawn by words unpacks to, pictures aside
START_OF_SCAN, END_OF_PICTURE = 0xDA, b"\xff\xd9"
DESCRIBED = (*range(0xE0, 0xF0), 0xFE)  # segments of a JPEG that programs write for one another, and comments
COLOURS = (b"JFIF\0", b"Adobe")  # those without which its colours would be others


def bare_paper(raw: bytes) -> bytes | Literal["locked", "broken"]:
    """The same pages in a file that tells nothing else; or why that cannot be."""
    try:
        with pikepdf.open(BytesIO(raw)) as paper:
            if paper.is_encrypted:
                return "locked"
            if not len(paper.pages) or _is_a_bomb(paper):
                return "broken"
            _emptied(paper)
            held = BytesIO()
            paper.remove_unreferenced_resources()
            paper.save(
                held,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,  # a little may unpack to a lot
            )
    except pikepdf.PasswordError:
        return "locked"
    except (pikepdf.PdfError, pikepdf.DataDecodingError, zlib.error, ValueError, TypeError, KeyError, RuntimeError):
        return "broken"
    return held.getvalue()


def _is_a_bomb(paper: pikepdf.Pdf) -> bool:
    """Whether a few bytes would unpack to more than any paper has, or are packed twice, as no program does it."""
    left = MOST_TO_DRAW
    for each in paper.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        filters = _filters_of(each)
        if filters.count("/FlateDecode") > 1:
            return True
        if filters[:1] == ["/FlateDecode"] and each.get("/Subtype") != pikepdf.Name.Image:
            left -= len(_unpacked(each.read_raw_bytes(), left + 1))
            if left < 0:
                return True
    return False


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""  # it will be told broken, or is never drawn


def _filters_of(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    return [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]


def _emptied(paper: pikepdf.Pdf) -> None:
    if "/Info" in paper.trailer:
        del paper.trailer["/Info"]
    _without(paper.Root, OF_THE_PAPER)
    names = paper.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _without(names, OF_NAMES)
    for page in paper.pages:
        _comments_unsigned(page.obj)
    for holder in _dictionaries(paper):
        _without(holder, OF_ANY_OBJECT)
        if str(holder.get("/S")) in ACTS:
            _without(holder, tuple(key for key in holder.keys() if key not in OF_AN_ACT))  # noqa: SIM118 - no mapping
        if isinstance(holder, pikepdf.Stream):
            _photo_bared(holder)


def _dictionaries(paper: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, also those that stand inside others."""
    waiting = list(paper.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += [one for one in each if not _is_shared(one)]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            waiting += [one for _, one in each.items() if not _is_shared(one)]


def _is_shared(one: object) -> bool:
    """Whether an object stands by itself, so that the list of all objects leads to it."""
    return not isinstance(one, pikepdf.Object) or one.is_indirect


def _without(holder: pikepdf.Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]


def _comments_unsigned(page: pikepdf.Dictionary) -> None:
    comments = page.get("/Annots")
    if not isinstance(comments, pikepdf.Array):
        return
    kept = [one for one in comments if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") not in FULL_FILES]
    for comment in kept:
        if comment.get("/Subtype") != pikepdf.Name.Widget:
            _without(comment, OF_A_COMMENT)
    page["/Annots"] = pikepdf.Array(kept)


def _photo_bared(stream: pikepdf.Stream) -> None:
    """A photo inside a paper says as much as one beside it: scanning apps put it there as the camera wrote it."""
    filters = _filters_of(stream)
    if filters not in (["/DCTDecode"], ["/FlateDecode", "/DCTDecode"]):
        return
    photo = stream.read_raw_bytes()
    how = stream.get("/DecodeParms")
    if len(filters) > 1:
        photo, how = zlib.decompressobj().decompress(photo, MOST_OF_A_PICTURE), None
    kept = how if isinstance(how, pikepdf.Dictionary | pikepdf.Array) else None
    stream.write(without_tags(photo), filter=pikepdf.Name.DCTDecode, decode_parms=kept)


def without_tags(photo: bytes) -> bytes:
    """A JPEG without the segments that describe it and without what stands behind it, its pixels untouched."""
    kept, at = [photo[:2]], 2
    while at + 4 <= len(photo) and photo[at] == 0xFF:
        kind, end = photo[at + 1], at + 2 + int.from_bytes(photo[at + 2 : at + 4], "big")
        if kind == START_OF_SCAN:
            found = END_OF_SCAN.search(photo, end)
            end = found.start() if found else len(photo)
        if kind not in DESCRIBED or photo[at + 4 : end].startswith(COLOURS):
            kept.append(photo[at:end])
        at = end
        if photo[at : at + 2] == END_OF_PICTURE:
            break
    return b"".join((*kept, END_OF_PICTURE))
