"""The story of a build: text, records, conclusions, pages, files.

Read `build` for the school and `build_learner` for one learner; what they call tells one chapter each.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol, overload

from generator.at_rest.remembering import Ended, begun, remember
from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.clearing import cleared_away
from generator.drawing import Said, drawn, said_of
from generator.far import work_of
from generator.load.blobs import OldTexts
from generator.load.committed import commits_to_here
from generator.load.history.past import NEWEST, NO_PAST, NOTHING_TOLD, LearnerPast, Past, past_of
from generator.load.history.unsaid import is_marked
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.load.withheld import NOTHING_WITHHELD, Withheld, withheld_of
from generator.manifest import Access, Built, Order, Outcome, surely, write_manifest
from generator.model.day import good_through_of
from generator.model.joined import picture_of
from generator.pictured import with_yeses
from generator.problem import OF_EVERYBODY, BuildStopped, Place, Problem, ToolFailed, of_file_system
from generator.publish.keys import load_master
from generator.publish.lock import locked
from generator.publish.paths import is_published
from generator.publish.swap import put_back
from generator.recalled import history_for, texts_kept, unsayable_for, without_moved
from generator.records.history import named_in
from generator.renewing import renewed
from generator.sealing import write_front
from generator.shards import forget_stamp, is_in, write_stamp
from generator.stamping import stamp_of
from generator.unchanged import Known, lines_after, standing_of
from generator.workers.each import each
from generator.workers.work import Work
from generator.workshop import Workshop, reviews_for

FIRST_DAY = date(2026, 1, 1)  # of publications
FEW = 2  # learners: to start processes for them would take longer than to build them


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One learner to build, with what git knows of the files, and what is known of the outputs that lie there."""

    folder: LearnerFolder
    past: LearnerPast
    withheld: Withheld
    known: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithTexts(Sequence[Task]):
    """Each gets its old texts when its turn comes: those of all learners at once would take a district's room."""

    tasks: tuple[Task, ...]
    past: Past
    texts: OldTexts

    @overload
    def __getitem__(self, position: int) -> Task: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Task]: ...
    def __getitem__(self, position: int | slice) -> Task | Sequence[Task]:
        if isinstance(position, slice):
            return replace(self, tasks=self.tasks[position])
        task = self.tasks[position]
        return replace(task, past=self.past.of(task.folder.learner, self.texts))

    def __len__(self) -> int:
        return len(self.tasks)


class Watch(Protocol):
    """Who looks on: a progress bar, lines in a log, or nobody."""

    def waiting(self, who: str) -> None: ...
    def begins(self, learners: int) -> None: ...
    def finished(self, built: Built) -> None: ...


def build(order: Order, today: Callable[[str], date], watch: Watch) -> Outcome:
    """Build what was ordered. Raises BuildStopped for problems in shared files, ToolFailed for an unknown learner, and
    where open pages and papers would come to lie in what is taken to a host."""
    if is_published(order.out):
        raise ToolFailed("build", f"{order.out} is, or lies in, a folder that is published. Name another with --out.")
    with locked(order.book, watch.waiting):
        forget_stamp(order.book)
        begin = begun(order.root, order.out, order.book, order.asked)
        for folder in order.swapped:
            put_back(folder)
        school = checked_school(order.root, order.people, today, order.book)
        order, master = decided(order, school), load_master(order.master)
        reviews_for(order, school)  # refused before anything is built with them
        shop, folders = Workshop(order=order, school=school), wanted(school.folders, order)
        past, withheld = past_for(order, school), withheld_of(order.past or order.root, folders, order.until)
        sources = tuple((one, past.of(one.learner), withheld.get(one.learner, NOTHING_WITHHELD)) for one in folders)
        standing = standing_of(order, school, master, sources, None if begin is None else begin.seen)
        refuse_among_others(order, school, standing.manifest.lines)
        tasks = tuple(
            Task(folder=one, past=told, withheld=kept, known=standing.known[one.learner])
            for one, told, kept in sources
            if one.learner not in standing.resting
        )
        watch.begins(len(tasks))
        with past.texts() as texts:
            built = tuple(seen(watch, made(shop, WithTexts(tasks=tasks, past=past, texts=texts))))
        lines = lines_after(standing, built)
        cleared = cleared_away(order, master, frozenset(folder.learner for folder in whole(school, order)), lines)
        standing.lying.keep()
        write_front(shop)
        write_manifest(order.book, {learner: line for learner, line in lines.items() if learner not in cleared})
        since, through = surely((lines[one.learner] for one in folders if one.learner in lines), order.parts)
        outcome = Outcome(
            on=school.on,
            built=built,
            cleared=tuple(sorted(cleared)),
            problems=school.problems,
            access=order.access,
            trial=master.test,
            resting=tuple(lines[learner].only(order.parts) for learner in sorted(standing.resting)),
            since=since,
            good_through=through,
            damaged=standing.manifest.damaged,
        )
        if order.shard is not None:
            write_stamp(order.book, stamp_of(order, order.shard, school, master, outcome.failed))
        if begin is not None and outcome.in_order:
            remember(begin, ended(outcome, school, len(folders)))
    return outcome


def ended(outcome: Outcome, school: CheckedSchool, learners: int) -> Ended:
    """What the next build is told that has nothing to do."""
    return Ended(
        learners=learners,
        on=outcome.on,
        through=outcome.good_through,
        timezone=school.commons.calendar.timezone,
        warnings=len(outcome.all_problems) + outcome.untold_warnings,
    )


