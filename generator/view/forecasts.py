"""Whether the time suffices, when the rest is likely to be reached, and how both were worked out: in calm sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.model.forecast import LEAST_REACHED
from generator.model.pathway_picture import ChainLink, FinishBy, Forecast, PaceWindow, PathwayPicture, Step
from generator.model.picture import Picture
from generator.view.days import alike, near
from generator.view.page import RichText
from generator.view.said import apart, in_sentence, line
from generator.view.steps import aim_of
from generator.view.waits import quoted
from generator.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One step in the pathway's own plan; `agreed` None: no goal has agreed on another day."""

    title: RichText
    days: str
    due: str
    agreed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """Everything needed to come to the same numbers by hand. Empty parts: there is nothing to work out."""

    planned: tuple[PlannedStep, ...]
    plan: str
    pace: str | None
    chain: tuple[str, ...]
    forecast: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
    """What a page says about the time of one pathway; None: there is nothing to say.

    `two_days`: some goals have agreed on another day than the pathway's own plan, so the page says which is which.
    """

    finish: str | None
    chain: str | None
    forecast: str | None
    two_days: str | None
    worked: WorkedOut


def time_of(pathway: PathwayPicture, picture: Picture, words: Words) -> TimeView:
    finish, forecast = pathway.finish_by, pathway.forecast
    worked = worked_out(pathway, picture, words)
    agreed = any(step.agreed for step in worked.planned)
    return TimeView(
        finish=None if finish is None else finish_sentence(finish, picture, words),
        chain=None if finish is None else chain_sentence(finish, picture, words),
        forecast=None if forecast is None else forecast_sentence(forecast, picture, words),
        two_days=words.say("The plan here is the pathway’s own. The aim of a step is the day agreed for its goal.")
        if agreed
        else None,
        worked=worked,
    )


def ahead_of(pathway: PathwayPicture, picture: Picture, words: Words) -> tuple[str, ...]:
    """The two sentences alone, those there are."""
    finish, forecast = pathway.finish_by, pathway.forecast
    return (
        *(() if finish is None else (finish_sentence(finish, picture, words),)),
        *(() if forecast is None else (forecast_sentence(forecast, picture, words),)),
    )


