"""A learner made by hand: a picture with something of everything, in an invented school."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from generator.model.earlier_picture import EarlierGoal, EarlierYear
from generator.model.pathway_picture import (
    ChainLink,
    Choice,
    FinishBy,
    Forecast,
    Pace,
    PaceWindow,
    PathwayPicture,
    Step,
    WaitsFor,
)
from generator.model.picture import CriterionShown, Doing, GoalPicture, Picture, SupportPicture
from generator.model.standing_picture import LeftOut, Need, Rating, Reached, Score, Standing, Sufficiency
from generator.problem import Place
from generator.records.evidence import Evidence, EvidenceFile, EvidenceLink, Result
from generator.records.facts import FileFacts
from generator.records.framework import Competency, Framework
from generator.records.learner import Accommodation, Learner, Profile
from generator.records.library import Activity, Pathway, Requirement
from generator.records.plan import Goal, GoalActivity, Plan, SuccessCriterion, Voice
from generator.records.school import Calculation, EvidenceRule, Level, Person, Policy, Scale, School
from generator.records.support import Support
from generator.records.text import Text, Version

HERE = Place("plans/s-0001/evidence/2026-11-03-strips.yml")
ON = date(2026, 11, 20)


def t(text: str, **others: str) -> Text:
    """Text in the school's own language; `es=`, `ar=` add reviewed versions."""
    return Text({"": Version(text=text)} | {tag: Version(text=other) for tag, other in others.items()})


LEVELS = tuple(
    Level(id=id, label=label, points=Decimal(points), description=means, proficient=points >= 3, place=HERE)
    for points, (id, label, means) in enumerate(
        (
            ("starting", t("Starting", es="Empezando", ar="بداية"), t("I am learning the words and ideas, with help.")),
            (
                "getting-closer",
                t("Getting closer", es="Cada vez más cerca", ar="أقترب"),
                t("I can do parts of it by myself."),
            ),
            ("got-it", t("Got it", es="Lo logré", ar="أتقنته"), t("I can do it by myself and say why.")),
            (
                "going-further",
                t("Going further", es="Voy más allá", ar="أتوسّع"),
                t("I can use it in new places and teach it."),
            ),
        ),
        start=1,
    )
)
SCALE = Scale(levels=LEVELS, place=HERE)
STARTING, CLOSER, GOT_IT, FURTHER = LEVELS
CALCULATION = Calculation(method="latest", place=HERE)
RULE = EvidenceRule(pieces=2, contexts=2, place=HERE)

EQUAL = Competency(
    id="4.nf.a.1",
    code="4.NF.A.1",
    statement=t(
        "Explain why a fraction $\\frac{a}{b}$ is equivalent to a fraction $\\frac{n \\times a}{n \\times b}$."
    ),
    short=t("Equal fractions", es="Fracciones iguales", ar="الكسور المتساوية"),
    i_can=t(
        "I can explain why two fractions are equal, and I can make equal fractions.",
        es="Puedo explicar por qué dos fracciones son iguales y puedo formar fracciones iguales.",
        ar="أستطيع أن أشرح لماذا يتساوى كسران، وأستطيع أن أكوّن كسورًا متساوية.",
    ),
    place=HERE,
)
COMPARE = Competency(
    id="4.nf.a.2", code="4.NF.A.2", statement=t("Compare two fractions."), short=t("Compare fractions"), place=HERE
)
LINE = Competency(
    id="3.nf.a.2",
    code="3.NF.A.2",
    statement=t("Understand a fraction as a number on the number line."),
    short=t("Fractions on a number line"),
    place=HERE,
)
MATH = Framework(
    id="ccss-math",
    title=t("Mathematics standards"),
    subject=(t("Math", es="Matemáticas", ar="الرياضيات"),),
    attribution=("Standards © their owners. Encoding CC BY 3.0.",),
    competencies=(EQUAL, COMPARE, LINE),
    place=HERE,
)
SCHOOL = School(
    format=1,
    name=t("Cedar Hill School"),
    languages=("en", "es", "ar"),
    scales={"learning": SCALE},
    default_scale="learning",
    calculation=CALCULATION,
    evidence_rule=RULE,
    policy=Policy(link_hosts=("khanacademy.org",), place=HERE),
    place=HERE,
)
PEOPLE = {
    "s-0001": Person(name={"en": "Layla Haddad", "ar": "ليلى حداد"}, given={"en": "Layla", "ar": "ليلى"}, place=HERE),
    "t-0001": Person(name={"en": "Ms. Okafor"}, given={"en": "Ada"}, place=HERE),
}


