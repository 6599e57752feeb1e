"""Small records made by hand: a school with one framework, one scale and one learner, changed as a test needs it.

A level may be given by its number: 1 starting, 2 closer, 3 got-it (proficient), 4 further.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.problem import Place
from generator.records.commons import Commons, LearnerRecords, PlanYear
from generator.records.evidence import Evidence, Excluded, Result
from generator.records.framework import Competency, Condition, Framework
from generator.records.learner import Accepted, Away, Enrolment, Learner
from generator.records.library import Pathway, Requirement
from generator.records.plan import (
    Confirmed,
    Goal,
    GoalActivity,
    GoalCompetency,
    Judgement,
    Plan,
    PlanPathway,
    SuccessCriterion,
)
from generator.records.school import Calculation, Calendar, Closed, EvidenceRule, Level, Scale, School, SchoolYear
from generator.records.text import Text

HERE = Place("made.yml")
ON = date(2026, 11, 20)  # a Friday
REF = "math:fractions"
LEVEL_NAMES = ("starting", "closer", "got-it", "further")


def day(text: str) -> date:
    """A day of the school year 2026-27, told as month and day: "09-14"."""
    month, number = (int(part) for part in text.split("-"))
    return date(2026 if month >= 8 else 2027, month, number)


def said(text: str) -> Text:
    return Text.plain(text)


SCALE = Scale(
    levels=tuple(
        Level(id=name, label=said(name), points=Decimal(points), proficient=points == 3, place=HERE)
        for points, name in enumerate(LEVEL_NAMES, start=1)
    ),
    place=HERE,
)
STARTING, CLOSER, GOT_IT, FURTHER = SCALE.levels


def calculation(method: Any = "latest", **changes: Any) -> Calculation:
    return Calculation(method=method, place=HERE, **changes)


def evidence_rule(**changes: Any) -> EvidenceRule:
    return EvidenceRule(place=HERE, **changes)


def school(**changes: Any) -> School:
    usual: dict[str, Any] = {
        "format": 2,
        "name": said("A school"),
        "languages": ("en",),
        "scales": {"learning": SCALE},
        "default_scale": "learning",
        "calculation": calculation(),
        "evidence_rule": evidence_rule(),
        "place": HERE,
    }
    return School(**(usual | changes))


def school_year(start: date, finish: date, *closed: tuple[date, date]) -> SchoolYear:
    return SchoolYear(
        start=start,
        finish=finish,
        closed=tuple(Closed(from_=first, to=last, place=HERE) for first, last in closed),
        place=HERE,
    )


# Five weekdays a week from Monday 31 August to Friday 11 June, one week closed: 200 school days.
YEAR = school_year(day("08-31"), day("06-11"), (day("12-21"), day("12-25")))
CALENDAR = Calendar(timezone="UTC", years={"2026-27": YEAR}, place=HERE)


def all_of(*names: str | Condition) -> Condition:
    return Condition(of=names, place=HERE)


def any_of(*names: str | Condition) -> Condition:
    return Condition(of=names, any=True, place=HERE)


def competency(id: str, **changes: Any) -> Competency:
    return Competency(id=id, statement=said(id), place=HERE, **changes)


def framework(*competencies: Competency, id: str = "math", **changes: Any) -> Framework:
    return Framework(id=id, title=said(id), competencies=competencies, place=HERE, **changes)


def below(framework_id: str, competencies: tuple[Competency, ...]) -> Mapping[str, Competency]:
    """Every competency by ref, nested ones too."""
    found: dict[str, Competency] = {}
    for each in competencies:
        found |= {f"{framework_id}:{each.id}": each, **below(framework_id, each.competencies)}
    return found


def commons(*frameworks: Framework, pathways: tuple[Pathway, ...] = (), **changes: Any) -> Commons:
    shown = frameworks or (framework(competency("fractions")),)
    usual: dict[str, Any] = {
        "school": school(),
        "calendar": CALENDAR,
        "frameworks": {each.id: each for each in shown},
        "competencies": {ref: one for each in shown for ref, one in below(each.id, each.competencies).items()},
        "parents": {},
        "migrations": {},
        "pathways": {each.id: each for each in pathways},
        "activities": {},
        "supports": {},
        "partners": {},
        "packs": {},
        "glossary": {},
        "groups": {},
    }
    return Commons(**(usual | changes))


def result(ref: str = REF, level: int | str | None = None, **changes: Any) -> Result:
    name = LEVEL_NAMES[level - 1] if isinstance(level, int) else level
    return Result(competency=ref, level=name, place=HERE, **changes)


def piece(id: str, on: str | date | None, level: int | str | None = None, ref: str = REF, **changes: Any) -> Evidence:
    """One piece with one result, seen in class by t-0001."""
    usual: dict[str, Any] = {
        "title": said(id),
        "kind": "performance",
        "assessed_on": day(on) if isinstance(on, str) else on,
        "context": "class",
        "assessor": "t-0001",
        "results": (result(ref, level),),
        "place": HERE,
    }
    return Evidence(id=id, **(usual | changes))


def excluded(on: str = "09-01") -> Excluded:
    return Excluded(reason=said("copied"), by="t-0001", on=day(on), place=HERE)


def judgement(on: str, level: int, until: str | None = None, ref: str = REF) -> Judgement:
    return Judgement(
        id=f"j-{on}",
        competency=ref,
        level=LEVEL_NAMES[level - 1],
        reason=said("seen in talk"),
        by="t-0001",
        on=day(on),
        until=None if until is None else day(until),
        place=HERE,
    )


def confirmed(on: str, level: int = 3, ref: str = REF, evidence: tuple[str, ...] = ()) -> Confirmed:
    return Confirmed(
        competency=ref, level=LEVEL_NAMES[level - 1], on=day(on), by="t-0001", evidence=evidence, place=HERE
    )


def accepted(on: str, level: int = 3, ref: str = REF) -> Accepted:
    return Accepted(
        ref=ref, level=LEVEL_NAMES[level - 1], from_school="the old school", by="t-0001", on=day(on), place=HERE
    )


def away(first: str, last: str) -> Away:
    return Away(from_=day(first), to=day(last), place=HERE)


def requirement(id: str, *refs: str, **changes: Any) -> Requirement:
    return Requirement(id=id, title=said(id), competencies=refs, place=HERE, **changes)


def pathway(*requirements: Requirement, id: str = "numbers", **changes: Any) -> Pathway:
    return Pathway(id=id, title=said(id), kind="sequence", requirements=requirements, place=HERE, **changes)


def follows(id: str = "numbers", start: str = "08-31", finish: str | None = None) -> PlanPathway:
    return PlanPathway(
        id="p1", pathway=id, start=day(start), finish=None if finish is None else day(finish), place=HERE
    )


def goal(id: str = "g1", *refs: str, **changes: Any) -> Goal:
    usual: dict[str, Any] = {
        "competencies": tuple(GoalCompetency(ref=ref, place=HERE) for ref in refs),
        "start": day("09-07"),
        "due": day("12-18"),
        "place": HERE,
    }
    return Goal(id=id, **(usual | changes))


def criterion(id: str) -> SuccessCriterion:
    return SuccessCriterion(id=id, text=said(id), place=HERE)


def step(id: str, **changes: Any) -> GoalActivity:
    return GoalActivity(id=id, place=HERE, **changes)


def plan(**changes: Any) -> Plan:
    usual: dict[str, Any] = {"learner": "s-0001", "school_year": "2026-27", "status": "active", "place": HERE}
    return Plan(**(usual | changes))


def year(agreed: Plan | None = None, *goals: Goal, conferences: tuple[Any, ...] = ()) -> PlanYear:
    return PlanYear(plan=agreed or plan(), goals=goals, conferences=conferences)


def learner(**changes: Any) -> Learner:
    usual: dict[str, Any] = {
        "learner": "s-0001",
        "stage": "elementary",
        "enrolment": (Enrolment(school="here", grade="4", from_=day("08-31"), place=HERE),),
        "place": HERE,
    }
    return Learner(**(usual | changes))


def records(
    *evidence: Evidence, who: Learner | None = None, years: tuple[PlanYear, ...] | None = None, **changes: Any
) -> LearnerRecords:
    usual: dict[str, Any] = {
        "learner": who or learner(),
        "years": (year(),) if years is None else years,
        "evidence": evidence,
        "supports": (),
        "redactions": (),
        "folder": "plans/s-0001",
    }
    return LearnerRecords(**(usual | changes))
