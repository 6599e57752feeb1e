"""Findings about goals: stalled, not yet twice in a row, built on something missing, a step whose day has passed."""

from collections.abc import Callable, Iterator
from datetime import date

from generator.model.findings.finding import BuildsOn, Found, Gap, NoEvidence, NotYet, ResultSeen, StepOverdue
from generator.model.findings.of_evidence import standings_worked_on
from generator.model.findings.sight import (
    Sight,
    arose_after,
    at_target,
    concerns,
    days_since,
    looked_at,
    open_goals,
    refs_of,
    waits_among,
)
from generator.model.pathway import missing_in, names_in
from generator.model.pathway_picture import Step
from generator.model.picture import GoalPicture
from generator.model.situation import day_of
from generator.model.standing_picture import Score, Standing
from generator.records.framework import CompetencyRef, Condition


def stalled(sight: Sight) -> Iterator[Found]:
    """No evidence for as many school days as the clock allows; work that is handed in is evidence."""
    allowed = sight.clock.stalled_after
    if allowed is None:
        return
    for goal in open_goals(sight):
        since, newest = newest_of(goal, sight)
        if days_since(sight, since) >= allowed:
            yield Found(
                key=goal.goal.id,
                about=(goal.goal.id,),
                refs=refs_of(goal),
                person=None,
                since=since,
                arose=arose_after(sight, since, allowed),
                why=NoEvidence(goal=goal.goal.id, newest=newest, allowed=allowed),
            )


def newest_of(goal: GoalPicture, sight: Sight) -> tuple[date, str | None]:
    """The day of the newest piece about a goal, handed in or looked at, and its id; else the day it began.

    A goal without competencies has no other evidence than what is done for it: there a finished step counts, too.
    """
    pieces = [(day, piece.id) for piece in goal.evidence if piece.excluded is None and (day := day_of(piece))]
    pieces += [(day, piece.id) for piece in sight.handed_in if concerns(piece, goal) and (day := piece.submitted_on)]
    if not goal.standings:
        pieces += [(step.done_on, step.id) for step in goal.goal.activities if step.done_on is not None]
    newest = max(pieces, default=None)
    if newest is None or newest[0] < goal.goal.start:
        return goal.goal.start, None
    return newest


def not_yet(sight: Sight) -> Iterator[Found]:
    """As many results in a row below the target since the goal began, without a step up among them."""
    wanted = sight.clock.not_yet_in_a_row
    if wanted is None:
        return
    waiting_for = {result.competency for piece in sight.handed_in for result in piece.results}
    for goal, standing in standings_worked_on(sight):
        run = best_of_each_day(standing, goal.goal.start)[-wanted:]
        waits = waits_among(standing, waiting_for)
        if len(run) < wanted or at_target(standing) or waits or not stuck(run, standing):
            continue
        yield Found(
            key=standing.ref,
            about=(goal.goal.id, standing.ref),
            refs=(standing.ref,),
            person=None,
            since=day_seen(run[-1]),
            arose=day_seen(run[-1]),
            why=NotYet(
                goal=goal.goal.id,
                competency=standing.ref,
                target=standing.target.id,
                results=tuple(
                    ResultSeen(evidence=score.evidence.id, on=day_seen(score), level=score.level.id) for score in run
                ),
                unseen=unseen_before(standing, sight),
            ),
        )


def best_of_each_day(standing: Standing, start: date) -> list[Score]:
    """The best result of each day since a day, oldest first: a day is one occasion, whatever was shown on it."""
    best: dict[date, Score] = {}
    for score in standing.rating.scores:
        if score.day is not None and score.day >= start:
            known = best.get(score.day)
            best[score.day] = score if known is None or score.points > known.points else known
    return list(best.values())


def stuck(run: list[Score], standing: Standing) -> bool:
    """All below the target, and the newest no higher than the first: a step up is what was hoped for."""
    return all(score.points < standing.target.points for score in run) and run[-1].points <= run[0].points


def day_seen(score: Score) -> date:
    return score.day or date.min


def unseen_before(standing: Standing, sight: Sight) -> tuple[CompetencyRef, ...]:
    """Its prerequisites about which nothing is known at all."""
    before = (sight.picture.standings.get(ref) for ref in names_in(standing.competency.prerequisites))
    return tuple(each.ref for each in before if each and each.reached is None and each.level is None)


