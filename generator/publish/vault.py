"""One learner's vault: the folder and the content key that everything published of the learner is sealed with."""

from dataclasses import dataclass, field
from hashlib import sha256

from generator.model.access import Reader
from generator.publish.derived import key_from
from generator.publish.keys import Master, folder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    folder: str
    epoch: int
    key: bytes = field(repr=False)


def vault_of(master: Master, learner: str, epoch: int, readers: tuple[Reader, ...]) -> Vault:
    """The key is bound to who reads: a reader who goes, or whose code is renewed, never holds the next one.

    It is so even where somebody forgot to raise the epoch.
    """
    info = f"pb1/content\n{learner}\n{epoch}\n{access_of(readers)}"
    return Vault(folder=folder_of(master, learner), epoch=epoch, key=key_from(master.secret, info))


def access_of(readers: tuple[Reader, ...]) -> str:
    """Who reads, and with which version of their code, as one digest."""
    lines = sorted(f"{reader.who} {reader.version}" for reader in readers)
    return sha256("\n".join(lines).encode()).hexdigest()
