"""The ids of a school that its files may name, with what they stand for: what an editor or another form can offer.

No person's name is among them: what is made of these is committed, and names may lie outside git.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from generator.model.elements import ELEMENTS
from generator.records.commons import Commons
from generator.records.framework import Competency, CompetencyRef
from generator.records.school import PersonId, Scale
from generator.records.text import LanguageTag, Text
from generator.translated import original_of, unwrapped

LONGEST_TITLE = 110
Roles: TypeAlias = Mapping[PersonId, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolId:
    """One id, and in a few words what it stands for; `code` is what people know a competency by."""

    id: str
    title: str
    code: str = ""


# By what an id is of ("competency", "level", …), in the order people would look for them.
SchoolIds: TypeAlias = Mapping[str, tuple[SchoolId, ...]]


def school_ids(commons: Commons, roles: Roles, learners: Iterable[str]) -> SchoolIds:
    """`roles`: everybody whose id may be offered; empty where the names lie elsewhere."""
    own = commons.school.languages[0]
    people = tuple(SchoolId(id=person, title=", ".join(has)) for person, has in roles.items())
    return {
        "competency": tuple(_competency(ref, each, own) for ref, each in commons.competencies.items()),
        "level": _levels(commons, own),
        "person": people,
        "person or role": (*ROLES, *people) if people else (),
        "learner": tuple(SchoolId(id=learner, title="") for learner in sorted(learners)),
        "group": _titled(((each.id, each.title) for each in commons.groups.values()), own),
        "activity": _titled(((each.id, each.title) for each in commons.activities.values()), own),
        "support of the library": _titled(((each.id, each.title) for each in commons.supports.values()), own),
        "partner": _titled(((each.id, each.name) for each in commons.partners.values()), own),
        "pathway": _titled(((each.id, each.title) for each in commons.pathways.values()), own),
        "framework": _titled(((each.id, each.title) for each in commons.frameworks.values()), own),
        "requirement pack": _titled(((each.id, each.title) for each in commons.packs.values()), own),
        "scale": tuple(SchoolId(id=scale, title="") for scale in _scales(commons)),
        "school year": tuple(
            SchoolId(id=name, title=f"{year.start} to {year.finish}") for name, year in commons.calendar.years.items()
        ),
        "term": _terms(commons),
        "part of a plan": tuple(SchoolId(id=element, title="") for element in ELEMENTS),
        "grade": tuple(SchoolId(id=grade, title="") for grade in commons.school.grades),
        "language": tuple(SchoolId(id=language, title="") for language in commons.school.languages),
    }


ROLES = (
    SchoolId(id="student", title="the learner"),
    SchoolId(id="family", title="somebody of the learner's family"),
)


def words_of(text: Text, own: LanguageTag) -> str:
    """What a text says in the language it was first written in, on one line, cut where it is long."""
    words = unwrapped(text.versions[original_of(text, own)].text)
    return words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE].rstrip(' ,;:.')}…"


def _titled(entries: Iterable[tuple[str, Text]], own: LanguageTag) -> tuple[SchoolId, ...]:
    return tuple(SchoolId(id=name, title=words_of(title, own)) for name, title in entries)


def _terms(commons: Commons) -> tuple[SchoolId, ...]:
    """Every term of every year, once."""
    ids = dict.fromkeys(term.id for year in commons.calendar.years.values() for term in year.terms)
    return tuple(SchoolId(id=term, title="") for term in ids)


def _competency(ref: CompetencyRef, competency: Competency, own: LanguageTag) -> SchoolId:
    words = words_of(competency.short or competency.statement, own)
    return SchoolId(id=ref, title=words, code=competency.code or "")


def _scales(commons: Commons) -> Mapping[str, Scale]:
    """The school's scales, then those of its frameworks."""
    of_frameworks = (framework.scales or {} for framework in commons.frameworks.values())
    return dict(chain.from_iterable(scales.items() for scales in (commons.school.scales, *of_frameworks)))


def _levels(commons: Commons, own: LanguageTag) -> tuple[SchoolId, ...]:
    """Every level of every scale, once; one name may be a level of several."""
    titles: dict[str, dict[str, None]] = {}
    for scale in _scales(commons).values():
        for level in scale.levels:
            titles.setdefault(level.id, {})[words_of(level.label, own)] = None
    return tuple(SchoolId(id=level, title=" / ".join(labels)) for level, labels in titles.items())
