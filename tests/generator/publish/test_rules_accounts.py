"""The table that every server's rules are written from, and what holds for all that is written."""

import re
from collections.abc import Mapping
from pathlib import Path

import bcrypt
import pytest

from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish.keys import TEST_MASTER, Master, code_of
from generator.publish.rules.accounts import COST, NO_HOST, SETTINGS, account_of, account_table, user_name
from generator.publish.rules.refused import in_settings, refused_page
from generator.publish.rules.table import RULES, access_files
from generator.sealing import keep_hashes, known_hashes
from tests.conftest import TOP
from tests.generator.publish.guarded_host import LANGUAGES, example_readers

OTHER_MASTER = Master(secret=bytes(range(100, 132)), test=False)
MOTHER, CHILD, HOUSE = (Reader(who=who, version=1) for who in ("f-00011", "s-0001", "household:h-1"))
RENEWED = Reader(who="f-00011", version=2)


def opens(code: str, hashed: str) -> bool:
    return bcrypt.checkpw(code.encode(), hashed.encode())


def test_the_password_is_the_code_as_the_letter_prints_it() -> None:
    code, account = code_of(TEST_MASTER, MOTHER), account_of(TEST_MASTER, MOTHER)
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", code)
    assert opens(code, account.hash)
    for other in (code.lower(), code.replace("-", ""), code_of(TEST_MASTER, RENEWED), code_of(OTHER_MASTER, MOTHER)):
        assert not opens(other, account.hash)
    assert account.hash.startswith(f"$2y${COST:02}$")


@pytest.mark.parametrize(
    ("who", "name", "because"),
    [
        ("f-00011", "f-00011", "a person is known by their id"),
        ("s-0001", "s-0001", "so is a learner"),
        ("household:h-1", "household-h-1", "a login ends its name with a colon; no person's id begins with a word"),
    ],
)
def test_the_name_that_is_typed(who: str, name: str, because: str) -> None:
    assert user_name(who) == name, because


def test_a_person_has_one_password_and_an_old_letter_opens_nothing() -> None:
    """Whoever raised the version in one child's file only did not mean to leave the lost letter good for the other."""
    table = account_table(TEST_MASTER, {"s-0001": (RENEWED,), "s-0002": (MOTHER,)}, None, LANGUAGES)
    assert [account.name for account in table.accounts] == ["f-00011"]
    assert {account.hash for folder in table.folders for account in folder.readers} == {
        account_of(TEST_MASTER, RENEWED).hash
    }


def test_what_was_worked_out_before_is_the_same() -> None:
    readers = {"s-0001": (RENEWED, CHILD), "s-0002": (MOTHER,)}
    first = account_table(TEST_MASTER, readers, None, LANGUAGES)
    known = {account.hash[:SETTINGS]: account.hash for account in first.accounts}
    assert account_table(TEST_MASTER, readers, None, LANGUAGES, known) == first
    others = account_table(OTHER_MASTER, readers, None, LANGUAGES, known)
    assert others == account_table(OTHER_MASTER, readers, None, LANGUAGES), "nothing is known of another secret"


def test_hashes_are_remembered_and_nothing_damaged_is_believed(tmp_path: Path) -> None:
    accounts = account_table(TEST_MASTER, {"s-0001": (MOTHER, CHILD)}, None, LANGUAGES).accounts
    keep_hashes(tmp_path / "logins", accounts)
    assert known_hashes(tmp_path / "logins") == {each.hash[:SETTINGS]: each.hash for each in accounts}
    (tmp_path / "logins").write_bytes((tmp_path / "logins").read_bytes()[:-1] + b"x")
    assert known_hashes(tmp_path / "logins") == {}


def test_a_learner_whom_nobody_reads_has_no_block() -> None:
    files = access_files(TEST_MASTER, {"s-0001": (MOTHER,), "s-0002": ()}, None, LANGUAGES)
    assert "s-0001" in files["nginx/rules.conf"]
    assert "s-0002" not in "".join(files.values())


def test_a_school_without_readers_still_opens_nothing() -> None:
    files = access_files(TEST_MASTER, {}, None, LANGUAGES)
    assert "basicauth" not in files["caddy/rules.caddy"], "Caddy refuses a list of nobody"
    assert "header WWW-Authenticate" in files["caddy/rules.caddy"]
    assert files["nginx/logins/nobody"] == ""


