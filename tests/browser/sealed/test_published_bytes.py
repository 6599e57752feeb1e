"""A search of every published byte for words of the plans, by means of its own and not those of the build's gate."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.browser.sealed.host import Host
from tests.browser.sealed.publications import Publications, Sealed

pytestmark = pytest.mark.build

SHORTEST = 5  # letters: shorter words come up by chance in random bytes written as base64
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
STREAM = (b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def texts_in(value: object) -> Iterator[str]:
    """Every text of a YAML file that people wrote, keys left out."""
    if isinstance(value, dict):
        for inside in value.values():
            yield from texts_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts_in(inside)
    elif isinstance(value, str):
        yield value


def words_of(school: Path) -> frozenset[str]:
    """Words and ids of a school's plans and people."""
    files = [file for file in (school / "plans").rglob("*.yml") if file.name not in {"school.yml", "calendar.yml"}]
    texts = [text for file in files for text in texts_in(YAML(typ="safe", pure=True).load(file))]
    names = [path.stem for path in (school / "plans").rglob("*") if path.is_file()]
    words = {word.casefold() for text in (*texts, *names) for word in WORD.findall(text)}
    ids = {found for text in texts for found in re.findall(r"\b[a-z]-\d{4,}\b", text)}
    return frozenset(words | ids)


def said_by_everybody(sealed: Sealed) -> str:
    """The theme and the browser side, which are the same in any school's site."""
    shared = [file for top in ("_theme", "_pb") for file in (sealed.site / top).rglob("*") if file.is_file()]
    texts = (file.read_bytes().decode("utf-8", "ignore") for file in (*shared, sealed.site / "index.html"))
    return "\n".join(texts).casefold()


def readings_of(content: bytes) -> Iterator[str]:
    """What a curious person makes of a file: text in several encodings, base64 and hex undone, streams unpacked."""
    yield content.decode("utf-8", "ignore")
    for shift in (0, 1):
        yield content[shift:].decode("utf-16-le", "ignore")
    for at in (found.start() for sign in STREAM for found in re.finditer(re.escape(sign), content)):
        try:
            yield zlib.decompressobj(47).decompress(content[at:], 1_000_000).decode("utf-8", "ignore")
        except zlib.error:
            continue
    for text in re.findall(rb"[A-Za-z0-9+/_-]{16,}", content):
        for shift in range(4):
            piece = text[shift : len(text) - (len(text) - shift) % 4].replace(b"-", b"+").replace(b"_", b"/")
            yield base64.b64decode(piece).decode("utf-8", "ignore")
    for text in re.findall(rb"(?:[0-9a-fA-F]{2}){8,}", content):
        yield bytes.fromhex(text.decode()).decode("utf-8", "ignore")


def words_found(site: Path, wanted: frozenset[str]) -> dict[str, set[str]]:
    """Word → the files in which it can be read, or that are named by it."""
    one = re.compile("|".join(sorted(map(re.escape, wanted), key=len, reverse=True)))
    found: dict[str, set[str]] = {}
    for file in (path for path in site.rglob("*") if path.is_file()):
        name = file.relative_to(site).as_posix()
        for reading in (name, *readings_of(file.read_bytes())):
            for word in one.findall(reading.casefold()):
                found.setdefault(word, set()).add(name)
    return found


@pytest.mark.attack("public-folder")
def test_no_published_byte_holds_a_word_of_a_plan(publications: Publications) -> None:
    for name in ("first", "second"):
        sealed = publications[name]
        everybody = said_by_everybody(sealed)
        wanted = frozenset(word for word in words_of(sealed.school) if word not in everybody)
        assert {"zelmira", "quorandel", "s-0001", "f-0001", "lanternfish", "moonstrip", "البستاكي"} <= wanted
        assert words_found(sealed.site, wanted) == {}


def test_the_search_finds_what_was_put_there(tmp_path: Path) -> None:
    """In each of the ways in which a word can hide."""
    told = "… Zelmira Quorandel …".encode()
    hidden = {
        "page.html": told,
        "wide": told.decode().encode("utf-16-le"),
        "odd": b"x" + told.decode().encode("utf-16-le"),
        "packed": b"PB1F" + zlib.compress(told),
        "gzip": zlib.compress(told, wbits=31),
        "base64": b'{"a":"' + base64.urlsafe_b64encode(b"1" + told) + b'"}',
        "hex": told.hex().encode(),
        "zelmira.bin": b"",
    }
    for name, content in hidden.items():
        (tmp_path / name).write_bytes(content)
    assert words_found(tmp_path, frozenset(["zelmira"])) == {"zelmira": set(hidden)}


@pytest.mark.attack("traffic")
def test_sealed_files_come_in_few_sizes(first: Sealed) -> None:
    """Padmé: a size tells its order of magnitude and a few bits more, and no page is smaller than a kilobyte."""
    sizes = [blob.stat().st_size for blob in first.site.glob("s/*/_pb/b/*")]
    assert len(sizes) > 40
    overhead = len(b"PB1F") + 16  # the tag of AES-GCM
    for size in sizes:
        frame = size - overhead
        exponent = frame.bit_length() - 1
        kept = exponent.bit_length()
        assert frame % (1 << max(0, exponent - kept)) == 0, size
        assert frame >= 1024
    assert len(set(sizes)) < len(sizes) / 2


def test_the_number_of_readers_is_not_told(first: Sealed) -> None:
    slots = [json.loads(file.read_text()) for file in first.site.glob("s/*/_pb/slots.json")]
    assert {len(each["slots"]) for each in slots} == {8}
    assert {len(slot) for each in slots for slot in each["slots"]} == {80}
    assert all(
        each["slots"] == sorted(each["slots"], key=lambda slot: base64.urlsafe_b64decode(slot)) for each in slots
    )


def test_only_files_of_known_kinds_are_published(first: Sealed, host: Host) -> None:
    known = re.compile(
        r"(index|404)\.html|robots\.txt|_theme/[0-9a-f]+/.+|_pb/[0-9a-f]+/[\w.]+"
        r"|s/[a-z2-7]{16}/((([a-z-]+/)?(([a-z]+|goal/g\d+|pathway/p\d+)/)?)index\.html|sw\.js|_pb/(slots\.json|m|b/[a-z2-7]{26}))"
    )
    names = [file.relative_to(host.folder).as_posix() for file in first.site.rglob("*") if file.is_file()]
    assert [name for name in names if known.fullmatch(name) is None] == []
    assert [name for name in names if name.endswith(".map")] == []
