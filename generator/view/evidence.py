"""Pieces of evidence as a page shows them: a line for a glance, a row that says everything."""

from dataclasses import dataclass
from datetime import date

from generator.model.mastery.scale import level_at, level_named
from generator.model.picture import Picture
from generator.model.standing_picture import Standing
from generator.records.evidence import Evidence, Result
from generator.records.school import Level
from generator.records.text import Text
from generator.view.attached import Attached, attached
from generator.view.days import near
from generator.view.levels import LevelSign, level_sign
from generator.view.links import allowed, host_of
from generator.view.page import RichText
from generator.view.phrases import context_words, kind_words
from generator.view.said import apart, block, line, person_name, statement
from generator.words import Words

BESIDE = ("self", "prior_learning")  # kinds that never enter a level, so no level is told at a glance


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One piece at a glance. `sign` None: it shows no level of this goal, and `kind` says what it is."""

    day: str
    day_iso: str
    title: RichText
    sign: LevelSign | None
    kind: str
    note: RichText | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A level one piece shows, and of what; `note` is the assessor's about it."""

    of: RichText
    code: str | None
    part: RichText | None  # the row of the rubric; None: the whole competency
    sign: LevelSign
    note: RichText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOut:
    title: RichText
    url: str | None  # None: the school does not allow this host; the title stands alone
    away: str | None  # which other website it leads to, for who cannot see the sign


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """Everything about one piece. `anchor` is its id on the evidence page; `status` says what is unusual about it."""

    anchor: str
    day: str
    day_iso: str
    title: RichText
    about: tuple[str, ...]  # kind, where, who assessed it, which attempt
    status: str | None
    reason: RichText | None  # why it was set aside
    beside: bool  # its levels never enter a rating
    shows: tuple[Shown, ...]
    own_view: LevelSign | None
    feedback: RichText | None
    reflection: RichText | None
    conditions: tuple[RichText, ...]
    files: tuple[Attached, ...]
    links: tuple[LinkOut, ...]


def day_of(evidence: Evidence) -> date | None:
    """The day a reader knows it by; None: the file gives no day at all."""
    return evidence.assessed_on or evidence.submitted_on or evidence.entered_on


def path_of(evidence: Evidence) -> str:
    return f"evidence/#{anchor_of(evidence)}"


def anchor_of(evidence: Evidence) -> str:
    return anchor_called(evidence.id)


def anchor_called(piece: str) -> str:
    return f"e-{piece}"


def line_of(evidence: Evidence, standing: Standing | None, picture: Picture, words: Words) -> EvidenceLine:
    """`standing` is of the competency whose level is shown; None: a goal without levels."""
    result = _result_for(evidence, standing) if standing else None
    beside = _is_beside(evidence)
    level = level_of(result, standing) if result and standing and not beside else None
    return EvidenceLine(
        day=_day(evidence, picture, words),
        day_iso=_day_iso(evidence),
        title=line(evidence.title, picture, words),
        sign=level_sign(level, standing.scale, picture, words) if level and standing else None,
        kind=_kind_at_a_glance(evidence, picture, words),
        note=line(result.note, picture, words) if result and result.note else None,
        path=path_of(evidence),
    )


def _is_beside(evidence: Evidence) -> bool:
    return evidence.kind in BESIDE or evidence.excluded is not None


def _kind_at_a_glance(evidence: Evidence, picture: Picture, words: Words) -> str:
    if evidence.kind in BESIDE and evidence.excluded is None:
        return kind_words(evidence.kind, words)
    return status_of(evidence, picture, words) or kind_words(evidence.kind, words)


def _result_for(evidence: Evidence, standing: Standing) -> Result | None:
    """What a piece shows of the whole competency, else of the first part of it; else of what it took the place of."""
    about = tuple(result for result in evidence.results if result.competency == standing.ref)
    about = about or tuple(result for result in evidence.results if result.competency in standing.earlier)
    return next((result for result in about if result.criterion is None), about[0] if about else None)


def level_of(result: Result, standing: Standing) -> Level | None:
    """The level one result shows; None: it holds neither level nor points."""
    if result.level is not None:
        return level_named(standing.scale, result.level)
    return level_at(standing.scale, result.points) if result.points is not None else None


