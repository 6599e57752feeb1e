"""Every name a file uses must be the name of something."""

from collections.abc import Collection, Iterator

from generator.check.case import Case, did_you_mean, goals_of, levels_for, unknown
from generator.problem import Place, Problem
from generator.records.commons import Commons
from generator.records.evidence import Evidence
from generator.records.framework import Competency, CompetencyRef, Condition
from generator.records.library import Pathway
from generator.records.plan import Confirmed, Experience, Judgement, Plan
from generator.records.school import Group, LearnerId


def competency_known(place: Place, ref: CompetencyRef, commons: Commons) -> Iterator[Problem]:
    """A ref leads to a competency; a wrong framework is said as such."""
    if ref in commons.competencies:
        return
    framework, colon, _ = ref.partition(":")
    if not colon:
        example = next(iter(commons.competencies), "math:add-fractions")
        hint = f"Write it as framework:competency, for example {example}."
        yield Problem(place, "unknown-competency", f"{ref!r} names no framework", hint=hint, length=len(ref))
    elif framework not in commons.frameworks:
        yield unknown(place, "framework", framework, commons.frameworks)
    else:
        near = [known for known in commons.competencies if known.startswith(f"{framework}:")]
        yield unknown(place, "competency", ref, near)


def level_known(place: Place, level: str, ref: CompetencyRef, commons: Commons) -> Iterator[Problem]:
    """A level belongs to the scale its competency is judged on."""
    levels = levels_for(ref, commons)
    if ref in commons.competencies and levels and level not in levels:  # no levels: its scale is the problem
        near = of_another_scale(level, commons) or did_you_mean(level, levels)
        choices = f"{ref} is judged at: {', '.join(levels)}."
        hint = choices if near is None else f"{near} {choices}"
        yield Problem(place, "unknown-level", f"there is no level {level!r}", hint=hint, length=len(level))


def of_another_scale(level: str, commons: Commons) -> str | None:
    """The scale a level belongs to, when it is one the competency is not judged on; None: no scale has it."""
    owners = [commons.school.scales, *(framework.scales or {} for framework in commons.frameworks.values())]
    named = (
        name for scales in owners for name, scale in scales.items() if any(each.id == level for each in scale.levels)
    )
    name = next(named, None)
    return None if name is None else f"{level!r} is a level of the scale {name!r}."


def conditions_resolve(condition: Condition, known: tuple[str, ...], commons: Commons) -> Iterator[Problem]:
    """Every ref of a condition leads to a competency, or to one of the `known` ids."""
    for position, part in enumerate(condition.of):
        if isinstance(part, Condition):
            yield from conditions_resolve(part, known, commons)
        elif part not in known:
            place = condition.place.at(*(("any", position) if condition.any else (position,)))
            if known and ":" not in part:
                yield unknown(place, "requirement", part, known)
            else:
                yield from competency_known(place, part, commons)


def prerequisites_resolve(commons: Commons) -> Iterator[Problem]:
    """What a competency builds on exists."""
    for competency in commons.competencies.values():
        if competency.prerequisites is not None:
            yield from conditions_resolve(competency.prerequisites, (), commons)


def competency_parts_resolve(commons: Commons) -> Iterator[Problem]:
    """What a competency names beside its prerequisites exists: successor, other parents, levels of descriptors."""
    for ref, competency in commons.competencies.items():
        place = competency.place
        framework = ref.partition(":")[0]
        if competency.replaced_by is not None:
            successor = qualified(competency.replaced_by, framework)
            yield from competency_known(place.at("replaced_by"), successor, commons)
        for position, other in enumerate(competency.also_under):
            yield from competency_known(place.at("also_under", position), qualified(other, framework), commons)
        yield from descriptors_fit(ref, competency, commons)


def qualified(name: str, framework: str) -> CompetencyRef:
    """A competency's ref, where its own framework may be left out."""
    return name if ":" in name else f"{framework}:{name}"


def descriptors_fit(ref: CompetencyRef, competency: Competency, commons: Commons) -> Iterator[Problem]:
    """Level descriptors and rubric rows speak of levels of the scale."""
    for level in competency.levels or {}:
        yield from level_known(competency.place.at("levels", level), level, ref, commons)
    for criterion in competency.rubric:
        for level in criterion.levels or {}:
            yield from level_known(criterion.place.at("levels", level), level, ref, commons)


