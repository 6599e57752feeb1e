"""The story of a report: what became different between two commits, in words; what follows from it, and for whom.

Only what differs is read, and only learners whose files differ are compared: all of them only where shared files
changed that levels, pathways or pace are made from. Nothing is drawn, and nothing is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checked import checked_learner
from generator.comparison import Comparison, comparison_of, sides_of
from generator.load.catalogues import words_for
from generator.load.people import people_of
from generator.load.revisions.files import revisions_between
from generator.model.compared import Difference
from generator.model.redacted import without_redacted
from generator.model.revisions.lane import lane_of, teams_of
from generator.model.revisions.told import Told, told_of
from generator.model.tried import Trial
from generator.problem import Problem, errors_in
from generator.records.commons import Commons, LearnerRecords
from generator.records.revision import FileRevision
from generator.records.school import LearnerId, Person, PersonId
from generator.render.sources import template_folders
from generator.reporting.named import learners_naming
from generator.reporting.parts import Asked, Report, Section, Untold
from generator.reporting.sides import Sides, records_in, sides_read
from generator.reporting.unsaid import sayable
from generator.view.effects import effects_of
from generator.view.revisions.chapters import chapters_of
from generator.view.revisions.sentence import Audience, Chapter, Sentence
from generator.view.revisions.telling import Telling
from generator.view.said import full_name
from generator.words import Words

NOTHING_TRIED = Trial()
MOST_PROBLEMS = 3  # told of one learner; `check` tells all
MOST_NAMED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What words are made with: `people` empty where ids stand for them."""

    audience: Audience
    words: Words
    before: Commons
    after: Commons
    people: Mapping[PersonId, Person]
    records: Mapping[LearnerId, LearnerRecords]  # as they are afterwards, or were; without what is redacted
    agreed: Mapping[LearnerId, LearnerRecords]  # as they stood before


def report_of(root: Path, asked: Asked) -> Report:
    """Raises ToolFailed where git cannot tell, BuildStopped where what all share can be read on neither side."""
    found = revisions_between(root, asked.proposal.base, asked.proposal.head)
    with sides_read(root, asked.proposal, found, asked.people, asked.today) as sides:
        revisions, withheld = sayable(root, asked.proposal, found, sides)
        known = known_in(asked, sides, words_from(root, found))
        return report_on(asked, sides, known, found, about(revisions, asked.learners), withheld)


def about(revisions: tuple[FileRevision, ...], learners: tuple[LearnerId, ...]) -> tuple[FileRevision, ...]:
    """Those of the learners asked for, and what all share."""
    return tuple(each for each in revisions if not learners or each.learner is None or each.learner in learners)


def words_from(root: Path, found: tuple[FileRevision, ...]) -> tuple[Path, ...]:
    """Where a report's own words come from; never from a proposal that would change them."""
    changed = any(file.startswith("site_templates/") for each in found for file in (each.file, each.was or ""))
    return template_folders(root)[-1:] if changed else template_folders(root)


def known_in(asked: Asked, sides: Sides, words: tuple[Path, ...]) -> Known:
    then, now = sides.commons()
    own, agreed = now.school.languages[0], records_in(sides.before)
    return Known(
        audience=asked.audience,
        words=words_for(asked.language or own, own, words),
        before=then,
        after=now,
        people=people_of(sides.after.root, asked.people) if asked.names else {},
        records={
            learner: without_redacted(records) for learner, records in {**agreed, **records_in(sides.after)}.items()
        },
        agreed=agreed,
    )


def report_on(
    asked: Asked,
    sides: Sides,
    known: Known,
    found: tuple[FileRevision, ...],
    revisions: tuple[FileRevision, ...],
    withheld: tuple[LearnerId, ...],
) -> Report:
    """`found` is all that differs, by which the lane goes; `revisions` what is told of it."""
    compared = comparison_in(asked, sides, revisions)
    whole = told_of(found, known.before, known.after, known.agreed)
    told = whole if revisions == found else told_of(revisions, known.before, known.after, known.agreed)
    sections = tuple(sections_of(asked, known, sides, compared, told))
    named = {each.learner for each in sections}
    teams = teams_of((each.learner for each in known.agreed.values()), known.before.groups.values(), sides.on)
    return Report(
        asked=asked,
        on=sides.on,
        words=known.words,
        revisions=revisions,
        lane=lane_of(whole, asked.proposer, teams),
        sections=tuple(sorted(sections, key=lambda each: (not each.warnings, each.learner or ""))),
        others=tuple(sorted(others_in(known, compared, named), key=lambda each: not each.warnings)),
        looked_at=0 if compared is None else compared.looked_at,
        unusable=unusable_in(compared, named),
        withheld=withheld,
    )


def comparison_in(asked: Asked, sides: Sides, revisions: tuple[FileRevision, ...]) -> Comparison | None:
    """Of the learners whose files changed; of everybody, where what all share changed. None: nothing to conclude."""
    if sides.before.school is None or sides.after.school is None:
        return None
    changed = tuple(sorted({each.learner for each in revisions if each.learner is not None}))
    if not (changed or sides.everybody):
        return None
    learners = asked.learners if sides.everybody else changed
    trial = sides_of(sides.before.school, sides.after.school, NOTHING_TRIED)
    return comparison_of(trial, NOTHING_TRIED, learners, asked.people, asked.jobs)


