"""What a class view sends: one assessment, and what was seen of each learner. Checked as far as it is alike for all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.form.visit import Visit
from generator.load.schemas import schema_of
from generator.model.standing import scale_for
from generator.records.framework import CompetencyRef
from generator.records.school import LearnerId

MOST_LEARNERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What was seen of one learner: for each competency a level, or points as they were typed."""

    levels: Mapping[CompetencyRef, str]
    points: Mapping[CompetencyRef, str]
    note: str

    @property
    def results(self) -> tuple[dict[str, str], ...]:
        found = [{"competency": ref, "level": level} for ref, level in self.levels.items()]
        found += [{"competency": ref, "points": points} for ref, points in self.points.items()]
        if found and self.note:
            found[0]["note"] = self.note
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """`marks` in the order in which the page has the learners; nobody who was left out."""

    group: str
    title: str
    kind: str
    assessed_on: str
    context: str
    competencies: tuple[CompetencyRef, ...]
    marks: Mapping[LearnerId, Mark]

    def piece_for(self, mark: Mark) -> dict[str, Any]:
        """The piece of evidence of one learner, without what tools fill in."""
        return {
            "title": self.title,
            "kind": self.kind,
            "assessed_on": self.assessed_on,
            "context": self.context,
            "results": list(mark.results),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is to be mended, and at which field; of `learner`, where it is about one."""

    field: str
    message: str
    learner: LearnerId | None = None


def marked(sent: Mapping[str, Any]) -> Marked:
    """Whatever was sent, in shape; what is no text is none."""
    refs = tuple(ref for ref in listed(sent.get("competencies")) if ref)
    marks = sent.get("marks")
    rows = list(marks.items())[:MOST_LEARNERS] if isinstance(marks, dict) else []
    read = {str(learner): mark_of(mark, refs) for learner, mark in rows if isinstance(mark, dict)}
    return Marked(
        group=text(sent, "group"),
        title=text(sent, "title"),
        kind=text(sent, "kind"),
        assessed_on=text(sent, "assessed_on"),
        context=text(sent, "context"),
        competencies=tuple(dict.fromkeys(refs)),
        marks={learner: mark for learner, mark in read.items() if mark.results},
    )


def mark_of(mark: Mapping[str, Any], refs: tuple[CompetencyRef, ...]) -> Mark:
    return Mark(
        levels=by_ref(mark.get("levels"), refs), points=by_ref(mark.get("points"), refs), note=text(mark, "note")
    )


def by_ref(held: Any, refs: tuple[CompetencyRef, ...]) -> Mapping[CompetencyRef, str]:
    values = {ref: text(held, ref) for ref in refs} if isinstance(held, dict) else {}
    return {ref: value for ref, value in values.items() if value}


def text(sent: Mapping[str, Any], key: str) -> str:
    value = sent.get(key)
    return value.strip() if isinstance(value, str) else ""


def listed(value: Any) -> list[str]:
    return [each.strip() for each in value if isinstance(each, str)] if isinstance(value, list) else []


def wrong_in(asked: Marked, visit: Visit) -> Iterator[Wrong]:
    """What is missing or cannot be, in the words of the form; each once, and not once for each learner."""
    words = visit.words
    if not asked.title:
        yield Wrong(field="title", message=words.say("Say what it was."))
    if asked.kind not in allowed("kind"):
        yield Wrong(field="kind", message=words.say("Choose what sort of evidence it is."))
    if not is_day(asked.assessed_on):
        yield Wrong(field="assessed_on", message=words.say("Say on which day it was."))
    elif date.fromisoformat(asked.assessed_on) > visit.school.on:
        yield Wrong(field="assessed_on", message=words.say("This day is still to come."))
    if asked.context and asked.context not in allowed("context"):
        yield Wrong(field="context", message=words.say("Choose where it was seen."))
    yield from wrong_competencies(asked, visit)


def wrong_competencies(asked: Marked, visit: Visit) -> Iterator[Wrong]:
    words, commons = visit.words, visit.school.commons
    if not asked.competencies:
        yield Wrong(field="competencies", message=words.say("Choose what it shows something about."))
        return
    if any(ref not in commons.competencies for ref in asked.competencies):
        yield Wrong(field="competencies", message=words.say("No framework of the school has this competency."))
        return
    if not asked.marks:
        yield Wrong(field="marks", message=words.say("Nothing is entered for anybody yet."))
    for learner, mark in asked.marks.items():
        if not all(is_points(points, ref, visit) for ref, points in mark.points.items()):
            yield Wrong(field="points", message=words.say("This is no number of points."), learner=learner)


def allowed(field: str) -> tuple[str, ...]:
    piece = schema_of("evidence.schema.json")["properties"]["evidence"]["items"]["properties"][field]
    return tuple(piece["enum"])


def is_day(typed: str) -> bool:
    try:
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False


def is_points(typed: str, ref: CompetencyRef, visit: Visit) -> bool:
    """A number on the competency's scale: from nothing to the points of its highest level."""
    try:
        points = Decimal(typed)
    except InvalidOperation:
        return False
    most = max(level.points for level in scale_for(ref, visit.school.commons).levels)
    return points.is_finite() and 0 <= points <= most
