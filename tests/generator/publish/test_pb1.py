"""Files, manifests and slots of format pb1: laws over any content, and whatever somebody might change."""

import json
import zlib
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish import frame as frames
from generator.publish.contents import Manifest, SealedFile, SharedFile
from generator.publish.frame import FLOOR, HEAD_BYTES, LARGEST, framed, padded, unframed
from generator.publish.keys import TEST_MASTER, code_of
from generator.publish.paths import plain_files
from generator.publish.pb1 import (
    SLOT_BYTES,
    opened_file,
    opened_manifest,
    opened_slots,
    sealed_file,
    sealed_frame,
    sealed_manifest,
    slot_count,
    slots_of,
)
from generator.publish.vault import Vault, vault_of

READERS = tuple(Reader(who=f"t-{number:04}", version=1) for number in range(3))
VAULT = vault_of(TEST_MASTER, "s-0001", 1, READERS)
OTHERS = (
    vault_of(TEST_MASTER, "s-0002", 1, READERS),
    vault_of(TEST_MASTER, "s-0001", 2, READERS),
    vault_of(TEST_MASTER, "s-0001", 1, READERS[1:]),
    Vault(folder=VAULT.folder, epoch=2, key=VAULT.key),
    Vault(folder="a" * 16, epoch=1, key=VAULT.key),
)
FASTEST = 1_000  # iterations

contents = st.one_of(st.binary(max_size=3000), st.binary(min_size=1, max_size=40).map(lambda some: some * 200))
paths = st.from_regex(r"([a-z]{1,5}/){0,2}[a-z]{1,5}\.html", fullmatch=True)


@given(contents, st.sampled_from([FLOOR, 4096]))
def test_a_frame_gives_back_what_it_holds(content: bytes, floor: int) -> None:
    frame = framed(content, floor)
    assert unframed(frame) == content
    assert len(frame) == padded(len(frame), floor) >= floor


@given(st.integers(1, 2**32))
def test_padding_adds_little_and_leaves_few_sizes(length: int) -> None:
    size = padded(length, FLOOR)
    assert padded(size, FLOOR) == size >= length
    assert size == FLOOR or (size - length) / length < 0.0625
    assert bin(size).rstrip("0").count("1") <= size.bit_length().bit_length() + 1


@pytest.mark.parametrize(
    ("frame", "because"),
    [
        (b"", "nothing"),
        (bytes(1023), "shorter than any frame"),
        (bytes((0,)) + (5).to_bytes(4, "big") + b"hello" + bytes(1013) + b"x", "something stands in the padding"),
        (bytes((0,)) + (5).to_bytes(4, "big") + b"hello" + bytes(1015), "a size that padding never has"),
        (bytes((2,)) + bytes(1023), "a way of packing that is not known"),
        (bytes((0,)) + (1020).to_bytes(4, "big") + bytes(1019), "longer than the frame"),
        (bytes((1,)) + (9).to_bytes(4, "big") + zlib.compress(b"")[:8] + bytes(1011), "two packings in one"),
    ],
)
def test_other_frames_are_refused(frame: bytes, because: str) -> None:
    with pytest.raises(ValueError, match=r"frame|packed"):
        unframed(frame)
    blob = sealed_frame(VAULT, "index.html", frame)
    with pytest.raises(ToolFailed):
        opened_file(VAULT, "index.html", blob.digest, blob.content)


@given(contents, paths)
def test_a_file_opens_to_what_was_sealed(content: bytes, path: str) -> None:
    blob = sealed_file(VAULT, path, content)
    assert blob == sealed_file(VAULT, path, content), "the same bytes every time"
    assert opened_file(VAULT, path, blob.digest, blob.content) == content


@given(contents, paths, paths, contents)
def test_a_blob_fits_one_place(content: bytes, path: str, other_path: str, other: bytes) -> None:
    blob = sealed_file(VAULT, path, content)
    for vault in OTHERS:
        assert refused(vault, path, blob.digest, blob.content)
        assert sealed_file(vault, path, content).name != blob.name
    if other_path != path:
        assert refused(VAULT, other_path, blob.digest, blob.content)
        assert sealed_file(VAULT, other_path, content).name != blob.name
    if other != content:
        version = sealed_file(VAULT, path, other)
        assert version.name != blob.name
        assert refused(VAULT, path, blob.digest, version.content)
        assert refused(VAULT, path, version.digest, blob.content)


@given(contents, st.data())
def test_no_bit_can_be_changed(content: bytes, data: st.DataObject) -> None:
    blob = sealed_file(VAULT, "index.html", content)
    bit = data.draw(st.integers(0, len(blob.content) * 8 - 1))
    changed = bytearray(blob.content)
    changed[bit // 8] ^= 1 << bit % 8
    assert refused(VAULT, "index.html", blob.digest, bytes(changed))
    cut = data.draw(st.integers(0, len(blob.content) - 1))
    assert refused(VAULT, "index.html", blob.digest, blob.content[:cut])


def refused(vault: Vault, path: str, digest: str, blob: bytes) -> bool:
    try:
        opened_file(vault, path, digest, blob)
    except ToolFailed as why:
        return str(why) == "published site: a file of it was changed, is not whole, or belongs elsewhere"
    return False


def test_another_packing_of_the_same_content_has_another_key() -> None:
    """A newer zlib may pack otherwise. Under the same key and nonce, that would give the content away."""
    content = b"the same words, over and over " * 40
    now = sealed_file(VAULT, "index.html", content)
    packed = zlib.compress(content, 1)
    frame = bytes((1,)) + len(packed).to_bytes(4, "big") + packed
    later = sealed_frame(VAULT, "index.html", frame + bytes(padded(len(frame), FLOOR) - len(frame)))
    assert later.digest != now.digest
    assert later.name != now.name
    assert opened_file(VAULT, "index.html", later.digest, later.content) == content
    assert later.content[4:36] != now.content[4:36]


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "film.pdf").open("wb") as film:
        film.truncate(LARGEST + 1)  # takes no room
    with pytest.raises(ToolFailed, match=r"larger than 1 GiB.*film\.pdf"):
        dict(plain_files(tmp_path))
    monkeypatch.setattr(frames, "LARGEST", 10)
    with pytest.raises(ToolFailed, match="larger than 1 GiB"):
        framed(bytes(11))