def piece(id: str, title: Text, day: date | None, level: Level | None, **more: Any) -> Evidence:
    results = (
        (Result(competency="ccss-math:4.nf.a.1", level=level.id, note=more.pop("note", None), place=HERE),)
        if level
        else ()
    )
    facts: dict[str, Any] = {
        "kind": "observation",
        "assessor": "t-0001",
        "results": results,
        "assessed_on": day,
        "place": HERE,
    }
    return Evidence(id=id, title=title, **(facts | more))


CHECK = piece(
    "check",
    t("Starting check", es="Comprobación inicial"),
    date(2026, 10, 16),
    STARTING,
    kind="interim",
    context="class",
    note=t("{student} could name fractions and guessed at equal ones."),
    self_level="getting-closer",
)
STRIPS = piece(
    "strips",
    t("Paper-strip photo journal"),
    date(2026, 11, 3),
    CLOSER,
    kind="portfolio",
    context="home",
    note=t("Showed 1/2 = 2/4 = 4/8 with folds."),
    shows=("g1.c1", "g1.c2"),
    feedback=t("Your drawings are clear.\n\n- Next: say *why*."),
    reflection=t("Folding helped me see it."),
    files=(
        EvidenceFile(path="strips.jpg", alt=t("Three folded strips of paper, side by side"), place=HERE),
        EvidenceFile(path="said.mp3", alt=t("{student} reads the labels aloud"), place=HERE),
        EvidenceFile(path="labels.pdf", alt=t("The labels, typed"), place=HERE),
    ),
    links=(
        EvidenceLink(title=t("Lesson"), url="https://www.khanacademy.org/math", place=HERE),
        EvidenceLink(title=t("Elsewhere"), url="https://example.org/x", place=HERE),
    ),
)
TALK = piece(
    "talk",
    t("Talk about what makes fractions equal"),
    date(2026, 11, 17),
    CLOSER,
    kind="observation",
    context="class",
    note=t("Found equal fractions; next step is saying why."),
)
SELF = piece("self", t("What I think of my strips"), date(2026, 11, 4), GOT_IT, kind="self")
WAITING = piece("waiting", t("Recipe page"), None, None, submitted_on=date(2026, 11, 19))
CLUB = piece("club", t("Chess club notebook"), date(2026, 9, 30), None, kind="portfolio", context="community")
PIECES = (WAITING, TALK, SELF, STRIPS, CHECK, CLUB)


def score(evidence: Evidence, level: Level) -> Score:
    return Score(
        points=level.points, level=level, day=evidence.assessed_on, evidence=evidence, result=evidence.results[0]
    )


def standing(competency: Competency = EQUAL, scores: tuple[Score, ...] = (), **more: Any) -> Standing:
    last = scores[-1] if scores else None
    facts: dict[str, Any] = {
        "ref": f"ccss-math:{competency.id}",
        "competency": competency,
        "framework": MATH,
        "scale": SCALE,
        "target": GOT_IT,
        "rating": Rating(
            calculation=CALCULATION,
            value=last.points if last else None,
            level=last.level if last else None,
            scores=scores,
            left_out=tuple(more.pop("left_out", ())),
            still_needed=0 if last else 1,
        ),
        "sufficiency": Sufficiency(
            rule=RULE, needs=(Need(what="pieces", have=0, need=2), Need(what="contexts", have=2, need=2))
        ),
        "judgement": None,
        "level": last.level if last else None,
        "reached": None,
        "worth_another_look": False,
        "history": tuple((each.day, each.level) for each in scores if each.day),
    }
    return Standing(**(facts | more))


