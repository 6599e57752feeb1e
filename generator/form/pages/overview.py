"""One learner at a glance, for whoever keeps the plan: in the order in which a teacher thinks of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.checked import CheckedSchool
from generator.form.seen import Seen
from generator.form.sheets.lists import goal_title, short
from generator.form.sheets.sections import SHEETS
from generator.form.sheets.wording import said
from generator.form.things import NEW, Thing
from generator.records.commons import LearnerRecords, PlanYear
from generator.records.evidence import Evidence
from generator.records.plan import Conference, Goal
from generator.records.support import Support
from generator.view.revisions.choice_words import CHOICES, CHOICES_AT
from generator.view.said import full_name
from generator.words import Words

FIRST = 6  # pieces of evidence that are seen without unfolding the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing: where it is edited, what it is, and what one wants to know of it at a glance."""

    address: str
    title: str
    facts: tuple[str, ...] = ()
    act: str | None = None  # what one comes here for most, where that is one field of it
    act_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`more` is folded; `add` leads to a new one. `id` is what links on the page lead to."""

    id: str
    title: str
    rows: tuple[Row, ...]
    empty: str
    more: tuple[Row, ...] = ()
    add: str | None = None
    add_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A large button at the top."""

    label: str
    address: str


def acts_of(seen: Seen, words: Words) -> tuple[Act, ...]:
    """What teachers come for most."""
    learner, year = seen.folder.learner, year_of(seen)
    found = [Act(label=words.say("Add evidence"), address=Thing(learner=learner, kind="evidence", name=NEW).address())]
    active = [goal for goal in goals_in(seen, year) if is_open(seen, year, goal)]
    if active:
        only = Thing(learner=learner, kind="goal", name=active[0].id, year=year).address()
        found.append(Act(label=words.say("Change a date"), address=f"{only}#f-due" if len(active) == 1 else "#goals"))
    if goes_on(seen, year):
        goal = Thing(learner=learner, kind="goal", name=NEW, year=year)
        found.append(Act(label=words.say("New goal"), address=goal.address()))
    return tuple(found)


def sections_of(seen: Seen, school: CheckedSchool, words: Words) -> tuple[Section, ...]:
    return (
        goals_section(seen, school, words),
        evidence_section(seen, words),
        conversations_section(seen, words),
        supports_section(seen, school, words),
        about_section(seen, school, words),
        plan_section(seen, words),
        people_section(seen, school, words),
    )


def year_of(seen: Seen) -> str:
    return next(iter(seen.years), "")


def goes_on(seen: Seen, year: str) -> bool:
    """Whether there is such a year, and nobody has put it away."""
    return bool(year) and year not in seen.put_away


def is_open(seen: Seen, year: str, goal: Goal) -> bool:
    return goal.status == "active" and goes_on(seen, year)


def goals_in(seen: Seen, year: str) -> tuple[Goal, ...]:
    return next((each.goals for each in seen.records.years if each.plan.school_year == year), ())


def goals_section(seen: Seen, school: CheckedSchool, words: Words) -> Section:
    """Those being worked on by the day they are due, then the others; those of earlier years folded."""
    year = year_of(seen)
    open_first = sorted(goals_in(seen, year), key=lambda goal: (goal.status != "active", goal.due))
    before = [(each, goal) for each in reversed(seen.records.years[:-1]) for goal in each.goals]
    return Section(
        id="goals",
        title=words.say("Goals"),
        rows=tuple(goal_row(seen, year, goal, school, words) for goal in open_first),
        more=tuple(goal_row(seen, each.plan.school_year, goal, school, words) for each, goal in before),
        empty=words.say("There is no goal yet."),
        add=words.say("New goal") if goes_on(seen, year) else None,
        add_address=Thing(learner=seen.folder.learner, kind="goal", name=NEW, year=year).address(),
    )


def goal_row(seen: Seen, year: str, goal: Goal, school: CheckedSchool, words: Words) -> Row:
    address = Thing(learner=seen.folder.learner, kind="goal", name=goal.id, year=year).address()
    facts = (said(words, CHOICES_AT.get(f"goal.status.{goal.status}") or CHOICES[goal.status]),)
    return Row(
        address=address,
        title=named(goal_title(goal, school.commons, words), seen.records, school, words),
        facts=(*facts, due_words(goal, school.on, words)),
        act=words.say("Change the date") if is_open(seen, year, goal) else None,
        act_address=f"{address}#f-due",
    )


def due_words(goal: Goal, on: date, words: Words) -> str:
    day = words.day(goal.due, "medium")
    if goal.status == "active" and goal.due < on:
        return words.say("was due {day}", day=day)
    return words.say("due {day}", day=day)


def evidence_section(seen: Seen, words: Words) -> Section:
    rows = tuple(evidence_rows(seen, words))
    return Section(
        id="evidence",
        title=words.say("Evidence"),
        rows=rows[:FIRST],
        more=rows[FIRST:],
        empty=words.say("There is no evidence yet."),
        add=words.say("Add evidence"),
        add_address=Thing(learner=seen.folder.learner, kind="evidence", name=NEW).address(),
    )


def evidence_rows(seen: Seen, words: Words) -> Iterator[Row]:
    """Pieces, the newest first; each leads to the file it stands in."""
    for piece in sorted(seen.records.evidence, key=day_of_piece, reverse=True):
        name = piece.place.file.rpartition("/")[2].rpartition(".")[0]
        day = day_of_piece(piece)
        kind = said(words, CHOICES[piece.kind])
        yield Row(
            address=Thing(learner=seen.folder.learner, kind="evidence", name=name).address(),
            title=short(words, piece.title),
            facts=(words.day(day, "medium"), kind) if day != date.min else (kind,),
        )


