"""A new learner: who they are, a draft of the year's plan, a place in a group, and their names in people.yml alone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.access import learners_in
from generator.changes import Change, Changes, blob_of
from generator.editing.judging import PEOPLE
from generator.editing.new.asked_of_learner import LEARNER_QUESTIONS
from generator.editing.new.asking import Asking
from generator.editing.new.choices import folded, own_text
from generator.editing.new.ids import family_ids, next_person_id
from generator.editing.new.in_plan import year_of
from generator.editing.new.making import Said, made_file
from generator.editing.new.questions import Answers, NewKind, Order, each, one
from generator.load.git import run_git
from generator.load.people import everybody
from generator.load.people_sealed import LOCKED
from generator.load.source import bytes_of
from generator.model.access import STUDENT, TEAM_ROLES, readers_of
from generator.model.readers import is_in_force
from generator.problem import ToolFailed
from generator.records.school import GroupStaff, LearnerId, PersonId
from generator.yamltext.placed import thawed
from generator.yamltext.read import decode, read
from generator.yamltext.splice import marked, rewritten, written

LETTERS: Mapping[str, str] = {"student": "s", "educator": "e", "leader": "l"}
ID_OF_PAST = re.compile(r"^(?:[+-]([a-z]-[0-9]{4,8}):|plans/(?:[^/]+/)?([a-z]-[0-9]{4,8})/learner\.yml$)")
NAMES_LOCKED = (
    "the names are locked. Open them with `pathbook people unlock`, make the learner, and lock them again with"
    " `pathbook people lock`"
)


def said_of_learner(answers: Answers, asking: Asking) -> Said:
    """What learner.yml says but for ids, which are given when it is made."""
    school, since = asking.school.commons.school, one(answers, "since")
    own = school.languages[0]
    return {
        "kind": one(answers, "kind"),
        "stage": one(answers, "stage"),
        "enrolment": [
            {"school": own_text(school.name, asking), "from": since}
            | ({} if one(answers, "grade") is None else {"grade": one(answers, "grade")})
        ],
        "languages": list(each(answers, "language")) or [own],
        "site_language": one(answers, "site-language"),
        "team": [{"person": person, "role": role, "from": since} for person, role in team_of(answers, asking)],
    }


def team_of(answers: Answers, asking: Asking) -> list[tuple[PersonId, str | None]]:
    """People and roles. Where nobody is named, those of the learner's groups: somebody answers for each."""
    if named := answers.get("team", ()):
        return [(answer.value, answer.then) for answer in named]
    groups = [asking.school.commons.groups[group] for group in each(answers, "group")]
    of_groups = ((staff.person, staff.role) for group in groups for staff in group.staff if serves(staff, asking.on))
    return [(person, role) for person, role in dict.fromkeys(of_groups) if person != one(answers, "person")]


def serves(staff: GroupStaff, on: date) -> bool:
    return staff.role in TEAM_ROLES and is_in_force(staff.from_, staff.to, on)


def made_learner(order: Order) -> Changes:
    """Everything a learner begins with, in files that are there and new ones."""
    asking, answers = order.asking, order.answers
    taken = ids_of_all_time(asking)
    learner = one(answers, "person") or next_person_id(letter_for(one(answers, "kind"), asking), taken)
    if learner in {folder.learner for folder in asking.school.folders}:
        raise ToolFailed("new learner", f"{learner} has a folder already")
    family, new_names = family_of(answers, learner, taken)
    said: dict[str, Any] = {**order.said, "learner": learner}
    names: dict[PersonId, Any] = {}
    if family:
        said["family"] = [home_of(answers, asking, family)]
    if one(answers, "access") != "false":
        said["access"] = {"epoch": 1, "slots": slots_for(said, family, asking)}
    folder = f"{folder_around(asking, each(answers, 'group'))}/{learner}"
    year = year_of(order)
    plan = {"learner": learner, "school_year": year, "status": "draft", "frameworks": list(each(answers, "framework"))}
    if one(answers, "person") is None:
        names[learner] = person_entry(answers, asking)
    return (
        *names_added(asking, names | new_names),
        *(member_added(asking, group, learner, one(answers, "since")) for group in each(answers, "group")),
        *made_file("learner", f"{folder}/learner.yml", said),
        *made_file("plan", f"{folder}/{year}/plan.yml", plan),
    )