EQUAL_NOW = standing(
    EQUAL,
    (score(CHECK, STARTING), score(STRIPS, CLOSER), score(TALK, CLOSER)),
    left_out=(LeftOut(evidence=SELF, result=SELF.results[0], why="kind_does_not_count"),),
)
LINE_NOW = standing(LINE, level=GOT_IT, reached=Reached(on=date(2026, 10, 2), level=GOT_IT, by="model", evidence=CHECK))
COMPARE_NOW = standing(COMPARE)
GOAL = Goal(
    id="g1",
    success_criteria=(
        SuccessCriterion(id="c1", text=t("I draw a picture that shows two equal fractions."), place=HERE),
        SuccessCriterion(id="c2", text=t("I find a fraction equal to one I am given."), place=HERE),
        SuccessCriterion(id="c3", text=t("I say why the size stays the same when the parts change."), place=HERE),
        SuccessCriterion(id="c4", text=t("I use it in a problem I have not seen before."), place=HERE),
    ),
    activities=(
        GoalActivity(
            id="a1",
            title=t("Fold paper strips to show 1/2, 2/4 and 4/8"),
            minutes=20,
            status="done",
            done_on=date(2026, 11, 2),
            place=HERE,
        ),
        GoalActivity(id="a2", title=t("Match-up game: find the equal pairs"), minutes=15, status="done", place=HERE),
        GoalActivity(
            id="a3",
            title=t("Recipe problem: double and halve Grandma’s bread"),
            minutes=30,
            by=date(2026, 11, 27),
            status="doing",
            place=HERE,
        ),
        GoalActivity(
            id="a4", title=t("Teach a partner with a number line"), minutes=15, who=t("with a partner"), place=HERE
        ),
    ),
    why=t("{student} wants to write a recipe book."),
    start=date(2026, 10, 1),
    due=date(2026, 12, 11),
    place=HERE,
)


def goal_picture(goal: Goal = GOAL, **more: Any) -> GoalPicture:
    shown_by = {"c1": (STRIPS,), "c2": (STRIPS,)}
    facts: dict[str, Any] = {
        "goal": goal,
        "school_year": "2026-27",
        "standings": (EQUAL_NOW,),
        "criteria": tuple(
            CriterionShown(criterion=each, shown_by=shown_by.get(each.id, ())) for each in goal.success_criteria
        ),
        "doing": tuple(Doing(activity=each, from_catalogue=None) for each in goal.activities),
        "evidence": (WAITING, TALK, SELF, STRIPS, CHECK),
        "pace": Pace(state="on_plan", days_behind=1, buffer=5, stated_on=date(2026, 11, 16)),
        "reached_on": None,
        "builds_on": (LINE_NOW,),
        "leads_to": (COMPARE_NOW,),
    }
    return GoalPicture(**(facts | more))


SECOND = goal_picture(
    replace(
        GOAL,
        id="g2",
        i_can=t("I can write my opinion and back it up with three reasons."),
        success_criteria=(),
        activities=(),
        due=date(2027, 1, 15),
    ),
    standings=(),
    evidence=(),
    pace=Pace(state="more_time", days_behind=9, buffer=5, stated_on=date(2026, 11, 16)),
    builds_on=(),
    leads_to=(),
)
DONE = goal_picture(
    replace(
        GOAL,
        id="g3",
        i_can=t("I can place a fraction on a number line."),
        success_criteria=(),
        activities=(),
        status="reached",
    ),
    standings=(LINE_NOW,),
    evidence=(CHECK,),
    pace=None,
    reached_on=date(2026, 10, 2),
    builds_on=(),
    leads_to=(EQUAL_NOW,),
)


