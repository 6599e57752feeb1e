"""Evidence: what have I shown? By goal, newest first; a piece stands whole once and is named again elsewhere."""

from dataclasses import dataclass

from generator.model.picture import Picture
from generator.records.evidence import Evidence
from generator.view.evidence import EvidenceLine, EvidenceRow, anchor_of, line_of, row_of
from generator.view.goals import CriterionLine, criteria_of, goal_path, in_brief, main_goal_of
from generator.view.heads import Head, head_of
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.said import title
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEvidence:
    """Pieces of one goal. `path` None: pieces that belong to no goal. `elsewhere` stand whole under an earlier goal."""

    anchor: str
    title: RichText | str
    path: str | None
    rows: tuple[EvidenceRow, ...]
    elsewhere: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPiece:
    """What a first piece of work could show: the goal in the middle, and what it asks for."""

    title: RichText
    path: str
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """`first` None: there are pieces, or no goal yet that one could show something of."""

    head: Head
    summary: str
    first: FirstPiece | None
    groups: tuple[GoalEvidence, ...]


def evidence(picture: Picture, words: Words) -> tuple[Page, ...]:
    heading = words.say("Evidence")
    groups = _groups(picture, words)
    summary = _summary(picture, words)
    content = EvidencePage(
        head=head_of(words.say("What I have shown"), picture, words),
        summary=summary,
        first=None if groups else _first(picture, words),
        groups=groups,
    )
    said = {row.anchor: _said(row) for group in groups for row in group.rows}
    found = tuple(
        SearchEntry(title=title(piece.title, words), text=said.get(anchor_of(piece), ""), anchor=anchor_of(piece))
        for piece in picture.evidence
    )
    search = (SearchEntry(title=heading, text=summary), *found)
    return (Page(kind="evidence", path="evidence/", title=heading, content=content, search=search),)


def _said(row: EvidenceRow) -> str:
    """What people wrote about a piece, for the search to find it by."""
    notes = (*(shown.note for shown in row.shows), row.feedback, row.reflection)
    return BETWEEN.join(note.text.strip() for note in notes if note is not None)


def _summary(picture: Picture, words: Words) -> str:
    if not picture.evidence and not picture.goals:
        return words.say("Nothing yet. First we choose a goal together; then what I show of it will stand here.")
    if not picture.evidence:
        return words.say("Nothing yet. The first piece of work I show will stand here, with what others say about it.")
    return words.count(
        "{n} piece of evidence, newest first", "{n} pieces of evidence, newest first", len(picture.evidence)
    )


def _first(picture: Picture, words: Words) -> FirstPiece | None:
    goal = main_goal_of(picture)
    if goal is None:
        return None
    return FirstPiece(
        title=in_brief(goal, picture, words), path=goal_path(goal.goal.id), criteria=criteria_of(goal, picture, words)
    )


def _groups(picture: Picture, words: Words) -> tuple[GoalEvidence, ...]:
    told: set[str] = set()
    groups: list[GoalEvidence] = []
    for goal in picture.goals:
        if goal.evidence:
            groups.append(
                GoalEvidence(
                    anchor=goal.goal.id,
                    title=in_brief(goal, picture, words),
                    path=goal_path(goal.goal.id),
                    rows=_rows(tuple(piece for piece in goal.evidence if piece.id not in told), picture, words),
                    elsewhere=tuple(
                        line_of(piece, goal.main, picture, words) for piece in goal.evidence if piece.id in told
                    ),
                )
            )
            told |= {piece.id for piece in goal.evidence}
    others = tuple(piece for piece in picture.evidence if piece.id not in told)
    return (*groups, *_without_goal(others, picture, words))


def _rows(pieces: tuple[Evidence, ...], picture: Picture, words: Words) -> tuple[EvidenceRow, ...]:
    return tuple(row_of(piece, picture, words) for piece in pieces)


def _without_goal(pieces: tuple[Evidence, ...], picture: Picture, words: Words) -> tuple[GoalEvidence, ...]:
    if not pieces:
        return ()
    heading = words.say("Beside my goals")
    return (GoalEvidence(anchor="beside", title=heading, path=None, rows=_rows(pieces, picture, words), elsewhere=()),)
