"""A short code for what was agreed, as it was read in one language: it changes when a word of it changes.

What people agree to is what they can read: goals, what is to be shown, steps, days, the level to reach and the way,
in the language they read it in, as it is shown to them there. What is learned later is no part of it: evidence,
levels reached, steps done, decisions, one's own words on a day. Names are none either: whoever corrects how a name is
written asks nobody to agree again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import TypeAlias

from generator.model.mastery.scale import level_named, lowest_proficient
from generator.model.standing import scale_for
from generator.records.commons import Commons, PlanYear
from generator.records.plan import Approval, Experience, Goal, GoalActivity, GoalCompetency, PlanPathway
from generator.records.text import LanguageTag, Text
from generator.translated import shown_to, unwrapped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter that reads like a digit
WHOLE_PLAN = "plan"  # what `covers` calls the plan itself; everything else it names is a goal

Fact: TypeAlias = tuple[str, Text | str]  # what it is of the plan, and its words; a str is the same in every language
Agreed: TypeAlias = Mapping[str, tuple[Fact, ...]]  # by part: "plan", and ids of goals


def text_code_of(year: PlanYear, approval: Approval, commons: Commons) -> str:
    """The code of today's text of what an approval covers, in the language it was read in. Form: K7Q2-9XWA."""
    own = commons.school.languages[0]
    return code_of(agreed_in(year, commons), approval.covers, approval.language or own, own)


def code_of(agreed: Agreed, covers: tuple[str, ...], language: LanguageTag, own: LanguageTag) -> str:
    """The code of the parts covered, in whatever order they are named; `own` is the language of plain strings."""
    said = [
        (part, name, read_as(words, language, own)) for part in agreed if part in covers for name, words in agreed[part]
    ]
    number = int.from_bytes(sha256(repr(said).encode("utf-8", "surrogatepass")).digest()[:5], "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def read_as(words: Text | str, language: LanguageTag, own: LanguageTag) -> str:
    """The words a reader is shown; that a line is wrapped anew changes nothing."""
    text = words if isinstance(words, str) else shown_to(words, language, own)[1].text
    return unwrapped(text)


def outdated(year: PlanYear, commons: Commons) -> Iterator[tuple[Approval, str]]:
    """The approvals whose text has changed since, each with the code of today's text.

    One that the same person renewed later, for at least the same parts, has done its work.
    """
    for approval in year.plan.approvals:
        if approval.text_code is None or is_renewed(approval, year.plan.approvals):
            continue
        now = text_code_of(year, approval, commons)
        if approval.text_code != now:
            yield approval, now


def language_of_code(
    year: PlanYear, approval: Approval, languages: tuple[LanguageTag, ...], commons: Commons
) -> str | None:
    """In which of these languages the text of today has an approval's code; None: in none, its words have changed."""
    readings = ((language, replace(approval, language=language)) for language in languages)
    return next((tag for tag, read in readings if text_code_of(year, read, commons) == approval.text_code), None)


def is_renewed(approval: Approval, approvals: tuple[Approval, ...]) -> bool:
    return any(
        later.on > approval.on
        and (later.role, later.person) == (approval.role, approval.person)
        and set(approval.covers) <= set(later.covers)
        for later in approvals
    )


def agreed_in(year: PlanYear, commons: Commons) -> Agreed:
    """All that can be agreed to in a year: the plan, then its goals in the order of the files."""
    goals = {goal.id: tuple(_of_goal(goal, year, commons)) for goal in year.goals}
    return {WHOLE_PLAN: tuple(_of_plan(year, commons)), **goals}


def agreed_today(year: PlanYear | None, commons: Commons) -> Agreed:
    """What whoever signs an edition agrees to: the plan with every goal that was not dropped; {}: there is no plan."""
    if year is None:
        return {}
    dropped = {goal.id for goal in year.goals if goal.status == "dropped"}
    return {part: facts for part, facts in agreed_in(year, commons).items() if part not in dropped}


def _of_plan(year: PlanYear, commons: Commons) -> Iterator[Fact]:
    plan = year.plan
    for pathway in plan.pathways:
        yield from _of_pathway(pathway, commons)
    for course in plan.program_of_study:
        yield "course", course.course
        yield from _given("term", course.term)
    for experience in plan.experiences:
        yield from _of_experience(experience, commons)
    if plan.postsecondary is not None:
        yield from (("hope", hope) for hope in plan.postsecondary.hopes)
        yield from (("step", step) for step in plan.postsecondary.steps)


def _of_pathway(followed: PlanPathway, commons: Commons) -> Iterator[Fact]:
    pathway = commons.pathways.get(followed.pathway)
    yield "pathway", followed.pathway if pathway is None else pathway.title
    yield "start", followed.start.isoformat()
    yield from _given("finish", followed.finish)
    for requirement in () if pathway is None else pathway.requirements:
        yield "requirement", requirement.title
    for choice in (followed.choices or {}).values():
        activity = commons.activities.get(choice)
        yield "choice", choice if activity is None else activity.title


def _of_experience(experience: Experience, commons: Commons) -> Iterator[Fact]:
    partner = commons.partners.get(experience.partner)
    yield "experience", experience.what
    yield "partner", experience.partner if partner is None else partner.name
    yield "from", experience.from_.isoformat()
    yield from _given("to", experience.to)
    yield from _given("hours", experience.hours_agreed)


def _of_goal(goal: Goal, year: PlanYear, commons: Commons) -> Iterator[Fact]:
    own_words = (("i_can", goal.i_can), ("learner_words", goal.learner_words), ("why", goal.why))
    yield from ((name, text) for name, text in (*own_words, ("help", goal.help_at_home)) if text is not None)
    for aim in goal.competencies:
        yield from _of_aim(aim, year, commons)
    for criterion in goal.success_criteria:
        yield "criterion", criterion.text
    for step in goal.activities:
        yield from _of_step(step, commons)
    yield "start", goal.start.isoformat()
    yield "due", goal.due.isoformat()
    yield from _given("review", goal.review_on)


def _of_aim(aim: GoalCompetency, year: PlanYear, commons: Commons) -> Iterator[Fact]:
    """What is to be learned, and the level to reach with what it means."""
    competency = commons.competencies.get(aim.ref)
    if competency is None:
        yield "competency", aim.ref
        return
    yield "competency", competency.i_can or competency.statement
    scale = scale_for(aim.ref, commons)
    name = aim.target or _levels_asked(year, commons).get(aim.ref)  # as situation.target_of has it
    target = (name and level_named(scale, name)) or lowest_proficient(scale)
    yield "level", target.label
    means = (competency.levels or {}).get(target.id) or target.description
    if means is not None:
        yield "means", means


def _levels_asked(year: PlanYear, commons: Commons) -> Mapping[str, str | None]:
    """By competency, the level a pathway of the plan asks for; of several pathways, the first one's."""
    asked: dict[str, str | None] = {}
    followed = (commons.pathways.get(each.pathway) for each in year.plan.pathways)
    for requirement in (step for pathway in followed if pathway is not None for step in pathway.requirements):
        for ref in requirement.competencies:
            asked.setdefault(ref, requirement.level)
    return asked


def _of_step(step: GoalActivity, commons: Commons) -> Iterator[Fact]:
    known = commons.activities.get(step.activity) if step.activity else None
    yield "activity", step.title or (known.title if known else step.id)
    if step.who is not None:
        yield "who", step.who
    yield from _given("minutes", step.minutes or (known.minutes if known else None))
    yield from _given("by", step.by)


def _given(name: str, value: object) -> Iterator[Fact]:
    if value is not None:
        yield name, str(value)
