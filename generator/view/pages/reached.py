"""Reached: what can I do now? By subject, with the day and the best evidence."""

from dataclasses import dataclass

from generator.model.pathway_picture import PathwayPicture, Step
from generator.model.picture import GoalPicture, Picture
from generator.model.standing_picture import Reached, Standing
from generator.view.evidence import EvidenceLine, line_of
from generator.view.goals import GoalHeading, goal_path, heading_of, in_brief, main_goal_of, subject_of
from generator.view.heads import Head, head_of
from generator.view.levels import LevelSign, level_sign
from generator.view.page import BETWEEN, Page, RichText, SearchEntry
from generator.view.said import line, statement
from generator.view.waits import way_sentence
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedLine:
    """`sign` None: a goal without levels. `evidence` None: another school's word, or nothing kept with it."""

    i_can: RichText
    code: str | None
    sign: LevelSign | None
    when: str
    evidence: EvidenceLine | None
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    title: RichText | str
    lines: tuple[ReachedLine, ...]  # newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedPage:
    """`next` None: something is reached, or there is no goal yet."""

    head: Head
    summary: str
    next: GoalHeading | None
    subjects: tuple[Subject, ...]


def reached(picture: Picture, words: Words) -> tuple[Page, ...]:
    heading = words.say("Reached")
    standings = sorted(
        (
            standing
            for standing in picture.standings.values()
            if standing.reached is not None and _is_own(standing, picture)
        ),
        key=lambda standing: standing.reached.on.toordinal() if standing.reached else 0,
        reverse=True,
    )
    own = tuple(goal for goal in picture.goals if not goal.standings and goal.reached_on is not None)
    met = _met_another_way(picture)
    subjects = _subjects(tuple(standings), own, met, picture, words)
    content = ReachedPage(
        head=head_of(words.say("What I can do now"), picture, words),
        summary=_summary(len(standings) + len(own) + len(met), picture, words),
        next=None if subjects else _next(picture, words),
        subjects=subjects,
    )
    text = BETWEEN.join(each.i_can.text for subject in subjects for each in subject.lines)
    search = (SearchEntry(title=heading, text=text),)
    return (Page(kind="reached", path="reached/", title=heading, content=content, search=search),)


def _is_own(standing: Standing, picture: Picture) -> bool:
    """Whether it is told as itself: not where what took its place in a later version is reached and told instead."""
    return not any(standing.ref in later.earlier and later.reached for later in picture.standings.values())


def _next(picture: Picture, words: Words) -> GoalHeading | None:
    goal = main_goal_of(picture)
    return heading_of(goal, picture, words) if goal else None


def _summary(many: int, picture: Picture, words: Words) -> str:
    if many:
        return words.count("I have reached {n} thing so far.", "I have reached {n} things so far.", many)
    goal = main_goal_of(picture)
    if goal is None:
        return words.say("Nothing yet. What I reach will stand here and stay.")
    day = words.day(goal.goal.due)
    return words.say("Nothing yet. What I reach will stand here and stay. My next aim: {day}.", day=day)


def _met_another_way(picture: Picture) -> tuple[tuple[Step, PathwayPicture], ...]:
    """Steps that a person accepted in place of the school's own work: the pathway counts them, so this page does."""
    return tuple(
        (step, pathway)
        for pathway in picture.pathways
        for step in pathway.steps
        if step.by == "other_way" and not any(standing.reached for standing in step.standings)
    )


def _subjects(
    standings: tuple[Standing, ...],
    own: tuple[GoalPicture, ...],
    met: tuple[tuple[Step, PathwayPicture], ...],
    picture: Picture,
    words: Words,
) -> tuple[Subject, ...]:
    """Subjects in the order of their newest."""
    found: dict[RichText | str, list[ReachedLine]] = {}
    for standing in standings:
        found.setdefault(_subject(standing, picture, words), []).append(_line(standing, picture, words))
    for goal in own:
        found.setdefault(subject_of(goal, picture, words), []).append(_own_line(goal, picture, words))
    for step, pathway in met:
        about = _subject(step.standings[0], picture, words) if step.standings else None
        subject = about or line(pathway.pathway.title, picture, words)
        found.setdefault(subject, []).append(_met_line(step, picture, words))
    return tuple(Subject(title=subject, lines=tuple(lines)) for subject, lines in found.items())


def _subject(standing: Standing, picture: Picture, words: Words) -> RichText:
    framework = standing.framework
    return line(framework.subject[0] if framework.subject else framework.title, picture, words)


def _line(standing: Standing, picture: Picture, words: Words) -> ReachedLine:
    competency, reached = standing.competency, standing.reached
    evidence = reached.evidence if reached else None
    text = competency.i_can or competency.short or competency.statement
    goal = next((goal for goal in picture.goals if any(of.ref == standing.ref for of in goal.standings)), None)
    return ReachedLine(
        i_can=statement(text, standing.framework, picture, words),
        code=competency.code,
        sign=level_sign(reached.level, standing.scale, picture, words) if reached else None,
        when=_when(reached, words) if reached else "",
        evidence=line_of(evidence, standing, picture, words) if evidence else None,
        path=goal_path(goal.goal.id) if goal else None,
    )


def _when(reached: Reached, words: Words) -> str:
    if reached.by == "accepted":
        return words.say("Brought with me, {day}", day=words.day(reached.on))
    return words.say("Reached {day}", day=words.day(reached.on))


def _own_line(goal: GoalPicture, picture: Picture, words: Words) -> ReachedLine:
    return ReachedLine(
        i_can=in_brief(goal, picture, words),
        code=None,
        sign=None,
        when=words.say("Reached {day}", day=words.day(goal.reached_on)) if goal.reached_on else "",
        evidence=line_of(goal.evidence[0], None, picture, words) if goal.evidence else None,
        path=goal_path(goal.goal.id),
    )


def _met_when(step: Step, day: str | None, picture: Picture, words: Words) -> str:
    """By what, and on which day."""
    if step.way is not None:
        return " ".join(part for part in (way_sentence(step.way, picture, words), day) if part)
    return words.say("Met another way, {day}", day=day) if day else words.say("Met another way")


def _met_line(step: Step, picture: Picture, words: Words) -> ReachedLine:
    day = words.day(step.reached_on) if step.reached_on else None
    return ReachedLine(
        i_can=line(step.requirement.title, picture, words),
        code=None,
        sign=None,
        when=_met_when(step, day, picture, words),
        evidence=None,
        path=None,
    )