def letter_for(kind: str | None, asking: Asking) -> str:
    """The letter that ids of such learners begin with; a school may have its own for students."""
    letter = LETTERS[kind or "student"]
    letters = Counter(folder.learner[0] for folder in asking.school.folders)
    own = {known: count for known, count in letters.items() if known not in set(LETTERS.values()) - {"s"}}
    return max(own, key=lambda known: own[known]) if letter == "s" and own and "s" not in own else letter


def ids_of_all_time(asking: Asking) -> frozenset[PersonId]:
    """Everybody who is known, and whom git remembers: the number of somebody who left is nobody else's."""
    known = {*asking.school.people, *(folder.learner for folder in asking.school.folders)}
    for group in asking.school.commons.groups.values():
        known |= {member.learner for member in group.members}
    return frozenset((*known, *ids_of_past(asking)))


def ids_of_past(asking: Asking) -> Iterator[PersonId]:
    """What git remembers of learners' folders and of the file of names; nothing where there is no git."""
    log = ("log", "--all", "--format=", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--relative")
    asked = (
        (*log, "--diff-filter=A", "--name-only", "--", ":(glob)plans/**/learner.yml"),
        (*log, "-p", "-U0", "--", PEOPLE),
    )
    for arguments in asked:
        told = run_git(asking.repository, *arguments)
        for line in told.stdout.decode(errors="replace").splitlines() if told.returncode == 0 else ():
            if found := ID_OF_PAST.match(line):
                yield found[1] or found[2]


def family_of(
    answers: Answers, learner: LearnerId, taken: frozenset[PersonId]
) -> tuple[tuple[PersonId, ...], dict[PersonId, str]]:
    """Who is at home, those known already and new ones, and the names of the new ones."""
    named = each(answers, "family")
    new = [name for name in named if name not in taken]
    ids = dict(zip(new, family_ids(learner, len(new), taken), strict=True))
    return tuple(ids.get(name, name) for name in named), {id_: name for name, id_ in ids.items()}


def home_of(answers: Answers, asking: Asking, family: tuple[PersonId, ...]) -> Said:
    own = asking.school.commons.school.languages[0]
    language = one(answers, "family-language") or next(iter(each(answers, "language")), own)
    return {
        "id": "home",
        "person": list(family),
        "language": language,
        "paper": one(answers, "paper"),
        "print": one(answers, "print"),
        "interpreter": True if one(answers, "interpreter") == "true" else None,
    }


def slots_for(said: Said, family: tuple[PersonId, ...], asking: Asking) -> dict[str, int]:
    """A code for the learner, each at home and each role; who reads other plans too keeps the code they have."""
    team = {member["person"]: member["role"] for member in said.get("team") or () if member.get("role") in TEAM_ROLES}
    versions = versions_elsewhere(asking, frozenset((*family, *team)))
    slots = {STUDENT: 1} | {person: versions.get(person, 1) for person in family}
    for person, role in team.items():
        version = versions.get(person, 1)
        # Two people in one role share its slot only while their codes are of one version.
        slots |= {role if slots.get(role, version) == version else person: version}
    return slots


def versions_elsewhere(asking: Asking, wanted: frozenset[PersonId]) -> dict[PersonId, int]:
    """The version of the code of those who read another learner's plan: one letter opens both."""
    known = learners_in(asking.school.root, asking.school.folders) if wanted else ()
    return {
        reader.who: reader.version
        for _, learner, _ in known
        if learner is not None
        for reader in readers_of(learner, asking.on)
        if reader.who in wanted
    }


def folder_around(asking: Asking, groups: tuple[str, ...]) -> str:
    """Where the folders of the group's members lie; of all learners, where there is no group.

    The first of a group gets a folder named by it, as the rules of a host know classes by their folders; but not where
    learners lie in plans/ itself.
    """
    members = {member.learner for group in groups for member in asking.school.commons.groups[group].members}
    above = [folder.above for folder in asking.school.folders if folder.learner in members]
    everywhere = {folder.above for folder in asking.school.folders}
    if groups and not above and (f"plans/{groups[0]}" in everywhere or "plans" not in everywhere):
        above = [f"plans/{groups[0]}"]
    return Counter(above).most_common(1)[0][0] if above else "plans"


def member_added(asking: Asking, group: str, learner: LearnerId, since: str | None) -> Change:
    """The group's file with the learner at the end of its members."""
    file = f"plans/groups/{group}.yml"
    raw, wanted = wanted_of(asking, file)
    entry = {"learner": learner} | ({} if since is None else {"from": since})
    wanted["members"] = [*(wanted.get("members") or ()), entry]
    return rewritten_change(file, raw, wanted)


def names_added(asking: Asking, names: Mapping[PersonId, Any]) -> Changes:
    """people.yml with these persons at its end. A file of names elsewhere is said here as if it lay in the school."""
    if not names:
        return ()
    root = asking.school.root
    if asking.people_file is None and (root / LOCKED).is_file() and not (root / PEOPLE).is_file():
        raise ToolFailed("people", NAMES_LOCKED)
    own = asking.school.commons.school.languages[0]
    entries: dict[str, Any] = {
        id_: at_home(entry, own) if isinstance(entry, str) else entry for id_, entry in names.items()
    }
    source = asking.people_file or root / PEOPLE
    if source.suffix == ".age":
        raise ToolFailed("people", NAMES_LOCKED)
    if not source.is_file():
        return (Change(file=PEOPLE, content=written(entries).encode(), before=None),)
    raw, wanted = wanted_of(asking, str(source.absolute()))
    return (rewritten_change(PEOPLE, raw, {**wanted, **entries}),)


def namesakes(order: Order) -> tuple[str, ...]:
    """Who has one of the new names already: a learner is easily entered twice, and a message names nobody."""
    new = {folded(name) for name in (*each(order.answers, "name"), *each(order.answers, "family"))}
    same = [
        id_
        for id_, person in everybody(order.asking.school.people)
        if not new.isdisjoint(map(folded, person.name.values()))
    ]
    return (f"somebody of a name you gave is there already: {', '.join(same)}",) if same else ()


def at_home(name: str, language: str) -> Said:
    return {"name": {language: name}, "given": {language: name.split()[0]}, "roles": ["family"]}


def person_entry(answers: Answers, asking: Asking) -> Said:
    """The learner in people.yml. Called by the first word of the name where nobody says."""
    own, name = asking.school.commons.school.languages[0], one(answers, "name") or ""
    given = one(answers, "given") or next(iter(name.split()), "")
    return {"name": {own: name}, "given": {own: given}, "roles": ["learner"]}


def wanted_of(asking: Asking, file: str) -> tuple[bytes, dict[str, Any]]:
    """A file's bytes and its value, free to be changed."""
    raw, problems = bytes_of(asking.school.root, file)
    text, wrong = decode(raw or b"", file)
    value, found = read(text, file)
    for problem in (*problems, *wrong, *found):
        raise ToolFailed(file, problem.message)
    return raw or b"", dict(thawed(value or {}))


def rewritten_change(file: str, raw: bytes, wanted: Mapping[str, Any]) -> Change:
    text, _ = decode(raw, file)
    return Change(file=file, content=marked(raw, rewritten(text, wanted).text), before=blob_of(raw))


LEARNER = NewKind(
    schema="learner",
    about="A new learner: who they are, who is at home, who is on the team. Names go into people.yml alone.",
    next="Made {made}. Look at the plan: {command} serve {made}\n"
    "It is a draft, on nobody's list: `status: in_review` in plan.yml asks who has to agree, `active` begins it.",
    of_learner=False,
    questions=LEARNER_QUESTIONS,
    said=said_of_learner,
    made=made_learner,
    notes=namesakes,
)