def made(shop: Workshop, tasks: WithTexts) -> Generator[Built, None, None]:
    """What becomes of each learner who is built; few are built with the tools that are at hand."""
    if len(tasks) <= FEW:
        return each(Work(lambda: shop, built_task, lost), tasks, "serial")
    order = shop.order
    return each(work_of(order, shop.school, built_task, lost), tasks, order.how, order.jobs)


def decided(order: Order, school: CheckedSchool) -> Order:
    """The order with what it left open: decided once, and alike for every learner."""
    publish = school.commons.school.publish
    access: Access = "sealed" if publish is None else publish.access
    # Days count too: pages of the next day are others without a commit, and the publication before may not be at hand.
    release = order.release or commits_to_here(order.past or order.root) + (school.on - FIRST_DAY).days
    return replace(order, access=order.access or access, release=max(release, 1))


def past_for(order: Order, school: CheckedSchool) -> Past:
    """What git knows of all learners' files; only sites tell it, and of an earlier commit what was somebody else's."""
    if order.only == "pdf" and order.until == NEWEST:
        return NOTHING_TOLD
    return past_of(order.past or order.root, order.until, school.people, order.history)


def built_task(shop: Workshop, task: Task) -> Built:
    return build_learner(shop, task.folder, task.past, task.withheld, task.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a learner's files come to on a day. `said` None: they cannot be used. `kept`: what pages must not hold."""

    said: Said | None = None
    problems: tuple[Problem, ...]
    kept: tuple[str, ...] = ()


def build_learner(
    shop: Workshop,
    folder: LearnerFolder,
    past: LearnerPast = NO_PAST,
    withheld: Withheld | None = None,
    known: Known | None = None,
) -> Built:
    """One learner: records, picture, site, plans on paper. Mistakes in the files stop only this one.

    `withheld` None: only a look, so the pages are not searched for what must not be published. `known`: of what lies
    there; None: nothing, and nothing is kept for the next build.
    """
    if known is None:
        found, through = found_on(shop, folder, past, withheld, shop.school.on), shop.school.on
    else:
        found, through = good_through_of(partial(found_on, shop, folder, past, withheld), shop.school.on)
    if found.said is None:
        return Built(learner=folder.learner, problems=found.problems)
    try:
        if known is None:
            return drawn(shop, found.said, found.problems, None if withheld is None else found.kept)
        return renewed(shop, found.said, found.problems, found.kept, known, through)
    except BuildStopped as stopped:
        return Built(learner=folder.learner, problems=(*found.problems, *stopped.problems))
    except ToolFailed as failed:
        return not_built(folder, found, failed)
    except OSError as why:
        if why.errno in OF_EVERYBODY:
            raise
        return not_built(folder, found, of_file_system(why))


def not_built(folder: LearnerFolder, found: Found, why: ToolFailed) -> Built:
    stop = Problem(Place(folder.folder), "not-built", str(why), hint="the last good output stays")
    return Built(learner=folder.learner, problems=(*found.problems, stop))


def found_on(shop: Workshop, folder: LearnerFolder, past: LearnerPast, withheld: Withheld | None, on: date) -> Found:
    """From files to what pages and papers say. Of the day nothing may be asked but of this one, which is watched."""
    school = replace(shop.school, on=on)
    records, problems = checked_learner(school, folder)
    if records is None:
        return Found(problems=problems)
    records = records if shop.order.until == NEWEST else without_moved(records, past)
    kept = texts_kept(school, folder, withheld or NOTHING_WITHHELD, records)
    unsayable = unsayable_for(school, records, kept)
    history = history_for(school, records, past, unsayable)
    people = people_for(records, school.people, named_in(history))
    picture = picture_of(records, school.commons, people, on, school.groundwork, history)
    picture = with_yeses(picture, shop, records, lambda text: unsayable(text) or is_marked(text, past.moved))
    return Found(said=said_of(shop, picture, on), problems=problems, kept=kept)


def wanted(folders: Sequence[LearnerFolder], order: Order) -> Sequence[LearnerFolder]:
    """The folders of the learners asked for; of all, or of all in the part asked for, when none is."""
    strangers = set(order.learners) - {folder.learner for folder in folders}
    if strangers:
        raise ToolFailed("build", f"there is no learner {', '.join(sorted(strangers))} in plans/")
    if order.shard is not None:
        return tuple(folder for folder in folders if is_in(order.shard, folder.learner))
    return tuple(folder for folder in folders if folder.learner in order.learners) if order.learners else folders


def refuse_among_others(order: Order, school: CheckedSchool, lain: Collection[str]) -> None:
    """A part lies alone: what lies there of others would go, and whoever built it may not know."""
    if order.shard is not None and any(
        one.learner in lain and not is_in(order.shard, one.learner) for one in school.folders
    ):
        hint = f"{order.out} holds outputs of other learners than part {order.shard}. Name a folder for it with --out."
        raise ToolFailed("build", hint)


def whole(school: CheckedSchool, order: Order) -> Sequence[LearnerFolder]:
    """Of whom outputs may lie there."""
    return wanted(school.folders, replace(order, learners=()))


def seen(watch: Watch, results: Generator[Built, None, None]) -> Iterator[Built]:
    """Each result, told to whoever looks on. However it ends, nobody is at work any more when it has ended."""
    with closing(results):
        for built in results:
            watch.finished(built)
            yield built


def lost(task: Task) -> Built:
    """What is said of a learner whose worker died twice."""
    folder = task.folder
    message = "the worker that built this learner ended without a word, twice"
    hint = "is there enough memory? Build this learner alone with --executor serial to see more"
    return Built(learner=folder.learner, problems=(Problem(Place(folder.folder), "worker-lost", message, hint=hint),))
