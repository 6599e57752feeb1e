"""Words of plans in what is published: found in every dress, and not seen where there are none."""

import gzip
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.learner_folders import learner_folders
from generator.publish.leaks import Secrets, leaks_in, leaks_in_name, words_of_plans
from generator.publish.tokens import roll_of
from tests.history import write

NAME, GREEK, ID = "Quilla Vesk", "Κουίλα Βέσκου", "s-0002"
SECRETS = Secrets(
    roll=roll_of(f"\nquilla vesk\t{ID}\nκουιλα βεσκου\t{ID}\nquilla omarra vesk\t{ID}\n"),
    ids=frozenset((ID,)),
    words=frozenset(("owl", "thundercake", "κεραυνος")),
)
NOISE = Random(5).randbytes(3000)


def plain(content: bytes) -> bytes:
    return content


DRESSES: dict[str, Callable[[bytes], bytes]] = {
    "plain": plain,
    "hexadecimal": lambda content: content.hex().encode(),
    "hexadecimal, capitals": lambda content: content.hex().upper().encode(),
    "hexadecimal, after one digit": lambda content: b"a" + content.hex().encode(),
    "base64": b64encode,
    "base64 of addresses": urlsafe_b64encode,
    "base64, one byte on": lambda content: b64encode(b"\0" + content),
    "base64, two bytes on": lambda content: b64encode(b"\0\0" + content),
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "zlib, fast": lambda content: zlib.compress(content, 1),
    "gzip in base64": lambda content: b64encode(gzip.compress(content)),
    "base64 in gzip": lambda content: gzip.compress(b64encode(content)),
}
HELD: dict[str, bytes] = {
    "a name": NAME.encode(),
    "a name in Greek": GREEK.encode(),
    "a name in UTF-16, little end first": NAME.encode("utf-16-le"),
    "a name in UTF-16, big end first": NAME.encode("utf-16-be"),
    "a name in Greek in UTF-16": GREEK.encode("utf-16-be"),
    "a longer name": b"Quilla O'Marra-Vesk",
    "an id": b"<a href=/s/s-0002/>",
    "a long word": b"the Thundercake!",
}


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("dress", DRESSES)
def test_a_secret_is_found_in_every_dress(dress: str, held: str) -> None:
    content = b"\0\0" + DRESSES[dress](HELD[held]) + b"\0\0"
    assert leaks_in(content, SECRETS, ciphertext=False)
    assert leaks_in(NOISE + content + NOISE, SECRETS, ciphertext=False)


# What is proven to be ciphertext is searched for what is long: an id alone, bare, is not.
@pytest.mark.parametrize("held", [held for held in HELD if held != "an id"])
@pytest.mark.parametrize("dress", [dress for dress in DRESSES if dress != "base64 in gzip"])
def test_long_secrets_are_found_in_ciphertext_too(dress: str, held: str) -> None:
    content = NOISE + b"\0\0" + DRESSES[dress](HELD[held]) + b"\0\0" + NOISE
    assert leaks_in(content, SECRETS, ciphertext=True)


def test_short_words_count_where_nothing_proves_what_a_file_is() -> None:
    assert leaks_in(b"an owl.", SECRETS, ciphertext=False)
    assert not leaks_in(b"a growl, an owlet", SECRETS, ciphertext=False)
    assert not leaks_in(b"an owl. " + NOISE, SECRETS, ciphertext=True)


@given(st.binary(min_size=200, max_size=4000))
def test_chance_alone_is_no_leak_in_ciphertext(content: bytes) -> None:
    assert not leaks_in(content, SECRETS, ciphertext=True)


@pytest.mark.parametrize(
    ("path", "leaks"),
    [
        ("s/aaaaaaaaaaaaaaaa/quilla-vesk.pdf", True),
        ("s/QuillaVesk/index.html", True),
        ("s/s-0002/index.html", True),
        ("_theme/0123456789abcdef/assets/quilla.css", False),
    ],
)
def test_names_of_files_are_searched(path: str, leaks: bool) -> None:
    assert leaks_in_name(path, SECRETS) is leaks


def test_words_come_from_every_file_of_every_learner(tmp_path: Path) -> None:
    write(tmp_path, "plans/s-0001/learner.yml", "learner: s-0001\n")
    write(tmp_path, "plans/class-oak/s-0002/staff/notes.yml", "notes: [{text: Äußerst leise, by: t-1}]\n")
    assert words_of_plans(tmp_path, learner_folders(tmp_path)[0]) == {"learner", "notes", "text", "ausserst", "leise"}
