"""Who has agreed, as a table for the screen: a line a plan, and below it what was changed since. It holds ids only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.cli.report import counted
from generator.load.forge_reviews import ForgeReview
from generator.model.agree_since import Since
from generator.model.agree_standing import Agreeing, Party, Standing, State, is_asked
from generator.model.picture import Picture
from generator.records.plan import Approval
from generator.view.agreed_since import sentence
from generator.view.agreements import confirmed_by_forge
from generator.view.revisions.sentence import plain
from generator.words import Words

SAYS: Mapping[State, str] = {
    "agreed": "agreed",
    "unclear": "words unknown",
    "changed": "CHANGED since",
    "missing": "missing",
    "nobody": "nobody signs",
}
EXPLAINED = (
    "agreed: to today's words. CHANGED since: to words that are others now.",
    "words unknown: a yes, but nobody wrote down to which words. -: missing, and no pack asks for it.",
    "Every yes is what somebody wrote down; signed papers are the proof.",
)
HEADS = ("", "student", "family", "school", "looked at", "again by")
PARTIES: tuple[Party, ...] = ("student", "family", "school")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One plan. By the identity of its approvals: what was changed since, where anybody looked; what is confirmed."""

    agreeing: Agreeing
    since: Mapping[int, Since]
    confirmed: Mapping[int, ForgeReview]
    picture: Picture | None = None  # to say it in; None: nobody asked what was changed


def as_lines(rows: Sequence[Row], without_plan: int, words: Words) -> Iterator[str]:
    settled = sum(row.agreeing.is_settled for row in rows)
    yield f"{settled} of {counted(len(rows), 'plan', 'plans')}: everybody has agreed to today's words."
    if without_plan:
        yield f"{counted(without_plan, 'learner has', 'learners have')} no plan in work: none of this year, or a draft."
    if not rows:
        return
    yield ""
    yield from table(rows)
    yield ""
    yield from EXPLAINED
    yield from packs_said(rows)
    for row in rows:
        yield from details(row, words)


def table(rows: Sequence[Row]) -> Iterator[str]:
    lines = [HEADS, *(cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def cells(row: Row) -> tuple[str, ...]:
    agreeing = row.agreeing
    looked, due = agreeing.looked_on, agreeing.look_due
    return (
        agreeing.learner,
        *(cell(each, agreeing) for each in agreeing.standings),
        "never" if looked is None else f"{looked}",
        "" if due is None else f"{due}",
    )


def cell(standing: Standing, agreeing: Agreeing) -> str:
    said = SAYS[standing.state] if standing.state != "missing" or is_asked(standing) else "-"
    if standing.state == "missing" and standing.party == "family" and agreeing.notices:
        said = f"told {len(agreeing.notices)}x, last {agreeing.notices[0].on}"
        return f"{said} (enough)" if standing.by_notice else said
    day = f" {standing.newest.on}" if standing.newest is not None else ""
    more = f", +{len(standing.new_goals)} new" if standing.new_goals else ""
    asked = "!" if standing.state == "missing" and standing.asked_by else ""
    return f"{said}{day}{more}{asked}"


def packs_said(rows: Sequence[Row]) -> Iterator[str]:
    """Which packs ask whom for a yes."""
    asked: dict[str, dict[str, None]] = {}
    for each in (standing for row in rows for standing in row.agreeing.standings):
        for pack in each.asked_by:
            asked.setdefault(pack, {})[each.party] = None
    for pack, parties in asked.items():
        told = ", ".join(party for party in PARTIES if party in parties)
        yield f"{pack} asks for a yes of: {told} (! where it is missing)."


def details(row: Row, words: Words) -> Iterator[str]:
    """What was changed since each yes, the goals that came after it, and what the forge confirms."""
    for standing in row.agreeing.standings:
        newest = standing.newest
        if newest is not None and id(newest) in row.confirmed:
            yield ""
            review = row.confirmed[id(newest)]
            yield f"{row.agreeing.learner}, {newest.role}: {confirmed_by_forge(review.request, review.by, words)}"
        if newest is not None and row.picture is not None and standing.state in ("changed", "unclear"):
            yield from since_said(row, newest, row.picture, words)
        if standing.new_goals:
            yield ""
            goals = ", ".join(standing.new_goals)
            yield f"{row.agreeing.learner}, {standing.party}: no yes yet to {goals}"


def since_said(row: Row, approval: Approval, picture: Picture, words: Words) -> Iterator[str]:
    since = row.since.get(id(approval))
    who = f"{row.agreeing.learner}, {approval.role} {approval.person or ''}".rstrip()
    if since is None:
        if approval.text_code is not None:
            yield ""
            yield f"{who}: the words of {approval.on} ({approval.text_code}) are not in the history"
        return
    if not since.differences:
        return
    yield ""
    known = f"the words of {since.read_on}" if since.sure else f"the words that stood there on {approval.on}"
    yield f"{who}, changed since {known}:"
    for each in since.differences:
        yield f"  {each.part}: {plain(sentence(each, picture, words))}"
