"""Where a learner stands on one competency: the rating, the evidence rule, people's words and the target, joined."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.model.carried import NOTHING_CARRIED, Carried, mentions_carried, without_parts, words_carried
from generator.model.mastery.parent import child_of, met_on
from generator.model.mastery.rating import rating_on
from generator.model.mastery.scale import at_or_above, level_named, lowest_proficient
from generator.model.mastery.scores import Considered, Mention, considered, mentions_in, replaced_from
from generator.model.mastery.yardstick import yardstick_of
from generator.model.reached import (
    by_a_former_school,
    by_a_person,
    by_the_model,
    earliest,
    judgement_on,
    levels_over_time,
    unscored_on,
)
from generator.model.rubric import rubric_on
from generator.model.standing_picture import Reached, Standing
from generator.model.sufficiency import sufficiency_of
from generator.records.commons import Commons, LearnerRecords
from generator.records.evidence import Evidence
from generator.records.framework import Competency, CompetencyRef, Framework
from generator.records.learner import Accepted
from generator.records.plan import Confirmed, Judgement
from generator.records.school import Calculation, EvidenceRule, Level, Scale, School

NOTHING_SEEN = Considered()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What one learner's records, as of the day `on`, say about each competency; words of all school years."""

    on: date
    evidence: tuple[Evidence, ...]
    mentions: Mapping[CompetencyRef, tuple[Mention, ...]]
    replaced: Mapping[str, date]
    judgements: Mapping[CompetencyRef, tuple[Judgement, ...]]
    confirmed: Mapping[CompetencyRef, tuple[Confirmed, ...]]
    accepted: Mapping[CompetencyRef, tuple[Accepted, ...]]
    carried: Carried = NOTHING_CARRIED
    told: frozenset[CompetencyRef] = frozenset()  # whose level over time and rubric are asked for


def ledger_of(
    records: LearnerRecords,
    on: date,
    carried: Carried = NOTHING_CARRIED,
    told: frozenset[CompetencyRef] = frozenset(),
) -> Ledger:
    """`carried`: what of earlier versions of a framework speaks for later ones (groundwork holds it)."""
    plans = tuple(year.plan for year in records.years)
    judgements = tuple(word for plan in plans for word in plan.judgements)
    confirmed = tuple(word for plan in plans for word in plan.reached)
    return Ledger(
        on=on,
        evidence=records.evidence,
        mentions=mentions_carried(records.evidence, carried) if carried.onward else mentions_in(records.evidence),
        replaced=replaced_from(records.evidence),
        judgements=words_carried(judgements, lambda word: word.competency, carried),
        confirmed=words_carried(confirmed, lambda word: word.competency, carried),
        accepted=words_carried(records.learner.accepted, lambda word: word.ref, carried),
        carried=carried,
        told=told,
    )


def framework_of(ref: CompetencyRef, commons: Commons) -> Framework:
    return commons.frameworks[ref.partition(":")[0]]


def scale_for(ref: CompetencyRef, commons: Commons) -> Scale:
    """The scale the framework names (its own before the school's), else the school's default."""
    framework, school = framework_of(ref, commons), commons.school
    name = framework.scale or school.default_scale
    return (framework.scales or {}).get(name) or school.scales.get(name) or school.scales[school.default_scale]


def calculation_for(competency: Competency, framework: Framework, school: School) -> Calculation:
    """The nearest, taken whole."""
    return competency.calculation or framework.calculation or school.calculation


def evidence_rule_for(competency: Competency, framework: Framework, school: School) -> EvidenceRule:
    """The nearest, taken whole."""
    return competency.evidence_rule or framework.evidence_rule or school.evidence_rule


