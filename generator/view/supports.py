"""Help a learner gets or had, as a page tells it: what it is, what has changed since, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.picture import GoalPicture, Picture, SupportPicture
from generator.model.support_decision import ended_on, look_again_on
from generator.model.support_effect import LevelEffect, MeasuredEffect, effect_of
from generator.records.school import Level
from generator.records.support import Support, SupportDecision
from generator.records.text import Text
from generator.view.days import near
from generator.view.page import RichText
from generator.view.said import in_sentence, line, person_name
from generator.words import Words

DECIDED: Mapping[str, str] = {
    "continue": "{day}: we decided that it goes on.",
    "change": "{day}: we decided to do it in another way.",
    "end": "{day}: we decided that it ends.",
}
# What has changed while there was support. Whether the support did it, nobody can know from one learner.
RESULTS: Mapping[str, str] = {
    "improved": "It went better at the end than at the start.",
    "same": "At the end it was as at the start.",
    "worse": "At the end it was harder than at the start.",
    "unclear": "We cannot say what has changed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    what: str
    reason: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportShown:
    """`measure` is what is measured; None: nothing is. `result` None: it goes on, or nobody wrote what came of it."""

    what: RichText
    about: tuple[RichText | str, ...]
    measure: RichText | None
    progress: tuple[str, ...]
    decisions: tuple[Decided, ...]
    result: str | None
    reason: RichText | None


def running_supports(picture: Picture, words: Words, goal: GoalPicture | None = None) -> tuple[SupportShown, ...]:
    """Those of today; of one goal, those meant for one of its competencies."""
    refs = None if goal is None else {standing.ref for standing in goal.standings}
    return tuple(
        shown(each, picture, words)
        for each in picture.supports
        if each.running and (refs is None or refs & set(each.support.competencies))
    )


def past_supports(picture: Picture, words: Words) -> tuple[SupportShown, ...]:
    """Those that have ended."""
    ended = (each for each in picture.supports if not each.running and each.support.start <= picture.on)
    return tuple(shown(each, picture, words) for each in ended)


def shown(each: SupportPicture, picture: Picture, words: Words) -> SupportShown:
    support, library = each.support, each.library
    text = support.what or (library.title if library else Text.plain(support.id))
    until = min(ended_on(support) or picture.on, picture.on)
    effect = effect_of(support, picture.standings, until)
    return SupportShown(
        what=line(text, picture, words),
        about=about_of(each, picture, words),
        measure=line(support.measure.what, picture, words) if support.measure else None,
        progress=measured_in(effect, picture, words)
        if isinstance(effect, MeasuredEffect)
        else tuple(level_in(one, picture, words) for one in effect),
        decisions=tuple(decided(one, picture, words) for one in support.decisions),
        result=None if each.running or support.effect is None else words.say(RESULTS[support.effect]),
        reason=line(support.reason, picture, words) if support.reason and not each.running else None,
    )


def about_of(each: SupportPicture, picture: Picture, words: Words) -> tuple[RichText | str, ...]:
    support = each.support
    who = person_name(support.who, picture, words) if support.who else None
    parts = (
        line(support.frequency, picture, words) if support.frequency else None,
        words.say("Since {day}", day=words.day(support.start)) if each.running else None,
        words.say("With {name}", name=who) if who else None,
        next_look(support, picture, words) if each.running else ended_line(support, words),
    )
    return tuple(part for part in parts if part is not None)


def next_look(support: Support, picture: Picture, words: Words) -> str | None:
    day = look_again_on(support)
    return words.say("We look again on {day}", day=words.day(day)) if day and day >= picture.on else None


def ended_line(support: Support, words: Words) -> str | None:
    last = ended_on(support)
    return words.say("Until {day}", day=words.day(last)) if last else None


def measured_in(effect: MeasuredEffect, picture: Picture, words: Words) -> tuple[str, ...]:
    """Before: 62 words a minute. Now (Nov 12): 78. Aim: 90. 6 checks in 9 weeks."""
    if effect.before is None:
        return ()
    parts = (
        words.say("Before: {value}.", value=with_unit(effect.before, effect, words)),
        now_said(effect, picture, words),
        words.say("Aim: {value}.", value=words.number(effect.aim)) if effect.aim is not None else None,
        checks_said(effect, words) if effect.checks else words.say("There is no check yet."),
    )
    return tuple(part for part in parts if part is not None)


def now_said(effect: MeasuredEffect, picture: Picture, words: Words) -> str | None:
    """The newest number with its day: "now" is the day somebody measured, not the day of the page."""
    if effect.now is None or effect.measured_on is None:
        return None
    return words.say(
        "Now ({day}): {value}.", day=near(effect.measured_on, picture, words), value=words.number(effect.now)
    )


def with_unit(value: Decimal, effect: MeasuredEffect, words: Words) -> str:
    """The unit is left out where it is not written in the reader's language: what is measured is told anyway."""
    unit = effect.measure.unit
    if unit is None or words.text(unit).foreign:
        return words.number(value)
    return f"{words.number(value)} {words.text(unit).text}"


def checks_said(effect: MeasuredEffect, words: Words) -> str:
    checks = words.count("{n} check", "{n} checks", effect.checks)
    return words.count("{checks} in {n} week.", "{checks} in {n} weeks.", effect.weeks, checks=checks)


def level_in(effect: LevelEffect, picture: Picture, words: Words) -> str:
    competency = effect.standing.competency
    return words.say(
        "{what}: before “{before}”, now “{now}”.",
        what=in_sentence(competency.short or competency.i_can or competency.statement, picture, words),
        before=level_said(effect.before, picture, words),
        now=level_said(effect.now, picture, words),
    )


def level_said(level: Level | None, picture: Picture, words: Words) -> str:
    return words.say("Not rated yet") if level is None else in_sentence(level.label, picture, words)


def decided(decision: SupportDecision, picture: Picture, words: Words) -> Decided:
    return Decided(
        what=words.say(DECIDED[decision.decide], day=words.day(decision.on)),
        reason=line(decision.reason, picture, words),
    )