def step(id: str, title: str, state: str, builds_on: tuple[str, ...] = (), **more: Any) -> Step:
    facts: dict[str, Any] = {
        "requirement": Requirement(id=id, title=t(title), place=HERE),
        "standings": (),
        "state": state,
        "reached_on": None,
        "by": None,
        "due": date(2027, 3, 1),
        "builds_on": builds_on,
        "missing": (),
        "unlocks": 0,
        "goal": None,
    }
    return Step(**(facts | more))


STEPS = (
    step(
        "parts",
        "Parts of a whole",
        "reached",
        standings=(LINE_NOW,),
        reached_on=date(2026, 9, 15),
        by="model",
        due=date(2026, 9, 18),
        unlocks=5,
    ),
    step(
        "line",
        "Fractions on a number line",
        "reached",
        ("parts",),
        standings=(LINE_NOW,),
        reached_on=date(2026, 10, 2),
        by="model",
        due=date(2026, 10, 2),
        unlocks=4,
    ),
    step(
        "same",
        "Compare with the same bottom number",
        "reached",
        ("parts",),
        standings=(LINE_NOW,),
        reached_on=date(2026, 10, 9),
        by="person",
        due=date(2026, 10, 23),
        unlocks=4,
    ),
    step(
        "equal",
        "Equal fractions",
        "working",
        ("line", "same"),
        standings=(EQUAL_NOW,),
        goal="g1",
        due=date(2026, 12, 11),
        unlocks=3,
        opens=("compare", "tenths"),
    ),
    step(
        "compare",
        "Compare any two fractions",
        "blocked",
        ("equal",),
        standings=(COMPARE_NOW,),
        due=date(2027, 1, 15),
        missing=("equal",),
        waits_for=WaitsFor(of=("equal",)),
        opens=("book",),
        unlocks=1,
    ),
    step(
        "tenths",
        "Tenths and hundredths",
        "blocked",
        ("equal",),
        standings=(COMPARE_NOW,),
        due=date(2027, 2, 26),
        missing=("equal",),
        waits_for=WaitsFor(of=("equal",)),
        opens=("book",),
        unlocks=1,
    ),
    step(
        "measure",
        "Measure with fractions",
        "ready",
        ("line",),
        standings=(COMPARE_NOW,),
        due=date(2027, 2, 5),
        unlocks=1,
        opens=("book",),
    ),
    step(
        "book",
        "Project: a recipe book",
        "blocked",
        ("compare", "tenths", "measure"),
        due=date(2027, 5, 21),
        missing=("compare", "tenths", "measure"),
        waits_for=WaitsFor(of=("measure", WaitsFor(of=("compare", "tenths"), any=True))),
    ),
)
PATHWAY = PathwayPicture(
    id="p1",
    pathway=Pathway(
        id="fractions",
        title=t("Fractions", es="Fracciones", ar="الكسور"),
        kind="sequence",
        requirements=tuple(each.requirement for each in STEPS),
        place=HERE,
    ),
    start=date(2026, 8, 31),
    finish=date(2027, 6, 16),
    steps=STEPS,
    reached=3,
    needed=8,
    complete=False,
    ready_next=("measure",),
    stated_on=date(2026, 11, 16),
    pace=Pace(state="on_plan", days_behind=1, buffer=5, stated_on=date(2026, 11, 16), counted_from=date(2026, 11, 13)),
    finish_by=FinishBy(
        state="tight",
        finish=date(2027, 6, 16),
        counted_from=date(2026, 11, 16),
        days_left=61,
        days_needed=58,
        buffer=5,
        chain=(
            ChainLink(name="equal", title=t("Equal fractions"), days=34, guessed=False),
            ChainLink(name="book", title=t("Project: a recipe book"), days=24, guessed=True),
        ),
    ),
    forecast=Forecast(
        stated_on=date(2026, 11, 16),
        remaining=5,
        so_far=3,
        windows=(
            PaceWindow(days=20, reached=1, finish=date(2027, 4, 20), takes=100),
            PaceWindow(days=40, reached=3, finish=date(2027, 3, 3), takes=67),
        ),
        earliest=date(2027, 3, 3),
        latest=date(2027, 4, 20),
        why_not=None,
    ),
    days_planned=184,
    choices=(
        Choice(
            group="records",
            name="bean-diary",
            activity=Activity(id="bean-diary", title=t("Keep a bean diary"), mode="project", place=HERE),
        ),
    ),
)