def day_of_piece(piece: Evidence) -> date:
    return piece.assessed_on or piece.submitted_on or piece.entered_on or date.min


def conversations_section(seen: Seen, words: Words) -> Section:
    held = [(year, talk) for year in seen.records.years for talk in year.conferences]
    rows = tuple(conversation_row(seen, year, talk, words) for year, talk in sorted(held, key=day_of_talk))[::-1]
    year = year_of(seen)
    return Section(
        id="conversations",
        title=words.say("Conversations"),
        rows=rows[:FIRST],
        more=rows[FIRST:],
        empty=words.say("No conversation is written down yet."),
        add=words.say("New conversation") if goes_on(seen, year) else None,
        add_address=Thing(learner=seen.folder.learner, kind="conference", name=NEW, year=year).address(),
    )


def day_of_talk(held: tuple[PlanYear, Conference]) -> date:
    return held[1].on


def conversation_row(seen: Seen, year: PlanYear, talk: Conference, words: Words) -> Row:
    name = talk.place.file.rpartition("/")[2].rpartition(".")[0]
    thing = Thing(learner=seen.folder.learner, kind="conference", name=name, year=year.plan.school_year)
    return Row(
        address=thing.address(),
        title=words.day(talk.on),
        facts=(said(words, CHOICES[talk.kind]),),
    )


def supports_section(seen: Seen, school: CheckedSchool, words: Words) -> Section:
    """Those that go on first."""
    running = sorted(seen.records.supports, key=lambda each: (is_over(each, school.on), each.start))
    return Section(
        id="supports",
        title=words.say("Supports"),
        rows=tuple(support_row(seen, each, school, words) for each in running),
        empty=words.say("No support is written down."),
        add=words.say("New support"),
        add_address=Thing(learner=seen.folder.learner, kind="support", name=NEW).address(),
    )


def is_over(support: Support, on: date) -> bool:
    return support.ends_on is not None and support.ends_on < on


def support_row(seen: Seen, support: Support, school: CheckedSchool, words: Words) -> Row:
    catalogue = school.commons.supports.get(support.catalogue or "")
    text = support.what or (catalogue.title if catalogue else None)
    title = short(words, text) if text else support.id
    look = [words.say("look again {day}", day=words.day(support.check_on, "medium"))] if support.check_on else []
    ended = words.say("ended {day}", day=words.day(support.ends_on, "medium")) if support.ends_on else None
    return Row(
        address=Thing(learner=seen.folder.learner, kind="support", name=support.id).address(),
        title=named(title, seen.records, school, words),
        facts=(ended,) if ended and is_over(support, school.on) else tuple(look),
    )


def about_section(seen: Seen, school: CheckedSchool, words: Words) -> Section:
    thing = Thing(learner=seen.folder.learner, kind="learner", name="learner")
    profile = seen.records.learner.profile
    first = (*profile.strengths[:1], *profile.interests[:2]) if profile is not None else ()
    facts = tuple(named(short(words, text), seen.records, school, words) for text in first)
    row = Row(address=thing.address("about"), title=words.say("Strengths, interests, what helps, hopes"), facts=facts)
    return Section(id="about", title=words.say("About me"), rows=(row,), empty="")


def plan_section(seen: Seen, words: Words) -> Section:
    """The pages of this year's plan; earlier years folded."""
    learner = seen.folder.learner
    pages = tuple(sheet.name for sheet in SHEETS["plan"])
    now, *before = (Thing(learner=learner, kind="plan", name=year) for year in seen.years) if seen.years else (None,)
    return Section(
        id="plan",
        title=words.say("Plan of the year"),
        rows=sheet_rows(now, words, pages, {pages[0]: plan_facts(seen, words)}) if now else (),
        more=tuple(Row(address=thing.address(), title=thing.name) for thing in before if thing),
        empty=words.say("There is no plan yet."),
    )


def plan_facts(seen: Seen, words: Words) -> tuple[str, ...]:
    plan = seen.records.years[-1].plan
    return (plan.school_year, said(words, CHOICES_AT.get(f"plan.status.{plan.status}") or CHOICES[plan.status]))


def people_section(seen: Seen, school: CheckedSchool, words: Words) -> Section:
    thing = Thing(learner=seen.folder.learner, kind="learner", name="learner")
    around = (each.person for each in seen.records.learner.team)
    names = tuple(full_name(school.people[each], words) for each in around if each in school.people)
    rows = sheet_rows(thing, words, ("people", "school"), {"people": names})
    return Section(id="people", title=words.say("Family and team"), rows=rows, empty="")


def sheet_rows(
    thing: Thing, words: Words, sheets: tuple[str, ...], facts: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Row, ...]:
    """The pages over one file."""
    return tuple(
        Row(address=thing.address(sheet.name), title=said(words, sheet.title), facts=(facts or {}).get(sheet.name, ()))
        for sheet in SHEETS[thing.kind]
        if sheet.name in sheets
    )


def named(text: str, records: LearnerRecords, school: CheckedSchool, words: Words) -> str:
    """People's words with the learner's given name where they leave a place for it."""
    person = school.people.get(records.learner.learner)
    given = person.given if person is not None else {}
    name = given.get(words.language) or given.get(words.base_language) or words.say("the student")
    return text.replace("{student}", name)
