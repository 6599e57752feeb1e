"""What follows for a learner from what became different: levels, what is reached, next steps, pace, time. In words.

Facts beside each other, never a judgement. What goes back is told as something to look at twice, with what moved it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.model.compared import CompetencyChange, Difference, ReachedMove, Why
from generator.model.compared_paces import Along, Finishing, Paced, PathwayChange
from generator.records.framework import CompetencyRef
from generator.view.phrases import pace_words
from generator.view.revisions.called import competency, goal, level, pathway, step
from generator.view.revisions.people_words import quoted
from generator.view.revisions.sentence import Parts, Sentence, between, joined, woven
from generator.view.revisions.telling import Telling
from generator.view.revisions.values import school_days
from generator.words import Words

REACHED: Mapping[ReachedMove, str] = {
    "newly": "Reached: {competency}, {now}",
    "no_longer": "No longer reached: {competency}. It was, {before}",
    "other_day": "Reached on another day: {competency}, {before} → {now}",
    "newly_proposed": "All is there, and somebody has to say yes: {competency}",
    "no_longer_proposed": "No longer waiting for somebody’s yes: {competency}",
}
BECAUSE: Mapping[str, str] = {
    "evidence": "other pieces of work count",
    "results": "a piece of work has another level",
    "judgement": "what somebody decided",
    "word": "what somebody confirmed",
    "target": "another level to reach",
    "scale": "other levels on the scale",
    "confirm": "who confirms what is reached",
}
FINISHES: Mapping[str, str] = {
    "fits": "enough until {day}",
    "tight": "just enough until {day}",
    "does_not_fit": "not enough until {day}",
}
BACK = frozenset(("down", "no_longer_rated"))


def effects_of(difference: Difference, telling: Telling) -> tuple[Sentence, ...]:
    """What to look at twice first, details last; a family is told calmly. `telling` holds the school afterwards."""
    found = (
        *(said for change in difference.competencies for said in of_competency(change, telling)),
        *(said for change in difference.pathways for said in of_pathway(change, telling)),
        *(
            of_pace(quoted(goal(each.id, telling), telling), each.before, each.after, telling)
            for each in difference.goals
        ),
    )
    ordered = tuple(sorted(found, key=lambda said: (not said.warning, said.small)))
    return tuple(replace(said, warning=False) for said in ordered) if telling.audience == "family" else ordered


def of_competency(change: CompetencyChange, telling: Telling) -> Iterator[Sentence]:
    named, because = quoted(competency(change.ref, telling), telling), because_of(change.why, telling.words)
    if change.level is not None:
        levels = woven(
            telling.words,
            "Level in {competency}: {before} → {now}",
            competency=named,
            before=level_of(change.before.level, change.was or change.ref, telling),
            now=level_of(change.after.level, change.ref, telling),
        )
        yield Sentence(parts=joined((*levels, because)), warning=change.level in BACK)
    if change.reached is not None:
        told = woven(
            telling.words,
            REACHED[change.reached],
            competency=named,
            before=day(change.before.reached, telling.words),
            now=day(change.after.reached, telling.words),
        )
        why = "" if change.level is not None else because
        yield Sentence(parts=joined((*told, why)), warning=change.reached == "no_longer")


def level_of(name: str | None, ref: CompetencyRef, telling: Telling) -> Parts:
    return (telling.words.say("Not rated yet") if name is None else level(name, ref, telling),)


def day(on: date | None, words: Words) -> str:
    return "" if on is None else words.day(on)


def because_of(whys: tuple[Why, ...], words: Words) -> str:
    """In brackets, the sentence it belongs to goes before."""
    reasons = (words.say(BECAUSE.get(why.what, "how levels are worked out")) for why in whys)
    said = tuple(dict.fromkeys(reasons))
    return f" ({words.listed(said)})" if said else ""


def of_pathway(change: PathwayChange, telling: Telling) -> Iterator[Sentence]:
    """A pathway that begins or ends is told where the plan changed; here, what becomes of one that goes on.

    A step that is reached is no next step any more: that need not be said.
    """
    words, named = telling.words, quoted(pathway(change.pathway, telling), telling)
    if change.along_before is None or change.along_after is None:
        return
    if change.along_before != change.along_after:
        yield of_steps(named, change.along_before, change.along_after, words)
    if change.pace_before and change.pace_after and change.pace_before != change.pace_after:
        yield of_pace(named, change.pace_before, change.pace_after, telling)
    if change.ready_now:
        these = steps_named(change.ready_now, telling)
        yield Sentence(parts=woven(words, "New next steps in {what}: {these}", what=named, these=these))
    if len(change.ready_no_longer) > max(change.along_after.reached - change.along_before.reached, 0):
        these = steps_named(change.ready_no_longer, telling)
        yield Sentence(parts=woven(words, "No longer a next step in {what}: {these}", what=named, these=these))
    if change.finish_before and change.finish_after and change.finish_before != change.finish_after:
        yield of_finish(named, change.finish_before, change.finish_after, words)


def of_steps(named: Parts, before: Along, after: Along, words: Words) -> Sentence:
    parts = woven(
        words,
        "Steps reached in {what}: {before} → {now}",
        what=named,
        before=steps_in(before, words),
        now=steps_in(after, words),
    )
    return Sentence(parts=parts, warning=after.reached < before.reached)


def steps_in(along: Along, words: Words) -> str:
    return words.say("{n} of {all}", n=words.number(along.reached), all=words.number(along.needed))


def steps_named(steps: tuple[str, ...], telling: Telling) -> Parts:
    return between((quoted(step(each, telling), telling) for each in steps), ", ")


def of_pace(named: Parts, before: Paced, after: Paced, telling: Telling) -> Sentence:
    was, now = (pace_in(each, telling) for each in (before, after))
    return Sentence(parts=woven(telling.words, "Pace of {what}: {before} → {now}", what=named, before=was, now=now))


def pace_in(paced: Paced, telling: Telling) -> str:
    said = pace_words(paced.state, telling.words)
    return f"{said} ({school_days(str(paced.days), telling)})" if paced.days else said


def of_finish(named: Parts, before: Finishing, after: Finishing, words: Words) -> Sentence:
    """Only days to spare that are other ones: a detail."""
    if (before.state, before.finish) == (after.state, after.finish) and min(before.spare, after.spare) >= 0:
        return of_spare(named, before, after, words)
    parts = woven(
        words,
        "Time for the rest of {what}: {before} → {now}",
        what=named,
        before=finish_in(before, words),
        now=finish_in(after, words),
    )
    return Sentence(parts=parts, warning=after.state == "does_not_fit" and before.state != "does_not_fit")


def of_spare(named: Parts, before: Finishing, after: Finishing, words: Words) -> Sentence:
    parts = woven(
        words,
        "School days to spare for the rest of {what}, until {day}: {before} → {now}",
        what=named,
        day=words.day(after.finish),
        before=words.number(before.spare),
        now=words.number(after.spare),
    )
    return Sentence(parts=parts, small=True)


def finish_in(finishing: Finishing, words: Words) -> str:
    said = words.say(FINISHES[finishing.state], day=words.day(finishing.finish))
    days = abs(finishing.spare)
    if finishing.spare < 0:
        return f"{said} ({words.count('{n} school day is missing', '{n} school days are missing', days)})"
    return f"{said} ({words.count('{n} school day to spare', '{n} school days to spare', days)})"
