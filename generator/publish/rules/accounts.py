"""Who may log in where: one table from which the rules of every server are written.

An account is a person, a learner or a household; its password is the code of their letter, typed as it is printed,
since a server compares letter by letter. A server is given the password's bcrypt hash only.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

import bcrypt

from generator.model.access import Reader
from generator.problem import ToolFailed
from generator.publish.address import base_of
from generator.publish.derived import key_from
from generator.publish.keys import Master, code_of
from generator.publish.rules.refused import refused_page
from generator.records.school import LearnerId
from generator.words import Words

REALM = "Learning plans"  # what a browser shows beside its form; one for all folders, so that siblings need one login
NO_HOST = "plans.school.example"  # stands in rules where school.yml names no address yet
TRIAL = "# FOR TRYING OUT ONLY: these passwords come from the trial secret, which everybody knows."
# A code has 95 random bits, which nobody tries out at any cost; but nginx asks for every file of a page again.
# Measured: 1.8 ms with 5 (what Apache's htpasswd takes), 57 ms with 10, of which a page with 12 files makes 0.7 s.
COST = 5
SETTINGS = 29  # letters of "$2y$", cost and salt
PLAIN_HOST, PLAIN_BASE = re.compile(r"[a-z0-9.-]+"), re.compile(r"[A-Za-z0-9._/-]+")
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BCRYPT_BASE64 = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


Hashes: TypeAlias = Mapping[str, str]  # by the settings with which they begin
NOTHING_KNOWN: Hashes = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who logs in. `hash`: of the code, as crypt(3) and Go's bcrypt read it."""

    name: str
    hash: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedFolder:
    """A folder below s/, and the accounts that may read it, by name."""

    name: str
    readers: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTable:
    """`base`: the path under which out/site lies on the host, with "/" at both ends. `trial`: everybody knows the
    secret, and so each password. `refused`: the page, in one line, that stands behind a refusal.
    """

    host: str
    base: str
    trial: bool
    refused: str
    folders: tuple[GuardedFolder, ...]

    @property
    def heading(self) -> str:
        """The first lines of each file of rules, as a comment of nginx and Caddy alike."""
        written = "# Written by `pathbook build`, and written over by the next one."
        return f"{written}\n{TRIAL}" if self.trial else written

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Everybody who may read anything, by name."""
        everybody = {account.name: account for folder in self.folders for account in folder.readers}
        return tuple(everybody[name] for name in sorted(everybody))


def account_table(
    master: Master,
    readers: Mapping[LearnerId, tuple[Reader, ...]],
    base_url: str | None,
    languages: Sequence[Words],
    known: Hashes = NOTHING_KNOWN,
) -> AccountTable:
    """A learner whom nobody reads has no folder in it. A person has one password: of several versions, the newest.

    `known`: hashes that were worked out before, which takes longer than all else here.
    """
    newest: dict[str, int] = {}
    for reader in (reader for of_one in readers.values() for reader in of_one):
        newest[reader.who] = max(reader.version, newest.get(reader.who, 1))
    accounts = {who: account_of(master, Reader(who=who, version=version), known) for who, version in newest.items()}
    folders = (
        GuardedFolder(name=learner, readers=tuple(accounts[who] for who in sorted({one.who for one in of_one})))
        for learner, of_one in sorted(readers.items())
        if of_one
    )
    host, base = host_of(base_url), base_of(base_url)
    return AccountTable(
        host=host, base=base, trial=master.test, refused=refused_page(languages), folders=tuple(folders)
    )


def host_of(base_url: str | None) -> str:
    """Raises ToolFailed for an address that would be more than an address in a server's settings."""
    if base_url is None:
        return NO_HOST
    host = urlsplit(base_url).hostname or ""
    if not PLAIN_HOST.fullmatch(host) or not PLAIN_BASE.fullmatch(base_of(base_url)):
        hint = "publish.base_url of school.yml has signs that no rule can hold: letters, digits, - . _ and / only"
        raise ToolFailed("access rules", hint)
    return host


def account_of(master: Master, reader: Reader, known: Hashes = NOTHING_KNOWN) -> Account:
    settings = settings_of(master, reader)
    return Account(name=user_name(reader.who), hash=known.get(settings) or hash_of(code_of(master, reader), settings))


def user_name(who: str) -> str:
    """What is typed as the user's name. A login ends its name with a colon, so "household:h-1" is household-h-1."""
    return who.replace(":", "-")


def settings_of(master: Master, reader: Reader) -> str:
    """Cost and salt of a hash, with which it begins. The salt is derived, not drawn: the same school gives the same
    rules, to the byte, and no other reader, version or secret has it."""
    salt = key_from(master.secret, f"pb1/login salt\n{reader.who}\n{reader.version}", 16)
    return f"$2y${COST:02}${in_bcrypt(salt)}"


def hash_of(code: str, settings: str) -> str:
    """The bcrypt hash of a code; it begins with its settings."""
    return bcrypt.hashpw(code.encode("ascii"), settings.encode()).decode()


def in_bcrypt(salt: bytes) -> str:
    """Base 64 in the order of bcrypt's own alphabet."""
    return b64encode(salt).decode().rstrip("=").translate(str.maketrans(BASE64, BCRYPT_BASE64))