def standing_of(ref: CompetencyRef, target_name: str | None, ledger: Ledger, commons: Commons) -> Standing:
    """Where the learner stands; `target_name` None: the lowest proficient level."""
    competency, framework = commons.competencies[ref], framework_of(ref, commons)
    scale = scale_for(ref, commons)
    target = (target_name and level_named(scale, target_name)) or lowest_proficient(scale)
    calculation = calculation_for(competency, framework, commons.school)
    rule = evidence_rule_for(competency, framework, commons.school)
    mentions = ledger.mentions.get(ref)
    yardstick = yardstick_of(calculation, scale)
    seen = NOTHING_SEEN if mentions is None else considered(mentions, ledger.replaced, yardstick)
    judgements = ledger.judgements.get(ref, ())
    rating = rating_on(seen, yardstick, ledger.on)
    earlier = earlier_behind(ref, ledger)
    whole = without_parts(seen, ledger.carried.parts.get(ref, frozenset()))
    by_model = by_the_model(whole, judgements, yardstick, target, rule, ledger.on)
    before = reached_before(ref, target, scale, ledger, commons) if earlier else None
    reached = earliest((reached_by(ref, by_model, target, scale, seen, ledger, commons.school), before))
    judgement = judgement_on(judgements, ledger.on)
    level = (judgement and level_named(scale, judgement.level)) or rating.level
    told = ref in ledger.told
    return Standing(
        ref=ref,
        competency=competency,
        framework=framework,
        scale=scale,
        target=target,
        rating=rating,
        sufficiency=sufficiency_of(rating.scores, target, rule, unscored_on(seen, calculation, ledger.on)),
        judgement=judgement,
        level=level,
        reached=reached,
        worth_another_look=reached is not None and level is not None and not at_or_above(level, target),
        proposed=None if reached else by_model or proposed_by_children(ref, target, ledger, commons),
        earlier=earlier,
        history=levels_over_time(seen, judgements, yardstick, ledger.on) if told else (),
        rubric=rubric_on(competency, mentions or (), ledger.replaced, yardstick, ledger.on) if told else (),
    )


def earlier_behind(ref: CompetencyRef, ledger: Ledger) -> tuple[CompetencyRef, ...]:
    """The competencies of earlier versions with something that speaks for this one; () for most, at no cost."""
    if ref not in ledger.carried.together:
        return ()
    named = [result.competency for _, result in ledger.mentions.get(ref, ())]
    named += [word.competency for word in ledger.judgements.get(ref, ())]
    named += [word.competency for word in ledger.confirmed.get(ref, ())]
    named += [word.ref for word in ledger.accepted.get(ref, ())]
    told = (ledger.mentions, ledger.judgements, ledger.confirmed, ledger.accepted)
    parts = (part for group in ledger.carried.together[ref] for part in group)
    named += [part for part in parts if any(part in said for said in told)]
    return tuple(name for name in dict.fromkeys(named) if name != ref)


def reached_before(ref: CompetencyRef, target: Level, scale: Scale, ledger: Ledger, commons: Commons) -> Reached | None:
    """What was reached under the version before, and stays reached; of several that were merged, once all were."""
    found = []
    for group in ledger.carried.together[ref]:
        if not all(target.id in way.levels for part in group for way in ledger.carried.onward[part] if way.to == ref):
            continue
        words = [standing_of(part, target.id, ledger, commons).reached for part in group]
        reached = [word for word in words if word is not None]
        if len(reached) == len(group):
            last = max(reached, key=lambda word: word.on)
            named = level_named(scale, last.level.id)
            found.append(replace(last, level=named if named is not None and at_or_above(named, target) else target))
    return earliest(tuple(found))


def reached_by(
    ref: CompetencyRef,
    by_model: Reached | None,
    target: Level,
    scale: Scale,
    seen: Considered,
    ledger: Ledger,
    school: School,
) -> Reached | None:
    """The first word that it is reached. Where a person has to confirm, the model's own word only proposes."""
    a_person = by_a_person(ledger.confirmed.get(ref, ()), scale, target, ledger.evidence, seen)
    a_school = by_a_former_school(ledger.accepted.get(ref, ()), scale, target)
    if school.reached is not None and school.reached.confirm == "person":
        return earliest((a_person, a_school))
    return earliest((by_model, a_person, a_school))


def proposed_by_children(ref: CompetencyRef, target: Level, ledger: Ledger, commons: Commons) -> Reached | None:
    """That a parent's rule is met by its children; it has no evidence of its own."""
    competency = commons.competencies[ref]
    if competency.rule is None:
        return None
    framework_id = ref.partition(":")[0]
    children = tuple(
        child_of(child, reached_day(f"{framework_id}:{child.id}", ledger, commons)) for child in competency.competencies
    )
    day = met_on(competency.rule, children)
    return None if day is None else Reached(on=day, level=target, by="model", evidence=None)


def reached_day(ref: CompetencyRef, ledger: Ledger, commons: Commons) -> date | None:
    reached = standing_of(ref, None, ledger, commons).reached
    return None if reached is None else reached.on
