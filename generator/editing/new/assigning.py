"""Something of the catalogue given to a whole group: a copy for each member, with an id of its own in each plan.

A copy says in `from` where it came from, and is the learner's own from then on: a later change of the catalogue never
reaches it, it is only told. Who has a copy gets no second one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from generator.changes import Change, Changes, blob_of
from generator.editing.new.asking import Asking, about_learner, current_year
from generator.editing.new.choices import members_of
from generator.editing.new.ids import next_part_id
from generator.editing.new.in_plan import learner_folder, plan_if_none, used_of
from generator.editing.new.making import as_schema, new_goal, new_support
from generator.load.source import bytes_of, value_of
from generator.records.framework import CompetencyRef
from generator.records.plan import Goal
from generator.yamltext.meaning import means
from generator.yamltext.placed import thawed
from generator.yamltext.read import PlacedMap, decode, read
from generator.yamltext.splice import Refused, marked, rewritten

Sort: TypeAlias = Literal["activity", "goal", "support"]
CATALOGUE = "frameworks/catalogue"
LISTS: Mapping[Sort, str] = {"activity": "activities", "goal": "goals", "support": "supports"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a group is given, and what the copies say beside it. `aims`: the competencies of the goal a step goes to."""

    group: str
    sort: Sort
    id: str
    aims: tuple[CompetencyRef, ...] = ()
    start: date
    by: date | None = None  # a step's day; the day on which a goal is due; when somebody looks at a support
    who: str | None = None

    @property
    def origin(self) -> str:
        """What `from` of a copy says."""
        return f"{self.group}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What becomes of one member: the changes, and a sentence. No changes: they have it, or it has no place."""

    learner: str
    said: str
    changes: Changes = ()
    left_out: bool = False  # somebody has to do something


def catalogue_of(asking: Asking) -> Mapping[Sort, Mapping[str, object]]:
    commons = asking.school.commons
    return {"activity": commons.activities, "goal": commons.goals, "support": commons.supports}


def sorts_of(asking: Asking, id_: str) -> tuple[Sort, ...]:
    """What in the catalogue is called so."""
    return tuple(sort for sort, things in catalogue_of(asking).items() if id_ in things)


def things_in(asking: Asking) -> tuple[str, ...]:
    """Everything that can be given."""
    return tuple(id_ for things in catalogue_of(asking).values() for id_ in things)


def handed_out(asking: Asking, given: Given) -> tuple[Handed, ...]:
    """What each current member of the group gets, in the order of the group's file."""
    folders = {folder.learner: folder for folder in asking.school.folders}
    return tuple(
        HAND[given.sort](about_learner(asking, folders[learner]), given)
        for learner in dict.fromkeys(members_of(asking, given.group))
        if learner in folders
    )


def hand_activity(asking: Asking, given: Given) -> Handed:
    """A step of the goal in work that has one of the competencies."""
    learner = learner_folder(asking).learner
    for goal in (goal for year in asking.years for goal in year.goals):
        for step in goal.activities:
            if step.from_ == given.origin or (goal.status == "active" and step.activity == given.id):
                return Handed(learner=learner, said=f"has it already, in {goal.id} as {step.id}")
    fitting = goals_for(asking, given.aims)
    if not fitting:
        aims = " or ".join(given.aims) or "any competency"
        return Handed(learner=learner, said=f"has no goal in work for {aims}", left_out=True)
    goal = fitting[0]
    more = f" ({', '.join(other.id for other in fitting[1:])} would do too)" if fitting[1:] else ""
    try:
        return Handed(learner=learner, said=f"a step in {goal.id}{more}", changes=(with_step(asking, goal, given),))
    except Refused as why:
        return Handed(learner=learner, said=f"{goal.id} cannot be changed: {why}", left_out=True)


def goals_for(asking: Asking, aims: tuple[CompetencyRef, ...]) -> tuple[Goal, ...]:
    """Goals in work of the newest year with one of these competencies, those with the first ones first."""
    open_goals = [goal for year in asking.years[-1:] for goal in year.goals if goal.status == "active"]
    ranked = [
        (min(aims.index(aim.ref) for aim in goal.competencies if aim.ref in aims), number, goal)
        for number, goal in enumerate(open_goals)
        if any(aim.ref in aims for aim in goal.competencies)
    ]
    return tuple(goal for _, _, goal in sorted(ranked, key=lambda entry: entry[:2]))


