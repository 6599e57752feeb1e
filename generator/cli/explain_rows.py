"""What `pathbook explain --json` tells: the same working, as facts. Numbers are texts, so that none loses a digit."""

from decimal import Decimal
from typing import TypeAlias

from generator.cli.learner_asked import own_words
from generator.model.mastery.formula import Formula, formula_of
from generator.model.mastery.methods import to_two_places
from generator.model.mastery.scale import level_named
from generator.model.picture import Picture
from generator.model.standing_picture import LeftOut, Rating, Reached, Score, Standing
from generator.records.evidence import Evidence
from generator.records.plan import Judgement
from generator.records.school import Calculation, Scale
from generator.view.formulas import formula_lines
from generator.view.in_short import in_short
from generator.view.working import stands_beside
from generator.words import Words

Row: TypeAlias = dict[str, object]
PARAMETERS = ("weight", "n", "k", "window", "cap")


def rows_of(standing: Standing, picture: Picture, words: Words) -> Row:
    competency, school = standing.competency, picture.school
    left_out = standing.rating.left_out
    formula = formula_of(standing.rating, standing.scale)
    return {
        "learner": picture.learner.learner,
        "on": picture.on.isoformat(),
        "competency": standing.ref,
        "code": competency.code,
        "title": own_words(competency.short or competency.i_can or competency.statement, school),
        "goals": [goal.goal.id for goal in picture.goals if standing in goal.standings],
        "in_short": in_short(standing, picture, words),
        "scale": [
            {"level": level.id, "label": own_words(level.label, school), "points": str(level.points)}
            for level in standing.scale.levels
        ],
        "target": standing.target.id,
        "level": standing.level.id if standing.level else None,
        "calculation": calculation_row(standing.rating.calculation),
        "counted": [score_row(score, standing, picture) for score in standing.rating.scores],
        "beside": [left_out_row(each, picture) for each in left_out if stands_beside(each)],
        "left_out": [left_out_row(each, picture) for each in left_out if not stands_beside(each)],
        "formula": None if formula is None else formula_row(formula, words),
        "rating": rating_row(standing.rating),
        "enough": standing.sufficiency.met,
        "needs": [
            {"what": need.what, "kind": need.kind, "have": need.have, "need": need.need, "met": need.met}
            for need in standing.sufficiency.needs
        ],
        "judgement": judgement_row(standing.judgement, standing.scale, picture) if standing.judgement else None,
        "reached": reached_row(standing.reached) if standing.reached else None,
        "waits_for_confirmation": reached_row(standing.proposed) if standing.proposed else None,
        "worth_another_look": standing.worth_another_look,
        "earlier": list(standing.earlier),
    }


def calculation_row(calculation: Calculation) -> Row:
    """Only the parameters that are set: where one is not, the method's own default holds."""
    given = {name: getattr(calculation, name) for name in PARAMETERS}
    return {
        "method": calculation.method,
        **{name: str(value) for name, value in given.items() if value is not None},
        "counts": list(calculation.counts),
        "minimum_evidence": calculation.minimum_evidence,
        "date_basis": calculation.date_basis,
    }


def piece_row(piece: Evidence, picture: Picture) -> Row:
    return {"evidence": piece.id, "title": own_words(piece.title, picture.school), "kind": piece.kind}


def score_row(score: Score, standing: Standing, picture: Picture) -> Row:
    """`carried_from`: the earlier version's competency that the piece was about; None: this one."""
    shown_for = score.result.competency
    return piece_row(score.evidence, picture) | {
        "on": score.day.isoformat() if score.day else None,
        "level": score.level.id,
        "points": str(score.points),
        "self_level": score.evidence.self_level,
        "carried_from": None if shown_for == standing.ref else shown_for,
    }


def left_out_row(left_out: LeftOut, picture: Picture) -> Row:
    piece, result = left_out.evidence, left_out.result
    day = piece.assessed_on or piece.submitted_on or piece.entered_on
    return piece_row(piece, picture) | {
        "on": day.isoformat() if day else None,
        "level": result.level or piece.self_level,
        "points": None if result.points is None else str(result.points),
        "criterion": result.criterion,
        "why": left_out.why,
        "reason": own_words(piece.excluded.reason, picture.school) if piece.excluded else None,
    }


def formula_row(formula: Formula, words: Words) -> Row:
    picked = formula.picked
    return {
        "picked": None if picked is None else [str(points) for points in picked.chosen],
        "lines": list(formula_lines(formula, words)),
        "exact": plain(formula.exact),
        "rounded": str(to_two_places(formula.exact)),
        "cut_at": None if formula.cap is None else str(formula.cap),
    }


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def rating_row(rating: Rating) -> Row:
    return {
        "value": None if rating.value is None else f"{rating.value:.2f}",
        "level": rating.level.id if rating.level else None,
        "why_not": rating.why_not,
        "still_needed": rating.still_needed,
    }


def judgement_row(judgement: Judgement, scale: Scale, picture: Picture) -> Row:
    level = level_named(scale, judgement.level)
    return {
        "level": judgement.level,
        "points": str(level.points) if level else None,
        "reason": own_words(judgement.reason, picture.school),
        "by": judgement.by,
        "on": judgement.on.isoformat(),
        "until": judgement.until.isoformat() if judgement.until else None,
    }


def reached_row(reached: Reached) -> Row:
    return {
        "on": reached.on.isoformat(),
        "level": reached.level.id,
        "by": reached.by,
        "who": reached.who,
        "from_school": reached.from_school,
        "evidence": reached.evidence.id if reached.evidence else None,
    }
