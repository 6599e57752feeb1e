"""How a competency follows from those inside it: a rule that can be met, and that asks for something."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.case import unknown
from generator.model.mastery.parent import child_of, most_points
from generator.problem import Problem
from generator.records.commons import Commons
from generator.records.framework import Competency, ParentRule


def parents_within_reach(commons: Commons) -> Iterator[Problem]:
    """Every rule has competencies inside to follow from, and they can meet it. Source: Moodle's points rule."""
    for competency in commons.competencies.values():
        rule = competency.rule
        if rule is None:
            continue
        if not competency.competencies:
            yield Problem(
                rule.place,
                "rule-without-parts",
                f"{competency.id!r} is to follow from the competencies inside it, and there are none",
                hint="Write `competencies:` inside it, or take the rule away.",
            )
            continue
        yield from asks_for_something(rule)
        yield from enough_inside(rule, competency)
        yield from required_inside(rule, competency)


def asks_for_something(rule: ParentRule) -> Iterator[Problem]:
    """Zero points are met by nothing at all, and `all: false` is never met."""
    if rule.points == 0 or rule.all is False:
        asked = "points: 0" if rule.all is None else "all: false"
        yield Problem(
            rule.place.at("points" if rule.all is None else "all"),
            "rule-asks-nothing",
            f"`{asked}` asks for nothing",
            hint="Say what is needed, or take the rule away.",
        )


def enough_inside(rule: ParentRule, competency: Competency) -> Iterator[Problem]:
    there_are = len(competency.competencies)
    if rule.at_least is not None and rule.at_least > there_are:
        yield Problem(
            rule.place.at("at_least"),
            "rule-out-of-reach",
            f"{rule.at_least} competencies are asked for, and there are {there_are} inside {competency.id!r}",
            hint="Ask for fewer.",
            length=len(str(rule.at_least)),
        )
    most = most_points(tuple(child_of(child, None) for child in competency.competencies))
    if rule.points is not None and rule.points > most:
        yield Problem(
            rule.place.at("points"),
            "rule-out-of-reach",
            f"{told(rule.points)} points are asked for; the competencies inside {competency.id!r} have {told(most)}",
            hint="A competency is worth its `credit`, or 1 where it has none.",
            length=len(str(rule.points)),
        )


def told(points: Decimal) -> str:
    return f"{points.normalize():f}"


def required_inside(rule: ParentRule, competency: Competency) -> Iterator[Problem]:
    """What is required is directly inside, and named once."""
    inside = {child.id: None for child in competency.competencies}
    for position, name in enumerate(rule.required):
        place = rule.place.at("required", position)
        if name not in inside:
            yield unknown(place, "part", name, inside)
        elif name in rule.required[:position]:
            yield Problem(place, "repeated-id", f"{name!r} is required twice", hint="Once is enough.", length=len(name))
