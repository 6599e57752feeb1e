"""pathbook worklist: what waits for each adult this school week. It is for staff, and names no child."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from difflib import get_close_matches
from typing import Annotated, TypeAlias

import typer

from generator.checked import CheckedSchool, checked_learner, checked_school
from generator.cli.learner_asked import AsJson
from generator.cli.options import At, On, PeopleFile, Root, day_asked, root_asked
from generator.cli.report import complain
from generator.cli.worklist_said import aside_line, heading_of, later_line, lines_said
from generator.load.learner import load_staff
from generator.load.learner_folders import LearnerFolder
from generator.model.calendar import week_start
from generator.model.clock import PutAside, findings_of, put_aside
from generator.model.findings.finding import Finding
from generator.model.joined import picture_of
from generator.model.readers import is_in_force
from generator.model.worklist import LearnersFindings, Line, Worklist, worklists_of
from generator.records.commons import Commons, LearnerRecords
from generator.records.school import LearnerId

For: TypeAlias = Annotated[
    str | None,
    typer.Option("--for", metavar="PERSON", help="Only what this person answers for: t-0001.", show_default=False),
]
All: TypeAlias = Annotated[
    bool, typer.Option("--all", help="Also what waits for later weeks, and what staff have put aside.")
]
HOME_GROUPS = frozenset(("class", "advisory"))


def worklist(
    person: For = None,
    everything: All = False,
    root: Root = None,
    on: On = None,
    at: At = None,
    people: PeopleFile = None,
    as_json: AsJson = False,
) -> None:
    """List what waits for each adult this school week.

    Why, about whom, since when, and by when.
    """
    with root_asked(root, at) as (top, known):
        school = checked_school(top, people, day_asked(on, known))
        refuse_strangers(person, school)
        first = week_start(school.groundwork.week_starts, school.on)
        shares, unread = shares_of(school, first)
        clock = school.commons.school.clock
        found = worklists_of(shares, None if clock is None else clock.per_week, classes_on(school.commons, school.on))
    asked = tuple(each for each in found if person is None or each.person == person)
    if unread:
        complain(f"Left out, because `pathbook check` finds mistakes in their files: {', '.join(unread)}.")
    if as_json:
        print(json.dumps(as_rows(asked, school.on, first, everything), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(asked, person, school, first, everything)))


def refuse_strangers(person: str | None, school: CheckedSchool) -> None:
    """A person whom people.yml does not know; without people.yml anybody may be meant."""
    if person is None or not school.people or person in school.people:
        return
    near = get_close_matches(person, list(school.people), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise typer.BadParameter(f"there is no person {person!r}{hint}", param_hint="--for")


def shares_of(school: CheckedSchool, first: date) -> tuple[tuple[LearnersFindings, ...], tuple[LearnerId, ...]]:
    """Of each learner only what was found, a district's records do not fit in memory; and who could not be read."""
    shares: list[LearnersFindings] = []
    unread: list[LearnerId] = []
    for folder in school.folders:
        records, _ = checked_learner(school, folder)
        if records is None:
            unread.append(folder.learner)
        elif (share := share_of(records, folder, school, first)).today or share.aside or share.at_week_start:
            shares.append(share)
    return tuple(shares), tuple(unread)


def share_of(records: LearnerRecords, folder: LearnerFolder, school: CheckedSchool, first: date) -> LearnersFindings:
    today = found_on(school.on, records, school)
    staff, _ = load_staff(school.root, folder)
    aside = put_aside(today, staff, school.on)
    hidden = {each.finding.id for each in aside}
    return LearnersFindings(
        learner=folder.learner,
        at_week_start=today if first == school.on else found_on(first, records, school),
        today=tuple(finding for finding in today if finding.id not in hidden),
        aside=aside,
    )


def found_on(day: date, records: LearnerRecords, school: CheckedSchool) -> tuple[Finding, ...]:
    picture = picture_of(records, school.commons, {}, day, school.groundwork)
    return findings_of(picture, records, school.commons, school.groundwork)


def classes_on(commons: Commons, on: date) -> Mapping[LearnerId, str]:
    """The class or advisory each learner belongs to on a day."""
    return {
        member.learner: group.id
        for group in commons.groups.values()
        if group.kind in HOME_GROUPS
        for member in group.members
        if is_in_force(member.from_, member.to, on)
    }


def as_lines(
    found: tuple[Worklist, ...], person: str | None, school: CheckedSchool, first: date, everything: bool
) -> Iterator[str]:
    yield f"Worklist on {school.on}, for the school week from {first}"
    shown = [each for each in found if each.lines or each.later or (everything and each.aside)]
    if not shown:
        yield ""
        yield f"Nothing waits for {person or 'anybody'}."
    for each in shown:
        yield ""
        yield heading_of(each, school.people, school.commons.school.languages[0])
        for line in each.lines:
            yield from lines_said(line, school.on)
        if everything:
            yield from (said for finding in each.later for said in later_line(finding, school.on))
            yield from (said for aside in each.aside for said in aside_line(aside, school.commons.school, school.on))


def as_rows(found: tuple[Worklist, ...], on: date, first: date, everything: bool) -> dict[str, object]:
    return {
        "on": on.isoformat(),
        "week_from": first.isoformat(),
        "worklists": [list_row(each, everything) for each in found],
    }


def list_row(each: Worklist, everything: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "person": each.person,
        "this_week": [line_row(line) for line in each.lines],
        "later": [finding_row(finding) for finding in each.later],
    }
    return row | {"put_aside": [aside_row(aside) for aside in each.aside]} if everything else row


def line_row(line: Line) -> dict[str, object]:
    return {"rule": line.rule, "group": line.group, "findings": [finding_row(each) for each in line.findings]}


def aside_row(aside: PutAside) -> dict[str, object]:
    return finding_row(aside.finding) | {"put_aside_by": aside.seen.by, "until": aside.seen.until.isoformat()}


def finding_row(finding: Finding) -> dict[str, object]:
    row = asdict(finding)
    why = row.pop("why")
    return plain(row | {"evidence": why})


def plain(row: dict[str, object]) -> dict[str, object]:
    """Days as they are written, all the way down."""
    told: dict[str, object] = json.loads(json.dumps(row, default=str))
    return told
