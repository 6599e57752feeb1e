"""The first page: what waits, what was sent and came back, what is typed and not saved, and whom one may edit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from generator.editing.entries.entry import Entry, Status
from generator.editing.entries.saved import entries_of
from generator.form.saves.drafts import Draft, drafts_in
from generator.form.sheets.sections import SHEETS
from generator.form.sheets.wording import said
from generator.form.things import thing_in
from generator.form.visit import Visit
from generator.model.readers import is_in_force
from generator.records.school import Group, LearnerId
from generator.words import Words

STATUSES: Mapping[Status, str] = {
    "waiting": "Waits to be sent",
    "sent": "Sent; somebody looks at it",
    "published": "Stands in the plans",
    "sent_back": "Sent back",
    "clash": "Somebody else changed the same",
}
SENDABLE = frozenset(("waiting", "sent_back"))
OPEN_FIRST: tuple[Status, ...] = ("clash", "sent_back", "waiting", "sent", "published")
MOST_PUBLISHED, MOST_NAMED = 5, 3
ONE_LOOK = 12  # so many names one reads at once; among more one looks for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry as people see it. `why` it was sent back; `ways` lead to what it changed, in one's own words."""

    branch: str
    title: str
    day: str
    status: str
    mood: Status
    sendable: bool
    address: str | None
    why: str | None
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A group and those of it whom one may edit. `assess`: where a whole class is entered at once."""

    id: str
    title: str
    assess: str | None
    learners: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    title: str
    address: str


def home(visit: Visit) -> Response:
    circles = tuple(circles_of(visit))
    return visit.page(
        "home",
        title=visit.words.say("Your learners"),
        entries=entries_shown(visit),
        unsaved=unsaved_shown(visit),
        circles=circles,
        many=sum(len(circle.learners) for circle in circles) > ONE_LOOK,
    )


def entries_shown(visit: Visit, learner: LearnerId | None = None) -> tuple[Shown, ...]:
    """What somebody saved, those first that wait for them; of one learner, or of all (None)."""
    mine = (each for each in entries_of(visit.office.store, visit.person) if learner in (None, *each.learners))
    entries = sorted(mine, key=lambda each: OPEN_FIRST.index(each.status))
    published = [each for each in entries if each.status == "published"][MOST_PUBLISHED:]
    return tuple(entry_shown(each, visit) for each in entries if each not in published)


def unsaved_shown(visit: Visit, learner: LearnerId | None = None) -> tuple[Unsaved, ...]:
    drafts = drafts_in(visit.own_folder())
    return tuple(unsaved_of(tuple(each for each in drafts if learner in (None, each.learner)), visit))


def entry_shown(entry: Entry, visit: Visit) -> Shown:
    words = visit.words
    names = tuple(name_of(visit, learner) for learner in entry.learners)
    ways = tuple(ways_of(entry, visit)) if entry.status != "published" else ()
    return Shown(
        branch=entry.branch,
        title=whom(names, words),
        day=words.day(entry.on, "medium"),
        status=words.say(STATUSES[entry.status]),
        mood=entry.status,
        sendable=entry.status in SENDABLE,
        address=entry.address,
        why=entry.said.why if entry.said is not None else None,
        ways=ways,
    )


def whom(names: tuple[str, ...], words: Words) -> str:
    return words.listed(names) if len(names) <= MOST_NAMED else words.count("{n} learner", "{n} learners", len(names))


def ways_of(entry: Entry, visit: Visit) -> Iterator[tuple[str, str]]:
    """To each thing that an entry changed: what it is, and where it is edited."""
    for learner in entry.learners:
        things = (thing_in(file, learner) for file in entry.files if f"/{learner}/" in file and file.endswith(".yml"))
        for thing in filter(None, things):
            name = said(visit.words, SHEETS[thing.kind][0].title)
            yield (f"{name} {thing.name}" if thing.kind == "goal" else name), thing.address()


def unsaved_of(drafts: tuple[Draft, ...], visit: Visit) -> Iterator[Unsaved]:
    """What was typed and neither saved nor thrown away."""
    for draft in drafts:
        if draft.learner is None:
            yield from group_drafted(draft, visit)
            continue
        if not visit.office.may_edit(visit.person, draft.learner):
            continue
        _, kind, year, name = draft.key.split(".", 3)
        if kind in SHEETS:
            asked = "" if year == "-" else f"?year={year}"
            title = f"{name_of(visit, draft.learner)}: {said(visit.words, SHEETS[kind][0].title)}"
            yield Unsaved(title=title, address=f"/l/{draft.learner}/{kind}/{name}{asked}")


def group_drafted(draft: Draft, visit: Visit) -> Iterator[Unsaved]:
    """What was entered for a whole group."""
    group = visit.school.commons.groups.get(draft.key.split(".")[1])
    if group is not None and any(each.person == visit.person for each in group.staff):
        title = f"{visit.words.text(group.title).text}: {visit.words.say('One assessment for all')}"
        yield Unsaved(title=title, address=f"/g/{group.id}/assess")


def circles_of(visit: Visit) -> Iterator[Circle]:
    """Each group somebody is on the staff of, then those they may edit besides."""
    mine = {folder.learner for folder in visit.office.learners_of(visit.person)}
    told: set[str] = set()
    for group in visit.school.commons.groups.values():
        members = members_in(group, visit)
        if any(each.person == visit.person for each in group.staff) and (own := members & mine):
            told |= own
            title = visit.words.text(group.title).text
            assess = f"/g/{group.id}/assess"
            yield Circle(id=group.id, title=title, assess=assess, learners=people_of(own, visit))
    if mine - told:
        title = visit.words.say("Others you are there for") if told else visit.words.say("Learners")
        yield Circle(id="others", title=title, assess=None, learners=people_of(mine - told, visit))


def members_in(group: Group, visit: Visit) -> set[str]:
    return {each.learner for each in group.members if is_in_force(each.from_, each.to, visit.school.on)}


def people_of(learners: set[str], visit: Visit) -> tuple[Person, ...]:
    """By name, as a class list is."""
    people = (Person(id=learner, name=name_of(visit, learner)) for learner in learners)
    return tuple(sorted(people, key=lambda each: (each.name.casefold(), each.id)))


def name_of(visit: Visit, learner: str) -> str:
    return visit.office.name_of(visit.school, learner, visit.words.language)
