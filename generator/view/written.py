"""What people wrote on a day, for whoever reads a page: chapter by chapter, then who proposed it and who agreed.

Only adults of the school are named. What a commit says of agreement is told as that, never as proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.picture import Picture
from generator.model.written import Written
from generator.records.history import Claim
from generator.view.agreements import METHODS, how_agreed
from generator.view.evidence import path_of
from generator.view.goals import goal_path
from generator.view.page import BETWEEN
from generator.view.revisions.chapters import chapters_of
from generator.view.revisions.sentence import Audience, Chapter, Parts, Sentence
from generator.view.said import apart, person_name
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became different about one thing. `path`: where it stands on the site now; None: nowhere of its own.

    `details` may stand folded up.
    """

    title: Parts
    path: str | None
    sentences: tuple[Parts, ...]
    details: tuple[Parts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the same people wrote. `who`: a line for each thing that is known of them; `request`: small."""

    told: tuple[Told, ...]
    who: tuple[str, ...]
    request: str | None


def work_of(written: Written, picture: Picture, words: Words, audience: Audience = "family") -> Work | None:
    """None: nothing of it is for those who read it."""
    told = tuple(told_in_words(written, picture, words, audience))
    if not told:
        return None
    return Work(
        told=told,
        who=who_in(written, picture, words, audience),
        request=words.say("Request {number}", number=apart(", ".join(written.requests), words))
        if written.requests
        else None,
    )


def told_in_words(written: Written, picture: Picture, words: Words, audience: Audience) -> Iterator[Told]:
    """File by file, in the order in which people should look at them."""
    called, places = {picture.learner.learner: written.known}, places_of(picture)
    files = dict.fromkeys(each.file.file for each in written.told)
    for file in files:
        of_file = tuple(each for each in written.told if each.file.file == file)
        for chapter in chapters_of(of_file, written.commons, picture.people, audience, words, called):
            there = chapter.path in places and is_of_this_year(file, picture)
            yield told_in(chapter, chapter.path if there else None)


def places_of(picture: Picture) -> frozenset[str]:
    """Where on the site a change may lead: what it was about may be gone, or past."""
    goals = (goal_path(each.goal.id) for each in picture.goals)
    return frozenset((*goals, *map(path_of, picture.evidence), "conversations/", "about/"))


def is_of_this_year(file: str, picture: Picture) -> bool:
    """Goals of two years may have the same id."""
    return "/goals/" not in file or (picture.plan is not None and f"/{picture.plan.school_year}/" in file)


def told_in(chapter: Chapter, path: str | None) -> Told:
    return Told(
        title=chapter.title,
        path=path,
        sentences=tuple(each.parts for each in chapter.sentences if not is_detail(each)),
        details=tuple(each.parts for each in chapter.sentences if is_detail(each)),
    )


def is_detail(sentence: Sentence) -> bool:
    return sentence.small and not sentence.warning


def who_in(written: Written, picture: Picture, words: Words, audience: Audience) -> tuple[str, ...]:
    proposed = named(written.proposed_by, picture, words, audience)
    checked = named(tuple(each.person for each in written.agreed_by if each.person), picture, words, audience)
    at_home = tuple(dict.fromkeys(home_agreed(each, words) for each in written.agreed_by if each.person is None))
    return (
        *((words.say("Written by {names}", names=proposed),) if proposed else ()),
        *((words.say("Looked at by {names}", names=checked),) if checked else ()),
        *at_home,
    )


def named(people: tuple[str, ...], picture: Picture, words: Words, audience: Audience) -> str:
    """The names of those whom the school's list knows, each once; staff can read ids too."""
    names = (person_name(person, picture, words) or (person if audience == "teacher" else None) for person in people)
    return words.listed(tuple(dict.fromkeys(apart(name, words) for name in names if name)))


def home_agreed(claim: Claim, words: Words) -> str:
    """Which home it was is nobody's business."""
    who = words.say("My family" if claim.role == "family" else "Me")
    how = tuple(how_agreed(method, words) for method in METHODS if method == claim.method)
    when = (words.day(claim.on),) if claim.on is not None else ()
    return BETWEEN.join((words.say("Agreed: {who}", who=who), *how, *when))


def is_claimed(written: Written) -> bool:
    return bool(written.agreed_by)
