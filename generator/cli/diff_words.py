"""The sentences around what a report tells: how much changed, which lane it takes, what nobody can tell."""

from collections.abc import Iterator, Mapping

from generator.model.revisions.lane import Reason, Why
from generator.reporting import Report, Section, Untold
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
    "agreed": "more than evidence: {learners}",
    "taken_back": "evidence is taken back, or counts for less: {learners}",
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
    if not report.warnings:
        yield words.say("Nothing to look at twice.")
        return
    yield words.count("{n} change to look at twice.", "{n} changes to look at twice.", report.warnings)


def others_concerned(report: Report) -> Iterator[str]:
    words, others = report.words, len(report.affected)
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


def changes_in(section: Section, words: Words) -> str:
    number = sum(len(chapter.sentences) for chapter in section.chapters)
    return words.count("{n} change", "{n} changes", number)


def untold_in(section: Section, words: Words) -> str:
    return "" if section.untold is None else words.say(UNTOLD[section.untold])


def name_of(section: Section, report: Report) -> str:
    """A learner by id, and by name where names were asked for."""
    if section.learner is None:
        return report.words.say("What all learners share")
    return section.learner if section.name is None else f"{section.name} ({section.learner})"
