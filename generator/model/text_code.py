"""A short code for what was agreed: it changes when a word of it changes.

What people agree to is what they can read: goals, criteria, steps, dates and their words, not what was seen later.
A translation that says what it was made from (`of`) is the same agreement in another language: who has signed need not
sign again because somebody else can read it now.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256

from generator.problem import Place
from generator.records.commons import PlanYear
from generator.records.plan import Approval
from generator.records.text import Text

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter that reads like a digit
NOT_AGREED = frozenset(
    {"place", "approvals", "notices", "reviews", "judgements", "reached", "status", "done_on", "outcome"}
)


def text_code_of(year: PlanYear, covers: tuple[str, ...]) -> str:
    """The code of the parts of a year's plan that an approval covers: "plan", and ids of goals. Form: K7Q2-9XWA."""
    parts = [year.plan] if "plan" in covers else []
    goals = [goal for goal in year.goals if goal.id in covers]
    digest = sha256("\n".join(agreed(part) for part in (*parts, *goals)).encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def outdated(year: PlanYear) -> Iterator[tuple[Approval, str]]:
    """The approvals whose text has changed since, each with the code of today's text.

    One that the same person renewed later, for at least the same parts, has done its work.
    """
    for approval in year.plan.approvals:
        now = text_code_of(year, approval.covers) if approval.text_code is not None else None
        if now is not None and approval.text_code != now and not is_renewed(approval, year.plan.approvals):
            yield approval, now


def is_renewed(approval: Approval, approvals: tuple[Approval, ...]) -> bool:
    return any(
        later.on > approval.on
        and (later.role, later.person) == (approval.role, approval.person)
        and set(approval.covers) <= set(later.covers)
        for later in approvals
    )


def agreed(value: object) -> str:
    """A record as one text that is equal when every agreed fact in it is equal."""
    if isinstance(value, Text):
        return repr(as_agreed(value))
    if isinstance(value, tuple):
        return f"[{','.join(agreed(part) for part in value)}]"
    if is_dataclass(value) and not isinstance(value, (type, Place)):
        names = (field.name for field in fields(value) if field.name not in NOT_AGREED)
        return f"({','.join(f'{name}={agreed(getattr(value, name))}' for name in names)})"
    return repr(value)


def as_agreed(text: Text) -> list[tuple[str, str]]:
    """The words that were written first. Where they are in one language, a plain string and a mapping are the same."""
    first = sorted((tag, version.text) for tag, version in text.versions.items() if version.of is None)
    kept = first or sorted((tag, version.text) for tag, version in text.versions.items())
    return [("", kept[0][1])] if len(kept) == 1 else kept
