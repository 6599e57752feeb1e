"""The master secret: where it comes from, that it never shows itself, and what is derived from it."""

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish.codes import is_code
from generator.publish.keys import TEST_MASTER, Master, code_of, folder_of, load_master, salt_of
from generator.publish.vault import access_of, vault_of

SECRET = "8f1d0c5be2a94376d0b18e7f23a65c9e417b3fd82c06e9a5514ab7c03d6f92e8"
OTHER = "5c9e417b3fd82c06e9a5514ab7c03d6f92e88f1d0c5be2a94376d0b18e7f23a6"
MASTER = Master(secret=bytes.fromhex(SECRET), test=False)
TEACHER = Reader(who="t-0002", version=1)
HOME = Reader(who="household:s-0001", version=1)


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PATHBOOK_MASTER", "PATHBOOK_MASTER_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_secret_there_is_the_one_everybody_knows() -> None:
    assert load_master(None) is TEST_MASTER
    assert TEST_MASTER.test


@pytest.mark.parametrize("typed", [SECRET, SECRET.upper(), f"  {SECRET}\n"])
def test_the_environment_may_hold_it(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHBOOK_MASTER", typed)
    assert load_master(None) == MASTER


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHBOOK_MASTER", "")
    monkeypatch.setenv("PATHBOOK_MASTER_FILE", "")
    assert load_master(None).test


def test_the_nearest_place_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, named = tmp_path / "asked", tmp_path / "named"
    asked.write_text(f"{SECRET}\n")
    named.write_text(OTHER)
    monkeypatch.setenv("PATHBOOK_MASTER_FILE", str(named))
    assert load_master(None).secret.hex() == OTHER
    monkeypatch.setenv("PATHBOOK_MASTER", SECRET)
    assert load_master(None) == MASTER
    monkeypatch.setenv("PATHBOOK_MASTER", OTHER)
    assert load_master(asked) == MASTER


def test_the_known_secret_is_known_however_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHBOOK_MASTER", TEST_MASTER.secret.hex())
    assert load_master(None).test


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        (SECRET[:-1], "a digit is missing"),
        (SECRET[:-2], "two digits are missing"),
        (SECRET + "00", "there are too many"),
        (SECRET[:-1] + "g", "g is no digit"),
        ("00" * 32, "zeros are not random"),
        ("00112233445566778899aabbccddeeff" * 2, "nobody finds that by chance"),
        ("correct horse battery staple", "a password is not a secret of 32 bytes"),
        ("ä" * 64, "nor is this"),
    ],
)
def test_a_malformed_secret_is_refused_and_not_shown(
    typed: str, because: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "master"
    file.write_text(typed, encoding="utf-8")
    with pytest.raises(ToolFailed) as from_file:
        load_master(file)
    monkeypatch.setenv("PATHBOOK_MASTER", typed)
    with pytest.raises(ToolFailed) as from_environment:
        load_master(None)
    for told in (from_file, from_environment):
        assert "--new-master" in str(told.value), because
        assert typed not in str(told.value), because
        assert told.value.__cause__ is None, because


def test_a_file_in_a_repository_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    file = tmp_path / "keys" / "master"
    file.parent.mkdir()
    file.write_text(SECRET)
    outside = tmp_path.with_name(f"{tmp_path.name}-link")
    outside.symlink_to(file)
    for way in (file, outside):
        with pytest.raises(ToolFailed, match="lies in a git repository"):
            load_master(way)


def test_a_file_that_is_not_there_says_which_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match=r"nowhere.*--new-master"):
        load_master(tmp_path / "nowhere")


def test_secrets_do_not_show_themselves() -> None:
    vault = vault_of(MASTER, "s-0001", 1, (TEACHER,))
    for text in (repr(MASTER), str(MASTER), repr(vault), f"{(MASTER, vault)}"):
        assert SECRET not in text
        assert repr(MASTER.secret) not in text
        assert vault.key.hex() not in text
        assert repr(vault.key) not in text


def test_workers_receive_it_whole() -> None:
    assert pickle.loads(pickle.dumps(MASTER)) == MASTER


def test_folders_say_nothing_and_differ() -> None:
    folders = [folder_of(MASTER, f"s-{number:04}") for number in range(2000)]
    assert all(re.fullmatch("[a-z2-7]{16}", folder) for folder in folders)
    assert len(set(folders)) == 2000
    assert set(folders).isdisjoint(folder_of(TEST_MASTER, f"s-{number:04}") for number in range(2000))


def test_codes_are_codes_and_differ() -> None:
    readers = [Reader(who=f"p-{number:04}", version=version) for number in range(1000) for version in (1, 2)]
    codes = [code_of(MASTER, reader) for reader in readers]
    assert all(re.fullmatch("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    assert all(is_code(code) for code in codes)
    assert len(set(codes)) == 2000


@pytest.mark.parametrize(
    ("learner", "epoch", "readers", "because"),
    [
        ("s-0002", 1, (TEACHER, HOME), "another learner"),
        ("s-0001", 2, (TEACHER, HOME), "another epoch"),
        ("s-0001", 1, (TEACHER,), "somebody left, and the epoch was forgotten"),
        ("s-0001", 1, (TEACHER, HOME, Reader(who="s-0001", version=1)), "somebody came"),
        ("s-0001", 1, (TEACHER, Reader(who=HOME.who, version=2)), "a letter was lost"),
        ("s-0001", 1, (Reader(who="t-0003", version=1), HOME), "another teacher"),
    ],
)
def test_the_key_is_another(learner: str, epoch: int, readers: tuple[Reader, ...], because: str) -> None:
    assert vault_of(MASTER, learner, epoch, readers).key != vault_of(MASTER, "s-0001", 1, (TEACHER, HOME)).key, because


def test_the_order_of_readers_means_nothing() -> None:
    assert vault_of(MASTER, "s-0001", 1, (TEACHER, HOME)) == vault_of(MASTER, "s-0001", 1, (HOME, TEACHER))


whos = st.from_regex(r"(household:)?[a-z]-[0-9]{4,8}", fullmatch=True)
several = st.frozensets(st.builds(Reader, who=whos, version=st.integers(1, 12)), max_size=5).map(tuple)


@given(several, several)
def test_only_the_same_readers_have_the_same_access(some: tuple[Reader, ...], others: tuple[Reader, ...]) -> None:
    assert (access_of(some) == access_of(others)) == (set(some) == set(others))


def test_the_salt_is_the_schools() -> None:
    assert len(salt_of(MASTER)) == 16
    assert salt_of(MASTER) != salt_of(TEST_MASTER)