def pathways_resolve(commons: Commons) -> Iterator[Problem]:
    """What a pathway asks for exists."""
    for pathway in commons.pathways.values():
        for position, activity in enumerate(pathway.activities):
            if activity not in commons.activities:
                yield unknown(pathway.place.at("activities", position), "activity", activity, commons.activities)
        for position, partner in enumerate(pathway.partners):
            if partner not in commons.partners:
                yield unknown(pathway.place.at("partners", position), "partner", partner, commons.partners)
        yield from requirements_resolve(pathway, commons)


OTHER_WAYS = ("prior_learning", "credential")


def requirements_resolve(pathway: Pathway, commons: Commons) -> Iterator[Problem]:
    """What each requirement of a pathway names exists."""
    ids = tuple(requirement.id for requirement in pathway.requirements)
    ways = (*OTHER_WAYS, *commons.activities, *commons.partners)
    for requirement in pathway.requirements:
        for position, ref in enumerate(requirement.competencies):
            yield from competency_known(requirement.place.at("competencies", position), ref, commons)
            if requirement.level is not None:
                yield from level_known(requirement.place.at("level"), requirement.level, ref, commons)
        if requirement.prerequisites is not None:
            yield from conditions_resolve(requirement.prerequisites, ids, commons)
        fulfilled = requirement.fulfilled_by
        for position, way in enumerate(() if fulfilled is None else fulfilled.any):
            if fulfilled is not None and way not in ways:
                yield unknown(fulfilled.place.at("any", position), "activity or partner", way, ways)


def catalogue_resolves(commons: Commons) -> Iterator[Problem]:
    """What an activity or a goal of the library is for exists."""
    for activity in commons.activities.values():
        for position, ref in enumerate(activity.competencies):
            yield from competency_known(activity.place.at("competencies", position), ref, commons)
    for goal in commons.goals.values():
        for aim in goal.competencies:
            yield from competency_known(aim.place.at("ref"), aim.ref, commons)
            if aim.target is not None:
                yield from level_known(aim.place.at("target"), aim.target, aim.ref, commons)
        for step in goal.activities:
            if step.activity is not None and step.activity not in commons.activities:
                yield unknown(step.place.at("activity"), "activity", step.activity, commons.activities)


def settings_resolve(commons: Commons) -> Iterator[Problem]:
    """What school.yml names exists: a scale, packs, competencies of courses."""
    school = commons.school
    if school.default_scale not in school.scales:
        yield unknown(school.place.at("default_scale"), "scale", school.default_scale, school.scales)
    for position, pack in enumerate(school.requirements):
        if pack not in commons.packs:
            yield unknown(school.place.at("requirements", position), "requirement pack", pack, commons.packs)
    for course, refs in (school.course_map or {}).items():
        for position, ref in enumerate(refs):
            yield from competency_known(school.place.at("course_map", course, position), ref, commons)


def frameworks_resolve(commons: Commons) -> Iterator[Problem]:
    """The scale and the successor of a framework exist."""
    for name, framework in commons.frameworks.items():
        known = (*commons.school.scales, *(framework.scales or {}))
        if framework.scale is not None and framework.scale not in known:
            yield unknown(framework.place.at("scale"), "scale", framework.scale, known)
        successor = framework.replaced_by
        others = [other for other in commons.frameworks if other != name]
        if successor is not None and successor not in others:
            yield unknown(framework.place.at("replaced_by"), "other framework", successor, others)


def members_known(group: Group, learners: Collection[LearnerId]) -> Iterator[Problem]:
    """Every member of a group has a folder."""
    for member in group.members:
        if member.learner not in learners:
            yield unknown(member.place.at("learner"), "learner", member.learner, learners)


def goals_resolve(case: Case) -> Iterator[Problem]:
    """What a goal names exists."""
    for _, goal in goals_of(case):
        for aim in goal.competencies:
            yield from competency_known(aim.place.at("ref"), aim.ref, case.commons)
            if aim.target is not None:
                yield from level_known(aim.place.at("target"), aim.target, aim.ref, case.commons)
        for step in goal.activities:
            if step.activity is not None and step.activity not in case.commons.activities:
                yield unknown(step.place.at("activity"), "activity", step.activity, case.commons.activities)


def plans_resolve(case: Case) -> Iterator[Problem]:
    """What a plan names exists."""
    commons = case.commons
    for year in case.records.years:
        plan = year.plan
        for position, framework in enumerate(plan.frameworks):
            if framework not in commons.frameworks:
                yield unknown(plan.place.at("frameworks", position), "framework", framework, commons.frameworks)
        for followed in plan.pathways:
            if followed.pathway not in commons.pathways:
                yield unknown(followed.place.at("pathway"), "pathway", followed.pathway, commons.pathways)
        yield from decisions_resolve(plan, commons)
        yield from evidence_of_decisions(plan, case)
        for experience in plan.experiences:
            yield from experience_resolves(experience, commons)


