"""The turn of a year in words, for a person and for the table of answers. It holds no names."""

from collections.abc import Callable, Iterator, Mapping

from generator.editing.year.answers import FINISHED, GRADE, GROUP, NO_GROUP, Line
from generator.editing.year.turn import Settled, Turned
from generator.model.rollover import Becomes, Fate, RuleName
from generator.records.plan import Goal
from generator.records.support import Support

WHY: Mapping[RuleName, str] = {
    "closed": "it was closed before",
    "dropped": "it was dropped before",
    "reached": "reached on {on}",
    "last_grade": "the last grade is over",
    "paused": "it rests, and nobody wrote whether it goes on",
    "all_shown": "everything it asks for has been shown",
    "quiet": "nothing was seen of it for {quiet} school days",
    "active": "worked on, and not reached yet",
    "answered": "as somebody decided",
}
BECOMES: Mapping[Becomes, str] = {
    "continue": "goes on as {new}, due {due}",
    "close": "closed as reached",
    "drop": "dropped",
    "ask": "is for a person to decide",
    "stay": "stays as it stands",
}


def why(fate: Fate) -> str:
    return WHY[fate.rule].format(on=fate.on, quiet=fate.quiet)


def goal_line(each: Settled) -> str:
    told = BECOMES[each.fate.becomes].format(new=each.new, due=each.due)
    found = "" if each.proposed is None else f" ({why(each.proposed)})"
    return f"{each.fate.goal.id} {told}: {why(each.fate)}{found}"


def told_of(turned: Turned) -> Iterator[str]:
    """One learner, line by line; the first line stands for itself."""
    if turned.left_out is not None:
        yield f"{turned.learner}: {turned.left_out}"
        return
    yield f"{turned.learner}: {'; '.join((grade_words(turned), *group_words(turned)))}"
    yield from (f"  {goal_line(each)}" for each in turned.goals)
    yield from (f"  pathway {each.pathway} goes on as {each.id}" for each in turned.pathways)
    yield from (f"  pathway {each} is complete, and stays with {turned.before}" for each in turned.complete)
    yield from (f"  {note}" for note in turned.notes)
    if turned.reviews:
        yield f"  reviews: {', '.join(map(str, turned.reviews))}"
    yield from (f"  for a person: {support_words(each)}" for each in turned.supports)
    for each in turned.judgements:
        until = "without a last day" if each.until is None else f"until {each.until}"
        yield f"  for a person: judgement {each.id} ({each.level} in {each.competency}) goes on holding {until}"
    if not turned.goes_on:
        yield f"  for a person: the plan ends here; what is left: pathbook withdraw {turned.learner}"


def grade_words(turned: Turned) -> str:
    before, after = turned.grades
    if before is None:
        return "goes on"
    if after is None:
        return f"has finished grade {before}, the last one"
    return f"stays in grade {before}" if after == before else f"grade {before} to {after}"


def group_words(turned: Turned) -> Iterator[str]:
    for group, following in turned.groups:
        yield f"leaves {group}" if following is None else f"{group} to {following}"
    yield from (f"stays in {group}" for group in turned.stays)


def support_words(support: Support) -> str:
    look = "" if support.check_on is None else f", to be looked at on {support.check_on}"
    if support.ends_on is not None:
        return f"support {support.id} ends on {support.ends_on}, and nobody wrote what came of it"
    return f"support {support.id} goes on{look}: it is neither ended nor renewed here"


def lines_of(turned: Turned, title_of: Callable[[Goal], str]) -> Iterator[Line]:
    """What can be decided about a learner, a line each; what was closed long ago is not asked again."""
    before, after = turned.grades
    if turned.left_out is not None:
        return
    if before is not None:
        yield Line(learner=turned.learner, about=GRADE, becomes=after or FINISHED, why=f"now in grade {before}")
    for group, following in (*turned.groups, *((each, each) for each in turned.stays)):
        yield Line(learner=turned.learner, about=GROUP + group, becomes=following or NO_GROUP, why="group")
    for each in turned.goals:
        if each.fate.rule not in ("closed", "dropped"):
            goal = each.fate.goal
            yield Line(
                learner=turned.learner,
                about=goal.id,
                becomes=each.fate.becomes,
                due=each.due,
                outcome=each.outcome,
                why=why(each.fate),
                title=title_of(goal),
            )