def status_of(evidence: Evidence, picture: Picture, words: Words) -> str | None:
    """What is unusual about a piece; None: nothing."""
    if evidence.excluded is not None:
        return words.say("Set aside, not counted")
    if evidence.kind == "self":
        return words.say("My own view, shown beside the level")
    if evidence.kind == "prior_learning":
        return words.say("Learned before, shown beside the level")
    if any(newer.supersedes == evidence.id for newer in picture.evidence):
        return words.say("Replaced by a newer try")
    if evidence.assessed_on is None:
        return words.say("Handed in, waiting to be looked at")
    return None


def row_of(evidence: Evidence, picture: Picture, words: Words) -> EvidenceRow:
    return EvidenceRow(
        beside=_is_beside(evidence),
        anchor=anchor_of(evidence),
        day=_day(evidence, picture, words),
        day_iso=_day_iso(evidence),
        title=line(evidence.title, picture, words),
        about=_about(evidence, picture, words),
        status=status_of(evidence, picture, words),
        reason=line(evidence.excluded.reason, picture, words) if evidence.excluded else None,
        shows=tuple(shown for result in evidence.results if (shown := _shown(result, picture, words))),
        own_view=_own_view(evidence, picture, words),
        feedback=block(evidence.feedback, picture, words) if evidence.feedback else None,
        reflection=block(evidence.reflection, picture, words) if evidence.reflection else None,
        conditions=tuple(line(condition, picture, words) for condition in evidence.conditions),
        files=tuple(attached(file, picture, words) for file in evidence.files),
        links=_links(evidence, picture, words),
    )


def _about(evidence: Evidence, picture: Picture, words: Words) -> tuple[str, ...]:
    kind = None if evidence.kind in BESIDE else kind_words(evidence.kind, words)
    where = context_words(evidence.context, words) if evidence.context else None
    assessor = person_name(evidence.assessor, picture, words) if evidence.assessor and evidence.assessed_on else None
    seen_by = words.say("Looked at by {name}", name=assessor) if assessor else None
    attempt = words.say("Try {n}", n=words.number(evidence.attempt)) if evidence.attempt else None
    return tuple(part for part in (kind, where, seen_by, attempt) if part is not None)


def _shown(result: Result, picture: Picture, words: Words) -> Shown | None:
    standing = picture.standings.get(result.competency)
    level = level_of(result, standing) if standing else None
    if standing is None or level is None:
        return None
    competency = standing.competency
    part = next((row for row in competency.rubric if row.id == result.criterion), None)
    return Shown(
        of=statement(competency.short or competency.i_can or competency.statement, standing.framework, picture, words),
        code=competency.code,
        part=line(part.title, picture, words) if part else None,
        sign=level_sign(level, standing.scale, picture, words),
        note=line(result.note, picture, words) if result.note else None,
    )


def _own_view(evidence: Evidence, picture: Picture, words: Words) -> LevelSign | None:
    """The learner's own level for the piece, on the scale of what it shows first."""
    standings = (picture.standings.get(result.competency) for result in evidence.results)
    standing = next((standing for standing in standings if standing), None)
    if evidence.self_level is None or standing is None:
        return None
    level = level_named(standing.scale, evidence.self_level)
    return level_sign(level, standing.scale, picture, words) if level else None


def _links(evidence: Evidence, picture: Picture, words: Words) -> tuple[LinkOut, ...]:
    return tuple(link_out(link.title, link.url, picture, words) for link in evidence.links)


def link_out(title: Text, url: str, picture: Picture, words: Words) -> LinkOut:
    """A link as the school allows it, and where it leads."""
    if not allowed(url, picture.school.policy.link_hosts if picture.school.policy else ()):
        return LinkOut(title=line(title, picture, words), url=None, away=None)
    away = words.say("(another website: {host})", host=apart(host_of(url), words))
    return LinkOut(title=line(title, picture, words), url=url, away=away)


def _day(evidence: Evidence, picture: Picture, words: Words) -> str:
    day = day_of(evidence)
    return near(day, picture, words) if day else words.say("No date")


def _day_iso(evidence: Evidence) -> str:
    day = day_of(evidence)
    return day.isoformat() if day else ""