def test_the_same_school_gives_the_same_bytes_and_one_new_code_changes_one_account() -> None:
    readers = {"s-0001": (MOTHER, CHILD, HOUSE), "s-0002": (HOUSE,)}
    files = access_files(TEST_MASTER, readers, None, LANGUAGES)
    assert files == access_files(TEST_MASTER, dict(reversed(readers.items())), None, LANGUAGES)
    renewed = access_files(TEST_MASTER, {**readers, "s-0001": (RENEWED, CHILD, HOUSE)}, None, LANGUAGES)
    assert {name for name in files if files[name] != renewed[name]} == {"nginx/logins/s-0001", "caddy/rules.caddy"}


def test_equal_codes_would_not_show_as_equal_hashes() -> None:
    """The salt is of who and version, so nobody sees in a file of logins whether two people share anything."""
    hashes = [account.hash for account in account_table(TEST_MASTER, example_readers(), None, LANGUAGES).accounts]
    assert len({hashed[:29] for hashed in hashes}) == len(hashes) >= 40


def test_no_file_holds_a_code_the_master_or_a_name() -> None:
    readers = example_readers()
    files = access_files(TEST_MASTER, readers, "https://plans.example/our/", LANGUAGES)
    everything = "\n".join(files.values())
    people = (TOP / "plans/people.yml").read_text(encoding="utf-8")
    for reader in {reader for of_one in readers.values() for reader in of_one}:
        assert code_of(TEST_MASTER, reader) not in everything
    assert TEST_MASTER.secret.hex() not in everything
    for name in re.findall(r"name: \{en: ([^,}]+)", people):
        assert name not in everything, name
    assert {name.partition("/")[0] for name in files} == set(RULES)


@pytest.mark.parametrize("file", ["nginx/rules.conf", "caddy/rules.caddy"])
def test_rules_of_the_trial_secret_say_so(file: str) -> None:
    """Not so oauth2-proxy's, which has no passwords of ours."""
    readers = {"s-0001": (MOTHER,)}
    assert "FOR TRYING OUT ONLY" in access_files(TEST_MASTER, readers, None, LANGUAGES)[file]
    assert "FOR TRYING OUT ONLY" not in access_files(OTHER_MASTER, readers, None, LANGUAGES)[file]


def test_the_page_behind_a_refusal_holds_nothing_that_ends_a_word_of_settings() -> None:
    page = refused_page(LANGUAGES)
    assert not set(page) & set("'$`{}\\\n")
    assert len(page.encode()) < 4096, "nginx takes no longer word"
    assert len(refused_page(LANGUAGES * 10).encode()) < 4096
    assert [in_settings(sign) for sign in "'$`{}\\<&"] == [
        "&#x27;", "&#36;", "&#96;", "&#123;", "&#125;", "&#92;", "&lt;", "&amp;"
    ]  # fmt: skip


def test_a_hash_shows_itself_in_no_message() -> None:
    account = account_of(TEST_MASTER, MOTHER)
    assert account.hash not in repr(account_table(TEST_MASTER, {"s-0001": (MOTHER,)}, None, LANGUAGES))


ADDRESSES: Mapping[str | None, tuple[str, str]] = {
    None: (NO_HOST, "/"),
    "https://plans.example": ("plans.example", "/"),
    "https://Plans.Example:8443/our/plans/": ("plans.example", "/our/plans/"),
}


@pytest.mark.parametrize("base_url", ADDRESSES)
def test_where_the_rules_hold(base_url: str | None) -> None:
    table = account_table(TEST_MASTER, {}, base_url, LANGUAGES)
    assert (table.host, table.base) == ADDRESSES[base_url]


@pytest.mark.parametrize(
    "base_url", ["https://a.example/x;}", "https://a.example/a b/", "plans.example", "https://ä.example"]
)
def test_an_address_that_could_end_a_rule_is_refused(base_url: str) -> None:
    with pytest.raises(ToolFailed, match="base_url"):
        account_table(TEST_MASTER, {}, base_url, LANGUAGES)
