"""Approvals as a forge itself keeps them, exported by whoever may ask it: who approved which request at which commit.

GitHub, Forgejo and Gitea: the answer of `…/pulls/<number>/reviews`, or a list of several. GitLab: a merge request with
its `iid`, `sha` and `approved_by`. What lies among the plans is refused: whoever may write there could have made it up.
A signature of the forge under a merge is no such proof: the words of a merge's message are typed by people.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.load.source import leaves
from generator.problem import ToolFailed
from generator.records.commons import People
from generator.records.school import PersonId

REQUEST = re.compile(r"/(?:pulls?|pull-requests|merge_requests)/(\d+)")
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeReview:
    """One approval that the forge tells of. `request` is like "#12", or "!12" on GitLab."""

    request: str
    by: PersonId
    on: date | None
    commit: str


def reviews_in(file: Path, root: Path, people: People) -> tuple[ForgeReview, ...]:
    """Approvals by people whose name there stands under `numbers` in people.yml; others are nobody's here.

    Raises ToolFailed where the file cannot be read, or lies in the school's folder.
    """
    if not leaves(root, file):
        hint = f"{file} lies in the school's folder, where anybody who edits plans could write it: keep it outside"
        raise ToolFailed("reviews", hint)
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as why:
        raise ToolFailed("reviews", f"{file} cannot be read as a forge's answer: {why}") from None
    accounts = accounts_of(people)
    return tuple(review for each in flat(told) for review in (*of_pull(each, accounts), *of_merge(each, accounts)))


def accounts_of(people: People) -> Mapping[str, PersonId]:
    """Whose name it is in another system; nobody's where two have the same one, in whichever system."""
    found: dict[str, set[PersonId]] = {}
    for id_, person in people.items():
        for account in (person.numbers or {}).values():
            found.setdefault(account.casefold(), set()).add(id_)
    return {account: next(iter(ids)) for account, ids in found.items() if len(ids) == 1}


def flat(told: Any) -> Iterator[Mapping[str, Any]]:
    """Every group of an answer, or of a list of answers."""
    if isinstance(told, list):
        for each in told:
            yield from flat(each)
    elif isinstance(told, dict):
        yield told


def of_pull(told: Mapping[str, Any], accounts: Mapping[str, PersonId]) -> Iterator[ForgeReview]:
    """A review that approves and was not dismissed since."""
    request = REQUEST.search(str(told.get("pull_request_url") or told.get("html_url") or ""))
    commit, by = str(told.get("commit_id")), accounts.get(login(told.get("user")))
    if told.get("state") != "APPROVED" or told.get("dismissed") or request is None or by is None:
        return
    if COMMIT.fullmatch(commit):
        day = day_of(told.get("submitted_at"))
        yield ForgeReview(request=f"#{request[1]}", by=by, on=day, commit=commit)


def of_merge(told: Mapping[str, Any], accounts: Mapping[str, PersonId]) -> Iterator[ForgeReview]:
    """The approvals of a merge request. Without its `sha` nobody knows of which text they are."""
    commit, given, number = str(told.get("sha")), told.get("approved_by"), str(told.get("iid"))
    if not COMMIT.fullmatch(commit) or not number.isdecimal() or not isinstance(given, list):
        return
    for each in given:
        by = accounts.get(login(each.get("user"))) if isinstance(each, dict) else None
        if by is not None:
            yield ForgeReview(request=f"!{number}", by=by, on=day_of(each.get("approved_at")), commit=commit)


def login(user: Any) -> str:
    told = user if isinstance(user, dict) else {}
    return str(told.get("login") or told.get("username") or "").casefold()


def day_of(moment: Any) -> date | None:
    try:
        return date.fromisoformat(str(moment)[:10])
    except ValueError:
        return None
