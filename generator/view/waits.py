"""What a step waits for and by what a step was met, in words that keep every "all" and every "one of"."""

from collections.abc import Mapping

from generator.model.pathway_picture import PathwayPicture, WaitsFor, Way
from generator.model.picture import Picture
from generator.model.standing_picture import Standing
from generator.view.said import in_sentence
from generator.words import Words


def called_in(pathway: PathwayPicture, picture: Picture, words: Words) -> Mapping[str, str]:
    """What each step is called inside a sentence, and each competency that steps wait for and no step asks for."""
    names = {
        step.requirement.id: quoted(in_sentence(step.requirement.title, picture, words), words)
        for step in pathway.steps
    }
    frameworks = {standing.framework.id for step in pathway.steps for standing in step.standings}
    outside = dict.fromkeys(name for step in pathway.steps for name in step.missing if name not in names)
    return names | {
        ref: _competency(picture.standings[ref], frameworks, picture, words)
        for ref in outside
        if ref in picture.standings
    }


def quoted(title: str, words: Words) -> str:
    """A title kept apart from the words around it: titles hold "and" too."""
    return words.say("“{title}”", title=title)


def waits_sentence(waits: WaitsFor, called: Mapping[str, str], words: Words) -> str:
    return words.say(
        "First reach {steps}.", steps=_any(waits, called, words) if waits.any else _all(waits, called, words)
    )


def _all(waits: WaitsFor, called: Mapping[str, str], words: Words) -> str:
    """Names first: what is one of several would else swallow what comes after it."""
    names = tuple(called.get(part, part) for part in waits.of if isinstance(part, str))
    return words.listed((*names, *(_any(part, called, words) for part in waits.of if isinstance(part, WaitsFor))))


def _any(waits: WaitsFor, called: Mapping[str, str], words: Words) -> str:
    parts = (
        _together(part, called, words) if isinstance(part, WaitsFor) else called.get(part, part) for part in waits.of
    )
    return words.say("one of these: {steps}", steps=words.either(tuple(parts)))


def _together(waits: WaitsFor, called: Mapping[str, str], words: Words) -> str:
    """Several that are one choice among others."""
    names = tuple(called.get(part, part) for part in waits.of if isinstance(part, str))
    first, *rest = *names, *(_any(part, called, words) for part in waits.of if isinstance(part, WaitsFor))
    return words.say("{first} together with {rest}", first=first, rest=words.listed(tuple(rest)))


def _competency(standing: Standing, frameworks: set[str], picture: Picture, words: Words) -> str:
    """In the shortest wording there is, with the framework or the grade it comes from where that is another one."""
    competency, framework = standing.competency, standing.framework
    wording = in_sentence(competency.short or competency.i_can or competency.statement, picture, words)
    name = quoted(wording.removesuffix("."), words)
    if frameworks and framework.id not in frameworks:
        return words.say("{step} ({where})", step=name, where=in_sentence(framework.title, picture, words))
    if competency.grades and picture.grade is not None and picture.grade not in competency.grades:
        grades = words.say("grade {grade}", grade=words.listed(competency.grades))
        return words.say("{step} ({where})", step=name, where=grades)
    return name


def way_sentence(way: Way, picture: Picture, words: Words) -> str:
    title = None if way.title is None else in_sentence(way.title, picture, words)
    match way.kind:
        case "prior_learning":
            return words.say("Brought along: “{title}”.", title=title) if title else words.say("Brought along.")
        case "activity" if title:
            return words.say("Met by doing “{title}”.", title=title)
        case "experience" if title:
            return words.say("Met by learning at {place}.", place=title)
        case "credential" if title:
            return words.say("Shown by the certificate “{title}”.", title=title)
        case "credential":
            return words.say("Shown by a certificate.")
        case _:
            return words.say("Met another way, as the plan records.")