def sections_of(
    asked: Asked, known: Known, sides: Sides, compared: Comparison | None, told: tuple[Told, ...]
) -> Iterator[Section]:
    chapters = chapters_told(asked, known, told)
    of_learners: dict[LearnerId | None, list[Chapter]] = {}
    for chapter in chapters:
        of_learners.setdefault(chapter.learner, []).append(chapter)
    for learner, own_chapters in of_learners.items():
        own = tuple(own_chapters)
        if learner is None:
            yield Section(learner=None, chapters=own, effects=tuple(naming(known, sides, told)))
            continue
        difference, untold = difference_for(learner, compared), why_untold(learner, sides, compared)
        yield Section(
            learner=learner,
            name=name_in(learner, known),
            chapters=own,
            effects=effects_for(difference, known),
            difference=difference,
            compared=compared is not None and untold is None and learner in in_both(sides),
            untold=untold,
            problems=problems_of(learner, untold, sides),
        )


def chapters_told(asked: Asked, known: Known, told: tuple[Told, ...]) -> tuple[Chapter, ...]:
    """Notes among staff are told on their own screen only: what a forge shows is mailed, and kept by the host."""
    among_staff = () if asked.staff else tuple(each for each in told if each.file.schema == "staff")
    others = told if not among_staff else tuple(each for each in told if each.file.schema != "staff")
    chapters = chapters_of(others, known.after, known.people, known.audience, known.words, known.records)
    if known.audience == "family":
        return chapters
    said = Sentence(parts=(known.words.say("What staff noted is not shown here; it stands in the file."),))
    title = (known.words.say("Notes among staff"),)
    noted = dict.fromkeys(each.file.learner for each in among_staff)
    return (*chapters, *(Chapter(title=title, sentences=(said,), learner=learner, path=None) for learner in noted))


def naming(known: Known, sides: Sides, told: tuple[Told, ...]) -> Iterator[Sentence]:
    """Whose plans name what changed for all, also where nothing follows for levels and days."""
    files = tuple({each.file.file: each.file for each in told}.values())
    found = learners_naming(sides.after.root, files, known.after) if sides.everybody else ()
    if found:
        more = "" if len(found) <= MOST_NAMED else " …"
        parts = known.words.count(
            "Named in the files of {n} learner: {learners}",
            "Named in the files of {n} learners: {learners}",
            len(found),
            learners=", ".join(found[:MOST_NAMED]) + more,
        )
        yield Sentence(parts=(parts,))


def in_both(sides: Sides) -> frozenset[LearnerId]:
    return frozenset({*sides.before.folders} & {*sides.after.folders})


def problems_of(learner: LearnerId, untold: Untold | None, sides: Sides) -> tuple[Problem, ...]:
    """What is wrong in the files of the side that cannot be used: the first few."""
    side = {"learner_after": sides.after, "learner_before": sides.before}.get(untold or "")
    if side is None or side.school is None or learner not in side.folders:
        return ()
    return errors_in(checked_learner(side.school, side.folders[learner])[1])[:MOST_PROBLEMS]


def difference_for(learner: LearnerId, compared: Comparison | None) -> Difference | None:
    found = () if compared is None else compared.differences
    return next((each for each in found if each.learner == learner), None)


def why_untold(learner: LearnerId, sides: Sides, compared: Comparison | None) -> Untold | None:
    if sides.after.school is None:
        return "school_after"
    if sides.before.school is None:
        return "school_before"
    if compared is not None and learner in compared.unusable_after:
        return "learner_after"
    return "learner_before" if compared is not None and learner in compared.unusable_before else None


def others_in(known: Known, compared: Comparison | None, told: set[LearnerId | None]) -> Iterator[Section]:
    for difference in () if compared is None else compared.differences:
        if difference.learner not in told:
            effects, name = effects_for(difference, known), name_in(difference.learner, known)
            yield Section(learner=difference.learner, name=name, effects=effects, difference=difference)


def name_in(learner: LearnerId, known: Known) -> str | None:
    person = known.people.get(learner)
    return None if person is None else full_name(person, known.words)


def unusable_in(compared: Comparison | None, told: set[LearnerId | None]) -> tuple[LearnerId, ...]:
    if compared is None:
        return ()
    return tuple(sorted({*compared.unusable_before, *compared.unusable_after} - told))


def effects_for(difference: Difference | None, known: Known) -> tuple[Sentence, ...]:
    if difference is None:
        return ()
    nothing = FileRevision(file="", schema="", learner=difference.learner, did="changed", before=None, after=None)
    telling = Telling(
        file=nothing,
        commons=known.after,
        people=known.people,
        audience=known.audience,
        words=known.words,
        learners=known.records,
    )
    return effects_of(difference, telling)
