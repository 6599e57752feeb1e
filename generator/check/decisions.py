"""What people decided about levels: decisions that contradict each other, or what the evidence of their day shows."""

from collections.abc import Iterator
from itertools import combinations

from generator.check.case import Case, levels_for
from generator.model.as_of import records_on
from generator.model.standing import ledger_of, standing_of
from generator.model.standing_picture import Need, Standing
from generator.problem import Problem
from generator.records.plan import Confirmed, Judgement


def judgements_agree(case: Case) -> Iterator[Problem]:
    """Of two decisions about one competency on one day the one that stands later in the plan holds: that is told."""
    decisions = [judgement for year in case.records.years for judgement in year.plan.judgements]
    for first, second in combinations(decisions, 2):
        if disagree(first, second):
            yield Problem(
                second.place.at("level"),
                "judgements-disagree",
                f"{second.id} and {first.id} of {second.on} decide on different levels of {second.competency}",
                hint=f"{second.id} holds, as the later one in the file. Keep the one that was meant.",
                severity="warning",
                length=len(second.level),
            )


def disagree(first: Judgement, second: Judgement) -> bool:
    return (first.competency, first.on) == (second.competency, second.on) and first.level != second.level


def confirmations_shown(case: Case) -> Iterator[Problem]:
    """What a person confirmed as reached may differ from what the evidence of that day shows; then it is said."""
    pieces = {piece.id for piece in case.records.evidence}
    for year in case.records.years:
        for word in year.plan.reached:
            known = word.level in levels_for(word.competency, case.commons) and pieces.issuperset(word.evidence)
            if word.on <= case.on and known:  # what is not known is told by the references
                yield from differs(word, case)


def differs(word: Confirmed, case: Case) -> Iterator[Problem]:
    if word.competency not in case.commons.competencies:
        return
    ledger = ledger_of(records_on(case.records, word.on), word.on, case.groundwork.carried)
    standing = standing_of(word.competency, word.level, ledger, case.commons)
    shows = what_evidence_shows(standing)
    if shows is not None:
        yield Problem(
            word.place.at("level"),
            "reached-not-shown",
            f"{word.by} confirmed {word.level!r} on {word.on}; {shows}",
            hint="The person's word stands. If it was meant so, a judgement with its reason says why.",
            severity="warning",
            length=len(word.level),
        )


def what_evidence_shows(standing: Standing) -> str | None:
    """Where evidence and confirmation differ, in words; None: nowhere, or a person judged the level as well."""
    rated = standing.rating.level
    if standing.judgement is not None or standing.rating.calculation.method == "teacher":
        return None
    if rated is None:
        return "no evidence up to that day makes a rating"
    if rated.points < standing.target.points:
        return f"the evidence up to that day comes to {rated.id!r}"
    short = next((need for need in standing.sufficiency.needs if not need.met), None)
    return None if short is None else f"the evidence rule asks for {asked_in(short)}, and there was {short.have}"


def asked_in(need: Need) -> str:
    match need.what:
        case "pieces":
            return f"{need.need} pieces of work at that level"
        case "kinds":
            return f"a piece of kind {need.kind!r}"
        case "recent":
            return f"{need.need} pieces close together in time"
        case _:
            return f"{need.need} different {need.what}"
