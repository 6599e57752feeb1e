"""The frozen vectors of format pb1, which the browser side reads too: worked out once more, and opened."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish.codes import check_symbol, folded, is_code
from generator.publish.contents import read
from generator.publish.derived import in_base64, key_from, key_of_code
from generator.publish.frame import padded, unframed
from generator.publish.keys import TEST_MASTER, code_of, salt_of
from generator.publish.pb1 import (
    opened_file,
    opened_manifest,
    opened_slots,
    sealed_contents,
    sealed_frame,
    slots_of,
)
from generator.publish.vault import Vault, access_of, vault_of

FILE = Path(__file__).resolve().parents[2] / "vectors" / "pb1.json"
FROZEN: Any = json.loads(FILE.read_text("utf-8"))
DIGEST = "cb5addd1a45da0fec5f95a9fc4033b667aeee7e776123bd62ad11aedfe743e18"
IS_FROZEN = "the format is frozen; a new one is pb2"

READERS = tuple(Reader(who=each["who"], version=each["version"]) for each in FROZEN["readers"])
VAULT = vault_of(TEST_MASTER, FROZEN["learner"], FROZEN["epoch"], READERS)


def test_the_vectors_are_those_that_were_frozen() -> None:
    assert sha256(FILE.read_bytes()).hexdigest() == DIGEST, IS_FROZEN


def test_every_value_comes_out_again() -> None:
    assert TEST_MASTER.secret.hex() == FROZEN["master"]
    assert derived() == FROZEN["derived"], IS_FROZEN
    assert [code(reader) for reader in READERS] == FROZEN["codes"], IS_FROZEN
    assert slots_of(VAULT, TEST_MASTER, READERS).decode() == FROZEN["slots"], IS_FROZEN
    assert [file(each) for each in FROZEN["files"]] == FROZEN["files"], IS_FROZEN
    assert manifest(FROZEN["manifest"]["frame"]) == FROZEN["manifest"], IS_FROZEN


def derived() -> Mapping[str, str]:
    return {
        "access": access_of(READERS),
        "content_key": VAULT.key.hex(),
        "folder": VAULT.folder,
        "name_key": key_from(VAULT.key, "pb1/name").hex(),
        "salt": in_base64(salt_of(TEST_MASTER)),
        "slot_aad": slot_aad(),
    }


def slot_aad() -> str:
    kdf = json.loads(FROZEN["slots"])["kdf"]
    return f"pb1/slot\n{VAULT.folder}\n{VAULT.epoch}\n{kdf['name']}\n{kdf['iterations']}\n{kdf['salt']}"


def code(reader: Reader) -> Mapping[str, str]:
    """The reader's slot is found as the one that opens when it lies there alone."""
    shown = code_of(TEST_MASTER, reader)
    ikm = key_of_code(folded(shown), salt_of(TEST_MASTER), 10_000)
    table = json.loads(FROZEN["slots"])
    alone = (slot for slot in table["slots"] if opened_slots(json.dumps(table | {"slots": [slot]}).encode(), shown))
    return {
        "code": shown,
        "ikm": ikm.hex(),
        "kek": key_from(ikm, f"pb1/kek\n{VAULT.folder}\n{VAULT.epoch}").hex(),
        "slot": next(alone),
        "who": reader.who,
    }


def file(vector: Mapping[str, str]) -> Mapping[str, str]:
    frame = b64decode(vector["frame"])
    blob = sealed_frame(VAULT, vector["path"], frame)
    info = f"pb1/file\n{VAULT.folder}\n{VAULT.epoch}\n{vector['path']}\n{blob.digest}"
    return {
        "blob": in_base64_of_files(blob.content),
        "content": in_base64_of_files(unframed(frame)),
        "digest": blob.digest,
        "frame": vector["frame"],
        "info": info,
        "key": key_from(VAULT.key, info).hex(),
        "name": blob.name,
        "path": vector["path"],
    }


def manifest(frame: str) -> Mapping[str, str]:
    plain = b64decode(frame)
    info = f"pb1/manifest\n{VAULT.folder}\n{VAULT.epoch}"
    return {
        "frame": frame,
        "info": info,
        "json": unframed(plain).decode(),
        "key": key_from(VAULT.key, info).hex(),
        "sealed": in_base64_of_files(sealed_contents(VAULT, plain)),
    }


def in_base64_of_files(content: bytes) -> str:
    return b64encode(content).decode()


@pytest.mark.parametrize("shown", [each["code"] for each in FROZEN["codes"]])
def test_each_code_opens_all_of_it(shown: str) -> None:
    vault = opened_slots(FROZEN["slots"].encode(), shown)
    assert vault == VAULT
    contents = opened_manifest(vault, b64decode(FROZEN["manifest"]["sealed"]))
    assert contents == read(FROZEN["manifest"]["json"].encode())
    for each in FROZEN["files"]:
        content = opened_file(vault, each["path"], each["digest"], b64decode(each["blob"]))
        assert content == b64decode(each["content"])


@pytest.mark.parametrize("vector", FROZEN["refused"], ids=lambda vector: vector["because"])
def test_what_is_refused(vector: Mapping[str, str]) -> None:
    match vector["kind"]:
        case "slots":
            assert opened(vector["slots"], vector["code"]) is None, vector["because"]
        case "manifest":
            with pytest.raises(ToolFailed, match="was changed"):
                opened_manifest(VAULT, b64decode(vector["sealed"]))
        case _:
            with pytest.raises(ToolFailed, match="was changed"):
                opened_file(VAULT, vector["path"], vector["digest"], b64decode(vector["blob"]))


def opened(slots: str, shown: str) -> Vault | None:
    """A reader may say that a file of slots is damaged, or that the code opens nothing: both are a refusal."""
    try:
        return opened_slots(slots.encode(), shown)
    except ToolFailed:
        return None


@pytest.mark.parametrize("vector", FROZEN["folding"], ids=lambda vector: vector["because"])
def test_folding(vector: Mapping[str, Any]) -> None:
    assert (folded(vector["typed"]), is_code(vector["typed"])) == (vector["folded"], vector["is_code"])


@pytest.mark.parametrize(("length", "floor", "size"), FROZEN["padding"])
def test_padding(length: int, floor: int, size: int) -> None:
    assert padded(length, floor) == size


def test_check_symbols() -> None:
    for each in FROZEN["codes"]:
        symbols = folded(each["code"])
        assert check_symbol(symbols[:-1]) == symbols[-1]
