"""What ought to lie in a publication, worked out without looking at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.model.access import Reader
from generator.publish.front import Front
from generator.publish.hashes import HashList
from generator.publish.keys import Master, code_of
from generator.publish.leaks import Secrets
from generator.publish.pb1 import slots_of
from generator.publish.vault import Vault

OTHERS_TRIED = 3  # codes of others, at each folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """For whom one site is sealed, and with which key."""

    vault: Vault
    readers: tuple[Reader, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """`shared`: by path, the SHA-256 of what says nothing about anybody. `sites`: by folder, for whom it is sealed.

    `everybody`: readers of any site. `previous`: the last publication, `before` the list of it; None: none is at hand.
    """

    master: Master
    front: Front
    shared: Mapping[str, str]
    languages: tuple[str, ...]
    sites: Mapping[str, Sealing] = field(repr=False)
    everybody: tuple[Reader, ...] = field(repr=False)
    secrets: Secrets
    previous: Path | None = None
    before: HashList | None = None

    def slots_of(self, sealing: Sealing) -> bytes:
        return slots_of(sealing.vault, self.master, sealing.readers)

    def codes_of(self, sealing: Sealing) -> tuple[str, ...]:
        return tuple(code_of(self.master, reader) for reader in sealing.readers)

    def codes_of_others(self, sealing: Sealing) -> Iterator[str]:
        """Of a few who read other sites and not this one: others at each folder, the same ones at each run."""
        others = tuple(reader for reader in self.everybody if reader not in sealing.readers)
        first = int.from_bytes(sha256(sealing.vault.folder.encode()).digest()[:4], "big")
        for number in range(min(OTHERS_TRIED, len(others))):
            yield code_of(self.master, others[(first + number) % len(others)])
