"""pathbook assign: an activity, a goal or a support of the catalogue for everybody in a group."""

from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.learner_asked import folders_asked
from generator.cli.options import On, PeopleFile, Root, a_day, command_name, day_asked, root_of
from generator.cli.proposing import ByPerson, DryRun, OnBranch, as_seen, carry_out, report_of, way_asked
from generator.problem import errors_in

if TYPE_CHECKING:
    from generator.checked import CheckedSchool
    from generator.editing.new.asking import Asking
    from generator.editing.new.assigning import Handed, Sort


REFUSED = "left out, for what is said above"


def assign(
    group: Annotated[str, typer.Argument(metavar="GROUP", help="Who gets it, for example class-harbor.")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="ACTIVITY|TEMPLATE",
            help="Its id in frameworks/catalogue: an activity becomes a step, a goal a goal, a support a support.",
        ),
    ],
    goal: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMPETENCY",
            help="The competency of the goal that a step goes to. Left out: those of the activity.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        date | None,
        typer.Option(
            parser=a_day,
            metavar="DATE",
            help="The step's day, the day on which a goal is due, or the day to look whether a support helps.",
            show_default=False,
        ),
    ] = None,
    start: Annotated[
        date | None,
        typer.Option(
            parser=a_day, metavar="DATE", help="First day of a goal or support. Left out: today.", show_default=False
        ),
    ] = None,
    who: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Who does it, of a support.", show_default=False)
    ] = None,
    dry_run: DryRun = False,
    entry: OnBranch = False,
    as_: ByPerson = None,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
) -> None:
    """Give everybody in a group something of the catalogue. Each copy is the learner's own from then on."""
    from generator.checked import checked_school
    from generator.editing.new.asking import Asking
    from generator.editing.new.assigning import Given, handed_out
    from generator.editing.new.ids import used_ever_each
    from generator.editing.receipts import batch_called, batches_in, with_receipt

    school = checked_school(root_of(root), people, day_asked(on))
    way = way_asked(school, dry_run=dry_run, entry=entry, person=as_)
    members = members_asked(school, group)
    with as_seen(school, way, members) as seen:
        asking = Asking(
            school=seen,
            on=school.on,
            person=way.person,
            people_file=people,
            past=used_ever_each(school.root, members),
            repository=school.root,
        )
        sort, id_ = thing_asked(asking, what)
        if sort == "goal" and by is None:
            raise typer.BadParameter("say on which day the goal is due", param_hint="--by")
        given = Given(
            group=group,
            sort=sort,
            id=id_,
            aims=aims_asked(asking, sort, id_, goal or []),
            start=start or school.on,
            by=by,
            who=who,
        )
        handed, refused = judged_each(asking, handed_out(asking, given))
        batch = batch_called(school.on.isoformat(), id_, batches_in(seen.root))
    changes = tuple(change for each in handed for change in each.changes)
    if changes:
        carry_out(school.root, school.on, with_receipt(batch, changes), way, slug=id_, batch=batch)
    say(handed, "would get it" if dry_run else "got it")
    if changes and not dry_run:
        print(f"Take it back with: {command_name()} undo {batch}{' --entry' if way.entry else ''}")
    if refused:
        raise typer.Exit(1)


def judged_each(asking: "Asking", handed: tuple["Handed", ...]) -> tuple[tuple["Handed", ...], bool]:
    """Those whose plan `check` would refuse are left out, with its sentences; and whether there was one."""
    from generator.editing.judging import judged_everywhere

    done = []
    for each in handed:
        problems = judged_everywhere(asking.school, each.changes) if each.changes else ()
        if problems:
            report_of(problems, each.changes)
        left_out = replace(each, changes=(), said=REFUSED, left_out=True) if errors_in(problems) else each
        done.append(left_out)
    return tuple(done), any(each.said == REFUSED for each in done)


def say(handed: tuple["Handed", ...], got: str) -> None:
    """What became of each member, and how many."""
    for each in handed:
        print(f"{each.learner}: {each.said}")
    new, without = sum(bool(each.changes) for each in handed), sum(each.left_out for each in handed)
    print(f"{new} {got}, {len(handed) - new - without} had it, {without} left out")


def members_asked(school: "CheckedSchool", group: str) -> tuple[str, ...]:
    """Who is in the group today."""
    return tuple(folder.learner for folder in folders_asked((), group, school, "GROUP"))


def thing_asked(asking: "Asking", what: str) -> tuple["Sort", str]:
    """What is meant by a word: the id of something in the catalogue, its sort before it where two have that id."""
    from generator.editing.new.assigning import LISTS, sorts_of, things_in

    sort, colon, id_ = what.rpartition(":")
    sorts = tuple(each for each in sorts_of(asking, id_) if not colon or each == sort)
    if len(sorts) == 1:
        return sorts[0], id_
    if sorts:
        choices = " or ".join(f"{each}:{id_}" for each in sorts)
        raise typer.BadParameter(f"there are two things called {id_!r}: write {choices}")
    near = get_close_matches(id_, things_in(asking), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    lists = ", ".join(f"{each}.yml" for each in LISTS.values())
    raise typer.BadParameter(f"nothing is called {what!r} in frameworks/catalogue ({lists}){hint}")


def aims_asked(asking: "Asking", sort: "Sort", id_: str, typed: list[str]) -> tuple[str, ...]:
    """The competencies of the goal that a step goes to."""
    from generator.editing.new.choices import competencies
    from generator.editing.new.questions import Unclear, chosen

    if typed and sort != "activity":
        raise typer.BadParameter(f"a {sort} goes to no goal", param_hint="--goal")
    known = competencies(asking)
    try:
        asked = tuple(chosen(known, each, own_words=False) for each in typed)
    except Unclear as why:
        raise typer.BadParameter(str(why), param_hint="--goal") from None
    return asked or (asking.school.commons.activities[id_].competencies if sort == "activity" else ())