LAST_YEAR = EarlierYear(
    name="2025-26",
    grade="3",
    voice=Voice(text=t("I learned to wait until the others had finished."), on=date(2026, 6, 5), place=HERE),
    goals=(
        EarlierGoal(
            goal=replace(
                GOAL, id="g21", status="dropped", i_can=t("I can count in steps of seven."), outcome=t("Not now.")
            ),
            standing=None,
            ending="dropped",
        ),
        EarlierGoal(
            goal=replace(GOAL, id="g22", i_can=None),
            standing=LINE_NOW,
            ending="reached",
            on=date(2026, 5, 12),
            best=PIECES[0],
        ),
        EarlierGoal(
            goal=replace(GOAL, id="g23", i_can=t("I can tell a story with three parts.")),
            standing=None,
            ending="continued",
            went_on="2026-27",
        ),
        EarlierGoal(goal=replace(GOAL, id="g24", i_can=t("I can read a map.")), standing=None, ending="open"),
        EarlierGoal(goal=replace(GOAL, id="g25", i_can=t("I can juggle.")), standing=None, ending="paused"),
    ),
    walked=((PATHWAY.pathway, True),),
)


def picture(**changes: Any) -> Picture:
    facts: dict[str, Any] = {
        "school": SCHOOL,
        "learner": Learner(
            learner="s-0001",
            stage="elementary",
            profile=Profile(
                strengths=(t("{student} explains her thinking with drawings."),),
                interests=(t("Cooking with my grandma"),),
                needs=(t("Quiet for reading"),),
                preferences=(t("I learn by doing."),),
                aspirations=(t("I want to run a bakery."),),
                accommodations=(
                    Accommodation(text=t("More time for tests"), show=True, place=HERE),
                    Accommodation(text=t("not for this page"), place=HERE),
                ),
                place=HERE,
            ),
            place=HERE,
        ),
        "grade": "4",
        "people": PEOPLE,
        "on": ON,
        "updated": date(2026, 11, 17),
        "plan": Plan(learner="s-0001", school_year="2026-27", status="active", place=HERE),
        "voice": Voice(
            text=t("I like fractions when I can fold paper. I want to make a recipe book for my grandma."),
            on=date(2026, 11, 5),
            place=HERE,
        ),
        "goals": (goal_picture(), SECOND, DONE),
        "pathways": (PATHWAY,),
        "standings": {each.ref: each for each in (EQUAL_NOW, COMPARE_NOW, LINE_NOW)},
        "evidence": PIECES,
        "supports": (
            SupportPicture(
                support=Support(
                    id="u1",
                    what=t("Reading with a partner"),
                    frequency=t("twice a week"),
                    start=date(2026, 10, 1),
                    place=HERE,
                ),
                library=None,
                running=True,
            ),
        ),
        "experiences": (),
        "conferences": (),
        "next_conference": date(2026, 12, 9),
        "advisor": "t-0001",
        "frameworks": (MATH,),
        "earlier": (LAST_YEAR,),
        "files": {
            "strips.jpg": FileFacts(bytes=2_345_678, media_type="image/jpeg", has_location=False),
            "said.mp3": FileFacts(bytes=512_000, media_type="audio/mpeg", has_location=False),
            "labels.pdf": FileFacts(bytes=1_260_000, media_type="application/pdf", has_location=False),
        },
    }
    return Picture(**(facts | changes))


def bare() -> Picture:
    """A learner who has just come: nobody has agreed or seen anything yet."""
    return picture(
        learner=Learner(learner="s-0001", stage="elementary", place=HERE),
        plan=None,
        voice=None,
        goals=(),
        pathways=(),
        standings={},
        evidence=(),
        supports=(),
        next_conference=None,
        frameworks=(),
        earlier=(),
    )
