"""Who a learner is, across years. Mirrors schemas/learner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.problem import Place
from generator.records.framework import CompetencyRef, FrameworkId
from generator.records.plan import GoalCompetency
from generator.records.school import LearnerId, PersonId
from generator.records.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    school: str
    grade: str | None = None  # None for educators and leaders
    from_: date
    to: date | None = None
    reason: Text | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Days the learner was not at school, both ends included; they do not count for pace."""

    from_: date
    to: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyEntry:
    """One home: who reads, in which language and how it is printed."""

    id: str
    person: tuple[PersonId, ...] = ()
    language: str
    paper: Literal["letter", "a4"] = "letter"
    print: Literal["standard", "large"] = "standard"
    rights: Literal["full", "information", "none"] = "full"
    may_sign: bool = True
    interpreter: bool = False
    from_: date | None = None
    to: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsHolder:
    who: Literal["parents", "student"]
    from_: date | None = None
    parents_may_see: bool = True
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    person: PersonId
    role: Literal["teacher_of_record", "advisor", "caring_adult", "mentor", "case_manager"]
    for_: tuple[str, ...] = ()  # framework ids or course codes; empty: everything
    from_: date | None = None
    to: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Accommodation:
    text: Text
    show: bool = False  # whether the learner chose to list it on the About me page
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    strengths: tuple[Text, ...] = ()
    interests: tuple[Text, ...] = ()
    needs: tuple[Text, ...] = ()
    preferences: tuple[Text, ...] = ()
    aspirations: tuple[Text, ...] = ()
    accommodations: tuple[Accommodation, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    what: Text
    given: bool
    by: PersonId
    on: date
    until: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What another school vouches for: it satisfies prerequisites and requirements without a rating."""

    ref: CompetencyRef
    level: str
    from_school: str
    by: PersonId
    on: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who holds a code for the sealed site, and which version of it; keys are person ids or roles."""

    epoch: int
    slots: Mapping[str, int] | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamBefore:
    """What a member of the team answered for before a migration."""

    person: PersonId
    for_: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """That the plan was brought to another version of a framework, and what stood there before.

    `goals` by goal id, `frameworks` by school year, `supports` by support id; what did not change is not told.
    """

    to: FrameworkId
    on: date
    goals: Mapping[str, tuple[GoalCompetency, ...]] | None = None
    frameworks: Mapping[str, tuple[FrameworkId, ...]] | None = None
    supports: Mapping[str, tuple[CompetencyRef, ...]] | None = None
    team: tuple[TeamBefore, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """plans/…/<learner>/learner.yml"""

    learner: LearnerId
    kind: Literal["student", "educator", "leader"] = "student"
    stage: Literal["elementary", "secondary", "adult"]
    enrolment: tuple[Enrolment, ...] = ()
    away: tuple[Away, ...] = ()
    languages: tuple[str, ...] = ()
    site_language: str | None = None  # None: the school's own
    family: tuple[FamilyEntry, ...] = ()
    rights_holder: RightsHolder | None = None
    team: tuple[TeamMember, ...] = ()
    profile: Profile | None = None
    consents: tuple[Consent, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    access: Access | None = None
    retain_until: date | None = None  # the last day on which the record of a learner who has left is kept
    migrations: tuple[Migrated, ...] = ()
    household: str | None = None
    place: Place
