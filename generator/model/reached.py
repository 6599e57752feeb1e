"""When a target was reached, and by whose word. What was reached does not evaporate: a later dip never revokes it."""

from datetime import date, timedelta

from generator.model.mastery.rating import level_from
from generator.model.mastery.scale import at_or_above, level_named
from generator.model.mastery.scores import Considered, scores_on
from generator.model.mastery.yardstick import Yardstick
from generator.model.standing_picture import LeftOut, Reached, Score
from generator.model.sufficiency import sufficiency_of
from generator.records.evidence import Evidence
from generator.records.learner import Accepted
from generator.records.plan import Confirmed, Judgement
from generator.records.school import Calculation, EvidenceRule, Level, PersonId, Scale


def levels_over_time(
    all_seen: Considered, judgements: tuple[Judgement, ...], yardstick: Yardstick, on: date
) -> tuple[tuple[date, Level], ...]:
    """The level at the end of every day up to `on` on which it could change, oldest first; days without one left out.

    Each is worked out with what counted on that day, so that a piece replaced later still stands where it stood.
    Undated results are there from the first of these days; on their own they give no day.
    """
    together = judged_together(all_seen, yardstick.calculation)
    days = days_of_change(all_seen, judgements, together, on)
    levels = [(day, level_on(day, scores_on(all_seen, day), judgements, yardstick)[0]) for day in days]
    return tuple((day, level) for day, level in levels if level is not None)


def days_of_change(
    all_seen: Considered, judgements: tuple[Judgement, ...], together: tuple[LeftOut, ...], on: date
) -> tuple[date, ...]:
    days = {known for _, known, _ in all_seen.stretches}
    days |= {replaced for _, _, replaced in all_seen.stretches}
    days |= {left_out.evidence.assessed_on or date.min for left_out in together}
    for judgement in judgements:
        days.add(judgement.on)
        if judgement.until is not None:
            days.add(judgement.until + timedelta(days=1))
    return tuple(sorted(day for day in days if date.min < day <= on))


def level_on(
    day: date, scores: tuple[Score, ...], judgements: tuple[Judgement, ...], yardstick: Yardstick
) -> tuple[Level | None, PersonId | None]:
    """What was shown, and who gave it: a judgement's level before the rating's, which is nobody's."""
    judgement = judgement_on(judgements, day) if judgements else None
    judged = None if judgement is None else level_named(yardstick.scale, judgement.level)
    if judgement is None or judged is None:
        return level_from(scores, yardstick), None
    return judged, judgement.by


def unscored_on(all_seen: Considered, calculation: Calculation, day: date) -> tuple[LeftOut, ...]:
    return assessed_by(judged_together(all_seen, calculation), day)


def assessed_by(together: tuple[LeftOut, ...], day: date) -> tuple[LeftOut, ...]:
    return tuple(left_out for left_out in together if (left_out.evidence.assessed_on or date.max) <= day)


def judged_together(all_seen: Considered, calculation: Calculation) -> tuple[LeftOut, ...]:
    """Pieces without a level of their own because a teacher judges all of them; none under every other method."""
    if calculation.method != "teacher":
        return ()
    return tuple(left_out for left_out in all_seen.never if left_out.why == "no_score")


def judgement_on(judgements: tuple[Judgement, ...], day: date) -> Judgement | None:
    """The newest judgement in force; of one day, the one that stands later in the plan."""
    in_force = [
        judgement
        for judgement in judgements
        if judgement.on <= day and (judgement.until is None or day <= judgement.until)
    ]
    return max(enumerate(in_force), key=lambda numbered: (numbered[1].on, numbered[0]))[1] if in_force else None


def by_the_model(
    all_seen: Considered,
    judgements: tuple[Judgement, ...],
    yardstick: Yardstick,
    target: Level,
    rule: EvidenceRule,
    on: date,
) -> Reached | None:
    """The first day on which the level stood at or above the target and the evidence was sufficient.

    Where a judgement gave the level, it is the person's word that reached it.
    """
    together = judged_together(all_seen, yardstick.calculation)
    enough_from = enough_pieces_from(all_seen, together, target, rule.pieces)
    if enough_from is None:
        return None
    for day in days_of_change(all_seen, judgements, together, on):
        if day < enough_from:
            continue
        scores, unscored = scores_on(all_seen, day), assessed_by(together, day)
        level, who = level_on(day, scores, judgements, yardstick)
        if level is None or not at_or_above(level, target):
            continue
        if sufficiency_of(scores, target, rule, unscored).met:
            best = best_of(scores, unscored)
            return Reached(on=day, level=level, by="person" if who else "model", evidence=best, who=who)
    return None


def enough_pieces_from(all_seen: Considered, together: tuple[LeftOut, ...], target: Level, pieces: int) -> date | None:
    """The day from which there are as many pieces at the target as the evidence rule asks for, if they all last.

    Nothing is reached before it, so nothing earlier needs to be worked out. None: there never are.
    """
    known: dict[str, date] = {}
    for score, since, _ in all_seen.stretches:
        if score.points >= target.points:
            id_ = score.evidence.id
            known[id_] = min(since, known.get(id_, date.max))
    known |= {left_out.evidence.id: left_out.evidence.assessed_on or date.max for left_out in together}
    days = sorted(known.values())
    return None if len(days) < pieces else days[max(pieces, 1) - 1] if days else date.min


def best_of(scores: tuple[Score, ...], unscored: tuple[LeftOut, ...] = ()) -> Evidence | None:
    """The piece with the most points, the newest of several; None: nothing was scored."""
    if scores:
        return max(enumerate(scores), key=lambda numbered: (numbered[1].points, numbered[0]))[1].evidence
    return unscored[-1].evidence if unscored else None


def by_a_person(
    confirmed: tuple[Confirmed, ...], scale: Scale, target: Level, evidence: tuple[Evidence, ...], all_seen: Considered
) -> Reached | None:
    """The first confirmation in a plan that is enough for the target; its own evidence, else the best there was."""
    enough = [(word.on, level, word) for word in confirmed if (level := level_enough(scale, word.level, target))]
    if not enough:
        return None
    on, level, word = min(enough, key=lambda each: each[0])
    named = next((piece for piece in evidence if piece.id in word.evidence), None)
    best = named or best_of(scores_on(all_seen, on))
    return Reached(on=on, level=level, by="person", evidence=best, who=word.by)


def by_a_former_school(accepted: tuple[Accepted, ...], scale: Scale, target: Level) -> Reached | None:
    """The first word of a former school that is enough for the target: it satisfies, and never rates."""
    enough = [(word.on, level, word) for word in accepted if (level := level_enough(scale, word.level, target))]
    if not enough:
        return None
    on, level, word = min(enough, key=lambda each: each[0])
    return Reached(on=on, level=level, by="accepted", evidence=None, who=word.by, from_school=word.from_school)


def level_enough(scale: Scale, name: str, target: Level) -> Level | None:
    """The named level, if the scale has it and it stands at or above the target."""
    level = level_named(scale, name)
    return level if level is not None and at_or_above(level, target) else None


def earliest(words: tuple[Reached | None, ...]) -> Reached | None:
    """The word that came first; of one day, the one named first."""
    given = [word for word in words if word is not None]
    return min(given, key=lambda word: word.on) if given else None
