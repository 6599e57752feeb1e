"""Every code tried at every folder: each opens exactly those whose access table names its person."""

from collections.abc import Mapping
from datetime import date
from random import Random

from generator.load.learner import read_learner
from generator.load.learner_folders import learner_folders
from generator.model.access import Reader, readers_of
from generator.publish.keys import TEST_MASTER, code_of, folder_of
from generator.publish.pb1 import ITERATIONS, opened_slots, slots_of
from generator.publish.vault import vault_of
from tests.conftest import EXAMPLE_DAY, TOP

FASTEST = 1_000
LEARNERS, PEOPLE = 40, 30
Readers = Mapping[str, tuple[Reader, ...]]


def published(readers: Readers, epochs: Mapping[str, int], iterations: int) -> Mapping[str, bytes]:
    """Folder → its file of slots; a learner whom nobody reads has none."""
    vaults = {learner: vault_of(TEST_MASTER, learner, epochs[learner], who) for learner, who in readers.items() if who}
    return {
        vault.folder: slots_of(vault, TEST_MASTER, readers[learner], iterations) for learner, vault in vaults.items()
    }


def check_all(readers: Readers, others: tuple[Reader, ...], slots: Mapping[str, bytes]) -> int:
    """How many tries there were."""
    everybody = sorted(
        {reader for who in readers.values() for reader in who}, key=lambda each: (each.who, each.version)
    )
    for reader in (*everybody, *others):
        code = code_of(TEST_MASTER, reader)
        opened = {folder for folder, content in slots.items() if opened_slots(content, code) is not None}
        assert opened == {folder_of(TEST_MASTER, learner) for learner, who in readers.items() if reader in who}
    return len(slots) * (len(everybody) + len(others))


def test_all_codes_at_all_folders_of_a_school_by_chance() -> None:
    by_chance = Random(5)
    people = tuple(Reader(who=f"t-{number:04}", version=by_chance.randint(1, 3)) for number in range(PEOPLE))
    readers = {f"s-{number:04}": drawn(by_chance, f"s-{number:04}", people) for number in range(LEARNERS)}
    epochs = {learner: by_chance.randint(1, 4) for learner in readers}
    replaced = tuple(Reader(who=reader.who, version=reader.version - 1) for reader in people if reader.version > 1)
    slots = published(readers, epochs, FASTEST)
    assert len(slots) == LEARNERS - 1
    assert check_all(readers, replaced, slots) > 2_000


def drawn(by_chance: Random, learner: str, people: tuple[Reader, ...]) -> tuple[Reader, ...]:
    """Nobody reads the first one; the second one more than eight; the others a few, and themselves."""
    match learner:
        case "s-0000":
            return ()
        case "s-0001":
            return people[:11]
        case _:
            return (*by_chance.sample(people, by_chance.randint(0, 6)), Reader(who=learner, version=1))


def test_all_codes_at_all_folders_of_the_example_school() -> None:
    folders, _ = learner_folders(TOP)
    learners = {folder.learner: read_learner(TOP, folder)[0].learner for folder in folders}
    readers = {learner: readers_of(record, date.fromisoformat(EXAMPLE_DAY)) for learner, record in learners.items()}
    epochs = {learner: record.access.epoch if record.access else 1 for learner, record in learners.items()}
    slots = published(readers, epochs, ITERATIONS)
    nobody = (Reader(who="t-9999", version=1), Reader(who="student", version=1), Reader(who="household", version=1))
    assert check_all(readers, nobody, slots) > len(slots) ** 2
    for folder in folders:
        written = (TOP / folder.folder / "learner.yml").read_text("utf-8")
        assert all(reader.who.removeprefix("household:") in written for reader in readers[folder.learner])