MANIFEST = Manifest(
    folder=VAULT.folder,
    epoch=1,
    release=7,
    on=date(2026, 11, 20),
    theme="/_theme/",
    csp=("a" * 43 + "=",),
    files={
        "ar/index.html": SealedFile(name="b" * 26, digest="c" * 22, media_type="text/html; charset=utf-8"),
        "_theme/0f/a.css": SharedFile(path="0f/a.css", digest="d" * 43, media_type="text/css; charset=utf-8"),
    },
    old=("e" * 26,),
)


def test_a_manifest_opens_for_its_own_vault_only() -> None:
    sealed = sealed_manifest(VAULT, MANIFEST)
    assert opened_manifest(VAULT, sealed) == MANIFEST
    assert sealed == sealed_manifest(VAULT, MANIFEST)
    assert len(sealed) == 4 + 12 + 4096 + 16
    for vault in OTHERS:
        with pytest.raises(ToolFailed):
            opened_manifest(vault, sealed)


@pytest.mark.parametrize("release", [-1, 2**53, 10**400, True, "7", 7.5, None])
def test_a_number_that_cannot_be_counted_on_from_is_refused(release: Any) -> None:
    """A reader who also owns the host could write any, and devices would refuse all that come after."""
    with pytest.raises(ToolFailed):
        opened_manifest(VAULT, sealed_manifest(VAULT, replace(MANIFEST, release=release)))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=9,
)


@given(st.sampled_from(["v", "epoch", "folder", "kdf", "slots", "kdf.name", "kdf.iterations", "kdf.salt"]), anything)
def test_whatever_a_host_sends_for_slots_is_refused_or_means_nothing(field: str, value: object) -> None:
    said = json.loads(slots_of(VAULT, TEST_MASTER, READERS, FASTEST))
    *above, last = field.split(".")
    (said[above[0]] if above else said)[last] = value
    sent = json.dumps(said).encode()
    try:
        found = opened_slots(sent, code_of(TEST_MASTER, READERS[0]))
    except ToolFailed:
        return
    assert found is None or (found.folder, found.epoch, found.key) == (VAULT.folder, VAULT.epoch, VAULT.key)


@given(st.binary(max_size=200))
def test_whatever_a_host_sends_is_refused(sent: bytes) -> None:
    with pytest.raises(ToolFailed):
        opened_slots(sent, code_of(TEST_MASTER, READERS[0]))
    with pytest.raises(ToolFailed):
        opened_manifest(VAULT, b"PB1M" + sent)


@pytest.mark.parametrize(
    ("readers", "slots"), [(1, 8), (4, 8), (8, 8), (9, 16), (16, 16), (17, 32), (32, 32), (33, 64), (256, 256)]
)
def test_how_many_read_is_hidden_in_few_sizes(readers: int, slots: int) -> None:
    assert slot_count(readers) == slots


@pytest.mark.parametrize("readers", [0, 257])
def test_nobody_and_too_many_are_refused(readers: int) -> None:
    with pytest.raises(ToolFailed, match="readers of one site"):
        slot_count(readers)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 12), st.integers(1, 3))
def test_each_readers_code_opens_the_slots_and_no_other(count: int, version: int) -> None:
    readers = tuple(Reader(who=f"p-{number:04}", version=version) for number in range(count))
    vault = vault_of(TEST_MASTER, "s-0009", 1, readers)
    slots = slots_of(vault, TEST_MASTER, readers, FASTEST)
    assert slots == slots_of(vault, TEST_MASTER, readers[::-1], FASTEST), "sorted: their order tells nothing"
    for reader in readers:
        assert opened_slots(slots, code_of(TEST_MASTER, reader)) == vault
        assert opened_slots(slots, code_of(TEST_MASTER, Reader(who=reader.who, version=version + 1))) is None
    assert opened_slots(slots, code_of(TEST_MASTER, Reader(who="p-9999", version=version))) is None


def slot_bytes(slots: bytes) -> set[bytes]:
    return {urlsafe_b64decode(slot) for slot in json.loads(slots)["slots"]}


def test_decoys_cannot_be_told_from_slots() -> None:
    """They have the same length, and whatever changes a slot changes them: two publications compared tell nothing."""
    several = [
        slots_of(VAULT, TEST_MASTER, READERS, FASTEST),
        slots_of(VAULT, TEST_MASTER, READERS, FASTEST + 1),
        slots_of(OTHERS[1], TEST_MASTER, READERS, FASTEST),
        slots_of(OTHERS[2], TEST_MASTER, READERS[1:], FASTEST),
    ]
    seen = [slot_bytes(slots) for slots in several]
    assert all(len(slots) == 8 and {len(slot) for slot in slots} == {SLOT_BYTES} for slots in seen)
    assert len(set().union(*seen)) == 8 * len(seen)


def test_nothing_secret_is_in_the_slots() -> None:
    slots = slots_of(VAULT, TEST_MASTER, READERS, FASTEST)
    raw = b"".join(slot_bytes(slots))
    assert VAULT.key not in raw
    assert not any(reader.who.encode() in slots for reader in READERS)
    assert HEAD_BYTES == 5
