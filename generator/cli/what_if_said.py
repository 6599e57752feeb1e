"""What a comparison found, in words, and on the screen. Ids only, never a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.comparison import Comparison
from generator.model.affected import Count, Totals, totals_of
from generator.model.compared import CompetencyChange, Difference, Told, Why
from generator.model.compared_paces import Along, Finishing, GoalChange, Paced, PathwayChange
from generator.model.standing_picture import Need

LEVELS: Mapping[str, str] = {
    "up": "level goes up",
    "down": "level goes down",
    "newly_rated": "rated for the first time",
    "no_longer_rated": "no longer rated",
    "other_scale": "level on another scale",
}
REACHED: Mapping[str, str] = {
    "newly": "newly reached",
    "no_longer": "no longer reached",
    "other_day": "reached on another day",
    "newly_proposed": "newly proposed as reached",
    "no_longer_proposed": "no longer proposed as reached",
}
WHY: Mapping[str, str] = {
    "n": "n",
    "k": "k",
    "counts": "kinds that count",
    "minimum_evidence": "minimum of evidence",
    "within_days": "days within which pieces lie",
    "pieces": "pieces asked for",
    "kinds": "kinds asked for",
    "contexts": "contexts asked for",
    "assessors": "assessors asked for",
    "date_basis": "date that puts pieces in order",
    "confirm": "confirmed by the",
}
NEEDS: Mapping[str, str] = {
    "pieces": "pieces",
    "contexts": "contexts",
    "assessors": "assessors",
    "recent": "pieces near enough in time",
}
PACES: Mapping[str, str] = {"ahead": "ahead of plan", "on_plan": "on plan", "more_time": "behind the plan"}
FINISH: Mapping[str, str] = {"fits": "fits", "tight": "is tight", "does_not_fit": "does not fit"}

COMPETENCIES = ("competency", "competencies")
PATHWAYS = ("pathway", "pathways")
PACED = ("pathway or goal", "pathways and goals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that is told. `change` finishes "What if …"; `notes` are whole sentences.

    `at` and `against` are whole hashes; None: the files as they stand.
    """

    on: date
    at: str | None
    against: str | None
    change: str
    notes: tuple[str, ...]
    found: Comparison

    @property
    def totals(self) -> Totals:
        return totals_of(self.found.differences, self.found.looked_at)


def learners(number: int) -> str:
    return f"{number} {'learner' if number == 1 else 'learners'}"


def headline(report: Report) -> str:
    totals = report.totals
    if not totals.affected:
        return f"Nobody is affected: {learners(totals.looked_at)} looked at."
    return f"{totals.affected} of {learners(totals.looked_at)} {'is' if totals.affected == 1 else 'are'} affected."


def counted(totals: Totals) -> Iterator[tuple[str, Count, str]]:
    """Each total that is not nothing: what it is, how many, and the same with what is counted."""
    rows = [(LEVELS[move], count, COMPETENCIES) for move, count in totals.levels.items()]
    rows += [(REACHED[move], count, COMPETENCIES) for move, count in totals.reached.items()]
    rows += [("ready next changes", totals.ready_next, PATHWAYS), ("pace changes", totals.pace, PACED)]
    rows += [("finish-by changes", totals.finish_by, PATHWAYS)]
    yield from ((what, count, f"{count.times} {of[count.times != 1]}") for what, count, of in rows if count.times)


def not_compared(found: Comparison) -> Iterator[str]:
    told = (
        ("Not compared, with problems in their files as they were", found.unusable_before),
        ("Not compared, with problems in their files as they would be", found.unusable_after),
        ("Only there before", found.only_before),
        ("Only there after", found.only_after),
    )
    yield from (f"{what}: {', '.join(who)}." for what, who in told if who)


def level_said(told: Told) -> str:
    if told.level is None:
        return "not rated"
    return told.level if told.value is None else f"{told.level} ({told.value})"


def reached_said(told: Told) -> str:
    if told.reached is not None:
        return str(told.reached)
    return "not reached" if told.proposed is None else f"proposed {told.proposed}"


def whys_of(change: CompetencyChange) -> str:
    reasons = [why_said(why) for why in change.why]
    if change.reached in ("no_longer", "no_longer_proposed"):
        reasons += [need_said(need) for need in change.after.lacking]
    return "; ".join(reasons)


def need_said(need: Need) -> str:
    """What the evidence rule still asks for."""
    kind = f"pieces of kind {need.kind}" if need.what == "kinds" else NEEDS[need.what]
    return f"there are {need.have} of {need.need} {kind}"


