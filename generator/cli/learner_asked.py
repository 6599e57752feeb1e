"""Whom a command was asked about: found by id or group; the one learner, checked and made into a picture."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, TypeAlias

import typer
from babel import Locale

from generator.checked import CheckedSchool, checked_learner
from generator.load.learner_folders import LearnerFolder
from generator.load.people import people_for
from generator.model.joined import picture_of
from generator.model.picture import Picture
from generator.model.readers import is_in_force
from generator.problem import BuildStopped
from generator.records.commons import LearnerRecords
from generator.records.school import School
from generator.records.text import Text
from generator.translated import shown_to
from generator.words import Words

LearnerAsked: TypeAlias = Annotated[str, typer.Argument(metavar="LEARNER", help="Who, for example s-0001.")]
Learners: TypeAlias = Annotated[
    list[str] | None, typer.Argument(metavar="[LEARNER]...", help="Only these learners, by id.")
]
Group: TypeAlias = Annotated[
    str | None, typer.Option(metavar="GROUP", help="Only who is in this group.", show_default=False)
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="For a program to read.")]


def folder_of(school: CheckedSchool, learner: str) -> LearnerFolder:
    folders = {folder.learner: folder for folder in school.folders}
    if learner not in folders:
        near = get_close_matches(learner, folders, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise typer.BadParameter(f"there is no learner {learner!r}{hint}", param_hint="LEARNER")
    return folders[learner]


def folders_asked(
    learners: tuple[str, ...], group: str | None, school: CheckedSchool, named: str = "--group"
) -> Sequence[LearnerFolder]:
    """`named`: how the command calls the group."""
    if learners and group is not None:
        raise typer.BadParameter("name learners or a group, not both", param_hint="--group")
    if learners:
        return tuple(folder_of(school, learner) for learner in dict.fromkeys(learners))
    if group is None:
        return school.folders
    if group not in school.commons.groups:
        near = get_close_matches(group, list(school.commons.groups), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise typer.BadParameter(f"there is no group {group!r}{hint}", param_hint=named)
    listed = school.commons.groups[group].members
    members = {member.learner for member in listed if is_in_force(member.from_, member.to, school.on)}
    return tuple(folder for folder in school.folders if folder.learner in members)


def records_for(school: CheckedSchool, folder: LearnerFolder) -> LearnerRecords:
    """Raises BuildStopped where the learner's files cannot be used."""
    records, problems = checked_learner(school, folder)
    if records is None:
        raise BuildStopped(problems, str(school.root))
    return records


def picture_for(school: CheckedSchool, folder: LearnerFolder) -> Picture:
    """Raises BuildStopped where the learner's files cannot be used."""
    records = records_for(school, folder)
    people = people_for(records, school.people)
    return picture_of(records, school.commons, people, school.on, school.groundwork)


def own_words(text: Text, school: School) -> str:
    """A text in the school's own language; in what there is, where that is missing."""
    own = school.languages[0]
    return shown_to(text, own, own)[1].text


def english_for(school: School) -> Words:
    """English sentences around titles in the school's own language: how commands speak."""
    own = school.languages[0]
    return Words(
        language=own,
        base_language=own,
        locale=Locale("en"),
        messages={},
        plurals={},
        plural_form=lambda number: int(number != 1),
    )
