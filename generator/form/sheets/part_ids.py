"""Ids for new parts of a file: criteria, steps, pieces, homes. People never type one, and none is given twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.editing.new.ids import NOTHING_USED, Used, next_evidence_id, next_numbered, next_part_id
from generator.editing.new.making import first_words
from generator.importers.ids import free_id

UsedNames: TypeAlias = Callable[[], Used]
OF_GOALS: Mapping[str, str] = {"goal.success_criteria": "c", "goal.activities": "a"}
OF_PLANS: Mapping[str, str] = {"plan.pathways": "p", "plan.judgements": "j"}


def nothing_used() -> Used:
    return NOTHING_USED


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """`id` is the file's own, as goals have one; `used` what was ever taken, asked only where an id is made."""

    id: str
    used: UsedNames


def numbered(path: str, members: Sequence[Any], old: Sequence[Any], names: Names) -> list[Any]:
    """Each with an id. One that is sent counts only where it stood there before, and once."""
    free = {str(each["id"]) for each in old if isinstance(each, Mapping) and each.get("id")}
    taken = set(free)
    done: list[Any] = []
    for member in members:
        if not isinstance(member, Mapping):
            done.append(member)
            continue
        id_ = str(member.get("id") or "")
        if id_ not in free:
            id_ = new_id(path, member, taken, names)
        free.discard(id_)
        taken.add(id_)
        done.append({**member, "id": id_})
    return done


def new_id(path: str, member: Mapping[str, Any], taken: set[str], names: Names) -> str:
    used = names.used()
    if path in OF_GOALS:
        return next_part_id(used, names.id, OF_GOALS[path], taken)
    if path in OF_PLANS:
        return next_numbered(OF_PLANS[path], {*taken, *used.ids_in("/plan.yml")})
    if path == "evidence.evidence":
        made = next_evidence_id(first_words(member.get("title")), str(member.get("kind") or "evidence"), used)
        return free_id(made, taken)
    return free_id("home", taken)