def finish_sentence(found: FinishBy, picture: Picture, words: Words) -> str:
    sentences = (
        *_room(found, picture, words),
        words.say("Some of these days are estimated: their school year is not set yet.") if found.estimated else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _room(found: FinishBy, picture: Picture, words: Words) -> Iterator[str]:
    finish = near(found.finish, picture, words)
    if found.days_left == 0:
        if found.finish < found.counted_from:
            yield words.say("The day agreed for the finish, {finish}, has passed.", finish=finish)
        else:
            yield words.say("No school day is left until {finish}.", finish=finish)
        yield words.count(
            "The longest way still to go takes about {n} school day.",
            "The longest way still to go takes about {n} school days.",
            found.days_needed,
        )
        yield words.say("Together we look for a new day.")
        return
    yield words.count(
        "From {day} to {finish} there is {n} school day; the longest way still to go takes about {needed}.",
        "From {day} to {finish} there are {n} school days; the longest way still to go takes about {needed}.",
        found.days_left,
        day=near(found.counted_from, picture, words),
        finish=finish,
        needed=words.number(found.days_needed),
    )
    yield _verdict(found, words)


def _verdict(found: FinishBy, words: Words) -> str:
    match found.state:
        case "fits":
            return words.say("It fits.")
        case "tight":
            return words.say("It fits, with little time to spare.")
        case "does_not_fit":
            return words.count(
                "It does not fit yet: {n} school day is missing. Together we look at what can change.",
                "It does not fit yet: {n} school days are missing. Together we look at what can change.",
                -found.spare,
            )


def chain_sentence(found: FinishBy, picture: Picture, words: Words) -> str:
    names = (quoted(in_sentence(link.title, picture, words), words) for link in found.chain)
    return words.say("The longest way, in order: {steps}.", steps=words.listed(tuple(names)))


def forecast_sentence(found: Forecast, picture: Picture, words: Words) -> str:
    match found.why_not:
        case "too_few":
            return words.say(
                "It is too early to say when the rest will be reached: that takes {least} steps reached along the way. "
                "So far: {reached}.",
                least=words.number(LEAST_REACHED),
                reached=words.number(found.so_far),
            )
        case "too_few_lately":
            return words.say("Too few steps were reached in the last weeks to say when the rest will be.")
        case "beyond_the_calendar":
            return words.say("When the rest will be reached lies too far ahead to say.")
        case None:
            return _band(found, picture, words)


def _band(found: Forecast, picture: Picture, words: Words) -> str:
    days = alike(tuple(day for day in (found.earliest, found.latest) if day is not None), picture, words)
    match days:
        case (day,):
            told = words.say("If things go on like the last weeks: not before {day}.", day=day)
        case (first, last) if first != last:
            told = words.say("If things go on like the last weeks: between {first} and {last}.", first=first, last=last)
        case _:
            told = words.say("If things go on like the last weeks: about {day}.", day=days[0])
    sentences = (
        told,
        words.say("Some of these days are estimated: their school year is not set yet.") if found.estimated else "",
        words.say("Every step that is reached changes this."),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def worked_out(pathway: PathwayPicture, picture: Picture, words: Words) -> WorkedOut:
    planned = sorted(
        (step for step in pathway.steps if step.due is not None), key=lambda step: step.due or pathway.start
    )
    chain = () if pathway.finish_by is None else pathway.finish_by.chain
    days = (
        pathway.start,
        pathway.finish,
        *(day for step in planned for day in (step.due, _agreed(step, picture)) if day),
    )
    said = dict(zip(days, alike(days, picture, words), strict=True))
    return WorkedOut(
        planned=_planned(planned, said, picture, words),
        plan=_plan(pathway, said, picture, words),
        pace=_pace(pathway, picture, words),
        chain=tuple(_link(link, picture, words) for link in chain),
        forecast=() if pathway.forecast is None else tuple(_windows(pathway.forecast, pathway, picture, words)),
    )


def _plan(pathway: PathwayPicture, said: Mapping[date, str], picture: Picture, words: Words) -> str:
    """How many school days are shared out, and that days away are not among them."""
    shared = words.count(
        "From {start} to {finish} there is {n} school day. Each step gets its share of it, in this order.",
        "From {start} to {finish} there are {n} school days. Each step gets its share of them, in this order.",
        pathway.days_planned,
        start=said[pathway.start],
        finish=said[pathway.finish],
    )
    away = any(each.from_ <= pathway.finish and each.to >= pathway.start for each in picture.learner.away)
    return " ".join((shared, words.say("The days I was away are left out."))) if away else shared


def _planned(
    steps: Iterable[Step], said: Mapping[date, str], picture: Picture, words: Words
) -> tuple[PlannedStep, ...]:
    """`said` are the days of the whole table, all with their year or all without."""
    return tuple(_planned_step(step, said, picture, words) for step in steps)


def _planned_step(step: Step, said: Mapping[date, str], picture: Picture, words: Words) -> PlannedStep:
    days, agreed = step.requirement.expected_days, _agreed(step, picture)
    return PlannedStep(
        title=line(step.requirement.title, picture, words),
        days=words.say("like the others") if days is None else words.number(days),
        due="" if step.due is None else said[step.due],
        agreed=None if agreed is None else said[agreed],
    )


def _agreed(step: Step, picture: Picture) -> date | None:
    """The day agreed for the goal of a step that is still to be reached; None: none, or the plan's own day."""
    aim = aim_of(step, picture)
    return None if aim == step.due or step.reached_on else aim


def _pace(pathway: PathwayPicture, picture: Picture, words: Words) -> str | None:
    """From which planned day the pace is counted, to which."""
    pace = pathway.pace
    if pace is None or pace.counted_from is None:
        return None
    planned, stated = near(pace.counted_from, picture, words), near(pace.stated_on, picture, words)
    if pace.days_behind > 0:
        return words.count(
            "The next step of the plan was planned for {planned}. From then to {stated} it is {n} school day.",
            "The next step of the plan was planned for {planned}. From then to {stated} it is {n} school days.",
            pace.days_behind,
            planned=planned,
            stated=stated,
        )
    if pace.days_behind < 0:
        return words.count(
            "All that was planned up to {planned} is reached. From {stated} to then it is {n} school day.",
            "All that was planned up to {planned} is reached. From {stated} to then it is {n} school days.",
            -pace.days_behind,
            planned=planned,
            stated=stated,
        )
    return words.say("Nothing that was planned up to {stated} is still open.", stated=stated)


def _link(link: ChainLink, picture: Picture, words: Words) -> str:
    step = quoted(in_sentence(link.title, picture, words), words)
    if link.guessed:
        return words.count(
            "{step}: {n} school day, like the others on average",
            "{step}: {n} school days, like the others on average",
            link.days,
            step=step,
        )
    return words.count("{step}: {n} school day", "{step}: {n} school days", link.days, step=step)


def _windows(found: Forecast, pathway: PathwayPicture, picture: Picture, words: Words) -> Iterator[str]:
    if not found.windows:
        return
    yield words.count(
        "On {day}, {n} step was still to be reached.",
        "On {day}, {n} steps were still to be reached.",
        found.remaining,
        day=near(found.stated_on, picture, words),
    )
    for each in found.windows:
        told = each if found.why_not is None else replace(each, finish=None)  # no day where none can be said
        yield " ".join(_window(told, found.remaining, picture, words))
    if pathway.needed - found.remaining > found.so_far:
        yield words.say("Steps that were brought along, or reached before the pathway began, do not count here.")


def _window(window: PaceWindow, remaining: int, picture: Picture, words: Words) -> Iterator[str]:
    reached = words.number(window.reached)
    if window.finish is None or window.takes is None:
        yield words.count(
            "In the last {n} school day up to then: {reached} reached.",
            "In the last {n} school days up to then: {reached} reached.",
            window.days,
            reached=reached,
        )
        return
    yield words.count(
        "In the last {n} school day up to then: {reached} reached. At that rate the rest takes until {day}.",
        "In the last {n} school days up to then: {reached} reached. At that rate the rest takes until {day}.",
        window.days,
        reached=reached,
        day=near(window.finish, picture, words),
    )
    parts = f"{words.number(remaining)} × {words.number(window.days)} ÷ {reached}"
    yield words.count(
        "{parts}, rounded up: {n} school day.",
        "{parts}, rounded up: {n} school days.",
        window.takes,
        parts=apart(parts, words),
    )
