"""One assessment for a whole group on one screen: what it was, and a row for each learner whom one may edit."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.form.pages.home import Person, members_in, people_of
from generator.form.pages.picker import active_goals, row_of
from generator.form.sheets.wording import choice_of, said
from generator.form.visit import Visit
from generator.load.learner import read_learner
from generator.load.schemas import schema_of
from generator.records.framework import CompetencyRef
from generator.records.school import Group

MOST_SUGGESTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    label: str


def class_page(visit: Visit) -> Response:
    group, learners = group_of(visit, visit.part("group"))
    facts = {
        "group": group.id,
        "key": key_of(group.id),
        "draft": visit.draft(key_of(group.id)),
        "today": visit.school.on.isoformat(),
        "learners": [{"id": each.id, "name": each.name} for each in learners],
        "suggested": [dict(row) for row in suggested(visit, learners)],
    }
    return visit.page(
        "class",
        title=visit.words.say("One assessment for all"),
        group=visit.words.text(group.title).text,
        learners=learners,
        kinds=choices(visit, "kind"),
        contexts=choices(visit, "context"),
        facts=facts,
    )


def key_of(group: str) -> str:
    """Under which what is typed about a group is kept."""
    return f"class.{group}.assess"


def group_of(visit: Visit, name: str) -> tuple[Group, tuple[Person, ...]]:
    """A group, and those in it today whom this person may edit, by name. 404 where there is nobody."""
    group = visit.school.commons.groups.get(name)
    mine = {folder.learner for folder in visit.office.learners_of(visit.person)}
    learners = people_of(members_in(group, visit) & mine, visit) if group is not None else ()
    if group is None or not learners:
        told = visit.words.say("There is no group here by this name in which you may edit somebody's plan.")
        raise HTTPException(HTTPStatus.NOT_FOUND, told)
    return group, learners


def choices(visit: Visit, field: str) -> tuple[Choice, ...]:
    piece = schema_of("evidence.schema.json")["properties"]["evidence"]["items"]["properties"][field]
    return tuple(
        Choice(value=value, label=said(visit.words, choice_of(f"evidence.evidence.{field}", value)))
        for value in piece["enum"]
    )


def suggested(visit: Visit, learners: tuple[Person, ...]) -> Iterator[Mapping[str, Any]]:
    """What most of these learners have as a goal."""
    commons = visit.school.commons
    shared: Counter[CompetencyRef] = Counter(ref for each in learners for ref in refs_of_goals(visit, each.id))
    for ref, many in shared.most_common(MOST_SUGGESTED):
        if ref in commons.competencies:
            hint = visit.words.count("A goal of {n} learner", "A goal of {n} learners", many)
            yield row_of(ref, commons, visit.words, hint)


def refs_of_goals(visit: Visit, learner: str) -> frozenset[CompetencyRef]:
    records, _ = read_learner(visit.school.root, visit.folder(learner))
    return frozenset(aim.ref for goal in active_goals(records) for aim in goal.competencies)
