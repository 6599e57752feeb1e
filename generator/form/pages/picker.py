"""What the picker of competencies is told: what fits the letters typed, what is near this learner, and their levels."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.checked import CheckedSchool
from generator.form.pages.competency_search import Index, Nearness, found_in, index_of, is_retired
from generator.form.seen import seen_by
from generator.form.visit import Visit
from generator.model.standing import scale_for
from generator.records.commons import Commons, LearnerRecords
from generator.records.framework import Competency, CompetencyRef
from generator.records.plan import Goal
from generator.records.school import LearnerId
from generator.records.text import Text
from generator.words import Words

MOST = 50
LONGEST = 160  # signs of a title
MOST_SCHOOLS = 3  # whose indexes are kept: the one before is still asked for while a new one is made


class Indexes:
    """Made once for what is published, and again when something else is. Many threads ask."""

    def __init__(self) -> None:
        self._making = Lock()
        self._made: dict[Path, Index] = {}

    def of(self, school: CheckedSchool) -> Index:
        with self._making:
            if school.root not in self._made:
                while len(self._made) >= MOST_SCHOOLS:
                    del self._made[next(iter(self._made))]
                self._made[school.root] = index_of(school.commons)
            return self._made[school.root]


INDEXES = Indexes()


def of_asked(visit: Visit) -> tuple[LearnerId, ...]:
    """The learner named behind the question mark; nobody's records are touched where there is none."""
    learner = visit.asked("learner")
    return (learner,) if learner else ()


def competencies(visit: Visit) -> Response:
    """At most fifty that fit `q`; exactly one where `ref` names it."""
    commons, ref = visit.school.commons, visit.asked("ref")
    if ref:
        if ref not in commons.competencies:
            raise HTTPException(
                HTTPStatus.NOT_FOUND, visit.words.say("No framework of the school has this competency.")
            )
        return visit.answer({"found": [row_of(ref, commons, visit.words, "")]})
    near = nearness_of(visit)
    refs = found_in(INDEXES.of(visit.school), visit.asked("q")[:200], commons, near, MOST)
    hints = dict(hints_of(refs, near, commons, visit.words))
    return visit.answer({"found": [row_of(each, commons, visit.words, hints.get(each, "")) for each in refs]})


def nearness_of(visit: Visit) -> Nearness:
    """What the learner who is asked about is at, their words that still wait included."""
    learner = visit.asked("learner")
    if not learner:
        return Nearness(grade=visit.asked("grade") or None)
    records = seen_by(visit, learner).records
    return Nearness(
        goals=frozenset(aim.ref for goal in active_goals(records) for aim in goal.competencies),
        pathways=frozenset(refs_of_pathways(records, visit.school.commons)),
        grade=grade_of(records),
    )


def active_goals(records: LearnerRecords) -> tuple[Goal, ...]:
    """What the learner works on in the newest year of the plan."""
    goals = records.years[-1].goals if records.years else ()
    return tuple(goal for goal in goals if goal.status == "active")


def refs_of_pathways(records: LearnerRecords, commons: Commons) -> Iterator[CompetencyRef]:
    for followed in records.years[-1].plan.pathways if records.years else ():
        pathway = commons.pathways.get(followed.pathway)
        for requirement in pathway.requirements if pathway is not None else ():
            yield from requirement.competencies


def grade_of(records: LearnerRecords) -> str | None:
    enrolment = records.learner.enrolment
    return enrolment[-1].grade if enrolment else None


def hints_of(
    refs: Iterable[CompetencyRef], near: Nearness, commons: Commons, words: Words
) -> Iterator[tuple[CompetencyRef, str]]:
    """Why something stands so far up, or had better not be chosen."""
    for ref in refs:
        competency = commons.competencies[ref]
        if is_retired(ref, competency, commons):
            yield ref, words.say("No longer used")
        elif ref in near.goals:
            yield ref, words.say("A goal of this plan")
        elif ref in near.pathways:
            yield ref, words.say("On the pathway")


def row_of(ref: CompetencyRef, commons: Commons, words: Words, hint: str) -> Mapping[str, Any]:
    """A competency as the browser shows it: finished words, and the levels that can be seen in it."""
    competency, framework = commons.competencies[ref], commons.frameworks[ref.partition(":")[0]]
    title = competency.short or competency.i_can or competency.statement
    more = next((text for text in (competency.i_can, competency.statement) if text not in (None, title)), None)
    return {
        "ref": ref,
        "code": competency.code or "",
        "title": in_a_line(title, words),
        "more": in_a_line(more, words) if more is not None else "",
        "framework": in_a_line(framework.title, words),
        "hint": hint,
        "most": words.exact(max(level.points for level in scale_for(ref, commons).levels)),
        "levels": levels_of(competency, ref, commons, words),
    }


def levels_of(competency: Competency, ref: CompetencyRef, commons: Commons, words: Words) -> list[Mapping[str, str]]:
    """The scale's levels, each with what it means for this competency, else what it means in general."""
    scale = scale_for(ref, commons)
    own = competency.levels or {}
    return [
        {
            "id": level.id,
            "label": in_a_line(level.label, words),
            "means": in_a_line(own.get(level.id) or level.description, words),
        }
        for level in scale.levels
    ]


def in_a_line(text: Text | None, words: Words) -> str:
    if text is None:
        return ""
    said = " ".join(words.text(text).text.split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rpartition(' ')[0] or said[:LONGEST]} …"