def experience_resolves(experience: Experience, commons: Commons) -> Iterator[Problem]:
    """An experience is with a partner we have, for competencies we have."""
    if experience.partner not in commons.partners:
        yield unknown(experience.place.at("partner"), "partner", experience.partner, commons.partners)
    for position, ref in enumerate(experience.competencies):
        yield from competency_known(experience.place.at("competencies", position), ref, commons)


def decisions_resolve(plan: Plan, commons: Commons) -> Iterator[Problem]:
    """What a person judged or confirmed is a level of a competency."""
    decisions: tuple[Judgement | Confirmed, ...] = (*plan.judgements, *plan.reached)
    for decision in decisions:
        yield from competency_known(decision.place.at("competency"), decision.competency, commons)
        yield from level_known(decision.place.at("level"), decision.level, decision.competency, commons)


def evidence_of_decisions(plan: Plan, case: Case) -> Iterator[Problem]:
    """What somebody looked at when confirming a level is there."""
    pieces = {piece.id for piece in case.records.evidence}
    for confirmed in plan.reached:
        for position, shown in enumerate(confirmed.evidence):
            if shown not in pieces:
                yield unknown(confirmed.place.at("evidence", position), "evidence", shown, pieces)


def accepted_resolve(case: Case) -> Iterator[Problem]:
    """What a former school vouches for is something we have."""
    for accepted in case.records.learner.accepted:
        yield from competency_known(accepted.place.at("ref"), accepted.ref, case.commons)
        yield from level_known(accepted.place.at("level"), accepted.level, accepted.ref, case.commons)


def evidence_resolves(case: Case) -> Iterator[Problem]:
    """What a piece of evidence names exists."""
    pieces = {piece.id for piece in case.records.evidence}
    criteria = {f"{goal.id}.{criterion.id}" for _, goal in goals_of(case) for criterion in goal.success_criteria}
    for piece in case.records.evidence:
        yield from results_resolve(piece, case.commons)
        for position, shown in enumerate(piece.shows):
            if shown not in criteria:
                yield unknown(piece.place.at("shows", position), "criterion", shown, criteria)
        if piece.supersedes is not None and piece.supersedes not in pieces:
            yield unknown(piece.place.at("supersedes"), "evidence", piece.supersedes, pieces)
        if piece.activity is not None and piece.activity not in case.commons.activities:
            yield unknown(piece.place.at("activity"), "activity", piece.activity, case.commons.activities)
        if piece.partner is not None and piece.partner not in case.commons.partners:
            yield unknown(piece.place.at("partner"), "partner", piece.partner, case.commons.partners)


def results_resolve(piece: Evidence, commons: Commons) -> Iterator[Problem]:
    """Each result is about a competency we have, at a level of its scale, on a row of its rubric."""
    for result in piece.results:
        yield from competency_known(result.place.at("competency"), result.competency, commons)
        if result.level is not None:
            yield from level_known(result.place.at("level"), result.level, result.competency, commons)
        competency = commons.competencies.get(result.competency)
        if competency is not None and result.criterion is not None:
            rows = tuple(criterion.id for criterion in competency.rubric)
            if result.criterion not in rows:
                yield unknown(result.place.at("criterion"), "rubric row", result.criterion, rows)


def supports_resolve(case: Case) -> Iterator[Problem]:
    """A support from the library is in the library."""
    for support in case.records.supports:
        if support.catalogue is not None and support.catalogue not in case.commons.supports:
            yield unknown(support.place.at("catalogue"), "support", support.catalogue, case.commons.supports)


def conferences_resolve(case: Case) -> Iterator[Problem]:
    """A conference speaks of goals of its year and of evidence there is."""
    pieces = {piece.id for piece in case.records.evidence}
    for year in case.records.years:
        goals = {goal.id for goal in year.goals}
        for conference in year.conferences:
            for position, goal in enumerate(conference.goals):
                if goal not in goals:
                    yield unknown(conference.place.at("goals", position), "goal", goal, goals)
            for position, shown in enumerate(conference.evidence_shown):
                if shown not in pieces:
                    yield unknown(conference.place.at("evidence_shown", position), "evidence", shown, pieces)


def approvals_resolve(case: Case) -> Iterator[Problem]:
    """An approval covers the plan, or goals of its year."""
    for year in case.records.years:
        parts = ("plan", *(goal.id for goal in year.goals))
        for approval in year.plan.approvals:
            for position, part in enumerate(approval.covers):
                if part not in parts:
                    yield unknown(approval.place.at("covers", position), "goal", part, parts)
