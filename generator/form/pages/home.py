"""The first page: what waits, what was sent and came back, what is typed and not saved, and whom one may edit."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.editing.entries.entry import Entry, Status
from generator.editing.entries.saved import entries_of
from generator.editing.entries.store import objects
from generator.form.pages.titles import APART, title_of
from generator.form.saves.drafts import Draft, drafts_in
from generator.form.saves.preparing import value_in
from generator.form.sheets.sections import SHEETS
from generator.form.things import Thing, thing_in
from generator.form.visit import Visit
from generator.model.readers import is_in_force
from generator.records.school import Group, LearnerId
from generator.words import Words
from generator.yamltext.read import Value

STATUSES: Mapping[Status, str] = {
    "waiting": "Waits to be sent",
    "sent": "Sent to be looked at",
    "published": "Stands in the plans",
    "sent_back": "Sent back",
    "clash": "Somebody else changed the same",
}
SENDABLE = frozenset(("waiting", "sent_back"))
OPEN_FIRST: tuple[Status, ...] = ("clash", "sent_back", "waiting", "sent", "published")
MOST_PUBLISHED, MOST_NAMED = 5, 3
ONE_LOOK = 12  # so many names one reads at once; among more one looks for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where something that was changed is edited. It `asks`: somebody else changed the same."""

    label: str
    address: str
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry as people see it. `what` many learners have of it in common; `why` it was sent back."""

    branch: str
    title: str
    what: str | None
    day: str
    status: str
    mood: Status
    sendable: bool
    address: str | None
    why: str | None
    ways: tuple[Way, ...]


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
        what=what_for_all(entry, visit),
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


def ways_of(entry: Entry, visit: Visit) -> Iterator[Way]:
    """To each thing that an entry changed: what it is; of many learners, whose it is."""
    whose = [each for each in entry.learners if visit.office.may_edit(visit.person, each)]
    things = {file: thing for learner in whose for file in entry.files if (thing := own_thing(file, learner))}
    if len(entry.learners) > 1:
        own = {thing.learner: thing.address() for thing in things.values()}
        yield from (Way(label=each.name, address=own[each.id]) for each in people_of(set(own), visit))
        return
    values = values_at(entry, things, visit)
    for file, thing in things.items():
        label = title_of(thing, values[file], visit)
        yield Way(label=label, address=thing.address(), asks=file in entry.clashing)


def what_for_all(entry: Entry, visit: Visit) -> str | None:
    """What a whole class was entered for; None: it is about one learner, whose things are named one by one."""
    files = ((file, own_thing(file, learner)) for learner in entry.learners for file in entry.files)
    found = next(((file, thing) for file, thing in files if thing is not None), None)
    if len(entry.learners) == 1 or found is None or not visit.office.may_edit(visit.person, found[1].learner):
        return None
    file, thing = found
    return title_of(thing, values_at(entry, {file: thing}, visit)[file], visit)


def own_thing(file: str, learner: LearnerId) -> Thing | None:
    return thing_in(file, learner) if f"/{learner}/" in file and file.endswith(".yml") else None


def values_at(entry: Entry, things: Mapping[str, Thing], visit: Visit) -> Mapping[str, Value]:
    """What an entry's files say; nothing where it took one away, or one cannot be read."""
    store = visit.office.store
    names = {file: f"{entry.tip}:{store.prefix}{file}" for file in things}
    held = store.once(("values at", *names.values()), lambda: objects(store, names.values()))
    return {file: value_or_none(held[name][1], file) if name in held else None for file, name in names.items()}


def value_or_none(raw: bytes, file: str) -> Value:
    try:
        return value_in(raw, file)
    except HTTPException:
        return None


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
            thing = Thing(learner=draft.learner, kind=kind, name=name)
            typed = (visit.draft(draft.key) or {}).get("value")
            title = f"{APART.format(name_of(visit, draft.learner))}: {title_of(thing, typed, visit)}"
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
    names = {learner: name_of(visit, learner) for learner in learners}
    often = Counter(names.values())
    # Two of one name are told apart, or one child gets the other's results.
    told = ((learner, name if often[name] == 1 else f"{name} ({learner})") for learner, name in names.items())
    people = (Person(id=learner, name=name) for learner, name in told)
    return tuple(sorted(people, key=lambda each: (each.name.casefold(), each.id)))


def name_of(visit: Visit, learner: str) -> str:
    return visit.office.name_of(visit.school, learner, visit.words.language)
