"""Whatever two people and a reviewer do, in whatever order: they see what they saved, until it is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

import pytest

from generator.changes import Change
from generator.editing.entries.joining import joined_commits
from generator.editing.entries.saved import Clashes, entries_of, saved, view_of
from generator.editing.entries.sending import refresh, send
from generator.yamltext.read import read
from generator.yamltext.splice import rewritten
from tests.generator.editing.office import GOAL, HOME, ON, OTHER, TEACHER, Office
from tests.history import git

STEPS = 14
FIELDS = ("why", "outcome", "due")


@dataclass
class Story:
    """`words`: by person, what they saved and nobody has published, by file and field."""

    office: Office
    chance: Random
    step: int = 0
    words: dict[str, dict[tuple[str, str], str]] = field(default_factory=lambda: {TEACHER: {}, OTHER: {}})


def value_in(text: bytes) -> dict[str, object]:
    value, _ = read(text.decode(), "")
    assert isinstance(value, dict)
    return dict(value)


def save(story: Story, person: str) -> None:
    view = view_of(story.office.store, person, HOME)
    if GOAL in view.clashing:
        return
    name = story.chance.choice(FIELDS)
    word = f"2027-01-{story.step + 1:02}" if name == "due" else f"{person} {story.step}"
    text = rewritten(view.content(GOAL).decode(), value_in(view.content(GOAL)) | {name: word}).text
    story.office.save(GOAL, text, person)
    story.words[person][GOAL, name] = word


def add(story: Story, person: str) -> None:
    file = f"{HOME}/evidence/2026-11-{story.step + 10}-{person}.yml"
    story.office.save(file, f"why: {person}\n", person)
    story.words[person][file, "why"] = person


def send_all(story: Story, person: str) -> None:
    for entry in entries_of(story.office.store, person):
        if entry.status in {"waiting", "sent_back"}:
            try:
                send(story.office.store, entry)
            except Clashes:
                assert story.office.text(GOAL, person), "asked, not sent"


def publish(story: Story, person: str) -> None:
    """A reviewer merges or squashes, and may delete the branch."""
    office = story.office
    sent = [entry for entry in entries_of(office.store, person) if entry.status == "sent" and entry.files]
    for entry in sent[:1]:
        main = office.on_the_remote("rev-parse", "main")
        joined = joined_commits(office.remote, "main", entry.branch)
        if joined.tree is None:
            return
        parents = ("-p", main, *(("-p", entry.tip) if story.chance.random() < 0.5 else ()))
        office.on_the_remote(
            "update-ref", "refs/heads/main", office.on_the_remote("commit-tree", joined.tree, *parents, "-m", "m")
        )
        if story.chance.random() < 0.5:
            office.on_the_remote("branch", "-D", entry.branch)
        refresh(office.store)
        stands = {each.branch: each.status for each in entries_of(office.store, person)}
        assert stands[entry.branch] == "published"
        story.words[person] = {key: word for key, word in story.words[person].items() if key[0] not in entry.files}


def others(story: Story, _person: str) -> None:
    """Somebody with a text editor changes the published goal."""
    text = git(story.office.remote, "show", f"main:{GOAL}") + "\n"
    name = story.chance.choice(FIELDS)
    word = "2027-03-03" if name == "due" else f"other {story.step}"
    story.office.merged_elsewhere((GOAL, rewritten(text, value_in(text.encode()) | {name: word}).text))


def look(story: Story, _person: str) -> None:
    assert refresh(story.office.store).why is None


def answer(story: Story, person: str) -> None:
    """Mine, in every question."""
    view = view_of(story.office.store, person, HOME)
    for file, question in view.clashing.items():
        change = Change(file=file, content=view.content(file), before=question.theirs)
        saved(story.office.store, person, (change,), slug="s-0001", on=ON)


ACTS: Mapping[Callable[[Story, str], None], int] = {
    save: 5, add: 1, send_all: 3, publish: 3, others: 2, look: 1, answer: 2,
}  # fmt: skip


@pytest.mark.parametrize("seed", [14, 26, 36])  # which publish, join, clash and answer
def test_what_somebody_saved_they_see_until_it_is_published(seed: int, office: Office) -> None:
    story = Story(office=office, chance=Random(seed))
    for story.step in range(STEPS):
        (act,) = story.chance.choices(tuple(ACTS), tuple(ACTS.values()))
        act(story, story.chance.choice((TEACHER, OTHER)))
        for person, words in story.words.items():
            view = view_of(office.store, person, HOME)
            seen = {(file, name): value_in(view.content(file)).get(name) for file, name in words}
            assert seen == words, (person, act.__name__, story.step)
    git(office.root, "fsck", "--strict")
    assert git(office.root, "status", "--porcelain") == ""
