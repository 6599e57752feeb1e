"""The sentences around what a report tells: how much changed, which lane it takes, what nobody can tell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.model.revisions.lane import Reason, Why
from generator.reporting.parts import Report, Section, Untold
from generator.view.revisions.sentence import Sentence
from generator.view.said import apart
from generator.words import Words

UNTOLD: Mapping[Untold, str] = {
    "school_before": "What follows cannot be told: something is wrong in what all share, as it was.",
    "school_after": "What follows cannot be told: something is wrong in what all share, as it would be.",
    "learner_before": "What follows cannot be told: something is wrong in this learner’s files, as they were.",
    "learner_after": "What follows cannot be told: something is wrong in this learner’s files, as they would be.",
}
WHY: Mapping[Reason, str] = {
    "unreadable": "a file cannot be read: {files}",
    "moved": "something of one learner lies with another now: {learners}",
    "shared": "files that all learners share: {files}",
    "agreed": "not only evidence changed: {learners}",
    "taken_back": "evidence is taken back, or counts for less: {learners}",
    "spelling": "only written in another way: {files}",
    "unknown_learner": "nobody is known to be of the team yet: {learners}",
    "unknown_person": "nobody can tell who proposes it",
    "not_of_team": "whoever proposes it is not of the team: {learners}",
    "by_the_team": "evidence alone, by somebody of the team",
}
MOST_NAMED = 8


def headline(report: Report) -> str:
    words = report.words
    if not report.revisions and not report.withheld:
        return words.say("Nothing is other than it was.")
    if only_spelling(report):
        return words.say("Only comments, spaces or quotes are other than they were: nothing that anybody reads.")
    return " ".join((learners_said(report), *looked_at_twice(report), *others_concerned(report)))


def learners_said(report: Report) -> str:
    words = report.words
    if not report.learners:
        return words.say("No learner’s own files changed.")
    return words.count("The files of {n} learner changed.", "The files of {n} learners changed.", len(report.learners))


def looked_at_twice(report: Report) -> Iterator[str]:
    words = report.words
    if report.asked.audience == "family":
        return
    if not report.warnings:
        yield words.say("Nothing to look at twice.")
        return
    yield words.count("{n} change to look at twice.", "{n} changes to look at twice.", report.warnings)


def others_concerned(report: Report) -> Iterator[str]:
    words, others = report.words, len(loud(report.others))
    if others:
        yield words.count(
            "For {n} learner something follows from what all share.",
            "For {n} learners something follows from what all share.",
            others,
        )


def only_spelling(report: Report) -> bool:
    return bool(report.revisions) and all(
        each.schema and each.readable and not each.fields and each.did == "changed" and each.was is None
        for each in report.revisions
    )


def loud(others: tuple[Section, ...]) -> tuple[Section, ...]:
    """Those for whom more follows than a few days to spare more or less."""
    return tuple(each for each in others if not each.only_details)


def notes_on(report: Report) -> Iterator[str]:
    """What a reader must know of what is not told."""
    words = report.words
    if report.withheld:
        yield words.say("Not shown, because of redactions: {learners}.", learners=", ".join(report.withheld))
    if report.unusable:
        these = ", ".join(report.unusable)
        yield words.say(
            "What follows cannot be told, because something is wrong in their files: {learners}.", learners=these
        )


def lane_said(report: Report) -> Iterator[str]:
    """Nothing where nothing changed, and nothing to families, whom it does not concern."""
    words = report.words
    if report.asked.audience == "family" or not report.revisions:
        return
    why = "; ".join(why_said(each, words) for each in report.lane.why)
    if report.lane.lane == "evidence":
        yield words.say("May be merged once the checks pass: {why}.", why=why)
        return
    yield words.say("Waits for review: {why}.", why=why)


def why_said(why: Why, words: Words) -> str:
    return words.say(WHY[why.reason], learners=some_of(why.learners, words), files=some_of(why.files, words))


def some_of(named: tuple[str, ...], words: Words) -> str:
    """The first of them, and how many more there are."""
    said = ", ".join(apart(each, words) for each in named[:MOST_NAMED])
    more = len(named) - MOST_NAMED
    return said if more <= 0 else words.say("{said} and {n} more", said=said, n=words.number(more))


def quiet_said(report: Report) -> Iterator[str]:
    words, quiet = report.words, tuple(each.learner or "" for each in report.others if each.only_details)
    if quiet:
        yield words.say("Only the days to spare are others: {learners}", learners=", ".join(quiet))


def together(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], ...]:
    """Learners of whom the very same is told, such as a whole class that got a goal, are told together."""
    found: dict[object, list[Section]] = {}
    for section in sections:
        chapters = tuple(replace(chapter, learner=None, path=None) for chapter in section.chapters)
        same = (chapters, section.effects) if not chapters or section.warnings else chapters
        found.setdefault(section.learner and (same, section.untold, section.problems), []).append(section)
    return tuple(map(tuple, found.values()))


def follows(group: tuple[Section, ...], words: Words) -> Iterator[tuple[tuple[Section, ...], tuple[Sentence, ...]]]:
    """What follows, and for whom of those who are told together."""
    found: dict[tuple[Sentence, ...], list[Section]] = {}
    for section in group:
        found.setdefault(section.effects or nothing_follows(section, words), []).append(section)
    yield from ((tuple(whose), effects) for effects, whose in found.items() if effects)


def nothing_follows(section: Section, words: Words) -> tuple[Sentence, ...]:
    """That somebody looked is worth saying, where nothing came of it."""
    if not section.compared or all(said.small for each in section.chapters for said in each.sentences):
        return ()
    said = words.say("Nothing: levels, what is reached, next steps, pace and time stay as they are.")
    return (Sentence(parts=(said,)),)


def changes_in(section: Section, words: Words) -> str:
    number = sum(len(chapter.sentences) for chapter in section.chapters)
    return words.count("{n} change", "{n} changes", number)


def untold_in(section: Section, words: Words) -> Iterator[str]:
    """Why nobody can tell what follows; and what is wrong, as `check` says it."""
    if section.untold is not None:
        yield words.say(UNTOLD[section.untold])
    yield from (f"{each.place.file}:{each.place.line}: {each.message}" for each in section.problems)


def names_of(group: tuple[Section, ...], report: Report) -> str:
    return ", ".join(name_of(section, report) for section in group)


def name_of(section: Section, report: Report) -> str:
    """A learner by id, and by name where names were asked for."""
    if section.learner is None:
        return report.words.say("What all learners share")
    return section.learner if section.name is None else f"{section.name} ({section.learner})"
