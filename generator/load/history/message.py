"""What a commit's message says of its way into the plans: which pull request it was, who reviewed, who agreed.

Hosts write the number of a request in their own ways; these are GitHub's, GitLab's, Gitea's and Forgejo's for merge
commits and squashes, and Bitbucket's. What a trailer says is a claim: nothing here checks it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.records.history import Claim
from generator.records.school import LearnerId

REQUESTS = (  # what is looked for first comes first: the subject of a squash may quote another request's
    re.compile(r"\AMerge pull request (?P<request>#[0-9]+) from "),
    re.compile(r"\AMerge pull request '.*' \((?P<request>#[0-9]+)\) from "),
    re.compile(r"\AMerged in .* \(pull request (?P<request>#[0-9]+)\)$", re.MULTILINE),
    re.compile(r"^See merge request (?:\S*[^\s!])?(?P<request>![0-9]+)\s*$", re.MULTILINE),
    re.compile(r"\A[^\n]*\((?P<request>[#!][0-9]+)\)\s*(?:\n|\Z)"),
)
REVIEWED_ON = re.compile(
    r"^Reviewed-on: https?://\S+/(?P<kind>pulls|merge_requests)/(?P<number>[0-9]+)\s*$", re.MULTILINE
)
# Anywhere in the message: a squash repeats the messages of what it joins, so that their last lines stand in between.
TRAILER = re.compile(
    r"^[ \t]*(?P<name>Reviewed-by|Acknowledged-by|Co-authored-by):[ \t]*(?P<who>.+?)[ \t]*$", re.M | re.I
)
HOME = re.compile(
    r"(?P<role>Family of|Student)\s+(?P<learner>[a-z]-[0-9]{4,8})(?:\s*\((?P<how>[^()]*)\))?", re.IGNORECASE
)
SCHOOL = re.compile(r"(?P<who>[^()]*?)\s*(?:\((?P<how>[^()]*)\))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a message says. `homes`: what families and students agreed to, each with whose plan it is about.

    `reviewers` and `helpers` are as typed: an id, or a name with an address.
    """

    request: str | None = None
    reviewers: tuple[tuple[str, Claim], ...] = ()
    homes: tuple[tuple[LearnerId, Claim], ...] = ()
    helpers: tuple[str, ...] = ()


def message_of(text: str) -> Message:
    said = [(found["name"].lower(), found["who"]) for found in TRAILER.finditer(text)]
    return Message(
        request=request_in(text),
        reviewers=tuple(reviewer(who) for name, who in said if name != "co-authored-by" and not HOME.match(who)),
        homes=tuple(home for name, who in said if name == "acknowledged-by" for home in homes_in(who)),
        helpers=tuple(who for name, who in said if name == "co-authored-by"),
    )


def request_in(message: str) -> str | None:
    """The number of the request that brought a commit, with its host's sign; None: nobody says there was one."""
    for form in REQUESTS:
        if found := form.search(message):
            return found["request"]
    on_host = REVIEWED_ON.search(message)
    return None if on_host is None else ("#" if on_host["kind"] == "pulls" else "!") + on_host["number"]


def reviewer(typed: str) -> tuple[str, Claim]:
    found = SCHOOL.fullmatch(typed)
    who, how = (typed, None) if found is None else (found["who"], found["how"])
    method, on = manner_in(how)
    return who, Claim(role="school", method=method, on=on)


def homes_in(typed: str) -> Iterator[tuple[LearnerId, Claim]]:
    found = HOME.fullmatch(typed)
    if found is not None:
        method, on = manner_in(found["how"])
        yield (
            found["learner"].lower(),
            Claim(role="student" if found["role"].lower() == "student" else "family", method=method, on=on),
        )


def manner_in(how: str | None) -> tuple[str | None, date | None]:
    """In which way and on which day: "paper, 2026-11-20". What is no day and no words is not believed."""
    method, on = None, None
    for part in (each.strip() for each in (how or "").split(",")):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", part):
            on = day_or_none(part)
        elif re.fullmatch(r"[a-z_ ]+", part):
            method = part.replace(" ", "_")
    return method, on


def day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