def prerequisite(sight: Sight) -> Iterator[Found]:
    """What a goal builds on is missing so many school days after its start, or was reached later than that.

    Missing is what was tried and is below its target, or what the learner's own pathway puts first. A competency of
    which nothing is known is no gap: nobody tested it because nobody doubted it. Where the goal itself already stands
    at its target, nothing can have been missing. What was reached late is told until the plan is looked at together.
    """
    grace = sight.clock.prerequisite_after
    if grace is None:
        return
    for goal in open_goals(sight):
        if days_since(sight, goal.goal.start) < grace or all(map(at_target, goal.standings)):
            continue
        in_time = arose_after(sight, goal.goal.start, grace)
        gaps = tuple(gaps_before(goal, in_time, sight))
        if gaps:
            yield Found(
                key=goal.goal.id,
                about=(goal.goal.id,),
                refs=refs_of(goal),
                person=None,
                since=goal.goal.start,
                arose=max((in_time, *(gap.reached_on for gap in gaps if gap.reached_on is not None))),
                why=BuildsOn(goal=goal.goal.id, gaps=gaps),
            )


def gaps_before(goal: GoalPicture, in_time: date, sight: Sight) -> Iterator[Gap]:
    """What is missing; where nothing is, what was reached too late and not spoken about since."""
    conditions = tuple(conditions_before(goal, sight))
    missing = gaps_in(conditions, fine_on(sight.on, goal, sight), sight)
    if missing:
        yield from missing
        return
    for gap in gaps_in(conditions, fine_on(in_time, goal, sight), sight):
        if gap.reached_on is not None and not looked_at(sight, gap.reached_on, goal.goal.id):
            yield gap


def gaps_in(conditions: tuple[Condition, ...], fine: Callable[[str], bool], sight: Sight) -> tuple[Gap, ...]:
    names = dict.fromkeys(name for condition in conditions for name in missing_in(condition, fine))
    return tuple(gap_of(name, sight) for name in names)


def conditions_before(goal: GoalPicture, sight: Sight) -> Iterator[Condition]:
    """What must be met before the goal's competencies, by themselves and in the learner's pathways."""
    for standing in goal.standings:
        if standing.competency.prerequisites is not None and standing.reached is None:
            yield standing.competency.prerequisites
    refs = set(refs_of(goal))
    for pathway in sight.picture.pathways:
        conditions = sight.groundwork.shapes[pathway.pathway.id].conditions
        for step in pathway.steps:
            if step.state != "reached" and refs & set(step.requirement.competencies):
                yield conditions[step.requirement.id]


def fine_on(day: date, goal: GoalPicture, sight: Sight) -> Callable[[str], bool]:
    """Whether a competency or requirement need not be worried about as of a day, knowing what is known today.

    What the goal itself works on goes together.
    """
    steps, own = steps_by_id(sight), frozenset(refs_of(goal))
    planned = {ref for step in steps.values() for ref in step.requirement.competencies}

    def fine(name: str) -> bool:
        step, standing = steps.get(name), sight.picture.standings.get(name)
        if name in own:
            return True
        if step is not None:
            return reached_by(step.reached_on, day) or (bool(step.standings) and all(map(at_target, step.standings)))
        if standing is None:
            return True
        if standing.reached is not None:
            return standing.reached.by == "accepted" or standing.reached.on <= day
        return at_target(standing) or (standing.level is None and name not in planned)

    return fine


def steps_by_id(sight: Sight) -> dict[str, Step]:
    return {step.requirement.id: step for pathway in sight.picture.pathways for step in pathway.steps}


def reached_by(reached_on: date | None, day: date) -> bool:
    return reached_on is not None and reached_on <= day


def gap_of(name: str, sight: Sight) -> Gap:
    step, standing = steps_by_id(sight).get(name), sight.picture.standings.get(name)
    if step is not None:
        return Gap(name=name, level=None, reached_on=step.reached_on)
    level = None if standing is None or standing.level is None else standing.level.id
    return Gap(name=name, level=level, reached_on=standing.reached.on if standing and standing.reached else None)


def step(sight: Sight) -> Iterator[Found]:
    """The day of a step has passed by more than the clock allows, and it is not done."""
    grace = sight.clock.overdue_after
    if grace is None:
        return
    for goal in open_goals(sight):
        for each in goal.goal.activities:
            if each.by is None or each.status == "done" or days_since(sight, each.by) <= grace:
                continue
            yield Found(
                key=f"{goal.goal.id}.{each.id}",
                about=(goal.goal.id, each.id),
                refs=refs_of(goal),
                person=None,
                since=each.by,
                arose=arose_after(sight, each.by, grace + 1),
                why=StepOverdue(goal=goal.goal.id, step=each.id, by=each.by, status=each.status),
            )