def why_said(why: Why) -> str:
    """A few words; of evidence only how much, since titles and ids are people's own."""
    match why.what:
        case "scale":
            return "another scale"
        case "evidence":
            return f"{pieces(why.after)} instead of {pieces(why.before)} behind it"
        case "results":
            return f"results {why.after} instead of {why.before}"
        case "judgement":
            return f"judged {why.after or 'by nobody'} instead of {why.before or 'by nobody'}"
        case "word":
            return f"reached by the word of {why.after or 'nobody'} instead of {why.before or 'nobody'}"
        case "counts" | "kinds":
            return listed_said(why)
        case setting:
            return f"{WHY.get(setting, setting)} {why.after or 'not set'} instead of {why.before or 'not set'}"


def listed_said(why: Why) -> str:
    """Only what comes in and what goes out."""
    before, after = (side.split(", ") if side else [] for side in (why.before, why.after))
    more, fewer = [one for one in after if one not in before], [one for one in before if one not in after]
    said = [f"now {', '.join(more)}"] if more else []
    said += [f"no longer {', '.join(fewer)}"] if fewer else []
    return f"{WHY[why.what]}: {', '.join(said) or 'in another order'}"


def pieces(listed: str) -> str:
    number = len(listed.split(", ")) if listed else 0
    return f"{number} {'result' if number == 1 else 'results'}"


def finish_said(finishing: Finishing | None) -> str:
    if finishing is None:
        return "not told"
    days = f"{abs(finishing.spare)} school {'day' if abs(finishing.spare) == 1 else 'days'}"
    return f"{FINISH[finishing.state]} by {finishing.finish}, {days} {'lacking' if finishing.spare < 0 else 'to spare'}"


def steps_said(along: Along | None) -> str:
    return "not followed" if along is None else f"{along.reached} of {along.needed} steps"


def pace_said(paced: Paced | None) -> str:
    if paced is None:
        return "not told"
    days = f"{paced.days} school {'day' if paced.days == 1 else 'days'} "
    return (days if paced.days else "") + PACES[paced.state]


def goal_said(change: GoalChange) -> str:
    return f"goal {change.id} of {change.school_year}: pace {pace_said(change.before)} → {pace_said(change.after)}"


def pathway_said(change: PathwayChange) -> str:
    parts = [f"now ready: {', '.join(change.ready_now)}"] if change.ready_now else []
    parts += [f"no longer ready: {', '.join(change.ready_no_longer)}"] if change.ready_no_longer else []
    if change.along_before != change.along_after:
        parts.append(f"{steps_said(change.along_before)} → {steps_said(change.along_after)}")
    if change.pace_before != change.pace_after:
        parts.append(f"pace {pace_said(change.pace_before)} → {pace_said(change.pace_after)}")
    if change.finish_before != change.finish_after:
        parts.append(f"the longest way {finish_said(change.finish_before)} → {finish_said(change.finish_after)}")
    return "; ".join(parts)


def as_text(report: Report) -> str:
    totals = report.totals
    lines = [f"What if {report.change}, as of {report.on}?", *(f"  {note}" for note in report.notes), headline(report)]
    for what, count, of in counted(totals):
        lines.append(f"  {what}: {learners(count.learners)}, {of}")
    for share in totals.shares:
        lines.append(f"  {share.framework}, {share.method}: {learners(share.count.learners)}")
    for difference in report.found.differences:
        lines += ["", difference.learner, *text_of(difference)]
    untold = list(not_compared(report.found))
    return "\n".join([*lines, *([""] if untold else []), *untold])


def text_of(difference: Difference) -> Iterator[str]:
    for change in difference.competencies:
        was = "" if change.was is None else f" (was {change.was})"
        yield f"  {change.ref}{was}: {'; '.join(moves_said(change))}"
        if because := whys_of(change):
            yield f"    because {because}"
    for pathway in difference.pathways:
        yield f"  {pathway.id} {pathway.pathway}: {pathway_said(pathway)}"
    yield from (f"  {goal_said(goal)}" for goal in difference.goals)


def moves_said(change: CompetencyChange) -> Iterator[str]:
    if change.level is not None:
        yield f"{level_said(change.before)} → {level_said(change.after)}"
    if change.reached is not None:
        yield f"{REACHED[change.reached]} ({reached_said(change.before)} → {reached_said(change.after)})"
