"""A picture of a day knows nothing that is dated later, and nothing that was redacted, whatever the day."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.groundwork import groundwork_of
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.redacted import without_redacted
from generator.problem import Place
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.evidence import EvidenceFile
from generator.records.learner import (
    Accepted,
    Consent,
    Enrolment,
    FamilyEntry,
    Migrated,
    Profile,
    RightsHolder,
    TeamMember,
)
from generator.records.library import FulfilledBy, Partner
from generator.records.plan import (
    Agreement,
    Approval,
    Conference,
    Confirmed,
    Experience,
    Fulfilled,
    Hours,
    Judgement,
    Notice,
    Review,
    Voice,
)
from generator.records.redaction import Redaction
from generator.records.support import Support, SupportCheck, SupportDecision
from tests.generator.model.made import (
    HERE,
    LEVEL_NAMES,
    all_of,
    away,
    commons,
    competency,
    excluded,
    follows,
    framework,
    goal,
    learner,
    pathway,
    piece,
    plan,
    records,
    requirement,
    said,
    step,
    year,
)

REFS = ("math:a", "math:b", "math:c")
MATH = framework(
    competency("a"), competency("b", prerequisites=all_of("math:a")), competency("c", prerequisites=all_of("math:b"))
)
WAY = pathway(
    requirement("one", "math:a", expected_days=10),
    requirement("two", "math:b", expected_days=20),
    requirement("three", "math:c", fulfilled_by=FulfilledBy(any=("garden", "lab", "badge"), place=HERE)),
)
GARDEN = Partner(id="garden", name=said("Garden"), kind="community", place=HERE)
SHARED = commons(MATH, pathways=(WAY,), partners={"garden": GARDEN})
GROUNDWORK = groundwork_of(SHARED)
FIRST = date(2026, 8, 31)

Later: TypeAlias = Callable[[LearnerRecords, date, int], LearnerRecords]  # records, a later day, any number


def base() -> LearnerRecords:
    """A learner about whom a little of everything is known on the first days."""
    agreed = plan(
        pathways=(follows(),),
        voice=(Voice(text=said("I like numbers"), on=FIRST, place=HERE),),
        experiences=(
            Experience(partner="garden", what=said("Help"), from_=FIRST, hours_agreed=Decimal(5), place=HERE),
        ),
        reviews=(Review(due=date(2026, 10, 1), place=HERE),),
    )
    aim = goal("g1", "math:a", start=FIRST, activities=(step("a1", activity="lab"), step("a2", title=said("Draw"))))
    return records(
        piece("first", FIRST, 2, ref="math:a"),
        piece("paper", None, None, ref="math:b", submitted_on=FIRST, results=(), shows=()),
        who=learner(team=(TeamMember(person="t-0001", role="advisor", place=HERE),)),
        years=(year(agreed, aim),),
        supports=(Support(id="talk", what=said("Talk"), start=FIRST, place=HERE),),
    )


def with_plan(known: LearnerRecords, **more: tuple[Any, ...]) -> LearnerRecords:
    """The first plan with more in these lists."""
    first, *others = known.years
    grown: dict[str, Any] = {name: (*getattr(first.plan, name), *added) for name, added in more.items()}
    return replace(known, years=(replace(first, plan=replace(first.plan, **grown)), *others))


def with_learner(known: LearnerRecords, **more: tuple[Any, ...]) -> LearnerRecords:
    grown: dict[str, Any] = {name: (*getattr(known.learner, name), *added) for name, added in more.items()}
    return replace(known, learner=replace(known.learner, **grown))


def ref_of(n: int) -> str:
    return REFS[n % 3]


def new_piece(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    earlier = known.evidence[n % len(known.evidence)].id
    kind = ("performance", "credential", "prior_learning", "self")[n % 4]
    named = {"activity": "badge"} if n % 2 else {}
    more = piece(
        f"p{on}-{n}", on, 1 + n % 4, ref=ref_of(n), kind=kind, supersedes=earlier if n % 5 == 0 else None, **named
    )
    return replace(known, evidence=(*known.evidence, more))


def paper_assessed(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    looked_at = piece(
        "paper", on, 1 + n % 4, ref="math:b", submitted_on=FIRST, shows=("g1.c1",), feedback=said("Look again")
    )
    return replace(known, evidence=tuple(looked_at if each.id == "paper" else each for each in known.evidence))


def first_excluded(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    why = replace(excluded(), on=on)
    return replace(
        known, evidence=tuple(replace(each, excluded=why) if each.id == "first" else each for each in known.evidence)
    )


def handed_in(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    more = piece(f"h{on}-{n}", None, submitted_on=on, results=())
    return replace(known, evidence=(*known.evidence, more))


def judged(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    word = Judgement(
        id=f"j{n}", competency=ref_of(n), level=LEVEL_NAMES[n % 4], reason=said("talk"), by="t-0001", on=on, place=HERE
    )
    return with_plan(known, judgements=(word,))


def confirmed(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_plan(known, reached=(Confirmed(competency=ref_of(n), level="got-it", on=on, by="t-0001", place=HERE),))


def spoken(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_plan(known, voice=(Voice(text=said("Later words"), on=on, place=HERE),))


def approved(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_plan(known, approvals=(Approval(covers=("plan",), role="family", on=on, method="paper", place=HERE),))


def reviewed(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    first, *others = known.years
    held = Review(due=date(2026, 10, 1), held_on=on, by="t-0001", result=said("Fine"), place=HERE)
    return replace(known, years=(replace(first, plan=replace(first.plan, reviews=(held,))), *others))


def worked(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    """Hours in the garden, enough to fill what was agreed; and the agreement, signed late."""
    first, *others = known.years
    (garden,) = first.plan.experiences
    filled = replace(
        garden,
        log=(*garden.log, Hours(on=on, hours=Decimal(1 + n % 6), place=HERE)),
        agreement=Agreement(signed_on=on, by=("t-0001",), place=HERE),
    )
    return replace(known, years=(replace(first, plan=replace(first.plan, experiences=(filled,))), *others))


def met_again(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    first, *others = known.years
    talk = Conference(on=on, kind="check_in", next_on=on + timedelta(days=30), place=HERE)
    return replace(known, years=(replace(first, conferences=(*first.conferences, talk)), *others))


def step_done(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    """A step people were doing (which is how it is told until its day) is finished."""
    first, *others = known.years
    (aim,) = first.goals
    steps = tuple(
        replace(each, status="done", done_on=on) if place == n % 2 else replace(each, status="doing")
        for place, each in enumerate(aim.activities)
    )
    return replace(known, years=(replace(first, goals=(replace(aim, activities=steps),)), *others))


def being_done(known: LearnerRecords) -> LearnerRecords:
    first, *others = known.years
    (aim,) = first.goals
    steps = tuple(replace(each, status="doing") for each in aim.activities)
    return replace(known, years=(replace(first, goals=(replace(aim, activities=steps),)), *others))


def checked(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    (talk,) = known.supports
    return replace(known, supports=(replace(talk, checks=(*talk.checks, SupportCheck(on=on, place=HERE))),))


def next_years_plan(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    """A later school year with a goal that was reached there."""
    later = on + timedelta(days=400)
    reached = goal("g1", ref_of(n), start=later, due=later + timedelta(days=9), status="reached", outcome=said("Done"))
    agreed = replace(plan(), school_year="2027-28", voice=(Voice(text=said("I grew"), on=later, place=HERE),))
    return replace(known, years=(*known.years, PlanYear(plan=agreed, goals=(reached,), conferences=())))


def enrolled(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_learner(known, enrolment=(Enrolment(school="there", grade="5", from_=on, place=HERE),))


def taught(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_learner(known, team=(TeamMember(person="t-0002", role="advisor", from_=on, place=HERE),))


def new_home(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_learner(known, family=(FamilyEntry(id="home-2", language="es", from_=on, place=HERE),))


def of_age(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    holder = RightsHolder(who="student", from_=on, parents_may_see=False, place=HERE)
    return replace(known, learner=replace(known.learner, rights_holder=holder))


def consented(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_learner(known, consents=(Consent(what=said("photos"), given=True, by="f-0001", on=on, place=HERE),))


def gone_away(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    gone = replace(away("09-01", "09-02"), from_=on, to=on + timedelta(days=n % 9))
    return with_learner(known, away=(gone,))


def vouched(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    word = Accepted(ref=ref_of(n), level="got-it", from_school="there", by="t-0001", on=on, place=HERE)
    return with_learner(known, accepted=(word,))


def fulfilled(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    for_good = Fulfilled(pathway="numbers", requirement=("one", "two", "three")[n % 3], on=on, by="t-0001", place=HERE)
    return with_plan(known, fulfilled=(for_good,))


def noticed(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_plan(known, notices=(Notice(on=on, method="paper", place=HERE),))


def decided(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    (talk,) = known.supports
    choice = SupportDecision(on=on, decide="continue", by="t-0001", reason=said("It helps"), place=HERE)
    return replace(known, supports=(replace(talk, decisions=(*talk.decisions, choice)),))


def migrated(known: LearnerRecords, on: date, n: int) -> LearnerRecords:
    return with_learner(known, migrations=(Migrated(to="math-2", on=on, place=HERE),))


LATER: Mapping[str, Later] = {
    change.__name__: change
    for change in (
        new_piece,
        paper_assessed,
        first_excluded,
        handed_in,
        judged,
        confirmed,
        spoken,
        approved,
        reviewed,
        worked,
        met_again,
        step_done,
        checked,
        next_years_plan,
        enrolled,
        taught,
        new_home,
        of_age,
        consented,
        gone_away,
        vouched,
        fulfilled,
        noticed,
        decided,
        migrated,
    )
}


def seen(known: LearnerRecords, on: date) -> Picture:
    return picture_of(known, SHARED, {}, on, GROUNDWORK)


@settings(max_examples=100)
@given(
    st.integers(0, 120),
    st.lists(st.tuples(st.sampled_from(sorted(LATER)), st.integers(1, 90), st.integers(0, 59)), max_size=6),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 59)), max_size=4),
)
def test_whatever_is_dated_later_changes_nothing_of_the_day(
    after: int, later: list[tuple[str, int, int]], before: list[tuple[int, int]]
) -> None:
    on = FIRST + timedelta(days=after)
    known = being_done(base())
    for back, n in before:
        known = new_piece(known, on - timedelta(days=back), n)
    grown = known
    for name, days, n in later:
        grown = LATER[name](grown, on + timedelta(days=days), n)
    assert seen(grown, on) == seen(known, on)


@pytest.mark.parametrize("name", sorted(LATER))
def test_on_its_own_day_each_of_them_is_there(name: str) -> None:
    """So that the law above speaks of changes that change something."""
    on = date(2026, 11, 20)
    known = being_done(base())
    grown = LATER[name](known, on, 2)
    days = (on, on + timedelta(days=500))  # a plan of the next year is there from its own year on
    assert any(seen(grown, day_) != seen(known, day_) for day_ in days)


def test_how_a_support_ended_is_told_from_the_day_it_ended() -> None:
    on = date(2026, 11, 20)
    known = base()
    (talk,) = known.supports
    ended_ = replace(known, supports=(replace(talk, ends_on=on, effect="improved", reason=said("It helped")),))
    (before,) = seen(ended_, on - timedelta(days=1)).supports
    (after,) = seen(ended_, on).supports
    assert (before.support.effect, before.support.reason) == (None, None)
    assert after.support.effect == "improved"


def redacted(**what: str) -> Redaction:
    return Redaction(**what, by="t-0001", on=date(2027, 1, 8), reason_code="other-child", place=HERE)


def placed(known: LearnerRecords) -> LearnerRecords:
    """Each record as read from a file of its own."""

    def at(path: str) -> Place:
        return Place(f"plans/s-0001/{path}")

    first, *others = known.years
    photo = EvidenceFile(path="photos/strips.jpg", alt=said("Strips"), place=at("evidence/2026-08-31-first.yml"))
    talk = Conference(
        on=FIRST, kind="check_in", notes=said("We talked"), place=at("2026-27/conferences/2026-08-31.yml")
    )
    return replace(
        known,
        learner=replace(known.learner, profile=Profile(strengths=(said("Kind"),), place=HERE), place=at("learner.yml")),
        years=(
            replace(
                first,
                plan=replace(first.plan, place=at("2026-27/plan.yml")),
                goals=tuple(replace(each, place=at(f"2026-27/goals/{each.id}.yml")) for each in first.goals),
                conferences=(talk,),
            ),
            *others,
        ),
        evidence=tuple(
            replace(each, place=at(f"evidence/2026-08-31-{each.id}.yml"), files=(photo,)) for each in known.evidence
        ),
        supports=tuple(replace(each, place=at(f"supports/{each.id}.yml")) for each in known.supports),
    )


def what_is_left(known: LearnerRecords) -> set[str]:
    return {
        *(each.id for each in known.evidence),
        *(file.path for each in known.evidence for file in each.files),
        *(each.id for agreed in known.years for each in agreed.goals),
        *("talked" for agreed in known.years for _ in agreed.conferences),
        *("voice" for agreed in known.years for _ in agreed.plan.voice),
        *(each.id for each in known.supports),
        *(() if known.learner.profile is None else ("profile",)),
    }


@pytest.mark.parametrize(
    ("redaction", "gone", "because"),
    [
        ({"evidence": "first"}, {"first"}, "one piece, by its id"),
        ({"path": "evidence/2026-08-31-first.yml"}, {"first"}, "all pieces of a file"),
        ({"path": "plans/s-0001/evidence/2026-08-31-first.yml"}, {"first"}, "the file told from the school's folder"),
        ({"path": "evidence/photos/strips.jpg"}, {"photos/strips.jpg"}, "a photo leaves every piece that shows it"),
        ({"path": "2026-27/conferences/2026-08-31.yml"}, {"talked"}, "what was said in a conference"),
        ({"path": "2026-27/goals/g1.yml"}, {"g1"}, "a goal"),
        ({"path": "supports/talk.yml"}, {"talk"}, "a support"),
        ({"path": "2026-27/plan.yml"}, {"voice"}, "the plan's own words; its goals are files of their own"),
        ({"path": "learner.yml"}, {"profile"}, "who the learner is stays, what was written about them goes"),
        ({"path": "evidence/another.yml"}, set(), "a file that is gone already takes nothing along"),
        ({"commit": "9f2c1ab"}, set(), "a commit is no record"),
    ],
)
def test_what_a_redaction_takes_along(redaction: dict[str, str], gone: set[str], because: str) -> None:
    known = placed(base())
    left = what_is_left(without_redacted(replace(known, redactions=(redacted(**redaction),))))
    assert what_is_left(known) - left == gone, because


def test_a_redacted_goal_and_its_file_are_on_no_picture() -> None:
    known = replace(placed(base()), redactions=(redacted(path="2026-27/goals/g1.yml"),))
    assert seen(known, FIRST).goals == ()