def with_step(asking: Asking, goal: Goal, given: Given) -> Change:
    """The goal's file with one step more."""
    file = goal.place.file
    root = asking.school.root
    raw, _ = bytes_of(root, file)
    text, _ = decode(raw or b"", file)
    wanted = thawed(read(text, file)[0])
    used = used_of(asking)
    step = {"id": next_part_id(used, goal.id, "a"), "activity": given.id, "from": given.origin, "by": given.by}
    fitted = as_schema("goal", {"activities": [step]})["activities"]
    wanted["activities"] = [*wanted.get("activities", ()), *fitted]
    made = marked(raw or b"", rewritten(text, wanted).text)
    return Change(file=file, content=made, before=blob_of(raw or b""))


def hand_goal(asking: Asking, given: Given) -> Handed:
    """A goal of the learner's own, as the catalogue has it today."""
    folder = learner_folder(asking)
    template = entry_of(asking, given)
    for goal in (goal for year in asking.years for goal in year.goals):
        if goal.from_ == given.origin or (goal.status == "active" and copied(goal.from_) == given.id):
            return had(asking, folder.learner, goal.place.file, goal.id, template)
    said = {**template, "start": given.start, "due": given.by, "from": given.origin}
    year = current_year(asking)
    made = new_goal(folder.folder, year, said, used_of(asking))
    name = made[0].file.rpartition("/")[2].removesuffix(".yml")
    return Handed(learner=folder.learner, said=f"goal {name}", changes=(*plan_if_none(asking, folder, year), *made))


def hand_support(asking: Asking, given: Given) -> Handed:
    """A support of the catalogue, begun."""
    folder = learner_folder(asking)
    for support in asking.records.supports if asking.records else ():
        if support.from_ == given.origin or (support.catalogue == given.id and not is_over(support.ends_on, asking.on)):
            return Handed(learner=folder.learner, said=f"has it already, as {support.id}")
    said = {
        "catalogue": given.id,
        "who": given.who,
        "start": given.start,
        "check_on": given.by,
        "from": given.origin,
    }
    made = new_support(folder.folder, said, used_of(asking))
    name = made[0].file.rpartition("/")[2].removesuffix(".yml")
    return Handed(learner=folder.learner, said=f"support {name}", changes=made)


def copied(origin: str | None) -> str:
    """What of the catalogue something is a copy of, whichever group was given it."""
    return (origin or "").rpartition(":")[2]


def is_over(last: date | None, on: date) -> bool:
    return last is not None and last < on


def had(asking: Asking, learner: str, file: str, id_: str, template: Mapping[str, Any]) -> Handed:
    """Whoever has a copy keeps it; where it says something else than the catalogue does today, that is told."""
    copy, _ = value_of(asking.school.root, file)
    other = [
        field.replace("_", " ")
        for field, wanted in template.items()
        if field != "activities"  # steps move on in every plan
        and not (isinstance(copy, PlacedMap) and means(copy.get(field), wanted))
    ]
    told = f"; it differs from the catalogue in {', '.join(other)}, and stays as it is" if other else ""
    return Handed(learner=learner, said=f"has it already, as {id_}{told}")


def entry_of(asking: Asking, given: Given) -> dict[str, Any]:
    """An entry of the catalogue as it was written, translations and all; without what is only for the catalogue."""
    file = f"{CATALOGUE}/{LISTS[given.sort]}.yml"
    value, _ = value_of(asking.school.root, file)
    entries = value.get(LISTS[given.sort]) if isinstance(value, PlacedMap) else None
    found = next(each for each in thawed(entries) if each["id"] == given.id)
    return {field: inner for field, inner in found.items() if field not in ("id", "title")}


HAND: Mapping[Sort, Callable[[Asking, Given], Handed]] = {
    "activity": hand_activity,
    "goal": hand_goal,
    "support": hand_support,
}
