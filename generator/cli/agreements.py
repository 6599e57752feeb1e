"""pathbook agreements: who has agreed to which plan, who is missing, and whose yes is to words that are others now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.cli.agreements_rows import as_rows
from generator.cli.agreements_said import Row, as_lines
from generator.cli.learner_asked import AsJson, Group, Learners, english_for, folders_asked
from generator.cli.options import On, PeopleFile, Root, day_asked, root_of
from generator.cli.report import complain
from generator.editing.agreeing.confirmed import confirmed_in
from generator.editing.agreeing.since import since_each
from generator.load.agreed_before import Past, plans_past
from generator.load.forge_reviews import ForgeReview, reviews_in
from generator.load.learner import load_staff
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.model.agree_standing import agreeing_of
from generator.model.joined import picture_of
from generator.records.commons import LearnerRecords
from generator.records.library import RequirementPack
from generator.records.school import LearnerId


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What all rows are made with. `closely`: what was changed since is told too."""

    school: CheckedSchool
    packs: tuple[RequirementPack, ...]
    past: Past
    reviews: tuple[ForgeReview, ...]
    closely: bool


def agreements(
    learners: Learners = None,
    group: Group = None,
    pack: Annotated[
        str | None,
        typer.Option(metavar="PACK", help="Held against this requirement pack, adopted or not.", show_default=False),
    ] = None,
    reviews: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Approvals as the forge keeps them (JSON of its reviews): which yeses it confirms.",
            show_default=False,
        ),
    ] = None,
    root: Root = None,
    on: On = None,
    people: PeopleFile = None,
    as_json: AsJson = False,
) -> None:
    """Show who has agreed to which plan.

    Who is missing, whose words have changed since, and when the plan is looked at again.
    """
    school = checked_school(root_of(root), people, day_asked(on))
    folders = folders_asked(tuple(learners or ()), group, school)
    view = View(
        school=school,
        packs=packs_asked(pack, school),
        past=plans_past(school.root),
        reviews=reviews_in(reviews, school.root, school.people) if reviews is not None else (),
        closely=bool(learners or group),
    )
    rows, without_plan, unread = rows_of(view, folders)
    if unread:
        complain(f"Left out, because `pathbook check` finds mistakes in their files: {', '.join(unread)}.")
    if as_json:
        print(json.dumps(as_rows(rows, school.on, without_plan), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(rows, without_plan, english_for(school.commons.school))))


def packs_asked(name: str | None, school: CheckedSchool) -> tuple[RequirementPack, ...]:
    """The one asked for; empty: those of the school and of the plans."""
    known = school.commons.packs
    if name is not None and name not in known:
        raise typer.BadParameter(f"there is no requirement pack {name!r}; there are: {', '.join(sorted(known))}")
    return () if name is None else (known[name],)


def rows_of(view: View, folders: Sequence[LearnerFolder]) -> tuple[tuple[Row, ...], int, tuple[LearnerId, ...]]:
    """A row a plan; how many learners have none in work; and whose files cannot be read."""
    rows: list[Row] = []
    unread: list[LearnerId] = []
    without = 0
    for folder in folders:
        records, _ = checked_learner(view.school, folder)
        if records is None:
            unread.append(folder.learner)
        elif (row := row_of(view, folder, records)) is None:
            without += 1
        else:
            rows.append(row)
    return tuple(rows), without, tuple(unread)


def row_of(view: View, folder: LearnerFolder, records: LearnerRecords) -> Row | None:
    """What was changed since is looked up only of learners who were asked for: it takes git's history of each."""
    school = view.school
    staff, _ = load_staff(school.root, folder)
    agreeing = agreeing_of(records, staff, school.commons, school.on, view.packs)
    if agreeing is None:
        return None
    given = tuple(each.newest for each in agreeing.standings if each.newest is not None)
    asked = tuple(
        each.newest for each in agreeing.standings if each.newest is not None and each.state in ("changed", "unclear")
    )
    year, picture = agreeing.year, None
    if view.closely:
        picture = picture_of(records, school.commons, people_for(records, school.people), school.on, school.groundwork)
    return Row(
        agreeing=agreeing,
        since=since_each(view.past, records, year, asked, school.commons) if view.closely and asked else {},
        confirmed=confirmed_in(view.past, records, year, given, view.reviews),
        picture=picture,
    )
