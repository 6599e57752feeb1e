"""The story of the letters: who reads on the day gets one with their code, printed into a folder nobody else opens.

Codes are worked out here and go nowhere but into the letters: no message, no list and no problem holds one.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.access import learners_in
from generator.check.access import one_code_each
from generator.checked import CheckedSchool
from generator.load.catalogues import words_for
from generator.model.access import HOUSEHOLD, readers_of
from generator.model.recipients import Form, Recipient, forms_of, recipients_of
from generator.problem import BuildStopped, Problem, ToolFailed
from generator.publish.address import address_of
from generator.publish.keys import Master, code_of, folder_of
from generator.publish.paths import is_published
from generator.publish.rules.accounts import user_name
from generator.records.learner import Learner
from generator.records.school import LearnerId, Publish
from generator.render.pdf import Renderer, warm_renderer
from generator.render.sources import template_folders
from generator.view.letter import letter_of
from generator.view.letter_advice import Enclosed
from generator.view.page import Edition
from generator.words import Words
from generator.workers.each import each
from generator.workers.work import How, Work

ONLY_OWNER, ONLY_OURS = 0o600, 0o700  # a file's mode, a folder's
NEW, GIT_IGNORES = ".new-", ".gitignore"
FEW = 12  # letters, which are printed before a second worker would be ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What letters are made with. `language` None: each reader's own."""

    school: CheckedSchool
    master: Master = field(repr=False)
    out: Path
    language: str | None
    how: How
    jobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettered:
    """One letter that lies in the folder; `failed`: why it does not."""

    file: str
    problems: tuple[Problem, ...] = ()
    failed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One worker's tools."""

    renderer: Renderer
    out: Path


def readers_in(school: CheckedSchool) -> tuple[tuple[Recipient, ...], tuple[LearnerId, ...]]:
    """Everybody who gets a letter, and the learners whose plans nobody reads.

    Raises BuildStopped where a learner.yml cannot be used, or codes differ.
    """
    learners: list[Learner] = []
    problems: list[Problem] = []
    for _, learner, found in learners_in(school.root, school.folders):
        problems += found
        if learner is not None:
            learners.append(learner)
    problems += one_code_each(learners, school.on)
    if problems:
        raise BuildStopped(tuple(problems), str(school.root))
    unread = tuple(learner.learner for learner in learners if not readers_of(learner, school.on))
    return recipients_of(learners, school.on), unread


def is_called(recipient: Recipient, asked: str) -> bool:
    """By their own id, or the word of their household."""
    return asked in (recipient.reader.who, recipient.reader.who.removeprefix(f"{HOUSEHOLD}:"))


def is_meant(recipient: Recipient, asked: str) -> bool:
    """By their own name, or as one who reads the plan of a learner."""
    return is_called(recipient, asked) or any(learner.learner == asked for learner in recipient.reads)


def letters(errand: Errand, recipients: Sequence[Recipient]) -> Iterator[Lettered]:
    """Each letter as soon as it lies in the folder. Raises ToolFailed where the school has no address yet."""
    publish = published(errand)
    made_ready(errand.out)
    school = errand.school.commons.school
    words = partial(words_for, base_language=school.languages[0], folders=template_folders(errand.school.root))
    editions = tuple(edition for recipient in recipients for edition in editions_for(recipient, errand, publish, words))
    prepare = partial(open_press, errand.school.root, school.languages[0], errand.out)
    jobs = errand.jobs if len(editions) > FEW else 1
    yield from each(Work(prepare, printed, lost), editions, errand.how, jobs)


def published(errand: Errand) -> Publish:
    """Raises ToolFailed where nobody could find what the letters tell of."""
    publish = errand.school.commons.school.publish
    if publish is None or (publish.base_url is None and publish.access != "standalone"):
        hint = "plans/school.yml does not say where the sites are published. Write it there: publish: {base_url: https://…}"
        raise ToolFailed("letters", hint)
    return publish


def editions_for(
    recipient: Recipient, errand: Errand, publish: Publish, words_in: Callable[[str], Words]
) -> Iterator[Edition]:
    school = errand.school
    enclosed = Enclosed(
        code=code_of(errand.master, recipient.reader),
        addresses=addresses_of(recipient, errand.master, publish),
        user=user_name(recipient.reader.who) if publish.access == "plain" else None,
        trial=errand.master.test,
    )
    for form in forms_asked(recipient, errand):
        yield letter_of(
            recipient, form, enclosed, school.commons.school, school.people, school.on, words_in(form.language)
        )


def forms_asked(recipient: Recipient, errand: Errand) -> tuple[Form, ...]:
    own = forms_of(recipient, errand.school.commons.school, errand.school.on)
    return own if errand.language is None else (replace(own[0], language=errand.language),)


def addresses_of(recipient: Recipient, master: Master, publish: Publish) -> Mapping[LearnerId, str] | None:
    """None: the plan comes on a stick."""
    base = publish.base_url
    if publish.access == "standalone" or base is None:
        return None
    ids = tuple(learner.learner for learner in recipient.reads)
    return {each: address_of(base, each if publish.access == "plain" else folder_of(master, each)) for each in ids}


def made_ready(out: Path) -> None:
    """The folder, for its owner only; and git leaves it alone wherever it lies."""
    if is_published(out):
        raise ToolFailed("letters", f"{out} is, or lies in, a folder that is published. Name another one with --out.")
    out.mkdir(parents=True, exist_ok=True)
    if any(not is_ours_or_the_systems(file.name) for file in out.iterdir()):
        raise ToolFailed(
            "letters", f"{out} holds other things. Letters get a folder of their own: name one with --out."
        )
    out.chmod(ONLY_OURS)
    written(out / GIT_IGNORES, b"*\n")


def is_ours_or_the_systems(name: str) -> bool:
    """A letter, or what a file manager leaves in every folder."""
    return name.endswith(".pdf") or name.startswith(".") or name.lower() in {"thumbs.db", "desktop.ini"}


def open_press(root: Path, base_language: str, out: Path) -> Press:
    folders = template_folders(root)
    return Press(
        renderer=warm_renderer(folders, partial(words_for, base_language=base_language, folders=folders)), out=out
    )


def printed(press: Press, edition: Edition) -> Lettered:
    file = f"{edition.name}.pdf"
    paper = press.renderer.printed(edition)
    written(press.out / file, paper.document)
    return Lettered(file=file, problems=paper.problems)


def written(file: Path, content: bytes) -> None:
    """Whole or not at all, and for nobody but the owner from its first byte on."""
    beside = file.with_name(NEW + file.name)
    with suppress(FileNotFoundError):
        beside.unlink()
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER), "wb") as opened:
        opened.write(content)
    beside.replace(file)


def lost(edition: Edition) -> Lettered:
    """What is said of a letter whose worker died twice."""
    return Lettered(file=f"{edition.name}.pdf", failed="the worker that printed it ended without a word, twice")
