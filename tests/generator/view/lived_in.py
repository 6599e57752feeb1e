"""A learner who has been here for a while: conversations, words of agreement, two homes, and people to ask."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.model.picture import Agreement, Picture
from generator.problem import Place
from generator.records.learner import Consent, FamilyEntry, TeamMember
from generator.records.library import GlossaryTerm, Partner
from generator.records.plan import Agreement as Paper
from generator.records.plan import (
    Approval,
    Conference,
    CourseOfStudy,
    Experience,
    Hours,
    Notice,
    Plan,
    Postsecondary,
    Review,
)
from generator.records.school import Contact, Person
from tests.generator.view.made import DONE, HERE, PATHWAY, PEOPLE, SECOND, goal_picture, picture, t

HOMES = ("f-00011", "f-00012")
AT_HOME = Person(name={"en": "Nadia Haddad"}, given={"en": "Nadia"}, roles=("family",), place=HERE)
ELSEWHERE = Person(
    name={"en": "Karim Haddad"},
    given={"en": "Karim"},
    roles=("family",),
    contact=Contact(email="karim@example.org", phone="+1 207 555 0100", place=HERE),
    place=HERE,
)
OKAFOR = Person(
    name={"en": "Ms. Okafor"},
    given={"en": "Ada"},
    contact=Contact(email="a.okafor@school.example", place=HERE),
    place=HERE,
)
COUNSELOR = Person(name={"en": "Mr. Lindqvist"}, given={"en": "Per"}, place=HERE)
NEWEST = Conference(
    on=date(2026, 10, 15),
    kind="student_led",
    led_by="student",
    attendees=("s-0001", *HOMES, "t-0001"),
    goals=("g1", "g3", "g9"),
    evidence_shown=("strips", "gone"),
    notes=t("{student} folded a strip in front of everybody."),
    decisions=(t("Word cards go home on Fridays.", es="Las tarjetas van a casa los viernes."),),
    next_on=date(2026, 12, 9),
    place=HERE,
)
EARLIER = Conference(
    on=date(2026, 9, 10),
    kind="check_in",
    led_by="t-0001",
    attendees=("student", "family"),
    goals=("g2",),
    decisions=(t("Two goals are enough for now."),),
    place=HERE,
)
LAST_YEAR = Conference(
    on=date(2026, 5, 12),
    kind="review",
    goals=("g1",),
    place=Place("plans/s-0001/2025-26/conferences/2026-05-12.yml"),
)
PLAN = Plan(
    learner="s-0001",
    school_year="2026-27",
    status="active",
    program_of_study=(
        CourseOfStudy(course=t("Algebra"), term="fall", status="in_progress", place=HERE),
        CourseOfStudy(course=t("Pottery"), status="dropped", place=HERE),
    ),
    experiences=(),
    postsecondary=Postsecondary(hopes=(t("A bakery school"),), steps=(t("Visit one in May"),), place=HERE),
    reviews=(
        Review(due=date(2027, 1, 22), place=HERE),
        Review(due=date(2026, 10, 16), held_on=date(2026, 10, 15), by="t-0001", result=t("Goals kept."), place=HERE),
        Review(due=date(2026, 9, 15), place=HERE),
    ),
    notices=(Notice(on=date(2026, 9, 9), person="f-00012", method="phone", place=HERE),),
    place=HERE,
)
EXPERIENCE = Experience(
    partner="mill",
    what=t("Saturdays at the mill"),
    from_=date(2026, 9, 12),
    to=date(2026, 12, 12),
    hours_agreed=Decimal(21),
    log=(
        Hours(on=date(2026, 9, 12), hours=Decimal(3), note=t("Swept, then listened."), place=HERE),
        Hours(on=date(2026, 9, 26), hours=Decimal("2.5"), place=HERE),
    ),
    agreement=Paper(signed_on=date(2026, 9, 1), by=("f-00012",), place=HERE),
    place=HERE,
)
MILL = Partner(id="mill", name=t("Stone Mill"), kind="business", place=HERE)


def yes(
    role: str, person: str, day: date, current: bool | None = None, covers: tuple[str, ...] = ("plan", "g1")
) -> Agreement:
    approval = Approval(covers=covers, role=role, person=person, on=day, method="paper", place=HERE)  # type: ignore[arg-type]
    return Agreement(approval=approval, current=current)


TERMS = tuple(
    GlossaryTerm(id=f"t{n}", term=term, means=means, place=HERE)
    for n, (term, means) in enumerate(
        (
            ("goal", "What one works towards."),
            ("level", "A step on the way."),
            ("evidence", "What shows it."),
            ("criterion", "One thing to show."),
            ("pace", "Days against the plan."),
            ("pathway", "Steps to something bigger."),
            ("reached", "Shown more than once."),
        )
    )
)


def lived_in(**changes: object) -> Picture:
    young = picture()
    learner = replace(
        young.learner,
        family=(
            FamilyEntry(id="home", person=("f-00011",), language="en", place=HERE),
            FamilyEntry(id="fathers", person=("f-00012",), language="es", place=HERE),
        ),
        team=(
            TeamMember(person="t-0001", role="teacher_of_record", for_=("ccss-math",), place=HERE),
            TeamMember(person="t-0001", role="advisor", place=HERE),
            TeamMember(person="c-0001", role="case_manager", place=HERE),
            TeamMember(person="c-0002", role="caring_adult", place=HERE),
            TeamMember(person="f-00012", role="mentor", place=HERE),
        ),
        consents=(
            Consent(what=t("photos in the plan"), given=False, by="f-00012", on=date(2026, 9, 1), place=HERE),
            Consent(what=t("photos in the plan"), given=True, by="f-00011", on=date(2026, 9, 2), place=HERE),
        ),
    )
    people = PEOPLE | {
        "t-0001": OKAFOR,
        "c-0001": replace(COUNSELOR, name={"en": "Dr. Case"}),
        "c-0002": COUNSELOR,
        "f-00011": AT_HOME,
        "f-00012": ELSEWHERE,
    }
    facts: dict[str, object] = {
        "learner": learner,
        "people": people,
        "plan": PLAN,
        "goals": (
            goal_picture(goal=replace(goal_picture().goal, help_at_home=t("Fold a napkin together."))),
            SECOND,
            DONE,
        ),
        "pathways": (replace(PATHWAY, pathway=replace(PATHWAY.pathway, awards=("fractions-badge",))),),
        "experiences": ((EXPERIENCE, MILL),),
        "conferences": (NEWEST, EARLIER, LAST_YEAR),
        "agreements": (
            yes("family", "f-00012", date(2026, 10, 22), current=True),
            yes("family", "f-00011", date(2026, 10, 15), current=True),
            yes("student", "s-0001", date(2026, 10, 15), current=False),
            yes("advisor", "t-0001", date(2026, 10, 14), covers=("plan",)),
        ),
        "glossary": {"en": TERMS},
    }
    return picture(**(facts | changes))
